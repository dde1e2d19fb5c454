"""Measure what the sample promises on simulated buckets with known truth.

    python -m tests.benchmarks.bench_sampling [--fast]

Prints one line a bar: what was measured, the bar, and whether it holds. Exits with 1 when
one does not. Counts are simulated per stratum (hypergeometric, exact), so that thousands of
sweeps of buckets of up to ten million objects take seconds.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from pii_sweep import risk
from pii_sweep.config import Risk, Sample
from pii_sweep.sample.allocate import FIRST, SHARES, SHARPEN, divide, pilot_sizes, posterior, share_of, steer
from pii_sweep.sample.compare import Side, prevalence
from pii_sweep.sample.frame.strata import Frame
from pii_sweep.sample.frame.take_all import MOST
from pii_sweep.sample.intervals import Draws, hypergeometric, stratified, worst_spread, zero_hit_bound
from pii_sweep.sample.people.count import estimate_distinct
from pii_sweep.sample.rounds import MARGIN
from pii_sweep.types import BucketTally, Exposure, Observation, Stratum
from tests.benchmarks import draw_ends, found_places, rating_worlds
from tests.benchmarks.correction_worlds import Outcome, swept, world
from tests.benchmarks.volume_cells import covered, volume_cells

Floats = NDArray[np.float64]
ERROR, TARGET, BUDGET = 0.025, 0.02, 2000


@dataclass(frozen=True)
class Bucket:
    """Sizes and hits of the strata of a simulated bucket."""

    name: str
    sizes: NDArray[np.int64]
    hits: NDArray[np.int64]


@dataclass(frozen=True)
class Sweeps:
    """What many adaptive sweeps of one bucket say: bounds of the hits, and objects read."""

    low: Floats
    high: Floats
    read: Floats


RATES = (0.0, 1e-4, 1e-3, 0.01, 0.1, 0.5)
FEWER = (0.0, 1e-3, 0.1)  # of the fast part; among them those of its worst cells


def buckets(populations: tuple[int, ...], rates: tuple[float, ...] = RATES) -> Iterator[Bucket]:
    """Yield every cell: prevalence by skew of the strata by clustering by population."""
    skews = {
        "one": np.ones(1),
        "flat16": np.ones(16) / 16,
        "skewed16": 0.6 ** np.arange(16) / (0.6 ** np.arange(16)).sum(),
        "flat64": np.ones(64) / 64,
    }
    for population in populations:
        for skew, shares in skews.items():
            if skew == "flat64" and population != 10**6:  # four times the work of sixteen strata
                continue
            sizes = np.maximum(20, np.round(population * shares)).astype(np.int64)
            for rate in rates:
                for clustering in ("spread", "clustered") if len(sizes) > 1 else ("spread",):
                    yield Bucket(
                        f"{population:.0e} {skew} {clustering} p={rate:g}",
                        sizes,
                        place(sizes, rate, clustering),
                    )


def place(sizes: NDArray[np.int64], rate: float, clustering: str) -> NDArray[np.int64]:
    """Spread hits evenly, or pack them into as few strata as hold them nine in ten."""
    if clustering == "spread":
        return np.round(sizes * rate).astype(np.int64)
    left, hits = int(round(sizes.sum() * rate)), np.zeros_like(sizes)
    for i in np.argsort(-sizes)[len(sizes) // 3 :].tolist() + np.argsort(-sizes)[: len(sizes) // 3].tolist():
        hits[i] = min(left, int(0.9 * sizes[i]))
        left -= int(hits[i])
    return hits


def sweep(
    bucket: Bucket, sweeps: int, rng: np.random.Generator, target: float = TARGET, budget: int = BUDGET
) -> Sweeps:
    """Run many adaptive sweeps at once: pilot, steered rounds, looks at the target, budget."""
    sizes = np.broadcast_to(bucket.sizes.astype(float), (sweeps, len(bucket.sizes)))
    pilot = np.broadcast_to(pilot_sizes(bucket.sizes), sizes.shape)
    first = rng.hypergeometric(
        bucket.hits, bucket.sizes - bucket.hits, pilot[0].astype(int), sizes.shape
    ).astype(float)
    later, more = np.zeros(sizes.shape), np.zeros(sizes.shape)
    low, high = stratified(Draws.of(sizes, pilot, first), ERROR * share_of(FIRST))
    weights = steer(sizes, pilot, first)
    population = sizes[0].sum()
    going = np.full(sweeps, pilot[0].sum() < min(budget, population))
    most = all_of(Draws.of(sizes, pilot, first), weights, budget)
    sure = reaches(sizes, pilot, first, most, target)
    for look in range(1, len(SHARES)):
        rows = np.flatnonzero(going)
        if not len(rows):
            break
        part = Draws(sizes[rows], pilot[rows], first[rows], later[rows], more[rows])
        ahead = foresee(part, weights[rows], target, budget, look)
        ahead = np.where(sure[rows, None], ahead, most[rows])
        fresh = np.maximum(ahead - later[rows], 0)
        left = bucket.hits - first[rows] - more[rows]
        clean = bucket.sizes - bucket.hits - (pilot[rows] - first[rows]) - (later[rows] - more[rows])
        more[rows] += rng.hypergeometric(left.astype(int), clean.astype(int), fresh.astype(int))
        later[rows] += fresh
        part = Draws(sizes[rows], pilot[rows], first[rows], later[rows], more[rows])
        low[rows], high[rows] = stratified(part, ERROR * share_of(max(look, FIRST)))
        read = pilot[rows].sum(-1) + later[rows].sum(-1)
        wide = ((high[rows] - low[rows]) / 2 > target * population) | (look < FIRST) | ~sure[rows]
        going[rows] = wide & (read < min(budget, population)) & (fresh.sum(-1) > 0)
    return Sweeps(low, high, pilot.sum(-1) + later.sum(-1))


def all_of(draws: Draws, weights: Floats, budget: int) -> Floats:
    """Return the later draws that the budget allows."""
    left = draws.sizes - draws.drawn
    room = np.minimum(budget, draws.sizes.sum(-1)) - draws.drawn.sum(-1)
    return divide(weights, np.minimum(1, left), left, np.maximum(0.0, room))


def reaches(sizes: Floats, pilot: Floats, first: Floats, most: Floats, target: float) -> NDArray[np.bool_]:
    """Return whether the budget meets the target whatever the pilot leaves room for (`rounds.reachable`)."""
    expected = posterior(sizes, pilot, first)
    hits = np.minimum(expected * most, most)
    low, high = stratified(Draws(sizes, pilot, first, most, hits), ERROR * share_of(FIRST))
    likely = (expected * sizes).sum(-1) / sizes.sum(-1)
    scale = worst_spread(sizes, pilot, first, likely)
    held: NDArray[np.bool_] = (high - low) / 2 * scale <= target * sizes.sum(-1)
    return held


def foresee(draws: Draws, weights: Floats, target: float, budget: int, look: int) -> Floats:
    """Return the later draws that are expected to meet the target, within the budget."""
    seen, hits = draws.pilot + draws.drawn, draws.pilot_hits + draws.hits
    rate, left = posterior(draws.sizes, seen, hits), draws.sizes - draws.pilot
    room = np.minimum(budget, draws.sizes.sum(-1)) - draws.pilot.sum(-1)
    step = 0.005 if look <= FIRST else 0.1
    low, high = np.minimum(room, draws.drawn.sum(-1) + step * seen.sum(-1)), room.copy()
    for _ in range(9):
        middle = np.floor((low + high) / 2)
        ahead = np.maximum(divide(weights, np.minimum(1, left), left, middle), draws.drawn)
        expected = np.minimum(draws.hits + rate * (ahead - draws.drawn), ahead)
        trial = Draws(draws.sizes, draws.pilot, draws.pilot_hits, ahead, expected)
        a, b = stratified(trial, ERROR * share_of(max(look, FIRST)))
        wide = (b - a) / 2 > MARGIN * target * draws.sizes.sum(-1)
        low, high = np.where(wide, middle, low), np.where(wide, high, middle)
    if look <= len(SHARPEN):
        forecast = SHARPEN[look - 1] * (high + draws.pilot.sum(-1)) - draws.pilot.sum(-1)
        high = np.minimum(room, np.maximum(draws.drawn.sum(-1) + 0.005 * seen.sum(-1) + 1, forecast))
    return np.maximum(divide(weights, np.minimum(1, left), left, np.floor(high)), draws.drawn)


def oracle_width(bucket: Bucket, number: int, sweeps: int, rng: np.random.Generator) -> float:
    """Return the mean width of a fixed sample that knows the strata's prevalences beforehand.

    Neyman's allocation on the true spread, with one pseudo-hit a stratum so that a clean
    stratum keeps draws enough to be shown clean.
    """
    sizes = bucket.sizes.astype(float)
    rate = (bucket.hits + 1e-9) / sizes
    spread = np.sqrt(rate * (1 - rate) + 1 / max(20.0, number / len(sizes)))
    drawn = divide(sizes * spread, np.minimum(2, sizes), sizes, float(min(number, sizes.sum())))
    hits = rng.hypergeometric(
        bucket.hits, bucket.sizes - bucket.hits, drawn.astype(int), (sweeps, len(sizes))
    )
    low, high = stratified(Draws.of(np.broadcast_to(sizes, hits.shape), drawn, hits), ERROR)
    return float((high - low).mean())


def oracle_of(bucket: Bucket, read: Floats, rng: np.random.Generator) -> float:
    """Return the oracle's mean width with as many objects as each of the sweeps read.

    A draw ends early or goes on to its budget, so the sweeps of a cell read very different numbers, and
    the width at their mean is not the mean of the widths: numbers within a fifth of each other are one group.
    """
    _, group, count = np.unique(np.round(4 * np.log2(read)), return_inverse=True, return_counts=True)
    means = np.bincount(group, read) / count
    widths = [oracle_width(bucket, round(float(mean)), 200, rng) for mean in means]
    return float(np.average(widths, weights=count))


def uniform_objects(bucket: Bucket, width: float) -> float:
    """Return how many objects a uniform sample with the exact interval needs for a mean width."""
    population, share = float(bucket.sizes.sum()), bucket.hits.sum() / bucket.sizes.sum()
    low, high = 1.0, population
    for _ in range(60):
        middle = (low + high) / 2
        a, b = stratified(Draws.of([population], [middle], [middle * share]), ERROR)
        low, high = (middle, high) if b - a > width else (low, middle)
    return high


class Report:
    """The bars, printed as they are measured."""

    def __init__(self) -> None:
        self.failed: list[str] = []

    def bar(self, name: str, measured: float, bar: float, *, least: bool) -> None:
        """Print one bar; `least` says that the measured figure must reach it, else not pass it."""
        held = measured >= bar if least else measured <= bar
        print(
            f"{'ok  ' if held else 'MISS'} {name}: {measured:.4g} ({'>=' if least else '<='} {bar:g})",
            flush=True,
        )
        if not held:
            self.failed.append(name)


def coverage(report: Report, sweeps: int, cells: Iterator[Bucket], rng: np.random.Generator) -> None:
    """Cover the truth in every cell, at a mean width near the oracle's."""
    slack = 3.5 * (0.05 * 0.95 / sweeps) ** 0.5  # of the least of a few hundred cells
    worst, widest, number, sides = (1.0, ""), (0.0, ""), 0, np.zeros(2)
    for bucket in cells:
        result, truth = sweep(bucket, sweeps, rng), bucket.hits.sum()
        miss = np.array([(result.low > truth + 1e-6).mean(), (result.high < truth - 1e-6).mean()])
        ratio = float((result.high - result.low).mean()) / oracle_of(bucket, result.read, rng)
        worst, widest = min(worst, (1 - miss.sum(), bucket.name)), max(widest, (ratio, bucket.name))
        number, sides = number + 1, np.maximum(sides, miss)
        if 1 - miss.sum() < 0.95 - slack or ratio > 1.5:
            print(
                f"     {bucket.name}: covers {1 - miss.sum():.4f}, width {ratio:.2f}, "
                f"{result.read.mean():.0f} read"
            )
    print(f"     {number} cells of {sweeps} sweeps; worst miss below {sides[0]:.4f}, above {sides[1]:.4f}")
    report.bar(f"coverage in the worst cell ({worst[1]})", worst[0], 0.95 - slack, least=True)
    report.bar(f"mean width over the oracle's in the worst cell ({widest[1]})", widest[0], 1.5, least=False)


