"""Overlapping claims become one: the surer wins, a whole beats its part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pii_sweep.detect.text.candidate import Hit
from pii_sweep.entities import CUSTOMER_ID, ENTITIES, PERSON, STREET_ADDRESS, having

# Where two candidates on the same text score alike, the earlier row of `entities.py` is kept.
_RANK = {entity.name: rank for rank, entity in enumerate(ENTITIES)}
# These say something about a stretch of text without claiming its characters for themselves.
_ASIDE = having("aside") | {CUSTOMER_ID}
# Values that may hold a name: `anna.berg@…`, `Sommer-2024x`.
_WHOLES = frozenset({"EMAIL_ADDRESS", "PASSWORD"})


def settle(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits without overlaps, in the order of the text.

    A name in a mailbox or a password is a part of it, however sure it is, and an address that begins with a
    labelled plate is none: `matrícula 4471 KLD plaza 6`, nor is one without a code that ends with a plate.
    Any other hit loses to one that overlaps it and is stronger; strength is the score, a little more for a
    whole address, then the precedence of types, then the length.
    """
    aside: list[Hit] = []
    claims: list[Hit] = []
    for hit in hits:
        (aside if hit.entity in _ASIDE else claims).append(hit)
    if not claims and not aside:
        return []
    wholes = [hit for hit in claims if hit.entity in _WHOLES]
    if wholes:
        claims = [hit for hit in claims if hit.entity != PERSON or not _lies_in(hit, wholes)]
    plates = [hit for hit in claims if hit.entity == "LICENSE_PLATE" and _is_labelled(hit)]
    if plates:
        starts, ends = {hit.start for hit in plates}, {hit.end for hit in plates}
        claims = [
            hit
            for hit in claims
            if hit.entity != STREET_ADDRESS
            or not (hit.start in starts or (hit.end in ends and "zip" not in hit.parts))
        ]
    claims.sort(key=_strength, reverse=True)
    kept = _without_overlaps(claims)
    return sorted([*kept, *aside], key=lambda hit: (hit.start, hit.end))


def _is_labelled(hit: Hit) -> bool:
    return any(reason.startswith("label:") for reason in hit.reasons[:1])


def _lies_in(hit: Hit, wholes: Sequence[Hit]) -> bool:
    return any(
        whole.start <= hit.start and hit.end <= whole.end and whole.end - whole.start > hit.end - hit.start
        for whole in wholes
    )


def _strength(hit: Hit) -> tuple[float, int, int]:
    bonus = 0.3 if hit.entity == STREET_ADDRESS else 0.0
    return (round(hit.score + bonus, 3), -_RANK.get(hit.entity, 99), hit.end - hit.start)


# What stands between the pieces of one claim: labels and marks so near, and boxes of a form farther on.
_NEAR = 48
# The recognizer of claims whose pieces stand in other lists each, with those of other claims between.
APART = "Vectors"


def _meet(hit: Hit, other: Hit) -> bool:
    """Indicate whether two claims overlap; between far pieces of one there is room for others."""
    if not (other.start < hit.end and hit.start < other.end):
        return False
    if not hit.pieces and not other.pieces:
        return True
    mine, theirs = _stretches(hit), _stretches(other)
    return any(low < end and start < high for low, high in mine for start, end in theirs)


def _stretches(hit: Hit) -> list[tuple[int, int]]:
    """Return the stretches that a claim takes, its pieces joined where they are near one another."""
    out: list[tuple[int, int]] = []
    near = 0 if hit.recognizer == APART else _NEAR
    for start, end in sorted(hit.pieces) or [(hit.start, hit.end)]:
        if out and start - out[-1][1] <= near:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _without_overlaps(claims: Sequence[Hit]) -> list[Hit]:
    if len(claims) < 2:
        return list(claims)
    kept: list[Hit] = []
    taken: dict[int, list[Hit]] = {}
    for hit in claims:
        cells = range(hit.start >> 6, (max(hit.end - 1, hit.start) >> 6) + 1)
        if any(_meet(hit, other) for cell in cells for other in taken.get(cell, ())):
            continue
        kept.append(hit)
        for cell in cells:
            taken.setdefault(cell, []).append(hit)
    return kept
