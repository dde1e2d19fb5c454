"""Rows of delimited values inside programs and exchange files."""

from __future__ import annotations

from pii_sweep.types import Passage, Table
from tests.extract.test_formats import read

ROWS = """\
1;"260365-0407";"Ellen";"Ravn, Else";"51 55 30 94"
2;"120960-1757";"Flemming";"Mikkelsen";"51 55 07 35"
3;"041193-0786";"Laust";"Andreassen";"31 55 10 39"
4;"090984-2513";"Bent";"Lauritsen";"22 55 72 72"
"""
NAMES = ("no", "cpr", "first", "last", "mobile")


def _table(text: str) -> tuple[Table, list[str]]:
    found = read("panel.txt", text.encode())
    (table,) = [piece for piece in found if isinstance(piece, Table)]
    return table, [piece.text for piece in found if isinstance(piece, Passage)]


def test_data_in_a_program_of_spss_are_a_table_under_the_names_of_their_statement() -> None:
    before = (
        'DATA LIST LIST (";") / no (F5.0) cpr (A11) first (A20)\n  last (A20) mobile (A12).\nBEGIN DATA\n'
    )
    table, texts = _table(f"{before}{ROWS}END DATA.\nFREQUENCIES no.\n")
    assert table.header == NAMES
    assert (
        table.rows[0] == ("1", "260365-0407", "Ellen", "Ravn, Else", "51 55 30 94") and len(table.rows) == 4
    )
    assert "DATA LIST" in texts[0] and texts[1].startswith("END DATA.")


def test_data_in_a_program_of_sas_are_a_table_under_the_names_of_their_statement() -> None:
    before = "infile datalines dsd dlm=';';\ninput no cpr :$11. first $ last :$20. mobile $;\ndatalines;\n"
    assert _table(f"{before}{ROWS};\nrun;\n")[0].header == NAMES


def test_rows_below_the_line_of_a_section_are_a_table_without_a_header() -> None:
    table, texts = _table(f'[INFO]\n"1.08",3,"SHOP"\n\n[CONTENT]\n{ROWS}\n[END]\n')
    assert table.header == () and len(table.rows) == 4
    assert texts[0].endswith("[CONTENT]")


def test_lines_of_a_program_with_texts_in_quotes_are_no_rows() -> None:
    code = "".join(f'show("a{at}", "b", "c", "d"), "e",\n' for at in range(6))
    assert not [piece for piece in read("a.txt", code.encode()) if isinstance(piece, Table)]


def test_the_accounts_of_people_on_a_unix_system_are_a_table() -> None:
    accounts = ["hakmyhr:x:10021:100:Håkon Myhre:/home/hakmyhr:/bin/zsh",
                "eliaasl:x:10022:100:Eli Aasland,B6,73558077,95555445:/home/eliaasl:/bin/bash"]  # fmt: skip
    system = ["root:x:0:0:root:/root:/bin/bash", "sshd:x:110:65534::/run/sshd:/usr/sbin/nologin"]
    table, _ = _table("\n".join([*system, *accounts]))
    held = [dict(zip(table.header, row, strict=True)) for row in table.rows]
    assert [one["login"] for one in held] == ["", "", "hakmyhr", "eliaasl"]
    assert [one["full name"] for one in held] == ["", "", "Håkon Myhre", "Eli Aasland"]
    assert held[3]["work phone"] == "73558077" and held[3]["home phone"] == "95555445"
    assert held[0]["system account"] == system[0]
