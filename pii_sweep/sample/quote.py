"""The quote before a sweep: requests, bytes, dollars, minutes, and the width they will buy.

Two figures of each: what the draw is expected to take, and what its limits let it take at most.
They are the same for a sample of fixed size. An adaptive draw is played through with shares that
it might find (`rounds.foreseen`), fewest objects where nothing is found; where its strata differ it may
take any of its picks, and at most the dearest of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pii_sweep.sample.allocate import drawable
from pii_sweep.sample.costs import Floats, listing_requests
from pii_sweep.sample.intervals import Draws, stratified
from pii_sweep.sample.rounds import SampleBudget, Targets, foreseen
from pii_sweep.types import Stratum

SHARES = (0.0, 0.1)  # of the objects that may hold what is looked for: least, expected


@dataclass(frozen=True, slots=True)
class Spent:
    """What planning has already cost: LIST requests, and those for the region and the exposure."""

    lists: int | None = None
    others: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """What a sample of `objects` costs and proves.

    `objects`, `get_requests`, `bytes`, `dollars` and `minutes` are expected, those with `most_`
    cannot be passed but by retries; the sample may end at `least_objects`. `other_requests` ask for
    the region and who can read the bucket. `half_width` is that of the share of objects with an
    entity, in the worst case of a prevalence of one half; `zero_hit` the share that may still hold
    it when nothing is found.
    """

    objects: int
    least_objects: int
    most_objects: int
    listed: int
    list_requests: int
    other_requests: int
    get_requests: int
    most_get_requests: int
    bytes: int
    most_bytes: int
    dollars: float
    most_dollars: float
    minutes: float
    most_minutes: float
    half_width: float
    zero_hit: float
    prices_as_of: str
    prices_source: str
    rates_source: str
    ladder: tuple[Quote, ...] = ()

    @property
    def requests(self) -> int:
        """Return all requests that are expected, those of the plan included."""
        return self.list_requests + self.other_requests + self.get_requests


def quote(
    strata: Sequence[Stratum], budget: SampleBudget, targets: Targets, spent: Spent | None = None
) -> Quote:
    """Quote a draw within a budget, with half and double of the budget beside it.

    `spent` is what planning has cost, by default one LIST a thousand objects; the budget is what
    it has left to read with.
    """
    kept = sum(len(stratum.picks) for stratum in strata)
    wanted = kept if budget.objects is None else budget.objects
    frame = _Frame(
        strata,
        [budget.costs.running(stratum) for stratum in strata],
        [budget.costs.running(stratum, likely=True) for stratum in strata],
        spent or Spent(),
    )

    whole = replace(budget, objects=wanted)
    ladder = tuple(_one(frame, whole.scaled(part), targets) for part in (0.5, 1.0, 2.0))
    return replace(ladder[1], ladder=ladder)


@dataclass(frozen=True, slots=True)
class _Frame:
    """A planned bucket: its strata with their running costs, at most and as a rule."""

    strata: Sequence[Stratum]
    most: Sequence[Floats]
    likely: Sequence[Floats]
    spent: Spent

    def cost(self, running: Sequence[Floats], planned: Mapping[str, int]) -> list[float]:
        """Return what the planned picks cost together."""
        rows = [table[planned[s.name]] for table, s in zip(running, self.strata, strict=True)]
        return [float(value) for value in np.sum(rows, axis=0)] if rows else [0.0] * 5

    def dearest(self, budget: SampleBudget) -> list[float]:
        """Return what no draw within the budget passes: its limits, or as many of the dearest picks."""
        rows = np.concatenate([np.zeros((0, 5)), *(np.diff(table, axis=0) for table in self.most)])
        rows = np.sort(rows, axis=0)
        # No draw takes more objects than the cheapest of them leave room for.
        fitting = int((np.cumsum(rows, axis=0) <= np.asarray(budget.limits)).sum(axis=0).min())
        number = fitting if budget.objects is None else min(fitting, budget.objects)
        cost = rows[len(rows) - number :].sum(axis=0)
        return [float(value) for value in np.minimum(cost, budget.limits)]


def _one(frame: _Frame, budget: SampleBudget, targets: Targets) -> Quote:
    ends = [foreseen(frame.strata, frame.most, budget, targets, share) for share in SHARES]
    least = ends[0]
    if targets.certain is not None and targets.stop:  # it may be so after the first round
        sure = replace(targets, certain=lambda _: True)
        least = foreseen(frame.strata, frame.most, budget, sure, 0.0)
    likely = frame.cost(frame.likely, ends[1])
    most = frame.dearest(budget) if targets.stop else frame.cost(frame.most, ends[1])
    prices, rates = budget.costs.prices, budget.costs.rates
    lists = listing_requests(frame.strata) if frame.spent.lists is None else frame.spent.lists
    planning = budget.costs.planning(lists, frame.spent.others)
    minutes = lists / rates.list_pages_per_second / 60
    half, zero = width(frame.strata, ends[1], targets.confidence)
    return Quote(
        int(likely[0]), sum(least.values()), int(most[0]), sum(s.objects for s in frame.strata),
        lists, frame.spent.others, int(likely[2]), int(most[2]), int(likely[1]), int(most[1]),
        round(planning + likely[3], 6), round(planning + most[3], 6),
        minutes + likely[4], minutes + most[4], half, zero,
        prices.as_of, prices.source, rates.source,
    )  # fmt: skip


def width(strata: Sequence[Stratum], allocation: Mapping[str, int], confidence: float) -> tuple[float, float]:
    """Return the worst half-width of a share, and the zero-hit bound, that an allocation buys."""
    sizes = np.array([float(drawable(stratum)) for stratum in strata])
    population = float(sizes.sum())
    if population == 0:
        return 0.0, 0.0
    drawn = np.minimum(np.array([float(allocation[stratum.name]) for stratum in strata]), sizes)
    error = (1 - confidence) / 2
    low, high = stratified(Draws.of(sizes, drawn, drawn / 2), error)
    zero = stratified(Draws.of(sizes, drawn, np.zeros_like(drawn)), error)[1]
    return float(high - low) / 2 / population, float(zero) / population
