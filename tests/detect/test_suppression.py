"""Allow lists count what they take out, and what only a pattern took out by itself."""

from __future__ import annotations

from collections import Counter

from pii_sweep.config import Allow
from pii_sweep.detect.suppression import Allowed, compile_lists
from pii_sweep.types import Cells, Detection, Note, ObjectRef, Rows, Where

WHERE = Where(ObjectRef("b", "k"))
LISTS = Allow(exact=("Ada Quill",), patterns=(r"[A-Z]\w+ Quill", r"\d+"), merchants=("Quill & Sons",))


def counts(allowed: Allowed, *found: Detection | Rows) -> tuple[int, Counter[str]]:
    """Return how many items passed, and the notes by measure."""
    items = list(allowed.pass_on(found, WHERE))
    notes = Counter({item.measure: item.amount for item in items if isinstance(item, Note)})
    return len(items) - len(notes), notes


def detected(value: str) -> Detection:
    return Detection("PERSON", value, WHERE, 0.9, 0, len(value), "test")


def test_a_value_that_a_list_names_is_not_counted_for_the_pattern_it_fits_too() -> None:
    passed, notes = counts(
        compile_lists(LISTS), *map(detected, ("Ada Quill", "Bo Quill", "Quill & Sons", "Bo Stone"))
    )
    assert (passed, notes) == (1, Counter(suppressed=3, by_pattern=1))


def test_cells_of_a_column_are_counted_one_by_one() -> None:
    cells = Cells("PERSON", ("Ada Quill", "Bo Quill", "", "Bo Quill", "Bo Stone"))
    rows = Rows(WHERE, 1, (cells,))
    assert counts(compile_lists(LISTS), rows) == (1, Counter(suppressed=3, by_pattern=2))


def test_without_patterns_none_is_counted_for_them() -> None:
    assert counts(compile_lists(Allow(exact=("Ada Quill",))), detected("Ada Quill")) == (
        0,
        Counter(suppressed=1),
    )


def test_a_merchant_s_name_is_no_person_and_stays_what_else_it_is() -> None:
    lists = compile_lists(LISTS)
    assert lists.holds("PERSON", "Quill & Sons")
    assert not lists.holds("USERNAME", "Quill & Sons")
