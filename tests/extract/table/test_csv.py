"""Tables: dialects, headers, row numbers, codecs, and flat memory however long they are."""

from __future__ import annotations

import csv
import io
import itertools
import tracemalloc
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.stream import Stream
from pii_sweep.extract.table.csv import MAX_CELL, guess, parse, read_csv
from pii_sweep.extract.table.emit import ROWS
from pii_sweep.extract.table.header_row import has_header
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Gap, ObjectRef, Passage, Table, Where
from tests.extract.test_formats import read

CELLS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\r"), max_size=9)
WHERE = Where(ObjectRef("b", "k"))


def tables(name: str, data: bytes) -> list[Table]:
    """Return the tables of a file."""
    return [piece for piece in read(name, data) if isinstance(piece, Table)]


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~", "\x01"])
def test_codec_and_delimiter_are_found(codec: str, delimiter: str) -> None:
    rows = [["name", "city"], ["José Núñez", "Córdoba"], ["Zoë Müller", "Köln"], ["Ann Lee", "Boston"]]
    rows = [[*row, str(at)] for at, row in enumerate(rows)] if delimiter in "^~\x01" else rows
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(codec)
    (table,) = tables("a.csv", data)
    assert [list(table.header) or list(table.rows[0]), *map(list, table.rows[-3:])] == rows


@pytest.mark.parametrize("name", ["a.csv", "part-00000", "export.dat"])
def test_cells_in_single_quotes_are_unquoted(name: str) -> None:
    data = b"id,'name','city'\n1,'Lee, Ann','Boston'\n2,'O''Brien, Jo','Coeur d''Alene'\n"
    (table,) = tables(name, data)
    assert table.header == ("id", "name", "city")
    assert table.rows == (("1", "Lee, Ann", "Boston"), ("2", "O'Brien, Jo", "Coeur d'Alene"))


def test_an_apostrophe_before_a_delimiter_is_no_quote() -> None:
    (table,) = tables("a.csv", b"name,nick\nAnn,'tis\nBob,James'\nJo,'n'\n")
    assert table.rows == (("Ann", "'tis"), ("Bob", "James'"), ("Jo", "'n'"))


@pytest.mark.parametrize("delimiter", ["^", "~", "\x01"])
def test_rare_delimiters_are_found_without_a_telling_name(delimiter: str) -> None:
    rows = [("order_id", "name", "email", "total")] + [
        (f"{at}", f"Ann Lee, {at}", f"ann{at}@example.com", "5") for at in range(1, 6)
    ]
    (table,) = tables("part-00000", "\n".join(map(delimiter.join, rows)).encode())
    assert (table.header, *table.rows) == tuple(rows)


def test_quoted_newlines_and_delimiters_stay_in_their_cell_and_rows_are_counted_right() -> None:
    (table,) = tables("a.csv", b'name,note\n"Lee, Ann","two\nlines"\n"Roe ""R"" Jo",x\n')
    assert table.rows == (("Lee, Ann", "two\nlines"), ('Roe "R" Jo', "x"))


def test_chunks_continue_the_row_numbers() -> None:
    data = "id,name\n" + "".join(f"{at},Person {at}\n" for at in range(1, 2 * ROWS + 501))
    found = tables("a.csv", data.encode())
    parts = [(1, ROWS), (ROWS + 1, ROWS), (2 * ROWS + 1, 500)]
    assert [(table.first_row, len(table.rows)) for table in found] == parts
    assert all(table.where == found[0].where and table.header == found[0].header for table in found)
    assert found[2].rows[0] == (f"{2 * ROWS + 1}", f"Person {2 * ROWS + 1}")


def test_a_row_wider_than_the_header_loses_no_cell() -> None:
    (table,) = tables("a.csv", b"name,email\nAnn,ann@example.com,extra\nBob,bob@example.com\n")
    assert table.header == ("name", "email", "")
    assert table.rows == (("Ann", "ann@example.com", "extra"), ("Bob", "bob@example.com", ""))


def test_a_table_without_header_has_none() -> None:
    (table,) = tables("a.csv", b"Ann Lee,ann@example.com,5\nBob Roe,bob@example.com,7\n")
    assert table.header == ()
    assert table.first_row == 1


