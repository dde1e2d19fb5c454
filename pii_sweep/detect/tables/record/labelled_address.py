"""Addresses that only their label says are ones: a value on the label's line, or the lines below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pii_sweep.detect.address import whole_line
from pii_sweep.detect.person import name_order
from pii_sweep.detect.tables import column_header
from pii_sweep.detect.text.candidate import Hit

SCORE = 0.75
_LINE = re.compile(
    r"(?m)^[ \t>*\-•|]{0,12}(?P<label>[^\W\d_][^\W\d_.'’]{1,20}(?:[ ][^\W\d_.'’]{1,16}){0,3})"
    r"[*]{0,2}[ ]?[:：][*]{0,2}[ \t\u3000]{0,12}(?:(?P<value>\S[^\n\t|]{4,200}?)[ \t]*$"
    r"|\n(?P<below>(?:[ \t]{0,8}[^\s:][^\n:]{1,60}\n?){2,5}))"
)


def find(text: str, known: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the addresses behind or below their label, without those that `known` has already."""
    if ":" not in text and "：" not in text:
        return
    for match in _LINE.finditer(text):
        if not _is_label(match["label"].lower()):
            continue
        group = "value" if match["value"] else "below"
        value = match[group].rstrip() if group == "value" else _without_name(match[group].rstrip())
        if whole_line.is_address(re.sub(r"[ \t]*,?\n[ \t]*", ", ", value)):
            end = match.start(group) + len(match[group].rstrip())
            start = end - len(value.lstrip())
            reason = (f"label:{SCORE:.2f}",)
            if any(hit.start < end and start < hit.end for hit in known):
                continue
            yield Hit("STREET_ADDRESS", start, end, SCORE, "LabelledAddress", reason)


def _without_name(lines: str) -> str:
    """Return the lines of an address without a person's name on the first."""
    first, _, rest = lines.partition("\n")
    name = name_order.parse(first.strip(" \t,"))
    return rest if name is not None and name.given and name.form == "whole" else lines


@lru_cache(maxsize=4096)
def _is_label(label: str) -> bool:
    """Return whether a label in lower case is one of addresses."""
    return any(map(column_header.part("street").fullmatch, column_header.plain_header(label)))
