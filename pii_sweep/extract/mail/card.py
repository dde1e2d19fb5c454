"""vCard (RFC 6350, and 2.1/3.0) and iCalendar (RFC 5545): one passage per card, event or task."""

from __future__ import annotations

import base64
import binascii
import io
import quopri
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.text.decode import codec, find_codec, lines, register_lenient, until_broken
from pii_sweep.types import Blob, Passage, Piece, Span, Where

_LINE = re.compile(r"(?:[\w-]+\.)?([\w-]+)((?:;(?:[^:;\"]|\"[^\"]*\")*)*):(.*)", re.S)
_COMMON = re.compile(r"(?i);CN=(?:\"([^\"]*)\"|([^;:]*))")
# Parameters that hold an address, a mailbox or the title of a place (RFC 5545, 3.2; RFC 6350, 5).
_PARAMETER = re.compile(
    r"(?i);(X-ADDRESS|X-TITLE|LABEL|EMAIL|SENT-BY|DELEGATED-TO|DELEGATED-FROM|MEMBER)=(\"[^\"]*\"(?:,\"[^\"]*\")*"
    r"|[^;:\"]*)"
)
_PARAMETER_NAMES = {"X-ADDRESS": "ADDRESS", "X-TITLE": "TITLE", "LABEL": "ADDRESS"}
_ZONE = re.compile(r"(?i)(?:X-WR-TIMEZONE|TZID):[A-Z]")
_CARET = re.compile(r"\^([n'^])")
_CHARSET = re.compile(r"(?i);CHARSET=\"?([\w.:-]+)")
_BASE64 = re.compile(r"(?i);(?:ENCODING=)?(?:B|BASE64)\b")
_ESCAPE = re.compile(r"\\(.)", re.S)
SILENT = frozenset(
    {"BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "SEQUENCE", "RRULE", "REV", "UID"}
)
PICTURES = frozenset({"PHOTO", "LOGO", "SOUND", "KEY", "ATTACH"})
MAX_LINES = 5000


def read_card(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield each card or event as `name: value` fields with its line; pictures as blobs."""
    broken: list[Unreadable] = []
    record: list[tuple[int, str]] = []
    photos: list[Blob] = []
    zone = ""
    for number, line in _unfold(until_broken(lines(body), broken)):
        record.append((number, line))
        zone = line if _ZONE.match(line) else zone
        if (
            re.match(r"(?i)(?:BEGIN|END):V(?:CARD|EVENT|TODO|JOURNAL|FREEBUSY)", line)
            or len(record) >= MAX_LINES
        ):
            yield from _card(record, where, budget, photos, zone)
            record = []
            yield from photos
            photos.clear()
    yield from _card(record, where, budget, photos, zone)
    yield from photos
    if broken:
        raise broken[0]


def _unfold(source: Iterator[str]) -> Iterator[tuple[int, str]]:
    """Yield logical lines and the number of their first line: folded ones, and quoted-printable's."""
    held, start = "", 1
    for number, line in enumerate(source, 1):
        text = line.rstrip("\r\n")
        if held and text[:1] in {" ", "\t"}:
            held += text[1:]
        elif held.endswith("=") and "QUOTED-PRINTABLE" in held.upper():
            held = held[:-1] + text
        else:
            if held:
                yield start, held
            held, start = text, number
        if len(held) > 1 << 24:
            yield start, held
            held = ""
    if held:
        yield start, held


def _card(
    record: list[tuple[int, str]], where: Where, budget: Budget, photos: list[Blob], zone: str
) -> Iterator[Piece]:
    """Yield a card or an event; `zone` is the line of its calendar that names the time zone."""
    text: list[str] = []
    spans: list[Span] = []
    size = 0
    for number, line in record:
        found = _LINE.match(line)
        name, options, value = found.groups() if found else ("", "", line)
        name = name.upper()
        if name in SILENT or not value.strip():
            continue
        if name in PICTURES and (photo := _photo(value, options)):
            inner = replace(where, inside=(*where.inside, f"{name.lower()}-{number}"))
            photos.append(Blob(inner, partial(io.BytesIO, photo), len(photo)))
            continue
        for called, shown in ((name, _value(name, options, value)), *_parameters(options)):
            label = f"{called}: " if called else ""
            spans.append(Span(size + len(label), size + len(label) + len(shown), line=number))
            text.append(f"{label}{shown}\n")
            size += len(text[-1])
    if text:
        if zone:  # whose plan the telephones follow
            text.append(f"\n{zone}")
            size += len(text[-1])
        budget.characters(size)
        line_at = record[0][0]
        yield Passage("".join(text).rstrip("\n"), replace(where, line=line_at), tuple(spans), "fields")


def _photo(value: str, options: str) -> bytes | None:
    data = value.partition("base64,")[2] if value.startswith("data:") else value
    if not value.startswith("data:") and not _BASE64.search(options):
        return None
    try:
        return base64.b64decode(re.sub(r"\s", "", data), validate=False) or None
    except (binascii.Error, ValueError):
        return None


def _value(name: str, options: str, value: str) -> str:
    """Return a value as a person writes it."""
    if "QUOTED-PRINTABLE" in options.upper():
        raw, said = quopri.decodestring(value.encode("utf-8", "replace")), _CHARSET.search(options)
        try:
            value = raw.decode("utf-8")
        except UnicodeDecodeError:  # some phones say UTF-8 and mean another
            value = raw.decode((said and find_codec(said[1], raw)) or codec(raw)[0], register_lenient())
    elif _BASE64.search(options) and (data := _photo(value, options)):
        value = data.decode(codec(data)[0], register_lenient())
    if name == "N":
        parts = [_unescape(part) for part in re.split(r"(?<!\\);", value)]
        family, given, *others = [*parts, "", ""]
        return " ".join(part for part in (*others[1:2], given, *others[:1], family, *others[2:]) if part)
    if name in {"ADR", "ORG", "GENDER"}:
        return ", ".join(part for part in map(_unescape, re.split(r"(?<!\\);", value)) if part)
    value = re.sub(r"(?i)^(?:mailto|tel|sms):", "", _unescape(value))
    common = _COMMON.search(options)
    person = (common.group(1) or common.group(2) or "").strip() if common else ""
    return f"{person} <{value}>" if person and person != value else value


def _parameters(options: str) -> Iterator[tuple[str, str]]:
    """Yield what the parameters of a line hold of people, as names and values on one line."""
    for name, raw in _PARAMETER.findall(options):
        value = _CARET.sub(lambda found: {"n": "\n", "'": '"'}.get(found[1], "^"), raw.replace('"', ""))
        value = ", ".join(filter(None, map(str.strip, _unescape(value).splitlines())))
        if value := re.sub(r"(?i)\b(?:mailto|tel|sms):", "", value):
            yield _PARAMETER_NAMES.get(name.upper(), name.upper()), value


def _unescape(value: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found.group(1) in "nN" else found.group(1), value).strip()
