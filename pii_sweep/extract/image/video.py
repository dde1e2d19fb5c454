"""Films (ISO 14496-12, QuickTime): where and by whom they were taken; pictures and sound are a gap."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import BinaryIO, Final

from pii_sweep.extract.budget import Budget
from pii_sweep.types import Gap, Passage, Piece, Where

BRANDS: Final = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
# A first box longer than this is no box: its length is four letters of a text.
MAX_FIRST: Final = 0x20000000
HOLDERS: Final = {b"moov", b"udta", b"meta", b"ilst", b"trak"}
LOOK: Final = 1 << 18  # bytes that are asked for of a film
MAX_BOXES: Final = 20_000
MAX_VALUE: Final = 1 << 16
NAMES: Final = {
    b"\xa9nam": "Title", b"\xa9ART": "Artist", b"\xa9aut": "Author", b"\xa9cmt": "Comment",
    b"\xa9cpy": "Copyright", b"\xa9des": "Description", b"desc": "Description", b"cprt": "Copyright",
    b"auth": "Author", b"titl": "Title", b"dscp": "Description", b"\xa9dir": "Director",
    b"\xa9inf": "Description", b"ownr": "Owner", b"apID": "Account", b"\xa9wrt": "Author",
    b"perf": "Artist", b"aART": "Artist", b"\xa9xyz": "GPS",
}  # fmt: skip
KEYS: Final = {
    "location.ISO6709": "GPS", "author": "Author", "artist": "Artist", "title": "Title", "comment": "Comment",
    "description": "Description", "copyright": "Copyright", "information": "Description",
    "director": "Director",
}  # fmt: skip
# ISO 6709, annex H: degrees, signed, one after the other.
PLACE: Final = re.compile(r"([+-]\d{2}(?:\.\d+)?)([+-]\d{3}(?:\.\d+)?)")


def is_film(head: bytes) -> bool:
    """Return whether bytes begin with a film's box: of a known kind, and as long as one can be."""
    kind, size = head[4:8], int.from_bytes(head[:4], "big")
    if kind not in BRANDS:
        return False
    # 0: to the end of the file; 1: a length of 64 bits behind the kind.
    return size < 2 or 8 <= size < MAX_FIRST or (kind == b"mdat" and b"\0" in head[8:])


def read_film(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield what a film's boxes say of people and places; the film itself is a gap."""
    lines = list(dict.fromkeys(_read_values(body, budget)))
    if lines:
        yield Passage("\n".join(lines), where, layout="metadata")
    yield Gap(where, "UNSUPPORTED_FILE_TYPE_EXCEPTION")


def _read_values(body: BinaryIO, budget: Budget) -> Iterator[str]:
    keys: list[str] = []
    todo, seen = [(0, LOOK, b"")], 0
    while todo:
        at, end, holder = todo.pop()
        while at + 8 <= end and seen < MAX_BOXES:
            seen += 1
            budget.check_time()
            body.seek(at)
            kind, start, stop = _box(body.read(16), at, end)
            if stop <= at:
                break  # what follows is no box
            if kind == b"keys":
                keys = _keys(_value(body, start, stop))
            elif kind in HOLDERS:
                todo += [(stop, end, holder), (start + _version(body, kind, start), stop, kind)]
                break
            elif kind in NAMES or holder == b"ilst":
                yield from _lines(_name(kind, keys), _value(body, start, stop), nested=holder == b"ilst")
            elif kind == b"loci":
                yield from _loci(_value(body, start, stop))
            at = stop


def _box(head: bytes, at: int, end: int) -> tuple[bytes, int, int]:
    """Return a box's kind and where what it holds begins and ends; an empty one at the end of the file."""
    if len(head) < 8:
        return b"", at, at
    size, kind = struct.unpack_from(">I4s", head)
    start = at + 8
    if size == 1 and len(head) == 16:
        (size,), start = struct.unpack_from(">Q", head, 8), at + 16
    return kind, start, min(end, at + size) if size else end


def _version(body: BinaryIO, kind: bytes, start: int) -> int:
    """Return how many bytes stand before a holder's first box: `meta` has a version, except QuickTime's."""
    if kind != b"meta":
        return 0
    body.seek(start + 4)
    return 0 if body.read(4) == b"hdlr" else 4


def _value(body: BinaryIO, start: int, stop: int) -> bytes:
    body.seek(start)
    return body.read(min(stop - start, MAX_VALUE))


def _keys(value: bytes) -> list[str]:
    names, at = [], 8
    while at + 8 <= len(value):
        (size,) = struct.unpack_from(">I", value, at)
        if size < 8:
            break
        names.append(
            value[at + 8 : at + size].decode("utf-8", "replace").removeprefix("com.apple.quicktime.")
        )
        at += size
    return names


def _name(kind: bytes, keys: list[str]) -> str:
    place = int.from_bytes(kind, "big")
    if 0 < place <= len(keys):
        return KEYS.get(keys[place - 1], "")
    return NAMES.get(kind, "")


def _lines(name: str, value: bytes, *, nested: bool) -> Iterator[str]:
    if not name:
        return
    if nested:
        value = value[16:] if value[4:8] == b"data" else b""
    elif len(value) > 4 and value[:1] == b"\0" and 0 < int.from_bytes(value[:2], "big") <= len(value) - 4:
        value = value[
            4 : 4 + int.from_bytes(value[:2], "big")
        ]  # a length and a language, as QuickTime has it
    else:
        value = value[6:]  # a version and a language, as 3GPP has it
    text = " ".join(value.decode("utf-8", "replace").replace("\0", " ").split())
    place = PLACE.match(text)
    if name == "GPS":
        if place:
            yield f"GPS: {float(place[1]):.5f}, {float(place[2]):.5f}"
    elif text:
        yield f"{name}: {text}"


def _loci(value: bytes) -> Iterator[str]:
    """Yield the place of a 3GPP film (TS 26.244, 8.10): a name, a role, and three numbers of 16.16 bits."""
    end = value.find(b"\0", 6)
    if end < 0 or len(value) < end + 10:
        return
    longitude, latitude = struct.unpack_from(">ii", value, end + 2)
    if longitude or latitude:
        yield f"GPS: {latitude / 65536:.5f}, {longitude / 65536:.5f}"
    if name := value[6:end].decode("utf-8", "replace").strip():
        yield f"Place: {name}"
