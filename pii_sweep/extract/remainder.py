"""What a reader does not consume of its body: bytes before a document, behind it, or a second document there.

A file that is two documents, one behind the other, would else be read as one of them and shown as read whole.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO, Final, cast

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.stream import CHUNK, Slice, seeks_cheaply
from pii_sweep.types import Blob, Gap, Where

BLANK: Final = b"\0 \t\r\n\x0c\x1a"
# The name of such a part among the members of its object.
BEFORE, BEHIND = "before the start", "behind the end"
REASON: Final = "TRAILING_BYTES_UNPROCESSED"


def part(body: BinaryIO, where: Where, span: tuple[int, int], name: str, budget: Budget) -> Blob:
    """Return the bytes of a body from one place to another as a member of its object."""
    start, end = span
    inner = replace(where, inside=(*where.inside, name))
    return Blob(inner, lambda: cast(BinaryIO, Slice(body, start, end - start, budget)), end - start)


def read_before(body: BinaryIO, where: Where, end: int, budget: Budget) -> Iterator[Blob]:
    """Yield what stands before a document that begins at `end`, unless it is blank."""
    start = _find_filled(body, 0, end)
    if start < end:
        yield part(body, where, (start, end), BEFORE, budget)


def read_behind(body: BinaryIO, where: Where, end: int, budget: Budget) -> Iterator[Blob | Gap]:
    """Yield what stands behind a document that ends at `end`, unless it is blank.

    Of a body that only runs forward it is held in memory; a gap says so where it is too large.
    """
    if seeks_cheaply(body):
        size = body.seek(0, io.SEEK_END)
        start = _find_filled(body, end, size)
        if start < size:
            yield part(body, where, (start, size), BEHIND, budget)
        return
    body.seek(end)
    most = budget.settings.max_memory_bytes // 8
    held = b""
    while chunk := body.read(CHUNK):
        held = held + chunk if held else chunk.lstrip(BLANK)
        if len(held) > most:
            yield Gap(where, REASON)
            return
    if held:
        inner = replace(where, inside=(*where.inside, BEHIND))
        yield Blob(inner, partial(io.BytesIO, held), len(held))


def _find_filled(body: BinaryIO, start: int, end: int) -> int:
    """Return where the first byte lies in `body[start:end]` that is not blank; `end` for none."""
    while start < end:
        body.seek(start)
        chunk = body.read(min(CHUNK, end - start))
        if not chunk:
            return end
        if filled := chunk.lstrip(BLANK):
            return start + len(chunk) - len(filled)
        start += len(chunk)
    return end
