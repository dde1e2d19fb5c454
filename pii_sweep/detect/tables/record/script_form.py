"""Lines of a form in another script than the Latin one: `ტელეფონი: 599 12 34 56`, `पता: 12, गांधी रोड`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.address import next_field
from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import SHAPES, Sampled
from pii_sweep.detect.text.candidate import Hit

_COLONS = ":：៖፦"
# A label begins with a letter of another script; the colons of Khmer and Ethiopic are of their own.
_LINE = re.compile(
    r"(?m)^[ \t]{0,12}(?P<label>(?=[\u0370-\u18af\u2d80-\u2ddf\u3040-\ud7a3])[^\W\d_][^:：៖፦\n\t]{0,40}?)"
    rf"[ \t]{{0,4}}[{_COLONS}]"
    r"[ \t]{0,8}(?P<value>[^\s][^\n\t]{1,160}?)[ \t]*$"
)
_KINDS = frozenset({"DATE_OF_BIRTH", "PHONE_NUMBER", "NATIONAL_ID"})
_SCORE, _LESS = 0.85, 0.05


def find(text: str) -> Iterator[Hit]:
    """Yield the births, telephones, national numbers and addresses that the labels of lines name."""
    if text.isascii() or not any(map(text.__contains__, _COLONS)):
        return
    for found in _LINE.finditer(text):
        label, value = found["label"], found["value"]
        sample = Sampled(0, label, column_header.plain_header(label), (value,))
        rule = column_header.find_rule(sample)
        if rule is not None:
            if rule.kind in _KINDS:
                score = rule.score - _LESS
                yield Hit(rule.kind, *found.span("value"), score, "Form", (f"label:{score:.2f}",))
        elif sample.titled(column_header.part("street")) and SHAPES["street"].fullmatch(value):
            start, end = found.span("value")
            end = next_field.find_next(text, start, end)
            yield Hit("STREET_ADDRESS", start, end, _SCORE, "Form", (f"label:{_SCORE:.2f}",))
