"""A column of names is judged by its table: people stand next to other things than cocktails do."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.column_header import Column, sampled
from pii_sweep.detect.tables.people import column_score
from pii_sweep.detect.tables.people.column_score import KEPT, Sheet

NAMES = ("Tom Collins", "Mary Pickford", "Rob Roy", "Shirley Temple", "Arnold Palmer", "Charlie Chaplin")


def share(header: tuple[str, str, str], second: tuple[str, ...], third: tuple[str, ...]) -> float:
    """Return the share that a table's first column of names gets."""
    samples = sampled(header, list(zip(NAMES, second, third, strict=True)))
    features = column_score.describe(samples[0], Sheet(samples, (), lambda values: 0.7))
    return column_score.judge("columns", NAMES, features)


@pytest.mark.parametrize(
    ("header", "second"),
    [
        (("Lifeboat", "Built", "Class"), ("1994", "2001", "2011", "1998", "2019", "2006")),
        (("Cultivar", "Height cm", "Pot"), ("90", "120", "80", "60", "140", "75")),
    ],
)
def test_names_next_to_prices_and_sizes_are_things(header, second) -> None:
    assert share(header, second, ("2 l", "4 l", "2 l", "6 l", "4 l", "2 l")) < KEPT


@pytest.mark.parametrize("header", [("Guest", "Table", "Diet"), ("Lent to", "Key", "Deposit")])
def test_the_same_names_under_a_word_for_somebody_are_people(header) -> None:
    second, third = ("1", "2", "3", "4", "5", "6"), ("10", "10", "20", "10", "none", "10")
    assert share(header, second, third) > KEPT


def test_a_column_that_the_score_speaks_against_yields_no_one(columns) -> None:
    roses = zip(
        NAMES,
        ("90", "120", "80", "60", "140", "75"),
        ("9.50", "8.00", "11.00", "7.50", "7.00", "9.00"),
        strict=True,
    )
    assert not any(key.startswith("PERSON") for key in columns(("Cultivar", "Height cm", "Price"), *roses))


def test_initials_behind_family_names_under_a_word_for_somebody_are_people(columns) -> None:
    rows = (("1", "Lindberg A."), ("2", "Horvat K."), ("3", "Novak P."), ("4", "Moreau C."))
    assert columns(("Woche", "Fahrer"), *rows)["PERSON@Fahrer"] == [name for _, name in rows]


@pytest.mark.parametrize(("kind", "kept"), [("NATIONAL_ID", True), ("ORDER_ID", False)])
def test_the_one_column_written_as_names_is_that_of_a_table_with_numbers_of_people(
    kind: str, kept: bool
) -> None:
    rows = [
        ("Gun-Britt Sjöqvarn", "1", "2"),
        ("Mehret Tesfalidet", "3", "4"),
        ("Pär-Anders Lövhamn", "5", "6"),
    ]
    samples = sampled(("grupp", "nr", "tel"), rows)
    decided = [
        Column(1, "nr", kind, 0.9, ("header:+",)),
        Column(2, "tel", "PHONE_NUMBER", 0.9, ("header:+",)),
    ]
    sheet = Sheet(samples, decided, lambda values: 0.0)
    found = column_score.keep_people(sheet, lambda of, values, features: 0.3)
    assert ("name" in {column.kind for column in found}) is kept
