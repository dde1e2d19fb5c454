"""How the cells of delimited text are quoted."""

from __future__ import annotations

from pii_sweep.extract.table.quoting import find_escape, find_quote
from tests.extract.table.test_csv import tables


def test_a_mark_of_text_before_two_cells_of_a_row_quotes_none() -> None:
    rows = [f"{at},'1866189703{at},2023-11-19,Set,No:{at},',1" for at in range(9)]
    assert find_quote(["order,mobile,date,title,parcel,note,count", *rows], ",") == '"'
    (table,) = tables("a.csv", "\n".join(["order,mobile,date,title,parcel,note,count", *rows]).encode())
    assert table.rows[3] == ("3", "18661897033", "2023-11-19", "Set", "No:3", "'", "1")


def test_single_marks_around_cells_are_quotes_whatever_the_cells_hold() -> None:
    plain = [f"'{at}','Lindberg','Ulm'" for at in range(9)]
    assert find_quote(["id,name,town", *plain], ",") == "'"
    parted = [f"{at},'Lindberg, Ada','Ulm, Bayern'" for at in range(9)]
    assert find_quote(["id,name,town", *parted], ",") == "'"
    assert find_quote(['id,"name",town', *plain], ",") == '"'


def test_a_backslash_is_an_escape_only_before_what_has_a_meaning() -> None:
    assert find_escape(["1,Lindberg\\, Ada,Ulm"], ",") == "\\"
    assert find_escape(["1,C:\\data\\, Ada,Ulm"], ",") == "" and find_escape(["1,a\\nb"], ",") == ""
