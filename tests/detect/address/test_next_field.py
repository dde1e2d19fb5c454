"""What ends an address on its line: labels of other fields, and numbers of a form of their own."""

from __future__ import annotations

import pytest

from pii_sweep.detect.address import next_field


@pytest.mark.parametrize(
    ("address", "behind"),
    [
        ("4812 Alder Street,city=Fresno,st=CA,zip=93701", "], ssn=417-36-2290"),
        ("4812 Alder Street city=Fresno state=CA zip=93701", " ssn=417362290"),
        ("4812 Alder Street', 'Fresno', 'CA', '93701", "', '417-36-2290'"),
        ("4812 Alder Street, Fresno, CA 93701", ", 559-555-0142"),
        ("4812 Alder Street, Fresno, CA 93701", ";card=4111-1111-1111-1111"),
        ("4812 Alder Street", "\n6/14/25, 9:05 PM - Ines: on my way home"),
        ("4812 Alder Street, Fresno", "\n[21:05:11] agent: noted, thank you"),
    ],
)
def test_an_address_ends_before_a_number_of_its_own_form_or_label(address: str, behind: str) -> None:
    text = address + behind
    assert next_field.find_next(text, 0, len(text)) == len(address)
    assert next_field.find_next(text, 0, len(text) - 5) == len(address)


@pytest.mark.parametrize(
    "text",
    ["4812 Alder Street, Unit 12-34, Fresno, CA 93701-4417", "street=48 Alder Street city=Fresno zip=93701"],
)
def test_codes_units_and_keys_of_an_addresss_parts_stay_in_it(text: str) -> None:
    assert next_field.find_next(text, 0, len(text)) == len(text)
