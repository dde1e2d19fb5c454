"""What the coordinator knows of whole buckets: targets, frame, exposure, tally, rating, estimates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from pii_sweep.types.content import ObjectRef

Level = Literal["EMPTY", "UNKNOWN", "LOW", "MEDIUM", "HIGH", "VERY_HIGH"]
Answer = Literal["yes", "no", "indeterminate"]
OlderVersions = Literal["none", "held", "unknown"]


@dataclass(frozen=True, slots=True)
class Target:
    """One place to sweep: a bucket (with a prefix) behind S3, or a local folder.

    `bucket` is the bucket's name, for a folder its base name; `root` is the folder's path. `account` is the
    number of the account whose role is assumed, empty where the caller's own credentials are used. With
    `fault`, the reason code why the account's buckets could not be listed, `bucket` stands for all of them.
    """

    kind: Literal["s3", "folder"]
    bucket: str
    prefix: str = ""
    root: str = ""
    account: str = ""
    fault: str = ""

    def __str__(self) -> str:
        if self.fault:
            return f"s3://* of {self.bucket}"
        return self.root if self.kind == "folder" else f"s3://{self.bucket}/{self.prefix}".rstrip("/")

    def address(self, key: str) -> str:
        """Return where an object lies: an S3 URI, or the path of a file."""
        return f"{self.root}/{key}" if self.kind == "folder" else f"s3://{self.bucket}/{key}"

    @property
    def place(self) -> tuple[str, str, str]:
        """Return what targets that one store serves have in common: kind, folder, account."""
        return self.kind, self.root, self.account


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of a bucket's listing, its exact size, and its objects in the order of the draw.

    `skipped` and `skipped_bytes` count objects left out on listing metadata, by reason;
    they are part of `objects` and `bytes`. `picks` are the lowest tickets, lowest first,
    at most as many as the frame keeps.
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


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one object may take at most, retries included; None is without a limit."""

    requests: int | None = None
    bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """So many pieces of an object, before the one at which its worker failed for a reason."""

    pieces: int
    reason: str


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
    """Who can read a bucket today; a part that could not be read is `unknown`, never `no`.

    `public_write` is whether anyone may put or replace objects, `public_delete` whether anyone may
    delete them, `public_erase` whether beyond recovery from versions. None: recorded by a version
    that asked of writing and deleting at once. `folder` says that this is a local folder, whose
    permission bits speak of the accounts of its machine.
    """

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
    public_delete: Answer | None = None
    public_erase: Answer | None = None
    folder: bool = False

    @property
    def deletable(self) -> Answer:
        """Return whether anyone may delete objects."""
        return self.public_write if self.public_delete is None else self.public_delete

    @property
    def erasable(self) -> Answer:
        """Return whether anyone may delete the versions of objects too."""
        return "no" if self.public_erase is None else self.public_erase


@dataclass(frozen=True, slots=True)
class TagLook:
    """The tags of a few of a bucket's objects, `asked` of which were looked at and `tagged` had some.

    `state` is "known" where every tagged object says so when it is read; "denied" or "failed" where the store
    refused tags or did not answer; "uncounted" where it has tags and its objects do not say so; "unasked"
    where the limit of requests was reached before.
    """

    asked: int = 0
    tagged: int = 0
    state: Literal["known", "denied", "failed", "uncounted", "unasked"] = "known"

    @property
    def share(self) -> float:
        """Return the share of the objects looked at that have tags, each of which costs one request more."""
        return self.tagged / self.asked if self.asked and self.state == "known" else 0.0


