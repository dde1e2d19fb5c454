"""Tables as command-line tools print them: psql, SQL*Plus, pandas, registers of printers."""

from __future__ import annotations

import pytest

from pii_sweep.types import Table
from tests.extract.test_formats import read

PSQL = """\
 id |    ssn    |   phone
----+-----------+------------
  0 | 524118832 | 5594410117
  1 | 526339917 | 5594410118
(2 rows)
"""
PLUS = """\
        ID SSN
---------- ---------
         0 524118832
         1 526339917
"""
FRAME = """\
   emp_id        ssn
0     100  524118832
1     101  526339917
2     102  527110046
"""
REGISTER = """\
EMPLOYEE REGISTER                     PAGE 1

EMP NO   SOC SEC NO   RATE
100      524118832    12.50
101      526339917    12.50
102      527110046    13.00
"""


def _tables(text: str) -> list[Table]:
    return [piece for piece in read("print.txt", text.encode()) if isinstance(piece, Table)]


@pytest.mark.parametrize(
    ("text", "header", "rows"),
    [
        (PSQL, ("id", "ssn", "phone"), 2),
        (PLUS, ("ID", "SSN"), 2),
        (FRAME, ("", "emp_id", "ssn"), 3),
        (REGISTER, ("EMP NO", "SOC SEC NO", "RATE"), 3),
    ],
)
def test_what_a_tool_prints_in_columns_is_a_table(text: str, header: tuple[str, ...], rows: int) -> None:
    (table,) = _tables(text)
    assert table.header == header
    held = [row[header.index(header[1])].strip() for row in table.rows if any(map(str.strip, row))]
    assert len([cell for cell in held if cell]) >= rows
    numbers = [cell.strip() for row in table.rows for cell in row if len(cell.strip()) == 9]
    assert numbers == ["524118832", "526339917", "527110046"][:rows]


@pytest.mark.parametrize(
    "text",
    [
        # two columns of amounts under rules are a statement
        "Date      Amount\n--------  ------\n06/11/25  176.00\n06/12/25  199.50\n",
        # words between bars above a rule that does not part as many
        " a | b | c\n----+----\n 1 | 2 | 3\n 4 | 5 | 6\n",
        # an index that does not count from 0, and rows of another width
        "   part   qty\n3  A-11   12\n4  A-12   13\n5  A-13   14\n",
        "   part   qty\n0  A-11   12\n1  A-12\n2  A-13   14\n",
        "STOCK REGISTER     PAGE 1\n\nLOT NO   QTY   RATE\n100    5   12.50\n101    6   12.50\n102    7   9",
    ],
)
def test_prints_of_other_layouts_and_of_goods_stay_text(text: str) -> None:
    assert _tables(text) == []
