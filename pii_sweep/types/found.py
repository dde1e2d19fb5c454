"""What leaves a worker of one object: findings without text, subjects, counts."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from pii_sweep.types.content import Gap, ObjectRef, Role, Where

Status = Literal["ANALYSED", "PARTIAL", "SKIPPED", "FAILED"]
ID_BYTES, KEY_BYTES = 16, 8  # of a packed subject
ENCODED_KEYS = 4  # so many times the bytes of a key has one with an encoding behind it
_NO_KEY = "0" * 2 * KEY_BYTES


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
    `located` is true where any state or country is known. `keys` are keyed digests by
    which other objects' subjects are known to be the same person: `n:` of the name with a
    contact or an address, `e:` of the e-mail address, `c:` of a telephone number or address alone,
    `i:` of a customer's number; `r:` of one where nothing else indicates a person. `H:`, `M:` and
    `P:` of a door, mailbox or telephone have an encoding of the name behind the digest.
    """

    subject_id: str
    entities: frozenset[str]
    state: str | None = None
    zip3: str | None = None
    residency: Residency = "unknown"
    located: bool = False
    keys: tuple[str, ...] = ()


class Home(NamedTuple):
    """Where a subject may live, as `Subject` has it."""

    state: str | None = None
    zip3: str | None = None
    residency: Residency = "unknown"
    located: bool = False


@dataclass(frozen=True, slots=True)
class Crowd:
    """Subjects of whom the same entities are held, packed; iterate over it for each as a `Subject`.

    `ids` has 16 bytes of each, `living` 4 (little-endian) that give their place among `homes`, and `keys`
    8 bytes of each for each one of `marks`; zeros are no key. A mark `ec` stands for `e:` and `c:` alike;
    an upper-case one has 32 bytes.
    """

    entities: frozenset[str]
    marks: tuple[str, ...]
    homes: tuple[Home, ...]
    ids: bytes = field(repr=False)
    living: bytes = field(repr=False)
    keys: bytes = field(repr=False)

    def __len__(self) -> int:
        """Return how many they are."""
        return len(self.ids) // ID_BYTES

    def __iter__(self) -> Iterator[Subject]:
        """Yield each by itself."""
        ids, digits, row = self.ids.hex(), self.keys.hex(), 0
        marked = list[tuple[str, int, int]]()
        for marks in self.marks:
            width = 2 * KEY_BYTES * (ENCODED_KEYS if marks.isupper() else 1)
            marked += [(f"{mark}:", row, width) for mark in marks]
            row += width
        for at, (living,) in enumerate(struct.iter_unpack("<I", self.living)):
            start = at * row
            theirs = {
                mark + key
                for mark, place, width in marked
                if not (key := digits[start + place : start + place + width]).startswith(_NO_KEY)
            }
            subject_id = ids[at * 2 * ID_BYTES : (at + 1) * 2 * ID_BYTES]
            state, zip3, residency, located = self.homes[living]
            keys = tuple(sorted(theirs))
            yield Subject(subject_id, self.entities, state, zip3, residency, located, keys)


@dataclass(frozen=True, slots=True)
class Count:
    """How often an entity was found in an object; never capped."""

    hits: int
    distinct: int
    max_score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """All that crosses a process or touches disk of one object; bounded, without text.

    `characters` are those of the text that the readers yielded, `examined` those that went through the
    recognizers. `subjects_total` counts every subject; those named are bounded, as `findings` are: `crowds`
    those of tables, `subjects` those who were read one by one or found more than once; none is in both.
    `subject_combos` counts subjects by the set of entities held of them. `subject_sketch` is the theta
    sketch of the ids of those for whom there is no room. `businesses` holds 8 bytes of each house of a firm.
    `suppressed` findings were on an allow list, `by_pattern` of them only fit one of its patterns.
    `tags` is 1 where the object has tags that were not read.
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
    characters: int = 0
    examined: int = 0
    counts: Mapping[str, Count] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    subjects: tuple[Subject, ...] = ()
    subjects_total: int = 0
    subject_combos: Mapping[frozenset[str], int] = field(default_factory=dict)
    subject_sketch: bytes = b""
    gaps: tuple[Gap, ...] = ()
    suppressed: int = 0
    requests: int = 0
    crowds: tuple[Crowd, ...] = ()
    businesses: bytes = field(default=b"", repr=False)
    by_pattern: int = 0
    tags: int = 0

    def people(self) -> Iterator[Subject]:
        """Yield every subject that is named."""
        yield from self.subjects
        for crowd in self.crowds:
            yield from crowd
