"""Read mutated files of every family in worker processes: `python -m tests.fuzz.run --files 10000`.

A worker that dies or does not answer in time costs its file alone, is counted, and its file is
kept under `--keep` for a regression test. Exit code 1 where anything but text or a gap came out.
"""

from __future__ import annotations

import argparse
import lzma
import multiprocessing
import random
import resource
import sys
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.walk import READERS
from tests.extract.samples import pictures, samples
from tests.fuzz.mutate import mutated
from tests.fuzz.reading import outcome

MEMORY = 3 << 30  # address space of a worker
PEAK = 1536  # MiB that a worker may hold


def real_files() -> list[tuple[Kind, tuple[str, bytes]]]:
    """Return files that office programs wrote, beside the samples made in code."""
    kinds = {".doc": Kind.DOC, ".ppt": Kind.PPT, ".xls": Kind.XLS}
    paths = sorted((Path(__file__).parents[1] / "extract" / "files").glob("*.xz"))
    return [
        (kinds[Path(path.stem).suffix], (path.stem, lzma.decompress(path.read_bytes()))) for path in paths
    ]


def work(pipe: Connection) -> None:
    """Read files until told to stop; answer with counts and the peak memory in MiB."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while (task := pipe.recv()) is not None:
        name, data = task
        counts = outcome(name, data)
        pipe.send((counts, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10))


class Worker:
    """A process that reads files, started again after a crash or a hang."""

    def __init__(self) -> None:
        self.pipe, there = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("spawn").Process(target=work, args=(there,), daemon=True)
        self.process.start()
        there.close()

    def read(self, name: str, data: bytes, seconds: float) -> tuple[Counter[str], int] | str:
        """Return the counts and the peak memory, or `crash` or `hang`."""
        try:
            self.pipe.send((name, data))
            if not self.pipe.poll(seconds):
                return "hang"
            answer: tuple[Counter[str], int] = self.pipe.recv()
            return answer
        except (EOFError, OSError):
            return "crash"

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.join()


def pool_of(only: str) -> list[tuple[Kind, tuple[str, bytes]]]:
    """Return the files that are mutated: of every kind that is read, or of some by name."""
    kinds = {**samples(), **pictures()}
    missing = sorted(kind.name for kind in set(READERS) - set(kinds))
    if missing:
        sys.exit(f"kinds without a sample: {', '.join(missing)}")
    pool = [*kinds.items(), *real_files()]
    return [item for item in pool if not only or item[0].name in only.split(",")]


def main() -> int:
    """Run the fuzzer and print a table of what came of the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=0.0)
    parser.add_argument("--seed", default="pii-sweep")
    parser.add_argument("--seconds", type=float, default=30.0, help="time limit of one file")
    parser.add_argument("--only", default="", help="kinds, by name, with commas")
    parser.add_argument("--keep", default="", help="folder for files that crash, hang or raise")
    options = parser.parse_args()
    pool = pool_of(options.only)
    dice, worker = random.Random(options.seed), Worker()
    totals: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    silent: Counter[str] = Counter()  # nothing in it that could be read or told: an archive without members
    peak, done, begun, slowest = 0, 0, time.monotonic(), (0.0, "")
    while (done < options.files) or (time.monotonic() - begun < options.minutes * 60):
        kind, (name, data) = pool[done % len(pool)]
        file = mutated(data, dice.choice(pool)[1][1], dice)
        started = time.monotonic()
        answer = worker.read(name, file, options.seconds)
        slowest = max(slowest, (time.monotonic() - started, kind.name))
        if isinstance(answer, str):
            counts = Counter({answer: 1})
            worker.stop()
            worker = Worker()
        else:
            counts, memory = answer
            peak = max(peak, memory)
        totals["files"] += 1
        totals["accounted"] += any(key in {"text", "note"} or key.startswith("gap:") for key in counts)
        if set(counts) == {"note"}:
            silent[kind.name] += 1
        for key in counts:
            totals[key if not key.startswith("bug:") else "bug"] += 1
        wrong = [key for key in counts if key in {"crash", "hang"} or key.startswith("bug:")] or (
            [] if counts else ["unaccounted"]
        )
        for key in wrong:
            bad[f"{kind.name} {key}"] += 1
            if options.keep:
                Path(options.keep).mkdir(parents=True, exist_ok=True)
                (Path(options.keep) / f"{kind.name}-{done}-{name}").write_bytes(file)
        done += 1
    worker.stop()
    spent = time.monotonic() - begun
    kinds = len({kind for kind, _ in pool})
    print(f"files {done} of {kinds} kinds in {spent:.0f} s, slowest {slowest[0]:.1f} s {slowest[1]}")
    print(f"peak memory of a worker: {peak} MiB (bar {PEAK} MiB)")
    for key, count in totals.most_common():
        print(f"{count:8d} {key}")
    print("nothing in it:", dict(silent))
    for key, count in bad.most_common(40):
        print(f"BAD {count:5d} {key}")
    return 1 if bad or peak > PEAK else 0


if __name__ == "__main__":
    sys.exit(main())
