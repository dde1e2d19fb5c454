"""Words that name a condition by their form."""

from __future__ import annotations

import pytest

from pii_sweep.detect.health import speech, terms
from pii_sweep.detect.text import lexicon


@pytest.mark.parametrize(
    "text",
    [
        "Er liegt mit Brustfellentzündung im Bett.",
        "Zij heeft een voorhoofdsholteontsteking.",
        "Hon har fått bukspottkörtelinflammation.",
        "Han har fået blindtarmsbetændelse igen.",
        "Hänellä on poskiontelotulehdus.",
        "Arcüreggyulladással fekszik otthon.",
        "У него пневмонией болен и брат.",
        "Η κόρη μου έχει άσθμα.",
        "Má cukrovkou poškozené oči.",
        "He has haemophilia.",
    ],
)
def test_compounds_and_inflected_words_of_conditions_are_terms(text: str) -> None:
    assert any(term.kind == terms.CONDITION and not term.weak for term in terms.find(text))


@pytest.mark.parametrize(
    "text",
    [
        "Das Grundrissbild hängt.",
        "De inbreuk is gemeld.",
        "An insult to the audience.",
        "A kamerák és órák.",
        "Euphemia",
        "Akademia.",
        "Liguria, Etruria and Manchuria",
        "Waliohudhuria: kumi",
    ],
)
def test_words_that_end_alike_and_name_no_condition_are_no_terms(text: str) -> None:
    assert not list(terms.find(text))


def test_no_everyday_name_of_a_condition_is_in_another_list_of_health() -> None:
    health, everyday = lexicon.table("health"), lexicon.table("health_speech")
    lists = ("conditions", "medications", "procedures", "analytes", "weak")
    others = {word for name in lists for word in health[name]}
    others.update(form for word in everyday["lay_weak"] for form in speech.forms(word))
    assert not [word for word in everyday["lay"] if others.issuperset(speech.forms(word))]


def test_a_given_name_is_no_abbreviation_of_a_condition() -> None:
    assert [term.kind for term in terms.find("known GERD, has gerd")] == ["condition", "condition"]
    assert terms.find("mein Vater, Gerd Sperling") == []
    assert [term.kind for term in terms.find("Asma dal 1995.")] == ["condition"]


def test_a_condition_inside_another_arabic_word_is_none() -> None:
    assert len(terms.find("عنده رشح")) == 1
    assert len(terms.find("والرشح قوي")) == 1
    assert terms.find("وقد رشحتها المعلمة") == []
