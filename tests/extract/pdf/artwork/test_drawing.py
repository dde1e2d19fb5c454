"""Text that a PDF page shows without text runs: appearances, patterns, masks, glyphs of text, outlines."""

from __future__ import annotations

import io
import math

import pytest
from matplotlib.textpath import TextPath
from reportlab.pdfgen.canvas import Canvas

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf.reader import read_pdf
from pii_sweep.types import Gap, Note, ObjectRef, Passage, Piece, Where

WHERE = Where(ObjectRef("bucket", "letter.pdf"))
HEAD = "Welcome to the annual garden fair of our town"
LINES = ("Customer: Miriam Oyelaran", "SSN: 536-22-8743", "Phone: 312-555-0147")
VALUES = ("Miriam Oyelaran", "536-22-8743", "312-555-0147")
SHOWN = "/F 12 Tf 50 600 Td 16 TL " + " ".join(f"({line}) Tj T*" for line in LINES)
FONT = "/Resources<</Font<</F 5 0 R>>>>"


def stream(entries: str, data: str) -> str:
    return f"<<{entries}/Length {len(data)}>>stream\n{data}\nendstream"


def pdf(operators: str, entries: str, *parts: str) -> bytes:
    """Return a page with a line of text; the operators come behind it, the parts are objects from 6 on."""
    annotations, resources = (entries, "") if entries.startswith("/Annots") else ("", entries)
    resources = f"/Resources<</Font<</F 5 0 R/G 7 0 R>>{resources}>>"
    page = f"/MediaBox[0 0 612 792]/Contents 4 0 R{resources}{annotations}"
    objects = [
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R{page}>>",
        stream("", f"BT /F 12 Tf 50 700 Td ({HEAD}) Tj ET {operators}"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *parts,
    ]
    body = "".join(f"{number} 0 obj\n{part}\nendobj\n" for number, part in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body.encode() + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def stamp(kind: str, more: str = "") -> bytes:
    form = stream(f"/Subtype/Form/BBox[0 540 612 620]{FONT}", f"BT {SHOWN} ET")
    return pdf(
        "",
        "/Annots[6 0 R]",
        f"<</Type/Annot/Subtype/{kind}/F 4/Rect[0 540 612 620]/AP<</N 7 0 R>>{more}>>",
        form,
    )


def pattern() -> bytes:
    entries = f"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 612 792]/XStep 612/YStep 792{FONT}"
    paint = "/Pattern cs /P scn 0 0 612 660 re f"
    return pdf(paint, "/Pattern<</P 6 0 R>>", stream(entries, f"BT {SHOWN} ET"))


def mask() -> bytes:
    entries = f"/Subtype/Form/Group<</S/Transparency/CS/DeviceGray>>/BBox[0 0 612 792]{FONT}"
    state = "/ExtGState<</M<</SMask<</S/Luminosity/G 6 0 R>>>>>>"
    return pdf("/M gs 0 0 1 rg 0 0 612 660 re f", state, stream(entries, f"1 g BT {SHOWN} ET"))


def glyph() -> bytes:
    entries = "/FontBBox[0 0 600 800]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>/FirstChar 65/LastChar 65"
    font = (
        f"<</Type/Font/Subtype/Type3{entries}/Encoding<</Differences[65/a]>>/Widths[600]"
        "/Resources<</Font<</F 5 0 R>>>>>>"
    )
    return pdf("BT /G 1 Tf 0 0 Td (A) Tj ET", "", stream("", f"600 0 d0 BT {SHOWN} ET"), font)


def outlines(page: Canvas, top: float, lines: tuple[str, ...] = LINES) -> None:
    """Draw lines of text as one path each, as programs do that turn text into curves."""
    for row, line in enumerate(lines):
        path, x, y = page.beginPath(), 50.0, top - 16.0 * row
        shape = TextPath((x, y), line, size=12)
        for points, code in shape.iter_segments(curves=True):
            pairs = [(float(a), float(b)) for a, b in zip(points[::2], points[1::2], strict=True)]
            if code == 1:
                path.moveTo(*pairs[0])
            elif code == 2:
                path.lineTo(*pairs[0])
            elif code == 79:
                path.close()
            else:
                controls = pairs[:-1] * (2 if code == 3 else 1)
                path.curveTo(*controls[0], *controls[1], *pairs[-1])
        page.drawPath(path, stroke=0, fill=1)


def drawn(*, head: bool, pages: int = 1) -> bytes:
    out = io.BytesIO()
    page = Canvas(out, pagesize=(612, 792))
    for number in range(pages):
        if head:
            page.drawString(50, 740, f"{HEAD}, page {number + 1} of the programme")
        outlines(page, 600)
        page.showPage()
    page.save()
    return out.getvalue()


def read(data: bytes, **settings: object) -> list[Piece]:
    return list(read_pdf(io.BytesIO(data), WHERE, Budget(Extract(**settings))))  # type: ignore[arg-type]


def text_of(pieces: list[Piece]) -> str:
    return "\n".join(piece.text for piece in pieces if isinstance(piece, Passage))


def scanned(pieces: list[Piece]) -> int:
    return [piece.measure for piece in pieces if isinstance(piece, Note)].count("ocr_pages")


PAGES = {
    "a stamp": stamp("Stamp"),
    "a note": stamp("FreeText"),
    "a signature": stamp("Widget", "/FT/Sig/T(Signature)"),
    "a pattern": pattern(),
    "a soft mask": mask(),
    "a glyph": glyph(),
    "outlines": drawn(head=True),
    "outlines alone": drawn(head=False),
}


@pytest.mark.parametrize("data", PAGES.values(), ids=PAGES)
def test_text_that_is_drawn_without_a_text_run_is_read(data: bytes) -> None:
    pieces = read(data)
    assert not [piece for piece in pieces if isinstance(piece, Gap)]
    for value in VALUES:
        assert value in text_of(pieces)


def test_text_that_is_drawn_is_a_gap_where_ocr_is_off() -> None:
    gaps = [piece.reason for piece in read(drawn(head=True), ocr="off") if isinstance(piece, Gap)]
    assert gaps == ["OCR_OFF"]


def test_a_drawn_letterhead_is_read_once() -> None:
    pieces = read(drawn(head=True, pages=3))
    assert scanned(pieces) == 1
    assert text_of(pieces).count("536-22-8743") == 1


def test_the_words_of_a_typed_note_do_not_come_twice() -> None:
    pieces = read(stamp("FreeText", f"/Contents({' '.join(LINES)})"))
    assert text_of(pieces).count("536-22-8743") <= 2  # by its place and by its name


def chart() -> bytes:
    """Return a page of text with curves, bars, a ruled table in one path and rounded boxes."""
    out = io.BytesIO()
    page = Canvas(out, pagesize=(612, 792))
    curve, grid = page.beginPath(), page.beginPath()
    curve.moveTo(50, 600)
    for step in range(400):
        curve.lineTo(50 + step, 600 + 40 * math.sin(step / 20))
    for row in range(21):
        grid.moveTo(50, 100 + 20 * row)
        grid.lineTo(550, 100 + 20 * row)
    for column in range(8):
        grid.moveTo(50 + 71.4 * column, 100)
        grid.lineTo(50 + 71.4 * column, 500)
    page.drawPath(curve)
    page.drawPath(grid)
    for row in range(20):
        page.roundRect(460 + 5 * row, 650, 4, 2 + row, 1, fill=1)
        for column in range(7):
            page.drawString(54 + 71.4 * column, 105 + 20 * row, f"part {row}/{column}")
    page.drawString(50, 740, HEAD)
    page.save()
    return out.getvalue()


def test_charts_and_ruled_tables_cost_no_ocr() -> None:
    pieces = read(chart())
    assert not scanned(pieces)
    assert not [piece for piece in pieces if isinstance(piece, Gap)]
