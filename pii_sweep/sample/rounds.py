"""The adaptive draw in rounds: pure, so that a sweep resumes by replaying what it has read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pii_sweep.sample.allocate import (
    FIRST,
    PILOT,
    SHARES,
    SHARPEN,
    divide,
    drawable,
    pilot_sizes,
    posterior,
    share_of,
    steer,
)
from pii_sweep.sample.cost.costs import Bill, Costs
from pii_sweep.sample.frame.take_all import NAME as TAKE_ALL
from pii_sweep.sample.frame.take_all import part_of
from pii_sweep.sample.intervals import Draws, stratified, worst_spread
from pii_sweep.sample.pick_content import Seen, Supposed
from pii_sweep.types import Observation, Stratum

LIMITS = ("objects", "bytes", "requests", "dollars", "minutes")  # in the order of a row of `Costs`
MARGIN = 0.975  # of the target's half-width is aimed at: the forecast has an error of its own
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SampleBudget:
    """What may be spent on one bucket; None is without a limit. Limits are never passed."""

    objects: int | None = 400
    bytes: int | None = None
    requests: int | None = None
    dollars: float | None = None
    minutes: float | None = None
    costs: Costs = field(default_factory=Costs)

    def scaled(self, part: float) -> SampleBudget:
        """Return so large a part of every limit."""
        limits = {name: limit for name in LIMITS if (limit := getattr(self, name)) is not None}
        parts: Any = {k: max(1, int(n * part)) if isinstance(n, int) else n * part for k, n in limits.items()}
        return replace(self, **parts)

    @property
    def limits(self) -> NDArray[np.float64]:
        """Return the limits in the order of a row of `Costs`."""
        limits = (getattr(self, name) for name in LIMITS)
        return np.array([np.inf if limit is None else float(limit) for limit in limits])


@dataclass(frozen=True, slots=True)
class Targets:
    """When it is enough: half-width of the share of objects that hold all of `entities`.

    With `stop` False the budget is read up in one round, shared out by the strata's sizes: the sample is
    fixed before anything is read, and so is what it costs.
    """

    half_width: float = 0.02
    confidence: float = 0.95
    entities: tuple[str, ...] = ("PERSON", "STREET_ADDRESS")
    pilot: int = PILOT
    stop: bool = True


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an adaptive draw stands: picks planned so far, picks to read now, or why it ended.

    `pilot` and `share` are what `estimates` needs to hold its word under this design.
    """

    planned: Mapping[str, int] = field(default_factory=dict)
    further: Mapping[str, int] | None = None
    reason: str = ""
    look: int = 0
    pilot: Mapping[str, int] = field(default_factory=dict)
    share: float = 1.0


def next_round(
    strata: Sequence[Stratum],
    observations: Sequence[Observation],
    budget: SampleBudget,
    targets: Targets,
) -> Mapping[str, int] | None:
    """Return how many further picks each stratum gives now; None when it is enough (`progress` says why)."""
    return progress(strata, observations, budget, targets).further


def progress(
    strata: Sequence[Stratum],
    observations: Sequence[Observation],
    budget: SampleBudget,
    targets: Targets,
    bills: Sequence[Bill] | None = None,
) -> Progress:
    """Replay the rounds over what has been read, and say what comes next.

    The reading's order, the number of workers and interruptions leave no trace: only the
    objects read decide. Picks planned and not yet observed come first. `bills` are the running
    costs of the strata's picks, where the strata come without them.
    """
    plan = _Plan(strata, bills_of(strata, budget.costs) if bills is None else bills, budget, targets)
    return _replay(plan, Seen(strata, observations, targets.entities))


def foresee(
    strata: Sequence[Stratum],
    bills: Sequence[Bill],
    budget: SampleBudget,
    targets: Targets,
    shares: float | Floats,
) -> Progress:
    """Return the end of a draw in which these shares of each stratum's picks are hits."""
    return _replay(_Plan(strata, bills, budget, targets), Supposed(shares, len(strata)))


def bills_of(strata: Sequence[Stratum], costs: Costs) -> list[Bill]:
    """Return the running costs of strata that come with their picks."""
    return [costs.bill(stratum.media, stratum.picks) for stratum in strata]


