"""Which findings of an undecided column stand, by the counts of what its values hold."""

from __future__ import annotations

from typing import Any

import pytest

from pii_sweep.detect.tables.cell.plausibility import Evidence
from pii_sweep.detect.tables.column_header import Sampled, plain_header
from pii_sweep.detect.text.candidate import Hit

NAME = "Maria Gomez"
KNOWN = ("given_name:0.4", "surname:0.3")
SHOWN = (*KNOWN, "model:0.54")
UNSURE = ("name_like:0.3",)


def column(header: str = "customer") -> Sampled:
    return Sampled(0, header, plain_header(header), ())


def stands(reasons: tuple[str, ...], text: str = NAME, header: str = "customer", **counts: Any) -> bool:
    hit = Hit("PERSON", 0, len(NAME), 0.6, "test", reasons)
    return Evidence(**counts).holds(column(header), hit, text)


@pytest.mark.parametrize(
    ("reasons", "counts", "expected"),
    [
        (SHOWN, {"read": 20, "named": 3}, True),  # 15 % of the values
        (SHOWN, {"read": 20, "named": 2}, False),
        (SHOWN, {"read": 20, "named": 0, "reached": 1}, True),
        (SHOWN, {"read": 5, "named": 2}, True),  # of few values a third
        (SHOWN, {"read": 6, "named": 2}, False),
        (SHOWN, {"read": 7, "named": 2}, True),
        (SHOWN, {"rows": 25, "read": 8, "named": 2}, True),  # of values that come again a quarter
        (SHOWN, {"rows": 25, "read": 8, "named": 1}, False),
        (SHOWN, {"rows": 24, "read": 8, "named": 2}, True),
        (KNOWN, {"read": 20, "named": 3}, True),
        (KNOWN, {"read": 20, "named": 3, "guessed": 1}, False),
        (KNOWN, {"read": 20, "named": 10, "guessed": 10}, True),  # half of them
        (KNOWN, {"read": 21, "named": 10, "guessed": 8}, False),
        (KNOWN, {"read": 20, "named": 3, "guessed": 1, "reached": 1}, True),
        (UNSURE, {"read": 4, "named": 2, "guessed": 1}, True),
        (UNSURE, {"read": 4, "named": 2, "guessed": 2}, False),
        (UNSURE, {"read": 2, "named": 1}, False),  # the one is not enough
        (UNSURE, {"read": 5, "named": 2}, False),
    ],
)
def test_a_name_that_is_the_whole_cell_needs_others_in_its_column(
    reasons: tuple[str, ...],
    counts: dict[str, int],
    expected: bool,  # noqa: FBT001
) -> None:
    assert stands(reasons, **counts) is expected


def test_a_name_within_a_cell_needs_fewer_and_in_a_sentence_none() -> None:
    assert stands(SHOWN, f"{NAME} blue mug", read=20, named=1)
    assert stands(UNSURE, f"{NAME} blue mug", read=6, named=2)
    assert not stands(UNSURE, f"{NAME} blue mug", read=7, named=2)
    assert stands(UNSURE, f"{NAME} has sent the blue mug back", read=20)
    assert not stands(UNSURE, f"{NAME} has sent it", read=20)
    assert stands(("label:0.3",), f"{NAME} blue mug", read=20)


def holds(entity: str, text: str, header: str = "value", end: int | None = None, **counts: Any) -> bool:
    hit = Hit(entity, 0, len(text) if end is None else end, 0.6, "test", ("shape:0.6",))
    return Evidence(**counts).holds(column(header), hit, text)


def test_a_mailbox_in_every_row_next_to_people_s_own_is_the_house_s() -> None:
    assert not holds("EMAIL_ADDRESS", "shop@example.com", mailed=True, values=1, rows=5)
    for counts in ({"mailed": True, "rows": 4}, {"rows": 5}):
        assert holds("EMAIL_ADDRESS", "shop@example.com", values=1, **counts)
    assert holds("EMAIL_ADDRESS", "shop@example.com", mailed=True, values=2, rows=5)


