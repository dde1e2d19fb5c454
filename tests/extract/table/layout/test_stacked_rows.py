"""Lists between bars whose records take several lines become tables of one row a record."""

from __future__ import annotations

from pii_sweep.extract.table.layout.stacked_rows import find_stacked
from pii_sweep.types import Passage, Table
from tests.extract.test_formats import read

RULE = "-" * 31 + "\n"
HEADER = "|Nr  |Nachname  |Vorname      |\n|    |Strasse         |Ort     |\n"
ROWS = [
    "|0001|Vogelsang |Wiebke       |\n|    |Am Bach 4       |Weimar  |\n",
    "|0002|Tiedemann |Heike        |\n|    |Kirchstr. 8     |Aurich  |\n",
    "|0003|Ostendorp |Jochen       |\n|    |Burgstr. 11     |Hilter  |\n",
]
GROUP = "|* Kostenstelle 4100          |\n"


def test_records_of_two_lines_are_rows_and_groups_between_them_are_text() -> None:
    text = RULE + HEADER + RULE + GROUP + ROWS[0] + ROWS[1] + GROUP + RULE + "\n" + RULE + HEADER + ROWS[2]
    pieces = read("a.txt", text.encode())
    (table,) = [one for one in pieces if isinstance(one, Table)]
    assert table.header == ("Nr", "Nachname", "Vorname", "", "Strasse", "Ort")
    assert [row for row in table.rows if any(row)] == [
        ("0001", "Vogelsang", "Wiebke", "", "Am Bach 4", "Weimar"),
        ("0002", "Tiedemann", "Heike", "", "Kirchstr. 8", "Aurich"),
        ("0003", "Ostendorp", "Jochen", "", "Burgstr. 11", "Hilter"),
    ]
    assert any("Kostenstelle 4100" in one.text for one in pieces if isinstance(one, Passage))


def test_a_record_that_lacks_a_line_is_text_and_the_next_one_is_a_row() -> None:
    stacked = find_stacked((HEADER + "".join(ROWS)).splitlines())
    assert stacked is not None
    remarks: list[str] = []
    lines = [*ROWS[0].splitlines()[:1], *ROWS[1].splitlines()]
    assert [row[1] for row in stacked.read(lines, remarks)] == ["Tiedemann"]
    assert remarks == lines[:1]


def test_every_line_below_the_records_is_read_where_prose_ends_the_table() -> None:
    prose = [f"Besuch {number} bei der Leitstelle\n" for number in range(2_500)]
    text = RULE + HEADER + RULE + "".join(ROWS) + "".join(prose)
    pieces = read("a.txt", text.encode())
    held = "".join(one.text for one in pieces if isinstance(one, Passage))
    assert [number for number in range(2_500) if held.count(f"Besuch {number} bei") != 1] == []


def test_lists_of_one_line_a_record_and_of_goods_are_not_stacked() -> None:
    upright = [line for block in (HEADER, *ROWS) for line in block.splitlines()[:1]]
    assert find_stacked(upright) is None
    goods = "|Nr  |Material  |Menge        |\n|    |Lagerort        |Preis   |\n"
    assert find_stacked((goods + "".join(ROWS)).splitlines()) is None


def test_only_lines_before_the_records_have_numbers() -> None:
    text = "Personal\n\nStand Mai\n" + RULE + HEADER + RULE + "".join(ROWS) + GROUP + "Ende der Liste\n"
    before, behind = [one for one in read("a.txt", text.encode()) if isinstance(one, Passage)]
    assert before.where.line == 1 and [span.line for span in before.spans][:2] == [1, 3]
    assert "Kostenstelle 4100" in behind.text and behind.where.line is None
    assert {span.line for span in behind.spans} == {None}
