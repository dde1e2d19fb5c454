"""Rows that were deleted from a SQLite database and are still in its file.

File format: https://www.sqlite.org/fileformat2.html, 1.5 (the freelist), 1.6 (b-tree pages). A page that is
set free keeps its bytes, and so does a row whose first four bytes become a free block (1.6); names of columns
are not known. What stands between such rows is text without its borders: it is read, with a gap.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.sqlite.wal import FIRST, LEAF, SIZES, read_leaf, read_value, read_varint
from pii_sweep.extract.table.emit import tables
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Gap, Piece, Where

REASON: Final = "TRAILING_BYTES_UNPROCESSED"
MEMBER: Final = "deleted rows"
_UTF16: Final = (b"\0\0\0\2", b"\0\0\0\3")  # the encodings whose deleted rows are not read (1.3.13)
_KINDS: Final = {0x02: 12, 0x05: 12, 0x0A: 8, LEAF: 8}  # b-tree pages, and how long their headers are
_INTERIOR: Final = frozenset({0x02, 0x05})
_RUN = re.compile(rb"(?:[\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){4,}")
_WORDS = re.compile(r"[^\W\d_]{3}|\d{5}|@")
_LETTERS = re.compile(r"[^\W\d_]{3}|@")  # an old copy of a row may have other numbers, and the same words
_BEFORE = 80  # bytes before a text in which the row that it is of begins
_COLUMNS = 200
_OVERWRITTEN = 4  # bytes of a free block's own
_WIDTHS = 20  # different numbers of columns that are tried on a free page
_LONG = 9  # a text of so many signs may hold a number of a person
_TYPES = 12  # signs before a text that may be the types of its row
_COMPARED = 1 << 32  # bytes times texts
_REMEMBERED = 1_000_000  # rows
_TRIES = 1_000_000  # places where a row is looked for; the texts behind them are read without their rows


@dataclass(slots=True)
class _Rest:
    """The texts that are of no row, and how many more places are tried for their rows."""

    texts: list[str] = field(default_factory=list, repr=False)
    tries: int = _TRIES


@dataclass(slots=True)
class LiveRows:
    """The rows that a database still has: old copies of them are no deleted ones."""

    seen: set[int] = field(default_factory=set)

    def add(self, row: Iterable[object]) -> bool:
        """Remember a row by its words; return whether it is new."""
        cells = [str(cell) for cell in row if cell is not None and not isinstance(cell, bytes)]
        said = [cell for cell in cells if _LETTERS.search(cell)]
        words = hash(tuple(said or (cell for cell in cells if _WORDS.search(cell))))
        fresh = words not in self.seen
        if len(self.seen) < _REMEMBERED:
            self.seen.add(words)
        return fresh


def read_deleted(
    data: bytes, roots: Mapping[int, int], live: LiveRows, where: Where, budget: Budget
) -> Iterator[Piece]:
    """Yield the rows of free pages and free blocks, and other text there with a gap.

    `data` is the database; `roots` are the pages on which its tables and indices begin, with the number of
    columns of each.
    """
    size = int.from_bytes(data[16:18], "big")
    pages = _Pages(data, 65536 if size == 1 else size)
    inner = replace(where, inside=(*where.inside, MEMBER))
    if data[56:60] in _UTF16 and _has_free(pages, roots):
        yield Gap(inner, REASON)
        return
    rest = _Rest()
    found = [row for row in _rows(pages, roots, rest, budget) if live.add(row)]
    live_cells = _LiveCells(_join_cells(pages, roots) if found or rest.texts else b"")
    rows = (row for row in found if not live_cells.hold_row(row))
    yield from tables(([_cell(value) for value in row] for row in rows), (), inner, budget)
    texts = [text for text in dict.fromkeys(rest.texts) if not live_cells.hold_text(text)]
    if texts:
        for passage in passages((f"{text}\n" for text in texts), inner, budget):
            yield replace(passage, where=inner, spans=())
        yield Gap(inner, REASON)


def _join_cells(pages: _Pages, roots: Mapping[int, int]) -> bytes:
    """Return the cells of all tables and indices, one page behind the other."""
    return b"\0".join(_blank_free(page, start) for page, start, _ in pages.trees(roots))


@dataclass(slots=True)
class _LiveCells:
    """The cells that a database still has: a page that grows or is split leaves copies of them behind."""

    cells: bytes = field(repr=False)
    compared: int = 0

    def hold_row(self, row: Iterable[object]) -> bool:
        """Indicate whether cells hold the texts of a row, adjacent ones as one text."""
        runs, run = list[str](), ""
        for value in row:
            if isinstance(value, str):
                run += value
            else:
                runs.append(run)
                run = ""
        return all(self.hold_text(one) for one in (*runs, run) if one)

    def hold_text(self, text: str) -> bool:
        """Indicate whether cells hold a text, without the signs before it that are a row's types."""
        if self.compared > _COMPARED:
            return False
        data = text.encode()
        for start in range(max(1, min(_TYPES, len(data) - 4))):
            if start and _WORDS.search(data[:start].decode("utf-8", "replace")):
                return False
            for end in range(3):
                self.compared += len(self.cells)
                if data[start : len(data) - end] in self.cells:
                    return True
        return False


