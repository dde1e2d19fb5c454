"""How many picks each stratum gives."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from pii_sweep.types import Stratum


def proportional(strata: Sequence[Stratum], size: int | None) -> dict[str, int]:
    """Split `size` picks over strata by their drawable objects; None takes every kept pick.

    Sainte-Laguë's divisors: a larger size never takes a pick away from a stratum. Every
    stratum that has a pick gets one before any gets two.
    """
    if size is None:
        return {stratum.name: len(stratum.picks) for stratum in strata}
    weights = {s.name: max(1, s.objects - sum(s.skipped.values())) for s in strata if s.picks}
    room = {s.name: len(s.picks) for s in strata}
    given = {s.name: 0 for s in strata}
    first = [(0, -weight, name) for name, weight in weights.items()]
    heapq.heapify(first)
    queue: list[tuple[float, float, str]] = list(first)
    for _ in range(min(size, sum(room.values()))):
        _, _, name = heapq.heappop(queue)
        given[name] += 1
        if given[name] < room[name]:
            heapq.heappush(queue, ((2 * given[name] + 1) / weights[name], -weights[name], name))
    return given
