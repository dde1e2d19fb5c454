"""Trees whose columns are lists of values: `{"name": ["Ann", …], "ssn": [512341876, …]}`.

pandas writes so by default, by the keys of rows (`{"name": {"0": "Ann", …}, …}`); polars and interfaces of
charts put each column's name next to its list, Grafana all names into a list of their own. A value gets the
number of its row and the name of its column for the last steps of its path, so that rows become records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pii_sweep.extract.records.column_names import Leaf, Path, find_name_lists, shape_of
from pii_sweep.extract.table.column_labels import PERSON

# A table has so many columns and rows; half of its columns are as long as the longest, and the others
# half as long: values at their ends are missing.
_LEAST_COLUMNS, _LEAST_ROWS, _FULL = 2, 3, 0.5
_LISTS: Final = frozenset({"values", "data", "value", "items", "cells"})
_NAMES: Final = frozenset({"name", "field", "label", "title", "header", "column", "id", "key"})
_NUMBER: Final = re.compile(r"\d+")
_KEY: Final = re.compile(r"[\d@ ]")  # in a row's key that is no number: of an employee, a mailbox, a name
_SIGNS: Final = re.compile(r"[_.\-]|(?<=[a-z])(?=[A-Z])")


@dataclass(slots=True)
class ColumnLists:
    """Where the columns lie, their names by the step that stands for each, and the rows of keys.

    `inner` is what leads from a column to its values: `values`, or nothing. With `grows` set, columns follow
    that the first leaves do not hold.
    """

    parent: Path
    names: Mapping[str | int, str]
    inner: Path = ()
    grows: bool = False
    rows: dict[str | int, int] = field(default_factory=dict, repr=False)

    @property
    def records(self) -> Path:
        """The path of the rows."""
        return (*self.parent, *self.inner)

    def rename(self, leaf: Leaf) -> Leaf:
        """Return a value under its row and its column's name, others as they are."""
        path, value = leaf
        at = len(self.parent)
        if len(path) != at + 2 + len(self.inner) or path[:at] != self.parent:
            return leaf
        column = path[at]
        name = self.names.get(column, column if self.grows and isinstance(column, str) else "")
        if not name or path[at + 1 : -1] != self.inner:
            return leaf
        step = path[-1]
        row = step if isinstance(step, int) else self.rows.setdefault(step, len(self.rows) + 1)
        return (*self.records, row, name), value

    def sort(self, leaves: Iterable[Leaf]) -> list[Leaf]:
        """Return the leaves of a whole document in the order of their rows, others before them."""
        at = len(self.records)
        renamed = [(self.rename(leaf), leaf) for leaf in leaves]
        others = [leaf for leaf, old in renamed if leaf is old]
        values = [leaf for leaf, old in renamed if leaf is not old]
        return [*others, *sorted(values, key=lambda leaf: int(leaf[0][at]))]


@dataclass(slots=True)
class _NameLists:
    """The lists in a document's first leaves that may name columns, by their lengths; sought when needed."""

    head: Sequence[Leaf]
    found: dict[int, list[tuple[Path, Sequence[str]]]] | None = None

    def find(self, own: Path, width: int) -> Sequence[str]:
        """Return so many names that stand elsewhere than in the lists right below a path; none for none."""
        if self.found is None:
            shapes: dict[Path, list[Leaf]] = {}
            for path, value in self.head:
                shapes.setdefault(shape_of(path), []).append((path, value))
            self.found = {}
            for shape, names in find_name_lists(shapes):
                self.found.setdefault(len(names), []).append((shape, names))
        size = len(own)
        return next(
            (
                names
                for shape, names in self.found.get(width, ())
                if shape[:size] != own or len(shape) != size + 2
            ),
            (),
        )


def find_column_lists(head: Sequence[Leaf], *, whole: bool) -> ColumnLists | None:
    """Return where a document's first leaves, or all, are lists of one column each; None for other leaves."""
    lists: dict[tuple[Path, Path], dict[str | int, list[str | int]]] = {}
    labels: dict[Path, str] = {}
    for path, value in head:
        if len(path) > 2 and path[-1] in _NAMES and isinstance(path[-2], int):
            labels.setdefault(path[:-1], value)
        inner = path[-2:-1] if len(path) > 2 and path[-2] in _LISTS and isinstance(path[-3], int) else ()
        own = path[: -2 - len(inner)] if len(path) > 1 + len(inner) else None
        if own is None or any(isinstance(step, int) for step in own):
            continue
        columns = lists.setdefault((own, inner), {})
        columns.setdefault(path[len(own)], []).append(path[-1])
    others = _NameLists(head)
    for (own, inner), columns in lists.items():
        if not _are_alike(columns, whole=whole):
            continue
        if names := _name_columns(own, inner, columns, labels, others):
            return ColumnLists(own, names, inner, grows=not whole)
    return None


def is_one_column(head: Sequence[Leaf]) -> bool:
    """Return whether first leaves are of one list at the top of a document: its other columns follow."""
    first = head[0][0][:-1]
    return 0 < len(first) <= _LEAST_ROWS and all(path[:-1] == first for path, _ in head)


def _are_alike(columns: Mapping[str | int, Sequence[str | int]], *, whole: bool) -> bool:
    """Return whether columns are about equally long; the last of a document's first leaves goes on."""
    if len(columns) < _LEAST_COLUMNS and whole:
        return False
    sizes = [
        max((step for step in steps if isinstance(step, int)), default=len(steps))
        for steps in columns.values()
    ]
    keys = set[str | int]().union(*columns.values())
    if len(keys) < _LEAST_ROWS or len({type(key) for key in keys}) > 1:
        return False
    ended = sizes if whole else sizes[:-1] or sizes
    full = sum(size == max(ended) for size in ended)
    return full >= _FULL * len(ended) and min(ended) >= _FULL * max(ended)


def _name_columns(
    own: Path,
    inner: Path,
    columns: Mapping[str | int, Sequence[str | int]],
    labels: Mapping[Path, str],
    others: _NameLists,
) -> Mapping[str | int, str]:
    """Return the names of columns: their keys, what stands next to their lists, or another list's values."""
    keys = [step for step in next(iter(columns.values())) if isinstance(step, str)]
    named: dict[str | int, str] = {step: step for step in columns if isinstance(step, str)}
    if len(named) == len(columns):
        if inner or (keys and not _name_fields(list(named.values()), keys)):
            return {}
        return named
    if named or keys:
        return {}
    if inner:
        labelled = {step: labels.get((*own, step), "") for step in columns}
        return labelled if all(labelled.values()) else {}
    width = max(step for step in columns if isinstance(step, int))
    if any(len(steps) == width for steps in columns.values()):
        return {}  # as many rows as columns: which are which, nothing says
    return dict(enumerate(others.find(own, width), 1))


def _name_fields(outer: Iterable[str], inner: Sequence[str]) -> bool:
    """Return whether the outer of two kinds of keys name fields, and the inner ones rows.

    Else each outer key is that of a record, and the inner ones name its fields.
    """
    if any(map(_is_field, inner)):
        return False
    numbered = all(map(_NUMBER.fullmatch, inner)) and not any(map(_NUMBER.fullmatch, outer))
    return numbered or (any(map(_is_field, outer)) and all(map(_KEY.search, inner)))


def _is_field(name: str) -> bool:
    return PERSON.search(_SIGNS.sub(" ", name)) is not None
