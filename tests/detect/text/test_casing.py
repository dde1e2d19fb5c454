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
