"""The nouns that travel between the stages; frozen, slotted, and in the order of the flow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import BinaryIO, Literal, NamedTuple, NoReturn

Status = Literal["ANALYSED", "PARTIAL", "SKIPPED", "FAILED"]
Level = Literal["EMPTY", "UNKNOWN", "LOW", "MEDIUM", "HIGH", "VERY_HIGH"]
Answer = Literal["yes", "no", "indeterminate"]
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

    `open()` gives a fresh seekable binary stream; the caller closes it.
    """

    where: Where
    open: Callable[[], BinaryIO] = field(repr=False)
    size: int | None = None

    @property
    def name(self) -> str:
        """Return the file name that hints at the kind; the first bytes decide."""
        return self.where.inside[-1] if self.where.inside else self.where.ref.key


class _Untravelling:
    """A holder of document text: it must not be pickled, and `repr` shows none of it."""

    __slots__ = ()

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} holds document text and must not leave the worker")


@dataclass(frozen=True, slots=True)
class Span:
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


Layout = Literal["prose", "page", "label", "fields", "barcode", "metadata", "log"]


@dataclass(frozen=True, slots=True)
class Passage(_Untravelling):
    """Text of one place. Lines are separated by a newline, blocks by an empty line.

    `spans` are sorted by start and do not overlap: words with boxes for pages and
    pictures, values with a JSON path for records; empty where only `where` is known.
    `layout` says how the text is set: running prose, a page, a shipping label,
    `name: value` fields, a barcode's payload, metadata, or log lines.
    """

    text: str = field(repr=False)
    where: Where
    spans: tuple[Span, ...] = field(default=(), repr=False)
    layout: Layout = "prose"
    ocr_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Table(_Untravelling):
    """Consecutive rows of one table; a large table comes as many of these, in order.

    `where` (without row and column) is the same for all parts of a table. `first_row`
    is the number of `rows[0]`, from 1, the header not counted. `header` is empty
    where the table has none. For records, `header` holds the JSON paths.
    """

    where: Where
    header: tuple[str, ...] = field(repr=False)
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    first_row: int = 1


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that was not read, and why; `reason` is a code, never a message."""

    where: Where
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something counted while reading: pages, pages read by OCR, faces; or the media type."""

    where: Where
    measure: Literal["pages", "ocr_pages", "faces", "media_type", "suppressed"]
    amount: int = 1
    label: str = ""


Piece = Passage | Table | Gap | Note


@dataclass(frozen=True, slots=True)
class Detection(_Untravelling):
    """An entity with its text, inside the worker only; `Finding` is what leaves it.

    `start` and `end` are characters of the passage (of the cell, in a table).
    `record` names the page, label or row whose detections may concern one person;
    `parts` holds an address's or a name's parsed parts (usaddress tags).
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


@dataclass(frozen=True, slots=True)
class Finding:
    """An entity without its text: masked, digested, located."""

    finding_id: str
    entity: str
    score: float
    where: Where
    masked: str
    digest: str
    subject_id: str | None
    start: int
    end: int
    recognizer: str
    reasons: tuple[str, ...] = ()
    role: Role | None = None
    ocr_confidence: float | None = None


Residency = Literal["strong", "medium", "conflict", "weak", "unknown"]


@dataclass(frozen=True, slots=True)
class Subject:
    """A person seen in one object: a keyed digest, what is held of them, and where they may live.

    `residency` is the evidence for California (strong, medium, conflict, weak) or unknown;
    `located` is true where any state or country could be told.
    """

    subject_id: str
    entities: frozenset[str]
    state: str | None = None
    zip3: str | None = None
    residency: Residency = "unknown"
    located: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How often an entity was found in an object; never capped."""

    hits: int
    distinct: int
    max_score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """All that crosses a process or touches disk of one object; bounded, without text.

    `subjects_total` counts every subject; `subjects` and `findings` are bounded.
    `subject_combos` counts subjects by the set of entities held of them.
    """

    ref: ObjectRef
    status: Status
    reason: str = ""
    media_type: str = ""
    pages: int = 0
    ocr_pages: int = 0
    faces: int = 0
    seconds: float = 0.0
    bytes_read: int = 0
    counts: Mapping[str, Count] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    subjects: tuple[Subject, ...] = ()
    subjects_total: int = 0
    subject_combos: Mapping[frozenset[str], int] = field(default_factory=dict)
    subject_sketch: bytes = b""
    gaps: tuple[Gap, ...] = ()
    suppressed: int = 0


