"""Licences, machine-readable zones, card codes, birthdays, parcels and telephones in their usual shapes."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers import check_digits
from pii_sweep.detect.identifiers.parcel import tracking_number

LICENCES = [
    "D1234567", "123 456 789", "12345678", "S530-420-61-249-0", "M123-4567-8901", "WDLABCD456DG",
    "A1234 56789 01234", "J 123 456 789 012", "J525-4209-0465-05", "D-123-456-789-012", "TL545796",
    "12 345 678", "94-123-4567", "12ABC34567", "K12-34-5678", "A12-345-678", "ABC-12-3456", "123AB4567",
]  # fmt: skip


@pytest.mark.parametrize("label", ["Driver's license (Ohio): ", "DL# ", "Driver License No. "])
@pytest.mark.parametrize("number", LICENCES)
def test_a_licence_behind_its_label_is_found_in_the_shape_of_any_state(find, label: str, number: str) -> None:
    assert number in find(f"{label}{number}", "prose")["US_DRIVER_LICENSE"]


@pytest.mark.parametrize(
    "text",
    ["software license 12345678", "driver version 12345678", "DL 404", "CDL training 2024", "dl 100 Mbps",
     "D1234567", "operator license fee 100"],
)  # fmt: skip
def test_software_and_bare_numbers_are_no_licences(find, text: str) -> None:
    assert "US_DRIVER_LICENSE" not in find(text, "prose")


@pytest.mark.parametrize(
    ("zone", "kind"),
    [
        ("I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\n"
         "ERIKSSON<<ANNA<MARIA<<<<<<<<<<", "identity_card"),
        ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6", "identity_card"),
        ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n"
         "L8988901C4XXX4009078F96121096ZE184226B<<<<<<", "passport"),
    ],
)  # fmt: skip
def test_the_lines_of_cards_and_visas_tell_the_holder(find, zone: str, kind: str) -> None:
    found = find(zone)
    assert (found["PERSON"], found["IDENTITY_DOCUMENT"]) == (["ANNA<MARIA ERIKSSON"], [kind])


@pytest.mark.parametrize(
    "fields",
    ["4d DL D1234567\n3 DOB 04/12/1986\n1 SMITH\n2 JOHN A\n",
     "4d DL D1234567 3 DOB 04/12/1986\n1 SMITH 2 JOHN A\n"],
)  # fmt: skip
def test_the_numbered_fields_of_a_licence_are_no_house_numbers(find, fields: str) -> None:
    found = find(
        f"DRIVER LICENSE\n{fields}8 123 MAIN ST\nRENO, NV 89501\n15 SEX M\n16 HGT 5-10\n4b EXP 04/12/2027"
    )
    assert (found["PERSON"], found["STREET_ADDRESS"]) == (["JOHN A SMITH"], ["123 MAIN ST\nRENO, NV 89501"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("card 5555555555554444 security code 789", "789"),
        ("amex 3782 822463 10005 CID: 4421", "4421"),
        ("4242 4242 4242 4242 | 12/28 | 737", "737"),
    ],
)
def test_a_cards_code_is_found_by_its_label_or_behind_its_card(find, text: str, code: str) -> None:
    assert find(text, "prose")["CREDIT_CARD_CODE"] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "cid 4421 of the cell tower",
        "The CSC 404 error page",
        "4242 4242 4242 4243 | 12/28 | 737",
        "1 | 12/28 | 737",
    ],
)
def test_codes_of_cells_errors_and_lists_are_no_cards(find, text: str) -> None:
    assert "CREDIT_CARD_CODE" not in find(text, "prose")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("DOB 12-APR-1986", "12-APR-1986"),
        ("DOB: 12APR1986", "12APR1986"),
        ("DOB (MM/DD/YYYY): 04/12/1986", "04/12/1986"),
        ("Date de naissance : 12/04/1986", "12/04/1986"),
        ("Fecha de nacimiento: 12/04/1986", "12/04/1986"),
    ],
)
def test_a_birthday_is_found_in_other_forms_and_languages(find, text: str, date: str) -> None:
    assert find(text, "prose")["DATE_OF_BIRTH"] == [date]


@pytest.mark.parametrize("number", ["916–555–0144", "(916) 555 – 0144", "916‑555‑0144"])
def test_a_telephone_number_may_be_set_with_dashes_of_any_kind(find, number: str) -> None:
    assert find(f"Reach me on {number}.", "prose")["PHONE_NUMBER"] == [number]


def checked(digits: str) -> str:
    """Return digits with the one that checks them."""
    return next(f"{digits}{last}" for last in range(10) if check_digits.mod10_3_1(f"{digits}{last}"))


@pytest.mark.parametrize("prefix", ["", "42095949", "420959491234"])
@pytest.mark.parametrize(
    "digits", ["9102148008398491734", "940011189922385710523", "9202090000000000000000012"]
)
def test_a_parcel_is_found_without_its_routing_code(find, digits: str, prefix: str) -> None:
    code = checked(digits)
    assert check_digits.impb(prefix + code) == len(code)
    assert find(f"USPS {prefix}{code}", "prose")["TRACKING_NUMBER"] == [code]


def test_a_check_digit_alone_is_never_sure() -> None:
    for code in (checked("940011189922385710523"), "1Z999AA10123456784"):
        alone, known = (
            next(hit.score for hit in tracking_number.find(text) if hit.entity == "TRACKING_NUMBER")
            for text in (code, f"tracking number {code}")
        )
        assert alone <= 0.75 < known


@pytest.mark.parametrize("text", ["Confirmation code: QX7T9K", "Booking reference ABC123"])
def test_a_booking_is_known_by_six_letters_and_digits(find, text: str) -> None:
    assert find(text, "prose")["ORDER_ID"] == [text[-6:]]
    assert "ORDER_ID" not in find("Booking code: SUMMER", "prose")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Driver's license  IL H413-7886-2947", "H413-7886-2947"),
        ("Driver's license  PA 91788064", "91788064"),
        ("The driver showed his license, no. M239-715-92-995-0, Florida.", "M239-715-92-995-0"),
    ],
)
def test_a_licence_has_its_state_before_it_or_a_comma(find, text: str, number: str) -> None:
    assert find(text, "prose")["US_DRIVER_LICENSE"] == [number]
