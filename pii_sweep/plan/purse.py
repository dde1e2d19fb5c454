"""A bucket's hard limits: what one object may take is held back before it is read.

A draw plans with the most that its picks can take (`sample.cost.costs`), so a limit is always enough
for them. What they turn out not to need is free for second tries, for retries, and for objects
that seek more than they are large. Attempts whose worker died are charged in full: nobody knows
how far they came.
"""

from __future__ import annotations

from pii_sweep.sample.cost.costs import Costs
from pii_sweep.types import Allowance, ObjectRef

Amount = tuple[float, float, float]  # requests, bytes, dollars
NOTHING: Amount = (0.0, 0.0, 0.0)
FEW_REQUESTS = 16.0  # beyond the plan's, where they are free: retries, windows
FEW_BYTES = float(4 << 20)
PART = 0.25  # of what is free, at most, for one object


class Purse:
    """What one bucket's sweep may still take: requests, bytes, dollars; None is without a limit."""

    def __init__(
        self, requests: int | None, size: int | None, dollars: float | None, costs: Costs | None = None
    ) -> None:
        limits = (requests, size, dollars)
        self.limited = any(limit is not None for limit in limits)
        self._left = tuple(float("inf") if limit is None else float(limit) for limit in limits)
        self._owed = NOTHING
        self._costs = costs or Costs()

    def owe(self, ref: ObjectRef, media: str) -> None:
        """Set aside what a drawn object needs, until it is started."""
        self._owed = _sum(self._owed, self._most_of(ref, media))

    def spend(self, ref: ObjectRef, requests: float, size: float) -> None:
        """Take off what reading an object has taken."""
        self._left = _sum(self._left, self._amount(ref, requests, size), -1)

    def start(self, ref: ObjectRef, media: str, *, owed: bool = True) -> Allowance:
        """Hold back and return what an object may take: its need, and a part of what is free."""
        if not self.limited:
            return Allowance()
        most = self._most_of(ref, media)
        if owed:
            self._owed = _sum(self._owed, most, -1)
        free = tuple(max(0.0, value) for value in _sum(self._left, self._owed, -1))
        spare = tuple(max(0.0, value) for value in _sum(free, most, -1))
        requests = min(most[0] + min(FEW_REQUESTS, PART * spare[0]), free[0])
        size = min(most[1] + min(FEW_BYTES + most[1], PART * spare[1]), free[1])
        if self._amount(ref, requests, size)[2] > free[2]:
            requests, size = min(most[0], free[0]), min(most[1], free[1])
            if most[2] > free[2]:
                requests, size = 0.0, 0.0
        allowance = Allowance(int(requests), int(size))
        self.spend(ref, int(requests), int(size))
        return allowance

    def settle(self, ref: ObjectRef, allowance: Allowance, requests: int, size: int) -> None:
        """Give back what an object did not take of its allowance."""
        if self.limited:
            self.spend(ref, requests - (allowance.requests or 0), size - (allowance.bytes or 0))

    def affords(self, ref: ObjectRef, media: str) -> bool:
        """Return whether what is free is enough for an object that nothing is set aside for."""
        free = _sum(self._left, self._owed, -1)
        return all(need <= have for need, have in zip(self._most_of(ref, media), free, strict=True))

    def _most_of(self, ref: ObjectRef, media: str) -> Amount:
        _, size, requests, dollars, _ = self._costs.most(ref, media)
        return requests, size, dollars

    def _amount(self, ref: ObjectRef, requests: float, size: float) -> Amount:
        return requests, size, self._costs.dollars(ref, requests, size)


def _sum(one: tuple[float, ...], other: Amount, sign: int = 1) -> Amount:
    requests, size, dollars = (a + sign * b for a, b in zip(one, other, strict=True))
    return requests, size, dollars