# ---- the frame: what the listing says ----


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of a bucket's listing, its exact size, and its objects in the order of the draw.

    `skipped` and `skipped_bytes` count objects left out on listing metadata, by reason;
    they are part of `objects` and `bytes`. `picks` are the lowest tickets, lowest first,
    at most as many as the frame was told to keep.
    """

    bucket: str
    name: str
    prefix: str
    media: str
    size_band: str
    objects: int
    bytes: int
    skipped: Mapping[str, int] = field(default_factory=dict)
    skipped_bytes: Mapping[str, int] = field(default_factory=dict)
    picks: tuple[ObjectRef, ...] = ()


# ---- exposure and rating ----

ExposureLevel = Literal["PUBLIC", "SHARED", "PRIVATE", "UNKNOWN"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step that closes an exposure: the exact command and the control it implements."""

    stage: Literal["make private", "restrict access", "add layers"]
    title: str
    command: str
    cite: str


@dataclass(frozen=True, slots=True)
class Exposure:
    """Who can read a bucket today; a part that could not be read is `unknown`, never `no`."""

    level: ExposureLevel = "UNKNOWN"
    public_read: Answer = "indeterminate"
    public_write: Answer = "indeterminate"
    external_principals: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    encryption: str = "unknown"
    versioning: str = "unknown"
    logging: str = "unknown"
    lifecycle: str = "unknown"
    tls_only: str = "unknown"
    replication: str = "unknown"
    website: str = "unknown"
    unread: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class BucketFrame:
    """One bucket as planned: its strata, its exposure, and whether the listing is whole.

    `listing` is "complete" or the reason code of the failure. `pilot` (picks by stratum) and
    `share` (of the error allowed) say how an adaptive draw ended; its intervals need them.
    """

    bucket: str
    target: str
    region: str = ""
    listing: str = "complete"
    strata: tuple[Stratum, ...] = ()
    exposure: Exposure = field(default_factory=Exposure)
    started: datetime | None = None
    finished: datetime | None = None
    pilot: Mapping[str, int] = field(default_factory=dict)
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class BucketTally:
    """What the readings of one bucket add up to; the input of the rating.

    `objects_with` and `hits` are by entity; `combos` counts subjects by the set of
    entities held of each; `persons` is the estimate (low, point, high).
    `listed` counts all objects, `analysed` those read at least in part.
    """

    bucket: str
    listed: int
    analysed: int
    unread: int
    listing_complete: bool = True
    objects_with: Mapping[str, int] = field(default_factory=dict)
    hits: Mapping[str, int] = field(default_factory=dict)
    combos: Mapping[frozenset[str], int] = field(default_factory=dict)
    persons: tuple[float, float, float] = (0.0, 0.0, 0.0)
    persons_ca: tuple[float, float, float] = (0.0, 0.0, 0.0)
    faces: int = 0


@dataclass(frozen=True, slots=True)
class Rating:
    """How bad a breach of a bucket would be, and what to do first."""

    bucket: str
    level: Level
    low: Level
    high: Level
    priority: str
    se: float | None
    dpc: float | None
    ei: float | None
    cb: float | None
    vector: str
    nist: str
    categories: tuple[str, ...] = ()
    spi: tuple[str, ...] = ()
    breach_150: Answer = "indeterminate"
    breach_82: Answer = "indeterminate"
    reasons: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()


# ---- what a sample proves ----


@dataclass(frozen=True, slots=True)
class Observation:
    """What one drawn object adds to the estimates.

    `read` is False for a pick that failed or was skipped: it counts as clean for a
    lower bound and as a hit for an upper one. `rank` is its place in its stratum's draw.
    `subjects` maps each subject's digest to its residency evidence, or "elsewhere".
    `subjects_total` may exceed `len(subjects)` for objects with very many people.
    """

    bucket: str
    stratum: str
    rank: int
    size: int
    read: bool
    hits: Mapping[str, int] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)
    subjects_total: int = 0
    faces: int = 0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure for a whole bucket with its interval; `measure` is e.g. `objects_with:PERSON`.

    `n` objects were read of `population` listed; `method` names the paper's short name.
    """

    bucket: str
    measure: str
    low: float
    point: float
    high: float
    confidence: float
    method: str
    n: int
    population: int


# ---- targets ----


@dataclass(frozen=True, slots=True)
class Target:
    """One place to sweep: a bucket (with a prefix) behind S3, or a local folder.

    `bucket` is the bucket's name, for a folder its base name; `root` is the folder's path.
    """

    kind: Literal["s3", "folder"]
    bucket: str
    prefix: str = ""
    root: str = ""

    def __str__(self) -> str:
        return self.root if self.kind == "folder" else f"s3://{self.bucket}/{self.prefix}".rstrip("/")
