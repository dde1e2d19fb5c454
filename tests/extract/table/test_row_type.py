"""Tables whose rows say in their first cell what they are of."""

from __future__ import annotations

import pytest

from pii_sweep.extract.table.row_type import (
    find_announced,
    find_delimiter,
    has_types,
    is_record,
    part_records,
)
from tests.extract.table.test_csv import tables

INVOICES = b"""FK,CODE,NUMBER,NAME,ADDRESS
OF,ITEM,LABEL,PRICE
FK,01,00626,Ada Lindberg,Rosenweg 12
OF,BRG516,Pump,3080000
FK,01,00627,Karl Horvat,Bergstr. 3
OF,BRG864,Cable,1010000
"""


def test_rows_of_each_type_are_a_table_with_its_own_header() -> None:
    first, second = tables("a.csv", INVOICES)
    assert first.header == ("CODE", "NUMBER", "NAME", "ADDRESS")
    assert [row[2] for row in first.rows] == ["Ada Lindberg", "Karl Horvat"]
    assert second.header == ("ITEM", "LABEL", "PRICE") and len(second.rows) == 2


def test_a_record_of_labels_heads_the_rows_of_another_type() -> None:
    rows = [f"SB,A{at},Ada Lindberg,Rosenweg {at},Ulm" for at in range(6)]
    lines = ["RH,2026/01/01,77", "CH,Item ID,Payer Name,Address Line1,City", *rows, "RF,4"]
    first, *others = tables("a.csv", "\n".join(lines).encode())
    assert first.header == ("Item ID", "Payer Name", "Address Line1", "City") and len(first.rows) == 6
    assert [len(table.rows[0]) for table in others] == [2, 1]


def test_a_record_of_values_above_rows_of_its_width_stays_data() -> None:
    rows = [f"SB,A{at},Ada Lindberg,Rosenweg {at},Ulm" for at in range(6)]
    lines = ["RH,2026/01/01,77", "CH,Batch,Karl Horvat,Postfach,Bonn", *rows, "RF,4"]
    assert [(table.header, len(table.rows)) for table in tables("a.csv", "\n".join(lines).encode())] == [
        ((), 1),
        ((), 1),
        ((), 6),
        ((), 1),
    ]


def test_rows_of_types_without_headers_are_tables_of_their_own() -> None:
    lines = ["H;20260101", *(f"D;{at};Ada Lindberg {at};Rosenweg {at}" for at in range(6)), "T;6"]
    assert {len(table.rows[0]) for table in tables("a.csv", "\n".join(lines).encode())} == {1, 3}


def test_rows_of_one_width_are_one_table_whatever_their_first_cells_say() -> None:
    assert not has_types([("DE", "Ulm", "1"), ("FR", "Lyon", "2")] * 4)
    assert not has_types([(str(at), "Ulm", *"x" * (at % 2)) for at in range(8)])
    assert not has_types([("Name", "Town"), *[("A", "b", "c"), ("B", "d", "e")] * 3])


DESCRIBED = """[Allgemein]
Ziel=LODAS
Feldtrennzeichen=;

[Satzbeschreibung]
1;u_mitarbeiter;pnr#psd;familienname#psd;vorname#psd;
2;u_steuer;pnr#psd;klasse#psd;

[Stammdaten]
1;101;"Lindberg";"Ada";
2;101;4;
1;102;"Horvat; Sohn";"Karl";
* Karl ruft zurück
2;102;5;
1;103;"Novak";"Petra";
2;103;1;
1;104;"Berg";"Jens";
2;104;1;
"""


def test_a_file_that_describes_its_records_names_their_columns() -> None:
    people, taxes = tables("a.txt", DESCRIBED.encode())
    assert people.header == ("pnr", "familienname", "vorname", "")
    assert [row[1] for row in people.rows] == ["Lindberg", "Horvat; Sohn", "Novak", "Berg"]
    assert taxes.header == ("pnr", "klasse", "") and len(taxes.rows) == 4


def test_remarks_and_settings_of_a_described_file_stay_text() -> None:
    assert find_delimiter(DESCRIBED.splitlines()) == ";"
    assert is_record("1;101;x") and not is_record("* Karl ruft zurück") and not is_record("Ziel=LODAS")


def test_sentences_in_a_section_of_a_described_file_stay_text() -> None:
    advice = "[Hinweisdaten]\nBitte nur per Ablage; danke\nRückfragen an die Zentrale\n"
    people, taxes = tables("a.txt", (DESCRIBED + advice).encode())
    assert people.header == ("pnr", "familienname", "vorname", "") and len(people.rows) == 4
    assert taxes.header == ("pnr", "klasse", "") and len(taxes.rows) == 4


