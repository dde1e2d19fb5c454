"""Dumps and odd texts: rows are rows, what is not understood stays text, and time stays linear."""

from __future__ import annotations

import io

import pytest

from pii_sweep.extract.table import sql as table_sql
from pii_sweep.extract.table.emit import ROWS
from pii_sweep.types import Gap, Passage, Table
from tests.extract.test_formats import read


def test_strings_of_a_dump_are_unescaped_and_null_is_nothing() -> None:
    sql = "INSERT INTO `shop`.`people` (`id`, `name`, `note`) VALUES "
    sql += "(1, 'O''Neil \\'x\\'', NULL),\n(2,'a;b\n(c)', N'd');\n"
    (table,) = [piece for piece in read("a.sql", sql.encode()) if isinstance(piece, Table)]
    assert table.where.inside == ("people",)
    assert table.header == ("id", "name", "note")
    assert table.rows == (("1", "O'Neil 'x'", ""), ("2", "a;b\n(c)", "d"))


def test_inserts_of_one_table_continue_its_row_numbers() -> None:
    sql = "".join(f"INSERT INTO t VALUES ({at}, 'P{at}');\n" for at in range(1, ROWS + 502))
    found = [piece for piece in read("a.sql", sql.encode()) if isinstance(piece, Table)]
    assert [(table.first_row, len(table.rows)) for table in found] == [(1, ROWS), (ROWS + 1, 501)]


def test_rows_have_the_columns_of_their_own_table_though_it_is_declared_on_one_line() -> None:
    sql = "CREATE TABLE `people` (`id` int, `fname` varchar(40), `pay` decimal(10,2), PRIMARY KEY (`id`));\n"
    sql += "INSERT INTO `people` VALUES (1,'Ann',2.5),(2,'Bob',3.5);\n"
    sql += "CREATE TABLE orders (\n  id int,\n  total int\n);\nINSERT INTO orders VALUES (7,9);\n"
    people, orders = [piece for piece in read("a.sql", sql.encode()) if isinstance(piece, Table)]
    assert (people.where.inside, people.header) == (("people",), ("id", "fname", "pay"))
    assert (orders.where.inside, orders.header) == (("orders",), ("id", "total"))


@pytest.mark.parametrize("between", [",", ",\n"])
def test_an_insert_longer_than_a_part_gives_all_its_rows(
    monkeypatch: pytest.MonkeyPatch, between: str
) -> None:
    rows = [(str(at), f"O'Neil; {at}") for at in range(300)]
    values = between.join(f"({at},'{name.replace(chr(39), chr(39) * 2)}')" for at, name in rows)
    monkeypatch.setattr(table_sql, "MAX_STATEMENT", 500)
    found = read("a.sql", f"INSERT INTO t VALUES {values};\nSELECT 'after';\n".encode())
    (table,) = [piece for piece in found if isinstance(piece, Table)]
    (text,) = [piece.text for piece in found if isinstance(piece, Passage)]
    assert table.rows == tuple(rows)
    assert text.strip() == "SELECT 'after';"


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_statements_of_sql_server_need_no_semicolon_and_casts_are_taken_off(codec: str) -> None:
    sql = "USE [Shop]\nGO\nCREATE TABLE [dbo].[People](\n\t[Id] [int] NOT NULL,\n\t[Full Name] [nvarchar](50)"
    sql += ",\n\t[Born] [date],\n\t[Total] [decimal](18, 2),\n CONSTRAINT [PK] PRIMARY KEY ([Id])\n)\nGO\n"
    sql += "INSERT [dbo].[People] ([Id], [Full Name], [Born], [Total]) VALUES "
    sql += "(1, N'Ann O''Brien', CAST(N'1980-02-03' AS Date), CAST(12.50 AS Decimal(18, 2)))\n"
    sql += "INSERT [dbo].[People] VALUES (2, N'Bob\nRoe', NULL, 9)\nGO\nPRINT 'done'\nGO\n"
    (table,) = [piece for piece in read("script.sql", sql.encode(codec)) if isinstance(piece, Table)]
    assert (table.where.inside, table.header) == (("People",), ("Id", "Full Name", "Born", "Total"))
    assert table.rows == (("1", "Ann O'Brien", "1980-02-03", "12.50"), ("2", "Bob\nRoe", "", "9"))


