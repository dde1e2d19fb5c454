"""What a PDF holds next to its pages' text: metadata, bookmarks, attachments, form fields, annotations.

None of them is counted out: a document that holds too many takes its time, which has a limit.

ISO 32000-1: 14.3.3 (document information), 12.3.3 (outline), 7.11.4 (embedded files), 12.7 (forms),
12.5 (annotations).
"""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from functools import partial
from html import unescape
from typing import Any, BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pii_sweep.errors import Corrupt
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf.canvas import Canvas
from pii_sweep.extract.pdf.form_field import is_generic
from pii_sweep.extract.pdf.pdfium import address
from pii_sweep.extract.pdf.photo_metadata import xmp
from pii_sweep.types import Blob, Box, Passage, Span, Where

INFORMATION = ("Title", "Author", "Subject", "Keywords", "Company", "Manager", "Copyright")
EMPTY = ("", "anonymous", "untitled", "unspecified", "unknown")  # what writers put in for nothing
TOGETHER = 1000  # bookmarks, or fields, in one passage
COPIES = 4  # of a field's value are held at once
_TAG = re.compile(r"<[^<>]*>")  # of a comment's formatted text (12.5.6.2)
LINKS = ("mailto:", "tel:")
SILENT = (pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP)
MARKED = (pdfium_c.FPDF_FORMFIELD_CHECKBOX, pdfium_c.FPDF_FORMFIELD_RADIOBUTTON)
TYPED = (
    pdfium_c.FPDF_FORMFIELD_TEXTFIELD,
    pdfium_c.FPDF_FORMFIELD_COMBOBOX,
    pdfium_c.FPDF_FORMFIELD_LISTBOX,
)


def document_metadata(
    document: pdfium.PdfDocument, body: BinaryIO, where: Where, budget: Budget
) -> Iterator[Passage]:
    """Yield the document information as `name: value` lines, with what only XMP says; or nothing."""
    values = [(name, document.get_metadata_value(name).strip()) for name in INFORMATION]
    known = {value for _, value in values}
    values += [(name, value) for name, value in xmp(body, budget) if value not in known]
    lines = dict.fromkeys(
        f"{name}: {value}" for name, value in values if value.strip("() ").lower() not in EMPTY
    )
    if lines:
        yield Passage("\n".join(lines), where, layout="metadata")


def outline(document: pdfium.PdfDocument, where: Where, budget: Budget) -> Iterator[Passage]:
    """Yield the titles of the document's bookmarks, those below before those behind."""
    marks = _bookmarks(document, budget)
    while held := [text for _, text in zip(range(TOGETHER), marks, strict=False)]:
        yield Passage("\n".join(held), where, layout="metadata")


def _bookmarks(document: pdfium.PdfDocument, budget: Budget) -> Iterator[str]:
    """Yield titles."""
    waiting = [pdfium_c.FPDFBookmark_GetFirstChild(document, None)]
    for mark in _each_once(waiting, budget):
        if title := _string(budget, pdfium_c.FPDFBookmark_GetTitle, mark).strip():
            yield title
        waiting.append(pdfium_c.FPDFBookmark_GetNextSibling(document, mark))
        waiting.append(pdfium_c.FPDFBookmark_GetFirstChild(document, mark))


def _each_once(waiting: list[Any], budget: Budget) -> Iterator[Any]:
    """Yield what waits, and what is added to it meanwhile; what a tree that goes in circles repeats, once."""
    seen = set[int]()
    while waiting:
        node = waiting.pop()
        place = address(node)
        if place and place not in seen:
            seen.add(place)
            budget.check_time()
            yield node


def attachments(document: pdfium.PdfDocument, where: Where, budget: Budget) -> Iterator[Blob]:
    """Yield each embedded file, the XML of electronic invoices too; valid while the document is open."""
    for index in range(document.count_attachments()):
        budget.check_time()
        yield from _open_attachment(document.get_attachment(index), index, where, budget)


def _annotations(page: pdfium.PdfPage, budget: Budget) -> Iterator[tuple[int, Any]]:
    """Yield a page's annotations with their numbers, each while it is open."""
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        budget.check_time()
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            yield index, annotation
        finally:
            pdfium_c.FPDFPage_CloseAnnot(annotation)


def find_pinned(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, where: Where, budget: Budget
) -> Iterator[Blob]:
    """Yield the files that a page's annotations hold; valid while the page is open."""
    for index, annotation in _annotations(page, budget):
        if pdfium_c.FPDFAnnot_GetSubtype(annotation) == pdfium_c.FPDF_ANNOT_FILEATTACHMENT:
            raw = pdfium_c.FPDFAnnot_GetFileAttachment(annotation)
            if raw:
                yield from _open_attachment(pdfium.PdfAttachment(raw, document), index, where, budget)