def test_a_described_file_of_sentences_for_the_most_part_has_no_records() -> None:
    lines = [*DESCRIBED.splitlines(), *(f"Satz {at} zu den Hinweisen" for at in range(9))]
    assert find_delimiter(lines) == ""


def test_a_described_file_of_remarks_alone_keeps_some_and_loses_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pii_sweep.extract.table.csv.MOST_OTHERS", 20)
    text = DESCRIBED + "".join(f"* remark {at}\n" for at in range(40))
    held = "\n".join("\n".join(" ".join(row) for row in one.rows) for one in tables("a.txt", text.encode()))
    assert "remark 39" in held and "remark 2\n" not in held


def test_sections_without_typed_rows_are_no_described_file() -> None:
    lines = ["[a]", "x;y", "z;w;v", "[b]", "u;t", "s;r;q", "p;o"]
    assert find_delimiter(lines) == "" and find_delimiter(DESCRIBED.splitlines()[9:]) == ""


def test_a_field_without_an_end_is_no_described_file() -> None:
    line = '1;"' + "x" * 200_000
    assert find_delimiter(["[a]", "[b]", *[line] * 8]) == ""


def test_quoted_cells_of_several_lines_stay_in_their_records() -> None:
    text = DESCRIBED.replace('"Lindberg"', '"Lindberg\n\nBerg; Haus"').replace('"Karl"', '"Karl\nOtto"')
    people, taxes = tables("a.txt", text.encode())
    assert [row[0] for row in people.rows] == ["101", "102", "103", "104"] and len(taxes.rows) == 4
    assert people.rows[0][1].split() == ["Lindberg", "Berg;", "Haus"]


def test_a_quote_that_stays_open_takes_no_other_line() -> None:
    lines = ['1;101;"Lindberg', *(f"Satz {at}" for at in range(70)), '1;102;5"', "Satz", "1;103;x"]
    assert [line for line, recorded in part_records(lines, ";") if recorded] == [
        lines[0], '1;102;5"', "1;103;x",
    ]  # fmt: skip


def test_typed_rows_are_read_by_their_types_whatever_the_name_of_the_file() -> None:
    lines = ["000|HOLLOW WATER|CYCLE 7"]
    for at in range(4):
        lines += [f"100|{at}|Maria Holt|12 Elm St||Reno|NV", f"300|{at}|WAT|63.90", f"300|{at}|SEW|7.12"]
    widths = {len(table.rows[0]) for table in tables("BILL.DAT", "\n".join(lines).encode())}
    assert widths == {2, 6, 3}


def test_lines_that_begin_with_other_words_each_are_no_typed_rows() -> None:
    text = "\n".join(f"NOTE{at}{'|x' * (at % 3)} Maria Holt" for at in range(9))
    assert not tables("BILL.DAT", text.encode())


ANNOUNCED = [
    "!CUST\tNAME\tREFNUM\tBADDR1\tPHONE1",
    *(f'CUST\t"Lindberg, Ada"\t{at}\tRosenweg {at}\t0731 5550{at}' for at in range(70)),
    "!OTHERNAME\tNAME\tSSNO\tCITY\tNOTE",
    "OTHERNAME\tKarl Horvat\t536-90-4399\tUlm\t",
    "!CUST\tNAME\tEMAIL",
    "CUST\tEva Lang\teva@example.org",
    "VEND\tOtto Berg",
    "!SPL\tNadja Roth\t078-05-1120",
]


def test_a_header_with_a_sign_names_the_columns_of_its_type_wherever_it_stands() -> None:
    first, second, other, unused, rest = tables("a.iif", "\n".join(ANNOUNCED).encode())
    assert first.header == ("NAME", "REFNUM", "BADDR1", "PHONE1") and len(first.rows) == 70
    assert first.rows[0][0] == "Lindberg, Ada" and first.where.inside[-1:] == ("CUST",)
    assert second.header == ("NAME", "EMAIL") and second.rows == (("Eva Lang", "eva@example.org"),)
    assert second.first_row == 71  # the rows of a type are counted on
    assert other.header == ("NAME", "SSNO", "CITY", "NOTE") and other.rows[0][1] == "536-90-4399"
    assert unused.header == () and unused.rows == (("Nadja Roth", "078-05-1120"),)
    assert rest.header == () and rest.rows == (("VEND", "Otto Berg"),)


def test_lines_that_no_header_announces_are_no_such_file() -> None:
    assert find_announced(ANNOUNCED[:3]) == "\t" and find_announced(ANNOUNCED[:1]) == ""
    assert find_announced(["!important;a", "b;c"]) == ""
    assert find_announced(["!A|b|c", "a remark", "A|d|e"]) == "" and find_announced([]) == ""
