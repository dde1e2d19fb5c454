"""What goods, tax, shipping and discount, or the lines above an amount, come to: the total of an order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from pii_sweep.detect.amount.money import Money, amounts
from pii_sweep.detect.amount.till import Labelled
from pii_sweep.detect.score import cue_words
from pii_sweep.detect.text.line.layout import Line

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


# A sum is sought over so many lines with amounts above it, with so many lines without one between two.
_ROWS, _BETWEEN, _FEWEST = 40, 3, 2
_TOTALS = ("final", "gross", "plain")
# What the label of a foot says of it, and what makes it other money's.
_SUMMED = frozenset({"total", "paid", "charged", "due", "invoice", "cost", "agreed"})
_OTHER = frozenset(
    {"rent", "wage", "fine", "loan", "claim", "fund", "expenses", "takings", "deposit", "refunded", "unit"}
)
# Before tax or without it: more follows.
_NET = re.compile(
    r"(?i)(?<!\w)(?:sub|zwischen|sous|net(?:to|t)?|excl\w*|excluding|before|ohne|hors|ht|sin|senza|sem"
    r"|zonder|bez|exkl\w*|utan|u(?:den|ten)|hours?|points?|items?|pieces?)(?!\w)"
)


def mark_footings(lines: Sequence[Line], labelled: Sequence[Labelled]) -> list[Labelled]:
    """Mark the totals that are the sum of the lines above them; a label of a sum's words is one's, too.

    `Project total`, `TOTAL CASH PRICE`, `Balance paid in full 30 JUN`: the arithmetic says what no list of
    labels does.
    """
    out = list(labelled)
    asked = [
        at
        for at, item in enumerate(labelled)
        if (item.money.cents or item.money.signed)  # `3.` of a list is one and two, too
        and (item.kind in _TOTALS or (item.kind in ("", "never", "cash") and _says_sum(item.label)))
    ]
    if not asked:
        return out
    rows = _last_of_lines(lines, labelled)
    order = sorted(rows)
    places = {line: place for place, line in enumerate(order)}
    for at in asked:
        item = labelled[at]
        place = places[item.money.line]
        above = order[max(0, place - _ROWS) : place]
        if rows[item.money.line] == item.money.value > 0 and _is_sum(item.money, above, rows):
            kind = item.kind if item.kind in _TOTALS else "gross"
            out[at] = item._replace(kind=kind, footed=True)
    return out


def _says_sum(label: str) -> bool:
    """Return whether the words of a label are those of a sum that is to be paid, or was."""
    names = {cue.name for cue in cue_words.find(label, cue_words.ORDERS)}
    return not names.isdisjoint(_SUMMED) and names.isdisjoint(_OTHER) and _NET.search(label) is None


def _last_of_lines(lines: Sequence[Line], labelled: Sequence[Labelled]) -> Mapping[int, Decimal]:
    """Return the last amount of each line; what is taken off is less than nothing."""
    rows: dict[int, tuple[int, Decimal]] = {}
    owed = [(one.money, -1 if one.kind == "discount" else 1) for one in labelled]
    for money, sign in (*owed, *((money, -1) for money in amounts(lines, negative=True))):
        if not (money.cents or money.signed):
            continue
        if money.line not in rows or rows[money.line][0] < money.start:
            rows[money.line] = money.start, money.value * sign
    return {line: value for line, (_, value) in rows.items()}


def _is_sum(total: Money, above: Sequence[int], rows: Mapping[int, Decimal]) -> bool:
    """Return whether the nearest two or more lines above an amount come to it."""
    summed, below = Decimal(0), total.line
    for count, line in enumerate(reversed(above), 1):
        if below - line > _BETWEEN + 1:
            return False
        summed, below = summed + rows[line], line
        if count >= _FEWEST and summed == total.value:
            return True
    return False
