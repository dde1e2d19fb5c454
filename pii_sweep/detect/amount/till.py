"""What a till prints about its total: the balance, what was handed over, the change, the rounding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pii_sweep.detect.amount.money import Money

_CENT = Decimal("0.01")
_BALANCE = re.compile(r"(?i)\W*balance\W*")


class Labelled(NamedTuple):
    """An amount with the words that stand before it or above it.

    `clause`: the words that give its kind are the last of a longer text, not a label.
    `footed`: it is the sum of the lines above it.
    """

    money: Money
    label: str
    kind: str
    clause: bool = False
    footed: bool = False


def take_balance(labelled: Sequence[Labelled]) -> list[Labelled]:
    """Take a till's balance for the total where what was handed over follows: `BALANCE 7.00, CASH 10.00`."""
    out = list(labelled)
    for at, item in enumerate(labelled):
        if item.kind == "change" and _BALANCE.fullmatch(item.label.strip()):
            after = labelled[at + 1 : at + 4]
            if any(other.kind == "cash" and other.money.value >= item.money.value > 0 for other in after):
                out[at] = Labelled(item.money, item.label, "plain")
    return out


def is_balance(item: Labelled) -> bool:
    """Return whether an amount is what a till calls the balance, or was paid by card with no total shown."""
    return (item.kind == "change" and "balance" in item.label.lower()) or item.kind == "cash"


_SETTLED = re.compile(r"(?i)[\W_]*(?:already )?(?:paid|payé|réglé|pagado|pagato|pago)[\W_]*")


def is_settled(item: Labelled, group: Sequence[Labelled]) -> bool:
    """Return whether an amount in a field `Paid` is all that a group says of what was charged."""
    if not item.money.signed or _SETTLED.fullmatch(item.label) is None:
        return False
    return not any(other.kind in ("final", "gross", "plain", "change", "subtotal") for other in group)


def is_rounded_to(item: Labelled, group: Sequence[Labelled]) -> bool:
    """Return whether a line of rounding shows the total after it: within five cents of a total before it."""
    return item.label.strip().lower().startswith("round") and any(
        other.kind in ("final", "gross", "plain")
        and other.money.start < item.money.start
        and 0 < abs(other.money.value - item.money.value) <= _CENT * 5
        for other in group
    )


_NET = re.compile(r"(?i)[\W_]*nett?[ ](?:amt|amount|total|bill|value)[\W_]*(?:rs|inr|rm|[₹$€£])?[\W_]*")


def is_net(item: Labelled, group: Sequence[Labelled]) -> bool:
    """Return whether a bill ends with what is left after its discount: `Discount 5.00, Net Amount 95.00`."""
    if item.kind != "subtotal" or item.money.value <= 0 or _NET.fullmatch(item.label) is None:
        return False
    before = [other for other in group if other.money.start < item.money.start]
    totalled = any(other.kind in ("final", "gross", "plain", "tax") for other in group)
    return not totalled and bool(before) and before[-1].kind == "discount"


def compute_paid(group: Sequence[Labelled]) -> set[Decimal]:
    """Return what cash or card less change makes."""
    changes = {item.money.value for item in group if item.kind == "change"}
    return {item.money.value - change for item in group if item.kind == "cash" for change in changes}
