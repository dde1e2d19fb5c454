"""Documents about things hold numbers in the shape of a person's; columns and rows show what they are."""

from __future__ import annotations

import pytest

GOODS = ("madison-bench", "levi-s-501-original", "stanley-quencher-40-oz", "harper-lamp")
BARCODES = ("35243000062945", "36390053516637", "33660087323015", "36022044645358", "36000000000001")
DRUGS = ("59209-6692-22", "56499-6955-16", "16213-1763-12", "04460-8577-55", "06138-1294-71", "31722-0702-90")


def test_a_product_s_handle_is_no_account(columns) -> None:
    rows = [(one, one.title(), "Acme", "12.00") for one in GOODS]
    assert "USERNAME@Handle" not in columns(("Handle", "Title", "Vendor", "Variant Price"), *rows)
    people = [(one, f"{one}@mail.example") for one in ("ada_b", "karl.h", "petra77")]
    assert len(columns(("Handle", "Email"), *people)["USERNAME@Handle"]) == len(people)


@pytest.mark.parametrize(
    ("header", "values"), [("Barcode", BARCODES), ("Code", BARCODES), ("NDC", DRUGS), ("Code", DRUGS)]
)
def test_a_few_of_a_column_s_numbers_pass_by_chance(columns, header: str, values: tuple[str, ...]) -> None:
    rows = [(value, title) for value, title in zip(values, "abcdef", strict=False)]
    assert columns((header, "Title"), *rows) == {}


def test_a_card_among_other_notes_is_found(columns) -> None:
    cells = ("none", "paid", "4111 1111 1111 1111", "call again", "left", "moved")
    assert columns(("Ref", "Status"), *((cell, "x") for cell in cells))["CREDIT_CARD@Ref"] == [cells[2]]


@pytest.mark.parametrize(
    "line",
    [
        'app/web/50dc 10.2.46.107:37397 0.005 0.033 0.000 200 200 365 8358 "GET http://shop.example/ HTTP"',
        'app/web/50dc 10.2.46.107:37397 0.005 0.033 0.000 200 200 84 1304 "GET http://shop.example/ HTTP"',
        '10.2.46.107 - - [25/Jun/2025:01:06:39 +0000] "GET /contact HTTP/1.1" 200 75693 "-" "curl/8.5"',
    ],
)
def test_statuses_and_bytes_of_a_server_s_log_are_no_numbers_of_people(find, line: str) -> None:
    assert not {"PHONE_NUMBER", "US_SSN"} & set(find(line, "log"))


@pytest.mark.parametrize(
    "text", ("call 415 555 0132 now", "2 of 3, phone 200 415 555 0132", "SSN 219 09 9999")
)
def test_spaced_numbers_of_people_are_found(find, text: str) -> None:
    assert {"PHONE_NUMBER", "US_SSN"} & set(find(text))


@pytest.mark.parametrize(
    "text",
    [
        "Psychotherapy, 53 min, 90837",
        "OBX|1|NM|4548-4^Hemoglobin A1c^LN||5.9|%",
        "4548-4 Hemoglobin A1c LN",
        " 1  02 BERGSTROM/STELLAN MS\n 2  AA360 K 14OCT SFODUB HK4 1810 2225 TERMINAL 5",
        "49755 Levi's 501 Original  79.00\n40276 Doc Martens 1460  140.00\n17177 Stanley Quencher  9.00\n"
        "58204 St. Ives Scrub  6.00\n99458 Madison Bench  310.00",
        "Cost center 4410 Field Sales",
    ],
)
def test_codes_bookings_and_articles_are_no_addresses(find, text: str) -> None:
    assert "STREET_ADDRESS" not in find(text)


def test_a_list_of_documents_and_an_empty_card_are_no_documents_of_identity(find) -> None:
    labels = "DRIVER LICENSE\nDOB\nEXP\nSEX\nHGT\nEYES\nCLASS\nEND\nRSTR"
    assert "IDENTITY_DOCUMENT" not in find(labels)
    assert "IDENTITY_DOCUMENT" in find(
        labels.replace("DOB", "DOB 04/12/1983").replace("EXP", "EXP 04/12/2029")
    )


def test_a_mailbox_in_a_longer_name_is_found_alone(columns) -> None:
    users = [
        f"arn:aws:sts::111122223333:assumed-role/Admin/{name}@mail.example" for name in ("ada", "kim", "bo")
    ]
    found = columns(("userIdentity.arn", "eventName"), *((user, "GetObject") for user in users))
    assert found["EMAIL_ADDRESS@userIdentity.arn"] == [
        "ada@mail.example",
        "kim@mail.example",
        "bo@mail.example",
    ]


@pytest.mark.parametrize(
    "text",
    [
        'ObjectIdentifier("2.16.840.1.101.3.4.2.1")',
        'SUBJECT_ALT = ObjectIdentifier("2.5.29.17"), ED25519 = "1.3.101.112"',
        "llvm-toolchain-14 (1:14~++20220123085548+abc-1) unstable; urgency=medium",
        "write to the Free Software Foundation, Inc., 51 Franklin Street, Fifth Floor, Boston, MA 02110-1301",
        "# Free Software Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA\n# 02110-1301  USA",
        "NOTICE TO USER: Carefully read the following legal agreement.",
        "Account name: Account number",
        "self.password = password",
    ],
)
def test_programs_and_licences_hold_no_hosts_accounts_or_addresses(find, text: str) -> None:
    assert not set(find(text, "prose")) - {"PERSON"}


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Dump of 192.0.2.17. 5 packets", "IP_ADDRESS"),
        ("user: rberg77 logged in", "USERNAME"),
        ("password = hunter22", "PASSWORD"),
        ("+20 2 2012 3085", "PHONE_NUMBER"),
        ("Foundation visitors stay at 51 Franklin Street, Boston, MA 02110-1301", "STREET_ADDRESS"),
    ],
)
def test_hosts_accounts_and_addresses_next_to_them_are_found(find, text: str, entity: str) -> None:
    assert entity in find(text, "prose")


def test_options_are_undocumented_and_people_too(find) -> None:
    assert "SENSITIVE_TRAIT" not in find("This undocumented option is for tests; others are documented.")
    assert "SENSITIVE_TRAIT" in find("Ana Ruiz, 34. Client is undocumented and fears her employer.")
