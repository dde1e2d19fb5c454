"""Headers that are two things in two languages: the values say which of them is meant."""

from __future__ import annotations

import pytest

PEOPLE = ("Ana Ruiz", "Hugo Moreau", "Elsa Berg")


@pytest.mark.parametrize(
    ("header", "kind", "values", "others"),
    [
        ("matricula", "LICENSE_PLATE", ("4417 KZR", "9021 BCD", "1200 LMN"), ("003300", "003307", "003314")),
        ("pnr", "ORDER_ID", ("X7KQ2P", "M4RT9Z", "B8WD3L"), ("680412-1181", "910723-2440", "850101-4020")),
        ("pass", "PASSWORD", ("hunter2", "Pa55word!", "C01X00T47"), ("C01X00T47", "L8988901C", "C4J7RTZ08")),
        ("pass", "US_PASSPORT", ("C01X00T47", "L8988901C", "AB123456"), ("hunter2", "Pa55word!", "letmein")),
        ("pnr", "ORDER_ID", ("2345678901", "4567890123", "8123456789"), ("10041", "10044", "10047")),
    ],
)
def test_a_header_of_two_languages_is_of_what_its_values_are(
    columns, header: str, kind: str, values: tuple[str, ...], others: tuple[str, ...]
) -> None:
    key = f"{kind}@{header}"
    assert columns(("name", header), *zip(PEOPLE, values, strict=True))[key] == list(values)
    assert key not in columns(("name", header), *zip(PEOPLE, others, strict=True))


def test_eight_figures_below_a_brazilian_word_next_to_streets_are_postal_codes_and_no_mobiles(
    columns,
) -> None:
    streets = ("Rua das Palmas 12", "Rua Pará 9", "Avenida Brasil 118")
    codes, mobiles = ("37701123", "37701005", "37704310"), ("05327419086", "05436082217", "05559264803")
    found = columns(("name", "rua", "cep"), *zip(PEOPLE, streets, codes, strict=True))
    assert "PHONE_NUMBER@cep" not in found and any("37701123" in one for one in found["STREET_ADDRESS@rua"])
    assert columns(("ad", "cep"), *zip(PEOPLE, mobiles, strict=True))["PHONE_NUMBER@cep"] == list(mobiles)


def test_a_postal_code_of_brazil_with_a_point_is_no_telephone(columns) -> None:
    codes = ("13.007-616", "36.020-992", "50.720-133", "89.071-927")
    rows = [
        (name, "Rua Halfeld", str(n + 20), code, "Recife")
        for n, (name, code) in enumerate(zip(PEOPLE, codes, strict=False))
    ]
    found = columns(("nome", "endereço", "número", "cep", "cidade"), *rows)
    assert "PHONE_NUMBER@cep" not in found
    assert found["STREET_ADDRESS@endereço"][0] == "Rua Halfeld 20, 13.007-616, Recife"


def test_the_last_step_of_a_path_decides_which_part_of_an_address_it_is(columns) -> None:
    header = ("/p/name", "/p/endereco/brasil/complemento", "/p/endereco/brasil/uf")
    rows = zip(PEOPLE, ("Casa 2", "Apto 31", "Fundos"), ("MG", "SP", "RJ"), strict=True)
    assert not any(key.startswith("STREET_ADDRESS") for key in columns(header, *rows))


def test_a_folio_is_an_order_next_to_people_and_a_slip_of_a_store_next_to_goods(columns) -> None:
    slips = ("MOV-1915873", "MOV-8739386", "MOV-5997159")
    goods = ("Frijol", "Aguacate", "Tortilla")
    assert columns(("nombre", "folio"), *zip(PEOPLE, slips, strict=True))["ORDER_ID@folio"] == list(slips)
    assert not columns(("articulo", "folio", "op"), *zip(goods, slips, "ccc", strict=True))
