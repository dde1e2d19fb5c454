"""Hold what `plan` says and what a budget allows against what a server counts, sweep by sweep.

    python -m tests.benchmarks.bench_quote [--sweeps N]

Real runs of the command line against an S3 server on loopback that counts every request and
every byte of every object it sends. A sweep of fixed size must take what the plan said, within a
tenth; an adaptive one must end within the range that the plan gave, and within a tenth of what a plan
says that knows the last sweep of the bucket (`plan --last`, of another seed); no run may pass a limit.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fixtures import serve

ROOT = Path(__file__).parents[2]
ESTATE = ROOT / "fixtures" / "estate"
MIXED = "mixed-large"
PROD, BACKUP, ASSETS = "s3://photosquared-prod", "s3://photosquared-backup", "s3://harmless-assets"
LARGE = f"s3://{MIXED}"


ACCOUNT = "v20180820"  # the path of questions to the account (S3 Control), which are no objects


@dataclass
class Meter:
    """What a server was asked and sent."""

    requests: int = 0
    bytes: int = 0

    def around(self, inner: serve.Wsgi) -> serve.Wsgi:
        """Count requests, and bytes of the bodies of objects as they are sent."""

        def answer(environ: dict[str, Any], respond: Callable[..., Any]) -> Iterable[bytes]:
            self.requests += 1
            bucket, _, key = environ.get("PATH_INFO", "").lstrip("/").partition("/")
            asked = environ["REQUEST_METHOD"] == "GET" and not environ.get("QUERY_STRING")
            is_object = key and bucket != ACCOUNT and asked
            return self._counted(inner(environ, respond)) if is_object else inner(environ, respond)

        return answer

    def _counted(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        for part in parts:
            for at in range(0, len(part), 1 << 16):
                piece = part[at : at + (1 << 16)]
                self.bytes += len(piece)
                yield piece


@dataclass(frozen=True)
class Sweep:
    """A command's targets and options; `limit` names what must not be passed."""

    arguments: tuple[str, ...]
    limits: tuple[tuple[str, int], ...] = ()
    adaptive: bool = False


SWEEPS = (
    Sweep((PROD, "--sample", "all")),
    Sweep((PROD, "--sample", "30")),
    Sweep((PROD, "--sample", "120", "--seed", "b")),
    Sweep((PROD, "--sample", "200", "--seed", "c")),
    Sweep((PROD, "--sample", "60", "--exclude", "*.jpg")),
    Sweep((f"{PROD}/orders", "--sample", "50", "--seed", "d")),
    Sweep((BACKUP, "--sample", "all", "--include", "*.txt", "--include", "*.csv")),
    Sweep((BACKUP, "--sample", "40", "--seed", "e")),
    Sweep((ASSETS, "--sample", "all")),
    Sweep((ASSETS, "--sample", "20", "--seed", "f")),
    Sweep((LARGE, "--sample", "all")),
    Sweep((LARGE, "--sample", "25", "--seed", "g")),
    Sweep((PROD, BACKUP, "--sample", "45", "--seed", "h")),
    Sweep((PROD, "--max-bytes", "300KB", "--sample", "300"), (("bytes", 300 << 10),)),
    Sweep((LARGE, "--max-bytes", "9MB", "--sample", "all"), (("bytes", 9 << 20),)),
    Sweep((PROD, "--max-requests", "60", "--sample", "300", "--workers", "3"), (("requests", 60),)),
    Sweep((BACKUP, "--max-requests", "25", "--seed", "i"), (("requests", 25),), adaptive=True),
    Sweep((BACKUP, "--seed", "p"), adaptive=True),
    Sweep((ASSETS, "--seed", "q"), adaptive=True),
    Sweep((LARGE, "--max-requests", "30", "--max-bytes", "6MB", "--sample", "all", "--seed", "j"),
          (("requests", 30), ("bytes", 6 << 20))),
    Sweep((PROD, "--seed", "k"), adaptive=True),
    Sweep((BACKUP, "--seed", "l", "--until", "width"), adaptive=True),
    Sweep((BACKUP, "--sample", "80", "--seed", "m")),
    Sweep((f"{LARGE}/exports", "--sample", "12", "--seed", "n")),
    # A LIST costs twelve and a half GETs: so many dollars are less than sixty requests.
    Sweep((PROD, "--max-dollars", "0.000024", "--sample", "300", "--seed", "o"), (("requests", 60),)),
)  # fmt: skip


