"""PDF: text layers with boxes, scans, rotation and crop, forms, attachments, locked and broken."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pii_sweep.config import Extract
from pii_sweep.errors import Corrupt, Encrypted, TooBig
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf.reader import read_pdf
from pii_sweep.extract.pdf.text_quality import is_garbled, is_sparse
from pii_sweep.types import Blob, Box, Gap, Note, ObjectRef, Passage, Piece, Where

WHERE = Where(ObjectRef("bucket", "order.pdf"))
BILL = ["Bill To", "Maria Gonzalez", "1420 Oak Street Apt 7", "Fresno, CA 93701"]
SHIP = ["Ship To", "James Carter", "88 Pine Avenue", "Oakland, CA 94607"]


def pdf(draw: Callable[[Canvas], None], **options: object) -> bytes:
    """Return a one-page letter PDF."""
    out = io.BytesIO()
    page = Canvas(out, pagesize=(612, 792), **options)
    draw(page)
    page.showPage()
    page.save()
    return out.getvalue()


def order(page: Canvas) -> None:
    """Draw two addresses side by side and the amounts under them."""
    page.setFont("Helvetica", 11)
    for x, lines in ((72, BILL), (330, SHIP)):
        for row, line in enumerate(lines):
            page.drawString(x, 700 - 14 * row, line)
    for row, (label, amount) in enumerate((("Subtotal", "$40.00"), ("Tax", "$3.10"), ("Total", "$43.10"))):
        page.drawString(330, 500 - 14 * row, label)
        page.drawRightString(540, 500 - 14 * row, amount)


def read(data: bytes, **settings: object) -> list[Piece | Blob]:
    return list(read_pdf(io.BytesIO(data), WHERE, Budget(Extract(**settings))))


def passages(pieces: list[Piece | Blob]) -> list[Passage]:
    return [piece for piece in pieces if isinstance(piece, Passage)]


def box_of(found: Passage, word: str) -> Box:
    start = found.text.index(word)
    return next(span.box for span in found.spans if span.start == start and span.box is not None)


def overlap(one: Box, two: Box) -> float:
    across = min(one.x1, two.x1) - max(one.x0, two.x0)
    down = min(one.y1, two.y1) - max(one.y0, two.y0)
    if across <= 0 or down <= 0:
        return 0.0
    both = (one.x1 - one.x0) * (one.y1 - one.y0) + (two.x1 - two.x0) * (two.y1 - two.y0)
    return across * down / (both - across * down)


def changed(data: bytes, change: Callable[[pdfium.PdfPage], None]) -> bytes:
    document = pdfium.PdfDocument(data)
    page = document[0]
    change(page)
    out = io.BytesIO()
    page.close()
    document.save(out)
    document.close()
    return out.getvalue()


def ink_box(data: bytes, dpi: int, words: list[str]) -> Box:
    """Return where PDFium draws a page's only words, from the rendered picture."""
    document = pdfium.PdfDocument(data)
    picture = document[0].render(scale=dpi / 72).to_pil().convert("L").point(lambda v: 255 if v < 128 else 0)
    document.close()
    found = picture.getbbox()
    assert found is not None and words
    return Box(*map(float, found))


def test_columns_side_by_side_are_two_blocks_and_a_total_stays_with_its_amount() -> None:
    (found,) = passages(read(pdf(order)))
    assert "\n".join(BILL) in found.text
    assert "\n".join(SHIP) in found.text
    assert "Total  $43.10" in found.text
    assert found.layout == "page" and found.where.page == 1
    for span in found.spans:
        assert found.text[span.start : span.end].strip() == found.text[span.start : span.end] != ""


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_are_those_of_the_page_as_displayed(turn: int) -> None:
    data = pdf(lambda page: (page.setFont("Helvetica", 24), page.drawString(150, 600, "IDENTIFICATION")))
    data = changed(data, lambda page: page.set_rotation(turn))
    data = changed(data, lambda page: page.set_cropbox(100, 300, 500, 700))
    (found,) = passages(read(data))
    assert overlap(box_of(found, "IDENTIFICATION"), ink_box(data, 200, ["IDENTIFICATION"])) >= 0.6


def scan(turn: int = 0) -> Image.Image:
    picture = Image.new("RGB", (1240, 900), "white")
    draw = ImageDraw.Draw(picture)
    for row, line in enumerate(["Maria Gonzalez", "1420 Oak Street Apt 7", "Fresno, CA 93701"]):
        draw.text((150, 200 + 60 * row), line, "black", ImageFont.load_default(40))
    return picture.rotate(turn, expand=True, fillcolor="white")


