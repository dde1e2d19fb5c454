"""Which findings are evidence: a noise floor that no number next to a name falls below.

A detector is wrong now and then. Names alone, prices, faces and health words that turn up in a
few objects say nothing of a bucket; a card number or a social security number next to a name
counts even when it is the only one in a million objects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pii_sweep.entities import PERSON, having, names_proven
from pii_sweep.types import BucketTally, Extent

# Shape and context or check digit proven by the detector: one is enough. One password opens a door.
HARD = names_proven("hard")
# One number in ten passes a Luhn check by chance: alone on nobody, it takes two of them.
CHECKED = having("check_digit")
# One is enough next to a name, an account name or an address of the same person.
STRICT = names_proven("strict")
CONTACT = having("contact")
# Found by words and pictures: a few of them prove nothing even next to a name and an address.
SOFT = names_proven("soft")


MATERIAL = 0.005  # of the objects: a kind of record that is rarer may stay unseen


@dataclass(frozen=True, slots=True)
class Floor:
    """How many people or objects of the whole bucket must hold an entity before it counts.

    Soft entities of people who can be reached: `soft` people or objects that are more than `MATERIAL` of
    the bucket's objects, or `soft_many` people whatever the share, or `small_share` in a bucket of few
    objects. Check-digit numbers on nobody: `checked`. The rest: `weak` people or objects and
    `weak_share` (`face_share`) of the objects, or `risk.many_people` whatever the share.
    """

    soft: float = 3
    soft_many: float = 25
    small_share: float = 0.05
    weak: float = 5
    weak_share: float = 0.02
    face_share: float = 0.10
    checked: float = 2


FLOOR = Floor()


def identifies_person(combo: frozenset[str]) -> bool:
    """Return whether a set ties what it holds to a person who can be reached or identified."""
    numbers = combo & (HARD | STRICT)
    return bool(combo & CONTACT) or ("PERSON" in combo and bool(numbers)) or len(numbers) >= 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """The entity types that count: `tied` on a person who can be reached, `free` on anyone or no one."""

    tied: frozenset[str]
    free: frozenset[str]


LOW, POINT, HIGH = range(3)  # ends of an `Extent`


def evidence(tally: BucketTally, many: int, end: int = POINT) -> Evidence:
    """Return the entity types that count for the rating of a bucket, by one end of their extents.

    The floor is the bucket's: people and objects are those of all objects that were listed, seen or
    not, and shares are of these, so that a rating does not depend on how many were read.
    """
    listed = max(1, tally.listed, tally.analysed)
    held, tied = (_take_end(extents, end) for extents in _extents(tally))
    named = _select_named(tally) if end == HIGH else frozenset[str]()
    return Evidence(
        frozenset(name for name, extent in tied.items() if _counts_tied(name, extent, listed)),
        frozenset(
            name
            for name, extent in held.items()
            if _counts_free(name, extent, listed, many) or (name in named and extent[1] > MATERIAL * listed)
        ),
    )


def _select_named(tally: BucketTally) -> frozenset[str]:
    """Return the soft entities that somebody has who is named, with the name: if they are true they count."""
    sets = (combo & (SOFT | {PERSON}) for combo, people in tally.combos.items() if people > 0)
    return frozenset().union(*(kept for kept in sets if PERSON in kept and len(kept) > 1))


def select_admitted(tally: BucketTally, counted: Evidence) -> dict[frozenset[str], int]:
    """Return the subjects by entity set, cut to the entities that count; unlinked ones alone.

    A linked set is cut to what counts next to a contact; without its contacts it stands once more
    as the unlinked set it would be, so that learning an address never lowers a rating. An entity
    that is found in objects but on no subject stands as a set of its own.
    """
    sets: dict[frozenset[str], int] = {}
    for combo, people in tally.combos.items():
        cuts = (
            [combo & counted.tied, (combo - CONTACT) & counted.free]
            if identifies_person(combo)
            else [combo & counted.free]
        )
        for kept in {cut for cut in cuts if cut and people > 0}:
            sets[kept] = sets.get(kept, 0) + people
    on_someone = frozenset().union(*sets)
    for entity in sorted(counted.free - on_someone):
        sets[frozenset((entity,))] = tally.objects_with.get(entity, 0) or tally.hits.get(entity, 0)
    return sets


def _support(tally: BucketTally) -> tuple[dict[str, int], dict[str, int]]:
    """Count for each entity the people (or objects) that hold it, and those tied to a person."""
    held: dict[str, int] = {}
    tied: dict[str, int] = {}
    for combo, people in tally.combos.items():
        for entity in combo:
            held[entity] = held.get(entity, 0) + people
            if identifies_person(combo):
                tied[entity] = tied.get(entity, 0) + people
    for entity, objects in tally.objects_with.items():
        held[entity] = max(held.get(entity, 0), objects)
    if tally.faces:
        held.setdefault("FACE", tally.faces)
    return {entity: people for entity, people in held.items() if people > 0}, tied


def _extents(tally: BucketTally) -> tuple[Mapping[str, Extent], Mapping[str, Extent]]:
    """Return the extents of what is held and of what is tied to a person.

    A tally that comes without them is taken for a simple random sample of the listing, each person in an
    object of their own.
    """
    if tally.held or tally.tied:
        return tally.held, tally.tied
    held, tied = _support(tally)
    return {name: _extent(tally, name, count) for name, count in held.items()}, {
        name: _extent(tally, name, count) for name, count in tied.items()
    }


def _extent(tally: BucketTally, entity: str, count: int) -> Extent:
    """Return the extent of so many people or objects of a simple random sample (see `sample.extent`)."""
    read, unread = max(1, tally.analysed), max(0, tally.listed - tally.analysed)
    seen = min(count, read)
    objects = seen + unread * (seen - 1 / 3) / (read + 1 / 3) if seen else 0.0
    most = max(objects, tally.most.get(entity, 0.0), seen * (read + unread) / read)
    scale = 1 / max(1, seen)
    return Extent((count, count * objects * scale, count * most * scale), (seen, objects, most))


def _take_end(extents: Mapping[str, Extent], end: int) -> dict[str, tuple[float, float]]:
    """Return (people, amount) of each entity at one end: an amount is people, or objects if more."""
    return {
        name: (extent.people[end], max(extent.people[end], extent.objects[end]))
        for name, extent in extents.items()
    }


def _counts_tied(entity: str, extent: tuple[float, float], listed: int) -> bool:
    people, amount = extent
    if entity not in SOFT or people >= FLOOR.soft_many or amount >= FLOOR.small_share * listed:
        return True
    return amount >= FLOOR.soft and amount > MATERIAL * listed


def _counts_free(entity: str, extent: tuple[float, float], listed: int, many: int) -> bool:
    _, amount = extent
    share = FLOOR.face_share if entity == "FACE" else FLOOR.weak_share
    if entity in HARD and amount >= (FLOOR.checked if entity in CHECKED else 1):
        return True
    return amount >= many or (amount >= FLOOR.weak and amount >= share * listed)


def below_threshold(tally: BucketTally, combos: Mapping[frozenset[str], int]) -> Mapping[str, int]:
    """Return what was found and does not count, with the people or objects that hold it."""
    held, _ = _support(tally)
    counted = frozenset().union(*combos)
    return {entity: held[entity] for entity in sorted(held.keys() - counted)}
