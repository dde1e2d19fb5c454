"""Check digits of national numbers."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.national import check


@pytest.mark.parametrize(
    ("number", "holds"),
    [
        ("86095742719", True),  # the example of the Federal Central Tax Office: one figure twice
        ("86095742718", False),
        ("11234567890", True),
        ("11123456786", True),  # one figure thrice
        ("11224567894", False),  # two figures twice, although the check digit holds
        ("01234567896", False),  # no figure twice
        ("11112345678", False),  # one figure four times
    ],
)
def test_a_german_tax_number_repeats_one_figure_alone(number: str, holds: bool) -> None:
    assert check.german_tax(number) is holds


@pytest.mark.parametrize(
    ("number", "holds"),
    [
        ("12345601552016100021102000334431", True),
        ("12345601552016100021102000334432", False),  # another last figure
        ("12345601552016100021102000334331", False),  # another first check digit
        ("12345601559016100021102000334431", False),  # a year that was not yet
    ],
)
def test_a_number_of_brazil_s_registers_has_two_check_digits(number: str, holds: bool) -> None:
    assert check.brazilian_register(number) is holds
