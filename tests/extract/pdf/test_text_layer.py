"""Text layers: what is cropped away, drawn in no order, or runs aslant is read as it stands."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf.reader import read_pdf
from pii_sweep.extract.pdf.text_layer import word_ends
from pii_sweep.extract.pdf.text_quality import is_garbled
from pii_sweep.types import ObjectRef, Passage, Where

WHERE = Where(ObjectRef("bucket", "slip.pdf"))
BILL = ["Ilse Vandermeer", "418 Alder Creek Rd", "Petaluma, CA 94952"]
SHIP = ["Kofi Achebe", "92 Harbor View Ter", "Duluth, MN 55802"]


def pdf(draw: Callable[[Canvas], None], change: Callable[[pdfium.PdfPage], None] | None = None) -> bytes:
    out = io.BytesIO()
    page = Canvas(out, pagesize=(612, 792))
    page.setFont("Helvetica", 11)
    draw(page)
    page.save()
    if change is None:
        return out.getvalue()
    document = pdfium.PdfDocument(out.getvalue())
    first = document[0]
    change(first)
    first.close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def read(data: bytes) -> list[Passage]:
    pieces = read_pdf(io.BytesIO(data), WHERE, Budget(Extract(ocr="off")))
    return [piece for piece in pieces if isinstance(piece, Passage)]


def block(page: Canvas, lines: list[str], x: float, y: float) -> None:
    for row, line in enumerate(lines):
        page.drawString(x, y - 14 * row, line)


def glyphs(page: Canvas, order: Callable[[list[tuple[float, float, str]]], None]) -> None:
    """Draw two blocks glyph by glyph, without the spaces, in some order."""
    drawn = []
    for x, lines in ((72, BILL), (330, SHIP)):
        for row, line in enumerate(lines):
            for at, sign in enumerate(line):
                if sign != " ":
                    drawn.append((x + stringWidth(line[:at], "Helvetica", 11), 700.0 - 14 * row, sign))
    order(drawn)
    for x, y, sign in drawn:
        page.drawString(x, y, sign)


def test_text_outside_the_crop_box_is_read_apart_with_boxes_outside_the_page() -> None:
    def draw(page: Canvas) -> None:
        block(page, ["Deliver this parcel to", *BILL], 72, 700)
        block(page, SHIP, 72, 100)

    shown, hidden = read(pdf(draw, lambda page: page.set_cropbox(0, 400, 612, 792)))
    assert shown.text.endswith("\n".join(BILL))
    assert hidden.text == "\n".join(SHIP)
    height = (792 - 400) * 200 / 72
    assert all(span.box is not None and span.box.y0 > height for span in hidden.spans)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("order", [random.Random(7).shuffle, list.sort, list.reverse])
def test_glyphs_in_no_order_are_put_together_by_position(turn: int, order: Callable[..., None]) -> None:
    def draw(page: Canvas) -> None:
        page.translate(306, 396)
        page.rotate(turn)
        page.translate(-306, -396)
        glyphs(page, order)

    (found,) = read(pdf(draw))
    assert "\n".join(BILL) in found.text and "\n".join(SHIP) in found.text
    assert all(found.text[span.start : span.end].strip() for span in found.spans)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_scattered_glyphs_of_a_turned_page_are_put_together(turn: int) -> None:
    data = pdf(lambda page: glyphs(page, random.Random(7).shuffle), lambda page: page.set_rotation(turn))
    (found,) = read(data)
    assert "\n".join(BILL) in found.text and "\n".join(SHIP) in found.text


@pytest.mark.parametrize("degrees", [-40, -12, 4, 9, 30, 100, 190])
def test_lines_that_run_aslant_keep_their_order(degrees: int) -> None:
    def draw(page: Canvas) -> None:
        page.translate(306, 396)
        page.rotate(degrees)
        block(page, BILL, -200, 60)
        block(page, SHIP, 20, 60)

    (found,) = read(pdf(draw))
    assert "\n".join(BILL) in found.text and "\n".join(SHIP) in found.text


def test_loose_letters_that_nothing_orders_are_no_text() -> None:
    assert is_garbled(list("IlseVandermeerKofiAchebe"))
    assert not is_garbled(["a", "b", "c", *BILL[0].split()])


def test_words_stand_where_splitting_finds_them() -> None:
    blanks = [chr(code) for code in range(0x110000) if chr(code).isspace()]
    text = "".join(f"{blank}né{blank}{blank}\U0001f600x" for blank in blanks) + "end"
    ends = word_ends(text)
    assert [text[start : end + 1] for start, end in zip(ends[::2], ends[1::2], strict=True)] == text.split()


def with_signs(lines: list[str], signs: dict[str, str]) -> bytes:
    """Return a page whose font's ToUnicode map tells some characters to be other signs (UTF-16 in hex)."""
    show = "\n".join(f"1 0 0 1 72 {700 - 14 * at} Tm ({line}) Tj" for at, line in enumerate(lines))
    drawn = f"BT /F 11 Tf\n{show}\nET"
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(signs)} beginbfchar\n"
        + "".join(f"<{ord(shown):02X}> <{sign}>\n" for shown, sign in signs.items())
        + "endbfchar endcmap end end"
    )
    bodies = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
    ]
    out, places = "%PDF-1.4\n", list[int]()
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer<</Size {len(bodies) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def test_words_behind_signs_beyond_ucs_2_keep_their_places() -> None:
    lines = ["* 707 555 0143 for the shop", *BILL, "* 707 555 0199 * 707 555 0177", *SHIP, "Ask at the desk"]
    text = " ".join(passage.text for passage in read(with_signs(lines, {"*": "D83DDCDE"})))
    assert "\n".join(BILL) in text
    assert "\n".join(SHIP) in text
    assert "707 555 0143 for the shop" in text


def test_lines_that_run_from_right_to_left_are_read_as_they_run() -> None:
    address = "רחוב יפו 121 חיפה"
    letters = sorted(set(address) - set(" 0123456789"))
    shown = dict(zip(letters, "abcdefghijklmnop", strict=False))
    drawn = " ".join("".join(shown.get(char, char) for char in word) for word in address.split())
    visual = " ".join(word if word.isdigit() else word[::-1] for word in reversed(drawn.split()))
    signs = {code: f"{ord(letter):04X}" for letter, code in shown.items()}
    text = "\n".join(
        passage.text
        for passage in read(with_signs(["HOME DELIVERY", "PARCEL NUMBER", visual, "FRAGILE GOODS"], signs))
    )
    assert address in text


def test_lines_set_far_apart_are_one_block_where_the_page_draws_them_one_after_another() -> None:
    def draw(page: Canvas) -> None:
        for down, line in zip((0, 26, 66), BILL, strict=True):
            page.drawString(72, 700 - down, line)
        page.setFont("Helvetica", 7)
        block(
            page,
            ["Corner Shop Ltd", "12 Mill Lane", "phone 555 0143", "fax 555 0144", "shop.example"],
            440,
            710,
        )

    (found,) = read(pdf(draw))
    assert "\n".join(BILL) in found.text
