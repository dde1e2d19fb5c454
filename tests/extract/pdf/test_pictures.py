"""Pictures of a PDF page: a scan in strips or tiles is one picture, icons that stand apart stay small."""

from __future__ import annotations

import io
import zlib

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf.canvas import canvas
from pii_sweep.extract.pdf.pictures import contents
from pii_sweep.extract.pdf.reader import read_pdf
from pii_sweep.types import Gap, Note, ObjectRef, Passage, Piece, Where

WHERE = Where(ObjectRef("bucket", "claim.pdf"))
LINES = ["Claimant: Maria Gonzalez", "1420 Oak Street Apt 7", "Fresno, CA 93701", "Phone: 559-555-0142"]
SCALE = 0.5  # points per pixel of the scan
HEAD = [
    "Acme Corporation, department of claims",
    "This form is kept for seven years after the claim is closed.",
]


def scan() -> Image.Image:
    image = Image.new("RGB", (900, 400), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(30)
    for row, line in enumerate(LINES):
        draw.text((30, 30 + 80 * row), line, "black", font)
    return image


def lay(tile: tuple[int, int], head: list[str]) -> bytes:
    """Return a page on which a scan is laid in tiles of a size, below some lines of text."""
    out, image = io.BytesIO(), scan()
    page = Canvas(out, pagesize=(612, 792))
    for row, line in enumerate(head):
        page.drawString(60, 740 - 16 * row, line)
    for top in range(0, image.height, tile[1]):
        for left in range(0, image.width, tile[0]):
            edges = (left, top, min(left + tile[0], image.width), min(top + tile[1], image.height))
            cut = image.crop(edges)
            width, height = cut.width * SCALE, cut.height * SCALE
            page.drawImage(ImageReader(cut), 60 + left * SCALE, 600 - top * SCALE - height, width, height)
    page.save()
    return out.getvalue()


def icons() -> bytes:
    """Return a page of text with a small picture before each of its lines."""
    out = io.BytesIO()
    page = Canvas(out, pagesize=(612, 792))
    icon = ImageReader(Image.new("RGB", (24, 24), "navy"))
    for row in range(40):
        page.drawImage(icon, 50, 740 - 17 * row, 12, 12)
        page.drawString(72, 742 - 17 * row, f"Step {row + 1}: tighten the bolts of the frame and check them.")
    page.save()
    return out.getvalue()


def read(data: bytes) -> list[Piece]:
    return list(read_pdf(io.BytesIO(data), WHERE, Budget(Extract())))  # type: ignore[arg-type]


@pytest.mark.parametrize("tile", [(900, 6), (900, 16), (900, 32), (40, 400), (64, 64)])
@pytest.mark.parametrize("head", [[], HEAD], ids=["alone", "next to text"])
def test_a_scan_laid_in_strips_or_tiles_is_read_as_one_picture(
    tile: tuple[int, int], head: list[str]
) -> None:
    pieces = read(lay(tile, head))
    text = "\n".join(piece.text for piece in pieces if isinstance(piece, Passage))
    assert not [piece for piece in pieces if isinstance(piece, Gap)]
    for value in ("Maria Gonzalez", "1420 Oak Street", "559-555-0142", *head):
        assert value in text


def test_icons_that_stand_apart_cost_no_ocr() -> None:
    data = icons()
    pieces = read(data)
    assert "ocr_pages" not in [piece.measure for piece in pieces if isinstance(piece, Note)]
    page = pdfium.PdfDocument(data)[0]
    assert contents(page, canvas(page, 200)).pictures == ()


def test_strips_of_one_scan_are_one_picture_where_it_stands() -> None:
    page = pdfium.PdfDocument(lay((900, 16), HEAD))[0]
    found = contents(page, canvas(page, 72))
    assert len(found.pictures) == 1
    assert tuple(found.pictures[0]) == pytest.approx((60, 192, 510, 392), abs=1)


def stamp() -> bytes:
    """Return a page of text with a stamp annotation whose appearance is a picture."""
    image = scan().convert("L")
    text = " ".join(f"1 0 0 1 60 {740 - 16 * row} Tm ({line}) Tj" for row, line in enumerate(HEAD))
    size = f"/Subtype/Image/Width {image.width}/Height {image.height}/ColorSpace/DeviceGray"
    kids = "/Annots[6 0 R]/Resources<</Font<</F 5 0 R>>>>"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R{kids}>>".encode(),
        stream("", f"BT /F 12 Tf {text} ET".encode()),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Annot/Subtype/Stamp/Rect[60 400 510 600]/F 4/AP<</N 7 0 R>>>>",
        stream(
            "/Subtype/Form/BBox[0 0 450 200]/Resources<</XObject<</I 8 0 R>>>>", b"450 0 0 200 0 0 cm /I Do"
        ),
        stream(f"{size}/BitsPerComponent 8/Filter/FlateDecode", zlib.compress(image.tobytes())),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, part) for number, part in enumerate(parts, 1))
    return b"%PDF-1.5\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def stream(entries: str, data: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries.encode(), len(data), data)


def test_a_picture_in_the_appearance_of_a_stamp_is_read() -> None:
    text = "\n".join(piece.text for piece in read(stamp()) if isinstance(piece, Passage))
    for value in ("Maria Gonzalez", "559-555-0142", *HEAD):
        assert value in text


def test_two_large_pictures_at_one_place_of_two_pages_are_not_taken_for_one_logo() -> None:
    out = io.BytesIO()
    page = Canvas(out, pagesize=(612, 792))
    for _ in range(2):
        noise = Image.effect_noise((1300, 1300), 80)
        page.drawImage(ImageReader(noise), 60, 200, 400, 400)
        page.showPage()
    page.save()
    document = pdfium.PdfDocument(out.getvalue())
    first, second = (contents(page, canvas(page, 72)).prints for page in document)
    assert len(first) == len(second) == 1
    assert first.isdisjoint(second)