def test_a_page_that_is_only_a_picture_is_read_by_ocr() -> None:
    data = pdf(lambda page: page.drawImage(ImageReader(scan()), 0, 200, 612, 444))
    pieces = read(data)
    (found,) = passages(pieces)
    assert "Maria Gonzalez\n1420 Oak Street Apt 7\nFresno, CA 93701" in found.text
    assert found.ocr_confidence is not None and found.ocr_confidence > 0.8
    assert Note(found.where, "ocr_pages") in pieces


def test_a_picture_next_to_a_text_layer_is_read_and_no_word_comes_twice() -> None:
    def draw(page: Canvas) -> None:
        order(page)
        page.drawImage(ImageReader(scan()), 72, 100, 400, 290)

    found = passages(read(pdf(draw)))
    text = "\n\n".join(item.text for item in found)
    assert len(found) == 2
    assert text.count("Subtotal") == 1
    assert found[1].text.startswith("Maria Gonzalez")


def test_ocr_turned_off_leaves_a_gap_for_the_page_that_needs_it() -> None:
    data = pdf(lambda page: page.drawImage(ImageReader(scan()), 0, 200, 612, 444))
    assert [piece.reason for piece in read(data, ocr="off") if isinstance(piece, Gap)] == ["OCR_OFF"]
    assert not any(isinstance(piece, Gap) for piece in read(pdf(order), ocr="off"))


def test_sparse_and_garbled_text_layers_are_distinguished_from_good_ones() -> None:
    good = ["Maria", "Gonzalez", "lives", "in", "Fresno", "and", "ordered", "canvas", "prints"]
    assert not is_sparse(good) and not is_garbled(good)
    assert is_sparse(["Page", "1"])
    assert is_garbled(["\ufffd\ufffd\ufffd", "abc", "\ue001\ue002"])
    assert is_garbled(["(cid:12)(cid:44)", "(cid:7)"])
    assert is_garbled(["?!..,,", "----", "//"])


def test_form_fields_metadata_and_attachments_are_read() -> None:
    def draw(page: Canvas) -> None:
        order(page)
        page.setAuthor("Ann Author")
        page.acroForm.textfield(name="ssn", value="123-45-6789", x=72, y=300, width=200, height=20)

    data = pdf(draw)
    document = pdfium.PdfDocument(data)
    document.new_attachment("buyer.xml").set_data(b"<buyer/>")
    out = io.BytesIO()
    document.save(out)
    document.close()
    reader = read_pdf(io.BytesIO(out.getvalue()), WHERE, Budget(Extract()))
    texts, bodies = [], {}
    for piece in reader:
        if isinstance(piece, Passage):
            texts.append((piece.layout, piece.text))
        if isinstance(piece, Blob):
            with piece.open() as body:
                bodies[piece.where.inside] = body.read()
    assert ("fields", "ssn: 123-45-6789") in texts
    assert ("metadata", "Author: Ann Author") in texts
    assert bodies == {("buyer.xml",): b"<buyer/>"}


def test_bookmarks_pinned_files_and_data_of_xfa_forms_are_read() -> None:
    """What reportlab cannot write is written as it stands; PDFium mends the missing table of objects."""
    data = b"""%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R/Outlines 6 0 R/AcroForm <</Fields[]/XFA[(datasets) 8 0 R]>>>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Annots[4 0 R]>> endobj
4 0 obj <</Subtype/FileAttachment/Rect[9 9 20 20]/FS <</Type/Filespec/F(n.txt)/EF <</F 5 0 R>>>>>> endobj
5 0 obj <</Length 10>> stream
Dear Maria
endstream endobj
6 0 obj <</Type/Outlines/First 7 0 R/Last 7 0 R/Count 1>> endobj
7 0 obj <</Title(Order of Ann Lee)/Parent 6 0 R/Dest[3 0 R/Fit]>> endobj
8 0 obj <</Length 19>> stream
<data>Quimby</data>
endstream endobj
trailer <</Root 1 0 R>>
%%EOF
"""
    texts, bodies = [], {}
    for piece in read_pdf(io.BytesIO(data), WHERE, Budget(Extract(ocr="off"))):
        if isinstance(piece, Passage):
            texts.append(piece.text)
        if isinstance(piece, Blob):
            with piece.open() as body:
                bodies[piece.where.inside, piece.where.page] = body.read()
    assert texts == ["Order of Ann Lee"]
    assert bodies == {(("n.txt",), 1): b"Dear Maria", (("datasets.xml",), None): b"<data>Quimby</data>"}


