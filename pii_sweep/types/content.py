"""Where things lie and what is read there: all but references and gaps stays inside one worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple, NoReturn, Protocol, overload

if TYPE_CHECKING:  # `--help` loads no arrays
    import numpy as np
    from numpy.typing import NDArray

Role = Literal["customer", "recipient", "buyer", "sender", "merchant"]


class Box(NamedTuple):
    """A rectangle in pixels of the rendered page, origin top left, rotation applied."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class ObjectRef:
    """One listed object; enough to fetch it again, nothing of its content."""

    bucket: str
    key: str
    version: str | None = None
    etag: str | None = None
    size: int = 0
    modified: datetime | None = None
    storage_class: str = "STANDARD"


@dataclass(frozen=True, slots=True)
class Where:
    """A place: an object, a member in it, a page, a box, a line, a cell, a JSON path.

    `page`, `line`, `row` and `column` count from 1; a table's header is not a row.
    """

    ref: ObjectRef
    inside: tuple[str, ...] = ()
    page: int | None = None
    box: Box | None = None
    line: int | None = None
    row: int | None = None
    column: int | None = None
    column_name: str | None = None
    json_path: str | None = None

    @property
    def member(self) -> str | None:
        """Return the path inside archives and mails, or None for the object itself."""
        return "/".join(self.inside) if self.inside else None


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes not read yet: an S3 object and an archive member are one noun.

    `open()` gives a fresh seekable binary stream; the caller closes it. `metadata()` gives what the store
    says of an object by name, once its body was asked for, `tags()` the object's tags; where some cannot be
    read, it raises StoreError behind those that came.
    """

    where: Where
    open: Callable[[], BinaryIO] = field(repr=False)
    size: int | None = None
    metadata: Callable[[], Mapping[str, str]] = field(default=dict, repr=False)
    tags: Callable[[], Iterable[tuple[str, str]]] = field(default=tuple, repr=False)

    @property
    def name(self) -> str:
        """Return the file name that hints at the kind; the first bytes decide."""
        return self.where.inside[-1] if self.where.inside else self.where.ref.key


class _Untravelling:
    """A holder of document text: it must not be pickled, and `repr` shows none of it."""

    __slots__ = ()

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} holds document text and must not leave the worker")


class Span(NamedTuple):
    """What is known of `text[start:end]` of a passage: where it lies and how surely it was read."""

    start: int
    end: int
    box: Box | None = None
    line: int | None = None
    row: int | None = None
    column: int | None = None
    column_name: str | None = None
    json_path: str | None = None
    confidence: float | None = None


class Inked(Protocol):
    """A word of a page, or several of one line parted by one space each, and its box.

    `ends` holds for several words where each character ends, and before them where the first one begins,
    in any unit; it is empty for one word.
    """

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def box(self) -> Box: ...  # noqa: D102
    @property
    def ends(self) -> Sequence[float]: ...  # noqa: D102


class Run(NamedTuple):
    """Words that follow one another on a line without a wide gap: `text[start:end]` of a passage."""

    start: int
    end: int
    box: Box
    words: Sequence[Inked]

    def __repr__(self) -> str:
        """Return where the run lies, not what it says."""
        return f"Run({self.start}, {self.end}, {self.box})"

    def spans(self) -> Iterator[Span]:
        """Yield the words one by one."""
        start = self.start
        for held in self.words:
            if not len(held.ends):
                yield Span(start, start + len(held.text), held.box)
            else:
                yield from _split(held, start)
            start += len(held.text) + 1


def _split(held: Inked, start: int) -> Iterator[Span]:
    left, top, right, bottom = held.box
    first, last = float(held.ends[0]), float(held.ends[-1])
    scale, at = (right - left) / (last - first), 0
    for word in held.text.split(" "):
        x0, x1 = (left + (float(held.ends[edge]) - first) * scale for edge in (at, at + len(word)))
        yield Span(start + at, start + at + len(word), Box(x0, top, x1, bottom))
        at += len(word) + 1


class Runs(_Untravelling, Sequence[Span]):
    """The spans of a page's words, made only when they are asked for; `whole` are the runs they are in."""

    __slots__ = ("_words", "whole")

    def __init__(self, whole: Sequence[Run]) -> None:
        """Keep the runs, sorted by start."""
        self.whole = whole
        self._words: tuple[Span, ...] | None = None

    def __len__(self) -> int:
        return len(self._spans())

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Span, ...]: ...
    def __getitem__(self, index: int | slice) -> Span | tuple[Span, ...]:
        return self._spans()[index]

    def _spans(self) -> tuple[Span, ...]:
        if self._words is None:
            self._words = tuple(word for run in self.whole for word in run.spans())
        return self._words


