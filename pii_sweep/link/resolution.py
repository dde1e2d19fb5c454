"""Decide which subjects of a bucket are one person, and how many people fewer or more they may be."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from pii_sweep.link.match_weight import LIKE, NOT_SHARED, SHARED_TOO, SPREAD, likeness, probabilities, spread
from pii_sweep.link.name_encoding import Codes
from pii_sweep.types import Subject

SHARED = 3  # a telephone or door of more people than this says nothing of who is not named
ENCODED = "HMP"  # a door, a mailbox, a telephone, each with an encoding of the name
WITHIN_ZIP = "ZG"  # a ZIP5 with a surname or a given name, with an encoding of the other and of the house
# Under one contact each name is compared with so many others; the work stays linear.
COMPARED = 40
# Two people share a whole name this often (US Census 1990 and 2010: given name and surname); it is known
# within a factor.
NAMESAKES, NAMESAKE_PAIRS, NAMESAKE_SPREAD = 1e-5, 2e5, 4.0
SAME_ZIP = 5.0  # m / u of one ZIP5 for two records of one name
# A name at so many addresses or mailboxes is one person's rather than several people's with these odds at
# most; one with more of them is a common name.
ONE_PERSON = {2: 30.0, 3: 12.0, 4: 3.0}
COMMON = 0.9
# Where a mailbox or telephone differs as well, the name is all that two records share. Whether such are one
# who moved or two people differs between buckets by this factor of the odds.
NOTHING_SHARED = 100.0
NORMAL = 1.96
APART = 0.1  # less likely pairs are two people, whatever chain of matches leads from one to the other

Keys = Mapping[str, Mapping[str, set[str]]]  # by kind and digest, who has it
Encoded = list[tuple[str, str]]  # a contact's token with an encoding, and who has it


@dataclass(frozen=True, slots=True)
class Resolution:
    """Each subject's person, an empty string for nobody; and how many people fewer or more there may be.

    `fewer` is the most people who may be others of them, `more` the most who are taken for another, both
    at 95 %.
    """

    names: Mapping[str, str] = field(repr=False)
    fewer: float = 0.0
    more: float = 0.0


class Groups:
    """Disjoint sets of ids with the least id as each set's name (union by name, path halving).

    `numbers` are digests of what one person alone has, and has once in life, by id: sets that have
    them, and none in common, are two people and are never joined.
    """

    def __init__(self, numbers: Mapping[str, Iterable[str]] = MappingProxyType({})) -> None:
        self._above: dict[str, str] = {}
        self._numbers = {member: set(theirs) for member, theirs in numbers.items()}
        self.joins = 0  # so many sets are fewer than at first

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

    def numbered(self, names: Iterable[str]) -> int:
        """Return how many of some sets have a number."""
        return sum(name in self._numbers for name in names)

    def apart(self, one: str, other: str) -> bool:
        """Indicate whether the numbers of two sets, by their names, are two people's."""
        mine, theirs = self._numbers.get(one), self._numbers.get(other)
        return mine is not None and theirs is not None and mine.isdisjoint(theirs)

    def join(self, members: Iterable[str]) -> None:
        """Make the sets of all members one; numbers keep them apart, and each joins the first that it can."""
        names = sorted(self.names(members))
        if not names:
            return
        first, heads = names[0], dict.fromkeys(self._numbers.get(names[0], ()), names[0])
        for other in names[1:]:
            theirs = self._numbers.get(other, set())
            head = next((heads[number] for number in sorted(theirs) if number in heads), None)
            if head is None and (not theirs or first not in self._numbers):
                head = first
            heads.update(dict.fromkeys(theirs, head or other))
            if head is not None:
                self._above[other] = head
                self.joins += 1
                if theirs:
                    self._numbers.setdefault(head, set()).update(self._numbers.pop(other))


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Two subjects that may be one person, and how probable that is: at least, at best guess, at most."""

    point: float
    low: float
    high: float
    one: str
    other: str


@dataclass(slots=True)
class Doubts:
    """Matches that are not certain: those taken as true, and those that are not."""

    taken: list[Match] = field(default_factory=list)
    left: list[Match] = field(default_factory=list)
    varied: float = 0.0  # share of one person's papers that name them otherwise than another one does
    by_name: int = 0  # joins of people who have the name in common and no contact

    def settle(self, matches: Iterable[Match], groups: Groups, apart: set[tuple[str, str]]) -> None:
        """Join what is more likely one person than not, the likeliest first, and keep the others in mind.

        `apart` are pairs that are two people for certain: no chain of matches makes them one.
        """
        enemies: dict[str, set[str]] = defaultdict(set)
        for pair in apart:
            one, other = map(groups.name, pair)
            enemies[one].add(other)
            enemies[other].add(one)
        for match in sorted(matches, reverse=True):
            one, other = groups.name(match.one), groups.name(match.other)
            if one == other:
                continue
            if groups.apart(one, other):
                continue
            if match.point < 0.5 or other in enemies[one]:
                self.left.append(match)
                continue
            groups.join((one, other))
            self.taken.append(match)
            name = groups.name(one)
            both = enemies[one] | enemies[other]
            for enemy in both:
                enemies[enemy].add(name)
            enemies[name] = both

    def bounds(self, groups: Groups, once: int) -> tuple[float, float]:
        """Return how many people fewer, and how many more, there may be at 95 %.

        `once` are people who were met in one paper alone; whoever is missed is among them.
        """
        left = list[Match]()
        merged = Groups()
        for match in sorted(self.left, reverse=True):
            one, other = groups.name(match.one), groups.name(match.other)
            if merged.name(one) != merged.name(other):
                merged.join((one, other))
                left.append(match)
        # Papers without a contact in common are joined by equal names only: as many are missed as names vary.
        missed = min(self.by_name * self.varied / (1 - self.varied), once / 2)
        fewer = min(sum(match.high for match in left) + _noise(left), float(len(left)))
        more = sum(1 - match.low for match in self.taken) + _noise(self.taken)
        fewer += min(missed + NORMAL * math.sqrt(missed), once / 2)
        return fewer, min(more, float(len(self.taken)))


def _noise(matches: Sequence[Match]) -> float:
    return NORMAL * math.sqrt(sum(match.point * (1 - match.point) for match in matches))


def resolve(objects: Sequence[Sequence[Subject]]) -> Resolution:
    """Return each subject id's person: the least id among those taken to be one (record linkage).

    First, subjects whose names go with the same contact or address. Then names that are near each other
    under one door, mailbox or telephone, as far as that is likely. Then `_join_shortened` names,
    `_misread` streets, `_namesakes`, people who moved and customers' numbers. Last, whoever may be somebody
    already known is no further person; one known by a customer's number alone is no
    further person and has an empty string. The order of subjects leaves no trace.
    """
    keys: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    encoded: dict[str, Encoded] = {mark: [] for mark in (*ENCODED, *WITHIN_ZIP)}
    numbers: dict[str, set[str]] = defaultdict(set)
    for subject in (subject for subjects in objects for subject in subjects):
        for key in subject.keys:
            if key[0] == "x":
                numbers[subject.subject_id].add(key[2:])
            elif key[0].isupper():
                encoded[key[0]].append((key[2:], subject.subject_id))
            else:
                keys[key[0]][key[2:]].add(subject.subject_id)
    groups, doubts = Groups(numbers), Doubts()
    for subject in (subject for subjects in objects for subject in subjects):
        groups.name(subject.subject_id)
    named = {member for kind in "nyz" for ids in keys[kind].values() for member in ids}
    for ids in _group_shared(keys["n"]):
        groups.join(ids)
    met = Counter(subject.subject_id for subjects in objects for subject in subjects)
    equal = sum(met[member] for member in named) - len(groups.names(named))
    _join_near(encoded, groups, doubts, equal)
    _join_shortened(keys, groups)
    _misread(keys, groups)
    before = groups.joins
    _namesakes(keys, groups)
    _join_moved(keys, groups, objects, encoded, doubts)
    doubts.by_name = groups.joins - before
    _join_numbered(keys, groups, named)
    _join_nameless(keys["c"], groups, named)
    referred = _find_referred(keys["r"], groups)
    names = {member: "" if member in referred else groups.name(member) for member in groups.members()}
    papers = Counter(names[member] for member in met.elements())
    once = sum(name != "" and count == 1 for name, count in papers.items())
    return Resolution(names, *doubts.bounds(groups, once))


def _group_shared(keys: Mapping[str, set[str]]) -> list[set[str]]:
    """Return who has the keys that several have."""
    return [ids for ids in keys.values() if len(ids) > 1]


Contacts = Mapping[str, Mapping[str, set[str]]]  # by kind and subject, the tokens of what they have


def _contacts(encoded: Mapping[str, Encoded], members: Iterable[str], marks: str = ENCODED) -> Contacts:
    """Return the doors, mailboxes and telephones of some subjects, as tokens."""
    wanted = frozenset(members)
    found: dict[str, dict[str, set[str]]] = {mark: defaultdict(set) for mark in marks}
    for mark, theirs in found.items():
        for key, member in encoded[mark]:
            if member in wanted:
                theirs[member].add(key[:16])
    return found


def _odds_of_contacts(one: str, other: str, contacts: Contacts) -> float:
    """Return the m / u of what two subjects have of doors, mailboxes and telephones, but one in common."""
    shared = differing = 0
    for theirs in contacts.values():
        if one in theirs and other in theirs:
            if theirs[one] & theirs[other]:
                shared += 1
            else:
                differing += 1
    return float(SHARED_TOO ** max(0, shared - 1) * NOT_SHARED**differing)


def _join_near(encoded: Mapping[str, Encoded], groups: Groups, doubts: Doubts, equal: int) -> None:
    """Join subjects whose names are near each other under one door, mailbox or telephone.

    `equal` papers say of somebody what another one says too, by the same name.
    """
    pairs = dict[tuple[str, str], NDArray[np.uint64]]()
    for mark in (*ENCODED, *WITHIN_ZIP):
        for one, other, difference in _compare_names(encoded[mark]):
            if groups.name(one) == groups.name(other):
                continue
            differs = _near_house(difference, mark) if mark in WITHIN_ZIP else difference
            if differs is not None:
                pairs.setdefault((min(one, other), max(one, other)), differs)
    if not pairs:
        return
    order = sorted(pairs)
    contacts = _contacts(encoded, chain.from_iterable(order))
    odds = np.array([_odds_of_contacts(one, other, contacts) for one, other in order])
    levels = likeness(np.stack([pairs[pair] for pair in order]))
    found, spreads = probabilities(levels, odds, equal).tolist(), levels.spreads().tolist()
    likely = sum(probability for probability in found if probability > 0.5)
    doubts.varied = min(0.5, (likely + 0.2) / (likely + equal + 10))
    apart = {pair for pair, probability in zip(order, found, strict=True) if probability < APART}
    doubts.settle(
        (
            Match(probability, *spread(probability, by), *pair)
            for pair, probability, by in zip(order, found, spreads, strict=True)
            if probability > 0.01
        ),
        groups,
        apart,
    )


def _near_house(difference: Codes, mark: str) -> Codes | None:
    """Return how two names under one ZIP5 differ, given the XOR of what stands with it.

    None where the houses differ by more than typing errors, or the names under one given name do.
    """
    part, house, traits = difference.tolist()
    if house.bit_count() > LIKE or (mark == "G" and part.bit_count() > LIKE):
        return None
    return np.array([part, 0, traits] if mark == "Z" else [0, part, traits], np.uint64)


def _compare_names(encoded: Encoded) -> Iterable[tuple[str, str, NDArray[np.uint64]]]:
    """Yield pairs of subjects under one contact, with the XOR of their names' codes."""
    rows = sorted(set(encoded))
    if len(rows) < 2:
        return
    table = np.frombuffer(bytes.fromhex("".join(key for key, _ in rows)), "<u8").reshape(len(rows), -1)
    for apart in range(1, min(COMPARED, len(rows))):
        alike = np.flatnonzero(table[apart:, 0] == table[:-apart, 0])
        if not len(alike):
            return
        differences = table[alike + apart, 1:] ^ table[alike, 1:]
        for at, difference in zip(alike.tolist(), differences, strict=True):
            if rows[at][1] != rows[at + apart][1]:
                yield rows[at][1], rows[at + apart][1], difference


