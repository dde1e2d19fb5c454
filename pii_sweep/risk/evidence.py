"""Which findings are evidence: a noise floor that no number beside a name falls below.

A detector is wrong now and then. Names alone, prices, faces and health words that turn up in a
few objects say nothing of a bucket; a card number or a social security number beside a name
counts even when it is the only one in a million objects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pii_sweep.types import BucketTally

# Shape and context or check digit proven by the detector: one is enough. One password opens a door.
HARD = frozenset(("US_SSN", "US_ITIN", "CREDIT_CARD", "CREDIT_CARD_CODE", "IBAN_CODE", "PASSWORD"))
# One number in ten passes a Luhn check by chance: alone on nobody, it takes two of them.
CHECKED = frozenset(("CREDIT_CARD", "CREDIT_CARD_CODE", "IBAN_CODE"))
# One is enough beside a name, an account name or an address of the same person.
STRICT = frozenset(("US_DRIVER_LICENSE", "US_PASSPORT", "US_BANK_NUMBER", "IDENTITY_DOCUMENT"))
CONTACT = frozenset(("STREET_ADDRESS", "EMAIL_ADDRESS", "PHONE_NUMBER", "DATE_OF_BIRTH", "USERNAME"))
# Found by words and pictures: a few of them prove nothing even beside a name and an address.
SOFT = frozenset(("ORDER_VALUE", "HEALTH", "GEO_COORDINATES", "IP_ADDRESS", "FACE", "MINOR", "NRP"))


@dataclass(frozen=True, slots=True)
class Floor:
    """How many people an entity must be held of before it counts.

    Soft entities beside a name and a contact: `soft` people who are `soft_share` of the objects
    read, or `soft_many` people whatever the share, or `small_share` in a bucket of few objects.
    Check-digit numbers on nobody: `checked`. The rest: `weak` people and `weak_share`
    (`face_share`) of the objects read, or `risk.many_people` whatever the share.
    """

    soft: float = 3
    soft_share: float = 0.01
    soft_many: float = 25
    small_share: float = 0.05
    weak: float = 5
    weak_share: float = 0.02
    face_share: float = 0.10
    checked: float = 2


FLOOR = Floor()


def linked(combo: frozenset[str]) -> bool:
    """Say whether a set ties what it holds to a person who can be reached or identified."""
    numbers = combo & (HARD | STRICT)
    return bool(combo & CONTACT) or ("PERSON" in combo and bool(numbers)) or len(numbers) >= 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """The entity types that count: `tied` on a person who can be reached, `free` on anyone or no one."""

    tied: frozenset[str]
    free: frozenset[str]


def evidence(tally: BucketTally, many: int, factor: float = 1.0, size: int | None = None) -> Evidence:
    """Return the entity types that count for the rating of a bucket.

    `factor` scales counts (what was not read is like what was, or, above one, as bad as the
    upper ends of the estimates allow), `size` is the number of objects a share is taken of, by
    default those read.
    """
    read = max(1, tally.analysed if size is None else size)
    held, tied = (_at_most(tally, counts, factor) for counts in _support(tally))
    return Evidence(
        frozenset(name for name, people in tied.items() if _counts_tied(name, people, read)),
        frozenset(name for name, people in held.items() if _counts_free(name, people, read, many)),
    )


def admitted(tally: BucketTally, counted: Evidence) -> dict[frozenset[str], int]:
    """Return the subjects by entity set, cut to the entities that count; unlinked ones alone.

    A linked set is cut to what counts beside a contact; without its contacts it stands once more
    as the unlinked set it would be, so that learning an address never lowers a rating. An entity
    that is found in objects but on no subject stands as a set of its own.
    """
    sets: dict[frozenset[str], int] = {}
    for combo, people in tally.combos.items():
        cuts = (
            [combo & counted.tied, (combo - CONTACT) & counted.free]
            if linked(combo)
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
            if linked(combo):
                tied[entity] = tied.get(entity, 0) + people
    for entity, objects in tally.objects_with.items():
        held[entity] = max(held.get(entity, 0), objects)
    if tally.faces:
        held.setdefault("FACE", tally.faces)
    return {entity: people for entity, people in held.items() if people > 0}, tied


def _at_most(tally: BucketTally, counts: Mapping[str, int], factor: float) -> dict[str, float]:
    """Scale counts by `factor`; above one, by how many more objects than those seen may hold the entity."""
    if factor <= 1:
        return {name: count * factor for name, count in counts.items()}
    objects = tally.objects_with
    more = {name: tally.most.get(name, 0.0) / max(1, objects.get(name, 0)) for name in counts}
    return {name: count * max(factor, more[name]) for name, count in counts.items()}


def _counts_tied(entity: str, people: float, read: int) -> bool:
    if entity not in SOFT or people >= min(FLOOR.soft_many, FLOOR.small_share * read):
        return True
    return people >= FLOOR.soft and people >= FLOOR.soft_share * read


def _counts_free(entity: str, people: float, read: int, many: int) -> bool:
    share = FLOOR.face_share if entity == "FACE" else FLOOR.weak_share
    if entity in HARD and people >= (FLOOR.checked if entity in CHECKED else 1):
        return True
    return people >= many or (people >= FLOOR.weak and people >= share * read)


def below(tally: BucketTally, combos: Mapping[frozenset[str], int]) -> Mapping[str, int]:
    """Return what was found and does not count, with the people or objects that hold it."""
    held, _ = _support(tally)
    counted = frozenset().union(*combos)
    return {entity: held[entity] for entity in sorted(held.keys() - counted)}
