"""Names that stand for anybody, and specimens that somebody filled in."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Kunde: Max Mustermann\nMusterstraße 12\n12345 Musterstadt\n",
        "DNI: 00000000A\nTel. 0000 000000\n",
    ],
)
def test_placeholders_of_specimens_hold_no_person(find, text: str) -> None:
    assert not {"PERSON", "STREET_ADDRESS", "NATIONAL_ID", "PHONE_NUMBER"} & set(find(text, "prose"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SPECIMEN: urine\nName: Hannah Lindqvist\nCollected: 9:30\n", "Hannah Lindqvist"),
        ("WZÓR DO WYPEŁNIENIA\nImię i nazwisko: Jan Kowalski\n", "Jan Kowalski"),
        ("SPECIMEN, form filled in on the ward\nName: Hannah Lindqvist\n", "Hannah Lindqvist"),
        ("Sample 14\nName: Hannah Lindqvist\nPlease fill in the back.\n", "Hannah Lindqvist"),
        ("Name: Hannah Lindqvist\nSee the specimen on how to fill in the form.\n", "Hannah Lindqvist"),
        ("Muster 3 zu § 12\nName: Hannah Lindqvist\nBitte ausfüllen.\n", "Hannah Lindqvist"),
    ],
)
def test_what_a_specimen_is_of_and_a_form_to_fill_in_hold_people(find, text: str, name: str) -> None:
    assert name in find(text, "prose")["PERSON"]
