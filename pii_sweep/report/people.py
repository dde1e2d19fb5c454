"""Joins what several objects say of one person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pii_sweep.types import Reading, Residency, Subject

ORDER: tuple[Residency, ...] = ("strong", "medium", "conflict", "weak", "unknown")


@dataclass(frozen=True, slots=True)
class Person:
    """A subject over all objects of a bucket."""

    objects: int
    entities: frozenset[str]
    state: str | None
    zip3: str | None
    residency: Residency

    def seen(self, subject: Subject) -> Person:
        """Return the person with one more object; the stronger residency evidence wins."""
        stronger = ORDER.index(subject.residency) < ORDER.index(self.residency)
        better = stronger or (self.state is None and subject.state is not None)
        return Person(
            self.objects + 1,
            self.entities | subject.entities,
            subject.state if better else self.state,
            subject.zip3 if better else self.zip3,
            subject.residency if stronger else self.residency,
        )


@dataclass(slots=True)
class People:
    """The subjects of one bucket by id, and those that objects only counted."""

    by_id: dict[str, Person] = field(default_factory=dict)
    uncounted: Counter[frozenset[str]] = field(default_factory=Counter)

    def add(self, reading: Reading) -> None:
        """Take in the subjects of one object.

        An object with very many people names only some; the rest are known by what is held of each.
        """
        for subject in reading.subjects:
            known = self.by_id.get(subject.subject_id)
            self.by_id[subject.subject_id] = (
                known.seen(subject)
                if known
                else Person(1, subject.entities, subject.state, subject.zip3, subject.residency)
            )
        more = Counter(reading.subject_combos)
        more.subtract(Counter(subject.entities for subject in reading.subjects))
        self.uncounted.update({combo: people for combo, people in more.items() if people > 0})

    def combos(self) -> Counter[frozenset[str]]:
        """Count people by the set of entities held of each, over all objects."""
        return Counter(person.entities for person in self.by_id.values()) + self.uncounted
