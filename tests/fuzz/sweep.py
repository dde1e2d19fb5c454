"""Sweep mutated files of every family as a user would: `python -m tests.fuzz.sweep --files 10000`.

The files lie in a folder that is swept whole, with everything at its default. Exit code 1 where the sweep
fails, where an object is not accounted for, where one ends in a crash, at its time or at a bug, or where a
process holds more memory than it may.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pii_sweep as ps
from tests.fuzz.mutate import mutated
from tests.fuzz.run import PEAK, pool_of

BAD = ("CRASHED", "TIME_CUT_OFF_REACHED", "MEMORY_LIMIT", "bug:")


def write(folder: Path, count: int, seed: str) -> None:
    """Write mutated files, the kinds in turn, each under its own name."""
    pool, dice = pool_of(""), random.Random(seed)
    for number in range(count):
        kind, (name, data) = pool[number % len(pool)]
        (folder / f"{number:06d}-{kind.name}-{name}").write_bytes(
            mutated(data, dice.choice(pool)[1][1], dice)
        )


def main() -> int:
    """Write the files, sweep them and print a table of what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", default="pii-sweep")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder, out, began = Path(made) / "files", Path(made) / "sweep", time.monotonic()
        folder.mkdir()
        filled = write(folder, options.files, options.seed)  # empty objects are left out when listed
        command = [
            sys.executable,
            "-m",
            "pii_sweep",
            "run",
            str(folder),
            "--sample",
            "all",
            "--out",
            str(out),
        ]
        code = subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode
        objects = ps.open_sweep(out).objects
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    told = Counter(zip(objects["status"], objects["reason"], strict=True))
    bad = [(key, reason) for key, reason in zip(objects["key"], objects["reason"], strict=True)
           if reason.startswith(BAD)]  # fmt: skip
    silent = int(((objects["status"] != "ANALYSED") & (objects["reason"] == "")).sum())
    print(
        f"files {options.files}, objects {len(objects)}, {time.monotonic() - began:.0f} s, exit code {code}"
    )
    print(f"peak memory of a process: {peak} MiB (bar {PEAK} MiB); without a reason: {silent}")
    for (status, reason), count in told.most_common():
        print(f"{count:8d} {status} {reason}")
    for key, reason in bad[:40]:
        print(f"BAD {key} {reason}")
    return 1 if bad or silent or peak > PEAK or len(objects) != filled or code not in {0, 3} else 0


if __name__ == "__main__":
    sys.exit(main())
