"""Open a PDF with PDFium behind the guard that keeps streams from it that would inflate past a bound."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pii_sweep.errors import Corrupt, Encrypted, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf.guard.body import GuardedBody

MAX_DRAWN = 3000  # fields of a page that PDFium prepares to draw, in time that grows with their square
COPIED = 4  # an encrypted PDF is copied in memory up to this share of what may be held


@cache
def _silence() -> None:
    """Keep pypdfium2 from writing advice about its own build (on XFA forms) to stderr."""
    logging.getLogger("pypdfium2").setLevel(logging.ERROR)


@contextmanager
def open_pdf(body: BinaryIO, budget: Budget) -> Iterator[tuple[pdfium.PdfDocument, GuardedBody]]:
    """Open a seekable body through PDFium's file access; nothing is loaded whole but what is encrypted.

    Raises Encrypted, Corrupt.
    """
    _silence()
    guard = _guard_body(body, budget)
    document = _document(guard)
    if (plain := _unlock(document, guard, budget)) is not None:
        document.close()
        guard = _guard_body(plain, budget)
        document = _document(guard)
    try:
        with translate({pdfium.PdfiumError: Corrupt}):
            if document.get_formtype() != pdfium_c.FORMTYPE_NONE:
                document.init_forms()
        if not len(document):
            raise Corrupt()
        yield document, guard
    finally:
        document.close()


def is_encrypted(document: pdfium.PdfDocument) -> bool:
    """Return whether the bytes of a document are encrypted."""
    return bool(pdfium_c.FPDF_GetSecurityHandlerRevision(document) >= 0)


def page_of(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """Return a page, to be closed; of very many fields none is prepared to be drawn. Raises PdfiumError."""
    raw = pdfium_c.FPDF_LoadPage(document, index)
    if not raw:
        raise pdfium.PdfiumError("no such page")
    form = document.formenv
    if form is not None and pdfium_c.FPDFPage_GetAnnotCount(raw) > MAX_DRAWN:
        form = None
    page = pdfium.PdfPage(raw, document, form)
    document._add_kid(page)  # as pypdfium2 does for its own: closed before the document
    if form is not None:
        pdfium_c.FORM_OnAfterLoadPage(page, form)
    return page


def _guard_body(body: BinaryIO, budget: Budget) -> GuardedBody:
    body.seek(0)
    return GuardedBody(body, budget.settings.max_memory_bytes, budget.settings.max_pixels)


def _document(guard: GuardedBody) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(guard)
    except pdfium.PdfiumError as error:
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise Encrypted() from None
        guard.check()
        raise Corrupt(reason=next(iter(guard.turn()), None)) from None


def _unlock(document: pdfium.PdfDocument, guard: GuardedBody, budget: Budget) -> BinaryIO | None:
    """Return a copy without encryption, whose streams can be counted; None where there is none or no room."""
    if not is_encrypted(document):
        return None
    if guard.seek(0, io.SEEK_END) > budget.settings.max_memory_bytes // COPIED:
        return None
    plain = io.BytesIO()
    try:
        document.save(plain, flags=pdfium_c.FPDF_REMOVE_SECURITY)
    except pdfium.PdfiumError:
        return None
    return plain