@pytest.mark.parametrize(
    ("rows", "is_header"),
    [
        ([["name", "email"], ["Ann", "a@example.com"]], True),
        ([["firstName", "zipCode"], ["Ann", "02110"]], True),
        ([["Ann Lee", "Boston"], ["Bob Roe", "Salem"], ["Jo Poe", "Keene"]], False),
        ([["1", "2"], ["3", "4"]], False),
        ([["alpha", "beta"], ["1", "2"], ["3", "4"]], True),
        ([["Unnamed: 0", "Random_IBAN"], ["0", "AD12"]], True),
        ([["4111111111111111", "12/27"], ["5500005555555559", "01/28"]], False),
    ],
)
def test_headers_are_recognized_by_their_words_and_by_the_rows_below(
    rows: list[list[str]], is_header: bool
) -> None:
    assert has_header(rows) is is_header


def test_a_row_that_unquoted_delimiters_widen_leaves_the_header_of_a_narrow_table() -> None:
    rows = ["anna,$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA", *(f"user{at},{at:032x}" for at in range(5))]
    (table,) = tables("a.csv", "\n".join(["login,secret", *rows]).encode())
    assert table.header[:2] == ("login", "secret") and len(table.rows) == 6


def test_title_lines_before_a_table_are_prose() -> None:
    pieces = read("a.csv", b"Report for Ann Lee\n\nid,name,email\n1,Bob,b@example.com\n2,Jo,j@example.com\n")
    assert [piece.text for piece in pieces if isinstance(piece, Passage)] == ["Report for Ann Lee"]
    assert [piece.header for piece in pieces if isinstance(piece, Table)] == [("id", "name", "email")]


def test_addresses_and_prose_with_commas_are_no_table() -> None:
    lines = "".join(f"{at} Elm Street, Springfield, IL 6270{at}\n" for at in range(9))
    assert not tables("a.txt", lines.encode())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=8), st.sampled_from(",;|\t"))
def test_what_csv_writes_is_parsed_back(rows: list[list[str]], delimiter: str) -> None:
    import csv

    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    assert list(parse(io.StringIO(out.getvalue(), newline=""), delimiter)) == rows


@pytest.mark.parametrize(
    "letter",
    [
        "Hello Ann,\n\nWe have charged 59,90 € to your card.\n\nFor Ann Lee, 3 Mill Rd, Reno NV 89509.\n",
        "Hi Bob,\r\nsee you at 5, ok?\r\nThanks,\r\nAnn",
    ],
)
def test_a_letter_whose_lines_end_with_a_comma_is_no_table(letter: str) -> None:
    assert not tables("letter.txt", letter.encode())


def test_no_dialect_is_found_in_prose() -> None:
    assert guess(["It was a dark night.\n", "The rain fell, and fell.\n", "Nobody came.\n"]) is None


def endless(rows: int) -> Iterator[bytes]:
    """Yield a CSV of so many rows in chunks."""
    yield b"id,name,email\n"
    for at in range(0, rows, 1000):
        yield b"".join(b"%d,Person %d,p%d@example.com\n" % (row, row, row) for row in range(at, at + 1000))


def test_a_long_csv_is_read_in_flat_memory() -> None:
    budget = Budget(Extract())
    body = Stream(lambda: endless(60_000), budget)
    tracemalloc.start()
    count = sum(len(table.rows) for table in read_csv(body, WHERE, budget) if isinstance(table, Table))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 60_000
    assert peak < 12 << 20


def test_a_long_sheet_is_read_in_flat_memory() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="One"/></sheets></workbook>')
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(b"<worksheet><sheetData>")
            for at in range(1, 20_001):
                cell = b'<c r="A%d"><v>%d</v></c><c r="B%d" t="inlineStr"><is><t>P %d</t></is></c>' % (
                    at,
                    at,
                    at,
                    at,
                )
                part.write(b'<row r="%d">%s</row>' % (at, cell))
            part.write(b"</sheetData></worksheet>")
    data = out.getvalue()
    tracemalloc.start()
    blob = Blob(Where(ObjectRef("b", "a.xlsx")), lambda: io.BytesIO(data))
    count = sum(len(piece.rows) for piece in walk(blob, Extract()) if isinstance(piece, Table))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 24 << 20


