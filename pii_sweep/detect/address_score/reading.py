"""Postal addresses in running text that no rule's words show, by a fitted score.

The rules know streets' words, codes and towns. People write `9 the orchard`, `unit 4 Seaview Mews`, the name
of a house alone, a number with two common words. Here the words of a stretch that may be an address and all
that is around it are weighed together. Weights: `data/address_score.npz`, fitted by `make address-scorer`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from importlib import resources
from itertools import repeat
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pii_sweep.detect.address import numbered_line, resident
from pii_sweep.detect.address_score import candidates, surroundings
from pii_sweep.detect.score.neighbourhood import Claims
from pii_sweep.detect.score.overlap import settle
from pii_sweep.detect.text.candidate import Hit

RECOGNIZER, ADDRESS = "AddressScore", "STREET_ADDRESS"
RUNNING = frozenset({"prose", "page", "label"})
# Texts with more lines are lists of things.
MOST = 4000
# How likely it must be that a stretch is an address, and what a claim's score is at most.
LEAST, MOST_SURE = 0.65, 0.9
# How likely an address must begin at a word for the stretches from there to be weighed; how unlikely a
# recognizer's claim must be to be none, in a text of so many lines.
LIKELY, REFUSED, LISTED = 0.05, 0.3, 2
# What an address has whose place is known.
_PLACED, _OWN_LINE = frozenset({"zip", "country"}), frozenset({"own_line"})
# What fields of a form say: `Street: 9 Elm Ave`.
_FIELDS = frozenset({"fields"})
_FILE = resources.files("pii_sweep.detect") / "data" / "address_score.npz"


class Weights(NamedTuple):
    """What features add to the log-odds that a first word, a stretch or a claim is an address's."""

    start: Mapping[str, float]
    stretch: Mapping[str, float]
    claim: Mapping[str, float]


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """Return the weights that ship."""
    with _FILE.open("rb") as stream:
        held = np.load(stream)
        return Weights(*(_read(held, name) for name in Weights._fields))


def _read(held: Mapping[str, NDArray[np.generic]], name: str) -> dict[str, float]:
    names, weights = held[f"{name}_names"].tolist(), held[f"{name}_weights"].astype(float).tolist()
    return dict(zip(names, weights, strict=True))


def add(text: str, layout: str, hits: Sequence[Hit], asked: Callable[[Hit], bool]) -> Sequence[Hit]:
    """Return the claims on a text with the addresses that the score finds and that are `asked` for.

    Without those of a recognizer's that the score holds for none.
    """
    if layout not in RUNNING or text.count("\n") > MOST:
        return hits
    around = surroundings.read(text, hits)
    kept = drop_unlikely(around, shipped())
    more = [hit for hit in find(around, kept, shipped()) if asked(hit) and may_be(text, hit)]
    return settle(resident.cut_named(text, [*kept, *more])) if more else kept


def may_be(text: str, hit: Hit) -> bool:
    """Return whether a stretch may be an address: not years of copyright, hours of a day or a key's marks."""
    if numbered_line.is_credit(text, hit) or numbered_line.is_hours(text, hit):
        return False
    return _BANNER.search(text, max(0, hit.start - _LONGEST_BANNER), hit.start) is None


# What stands around a key or a certificate (RFC 7468).
_BANNER, _LONGEST_BANNER = re.compile(r"-{3,5} ?(?:(?:BEGIN|END)(?: [A-Z\d ]{0,40})?)?\Z"), 60


def drop_unlikely(around: surroundings.Surroundings, weights: Weights) -> Sequence[Hit]:
    """Return the claims on a text without the addresses in lists of other things: `12 Oak panels`."""
    hits = around.claims.hits
    if len(around.lines.spans) <= LISTED or not any(hit.entity == ADDRESS for hit in hits):
        return hits
    kept = list[Hit]()
    for hit in hits:
        placed = hit.parts.keys() & _PLACED or hit.has_factor(_FIELDS)
        doubtful = hit.entity == ADDRESS and not placed and _is_listed(around, hit)
        if not doubtful or chance_of(weights.claim, around.describe_claim(hit)) >= REFUSED:
            kept.append(hit)
    return kept


