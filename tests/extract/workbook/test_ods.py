"""ODS: cells as they are stored where they hide it, and all that stands next to the cells."""

from __future__ import annotations

import pytest

from pii_sweep.extract.kinds import Kind
from pii_sweep.types import Gap, Passage, Piece, Table
from tests.extract.office.test_document import read, text_of
from tests.extract.samples import NAME, odf

SPACES = ("draw", "svg", "dc", "form", "calcext")
NAMESPACES = " ".join(f'xmlns:{one}="{one}"' for one in SPACES) + ' xmlns:xlink="x"'


def cell(inner: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{inner}</table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def book(sheet: str, before: str = "", behind: str = "") -> list[Piece]:
    held = f'{before}<table:table table:name="Sheet1">{sheet}</table:table>{behind}'
    return read("a.ods", odf(Kind.ODS, f"<office:spreadsheet {NAMESPACES}>{held}</office:spreadsheet>"))


PLAIN = row(cell("<text:p>Bolts</text:p>"), cell("<text:p>Nuts</text:p>"))
BOX = f"<draw:frame><draw:text-box><text:p>{NAME}</text:p></draw:text-box></draw:frame>"
CHANGE = f"<table:change-track-table-cell><text:p>{NAME}</text:p></table:change-track-table-cell>"
HELP = f"<table:help-message><text:p>{NAME}</text:p></table:help-message>"
LIST = f"of:cell-content-is-in-list(&quot;{NAME}&quot;;&quot;x&quot;)"
LINKED = row(cell(f"<text:p>{NAME}</text:p>"))
BEFORE = {
    "tracked change": f"<table:tracked-changes>{CHANGE}</table:tracked-changes>",
    "help of a rule": f"<table:content-validations>{HELP}</table:content-validations>",
    "list of a rule": f'<table:content-validation table:condition="{LIST}"/>',
}
BEHIND = {
    "name": f'<table:named-expression table:name="owner" table:expression="of:=&quot;{NAME}&quot;"/>',
    "filter": f'<table:filter-condition table:operator="=" table:value="{NAME}"/>',
    "member of a pivot": f'<table:data-pilot-member table:name="{NAME}"/>',
    "cells of another file": f"<table:dde-link><table:table>{LINKED}</table:table></table:dde-link>",
}
SHEET = {
    "box on the page": f"<table:shapes>{BOX}</table:shapes>",
    "description": f"<table:desc>{NAME}</table:desc>",
    "scenario": f'<table:scenario table:comment="{NAME}"/>',
    "alternative text": f"<table:shapes><draw:frame><svg:desc>{NAME}</svg:desc></draw:frame></table:shapes>",
    "control": f'<office:forms><form:text form:current-value="{NAME}"/></office:forms>',
    "element of a later version": f"<calcext:remark>{NAME}</calcext:remark>",
}


def passages(pieces: list[Piece], inside: tuple[str, ...]) -> list[str]:
    return [one.text for one in pieces if isinstance(one, Passage) and one.where.inside == inside]


@pytest.mark.parametrize("kind", sorted(BEFORE))
def test_what_stands_before_the_sheets_is_read(kind: str) -> None:
    pieces = book(PLAIN, before=BEFORE[kind])
    assert passages(pieces, ()) == [NAME] and passages(pieces, ("Sheet1",)) == ["Bolts\tNuts"]


@pytest.mark.parametrize("kind", sorted(BEHIND))
def test_what_stands_behind_the_sheets_is_read(kind: str) -> None:
    pieces = book(PLAIN, behind=BEHIND[kind])
    assert any(NAME in text for text in passages(pieces, ()))
    assert passages(pieces, ("Sheet1",)) == ["Bolts\tNuts"]


@pytest.mark.parametrize("kind", sorted(SHEET))
def test_what_stands_next_to_the_cells_is_read_in_its_sheet(kind: str) -> None:
    pieces = book(SHEET[kind] + PLAIN)
    assert passages(pieces, ("Sheet1",)) == ["Bolts\tNuts", NAME]
    assert not [piece for piece in pieces if isinstance(piece, Gap)]


@pytest.mark.parametrize(
    ("shown", "attributes", "read_as"),
    [
        ("###", 'office:value="500271941"', "500271941"),
        ("4.01E+15", 'office:value="4007641720786215"', "4007641720786215"),
        ("***-**-1941", 'office:value="500271941"', "500271941"),
        ("###", 'office:date-value="1985-03-04"', "1985-03-04"),
        ("(559) 555-0123", 'office:value="5595550123"', "(559) 555-0123"),
        ("02134", 'office:value="2134"', "02134"),
        ("1.234.567,00 €", 'office:value="1234567"', "1.234.567,00 €"),
        ("12.35", 'office:value="12.3456"', "12.35"),
        ("March 85", 'office:date-value="1985-03-04"', "March 85"),
        ("", 'office:value="7"', "7"),
        ("shown", 'office:string-value="Ophelia Hargrove"', "shown\nOphelia Hargrove"),
    ],
)
def test_a_cell_reads_as_stored_where_it_hides_that(shown: str, attributes: str, read_as: str) -> None:
    head = row(cell("<text:p>Name</text:p>"), cell("<text:p>Number</text:p>"), cell("<text:p>City</text:p>"))
    line = row(
        cell("<text:p>Ann Lee</text:p>"),
        cell(f"<text:p>{shown}</text:p>", attributes),
        cell("<text:p>Oslo</text:p>"),
    )
    (table,) = [piece for piece in book(head + line + line) if isinstance(piece, Table)]
    assert table.header == ("Name", "Number", "City")
    assert {one[1] for one in table.rows} == {read_as}


def test_comments_shapes_and_links_of_a_cell_leave_its_text_alone() -> None:
    remark = (
        "<office:annotation><dc:creator>Ann Lee</dc:creator><text:p>Asked twice</text:p></office:annotation>"
    )
    link = f'<text:p><text:a xlink:href="mailto:o@example.org?cc=a%20b">{NAME}</text:a><text:tab/>x</text:p>'
    pieces = book(row(cell(remark + BOX + link), cell("<text:p>Nuts</text:p>")))
    assert passages(pieces, ("Sheet1",)) == [
        f"{NAME} x\tNuts", f"Ann Lee\nAsked twice\n{NAME}\no@example.org cc=a b"
    ]  # fmt: skip


def test_texts_of_formulas_come_once() -> None:
    formula = f'table:formula="of:=IF([.A1];&quot;{NAME}&quot;;&quot;&quot;)"'
    cells = row(cell("<text:p>1</text:p>", formula), cell("<text:p>2</text:p>", formula))
    assert text_of(book(cells)).count(NAME) == 1