def mixed(rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """Yield objects of many sizes and kinds: tables, archives, films, and a few that are empty."""
    for number in range(18):
        rows = io.StringIO()
        writer = csv.writer(rows)
        writer.writerow(("id", "name", "street", "city", "total"))
        for row in range(rng.randint(20, 2000)):
            writer.writerow((row, "Maria Gonzalez", f"{row} Elm Street", "Sacramento, CA 95814", "12.00"))
        text = rows.getvalue().encode()
        yield f"exports/{number}.csv", text
        if number % 3 == 0:
            yield f"exports/{number}.csv.gz", gzip.compress(text, mtime=0)
            archive = io.BytesIO()
            with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as members:
                members.writestr(f"{number}.csv", text)
                members.writestr("noise.bin", rng.randbytes(rng.randint(1000, 900_000)))
            yield f"backups/{number}.zip", archive.getvalue()
        if number % 2 == 0:
            film = b"\0\0\0\x20ftypisom" + rng.randbytes(rng.randint(300_000, 3_000_000))
            yield f"films/{number}.mp4", film
    yield from ((f"marks/{number}/", b"") for number in range(3))


@contextmanager
def metered() -> Iterator[tuple[Meter, dict[str, str]]]:
    """Serve the estate and a bucket of large objects; give the meter and the environment to reach it."""
    meter = Meter()
    endpoint, stop = serve.serve(ESTATE, around=meter.around)
    client = serve.client(endpoint)
    client.create_bucket(Bucket=MIXED)
    for key, body in mixed(random.Random(5)):
        client.put_object(Bucket=MIXED, Key=key, Body=body)
    try:
        yield meter, serve.environment(endpoint)
    finally:
        stop()


def command(environment: dict[str, str], *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the real command line."""
    return subprocess.run(
        [sys.executable, "-m", "pii_sweep", *map(str, arguments)],
        env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What a plan said of a sweep, and what the server then counted."""

    said_requests: int
    said_bytes: int
    requests: int
    bytes: int
    inside: bool

    @property
    def off(self) -> tuple[float, float]:
        """Return by what share the plan was off, in requests and bytes."""
        return (
            abs(self.said_requests / max(1, self.requests) - 1),
            abs(self.said_bytes / max(1, self.bytes) - 1),
        )


def carry_out(sweep: Sweep, meter: Meter, environment: dict[str, str]) -> list[Outcome]:
    """Plan a sweep, run it, and read the meter; an adaptive one is planned after a last one, too."""
    plans = [_quotes(environment, sweep.arguments)]
    with tempfile.TemporaryDirectory() as folder:
        if sweep.adaptive:
            before = Path(folder) / "last"
            # Of two seeds the later one counts: the last sweep drew other objects.
            _swept(environment, (*sweep.arguments, "--seed", "before"), before)
            plans.append(_quotes(environment, (*sweep.arguments, "--last", str(before))))
        start = meter.requests, meter.bytes
        _swept(environment, sweep.arguments, Path(folder) / "now")
        took = meter.requests - start[0], meter.bytes - start[1]
    return [_outcome(quotes, *took) for quotes in plans]


def _quotes(environment: dict[str, str], arguments: tuple[str, ...]) -> list[dict[str, Any]]:
    quotes: list[dict[str, Any]] = json.loads(
        command(environment, "plan", *_planning(arguments), "--json").stdout
    )
    return quotes


def _swept(environment: dict[str, str], arguments: tuple[str, ...], out: Path) -> None:
    result = command(environment, "run", *arguments, "--ocr", "off", "--out", out)
    assert result.returncode in (0, 3), result.stderr


def _outcome(quotes: list[dict[str, Any]], requests: int, size: int) -> Outcome:
    gets = requests - sum(quote["list_requests"] + quote["other_requests"] for quote in quotes)
    least, most = (sum(quote[name] for quote in quotes) for name in ("least_objects", "most_get_requests"))
    return Outcome(
        sum(q["list_requests"] + q["other_requests"] + q["get_requests"] for q in quotes),
        sum(q["bytes"] for q in quotes),
        requests, size,
        least <= gets <= most and size <= sum(q["most_bytes"] for q in quotes),
    )  # fmt: skip


def _planning(arguments: tuple[str, ...]) -> Iterator[str]:
    """Leave out the options that `plan` does not have."""
    skip = False
    for argument in arguments:
        if not skip and argument != "--workers":
            yield argument
        skip = argument == "--workers"


def measure(sweeps: tuple[Sweep, ...] = SWEEPS) -> list[str]:
    """Carry out the sweeps, print a line for each and the bars; return the bars that are missed."""
    fixed: list[tuple[float, float]] = []
    known: list[tuple[float, float]] = []
    passed, outside = [], []
    with metered() as (meter, reach), tempfile.TemporaryDirectory() as keys:
        environment = {**reach, "PII_SWEEP_KEYS": keys, "AWS_EC2_METADATA_DISABLED": "true"}
        for sweep in sweeps:
            found, *later = carry_out(sweep, meter, environment)
            name = " ".join(sweep.arguments)
            print(
                f"     {name}: said {found.said_requests:,} requests, {found.said_bytes:,} bytes; "
                f"took {found.requests:,} and {found.bytes:,}"
                + ("; ended within its range" if sweep.adaptive and found.inside else "")
                + "".join(f"; after a last sweep: {o.said_requests:,} and {o.said_bytes:,}" for o in later),
                flush=True,
            )
            if sweep.adaptive:
                outside += [] if found.inside else [name]
                known += [outcome.off for outcome in later]
            else:
                fixed.append(found.off)
            passed += [name for what, limit in sweep.limits if getattr(found, what) > limit]
    worst, after = (max((max(off) for off in some), default=0.0) for some in (fixed, known))
    bars = (
        (f"quote off, worst of {len(fixed)} sweeps of fixed size", worst, 0.10),
        (f"quote off, worst of {len(known)} adaptive sweeps after a last one", after, 0.10),
        ("adaptive sweeps that ended outside the range of their quote", float(len(outside)), 0.0),
        ("limits passed", float(len(passed)), 0.0),
    )
    for what, measured, bar in bars:
        print(f"{'ok  ' if measured <= bar else 'MISS'} {what}: {measured:.4g} (<= {bar:g})", flush=True)
    return [what for what, measured, bar in bars if measured > bar]


def main(arguments: list[str] | None = None) -> int:
    """Print every bar; return 1 when one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sweeps", type=int, default=len(SWEEPS), help="the first so many only")
    return int(bool(measure(SWEEPS[: parser.parse_args(arguments).sweeps])))


if __name__ == "__main__":
    sys.exit(main())
