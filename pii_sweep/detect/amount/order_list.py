"""Lists of orders in running text: each numbered paragraph, or line behind a number, has its own amount."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pii_sweep.detect.amount.till import Labelled
from pii_sweep.detect.text.line.layout import Line

# What begins an item: `2) `, `2. `, `AB-20417  `.
_OPENER = re.compile(r"[ ]{0,4}(?:\(?(?P<count>\d{1,3})[.)][ ]|(?P<code>[A-Z]{1,4}-?\d{4,10})(?::|[ ])[ ]?)")
_SURE = ("final", "gross")
_FEWEST = 2


def parts(lines: Sequence[Line], labelled: Sequence[Labelled]) -> list[list[Labelled]]:
    """Return the amounts of each item of a list, empty where the text is no list of orders.

    It is one where two items or more have an amount that their words say was charged, and not the
    same one: the rows of one invoice have none.
    """
    if len({item.money.value for item in labelled if item.kind in _SURE and item.money.signed}) < _FEWEST:
        return []
    edges = _edges(lines)
    groups: list[list[Labelled]] = [[] for _ in range(len(edges) + 1)]
    for item in labelled:
        groups[bisect_right(edges, item.money.line)].append(item)
    listed = [
        group for group in groups[1:] if any(item.kind in _SURE and item.money.signed for item in group)
    ]
    values = {item.money.value for group in listed for item in group if item.kind in _SURE}
    return listed if min(len(listed), len(values)) >= _FEWEST else []


def _edges(lines: Sequence[Line]) -> list[int]:
    """Return where items begin: counted from one, or each behind a code of the same form."""
    counted, coded, forms = list[int](), list[int](), set[str]()
    for index, line in enumerate(lines):
        opener = _OPENER.match(line.text)
        if opener is None:
            continue
        if opener["code"]:
            coded.append(index)
            forms.add(re.sub(r"\d", "9", opener["code"]))
        elif int(opener["count"]) == len(counted) + 1:
            counted.append(index)
    return counted or (coded if len(forms) == 1 else [])
