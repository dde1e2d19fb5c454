"""What goods, tax, shipping and discount come to: the total of an order, whatever stands next to it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pii_sweep.detect.amount.till import Labelled

# So many amounts of one kind are tried one by one; beyond them only their sum.
_TRIED = 4


def sums(group: Sequence[Labelled]) -> frozenset[Decimal]:
    """Return what goods make with tax, shipping or discount; nothing where no goods are summed up."""
    by_kind: dict[str, list[Decimal]] = {}
    for item in group:
        by_kind.setdefault(item.kind, []).append(item.money.value)
    goods = set(by_kind.get("subtotal", ()))
    if not goods:
        return frozenset()
    tax, ship, off = (
        {Decimal(0), *by_kind.get(kind, [])[:_TRIED], sum(by_kind.get(kind, []), Decimal(0))}
        for kind in ("tax", "shipping", "discount")
    )
    more = {t + s - o for t in tax for s in ship for o in off if t or s or o}
    return frozenset(value + extra for value in goods for extra in more)


def is_unlabelled(item: Labelled) -> bool:
    """Return whether an amount with cents stands with no label of its own that says what it is."""
    return item.kind == "" and item.money.cents and item.money.value > 0
