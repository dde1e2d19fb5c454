from __future__ import annotations

from pii_sweep.extract.table.header_row import has_header


def test_a_header_may_repeat_a_name() -> None:
    header = ["Summary", "Issue key", "Reporter", "Comment", "Comment", "Comment"]
    assert has_header(
        [header, ["Login fails", "OPS-1", "Ana Berg", "fixed", "", ""], ["x", "y", "z", "", "", ""]]
    )


def test_a_row_of_data_that_repeats_values_is_no_header() -> None:
    rows = [["open", "date", "date"], ["open", "date", "x"], ["closed", "date", "date"]]
    assert not has_header(rows)
    assert not has_header([["0", "0", "name"], ["0", "1", "name"]])
