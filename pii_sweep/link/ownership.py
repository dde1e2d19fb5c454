"""Assign the detections of a page, label or row to the people named there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pii_sweep.detect.text.candidate import HEADER
from pii_sweep.detect.text.normal import normalise
from pii_sweep.detect.text.shared_mailbox import of_house
from pii_sweep.entities import CUSTOMER_ID, having
from pii_sweep.link.header_party import find_party
from pii_sweep.link.keys import KEYS, STANDING
from pii_sweep.link.person_name import canonical
from pii_sweep.link.table_people import People, one_person
from pii_sweep.types import Cells, Detection

NOT_THEIRS = frozenset({"sender", "merchant"})
_SINGLE = having("of_order")
_OWN = ("buyer", "customer")
_ADDRESSED = ("recipient", *_OWN)


@dataclass(slots=True)
class Draft:
    """A subject in the making: their name in canonical form, and what is held of them."""

    name: str = field(repr=False)
    held: list[Detection] = field(default_factory=list, repr=False)

    def spelling(self) -> str:
        """Return the name as it is written, its words in their order; empty where none is known.

        A title alone (`Mrs.`) is no name.
        """
        if not self.name:
            return ""
        written = (item.value for item in self.held if item.entity == "PERSON")
        return next((value for value in written if canonical(value) == self.name), self.name)


def split_by_person(held: Sequence[Detection], key: bytes) -> tuple[list[People], dict[int, int]]:
    """Return the people of a page, label or row, each alone, and whose each detection is.

    The owner is given by the person's place, by the detection's; nobody's detections are left out.
    """
    drafts, owner = drafts_of(held)
    places = {id(draft): place for place, draft in enumerate(drafts)}
    alone = [one_person(draft.spelling(), draft.held, key) for draft in drafts]
    return alone, {at: places[id(mine)] for at, mine in owner.items()}


def drafts_of(held: Sequence[Detection]) -> tuple[list[Draft], dict[int, Draft]]:
    """Part the detections of a document among the people named in it."""
    by_name: dict[str, Draft] = {}
    owner: dict[int, Draft] = {}
    named = _select_named(held)
    for index in named:
        draft = draft_of(by_name, canonical(held[index].value))
        draft.held.append(held[index])
        owner[index] = draft
    drafts = list(by_name.values())
    writes = bool(named) and held[named[0]].role == "sender" and not in_header(held[named[0]])
    for index, item in enumerate(held):
        theirs = _may_be_customers(item) or (writes and item.role == "sender")
        if item.entity == "PERSON" or not theirs:
            continue
        near = _addressee(index, held, owner) if in_header(item) else _find_adjoining(index, held, owner)
        if near is None and (len(drafts) == 1 or not in_header(item)):
            near = _find_nearest(index, held, owner, drafts)
        if near is not None:
            near.held.append(item)
            owner[index] = near
    drafts += _part_others(drafts, held, owner) if drafts else _make_unnamed(held, owner)
    return drafts, owner


def _select_named(held: Sequence[Detection]) -> list[int]:
    """Return the places of the names of people whom a document is about.

    Who sends it is none of them, but where it names nobody to whom it goes: then it is about its writer.
    """
    mailed = _header_people(held)
    people = [index for index, item in enumerate(held) if item.entity == "PERSON"]
    named = [index for index in people if held[index].role not in NOT_THEIRS or index in mailed]
    if named or not is_about_writer(held):
        return named
    return [index for index in people if held[index].role == "sender"]


def is_about_writer(held: Iterable[Detection | Cells]) -> bool:
    """Indicate whether nothing that is held has the role of a person but that of who sends it."""
    return not any(
        item.role in _ADDRESSED
        or item.role == "merchant"
        or (item.entity == "PERSON" and item.role != "sender")
        for item in held
    )


def in_header(item: Detection) -> bool:
    """Return whether it stands in a header of a mail: its own line says whose it is."""
    return item.record.rpartition("|")[2].startswith(HEADER)


def _may_be_customers(item: Detection) -> bool:
    """Return whether it may be a customer's: not a seller's, and no mailbox of a firm."""
    if item.entity == "EMAIL_ADDRESS" and of_house(item.value):
        return False
    return item.role not in NOT_THEIRS or in_header(item)


def _header_people(held: Sequence[Detection]) -> set[int]:
    """Return who is named in the headers of a mail as one that a mailbox of their own belongs to."""
    own = {
        item.record
        for item in held
        if in_header(item) and item.entity == "EMAIL_ADDRESS" and _may_be_customers(item)
    }
    return {
        index
        for index, item in enumerate(held)
        if item.entity == "PERSON" and in_header(item) and item.record in own
    }


def _addressee(index: int, held: Sequence[Detection], owner: dict[int, Draft]) -> Draft | None:
    """Return who is named before a mailbox, in the same header of a mail."""
    record = held[index].record
    for other in range(index - 1, max(-1, index - 3), -1):
        if held[other].entity == "PERSON" and held[other].record == record:
            return owner.get(other)
    after = index + 1
    if after < len(held) and held[after].entity == "PERSON" and held[after].record == record:
        return owner.get(after)
    return None


def _find_adjoining(index: int, held: Sequence[Detection], owner: dict[int, Draft]) -> Draft | None:
    """Return who is named right before something, on the line: `Rosa Diaz, 12 Elm Street`."""
    before, item = held[index - 1] if index else None, held[index]
    if before is None or before.entity != "PERSON" or before.where != item.where or item.role is not None:
        return None
    return owner.get(index - 1) if 0 <= item.start - before.end <= _ADJOINS else None


# A comma, a colon, a bracket, a blank.
_ADJOINS = 3


def draft_of(by_name: dict[str, Draft], name: str) -> Draft:
    """Return the draft of a name; a part of a full name joins it, such as a lone last name."""
    if name in by_name:
        return by_name[name]
    words = set(name.split())
    for known, draft in by_name.items():
        if words < set(known.split()):
            return draft
    by_name[name] = Draft(name)
    return by_name[name]


def addressee(mail: str, names: Sequence[str]) -> int | None:
    """Return which name is the first whose last word the mailbox is called by, None where none is."""
    local = re.sub(r"[^a-z]", "", mail.split("@", maxsplit=1)[0].lower())
    for place, name in enumerate(names):
        last = normalise("PERSON", name).split()[-1:]
        if last and len(last[0]) > 2 and last[0] in local:
            return place
    return None


def _find_nearest(
    index: int, held: Sequence[Detection], owner: dict[int, Draft], drafts: list[Draft]
) -> Draft | None:
    if len(drafts) <= 1:
        return drafts[0] if drafts else None
    item = held[index]
    people = [
        (other, held[other])
        for other in owner
        if held[other].entity == "PERSON" and not in_header(held[other])
    ] or [(other, held[other]) for other in owner if held[other].entity == "PERSON"]
    if item.where.row is not None and (party := _find_party(item, people)) is not None:
        return owner[party]
    if item.entity == "EMAIL_ADDRESS":
        whose = addressee(item.value, [person.value for _, person in people])
        if whose is not None:
            return owner[people[whose][0]]
    same = [pair for pair in people if pair[1].record == item.record] or people
    if item.entity == "HEALTH":
        same = _patients(same, owner) or same
    if item.entity == CUSTOMER_ID:
        same = [pair for pair in same if pair[1].role in _OWN] or same
    customers = [pair for pair in same if pair[1].role in _ADDRESSED]
    if item.entity in _SINGLE and customers and item.role is None:
        same = customers
    matched = [pair for pair in same if item.role is not None and pair[1].role == item.role] or same
    if "$" in item.record and item.where.row is None:  # fields are read downwards: whose name stands above
        matched = [pair for pair in matched if pair[0] < index] or matched
    return owner[min(matched, key=lambda pair: _distance(pair[0], index))[0]]


def _find_party(item: Detection, people: Sequence[tuple[int, Detection]]) -> int | None:
    """Return the place of the name in a row whose column's header is of the same party as something's."""
    headers = tuple(person.where.column_name or "" for _, person in people)
    found = find_party(item.where.column_name or "", headers) if all(headers) else None
    return None if found is None else people[found][0]


def _distance(person: int, index: int) -> tuple[int, bool]:
    """Return how far from a person something stands: what is said of somebody mostly follows the name."""
    return ((person - index) * _AHEAD, True) if person > index else (index - person, False)


_AHEAD = 3


# What the head of a record says of its patient, and of no physician.
_OF_PATIENT = frozenset({"DATE_OF_BIRTH", "MEDICAL_RECORD_NUMBER", "HEALTH_INSURANCE_NUMBER"})


def _patients(
    people: Sequence[tuple[int, Detection]], owner: dict[int, Draft]
) -> list[tuple[int, Detection]]:
    """Return those of whom a date of birth or a patient's number is held: letters name physicians, too."""
    return [pair for pair in people if any(item.entity in _OF_PATIENT for item in owner[pair[0]].held)]


