"""How many objects settle a rating: so many that a kind of record which none of them holds is rare.

The number follows from the listing alone. A draw that ends there has a size that no finding decided, so
that its intervals cover as often as those of any sample of fixed size, whatever it found.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pii_sweep.sample.allocate import PILOT, divide, drawable
from pii_sweep.sample.cost.costs import Bill, Floats
from pii_sweep.sample.frame.take_all import NAME as TAKE_ALL
from pii_sweep.sample.frame.take_all import part_of
from pii_sweep.sample.intervals import zero_hit_bound
from pii_sweep.types import Stratum


def by_size(strata: Sequence[Stratum], room: Floats, total: float) -> Floats:
    """Return the picks of a sample of fixed size: a part at least for the take-all stratum."""
    sizes = np.array([max(1e-9, float(drawable(stratum))) for stratum in strata])
    whole = np.array([stratum.name == TAKE_ALL for stratum in strata], dtype=bool)
    least = np.minimum(np.where(whole, part_of(total), 2.0), room)
    return divide(sizes, least if total >= least.sum() else np.zeros_like(least), room, float(total))


def picks_for_zero_hits(strata: Sequence[Stratum], share: float, confidence: float) -> int:
    """Return the fewest picks after which less than a share of the objects may hold what none of them held.

    The bound is one-sided with half of the error (`intervals.zero_hit_bound`); every pick counts as read.
    """
    sizes = np.array([float(drawable(stratum)) for stratum in strata])
    population, error = float(sizes.sum()), (1 - confidence) / 2

    def rules_out(total: int) -> bool:
        drawn = by_size(strata, sizes, total)
        return float(zero_hit_bound(sizes, drawn, error)) < share * population

    low, high = 0, int(population)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if rules_out(middle) else (middle + 1, high)
    return low


def count_affordable(
    strata: Sequence[Stratum],
    bills: Sequence[Bill],
    most: int,
    *,
    seconds: float,
    dollars: float,
    workers: int,
) -> int:
    """Return how many picks of `most` are read in so many seconds of one worker and for so many dollars.

    As reading goes as a rule; a pilot of `PILOT` picks is always allowed. `workers` are those for whom the
    bills count minutes: what a sample reads does not depend on the machine.
    """
    room = np.array([float(bill.likely.picks) for bill in bills])

    def costs(total: int) -> bool:
        counts = by_size(strata, room, total)
        row = np.sum([np.zeros(5), *(b.likely.at(n) for b, n in zip(bills, counts, strict=True))], axis=0)
        return bool(60 * row[4] * workers > seconds or row[3] > dollars)

    low, high = min(PILOT, most), most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (low, middle - 1) if costs(middle) else (middle, high)
    return low
