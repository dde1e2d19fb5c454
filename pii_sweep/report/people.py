"""Joins what several objects say of one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pii_sweep.entities import having
from pii_sweep.link.resolution import Resolution, resolve
from pii_sweep.types import KEY_BYTES, Reading, Residency, Subject

ORDER: tuple[Residency, ...] = ("strong", "medium", "conflict", "weak", "unknown")
# What distinguishes one person from others; a name alone, an account's or a document's image does not.
# Without a name a telephone or an address may be a firm's.
DISTINGUISHING = having("distinguishing")
ANYBODYS = frozenset({"PHONE_NUMBER", "STREET_ADDRESS"})


def is_certain(subject: Subject) -> bool:
    """Indicate whether what is held of a subject can only be of one distinguishable person."""
    distinguishing = subject.entities & DISTINGUISHING
    return bool(distinguishing) and ("PERSON" in subject.entities or not distinguishing <= ANYBODYS)


def batch(tokens: bytes) -> Iterator[bytes]:
    """Yield tokens of 8 bytes."""
    yield from (tokens[at : at + KEY_BYTES] for at in range(0, len(tokens), KEY_BYTES))


@dataclass(frozen=True, slots=True)
class Person:
    """A subject over all objects of a bucket."""

    objects: int
    entities: frozenset[str]
    state: str | None
    zip3: str | None
    residency: Residency

    def seen(self, subject: Subject, *, again: bool) -> Person:
        """Return the person with more said of them; the stronger residency evidence wins."""
        stronger = ORDER.index(subject.residency) < ORDER.index(self.residency)
        better = stronger or (self.state is None and subject.state is not None)
        return Person(
            self.objects + (not again),
            self.entities | subject.entities,
            subject.state if better else self.state,
            subject.zip3 if better else self.zip3,
            subject.residency if stronger else self.residency,
        )


@dataclass(slots=True)
class People:
    """The subjects of one bucket, object by object, and those that objects only counted."""

    objects: list[tuple[Subject, ...]] = field(default_factory=list)
    uncounted: Counter[frozenset[str]] = field(default_factory=Counter)
    names: Mapping[str, str] = field(default_factory=dict)
    businesses: set[bytes] = field(default_factory=set)
    resolution: Resolution = field(default_factory=lambda: Resolution({}))
    doubtful: frozenset[str] = frozenset()
    by_id: dict[str, Person] = field(default_factory=dict)

    def add(self, reading: Reading) -> tuple[Subject, ...]:
        """Take in the subjects of one object, and return them.

        An object with very many people names only some; the rest are known by what is held of each.
        """
        subjects = tuple(reading.people())
        self.objects.append(subjects)
        self.businesses.update(batch(reading.businesses))
        more = Counter(reading.subject_combos)
        more.subtract(Counter(subject.entities for subject in subjects))
        self.uncounted.update({combo: people for combo, people in more.items() if people > 0})
        return subjects

    def settle(self) -> None:
        """Decide who is one person and gather what all objects say of each, in `names` and `by_id`.

        Who is known by a name alone, or by less, may be one who is known by more under another: `doubtful`.
        So is who is known by an address or a telephone alone, which may be a firm's.
        """
        self.resolution = resolve(self.objects)
        self.names = self.resolution.names
        sure = {
            self.names[subject.subject_id]
            for subjects in self.objects
            for subject in subjects
            if is_certain(subject)
        }
        self.doubtful = frozenset(self.names.values()) - sure - {""}
        self.by_id = {}
        for subjects in self.objects:
            here: set[str] = set()
            for subject in subjects:
                name = self.names[subject.subject_id]
                if not name:
                    continue
                known = self.by_id.get(name)
                self.by_id[name] = (
                    known.seen(subject, again=name in here)
                    if known
                    else Person(1, subject.entities, subject.state, subject.zip3, subject.residency)
                )
                here.add(name)

    @property
    def linkage(self) -> tuple[float, float]:
        """Return how many of the people may be others of them, and how many may be two, as shares."""
        count = max(1, len(self.by_id))
        return self.resolution.fewer / count, self.resolution.more / count

    def combos(self) -> Counter[frozenset[str]]:
        """Count people by the set of entities held of each, over all objects."""
        return Counter(person.entities for person in self.by_id.values()) + self.uncounted