def _make_unnamed(held: Sequence[Detection], owner: dict[int, Draft]) -> list[Draft]:
    """Make one subject of what is held where nobody is named but a key stands for somebody."""
    theirs = [(i, item) for i, item in enumerate(held) if _may_be_customers(item)]
    if not any(item.entity in KEYS for _, item in theirs):
        return []
    if all(item.entity == CUSTOMER_ID for _, item in theirs):
        return []
    # In a record of a firm, with its address, a telephone is the firm's.
    firm = any(item.entity == "STREET_ADDRESS" and item.role == "merchant" and item.record for item in held)
    if firm and {item.entity for _, item in theirs if item.entity in STANDING} <= {"PHONE_NUMBER"}:
        return []
    return _part_unnamed(theirs, owner)


def _part_unnamed(theirs: Sequence[tuple[int, Detection]], owner: dict[int, Draft]) -> list[Draft]:
    """Make a subject of each number or mailbox that one person has, with what stands nearest to it.

    A list of sixty addresses is of sixty people: as one subject it would join them wherever they are met.
    """
    marks = _select_marks([item for _, item in theirs])
    places = [place for place, (_, item) in enumerate(theirs) if _mark(item) in marks]
    by_mark: dict[tuple[str, str], Draft] = {}
    drafts = [by_mark.setdefault(_mark(theirs[place][1]), Draft("")) for place in places] or [Draft("")]
    for place, (index, item) in enumerate(theirs):
        after = bisect_left(places, place)
        near = after if after < len(places) and (after == 0 or places[after] == place) else after - 1
        if 0 < after < len(places) and places[after] - place < place - places[after - 1]:
            near = after
        owner[index] = drafts[max(near, 0)]
        owner[index].held.append(item)
    return list({id(draft): draft for draft in drafts}.values())


