"""Trees of values (JSON, YAML, XML) become records: tables where they are flat, else fields.

A tree arrives as a stream of leaves `(path, value)`. A path holds names and ordinals from 1; an
ordinal followed by a name is an element of a repeated thing. The outermost repeated things are
the records: persons, orders, rows. A short document with several of them (a FHIR patient has
names, addresses and telecoms) is one record as a whole.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from typing import Any, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.records.byte_list import decode_secrets, join_bytes
from pii_sweep.extract.records.cell_grid import find_pairs, split_sheets
from pii_sweep.extract.records.coded_name import decode, keeps_name
from pii_sweep.extract.records.column_list import find_column_lists, is_one_column
from pii_sweep.extract.records.column_names import find_columns
from pii_sweep.extract.records.named_value import find_named
from pii_sweep.extract.records.patient_reference import find_bundles, holds_resources, name_patients
from pii_sweep.extract.records.question_reference import find_questions
from pii_sweep.extract.table.layout.sheet_blocks import blocks
from pii_sweep.extract.table.record import (
    MAX_COLUMNS,
    VALUE_NAMES,
    Batch,
    fields,
    is_pair_list,
)
from pii_sweep.extract.text.decode import until_broken
from pii_sweep.extract.text.encoded.embedded_file import LEAST_TEXT, without_files
from pii_sweep.extract.text.plain import CHUNK, passages
from pii_sweep.extract.text.word_list import find_words
from pii_sweep.types import Blob, Piece, Where

Path = tuple[str | int, ...]
Leaf = tuple[Path, str]
Render = Callable[[Path], str]

# The document's shape is decided on this many leaves.
LOOKAHEAD: Final = 20_000
LONG_COLUMNS: Final = 400_000  # where columns come one after the other
LOOKAHEAD_SIZE: Final = 1 << 25  # characters
# So many elements are records even where other things are repeated next to them.
MANY: Final = 20
# Leaves of one record handed on at once; a longer record comes in parts.
MAX_LEAVES: Final = 2000


@dataclass(slots=True)
class Plan:
    """Which repeated things of a document are its records.

    `grows` lets things be added that repeat only later in a long document; `keyed` indicates that
    the root maps keys to alike records, `roots` that the root is a list of records.
    """

    repeated: set[Path] = field(default_factory=set)
    grows: bool = False
    keyed: bool = False
    roots: bool = False

    def split(self, path: Path) -> int:
        """Return the length of the record's own path at the start of a leaf's path; 0 for none."""
        if self.keyed and len(path) > 1:
            return 1
        if self.roots and len(path) > 1 and type(path[0]) is int:
            return 1
        for at, step in enumerate(path[:-1]):
            if type(step) is int:
                shape = _shape(path[:at])
                if shape in self.repeated:
                    return at + 1
                if self.grows and step > 1:
                    self.repeated.add(shape)
                    return at + 1
        return 0


def _shape(path: Path) -> Path:
    return tuple("*" if type(step) is int else step for step in path)


def plan(head: list[Leaf], whole: bool) -> Plan:
    """Return the records of a document whose first leaves (or all: `whole`) are given."""
    counts: dict[Path, int] = {}
    for path, _ in head:
        for at, step in enumerate(path[:-1]):
            if type(step) is int:
                shape = _shape(path[:at])
                counts[shape] = max(counts.get(shape, 0), step)
    repeated = {shape: count for shape, count in counts.items() if count > 1}
    outer = {
        shape: count
        for shape, count in repeated.items()
        if not any(shape[:size] in repeated for size in range(len(shape)))
    }
    pairs = _find_pair_lists(head, outer) if whole else set()
    outer = {shape: count for shape, count in outer.items() if shape not in pairs}
    if not outer and not pairs and _is_keyed(head):
        return Plan(keyed=True)
    if whole and len(outer) > 1:
        bundles = find_bundles(path for path, _ in head)
        outer = {shape: count for shape, count in outer.items() if count >= MANY or shape in bundles}
    return Plan(set(outer), grows=not whole, roots=() in outer)


def _find_pair_lists(head: list[Leaf], shapes: Collection[Path]) -> set[Path]:
    """Return the lists whose elements are a name and a value each: the fields of one record.

    None of the shapes lies in another, so that a leaf is of one of them.
    """
    lists: dict[Path, dict[Path, list[Leaf]]] = {}
    for path, value in head:
        for at, step in enumerate(path):
            if type(step) is int and (shape := _shape(path[:at])) in shapes:
                elements = lists.setdefault(shape, {})
                elements.setdefault(path[: at + 1], []).append((path[at + 1 :], value))
                break
    return {
        shape
        for shape, elements in lists.items()
        if all(path for leaves in elements.values() for path, _ in leaves) and is_pair_list(elements.values())
    }


def _is_keyed(head: list[Leaf]) -> bool:
    """Return whether the root maps at least three keys to records of alike fields."""
    inner: dict[str | int, set[Path]] = {}
    for path, _ in head:
        if len(path) < 2:
            return False
        inner.setdefault(path[0], set()).add(_shape(path[1:]))
    if len(inner) < 3:
        return False
    everywhere = set.intersection(*inner.values())
    return len(everywhere) >= 2 and len(everywhere) * 2 >= max(map(len, inner.values()))


def pieces(leaves: Iterator[Leaf], render: Render, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the tables and fields passages of a stream of leaves, in flat memory.

    A file that a leaf holds as Base64 is yielded as a blob. An error raised by `leaves` is passed on
    after what came before it was yielded.
    """
    broken: list[Unreadable] = []
    files: list[Blob] = []
    texts = join_bytes(decode_secrets(until_broken(decode(leaves), broken)))
    plain = source = without_files(texts, where, files, budget.leave_unread)
    head: list[Leaf] = []
    whole = yield from _look_ahead(source, head, files)
    if not whole and (is_one_column(head) or find_column_lists(head, whole=False)):
        whole = yield from _look_ahead(source, head, files, LONG_COLUMNS)
    words = find_words(head)
    if words:
        head, source = list(words.take(head)), words.take(source)
    linked = name_patients if holds_resources(head) else None
    head, source = _name_values(head, source)
    shape, head, source, sheets = _plan_columns(head, source, whole)
    yield from _read_sheets(sheets, render, where, budget)
    sorter = _Sorter(shape, linked, Batch(where, render, budget))
    if isinstance(leaves, RecordStream) and source is plain and shape.roots and linked is None:
        leaves.takes_whole, sorter.whole = True, leaves.whole
    for leaf in chain(head, source):
        yield from _drain(files)
        if words and words.size > CHUNK:
            yield from passages(words.drain(), where, budget)
        yield from sorter.add(leaf)
    yield from sorter.close()
    yield from _drain(files)
    if words:
        yield from passages(words.drain(), where, budget)
    if broken:
        raise broken[0]


