"""Whether words of the field state a trait of a text's people."""

from __future__ import annotations

import pytest

from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.trait import reading

NOTE = "Handover. {} Mr Kwame Adeyemi sleeps well; {}."
STATED = "he is a practising Sikh and asks for his kirpan"
THING = "the Sikh temple car park is let by tender"


def _named(text: str) -> list[Hit]:
    start = text.index("Kwame Adeyemi")
    return [Hit("PERSON", start, start + len("Kwame Adeyemi"), 0.9, "Person")]


def test_a_phrase_about_a_person_states_a_trait_with_its_kind_as_reason() -> None:
    text = NOTE.format("", STATED)
    found = list(reading.find(text, "prose", _named(text)))
    assert any("Sikh" in text[hit.start : hit.end] for hit in found)
    assert all(hit.entity == "SENSITIVE_TRAIT" and hit.score <= reading.MOST_SURE for hit in found)
    assert {reason.partition(":")[0] for hit in found for reason in hit.reasons} == {"belief"}


def test_the_same_word_of_a_thing_states_none() -> None:
    text = NOTE.format("", THING)
    assert list(reading.find(text, "prose", _named(text))) == []


def test_a_text_without_people_states_none() -> None:
    text = NOTE.format("", STATED)
    assert list(reading.find(text, "prose", ())) == []
    trader = [hit.at(role="merchant") for hit in _named(text)]
    assert list(reading.find(text, "prose", trader)) == []


@pytest.mark.parametrize("layout", ["fields", "log", "metadata"])
def test_records_are_left_to_their_labels(layout: str) -> None:
    text = NOTE.format("", STATED)
    assert list(reading.find(text, layout, _named(text))) == []


def test_what_a_label_claims_is_left_alone() -> None:
    text = NOTE.format("", STATED)
    named = _named(text)
    claimed = [
        Hit("SENSITIVE_TRAIT", hit.start, hit.end, 0.75, "SensitiveTrait")
        for hit in reading.find(text, "prose", named)
    ]
    assert claimed
    assert list(reading.find(text, "prose", [*named, *claimed])) == []


def test_a_long_roster_keeps_its_traits() -> None:
    line = STATED + ". Mr Kwame Adeyemi sleeps well.\n"
    found = {len(list(reading.find(line * many, "prose", _named(line * many)))) > 0 for many in (1, 300)}
    assert found == {True}


def test_of_more_phrases_than_are_weighed_the_first_are() -> None:
    text = NOTE.format("", STATED) + " Catholic; pallet;" * (reading.MOST + 1)
    assert any(hit.start < len(NOTE + STATED) for hit in reading.find(text, "prose", _named(text)))
