"""Forms filled in as a specimen, and names that stand for anybody."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.name_confusion import specimen


@pytest.mark.parametrize(
    "text",
    [
        "SPECIMEN - how to fill in this form\nName: JANE SAMPLE\nAddress: 1 Any Street, Anytown\n",
        "EJEMPLO. No rellenar.\nNombre: Juan\nApellidos: Pérez Ejemplo\n",
        "WZÓR WYPEŁNIENIA\nImię: Jan\nNazwisko: Kowalski\n",
        "ОБРАЗЕЦ ЗАПОЛНЕНИЯ\nФамилия: Иванов\nИмя: Иван\n",
        "VOORBEELD, niet invullen\nNaam: Jansen\nVoornaam: Jan\nHandtekening: J. Jansen\n",
        "Kunde: Max Mustermann\nMusterstraße 12\n12345 Musterstadt\n",
        "DNI: 00000000A\nTel. 0000 000000\n",
    ],
)
def test_a_specimen_and_its_placeholders_hold_no_person(find, text: str) -> None:
    assert not {"PERSON", "STREET_ADDRESS", "NATIONAL_ID", "PHONE_NUMBER"} & set(find(text, "prose"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SPECIMEN: urine\nName: Hannah Lindqvist\nCollected: 9:30\n", "Hannah Lindqvist"),
        ("Sample 14\nName: Hannah Lindqvist\nPlease fill in the back.\n", "Hannah Lindqvist"),
        ("Name: Hannah Lindqvist\nSee the specimen on how to fill in the form.\n", "Hannah Lindqvist"),
        ("Muster 3 zu § 12\nName: Hannah Lindqvist\nBitte ausfüllen.\n", "Hannah Lindqvist"),
    ],
)
def test_what_a_specimen_is_of_and_a_numbered_form_hold_people(find, text: str, name: str) -> None:
    assert name in find(text, "prose")["PERSON"]


def test_a_heading_needs_words_of_filling_in() -> None:
    assert specimen.is_specimen("MUSTER\n\nMax Mustermann\nBitte nicht ausfüllen.")
    assert not specimen.is_specimen("MUSTER\n\nHannah Lindqvist\nBitte zurücksenden.")