def _blank_free(page: bytes, start: int) -> bytes:
    """Return the cells of a b-tree page."""
    cells = bytearray(page[int.from_bytes(page[start + 5 : start + 7], "big") :])
    shift = len(page) - len(cells)
    for at, length in _blocks(page, start):
        cells[at - shift : at - shift + length] = bytes(length)
    return bytes(cells)


def _blocks(page: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Yield the free blocks of a b-tree page, each with its length."""
    at, seen = int.from_bytes(page[start + 1 : start + 3], "big"), set[int]()
    while at and at not in seen and at + _OVERWRITTEN <= len(page):
        seen.add(at)
        yield at, int.from_bytes(page[at + 2 : at + 4], "big")
        at = int.from_bytes(page[at : at + 2], "big")


@dataclass(frozen=True, slots=True)
class _Pages:
    """A database's pages, from 1."""

    data: bytes = field(repr=False)
    size: int

    def get(self, number: int) -> bytes:
        """Return a page, empty where there is none."""
        return self.data[(number - 1) * self.size : number * self.size] if number > 0 else b""

    def free(self) -> Iterator[tuple[int, bool]]:
        """Yield the free pages, and whether each is a trunk, which holds the numbers of others (1.5)."""
        trunk, seen = int.from_bytes(self.data[32:36], "big"), set[int]()
        while trunk and trunk not in seen and (page := self.get(trunk)):
            seen.add(trunk)
            yield trunk, True
            count = min(int.from_bytes(page[4:8], "big"), len(page) // 4 - 2)
            for at in range(8, 8 + 4 * count, 4):
                number = int.from_bytes(page[at : at + 4], "big")
                if number not in seen:
                    seen.add(number)
                    yield number, False
            trunk = int.from_bytes(page[:4], "big")

    def trees(self, roots: Mapping[int, int]) -> Iterator[tuple[bytes, int, int]]:
        """Yield the pages of tables and indices, where the header of each begins, and their columns."""
        waiting, seen = list(roots.items()), set[int]()
        while waiting:
            number, columns = waiting.pop()
            page, start = self.get(number), FIRST if number == 1 else 0
            if number in seen or len(page) <= start + 12 or page[start] not in _KINDS:
                continue
            seen.add(number)
            yield page, start, columns
            if page[start] in _INTERIOR:
                below = [start + 8, *_pointers(page, start)]
                waiting += [(int.from_bytes(page[at : at + 4], "big"), columns) for at in below]


def _pointers(page: bytes, start: int) -> list[int]:
    begin, count = start + _KINDS[page[start]], int.from_bytes(page[start + 3 : start + 5], "big")
    places = page[begin : begin + 2 * count]
    return [int.from_bytes(places[at : at + 2], "big") for at in range(0, len(places) - 1, 2)]


def _has_free(pages: _Pages, roots: Mapping[int, int]) -> bool:
    """Indicate whether free pages or free blocks hold anything."""
    if any(pages.get(number)[8:].strip(b"\0") for number, is_trunk in pages.free() if not is_trunk):
        return True
    return any(
        page[at + _OVERWRITTEN : at + length].strip(b"\0")
        for page, start, _ in pages.trees(roots)
        for at, length in _blocks(page, start)
    )


def _rows(pages: _Pages, roots: Mapping[int, int], rest: _Rest, budget: Budget) -> Iterator[list[object]]:
    widths = sorted(set(roots.values()))[:_WIDTHS]
    for number, is_trunk in pages.free():
        budget.check_time()
        page = pages.get(number)
        if not is_trunk and page[:1] == bytes((LEAF,)):
            yield from read_leaf(page, 0, set())
            yield from _carve_blocks(page, 0, widths, rest)
        else:
            yield from _carve(page[8:], widths, rest)
    for page, start, columns in pages.trees(roots):
        budget.check_time()
        yield from _carve_blocks(page, start, (columns,), rest)


def _carve_blocks(page: bytes, start: int, widths: Collection[int], rest: _Rest) -> Iterator[list[object]]:
    """Yield what the free bytes of a b-tree page hold: those before its cells, and its free blocks."""
    begin = start + _KINDS[page[start]] + 2 * int.from_bytes(page[start + 3 : start + 5], "big")
    content = int.from_bytes(page[start + 5 : start + 7], "big") or 65536
    yield from _carve(page[begin:content], widths, rest)
    for at, length in _blocks(page, start):
        yield from _carve(page[at + _OVERWRITTEN : at + length], widths, rest)


def _carve(data: bytes, widths: Collection[int], rest: _Rest) -> Iterator[list[object]]:
    """Yield the rows of so many columns among some bytes; `rest` takes other text."""
    done = 0
    for run in _RUN.finditer(data):
        while done < run.end() and (whole := _next_record(data, max(done, run.start()), done, widths, rest)):
            row, done = whole
            yield row
        if done < run.end():
            text = data[max(done, run.start()) : run.end()].decode("utf-8", "replace")
            done = run.end()
            if len(_WORDS.findall(text)) > 1 or "@" in text or len(text) >= _LONG:
                rest.texts.append(text)


def _next_record(
    data: bytes, text: int, least: int, widths: Collection[int], rest: _Rest
) -> tuple[list[object], int] | None:
    """Return the row that a text at a place is of, with the place behind it; None where none is found."""
    if rest.tries <= 0:
        return None
    begin = max(least, text - _BEFORE)
    for at in range(begin, text + 1):
        whole = _record(data, at)
        if whole is not None and whole[1] > text:
            return whole
    for count in widths:
        for at in range(max(least, text - count - 1), text + count + 1):
            for number in (count, count - 1):  # the first one may be overwritten
                whole = _headless(data, at, number)
                if whole is not None and whole[1] > text + number:
                    return whole
    rest.tries -= text + 1 - begin + 4 * sum(count + 1 for count in widths)
    return None


def _record(data: bytes, at: int) -> tuple[list[object], int] | None:
    """Return the row that begins at a place with the place behind it, None where none does."""
    try:
        length, place = read_varint(data, at)
        _, place = read_varint(data, place)
        size, types = read_varint(data, place)
    except (IndexError, ValueError):
        return None
    if not 4 <= length <= len(data) - place or not 2 <= size <= min(_COLUMNS, length):
        return None
    kinds, behind = _types(data, types, place + size)
    if behind != place + size or place + length != behind + sum(map(_width, kinds)):
        return None
    row = _values(data, behind, kinds)
    return (row, place + length) if row is not None else None


def _headless(data: bytes, at: int, count: int) -> tuple[list[object], int] | None:
    """Return the row whose serial types begin at a place, with the place behind it; None where none does.

    Its first bytes were overwritten by a free block, so that nothing states its length: the end, or a byte
    that is no sign of a text, is near behind it.
    """
    kinds, place = list[int](), at
    for _ in range(count):
        try:
            kind, place = read_varint(data, place)
        except (IndexError, ValueError):
            return None
        # bytes would fit nearly anywhere
        if kind in (10, 11) or (kind > 12 and not kind % 2) or _width(kind) > len(data) - place:
            return None
        kinds.append(kind)
    end = place + sum(map(_width, kinds))
    if count < 2 or end > len(data) or (end < len(data) and min(data[end : end + _OVERWRITTEN]) >= 0x20):
        return None
    row = _values(data, place, kinds)
    return (row, end) if row is not None else None


def _types(data: bytes, at: int, end: int) -> tuple[list[int], int]:
    """Return the serial types between two places, and where they end: past the end where one is broken."""
    kinds = list[int]()
    while at < end:
        try:
            kind, at = read_varint(data, at)
        except (IndexError, ValueError):
            return kinds, end + 1
        if kind in (10, 11):
            return kinds, end + 1
        kinds.append(kind)
    return kinds, at


def _width(kind: int) -> int:
    return (kind - 12) // 2 if kind >= 12 else SIZES.get(kind, 0)


def _values(data: bytes, at: int, kinds: list[int]) -> list[object] | None:
    """Return the values of a row, None where a text is none or there is no text."""
    values, has_text = list[object](), False
    for kind in kinds:
        raw = data[at : at + _width(kind)]
        at += _width(kind)
        if kind >= 13 and kind % 2:
            try:
                text = raw.decode("utf-8")
            except UnicodeDecodeError:
                return None
            if not text.replace("\n", " ").replace("\r", " ").replace("\t", " ").isprintable():
                return None
            has_text = has_text or bool(_WORDS.search(text))
        values.append(read_value(kind, raw))
    return values if has_text else None


def _cell(value: object) -> str:
    return "" if value is None or isinstance(value, bytes) else str(value)