@dataclass(slots=True)
class _Sorter:
    """Sort leaves into records, and what is of none; `whole` holds the records that come as a whole.

    `linked` names the resources of a document by the patients that they refer to.
    """

    shape: Plan
    linked: Callable[[list[Leaf]], list[Leaf]] | None
    batch: Batch
    whole: deque[tuple[Path, dict[str, str]]] = field(default_factory=deque, repr=False)
    rest: list[Leaf] = field(default_factory=list, repr=False)
    record: list[Leaf] = field(default_factory=list, repr=False)
    own: Path = ()

    def add(self, leaf: Leaf) -> Iterator[Piece]:
        """Take a leaf; yield what is complete. Whole records come before the leaf."""
        if self.whole:
            yield from self._flush_record()
        length = self.shape.split(leaf[0])
        if not length:
            self.rest.append(leaf)
            if len(self.rest) >= MAX_LEAVES:
                yield from self._flush_rest()
            return
        if leaf[0][:length] != self.own or len(self.record) >= MAX_LEAVES:
            yield from self._flush_record()
            self.own = leaf[0][:length]
        self.record.append(leaf)

    def close(self) -> Iterator[Piece]:
        """Yield what is left."""
        yield from self._flush_record()
        yield from self.batch.flush()
        yield from self._flush_rest()

    def _flush_record(self) -> Iterator[Piece]:
        if self.record:
            yield from self.batch.add(self.own, self._link(self.record))
            self.own, self.record = (), []
        while self.whole:
            yield from self.batch.add(*self.whole.popleft())

    def _flush_rest(self) -> Iterator[Piece]:
        held, self.rest = self.rest, []
        batch = self.batch
        yield from fields(self._link(held), 0, batch.render, batch.where, batch.budget)

    def _link(self, leaves: list[Leaf]) -> list[Leaf]:
        return self.linked(leaves) if self.linked else leaves


