"""Lists of people inside mails and documents: below a title, between tabs or spaces, quoted, far down."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from pii_sweep.types import Passage, Piece, Table
from tests.extract.office.test_document import read
from tests.extract.samples import W, docx

PEOPLE = [
    ("Zoltan Quimby", "512341876", "41200"),
    ("Maria Holt", "467219835", "38900"),
    ("Ann Maeve Lee", "301458822", "52750"),
    ("Kofi Achebe", "218770943", "47000"),
]
NAMES = ("Name", "SSN", "Salary")
HTML = "<table><tr><td>{}</td></tr>{}</table>".format(
    "</td><td>".join(NAMES), "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in PEOPLE)
)
SPACED = "".join(f"{a:<22}{b:<12}{c}\n" for a, b, c in [NAMES, *PEOPLE])
LOOSE = "".join("   ".join(row) + "\n" for row in [NAMES, *PEOPLE])
TABBED = "".join("\t".join(row) + "\n" for row in [NAMES, *PEOPLE])
SEVERAL = "".join("\t\t".join(row) + "\n" for row in [NAMES, *PEOPLE])


def _mail(plain: str, html: str = "") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "kim@example.com", "hr@example.com", "list"
    mail.set_content(plain)
    if html:
        mail.add_alternative(html, subtype="html")
    return mail.as_bytes()


def _tables(pieces: list[Piece]) -> list[Table]:
    return [piece for piece in pieces if isinstance(piece, Table)]


def _text(pieces: list[Piece]) -> str:
    return "\n".join(piece.text for piece in pieces if isinstance(piece, Passage))


def _document(lines: str) -> bytes:
    """Return a document of a paragraph a line, tabs as Word writes them."""
    runs = (line.replace("\t", "</w:t><w:tab/><w:t>") for line in lines.splitlines())
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{run}</w:t></w:r></w:p>' for run in runs)
    return docx({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def test_a_table_in_the_formatted_body_of_a_mail_has_rows_and_columns() -> None:
    (table,) = _tables(read("a.eml", _mail("see below", f"<p>Hi</p>{HTML}")))
    assert (table.header, list(table.rows)) == (NAMES, PEOPLE)


def test_of_two_bodies_that_say_the_same_the_one_with_the_table_is_read() -> None:
    plain = "\n\n".join(value for row in [NAMES, *PEOPLE] for value in row)
    pieces = read("a.eml", _mail(plain, HTML))
    assert [list(table.rows) for table in _tables(pieces)] == [PEOPLE]
    assert "Maria Holt" not in _text(pieces)


@pytest.mark.parametrize("rows", [SPACED, LOOSE, TABBED, SEVERAL])
@pytest.mark.parametrize("mark", ["", "> ", ">> ", "> > "])
def test_a_list_in_a_plain_mail_is_a_table_quoted_or_not(rows: str, mark: str) -> None:
    body = "".join(f"{mark}{line}\n" for line in f"Here it is:\n\n{rows}\nKim".splitlines())
    pieces = read("a.eml", _mail(f"Hi,\n\n{body}\nBest\n"))
    (table,) = _tables(pieces)
    assert (table.header, list(table.rows)) == (NAMES, PEOPLE)
    assert "Here it is:" in _text(pieces) and "Kim" in _text(pieces)


def test_an_attached_mail_and_a_mailbox_have_their_tables_too(tmp_path: Path) -> None:
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "kim@example.com", "forwarded"
    outer.set_content("see attached")
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = "kim@example.com", "hr@example.com", "list"
    inner.set_content(HTML, subtype="html")
    outer.add_attachment(inner)
    box = mailbox.mbox(tmp_path / "box")
    box.add(outer)
    box.add(inner)
    box.close()
    tables = _tables(read("box.mbox", (tmp_path / "box").read_bytes()))
    assert [list(table.rows) for table in tables] == [PEOPLE, PEOPLE]


def test_two_lists_in_one_mail_are_two_tables() -> None:
    tables = _tables(read("a.eml", _mail(f"One:\n\n{SPACED}\nTwo:\n\n{TABBED}\n")))
    assert [list(table.rows) for table in tables] == [PEOPLE, PEOPLE]
    assert len({table.where for table in tables}) == 2


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        *(("list.docx", rows) for rows in (SPACED, LOOSE, TABBED, SEVERAL)),
        *(("list.txt", rows) for rows in (SPACED, LOOSE, TABBED)),
    ],
)
def test_a_list_under_a_title_is_a_table_in_documents_and_texts(name: str, rows: str) -> None:
    text = f"Payroll list\nas of March\n{rows}\nBest, Kim\n"
    pieces = read(name, _document(text) if name.endswith("x") else text.encode())
    (table,) = _tables(pieces)
    assert (table.header, list(table.rows)) == (NAMES, PEOPLE)
    assert "Payroll list" in _text(pieces) and "Best, Kim" in _text(pieces)


@pytest.mark.parametrize("before", [5, 51, 55, 58, 200])
def test_a_list_far_below_the_begin_of_a_text_is_a_table_and_no_line_is_lost(before: int) -> None:
    prose = "".join(f"This is sentence {number} of the minutes.\n" for number in range(before))
    pieces = read("minutes.txt", f"{prose}\n{TABBED}\n{prose}".encode())
    (table,) = _tables(pieces)
    assert list(table.rows) == PEOPLE
    assert _text(pieces).count("sentence") == 2 * before


def test_a_row_that_is_wider_than_its_column_does_not_end_the_table() -> None:
    wide = "Maximiliana Featherstonehaugh  555281947   61000\n"
    lines = SPACED.splitlines(keepends=True)
    (table,) = _tables(read("a.txt", "".join([*lines[:3], wide, *lines[3:]]).encode()))
    assert ("Maximiliana Featherstonehaugh", "555281947", "61000") in table.rows and len(table.rows) == 5


@pytest.mark.parametrize(
    "text",
    [
        "Customer address      Delivery address\nZoltan Quimby         Maria Holt\n"
        "12 Elm Street         9 Oak Street\nFresno, CA            Reno, NV\n",
        "Name:\tZoltan Quimby\nEmployer:\tAcme\nSince:\t2019\nPlace:\tReno\n",
        "Name\tZoltan Quimby\nEmployer\tAcme\nSince\t2019\nPlace\tReno\n",
    ],
)
def test_addresses_next_to_each_other_and_a_form_are_no_list(text: str) -> None:
    assert not _tables(read("a.eml", _mail(f"Hello\n\n{text}\n")))
