"""Records that stand in running text and in logs: elements of XML, members of JSON, pairs of a log's line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.tables.record import booking, field_record
from pii_sweep.detect.text.candidate import Hit

_ELEMENT = re.compile(
    r"<(?P<tag>(?:[\w\-]{1,40}:)?(?P<name>[A-Za-z][\w\-.]{1,40}))(?:[ ][^<>]{0,200})?>"
    r"(?P<value>[^<>\n]{1,200})</(?P=tag)>"
)
_MEMBER = re.compile(
    r"\\?\"(?P<name>[A-Za-z_][\w.\- ]{1,40})\\?\"[ ]?:[ ]?(?P<list>\[[ ]?)?"
    r"\\?\"(?P<value>[^\"\\\n]{1,200})\\?\""
    r"(?(list)(?:,[ ]?\\?\"[^\"\\\n]{1,60}\\?\"){0,4}[ ]?\])"
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
# As PHP serializes arrays: `s:4:"name";s:7:"Ann Lee";`; numbers, truth values and nothing stand between them.
_SERIALIZED = re.compile(
    r"s:\d{1,4}:\\?\"(?P<name>[A-Za-z_][\w.\- ]{1,40})\\?\";s:\d{1,5}:\\?\"(?P<value>[^\"\\\n;]{0,200})\\?\";"
)
_NO_TEXT = re.compile(r"(?:s:\d{1,4}:\\?\"[\w.\- ]{1,41}\\?\";(?:[idb]:[\d.\-]{1,30}|N);){0,40}")
# Members of messages as protocol buffers and programs write them: `name { given: "Ann" family: "Lee" }`.
_WRITTEN = re.compile(r"(?<![\w\"'.\-])(?P<name>[A-Za-z_]\w{1,40}):[ ]?\"(?P<value>[^\"\n]{1,200})\"")
_AROUND = re.compile(
    r"[\s,;]{0,40}(?:(?:\}|[A-Za-z_]\w{0,40}:?\s?\{|[A-Za-z_]\w{0,40}:[ ]?[\w.\-]{1,40})[\s,;]{0,40}){0,6}"
)
# What stands between two members of one record, and no more.
_BETWEEN = re.compile(r"[\s,]{0,8}(?:\\n)?[\s]{0,40}")
_FORMS = (
    ("</", _ELEMENT, _BETWEEN), ('":', _MEMBER, _BETWEEN), ('" :', _MEMBER, _BETWEEN), ("=", _PAIR, _BETWEEN),
    ("=", _PRINTED, _BETWEEN), ('";s:', _SERIALIZED, _NO_TEXT), (': "', _WRITTEN, _AROUND),
)  # fmt: skip
# One field more than a pair may have by chance; two that are the halves of a name (FHIR R4, HumanName).
LEAST = 3
_HALVES = frozenset({"family", "given"})


def find(text: str) -> Iterator[Hit]:
    """Yield what the fields of such records hold by their names, and the names and addresses they join to."""
    yield from _segments(text) if "N3" in text or "DMG" in text else ()
    yield from booking.find(text)
    yield from _patrons(text) if "|AE" in text and "|AA" in text else ()
    for mark, pattern, between in _FORMS:
        if mark not in text:
            continue
        for run in _runs(pattern, between, text):
            if len(run) >= LEAST or (pattern is _MEMBER and {match["name"] for match in run} >= _HALVES):
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


# A message between a library's system and its machines (3M SIP2): an institution and a patron in front, then
# fields of two letters each: the patron's name, home, mailbox, telephone and birth.
_PATRON = re.compile(
    r"AO[^|\n]{0,40}\|(?:[A-Z]{2}[^|\n]{0,40}\|){0,3}AA[^|\n]{1,40}\|(?P<fields>[^\n]{4,2000})"
)
_PATRON_FIELD = re.compile(r"(?:(?<=\|)|\A)(?P<code>A[E]|B[DEF]|PB)(?P<value>[^|\n]{3,200})(?=\|)")
_PATRON_KINDS = {
    "AE": ("PERSON", re.compile(r"[^\d|]+")),
    "BD": ("STREET_ADDRESS", re.compile(r"(?=.*\d)(?=.*[^\W\d_]).{5,}")),
    "BE": ("EMAIL_ADDRESS", re.compile(r"[^\s@]+@[^\s@]+")),
    "BF": ("PHONE_NUMBER", re.compile(r"(?=(?:\D*\d){7})[\d ()+.\-/x]+")),
    "PB": ("DATE_OF_BIRTH", re.compile(r"(?:19|20)\d{6}")),
}


def _patrons(text: str) -> Iterator[Hit]:
    for message in _PATRON.finditer(text):
        for field in _PATRON_FIELD.finditer(text, *message.span("fields")):
            entity, shape = _PATRON_KINDS[field["code"]]
            if shape.fullmatch(field["value"]):
                yield Hit(entity, *field.span("value"), _SURE, "Segments", ("segments:0.95",))


def _runs(pattern: re.Pattern[str], between: re.Pattern[str], text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the fields with nothing else between them.

    One that comes again begins another record in messages, and on the next line of a log.
    """
    run: list[re.Match[str]] = []
    for match in pattern.finditer(text):
        parted = between is _AROUND or (
            pattern is _PAIR and bool(run) and "\n" in text[run[-1].end() : match.start()]
        )
        again = parted and any(match["name"] == held["name"] for held in run)
        if run and (again or not between.fullmatch(text, run[-1].end(), match.start())):
            yield run
            run = []
        run.append(match)
    yield run


def _read(run: list[re.Match[str]]) -> Iterator[Hit]:
    group: field_record.Group = {}
    fields: list[field_record.Field] = []
    for match in run:
        value = match["value"].strip()
        if not value:
            continue
        start = match.start("value") + len(match["value"]) - len(match["value"].lstrip())
        sample = Sampled(0, match["name"], column_header.plain_header(match["name"]), (value,))
        field = (sample, start, start + len(value))
        yield from field_record.sort(group, [field])
        fields.append(field)
    yield from field_record.find_personal(group, fields)
    yield from field_record.join_fields([group])
