"""Ruled tables in PDFs: a row is a record, a cell set on several lines stays whole."""

from __future__ import annotations

import io

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf.grid import grids
from pii_sweep.extract.pdf.reader import read_pdf
from pii_sweep.types import ObjectRef, Passage, Where

WHERE = Where(ObjectRef("bucket", "customers.pdf"))
PEOPLE = [
    ["Customer", "Ship to address", "Total"],
    ["Ilse Vandermeer", "418 Alder Creek Rd<br/>Petaluma, CA 94952", "$35.50"],
    ["Kofi Achebe", "92 Harbor View Ter<br/>Duluth, MN 55802", "$159.50"],
    ["Noor Takahashi", "7 Old Mill Rd<br/>Waco, TX 76701", "$12.00"],
]
GOODS = [["Item", "Qty", "Customer price"], *([f"Print {n}", "2", "$4.00"] for n in range(4))]


def pages(rows: list[list[str]], style: list[tuple[object, ...]]) -> list[Passage]:
    """Return the passages of a page with a table and a line under it."""
    body = getSampleStyleSheet()["BodyText"]
    out = io.BytesIO()
    table = Table([[Paragraph(cell, body) for cell in row] for row in rows], colWidths=[110, 150, 70])
    table.setStyle(TableStyle(style))
    SimpleDocTemplate(out, pagesize=letter).build([table, Paragraph("Printed for Ana Ruiz.", body)])
    out.seek(0)
    return [piece for piece in read_pdf(out, WHERE, Budget(Extract())) if isinstance(piece, Passage)]


@pytest.mark.parametrize("rule", ["GRID", "BOX"])
def test_a_ruled_table_of_people_is_a_record_a_row(rule: str) -> None:
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    if rule == "BOX":  # a frame around each cell, as word processors draw it
        style = [("BOX", (x, y), (x, y), 0.5, colors.black) for x in range(3) for y in range(4)]
    *rows, rest = pages(PEOPLE, style)
    assert [row.text for row in rows] == [
        "\n".join(
            f"{name}: {cell.replace('<br/>', chr(10))}" for name, cell in zip(PEOPLE[0], line, strict=True)
        )
        for line in PEOPLE[1:]
    ]
    assert [row.where.row for row in rows] == [1, 2, 3]
    street = next(span for span in rows[1].spans if rows[1].text[span.start : span.end] == "Harbor")
    assert (street.column, street.column_name) == (2, "Ship to address")
    assert street.box is not None and street.box.y1 > street.box.y0
    assert rest.text == "Printed for Ana Ruiz."


