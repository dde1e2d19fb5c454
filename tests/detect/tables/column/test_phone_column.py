"""Telephones as a country writes them at home, under no header, in a table that tells its country."""

from __future__ import annotations

import re

import pytest

from pii_sweep.detect.tables.column import phone_column

ICELANDERS = (
    ("Guðrún Jónsdóttir", "581 2345", "33 4411"),
    ("Ólafur Stefánsson", "8967712", "33 4412"),
    ("Þórdís Einarsdóttir", "691 4420", "33 4413"),
)


@pytest.mark.parametrize(
    ("header", "called"), [((), True), (("nafn", "", "x"), True), (("nafn", "voucher no", "x"), False)]
)
def test_the_letters_of_names_tell_whose_plan_to_ask(columns, header: tuple[str, ...], called: bool) -> None:
    found = {key: values for key, values in columns(header, *ICELANDERS).items() if key.startswith("PHONE")}
    assert found == ({"PHONE_NUMBER@2": [row[1] for row in ICELANDERS]} if called else {})


@pytest.mark.parametrize(("top", "called"), [("dk", True), ("io", False)])
def test_a_mailboxes_country_indicates_whose_plan_to_ask(columns, top: str, called: bool) -> None:
    numbers = ("20 41 22 10", "51 22 90 14", "31 70 15 66")
    rows = [(f"p{at}@mail.{top}", number) for at, number in enumerate(numbers)]
    assert ("PHONE_NUMBER@2" in columns((), *rows)) == called


SPANIARDS = (
    ("Sergio Salcedo", "CALLE MAYOR, 14", "30800", "LORCA", "ES", "621555400"),
    ("Nicolás Zamora", "CAMINO VIEJO, 84", "24401", "PONFERRADA", "ES", "634555879"),
    ("Almudena Espinosa", "CAMINO VIEJO, 74", "24401", "PONFERRADA", "ES", "602555176"),
)


def test_a_column_of_one_countrys_code_indicates_whose_plan_to_ask(columns) -> None:
    found = columns((), *SPANIARDS)
    assert found["PHONE_NUMBER@6"] == [row[5] for row in SPANIARDS] and "US_SSN@6" not in found
    assert "PHONE_NUMBER@6" not in columns((), *((*row[:4], "DE", row[5]) for row in SPANIARDS))  # Delaware


@pytest.mark.parametrize("counts", ["123", "１２３"])
def test_a_telephone_in_columns_side_by_side_is_put_together(columns, counts: str) -> None:
    header = ("注文者姓", "注文者名", *(f"注文者電話番号{count}" for count in counts), "個数")
    rows = [("藤田", "大輔", "090", f"555{at}", f"709{at}", "1") for at in range(3)]
    found = columns(header, *rows)
    assert found[f"PHONE_NUMBER@注文者電話番号{counts[0]}"] == [f"090-555{at}-709{at}" for at in range(3)]


def test_telephones_that_are_counted_and_whole_stay_apart(columns) -> None:
    rows = [(f"Ana Lindberg{at}", f"415555013{at}", f"415555023{at}") for at in range(3)]
    found = columns(("name", "Phone 1", "Phone 2"), *rows)
    assert len(found["PHONE_NUMBER@Phone 1"]) == len(found["PHONE_NUMBER@Phone 2"]) == 3


def test_counts_below_counted_headers_are_no_telephones(columns) -> None:
    found = columns(("store", "phone 1", "phone 2"), *((f"S{at}", f"{at}", "12") for at in range(3)))
    assert not [place for place in found if place.startswith("PHONE_NUMBER")]


def test_a_postal_code_of_brazil_is_no_telephone(columns) -> None:
    rows = (("Ana Souza", "Rua Augusta 1200", "São Paulo", "01304-001"),)
    found = columns(("nome", "endereço", "cidade", "cep"), *rows)
    assert not any(key.startswith("PHONE_NUMBER") for key in found)
    assert found["STREET_ADDRESS@endereço"] == ["Rua Augusta 1200, São Paulo, 01304-001"]


@pytest.mark.parametrize(
    "header",
    ("Number called", "Gewählte Rufnummer", "Numéro appelé", "Número marcado", "Набранный номер", "被叫号码"),
)
def test_the_other_end_of_a_call_is_a_telephone(columns, header: str) -> None:
    numbers = ("0865555962", "0035391555616", "0875551043", "00447700900418")
    rows = [(f"{at}/08/2025", number, "0:07:28") for at, number in enumerate(numbers, 10)]
    assert columns(("Date", header, "Duration"), *rows)[f"PHONE_NUMBER@{header}"] == list(numbers)