def form_data(document: pdfium.PdfDocument, where: Where, budget: Budget) -> Iterator[Blob]:
    """Yield the data of an XFA form (XFA 3.3, part 1, chapter 2): the XML that was filled in."""
    for index in range(pdfium_c.FPDF_GetXFAPacketCount(document)):
        budget.check_time()
        name = ctypes.create_string_buffer(32)
        pdfium_c.FPDF_GetXFAPacketName(document, index, name, len(name))
        size = ctypes.c_ulong()
        if name.value != b"datasets" or not pdfium_c.FPDF_GetXFAPacketContent(document, index, None, 0, size):
            continue
        here = replace(where, inside=(*where.inside, "datasets.xml"))
        yield Blob(here, partial(_packet, document, index, size.value, budget), size.value)


def _packet(document: pdfium.PdfDocument, index: int, size: int, budget: Budget) -> BinaryIO:
    budget.memory(size)
    budget.unpacked(size)
    buffer, length = ctypes.create_string_buffer(max(1, size)), ctypes.c_ulong()
    if not pdfium_c.FPDF_GetXFAPacketContent(document, index, buffer, size, length):
        raise Corrupt()
    return io.BytesIO(buffer.raw[:size])


def _open_attachment(
    attachment: pdfium.PdfAttachment, index: int, where: Where, budget: Budget
) -> Iterator[Blob]:
    size = ctypes.c_ulong()
    pdfium_c.FPDFAttachment_GetFile(attachment, None, 0, size)
    if size.value == 0:
        return
    try:
        name = attachment.get_name().replace("/", "_")
    except pdfium.PdfiumError:
        name = ""
    here = replace(where, inside=(*where.inside, name or f"attachment-{index + 1}"))
    yield Blob(here, _opener(attachment, size.value, budget), size.value)


def _opener(attachment: pdfium.PdfAttachment, size: int, budget: Budget) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        budget.memory(size)
        budget.unpacked(size)
        try:
            return io.BytesIO(bytes(attachment.get_data()))
        except pdfium.PdfiumError:
            raise Corrupt() from None

    return opened


def fields(
    page: pdfium.PdfPage, view: Canvas, where: Where, budget: Budget, placed: Container[int] = ()
) -> Iterator[Passage]:
    """Yield a page's form fields and annotations as `name: value` lines with the boxes of the values.

    A value that is `placed` among the words of the page comes again only where its name may say what it is.
    """
    text, spans = "", list[Span]()
    for index, annotation in _annotations(page, budget):
        for name, raw in _values(page, annotation, budget):
            value = " ".join(raw.split())
            if value and not (index in placed and is_generic(name)):
                start = len(text) + len(name) + 2
                spans.append(Span(start, start + len(value), _rectangle(annotation, view)))
                text += f"{name}: {value}\n"
        if len(spans) >= TOGETHER:
            yield Passage(text[:-1], where, tuple(spans), layout="fields")
            text, spans = "", []
    if text:
        yield Passage(text[:-1], where, tuple(spans), layout="fields")


def field_values(page: pdfium.PdfPage, view: Canvas, budget: Budget) -> Iterator[tuple[int, str, Box]]:
    """Yield what is typed on a page: texts of its fields and of its typed notes, with numbers and boxes."""
    form = page.formenv
    for index, annotation in _annotations(page, budget):
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        if kind == pdfium_c.FPDF_ANNOT_FREETEXT:
            value = _string(budget, pdfium_c.FPDFAnnot_GetStringValue, annotation, b"Contents")
        elif kind != pdfium_c.FPDF_ANNOT_WIDGET or form is None:
            continue
        elif pdfium_c.FPDFAnnot_GetFormFieldType(form, annotation) in TYPED:
            value = _string(budget, pdfium_c.FPDFAnnot_GetFormFieldValue, form, annotation)
        else:
            continue
        box = _rectangle(annotation, view) if value.strip() else None
        if box is not None:
            yield index, value, box


def appearances(page: pdfium.PdfPage, view: Canvas, budget: Budget) -> Iterator[Box]:
    """Yield where annotations draw what no text of theirs needs to repeat (12.5.5).

    A link is a frame, and a popup repeats its note. Of fields only buttons, signatures and those without a
    value are among them: what is typed into the others is read.
    """
    for _, annotation in _annotations(page, budget):
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        if kind in SILENT or not pdfium_c.FPDFAnnot_HasKey(annotation, b"AP"):
            continue
        if kind == pdfium_c.FPDF_ANNOT_WIDGET and not _draws_more(page, annotation, budget):
            continue
        if (box := _rectangle(annotation, view)) is not None:
            yield box