def test_check_digits_that_few_numbers_pass_are_passed_by_chance() -> None:
    card = "4111111111111111"
    assert not holds("CREDIT_CARD", card, values=20, numbers=20, checked=5)
    for numbers, checked in ((20, 6), (19, 5), (20, 1)):  # three of ten pass, few numbers, a single one
        assert holds("CREDIT_CARD", card, values=20, numbers=numbers, checked=checked)
    assert holds("CREDIT_CARD", f"{card} paid by Maria", end=16, values=20, numbers=20, checked=5)


def test_a_number_among_those_that_were_given_to_no_one_stands_under_its_header_alone(columns) -> None:
    rows = [(f"A{n}", f"000-{n + 20}-4839") for n in range(8)] + [("A9", "536-22-8743")]
    assert columns(("ref", "ssn"), *rows) == {"US_SSN@ssn": ["536-22-8743"]}
    assert columns(("ref", "lot"), *rows) == {}


def test_one_version_of_four_numbers_in_every_row_is_no_host() -> None:
    assert not holds("IP_ADDRESS", "2.4.11.7", "fw", values=1, rows=40)
    assert holds("IP_ADDRESS", "93.184.216.34", "client", values=1, rows=40)
    assert holds("IP_ADDRESS", "2.4.11.7", "client", values=1, rows=1)


def test_the_founders_in_the_names_of_companies_are_no_people(columns) -> None:
    firms = ("WILSON BAILEY HOLMES-OVCON LTD", "THOMAS MEADOWS & CO LTD", "HENRY POOLE SHIPPING PLC")
    assert "PERSON@CompanyName" not in columns(("CompanyName", "Status"), *zip(firms, "abc", strict=True))


PLACES = ("3401 Kongsvinger", "3403 Hamar", "3405 Lillehammer", "3411 Ringsaker", "3412 Nes")


@pytest.mark.parametrize("header", ["region", "kommune", "Landkreis", "local_authority", "geo name", "район"])
def test_a_place_behind_its_number_is_no_street(columns, header: str) -> None:
    assert columns((header, "2023", "2024"), *((place, "8134", "8107") for place in PLACES)) == {}


def test_numbers_counted_up_in_a_column_are_no_social_security_numbers(columns) -> None:
    rows = [(f"25{3 + n % 2}.0{1 + n % 2}.{n:04}", "Transpalet", "DEPO") for n in range(1, 13)]
    assert columns(("Kodu", "Açıklaması", "Özel Kodu"), *rows) == {}


def test_social_security_numbers_without_a_word_for_them_stay(columns) -> None:
    numbers = ("219-45-3307", "531-22-1904", "402-61-7735", "118-50-2246", "655-13-9021")
    found = columns(("a", "b"), *((number, "x") for number in numbers))
    assert found["US_SSN@a"] == list(numbers)


def test_numbers_among_longer_ones_and_some_never_issued_are_of_parts(columns) -> None:
    numbers = (
        "219-45-3307",
        "689-98-1497A",
        "131-93-8183-02",
        "402-61-7735",
        "992-10-3225A",
        "491-78-1656-02",
    )
    assert columns(("c1", "attr"), *((number, "TARP") for number in numbers)) == {}
    dependants = (*numbers[:4], "592-10-3225A", "491-78-1656-02")  # each of them issued
    assert "US_SSN@c1" in columns(("c1", "attr"), *((number, "x") for number in dependants))
    taxpayers = ("219-45-3307", "402-61-7735", "982-71-3225", "992-10-3225")
    assert "US_SSN@c1" in columns(("c1", "attr"), *((number, "x") for number in taxpayers))


def test_a_name_in_a_script_without_blanks_stands_in_a_note_with_a_telephone(columns) -> None:
    notes = ["不在時は山本美咲様 090-7222-6320へ連絡", "", "受取は高橋美咲さんまで"] * 4
    rows = [(f"EC-{at}", "煎茶", note) for at, note in enumerate(notes)]
    found = columns(("管理番号", "品名", "記事"), *rows)
    assert "山本美咲" in {value for key, values in found.items() if "PERSON" in key for value in values}
    rows = [(f"EC-{at}", "煎茶", "高橋さんのお茶" * bool(at % 3)) for at in range(12)]
    assert not any("PERSON" in key for key in columns(("管理番号", "品名", "記事"), *rows))
