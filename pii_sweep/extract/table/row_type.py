"""CSV whose rows say in their first cell what they are of: `FK`, `OF`; `H`, `D`, `T`; `10`, `20`, `99`.

Rows of one type have columns of their own, and are a table of their own. A header may come first for each;
accounting programs (the Intuit Interchange Format) set a sign before its type: `!CUST`, then rows of `CUST`.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.emit import ROWS, tables
from pii_sweep.extract.table.header_row import has_header, is_name
from pii_sweep.types import Piece, Where

_TYPE = re.compile(r"!?[A-Z]{1,8}\d{0,3}|\d{1,4}")
# Rows that show types, and of the most common one; the most types; so many of a type's rows are as wide.
_LEAST, _OFTEN, _MOST, _ALIKE = 5, 3, 12, 0.9
_NARROWEST = 3  # cells of the widest rows


def has_types(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether all rows begin with their type, by which their widths differ."""
    if len(rows) < _LEAST or not all(row and _TYPE.fullmatch(row[0].strip()) for row in rows):
        return False
    widths: dict[str, Counter[int]] = {}
    for row in rows:
        widths.setdefault(_name_type(row), Counter())[len(row)] += 1
    most = max(sum(counts.values()) for counts in widths.values())
    if not 1 < len(widths) <= _MOST or most < _OFTEN or len(widths) > len(rows) // 2:
        return False
    common = {kind: counts.most_common(1)[0] for kind, counts in widths.items()}
    steady = all(count >= _ALIKE * sum(widths[kind].values()) for kind, (_, count) in common.items())
    different = {width for width, _ in common.values()}
    return steady and len(different) > 1 and max(different) >= _NARROWEST


def find_delimiter(head: Sequence[str]) -> str:
    """Return what parts the typed rows below titles in brackets, as `[Satzbeschreibung]`; else nothing.

    Such files describe their records first, and set what is true of all of them as `name=value`.
    """
    if sum(_SECTION.fullmatch(line.strip()) is not None for line in head) < _SECTIONS:
        return ""
    total = sum(is_record(line) for line in head)
    for mark in ";|\t,":
        lines = [line.strip() for line, recorded in part_records(head, mark) if recorded]
        try:
            if sum(map(is_record, lines)) > _MOSTLY * total and has_types(
                _data(csv.reader(lines, delimiter=mark))
            ):
                return mark
        except csv.Error:  # a field longer than any of a record
            continue
    return ""


def find_announced(head: Sequence[str]) -> str:
    """Return what parts rows whose types headers with a sign before them announce: `!EMP`; else nothing.

    Every line must be such a header or a row of a type that one announces.
    """
    first = _HEADER.match(head[0]) if head else None
    if first is None:
        return ""
    mark, announced, rows = first[2], set[str](), 0
    for line in head:
        if not line.strip():
            continue
        if (header := _HEADER.match(line)) and header[2] == mark:
            announced.add(header[1])
        elif line.strip().partition(mark)[0] not in announced:
            return ""
        else:
            rows += 1
    return mark if rows else ""


_HEADER = re.compile(r"!([A-Z][A-Z\d_]{0,30})([\t,;|])")


