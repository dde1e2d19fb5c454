"""Unlabelled order numbers that share the format of labelled ones in the same object."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pii_sweep.detect.text.candidate import Hit

# `AB-2041755`, `AB2041755`: letters and enough digits are a form of a house's own.
_OWN = re.compile(r"(?P<letters>[A-Z]{2,4}-?)(?P<digits>\d{5,10})")
# So many different numbers make a form; one alone may be anything's.
_FEWEST = 2
# What else may be counted so: the word right before the number says it.
_OTHER = re.compile(
    r"(?i)(?:ticket|case|sku|item|part|model|serial|customer|client|account|acct|member|user|employee|track\w*"
    r"|parcel|shipment|batch|lot|policy|claim|project|bug|issue|asset|style|article|product)"
    r"(?:[ ]?(?:no|nr|num|number|id|ref|code|#))?\.?[ ]?[:#=]?[ ]{0,3}\Z"
)


class Form(NamedTuple):
    """What orders are written like: the letters that each begins with, and the whole."""

    letters: tuple[str, ...]
    shape: re.Pattern[str]


def find_format(found: Sequence[tuple[str, Sequence[Hit]]]) -> Form | None:
    """Return the format of the order numbers of some texts, None where fewer than two show it.

    `found` are texts with what is known of each.
    """
    numbers: dict[tuple[str, int], set[str]] = {}
    for text, hits in found:
        for hit in hits:
            if hit.entity == "ORDER_ID" and (own := _OWN.fullmatch(text, hit.start, hit.end)):
                numbers.setdefault((own["letters"], len(own["digits"])), set()).add(own.group())
    kinds = [kind for kind, own in numbers.items() if len(own) >= _FEWEST]
    if not kinds:
        return None
    either = "|".join(rf"{letters}\d{{{count}}}" for letters, count in kinds)
    letters = tuple({letters for letters, _ in kinds})
    return Form(letters, re.compile(rf"(?:{either})(?![\w\-/]|\.\w)"))


def find(text: str, form: Form, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the numbers of a form that nothing else claims and no word says to be another thing's."""
    if not any(map(text.__contains__, form.letters)):
        return
    for match in form.shape.finditer(text):
        claimed = any(hit.start < match.end() and match.start() < hit.end for hit in hits)
        apart = _GLUED.match(text, max(0, match.start() - 1)) is None if match.start() else True
        if apart and not claimed and _OTHER.search(text, max(0, match.start() - 32), match.start()) is None:
            yield Hit("ORDER_ID", *match.span(), 0.65, "OrderId", ("form:0.65",))


_GLUED = re.compile(r"[\w\-/.]")