def zero_hits(report: Report) -> None:
    """Bound what may be left when nothing is found as the exact hypergeometric bound does."""
    gaps = []
    for population in (200, 10_000, 1_000_000, 10_000_000):
        for drawn in (20, 100, 400, 2000):
            if drawn < population:
                ideal = hypergeometric(population, drawn, 0, 0.95)[1]
                gaps.append(abs(np.floor(zero_hit_bound([population], [drawn], ERROR) + 1e-6) / ideal - 1))
    report.bar("zero-hit bound off its exact value", float(max(gaps)), 0.02, least=False)


def efficiency(report: Report, sweeps: int, rng: np.random.Generator) -> None:
    """Need fewer objects than uniform sampling where strata differ, hardly more where they do not."""
    sizes = np.full(16, 62_500, dtype=np.int64)
    sharp = np.where(np.arange(16) < 6, 0.98, 0.004)
    steps = np.array([0.99] * 5 + [0.5] + [0.01] * 10)
    gains, losses = [], []
    for name, rate in {"pure": sharp, "mixed": steps}.items():
        bucket = Bucket(name, sizes, np.round(sizes * rate).astype(np.int64))
        result = sweep(bucket, sweeps, rng)
        gains.append(
            float(result.read.mean()) / uniform_objects(bucket, float((result.high - result.low).mean()))
        )
    for share in (0.05, 0.1, 0.3, 0.5):
        for strata in (1, 16):
            flat = np.full(strata, 1_000_000 // strata, dtype=np.int64)
            bucket = Bucket("flat", flat, np.round(flat * share).astype(np.int64))
            result = sweep(bucket, sweeps, rng, budget=6000)
            width = float((result.high - result.low).mean())
            losses.append(float(result.read.mean()) / uniform_objects(bucket, width))
            print(
                f"     flat, {strata} strata, p={share}: {losses[-1]:.3f} of uniform's, "
                f"{result.read.mean():.0f} read"
            )
    report.bar("objects over uniform's, stratified buckets", max(gains), 1 / 3, least=False)
    report.bar("objects over uniform's, flat buckets", max(losses), 1.1, least=False)


def volumes(report: Report, sweeps: int, rng: np.random.Generator, *, fast: bool) -> None:
    """Cover the totals of hits and of bytes in every cell, however heavy the tail of the counts."""
    slack = 3.5 * (0.05 * 0.95 / sweeps) ** 0.5
    worst = {"hits": (1.0, ""), "bytes": (1.0, "")}
    for cell in volume_cells(fast=fast):
        covers, unbounded, width = covered(cell, sweeps, rng)
        print(
            f"     {cell.name}: covers {covers:.4f}, {unbounded:.0%} without an upper end, "
            f"median width {width:.2f} of the truth",
            flush=True,
        )
        worst[cell.of] = min(worst[cell.of], (covers, cell.name))
    for of, (covers, name) in worst.items():
        report.bar(f"coverage of total {of} in the worst cell ({name})", covers, 0.95 - slack, least=True)


def subjects(report: Report, sweeps: int, rng: np.random.Generator) -> None:
    """Count people from one object in twenty of a bucket of 100,000 customers with 1-30 orders."""
    worst, covers = 0.0, []
    shapes = {
        "uniform 1-30": lambda: rng.integers(1, 31, 100_000),
        "geometric": lambda: np.clip(rng.geometric(0.12, 100_000), 1, 30),
        "log-normal": lambda: np.clip(np.exp(rng.normal(1.5, 0.8, 100_000)).astype(int) + 1, 1, 30),
    }
    for name, shape in shapes.items():
        errors, good = [], 0
        for _ in range(sweeps):
            counts = np.bincount(rng.binomial(shape(), 0.05), minlength=3)[1:].astype(float)
            low, point, high = estimate_distinct(counts, 0.05, 0.95)
            errors.append(abs(point / 100_000 - 1))
            good += low <= 100_000 <= high
        print(f"     people, {name}: median error {np.median(errors):.3f}, covers {good / sweeps:.3f}")
        worst, covers = max(worst, float(np.median(errors))), [*covers, good / sweeps]
    report.bar("people, median error", worst, 0.10, least=False)
    report.bar("people, coverage", min(covers), 0.93, least=True)


def corrections(report: Report, sweeps: int, rng: np.random.Generator, *, fast: bool = False) -> None:
    """Cover the true number of objects where the detector errs, before and after a review of 200 answers.

    Worlds of kinds of documents that are read with errors of their own (`correction_worlds`): kinds that the
    labelled corpora have ("known") or that none has, in a sample and in a bucket read whole. Kinds are new in
    every sweep, so that a cell's coverage is that over buckets, which is what the interval promises.
    """
    slack = 3.5 * (0.05 * 0.95 / sweeps) ** 0.5
    least = {"before a review": (1.0, ""), "after 200 answers": (1.0, "")}
    widest = (0.0, "")
    for number in (400,) if fast else (400, 4000):
        for known in (True, False):
            for firm in (0.7,) if fast else (0.0, 0.7):
                for share in (0.0, 0.001, 0.005, 0.01, 0.05, 0.3):
                    buckets_ = (world(rng, share, 4000, known=known, firm=firm) for _ in range(sweeps))
                    found = [swept(bucket, number, 200, rng) for bucket in buckets_]
                    name = f"p={share} {number} of 4000 {'known' if known else 'unknown'} kinds firm={firm}"
                    before, after = (_covered(found, when) for when in ("before", "after"))
                    narrowed = float(np.median([_width(one.after) / _width(one.before) for one in found]))
                    least = {
                        when: min(least[when], (held, name))
                        for when, held in zip(least, (before, after), strict=True)
                    }
                    widest = max(widest, (narrowed, name))
                    print(
                        f"     {name}: covers {before:.3f}, then {after:.3f}; width {narrowed:.2f} of "
                        f"before; too rare {np.mean([one.rare for one in found]):.2f}",
                        flush=True,
                    )
    for when, (share_, name) in least.items():
        report.bar(f"coverage of corrected shares {when} ({name})", share_, 0.95 - slack, least=True)
    rough = 0.2 if fast else 0.0  # the median of a few buckets, some of which have nothing to ask about
    bar = 0.7 + rough
    report.bar(f"median width after 200 answers over before ({widest[1]})", widest[0], bar, least=False)


def _covered(found: list[Outcome], when: str) -> float:
    ends = [(one.truth, *getattr(one, when)) for one in found]
    return float(np.mean([low - 1e-9 <= truth <= high + 1e-9 for truth, low, high in ends]))


def _width(ends: tuple[float, float]) -> float:
    return max(1e-9, ends[1] - ends[0])


MATERIAL = 0.005
LEVELS = ("EMPTY", "UNKNOWN", "LOW", "MEDIUM", "HIGH", "VERY_HIGH")
RECORDS = tuple(
    frozenset(names.split())
    for names in (
        "PERSON STREET_ADDRESS",
        "PERSON EMAIL_ADDRESS PHONE_NUMBER",
        "PERSON CREDIT_CARD CREDIT_CARD_CODE",
        "PERSON STREET_ADDRESS US_PASSPORT",
        "PERSON STREET_ADDRESS US_SSN",
    )
)


def rated(found: NDArray[np.int64], listed: int, analysed: int, unseen: float = 0.0) -> tuple[int, int, int]:
    """Return (level, low, high) of a bucket in which `found` objects hold each kind of record."""
    objects: dict[str, int] = {}
    for record, count in zip(RECORDS, found.tolist(), strict=True):
        for entity in record if count else ():
            objects[entity] = objects.get(entity, 0) + count
    combos = {record: count for record, count in zip(RECORDS, found.tolist(), strict=True) if count}
    seen = float(found.sum())
    persons = (seen, seen / analysed * listed, float(listed) if listed > analysed else seen)
    tally = BucketTally(
        "b", listed, analysed, listed - analysed, True, objects, objects, combos, persons, unseen=unseen
    )
    exposure = Exposure(level="PUBLIC", public_read="yes", public_write="no")
    rating = risk.rate(tally, exposure, Risk())
    return LEVELS.index(rating.level), LEVELS.index(rating.low), LEVELS.index(rating.high)


def tiers(report: Report, number: int, rng: np.random.Generator) -> None:
    """Rate simulated buckets from up to 2,000 objects each, and the same buckets read whole.

    A draw ends as soon as its tier is certain, as a sweep's does by default.

    A rating is right between the level of the records that are material (half a percent of the
    objects, or clustered in a stratum) and that of all records, however rare. Said to be certain
    are ratings whose low and high agree. Records are of kinds that the rating counts from the
    first, so that its noise floor is not measured here.
    """
    right = held = wrong = deciding = decided = ended = misled = 0
    for _ in range(number):
        sizes = np.maximum(50, 1_000_000 * rng.dirichlet(np.full(12, 0.6))).astype(np.int64)
        shares, clustered = np.zeros((len(RECORDS), 12)), rng.random(len(RECORDS)) < 0.5
        for i in np.flatnonzero(rng.random(len(RECORDS)) < 0.35).tolist():
            if clustered[i]:
                shares[i, rng.integers(12)] = rng.uniform(0.5, 1.0)
            else:
                shares[i] = 10 ** rng.uniform(-4, -0.5)
        hits = np.round(shares * sizes).astype(np.int64)
        found, drawn, early = until_certain(sizes, hits, rng)
        listed, whole, read = int(sizes.sum()), hits.sum(1), int(drawn.sum())
        material = np.where((whole >= MATERIAL * listed) | clustered, whole, 0)
        level, low, high = rated(found, listed, read, float(zero_hit_bound(sizes, drawn, ERROR)))
        top, least = rated(whole, listed, listed)[0], rated(material, listed, listed)[0]
        sound = least <= level <= top
        right, held = right + sound, held + (sound or low <= top <= high)
        wrong += low == high and not sound
        ended, misled = ended + early, misled + (early and not least <= level <= top)
        if least == top:
            deciding += 1
            decided += level == top and low == high
    print(f"     {right} of {number} right; {deciding} decided by a material record")
    report.bar("tier right, or in the stated interval", held / number, 0.99, least=True)
    report.bar("tier right and certain where its record is material", decided / deciding, 0.99, least=True)
    report.bar("tier certain and wrong", wrong / number, 0.01, least=False)
    report.bar(
        f"tier wrong where it ended the draw ({ended} draws)", misled / max(1, ended), 0.01, least=False
    )


def until_certain(
    sizes: NDArray[np.int64], hits: NDArray[np.int64], rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64], bool]:
    """Draw on until the tier is certain: hits by record, draws by stratum, and whether it was early.

    Certain is a tier beyond which there is none, or one than which nothing worse can hide
    (`report.certainty`).
    """
    seen, before = np.zeros_like(hits), np.zeros_like(sizes)
    listed, looks = int(sizes.sum()), (100, 200, 400, 800, 2000)
    for look in looks:
        drawn = divide(sizes, np.minimum(8, sizes), sizes, float(look)).astype(np.int64)
        left = hits - seen
        seen = seen + rng.hypergeometric(left, sizes - before - left, drawn - before)
        before = drawn
        hidden = float(zero_hit_bound(sizes, drawn, ERROR))
        level, low, high = rated(seen.sum(1), listed, int(drawn.sum()), hidden)
        top = LEVELS[level] == "VERY_HIGH"
        if low == level == high and (top or hidden < MATERIAL * listed):
            return seen.sum(1), drawn, look < looks[-1]
    return seen.sum(1), before, False


