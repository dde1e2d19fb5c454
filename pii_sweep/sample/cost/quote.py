"""The quote before a sweep: requests, bytes, dollars, minutes, and the width they will buy.

Two figures of each: what the draw is expected to take, and what its limits let it take at most.
They are the same for a sample of fixed size. What an adaptive draw takes depends on what it finds: it
is played through (`rounds.foresee`) in several worlds that the bucket may turn out to be, and what is
expected is their mean. Where its strata differ it may take any of its picks, and at most the dearest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pii_sweep.sample.allocate import drawable
from pii_sweep.sample.cost.costs import Bill, Floats, listing_requests
from pii_sweep.sample.intervals import Draws, stratified
from pii_sweep.sample.rounds import SampleBudget, Targets, bills_of, foresee
from pii_sweep.types import Stratum

WORLDS = 5  # that a bucket may be, where nothing is known of it
GOLDEN = (5**0.5 - 1) / 2


@dataclass(frozen=True, slots=True)
class World:
    """What a bucket may turn out to be: the share of hits in each stratum."""

    shares: Floats
    source: str = "prior"


def prior(strata: int) -> tuple[Floats, ...]:
    """Return shares of hits that strata may have, as likely as each other, before anything is known.

    In one world nothing is found. In the others a stratum's share is Jeffreys' prior for a share (Proc.
    R. Soc. A 186, 1946), the arcsine distribution: most strata hold nearly nothing or nearly only
    hits. Its quantiles are laid over strata and worlds evenly, by the golden ratio, with no chance in it.
    """
    number = np.arange(strata)
    starts = (np.arange(WORLDS - 1) + 0.5) / (WORLDS - 1)
    return np.zeros(strata), *(np.sin(np.pi / 2 * ((start + GOLDEN * number) % 1)) ** 2 for start in starts)


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
    it when nothing is found. `basis` is what the expectation of an adaptive draw rests on.
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
    basis: str
    ladder: tuple[Quote, ...] = ()

    @property
    def requests(self) -> int:
        """Return all requests that are expected, those of the plan included."""
        return self.list_requests + self.other_requests + self.get_requests


def quote(
    strata: Sequence[Stratum],
    budget: SampleBudget,
    targets: Targets,
    spent: Spent | None = None,
    *,
    bills: Sequence[Bill] | None = None,
    worlds: Sequence[World] = (),
) -> Quote:
    """Quote a draw within a budget, with half and double of the budget next to it.

    `spent` is what planning has cost, by default one LIST a thousand objects; the budget is what
    it has left to read with. `bills` are the running costs of the strata's picks, where the strata
    come without them; `worlds` are by default those of `prior`.
    """
    bills = bills_of(strata, budget.costs) if bills is None else bills
    worlds = worlds or [World(shares) for shares in prior(len(strata))]
    frame = _Frame(strata, bills, spent or Spent(), worlds if targets.stop else worlds[:1])
    kept = sum(bill.most.picks for bill in bills)
    whole = replace(budget, objects=kept if budget.objects is None else budget.objects)
    ladder = tuple(_quote_frame(frame, whole.scaled(part), targets) for part in (0.5, 1.0, 2.0))
    return replace(ladder[1], ladder=ladder)


@dataclass(frozen=True, slots=True)
class _Frame:
    """A planned bucket: its strata with their bills, and what they may turn out to hold."""

    strata: Sequence[Stratum]
    bills: Sequence[Bill]
    spent: Spent
    worlds: Sequence[World]

    def ends(self, budget: SampleBudget, targets: Targets) -> list[Mapping[str, int]]:
        """Return the picks at the end of the draw in each of the worlds."""
        return [
            foresee(self.strata, self.bills, budget, targets, world.shares).planned for world in self.worlds
        ]

    def cost(self, planned: Mapping[str, int]) -> tuple[Floats, Floats]:
        """Return what the planned picks cost together, at most and as a rule."""
        counts = [planned[stratum.name] for stratum in self.strata]
        most = [bill.most.at(count) for bill, count in zip(self.bills, counts, strict=True)]
        likely = [bill.likely.at(count) for bill, count in zip(self.bills, counts, strict=True)]
        return np.sum([np.zeros(5), *most], axis=0), np.sum([np.zeros(5), *likely], axis=0)

    def dearest(self, budget: SampleBudget) -> Floats:
        """Return what no draw within the budget passes: its limits, or as many of the dearest picks."""
        if any(bill.most.step > 1 for bill in self.bills):  # too many to find the dearest of them
            rows = np.array([bill.most.at(bill.most.picks) for bill in self.bills])
            return _sum_within(rows, budget)
        rows = np.concatenate([np.zeros((0, 5)), *(np.diff(b.most.sums, axis=0) for b in self.bills)])
        rows = np.sort(rows, axis=0)
        # No draw takes more objects than the cheapest of them leave room for.
        fitting = int((np.cumsum(rows, axis=0) <= np.asarray(budget.limits)).sum(axis=0).min())
        number = fitting if budget.objects is None else min(fitting, budget.objects)
        return _sum_within(rows[len(rows) - number :], budget)


def _sum_within(rows: Floats, budget: SampleBudget) -> Floats:
    """Return the sum of rows of cost, or the budget's limits where they are lower."""
    least: Floats = np.minimum(rows.sum(axis=0), budget.limits)
    return least


def _quote_frame(frame: _Frame, budget: SampleBudget, targets: Targets) -> Quote:
    ends = frame.ends(budget, targets)
    least = foresee(frame.strata, frame.bills, budget, targets, 0.0).planned
    costs = [frame.cost(planned) for planned in ends]
    likely = np.mean([usual for _, usual in costs], axis=0)
    most = frame.dearest(budget) if targets.stop else costs[0][0]
    prices, rates = budget.costs.prices, budget.costs.rates
    lists = listing_requests(frame.strata) if frame.spent.lists is None else frame.spent.lists
    planning = budget.costs.planning(lists, frame.spent.others)
    minutes = lists / rates.list_pages_per_second / 60
    mean = {stratum.name: sum(end[stratum.name] for end in ends) / len(ends) for stratum in frame.strata}
    half, zero = width(frame.strata, mean, targets.confidence)
    objects, size, gets = (round(float(value)) for value in likely[:3])
    return Quote(
        objects, min(objects, sum(least.values())), int(most[0]), sum(s.objects for s in frame.strata),
        lists, frame.spent.others, gets, int(most[2]), size, int(most[1]),
        round(planning + float(likely[3]), 6), round(planning + float(most[3]), 6),
        minutes + float(likely[4]), minutes + float(most[4]), half, zero,
        prices.as_of, prices.source, rates.source, frame.worlds[0].source if targets.stop else "fixed size",
    )  # fmt: skip


def width(
    strata: Sequence[Stratum], allocation: Mapping[str, float], confidence: float
) -> tuple[float, float]:
    """Return the worst half-width of a share, and the zero-hit bound, that an allocation buys."""
    sizes = np.array([float(drawable(stratum)) for stratum in strata])
    population = float(sizes.sum())
    if population == 0:
        return 0.0, 0.0
    drawn = np.minimum(np.array([round(allocation[stratum.name]) for stratum in strata], float), sizes)
    error = (1 - confidence) / 2
    low, high = stratified(Draws.of(sizes, drawn, drawn / 2), error)
    zero = stratified(Draws.of(sizes, drawn, np.zeros_like(drawn)), error)[1]
    return float(high - low) / 2 / population, float(zero) / population