def test_telephones_in_a_form_for_goods_are_found_next_to_names(columns) -> None:
    names = ("Emre Kaya", "Hüseyin Karaağaçlı", "Tuğrul Demir")
    numbers = ("0(575) 337 52 77", "0(597) 652 51 40", "0(549) 343 16 17")
    found = columns(("Ürün Adı", "Stok"), *zip(names, numbers, strict=True))
    assert found["PHONE_NUMBER@Stok"] == list(numbers)
    counts = zip(names, ("0(5) 337", "120(3)", "44(12)"), strict=True)
    assert not any(key.startswith("PHONE") for key in columns(("Ürün Adı", "Stok"), *counts))


def test_a_few_numbers_with_a_code_say_of_which_country_the_others_are(columns) -> None:
    who = ("Rosa Flores", "Juan Mamani", "Luz Quispe", "Edwin Salazar", "Elvira Torres", "Walter Leon")
    numbers = ("963-029-213", "01-4352619", "+51 986595704", "929067689", "+51 904862224", "991 057 954")
    found = columns(("F1", "F2"), *zip(who, numbers, strict=True))
    assert found["PHONE_NUMBER@F2"] == list(numbers)


def test_one_telephone_with_a_code_makes_none_of_the_numbers_around_it(columns) -> None:
    who = ("Rosa Flores", "Juan Mamani", "Luz Quispe", "Edwin Salazar", "Elvira Torres", "Walter Leon")
    numbers = ("963029213", "963029214", "+51 986595704", "963029217", "963029220", "963029221")
    found = columns(("F1", "F2"), *zip(who, numbers, strict=True))
    assert found["PHONE_NUMBER@F2"] == ["+51 986595704"]


def test_a_word_before_some_of_a_column_s_telephones_is_no_part_of_them(columns) -> None:
    who = ("Anna Mazur", "Jan Kowalski", "Ewa Wojtas", "Piotr Luczak", "Zofia Kmiecik")
    numbers = ("604-490-467", "tel. 041 267 26 34", "+48 504 540 337", "(41) 306-18-92", "+48 509 630 804")
    found = columns(("F1", "F2"), *zip(who, numbers, strict=True))
    assert [one.removeprefix("tel. ") for one in found["PHONE_NUMBER@F2"]] == [
        one.removeprefix("tel. ") for one in numbers
    ]


def test_a_guardian_s_telephone_in_hungarian_is_one(columns) -> None:
    numbers = ("20/577 89 24", "06701228770", "06-20/210-7416")
    rows = zip(("Nagy Edina", "Kiss Andrea", "Farkas Edina"), numbers, strict=True)
    found = columns(("Gondviselő neve", "Gondviselő telefonszáma"), *rows)
    assert found["PHONE_NUMBER@Gondviselő telefonszáma"] == list(numbers)


def test_social_security_numbers_are_no_telephones_of_another_country(columns) -> None:
    numbers = ("106-61-9863", "522-86-4349", "184-12-9452", "324-90-2934", "466-54-1220", "833-27-7880")
    names = ("Hunter Pike", "Shawna Hollister", "Karl Horvat", "Ada Lindberg", "Petra Novak", "Tom Harper")
    rows = zip(names, [f"{at}22 Oak St" for at in range(1, 7)], numbers, strict=True)
    assert not any(key.startswith("PHONE") for key in columns((), *rows))


def test_numbers_at_home_and_with_the_country_s_code_are_of_one_plan(columns) -> None:
    called = ("691 786 786", "+48 600 103 818", "691944069", "727-210-703", "(42) 944 13 54", "0048604055279")
    names = ("Bożena Gąsior", "Łukasz Wróbel", "Halina Dąbek", "Zofia Świątek", "Józef Żak", "Anna Kość")
    mails = tuple(f"kontakt{at}@onet.pl" for at in range(6))
    found = columns(("G01Q01", "G01Q04[SQ001]", "Email"), *zip(names, called, mails, strict=True))
    assert found["PHONE_NUMBER@G01Q04[SQ001]"] == list(called)


def test_marks_of_a_survey_below_such_codes_are_no_telephones(columns) -> None:
    names = ("Bożena Gąsior", "Łukasz Wróbel", "Halina Dąbek", "Zofia Świątek", "Józef Żak", "Anna Kość")
    marks = ("12003400", "15003100", "10002000", "90001000", "45001200", "20001100")
    found = columns(("G01Q01", "G01Q04[SQ001]"), *zip(names, marks, strict=True))
    assert not any(key.startswith("PHONE_NUMBER") for key in found)


SWANSEA = (
    ("Eirlys Bowen", "19 Brynmill Terrace", "254147", "+44 7137 473075"),
    ("Kath Tanner", "41b Gower Road", "01792-217851", ""),
    ("Rhodri Vaughan", "8 Dan y Graig", "802465", "+44 7777 535960"),
    ("Owain Prosser", "2 Pentre Banc", "01792 722568", "+44 7874 851903"),
    ("Tracey Cudd", "71 Eaton Road", "01792 829353", "07196960615"),
)


