"""Cells that hold arrays as PHP serializes them become columns of their keys, as WordPress keeps forms.

`a:2:{s:4:"name";s:7:"Ann Lee";s:3:"age";i:31;}` (PHP manual, serialize). Arrays within arrays are fields of
dotted names; a cell that does not parse as a whole stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

# Where a key or a value begins: a string with its bytes, a number, a truth value, nothing, an array, its end.
_TOKEN: Final = re.compile(r"s:(\d{1,7}):\"|[id]:([\d.+\-E]{1,30});|b:([01]);|(N);|a:\d{1,6}:(\{)|(\})")
_BEGIN: Final = "a:"
_DEEPEST: Final = 8
_MOST: Final = 200  # keys of a cell, and columns of a table


def is_held(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether a cell of the first rows begins as an array does."""
    return any(cell.startswith(_BEGIN) for row in rows[:20] for cell in row)


def spread(rows: Sequence[Sequence[str]], header: Sequence[str], columns: dict[str, int]) -> list[list[str]]:
    """Return rows with the fields of their arrays in columns behind the others.

    `columns` are the places of the fields' names, which other rows of the table may have added to.
    """
    width, out = len(header), []
    for row in rows:
        cells = [*row, *[""] * (width - len(row))]
        for at, cell in enumerate(row):
            fields = parse(cell) if cell.startswith(_BEGIN) else {}
            names = [f"{header[at] if at < width else ''}.{key}" for key in fields]
            if not fields or len({*columns, *names}) > _MOST:
                continue
            cells[at] = ""
            for name, value in zip(names, fields.values(), strict=True):
                place = columns.setdefault(name, width + len(columns))
                cells += [""] * (place + 1 - len(cells))
                cells[place] = value
        out.append(cells)
    return out


def parse(cell: str) -> dict[str, str]:
    """Return an array's values by their keys, within others by dotted ones; nothing for other text."""
    fields: dict[str, str] = {}
    path: list[str] = []
    key: str | None = None
    at = opened = 0
    while match := _TOKEN.match(cell, at):
        at = match.end()
        if match[6]:
            opened -= 1
            path = path[:-1]
            if not opened:
                return fields if at == len(cell.rstrip()) else {}
            continue
        if match[5]:
            if key is None and opened:
                return {}
            path, key, opened = [*path, key or ""], None, opened + 1
            if opened > _DEEPEST:
                return {}
            continue
        value = next(filter(None, match.groups()[1:3]), "")
        if match[1]:
            end = _find_end(cell, at, int(match[1]))
            if end < 0:
                return {}
            value, at = cell[at:end], end + len('";')
        if key is None:
            key = value
        else:
            fields[".".join(filter(None, (*path, key)))] = value
            key = None
        if len(fields) > _MOST:
            return {}
    return {}


def _find_end(cell: str, start: int, size: int) -> int:
    """Return where a string of so many bytes ends; where a dump changed them, at its quote and semicolon."""
    held = cell[start : start + size].encode("utf-8", "replace")[:size].decode("utf-8", "ignore")
    end = start + len(held)
    return end if cell.startswith('";', end) else cell.find('";', start)
