"""A person's health information: candidates, their features, and a fitted scorer; and people under sixteen.

"Denies chest pain" and "no history of asthma" are counted: what a person does not have is medical history.
A text on medicine at large is not: its candidates lack a patient (`anchor`).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pii_sweep.detect.health import anchor, candidates, speech, terms
from pii_sweep.detect.health.anchor import NO_SIGNS, Anchor
from pii_sweep.detect.health.candidates import DIRECTED, DOSE, VALUE, Candidate
from pii_sweep.detect.health.terms import CONDITION, MEDICATION, PROCEDURE
from pii_sweep.detect.identifiers.birth import age
from pii_sweep.detect.model import network_reading
from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.model.network_reading import Said
from pii_sweep.detect.score import logistic
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

BIAS = "bias"
_CHILD = gate.gated(
    r"(?i)\b(?P<age>\d{1,2})[- ]years?[- ]old\b(?: (?:boy|girl|child|son|daughter|student|minor))?|\b(?:age"
    r"|aged)[ :]{1,3}(?P<age2>\d{1,2})\b(?!\s*(?:\+|-|to|and over|or older))"
)
# A person so near is the one that a term is about, as far as distance says it.
NEAR, _MOST = 240, 0.995


class Reading(NamedTuple):
    """The candidates of a text and its signs of a person: what is known before the rest of its object is.

    `said` is what the second network reads of health, None where it does not read.
    """

    found: Sequence[Candidate]
    own: Anchor
    said: Said | None = None


def read(
    text: str, hits: Sequence[Hit], entities: Sequence[Entity] | None = None, *, fields: bool = False
) -> Reading:
    """Return the candidates and the signs of a text; `hits` are its other claims.

    `entities` are those of the second network, None where it does not read; `fields` indicates lines of
    `path: value`.
    """
    said = None if entities is None else network_reading.keep("HEALTH", entities)
    every = candidates.add_read(candidates.find(text, fields=fields), said.entities if said else ())
    found = _without_contacts(every, hits)
    if not found:
        return Reading((), anchor.people(text, hits), said)
    return Reading(found, anchor.read(text, _without_eponyms(text, hits, found)), said)


def _without_contacts(found: Sequence[Candidate], hits: Sequence[Hit]) -> Sequence[Candidate]:
    """Return the candidates that lie in no mailbox or account: `darlene.stevens@acme.example`."""
    taken = sorted((hit.start, hit.end) for hit in hits if hit.entity in _CONTACTS) if found else []
    if not taken:
        return found
    starts = [start for start, _ in taken]
    before = [bisect_left(starts, one.end) - 1 for one in found]
    return [one for one, at in zip(found, before, strict=True) if at < 0 or taken[at][1] <= one.start]


_CONTACTS = frozenset({"EMAIL_ADDRESS", "USERNAME"})


def find(text: str, reading: Reading, about: Anchor = NO_SIGNS) -> Iterator[Hit]:
    """Yield the health information of a text; `about` holds the personal signs of its object."""
    weights = logistic.model("health")["weights"] if reading.found else {}
    for one, named in zip(reading.found, features(text, reading, about), strict=True):
        score = min(_MOST, logistic.share(weights, named))
        reasons = logistic.weightiest(weights, named)
        yield Hit("HEALTH", one.start, one.end, score, "Health", reasons)


def features(text: str, reading: Reading, about: Anchor = NO_SIGNS) -> list[Mapping[str, float]]:
    """Return the named features of each candidate: of the candidate itself, and of its text."""
    found, own, said = reading
    if not found:
        return []
    shared = _of_text(text, own, found, about)
    people = sorted(own.people)
    rows: list[Mapping[str, float]] = []
    for one in found:
        place = bisect_left(people, one.start)
        near = any(abs(start - one.start) < NEAR for start in people[max(0, place - 1) : place + 1])
        kind = {f"kind_{one.kind}": 1.0, "weak": float(one.weak), "near_person": float(near)}
        kind["weak_alone"] = float(one.weak and not shared["strong"])
        sentence = speech.read(text, one.start, one.end, people)
        if "animal" in shared and sentence.somebody and "animal" not in sentence.roles:
            # An animal somewhere in the text, and none in a sentence about somebody.
            kind |= {"animal": 0.0, "animal_elsewhere": shared["animal"]}
        if shared["impersonal"] and sentence.somebody:
            # Nothing else in the object indicates a person, and the sentence does.
            kind |= {"impersonal": 0.0, "impersonal_elsewhere": 1.0}
        if sentence.somebody and one.kind in _SAID:
            kind[f"{one.kind}_of_somebody"] = 1.0
        network = network_reading.describe(said, one.start, one.end)
        rows.append({**shared, **kind, **speech.features(sentence), **network})
    return rows


# What a sentence states of somebody, by its kind: an injury says more than a medication's name.
_SAID = frozenset({CONDITION, PROCEDURE, candidates.INJURY, MEDICATION})


_NO_NAMES = frozenset({CONDITION, PROCEDURE, MEDICATION})


def _without_eponyms(text: str, hits: Sequence[Hit], found: Sequence[Candidate]) -> list[Hit]:
    """Return the claims without names inside conditions and medicines: Hodgkin is no person here."""
    named = [one for one in found if one.kind in _NO_NAMES and not (one.kind == MEDICATION and one.weak)]
    labelled = [one for one in found if one.kind == candidates.LABELLED]
    return [
        hit
        for hit in hits
        if hit.entity != "PERSON"
        or not (
            any(hit.start < one.end and one.start < hit.end for one in named)
            or any(hit.start < one.end and one.start < hit.end for one in labelled)
            and terms.find(text[hit.start : hit.end])
        )
    ]


def _of_text(text: str, own: Anchor, found: Sequence[Candidate], about: Anchor) -> dict[str, float]:
    """Return what a text says as a whole; counts as their logarithms."""
    kinds = Counter(one.kind for one in found if not one.weak)
    strong = {text[one.start : one.end].lower() for one in found if not one.weak}
    size = max(1.0, len(text) / 1000)
    named = {BIAS: 1.0, **{name: math.log1p(count) for name, count in own.signs.items()}}
    named |= {f"has_{kind}": math.log1p(min(6, count)) for kind, count in kinds.items()}
    named["weak_words"] = math.log1p(
        min(6, len({text[one.start : one.end].lower() for one in found if one.weak}))
    )
    named["strong"] = math.log1p(min(8, len(strong)))
    named["density"] = math.log1p(min(8.0, len(strong) / size))
    named["person"] = float(bool(own.people))
    named["one_person"] = float(0 < len(own.people) <= 3)
    record = _is_record(own)
    named["elsewhere"] = float(not own.personal() and about.personal())
    named["elsewhere_patient"] = float(not record and _is_record(about))
    named["impersonal"] = float(not own.personal() and not about.personal())
    named["record"] = float(record and bool(own.people))
    voice = any(own.signs.get(name) for name in ("third_person", "first_person", "second_person"))
    named["voice"] = float(voice)
    named["named_voice"] = float(voice and bool(own.people))
    # Nobody is named, here or elsewhere, and no record begins: what is dosed or measured is so for all.
    unnamed = not record and not own.people and not about.personal()
    named["voice_alone"] = float(voice and unnamed)
    named["dosed_alone"] = float(unnamed and bool(kinds.keys() & _DOSED))
    return named


_DOSED = frozenset({DOSE, DIRECTED, VALUE})


def _is_record(held: Anchor) -> bool:
    """Return whether a text has what the head of a patient's record has."""
    return any(held.signs.get(name) for name in ("patient_label", "record_number", "born"))


def minors(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the people under sixteen of a text, by their dates of birth and ages."""
    people = [hit for hit in hits if hit.entity == "PERSON" and hit.role not in ("sender", "merchant")]
    for hit in hits:
        if hit.entity == "DATE_OF_BIRTH":
            years = age.age(text[hit.start : hit.end], date.today())
            if years is not None and years < age.ADULT:
                yield Hit("MINOR", hit.start, hit.end, hit.score - 0.05, "Minor", ("date_of_birth:+",))
    for match in _CHILD.finditer(text) if people else ():
        group = "age" if match.group("age") else "age2"
        near = any(abs(hit.start - match.start()) < 120 for hit in people)
        if near and 0 < int(match.group(group)) < age.ADULT:
            yield Hit("MINOR", *match.span(), 0.7, "Minor", ("age:+0.70",))
