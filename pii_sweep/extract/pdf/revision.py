"""What earlier revisions of a PDF say and the last one does not: an update leaves the bytes before it.

ISO 32000-1, 7.5.6 (incremental updates): each revision ends with `%%EOF`, and what stands before that is a
whole document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import BinaryIO, cast

import pypdfium2 as pdfium

from pii_sweep.errors import TooBig, Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf.open_document import open_pdf, page_of
from pii_sweep.extract.stream import Slice
from pii_sweep.types import Gap, Passage, Where

MOST = 16  # revisions of one document; more are a gap


def read_revisions(
    body: BinaryIO, ends: Sequence[int], where: Where, budget: Budget
) -> Iterator[Passage | Gap]:
    """Yield the lines of each earlier revision that no later one has; `ends` are where revisions end."""
    if len(ends) < 2:
        return
    held = _read_lines(body, ends[-1], budget)
    for number, end in sorted(enumerate(ends[:-1], 1), reverse=True)[:MOST]:
        lines = [line for line in _read_lines(body, end, budget) if line not in held]
        if lines:
            held.update(dict.fromkeys(lines))
            text = "\n".join(lines)
            budget.characters(len(text))
            inner = replace(where, inside=(*where.inside, f"revision {number}"))
            yield Passage(text, inner, (), "page")
    if len(ends) > MOST + 1:
        yield Gap(where, TooBig.reason)


def _read_lines(body: BinaryIO, end: int, budget: Budget) -> dict[str, None]:
    """Return the lines of the pages of a document's first `end` bytes; of none that is not whole."""
    lines: dict[str, None] = {}
    whole = cast(BinaryIO, Slice(body, 0, end, budget))
    with suppress(Unreadable, pdfium.PdfiumError), open_pdf(whole, budget) as (one, _):
        for index in range(len(one)):
            budget.check_time()
            page = page_of(one, index)
            try:
                words = page.get_textpage().get_text_range()
            finally:
                page.close()
            lines.update(dict.fromkeys(bare for line in words.splitlines() if (bare := line.strip())))
    return lines