Layout = Literal["prose", "page", "label", "fields", "barcode", "metadata", "log"]


@dataclass(frozen=True, slots=True)
class Passage(_Untravelling):
    """Text of one place. Lines are separated by a newline, blocks by an empty line.

    `spans` are sorted by start and do not overlap: words with boxes for pages and
    pictures, values with a JSON path for records; empty where only `where` is known.
    `layout` says how the text is set: running prose, a page, a shipping label,
    `name: value` fields, a barcode's payload, metadata, or log lines. `card` is the edge of the
    card or paper in a picture that the text stands on, where that is clear.
    """

    text: str = field(repr=False)
    where: Where
    spans: Sequence[Span] = field(default=(), repr=False)
    layout: Layout = "prose"
    ocr_confidence: float | None = None
    card: Box | None = None

    @property
    def runs(self) -> Sequence[Span | Run]:
        """Return the spans, or what they lie in where words of a page are kept together."""
        return self.spans.whole if isinstance(self.spans, Runs) else self.spans


@dataclass(frozen=True, slots=True)
class Table(_Untravelling):
    """Consecutive rows of one table; a large table comes as many of these, in order.

    `where` (without row and column) is the same for all parts of a table. `first_row`
    is the number of `rows[0]`, from 1, the header not counted. `header` is empty
    where the table has none. For records, `header` holds the JSON paths. `size` is the number of characters
    of the rows where the reader counted them.
    """

    where: Where
    header: tuple[str, ...] = field(repr=False)
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    first_row: int = 1
    size: int = field(default=-1, compare=False)


def characters(piece: Passage | Table) -> int:
    """Return how many characters a piece holds, a table's header included."""
    if isinstance(piece, Passage):
        return len(piece.text)
    rows = piece.size if piece.size >= 0 else sum(map(len, map("".join, piece.rows)))
    return rows + sum(map(len, piece.header))


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that was not read, and why; `reason` is a code, never a message.

    `share` is how much of the place was read well (0 to 1), where it was read in part.
    """

    where: Where
    reason: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something counted while reading: pages, faces, characters examined, ...; or the media type.

    `member`: a file within is about to be read, or the object itself, whose name the detector examines.
    """

    where: Where
    measure: Literal[
        "pages",
        "ocr_pages",
        "faces",
        "media_type",
        "suppressed",
        "by_pattern",
        "examined",
        "member",
        "unread_tags",
    ]
    amount: int = 1
    label: str = ""


Piece = Passage | Table | Gap | Note


@dataclass(frozen=True, slots=True)
class Detection(_Untravelling):
    """An entity with its text, inside the worker only; `Finding` is what leaves it.

    `start` and `end` are characters of the passage (of the cell, in a table).
    `record` names the page, label or row whose detections may concern one person;
    `parts` holds an address's or a name's parsed parts by their names.
    `reasons` are `factor:weight` strings without document text.
    """

    entity: str
    value: str = field(repr=False)
    where: Where
    score: float
    start: int
    end: int
    recognizer: str
    reasons: tuple[str, ...] = ()
    role: Role | None = None
    parts: Mapping[str, str] = field(default_factory=dict, repr=False)
    record: str = ""
    ocr_confidence: float | None = None

    def at(self, **changes: object) -> Detection:
        """Return a copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


class Spot(NamedTuple):
    """Where in its cell a value stands, and why it was found: of a cell that was read by itself."""

    start: int
    end: int
    score: float
    recognizer: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cells(_Untravelling):
    """One entity over the rows of a table part: what a decided column, or several joined, hold.

    `values[i]` is the i-th row's text without space around it, empty where the row has none; `parts`
    holds the columns of an address's parts likewise. `column` counts from 1. `spots` are given by row where
    cells were read one by one; elsewhere a value is its whole cell. `forms` and `prints` remember
    what was worked out of the values for one use (an id, a key, a count), for the next.
    """

    entity: str
    values: Sequence[str] = field(repr=False)
    column: int = 0
    column_name: str | None = None
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    role: Role | None = None
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    spots: Mapping[int, Spot] = field(default_factory=dict, repr=False)
    forms: dict[str, list[str]] = field(default_factory=dict, repr=False, compare=False, init=False)
    prints: dict[tuple[str, bytes], NDArray[np.uint64]] = field(
        default_factory=dict, repr=False, compare=False, init=False
    )


@dataclass(frozen=True, slots=True)
class Rows(_Untravelling):
    """The detections of a table part, column by column; `first_row` is the number of its first row.

    Where a record takes several rows, `records` gives the number of each row's first one.
    """

    where: Where
    first_row: int
    cells: tuple[Cells, ...] = field(repr=False)
    records: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.cells[0].values) if self.cells else 0