def ratings(report: Report, samples: int, *, fast: bool) -> None:
    """Rate worlds of known content from 50 objects to all; the whole's rating is the truth."""
    right: dict[int, list[float]] = {}
    outside = 0
    for bucket in islice(rating_worlds.worlds(), 0, 10 if fast else None, 2 if fast else 1):
        whole = rating_worlds.rated(bucket, range(bucket.objects)).level
        for size in (50, 100, 200, 400, 800, bucket.objects):
            if size > bucket.objects:
                continue
            number = samples if size < bucket.objects else 1
            found = [
                rating_worlds.rated(bucket, rating_worlds.drawn(bucket, size, seed)) for seed in range(number)
            ]
            share = sum(item.level == whole for item in found) / number
            right.setdefault(size if size < bucket.objects else 0, []).append(share)
            outside += sum(
                not LEVELS.index(item.low) <= LEVELS.index(item.level) <= LEVELS.index(item.high)
                for item in found
            )
            if share < 0.8:
                print(f"     {bucket.name}: rated as the whole ({whole}) from {size} in {share:.2f}")
    means = {size: float(np.mean(shares)) for size, shares in sorted(right.items())}
    print("     " + ", ".join(f"{size or 'all'} read: {share:.3f}" for size, share in means.items()))
    report.bar("point rating is the whole's, over worlds and sizes", float(np.mean([*means.values()])), 0.9,
               least=True)  # fmt: skip
    report.bar("point ratings outside their interval", outside, 0, least=False)


