"""PDF, page by page: the text layer where it is good, OCR where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from pii_sweep.errors import Corrupt, Encrypted, Unreadable, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.ocr.engines import engine
from pii_sweep.extract.ocr.layout import passages
from pii_sweep.extract.ocr.words import Word
from pii_sweep.extract.pdf_quality import is_garbled, is_sparse
from pii_sweep.extract.pdf_text import POINTS, canvas, text_words
from pii_sweep.types import Blob, Gap, Note, Piece, Where


def read_pdf(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the passages of each page in order; a page that cannot be read is a gap.

    Boxes are pixels of the displayed page at `settings.ocr_dpi`. Raises Encrypted, Corrupt, TooBig.
    """
    with _opened(body) as document:
        for index in range(len(document)):
            budget.page()
            here = replace(where, page=index + 1)
            try:
                yield from _read_page(document, index, here, budget)
            except Unreadable as error:
                if budget.spent is not None:
                    raise
                yield Gap(here, error.reason)


@contextmanager
def _opened(body: BinaryIO) -> Iterator[pdfium.PdfDocument]:
    """Open a seekable body through PDFium's file access; nothing is loaded whole."""
    body.seek(0)
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise Encrypted() from None
        raise Corrupt() from None
    try:
        yield document
    finally:
        document.close()


def _read_page(document: pdfium.PdfDocument, index: int, where: Where, budget: Budget) -> Iterator[Piece]:
    with translate({pdfium.PdfiumError: Corrupt}):
        page = document[index]
    try:
        yield Note(where, "pages")
        yield from _passages(page, where, budget)
    finally:
        page.close()


def _passages(page: pdfium.PdfPage, where: Where, budget: Budget) -> Iterator[Piece]:
    with translate({pdfium.PdfiumError: Corrupt}):
        words = text_words(page, canvas(page, budget.settings.ocr_dpi))
    texts = [word.text for word in words]
    scanned = is_sparse(texts) or is_garbled(texts)
    if scanned:
        read = _ocr(page, budget)
        yield Note(where, "ocr_pages")
        words = read or words
    for found in passages(words, where, scanned=scanned):
        budget.characters(len(found.text))
        yield found


def _ocr(page: pdfium.PdfPage, budget: Budget) -> list[Word]:
    reader = engine(budget.settings.ocr, budget.settings.ocr_languages)
    scale = budget.settings.ocr_dpi / POINTS
    budget.pixels(int(page.get_width() * scale), int(page.get_height() * scale))
    return reader.read(_picture(page, scale))


def _picture(page: pdfium.PdfPage, scale: float) -> Image.Image:
    with translate({pdfium.PdfiumError: Corrupt}):
        bitmap = page.render(scale=scale)
    try:
        return bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
