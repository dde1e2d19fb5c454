"""The parts of an address stand in the order of the country whose form they have."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.column import postal_columns


@pytest.mark.parametrize(
    ("header", "row", "whole"),
    [
        (
            ("address_line_1", "postcode", "town"),
            ("9 Quarry Lane", "BS8 9ZZ", "Bristol"),
            "9 Quarry Lane, Bristol, BS8 9ZZ",
        ),
        (
            ("street", "postal code", "city"),
            ("12 Elm Ave", "K1A 0B1", "Ottawa"),
            "12 Elm Ave, Ottawa, K1A 0B1",
        ),
        (("Straße", "PLZ", "Ort"), ("Lindenweg 4", "50674", "Köln"), "Lindenweg 4, 50674, Köln"),
        (
            ("住所", "都道府県", "郵便番号"),
            ("港区赤坂3-4-5", "東京都", "107-0052"),
            "107-0052, 東京都, 港区赤坂3-4-5",
        ),
    ],
)
def test_the_order_of_an_address_is_its_countrys(
    columns, header: tuple[str, ...], row: tuple[str, ...], whole: str
) -> None:
    found = columns(("name", *header), ("Maria Quimby", *row), ("Otto Holt", *row))
    assert [value for key, held in found.items() if key.startswith("STREET") for value in held] == [whole] * 2


def test_a_code_stays_behind_the_town_where_nothing_else_says_so() -> None:
    assert postal_columns.order_parts("12 Oak St", "93650", code_before_town=False) == postal_columns.PARTS


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("PLZ/Ort", "50674 Köln"),
        ("Code postal et ville", "35400 Saint-Brac"),
        ("CAP e città", "30100 Valdastra"),
        ("Town and postcode", "Bristol BS8 9ZZ"),
        ("Postnr och ort", "852 30 Sundsvall"),
    ],
)
def test_a_code_and_its_town_under_one_header_belong_to_the_street(columns, header: str, cell: str) -> None:
    rows = [("Maria Quimby", "Lindenweg 4", cell), ("Otto Holt", "Lindenweg 9", cell)]
    found = columns(("name", "address", header), *rows)
    assert found["STREET_ADDRESS@address"] == [f"Lindenweg 4, {cell}", f"Lindenweg 9, {cell}"]
    assert f"STREET_ADDRESS@{header}" not in found


def test_a_town_in_an_element_of_addresses_is_no_street(columns) -> None:
    header = ("/p/Nom", "/p/Prenom", "/p/Adresse/Adr2", "/p/Adresse/CP", "/p/Adresse/Ville")
    rows = [
        ("QUIMBY", "MARIA", "12 RUE DES LILAS", "35400", "SAINT BRAC"),
        ("HOLT", "OTTO", "4 QUAI DU PORT", "35260", "VALDASTRE"),
    ]
    assert columns(header, *rows)["STREET_ADDRESS@/p/Adresse/Adr2"] == [
        "12 RUE DES LILAS, 35400, SAINT BRAC",
        "4 QUAI DU PORT, 35260, VALDASTRE",
    ]
    flats = [("QUIMBY", "MARIA", "APT 4"), ("HOLT", "OTTO", "APT 9")]
    assert not any(key.startswith("STREET") for key in columns(header[:3], *flats))


def test_a_second_street_takes_the_town_and_the_code_behind_it(columns) -> None:
    header = (
        "name",
        "last address",
        "last town",
        "last postcode",
        "applicant address",
        "applicant town",
        "applicant postcode",
    )
    row = ("9 Quarry Lane", "Bristol", "BS8 9ZZ", "4 Mill Road", "Luton", "LU3 7XX")
    found = columns(header, ("Maria Quimby", *row), ("Otto Holt", *row))
    assert found["STREET_ADDRESS@last address"] == ["9 Quarry Lane, Bristol, BS8 9ZZ"] * 2
    assert found["STREET_ADDRESS@applicant address"] == ["4 Mill Road, Luton, LU3 7XX"] * 2


def test_a_town_behind_the_street_goes_before_a_column_far_ahead_of_it(columns) -> None:
    header = (
        "EU-Land",
        "Titel/Akad. Grad",
        "Name",
        "Vorname",
        "Anrede",
        "Straße",
        "Postfach",
        "PLZ",
        "Ort",
        "Land",
    )
    rows = [
        ("", "Dr.", "Holt", "Otto", "Herr", "Lindenweg 4", "", "24103", "Kiel", "DE"),
        ("", "", "Quimby", "Maria", "Frau", "Hafenstr. 9 b", "", "10115", "Berlin", "DE"),
        ("", "", "Vance", "Ada", "Frau", "Am Markt 12", "", "73728", "Esslingen", "DE"),
    ]
    assert columns(header, *rows)["STREET_ADDRESS@Straße"] == [
        "Lindenweg 4, 24103, Kiel, DE",
        "Hafenstr. 9 b, 10115, Berlin, DE",
        "Am Markt 12, 73728, Esslingen, DE",
    ]


def test_a_village_stands_behind_the_street_and_leaves_the_town_its_place(columns) -> None:
    header = (
        "Given Name",
        "Family Name",
        "House Name/Flat",
        "Number and Street",
        "Village",
        "Town",
        "Postcode",
    )
    rows = [
        ("Joan", "Holt", "The Old Forge", "14 Friday Street", "Acton", "Sudbury", "CO10 4DL"),
        ("Max", "Vance", "", "9 Quarry Lane", "Acton", "Sudbury", "CO10 9GP"),
    ]
    found = columns(header, *rows)["STREET_ADDRESS@Number and Street"]
    assert [sorted(one.split(", ")) for one in found] == [
        sorted(("The Old Forge", "14 Friday Street", "Acton", "Sudbury", "CO10 4DL")),
        sorted(("9 Quarry Lane", "Acton", "Sudbury", "CO10 9GP")),
    ]


def test_a_second_street_on_another_path_takes_nothing_from_it(columns) -> None:
    header = ("name", "a/street", "a/city", "b/street", "c/city")
    row = ("9 Quarry Lane", "Bristol", "4 Mill Road", "Luton")
    found = columns(header, ("Maria Quimby", *row), ("Otto Holt", *row))
    assert found["STREET_ADDRESS@b/street"] == ["4 Mill Road"] * 2


@pytest.mark.parametrize(
    ("quarter", "town"), [("colonia", "municipio"), ("Bairro", "Cidade"), ("barrio", "ciudad")]
)
def test_a_quarter_stands_behind_its_street_and_leaves_the_town_its_place(
    columns, quarter: str, town: str
) -> None:
    header = ("nombre", "direccion", quarter, "cp", town)
    rows = [
        ("Zoe Holt", "Tamarindo 45", "Lomas Verdes", "06760", "Toluca"),
        ("Otto Vance", "Cedro 8", "La Joya", "06761", "Metepec"),
        ("Max Quimby", "Olmo 118", "Lomas Verdes", "06760", "Toluca"),
    ]
    found = [
        value for key, held in columns(header, *rows).items() if key.startswith("STREET") for value in held
    ]
    assert found[0] == "Tamarindo 45, Lomas Verdes, 06760, Toluca"
    alone = columns(header[:-1], *(row[:-1] for row in rows))
    found = [value for key, held in alone.items() if key.startswith("STREET") for value in held]
    assert "Lomas Verdes" in found[0] and "Toluca" not in found[0]
