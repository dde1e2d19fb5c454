"""What is written beside what pictures and PDFs show: XMP, EXIF, texts in PNG, subjects of annotations."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from PIL import Image, ImageDraw, PngImagePlugin
from reportlab.pdfgen.canvas import Canvas

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.image.pixels import pixels
from pii_sweep.extract.image.xmp import MAX_PACKET, xmp_values
from pii_sweep.types import Gap, Note, Passage
from tests.extract.office.test_document import read, text_of
from tests.extract.samples import NAME, psd

PACKET = f"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>
<rdf:Description photoshop:Headline="For Jo O&apos;Brien" xmp:CreatorTool="Some Tool 3">
<dc:creator><rdf:Seq><rdf:li>{NAME}</rdf:li><rdf:li>Ann Lee</rdf:li></rdf:Seq></dc:creator>
<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li rdf:parseType="Resource">
<mwg-rs:Name>Maria Holt</mwg-rs:Name></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>
<lr:hierarchicalSubject><rdf:Bag><rdf:li>People|Ophelia Hargrove</rdf:li></rdf:Bag></lr:hierarchicalSubject>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
NAMES = ("Jo O'Brien", NAME, "Ann Lee", "Maria Holt", "Ophelia Hargrove")


def test_xmp_indicates_people_by_whatever_schema_and_without_its_marks() -> None:
    values = list(xmp_values(PACKET))
    assert ("Headline", "For Jo O'Brien") in values and ("Author", f"{NAME}, Ann Lee") in values
    assert ("Person in image", "Maria Holt") in values and ("Keywords", "People / Ophelia Hargrove") in values
    assert not any("Tool" in value for _, value in values)


@pytest.mark.parametrize("part", ["<a:b>", "<a:creator>", "<rdf:li>", "a:b=", '<a:b c="', 'a:creator="', "x"])
def test_a_packet_of_one_mark_without_end_is_read_at_once(part: str) -> None:
    assert len(list(xmp_values(part * (MAX_PACKET // len(part))))) <= 2000


def jpeg() -> bytes:
    exif = Image.Exif()
    exif[0x013B] = NAME
    exif[0x8769] = {0x9286: b"UNICODE\0" + "call Ann Lee".encode("utf-16-be")}
    exif[0x8825] = {1: "N", 2: (45.0, 30.0, 43.73), 3: "W", 4: (122.0, 37.0, 10.2)}
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "grey").save(out, "JPEG", exif=exif, xmp=PACKET.encode())
    return out.getvalue()


def test_comments_in_exif_are_read_in_either_order_of_bytes() -> None:
    assert "Comment: call Ann Lee" in text_of(read("a.jpg", jpeg()))


def test_what_a_camera_wrote_into_a_photo_on_a_page_is_read_at_its_place() -> None:
    pieces = read("a.pdf", pdf_of_jpeg())
    (found,) = [piece for piece in pieces if isinstance(piece, Passage) and "GPS" in piece.text]
    assert "GPS: 45.51215, -122.61950" in found.text and NAME in found.text
    box = found.where.box  # pixels of the rendered page
    assert found.where.page == 1 and box is not None
    assert tuple(map(round, (box.x0, box.y0, box.x1, box.y1))) == (111, 444, 944, 1000)


def pdf_of_jpeg() -> bytes:
    """Return a PDF of one page with a JPEG as PDFium puts it there: as it is."""
    document = pdfium.PdfDocument.new()
    page = document.new_page(400, 400)
    image = pdfium.PdfImage.new(document)
    image.load_jpeg(io.BytesIO(jpeg()))
    image.set_matrix(pdfium.PdfMatrix().scale(300, 200).translate(40, 40))
    page.insert_obj(image)
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_people_that_only_the_xmp_of_a_pdf_names_are_read_once() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 400))
    canvas.setAuthor("Ann Lee")
    canvas.drawString(40, 380, "Nothing to see here")
    canvas.save()
    stream = f"<< /Type /Metadata /Subtype /XML /Length {len(PACKET)} >>\nstream\n{PACKET}\nendstream"
    data = out.getvalue() + f"\n99 0 obj\n{stream}\nendobj\n".encode()
    text = text_of(read("a.pdf", data))
    assert all(name in text for name in NAMES)
    assert text.count("Author: Ann Lee") == 1


def test_the_subject_of_an_annotation_is_read() -> None:
    document = pdfium.PdfDocument.new()
    page = document.new_page(400, 400)
    note = pdfium_c.FPDFPage_CreateAnnot(page, pdfium_c.FPDF_ANNOT_TEXT)
    text = (f"Ask {NAME}" + "\0").encode("utf-16-le")
    wide = (pdfium_c.FPDF_WCHAR * (len(text) // 2)).from_buffer_copy(text)
    pdfium_c.FPDFAnnot_SetStringValue(note, b"Subj", wide)
    pdfium_c.FPDFPage_CloseAnnot(note)
    out = io.BytesIO()
    document.save(out)
    assert f"Subject: Ask {NAME}" in text_of(read("a.pdf", out.getvalue()))


def test_a_photoshop_file_is_read_as_it_is_shown_with_its_xmp() -> None:
    pieces = read("a.psd", psd())
    assert "Author: Ophelia Hargrove" in text_of(pieces)
    assert [piece.amount for piece in pieces if isinstance(piece, Note) and piece.measure == "pages"] == [1]


def test_every_text_of_a_png_is_read_whatever_its_name() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Contact", f"Dear {NAME}")
    texts.add_text("Software", "Some Tool 3")
    out = io.BytesIO()
    Image.new("RGB", (60, 60), "grey").save(out, "PNG", pnginfo=texts)
    pieces = read("a.png", out.getvalue())
    assert f"Contact: Dear {NAME}" in text_of(pieces) and "Tool" not in text_of(pieces)
    assert not [piece for piece in pieces if isinstance(piece, Gap)]


@pytest.mark.parametrize(("ink", "ground"), [("white", 0), ("black", 255), ("#e0e0ff", 0)])
def test_a_drawing_on_a_transparent_ground_stands_out_in_whatever_colour(ink: str, ground: int) -> None:
    picture = Image.new("RGBA", (200, 80))
    ImageDraw.Draw(picture).text((10, 10), "Dear reader", fill=ink)
    image, _ = pixels(picture, 400, Budget(Extract()))
    values = np.asarray(image.convert("L"))
    assert values[0, 0] == ground and values.max() - values.min() > 200
