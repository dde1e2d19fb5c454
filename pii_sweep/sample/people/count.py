"""How many different people a bucket holds, from those seen in a sample of its objects.

Frequencies of frequencies (how many people were seen once, twice, ...) are binomial thinnings
of the unknown number of objects per person. Estimators: Chao's lower bound (Scand. J.
Statistics 11, 1984; for finite populations Chao & Lin, Biometrics 68, 2012), which extents
(`sample/extent.py`) are counted by; the non-parametric maximum likelihood of objects per person
(Norris & Pollock, 1998; Wang & Lindsay, JASA 100, 2005), smooth by early stopping, and a
negative binomial of the objects beyond each person's first. Interval: the fewest and the most
people that fit what was seen, by linear programming after Valiant & Valiant (J. ACM 64, 2017),
widened by the design effect of objects that hold many people; unlike a bootstrap it knows what
the sample cannot show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog, minimize
from scipy.special import gammaln, ndtri

from pii_sweep.sample.people.sketch import apart_from
from pii_sweep.sample.tail import Sampled
from pii_sweep.sample.volume import expansion
from pii_sweep.types import Observation

Floats = NDArray[np.float64]
STEPS = 100  # of expectation-maximisation: enough for the bulk, too few to chase noise
TOP = 5  # frequencies that are distinguished in the interval
GROWTH = 1.12  # of the grid of objects per person


@dataclass(frozen=True, slots=True)
class People:
    """Distinct data subjects: seen so far, the estimate and its interval."""

    seen: int
    low: float
    point: float
    high: float


def chao1(counts: Floats, rate: float) -> float:
    """Return Chao's lower bound of the number of people, for a sample of `rate` of the objects.

    `counts[j - 1]` people were seen j times.
    """
    once, twice = counts[0], counts[1] if len(counts) > 1 else 0.0
    total = float(counts.sum())
    if rate >= 1 or once == 0:
        return total
    # Chao & Lin's r = q / (1 - q) keeps the bound below once / q when nobody was seen twice.
    return total + float(once**2 / (2 * twice + rate / (1 - rate) * once))


def estimate_distinct(
    counts: Floats, rate: float, confidence: float, design: float = 1.0
) -> tuple[float, float, float]:
    """Return (low, point, high) of the number of people, seen or not.

    `counts[j - 1]` people were seen j times in `rate` of the objects; `design` is the
    variance inflation by people who share an object.
    """
    total = float(counts.sum())
    if total == 0 or rate >= 1:
        return total, total, total
    from scipy.stats import binom  # takes half a second, which most commands need not wait for

    # That nobody was seen twice says as much as how many were seen once.
    counts = np.pad(counts, (0, max(0, TOP - len(counts))))
    j = np.arange(1, len(counts) + 1)
    grid = _grid(max(30, 3 * len(counts) / rate))
    thin = binom.pmf(j[:, None], grid[None, :], rate)
    fitted = _fit(counts, thin, 1 - (1 - rate) ** grid)
    # Two shapes of orders per person that err on different sides; their middle is the point.
    point = float(np.sqrt(fitted.sum() * _negative_binomial(counts, rate)))
    low, high = _extremes(counts, grid, fitted, rate, confidence, max(1.0, design))
    most = total / rate  # each person is in at least one object
    return max(total, min(low, point)), max(total, min(point, most)), max(total, high, point)


def _extremes(  # noqa: PLR0917
    counts: Floats, grid: Floats, fitted: Floats, rate: float, confidence: float, design: float
) -> tuple[float, float]:
    """Return the fewest and the most people whose expected frequencies fit the observed ones.

    Each frequency may be off by its Bonferroni share of the sampling error; frequencies
    past the fifth are taken together. `fitted` are people by the grid's objects per person: a
    frequency varies as its mean, less the part of it that the rate makes certain.
    """
    from scipy.stats import binom

    top = TOP
    seen = np.append(counts[: top - 1], counts[top - 1 :].sum())
    times = np.arange(1, top)[:, None]
    expected = np.vstack([binom.pmf(times, grid, rate), binom.sf(top - 1, grid, rate)])
    quantile = float(ndtri(1 - (1 - confidence) / 2 / top))
    means = expected @ fitted
    # Sum of p (1 - p) over sum of p: one where objects are many and few are read, zero where all are.
    spreads = design * np.where(
        means > 1e-9, (expected * (1 - expected)) @ fitted / np.maximum(means, 1e-9), 1.0
    )
    # Wilson's interval of a Poisson mean: half-width from the mean that is tested.
    centre, spread = (
        seen + quantile**2 * spreads / 2,
        quantile * np.sqrt(spreads * seen + (quantile * spreads) ** 2 / 4),
    )
    bounds = np.concatenate([centre + spread, -(centre - spread)])
    table = np.vstack([expected, -expected])
    scale = max(1.0, float(counts.sum()))
    ends = []
    for sign in (1.0, -1.0):
        answer = linprog(np.full(len(grid), sign), A_ub=table, b_ub=bounds / scale, method="highs")
        ends.append(abs(float(answer.fun)) * scale if answer.status == 0 else (0.0 if sign > 0 else np.inf))
    return ends[0], ends[1]


def _grid(most: float) -> Floats:
    values = [1]
    while values[-1] < most:
        values.append(max(values[-1] + 1, int(values[-1] * GROWTH)))
    return np.array(values, dtype=float)


def _fit(counts: Floats, thin: Floats, seen: Floats) -> Floats:
    """Return the people by objects of each that expectation-maximisation reaches from a flat start."""
    people = np.full(len(seen), counts.sum() / max(1e-12, float(seen.sum())))
    for _ in range(STEPS):
        ratio = counts / np.maximum(thin @ people, 1e-300)
        people = people * (thin.T @ ratio) / seen
    return people


def _negative_binomial(counts: Floats, rate: float) -> float:
    """Return the number of people when objects per person, less one, are negative binomial."""
    j = np.arange(len(counts) + 1)

    def chances(parameters: Floats) -> Floats:
        size, mean = np.exp(np.clip(parameters, -7, 9))
        thinned = mean * rate
        log = gammaln(j + size) - gammaln(size) - gammaln(j + 1) + size * np.log(size / (size + thinned))
        tail = np.exp(log + j * np.log(thinned / (size + thinned)))
        return np.convolve(tail, [1 - rate, rate])[: len(j)]

    def loss(parameters: Floats) -> float:
        p = chances(parameters)
        return -float((counts * np.log(np.maximum(p[1:] / (1 - p[0]), 1e-300))).sum())

    start = np.array([0.0, np.log(max(0.1, 1 / rate - 1) / 10)])
    best = minimize(loss, start, method="Nelder-Mead", options={"maxiter": 400})
    return float(counts.sum() / max(rate, 1 - float(chances(best.x)[0])))


def _count_unnamed(read: Sequence[Observation]) -> tuple[int, float, float]:
    """Return (low, point, high) of the people that are known only as a number, or by a sketch."""
    sketches = [item.subjects_beyond for item in read if item.subjects_beyond]
    plain = (item.subjects_total - len(item.subjects) for item in read if not item.subjects_beyond)
    count = sum(max(0, more) for more in plain)
    if not sketches:
        return count, count, count
    low, point, high = apart_from(sketches, {digest for item in read for digest in item.subjects})
    return count + round(low), count + point, count + high


def people(
    observations: Sequence[Observation],
    sizes: Mapping[str, int],
    confidence: float,
    linkage: tuple[float, float] = (0.0, 0.0),
) -> People:
    """Estimate the distinct data subjects of one bucket; `sizes` are drawable objects by stratum.

    Strata that were read whole give their people as known; the others are thinned at the
    rate at which their appearances (person and object) were sampled. People beyond those
    that an observation lists are counted by the union of their sketches, less those listed
    elsewhere; without a sketch they count once each: nothing distinguishes them from others. The low
    end leaves out those of whom it is doubtful that they are further people. `linkage` gives how many
    of all people seen may be others of them, and how many may be two, as shares: the ends move by so much.
    The high end takes objects that were read only in part as ones that were not, and adds who was met in
    them alone: it is infinite where nobody was seen in an object that was read whole.
    """
    found = _count_people(observations, sizes, confidence)
    if any(item.read and item.partly for item in observations):
        found = replace(found, high=max(found.high, _bound_partly_read(observations, sizes, confidence)))
    low, high = max(0.0, found.low * (1 - linkage[0])), found.high * (1 + linkage[1])
    return replace(found, low=low, high=high)


def _bound_partly_read(
    observations: Sequence[Observation], sizes: Mapping[str, int], confidence: float
) -> float:
    """Return the most people where what was read only in part may hold as many more as what was not read."""
    whole = [replace(item, read=False) if item.partly else item for item in observations]
    part = [item for item in observations if item.read and item.partly]
    known = {digest for item in whole if item.read for digest in item.subjects}
    met = {digest for item in part for digest in item.subjects} - known
    return _count_people(whole, sizes, confidence).high + len(met) + _count_unnamed(part)[2]


def _count_people(observations: Sequence[Observation], sizes: Mapping[str, int], confidence: float) -> People:
    """Return `people` as if it were certain who is one person."""
    read = [item for item in observations if item.read]
    number = Counter(item.stratum for item in read)
    whole = {name for name, size in sizes.items() if number[name] >= size}
    known = {digest for item in read if item.stratum in whole for digest in item.subjects}
    fewest, beyond, most = _count_unnamed(read)
    rest = [item for item in read if item.stratum not in whole]
    times = Counter(digest for item in rest for digest in item.subjects if digest not in known)
    seen = len(known) + len(times) + fewest
    doubtful = frozenset[str]().union(*(item.doubtful for item in read))
    sure = seen - len(doubtful)
    if not times:
        point, high = len(known) + beyond, len(known) + most if set(sizes) <= whole else float("inf")
        return People(seen, float(sure), point, high)
    weight = {name: sizes[name] / max(1, number[name]) for name in sizes}
    counts, rate, news = _frequencies(rest, times, weight)
    low, point, high = estimate_distinct(counts, rate, confidence, _design(news))
    firm = {digest: count for digest, count in times.items() if digest not in doubtful}
    if len(firm) < len(times):
        # People who were not met are as doubtful as those who were: the low end is of the others alone.
        low = _bound_below(rest, firm, weight, confidence)
    base = len(known) + beyond
    ceiling = len(known) + len(times) + most + _bound_unread(rest, news, sizes, whole, confidence)
    return People(
        seen,
        min(max(float(sure), len(known - doubtful) + fewest + low), ceiling),
        min(base + point, ceiling),
        min(len(known) + most + high, ceiling),
    )


def _frequencies(
    read: Sequence[Observation], times: Mapping[str, int], weight: Mapping[str, float]
) -> tuple[Floats, float, list[int]]:
    """Return frequencies of frequencies of the people in `times`, how they were sampled, and the new ones.

    That is (counts, share of their appearances that was read, people by object).
    """
    if not times:
        return np.zeros(1), 0.5, []
    counts = np.bincount(np.fromiter(times.values(), dtype=np.int64))[1:].astype(float)
    drawn = sum(times.values())
    news = [sum(digest in times for digest in item.subjects) for item in read]
    total = sum(weight[item.stratum] * new for item, new in zip(read, news, strict=True))
    return counts, min(0.999999, drawn / max(total, drawn)), news


def _design(news: Sequence[int]) -> float:
    """Return the variance inflation by people who share an object."""
    return sum(new * new for new in news) / max(1, sum(news))


def _bound_below(
    read: Sequence[Observation], times: Mapping[str, int], weight: Mapping[str, float], confidence: float
) -> float:
    counts, rate, news = _frequencies(read, times, weight)
    return estimate_distinct(counts, rate, confidence, _design(news))[0]


def _bound_unread(
    read: Sequence[Observation],
    news: Sequence[int],
    sizes: Mapping[str, int],
    whole: set[str],
    confidence: float,
) -> float:
    """Return the most appearances of people that what was not read can hold: each unseen person has one.

    From the total of appearances over the strata (`volume.expansion`), at half the error.
    """
    amounts: dict[str, list[float]] = {name: [] for name in sizes if name not in whole}
    for item, new in zip(read, news, strict=True):
        amounts[item.stratum].append(float(new + max(0, item.subjects_total - len(item.subjects))))
    parts = [
        Sampled(sizes[name], sizes[name], np.array(held), np.ones(len(held)))
        for name, held in amounts.items()
    ]
    return expansion(parts, (1 + confidence) / 2)[2] - sum(map(sum, amounts.values()))
