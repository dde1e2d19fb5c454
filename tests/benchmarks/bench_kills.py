"""Sweeps of which processes are killed at random end with the tables of one that nobody disturbed.

python -m tests.benchmarks.bench_kills [--kills N] [--seed S] [--local]

Each kill (SIGKILL) meets the coordinator, the fetcher, the template, a reader, or on a cluster the
scheduler or a worker, at a random moment; a command that ends by it is given again, until it ends by itself.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pandas as pd

import pii_sweep as ps
from tests.benchmarks.bench_engine import write_texts
from tests.engine.dask_cluster import DaskCluster, dask_cluster

TIMINGS = {"seconds", "started", "finished", "target"}
NAMES = ("buckets", "strata", "objects", "findings", "subjects", "estimates")
DONE = (0, 3)
TRIES = 100


def start(
    bucket: Path, out: Path, keys: Path, scheduler: str, environment: dict[str, str]
) -> subprocess.Popen[bytes]:
    """Start the command of a sweep."""
    more = ["--scheduler", scheduler] if scheduler else []
    return subprocess.Popen(
        [sys.executable, "-m", "pii_sweep", "run", str(bucket), "--out", str(out), "--sample", "all",
         "--workers", "2", "--quiet", *more],
        env={**environment, "PII_SWEEP_KEYS": str(keys)}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def parents() -> dict[int, int]:
    """Return the parent of every process that runs, by /proc."""
    found: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if fields[0] != "Z":
                    found[int(entry.name)] = int(fields[1])
    return found


def family(root: int) -> list[int]:
    """Return a process and all that come of it."""
    known, found = parents(), [root]
    for one in found:
        found += [child for child, parent in known.items() if parent == one]
    return found


def tables(out: Path) -> dict[str, pd.DataFrame]:
    """Return the tables of a sweep, timings aside."""
    sweep = ps.open_sweep(out)
    frames = {name: getattr(sweep, name) for name in NAMES}
    return {name: frame.drop(columns=TIMINGS & set(frame.columns)) for name, frame in frames.items()}


def disturb(
    draw: random.Random, folder: Path, out: Path, kills: int, cluster: DaskCluster | None, *, longest: float
) -> Counter[str]:
    """Run a sweep to its end, killing `kills` of its processes; return how many of which kind they were.

    A kill comes within `longest` seconds of the start, or of the kill before.
    """
    met: Counter[str] = Counter()
    environment = cluster.environment if cluster else dict(os.environ)
    for _ in range(TRIES + kills):
        if cluster is not None:
            revive(cluster)
        scheduler = cluster.address if cluster else ""
        process = start(folder / "texts", out, folder / "keys", scheduler, environment)
        while process.poll() is None and met.total() < kills:
            with suppress(subprocess.TimeoutExpired):
                process.wait(draw.uniform(0.0, longest))
                break
            roots = (
                [process.pid, *(one.pid for one in cluster.processes.values())] if cluster else [process.pid]
            )
            victims = [pid for root in roots for pid in family(root)]
            victim = draw.choice(victims)
            with suppress(ProcessLookupError):
                met[kind_of(victim, roots, cluster)] += 1
                os.kill(victim, signal.SIGKILL)
        if process.wait(timeout=600) in DONE:
            return met
    raise SystemExit("a sweep did not come to its end")


def kind_of(pid: int, roots: list[int], cluster: DaskCluster | None) -> str:
    """Return what a process is, of which the coordinator is the first root; readers are forked by a child."""
    if pid == roots[0]:
        return "coordinator"
    for name, process in cluster.processes.items() if cluster else ():
        if process.pid == pid:
            return name.partition("-")[0]
    return "fetcher or template" if parents().get(pid) in roots else "reader"


def revive(cluster: DaskCluster) -> None:
    """Start again what was killed of a cluster."""
    if cluster.processes["scheduler"].poll() is not None:
        cluster.close()
        cluster.processes.clear()
        cluster.start_scheduler()
    for number in range(2):
        name = f"worker-{number}"
        if name not in cluster.processes or cluster.processes[name].poll() is not None:
            cluster.start_worker(name)


def check(
    kills: int, seed: int, folder: Path, *, dask: bool, objects: int = 400, each: int = 3,
    longest: float | None = None,
) -> Counter[str]:  # fmt: skip
    """Raise AssertionError where the tables of disturbed sweeps are not those of a whole one.

    `each` is how many processes of one sweep are killed at most, `longest` the seconds until a kill; by
    default those that the whole sweep took, so that its reading and its report are met like its start.
    """
    bucket, keys, draw = folder / "texts", folder / "keys", random.Random(seed)
    write_texts(bucket, objects)
    began = time.monotonic()
    assert start(bucket, folder / "whole", keys, "", dict(os.environ)).wait(timeout=600) in DONE
    longest = time.monotonic() - began if longest is None else longest
    expected, met, number = tables(folder / "whole"), Counter[str](), 0
    with started(folder, dask) as cluster:
        while met.total() < kills:
            number += 1
            out = folder / f"cut-{number}"
            here = cluster if number % 2 else None  # every other sweep
            met += disturb(draw, folder, out, min(each, kills - met.total()), here, longest=longest)
            for name, frame in tables(out).items():
                pd.testing.assert_frame_equal(frame, expected[name], obj=name)
            where = "on a cluster" if here else "on one machine"
            print(f"sweep {number}, {where}: {met.total()} of {kills} kills, tables equal", flush=True)
    return met


@contextmanager
def started(folder: Path, dask: bool) -> Iterator[DaskCluster | None]:
    """Give a cluster, where one is wanted."""
    if not dask:
        yield None
        return
    place = folder / "dask"
    place.mkdir()
    with dask_cluster(place) as cluster:
        yield cluster


def main() -> None:
    """Print what was killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--local", action="store_true", help="without a cluster")
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        met = check(given.kills, given.seed, Path(folder), dask=not given.local)
    said = ", ".join(f"{count} × {kind}" for kind, count in sorted(met.items()))
    print(f"{met.total()} kills ({said}): every sweep ended with the tables of a whole one")


if __name__ == "__main__":
    main()