def test_a_locked_file_and_a_broken_one_say_which_they_are() -> None:
    with pytest.raises(Encrypted):
        read(pdf(order, encrypt=StandardEncryption("secret", canPrint=0)))
    with pytest.raises(Corrupt):
        read(b"%PDF-1.7\nnothing follows")
    assert passages(read(pdf(order, encrypt=StandardEncryption("", ownerPassword="owner"))))


def test_truncated_files_end_in_an_error_or_in_what_was_there() -> None:
    data = pdf(order)
    for end in range(0, len(data), len(data) // 10):
        try:
            read(data[:end] or b"%PDF")
        except Corrupt:
            continue


def test_the_page_budget_keeps_what_was_read_before() -> None:
    out = io.BytesIO()
    page = Canvas(out)
    for number in range(5):
        page.drawString(72, 700, f"Customer number {number} of the annual report list")
        page.showPage()
    page.save()
    kept: list[Piece | Blob] = []
    with pytest.raises(TooBig) as error:
        kept.extend(iter_all(read_pdf(io.BytesIO(out.getvalue()), WHERE, Budget(Extract(max_pages=3))), kept))
    assert error.value.reason == "PAGE_LIMIT"
    assert [item.where.page for item in passages(kept)] == [1, 2, 3]


def iter_all(pieces: object, kept: list[Piece | Blob]) -> list[Piece | Blob]:
    for piece in pieces:  # type: ignore[attr-defined]
        kept.append(piece)
    return []


def test_the_same_logo_on_every_page_is_read_once() -> None:
    out = io.BytesIO()
    page = Canvas(out)
    logo = ImageReader(scan())
    for _ in range(3):
        order(page)
        page.drawImage(logo, 72, 100, 400, 290)
        page.showPage()
    page.save()
    texts = [found.text for found in passages(read(out.getvalue())) if found.ocr_confidence is not None]
    assert len(texts) == 1


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_shows_its_text_turned_is_still_read_in_order(turn: int) -> None:
    (found,) = passages(read(changed(pdf(order), lambda page: page.set_rotation(turn))))
    assert "\n".join(BILL) in found.text
    assert "Total  $43.10" in found.text


ROSTER = [
    ("Name", "Address", "SSN", "DOB"),
    ("Zoltan Quimby", "12 Elm Street, Reno, NV", "512-34-1876", "03/12/1971"),
    ("Maria Holt", "9 Oak Avenue, Reno, NV", "467-21-9835", "11/02/1984"),
    ("Otto Holt", "9 Oak Avenue, Reno, NV", "301-45-8822", "07/28/1969"),
    ("Kofi Achebe", "77 Pine Road, Reno, NV", "218-77-0943", "01/15/1990"),
]


def turned(lines: list[tuple[str, ...]], turn: int) -> bytes:
    """Return a page whose columns run in a direction."""

    def draw(page: Canvas) -> None:
        page.translate(306, 396)
        page.rotate(turn)
        for row, cells in enumerate(lines):
            for x, cell in zip((-250, -120, 60, 170), cells, strict=False):
                page.drawString(x, 100 - 16 * row, cell)

    return pdf(draw)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_table_of_people_that_is_turned_is_read_row_by_row(turn: int) -> None:
    found = passages(read(turned(ROSTER, turn)))
    rows = [piece for piece in found if piece.layout == "fields"]
    assert [piece.text.splitlines()[-1] for piece in rows] == [f"DOB: {row[-1]}" for row in ROSTER[1:]]
    boxes = [span.box for piece in rows for span in piece.spans if span.box is not None]
    width, height = 612 * 200 / 72, 792 * 200 / 72
    assert boxes and all(0 <= box.x0 < box.x1 <= width and 0 <= box.y0 < box.y1 <= height for box in boxes)


@pytest.mark.parametrize("turn", [90, 270])
def test_addresses_that_are_turned_are_no_table(turn: int) -> None:
    lines = [(bill, "", ship) for bill, ship in zip(BILL, SHIP, strict=True)]
    (found,) = passages(read(turned(lines, turn)))
    assert found.layout != "fields" and "\n".join(BILL) in found.text
