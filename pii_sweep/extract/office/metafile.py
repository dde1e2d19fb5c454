"""Metafiles (MS-EMF, MS-WMF), which office programs keep drawings, charts and previews as: texts and bitmaps.

Texts are put into lines by where they are drawn. Lines and areas are drawn, not written: they are left out.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO, Final

from pii_sweep.errors import Corrupt, TooBig, Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.stream import read_whole
from pii_sweep.extract.text.decode import register_lenient
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Blob, Piece, Where

# Of what one metafile draws; more is a gap.
MAX_TEXTS: Final = 1_000_000
MAX_BITMAPS: Final = 10_000
DIB: Final = 40  # bytes, at least, of a bitmap's header
# EMF's records (2.3): text, and where bitmaps keep the place of their header and of their bits.
TEXT_W, TEXT_A, SMALL_TEXT = 84, 83, 108
BITMAPS: Final = {76: 84, 77: 84, 78: 84, 79: 96, 80: 48, 81: 48, 114: 84}
NO_RECT, NARROW = 0x100, 0x200  # options of small texts
# WMF's records (2.3): by the function's number.
OUT, EXT_OUT = 0x0521, 0x0A32
RECT: Final = 0x6  # options: a rectangle follows
DIBS: Final = {0x0F43: 28, 0x0B41: 26, 0x0940: 22}  # where the bitmap begins
ENHANCED: Final = b" EMF"  # at the 40th byte
PLACEABLE: Final = b"\xd7\xcd\xc6\x9a"
HEIGHT: Final = 0.5  # of a line's step: texts that are no further apart stand on one line


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that is drawn: where, what, and where it ends if that is known."""

    x: int
    y: int
    text: str
    end: int | None = None


@dataclass(slots=True)
class _Drawn:
    """What a metafile draws."""

    texts: list[_Text]
    bitmaps: list[bytes]


