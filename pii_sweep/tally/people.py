"""The people of one object: so many are kept by name, the others counted by what is held of them."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from pii_sweep.link.table_people import People, ids_as_text
from pii_sweep.sample.people.distinct import Distinct, select_different
from pii_sweep.sample.people.sketch import sketch, union
from pii_sweep.types import Crowd, Home, Residency, Subject

Firsts = NDArray[np.uint64]  # the first halves of ids


@dataclass(frozen=True, slots=True)
class Roll:
    """What `Enrolment.close` returns: fields of a `Reading`."""

    subjects: tuple[Subject, ...]
    crowds: tuple[Crowd, ...]
    combos: Counter[frozenset[str]]
    total: int
    sketch: bytes


class Enrolment:
    """Collects the people of an object; at most `most` are kept, those who were met first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._alone: list[Subject] = []
        self._crowds: list[Crowd] = []
        self._known = np.empty(0, np.uint64)  # those kept, sorted, but for the latest
        self._latest = array("Q")
        self._seen = Distinct()
        self._more: dict[frozenset[str], Distinct] = {}
        self._sketch = b""

    def add(self, subject: Subject) -> None:
        """Take in a subject that was read by itself.

        Who is known by a customer's number alone counts where there is room to find out later who it is.
        """
        first = np.frombuffer(bytes.fromhex(subject.subject_id), "<u8")[:1]
        kept = bool(self._keep(first)[0])
        if kept or not is_referred(subject):
            self._seen.update(first)
        if kept:
            self._alone.append(subject)
        elif not is_referred(subject):
            self._count_beyond(subject.entities, first, [subject.subject_id])

    def meet(self, met: Sequence[tuple[People, Sequence[int]]]) -> None:
        """Take in people of a table part with their rows; only of those kept more is worked out."""
        if not met:
            return
        ids = [people.ids() for people, _ in met]
        order = np.argsort(np.concatenate([np.asarray(rows) for _, rows in met]), kind="stable")
        firsts = np.concatenate([theirs[:, 0] for theirs in ids])
        taken = np.empty(len(order), np.bool_)
        taken[order] = self._keep(firsts[order])
        ends = np.cumsum([len(theirs) for theirs in ids])[:-1]
        for (people, _), theirs, kept in zip(met, ids, np.split(taken, ends), strict=True):
            self._seen.update(theirs[:, 0] if people.identified else theirs[kept, 0])
            if kept.any():
                places = np.flatnonzero(kept)
                self._crowds.append(people.at(places.tolist()).crowd(theirs[places]))
            if people.identified and not kept.all():
                self._count_beyond(people.entities, theirs[~kept, 0], ids_as_text(theirs[~kept]))

    def _keep(self, firsts: Firsts) -> NDArray[np.bool_]:
        """Return who is kept, of people in the order in which they were met, and hold places for them."""
        if self._latest and len(self._known) + len(self._latest) + len(firsts) > self._most:
            self._known = select_different(np.frombuffer(self._latest, np.uint64), self._known)
            self._latest = array("Q")
        room = self._most - len(self._known) - len(self._latest)
        if len(firsts) <= room:
            self._latest.frombytes(firsts.tobytes())
            return np.ones(len(firsts), np.bool_)
        places = np.searchsorted(self._known, firsts)
        held = np.zeros(len(firsts), np.bool_)
        if len(self._known):
            held = self._known.take(places, mode="clip") == firsts
        if not room:
            return held
        new, first_places = np.unique(firsts[~held], return_index=True)
        chosen = new[np.argsort(first_places)][:room]
        self._latest.frombytes(chosen.tobytes())
        return held | np.isin(firsts, chosen)

    def _count_beyond(self, entities: frozenset[str], firsts: Firsts, ids: Iterable[str]) -> None:
        """Count people that are too many to keep, in flat memory."""
        self._more.setdefault(entities, Distinct()).update(firsts)
        self._sketch = union((self._sketch, sketch(ids)))

    def close(self) -> Roll:
        """Return everybody once: who was met more than once is one subject."""
        crowds = _gather(self._crowds)
        ids = [np.frombuffer(crowd.ids, "<u8")[::2] for crowd in crowds]
        alone = (bytes.fromhex(subject.subject_id)[:8] for subject in self._alone)
        firsts = np.sort(np.concatenate([*ids, np.frombuffer(b"".join(alone), "<u8")]))
        several = select_different(firsts[1:][firsts[1:] == firsts[:-1]])
        theirs: dict[str, list[Subject]] = defaultdict(list)
        for subject in self._alone:
            theirs[subject.subject_id].append(subject)
        for at, (crowd, held) in enumerate(zip(crowds, ids, strict=True)):
            again = np.isin(held, several)
            for subject in _part(crowd, again):
                theirs[subject.subject_id].append(subject)
            crowds[at] = _part(crowd, ~again)
        crowds = [crowd for crowd in crowds if len(crowd)]
        subjects = sorted(map(_merge_subjects, theirs.values()), key=attrgetter("subject_id"))
        combos = Counter(subject.entities for subject in subjects)
        for crowd in crowds:
            combos[crowd.entities] += len(crowd)
        combos.update({combo: people.count() for combo, people in self._more.items()})
        return Roll(tuple(subjects), tuple(crowds), combos, self._seen.count(), self._sketch)


def _gather(crowds: Iterable[Crowd]) -> list[Crowd]:
    """Return crowds of whom alike things are held as one crowd each."""
    alike: dict[tuple[frozenset[str], tuple[str, ...]], list[Crowd]] = defaultdict(list)
    for crowd in crowds:
        alike[crowd.entities, crowd.marks].append(crowd)
    return [_join(parts) if len(parts) > 1 else parts[0] for parts in alike.values()]


def _join(parts: Sequence[Crowd]) -> Crowd:
    homes: dict[Home, int] = {}
    living = [
        np.array([homes.setdefault(home, len(homes)) for home in part.homes], "<u4")[
            np.frombuffer(part.living, "<u4")
        ]
        for part in parts
    ]
    return replace(
        parts[0],
        homes=tuple(homes),
        ids=b"".join(part.ids for part in parts),
        living=np.concatenate(living).tobytes(),
        keys=b"".join(part.keys for part in parts),
    )


def _part(crowd: Crowd, there: NDArray[np.bool_]) -> Crowd:
    """Return some of a crowd."""
    if there.all():
        return crowd
    ids, living, keys = (
        np.frombuffer(column, np.uint8).reshape(len(crowd), -1)[there].tobytes()
        for column in (crowd.ids, crowd.living, crowd.keys)
    )
    return replace(crowd, ids=ids, living=living, keys=keys)


ORDER: tuple[Residency, ...] = ("strong", "medium", "conflict", "weak", "unknown")


def is_referred(subject: Subject) -> bool:
    """Return whether a person is known by a customer's number alone: other objects may say who it is."""
    return bool(subject.keys) and all(key.startswith("r:") for key in subject.keys)


def _merge_subjects(subjects: Sequence[Subject]) -> Subject:
    """Return what records say of one person, in any order; stronger evidence of residency wins."""
    if len(subjects) == 1:
        return subjects[0]
    entities = frozenset[str]().union(*(subject.entities for subject in subjects))
    keys = {key for subject in subjects for key in subject.keys}
    return replace(min(subjects, key=_evidence), entities=entities, keys=tuple(sorted(keys)))


def _evidence(subject: Subject) -> tuple[int, bool, bool, str, str]:
    grade = ORDER.index(subject.residency)
    return grade, not subject.located, subject.state is None, subject.state or "", subject.zip3 or ""
