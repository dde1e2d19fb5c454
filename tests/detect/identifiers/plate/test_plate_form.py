"""What a text must have for a plate of some country's form follows from the forms."""

from __future__ import annotations

import random
import re

import pytest

from pii_sweep.detect.identifiers.plate import license_plate, plate_form, stated_plate
from tests.detect.text.pattern.test_gate import samples

WHOLE = re.compile(rf"(?:{plate_form.any_of(plate_form.OWN)}|{plate_form.any_of(plate_form.COMMON)})")


@pytest.mark.parametrize("country", sorted(plate_form.join_forms()))
def test_every_form_of_a_country_passes_what_is_asked_of_a_text_first(country: str) -> None:
    plates = [text for text in samples(plate_form.join_forms()[country]) if WHOLE.fullmatch(text)]
    assert plates
    for plate in plates:
        assert plate_form.may_be_in(f"the car {plate} stood there"), plate
        assert plate_form.may_end_line(f"Kenteken: {plate}\n"), plate
        assert plate_form.may_end_line(f"plate\n{plate}"), plate


def test_a_state_next_to_a_plate_passes_what_is_asked_of_a_text_first() -> None:
    draw = random.Random(1)
    for _ in range(300):
        state = draw.choice(("OH", "NSW", "Ohio", "New South Wales", "IL"))
        plate = draw.choice(("4471 882", "KTR 5521", "77 214", "8TRK204", "12-3456"))
        for text in (
            f"plate {state}{draw.choice((' ', '   ', ' - ', ': '))}{plate}",
            f"tag {plate}, {state}",
        ):
            assert stated_plate.may_adjoin_state(text), text
        assert stated_plate.may_adjoin_state(f"her van ({plate} ({state}))")


def test_a_text_without_figures_or_words_for_a_plate_has_none() -> None:
    assert not plate_form.may_be_in("We met on 5 May 2020, at 17:30.")
    assert not list(license_plate.find("The car was red. No plate was seen."))
