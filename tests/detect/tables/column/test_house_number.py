"""Streets and the houses that stand in columns of their own next to them."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.column.house_number import CODE

WHO = ("Ada Lindberg", "Karl Horvat", "Petra Novak")
STREETS = ("Birch St", "Quarry Ave", "Weaver Ln")


def _addresses(found: dict[str, list[str]]) -> list[str]:
    return [value for key, held in found.items() if key.startswith("STREET_ADDRESS") for value in held]


@pytest.mark.parametrize("header", ("number", "house", "Hse", "st_no", "bldg", "Haus", "str no", "PAON"))
def test_a_number_before_a_street_is_its_houses(columns, header: str) -> None:
    numbers = ("14", "7b", "903")
    rows = [(*row, "Salem", "97301") for row in zip(WHO, numbers, STREETS, strict=True)]
    found = columns(("Name", header, "Street", "City", "Zip"), *rows)
    assert _addresses(found)[0] == "14 Birch St, Salem, 97301"


def test_a_house_without_a_number_has_its_name_in_the_column_of_numbers(columns) -> None:
    rows = [
        ("Ada Lindberg", "Ty Capel", "Stryd Fawr", "LL16 5TW"),
        ("Karl Horvat", "22", "Maes y Dre", "LL16 4DB"),
        ("Petra Novak", "11B", "Lôn Ganol", "LL16 3YT"),
    ]
    found = columns(("Name", "House Number", "Street", "Postcode"), *rows)
    assert _addresses(found) == [f"{house} {street}, {code}" for _, house, street, code in rows]


def test_roads_under_a_header_of_roads_need_a_number_next_to_them(columns) -> None:
    rows = [("14", "Birch Road", "Hull", "HU1 4XX"), ("3", "Quay Lane", "Hull", "HU2 9AB")]
    assert _addresses(columns(("num", "road", "town", "pc"), *rows))[1] == "3 Quay Lane, Hull, HU2 9AB"
    counts = [("A63", "Hull", "HU1 4XX"), ("A1033", "Hedon", "HU12 8AB")]
    assert not _addresses(columns(("road", "town", "pc"), *counts))


@pytest.mark.parametrize("headers", ((), ("c1", "c2", "c3", "c4")))
def test_words_of_streets_numbers_codes_and_towns_without_headers_are_addresses(columns, headers) -> None:
    german = [("Rosenweg", "12", "04109", "Leipzig"), ("Bergstr.", "3a", "04177", "Leipzig")]
    dutch = [("Molenstraat", "12", "6511 KD", "Nijmegen"), ("Oudegracht", "301", "3511 PB", "Utrecht")]
    for rows in (german, dutch):
        found = _addresses(columns(headers, *rows, *rows[:1]))
        assert found[0] == ", ".join((" ".join(rows[0][:2]), *rows[0][2:]))


def test_rows_counted_before_a_street_are_no_houses(columns) -> None:
    rows = [(str(at), street, "Monday") for at, street in enumerate(STREETS, 1)]
    assert not _addresses(columns(("No", "Street", "Collection"), *rows))


def test_things_with_numbers_and_codes_are_no_addresses(columns) -> None:
    rows = [
        ("Washer", "12", "44100", "Zinc"),
        ("Bolt", "30", "44200", "Steel"),
        ("Nut", "8", "44300", "Brass"),
    ]
    assert not _addresses(columns(("c1", "c2", "c3", "c4"), *rows))


@pytest.mark.parametrize(
    "headers",
    (
        ("address_line_1", "address_line_2", "city", "postcode"),
        ("Address 1", "Address 2", "Town", "Postcode"),
        ("house name", "street", "town", "postcode"),
    ),
)
def test_named_houses_are_addresses_next_to_their_postal_codes(columns, headers) -> None:
    rows = [
        ("Fern Cottage", "Chapel Lane", "Ripon", "HG4 1AA"),
        ("The Old Dairy", "Back Road", "Otley", "LS21 3AA"),
    ]
    found = _addresses(columns(headers, *rows))
    assert [value.replace(",", "") for value in found] == [" ".join(row) for row in rows]


def test_streets_alone_next_to_postal_codes_are_a_plan(columns) -> None:
    rows = [("Chapel Lane", "HG4 1AA", "Tuesday"), ("Back Road", "LS21 3AA", "Friday")]
    assert not _addresses(columns(("Street", "Postcode", "Collection"), *rows))


def test_the_number_outside_is_a_houses_with_that_inside_between(columns) -> None:
    roads = ("Privada Jacarandas", "Calle Zaragoza", "Av. Nacional")
    rows = [(*row, "Puebla") for row in zip(WHO, roads, ("", "3", ""), ("12", "5", "45"), strict=True)]
    found = columns(("NOMBRE", "CALLE", "NUMINT", "NUMEXT", "MUNICIPIO"), *rows)
    assert _addresses(found)[0] == "Privada Jacarandas 12, Puebla"


def test_the_second_line_is_the_street_where_the_first_is_the_town(columns) -> None:
    towns = ("東京都みなみ野市", "東京都港区", "神奈川県川崎市")
    streets = ("東本町2-13-7", "西原町4丁目18番9号", "緑が丘4番地8")
    codes = ("207-0017", "207-0021", "210-0001")
    names = ("栗原 美咲", "大槻 健太郎", "早川 千代")
    rows = zip(names, codes, towns, streets, strict=True)
    found = columns(("氏名", "郵便番号", "住所1", "住所2"), *rows)["STREET_ADDRESS@住所1"]
    assert all(f"{town} {street}" in one for one, street, town in zip(found, streets, towns, strict=True))


def test_the_second_line_is_the_street_where_the_first_holds_names(columns) -> None:
    header, tail = ("NAME", "ADDR1", "ADDR2", "ADDR3", "CITY", "STATE", "ZIP"), ("", "Salem", "OR", "97301")
    lines = [f"{number} {street}" for number, street in zip((14, 77, 903), STREETS, strict=True)]
    rows = [(name, name, line, *tail) for name, line in zip(WHO, lines, strict=True)]
    assert _addresses(columns(header, *rows)) == [f"{line}, Salem, OR, 97301" for line in lines]
    rows = [(name, line, "Unit 4", *tail) for name, line in zip(WHO, lines, strict=True)]
    assert _addresses(columns(header, *rows))[0] == f"{lines[0]}, Unit 4, Salem, OR, 97301"


@pytest.mark.parametrize("called", ("Adresse personnelle", "Domicilio particular", "Privatadresse"))
def test_a_second_line_named_as_the_first_is_a_part_of_the_house(columns, called: str) -> None:
    header = ("E-mail", f"{called} 1", f"{called} 2", "Ville", "Code postal")
    rows = [
        ("ada@lindberg.example", "12 rue Haute", "Bât. C", "Dole", "39100"),
        ("karl@horvat.example", "3 rue Basse", "", "Dole", "39100"),
        ("petra@novak.example", "7 quai Vert", "Appt 41", "Dole", "39100"),
    ]
    assert _addresses(columns(header, *rows))[0] == "12 rue Haute, Bât. C, Dole, 39100"


def test_the_second_line_is_a_part_of_the_house_behind_a_street(columns) -> None:
    lines = ("港区赤坂1-2-3", "渋谷区神南4-5-6", "川崎市幸区7-8-9")
    flats = ("コーポ朝日101", "メゾン緑202", "ハイツ光303")
    names = ("栗原 美咲", "大槻 健太郎", "早川 千代")
    found = columns(("氏名", "住所1", "住所2"), *zip(names, lines, flats, strict=True))
    assert [one.startswith(line) for one, line in zip(found["STREET_ADDRESS@住所1"], lines, strict=True)]
    assert "STREET_ADDRESS@住所2" not in found


def test_numbers_of_houses_show_streets_without_a_header_behind_people_and_their_mailboxes(columns) -> None:
    people = ("Jarmila Dvořák", "Hynek Novák", "Ludmila Horáková", "Jiří Procházka")
    streets, houses = ("Lipová", "Na Výsluní", "Zahradní", "Havlíčkova"), ("212/8", "77a", "19", "3")
    towns = (("Brno", "602 00"), ("Humpolec", "396 01"), ("Mělník", "276 01"), ("Plzeň", "301 00"))
    rows = [
        (*name.split(), f"{name.split()[0].lower()}@example.cz", street, house, *town)
        for name, street, house, town in zip(people, streets, houses, towns, strict=True)
    ]
    assert _addresses(columns((), *rows))[0] == "Lipová 212/8, Brno, 602 00"
    pieces = [(*row[:4], str(number), *row[5:]) for number, row in enumerate(rows, 1)]
    assert not _addresses(columns((), *pieces))


@pytest.mark.parametrize(
    ("value", "held"),
    [("T45 XR70", True), ("D6WKP92", True), ("B12 4477", False), ("T45 OS70", False), ("M20 1234", False)],
)
def test_the_letters_of_an_irish_code_are_those_that_its_post_uses(value: str, held: bool) -> None:
    assert bool(CODE.fullmatch(value)) is held
