"""Every raise and reduction that this project adds to ENISA's tables, with its reason.

ENISA 2013 leaves the context of processing to judgement ("the score may be raised or lowered") and
knows some identifiers only. What is judged here is fixed, named, and written into the vector as
`/M:code+amount`, so that a reader can take it off again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pii_sweep.entities import Kind, having
from pii_sweep.risk.categories import ENTITIES, UNPLACED
from pii_sweep.risk.enisa import DPC_TOGETHER, EI, dpc, ei, entity_score
from pii_sweep.types import Adjustment, ExposureLevel

# ENISA's base score of a category of data.
BASE: Mapping[Kind, float] = {"simple": 1, "behavioural": 2, "financial": 3, "sensitive": 4, "none": 0}
_NUMBER = "a government number opens accounts in a person's name; ENISA has it as simple data"
# Entity types that start above ENISA's base of their category: code, that base, reason.
RAISED: Mapping[str, tuple[str, float, str]] = {
    "FACE": ("family-life", 1, "a photo of people shows family and private life"),
    "MINOR": ("minor", 1, "children are vulnerable people"),
    "PASSWORD": (
        "credential",
        1,
        "a password takes the category of what it opens, taken to be an account with money",
    ),
    **{name: ("government-number", 1, _NUMBER) for name in sorted(having("government"))},
}
# Numbers that ENISA's annex counts at 0.25 where nothing goes with them.
LISTED = having("government") - having("aside")
LISTED_ENISA = 0.25
REASONS: Mapping[str, str] = {
    "held-together": "together these allow what none of them allows alone, such as paying with the card "
    "or opening an account",
    "nobody-reachable": "amounts, places, traffic data and health words say little of a person who is "
    "known by a bare name or not at all",
    "override": "set in [risk.dpc]",
    "searchable-number": "leaked lists make the number searchable; ENISA counts it at 0.25 alone",
    "exposure-unknown": "who can read the bucket could not be determined; it is counted as public",
    "noise-floor": "what too few people or objects hold to be more than the detector's errors is left out",
}


def adjustments(
    combo: frozenset[str], overrides: Mapping[str, float], exposure: ExposureLevel
) -> tuple[Adjustment, ...]:
    """Return what was added to or taken from ENISA's score of one entity set in a bucket.

    `combo` is the set that decides the rating. ENISA's own DPC, EI and CB plus the amounts give
    those of the rating.
    """
    found = [*_of_dpc(combo, overrides), *_of_ei(combo)]
    if exposure == "UNKNOWN":
        found.append(_adjustment("exposure-unknown", "CB", 0.5))
    return tuple(found)


def below_floor(counted: float, everything: float) -> tuple[Adjustment, ...]:
    """Return what the noise floor takes off the severity: SE of what counts, and of all that was found."""
    lower = round(counted - everything, 4)
    return (_adjustment("noise-floor", "SE", lower),) if lower < 0 else ()


def enisa_base(entity: str) -> float:
    """Return ENISA's own score of an entity type's category of data."""
    if entity in RAISED:
        return RAISED[entity][1]
    return BASE[ENTITIES.get(entity, UNPLACED).kind]


def _of_dpc(combo: frozenset[str], overrides: Mapping[str, float]) -> Iterator[Adjustment]:
    own, final = max(map(enisa_base, combo), default=0.0), dpc(combo, overrides)
    if final == own:
        return
    scores = {entity: entity_score(entity, combo, overrides) for entity in combo}
    top = max(sorted(scores), key=lambda entity: scores[entity])
    if scores[top] != own:
        amount = scores[top] - own
        if top in overrides:
            yield _adjustment("override", "DPC", amount)
        elif amount < 0:
            yield _adjustment("nobody-reachable", "DPC", amount)
        else:
            code, _, reason = RAISED[top]
            yield Adjustment(code, "DPC", amount, reason)
    if final > scores[top] and any(together <= combo for _, together in DPC_TOGETHER):
        yield _adjustment("held-together", "DPC", final - scores[top])


def _of_ei(combo: frozenset[str]) -> Iterator[Adjustment]:
    score = ei(combo)
    deciding = [names for value, names in EI if value == score and names <= combo]
    if deciding and all(names <= LISTED for names in deciding):
        yield _adjustment("searchable-number", "EI", score - LISTED_ENISA)


def _adjustment(code: str, term: str, amount: float) -> Adjustment:
    return Adjustment(code, term, amount, REASONS[code])
