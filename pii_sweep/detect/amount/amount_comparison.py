"""What an amount is among the others of its text: a total, one of its parts, or other money.

A letter or a note of many amounts charges one of them: the sum of those before it, what a deposit and a rest
come to, the one that words of a total stand next to, the one that the second network reads most surely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from math import log

from pii_sweep.detect.amount.till import Labelled

Features = Mapping[str, float]
# So many odds make a lead, and no more other kinds of money count.
_LEAD, _KINDS = 4.0, 6
# What `compare` returns; the fit of each amount by itself leaves these out (models/train/order_value.py).
NAMES = frozenset(
    ("several", "among", "lead", "behind another", "read among", "sum of those before", "whole", "part")
    + ("only total", "one of totals", "another total", "largest among", "largest total", "deposit follows")
    + ("other money afar",)
)
# The classes of words of what amounts come to and of what is paid first; a smaller part is none.
_TOTAL, _PART, _LEAST_PART = "total", "deposit", Decimal(1)


def compare(
    items: Sequence[Labelled], features: Sequence[Features], other: Sequence[str]
) -> list[dict[str, float]]:
    """Return the features of each amount by what the others of its text are; none of an only one.

    `items` are in the order of the text, `features` those of each by itself, `other` the kinds of money that
    are no order's.
    """
    if len(items) < 2:
        return [{} for _ in items]
    values = [item.money.value for item in items]
    summed, reads = _find_sums(values), [one.get("read", 0.0) for one in features]
    near, advances = ([_is_near(one, name) for one in features] for name in (_TOTAL, _PART))
    known, largest, most = Counter(values), max(values), sorted(reads)[-2:]
    largest_total = max((value for value, total in zip(values, near, strict=True) if total), default=None)
    out: list[dict[str, float]] = []
    for place, (value, one) in enumerate(zip(values, features, strict=True)):
        rival = most[0] if reads[place] == most[1] else most[1]
        lead = max(-_LEAD, min(_LEAD, reads[place] - rival)) / _LEAD
        total = near[place]
        found = {
            "several": 1.0,
            "among": log(len(items)),
            "lead": max(0.0, lead),
            "behind another": max(0.0, -lead),
            "read among": one.get("read", 0.0) * log(len(items)) / 8,
            "sum of those before": float(value in summed[place]),
            "whole": float(_is_whole(value, known)),
            "part": float(_is_part(value, known)),
            "only total": float(total and sum(near) == 1),
            "one of totals": float(total and sum(near) > 1),
            "another total": float(not total and any(near)),
            "largest among": log(len(items)) * (value == largest),
            "largest total": float(total and value == largest_total),
            "deposit follows": float(any(advances[place + 1 : place + 3]) and not advances[place]),
            "other money afar": _count_afar(one, other),
        }
        out.append({name: number for name, number in found.items() if number})
    return out


def _is_near(features: Features, name: str) -> bool:
    return f"before {name}" in features or f"behind {name}" in features


def _count_afar(features: Features, other: Sequence[str]) -> float:
    """Return of how many kinds of other money a text speaks outside of an amount's sentence."""
    afar = sum(f"text {name}" in features and f"sentence {name}" not in features for name in other)
    return min(afar, _KINDS) / _KINDS


def _find_sums(values: Sequence[Decimal]) -> list[frozenset[Decimal]]:
    """Return of each amount what two or more of those directly before it come to."""
    out: list[frozenset[Decimal]] = []
    for place in range(len(values)):
        sums = list(accumulate(reversed(values[:place])))
        out.append(frozenset(sums[1:]))
    return out


def _is_whole(value: Decimal, known: Counter[Decimal]) -> bool:
    """Return whether two other amounts, as a deposit and the rest, come to one."""
    return any(
        0 < one < value and value - one in known and (value - one != one or known[one] > 1) for one in known
    )


def _is_part(value: Decimal, known: Counter[Decimal]) -> bool:
    """Return whether an amount and another one come to a third."""
    return value > _LEAST_PART and any(
        other > value and other - value in known and (other - value != value or known[value] > 1)
        for other in known
    )
