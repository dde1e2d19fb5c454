"""What leaves a worker of one object: findings without text, subjects, counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pii_sweep.types.content import Gap, ObjectRef, Role, Where

Status = Literal["ANALYSED", "PARTIAL", "SKIPPED", "FAILED"]


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
    `located` is true where any state or country could be told. `keys` are keyed digests by
    which other objects' subjects are known to be the same person: `n:` of the name with a
    contact or an address, `e:` of the e-mail address, `c:` of a telephone number or address alone,
    `i:` of a customer's number; `r:` of one where nothing else says that there is somebody.
    """

    subject_id: str
    entities: frozenset[str]
    state: str | None = None
    zip3: str | None = None
    residency: Residency = "unknown"
    located: bool = False
    keys: tuple[str, ...] = ()


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
    `subject_combos` counts subjects by the set of entities held of them. `subject_sketch` is the
    theta sketch of the ids of those that `subjects` has no room for.
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
    requests: int = 0
