"""Lists of lists in a tree: sheets, as interfaces of spreadsheets answer, and pairs of a name and its value.

Google's (`valueRanges[].values`) and Microsoft's give a sheet's rows with its titles and empty rows; forms
are sent as `[["name", "Maria"], ["DOB", …]]`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from pii_sweep.extract.records.column_names import Leaf, Path, shape_of
from pii_sweep.extract.table.column_labels import PERSON

# A sheet has so many rows and columns at least, and letters in such a share of its cells: figures are points.
_ROWS, _WIDTH, _LETTERS = 3, 3, 0.3
_LABEL: Final = re.compile(r"[^\W\d][\w .'()/\-]{1,39}")
_LEAST_NAMED: Final = 2  # of a form's names are words for what is known of people


def split_sheets(leaves: Sequence[Leaf]) -> tuple[list[Leaf], dict[Path, list[list[str]]]]:
    """Return the leaves of a whole document outside of its sheets, and the rows of each sheet by its path."""
    sheets = {own: rows for own, rows in _find_grids(leaves).items() if _is_sheet(rows)}
    turned = {path[:-1] for path, value in leaves if path[-1:] == ("majorDimension",) and value == "COLUMNS"}
    for own in [own for own in sheets if own[:-1] in turned]:
        sheets[own] = _turn(sheets[own])
    rest = [leaf for leaf in leaves if leaf[0][:-2] not in sheets]
    return rest, {
        own: [_fill(rows.get(at, {})) for at in range(1, max(rows) + 1)] for own, rows in sheets.items()
    }


Cells = Mapping[int, Mapping[int, str]]


def _find_grids(leaves: Sequence[Leaf]) -> dict[Path, dict[int, dict[int, str]]]:
    """Return the lists of lists of values, by row and column, that hold nothing else."""
    found: dict[Path, dict[int, dict[int, str]]] = {}
    others: set[Path] = set()
    for path, value in leaves:
        row, cell = path[-2:] if len(path) > 1 else ("", "")
        if type(row) is int and type(cell) is int:
            found.setdefault(path[:-2], {}).setdefault(row, {})[cell] = value
            others.update(path[:at] for at in range(len(path) - 2))
        else:
            others.update(path[:at] for at in range(len(path)))
    return {own: rows for own, rows in found.items() if own not in others}


def _is_sheet(rows: Cells) -> bool:
    cells = [value for row in rows.values() for value in row.values()]
    wide = max(max(row) for row in rows.values()) >= _WIDTH
    words = sum(any(map(str.isalpha, value)) for value in cells)
    return len(rows) >= _ROWS and wide and words >= _LETTERS * len(cells)


def _turn(columns: Cells) -> dict[int, dict[int, str]]:
    """Return the rows of a sheet that an interface gives column by column."""
    rows: dict[int, dict[int, str]] = {}
    for at, column in columns.items():
        for row, value in column.items():
            rows.setdefault(row, {})[at] = value
    return rows


def _fill(row: Mapping[int, str]) -> list[str]:
    return [row.get(at, "") for at in range(1, max(row, default=0) + 1)]


@dataclass(slots=True)
class Pairs:
    """Where lists of pairs lie whose first value names the second, and the names that were seen there.

    What comes first in a later pair may be a person's name.
    """

    names: Mapping[Path, frozenset[str]]

    def rename(self, leaves: Iterable[Leaf]) -> Iterator[Leaf]:
        """Yield leaves, the second value of a pair under its first; a name without a value stays a leaf."""
        held: Leaf | None = None
        for path, value in leaves:
            if held and path == (*held[0][:-1], 2):
                yield (*path[:-2], held[1]), value
                held = None
                continue
            if held:
                yield held
            named = path[-1:] == (1,) and value in self.names.get(shape_of(path[:-2]), ())
            held = (path, value) if named else None
            if not held:
                yield path, value
        if held:
            yield held


def find_pairs(head: Sequence[Leaf]) -> Pairs | None:
    """Return where a document's first leaves are pairs of a name and a value, as of forms; None for none.

    Of the names of each list several are words for what is known of people, or one is and another list has
    the same names: in a list of scores they are people themselves.
    """
    forms: dict[Path, list[tuple[str, ...]]] = {}
    for own, rows in _find_grids(head).items():
        forms.setdefault(shape_of(own), []).append(_read_names(rows))
    names = {
        shape: frozenset(chain.from_iterable(lists)) for shape, lists in forms.items() if _are_forms(lists)
    }
    return Pairs(names) if names else None


def _read_names(rows: Cells) -> tuple[str, ...]:
    """Return the first values of a list of pairs, nothing where they are no different labels."""
    names = tuple(row.get(1, "") for row in rows.values())
    wide = any(max(row) > 2 for row in rows.values())
    same = len(set(names)) < len(names)
    return () if wide or same or not all(map(_LABEL.fullmatch, names)) else names


def _are_forms(lists: Sequence[tuple[str, ...]]) -> bool:
    counts = Counter(lists)
    return all(
        sum(PERSON.search(name) is not None for name in names) >= (1 if count > 1 else _LEAST_NAMED)
        for names, count in counts.items()
    )
