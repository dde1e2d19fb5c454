"""Columns under headers that nobody foresaw: their values decide."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.tables.value_kind import select_proper

ADDRESSES = (
    "2284 W 7th St, Unit B, Fort Worth TX 76107",
    "692 County Road 3340, Paradise, TX 76073",
    "PO Box 1174, Nantucket, MA 02554",
)
NAMES = ("Yuki Tanaka", "Maria Alvarez", "Peter Novak")


@pytest.mark.parametrize("header", ["ship_to", "dest", "Home", "Deliver to", "x17", "where"])
def test_whole_addresses_are_found_under_any_header(columns, header: str) -> None:
    rows = [(str(at), name, place) for at, (name, place) in enumerate(zip(NAMES, ADDRESSES, strict=True))]
    assert columns(("id", "name", header), *rows)[f"STREET_ADDRESS@{header}"] == list(ADDRESSES)


def test_names_next_to_addresses_are_found_under_a_header_no_one_foresaw(columns) -> None:
    found = columns(
        ("ref", "party", "dest"),
        ("1", "TANAKA, YUKI", ADDRESSES[0]),
        ("2", "ALVAREZ, MARIA", ADDRESSES[1]),
        ("3", "NOVAK, PETER JR", ADDRESSES[2]),
    )
    assert found["PERSON@party"] == ["TANAKA, YUKI", "ALVAREZ, MARIA", "NOVAK, PETER JR"]


def test_the_last_line_of_addresses_joins_its_street(columns) -> None:
    found = columns(
        ("CONSIGNEE", "DELIV ADDR", "C1"),
        ("YUKI TANAKA", "2284 W 7TH ST", "FORT WORTH TX 76107"),
        ("MARIA ALVAREZ", "692 COUNTY ROAD 3340", "PARADISE TX 76073"),
    )
    assert found["STREET_ADDRESS@DELIV ADDR"] == [
        "2284 W 7TH ST, FORT WORTH TX 76107",
        "692 COUNTY ROAD 3340, PARADISE TX 76073",
    ]


def test_the_one_amount_of_a_headerless_table_is_recognized_by_the_currency_next_to_it(columns) -> None:
    found = columns(
        (),
        ("1001", "Alvarez, Maria", ADDRESSES[0], "109.13", "USD"),
        ("1002", "Novak, Peter", ADDRESSES[1], "367.06", "USD"),
    )
    assert found["ORDER_VALUE@4"] == ["109.13", "367.06"]


def test_a_headerless_table_has_its_units_towns_and_turned_names(columns) -> None:
    found = columns(
        (),
        ("1", "Tanaka, Yuki", "71 Ridge Way", "", "Reading", "PA", "19601", "Y"),
        ("2", "Okonkwo, Adaeze", "8 County Road 12", "Apt 4B", "Eau Claire", "WI", "54703", "N"),
        ("3", "Novak, Peter", "PO Box 61", "", "Provo", "UT", "84601", "N"),
        ("4", "Alvarez, Maria", "905 Mill Ln", "Floor 3", "Hilo", "HI", "96720", "Y"),
    )
    assert found["PERSON@2"] == ["Tanaka, Yuki", "Okonkwo, Adaeze", "Novak, Peter", "Alvarez, Maria"]
    assert found["STREET_ADDRESS@3"] == [
        "71 Ridge Way, Reading, PA, 19601",
        "8 County Road 12, Apt 4B, Eau Claire, WI, 54703",
        "PO Box 61, Provo, UT, 84601",
        "905 Mill Ln, Floor 3, Hilo, HI, 96720",
    ]


def test_towns_with_their_states_are_no_turned_names(columns) -> None:
    rows = [("1", "Austin, Texas", "9"), ("2", "Madison, Wisconsin", "8"), ("3", "Jackson, MS", "7")]
    assert not any(key.startswith("PERSON") for key in columns((), *rows))


def test_a_telephone_number_headed_as_a_value_was_not_charged(columns) -> None:
    found = columns(
        ("name", "system", "value"),
        ("Maria Alvarez", "phone", "+1 302 530 1696"),
        ("Peter Novak", "phone", "+1 406 614 0034"),
    )
    assert not any(key.startswith("ORDER_VALUE") for key in found)


@pytest.mark.parametrize(
    "header",
    [
        "How much",
        "Betr. brutto",
        "amt_gross",
        "Gross",
        "Amt",
        "Summe EUR",
        "Invoice Amt",
        "total (USD)",
        "amount_due",
        "Brutto",
        "Amount $",
    ],
)
def test_what_was_charged_is_found_under_many_headers(columns, header: str) -> None:
    found = columns(
        ("Kunde", "Net", "VAT", header),
        ("Maria Alvarez", "10,00", "1,90", "11,90"),
        ("Peter Novak", "20,00", "3,80", "23,80"),
    )
    assert found[f"ORDER_VALUE@{header}"] == ["11,90", "23,80"]


def test_names_that_no_list_knows_are_recognized_by_the_model(columns) -> None:
    names = ["Harjit Kaur", "Thabo Nkosi", "Zanele Dlamini", "Mehmet Öztürk"]
    found = columns(
        ("Name", "Address"), *((name, f"{at + 1} Oak St, Reno, NV 89501") for at, name in enumerate(names))
    )
    assert found["PERSON@Name"] == names


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (("Nom", "Prénom"), "Amélie Charpentier"),
        (("Name", "Vorname"), "Amélie Charpentier"),
        (("Apellidos", "Nombre"), "Amélie Charpentier"),
    ],
)
def test_halves_of_names_join_whatever_their_language(columns, header: tuple[str, str], name: str) -> None:
    found = columns((*header, "Code postal"), ("Charpentier", "Amélie", "28803"), ("Novak", "Petra", "28804"))
    assert found[f"PERSON@{header[1]}"] == [name, "Petra Novak"]


def test_an_exports_own_words_before_a_header_change_nothing(columns) -> None:
    found = columns(
        ("Order - Number", "Ship To - Name", "Amount - Order Total", "Amount - Shipping Cost"),
        ("A-10023", "Maria Alvarez", "142.12", "8.40"),
        ("A-10024", "Peter Novak", "212.28", "8.40"),
    )
    assert found["ORDER_VALUE@Amount - Order Total"] == ["142.12", "212.28"]
    assert "ORDER_VALUE@Amount - Shipping Cost" not in found


HARMLESS = {
    "trees": [
        ("code", "taxon", "height"),
        ("1", "Quercus alba", "30"),
        ("2", "Acer rubrum", "27"),
        ("3", "Pinus strobus", "45"),
    ],
    "ships": [("hull", "ship", "built"), ("1", "Queen Mary", "1936"), ("2", "Ocean Dream", "1981")],
    "horses": [("year", "winner"), ("1973", "Secretariat"), ("1930", "Gallant Fox"), ("1937", "War Admiral")],
    "states": [("stage", "seen"), ("In Transit", "4"), ("Out For Delivery", "9"), ("On Hold", "2")],
    "roses": [("rose", "petals"), ("Grace Lily", "40"), ("Mister Lincoln", "35"), ("Double Delight", "30")],
    "league": [
        ("pos", "team", "played", "points"),
        ("1", "Aston Villa", "28", "54"),
        ("2", "Newcastle United", "28", "51"),
        ("3", "Crystal Palace", "28", "40"),
    ],
    "cities": [
        ("rank", "place", "pop"),
        ("1", "San Jose", "1013240"),
        ("2", "Santa Clara", "127647"),
        ("3", "Jackson Heights", "108152"),
    ],
    "stock": [
        ("sku", "item", "bin", "msrp"),
        ("A1", "Walnut Frame", "A-10", "12.90"),
        ("A2", "Grace Canvas", "B-11", "9.90"),
        ("A3", "Madison Chair", "B-12", "129.00"),
    ],
    "films": [
        ("year", "title", "gross weight"),
        ("1999", "Annie Hall", "12.10"),
        ("2001", "Forrest Gump", "13.50"),
        ("2003", "Erin Brockovich", "11.00"),
    ],
    "readings": [
        ("ts", "sensor", "value"),
        ("2024-01-01 00:00", "Bay 12 North", "20.31"),
        ("2024-01-01 00:05", "Bay 14 South", "21.02"),
    ],
    "weights": [("", "", ""), ("1001", "48.10", "lb"), ("1002", "12.40", "lb")],
}


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_tables_about_no_person_hold_nothing(columns, name: str) -> None:
    header, *rows = HARMLESS[name]
    assert columns(header, *rows) == {}


@pytest.mark.parametrize("header", [(), ("no", "n1", "n2", "strasse", "plz", "ort")])
def test_family_names_next_to_given_names_are_joined_whatever_their_headers_say(columns, header) -> None:
    found = columns(
        header,
        ("81", "NOVAK", "Petra", "Lindenweg 4", "79098", "Freiburg"),
        ("82", "DE LUCA", "Chiara", "Am Anger 21a", "91054", "Erlangen"),
        ("83", "OKAFOR", "Samuel", "Neue Gasse 130", "44137", "Dortmund"),
    )
    names = [value for place, values in found.items() if place.startswith("PERSON") for value in values]
    assert names == ["Petra NOVAK", "Chiara DE LUCA", "Samuel OKAFOR"]


def test_towns_next_to_given_names_are_no_family_names(columns) -> None:
    towns = ("Austin", "Jackson", "Troy", "Houston", "Lincoln", "Madison")
    names = ("Peter", "Maria", "Yuki", "Samuel", "Petra", "Chiara")
    states = ("TX", "MS", "NY", "TX", "NE", "WI")
    rows = list(zip(names, towns, states, map(str, range(6)), strict=True))
    assert not any(place.startswith("PERSON") for place in columns((), *rows))
    people = columns((), *((name, town) for name, town, _, _ in rows))
    assert any(place.startswith("PERSON") for place in people)  # nothing else says that they are towns


def test_family_names_first_in_capitals_are_people_next_to_addresses(columns) -> None:
    rows = zip(("TANAKA YUKI", "ALVAREZ MARIA", "NOVAK PETER"), ADDRESSES, strict=True)
    assert columns((), *rows)["PERSON@1"] == ["TANAKA YUKI", "ALVAREZ MARIA", "NOVAK PETER"]


def test_a_row_may_name_a_customer_and_who_looks_after_them(columns) -> None:
    found = columns(
        ("display_name", "email", "owner"),
        ("Yuki Tanaka", "yuki@tanaka.example", "J. Alvarez"),
        ("Maria Silva", "maria@silva.example", "T. Novak"),
    )
    assert found["PERSON@display_name"] == ["Yuki Tanaka", "Maria Silva"]
    assert found["PERSON@owner"] == ["J. Alvarez", "T. Novak"]


def test_cells_with_a_telephone_above_a_mailbox_hold_both(columns) -> None:
    found = columns(
        ("Customer", "Contact"),
        ("Ada Lindberg", "509-693-5398\nada.l@birch.org"),
        ("Karl Horvat", "(937) 820-7862\nkhorvat@elm.net"),
        ("Petra Novak", "+1 254 317 0256\npetra@ash.com"),
    )
    assert found["PHONE_NUMBER@Contact"] == ["509-693-5398", "(937) 820-7862", "+1 254 317 0256"]
    assert found["EMAIL_ADDRESS@Contact"] == ["ada.l@birch.org", "khorvat@elm.net", "petra@ash.com"]


def test_titles_and_what_somebody_did_head_names_that_no_list_knows(columns) -> None:
    found = columns(
        ("Date", "Patient", "Provider", "Confirmed by"),
        ("2024-01-03", "Lindberg, Ada", "Dr. Ostrovar", "Rosalind"),
        ("2024-01-04", "Horvat, Karl", "Dr. Quellmann", "Hamza"),
        ("2024-01-05", "Novak, Petra", "Dr. Ostrovar", "Rosalind"),
    )
    assert found["PERSON@Provider"] == ["Ostrovar", "Quellmann", "Ostrovar"]
    assert found["PERSON@Confirmed by"] == ["Rosalind", "Hamza", "Rosalind"]


def test_small_letters_with_the_same_few_last_words_are_kinds_of_goods() -> None:
    flowers = [f"{flower} {colour}" for flower in ("rosa", "gerbera", "lilium") for colour in ("wit", "roze")]
    people = ("femke hoogendijk", "oebele terpstra", "romke sinnema", "ilse akkerman")
    samples = [Sampled(0, "x", ("x",), tuple(values)) for values in (flowers, people)]
    assert [len(select_proper(sample)) for sample in samples] == [0, len(people)]


def test_packs_of_medicines_are_no_streets_under_any_header(columns) -> None:
    packs = ("50 MG COM REV CT BL AL X 30", "500 MG/ML SOL CT FR X 20", "100 MCG/DOSE SUS CT TB X 200")
    streets = ("50 Magnolia Ct", "500 Mill Ct", "100 MacGregor Ct")
    tables = [[(str(at), value) for at, value in enumerate(values)] for values in (packs, streets)]
    assert not any(key.startswith("STREET") for key in columns(("id", "x17"), *tables[0]))
    assert columns(("id", "x17"), *tables[1]) == {"STREET_ADDRESS@x17": list(streets)}
