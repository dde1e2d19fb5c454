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
# Where the table of a revision's objects begins, and how it does (ISO 32000-1, 7.5.4, 7.5.5, 7.5.8).
_POINTER = re.compile(rb"startxref[\0\t\n\f\r ]+(\d{1,12})[\0\t\n\f\r ]+%%EOF\Z")
_TABLE = re.compile(rb"[\0\t\n\f\r ]*(?:xref|\d+[ ]\d+[ ]obj)")
_REACH = 64


def read_revisions(
    body: BinaryIO, start: int, ends: Sequence[int], where: Where, budget: Budget
) -> Iterator[Passage | Gap]:
    """Yield the lines of each earlier revision that no later one has; one that cannot be read is a gap.

    The document begins at `start`; `ends` are where each `%%EOF` in it ends.
    """
    earlier = [end for end in ends[:-1] if _is_revision(body, start, end)]
    if not earlier:
        return
    held = _read_lines(body, ends[-1], budget) or {}
    for number, end in sorted(enumerate(earlier, 1), reverse=True)[:MOST]:
        inner = replace(where, inside=(*where.inside, f"revision {number}"))
        found = _read_lines(body, end, budget)
        if found is None:
            yield Gap(inner, Corrupt.reason)
        elif lines := [line for line in found if line not in held]:
            held.update(dict.fromkeys(lines))
            text = "\n".join(lines)
            budget.characters(len(text))
            yield Passage(text, inner, (), "page")
    if len(earlier) > MOST:
        yield Gap(where, TooBig.reason)


def _is_revision(body: BinaryIO, start: int, end: int) -> bool:
    """Return whether a whole document ends here: its table of objects lies where it says.

    The first part of a file for the web (Annex F) points to 0, a file inside this one to places of its own.
    """
    body.seek(max(0, end - _REACH))
    pointer = _POINTER.search(body.read(end - body.tell()))
    if pointer is None or not 0 < int(pointer[1]) < end - start:
        return False
    body.seek(start + int(pointer[1]))
    return _TABLE.match(body.read(_REACH)) is not None


def _read_lines(body: BinaryIO, end: int, budget: Budget) -> dict[str, None] | None:
    """Return the lines of the pages of a document's first `end` bytes, None where they cannot be read."""
    lines: dict[str, None] = {}
    whole = cast(BinaryIO, Slice(body, 0, end, budget))
    try:
        with open_pdf(whole, budget) as (one, _):
            for index in range(len(one)):
                budget.check_time()
                page = page_of(one, index)
                try:
                    words = page.get_textpage().get_text_range()
                finally:
                    page.close()
                lines.update(dict.fromkeys(bare for line in words.splitlines() if (bare := line.strip())))
    except (Unreadable, pdfium.PdfiumError):
        if budget.spent is not None:
            raise
        return None
    return lines
