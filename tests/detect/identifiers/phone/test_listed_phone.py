"""Telephones right behind the names, kin and places that they reach."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.phone import listed_phone, phone
from pii_sweep.detect.identifiers.phone.national_phone import find_countries
from pii_sweep.detect.score.overlap import settle


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Monika Schreiber 0172 9876543", "0172 9876543"),
        ("Frau Albers 0172 9876543", "0172 9876543"),
        ("Fam. Lindner 0341-7654321", "0341-7654321"),
        ("Opa Reinhard 01729876543", "01729876543"),
        ("Ruth Barker 07812 445566", "07812 445566"),
        ("Monika (0172 9876543)", "0172 9876543"),
        ("Praxis 0341 765432", "0341 765432"),
        ("nan 01632 960123", "01632 960123"),
        ("mamie 06 45 12 78 90", "06 45 12 78 90"),
        ("- Elif Yılmaz 0532 123 45 67", "0532 123 45 67"),
    ],
)
def test_a_trunk_zero_behind_whom_it_reaches_is_a_telephone(find, text: str, number: str) -> None:
    assert find(text)["PHONE_NUMBER"] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Rechnung Schreiber 0172 9876543",
        "Kundennummer Monika Schreiber 0172987654",
        "Modell Monika 0172 9876543",
        "Ruth Barker bought 0172 9876543 of them",
        "Monika Schreiber 0172 9876543 EUR",
        "Schrauben verzinkt 0172 9876543",
        "Spare Parts 07812 445566",
        "April 0172 9876543",
        "Ruth Barker 4158675185",
    ],
)
def test_figures_of_orders_goods_and_amounts_are_no_telephones(find, text: str) -> None:
    assert "PHONE_NUMBER" not in find(text)


@pytest.mark.parametrize(
    "lines",
    [
        ("Ruth Barker 4155550142", "Owen Price 2083384455", "Nina Castle 9374438899"),
        ("Lucía Ortega 612 345 678", "Pablo Navarro 634 221 908", "Elena Prieto 677 190 342"),
        ("Monika Schreiber 0172 9876543", "Opa 0341-7654321", "Ruth Barker 4158675185"),
    ],
)
def test_several_lines_of_names_and_numbers_need_no_zero(find, columns, lines: tuple[str, ...]) -> None:
    numbers = [line.split(" ", 2)[2] if line[:3] != "Opa" else line.split()[1] for line in lines]
    assert find("\n".join(lines))["PHONE_NUMBER"] == numbers
    found = columns(("row", "x"), *((str(at), line) for at, line in enumerate(lines)))
    assert found["PHONE_NUMBER@x"] == numbers


def test_customers_numbers_behind_names_are_of_no_plan(find) -> None:
    lines = "Ruth Barker 1000234567\nOwen Price 1000234599\nNina Castle 2000771234"
    assert "PHONE_NUMBER" not in find(lines)


@pytest.mark.parametrize(
    ("words", "reached"),
    [
        ("Monika Schreiber", True),
        ("Familie Lindner", True),
        ("work", True),
        ("Monika", True),
        ("Order Monika Schreiber", False),
        ("Riverside Bakery", False),
        ("red oak", False),
        ("May", False),
    ],
)
def test_names_kin_and_places_are_reached(words: str, reached: bool) -> None:
    assert listed_phone.is_reached(words) is reached


@pytest.mark.parametrize("number", ["011-44-7812-445566", "011 49 172 9876543"])
def test_a_number_dialled_abroad_from_north_america_is_a_telephone(find, number: str) -> None:
    found = find(f"Phone list\nRuth Barker {number}\nOwen Price {number}")
    assert found["PHONE_NUMBER"] == [number, number]
    assert "US_SSN" not in found


def test_a_telephone_between_other_labelled_numbers_is_no_licence(find) -> None:
    found = find("SSN 457551462\tPh 9374438899\tDL D1234567")
    assert found["PHONE_NUMBER"] == ["9374438899"]
    assert found["US_DRIVER_LICENSE"] == ["D1234567"]


def numbers(text: str, *countries: str) -> list[str]:
    """Return the telephones of a text next to others of some countries."""
    return [text[hit.start : hit.end] for hit in settle(phone.find(text, countries=countries))]


@pytest.mark.parametrize(
    ("value", "country", "number"),
    [
        ("dzwonić do córki Justyny Gąsienickiej 505118920", "PL", "505118920"),
        ("zil bozuk arayın 05359981204", "TR", "05359981204"),
        ("suci: Mladen Kovačec, Dubravko Hlebec (gost, 0914402876)", "HR", "0914402876"),
        ("Clé chez le gardien M. Houdayer (0240547719)", "FR", "0240547719"),
        ("DJ Arek Mazurkiewicz  504 887 236  zaliczka", "PL", "504 887 236"),
        ("kierowca p. Leszek (rej. LTM 47KH) 515209964", "PL", "515209964"),
        ("Limpieza: Charo (620 715 338), martes", "ES", "620 715 338"),
        ("Schlüssel kam zurück, Rückfragen 0921 7844120", "DE", "0921 7844120"),
        ("дочь Света 89104426318", "RU", "89104426318"),
    ],
)
def test_a_number_of_the_country_of_the_tables_telephones_needs_only_whom_it_reaches(
    value: str, country: str, number: str
) -> None:
    assert numbers(value, country) == [number]
    assert numbers(value, "IS") in ([], [number])


@pytest.mark.parametrize(
    ("value", "country"),
    [
        ("dzwonić w sprawie faktury nr 505118920", "PL"),
        ("Hurt Stal (oddział 2) 515209964", "PL"),
        ("zamówienie nr 515209964", "PL"),
        ("Bosch Filter (gebraucht, 0914402876 Stück", "DE"),
        ("Numéro Dupont 0240547719", "FR"),
        ("pedido Charo 620715338", "ES"),
        ("Pompa Grundfos 3471180526", "PL"),
    ],
)
def test_numbers_of_things_next_to_telephones_are_none(value: str, country: str) -> None:
    assert numbers(value, country) == []


def test_a_mobile_behind_a_name_is_of_the_country_that_the_text_is_of() -> None:
    text = "c.f. BCCRLL58M45A816A\nfiglia Mariangela Ghitti 338 7712094\nnipote Simone Pedretti 3471180526"
    assert numbers(text) == ["338 7712094", "3471180526"]
    assert numbers(text.replace("BCCRLL58M45A816A", "X")) == []
    assert numbers("see +1 604 555 0142\nRuth Barker 4158675185") == ["+1 604 555 0142"]


def test_a_number_with_a_code_in_brackets_behind_the_trunk_is_whole() -> None:
    assert numbers("тел. 8(916)2240917, почта") == ["8(916)2240917"]
    assert numbers("тел. 8 (916) 224-09-17") == ["8 (916) 224-09-17"]
    assert numbers("f(x) = 8(916)22409") == []


def test_a_mobile_of_the_other_telephones_country_stands_behind_a_preposition() -> None:
    assert numbers("wife Umm Khalid on 0509917342", "AE") == ["0509917342"]
    assert numbers("zovi sestru Jasnu 0922216507", "HR") == ["0922216507"]
    assert not numbers("version on 0509917342", "DE")


def test_a_column_of_telephones_is_of_the_countries_of_its_codes_and_of_each_number_of_a_cell() -> None:
    assert "IT" in find_countries(("3387714052 (lui) 3401196620 (lei)", "347 5520981", "333.1907745"))
    assert find_countries(("+971 56 210 7749", "7012 4486")) == ("AE",)


def test_a_number_stands_before_whom_it_reaches_in_a_list_too(columns) -> None:
    cells = ("Mami Ruth 079 555 01 33", "078 555 02 44 Papi", "077 555 03 55 Fam. Lindner")
    found = columns(("row", "Nr."), *((str(at), cell) for at, cell in enumerate(cells)))
    assert found["PHONE_NUMBER@Nr."] == ["079 555 01 33", "078 555 02 44", "077 555 03 55"]
    goods = ("079 555 01 33 Schrauben", "078 555 02 44 Muttern", "077 555 03 55 Bleche")
    assert columns(("row", "Nr."), *((str(at), cell) for at, cell in enumerate(goods))) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Driver Joanne Crabtree, {}.",
        "Joanne Crabtree - {}",
        "Driver: Joanne Crabtree {}",
    ],
)
def test_a_mark_may_part_a_person_from_the_number(find, text: str) -> None:
    assert find(text.format("07839036762"), "prose")["PHONE_NUMBER"] == ["07839036762"]
    assert find(text.format("00491718984946"), "prose")["PHONE_NUMBER"] == ["00491718984946"]


def test_a_number_with_an_exit_code_stands_below_whom_it_reaches(find) -> None:
    found = find("Thanks\nMatthias Vogel\n00491718984946\n", "prose")
    assert found["PHONE_NUMBER"] == ["00491718984946"]


@pytest.mark.parametrize("text", ["Article, {}", "Batch of July, {}", "Total - {}", "Ref {}", "Hex nuts, {}"])
def test_a_long_number_behind_a_thing_is_no_telephone(find, text: str) -> None:
    for number in ("07839036762", "00491718984946"):
        assert "PHONE_NUMBER" not in find(text.format(number), "prose")
