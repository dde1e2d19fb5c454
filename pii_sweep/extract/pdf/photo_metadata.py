"""Metadata that PDFium does not give: XMP packets in a file, and what a camera wrote into its JPEGs.

ISO 32000-1, 14.3.2 (metadata streams, which are stored plainly so that any program finds them) and 8.9.5:
a picture whose only filter is DCTDecode is the JPEG file that it was.
"""

from __future__ import annotations

import ctypes
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, UnidentifiedImageError

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.image.exif import metadata
from pii_sweep.extract.image.xmp import MAX_PACKET, xmp_values
from pii_sweep.extract.pdf.canvas import Canvas
from pii_sweep.types import Box, Passage, Where

STEP = 1 << 22
MAX_PHOTO = 32 << 20
PACKET = re.compile(rb"<x:x[am]pmeta\b.{0,%d}?</x:x[am]pmeta>" % MAX_PACKET, re.S)
JPEG = b"\xff\xd8\xff"
HEAD = 1 << 17  # of a JPEG: its first two segments with metadata end there
MARKS = (b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"Photoshop 3.0\0")


def xmp(body: BinaryIO, budget: Budget) -> Iterator[tuple[str, str]]:
    """Yield what the XMP packets of a PDF say of people, in flat memory."""
    body.seek(0)
    held = b""
    while chunk := body.read(STEP):
        held += chunk
        end = 0
        for found in PACKET.finditer(held):
            budget.check_time()
            yield from xmp_values(found[0].decode("utf-8", "replace"))
            end = found.end()
        begun = held.rfind(b"<x:x", max(end, len(held) - MAX_PACKET))
        held = held[begun:] if begun >= 0 else held[-8:]


def photos(page: pdfium.PdfPage, view: Canvas, where: Where, budget: Budget) -> Iterator[Passage]:
    """Yield what cameras and programs wrote into a page's JPEGs: place, owner, author, description."""
    for at in range(pdfium_c.FPDFPage_CountObjects(page)):
        budget.check_time()
        item = pdfium_c.FPDFPage_GetObject(page, at)
        if pdfium_c.FPDFPageObj_GetType(item) != pdfium_c.FPDF_PAGEOBJ_IMAGE:
            continue
        data = _jpeg(item)
        if not any(mark in data[:HEAD] for mark in MARKS):
            continue
        yield from _read_metadata(data, replace(where, box=_box(item, view)))


def _read_metadata(data: bytes, where: Where) -> list[Passage]:
    """Return what a JPEG's metadata says; a broken one says nothing here, its picture is a gap elsewhere."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they quote the file
        try:
            with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
                return list(metadata(picture, where))
        except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
            return []


def _jpeg(item: Any) -> bytes:
    """Return the JPEG that a picture is stored as, or nothing: under another filter it begins otherwise."""
    size = pdfium_c.FPDFImageObj_GetImageDataRaw(item, None, 0)
    if not 0 < size <= MAX_PHOTO:
        return b""
    buffer = ctypes.create_string_buffer(size)
    pdfium_c.FPDFImageObj_GetImageDataRaw(item, buffer, size)
    return buffer.raw if buffer.raw.startswith(JPEG) else b""


def _box(item: Any, view: Canvas) -> Box | None:
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(item, *edges):
        return None
    return view.box(*(edge.value for edge in edges))
