"""A column that names papers says what the numbers in the column behind it are."""

from __future__ import annotations

import pytest

WHO = ("Ada Lindberg", "Karl Horvat", "Petra Novak", "Ivo Kovacs")
NUMBERS = ("527025849", "292119747", "YB3465310", "912671776")


def _find(columns, header, papers, numbers=NUMBERS):
    rows = list(zip(WHO, papers, numbers, strict=True))
    found = columns(("Gast", header, "broj"), *rows)
    return {key.partition("@")[0]: values for key, values in found.items() if key.endswith("@broj")}


@pytest.mark.parametrize(
    ("header", "papers"),
    [
        ("vrsta", ("osobna iskaznica", "osobna iskaznica", "putovnica", "osobna iskaznica")),
        ("x", ("Personalausweis", "Personalausweis", "Reisepass", "Personalausweis")),
        ("Tipo Doc. Receptor", ("CUIT", "CUIT", "DNI", "CUIT")),
        ("Típus", ("szem. ig.", "szem. ig.", "útlevél", "szem. ig.")),
        ("Вид документа", ("Паспорт РФ", "СНИЛС", "Удостоверение личности", "СНИЛС")),
        ("", ("CC", "TI", "CC", "CE")),
        ("سند", ("بطاقة الهوية", "بطاقة الهوية", "جواز سفر", "بطاقة الهوية")),
    ],
)
def test_a_column_of_papers_says_what_the_next_ones_numbers_are(columns, header, papers) -> None:
    assert _find(columns, header, papers) == {"NATIONAL_ID": list(NUMBERS)}


def test_a_column_of_passports_says_so(columns) -> None:
    numbers = ("U5101206", "U7760375", "YB3465310", "AA1446506")
    assert _find(columns, "type", ("Passport",) * 4, numbers) == {"US_PASSPORT": list(numbers)}


def test_a_passport_may_have_a_blank_behind_its_letter(columns) -> None:
    numbers = ("B 7720413", "C 1190274", "B 8842016", "C 3051187")
    found = columns(("Gast", "dokumen pasport"), *zip(WHO, numbers, strict=True))
    assert found["US_PASSPORT@dokumen pasport"] == list(numbers)
    firms = columns(("Gast", "dokumen"), *zip(WHO, numbers, strict=True))
    assert not any(key.startswith("US_PASSPORT") for key in firms)


@pytest.mark.parametrize(
    "kinds",
    [
        ("Invoice", "Invoice", "Credit note", "Invoice"),
        ("CC", "CC", "CC", "CC"),
        ("CI", "CI", "CI", "CI"),
        ("PT", "OP", "IP", "OP"),
        ("Pass", "Fail", "Pass", "Pass"),
    ],
)
def test_kinds_of_other_things_say_nothing(columns, kinds) -> None:
    assert "NATIONAL_ID" not in _find(columns, "kind", kinds) and "US_PASSPORT" not in _find(
        columns, "kind", kinds
    )


def test_a_number_of_a_card_index_is_of_a_record_next_to_people_alone(columns) -> None:
    numbers, who = ("1216/19", "9673/21", "886/19"), ("Anna Kowalska", "Jan Nowak", "Ewa Maj")
    found = columns(("Nr kart.", "Pacjent"), *zip(numbers, who, strict=True))
    assert found["MEDICAL_RECORD_NUMBER@Nr kart."] == list(numbers)
    assert not columns(("Nr kart.", "sort"), *zip(numbers, ("bolt", "nut", "screw"), strict=True))
