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
    found = _find(columns, header, papers)
    assert sorted(value for values in found.values() for value in values) == sorted(NUMBERS)
    assert found.keys() <= {"NATIONAL_ID", "US_PASSPORT"} and "NATIONAL_ID" in found


def test_a_column_of_several_papers_is_read_row_by_row(columns) -> None:
    found = _find(columns, "ID type", ("Passport", "Driving licence", "National ID", "Driving licence"))
    assert found["US_PASSPORT"] == ["527025849"]
    assert found["US_DRIVER_LICENSE"] == ["292119747", "912671776"]
    assert found["NATIONAL_ID"] == ["YB3465310"]


def test_a_row_that_names_no_paper_keeps_the_columns_kind(columns) -> None:
    papers = ("National ID", "Passport", "", "National ID")
    found = _find(columns, "ID type", papers)
    assert found == {"US_PASSPORT": ["292119747"], "NATIONAL_ID": ["527025849", "YB3465310", "912671776"]}


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


ISSUED = ("Guest/Name", "Guest/Document/@DocID", "Guest/Document/@DocType", "Guest/Document/@DocIssueCountry")


@pytest.mark.parametrize(
    ("code", "kind"),
    (("2", "US_PASSPORT"), ("P", "US_PASSPORT"), ("4", "US_DRIVER_LICENSE"), ("5", "NATIONAL_ID")),
)
def test_codes_of_travel_behind_the_numbers_say_which_papers_they_are(columns, code: str, kind: str) -> None:
    numbers = ("CK4R90TL2", "604918837", "17HF55120", "EM6620914")
    issued = ("DE", "GB", "FR", "PL")
    found = columns(ISSUED, *zip(WHO, numbers, (code,) * 4, issued, strict=True))
    assert found[f"{kind}@{ISSUED[1]}"] == list(numbers)


def test_documents_of_other_kinds_or_without_people_are_no_papers(columns) -> None:
    numbers, issued = ("CK4R90TL2", "604918837", "17HF55120", "EM6620914"), ("DE", "GB", "FR", "PL")
    of_trade = columns(ISSUED, *zip(WHO, numbers, ("380", "381", "380", "325"), issued, strict=True))
    goods = ("Bolt M8", "Nut M8", "Washer", "Rivet")
    of_goods = columns(("Item", *ISSUED[1:]), *zip(goods, numbers, ("2",) * 4, issued, strict=True))
    for found in (of_trade, of_goods):
        assert not any(key.endswith("DocID") for key in found)