def _mark(item: Detection) -> tuple[str, str]:
    return item.entity, normalise(item.entity, item.value)


def _select_marks(held: Sequence[Detection]) -> set[tuple[str, str]]:
    """Return the values that each stand for another person: those of the kind that has most of them."""
    marks: dict[str, set[tuple[str, str]]] = {}
    for item in held:
        marks.setdefault(item.entity, set()).add(_mark(item))
    several = (found for entity, most in _MOST.items() if len(found := marks.get(entity, set())) > most)
    return max(several, key=len, default=set())


def _part_others(drafts: Sequence[Draft], held: Sequence[Detection], owner: dict[int, Draft]) -> list[Draft]:
    """Take mailboxes and numbers of others from the people named in a document, each as a subject of its own.

    Telephones and accounts beyond what somebody has are anybody's: no subject is made of them.
    """
    others: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        foreign = _select_foreign(draft)
        others |= {mark: Draft("") for mark in foreign if mark not in others}
        draft.held = [item for item in draft.held if _mark(item) not in foreign] if foreign else draft.held
        for index in [at for at, mine in owner.items() if foreign and mine is draft]:
            if _mark(held[index]) in foreign:
                del owner[index]
    for index, item in enumerate(held):
        listed = item.entity == "EMAIL_ADDRESS" and in_header(item) and _may_be_customers(item)
        if index in owner or not (listed or others) or item.entity in _ANYBODYS:
            continue
        mine = others.setdefault(_mark(item), Draft("")) if listed else others.get(_mark(item))
        if mine is not None:
            mine.held.append(item)
            owner[index] = mine
    return [draft for draft in others.values() if draft.held]


def _select_foreign(draft: Draft) -> set[tuple[str, str]]:
    """Return the mailboxes and numbers held of somebody that are more than one person has."""
    theirs = dict.fromkeys(map(_mark, draft.held))
    foreign = set[tuple[str, str]]()
    for entity, most in _MOST.items():
        found = [mark for mark in theirs if mark[0] == entity]
        if len(found) > max(most, _OWN_LEAST if entity in _CALLED else 0):
            own = [mark for mark in found if entity in _CALLED and addressee(mark[1], [draft.name]) == 0]
            foreign.update(set(found) - set(own or found[:1]))
    return foreign


# So many mailboxes and accounts a person who is named may have; what is called by their name is theirs.
_OWN_LEAST, _CALLED = 2, ("EMAIL_ADDRESS", "USERNAME")
_ANYBODYS = ("PHONE_NUMBER", "USERNAME")
# So many different numbers, mailboxes and accounts may be one person's: one social security number or tax
# number in its place, and few others. Of kinds with as many values the one that comes first counts.
_CONTACTS = {"EMAIL_ADDRESS": 1, "USERNAME": 1, "PHONE_NUMBER": 3}
_MOST = {
    **{entity: 1 if entity == "US_SSN" else 3 for entity in sorted(having("personal_number"), reverse=True)},
    **_CONTACTS,
}
