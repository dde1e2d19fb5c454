"""Streets, numbers of orders and places are decided by the columns next to them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pii_sweep.types import Detection, Table

WHO = ("Ada Lindberg", "Karl Horvat", "Petra Novak", "Ivo Kovacs")


@pytest.mark.parametrize("header", ("Waar", "x3", "Sted", "Lokacja"))
def test_words_with_a_number_next_to_a_town_and_its_code_are_a_street(columns, header: str) -> None:
    lines = ("os. Słoneczne 101", "Unter den Eichen 56", "Molenlaan 77 hs", "Travessa do Carmo, 48")
    rows = [
        (name, line, "80-831", town) for name, line, town in zip(WHO, lines, ("Ulm", "Epe") * 2, strict=True)
    ]
    found = columns(("Name", header, "Postcode", "Plaats"), *rows)
    assert [value.split(", 80-831")[0] for value in found[f"STREET_ADDRESS@{header}"]] == list(lines)


def test_goods_next_to_a_town_are_no_street(columns) -> None:
    rows = [(name, f"Model {at} X", "3511 LX", "Epe") for at, name in enumerate(WHO)]
    assert not any(
        key.startswith("STREET") for key in columns(("Name", "Model", "Postcode", "Plaats"), *rows)
    )


def test_addresses_without_any_header_are_found_by_their_codes(columns) -> None:
    rows = [
        ("Ada Lindberg", "31-042", "Kraków", "ul. Długa 3/27"),
        ("Karl Horvat", "80-831", "Gdańsk", "pl. Wolności 10"),
        ("Petra Novak", "50-101", "Wrocław", "al. Jana Pawła II 70"),
    ]
    found = [value for key, held in columns((), *rows).items() if key.startswith("STREET") for value in held]
    assert found[0] == "ul. Długa 3/27, 31-042, Kraków"


def test_a_postal_code_with_a_letter_joins_a_street_and_a_town_without_headers(columns) -> None:
    lines = ("MITRE 45", "ALBERDI 1190", "BROWN 3 PB", "SAAVEDRA 77")
    codes = ("X5171", "C1425ABC", "X5171", "B1824")
    towns = ("FUNES", "LUJAN", "FUNES", "LANUS")
    rows = list(zip(WHO, lines, codes, towns, strict=True))
    found = [value for key, held in columns((), *rows).items() if key.startswith("STREET") for value in held]
    assert "ALBERDI 1190, C1425ABC, LUJAN" in found
    parts = [(name, line, code.replace("X", "XKL"), town) for name, line, code, town in rows]
    joined = [
        value for key, held in columns((), *parts).items() if key.startswith("STREET") for value in held
    ]
    assert not any("XKL" in value for value in joined)


def test_numbers_that_differ_alike_next_to_what_was_charged_are_orders(columns) -> None:
    rows = [(f"RA70558{at}", name, f"{at}09.83") for at, name in enumerate(WHO, 1)]
    assert len(columns(("RA#", "Renter", "Total charged"), *rows)["ORDER_ID@RA#"]) == 4


def test_numbers_of_customers_and_work_are_no_orders(columns) -> None:
    rows = [(f"C70558{at}", name, f"{at}09.83") for at, name in enumerate(WHO, 1)]
    assert not any(key.startswith("ORDER") for key in columns(("ID", "Name", "Total spent"), *rows))
    assert not any(key.startswith("ORDER") for key in columns(("Work order", "Technician", "Hours"), *rows))


@pytest.mark.parametrize(
    "header",
    (
        ("Employee", "Hours worked", "Gross"), ("Employee", "Fed Tax", "Net amount"),
        ("Director", "Box office", "Total gross"), ("Policyholder", "Premium", "Amount"),
        ("Name", "mpn", "offers.price"),
    ),
)  # fmt: skip
def test_wages_films_premiums_and_offers_are_no_orders_values(columns, header: tuple[str, str, str]) -> None:
    rows = [(name, f"{at}81.20", f"{at}09.83") for at, name in enumerate(WHO, 1)]
    assert not any(key.startswith("ORDER_VALUE") for key in columns(header, *rows))


def test_places_are_of_people_only_where_whole_names_are_next_to_them(columns) -> None:
    rows = [(name, "12 Elm St, Reno, NV 89501", "39.529", "-119.813") for name in WHO]
    assert "GEO_COORDINATES@lat" in columns(("Customer", "Drop address", "lat", "lng"), *rows)
    storms = [(name, "39.529", "-119.813") for name in ("Katrina", "Ida", "Opal", "Andrew")]
    assert "GEO_COORDINATES@lat" not in columns(("name", "lat", "lon"), *storms)


def test_postal_codes_of_four_digits_stay_as_they_are_outside_the_united_states(columns) -> None:
    rows = [(name, "Bahnhofstrasse 4", "Luzern", "LU", "6003") for name in WHO]
    found = columns(("Name", "Adresse", "Ort", "Kanton", "PLZ"), *rows)
    assert found["STREET_ADDRESS@Adresse"][0] == "Bahnhofstrasse 4, Luzern, LU, 6003"
    rows = [(name, "4 Mill Lane", "Lowell", "MA", "1852") for name in WHO]
    found = columns(("Name", "Address", "City", "State", "Zip"), *rows)
    assert found["STREET_ADDRESS@Address"][0] == "4 Mill Lane, Lowell, MA, 01852"


def test_what_became_of_an_order_is_no_state_though_its_town_is_near(columns) -> None:
    rows = [
        (name, "Av. Sol 54", "Lima", done) for name, done in zip(WHO, ("Enviado", "Pagado") * 2, strict=True)
    ]
    found = columns(("Cliente", "Dirección", "Ciudad", "Estado"), *rows)
    assert found["STREET_ADDRESS@Dirección"][0] == "Av. Sol 54, Lima"


def test_points_and_books_prices_are_no_orders_values(columns) -> None:
    rows = [(name, str(at), str(at * 7)) for at, name in enumerate(WHO, 1)]
    assert not any(key.startswith("ORDER_VALUE") for key in columns(("Player", "Goals", "Total"), *rows))
    rows = [(name, f"978059480755{at}", f"{at}4.90") for at, name in enumerate(WHO, 1)]
    assert not any(key.startswith("ORDER_VALUE") for key in columns(("Author", "ISBN", "Price"), *rows))


@pytest.mark.parametrize("path", ("$.orders", "/bestellungen/bestellung", "$.data.commandes[*]"))
def test_the_bare_key_of_a_list_of_orders_is_their_number(detector, place, path: str) -> None:
    header, rows = ("/@nr", "/kunde"), tuple((str(4100 + at), name) for at, name in enumerate(WHO))
    found = detector.examine([Table(replace(place, json_path=path), header, rows)])
    values = [item.value for item in found if isinstance(item, Detection) and item.entity == "ORDER_ID"]
    assert values == ["4100", "4101", "4102", "4103"]


@pytest.mark.parametrize(
    ("street", "number", "lines"),
    (
        ("Οδός", "Αριθμός", (("Ερμού", "14"), ("Λεωφ. Συγγρού", "7Β"), ("Πατησίων", "203"), ("Αθηνάς", "9"))),
        ("Улица", "Номер", (("Раковска", "14"), ("Шипка", "7А"), ("Пирин", "20"), ("Любен Каравелов", "9"))),
        ("Calle", "Num", (("Mayor", "14"), ("Fuencarral", "7B"), ("Alcalá", "20"), ("Goya", "9"))),
    ),
)
def test_a_number_right_behind_a_street_is_its_houses(
    columns, street: str, number: str, lines: tuple[tuple[str, str], ...]
) -> None:
    found = columns(("Name", street, number), *((name, *line) for name, line in zip(WHO, lines, strict=True)))
    assert found[f"STREET_ADDRESS@{street}"] == [" ".join(line) for line in lines]


def test_a_number_that_is_not_next_to_a_street_is_none_of_it(columns) -> None:
    rows = [(name, "Ermou", "flat", str(number)) for number, name in enumerate(WHO, 12)]
    assert not any(key.startswith("STREET") for key in columns(("Name", "Street", "Kind", "Number"), *rows))


def test_the_quarter_stands_for_the_town_of_an_address_without_one(columns) -> None:
    header = ("nome", "logradouro", "numero", "bairro", "cep", "cod_munic")
    rows = (
        ("Otávio Lindoso", "Rua das Acácias", "41", "Vila Serena", "01310-200", "3550308"),
        ("Jurema Quintela", "Rua Tamoios", "8", "Jardim Aurora", "69030-000", "1302603"),
        ("Davi Pessanha", "Avenida Norte", "1502", "Centro", "72300-000", "5300108"),
    )
    found = columns(header, *rows)["STREET_ADDRESS@logradouro"]
    assert found[0] == "Rua das Acácias 41, Vila Serena, 01310-200"
    plain = columns(("nome", "setor", "bairro"), *((row[0], "A", row[3]) for row in rows))
    assert not any(key.startswith("STREET_ADDRESS") for key in plain)
