"""Whether words state a trait of a text's people: belief, origin, union, orientation, status.

Churches, restaurants, languages and laws have the same words as people. What a phrase is, what stands around
it and whom its text names are weighed together by a fitted logistic score. Weights:
`data/trait_reading.json`, fitted by `make trait-scorer`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from pii_sweep.detect.score import logistic
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.trait import candidates, surroundings
from pii_sweep.detect.trait.candidates import Candidate

MODEL, ENTITY, RECOGNIZER = "trait_reading", "SENSITIVE_TRAIT", "SensitiveTrait"
RUNNING = frozenset({"prose", "page", "label"})
# How likely it must be that a phrase states a trait; what its score is at most; how many a piece has weighed.
LEAST, MOST_SURE, MOST = 0.6, 0.75, 4000
_TRADERS = ("sender", "merchant")


def people_of(hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Return where the names of people stand, traders left out."""
    return [(hit.start, hit.end) for hit in hits if hit.entity == "PERSON" and hit.role not in _TRADERS]


def describe(text: str, hits: Sequence[Hit]) -> Iterator[tuple[Candidate, set[str]]]:
    """Yield each candidate of a text that names people, with its features."""
    people = people_of(hits)
    if not people or not candidates.may_hold(text):
        return
    those = list(islice(candidates.find(text), MOST))
    around = surroundings.read(text, people, those)
    for one in those:
        yield one, around.describe(one)


def find(text: str, layout: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the traits that a text states of its people; `hits` are its other claims."""
    if layout not in RUNNING:
        return
    weights = logistic.model(MODEL)["weights"]
    said = [(hit.start, hit.end) for hit in hits if hit.entity == ENTITY]
    for one, features in describe(text, hits):
        chance = logistic.share(weights, dict.fromkeys(features, 1.0))
        known = any(start < one.end and one.start < end for start, end in said)
        if chance >= LEAST and not known:
            score = min(chance, MOST_SURE)
            yield Hit(ENTITY, one.start, one.end, score, RECOGNIZER, (f"{one.trait}:{chance:.2f}",))