def test_a_long_json_array_is_read_in_flat_memory() -> None:
    def chunks() -> Iterator[bytes]:
        yield b'{"page": 1, "people": ['
        for at in itertools.count(1):
            yield b'{"name": "Person %d", "tags": ["a", "b"]}%s' % (at, b"]}" if at == 15_000 else b", ")
            if at == 15_000:
                return

    budget = Budget(Extract())
    from pii_sweep.extract.records.json import read_json

    tracemalloc.start()
    count = 0
    for piece in read_json(Stream(chunks, budget), WHERE, budget):  # type: ignore[arg-type]
        count += len(piece.rows) if isinstance(piece, Table) else 0
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 15_000
    assert peak < 40 << 20


def test_a_zip_in_place_costs_only_what_is_read_of_it() -> None:
    class Counting(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1) -> bytes:
            data = super().read(size)
            Counting.taken += len(data)
            return data

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", "hello there")
        archive.writestr("big.mp4", b"\0\0\0\x18ftypmp42" + bytes(8 << 20))
    data = out.getvalue()
    blob = Blob(Where(ObjectRef("b", "a.zip")), lambda: Counting(data), len(data))
    gaps = [piece.reason for piece in walk(blob, Extract()) if isinstance(piece, Gap)]
    assert gaps == ["UNSUPPORTED_FILE_TYPE_EXCEPTION"]
    assert Counting.taken < 1 << 20