def read_metafile(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the texts of a metafile line by line, and its bitmaps as files; raises Corrupt, TooBig."""
    data = read_whole(body, budget)
    drawn = _Drawn([], [])
    broken: Unreadable | None = None
    try:
        (_read_enhanced if data[40:44] == ENHANCED else _windows)(data, drawn, budget)
    except (struct.error, ValueError, IndexError):
        broken = Corrupt("metafile")
    except TooBig as error:
        broken = error
    lines = (f"{line}\n" for line in _lines(drawn.texts))
    for found in passages(lines, where, budget):
        yield replace(found, where=replace(found.where, line=None), spans=())
    for number, bitmap in enumerate(drawn.bitmaps, 1):
        budget.unpacked(len(bitmap))
        inner = replace(where, inside=(*where.inside, f"bitmap-{number}.bmp"))
        yield Blob(inner, partial(io.BytesIO, bitmap), len(bitmap))
    if broken is not None:
        raise broken


def _read_enhanced(data: bytes, drawn: _Drawn, budget: Budget) -> None:
    at = 0
    while at + 8 <= len(data):
        budget.check_time()
        kind, size = struct.unpack_from("<II", data, at)
        if size < 8 or at + size > len(data):
            raise ValueError("record")
        record = data[at : at + size]
        if kind in {TEXT_W, TEXT_A}:
            _text_out(record, drawn, wide=kind == TEXT_W)
        elif kind == SMALL_TEXT:
            _small_text(record, drawn)
        elif kind in BITMAPS and len(record) >= BITMAPS[kind] + 16:
            header, header_size, bits, bits_size = struct.unpack_from("<4I", record, BITMAPS[kind])
            if header_size >= 40 and bits_size:
                _bitmap(record[header : header + header_size], record[bits : bits + bits_size], drawn)
        elif kind == 14:
            return
        at += size


def _text_out(record: bytes, drawn: _Drawn, *, wide: bool) -> None:
    x, y, count, start = struct.unpack_from("<iiII", record, 36)
    (widths,) = struct.unpack_from("<I", record, 72)
    step = 2 if wide else 1
    raw = record[start : start + count * step]
    end = None
    if count and widths and widths + 4 * count <= len(record):
        end = x + sum(struct.unpack_from(f"<{count}I", record, widths))
    _add(
        drawn,
        x,
        y,
        raw.decode("utf-16-le" if wide else "utf-8", "replace" if wide else register_lenient()),
        end,
    )


def _small_text(record: bytes, drawn: _Drawn) -> None:
    x, y, count, options = struct.unpack_from("<iiII", record, 8)
    start = 36 if options & NO_RECT else 52
    if options & NARROW:
        _add(drawn, x, y, record[start : start + count].decode("latin-1"), None)
    else:
        _add(drawn, x, y, record[start : start + 2 * count].decode("utf-16-le", "replace"), None)


def _windows(data: bytes, drawn: _Drawn, budget: Budget) -> None:
    at = 40 if data.startswith(PLACEABLE) else 18  # behind the headers
    while at + 6 <= len(data):
        budget.check_time()
        words, kind = struct.unpack_from("<IH", data, at)
        if words < 3 or at + 2 * words > len(data):
            if kind == 0:
                return
            raise ValueError("record")
        record = data[at : at + 2 * words]
        if kind == OUT:
            (count,) = struct.unpack_from("<H", record, 6)
            y, x = struct.unpack_from("<hh", record, 8 + count + count % 2)
            _add(drawn, x, y, record[8 : 8 + count].decode("utf-8", register_lenient()), None)
        elif kind == EXT_OUT:
            y, x, count, options = struct.unpack_from("<hhHH", record, 6)
            start = 22 if options & RECT else 14
            _add(drawn, x, y, record[start : start + count].decode("utf-8", register_lenient()), None)
        elif kind in DIBS and len(record) > DIBS[kind] + 40:
            _bitmap(record[DIBS[kind] :], b"", drawn)
        at += 2 * words


def _add(drawn: _Drawn, x: int, y: int, text: str, end: int | None) -> None:
    if text.strip("\0 "):
        if len(drawn.texts) >= MAX_TEXTS:
            raise TooBig("texts")
        drawn.texts.append(_Text(x, y, text.replace("\0", ""), end))


def _bitmap(header: bytes, bits: bytes, drawn: _Drawn) -> None:
    if len(header) >= DIB and struct.unpack_from("<I", header)[0] >= DIB:
        if len(drawn.bitmaps) >= MAX_BITMAPS:
            raise TooBig("bitmaps")
        drawn.bitmaps.append(bitmap(header, bits))


def bitmap(header: bytes, bits: bytes = b"") -> bytes:
    """Return a device-independent bitmap (MS-WMF 2.2.2.9) as a file: pixels follow header and palette.

    `bits` are the pixels where they are kept apart, behind a header that has the palette.
    """
    size, _, depth, colours = struct.unpack_from("<I10sH16xI", header)
    palette = len(header) - size if bits else 4 * (colours or (1 << depth if depth <= 8 else 0))
    dib = header + bits
    return struct.pack("<2sIHHI", b"BM", 14 + len(dib), 0, 0, 14 + size + palette) + dib


def _lines(texts: list[_Text]) -> Iterator[str]:
    """Yield texts line by line, from the top, each from the left; those that touch make one word."""
    steps = sorted({abs(after.y - text.y) for text, after in zip(texts, texts[1:], strict=False)} - {0})
    reach = HEIGHT * steps[len(steps) // 4] if steps else 0.0
    line: list[_Text] = []
    for text in sorted(texts, key=lambda text: (text.y, text.x)):
        if line and text.y - line[0].y > reach:
            yield _join_parts(line)
            line = []
        line.append(text)
    if line:
        yield _join_parts(line)


def _join_parts(line: list[_Text]) -> str:
    parts = list[str]()
    before: _Text | None = None
    for text in sorted(line, key=lambda text: text.x):
        if before is not None:
            width = (before.end - before.x) / max(1, len(before.text)) if before.end is not None else 0.0
            touches = before.end is not None and text.x - before.end < 0.15 * width
            parts.append("" if touches else " ")
        parts.append(text.text)
        before = text
    return " ".join("".join(parts).split())
