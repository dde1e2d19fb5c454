"""Joins what several objects say of one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
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

    def add(self, reading: Reading) -> tuple[Subject, ...]:
        """Take in the subjects of one object, and return them.

        An object with very many people names only some; the rest are known by what is held of each.
        """
        subjects = tuple(reading.people())
        self.objects.append(subjects)
        more = Counter(reading.subject_combos)
        more.subtract(Counter(subject.entities for subject in subjects))
        self.uncounted.update({combo: people for combo, people in more.items() if people > 0})
        return subjects

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

    def names(self, members: Iterable[str]) -> set[str]:
        """Return the names of the members' sets."""
        return set(map(self.name, members))

    def members(self) -> list[str]:
        """Return every id that was named."""
        return list(self._above)

    def join(self, members: Iterable[str]) -> None:
        """Make the sets of all members one."""
        names = sorted(self.names(members))
        for other in names[1:]:
            self._above[other] = names[0]


Keys = Mapping[str, Mapping[str, set[str]]]  # by kind and digest, who has it


def same_people(subjects: Iterable[Subject]) -> dict[str, str]:
    """Return each subject id's person: the least id among those known to be one (record linkage).

    First, subjects whose names go with the same contact or address. Then those who share an
    e-mail address that few have: a name misread or spelt otherwise. Then `_shortened` names,
    `_misread` streets, `_namesakes` and customers' numbers. Last, whoever may be somebody already known
    is no further person; who is known by a customer's number alone is nobody, told by an empty
    string. The order of subjects leaves no trace.
    """
    keys: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    groups = Groups()
    for subject in subjects:
        groups.name(subject.subject_id)
        for key in subject.keys:
            keys[key[0]][key[2:]].add(subject.subject_id)
    named = {member for kind in "nyz" for ids in keys[kind].values() for member in ids}
    for ids in _shared(keys["n"]):
        groups.join(ids)
    for ids in [ids for ids in _shared(keys["e"]) if len(groups.names(ids)) <= SHARED]:
        groups.join(ids)
    _shortened(keys, groups)
    _misread(keys, groups)
    _namesakes(keys, groups)
    _numbered(keys, groups, named)
    _nameless(keys["c"], groups, named)
    nobody = _referred(keys["r"], groups)
    return {member: "" if member in nobody else groups.name(member) for member in groups.members()}


def _shared(keys: Mapping[str, set[str]]) -> list[set[str]]:
    """Return who has the keys that several have."""
    return [ids for ids in keys.values() if len(ids) > 1]


def _shortened(keys: Keys, groups: Groups) -> None:
    """Join a name with one of which it is a part, at the same house: `R. Diaz` with `Rosa Maria Diaz`."""
    joins = [
        {*shorter, min(groups.names(longer))}
        for token, longer in keys["v"].items()
        if (shorter := keys["n"].get(token))
    ]
    for members in joins:
        groups.join(members)


def _misread(keys: Keys, groups: Groups) -> None:
    """Join subjects of one name and ZIP5 whose streets are not known, or were read off pictures.

    Those whose streets are known letter by letter stay apart, and take in the others.
    """
    joins = [
        groups.names(unsure) | set(sorted(groups.names(keys["y"].get(token, ())))[:1])
        for token, unsure in keys["z"].items()
    ]
    for members in joins:
        groups.join(members)


def _namesakes(keys: Keys, groups: Groups) -> None:
    """Join subjects of one whole name as far as nothing tells them apart.

    A bare name (a signature, a list) is no further person where one of that name is known. Those
    known by a mailbox alone are those known by an address, if there are not more of them.
    """
    joins: list[set[str]] = []
    for token in {*keys["w"], *keys["s"], *keys["m"]}:
        alike = [keys[mark].get(token, set()) for mark in "wsm"]
        if len(set().union(*alike)) < 2:
            continue
        bare, placed, mailed = map(groups.names, alike)
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
    if not keys["i"]:
        return
    known = groups.names(named)
    mails: dict[str, set[str]] = defaultdict(set)
    for mailbox, ids in keys["e"].items():
        for member in ids:
            mails[groups.name(member)].add(mailbox)
    joins: list[set[str]] = []
    for token, ids in keys["i"].items():
        told = groups.names(ids)
        owners = told & known or told
        if len(owners) == 1:
            mine = mails[min(owners)]
            others = {other for other in told - owners if not (mine and mails[other]) or mine & mails[other]}
            referring = keys["r"].get(token, ())
            joins.append({*owners, *(others if len(others) <= SHARED else ()), *referring})
    for members in joins:
        groups.join(members)


def _nameless(contacts: Mapping[str, set[str]], groups: Groups, named: set[str]) -> None:
    """Join who is not named with one who has their telephone number or door; few have it, or all are had.

    Of several who may be theirs one is taken: they are no further person, and who they are is not known.
    """
    known = groups.names(named)
    open_to = {key: ids for key, ids in contacts.items() if not groups.names(ids - named) <= known}
    owners = {key: groups.names(ids) & known for key, ids in open_to.items()}
    for key, ids in open_to.items():
        if len(owners[key]) <= SHARED:
            groups.join(member for member in ids if groups.name(member) not in known)
    held: dict[str, list[str]] = defaultdict(list)
    for key, ids in open_to.items():
        for name in groups.names(ids) - known:
            held[name].append(key)
    for name, theirs in held.items():
        had = [owners[key] for key in theirs if owners[key]]
        nearest = min(had, key=lambda people: (len(people), min(people)), default=set[str]())
        if nearest and (len(nearest) <= SHARED or len(had) == len(theirs)):
            groups.join((name, min(nearest)))


def _referred(keys: Mapping[str, set[str]], groups: Groups) -> set[str]:
    """Return who is known by a customer's number alone, and is no one that is told of elsewhere."""
    references = {member for ids in keys.values() for member in ids}
    if not references:
        return set()
    found = groups.names(set(groups.members()) - references)
    return {member for member in references if groups.name(member) not in found}
