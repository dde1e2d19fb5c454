"""Whether rows on a picture are a table of people."""

from __future__ import annotations

from pii_sweep.extract.page.picture_table_kind import holds_people

LABELS = ("name", "town", "member")


def test_a_column_of_people_is_filled_in_more_than_half_of_the_rows() -> None:
    rows = [("Ann Lee", "Leeds", "A-1"), ("Bo Diaz", "York", "A-2"), ("", "Bath", "A-3"), ("", "Hull", "A-4")]
    assert not holds_people(LABELS, rows)
    assert holds_people(LABELS, [*rows, ("Cy Rose", "Deal", "A-5")])
