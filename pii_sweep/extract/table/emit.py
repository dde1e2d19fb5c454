"""Rows become `Table` chunks: at most 2,000 rows or a million cells each, equally wide, in flat memory."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table import php_array
from pii_sweep.extract.table.cell_spelling import is_spelt, respell
from pii_sweep.extract.text.decode import codec, register_lenient
from pii_sweep.extract.text.encoded.file_in_value import open_cell
from pii_sweep.extract.text.encoded.hex_text import LINE_SIGNS
from pii_sweep.extract.text.legacy_codec import fits
from pii_sweep.types import Blob, Table, Where

ROWS = 2000
# A chunk of long cells closes earlier.
CHUNK_CHARACTERS = 1 << 21
# And so does one of many cells: empty ones have no characters, and take memory.
CHUNK_CELLS = 1 << 20
# So many rows are counted at once.
STEP = 50
# A binary value shorter than this is a key or a hash, no document.
MIN_BLOB = 64
PACKED = (b"\x1f\x8b", b"x\x01", b"x\x9c", b"x\xda")  # but what is packed (gzip, zlib)


def tables(
    rows: Iterable[Sequence[str]], header: Sequence[str], where: Where, budget: Budget, first_row: int = 1
) -> Iterator[Table]:
    """Yield a table's rows in chunks.

    A row wider than the header is kept whole: the header gets empty names for it. A row that repeats the
    header is emptied.
    """
    pending = iter(rows)
    held: list[Sequence[str]] = []
    size, width, spelt, longest = 0, len(header), False, max(header, key=len, default="")
    spread: dict[str, int] = {}  # the fields of arrays in cells
    while more := list(islice(pending, STEP)):
        wider = max(width, *map(len, more))
        if held and (len(held) + len(more)) * wider > CHUNK_CELLS:
            yield _chunk(held, header, where, first_row, size, spread=spread, spelt=spelt, budget=budget)
            first_row += len(held)
            held, size, wider, spelt = [], 0, max(len(header), *map(len, more)), False
        text = _join(more)
        if longest and longest in text:
            more = list(_empty_repeated(more, header))
            text = _join(more)
        characters = len(text) - sum(len(row) or 1 for row in more)
        spelt = spelt or is_spelt(text)
        budget.characters(characters)
        held += more
        size, width = size + characters, wider
        if len(held) >= ROWS or size >= CHUNK_CHARACTERS:
            yield _chunk(held, header, where, first_row, size, spread=spread, spelt=spelt, budget=budget)
            first_row += len(held)
            held, size, width, spelt = [], 0, len(header), False
    if held:
        yield _chunk(held, header, where, first_row, size, spread=spread, spelt=spelt, budget=budget)


def _join(rows: Sequence[Sequence[str]]) -> str:
    """Return all cells of some rows, with a line end before each."""
    return "\n" + "\n".join(map("\n".join, rows))


def _empty_repeated(rows: Iterable[Sequence[str]], header: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield rows, those that repeat a header emptied: files were joined, and rows keep their number."""
    first, names = header[0], list(header)
    for row in rows:
        yield () if row and row[0].strip() == first and [cell.strip() for cell in row] == names else row


def _characters(rows: Sequence[Sequence[str]]) -> int:
    return sum(map(len, map("".join, rows)))


def _chunk(
    held: list[Sequence[str]],
    header: Sequence[str],
    where: Where,
    first: int,
    size: int,
    *,
    spread: dict[str, int],
    spelt: bool,
    budget: Budget,
) -> Table:
    opened = partial(open_cell, where=where, budget=budget)
    meant = respell(held, spelt=spelt, unread=budget.leave_unread, opened=opened)
    if header and (spread or php_array.is_held(meant)):
        meant = php_array.spread(meant, header, spread)
        header = (*header, *spread)
    if meant is not held:
        held, size = list(meant), _characters(meant)
    width = max(len(header), *map(len, held))
    names = (*header, *[""] * (width - len(header))) if header else ()
    if min(map(len, held)) < width:
        held = [(*row, *[""] * (width - len(row))) for row in held]
    return Table(where, names, tuple(map(tuple, held)), first, size)


def cell_or_blob(value: object, where: Where, name: str, blobs: list[Blob]) -> str:
    """Return a value as text; bytes that are no text are added to `blobs` under a name, if long."""
    if value is None:
        return ""
    if not isinstance(value, bytes):
        return str(value)
    if (text := decode_short(value)) is not None:
        return text
    if len(value) >= MIN_BLOB or value.startswith(PACKED):
        inner = replace(where, inside=(*where.inside, name), row=None, column=None)
        blobs.append(Blob(inner, partial(io.BytesIO, value), len(value)))
    return ""


# Controls that no codec has but UTF-16; mainframes end a line with 0x15.
_CONTROL, _MARKS = re.compile(rb"[\x01-\x08\x0e-\x14\x16-\x1f]"), (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode_short(value: bytes) -> str | None:
    """Return the text that bytes are, short ones in any codec; None for others: long ones are files."""
    if b"\0" not in value and (text := fits(value, "utf-8")) is not None:
        return text
    if len(value) >= MIN_BLOB or value.startswith(PACKED):
        return None
    if b"\0" not in value and _CONTROL.search(value) and not value.startswith(_MARKS):
        return None  # most identifiers and hashes: no codec need be guessed
    name, mark = codec(value)
    text = value[mark:].decode(name, register_lenient()).rstrip("\0")
    return text if text.translate(LINE_SIGNS).isprintable() else None