def test_telephones_of_one_town_are_ones_without_its_area_too(columns) -> None:
    found = columns(("F1", "F2", "F3", "F4"), *SWANSEA)
    assert found["PHONE_NUMBER@F3"] == [row[2] for row in SWANSEA]


def test_short_numbers_among_telephones_of_several_towns_are_none(columns) -> None:
    towns = ("254147", "01792-217851", "802465", "01267 722568", "0117 496 0353")
    rows = [(*row[:2], number, row[3]) for row, number in zip(SWANSEA, towns, strict=True)]
    found = columns(("F1", "F2", "F3", "F4"), *rows).get("PHONE_NUMBER@F3", [])
    assert "254147" not in found and "802465" not in found


KEPT_APART = ("+33 6 97 17 73 52", "02.40.04.80.70", "+33 6 71 39 17 15", "0777138953", "06 35 59 59 04")


def test_telephones_that_a_database_keeps_by_a_key_are_read_with_the_bare_ones(columns) -> None:
    rows = [(str(at), one, "1") for at, one in enumerate(KEPT_APART, 500)]
    assert {"0777138953", *KEPT_APART} <= set(columns((), *rows)["PHONE_NUMBER@2"])


def test_bare_figures_next_to_a_few_telephones_are_none(columns) -> None:
    bare = ("0777138953", "0240048070", "0671391715", "0635595904", "0240950509")
    rows = [(str(at), one, "1") for at, one in enumerate((*KEPT_APART[::2][:2], *bare), 500)]
    assert not {*bare} & set(columns((), *rows).get("PHONE_NUMBER@2", ()))


@pytest.mark.parametrize("header", ["TELH", "WTEL", "telm"])
def test_a_letter_next_to_a_word_for_telephones_says_which_of_them_it_is(columns, header: str) -> None:
    numbers = ("01463711849", "01274755676", "02876236569")
    found = columns(("surname", header), *zip(("Strachan", "Akhtar", "Roe"), numbers, strict=True))
    assert found[f"PHONE_NUMBER@{header}"] == list(numbers)


def test_numbers_are_telephones_where_another_column_says_their_kind(columns) -> None:
    numbers = ("0171 555 2040", "030 5550172", "0151 5550199")
    rows = [(str(9200 + at), number, "MHM"[at], str(at)) for at, number in enumerate(numbers)]
    assert columns(("id", "number", "phone_type", "owner_id"), *rows)["PHONE_NUMBER@number"] == list(numbers)
    assert not columns(("id", "number", "meter_type", "owner_id"), *rows)


def test_numbers_with_their_area_in_brackets_right_before_them_are_telephones(columns) -> None:
    numbers = ("(11)95730-4415", "(19)3366-4410", "(11)97674-4429")
    assert columns(("id", "dado"), *enumerate_rows(numbers))["PHONE_NUMBER@dado"] == list(numbers)
    sizes = ("(11)95-4415", "(19)33-4410", "(11)97-4429")
    assert not columns(("id", "dado"), *enumerate_rows(sizes))


def enumerate_rows(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(str(9200 + at), value) for at, value in enumerate(values)]


PEOPLE = ("Rosa Flores", "Juan Mamani", "Luz Quispe", "Edwin Salazar", "Elvira Torres", "Walter Leon")


def test_an_area_and_the_figures_behind_it_are_one_telephone_though_a_row_is_short(columns) -> None:
    areas = (*("813",) * 21, "5")
    lines = (*(f"{337 + at}77{10 + at}" for at in range(21)), "")
    names = [PEOPLE[at % len(PEOPLE)] for at in range(22)]
    found = columns((), *zip(names, areas, lines, strict=True))
    (numbers,) = (values for name, values in found.items() if name.startswith("PHONE"))
    assert [re.sub(r"\D", "", one) for one in numbers if one][:2] == ["8133377710", "8133387711"]
    assert sum(map(bool, numbers)) == 21
    others = columns((), *zip(names, ("813", "9") * 11, lines, strict=True))
    assert not any(
        "813" in value for name, values in others.items() if name[:5] == "PHONE" for value in values
    )


def test_numbers_that_count_on_are_no_telephones_of_the_tables_country(columns) -> None:
    orders = [f"{202500412 + at}" for at in range(6)]
    mails = [f"klient{at}@seznam.cz" for at in range(6)]
    found = columns((), *zip(PEOPLE, orders, mails, strict=True))
    assert not any(name.startswith("PHONE") for name in found)
    scattered = [f"60{at}{(at * 37) % 97:02}1{at}37" for at in range(2, 8)]
    assert any(name.startswith("PHONE") for name in columns((), *zip(PEOPLE, scattered, mails, strict=True)))


def test_numbers_count_on_by_five_at_most() -> None:
    assert phone_column._counts_on(["4155550100", "4155550105", "4155550106"])
    assert not phone_column._counts_on(["4155550100", "4155550106", "4155550107"])