def _replay(plan: _Plan, seen: Seen | Supposed) -> Progress:
    planned = np.zeros(len(plan.strata))
    pilot, look, fixed = planned, -1, not plan.targets.stop
    while True:
        names, first = plan.by_name(planned), plan.by_name(pilot)
        if missing := seen.missing(planned):
            share = 1.0 if fixed else share_of(max(look, 0))
            return Progress(names, missing, "", max(look, 0), first, share)
        found = seen.count_hits(planned)[0]
        reason = plan.enough(planned, pilot, found, seen.count_hits(pilot)[0], look)
        grown = planned if reason else plan.grow(planned, pilot, found, seen.count_hits(pilot), look)
        if not reason and (grown <= planned).all():
            reason = plan.spent(planned)
        if reason:
            # A budget that ends before the first look at the target fixed the sample's size.
            share = share_of(max(look, FIRST))
            return Progress(
                names, None, reason, max(look, 0), first if look > 0 else {}, 1.0 if fixed else share
            )
        planned, look = grown, look + 1
        pilot = planned if look == 0 else pilot


class _Plan:
    """The fixed side of an adaptive draw: sizes, costs and limits as arrays over the strata."""

    def __init__(
        self, strata: Sequence[Stratum], bills: Sequence[Bill], budget: SampleBudget, targets: Targets
    ) -> None:
        self.strata, self.targets, self.limits = strata, targets, budget.limits
        self.sizes = np.array([float(drawable(stratum)) for stratum in strata])
        self.whole = np.array([stratum.name == TAKE_ALL for stratum in strata], dtype=bool)
        self.costs = [bill.most for bill in bills]
        # No stratum of many may eat more than a quarter of the bytes, requests, dollars or minutes.
        part = self.limits * max(0.25, min(1.0, 1.5 / max(1, len(strata))))
        part[0] = self.limits[0]
        self.room = np.array([float(cost.within(part)) for cost in self.costs])
        self._reachable: bool | None = None

    def by_name(self, counts: Floats) -> dict[str, int]:
        """Return counts by the strata's names."""
        return {stratum.name: int(count) for stratum, count in zip(self.strata, counts, strict=True)}

    def cost(self, counts: Floats) -> Floats:
        """Return what the first `counts` picks of the strata cost together."""
        rows = [cost.at(count) for cost, count in zip(self.costs, counts, strict=True)]
        return np.sum(rows, axis=0) if rows else np.zeros(5)

    def half_width(self, planned: Floats, pilot: Floats, found: Floats, first: Floats, look: int) -> float:
        """Return the half-width of the share, of picks as they are or as they are foreseen."""
        steered = pilot if look > 0 else np.zeros_like(pilot)
        before = first if look > 0 else np.zeros_like(first)
        draws = Draws(self.sizes, steered, before, planned - steered, found - before)
        low, high = stratified(draws, (1 - self.targets.confidence) / 2 * share_of(look))
        return float(high - low) / 2 / max(1.0, float(self.sizes.sum()))

    def enough(self, planned: Floats, pilot: Floats, found: Floats, first: Floats, look: int) -> str:
        """Return why the draw may end here, or an empty string."""
        if look < 0 or not self.sizes.sum():
            return "nothing to draw" if not self.sizes.sum() else ""
        if not self.targets.stop:
            return ""
        if not self.reachable(pilot, first):
            return ""
        half = self.half_width(planned, pilot, found, first, look)
        if look >= FIRST and half <= self.targets.half_width:
            return "target met"
        return "looks spent" if look >= len(SHARES) - 1 else ""

    def reachable(self, pilot: Floats, hits: Floats) -> bool:
        """Return whether the budget meets the target whatever share the pilot leaves room for.

        Else only draws that chanced upon few hits would meet it, and their intervals would miss the
        truth more often than they say: such a draw is read up to its budget.
        """
        if self._reachable is None:
            expected = posterior(self.sizes, pilot, hits)
            weights = steer(self.sizes, pilot, hits)
            most = self._divide_affordable(
                pilot, weights, np.minimum(1, self.room - pilot), float(self.room.sum())
            )
            ahead = np.minimum(hits + expected * (most - pilot), most)
            half = self.half_width(most, pilot, ahead, hits, FIRST)
            likely = (expected * self.sizes).sum() / self.sizes.sum()
            scale = worst_spread(self.sizes, pilot, hits, likely)
            self._reachable = bool(half * scale <= self.targets.half_width)
        return self._reachable

    def spent(self, planned: Floats) -> str:
        """Return why no further pick is drawn: all are, or which limit allows for none."""
        if (planned >= [cost.picks for cost in self.costs]).all():
            return "all kept picks read"
        if planned.sum() >= self.limits[0]:
            return "budget spent: objects"
        left = [i for i, cost in enumerate(self.costs) if planned[i] < cost.picks]
        steps = np.array([self.costs[i].at(planned[i] + 1) - self.costs[i].at(planned[i]) for i in left])
        over = self.cost(planned) + steps.min(axis=0) > self.limits
        # Where the cheapest pick of all would fit, a stratum's part of a limit holds back the dear ones.
        over = over if over[1:].any() else (self.cost(planned) + steps.max(axis=0) > self.limits)
        if not over[1:].any():  # what is left of a limit cannot be shared out: it is the one used up the most
            used = (self.cost(planned) + steps.max(axis=0)) / np.maximum(self.limits, 1e-9)
            over = used >= used[1:].max()
        return "budget spent: " + next(name for name, full in zip(LIMITS[1:], over[1:], strict=True) if full)

    def grow(
        self,
        planned: Floats,
        pilot: Floats,
        found: Floats,
        before: tuple[Floats, NDArray[np.bool_]],
        look: int,
    ) -> Floats:
        """Return the picks planned at the end of the next round, within the budget."""
        if not planned.any():
            sizes = np.maximum(self.sizes, 1e-9)
            total = float(self.room.sum())
            if self.targets.stop:
                total = min(float(pilot_sizes(sizes, self.targets.pilot, self.whole).sum()), total)
            taken = self.room if self.targets.stop else part_of(min(total, self.limits[0]))
            least = np.minimum(np.where(self.whole, taken, 2.0), self.room)
            return self._divide_affordable(planned, sizes, least, total)
        if not self.targets.stop:
            return planned
        weights = steer(self.sizes, pilot, *before)
        if not self.reachable(pilot, before[0]):
            least = np.minimum(1, self.room - pilot)
            return np.maximum(planned, self._divide_affordable(pilot, weights, least, float(self.room.sum())))
        expected = posterior(self.sizes, planned, found)
        step = 1.005 if look < FIRST else 1.1
        low, high = planned.sum() * step, self.room.sum()
        while high - low > max(1.0, 0.02 * low):
            middle = (low + high) / 2
            ahead = self._plan_after(pilot, weights, middle)
            hits = np.minimum(found + expected * (ahead - planned), ahead)
            half = self.half_width(ahead, pilot, hits, before[0], max(look + 1, FIRST))
            low, high = (middle, high) if half > MARGIN * self.targets.half_width else (low, middle)
        if look < len(SHARPEN):
            high = max(planned.sum() * 1.005 + 1, SHARPEN[look] * high)
        return np.maximum(
            planned, self._divide_affordable(pilot, weights, np.minimum(1, self.room - pilot), high)
        )

    def _plan_after(self, pilot: Floats, weights: Floats, total: float) -> Floats:
        left = np.maximum(self.room - pilot, 0.0)
        later = divide(weights, np.minimum(1, left), left, max(0.0, total - pilot.sum()))
        ahead: Floats = pilot + later
        return ahead

    def _divide_affordable(self, start: Floats, weights: Floats, least: Floats, total: float) -> Floats:
        """Return the largest division of up to `total` picks that stays within every limit."""
        low, high = 0, int(max(0.0, total - start.sum()))
        left = np.maximum(self.room - start, 0.0)
        best = start
        while low <= high:
            middle = (low + high) // 2
            floor = least if middle >= least.sum() else np.zeros_like(least)
            trial = start + divide(weights, np.minimum(floor, left), left, float(middle))
            if (self.cost(trial) <= self.limits).all():
                best, low = trial, middle + 1
            else:
                high = middle - 1
        return best
