"""Detections of one customer on one page, label or row form one subject, with one digest wherever seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pii_sweep.detect import residency
from pii_sweep.detect.linkage import canonical, keys_of
from pii_sweep.detect.seal import digest, normal
from pii_sweep.types import Detection, Gap, Note, Subject

Item = tuple[Detection, str | None] | Subject | Gap | Note
# A document's detections are held until it ends, at most this many at a time.
HELD = 4000
_NOT_THEIRS = frozenset({"sender", "merchant"})
# What may stand for a person where no name is known, strongest first.
_KEYS = (
    "EMAIL_ADDRESS",
    "US_SSN",
    "PHONE_NUMBER",
    "CREDIT_CARD",
    "STREET_ADDRESS",
    "USERNAME",
    "US_DRIVER_LICENSE",
    "US_PASSPORT",
    "IBAN_CODE",
)
_SINGLE = frozenset({"STREET_ADDRESS", "ORDER_VALUE", "ORDER_ID", "TRACKING_NUMBER"})


@dataclass(slots=True)
class Draft:
    """A subject in the making: their name in canonical form, and what is held of them."""

    name: str = field(repr=False)
    held: list[Detection] = field(default_factory=list, repr=False)


def link(items: Iterable[Detection | Gap | Note], key: bytes) -> Iterator[Item]:
    """Yield each detection with its subject's id or None, and each subject when its record is complete.

    A row or a JSON record is a record by itself; the pages of a document are read together.
    Senders and merchants are never the subject. The id is an HMAC of name, street and ZIP5,
    else of e-mail, telephone or another key, else of the name within its object.
    """
    held: list[Detection] = []
    group: tuple[object, ...] = ()
    for item in items:
        if not isinstance(item, Detection):
            yield item
            continue
        theirs = _group(item)
        if held and (theirs != group or len(held) >= HELD):
            yield from _complete(held, key)
            held = []
        group = theirs
        held.append(item)
    yield from _complete(held, key)


def _group(item: Detection) -> tuple[object, ...]:
    structured = item.where.row is not None or "$" in item.record
    return (item.where.ref.bucket, item.where.ref.key, item.where.inside, item.record if structured else "")


def _complete(held: Sequence[Detection], key: bytes) -> Iterator[Item]:
    if not held:
        return
    drafts, owner = _drafts(held)
    ids = {id(draft): _identity(draft, held[0], key) for draft in drafts}
    for index, item in enumerate(held):
        draft = owner.get(index)
        yield item, ids[id(draft)] if draft is not None else None
    for draft in drafts:
        place = residency.of(draft.held)
        entities = frozenset(item.entity for item in draft.held)
        yield Subject(
            ids[id(draft)],
            entities,
            place.state,
            place.zip3,
            place.residency,
            place.located,
            keys_of(draft.name, draft.held, key),
        )


def _drafts(held: Sequence[Detection]) -> tuple[list[Draft], dict[int, Draft]]:
    """Part the detections of a document among the people named in it."""
    by_name: dict[str, Draft] = {}
    owner: dict[int, Draft] = {}
    for index, item in enumerate(held):
        if item.entity == "PERSON" and item.role not in _NOT_THEIRS:
            draft = _named(by_name, canonical(item.value))
            draft.held.append(item)
            owner[index] = draft
    drafts = list(by_name.values())
    for index, item in enumerate(held):
        if item.entity == "PERSON" or item.role in _NOT_THEIRS:
            continue
        near = _nearest(index, held, owner, drafts)
        if near is not None:
            near.held.append(item)
            owner[index] = near
    if not drafts:
        drafts = _unnamed(held, owner)
    return drafts, owner


def _named(by_name: dict[str, Draft], name: str) -> Draft:
    """Return the draft of a name; a part of a full name joins it, such as a lone last name."""
    if name in by_name:
        return by_name[name]
    words = set(name.split())
    for known, draft in by_name.items():
        if words < set(known.split()):
            return draft
    by_name[name] = Draft(name)
    return by_name[name]


def _nearest(
    index: int, held: Sequence[Detection], owner: dict[int, Draft], drafts: list[Draft]
) -> Draft | None:
    if len(drafts) <= 1:
        return drafts[0] if drafts else None
    item = held[index]
    people = [(other, held[other]) for other in owner if held[other].entity == "PERSON"]
    if item.entity == "EMAIL_ADDRESS":
        local = re.sub(r"[^a-z]", "", item.value.split("@")[0].lower())
        for other, person in people:
            last = normal("PERSON", person.value).split()[-1:]
            if last and len(last[0]) > 2 and last[0] in local:
                return owner[other]
    same = [pair for pair in people if pair[1].record == item.record] or people
    customers = [pair for pair in same if pair[1].role in ("recipient", "buyer", "customer")]
    if item.entity in _SINGLE and customers and item.role is None:
        same = customers
    matched = [pair for pair in same if item.role is not None and pair[1].role == item.role] or same
    return owner[min(matched, key=lambda pair: (abs(pair[0] - index), pair[0] > index))[0]]


def _unnamed(held: Sequence[Detection], owner: dict[int, Draft]) -> list[Draft]:
    """Make one subject of what is held where nobody is named but a key stands for somebody."""
    theirs = [(i, item) for i, item in enumerate(held) if item.role not in _NOT_THEIRS]
    if not any(item.entity in _KEYS for _, item in theirs):
        return []
    draft = Draft("", [item for _, item in theirs])
    owner.update({index: draft for index, _ in theirs})
    return [draft]


def _identity(draft: Draft, first: Detection, key: bytes) -> str:
    address = next((item for item in draft.held if item.entity == "STREET_ADDRESS"), None)
    if draft.name and address is not None and address.parts.get("street"):
        zip5 = re.sub(r"\D", "", address.parts.get("zip", ""))[:5]
        return digest(key, "subject", draft.name, normal("STREET_ADDRESS", address.parts["street"]), zip5)
    for entity in _KEYS:
        item = next((item for item in draft.held if item.entity == entity), None)
        if item is not None:
            return digest(key, "subject", entity, normal(entity, item.value))
    ref = first.where.ref
    return digest(key, "subject", "name", ref.bucket, ref.key, draft.name)
