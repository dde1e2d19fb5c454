"""Whose is what: the detections of a page, label or row parted among the people named there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pii_sweep.detect.linkage import canonical
from pii_sweep.detect.people import KEYS
from pii_sweep.detect.seal import normal
from pii_sweep.types import Detection

NOT_THEIRS = frozenset({"sender", "merchant"})
_SINGLE = frozenset({"STREET_ADDRESS", "ORDER_VALUE", "ORDER_ID", "TRACKING_NUMBER"})


@dataclass(slots=True)
class Draft:
    """A subject in the making: their name in canonical form, and what is held of them."""

    name: str = field(repr=False)
    held: list[Detection] = field(default_factory=list, repr=False)


def drafts_of(held: Sequence[Detection]) -> tuple[list[Draft], dict[int, Draft]]:
    """Part the detections of a document among the people named in it; `owner` is by place in `held`."""
    by_name: dict[str, Draft] = {}
    owner: dict[int, Draft] = {}
    for index, item in enumerate(held):
        if item.entity == "PERSON" and item.role not in NOT_THEIRS:
            draft = _named(by_name, canonical(item.value))
            draft.held.append(item)
            owner[index] = draft
    drafts = list(by_name.values())
    for index, item in enumerate(held):
        if item.entity == "PERSON" or item.role in NOT_THEIRS:
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
    theirs = [(i, item) for i, item in enumerate(held) if item.role not in NOT_THEIRS]
    if not any(item.entity in KEYS for _, item in theirs):
        return []
    draft = Draft("", [item for _, item in theirs])
    owner.update({index: draft for index, _ in theirs})
    return [draft]
