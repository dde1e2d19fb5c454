"""Tables whose rows name what they hold: logs of changes, attributes and their values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Column, Sampled

_WHAT = re.compile(
    r"(?:changed |meta |custom |modified |updated )?(?:field|attribute|property|key|column)s?(?: ?name)?"
    r"|change[sd]"
)
_VALUE = re.compile(
    r"(?:new|old|previous|prior|current|meta|attribute|field) ?values?|value|new|old|before|after"
)
# What a program calls a field by: no text, no number.
_NAME = re.compile(r"[\[\"']{0,2}([A-Za-z][\w .\-]{1,39})[\]\"']{0,2}")


def pairs(samples: Sequence[Sampled], taken: set[int]) -> tuple[tuple[int, int], ...]:
    """Return the places of a column of fields' names with each column of their values."""
    named = [sample for sample in samples if sample.titles and _WHAT.fullmatch(sample.titles[-1])]
    named = [sample for sample in named if sample.values and sample.share(_NAME) > 0.5]
    if len(named) != 1:
        return ()
    valued = (sample.index for sample in samples if sample.titles and _VALUE.fullmatch(sample.titles[-1]))
    return tuple((named[0].index, index) for index in valued if index not in taken)


def read_changes(
    index: int, names: Sequence[str], values: Sequence[str]
) -> Iterator[tuple[Column, list[str]]]:
    """Yield, for each kind of data that rows say they hold, a column of those rows' values, others empty."""
    found: dict[str, tuple[Column, list[str]]] = {}
    for row, (name, value) in enumerate(zip(names, values, strict=True)):
        match = _NAME.fullmatch(name) if value else None
        rule = (
            column_header.ruled(Sampled(0, "", column_header.plain_header(match[1]), (value,)))
            if match
            else None
        )
        if rule is None:
            continue
        if rule.kind not in found:
            column = Column(index, "", rule.kind, rule.score, ("row:+",))
            found[rule.kind] = column, [""] * len(values)
        found[rule.kind][1][row] = value
    yield from found.values()
