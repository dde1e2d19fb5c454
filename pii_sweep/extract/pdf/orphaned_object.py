"""What a PDF holds that no page, form or list of attachments refers to: scripts, orphaned streams, strings.

A program that deletes a page or a comment takes the reference away and often leaves the object (ISO 32000-1,
7.5.6); actions (12.6), signatures (12.8), private data (14.5) and entries of the information dictionary that
no standard names are strings that PDFium does not hand out. All objects of the file are gone through once:
streams that PDFium asked for were read, and so were strings that a reader has yielded.
"""

from __future__ import annotations

import io
import re
from base64 import a85decode
from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, pairwise
from typing import BinaryIO, Final

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf.extras import EMPTY
from pii_sweep.extract.pdf.form_field import FieldTree
from pii_sweep.extract.pdf.guard.index import END, LENGTH, STREAM
from pii_sweep.extract.pdf.guard.inflate import TooLong, inflate
from pii_sweep.extract.pdf.object_text import (
    decode_string,
    find_names,
    find_strings,
    is_readable,
    read_operators,
    unescape_names,
)
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Blob, Gap, Passage, Where

REASON: Final = "TRAILING_BYTES_UNPROCESSED"
CHUNK, OVERLAP = 1 << 20, 32
MOST_TEXT = 1 << 20  # bytes of one dictionary
SHARE = 16  # a stream that was not read is held up to this share of the memory
PACKED = 4  # all packed objects are held up to so many times this share, as PDFium may
_HEAD = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+\Z")
_FIRST = re.compile(rb"/First\s+(\d{1,9})\b")
_NUMBERS = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+R\b")
# What only says how things look, is read elsewhere, or belongs to the file: by its dictionary, by the name
# under which another object refers to it, and by its first bytes.
_FORM = re.compile(
    rb"/Type\s*/(?:XRef|ObjStm|Metadata|CMap)\b|/Length[123]\b|/Type1C\b|/CIDFontType0C\b|/OpenType\b"
    rb"|/FunctionType\b|/ShadingType\b|/HalftoneType\b|/Alternate\b|/PatternType\b|/CMapName\b"
)
_LOOKS = re.compile(
    rb"/(?:FontFile[23]?|ToUnicode|Encoding|CIDToGIDMap|CIDSet|Thumb|S?Mask|Function|DestOutputProfile|Metadata"
    rb"|ICCBased|TR2?|HT|BG2?|UCR2?|CharProcs|UseCMap)\b\s*(\[[^\[\]]*\]|<<[^<>]*>>|\d{1,10}\s+\d{1,5}\s+R\b)"
    rb"|\[\s*/(?:ICCBased|Indexed)\b([^\[\]]*)\]"
)
# What stands between its brackets holds no other: a row of them without an end is read once.
_APPEARANCE = re.compile(rb"/AP\s*+(<<(?:[^>/]|>(?!>)|/(?!AP)){0,4000}+>>)")
_PROFILE: Final = b"acsp"  # at byte 36 of a colour profile (ICC.1, 7.2)
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_A85, _A85_END = re.compile(rb"/(?:ASCII85Decode|A85)\b"), b"~>"
# Where a file that shows its first page early keeps its table of places (Annex F.3), `/H [ 621 133 ]`, and
# the keys of that table's stream (F.4): one that no object refers to holds figures alone.
_HINTED = re.compile(rb"/Linearized\b[^<>]*?/H\s*\[\s*(\d{1,10})\s+(\d{1,10})(?:\s+(\d{1,10})\s+(\d{1,10}))?")
_KEY = re.compile(rb"/([A-Za-z]\w*)")
_HINT_KEYS: Final = frozenset(b"Filter FlateDecode Length S T O A E V I C L R B".split())
_PHOTO = re.compile(rb"/Filter\s*\[?\s*/(?:DCT|DCTDecode|JPX|JPXDecode)\b")


