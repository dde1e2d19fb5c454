"""Numbers that firms have for value added tax."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.vat_number import is_vat_number

# Examples that tax offices publish, and numbers of large firms.
NUMBERS = (
    *("DE136695976", "FR11999999998", "FR 40 303265045", "IT00743110157", "BE0404616494", "ATU13585627"),
    *("ESA13585625", "GB980780684", "DK13585628", "FI20774740", "LU15027442", "DE 811.907.980"),
)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_with_its_check_digits_is_a_firms(number: str) -> None:
    assert is_vat_number(number)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_whose_check_digits_do_not_hold_may_be_anyones(number: str) -> None:
    last = number[-1]
    assert not is_vat_number(number[:-1] + str((int(last) + 1) % 10))
    assert not is_vat_number(number[:-1]) and not is_vat_number(number + "0")


@pytest.mark.parametrize(
    "number", ["ES12345678Z", "PL5260250274", "SE198010109999", "NL123456782B01", "136695976"]
)
def test_numbers_of_people_may_be_in_those_of_other_countries(number: str) -> None:
    assert not is_vat_number(number)
