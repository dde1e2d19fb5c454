r"""InfluxDB's line protocol: a measurement, tags, fields and a time, with a backslash before blanks within.

`visit,desk=4,guest=Ann\ Lee note="left early" 1700000000000000000`
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_NAME = r"(?:[^\\,= \n\"#]|\\[^\n])+"
_FIELD = rf"{_NAME}=(?:\"(?:[^\"\\\n]|\\[^\n])*\"|[^\\,= \n\"]+)"
_LINE: Final = re.compile(
    rf"(?P<tags>{_NAME}(?:,{_NAME}={_NAME})*) (?P<fields>{_FIELD}(?:,{_FIELD})*)(?P<time> \d{{10,19}})?\r?\n?"
)
_TAG: Final = re.compile(rf",({_NAME})=({_NAME})")
_PARTED: Final = re.compile(rf"({_FIELD}),")
_ESCAPED: Final = re.compile(r"\\([ ,=\"])")
# A quote within a text in quotes stays escaped, as pairs are read so.
_ESCAPED_BLANK: Final = re.compile(r"\\([ ,=])")
_COMMENT: Final = "#"
_LONGEST: Final = 4096  # characters of a line that is looked at


def is_line_protocol(lines: Sequence[str]) -> bool:
    """Return whether all lines are of the protocol, one with a time and one with tags."""
    found = [
        _LINE.fullmatch(line[:_LONGEST]) for line in lines if line.strip() and not line.startswith(_COMMENT)
    ]
    whole = [one for one in found if one is not None]
    return len(whole) == len(found) > 0 and any(one["time"] for one in whole) and any(map(_has_tags, whole))


def _has_tags(line: re.Match[str]) -> bool:
    return _TAG.search(line["tags"]) is not None


def spell_line(line: str) -> str:
    """Return a line with its tags and fields as pairs, texts in quotes; another line as it is."""
    found = _LINE.fullmatch(line)
    if found is None:
        return line
    fields = _ESCAPED_BLANK.sub(r"\1", _PARTED.sub(r"\1 ", found["fields"]))
    return f"{_TAG.sub(_quote, found['tags'])} {fields}{line[found.end('fields') :]}"


def _quote(tag: re.Match[str]) -> str:
    name, value = (_ESCAPED.sub(r"\1", one) for one in tag.groups())
    return f' {name}="{value}"'