@dataclass(slots=True)
class _Objects:
    """What was seen of a file's objects: strings, streams that were not read, and who refers to whom."""

    texts: dict[str, None] = field(default_factory=dict, repr=False)
    streams: list[tuple[int, int, bytes]] = field(default_factory=list, repr=False)
    form: set[int] = field(default_factory=set)
    drawn: set[int] = field(default_factory=set)
    referred: set[int] = field(default_factory=set)
    fields: FieldTree = field(default_factory=FieldTree, repr=False)
    hints: list[range] = field(default_factory=list)
    packed: int = 0
    lost: bool = False

    def add(self, number: int, text: bytes) -> None:
        """Take the strings and the references of an object without its stream."""
        self.fields.add(number, text)
        for name, raw in find_strings(text):
            self.texts[f"{name}: {value}" if (value := decode_string(raw)) else ""] = None
        self.texts.update((f": {name}", None) for name in find_names(text))
        for one in _LOOKS.finditer(text):
            self.form.update(map(int, _NUMBERS.findall(one[1] or one[2] or b"")))
        for one in _APPEARANCE.finditer(text):
            self.drawn.update(map(int, _NUMBERS.findall(one[1])))
        self.referred.update(map(int, _NUMBERS.findall(text)))
        if hinted := _HINTED.search(text):
            at, size, more, length = (int(one or 0) for one in hinted.groups())
            self.hints += [range(at, at + size), range(more, more + length)]


@dataclass(frozen=True, slots=True)
class _Document:
    """The document whose objects are gone through."""

    body: BinaryIO
    given: Set[int]
    known: Set[str] = field(repr=False)
    where: Where
    budget: Budget

    @property
    def most(self) -> int:
        """Return how many bytes of one stream are held."""
        return self.budget.settings.max_memory_bytes // SHARE


def read_orphans(
    body: BinaryIO, given: Set[int], known: Set[str], where: Where, budget: Budget
) -> Iterator[Passage | Blob | Gap]:
    """Yield the strings of a document's objects that are not `known`, and the streams that were not read.

    `given` are the places of the streams that PDFium asked for. A stream whose text needs a font, and
    a picture that nothing refers to, is a gap; photos, scripts and files are members called by their number.
    """
    typed = set(known)
    found, one = _Objects(), _Document(body, given, known, where, budget)
    for number, place, text in _objects(one, found):
        found.add(number, text)
        if place >= 0 and place not in given and not _FORM.search(text):
            found.streams.append((number, place, text))
    yield from _read_fields(one, found.fields, typed)
    lines = [f"{value}\n" for text in found.texts if (value := _name_value(text, typed))]
    for passage in passages(lines, where, budget, "metadata"):
        yield replace(passage, where=where, spans=())
    lost = found.lost
    for number, place, text in found.streams:
        budget.check_time()
        if number in found.form or (_PICTURE.search(text) and number in found.referred):
            continue
        here = replace(where, inside=(*where.inside, f"object {number}"))
        hints = number not in found.referred and any(place in held for held in found.hints)
        for piece in _read_stream(one, place, text, here, appears=number in found.drawn, hints=hints):
            lost = lost or isinstance(piece, Gap)
            if not isinstance(piece, Gap):
                yield piece
    if lost:
        yield Gap(where, REASON)


def _read_fields(one: _Document, tree: FieldTree, typed: set[str]) -> Iterator[Passage]:
    """Yield the values of fields that no page shows, which become known."""
    lines = list[str]()
    for name, values in tree.list_values():
        new = [value for value in map(_on_a_line, values) if value not in typed]
        lines += [f"{name}: {value}\n" if name else f"{value}\n" for value in new]
        typed.update(new)
    for passage in passages(lines, one.where, one.budget, "fields"):
        yield replace(passage, where=one.where, spans=())


def _on_a_line(value: str) -> str:
    return " ".join(value.split())


def _name_value(text: str, known: Set[str]) -> str:
    """Return a string with its name as it is handed on, nothing of one that was read."""
    name, _, value = text.partition(": ")
    if not value.strip() or " ".join(value.split()) in known or value.strip("() ").lower() in EMPTY:
        return ""
    return value if name in ("", "JS", "URI") else text


def _read_stream(
    one: _Document, place: int, text: bytes, where: Where, *, appears: bool, hints: bool
) -> Iterator[Passage | Blob | Gap]:
    raw = _stream(one.body, place, text, one.most)
    if raw is None:
        yield Gap(where, REASON)
        return
    if _PICTURE.search(text):
        yield Blob(where, partial(io.BytesIO, raw), len(raw)) if _PHOTO.search(text) else Gap(where, REASON)
        return
    try:
        data = b"".join(inflate(raw, one.most))
        # that filter shows by itself only where a file lies behind it
        data = a85decode(data.strip().removesuffix(_A85_END)) if _is_a85(data, text) else data
    except (TooLong, ValueError):
        yield Gap(where, REASON)
        return
    if not data.strip(b"\0 \t\r\n") or data[36:40] == _PROFILE:
        return
    written = read_operators(data)
    if written is None:
        if is_readable(data) and not _is_drawing(data):
            yield Blob(where, partial(io.BytesIO, data), len(data))
        elif not _is_drawing(data) and not (hints and _is_table_of_places(text)):
            yield Gap(where, REASON)
        return
    lines = (f"{line}\n" for line in written[0] if " ".join(line.split()) not in one.known)
    for passage in passages(lines, where, one.budget, "page"):
        yield replace(passage, where=where, spans=())
    if written[1] and not appears:
        yield Gap(where, REASON)


