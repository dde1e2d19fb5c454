"""Read one file as a worker does, and tell what came of it; nothing of the file is kept."""

from __future__ import annotations

import io
import traceback
from collections import Counter
from pathlib import Path

from pii_sweep.config import Extract
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Gap, Note, ObjectRef, Passage, Table, Where

# Small, so that a bomb ends soon; OCR is measured elsewhere.
SETTINGS = Extract(
    ocr="off", faces=False, max_unpacked_bytes=1 << 28, max_memory_bytes=1 << 27, max_seconds=10.0
)


def outcome(name: str, data: bytes, settings: Extract = SETTINGS) -> Counter[str]:
    """Return counts of what was yielded: `text`, `gap:REASON`, `empty`, or `bug:…` for an exception.

    Every file must be accounted for: text, a gap, or nothing because nothing is in it.
    """
    counts: Counter[str] = Counter()
    blob = Blob(Where(ObjectRef("fuzz", name)), lambda: io.BytesIO(data), len(data))
    try:
        for piece in walk(blob, settings):
            if isinstance(piece, Gap):
                counts[f"gap:{piece.reason}"] += 1
            elif isinstance(piece, (Passage, Table)):
                check(piece)
                counts["text"] += 1
            elif isinstance(piece, Note):
                counts["note"] += 1
    except Exception as error:  # noqa: BLE001 - the fuzzer's one purpose is to see every exception
        frame = next(
            (
                item
                for item in reversed(traceback.extract_tb(error.__traceback__))
                if "pii_sweep" in item.filename
            ),
            traceback.extract_tb(error.__traceback__)[-1],
        )
        counts[f"bug:{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"] += 1
    return counts


def check(piece: Passage | Table) -> None:
    """Hold the promises of the types: spans in order and inside, rows as wide as the header."""
    if isinstance(piece, Table):
        widths = {len(row) for row in piece.rows} | ({len(piece.header)} if piece.header else set())
        assert len(widths) == 1, "rows of one table differ in width"
        assert 1 <= len(piece.rows) <= 1000, "a chunk of a table is out of bounds"
        return
    end = 0
    for span in piece.spans:
        assert end <= span.start <= span.end <= len(piece.text), "spans overlap or leave the text"
        end = span.end
