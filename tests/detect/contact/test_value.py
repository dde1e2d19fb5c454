"""What a telephone, a mailbox or a postal address says of its owner by itself."""

from __future__ import annotations

import pytest

from pii_sweep.detect.contact import value
from pii_sweep.detect.text.candidate import Hit


def describe(entity: str, text: str, *more: Hit) -> dict[str, float]:
    return value.describe(Hit(entity, 0, len(text.split("|", maxsplit=1)[0]), 0.9, "x"), text, more)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("800-347-6120", "number free"),
        ("+44 7911 123456", "number mobile"),
        ("+49 30 227 32152", "number fixed"),
        ("12", "number unknown"),
    ],
)
def test_a_numbering_plan_says_what_a_number_is(number: str, name: str) -> None:
    assert describe("PHONE_NUMBER", number)[name] == 1


def test_a_toll_free_number_and_a_switchboard_are_described_so() -> None:
    assert describe("PHONE_NUMBER", "0800 555 000")["free"] == 1
    assert describe("PHONE_NUMBER", "+49 30 227 32-0")["switchboard"] == 1
    assert describe("PHONE_NUMBER", "218-347-6120")["switchboard"] == 0


def test_a_mailbox_at_a_public_host_with_a_given_name_is_described_so() -> None:
    found = describe("EMAIL_ADDRESS", "maria.lopez@gmail.com")
    assert (found["public domain"], found["given name"], found["two words"]) == (1, 1, 1)


def test_a_mailbox_of_a_name_in_the_text_is_a_persons() -> None:
    text = "okonjo@works.org|Adaeze Okonjo"
    person = Hit("PERSON", text.index("Adaeze"), len(text), 0.9, "Person")
    assert describe("EMAIL_ADDRESS", text, person)["of a person"] == 1
    assert describe("EMAIL_ADDRESS", text)["of a person"] == 0


def test_an_address_with_a_suite_and_one_with_a_flat_differ() -> None:
    assert describe("STREET_ADDRESS", "410 Harbor Avenue, Suite 2")["suite"] == 1
    assert describe("STREET_ADDRESS", "88 Birchwood Lane Apt 2")["flat"] == 1
