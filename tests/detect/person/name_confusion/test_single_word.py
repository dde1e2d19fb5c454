"""Single words that look like a name and are not, and people with such names."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.name_confusion import single_word
from pii_sweep.detect.text.candidate import Hit


def keep(text: str, name: str, *reasons: str) -> bool:
    start = text.index(name)
    hit = Hit("PERSON", start, start + len(name), 0.9, "Person", reasons or ("model:0.60",))
    return bool(single_word.drop_words(text, [hit]))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The HOA wants the fence painted.", "HOA"),
        ("Her NINO is on file.", "NINO"),
        ("Total com IVA 40,00", "IVA"),
        ("Prepared by EHS after the spill.", "EHS"),
        ("The XBQD called again about it.", "XBQD"),
        ("Ref TAM/1142, paid in June.", "TAM"),
        ("Both EMTs left at nine.", "EMTs"),
        ("FUEL LOG\nFilled at six.", "LOG"),
    ],
)
def test_an_abbreviation_in_capitals_is_no_name(text: str, word: str) -> None:
    assert not keep(text, word)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the clerk asked.\nLIU: Yes, I did.", "LIU"),
        ("IVA was here. Iva signed the form.", "IVA"),
        ("signed for by JARVIS at noon", "JARVIS"),
        ("thanks for all of it,\nADA", "ADA"),
        ("See you in class, OKAFOR said.", "OKAFOR"),
    ],
)
def test_who_is_written_in_capitals_stays(text: str, name: str) -> None:
    assert keep(text, name)


def test_a_title_before_capitals_shows_somebody() -> None:
    assert keep("Ms IVA called.", "IVA", "title:0.70")


def test_a_label_before_a_given_name_in_capitals_shows_somebody() -> None:
    assert keep("Mother: ADA, brother: unknown", "ADA", "label:0.70")
    assert not keep("Scheme: HOA, fee: 40", "HOA", "model:0.60")
    assert not keep("Benefit: SSDI, since May", "SSDI", "label:0.70")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Consultant Dermatologist", "Dermatologist"),
        ("Dear Father, thank you.", "Father"),
        ("The child, Kum. Meera, is well.", "Kum"),
        ("Dr. Öğr. Üyesi was there", "Öğr"),
        ("Date: Sunday, May 2", "Sunday"),
        ("Delivery: Tuesday, early", "Tuesday"),
        ("needs Keppra twice a day", "Keppra"),
        ("auf Ramiprazol umgestellt", "Ramiprazol"),
        ("cierra en Ramadán", "Ramadán"),
        ("Barthel 65, was 70", "Barthel"),
        ("Weber test negative", "Weber"),
        ("Sign on Side C: two", "Side C"),
        ("Hang tight, we look.", "Hang"),
        ("Young woman with a bag.", "Young"),
        ("Stan licznika: 4411", "Stan"),
        ("Ute 17 left at nine", "Ute"),
    ],
)
def test_a_calling_a_day_a_drug_a_scale_or_a_phrase_is_no_name(text: str, word: str) -> None:
    assert not keep(text, word)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ramadan called about his keys.", "Ramadan"),
        ("Sunday said she would come", "Sunday"),
        ("Mrs. Weber tested it", "Weber"),
        ("Hang presented, Son answered.", "Hang"),
        ("Young said the roof leaks.", "Young"),
        ("Stan loved the cake.", "Stan"),
        ("Ute kommt am Freitag.", "Ute"),
        ("Kum called at noon.", "Kum"),
        ("Jaxon P saw it", "Jaxon P"),
        ("Nurse Keppra gave fluids.", "Keppra"),
    ],
)
def test_people_who_are_called_so_stay(text: str, name: str) -> None:
    assert keep(text, name)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The test is at Poughkeepsie on Monday.", "Poughkeepsie"),
        ("En Zumaia, a once de marzo", "Zumaia"),
        ("né le 5 mai 1966 à Istres, marié", "Istres"),
        ("Fait à Vannes, le 2 mai", "Vannes"),
        ("Ballyhale, Co. Clare", "Clare"),
    ],
)
def test_what_stands_behind_a_word_for_where_is_a_place(text: str, place: str) -> None:
    assert not keep(text, place)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I was looking at Okonjo then.", "Okonjo"),
        ("We met at Okonjo's last week.", "Okonjo"),
        ("The key is at Marla in the evening.", "Marla"),
        ("remis à Istres hier", "Istres"),
        ("I gave it to Okonjo.", "Okonjo"),
    ],
)
def test_who_is_looked_at_or_given_something_stays(text: str, name: str) -> None:
    assert keep(text, name)


def test_a_house_stands_above_a_street_and_a_label_shows_a_person() -> None:
    assert not keep("Ty Mawr\n9 Heol Fawr", "Ty Mawr", "above_address:0.65")
    assert keep("Name: Ty Mawr", "Ty Mawr", "label:0.65")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Temsilcisi: Merhaba, kargonuz geldi.", "Temsilcisi"),
        ("Medarbejder har ringet.", "Medarbejder"),
        ("Huurder belt terug.", "Huurder"),
    ],
)
def test_who_somebody_is_to_a_house_is_no_name(text: str, word: str) -> None:
    assert not keep(text, word, "label:0.25")
    assert keep(f"Mr {text}", word, "title:0.70")
