"""Joins what several objects say of one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pii_sweep.types import Reading, Residency, Subject

ORDER: tuple[Residency, ...] = ("strong", "medium", "conflict", "weak", "unknown")
SHARED = 3  # an address of more people's mail than this is a mailbox of the house, not a person's


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
    by_id: dict[str, Person] = field(default_factory=dict)

    def add(self, reading: Reading) -> None:
        """Take in the subjects of one object.

        An object with very many people names only some; the rest are known by what is held of each.
        """
        self.objects.append(reading.subjects)
        more = Counter(reading.subject_combos)
        more.subtract(Counter(subject.entities for subject in reading.subjects))
        self.uncounted.update({combo: people for combo, people in more.items() if people > 0})

    def settle(self) -> None:
        """Tell who is one person and gather what all objects say of each, in `names` and `by_id`."""
        self.names = same_people(subject for subjects in self.objects for subject in subjects)
        self.by_id = {}
        for subjects in self.objects:
            here: set[str] = set()
            for subject in subjects:
                name = self.names[subject.subject_id]
                known = self.by_id.get(name)
                self.by_id[name] = (
                    known.seen(subject, again=name in here)
                    if known
                    else Person(1, subject.entities, subject.state, subject.zip3, subject.residency)
                )
                here.add(name)

    def combos(self) -> Counter[frozenset[str]]:
        """Count people by the set of entities held of each, over all objects."""
        return Counter(person.entities for person in self.by_id.values()) + self.uncounted


class Groups:
    """Disjoint sets of ids with the least id as each set's name (union by name, path halving)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def name(self, member: str) -> str:
        """Return the name of a member's set."""
        above = self._above.setdefault(member, member)
        while above != self._above[above]:
            self._above[member] = above = self._above[above]
        return above

    def members(self) -> list[str]:
        """Return every id that was named."""
        return list(self._above)

    def join(self, members: Iterable[str]) -> None:
        """Make the sets of all members one."""
        names = sorted({self.name(member) for member in members})
        for other in names[1:]:
            self._above[other] = names[0]


def same_people(subjects: Iterable[Subject]) -> dict[str, str]:
    """Return each subject id's person: the least id among those known to be one (record linkage).

    First, subjects whose names go with the same contact or address. Then those who share an
    e-mail address that few have: a name misread or spelt otherwise. Then `_misread` streets and
    `_namesakes`. Last, a nameless subject joins the one person who has their telephone number or
    address. The order of subjects leaves no trace.
    """
    keys: dict[str, set[str]] = defaultdict(set)
    groups, named = Groups(), set()
    for subject in subjects:
        groups.name(subject.subject_id)
        for key in subject.keys:
            keys[key].add(subject.subject_id)
            if key[:2] in ("n:", "y:", "z:"):
                named.add(subject.subject_id)
    for _, ids in _of_kind(keys, "n:"):
        groups.join(ids)
    known = {groups.name(member) for member in named}
    few = [ids for _, ids in _of_kind(keys, "e:") if len({groups.name(member) for member in ids}) <= SHARED]
    for ids in few:
        groups.join(ids)
    _misread(keys, groups)
    _namesakes(keys, groups)
    known = {groups.name(member) for member in known}
    joins = []
    for _, ids in _of_kind(keys, "c:"):
        owners = {groups.name(member) for member in ids} & known
        nameless = {member for member in ids if groups.name(member) not in known}
        if len(owners) <= 1 and nameless:
            joins.append(owners | nameless)
    for members in joins:
        groups.join(members)
    return {member: groups.name(member) for member in groups.members()}


def _misread(keys: Mapping[str, set[str]], groups: Groups) -> None:
    """Join subjects of one name and ZIP5 whose streets are not known, or were read off pictures.

    Those whose streets are known letter by letter stay apart, and take in the others.
    """
    joins: list[set[str]] = []
    for key, unsure in _of_kind(keys, "z:", least=1):
        sure = {groups.name(member) for member in keys.get(f"y:{key[2:]}", ())}
        joins.append({*(groups.name(member) for member in unsure), *sorted(sure)[:1]})
    for members in joins:
        groups.join(members)


def _namesakes(keys: Mapping[str, set[str]], groups: Groups) -> None:
    """Join subjects of one whole name as far as nothing tells them apart.

    A bare name (a signature, a list) is no further person where one of that name is known. One
    known by their address and one known by their mailbox are one if they are the only two.
    """
    tokens = sorted({key[2:] for key in keys if key[:2] in ("w:", "s:", "m:")})
    joins: list[set[str]] = []
    for token in tokens:
        bare, placed, mailed = (
            {groups.name(member) for member in keys.get(f"{mark}:{token}", ())} for mark in "wsm"
        )
        if len(placed) == 1 and len(mailed - placed) == 1:
            joins.append(placed | mailed)
        if bare:
            joins.append({*bare, *sorted(placed | mailed)[:1]})
    for members in joins:
        groups.join(members)


def _of_kind(keys: Mapping[str, set[str]], kind: str, *, least: int = 2) -> Iterator[tuple[str, set[str]]]:
    """Yield the keys of one kind that at least so many subjects have."""
    kept = sorted(key for key, ids in keys.items() if len(ids) >= least and key.startswith(kind))
    return ((key, keys[key]) for key in kept)