def test_a_row_that_is_not_closed_is_read_as_text() -> None:
    found = read("a.sql", b"INSERT INTO t VALUES (1, 'Ann'), (2, 'Zoltan Quimby")
    assert [piece.rows for piece in found if isinstance(piece, Table)] == [(("1", "Ann"),)]
    assert "Zoltan Quimby" in " ".join(piece.text for piece in found if isinstance(piece, Passage))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xml", b"<!--a-->" * 1000 + b"x"),
        ("a.sql", b"\n" * 8000 + b"x"),
        ("a.sql", b"INSERT INTO " + b" " * 200_000 + b"x;"),
        ("a.sql", b"INSERT INTO t VALUES (" + b" " * 200_000 + b"'"),
        ("a.sql", b"INSERT INTO t VALUES " + b"(" * 200_000),
        ("a.sql", b"INSERT [t] VALUES (" + b"CAST(" * 40_000),
        ("a.sql", b"INSERT [t] VALUES (CAST('" + b"a" * 200_000 + b"' AS " + b"AS " * 60_000),
        ("a.mbox", b"From a 10:00\nTo: x\n\n" + b"From " + b"a" * 500_000 + b"\n"),
        ("a.yaml", b"---\n" + b"a" * 8000),
        ("a.vcf", b"BEGIN:VCARD\nN" + b';a="' * 20_000 + b"\n"),
        ("a.html", b"<html>" + b"<!--" * 50_000 + b"text"),
        ("a.csv", b'"' * 500_000),
        ("a.eml", b"From: a@b.c\nTo: " + b"=?utf-8?q?" * 20_000 + b"\nSubject: x\n\nhi"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_texts_made_to_cost_their_square_are_read_or_reported(name: str, data: bytes) -> None:
    assert [piece for piece in read(name, data) if isinstance(piece, (Passage, Table, Gap))]


def test_a_workbook_whose_sectors_run_in_a_circle_is_malformed() -> None:
    from tests.extract.samples import xls

    data = bytearray(xls())
    fat = next(at for at in range(len(data) - 512, 511, -512) if data[at : at + 4] == b"\1\0\0\0")
    data[fat : fat + 8] = b"\1\0\0\0\0\0\0\0"  # sector 0 → 1 → 0
    assert [piece.reason for piece in read("a.xls", bytes(data)) if isinstance(piece, Gap)] == [
        "MALFORMED_FILE"
    ]


def test_the_lines_of_a_text_are_numbered_through_its_passages() -> None:
    text = "".join(f"line {at}\n" for at in range(1, 20_001))
    found = [piece for piece in read("a.txt", text.encode()) if isinstance(piece, Passage)]
    assert len(found) > 3
    for piece in found:
        for span in piece.spans:
            assert piece.text[span.start : span.end] == f"line {span.line}"
    assert io.StringIO(text).read() == "".join(piece.text + "\n" for piece in found)


def test_a_zstd_stream_that_breaks_off_is_reported_and_frames_in_a_row_are_one() -> None:
    import zstandard

    from tests.extract.samples import CSV

    packed = zstandard.ZstdCompressor().compress(CSV)
    (table,) = [piece for piece in read("a.csv.zst", packed + packed) if isinstance(piece, Table)]
    assert len(table.rows) == 7
    assert [piece.reason for piece in read("a.csv.zst", packed[:-5]) if isinstance(piece, Gap)] == [
        "MALFORMED_FILE"
    ]


def test_a_lone_row_of_a_table_is_data_not_a_header() -> None:
    (table,) = [
        piece
        for piece in read("a.csv", b"name,Zoltan Quimby,zoltan@example.com\n")
        if isinstance(piece, Table)
    ]
    assert table.rows == (("name", "Zoltan Quimby", "zoltan@example.com"),)


def test_a_zip_that_lost_its_end_keeps_the_members_before() -> None:
    from tests.extract.samples import CSV, zipped

    data = zipped({"d/": b"", "a.csv": CSV, "b.txt": b"some words " * 500, "c.txt": b"never reached " * 50})
    found = read("a.zip", data[: data.index(b"c.txt") + 20])
    assert [piece.where.inside for piece in found if isinstance(piece, (Table, Passage))] == [
        ("a.csv",),
        ("b.txt",),
        ("c.txt",),  # as far as it came
    ]
    assert ((), "MALFORMED_FILE") in [
        (piece.where.inside, piece.reason) for piece in found if isinstance(piece, Gap)
    ]


def test_rows_that_oracle_puts_into_several_tables_at_once_are_rows() -> None:
    sql = "INSERT ALL\n  INTO people (id, name) VALUES (1, 'Ann')\n"
    sql += "  INTO people (id, name) VALUES (2, 'Bo;b')\n"
    sql += "  INTO pets VALUES (3, 'Rex')\nSELECT * FROM dual;\n"
    tables = [piece for piece in read("a.sql", sql.encode()) if isinstance(piece, Table)]
    assert [(table.where.inside, table.header, table.rows) for table in tables] == [
        (("people",), ("id", "name"), (("1", "Ann"), ("2", "Bo;b"))),
        (("pets",), (), (("3", "Rex"),)),
    ]


def test_a_line_of_a_text_that_begins_as_a_statement_does_ends_no_insert() -> None:
    sql = "INSERT INTO notes VALUES (1, 'Ann Lee\nSET the table\nUPDATE me'),\n(2, 'Bob');\n"
    found = read("a.sql", sql.encode())
    (table,) = [piece for piece in found if isinstance(piece, Table)]
    assert table.rows == (("1", "Ann Lee\nSET the table\nUPDATE me"), ("2", "Bob"))
    assert not [piece for piece in found if isinstance(piece, Passage)]


def test_bytes_and_letters_by_number_are_read_from_strings() -> None:
    said = "Ada Quist of Duluth, 219-09-9999"
    rows = (
        rf"(1,'\x{said.encode().hex()}')",
        "(2,E'" + said.replace(" ", r"\x20") + "')",
        r"(3,'C:\\xyz\n')",
    )
    pieces = read("a.sql", f"INSERT INTO notes (id, note) VALUES {','.join(rows)};\n".encode())
    (table,) = (piece for piece in pieces if isinstance(piece, Table))
    assert [row[1] for row in table.rows] == [said, said, "C:\\xyz\n"]


def test_letters_of_two_numbers_in_strings_are_one_and_half_ones_end_nothing() -> None:
    written = r"INSERT INTO p (n, t) VALUES (E'Ada \ud83d\ude00 Quist', E'\ud83d Duluth \u00e9');"
    (table,) = (piece for piece in read("a.sql", written.encode()) if isinstance(piece, Table))
    assert table.rows[0] == ("Ada \U0001f600 Quist", "\ufffd Duluth \u00e9")


def test_commas_in_the_remarks_of_a_declaration_make_no_columns() -> None:
    data = (
        b"CREATE TABLE `members` (\n  `no` int(11) NOT NULL COMMENT 'key, Desk''s own number, first',\n"
        b"  `surname` text, -- family name, given\n  `given` varchar(40) CHECK (length(trim(given)) > 0),\n"
        b'  /* shown, once */ `town` text COMMENT "where, now"\n);\n'
        b"INSERT INTO `members` VALUES (7,'Okafor','Ines','Leeds');\n"
    )
    table = next(piece for piece in read("members.sql", data) if isinstance(piece, Table))
    assert table.header == ("no", "surname", "given", "town")
