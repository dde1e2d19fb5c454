"""What was charged for orders, below headers so short that they head sums of anything."""

from __future__ import annotations

import pytest

WHO = ("Ada Lindberg", "Karl Horvat", "Petra Novak")
SUMS = ("42.80", "119.00", "8.15")


@pytest.mark.parametrize(
    ("header", "values"),
    (
        *((one, SUMS) for one in ("sum", "tot", "ttl", "Wert", "valeur")),
        ("total_cents", ("4280", "11900", "815")),
    ),
)
def test_short_headers_of_sums_next_to_orders_are_what_was_charged(columns, header: str, values) -> None:
    rows = zip(("K-50417", "K-50418", "K-50420"), WHO, values, strict=True)
    assert columns(("order_no", "customer", header), *rows)[f"ORDER_VALUE@{header}"] == list(values)


@pytest.mark.parametrize("header", ("sum", "tot", "ttl", "Wert", "waarde"))
def test_the_same_headers_next_to_people_alone_may_be_of_anything(columns, header: str) -> None:
    assert f"ORDER_VALUE@{header}" not in columns(("name", header), *zip(WHO, SUMS, strict=True))