def _is_table_of_places(text: bytes) -> bool:
    """Indicate whether a stream's dictionary has the keys of a hint table and no others."""
    keys = set(_KEY.findall(text))
    return b"S" in keys and keys <= _HINT_KEYS


def _is_a85(data: bytes, text: bytes) -> bool:
    """Indicate whether a stream is still digits of ASCII85 (7.4.3), as its dictionary says."""
    return _A85.search(text) is not None and data.rstrip().endswith(_A85_END)


_DRAWING = re.compile(rb"(?:^|\s)(?:re|cm|q|Q|f\*?|S|s|W\s+n|Do|d[01])(?=\s|$)")


def _is_drawing(data: bytes) -> bool:
    """Indicate whether a stream draws lines and pictures and no text."""
    return _DRAWING.search(data[:4096]) is not None


def _objects(one: _Document, found: _Objects) -> Iterator[tuple[int, int, bytes]]:
    """Yield each object's number, the place of its stream or -1, and its text without it."""
    heads = pairwise(chain(_heads(one.body, one.budget), ((-1, -1),)))
    for (number, place), (_, following) in heads:
        one.budget.check_time()
        text, stream = _read_text(one.body, place, following - place if following >= 0 else MOST_TEXT)
        if stream >= 0 and b"/ObjStm" in text:
            yield from _unpack(one, stream, text, found)
        yield number, stream, unescape_names(text)


def _heads(body: BinaryIO, budget: Budget) -> Iterator[tuple[int, int]]:
    """Yield the number of each object and the place behind the word `obj`."""
    at, before, done = 0, b"", 0
    while True:
        budget.check_time()
        body.seek(at)
        chunk = body.read(CHUNK)
        if not chunk:
            return
        text, base = before + chunk, at - len(before)
        here = text.find(b"obj")
        while here >= 0:
            head = _HEAD.search(text, max(0, here - OVERLAP + 3), here)
            if head and base + here >= done:
                done = base + here + 3
                yield int(head[1]), done
            here = text.find(b"obj", here + 3)
        at += len(chunk)
        before = text[-OVERLAP:]


def _read_text(body: BinaryIO, place: int, most: int) -> tuple[bytes, int]:
    """Return an object of at most so many bytes without its stream, and where that begins or -1."""
    size, most = 4096, min(most, MOST_TEXT)
    while True:
        size = min(size, most)
        body.seek(place)
        held = body.read(size)
        end = END.search(held)
        if end is not None and (begin := STREAM.match(held, end.start())):
            return held[: end.start()], place + begin.end()
        if end is not None or len(held) < size or size >= most:
            return held[: end.start()] if end else held, -1
        size *= 4


def _stream(body: BinaryIO, place: int, text: bytes, most: int) -> bytes | None:
    """Return a stream as it lies in the file, None where it is longer than `most` bytes."""
    stated = LENGTH.search(text)
    body.seek(place)
    if stated and not stated[2]:
        return body.read(int(stated[1])) if int(stated[1]) <= most else None
    held = body.read(most + 1)
    end = held.find(b"endstream")
    return held[:end] if end >= 0 else None if len(held) > most else held


def _unpack(one: _Document, place: int, text: bytes, found: _Objects) -> Iterator[tuple[int, int, bytes]]:
    """Yield the objects of an object stream (7.5.7)."""
    most = max(0, PACKED * one.most - found.packed)
    first, raw = _FIRST.search(text), _stream(one.body, place, text, most)
    try:
        data = b"".join(inflate(raw, most)) if first and raw else b""
    except TooLong:
        found.lost = found.lost or place not in one.given  # else its guard has said so
        return
    found.packed += len(data)
    start = int(first[1]) if first else 0
    numbers = [int(part) for part in data[:start].split() if part.isdigit()]
    places = numbers[1::2]
    for own, begin, end in zip(numbers[::2], places, [*places[1:], len(data)], strict=False):
        yield own, -1, unescape_names(data[start + begin : start + end])
