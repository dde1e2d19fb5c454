"""What the fetcher and the seal cost: processor time of one sweep with and without them, findings equal.

python -m tests.benchmarks.bench_sealed [FOLDER] [--objects N] [--rounds N]
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

from pii_sweep.report import open_sweep
from tests.benchmarks.bench_engine import compiled
from tests.conftest import ESTATE

BAR = 1.03
TIMINGS = {"seconds", "started", "finished"}
RUN = """
import sys
from pii_sweep.cli import main
from pii_sweep.engine import process
from pii_sweep.engine.local import Engine
if sys.argv[1] == "open":
    process.KEPT_BEGINNINGS += ("AWS_",)
    usual = Engine.__init__
    def opened(self, *arguments, **named):
        usual(self, *arguments, **{**named, "grant": None, "sealing": None})
    Engine.__init__ = opened
main(sys.argv[2:])
"""


def swept(
    way: str, endpoint: str, environment: dict[str, str], objects: int
) -> tuple[float, dict[str, pd.DataFrame]]:
    """Return the processor seconds of a sweep of the estate, and its tables."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-c", RUN, way, "run", "s3://photosquared-prod", "--endpoint-url", endpoint,
             "--out", str(out), "--sample", str(objects), "--workers", "1"],
            env={**compiled(), **environment, "PII_SWEEP_KEYS": f"{tempfile.gettempdir()}/bench-keys"},
            stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        sweep = open_sweep(out)
        names = ("objects", "findings", "subjects", "estimates")
        tables = {name: getattr(sweep, name) for name in names}
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, {n: frame.drop(columns=TIMINGS & set(frame.columns)) for n, frame in tables.items()}


def main() -> int:
    """Print the ratio; 1 where it is above the bar."""
    from fixtures import serve

    parser = argparse.ArgumentParser()
    parser.add_argument("--objects", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    endpoint, stop = serve.start(ESTATE)
    least = {"open": float("inf"), "sealed": float("inf")}
    tables = {}
    try:
        for _ in range(given.rounds):
            for way in ("open", "sealed"):
                took, tables[way] = swept(way, endpoint, serve.environment(endpoint), given.objects)
                least[way] = min(least[way], took)
    finally:
        stop()
    for name, frame in tables["open"].items():
        pd.testing.assert_frame_equal(tables["sealed"][name], frame, obj=name)
    ratio = least["sealed"] / least["open"]
    seconds = ", ".join(f"{way} {value:.1f} s" for way, value in least.items())
    print(f"{given.objects} objects, processor time: {seconds}; ratio {ratio:.3f}")
    return int(ratio > BAR)


if __name__ == "__main__":
    sys.exit(main())
