"""Rows under heads, items of lists and running text under short headers are read as what they are."""

from __future__ import annotations

import pytest

from pii_sweep.types import Detection, Passage, Table


def test_short_messages_in_a_log_leave_their_column_running_text(detector, place) -> None:
    rows = (
        ("10:01", "login ok"),
        ("10:02", "cache miss"),
        ("10:03", "mailed the voucher to ada.lind@example.org"),
        ("10:04", "order KV-2041755 was charged"),
    )
    found = [
        (item.entity, item.value) for item in detector.examine([Table(place, ("time", "msg"), rows)])
        if isinstance(item, Detection)
    ]  # fmt: skip
    assert found == [("EMAIL_ADDRESS", "ada.lind@example.org"), ("ORDER_ID", "KV-2041755")]


def test_a_head_of_births_and_passports_indicates_every_row_below(find) -> None:
    found = find(
        "Lodger  Born  Passport no.  Room\nAda Lindberg  03/04/1971  X60112233  4\n"
        "Karl Horvat  11/12/1980  402118844  5\nPetra Novak  07/08/1992  331770021  6\n\nHost: none"
    )
    assert found["DATE_OF_BIRTH"] == ["03/04/1971", "11/12/1980", "07/08/1992"]
    assert found["US_PASSPORT"] == ["X60112233", "402118844", "331770021"]


def test_labels_before_tabs_keep_their_values_below_sentences_with_figures(find) -> None:
    found = find(
        "We offer you 52,000 a year from 4 May.\nCall 512-636-0100 with questions.\n"
        "Name\tAda Lindberg\nDate of birth\t03/04/1991\nSignature",
        layout="prose",
    )
    assert found["DATE_OF_BIRTH"] == ["03/04/1991"]


def test_a_label_of_birth_apart_from_the_only_date_on_a_line_is_answered_by_it(find) -> None:
    assert find("Ada Lindberg\n\nBorn\n\nShort deploys.\n\n24 May 1985\n\nOslo")["DATE_OF_BIRTH"] == [
        "24 May 1985"
    ]
    assert "DATE_OF_BIRTH" not in find("Born\n\nMoved on\n24 May 1985\n\nSigned\n3 May 2020")


def test_a_grid_has_the_date_behind_somebodys_name(find) -> None:
    found = find("Member: Date of birth\nADA LINDBERG: 03/04/1991", layout="fields")
    assert found["DATE_OF_BIRTH"] == ["03/04/1991"]


def test_each_item_of_a_list_of_orders_has_its_own_amount(find) -> None:
    found = find(
        "Taken by phone\n\n1) Ada Lindberg wants the lamp. Total with delivery $755.00.\n\n"
        "2) customer Horvat, Karl. pays $219.18 with 4111-1111-1111-1111 cvv 949\n\n"
        "3) Petra Novak wants the rug. Total with delivery $59.95, sec code 369 for the card.",
        layout="prose",
    )
    assert found["ORDER_VALUE"] == ["$755.00", "$219.18", "$59.95"]
    assert found["CREDIT_CARD_CODE"] == ["949", "369"]
    assert "Horvat, Karl" in found["PERSON"]


def test_the_rows_of_one_invoice_are_no_orders(find) -> None:
    found = find("1. Mug $12.00\n2. Bowl $30.00\n3. Jug $8.00\nOrder total $50.00")
    assert found["ORDER_VALUE"] == ["$50.00"]


def test_numbers_written_like_two_known_orders_are_orders(detector, place) -> None:
    texts = (
        "The invoice for KV-2041755 never came.",
        "Order KV-2041801 is late.",
        "Please change the card on KV-2041990, see ticket KV-3000111.",
    )
    found = detector.examine([Passage(text, place, (), "prose") for text in texts])
    assert [item.value for item in found if item.entity == "ORDER_ID"] == [
        "KV-2041755",
        "KV-2041801",
        "KV-2041990",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He came without a receipt, total per system $72.50, credit given.", "$72.50"),
        ("Charges posted at checkout: **$337.60** (card)", "$337.60"),
        ("It was the yearly plan. $2,277.50 charged on order KV-2131720, not twice.", "$2,277.50"),
        ("She pays $48.10 with Visa when she calls.", "$48.10"),
    ],
)
def test_an_amount_is_recognized_by_how_it_was_charged(find, text: str, value: str) -> None:
    assert find(text, "prose")["ORDER_VALUE"] == [value]


def test_what_somebody_pays_by_the_hour_is_no_order(find) -> None:
    assert "ORDER_VALUE" not in find("The job pays $20 an hour with Visa sponsorship.", "prose")


@pytest.mark.parametrize(
    "text", ["Tel. +49\n(0)40 4192283, Fax", "Tel. 0221 /\n2914760", "ring me, (402)\n555-0199 at night"]
)
def test_a_telephone_number_goes_on_over_a_lines_end(find, text: str) -> None:
    assert len(find(text, "prose")["PHONE_NUMBER"]) == 1


def test_a_licence_is_read_with_whose_it_is(find) -> None:
    found = find("State license no. of the owner: L442-5709-5151 (IL)")
    assert found["US_DRIVER_LICENSE"] == ["L442-5709-5151"]


def test_an_address_ends_before_the_line_of_a_telephone(find) -> None:
    found = find("Ada Lindberg\n118 Kookaburra Drive\nToowoomba QLD 4350\nm 0411 901 442 ada@example.org")
    assert found["STREET_ADDRESS"] == ["118 Kookaburra Drive\nToowoomba QLD 4350"]
    assert found["PHONE_NUMBER"] == ["0411 901 442"]
