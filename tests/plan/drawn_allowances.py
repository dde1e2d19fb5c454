"""What drawn objects may take of drawn budgets, one after another, and what is left for those set aside for nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator

from pii_sweep.plan.purse import Purse
from pii_sweep.types import ObjectRef

CLASSES = ("STANDARD", "STANDARD_IA", "GLACIER_IR")


def lines() -> Iterator[str]:
    """Yield the allowances of forty budgets."""
    draw = random.Random(3)
    for number in range(40):
        limits = (
            draw.choice((None, 3, 20, 400)),
            draw.choice((None, 10**6, 10**8)),
            draw.choice((None, 1e-5, 0.01)),
        )
        purse, refs = Purse(*limits), [_ref(draw, i) for i in range(8)]
        for ref in refs[:6]:
            purse.owe(ref, "text")
        given = []
        for i, ref in enumerate(refs):
            affords = purse.affords(ref, "text")
            one = purse.start(ref, "text", owed=i < 6)
            part = draw.choice((0.0, 0.5, 1.0))
            purse.settle(ref, one, int((one.requests or 0) * part), int((one.bytes or 0) * part))
            given.append((one.requests, one.bytes, affords))
        yield f"budget-{number} {limits} {given}"


def _ref(draw: random.Random, number: int) -> ObjectRef:
    name = f"{number}{draw.choice(('.txt', '.pdf', '.mp4', ''))}"
    return ObjectRef("b", name, size=int(10 ** draw.uniform(1, 8)), storage_class=draw.choice(CLASSES))
