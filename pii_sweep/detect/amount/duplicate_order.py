"""One order value for an order that an object states twice, as a page and the XML or mail around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pii_sweep.types import Detection, ObjectRef

# How many values are remembered of one object; an object of more orders has no need of it.
KEPT = 1000


@dataclass(slots=True)
class Orders:
    """The order values of the object being read, by the members that show them."""

    ref: ObjectRef | None = None
    seen: dict[str, set[tuple[str, ...]]] = field(default_factory=dict, repr=False)

    def fresh(self, detection: Detection) -> bool:
        """Return whether a value is not the one of a member inside or around the detection's own."""
        if detection.entity != "ORDER_VALUE" or detection.where.row is not None:
            return True
        if detection.where.ref != self.ref:
            self.ref, self.seen = detection.where.ref, {}
        number = re.sub(r"\D", "", detection.value)
        inside = detection.where.inside
        members = self.seen.get(number, set())
        if any(member != inside and _lies_within(member, inside) for member in members):
            return False
        if len(self.seen) < KEPT:
            self.seen.setdefault(number, set()).add(inside)
        return True


def _lies_within(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    shared = min(len(one), len(two))
    return one[:shared] == two[:shared]