def _draws_more(page: pdfium.PdfPage, annotation: Any, budget: Budget) -> bool:
    """Return whether the appearance of a field may say what its value does not."""
    form = page.formenv
    if form is None:
        return True
    kind = pdfium_c.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in MARKED:
        return False
    return kind not in TYPED or not _string(budget, pdfium_c.FPDFAnnot_GetFormFieldValue, form, annotation)


def alternatives(page: pdfium.PdfPage, where: Where, budget: Budget) -> Iterator[Passage]:
    """Yield what a tagged page says in place of its figures (14.9.3); or nothing."""
    tree = pdfium_c.FPDF_StructTree_GetForPage(page) if pdfium_c.FPDFCatalog_IsTagged(page.pdf) else None
    if not tree:
        return
    try:
        texts = dict.fromkeys(_alternatives(tree, budget))
    finally:
        pdfium_c.FPDF_StructTree_Close(tree)
    if texts:
        yield Passage("\n".join(texts), where, layout="metadata")


def _alternatives(tree: Any, budget: Budget) -> Iterator[str]:
    """Yield the texts of a page's elements."""
    count = pdfium_c.FPDF_StructTree_CountChildren(tree)
    waiting = [pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, index) for index in range(count)]
    for element in _each_once(waiting, budget):
        if text := _string(budget, pdfium_c.FPDF_StructElement_GetAltText, element).strip():
            yield text
        count = pdfium_c.FPDF_StructElement_CountChildren(element)
        waiting += [pdfium_c.FPDF_StructElement_GetChildAtIndex(element, index) for index in range(count)]


def _values(page: pdfium.PdfPage, annotation: Any, budget: Budget) -> Iterator[tuple[str, str]]:
    kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
    read = partial(_string, budget)
    if kind == pdfium_c.FPDF_ANNOT_WIDGET:
        form = page.formenv
        if form is None:  # of too many, or of none that the document indicates
            name = read(pdfium_c.FPDFAnnot_GetStringValue, annotation, b"T")
            value = read(pdfium_c.FPDFAnnot_GetStringValue, annotation, b"V")
        else:
            name = read(pdfium_c.FPDFAnnot_GetFormFieldAlternateName, form, annotation)
            name = name or read(pdfium_c.FPDFAnnot_GetFormFieldName, form, annotation)
            value = read(pdfium_c.FPDFAnnot_GetFormFieldValue, form, annotation)
            for index in range(pdfium_c.FPDFAnnot_GetOptionCount(form, annotation)):
                yield "Option", read(pdfium_c.FPDFAnnot_GetOptionLabel, form, annotation, index)
        yield name or "Field", value
        default = read(pdfium_c.FPDFAnnot_GetStringValue, annotation, b"DV")
        yield "Default", "" if default == value else default
    elif kind == pdfium_c.FPDF_ANNOT_LINK:
        uri = _uri(page.pdf, annotation)
        if uri.startswith(LINKS):
            yield "Link", uri.partition(":")[2]
        elif "?" in uri:
            yield "Link", uri
    elif kind != pdfium_c.FPDF_ANNOT_POPUP:
        yield "Author", read(pdfium_c.FPDFAnnot_GetStringValue, annotation, b"T")
        yield "Subject", read(pdfium_c.FPDFAnnot_GetStringValue, annotation, b"Subj")
        comment = read(pdfium_c.FPDFAnnot_GetStringValue, annotation, b"Contents")
        yield "Comment", comment
        formatted = _TAG.sub(" ", read(pdfium_c.FPDFAnnot_GetStringValue, annotation, b"RC"))
        if "".join(unescape(formatted).split()) != "".join(comment.split()):
            yield "Comment", unescape(formatted)


def _string(budget: Budget, call: Callable[..., int], *arguments: Any) -> str:
    """Return what one of PDFium's functions writes into a UTF-16 buffer. Raises TooBig."""
    size = call(*arguments, None, 0)
    if size < 4:
        return ""
    budget.memory(COPIES * size)
    buffer = (ctypes.c_ushort * (size // 2))()
    call(*arguments, buffer, size)
    return bytes(buffer).decode("utf-16-le", "ignore").rstrip("\0")


def _uri(document: pdfium.PdfDocument, annotation: Any) -> str:
    link = pdfium_c.FPDFAnnot_GetLink(annotation)
    action = pdfium_c.FPDFLink_GetAction(link) if link else None
    if not action:
        return ""
    buffer = ctypes.create_string_buffer(2048)
    pdfium_c.FPDFAction_GetURIPath(document, action, buffer, len(buffer))
    return buffer.value.decode("utf-8", "ignore")


def _rectangle(annotation: Any, view: Canvas) -> Box | None:
    rect = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDFAnnot_GetRect(annotation, rect):
        return None
    return view.box(rect.left, rect.bottom, rect.right, rect.top)
