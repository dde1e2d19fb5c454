"""Trees whose rows are lists of cells: the columns' names stand apart from them, or in the first row.

Interfaces of databases answer so: pandas (`columns`, `data`), BigQuery (`schema.fields`, `rows[].f[].v`),
Snowflake, Neo4j, InfluxDB, Socrata, Google's charts, CDISC's Dataset-JSON, FileMaker's and Excel's XML. A
cell gets its column's name for the last step of its path, or its number alone: the first row may name it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

Path = tuple[str | int, ...]
Leaf = tuple[Path, str]

# What a list of columns calls a column's name, the plainest first; else the list itself is called so.
_NAMES: Final = ("label", "name", "title", "fieldname", "columnname")
_LISTS: Final = frozenset(
    {"columns", "fields", "header", "headers", "cols", "columnnames", "fieldnames", "names"}
)
_NAME: Final = re.compile(r"[^\W\d][\w .()/#:$-]{0,79}")
_PLAIN: Final = re.compile(r"[^a-z]")
# What stands around a cell and says nothing of what it holds.
_AROUND: Final = frozenset(
    {"cell", "data", "c", "v", "f", "col", "column", "td", "th", "value", "varcharvalue"}
)


@dataclass(slots=True)
class Columns:
    """Where cells lie: their shape, the places of the row's and of the cell's number, the columns' names."""

    shape: Path
    row: int
    cell: int
    names: Sequence[str]
    moved: dict[Path, int] = field(default_factory=dict)

    def rename(self, leaf: Leaf) -> Leaf:
        """Return a leaf with its column's name for the steps behind its row, others as they are."""
        path, value = leaf
        if shape_of(path[: self.cell + 1]) != self.shape[: self.cell + 1]:
            return leaf
        own, number = path[: self.row + 1], path[self.cell]
        if not isinstance(number, int):
            return leaf
        if path[-1] == "@Index" and value.isdecimal():  # Excel leaves empty cells out, and counts them
            self.moved = {own: int(value) - number}
        if shape_of(path) != self.shape:  # a cell's type or style
            return (*own, path[-1] if isinstance(path[-1], str) else "text()"), value
        number += self.moved.get(own, 0)
        named = 0 < number <= len(self.names)
        return (*own, self.names[number - 1] if named else number), value


def find_columns(head: Sequence[Leaf]) -> Columns | None:
    """Return where the cells of a document's first leaves lie; None where rows are no lists of cells."""
    shapes: dict[Path, list[Leaf]] = {}
    for path, value in head:
        shapes.setdefault(shape_of(path), []).append((path, value))
    grids = [(len(leaves), shape) for shape, leaves in shapes.items() if not _is_attribute(shape)]
    for _, shape in sorted(grids, key=lambda grid: -grid[0])[:3]:
        several = _count_several(shape, shapes[shape])
        if len(several) < 2:
            continue
        row, cell = list(several)[-2:]
        apart = {one: held for one, held in shapes.items() if one[: row + 1] != shape[: row + 1]}
        if names := list_names(apart, several[cell]):
            return Columns(shape, row, cell, names)
        around = {str(step).lower() for step in shape[row + 1 :] if step != "*"}
        alone = all(
            other == shape or _is_attribute(other) for other in shapes if other[: row + 1] == shape[: row + 1]
        )
        if alone and around and around <= _AROUND:
            return Columns(shape, row, cell, ())
    return None


def shape_of(path: Path) -> Path:
    """Return a path with a star for each number."""
    return tuple("*" if type(step) is int else step for step in path)


def _is_attribute(shape: Path) -> bool:
    return str(shape[-1]).startswith("@") if shape else False


def _count_several(shape: Path, leaves: Sequence[Leaf]) -> Mapping[int, int]:
    """Return the largest number at each place of a shape where it is not always the first."""
    places = [at for at, step in enumerate(shape) if step == "*"]
    counts = {
        at: max((step for path, _ in leaves if isinstance(step := path[at], int)), default=0) for at in places
    }
    return {at: count for at, count in counts.items() if count > 1}


def list_names(shapes: Mapping[Path, Sequence[Leaf]], width: int) -> Sequence[str]:
    """Return the names of as many columns as rows have cells, none where no list holds them."""
    return next((names for _, names in find_name_lists(shapes, width)), ())


def find_name_lists(
    shapes: Mapping[Path, Sequence[Leaf]], width: int | None = None
) -> Sequence[tuple[Path, Sequence[str]]]:
    """Return the lists that may name columns, of a width or any, by their shapes, the plainest first."""
    found: list[tuple[int, Path, Sequence[str]]] = []
    for shape, leaves in shapes.items():
        if width not in (None, len(leaves)):
            continue
        several = list(_count_several(shape, leaves))
        if len(several) != 1:
            continue
        last, owner = (_PLAIN.sub("", str(shape[at]).lower()) for at in (-1, several[0] - 1))
        values = [value for _, value in leaves]
        if last not in _NAMES and (several[0] != len(shape) - 1 or owner not in _LISTS):
            continue
        if len(set(values)) == len(values) and all(map(_NAME.fullmatch, values)):
            found.append((_NAMES.index(last) if last in _NAMES else 0, shape, values))
    return [(shape, values) for _, shape, values in sorted(found, key=lambda one: one[0])]
