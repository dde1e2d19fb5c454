"""Numbers that called and were called, among the extensions of a house."""

from __future__ import annotations

import pytest

CALLERS = ('"Helen Marsh" <07468960062>', '"Fiona Macrae" <210>', '"B Pickering" <01903314687>')
ENDS = ("600", "02083578072", "01273761465")


def test_who_was_called_is_found_among_extensions_without_any_header(columns) -> None:
    found = columns((), *zip(CALLERS, ENDS, ("ANSWERED", "NO ANSWER", "BUSY"), strict=True))
    assert found["PHONE_NUMBER@2"] == list(ENDS[1:])


@pytest.mark.parametrize("header", ["dst", "destination"])
def test_records_of_calls_are_known_by_two_headers(columns, header: str) -> None:
    rows = zip(ENDS, ("12", "80", "44"), ("ANSWERED", "NO ANSWER", "BUSY"), strict=True)
    assert columns((header, "billsec", "disposition"), *rows)[f"PHONE_NUMBER@{header}"] == list(ENDS[1:])


def test_counted_keys_and_numbers_of_other_tables_are_no_telephones(columns) -> None:
    keys = ("1707729202", "1707730493", "1707731846")
    assert "PHONE_NUMBER@2" not in columns((), *zip(CALLERS, keys, strict=True))
    assert "PHONE_NUMBER@dst" not in columns(("dst", "qty", "item"), *zip(ENDS, "123", "abc", strict=True))
