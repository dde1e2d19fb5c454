"""Numbers of social insurance and tax that authorities print as samples hold, one digit changed does not."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.national import insurance

SAMPLES = [
    (insurance.argentina, "20123456786"),
    (insurance.brazil_insurance, "12056412547"),
    (insurance.moldova, "2002004012345"),
    (insurance.portugal_insurance, "11234567892"),
    (insurance.slovenia_tax, "50223054"),
    (insurance.spain_insurance, "281234567840"),
]


def _complete(holds, number: str) -> str:
    """Return a number whose last figures are those that hold."""
    size = 2 if holds is insurance.spain_insurance else 1
    ends = (f"{one:0{size}}" for one in range(10**size))
    return next(number[:-size] + end for end in ends if holds(number[:-size] + end))


@pytest.mark.parametrize(("holds", "number"), SAMPLES)
def test_one_end_holds_and_a_changed_figure_does_not(holds, number) -> None:
    good = _complete(holds, number)
    changed = good[:4] + str((int(good[4]) + 1) % 10) + good[5:]
    assert holds(good) and not holds(changed)


def test_argentina_prints_this_number_of_a_taxpayer() -> None:
    assert insurance.argentina("20055361682")


def test_slovenia_prints_this_number_of_a_taxpayer() -> None:
    assert insurance.slovenia_tax("50223054")


def test_a_womans_month_is_raised_in_quebec() -> None:
    assert insurance.quebec("TREM59531207") and insurance.quebec("GAUT12530907")
    assert not insurance.quebec("TREM59991299")


def test_a_womans_day_is_raised_in_sri_lanka() -> None:
    assert insurance.sri_lanka("856543210V") and insurance.sri_lanka("198515400321")
    assert not insurance.sri_lanka("854003210V")


@pytest.mark.parametrize(
    ("place", "there"), [("0101", True), ("2201", True), ("0100", False), ("2301", False)]
)
def test_a_number_of_guatemala_names_a_department_and_a_municipality(place: str, there: bool) -> None:
    assert insurance.guatemala(f"234567899{place}") == there


def test_a_day_that_does_not_exist_is_no_birth() -> None:
    assert not insurance.kuwait("284023112345") and not insurance.uzbekistan("33102851234567")
    assert not insurance.luxembourg("1985023112345")
