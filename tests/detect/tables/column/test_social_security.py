"""Social security numbers without hyphens and a header that says so, next to names; numbers in parts."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from pii_sweep.detect.tables.column.social_security import find_parted, join_parts
from pii_sweep.detect.tables.column_header import sampled

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


SSNS = ["219-07-4410", "471-52-0083", "530-18-7721", "118-09-3345", "362-77-0912", "645-20-1188"]
CARDS = ["4556737586899855", "5425233430109903", "4929421234600821", "4539578763621486", "4485275742308327"]


def kinds(header: str, rows: list[list[str]]) -> list[str]:
    return [column.kind for column in find_parted(sampled(header.split(","), rows))]


@pytest.mark.parametrize("header", ["n,ssn1,ssn2,ssn3", "n,a,b,c", "n,,,"])
def test_three_parts_of_social_security_numbers_are_one(header: str) -> None:
    rows = [[str(at), *number.split("-")] for at, number in enumerate(SSNS)]
    assert kinds(header, rows) == ["social security", *["social security goes on"] * 2]


def test_two_parts_need_headers_that_name_them() -> None:
    rows = [[number.replace("-", "")[:5], number[-4:]] for number in SSNS]
    assert len(kinds("ssn_first5,ssn_last4", rows)) == 2
    assert not kinds("block,lot", rows) and not kinds(",", rows)


def test_parts_of_parcels_and_sorted_numbers_are_none() -> None:
    rows = [number.split("-") for number in SSNS]
    assert not kinds("map,block,lot", rows)
    assert not kinds("a,b,c", sorted(rows))


def test_zeros_that_a_spreadsheet_dropped_come_back() -> None:
    parts = [["219", "471"], ["7", "5"], ["441", "83"]]
    assert join_parts("US_SSN", parts, (3, 2, 4)) == ["219-07-0441", "471-05-0083"]
    assert join_parts("US_SSN", [["219"], [""], ["4410"]], (3, 2, 4)) == [""]


@pytest.mark.parametrize("sizes", [(4, 4, 4, 4), (8, 8), (6, 10)])
def test_parts_of_cards_are_one_whatever_their_headers(sizes: tuple[int, ...]) -> None:
    rows = []
    for number in CARDS:
        at = 0
        rows.append([number[at : (at := at + size)] for size in sizes])
    assert kinds(",".join("qrst"[: len(sizes)]), rows) == ["card", *["card goes on"] * (len(sizes) - 1)]
    wrong = [[*row[:-1], f"{(int(row[-1]) + 1) % 10 ** sizes[-1]:0{sizes[-1]}}"] for row in rows]
    assert not kinds(",".join("qrst"[: len(sizes)]), wrong)


SPLIT = [number.split("-") for number in SSNS]


def test_cells_of_another_kind_among_parts_cost_no_number_and_are_searched_themselves(
    columns: Find,
) -> None:
    made = [(f"{100 + at}", f"{at % 90 + 10}", f"{9000 - at}") for at in range(500)]
    rows = [(f"{GIVEN[at % 5]} {FAMILY[at % 6]}", *parts) for at, parts in enumerate(made)]
    rows[450] = ("Ann Lee", "refused", "07", "4410")
    rows[451] = ("Ann Lee", "530-18-7722", "", "")
    found = columns(("name", "ssn1", "ssn2", "ssn3"), *rows)["US_SSN@ssn1"]
    assert len(set(found) & set(map("-".join, made))) == 498
    assert "530-18-7722" in found and len(found) == 499


DRAWN = [
    [str(DRAW.randrange(1000)), str(DRAW.randrange(100)), str(DRAW.randrange(10_000))] for _ in range(60)
]


@pytest.mark.parametrize("header", ["x,y,z", ",,", "a,b,c", "ss_total,ss_between,ss_within"])
def test_drawn_numbers_in_three_columns_are_no_parts(header: str) -> None:
    assert not kinds(header, DRAWN)


@pytest.mark.parametrize(
    "header",
    ["social_security_employee,social_security_employer", "ss_between,ss_within", "social a,social b"],
)
def test_amounts_of_social_security_and_sums_of_squares_are_no_parts(header: str) -> None:
    assert not kinds(header, [[f"{10_341 + 97 * at % 80_000}", f"{1_000 + 7 * at}"] for at in range(40)])


def test_parts_that_no_header_names_need_people(columns: Find) -> None:
    people = columns(("name", "a", "b", "c"), *((f"{GIVEN[at % 5]} Vance", *SPLIT[at]) for at in range(6)))
    assert people["US_SSN@a"] == SSNS
    things = columns(("part", "a", "b", "c"), *((f"bolt {at}", *SPLIT[at]) for at in range(6)))
    assert not any(key.startswith("US_SSN") for key in things)


@pytest.mark.parametrize(
    "header",
    [
        "ssn_area,ssn_group,ssn_serial",
        "SSNPart1,SSNPart2,SSNPart3",
        "Social Security 1,Social Security 2,Social Security 3",
    ],
)
def test_headers_that_name_each_part_need_none(columns: Find, header: str) -> None:
    headers = tuple(header.split(","))
    assert columns(headers, *SPLIT)[f"US_SSN@{headers[0]}"] == SSNS


@pytest.mark.parametrize("header", ["tax_id", "national id"])
def test_numbers_without_hyphens_are_of_the_kind_of_those_with_them(columns: Find, header: str) -> None:
    mixed = [
        value if at % 3 else f"{value[:3]}-{value[3:5]}-{value[5:]}" for at, value in enumerate(ISSUED[:9])
    ]
    assert read(columns, header, mixed) == mixed


def test_a_number_that_is_not_issued_leaves_the_kind_of_a_column_open(columns: Find) -> None:
    mixed = ["536-90-4399", "248-81-2230", "12-3456789", "98-7654321", "900112233", "000451123"]
    assert read(columns, "tax_id", mixed) in ([], mixed[:2])