class RecordStream:
    """The leaves of documents one after the other; records of scalars alone may be taken out as a whole.

    They are put into `whole` where `takes_whole` is set: by a reader of leaves that leaves those of such
    records as they are, which it asserts of the first ones. A leaf costs ten times as much as a field.
    """

    def __init__(
        self,
        documents: Iterator[tuple[Path, Any]],
        expand: Callable[[Path, Any], Iterator[Leaf]],
        where: Where,
    ) -> None:
        """Keep the documents, each with its own path, and what yields the leaves of one."""
        self.takes_whole = False
        self.whole = deque[tuple[Path, dict[str, str]]]()
        self._documents, self._expand, self._where = documents, expand, where
        self._leaves = self._read()

    def __iter__(self) -> Iterator[Leaf]:
        """Return the leaves that are not taken out."""
        return self._leaves

    def __next__(self) -> Leaf:
        """Return the next of them."""
        return next(self._leaves)

    def _read(self) -> Iterator[Leaf]:
        size, behind_plain = 0, False
        for own, value in self._documents:
            cells = self._find_cells(own, value) if self.takes_whole else None
            # Behind leaves that some reader may hold back, a record's own leaves drive these on.
            if cells is not None and behind_plain and size < _TAKEN:
                size += sum(map(len, cells.values()))
                if cells:
                    self.whole.append((own, cells))
                continue
            size, behind_plain = 0, bool(cells)
            if (
                self.whole and own[:1] == self.whole[-1][0]
            ):  # what is left of a log's parts is of its last record
                number, last = self.whole.pop()
                yield from (((*number, name), text) for name, text in last.items())
            yield from self._expand(own, value)

    def _find_cells(self, own: Path, value: Any) -> dict[str, str] | None:
        """Return the filled fields of a record that no reader of leaves changes; None for others."""
        if type(value) is not dict or len(own) != 1 or not len(value) <= MAX_COLUMNS:
            return None
        cells: dict[str, str] = {}
        for name, inner in value.items():
            if not _keeps_name(name):
                return None
            if inner is None or inner == "":
                continue
            kind = type(inner)
            if kind is str and inner.isascii() and inner[0] not in "{[":
                if len(inner) >= LEAST_TEXT and not self._is_plain(own, name, inner):
                    return None
                cells[name] = inner
            elif kind is bool or kind is float:
                cells[name] = str(inner).lower() if kind is bool else str(inner)
            else:
                return None
        return cells

    def _is_plain(self, own: Path, name: str, text: str) -> bool:
        """Indicate whether a text holds nothing encoded."""
        if _ENCODED.search(text) is None and (_WORD.search(text) is None or _PLAIN.fullmatch(text)):
            return True
        leaf, files, unread = ((*own, name), text), list[Blob](), list[None]()
        left = list(without_files(iter([leaf]), self._where, files, lambda: unread.append(None)))
        return left == [leaf] and not files and not unread


_TAKEN: Final = 1 << 20  # characters of whole records that wait
# What Base64, Base32 and hexadecimal have: so many signs, in lines too; and the begin of a `data:` URL.
_ENCODED: Final = re.compile(r"[A-Za-z0-9+/_=%-]{20}|[\n\r]|\Adata:|<~")
# Base85 has so many signs of any kind without a space; mailboxes and addresses on the Internet do as well.
_WORD: Final = re.compile(r"\S{20}")
_PLAIN: Final = re.compile(r"[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+|[a-z]{2,9}://[^\s<>~]+")


@lru_cache(maxsize=4096)
def _keeps_name(name: str) -> bool:
    """Indicate whether the scalar of a record below a name is read as it stands, in its place."""
    word = name.lower().removeprefix("@")
    return word not in VALUE_NAMES and name != "kind" and "@" not in name and keeps_name(name)


def _plan_columns(
    head: list[Leaf], source: Iterator[Leaf], whole: bool
) -> tuple[Plan, list[Leaf], Iterator[Leaf], dict[Path, list[list[str]]]]:
    """Return how leaves are parted, the leaves, those by column called by its name, and the sheets."""
    if columns := find_columns(head):
        rows = columns.shape[: columns.row]
        shape = Plan({rows}, grows=not whole, roots=not rows)
        return shape, [columns.rename(leaf) for leaf in head], map(columns.rename, source), {}
    if lists := find_column_lists(head, whole=whole):
        # What is beyond is still read by its column's name, row by row.
        shape = Plan({lists.records}, grows=not whole, roots=not lists.records)
        return shape, lists.sort(head), map(lists.rename, source), {}
    head, sheets = split_sheets(head) if whole else (head, {})
    return plan(head, whole=whole), head, source, sheets


def _name_values(head: list[Leaf], source: Iterator[Leaf]) -> tuple[list[Leaf], Iterator[Leaf]]:
    """Return leaves, values under the names that elements, pairs and questions give them."""
    if named := find_named(head):
        head, source = list(named.rename(head)), named.rename(source)
    if pairs := find_pairs(head):
        head, source = list(pairs.rename(head)), pairs.rename(source)
    if questions := find_questions(head):
        head, source = list(questions.join(head)), questions.join(source)
    return head, source


def _read_sheets(
    sheets: Mapping[Path, list[list[str]]], render: Render, where: Where, budget: Budget
) -> Iterator[Piece]:
    """Yield the blocks of each sheet; one alone is the document's."""
    for path, cells in sheets.items():
        inner = replace(where, inside=(*where.inside, render(path))) if len(sheets) > 1 else where
        yield from blocks(cells, inner, budget)


def _look_ahead(
    source: Iterator[Leaf], head: list[Leaf], files: list[Blob], most: int = LOOKAHEAD
) -> Generator[Blob, None, bool]:
    """Take the first leaves into `head`, yield the files among them, and say whether those are all."""
    size = sum(len(value) for _, value in head)
    for leaf in source:
        head.append(leaf)
        size += len(leaf[1])
        yield from _drain(files)
        if len(head) >= most or size >= LOOKAHEAD_SIZE:
            return False
    return True


def _drain(files: list[Blob]) -> Iterator[Blob]:
    while files:
        yield files.pop(0)
