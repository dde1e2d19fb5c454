"""Text in tags and chunks of programs is read; what cameras write there says nothing."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, TiffImagePlugin

from pii_sweep.types import Passage
from tests.extract.samples import NAME
from tests.extract.test_formats import read

SAID = f"{NAME} SSN 417-52-3886"
BLANK = Image.new("RGB", (20, 20), "blue")


def _texts(name: str, data: bytes) -> str:
    return "\n".join(piece.text for piece in read(name, data) if isinstance(piece, Passage))


def test_private_chunks_of_png_are_read() -> None:
    held = io.BytesIO()
    BLANK.save(held, "PNG")
    data = held.getvalue()
    at = data.rfind(b"IEND") - 4
    for said, wanted in ((SAID, f"Note: {SAID}"), ("made by a camera 2.10.30", "")):
        body = b"prVt" + said.encode()
        chunk = struct.pack(">I", len(said)) + body + struct.pack(">I", zlib.crc32(body))
        assert _texts("a.png", data[:at] + chunk + data[at:]) == wanted


def test_segments_of_jpeg_are_read() -> None:
    held = io.BytesIO()
    BLANK.save(held, "JPEG")
    segment = b"\xff\xec" + struct.pack(">H", len(SAID) + 2) + SAID.encode()
    assert _texts("a.jpg", held.getvalue()[:2] + segment + held.getvalue()[2:]) == f"Note: {SAID}"


def test_private_tags_and_later_pages_of_tiff_are_read() -> None:
    held, pages = io.BytesIO(), TiffImagePlugin.ImageFileDirectory_v2()
    pages[65000] = SAID
    BLANK.save(held, "TIFF", save_all=True, append_images=[BLANK], tiffinfo=pages)
    assert _texts("a.tif", held.getvalue()).count(SAID) >= 1
