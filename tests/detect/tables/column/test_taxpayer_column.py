"""Taxpayers' numbers of nine figures are people's next to their numbers, or where no firm has such ones."""

from __future__ import annotations

import pytest

PEOPLE = ("512328707", "552792503", "572782743", "568346294")
# None of them begins as a number that is given to employers.
NO_FIRMS = ("178346294", "496785112", "699854123", "284112233")
FIRMS = ("941775789", "352312457", "813443421", "201588553")


@pytest.mark.parametrize("header", ["Tax ID", "TIN", "govt_id", "government id", "taxpayer_no"])
@pytest.mark.parametrize("people", ["emp", "employee_id", "patient_no"])
def test_a_taxpayers_number_next_to_a_number_of_people_is_a_social_security_number(
    columns, people: str, header: str
) -> None:
    found = columns((people, header), *zip(("11", "12", "13", "14"), PEOPLE, strict=True))
    assert found[f"US_SSN@{header}"] == list(PEOPLE)
    assert f"NATIONAL_ID@{header}" not in found


@pytest.mark.parametrize("things", ["vendor_id", "supplier", "store_id", "customer_id", "employees", "id"])
@pytest.mark.parametrize("header", ["Tax ID", "TIN", "govt_id"])
def test_the_numbers_of_firms_are_no_social_security_numbers(columns, things: str, header: str) -> None:
    assert not columns((things, header), *zip(("11", "12", "13", "14"), FIRMS, strict=True))
    assert not columns((things, header), *zip(("11", "12", "13", "14"), PEOPLE, strict=True))


def test_numbers_that_begin_as_no_employers_do_are_peoples_under_any_other_column(columns) -> None:
    found = columns(("id", "tax_id"), *zip(("1", "2", "3", "4"), NO_FIRMS, strict=True))
    assert found == {"US_SSN@tax_id": list(NO_FIRMS)}


def test_numbers_of_firms_that_begin_with_nine_are_no_numbers_of_foreign_taxpayers(columns) -> None:
    firms = ("911288553", "952934494", "981275789", "943443421")
    assert not columns(("vendor_id", "tax_id"), *zip(("1", "2", "3", "4"), firms, strict=True))
    dashed = ("911-70-8553", "952-93-4494", "981-78-5789")
    found = columns(("id", "tax_id"), *zip(("1", "2", "3"), dashed, strict=True))
    assert found == {"US_ITIN@tax_id": list(dashed)}
