"""Records that stand in running text and in logs: elements of XML, members of JSON, pairs of a log's line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.tables import column_header, field_record
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.text.candidate import Hit

_ELEMENT = re.compile(
    r"<(?P<tag>(?:[\w\-]{1,40}:)?(?P<name>[A-Za-z][\w\-.]{1,40}))(?:[ ][^<>]{0,200})?>"
    r"(?P<value>[^<>\n]{1,200})</(?P=tag)>"
)
_MEMBER = re.compile(
    r"\\?\"(?P<name>[A-Za-z_][\w.\- ]{1,40})\\?\"[ ]?:[ ]?\\?\"(?P<value>[^\"\\\n]{1,200})\\?\""
)
_PAIR = re.compile(
    r"(?<![\w?&;.\-])(?P<name>[A-Za-z_][\w.\-]{1,40})=(?P<quote>\"?)(?P<value>(?<=\")[^\"\n]{1,200}(?=\")"
    r"|(?<==)[^\s\"&,;]{1,100}(?!\S))(?P=quote)"
)
# As programs print objects: `Customer[name=Ann Lee, street=12 Quay Street]`, `User(name='Ann Lee', age=4)`.
_PRINTED = re.compile(
    r"(?:(?<=[\[({])|(?<=,[ ]))(?P<name>[A-Za-z_]\w{1,40})=(?P<quote>['\"]?)(?P<value>[^\n=\[\](){}]{1,160}?)"
    r"(?P=quote)(?=,[ ][A-Za-z_]\w{1,40}=|[\])}])"
)
# What stands between two members of one record, and no more.
_BETWEEN = re.compile(r"[\s,]{0,8}(?:\\n)?[\s]{0,40}")
_FORMS = (("</", _ELEMENT), ('":', _MEMBER), ('" :', _MEMBER), ("=", _PAIR), ("=", _PRINTED))
# One field more than a pair may have by chance.
LEAST = 3


def find(text: str) -> Iterator[Hit]:
    """Yield what the fields of such records hold by their names, and the names and addresses they join to."""
    yield from _segments(text) if "N3" in text or "DMG" in text else ()
    for mark, pattern in _FORMS:
        if mark not in text:
            continue
        for run in _runs(pattern, text):
            if len(run) >= LEAST:
                yield from _read(run)


# Segments of an X12 interchange (ASC X12 N3, N4, DMG): an address on two of them, a date of birth; the last
# NM1 before them is of a person (1) or a firm (2).
_PLACED = re.compile(
    r"(?<![\w*|])N3(?P<mark>[*|])(?P<street>[^*|~\n]{3,55})(?:(?P=mark)(?P<unit>[^*|~\n]{0,55}))?~?\s{0,3}"
    r"N4(?P=mark)(?P<city>[^*|~\n]{2,30})(?P=mark)(?P<state>[A-Z]{2})(?P=mark)(?P<zip>\d{5}(?:\d{4})?)(?!\w)"
)
_BORN = re.compile(r"(?<![\w*|])DMG([*|])D8\1(?P<born>(?:19|20)\d{6})(?!\d)")
_FIRM = re.compile(r"NM1[*|]\w{2,3}[*|]2[*|](?:(?!NM1)[^\0])*\Z")
_SURE, _BACK = 0.95, 400


def _segments(text: str) -> Iterator[Hit]:
    for match in _PLACED.finditer(text):
        held = [name for name in ("street", "unit", "city", "state", "zip") if match[name]]
        pieces = tuple(match.span(name) for name in held)
        firm = _FIRM.search(text, max(0, match.start() - _BACK), match.start()) is not None
        parts = {name: match[name] for name in held}
        yield Hit(
            "STREET_ADDRESS", pieces[0][0], pieces[-1][1], _SURE, "Segments", ("segments:0.95",),
            "merchant" if firm else None, parts, pieces,
        )  # fmt: skip
    for match in _BORN.finditer(text):
        yield Hit("DATE_OF_BIRTH", *match.span("born"), _SURE, "Segments", ("segments:0.95",))


def _runs(pattern: re.Pattern[str], text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the fields that follow one another with nothing but commas and space between."""
    run: list[re.Match[str]] = []
    for match in pattern.finditer(text):
        if run and not _BETWEEN.fullmatch(text, run[-1].end(), match.start()):
            yield run
            run = []
        run.append(match)
    yield run


def _read(run: list[re.Match[str]]) -> Iterator[Hit]:
    group: field_record.Group = {}
    for match in run:
        value = match["value"].strip()
        if not value:
            continue
        start = match.start("value") + len(match["value"]) - len(match["value"].lstrip())
        sample = Sampled(0, match["name"], column_header.plain_header(match["name"]), (value,))
        field = (sample, start, start + len(value))
        yield from field_record.sort(group, [field])
    yield from field_record.join_fields([group])
