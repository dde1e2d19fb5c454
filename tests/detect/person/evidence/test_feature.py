"""Features of candidates for a name: what stands in and around them, by name."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.evidence.feature import describe, is_decided, reads_english
from pii_sweep.detect.text.candidate import Hit

PAGE = "Dear all,\nplease ask {name} about the keys.\n\none\ntwo\nthree\nfour\nfive\n"


def features(text: str, value: str, *reasons: str) -> dict[str, float]:
    start = text.index(value)
    hit = Hit("PERSON", start, start + len(value), 0.6, "Person", reasons or ("model:0.65",))
    return describe(text, hit, "prose")


def test_a_lone_words_features_are_kept_apart_from_those_of_several() -> None:
    lone = features(PAGE.format(name="Keys"), "Keys")
    assert {"lone", "written small too", "lone written small too"} <= lone.keys()
    pair = features(PAGE.format(name="Ann Keys"), "Ann Keys")
    assert {"words 2", "whole", "written small too"} <= pair.keys()
    assert "lone written small too" not in pair


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Please give the keys to Ottoline.", True),
        ("Keys: Ottoline, Tuesday", False),
        ("Bitte den Schlüssel to go an Traudl geben, sie kommt am Dienstag wieder.", False),
        ("Give Traudl Schneider and Fenja Rafe of Ulm the keys", True),
        ("Traudl Schneider Ottoline Quennell Fenja Rafe Gladwyn Pargeter the keys", False),
    ],
)
def test_a_text_with_a_small_word_of_english_in_eight_is_english(text: str, english: bool) -> None:
    assert reads_english(text) == english


@pytest.mark.parametrize(
    ("value", "name"),
    [("TarFile", "camel"), ("OSError", "camel"), ("ANN LEE", "capitals"), ("Ann Lee, RN", "comma inside")],
)
def test_letters_are_described(value: str, name: str) -> None:
    assert name in features(PAGE.format(name=value), value)


@pytest.mark.parametrize("value", ["McKay", "DeLuca", "O'Neil"])
def test_capitals_inside_family_names_are_no_programs(value: str) -> None:
    assert "camel" not in features(PAGE.format(name=value), value)


def test_the_words_of_a_mailbox_vouch_for_a_name() -> None:
    text = PAGE.format(name="Ann Lee <lee.a@x.org>")
    assert "vouched by mailbox" in features(text, "Ann Lee")
    assert "vouched by mailbox" not in features(PAGE.format(name="Ann Lee <info@x.org>"), "Ann Lee")


def test_the_networks_sureness_is_a_number_of_nines() -> None:
    text = PAGE.format(name="Ann Lee")
    assert features(text, "Ann Lee", "model:0.65")["nines"] == pytest.approx(1.0)
    assert "nines" not in features(text, "Ann Lee", "label:0.65")


def test_labels_say_whether_people_or_things_stand_behind_them() -> None:
    assert "right behind label people" in features("Patient: Ann Lee\n" * 8, "Ann Lee")
    assert "right behind label things" in features("Product: Ann Lee\n" * 8, "Ann Lee")


def test_a_firm_above_an_address_is_decided_and_a_person_there_is_not() -> None:
    firm = Hit("PERSON", 0, 9, 0.2, "Person", ("above_address:0.65", "company:-0.60"))
    person = Hit("PERSON", 0, 9, 0.8, "Person", ("above_address:0.65", "given_name:+0.15"))
    named = Hit("PERSON", 0, 9, 0.3, "Person", ("model:0.65", "company:-0.60"))
    assert is_decided(firm)
    assert not is_decided(person) and not is_decided(named)
