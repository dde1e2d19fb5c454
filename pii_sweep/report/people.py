"""Joins what several objects say of one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pii_sweep.types import Reading, Residency, Subject

ORDER: tuple[Residency, ...] = ("strong", "medium", "conflict", "weak", "unknown")
# What tells one person from another; a name alone, an account's or an image of a document does not.
TELLING = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER", "STREET_ADDRESS", "US_SSN", "CREDIT_CARD", "IBAN_CODE"})
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
    doubtful: frozenset[str] = frozenset()
    by_id: dict[str, Person] = field(default_factory=dict)

    def add(self, reading: Reading) -> None:
        """Take in the subjects of one object.

        An object with very many people names only some; the rest are known by what is held of each.
        """
        subjects = tuple(reading.people())
        self.objects.append(subjects)
        more = Counter(reading.subject_combos)
        more.subtract(Counter(subject.entities for subject in subjects))
        self.uncounted.update({combo: people for combo, people in more.items() if people > 0})

    def settle(self) -> None:
        """Tell who is one person and gather what all objects say of each, in `names` and `by_id`.

        Who is known by a name alone, or by less, may be one who is known by more under another: `doubtful`.
        """
        self.names = same_people(subject for subjects in self.objects for subject in subjects)
        sure = {
            self.names[subject.subject_id]
            for subjects in self.objects
            for subject in subjects
            if not subject.entities.isdisjoint(TELLING)
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


Keys = Mapping[str, set[str]]


def same_people(subjects: Iterable[Subject]) -> dict[str, str]:
    """Return each subject id's person: the least id among those known to be one (record linkage).

    First, subjects whose names go with the same contact or address. Then those who share an
    e-mail address that few have: a name misread or spelt otherwise. Then `_shortened` names,
    `_misread` streets, `_namesakes` and customers' numbers. Last, whoever may be somebody already known
    is no further person; who is known by a customer's number alone is nobody, told by an empty
    string. The order of subjects leaves no trace.
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
    few = [ids for _, ids in _of_kind(keys, "e:") if len({groups.name(member) for member in ids}) <= SHARED]
    for ids in few:
        groups.join(ids)
    _shortened(keys, groups)
    _misread(keys, groups)
    _namesakes(keys, groups)
    _numbered(keys, groups, named)
    _nameless(keys, groups, named)
    nobody = _referred(keys, groups)
    return {member: "" if member in nobody else groups.name(member) for member in groups.members()}


def _shortened(keys: Keys, groups: Groups) -> None:
    """Join a name with one of which it is a part, at the same house: `R. Diaz` with `Rosa Maria Diaz`."""
    joins: list[set[str]] = []
    for key, longer in _of_kind(keys, "v:", least=1):
        if shorter := keys.get(f"n:{key[2:]}"):
            joins.append({*shorter, min(groups.name(member) for member in longer)})
    for members in joins:
        groups.join(members)


def _misread(keys: Keys, groups: Groups) -> None:
    """Join subjects of one name and ZIP5 whose streets are not known, or were read off pictures.

    Those whose streets are known letter by letter stay apart, and take in the others.
    """
    joins: list[set[str]] = []
    for key, unsure in _of_kind(keys, "z:", least=1):
        sure = {groups.name(member) for member in keys.get(f"y:{key[2:]}", ())}
        joins.append({*(groups.name(member) for member in unsure), *sorted(sure)[:1]})
    for members in joins:
        groups.join(members)


def _namesakes(keys: Keys, groups: Groups) -> None:
    """Join subjects of one whole name as far as nothing tells them apart.

    A bare name (a signature, a list) is no further person where one of that name is known. Those
    known by a mailbox alone are those known by an address, if there are not more of them.
    """
    tokens = sorted({key[2:] for key in keys if key[:2] in ("w:", "s:", "m:")})
    joins: list[set[str]] = []
    for token in tokens:
        bare, placed, mailed = (
            {groups.name(member) for member in keys.get(f"{mark}:{token}", ())} for mark in "wsm"
        )
        if placed and len(mailed - placed) <= len(placed):
            joins += map(set, zip(sorted(placed), sorted(mailed - placed), strict=False))
        if bare:
            joins.append({*bare, *sorted(placed | mailed)[:1]})
    for members in joins:
        groups.join(members)


def _numbered(keys: Keys, groups: Groups, named: set[str]) -> None:
    """Join who has a customer's number with the one person named who has it, unless mailboxes differ.

    A number that several people have tells nobody: it may be another list's.
    """
    known = {groups.name(member) for member in named}
    mails: dict[str, set[str]] = defaultdict(set)
    for key, ids in _of_kind(keys, "e:", least=1):
        for member in ids:
            mails[groups.name(member)].add(key)
    tokens = sorted({key[2:] for key in keys if key[:2] in ("i:", "r:")})
    joins: list[set[str]] = []
    for token in tokens:
        told = {groups.name(member) for member in keys.get(f"i:{token}", ())}
        owners = told & known or told
        if len(owners) == 1:
            mine = mails[min(owners)]
            others = {other for other in told - owners if not (mine and mails[other]) or mine & mails[other]}
            joins.append({*owners, *(others if len(others) <= SHARED else ()), *keys.get(f"r:{token}", ())})
    for members in joins:
        groups.join(members)


def _nameless(keys: Keys, groups: Groups, named: set[str]) -> None:
    """Join who is not named with one who has their telephone number or door; few have it, or all are had.

    Of several who may be theirs one is taken: they are no further person, and who they are is not known.
    """
    known = {groups.name(member) for member in named}
    contacts = dict(_of_kind(keys, "c:", least=1))
    owners = {key: {groups.name(member) for member in ids} & known for key, ids in contacts.items()}
    for key, ids in contacts.items():
        if len(owners[key]) <= SHARED:
            groups.join(member for member in ids if groups.name(member) not in known)
    held: dict[str, list[str]] = defaultdict(list)
    for key, ids in contacts.items():
        for name in sorted({groups.name(member) for member in ids} - known):
            held[name].append(key)
    for name, theirs in held.items():
        had = [owners[key] for key in theirs if owners[key]]
        nearest = min(had, key=lambda people: (len(people), min(people)), default=set[str]())
        if nearest and (len(nearest) <= SHARED or len(had) == len(theirs)):
            groups.join((name, min(nearest)))


def _referred(keys: Keys, groups: Groups) -> set[str]:
    """Return who is known by a customer's number alone, and is no one that is told of elsewhere."""
    references = {member for _, ids in _of_kind(keys, "r:", least=1) for member in ids}
    found = {groups.name(member) for member in set(groups.members()) - references}
    return {member for member in references if groups.name(member) not in found}


def _of_kind(keys: Keys, kind: str, *, least: int = 2) -> Iterator[tuple[str, set[str]]]:
    """Yield the keys of one kind that at least so many subjects have."""
    kept = sorted(key for key, ids in keys.items() if len(ids) >= least and key.startswith(kind))
    return ((key, keys[key]) for key in kept)