def _is_listed(around: surroundings.Surroundings, hit: Hit) -> bool:
    """Return whether other lines stand around an address and it is not a whole line: `12 Elm Street`."""
    if hit.has_factor(_OWN_LINE) and "\n" not in around.text[hit.start : hit.end]:
        return False
    return len(around.lines.spans) - around.text.count("\n", hit.start, hit.end) > LISTED


class Candidate(NamedTuple):
    """A stretch that may be an address: its line, its words, and where it stands."""

    line: int
    first: int
    last: int
    start: int
    end: int


def find_candidates(
    around: surroundings.Surroundings, likely: Callable[[int, int], bool]
) -> Iterator[Candidate]:
    """Yield the stretches of a text that may be addresses and overlap no claim but a name or a part of them.

    `likely` says whether one may begin at a word of a line.
    """
    for place, (low, high) in enumerate(around.lines.spans):
        if not candidates.may_hold(around.text[low:high]):
            continue
        over = around.claims.near(low, high)
        tokens = around.line(place).tokens
        for first, last in candidates.find(tokens, partial(likely, place)):
            start, end = tokens[first].start, tokens[last].end
            if all(_allows(hit, start, end) for hit in over) and _grows(around.text, over, start, end):
                yield Candidate(place, first, last, start, end)


def _allows(hit: Hit, start: int, end: int) -> bool:
    """Return whether a claim leaves room for an address over it: a name does, and a part of the address."""
    if hit.end <= start or end <= hit.start or hit.entity == "PERSON":
        return True
    return hit.entity == ADDRESS and not (hit.start <= start and end <= hit.end)


def _grows(text: str, over: Sequence[Hit], start: int, end: int) -> bool:
    """Return whether a stretch adds to a claimed address neither a name before it nor a number alone.

    A field's number and who lives there stand before: `8 123 Main St`, `Cy Roe, 25 Mill Road`.
    """
    for claimed in over:
        if claimed.entity == ADDRESS and start < claimed.start < end:
            names = any(
                one.entity == "PERSON" and start <= one.start and one.end <= claimed.start for one in over
            )
            if names or not any(map(str.isalpha, text[start : claimed.start])):
                return False
    return True


def find(around: surroundings.Surroundings, hits: Sequence[Hit], weights: Weights) -> Iterator[Hit]:
    """Yield the addresses of a text that no recognizer claims, or of which it claims a part.

    `hits` are the claims that count.
    """
    around = replace(around, claims=Claims(hits))

    def likely(place: int, first: int) -> bool:
        return chance_of(weights.start, around.describe_start(place, first)) >= LIKELY

    claims = [
        (chance, one)
        for one in find_candidates(around, likely)
        if (chance := chance_of(weights.stretch, around.describe(one.line, one.first, one.last))) >= LEAST
    ]
    yield from choose(claims, hits)


def choose(claims: Iterable[tuple[float, Candidate]], hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the likeliest stretches that do not overlap, each with the claims on parts of it."""
    taken = list[Candidate]()
    for chance, one in sorted(claims, reverse=True):
        if any(other.start < one.end and one.start < other.end for other in taken):
            continue
        taken.append(one)
        parts = [hit for hit in hits if hit.entity == ADDRESS and hit.start < one.end and one.start < hit.end]
        start = min([one.start, *(hit.start for hit in parts)])
        end = max([one.end, *(hit.end for hit in parts)])
        score = max([min(chance, MOST_SURE), *(hit.score for hit in parts)])
        known = parts[0].parts if parts else {}
        yield Hit(ADDRESS, start, end, score, RECOGNIZER, (f"weighed:{chance:.2f}",), None, known)


def chance_of(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """Return how likely a stretch with such features is an address."""
    odds = sum(map(weights.get, features, repeat(0.0)))
    return 1 / (1 + exp(-min(30.0, max(-30.0, odds))))
