"""Count people in buckets that are hard to count, and compare intervals with a bootstrap over objects.

    python -m tests.benchmarks.bench_people [--sweeps N] [--only NAME]

Each bucket is simulated with known truth; a sweep draws objects of each stratum without
replacement. Printed are the median error of the point, the coverage and the mean relative width
of the interval that the package gives, and for plain shops of a bootstrap over objects too.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from pii_sweep.sample.people.count import estimate_distinct, people
from pii_sweep.types import Observation

Objects = Sequence[Sequence[int]]  # the people on each object of a stratum
Bucket = Mapping[str, tuple[Objects, int]]  # by stratum: its objects, and how many are drawn
REPLICATES = 60


def orders(counts: Sequence[int], drawn: float) -> tuple[Objects, int]:
    """Return one object an order, person i having counts[i] of them; a share of them is drawn."""
    objects = [(person,) for person, count in enumerate(counts) for _ in range(count)]
    return objects, round(drawn * len(objects))


def once(rng: np.random.Generator) -> Bucket:
    """All customers once."""
    return {"orders": orders([1] * 20_000, 0.05)}


def giant(rng: np.random.Generator) -> Bucket:
    """One customer with 10,000 orders among many with few."""
    return {"orders": orders([10_000, *rng.integers(1, 5, 8_000).tolist()], 0.05)}


def export(rng: np.random.Generator) -> Bucket:
    """One table with 100,000 people, and thousands of labels of some of them and of others."""
    labels = [(int(person),) for person in rng.integers(0, 130_000, 6_000)]
    return {"table": ([range(100_000)], 1), "labels": (labels, 400)}


def exports(rng: np.random.Generator) -> Bucket:
    """Forty tables of 2,000 people each, of which eight are read, and labels."""
    tables = [rng.choice(50_000, 2_000, replace=False).tolist() for _ in range(40)]
    return {"table": (tables, 8), "labels": ([(int(p),) for p in rng.integers(0, 60_000, 4_000)], 400)}


def households(rng: np.random.Generator) -> Bucket:
    """Objects that hold families: one to six people each, a family on one to eight objects."""
    objects, person = [], 0
    for _ in range(6_000):
        size = int(rng.integers(1, 7))
        objects += [tuple(range(person, person + size))] * int(rng.integers(1, 9))
        person += size
    return {"albums": (objects, round(0.05 * len(objects)))}


def nobody(rng: np.random.Generator) -> Bucket:
    """Nobody at all."""
    return {"logs": ([()] * 5_000, 400)}


def three(rng: np.random.Generator) -> Bucket:
    """Three objects, of which two are read."""
    return {"all": ([(0, 1), (1, 2), (3,)], 2)}


def nearly_whole(rng: np.random.Generator) -> Bucket:
    """Two of 240 objects could not be read."""
    return {"all": (orders(rng.integers(1, 4, 120).tolist(), 1.0)[0], -2)}


HARD: tuple[Callable[[np.random.Generator], Bucket], ...] = (
    once, giant, export, exports, households, nobody, three, nearly_whole,
)  # fmt: skip


def swept(bucket: Bucket, rng: np.random.Generator) -> tuple[int, int, float, float, float]:
    """Return (truth, seen, low, point, high) of one sweep."""
    truth = {person for objects, _ in bucket.values() for held in objects for person in held}
    observations, sizes = [], {}
    for name, (objects, drawn) in bucket.items():
        sizes[name] = len(objects)
        number = len(objects) + drawn if drawn < 0 else drawn
        for rank, i in enumerate(rng.choice(len(objects), number, replace=False).tolist()):
            held = dict.fromkeys(map(str, objects[i]), "unknown")
            observations.append(Observation("b", name, rank, 1, True, {}, held, len(held)))
    found = people(observations, sizes, 0.95)
    return len(truth), found.seen, found.low, found.point, found.high


def hard(sweeps: int, only: str | None) -> None:
    """Print each hard bucket."""
    print(f"{'bucket':<14} {'people':>8} {'seen':>8} {'error':>7} {'covers':>7} {'low':>7} {'high':>7}")
    for make in HARD:
        if only in (None, make.__name__):
            rng = np.random.default_rng(20260101)
            runs = np.array([swept(make(rng), rng) for _ in range(sweeps)], dtype=float)
            truth, seen, low, point, high = runs.T
            scale = np.maximum(truth, 1)
            covers = ((low <= truth) & (truth <= high)).mean()
            print(
                f"{make.__name__:<14} {truth.mean():8.0f} {seen.mean():8.0f} "
                f"{np.median(np.abs(point - truth) / scale):7.3f} {covers:7.3f} "
                f"{(low / scale).mean():7.2f} {(high / scale).mean():7.2f}",
                flush=True,
            )


def bootstrap(counts: np.ndarray, rate: float, rng: np.random.Generator) -> tuple[float, float]:
    """Return the percentile interval of a bootstrap over objects (of one person each).

    Objects are drawn with replacement, so that a person of one object is seen twice for no
    reason; half-samples without replacement avoid that and are centred on the point.
    """
    times = np.repeat(np.arange(1, len(counts) + 1), counts.astype(int))
    points = []
    for _ in range(REPLICATES):
        again = np.bincount(rng.binomial(times, 0.5), minlength=3)[1:].astype(float)
        points.append(estimate_distinct(again, rate / 2, 0.95)[1])
    centre, spread = estimate_distinct(counts, rate, 0.95)[1], float(np.std(points))
    return centre - 1.96 * spread, centre + 1.96 * spread


def compared(sweeps: int) -> None:
    """Print coverage and width of both intervals on shops of 100,000 customers, one object in twenty."""
    rng = np.random.default_rng(20260101)
    shapes: dict[str, Callable[[], np.ndarray]] = {
        "uniform 1-30": lambda: rng.integers(1, 31, 100_000),
        "geometric": lambda: np.clip(rng.geometric(0.12, 100_000), 1, 30),
        "log-normal": lambda: np.clip(np.exp(rng.normal(1.5, 0.8, 100_000)).astype(int) + 1, 1, 30),
    }
    print(f"{'orders':<14} {'error':>7} | {'covers':>7} {'width':>6} | bootstrap {'covers':>7} {'width':>6}")
    for name, shape in shapes.items():
        rows = []
        for _ in range(sweeps):
            counts = np.bincount(rng.binomial(shape(), 0.05), minlength=3)[1:].astype(float)
            low, point, high = estimate_distinct(counts, 0.05, 0.95)
            ends = bootstrap(counts, 0.05, rng)
            rows.append((point, low, high, *ends))
        point, low, high, under, over = np.array(rows).T / 100_000
        print(
            f"{name:<14} {np.median(np.abs(point - 1)):7.3f} | {((low <= 1) & (high >= 1)).mean():7.3f} "
            f"{(high - low).mean():6.2f} |           {((under <= 1) & (over >= 1)).mean():7.3f} "
            f"{(over - under).mean():6.2f}",
            flush=True,
        )


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sweeps", type=int, default=100)
    parser.add_argument("--only")
    given = parser.parse_args()
    start = time.process_time()
    hard(given.sweeps, given.only)
    if given.only in (None, "bootstrap"):
        compared(max(10, given.sweeps // 2))
    print(f"{time.process_time() - start:.0f} s")


if __name__ == "__main__":
    main()
