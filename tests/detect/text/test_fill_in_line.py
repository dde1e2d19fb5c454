"""Lines to fill in and marks of emphasis are read as blanks of the same length."""

from __future__ import annotations

import pytest

from pii_sweep.detect.text.fill_in_line import blank_marks


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("SSN: __536-22-8749__", "US_SSN", "536-22-8749"),
        ("Card: ___4532 0151 1283 0366___", "CREDIT_CARD", "4532 0151 1283 0366"),
        ("E-mail: ___orla@mail.example___", "EMAIL_ADDRESS", "orla@mail.example"),
        ("Phone: ____020 7946 0321____", "PHONE_NUMBER", "020 7946 0321"),
        ("Steuer-ID: ______86095742719", "NATIONAL_ID", "86095742719"),
        ("Date of birth: _02/11/1979_   NI No: _CE447192B_", "DATE_OF_BIRTH", "02/11/1979"),
        ("Date of birth: _02/11/1979_   NI No: _CE447192B_", "NATIONAL_ID", "CE447192B"),
        ("The tenant moved in.\n\n**NI number:** CE447192B", "NATIONAL_ID", "CE447192B"),
        ("- **NI number**: CE447192B", "NATIONAL_ID", "CE447192B"),
        ("NI number: **CE447192B**", "NATIONAL_ID", "CE447192B"),
        ("NI number: `CE447192B`", "NATIONAL_ID", "CE447192B"),
        ("NI number           CE447192B", "NATIONAL_ID", "CE447192B"),
    ],
)
def test_a_value_between_marks_is_found_in_its_place(find, text: str, entity: str, value: str) -> None:
    assert value in find(text, "prose")[entity]


@pytest.mark.parametrize(
    "text",
    [
        'if __name__ == "__main__":',
        "self._id = other.__class__",
        "user joan_85 and joan_b_85",
        "Phone__c and a__b__c",
        "joan_lee@mail.example",
        "2 * 3 * 4 = 24",
        "4532 **** **** 0366",
        "a very **strong** word",
    ],
)
def test_marks_inside_names_and_masks_stay(text: str) -> None:
    assert blank_marks(text) == text


def test_places_stay_as_they_are() -> None:
    text = "Name: ____Orla Fennimore____  **Tel:** ___020 7946 0321___"
    assert blank_marks(text) == text.replace("_", " ").replace("*", " ")


def test_a_mailbox_may_end_in_the_mark_of_a_line() -> None:
    assert blank_marks("write to joan85_@mail.example") == "write to joan85_@mail.example"