@pytest.mark.parametrize("rows", [GOODS, PEOPLE[:2]])
def test_a_table_of_goods_or_of_one_row_stays_text_of_the_page(rows: list[list[str]]) -> None:
    found = pages(rows, [("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    assert [passage.layout for passage in found] == ["page"]
    assert rows[0][0] in found[0].text and "Ana Ruiz" in found[0].text


def test_a_drawing_of_very_many_lines_is_no_table() -> None:
    level = [
        {"x0": 0.0, "x1": 90.0, "top": 9.0 * n, "bottom": 9.0 * n, "width": 90.0, "height": 0.0,
         "orientation": "h", "object_type": "line"}
        for n in range(500)
    ]  # fmt: skip
    upright = [
        {"x0": 30.0 * n, "x1": 30.0 * n, "top": 0.0, "bottom": 4500.0, "width": 0.0, "height": 4500.0,
         "orientation": "v", "object_type": "line"}
        for n in range(4)
    ]  # fmt: skip
    assert grids(level + upright) == []
    assert len(grids(level[:20] + upright)) == 1


def drawn(lines: list[tuple[float, list[tuple[float, str]]]], pages_of: int = 10_000) -> list[Passage]:
    """Return the passages of a PDF whose texts stand at (height, [(left, text)])."""
    out = io.BytesIO()
    page = Canvas(out, pagesize=letter)
    for number, (y, texts) in enumerate(lines):
        if number and number % pages_of == 0:
            page.showPage()
        for x, text in texts:
            page.drawString(x, y, text)
    page.save()
    out.seek(0)
    return [piece for piece in read_pdf(out, WHERE, Budget(Extract())) if isinstance(piece, Passage)]


def table(
    *, wrapped: bool, top: float = 700, head: tuple[str, ...] = ("Customer", "Ship to", "Total")
) -> list:  # type: ignore[type-arg]
    """Return lines of a table without rules; addresses on one line or on two."""
    lefts, top = (60.0, 200.0, 480.0), 700.0
    lines = [(top, list(zip(lefts, head, strict=True)))]
    for name, address, total in PEOPLE[1:]:
        top -= 24
        street, city = address.split("<br/>")
        lines.append(
            (top, list(zip(lefts, (name, street if wrapped else f"{street}, {city}", total), strict=True)))
        )
        if wrapped:
            top -= 12
            lines.append((top, [(200, city)]))
    return lines


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_table_without_rules_is_a_record_a_row(wrapped: bool) -> None:
    *rows, rest = drawn([*table(wrapped=wrapped), (500, [(60, "Printed for Ana Ruiz.")])])
    comma = "\n" if wrapped else ", "
    assert [row.text for row in rows] == [
        f"Customer: {name}\nShip to: {address.replace('<br/>', comma)}\nTotal: {total}"
        for name, address, total in PEOPLE[1:]
    ]
    assert [row.where.row for row in rows] == [1, 2, 3]
    assert [span.column_name for span in rows[0].spans][0] == "Customer"
    assert rest.text == "Printed for Ana Ruiz."


ORDERS = [
    ("Date", "Order no.", "Total charged", "Balance"),
    ("3 May", "KB-20931", "$49.20", "$49.20"),
    ("9 May", "KB-21044", "$22.20", "$71.40"),
    ("2 Jun", "KB-21307", "$6.32", "$77.72"),
]


def ledger(rows: list[tuple[str, ...]], below: list[tuple[str, ...]]) -> list[Passage]:
    """Return the passages of rows at even distances, with others below a gap."""
    lefts = (60, 160, 280, 420)
    heights = [700.0 - 18 * at for at in range(len(rows))] + [600.0 - 18 * at for at in range(len(below))]
    return drawn(
        [(y, list(zip(lefts, row, strict=True))) for y, row in zip(heights, rows + below, strict=True)]
    )


def test_a_list_of_orders_is_a_record_an_order_and_ends_where_another_table_begins() -> None:
    *rows, rest = ledger(ORDERS, [("Current", "30 days", "60 days", "Older"), ("$71.40", "$6.32", "-", "-")])
    assert [row.layout for row in rows] == ["fields"] * 3
    assert rows[1].text == "Date: 9 May\nOrder no.: KB-21044\nTotal charged: $22.20\nBalance: $71.40"
    assert rest.text.startswith("Current") and rest.layout == "page"


def test_the_lines_of_one_order_are_no_list_of_orders() -> None:
    lines = [ORDERS[0], *((day, "KB-20931", total, rest) for day, _, total, rest in ORDERS[1:])]
    assert [passage.layout for passage in ledger(lines, [])] == ["page"]


def test_a_header_on_two_lines_and_a_name_that_is_wrapped_are_whole_again() -> None:
    lines = [(712.0, [(480.0, "Order")]), *table(wrapped=False, head=("Customer", "Ship to", "total"))]
    lines.insert(3, (664.0, [(60.0, "Quimby")]))
    lines[2] = (676.0, [(60.0, "Zoltan"), *lines[2][1][1:]])
    rows = drawn(lines)
    assert rows[0].text.endswith("Order total: $35.50")
    assert rows[0].text.startswith("Customer: Zoltan Quimby\n")


def test_a_table_that_goes_on_without_its_header_keeps_its_columns() -> None:
    again = [(y, texts) for y, texts in table(wrapped=False)[1:]]
    rows = drawn([*table(wrapped=False), *again], pages_of=4)
    assert [row.where.page for row in rows] == [1, 1, 1, 2, 2, 2]
    assert rows[3].text == rows[0].text


def test_addresses_side_by_side_under_a_customer_are_no_table() -> None:
    blocks = [
        ("Customer Information", "Shipping Address"),
        ("Ilse Vandermeer", "Kofi Achebe"),
        ("418 Alder Creek Rd", "92 Harbor View Ter"),
        ("Petaluma, CA 94952", "Duluth, MN 55802"),
        ("(415) 555-6874", "(218) 555-5080"),
    ]
    found = drawn([(700.0 - 14 * row, [(60, one), (300, two)]) for row, (one, two) in enumerate(blocks)])
    assert [passage.layout for passage in found] == ["page"]
    assert "Ilse Vandermeer\n418 Alder Creek Rd\nPetaluma, CA 94952" in found[0].text


def test_what_a_narrow_cell_cuts_is_whole_again() -> None:
    head = [(60.0, "Customer"), (200.0, "Phone"), (400.0, "Email")]
    lines = [(700.0, head)]
    for row in range(3):
        top = 670.0 - 40 * row
        lines.append((top, [(60.0, "Oluwaseun"), (200.0, "(619) 221-"), (400.0, "desmond.whitfield@e")]))
        lines.append((top - 12, [(60.0, "Adebayo"), (200.0, "1565"), (400.0, "xample.com")]))
    rows = drawn(lines)
    wanted = "Customer: Oluwaseun Adebayo\nPhone: (619) 221-1565\nEmail: desmond.whitfield@example.com"
    assert [row.text for row in rows] == [wanted] * 3
    for span in rows[0].spans:
        assert rows[0].text[span.start : span.end] in {
            "Oluwaseun", "Adebayo", "(619)", "221-", "1565", "desmond.whitfield@e", "xample.com"
        }  # fmt: skip
