"""How much of the print that a picture shows was read well: what was not is a gap of its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from pii_sweep.extract.ocr.detector import Picture
from pii_sweep.extract.ocr.quality.ink import ink_rows
from pii_sweep.extract.ocr.words import Scan
from pii_sweep.types import Box, Gap, Where

REASON = "LOW_OCR_QUALITY"
UNSEEN = 0.3  # of the rows of ink: fewer are rules, stamps and borders rather than print
FEW = 3  # lines: fewer may be a pattern in a photo


def read_well(scan: Scan) -> float:
    """Return which share of the lines, by their length in characters, words that were read well cover.

    1 where no line is seen. A line's characters are estimated by its shape: two to each height.
    """
    words = [
        word.box for word in scan.words if word.confidence is None or word.confidence >= scan.quality.well
    ]
    whole = read = 0.0
    for line in scan.lines:
        whole += (length := _characters(line))
        left, top, right, bottom = line
        near = (one for one in words if one.x0 < right and left < one.x1 and one.y0 < bottom and top < one.y1)
        read += length * min(1.0, sum(_measure_cover(line, word) for word in near))
    return read / whole if whole else 1.0


def find_illegible(scan: Scan, where: Where, image: Picture) -> Iterator[Gap]:
    """Yield a gap for a page of whose print too little was read well; `image` is what was scanned (RGB).

    Print is what the line detector saw, and the rows of ink that it did not see.
    """
    share = read_of_page(scan, image)
    if share is not None and share < scan.quality.least:
        yield Gap(replace(where, box=None), REASON, round(share, 2))


def read_of_page(scan: Scan, image: Picture) -> float | None:
    """Return which share of the print of a page was read well, None where it shows too little to say.

    Rows of ink that lie in no line count as lines, where they are not few.
    """
    rows = ink_rows(np.asarray(image))
    unseen = [row for row in rows if not _lies_in(row, scan.lines)]
    if len(unseen) > UNSEEN * len(rows):
        scan = scan._replace(lines=scan.lines + unseen)
    return read_well(scan) if rows or len(scan.lines) >= FEW else None


def _lies_in(row: Box, lines: Sequence[Box]) -> bool:
    """Return whether a row touches a line: half-seen lines count as they were seen."""
    return any(
        line.x0 < row.x1 and row.x0 < line.x1 and line.y0 < row.y1 and row.y0 < line.y1 for line in lines
    )


def _characters(line: Box) -> float:
    long, short = sorted((line.x1 - line.x0, line.y1 - line.y0), reverse=True)
    return 2 * long / max(1.0, short)


def _measure_cover(line: Box, word: Box) -> float:
    """Return which share of a line's length a word covers; none of a line next to it."""
    across = min(line.x1, word.x1) - max(line.x0, word.x0)
    down = min(line.y1, word.y1) - max(line.y0, word.y0)
    if across <= 0 or down <= 0:
        return 0.0
    level = line.x1 - line.x0 >= line.y1 - line.y0
    overlap, length, side, height = (
        (across, line.x1 - line.x0, down, min(line.y1 - line.y0, word.y1 - word.y0))
        if level
        else (down, line.y1 - line.y0, across, min(line.x1 - line.x0, word.x1 - word.x0))
    )
    return overlap / length if side >= height / 3 else 0.0