def split_announced(rows: Iterable[Sequence[str]], where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the rows of each announced type as a member named after it, those of no such type as `*`.

    A header serves the rows of its type up to the next one. One without rows is data itself.
    """
    headers: dict[str, tuple[str, ...]] = {}
    held: dict[str, list[Sequence[str]]] = {}
    first = Counter[str]()
    unused: dict[str, Sequence[str]] = {}

    def emit(kind: str) -> Iterator[Piece]:
        header = () if kind in unused else headers.get(kind, ())
        rows = [unused.pop(kind)] if kind in unused else held.pop(kind, [])
        inner = replace(where, inside=(*where.inside, kind))
        yield from tables(rows, header, inner, budget, first[kind] + 1)
        first[kind] += len(rows)

    for row in filter(None, rows):
        kind, cells = _name_type(row), row[1:]
        if row[0][:1] == _SIGN and (kind in headers or len(headers) < _MOST_ANNOUNCED):
            if headers.get(kind) != (names := tuple(cell.strip() for cell in cells)):
                yield from emit(kind)
                headers[kind], unused[kind] = names, cells
            continue
        kind, cells = (kind, cells) if kind in headers else ("*", row)
        unused.pop(kind, None)
        held.setdefault(kind, []).append(cells)
        if len(held[kind]) >= ROWS:
            yield from emit(kind)
    for kind in (*headers, "*"):
        yield from emit(kind)


_MOST_ANNOUNCED = 200


def _data(rows: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    """Return rows without the first one of each type, which may describe the others."""
    seen: set[str] = set()
    data: list[Sequence[str]] = []
    for row in filter(None, rows):
        if row[0] in seen:
            data.append(row)
        seen.add(row[0])
    return data


_MOSTLY = 0.8  # of the lines that are no titles, settings or remarks; the others are sentences
_SECTIONS, _SECTION = 2, re.compile(r"\[[^\[\]]{2,60}\]")
_SETTING = re.compile(r"[\w.\- ]{1,60}=.*|[*#'].*|//.*|")


def is_record(line: str, mark: str = "") -> bool:
    """Return whether a line of a file with titled sections is no title, setting, remark or empty.

    Where the mark behind a record's type is known, a line without a type is a sentence.
    """
    text = line.strip()
    if mark and not (mark in text and _TYPE.fullmatch(text.partition(mark)[0].strip())):
        return False
    return not (_SECTION.fullmatch(text) or _SETTING.fullmatch(text))


def part_records(source: Iterable[str], mark: str) -> Iterator[tuple[str, bool]]:
    """Yield lines, and whether each is of a record: those are too over which a quoted cell runs on.

    A quote that none of the next lines closes is a sign as any other.
    """
    pending, ahead = iter(source), deque[str]()
    opened = re.compile(rf'(?:^|{re.escape(mark)})[ ]?"')
    while (line := ahead.popleft() if ahead else next(pending, None)) is not None:
        recorded = is_record(line, mark)
        yield line, recorded
        if not recorded or line.count('"') % 2 == 0 or not opened.search(line):
            continue
        ahead += islice(pending, _RUN_ON - len(ahead))
        end = next((at for at, more in enumerate(ahead) if more.count('"') % 2), -1)
        for _ in range(end + 1):
            yield ahead.popleft(), True


_RUN_ON = 30  # lines of a record that a quoted cell runs on over


_SIGN = "!"  # before the type of a header


def _name_type(row: Sequence[str]) -> str:
    return row[0].strip().lstrip(_SIGN)


def _name_columns(rows: list[Sequence[str]]) -> tuple[str, ...]:
    """Return the names of a type's columns, its first row, which is taken away.

    What a description says of the type itself stands before them: all rows are as much shorter. What each
    name ends with (`#psd`) says nothing.
    """
    names = [cell.strip() for cell in rows.pop(0)]
    more = len(names) - max(map(len, rows))
    names = names[more:] if 0 < more <= _MORE else names
    ends = {name.rpartition("#")[2] for name in names if name}
    return tuple(name.rpartition("#")[0] or name for name in names) if len(ends) == 1 else tuple(names)


_MORE = 2


def split_types(
    rows: Iterable[Sequence[str]], where: Where, budget: Budget, *, bare: bool = False
) -> Iterator[Piece]:
    """Yield the rows of each type as a member named after it, without the cell that says the type.

    A header that comes first serves all rows of its type; `bare` rows have none. A record right before the
    first of a type may be its header, with a type of its own.
    """
    held: dict[str, list[Sequence[str]]] = {}
    headers: dict[str, tuple[str, ...]] = {}
    above: dict[str, str] = {}
    first = Counter[str]()
    before = ""

    def emit(kind: str, rows: list[Sequence[str]]) -> Iterator[Piece]:
        if kind not in headers and not bare and _heads(held.get(above.get(kind, ""), ()), rows):
            headers[kind] = tuple(cell.strip() for cell in held.pop(above[kind])[0])
        if kind not in headers:
            headed = not bare and len(rows) > 1 and has_header(rows)
            headers[kind] = _name_columns(rows) if headed else ()
        inner = replace(where, inside=(*where.inside, kind))
        yield from tables(rows, headers[kind], inner, budget, first[kind] + 1)
        first[kind] += len(rows)

    for row in rows:
        kind = _name_type(row)
        if kind not in held and kind not in first:
            above[kind] = before
        before = kind
        held.setdefault(kind, []).append(row[1:])
        if len(held[kind]) >= ROWS:
            yield from emit(kind, held.pop(kind))
    headed = [kind for kind in held if _heads(held.get(above[kind], ()), held[kind])]
    for kind in (*headed, *held):
        if kind in held:
            yield from emit(kind, held.pop(kind))


def _heads(above: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the only record of one type names the columns of another's rows: PayPal's `CH` and `SB`.

    Most of its cells are words of headers: what else stands above rows of its width is a record as they are.
    """
    if len(above) != 1 or any(len(row) != len(above[0]) for row in rows[:_LEAST]):
        return False
    names = [cell for cell in above[0] if cell.strip()]
    return (
        len(names) > _NARROWEST and 2 * sum(map(is_name, names)) > len(names) and has_header([*above, *rows])
    )
