"""A whole sweep against the script that a user would write: `python -m tests.benchmarks.bench_sweep`.

Two buckets are made of the fixtures' production estate and served by moto over HTTP: a mixed one, and one
of scans and labels only. Each way reads all of a bucket: the script (pdfplumber, pytesseract and Presidio
in one process), and sweeps by OCR mode and number of workers. What the sweeps find is compared with the
truth before anything is timed. Wall time decides, so the machine must be quiet; processor time stands next
to it. `--out FILE` writes the tables as Markdown.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pandas as pd

from fixtures import serve
from pii_sweep.report import open_sweep
from tests.benchmarks import stock_script
from tests.benchmarks.bench_engine import compiled
from tests.conftest import ESTATE

PRODUCTION = "photosquared-prod"
SCANS = ("receipt", "label", "invoice-scan", "letter-scan", "order-scan")
PAPER = ("invoice", "letter", "form", "order", "receipt", "label")  # as pictures
MAIN = ("PERSON", "STREET_ADDRESS", "ORDER_VALUE")
SCRIPT = Path(__file__).with_name("stock_script.py")
# Way: how many times as fast as the script, mixed bucket and scans.
BARS = {("cascade", 2): (4.0, 2.5), ("fast", 2): (6.0, 4.0)}
SECOND_WORKER = 1.85
LEAST_FOUND = {"cascade": 0.97, "fast": 0.95}  # of (object, main entity) pairs of the truth
HEAD = """# Speed, measured

Written by `make bench-sweep`: whole sweeps of the fixtures' production estate, served by moto over HTTP,
against a script of boto3, pdfplumber, pytesseract and Presidio in one process (`stock_script.py`).
"Found" is the share of true pairs of object and entity: names, addresses, order values; of the script's
findings names alone, since Presidio has no postal addresses. Processor time is that of all processes but the
server's, which shares their cores and stands apart. Seconds by format are those of one worker, from opening
an object to its last finding.
"""


@dataclass(frozen=True)
class Took:
    """Seconds of one way over one bucket, and what it found: pairs of key and entity type.

    `server` is the processor time of the server that it reads from.
    """

    wall: float
    processor: float
    server: float
    found: frozenset[tuple[str, str]]


def truths() -> dict[str, dict]:
    """Return the truth of the production bucket by key, without the bucket."""
    lines = (ESTATE / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    records = (json.loads(line) for line in lines)
    prefix = f"{PRODUCTION}/"
    return {one["key"].removeprefix(prefix): one for one in records if one["key"].startswith(prefix)}


def keys_of(truth: Mapping[str, dict], count: int) -> dict[str, list[str]]:
    """Return the keys of both buckets: up to `count` of all objects, and the scans and labels."""
    everything = sorted(
        path.relative_to(ESTATE / PRODUCTION).as_posix()
        for path in (ESTATE / PRODUCTION).rglob("*") if path.is_file()
    )  # fmt: skip
    scans = [
        key for key, one in truth.items()
        if one["kind"] in SCANS or (one["kind"] in PAPER and one.get("damage") is not None)
    ]  # fmt: skip
    return {
        "bench-mixed": sorted(Random(18).sample(everything, min(count, len(everything)))),
        "bench-scans": sorted(key for key in scans if not key.endswith(".zpl")),
    }


def fill(endpoint: str, buckets: Mapping[str, Sequence[str]]) -> None:
    """Put the objects of the buckets on the server."""
    s3 = serve.client(endpoint)
    for bucket, keys in buckets.items():
        s3.create_bucket(Bucket=bucket)
        for key in keys:
            s3.put_object(Bucket=bucket, Key=key, Body=(ESTATE / PRODUCTION / key).read_bytes())


def serving() -> float:
    """Return the processor seconds of the children of this process that still run: the server."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    stats = (Path(f"/proc/{pid}/stat").read_text(encoding="utf-8") for pid in children)
    fields = (stat.rpartition(")")[2].split() for stat in stats)
    return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")