def places(report: Report, sweeps: int, *, fast: bool) -> None:
    """Find data that lies in one conspicuous place, for hardly more reads where nothing is conspicuous."""
    found = []
    for bucket in islice(found_places.hidden(), 0, None, 4 if fast else 1):
        sweeping = [found_places.drawn(bucket.refs, f"s{seed}", MOST, bucket.holds) for seed in range(sweeps)]
        found.append(sum(any(item.hits for item in seen) for seen in sweeping) / sweeps)
        if found[-1] < 1:
            print(f"     {bucket.name}: found in {found[-1]:.2f}")
    more = []
    for name, refs in found_places.flats():
        without, with_it = (len(found_places.drawn(refs, "s", most, lambda _: False)) for most in (0, MOST))
        more.append(with_it / without)
        print(f"     {name}: {without} read without a take-all stratum, {with_it} with it")
    report.bar(f"sweeps that find what lies in one place ({len(found)} places)", float(np.mean(found)), 0.95,
               least=True)  # fmt: skip
    report.bar("reads of flat buckets over those without a take-all stratum", max(more), 1.05, least=False)


CELLS = (0.02, 0.03, 0.04, 0.05, 0.07)
CAPS = (400, 2000)


def ends(report: Report, sweeps: int, rng: np.random.Generator, *, fast: bool) -> None:
    """Cover as often among the draws of which the report says that enough is known as among all of them.

    Of simulated draws to a half-width, and of fewer that the rounds that ship carry out.
    """
    worst, chance = (1.0, ""), random.Random(5)
    for cap in CAPS:
        for share in CELLS:
            for strata in (1, 16):
                sizes = np.full(strata, 100_000 // strata)
                bucket = Bucket("flat", sizes, place(sizes, share, "spread"))
                result, truth = sweep(bucket, sweeps, rng, budget=cap), bucket.hits.sum()
                covers = (result.low <= truth + 1e-6) & (result.high >= truth - 1e-6)
                early = result.read < cap  # the others are read up and claim nothing
                name = f"until width, cap {cap}, {strata} strata, p={share}"
                worst = min(worst, _claims_cover(name, covers.tolist(), covers[early].tolist()))
    for until in ("rating", "width"):
        for cap in CAPS:
            for share in CELLS[3:4] if fast else CELLS[::2]:
                sample = Sample(size=cap, until=until)
                found = draw_ends.coverage(share, 1, sample, max(4, sweeps // 50), chance)
                known = [covers for covers, reason in found if reason in draw_ends.KNOWN]
                name = f"until {until}, cap {cap}, carried out, p={share}"
                worst = min(worst, _claims_cover(name, [covers for covers, _ in found], known))
    report.bar(f"coverage over 95 % less 3.5 Monte-Carlo errors ({worst[1]})", worst[0], 0.0, least=True)


def _claims_cover(name: str, every: list[bool], known: list[bool]) -> tuple[float, str]:
    """Print how often the intervals of a cell cover, and return the worse of the two less its bar."""
    worst = (1.0, "")
    for kind, held in (("all", every), ("ended knowing enough", known)):
        rate = sum(held) / len(held) if held else 1.0
        slack = 3.5 * (0.05 * 0.95 / max(1, len(held))) ** 0.5
        worst = min(worst, (rate - 0.95 + slack, f"{name}, {kind}"))
    share = sum(known) / len(known) if known else float("nan")
    print(f"     {name}: {sum(every) / len(every):.3f} of all, {share:.3f} of {len(known)} that knew enough")
    return worst


def quotes(report: Report, number: int) -> None:
    """Quote draws of the default settings within a quarter of what they take."""
    off = list(draw_ends.quotes(number, Sample(), random.Random(7)))
    near = sum(max(map(abs, pair)) <= 0.25 for pair in off) / number
    least, most = (end(value for pair in off for value in pair) for end in (min, max))
    print(f"     {number} sweeps: from {least:+.1%} to {most:+.1%} off, in objects and bytes")
    report.bar("sweeps whose quote is within 25 %", near, 0.8, least=True)


KINDS = ("PERSON", "STREET_ADDRESS", "ORDER_VALUE", "EMAIL_ADDRESS")
DRAWN = 1000  # objects of a sweep of a bucket in which every object is another
DEFAULT = Sample().size or DRAWN  # of a sweep that was not told how many


def diffs(report: Report, pairs: int, rng: np.random.Generator) -> None:
    """Flag no change where there is none, and a doubling of 5 % nearly always, by the rule that ships.

    Of four kinds of data one doubles, so that the correction for four looks is paid. Where a bucket is the
    same but for some objects, these were written anew; the sweeps draw with one seed or with two.
    """
    large, small = (np.array([4, 2, 2, 1, 0.5, 0.5]) * size for size in (10_000, 200))

    def flagged(
        before: float, after: float, sizes: Floats = large, drawn: tuple[int, int] = (DRAWN, DRAWN)
    ) -> bool:
        sides = (
            _swept(sizes, [before] * 4, drawn[0], rng),
            _swept(sizes, [after, *[before] * 3], drawn[1], rng),
        )
        return any(shift.flagged for shift in prevalence(*sides, KINDS))

    cells: dict[str, tuple[Floats, tuple[int, int]]] = {
        "alike": (large, (DRAWN, DRAWN)),
        "few and many": (large, (100, DRAWN)),
        "few of a small bucket": (small, (60, 60)),
        "few of a small bucket, then most": (small, (60, 1800)),
    }
    false = []
    for name, (sizes, drawn) in cells.items():
        for rate in (0.01, 0.05, 0.5):
            false.append(sum(flagged(rate, rate, sizes, drawn) for _ in range(pairs)) / pairs)
            print(f"     unchanged shares, all objects new, {name}, p={rate}: {false[-1]:.3f}", flush=True)
    for churn in (0.02, 0.3):
        for rate in (0.01, 0.05, 0.5):
            again = [_grown(rng, rate, rate, churn) for _ in range(pairs)]
            false.append(sum(again) / pairs)
            print(f"     unchanged shares, {churn:.0%} of objects new, p={rate}: {false[-1]:.3f}", flush=True)
    anew = sum(flagged(0.05, 0.10) for _ in range(pairs)) / pairs
    grown = sum(_grown(rng, 0.05, 0.10, 0.05) for _ in range(pairs)) / pairs
    rough = 3 * pairs**-0.5 if pairs < 1000 else 0.0  # few pairs leave Monte-Carlo errors
    report.bar(
        "diff flags a bucket whose shares are unchanged (worst)", max(false), 0.05 + 0.22 * rough, least=False
    )
    bar = 0.90 - 0.3 * rough
    report.bar(
        f"diff flags a doubling from 5 % by new objects, {DEFAULT:,} read each", grown, bar, least=True
    )
    report.bar(f"diff flags a doubling from 5 %, all objects new, {DRAWN:,} read each", anew, bar, least=True)


def _swept(sizes: Floats, rates: list[float], number: int, rng: np.random.Generator) -> Side:
    """Return the strata and readings of one sweep, each kind in objects of its own."""
    strata = [Stratum("b", f"s{i}", "", "*", "*", int(n), int(n)) for i, n in enumerate(sizes)]
    drawn = divide(sizes, np.minimum(8, sizes), sizes, float(number)).astype(int)
    items = []
    for i, (size, n) in enumerate(zip(sizes.astype(int), drawn.tolist(), strict=True)):
        held = np.round(size * np.array(rates)).astype(int)  # the bucket is fixed, the draw is not
        counts = rng.hypergeometric(held, size - held, n)
        flags = np.arange(n)[:, None] < counts
        for rank, row in enumerate(flags.tolist()):
            hits = {name: 1 for name, hit in zip(KINDS, row, strict=True) if hit}
            items.append(Observation("b", f"s{i}", rank, 1, True, hits))
    return Side(strata, items)


def _grown(rng: np.random.Generator, before: float, after: float, churn: float) -> bool:
    """Sweep a bucket of 10,000 objects twice, `churn` of which were written anew between; was it flagged?

    Of the new objects as many hold the first kind as make the share `after`; the others are as they were.
    """
    size, strata = 10_000, [Stratum("b", "s", "", "*", "*", 10_000, 10_000)]
    first = rng.random((size, len(KINDS))) < before
    fresh = rng.choice(size, round(churn * size), replace=False)
    second = first.copy()
    second[fresh] = first[rng.permutation(fresh)]  # the shares stay what they were, to the object
    more = round((after - before) * size)
    clean = fresh[~second[fresh, 0]]
    second[rng.choice(clean, min(more, len(clean)), replace=False), 0] = True
    changed = np.isin(np.arange(size), fresh)
    orders = [rng.permutation(size)[:DEFAULT] for _ in range(2)]
    if rng.random() < 0.5:
        orders[1] = orders[0]  # the same seed draws the same objects
    sides = []
    for truth, order in zip((first, second), orders, strict=True):
        items = [
            Observation(
                "b", "s", rank, 1, True, {name: 1 for name, hit in zip(KINDS, row, strict=True) if hit}
            )
            for rank, row in enumerate(truth[order].tolist())
        ]
        sides.append(Side(strata, items, (~changed[order]).tolist()))
    return any(shift.flagged for shift in prevalence(*sides, KINDS))


def inventory(report: Report, objects: int) -> None:
    """Take in an inventory of ten million objects within time and memory."""
    frame, spent, rng = Frame("bucket", "seed", 400, 64), 0.0, np.random.default_rng(0)
    for at in range(0, objects, 1 << 18):
        count = min(1 << 18, objects - at)
        kinds, sizes = rng.integers(0, 10, count).tolist(), (10 ** rng.uniform(2, 7, count)).astype(np.int64)
        keys = [key_of(at + i, kind) for i, kind in enumerate(kinds)]
        start = time.process_time()
        frame.add_many(keys, sizes)
        spent += time.process_time() - start
    start = time.process_time()
    strata = frame.finish()
    spent += time.process_time() - start
    assert sum(stratum.objects for stratum in strata) == objects
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report.bar(
        f"seconds of one core to plan {objects:,} objects", spent, max(15.0, 60 * objects / 1e7), least=False
    )
    report.bar("megabytes at most", memory, 500, least=False)


def key_of(number: int, kind: int) -> str:
    """Return a key of a shop's bucket: photos by customer, orders by month, labels by carrier."""
    if kind < 6:
        return f"photos/{number // 12}/IMG_{number}.jpg"
    if kind < 9:
        return f"orders/{2016 + number % 4}/{1 + number % 12:02}/order-{number}.pdf"
    return f"labels/{'usps' if number % 2 else 'ups'}/94{number}.zpl"


def measure(*, fast: bool, only: str | None = None) -> Report:
    """Measure every section, or one; each has the same seed, so that it says by itself what it says here."""
    report = Report()
    cells = buckets((10**5,), FEWER) if fast else buckets((10**4, 10**5, 10**6, 10**7))
    sections: dict[str, Callable[[np.random.Generator], None]] = {
        "inventory": lambda _: inventory(report, 30_000 if fast else 10_000_000),
        "zero_hits": lambda _: zero_hits(report),
        "coverage": lambda rng: coverage(report, 200 if fast else 2000, cells, rng),
        "efficiency": lambda rng: efficiency(report, 250 if fast else 1000, rng),
        "volumes": lambda rng: volumes(report, 150 if fast else 2000, rng, fast=fast),
        "subjects": lambda rng: subjects(report, 15 if fast else 300, rng),
        "ends": lambda rng: ends(report, 100 if fast else 2000, rng, fast=fast),
        "quotes": lambda _: quotes(report, 3 if fast else 40),
        "places": lambda _: places(report, 1 if fast else 20, fast=fast),
        "ratings": lambda _: ratings(report, 3 if fast else 100, fast=fast),
        "tiers": lambda rng: tiers(report, 150 if fast else 1000, rng),
        "diffs": lambda rng: diffs(report, 10 if fast else 1000, rng),
        "corrections": lambda rng: corrections(report, 6 if fast else 400, rng, fast=fast),
    }
    for name, section in sections.items():
        if only in (None, name):
            start = time.process_time()
            section(np.random.default_rng(20260101))
            print(f"     {name}: {time.process_time() - start:.1f} s", flush=True)
    print(
        "all bars hold" if not report.failed else f"{len(report.failed)} missed: {'; '.join(report.failed)}"
    )
    return report


def main(arguments: list[str] | None = None) -> int:
    """Print every bar; return 1 when one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true", help="seconds: fewer cells and sweeps")
    parser.add_argument("--only", help="one section by its name")
    options = parser.parse_args(arguments)
    return int(bool(measure(fast=options.fast, only=options.only).failed))


if __name__ == "__main__":
    sys.exit(main())
