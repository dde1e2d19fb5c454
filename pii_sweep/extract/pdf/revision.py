"""What earlier revisions of a PDF say and the last one does not: an update leaves the bytes before it.

ISO 32000-1, 7.5.6 (incremental updates): each revision ends with `%%EOF`, and what stands before that is a
whole document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO, cast

import pypdfium2 as pdfium

from pii_sweep.errors import Corrupt, TooBig, Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf.open_document import open_pdf, page_of
from pii_sweep.extract.stream import Slice
from pii_sweep.types import Gap, Passage, Where

MOST = 16  # revisions of one document; more are a gap
# Where a revision says that its table of objects begins, and how one does (ISO 32000-1, 7.5.4, 7.5.5, 7.5.8).
_POINTER = re.compile(rb"startxref\s+(\d{1,20})(?!\d)")
_TABLE = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)")
_HEADER, _WEB = b"%PDF-", b"/Linearized"
# A pointer stands so near to the end of its revision; a table begins so near to where a pointer leads.
_TAIL, _REACH = 1024, 64


def read_revisions(
    body: BinaryIO, start: int, ends: Sequence[int], where: Where, budget: Budget, *, given: set[int]
) -> Iterator[Passage | Gap]:
    """Yield the lines of each earlier revision that no later one has; what of one cannot be read is a gap.

    The document begins at `start`; `ends` are where each `%%EOF` in it ends. `given` gets the places of the
    streams that were read.
    """
    earlier = [end for end in ends[:-1] if not _is_other(body, start, end)]
    if not earlier:
        return
    held, _ = _read_lines(body, ends[-1], budget, given)
    for number, end in sorted(enumerate(earlier, 1), reverse=True)[:MOST]:
        inner = replace(where, inside=(*where.inside, f"revision {number}"))
        found, reason = _read_lines(body, end, budget, given)
        if lines := [line for line in found if line not in held]:
            held.update(dict.fromkeys(lines))
            text = "\n".join(lines)
            budget.characters(len(text))
            yield Passage(text, inner, (), "page")
        if reason:
            yield Gap(inner, reason)
    if len(earlier) > MOST:
        yield Gap(where, TooBig.reason)


def _is_other(body: BinaryIO, start: int, end: int) -> bool:
    """Return whether it is certain that no revision ends here.

    The first part of a file for the web (Annex F), which says so at its head, points to 0; the table of a
    file inside this one lies where that file's own header and pointer say. PDFium mends a pointer that leads
    nowhere, so such a part is read.
    """
    body.seek(max(0, end - _TAIL))
    pointers = _POINTER.findall(body.read(end - body.tell()))
    if not pointers:
        return False
    place = int(pointers[-1])
    if place == 0:
        body.seek(start)
        return _WEB in body.read(_TAIL)
    if _has_table(body, start + place) or _has_table(body, place):
        return False
    return any(_has_table(body, header + place) for header in _find_headers(body, start + 1, end))


def _has_table(body: BinaryIO, at: int) -> bool:
    """Return whether a table of objects begins at a place."""
    if at >= 1 << 62:
        return False
    body.seek(at)
    return _TABLE.match(body.read(_REACH)) is not None


def _find_headers(body: BinaryIO, start: int, end: int) -> Iterator[int]:
    """Yield where files begin between two places, the last ones that are near enough to be read first."""
    low = max(start, end - _INSIDE)
    body.seek(low)
    held = body.read(end - low)
    at = held.rfind(_HEADER)
    for _ in range(MOST):
        if at < 0:
            return
        yield low + at
        at = held.rfind(_HEADER, 0, at)


# A file inside this one that is longer is taken for a revision, and gives a gap where PDFium cannot open it.
_INSIDE = 16 << 20


def _read_lines(body: BinaryIO, end: int, budget: Budget, given: set[int]) -> tuple[dict[str, None], str]:
    """Return the lines of the pages of a document's first `end` bytes, and why some were not read, or ""."""
    lines: dict[str, None] = {}
    whole = cast(BinaryIO, Slice(body, 0, end, budget))
    reason = ""
    try:
        with open_pdf(whole, budget) as (one, guard):
            for index in range(len(one)):
                budget.check_time()
                try:
                    written = _read_page(one, index)
                except (Unreadable, pdfium.PdfiumError) as error:
                    reason = _reason_of(error, budget)
                    continue
                lines.update(dict.fromkeys(bare for line in written.splitlines() if (bare := line.strip())))
            if guard.source is whole:
                given |= guard.given
    except (Unreadable, pdfium.PdfiumError) as error:
        reason = _reason_of(error, budget)
    return lines, reason


def _read_page(document: pdfium.PdfDocument, index: int) -> str:
    """Return the text of a page; raises Unreadable or PdfiumError where it has none that can be read."""
    page = page_of(document, index)
    try:
        return str(page.get_textpage().get_text_range())
    finally:
        page.close()


def _reason_of(error: Exception, budget: Budget) -> str:
    """Return why something was not read; raises the error again where the object's budget is spent."""
    if budget.spent is not None:
        raise error
    return error.reason if isinstance(error, Unreadable) else Corrupt.reason