def timed(command: Sequence[str], environment: Mapping[str, str]) -> tuple[float, float, float, str]:
    """Run a command; return its wall and processor seconds, the server's, and its output."""
    before, served, started = resource.getrusage(resource.RUSAGE_CHILDREN), serving(), time.perf_counter()
    done = subprocess.run(
        command, env={**compiled(), **environment}, capture_output=True, text=True, check=False
    )
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 3, 4):
        raise SystemExit(f"{command[1:4]} ended with {done.returncode}: {done.stderr[-500:]}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, processor, serving() - served, done.stdout


def scripted(bucket: str, environment: Mapping[str, str], *, ocr: bool = True) -> Took:
    """Return what the script took and found."""
    command = [sys.executable, str(SCRIPT), bucket, *(() if ocr else ("--without-ocr",))]
    *took, out = timed(command, environment)
    rows = [json.loads(line) for line in out.splitlines()]
    found = {(row["key"], entity) for row in rows for entity in row.get("found", ())}
    return Took(*took, frozenset(found))


def swept(bucket: str, environment: Mapping[str, str], mode: str, workers: int) -> tuple[Took, pd.DataFrame]:
    """Return what a sweep took and found, and its table of objects."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        command = [sys.executable, "-m", "pii_sweep", "run", f"s3://{bucket}", "--out", str(out), "--sample",
                   "all", "--workers", str(workers), "--ocr", mode]  # fmt: skip
        endpoint = ("--endpoint-url", environment["AWS_ENDPOINT_URL"])
        keys = {"PII_SWEEP_KEYS": str(Path(folder) / "keys")}
        *took, _ = timed([*command, *endpoint], {**environment, **keys})
        sweep = open_sweep(out)
        found = frozenset(zip(sweep.findings["key"], sweep.findings["entity"], strict=True))
        return Took(*took, found), sweep.objects


def share_found(
    truth: Mapping[str, dict],
    keys: Sequence[str],
    found: frozenset[tuple[str, str]],
    entities: Sequence[str] = MAIN,
) -> float:
    """Return which share of the true pairs of object and entity were found."""
    wanted = {
        (key, entity["type"])
        for key in keys for entity in truth.get(key, {}).get("entities", ())
        if entity["type"] in entities
    }  # fmt: skip
    return len(wanted & found) / max(1, len(wanted))


def profile(objects: pd.DataFrame) -> pd.DataFrame:
    """Return objects, seconds and seconds an object by the end of the key, the costliest first."""
    ends = objects["key"].str.rpartition(".")[2]
    by = objects.groupby(ends)["seconds"].agg(objects="count", seconds="sum")
    by["each"] = by["seconds"] / by["objects"]
    by["share"] = by["seconds"] / by["seconds"].sum()
    return by.sort_values("seconds", ascending=False)


def bar(name: str, figure: float, least: float) -> bool:
    """Print whether a figure reaches its bar; return whether it does."""
    print(f"{'ok  ' if figure >= least else 'MISS'} {name}: {figure:.2f} (>= {least:g})", flush=True)
    return figure >= least


BUSY = "sum(number * number % 7 for number in range(12_000_000))"


def ceiling() -> float:
    """Return how many times as much two processes of plain arithmetic do as one: what the machine allows.

    Cores that share a processor's units, or a host that lends its own, make less than 2 of two.
    """

    def took(count: int) -> float:
        began = time.perf_counter()
        for one in [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(count)]:
            one.wait()
        return time.perf_counter() - began

    return max(2 * took(1) / took(2) for _ in range(3))


def second_worker(one: Took, two: Took, most: float) -> str:
    """Return in words what a second worker brings, next to what two cores allow.

    They cannot do more than the work of one worker's sweep, the server's too, at the rate of two processes of
    arithmetic (`most`); a sweep with one worker keeps more than one core busy already.
    """
    pair, work = one.wall / two.wall, one.processor + one.server
    allowed = most * min(1.0, one.wall / work)
    return (
        f"{pair:.2f}; with one worker {work / one.wall:.2f} cores are busy, and two processes of arithmetic "
        f"do {most:.2f} times what one does, so that two cores allow {allowed:.2f}: "
        f"{pair / allowed:.0%} of that"
    )


def measure(
    bucket: str, keys: Sequence[str], truth: Mapping[str, dict], environment: Mapping[str, str]
) -> tuple[dict[tuple[str, int], Took], pd.DataFrame, bool]:
    """Time every way over one bucket, after what each mode finds was compared with the truth."""
    met = True
    for mode, least in LEAST_FOUND.items():
        took, _ = swept(bucket, environment, mode, 2)
        met &= bar(f"{bucket}, {mode}: found of the truth", share_found(truth, keys, took.found), least)
    ways: dict[tuple[str, int], Took] = {("script", 1): scripted(bucket, environment)}
    if bucket == "bench-mixed":
        ways["script, no OCR", 1] = scripted(bucket, environment, ocr=False)
        ways["off", 1], _ = swept(bucket, environment, "off", 1)
    for mode, workers in (("cascade", 1), ("cascade", 2), ("fast", 1), ("fast", 2)):
        ways[mode, workers], objects = swept(bucket, environment, mode, workers)
        if (mode, workers) == ("cascade", 1):
            by_format = profile(objects)
    met &= ways["cascade", 1].found == ways["cascade", 2].found
    return ways, by_format, met


def table(
    ways: Mapping[tuple[str, int], Took], truth: Mapping[str, dict], keys: Sequence[str]
) -> Iterator[str]:
    """Yield the lines of a Markdown table of ways."""
    base = ways["script", 1]
    yield "| way | workers | wall, s | processor, s | server, s | faster, wall | faster, processor | found |"
    yield "|---|---|---|---|---|---|---|---|"
    for (mode, workers), took in ways.items():
        # Presidio has no postal addresses and no order values: of the script's truth only names count
        entities = ("PERSON",) if mode.startswith("script") else MAIN
        share = share_found(truth, keys, took.found, entities)
        faster = f"{base.wall / took.wall:.2f} | {base.processor / took.processor:.2f}"
        took_each = f"{took.wall:.1f} | {took.processor:.1f} | {took.server:.1f}"
        yield f"| {mode} | {workers} | {took_each} | {faster} | {share:.3f} |"


def main() -> int:
    """Measure both buckets and print the tables and bars; return 1 where one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--objects", type=int, default=1000, help="of the mixed bucket; default: all")
    parser.add_argument("--bucket", choices=("bench-mixed", "bench-scans"))
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    stock_script.analyzer()  # where its pipeline is missing, that is said before an hour is spent
    truth = truths()
    buckets = keys_of(truth, given.objects)
    endpoint, stop = serve.start(ESTATE)
    environment = serve.environment(endpoint)
    lines: list[str] = []
    met: list[bool] = []
    try:
        fill(endpoint, buckets)
        for place, (bucket, keys) in enumerate(buckets.items()):
            if given.bucket not in (None, bucket):
                continue
            ways, by_format, right = measure(bucket, keys, truth, environment)
            met.append(right)
            base = ways["script", 1]
            for way, least in BARS.items():
                met.append(bar(f"{bucket}, {way[0]}, 2 workers, times the script",
                               base.wall / ways[way].wall, least[place]))  # fmt: skip
            pair = ways["cascade", 1].wall / ways["cascade", 2].wall
            met.append(bar(f"{bucket}, 2 workers / 1", pair, SECOND_WORKER))
            shares = second_worker(ways["cascade", 1], ways["cascade", 2], ceiling())
            print(f"     {bucket}: {shares}", flush=True)
            lines += [f"\n## {bucket}: {len(keys)} objects\n", *table(ways, truth, keys)]
            lines += [f"\nTwo workers against one: {shares}."]
            lines += ["\n| format | objects | seconds | each | share |", "|---|---|---|---|---|"]
            lines += [
                f"| {name} | {row.objects:.0f} | {row.seconds:.2f} | {row.each:.3f} | {row.share:.1%} |"
                for name, row in by_format.iterrows()
            ]
    finally:
        stop()
    print("\n".join(lines))
    if given.out:
        given.out.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return int(not all(met))


if __name__ == "__main__":
    sys.exit(main())
