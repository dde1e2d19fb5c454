"""Cards on magnetic stripes, in groups that other signs part, and next to letters."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("mark", ["%", ""])
def test_the_first_track_of_a_stripe_is_a_card_and_its_holder(find, mark: str) -> None:
    found = find(f"{mark}B4111111111111111^CASTLEMAN/ROSALIND^29121010000012300000000?", "prose")
    assert found["CREDIT_CARD"] == ["4111111111111111"]
    assert len(found["PERSON"]) == 1


def test_the_second_track_of_a_stripe_is_a_card(find) -> None:
    assert find(";4111111111111111=29121010000012300000?", "prose")["CREDIT_CARD"] == ["4111111111111111"]


@pytest.mark.parametrize("sign", [".", "/", "_", "·", " – "])
def test_groups_of_four_that_one_sign_parts_are_a_card(find, sign: str) -> None:
    number = sign.join(("4111", "1111", "1111", "1111"))
    assert find(f"he paid by card {number}", "prose")["CREDIT_CARD"] == [number]
    assert find(f"Card number: {number}", "prose")["CREDIT_CARD"] == [number]


@pytest.mark.parametrize("sign", [".", "_"])
def test_groups_of_one_number_are_a_card_without_a_label(find, sign: str) -> None:
    number = sign.join(("4111", "1111", "1111", "1111"))
    assert find(number, "prose")["CREDIT_CARD"] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Delivery districts: 4051 · 4052 · 4053 · 4058", "Fits 4000/4050/4100/4345.",
        "Debit by quarter: 4500,4600,4700,4802", "Credit notes | 4500 | 4600 | 4700 | 4802",
        "Gift card values: 4500,4600,4700,4802", "boards 4051.4052.4053.4058",
    ],
)  # fmt: skip
def test_values_of_a_list_are_no_card(find, text: str) -> None:
    assert "CREDIT_CARD" not in find(text, "prose")


@pytest.mark.parametrize("number", ["4111.1111.1111.1112", "9111.1111.1111.1111", "1.4111.1111.1111.1111"])
def test_groups_that_are_no_card_are_left_out(find, number: str) -> None:
    assert "CREDIT_CARD" not in find(number, "prose")


@pytest.mark.parametrize("sign", [",", "|", " | ", "\t"])
def test_cells_of_a_row_are_a_card_behind_its_label_alone(find, sign: str) -> None:
    number = sign.join(("4111", "1111", "1111", "1111"))
    assert "CREDIT_CARD" not in find(f"spare parts\n{number}", "prose")
    assert find(f"Card number: {number}", "prose")["CREDIT_CARD"] == [number]


@pytest.mark.parametrize(
    "text", ["Card: A4111111111111111", "card4111111111111111x", "cvv 123 pan_4111111111111111"]
)
def test_a_letter_may_touch_a_card_where_a_word_for_cards_stands_near(find, text: str) -> None:
    assert find(text, "prose")["CREDIT_CARD"] == ["4111111111111111"]


@pytest.mark.parametrize("text", ["lot x4111111111111111 moved", "Card: a4111111111111111f9 hash"])
def test_a_code_with_letters_is_no_card(find, text: str) -> None:
    assert "CREDIT_CARD" not in find(text, "prose")
