"""Cells of columns that no rule decides as a whole: several values of what the header names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Columns = Callable[..., dict[str, list[str]]]
PAIRS = [("512328707", "517111104"), ("552792503", "517458814"), ("572782743", "509637338")]


@pytest.mark.parametrize(
    "written", ["{};{}", "{}|{}", "{}/{}", "{}, {}", "[{}, {}]", "H:{} W:{}", "{} and {}", '["{}","{}"]']
)
@pytest.mark.parametrize("header", ["ssn", "ssns", "SocSec"])
def test_each_of_several_numbers_in_a_cell_is_what_the_header_names(
    columns: Columns, written: str, header: str
) -> None:
    rows = [(str(at), written.format(*pair)) for at, pair in enumerate(PAIRS)]
    found = columns(("household", header), *rows)
    assert sorted(found[f"US_SSN@{header}"]) == sorted(number for pair in PAIRS for number in pair)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("lots", "{};{}"),
        ("ssn", "{} of {} parcels were weighed"),
        ("ssn", "{};12"),
        ("serial numbers", "{}|{}"),
    ],
)
def test_numbers_of_something_else_stay_none(columns: Columns, header: str, cell: str) -> None:
    rows = [(str(at), cell.format(*pair)) for at, pair in enumerate(PAIRS)]
    assert not any(kind.startswith("US_SSN") for kind in columns(("item", header), *rows))


@pytest.mark.parametrize("header", ["spouse_soc", "SOC SEC NO", "emp_soc_no", "ssns by customer"])
def test_a_shortened_header_names_social_security_numbers(columns: Columns, header: str) -> None:
    rows = [(str(at), pair[0]) for at, pair in enumerate(PAIRS)]
    assert len(columns(("emp", header), *rows)[f"US_SSN@{header}"]) == len(PAIRS)


def test_a_shortened_header_names_births(columns: Columns) -> None:
    rows = [(str(at), f"{at + 1}/15/6{at}") for at in range(4)]
    assert len(columns(("emp", "mbr_brth_dt"), *rows)["DATE_OF_BIRTH@mbr_brth_dt"]) == 4


def test_several_licences_are_drivers_only_where_the_header_says_so(columns: Columns) -> None:
    rows = [("MIT;2.0", "tray"), ("A1234567;B2345678", "lid"), ("A1234568;B2345679", "box")]
    assert not any(kind.startswith("US_DRIVER_LICENSE") for kind in columns(("license", "product"), *rows))
    found = columns(("drivers license", "car"), *rows)
    assert "B2345678" in found["US_DRIVER_LICENSE@drivers license"]