def _join_moved(
    keys: Keys,
    groups: Groups,
    objects: Sequence[Sequence[Subject]],
    encoded: Mapping[str, Encoded],
    doubts: Doubts,
) -> None:
    """Join subjects of one whole name at different houses, as far as chance explains too few of them.

    Of all pairs of one name so many are two people as two people share a name by chance
    (the false discovery rate); how often that is, is seen in objects that hold many people.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for mark in "wsm":
        for token, ids in keys[mark].items():
            named[token] |= groups.names(ids)
    namesakes = [sorted(people) for people in named.values() if len(people) > 1]
    if not namesakes:
        return
    count = len(set().union(*named.values()))
    expected = _namesake_rate(objects, groups) * _pairs(count)
    total = sum(_pairs(len(people)) - _pairs(groups.numbered(people)) for people in namesakes)
    several = set().union(*namesakes)
    members = [member for member in groups.members() if groups.name(member) in several]
    contacts = _contacts(encoded, members, "MP")
    zips: dict[str, set[str]] = defaultdict(set)
    theirs: dict[str, dict[str, set[str]]] = {mark: defaultdict(set) for mark in contacts}
    for token, ids in keys["y"].items():
        for name in groups.names(ids) & several if len(ids) > 1 else ():
            zips[name].add(token)
    for mark, held in theirs.items():
        for member, tokens in contacts[mark].items():
            held[groups.name(member)] |= tokens
    found = list[Match]()
    for people in namesakes:
        most = ONE_PERSON.get(len(people), COMMON)
        for one, other in zip(people, people[1:], strict=False):
            contact = _odds_of_contacts(one, other, theirs)
            odds = contact * (SAME_ZIP if zips[one] & zips[other] else 1.0)
            ends = (
                min(most, max(0.0, total / (expected * by) - 1)) * odds
                for by in (1.0, NAMESAKE_SPREAD, 1 / NAMESAKE_SPREAD)
            )
            point, low, high = (end / (1 + end) for end in ends)
            least = spread(point, SPREAD if contact >= 1 else NOTHING_SHARED)[0]
            found.append(Match(point, min(low, least), max(high, spread(point)[1]), one, other))
    doubts.settle((match for match in found if match.high > 0.01), groups, set())


def _namesake_rate(objects: Sequence[Sequence[Subject]], groups: Groups) -> float:
    """Return how often two people share a whole name, from objects with many people and `NAMESAKES`."""
    seen, pairs = NAMESAKES * NAMESAKE_PAIRS, NAMESAKE_PAIRS
    for subjects in objects:
        if len(subjects) < 20:
            continue
        tokens: dict[str, set[str]] = defaultdict(set)
        people = set[str]()
        for subject in subjects:
            for key in subject.keys:
                if key[0] == "s":
                    name = groups.name(subject.subject_id)
                    people.add(name)
                    tokens[key].add(name)
        seen += sum(_pairs(len(same)) for same in tokens.values())
        pairs += _pairs(len(people))
    return seen / pairs


def _pairs(count: int) -> float:
    return count * (count - 1) / 2


def _join_shortened(keys: Keys, groups: Groups) -> None:
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
    """Join subjects of one whole name as far as nothing distinguishes them.

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


def _join_numbered(keys: Keys, groups: Groups, named: set[str]) -> None:
    """Join who has a customer's number with the one person named who has it, unless mailboxes differ.

    A number that several people have identifies none of them: it may be another list's.
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
        holders = groups.names(ids)
        owners = holders & known or holders
        if len(owners) == 1:
            mine = mails[min(owners)]
            others = {
                other for other in holders - owners if not (mine and mails[other]) or mine & mails[other]
            }
            referring = keys["r"].get(token, ())
            joins.append({*owners, *(others if len(others) <= SHARED else ()), *referring})
    for members in joins:
        groups.join(members)


def _join_nameless(contacts: Mapping[str, set[str]], groups: Groups, named: set[str]) -> None:
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


def _find_referred(keys: Mapping[str, set[str]], groups: Groups) -> set[str]:
    """Return who is known by a customer's number alone, and does not occur elsewhere."""
    references = {member for ids in keys.values() for member in ids}
    if not references:
        return set()
    found = groups.names(set(groups.members()) - references)
    return {member for member in references if groups.name(member) not in found}
