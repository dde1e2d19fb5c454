"""Social security numbers without hyphens and without a header that says so, next to names."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

Find = Callable[..., dict[str, list[str]]]
DRAW = random.Random(9)
AREAS = [area for area in range(1, 900) if area != 666]
ISSUED = [f"{DRAW.choice(AREAS):03}{DRAW.randint(1, 99):02}{DRAW.randint(1, 9999):04}" for _ in range(40)]
GIVEN, FAMILY = ("Ann", "Omar", "Ruth", "Daniel", "Eva"), ("Vance", "Stone", "Diaz", "Hale", "Okafor", "Lee")


def read(columns: Find, header: str, values: Sequence[str]) -> list[str]:
    rows = [(GIVEN[at % 5], FAMILY[at % 6], value, "Reno") for at, value in enumerate(values)]
    found = columns(("first", "last", header, "city"), *rows)
    return found.get(f"US_SSN@{header or 3}", [])


@pytest.mark.parametrize("header", ["", "col3", "value", "data 2"])
def test_many_numbers_that_are_never_what_is_not_issued_are_social_security_numbers(
    columns: Find, header: str
) -> None:
    assert read(columns, header, ISSUED) == ISSUED


@pytest.mark.parametrize("header", ["customer id", "order no", "account", "phone", "serial", "vat", "sku"])
def test_a_header_that_says_what_they_are_is_believed(columns: Find, header: str) -> None:
    assert not read(columns, header, ISSUED)


def aba(value: str) -> str:
    """Return a number with the district and the check digit of a bank's."""
    value = f"{DRAW.choice((*range(1, 13), *range(21, 33), *range(61, 73), 80)):02}{value[2:]}"
    total = sum(weight * int(figure) for weight, figure in zip((3, 7, 1) * 3, value[:8], strict=False))
    return f"{value[:8]}{-total % 10}"


NOT_ISSUED = {
    "few": ISSUED[:20],
    "random": [f"{DRAW.randrange(10**9):09}" for _ in range(40)],
    "in order": sorted(ISSUED),
    "counted": [str(204_117_300 + 7 * at) for at in range(40)],
    "of banks": [aba(value) for value in ISSUED],
    "telephones": [f"6{DRAW.randint(10_010_001, 99_999_999)}" for _ in range(40)],
    "repeated": ISSUED[:8] * 5,
}


@pytest.mark.parametrize("values", NOT_ISSUED.values(), ids=NOT_ISSUED)
def test_numbers_of_another_kind_are_none(columns: Find, values: Sequence[str]) -> None:
    assert not read(columns, "ref", values) and not read(columns, "", values)


def test_numbers_without_a_zero_in_front_need_no_header_at_all(columns: Find) -> None:
    counted = [value if value[0] != "0" else f"1{value[1:]}" for value in ISSUED]
    assert not read(columns, "ref", counted)


def test_numbers_of_no_people_are_none(columns: Find) -> None:
    rows = [(value, "Reno") for value in ISSUED]
    assert "US_SSN@ref" not in columns(("ref", "city"), *rows)


@pytest.mark.parametrize(
    "header",
    [
        *("EESSN", "SUBSSN", "BORSSN", "CUSTSSN", "HRSSN", "EMPSS#", "Soc", "Soc.", "Soc #", "Fed ID"),
        *("Gov't ID", "Gov ID", "Taxpayer", "Seguro Social", "No. Seguro Social"),
    ],
)
def test_short_and_open_headers_of_numbers_that_are_all_issued_are_believed_next_to_people(
    columns: Find, header: str
) -> None:
    assert read(columns, header, ISSUED[:8]) == ISSUED[:8]


@pytest.mark.parametrize("header", ["Fed ID", "Gov ID", "Taxpayer", "Soc"])
def test_under_an_open_header_numbers_of_firms_and_numbers_never_issued_are_none(
    columns: Find, header: str
) -> None:
    firms = [(f"{name} Logistics Inc", value) for name, value in zip(FAMILY, ISSUED, strict=False)]
    assert f"US_SSN@{header}" not in columns(("vendor", header), *firms)
    assert not read(columns, header, [*ISSUED[:6], "900123456", "987001234"])


def test_the_letters_of_a_file_before_all_its_fields_hide_none_of_them(columns: Find) -> None:
    header = ("CUNBR", "CUNAM", "CUSSN", "CUDOB", "CUPHN", "CUADR", "CUCTY", "CUSTE", "CUZIP")
    place = ("9165550142", "12 ELM ST", "FRESNO", "CA", "93704")
    rows = [
        (str(at), f"{FAMILY[at].upper()} {GIVEN[at].upper()}", ISSUED[at], f"0{at + 1}121971", *place)
        for at in range(5)
    ]
    found = columns(header, *rows)
    assert found["US_SSN@CUSSN"] == ISSUED[:5]
    assert len(found["DATE_OF_BIRTH@CUDOB"]) == 5 and len(found["PHONE_NUMBER@CUPHN"]) == 5