def one_by_one(source: list[str], delimiter: str) -> list[list[str]]:
    """Return the rows of CSV lines as one reader gives them that is fed a line at a time."""
    rows: list[list[str]] = []
    pending = iter(source)
    while True:
        fed: list[str] = []
        try:
            for row in csv.reader(_remembered(pending, fed), delimiter=delimiter):
                fed.clear()
                rows.append(row)
        except csv.Error:
            rows += csv.reader(fed, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        else:
            return list(filter(None, rows))


def _remembered(source: Iterator[str], fed: list[str]) -> Iterator[str]:
    for line in source:
        fed.append(line)
        if sum(map(len, fed)) > MAX_CELL:
            raise csv.Error
        yield line.replace("\0", "")


MESSY = st.lists(
    st.text('ab,"\0é ', max_size=8).map(lambda text: text + "\n")
    | st.sampled_from(['1,"Ann",x\r\n', '2,"two\n', 'lines",y\n', "\n", "3,Ann,x\n", '4,5" pipe,x\n']),
    max_size=12,
)


@given(lines=MESSY, times=st.sampled_from([1, 40]), broken=st.booleans())
@settings(max_examples=150, deadline=None)
def test_lines_parsed_at_once_give_the_rows_of_one_after_the_other(
    lines: list[str], times: int, broken: bool
) -> None:
    source = [*lines * times, "6,Zoe"] if broken else lines * times
    assert [list(row) for row in parse(source, ",")] == one_by_one(source, ",")


def test_a_quote_that_is_never_closed_costs_no_row_of_a_long_table() -> None:
    lines = [f"{at},Person {at}\n" for at in range(20_000)]
    lines[4321] = '4321,"Person 4321\n'
    assert [row[0] for row in parse(lines, ",")] == [str(at) for at in range(20_000)]


def test_a_line_that_comes_in_pieces_loses_nothing() -> None:
    rows = list(parse(["a\tb", "c\td\n", "e\tf\n"], "\t"))
    assert "".join("".join(row) for row in rows) == "abcdef"


SECTIONS = (
    "## EXPORT 2024-05-02 Alder Clinic\n\n[PATIENTS]\nmrn\tlast\tfirst\n1\tNovak\tPetra\n2\tPark\tMin\n\n"
    "[SITES]\ncode\tname\tkind\taddr\nS0\tEast\tlab\t27 Mill Ave\nS1\tWest\tlab\t44 Loop 2\n"
)


def test_tables_one_below_the_other_keep_their_own_headers() -> None:
    pieces = read("a.tsv", SECTIONS.encode())
    found = [
        (piece.where.member, piece.header, piece.rows[-1]) for piece in pieces if isinstance(piece, Table)
    ]
    assert found == [
        ("table-2", ("mrn", "last", "first"), ("2", "Park", "Min")),
        ("table-3", ("code", "name", "kind", "addr"), ("S1", "West", "lab", "44 Loop 2")),
    ]
    assert "Alder Clinic" in " ".join(piece.text for piece in pieces if isinstance(piece, Passage))


def test_an_empty_line_inside_a_table_does_not_part_it() -> None:
    pieces = read("a.csv", b"name,city\nAnn Lee,Reno\nBo Ray,Troy\n\nCy Poe,Hilo\nDi Roe,Nome\n")
    (table,) = [piece for piece in pieces if isinstance(piece, Table)]
    assert len(table.rows) == 4


@pytest.mark.parametrize("mark", ["||", "#|#", "~|~", "::", "|@|", "<=>", "^~^"])
def test_several_signs_together_part_the_cells(mark: str) -> None:
    rows = [["name", "age", "city"], ["Zoltan Quimby", "41", "Zoë, Ohio"], ["Ann Lee", "", "Boston"]]
    rows += [["Bo Holt", "7", "St. Ives"], ["May Orr", "38", "Ely"]]
    data = "".join(mark.join(row) + "\n" for row in rows).encode()
    (table,) = tables("a.txt", data)
    assert table.header == ("name", "age", "city")
    assert [list(row) for row in table.rows] == rows[1:]


@pytest.mark.parametrize(
    "line", ["if (a == b && c) f();\n", "std::x::y(1);\nint z;\n", "a => b\n", "// x //\n"]
)
def test_signs_of_a_program_part_no_cells(line: str) -> None:
    assert not tables("a.txt", line.encode() * 5 + b"return 0;\n")


def test_signs_inside_cells_leave_a_table_its_own_separator() -> None:
    rows = [["std::map::at", "http://a.example"], ["std::set::at", "http://b.example"]] * 3
    (table,) = tables("a.tsv", "".join("\t".join(row) + "\n" for row in rows).encode())
    assert [len(row) for row in table.rows] == [2] * 6


@pytest.mark.parametrize(
    "drawn",
    [
        "┌──────┬─────┐\n│ Name │ DOB │\n├──────┼─────┤\n│ Ann  │ 1/2 │\n│ Bob  │ 3/4 │\n└──────┴─────┘\n",
        "+------+-----+\n| Name | DOB |\n+======+=====+\n| Ann  | 1/2 |\n| Bob  | 3/4 |\n+------+-----+\n",
        "╔══════╦═════╗\n║ Name ║ DOB ║\n╠══════╬═════╣\n║ Ann  ║ 1/2 ║\n║ Bob  ║ 3/4 ║\n╚══════╩═════╝\n",
    ],
)
def test_a_table_that_a_console_drew_is_one(drawn: str) -> None:
    (found,) = tables("people.txt", drawn.encode())
    assert [cell for cell in found.header if cell] == ["Name", "DOB"]
    assert [[cell.strip() for cell in row if cell.strip()] for row in found.rows] == [
        ["Ann", "1/2"],
        ["Bob", "3/4"],
    ]


def test_a_header_of_labels_heads_columns_and_no_record() -> None:
    rows = "12 Hill Road,Cardiff,CF10 1AA\n4 Mill Lane,Leeds,LS1 4DY\n8 Park Street,Bath,BA1 1AA\n"
    (found,) = tables("places.csv", f"address,town,postcode\n{rows}".encode())
    assert found.header == ("address", "town", "postcode")


def _read_tables(text: str) -> list[Passage | Table]:
    return [piece for piece in read("a.csv", text.encode()) if isinstance(piece, (Passage, Table))]


def test_a_sheet_saved_as_csv_is_parted_where_all_cells_of_a_row_are_empty() -> None:
    title, people, sums, keys = _read_tables(
        "Members 2024;;;\n;;;\nName;Phone;E-mail;Paid\nAna Lind;555 0100;ana@a.example;yes\n"
        "Ivo Berg;555 0101;ivo@a.example;no\n;;Total;2\n;;;\n"
        "Key;Holder;;\ncellar;Ana Lind;;\nloft;Ivo Berg;;\n"
    )
    assert isinstance(title, Passage) and title.text == "Members 2024"
    assert isinstance(people, Table) and people.header == ("Name", "Phone", "E-mail", "Paid")
    assert [row[0] for row in people.rows] == ["Ana Lind", "Ivo Berg"]
    assert isinstance(sums, Passage) and "Total" in sums.text
    assert isinstance(keys, Table) and keys.header[:2] == ("Key", "Holder") and len(keys.rows) == 2


def test_a_header_that_joined_files_repeat_is_no_row_of_data_and_rows_keep_their_numbers() -> None:
    part = "first_name,last_name,age\nAna,Lind,31\nIvo,Berg,40\n"
    (table,) = _read_tables(part + part)
    assert isinstance(table, Table) and table.header == ("first_name", "last_name", "age")
    assert table.rows[2] == ("", "", "") and table.rows[3] == ("Ana", "Lind", "31")


def test_rows_of_empty_cells_at_the_end_of_a_file_part_nothing() -> None:
    (table,) = _read_tables("name,age\nAna Lind,31\nIvo Berg,40\n,\n,\n")
    assert isinstance(table, Table) and table.header == ("name", "age")


def test_an_empty_line_parts_tables_of_one_width_where_a_header_follows_it() -> None:
    people, goods = _read_tables(
        "name,phone\nAna Lind,555-0100\nIvo Berg,555-0101\nCy Dorn,555-0102\n\n"
        "item,price\nlamp,12.50\nshelf,30.00\nrug,55.10\n"
    )
    assert isinstance(people, Table) and people.header == ("name", "phone") and len(people.rows) == 3
    assert isinstance(goods, Table) and goods.header == ("item", "price") and len(goods.rows) == 3
    (spaced,) = _read_tables("name,phone\n\nAna Lind,555-0100\n\nIvo Berg,555-0101\n\nCy Dorn,555-0102\n")
    assert isinstance(spaced, Table) and len(spaced.rows) == 3


def test_a_long_form_or_record_below_a_title_is_read_to_its_end() -> None:
    form = "Last name,Lind,First name,Ana\nDate of birth,12.03.1984,Phone,5550100\n"
    form += "".join(f"Address {at},Elm {at},Phone {at},55501{at}\n" for at in range(60))
    record = "Name,Ana Lind,Ivo Berg\nPhone,5550100,5550101\nEmail,a@b.ch,c@b.ch\n"
    record += "".join(f"Address {chr(97 + at % 26) * (1 + at // 26)},Elm {at},Oak {at}\n" for at in range(60))
    for made in (f"Form,,,\n{form}", f"Form,,\n{record}"):
        pieces = read("a.csv", made.encode())
        said = " ".join(piece.text for piece in pieces if isinstance(piece, Passage))
        said += " ".join(
            cell for piece in pieces if isinstance(piece, Table) for row in piece.rows for cell in row
        )
        assert [at for at in range(60) if f"Elm {at}" not in said] == []


def test_marks_of_type_around_the_cells_of_markdown_are_no_part_of_them() -> None:
    (table,) = tables(
        "a.md", b"| n | id |\n|---|---|\n| Ana Lind | `417-36-2290` |\n| **Ivo Berg** | 2 * 3 |\n"
    )
    assert [[cell.strip() for cell in row if cell.strip()] for row in table.rows] == [
        ["Ana Lind", "417-36-2290"],
        ["Ivo Berg", "2 * 3"],
    ]


@pytest.mark.parametrize("delimiter", ["~", "^", "\x01", "\x1f"])
def test_a_rare_sign_parts_two_columns_below_a_header_of_people(delimiter: str) -> None:
    text = f"name{delimiter}ssn\nAda Quist{delimiter}562699046\n"
    (table,) = (piece for piece in read("one.csv", text.encode()) if isinstance(piece, Table))
    assert (tuple(table.header), *map(tuple, table.rows)) == (("name", "ssn"), ("Ada Quist", "562699046"))
    assert guess([f"a{delimiter}b\n", f"c{delimiter}d\n"]) is None