@dataclass(frozen=True, slots=True)
class BucketFrame:
    """One bucket as planned: its strata, its exposure, and whether the listing is whole.

    `listing` is "complete" or the reason code of the failure. `pilot` (picks by stratum) and
    `share` (of the error allowed) say how an adaptive draw ended; its intervals need them.
    `stopped` is why the draw ended, empty while it goes on. `lists` and `requests` were sent to
    plan: LISTs, and those for the region and who can read the bucket; `expected_requests` (these
    and the GETs) and `expected_bytes` are what the plan said that the sweep would take.
    Without `faces_counted`, no face means that none was looked for. `account` is the number of the account
    whose role was assumed, and `account_name` what the caller calls it. `prefixes` are all of the bucket that
    was asked for, empty where that is the whole bucket; `older_versions` is whether versions lie in it that
    were not listed. `tags` are those of a few objects, `bucket_tags` the number of the bucket's own, and
    `uploads` that of uploads in parts that were not ended; None where the store does not say it. `inventory`
    is when S3 made the inventory that was taken instead of a listing, None where the objects were listed.
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
    faces_counted: bool = False
    stopped: str = ""
    lists: int = 0
    requests: int = 0
    expected_requests: int = 0
    expected_bytes: int = 0
    account: str = ""
    account_name: str = ""
    prefixes: tuple[str, ...] = ()
    older_versions: OlderVersions = "none"
    tags: TagLook = TagLook()
    bucket_tags: int | None = 0
    uploads: int | None = 0
    inventory: str | None = None


@dataclass(frozen=True, slots=True)
class Extent:
    """How many people and objects of a whole bucket hold an entity, each as (low, point, high).

    Low counts those seen, high is the upper end of the interval. Point is the estimate; at a bucket
    that was read whole all three are what was counted.
    """

    people: tuple[float, float, float]
    objects: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class BucketTally:
    """What the readings of one bucket add up to; the input of the rating.

    `objects_with` and `hits` are by entity; `combos` counts subjects by the set of
    entities held of each; `persons` is the estimate (low, point, high).
    `listed` counts all objects, `analysed` those read at least in part. `most` are the objects
    that may hold each entity by the upper end of its interval, `unseen` those that may hold a
    kind of data that no reading held, those read in part among them. `passed_over` are the objects that
    were skipped, filters included; `unsought` the entity types that were not looked for. `held` and `tied`
    are each entity's extent in the whole bucket: on anyone or no one, and on people who can be reached or
    identified (`risk.evidence.identifies_person`). `open_ended` says that something outside of the objects
    may hold anything: versions that were not listed, or most findings, which a pattern of the settings took
    out.
    `tagged` objects have tags that were not read.
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
    most: Mapping[str, float] = field(default_factory=dict)
    unseen: float = 0.0
    passed_over: int = 0
    unsought: frozenset[str] = frozenset()
    held: Mapping[str, Extent] = field(default_factory=dict)
    tied: Mapping[str, Extent] = field(default_factory=dict)
    open_ended: bool = False
    tagged: int = 0


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A raise or reduction that the project adds to a term of ENISA's (DPC, EI, CB or SE), and why."""

    code: str
    term: str
    amount: float
    reason: str


@dataclass(frozen=True, slots=True)
class Rating:
    """How bad a breach of a bucket would be, and what to do first; `priority_high` goes with `high`."""

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
    adjustments: tuple[Adjustment, ...] = ()
    priority_high: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """What one drawn object adds to the estimates.

    `read` is False for a pick that failed or was skipped: it counts as clean for a
    lower bound and as a hit for an upper one. `rank` is its place in its stratum's draw.
    `subjects` maps each subject's digest to its residency evidence, or "elsewhere".
    `subjects_total` may exceed `len(subjects)` for objects with very many people; `subjects_beyond` is
    then the theta sketch of the others. `family` is the family of its format by its bytes, empty
    where they were not read. `doubtful` are those of `subjects` who may be others of them: no lower bound
    counts them. `firm` are the entities (and `A+B`) found with evidence beyond the detector's own
    word: linked to a person who can be reached, or with a check digit. `partly` says that a part of the
    object was not read: what was is evidence, and what was not bounds no number of people.
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
    subjects_beyond: bytes = field(default=b"", repr=False)
    family: str = ""
    doubtful: frozenset[str] = frozenset()
    firm: frozenset[str] = frozenset()
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person said of one object: whether it holds an entity; `entity` is empty for any kind of data.

    Of any kind that was not found, `kinds` names those that the object holds. `item` identifies the object
    (`review.object_id`), `answered` is an ISO time, and `revealed` says that values were shown.
    """

    bucket: str
    item: str
    entity: str
    holds: bool
    kinds: tuple[str, ...] = ()
    answered: str = ""
    revealed: bool = False


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
