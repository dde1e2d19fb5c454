from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii_sweep.detect.text import casing

FULL = "He broke off the leash once, without shaking. The injured volunteer is Sovann"


@pytest.mark.parametrize("rest", ["Chhim, sixteen shifts with us.", "Chhim.", "and others went home"])
def test_a_full_line_goes_on_in_the_next(rest: str) -> None:
    assert casing.unwrap_lines(f"{FULL}\n{rest}\n") == f"{FULL} {rest}\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{FULL}.\nChhim called again.",
        f"{FULL}\nAnna Meyer\n12 Main Street",
        f"{FULL}\n- Chhim, sixteen shifts",
        "Deliver to Sovann\nChhim, sixteen shifts with us.",
        "Sovann  Chhim  sixteen shifts  with the other people of the house\nChhim, sixteen shifts",
    ],
)
def test_lines_of_blocks_lists_and_columns_stay_apart(text: str) -> None:
    assert casing.unwrap_lines(text) == text


@given(st.text(alphabet="aB .,\n\t|", max_size=300))
def test_every_character_keeps_its_place(text: str) -> None:
    joined = casing.unwrap_lines(text)
    assert len(joined) == len(text)
    assert all(one == other or (one, other) == ("\n", " ") for one, other in zip(text, joined, strict=True))


@pytest.mark.parametrize(
    "after", ["1283 0366 as we agreed.", "1283 0366. Thank you", "1283 0366\nThank you", "1283 0366"]
)
def test_a_full_line_that_breaks_a_number_goes_on_in_the_next(after: str) -> None:
    line = "Please charge the balance to my card 4532 0151"
    assert casing.unwrap_numbers(f"{line}\n{after}").startswith(f"{line} {after[:4]}")


@pytest.mark.parametrize(
    "text",
    [
        "Card 4532 0151\n1283 0366 as we agreed",
        "TOTAL OF ALL GOODS ON THIS DELIVERY NOTE: 4532 0151\n1283 0366 AS",
        "what was sold to them in the month   4532  0151\n1283 0366 as we agreed",
        "| what was sold to them in the month | 4532 0151\n1283 0366 as we agreed",
        "all that was sold to them in the month: 4532 0151\n1283 Main Street",
        "You can reach the customer all day at the number 617 861 2671\n02118 is its code",
        "Vous pouvez la joindre toute la semaine au 01 42 68 53 00\n24 heures sur 24, sept jours",
        "You can reach her on her mobile at the number 0171 2345678\n0341 998877 is the office",
    ],
)
def test_numbers_of_short_lines_columns_and_addresses_stay_apart(text: str) -> None:
    assert casing.unwrap_numbers(text) == text


@given(st.text(alphabet="ab1 .\n", max_size=300))
def test_every_character_keeps_its_place_where_numbers_are_whole(text: str) -> None:
    joined = casing.unwrap_numbers(text)
    assert len(joined) == len(text)
    assert all(one == other or (one, other) == ("\n", " ") for one, other in zip(text, joined, strict=True))
