"""Whose a telephone, mailbox or postal address in running text is: a person's, or an organisation's own.

A leaflet with its office's number is no personal data; `ring us`, said by a family, is. No word decides: the
words around it, who is named near it, where in its paper it stands and what kind of number or mailbox it is
are weighed together by a fitted score. Weights: `data/contact_owner.json`, fitted by `make contact-scorer`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pii_sweep.detect.contact import surroundings, value
from pii_sweep.detect.contact.surroundings import ADDRESS, KINDS, PERSON, PRIVATE
from pii_sweep.detect.score import logistic
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.firm_line import names_firm

MODEL = "contact_owner"
_RUNNING = frozenset({"prose", "page"})
# Longer texts, and those with more contact data, are lists or many papers; shorter ones say too little.
LONGEST, MOST, SHORTEST = 20_000, 40, 200
# What only a house's contact data are; the marks around the line of its name, and the most it is long.
_OF_HOUSE = ("shared", "free", "number free", "text fax")
_MARKS, HEADING = " \t*#-=|_", 60
# How likely all contact data of a text without a person must at most be a person's for it to be no finding;
# below what share it is an organisation's in another text, and from which on a person's.
LEAST, FIRMS, PERSONS = 0.4, 0.1, 0.8


def review(text: str, layout: str, hits: Sequence[Hit], *, named: bool = False) -> list[Hit]:
    """Return the hits on a text with the seller's role for an organisation's own contact data.

    In a text that names its house and no person, and holds no contact data but that house's, none of it is
    personal: it is left out. `named`: other texts of its object name people.
    """
    if layout not in _RUNNING or not SHORTEST <= len(text.strip()) <= LONGEST:
        return list(hits)
    weights = logistic.model(MODEL)["weights"]
    found = dict(describe(text, hits))
    shares = {place: logistic.share(weights, features) for place, features in found.items()}
    if shares and not named and not names_people(hits):
        house = max(shares.values()) < LEAST and names_house(text, found.values())
        return [hit for place, hit in enumerate(hits) if not house or place not in shares]
    return [_assign(hit, shares[place]) if place in shares else hit for place, hit in enumerate(hits)]


def names_people(hits: Sequence[Hit]) -> bool:
    """Return whether a text names a person or holds what only people have."""
    return any(hit.entity == PERSON or hit.entity in PRIVATE for hit in hits)


def names_house(text: str, found: Iterable[Mapping[str, float]]) -> bool:
    """Return whether a text says whose it is: by a mailbox, a free number, a site, a fax, or a firm's line.

    An office's notes of strangers who call it have its words, too, and say none of that.
    """
    if any(features.get(name) for features in found for name in _OF_HOUSE):
        return True
    lines = (line.strip(_MARKS) for line in text.split("\n"))
    return surroundings.names_site(text) or any(
        len(line) <= HEADING and not line.endswith(".") and names_firm(line) for line in lines if line
    )


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
