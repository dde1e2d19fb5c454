"""What a camera wrote into a JPEG is read where the PDF holds that file as it was."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from PIL import Image

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf import photo_metadata
from pii_sweep.types import Passage
from tests.extract.office.test_document import read

ARTIST = 315


def jpeg() -> bytes:
    picture, out = Image.new("RGB", (64, 64), "white"), io.BytesIO()
    exif = picture.getexif()
    exif[ARTIST] = "Maria Gomez"
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def pdf(photo: bytes, *, kept: bool = True) -> bytes:
    """Return a page of one photo: its JPEG as it is, or its pixels alone."""
    document, out = pdfium.PdfDocument.new(), io.BytesIO()
    page, image = document.new_page(200, 200), pdfium.PdfImage.new(document)
    if kept:
        image.load_jpeg(io.BytesIO(photo), inline=True)
    else:
        image.set_bitmap(pdfium.PdfBitmap.from_pil(Image.open(io.BytesIO(photo))))
    image.set_matrix(pdfium.PdfMatrix().scale(100, 100).translate(20, 40))
    page.insert_obj(image)
    page.gen_content()
    document.save(out)
    return out.getvalue()


def owners(data: bytes) -> list[Passage]:
    pieces = read("a.pdf", data)
    return [piece for piece in pieces if isinstance(piece, Passage) and "Maria Gomez" in piece.text]


def test_the_owner_of_a_photo_s_camera_is_read_at_the_photo_s_place() -> None:
    (owner,) = owners(pdf(jpeg()))
    assert owner.where.page == 1 and owner.where.box is not None
    assert owners(pdf(jpeg(), kept=False)) == []


def test_a_photo_larger_than_the_limit_is_left_to_the_picture_s_reader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    size = len(jpeg())
    for limit, found in ((size, 1), (size - 1, 0)):
        monkeypatch.setattr(photo_metadata, "MAX_PHOTO", limit)
        assert len(owners(pdf(jpeg()))) == found


def test_a_packet_far_into_a_file_is_read_however_long_the_file_is() -> None:
    packet = b"<x:xmpmeta><dc:creator><rdf:li>Maria Gomez</rdf:li></dc:creator></x:xmpmeta>"
    body = io.BytesIO(bytes(65 << 20) + packet)
    assert list(photo_metadata.xmp(body, Budget(Extract()))) == [("Author", "Maria Gomez")]
