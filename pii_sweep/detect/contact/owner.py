"""Whose a telephone, mailbox or postal address in running text is: a person's, or an organisation's own.

A leaflet with its office's number is no personal data; `ring us`, said by a family, is. No word decides: the
words around it, who is named near it, where in its paper it stands and what kind of number or mailbox it is
are weighed together by a fitted score. Weights: `data/contact_owner.json`, fitted by `make contact-scorer`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pii_sweep.detect.contact import surroundings, value
from pii_sweep.detect.contact.surroundings import ADDRESS, KINDS, PERSON, PRIVATE
from pii_sweep.detect.score import cue_words, logistic
from pii_sweep.detect.text.candidate import Hit

MODEL = "contact_owner"
_RUNNING = frozenset({"prose", "page"})
# Longer texts, and those with more contact data, are lists or many papers; shorter ones say too little.
LONGEST, MOST, SHORTEST = 20_000, 40, 200
# How likely all contact data of a text that names nobody must at most be a person's for it to be no finding;
# below what share it is an organisation's in a text that names people, and from which on a person's.
LEAST, FIRMS, PERSONS = 0.35, 0.1, 0.8
# The classes of words of a house's text, and how many there must be.
HOUSE, FEWEST = frozenset({"desk", "purpose", "invite", "public", "fax"}), 2


def review(text: str, layout: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits on a text with the seller's role for an organisation's own contact data.

    In a text that names nobody and holds no contact data but an organisation's own, none of it is personal:
    it is left out.
    """
    if layout not in _RUNNING or not SHORTEST <= len(text.strip()) <= LONGEST:
        return list(hits)
    weights = logistic.model(MODEL)["weights"]
    shares = {place: logistic.share(weights, features) for place, features in describe(text, hits)}
    if shares and max(shares.values()) < LEAST and _is_of_house(text, hits):
        return [hit for place, hit in enumerate(hits) if place not in shares]
    return [_assign(hit, shares[place]) if place in shares else hit for place, hit in enumerate(hits)]


def _is_of_house(text: str, hits: Sequence[Hit]) -> bool:
    """Return whether a text is a house's: it names nobody, and has several words of an office or a public."""
    if any(hit.entity == PERSON or hit.entity in PRIVATE for hit in hits):
        return False
    words = (cue.start for cue in cue_words.find(text, cue_words.CONTACTS) if cue.name in HOUSE)
    return len(set(words)) >= FEWEST


def _assign(hit: Hit, share: float) -> Hit:
    """Return a hit with the role that its share of being a person's gives it."""
    if share < FIRMS and hit.role is None:
        return hit.at(role="merchant")
    if share >= PERSONS and hit.role == "merchant" and hit.entity != ADDRESS:
        return hit.at(role=None)
    return hit


def describe(text: str, hits: Sequence[Hit]) -> Iterator[tuple[int, dict[str, float]]]:
    """Yield the place of each telephone, mailbox and postal address among the hits, with its features.

    Each feature counts for all three, and once more for its own kind.
    """
    asked = [(place, hit) for place, hit in enumerate(hits) if hit.entity in KINDS]
    if not 0 < len(asked) <= MOST:
        return
    around = surroundings.read(text, hits)
    for place, hit in asked:
        shared = around.describe(hit)
        own = {f"{KINDS[hit.entity]}: {name}": number for name, number in shared.items()}
        yield place, {**shared, **own, **value.describe(hit, text, hits)}
