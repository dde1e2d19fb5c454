"""How much of the print that a picture shows was read well: what was not is a gap of its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pii_sweep.extract.ocr.words import Scan
from pii_sweep.types import Box, Gap, Where

REASON = "LOW_OCR_QUALITY"
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
        read += length * min(1.0, sum(_covered(line, word) for word in words))
    return read / whole if whole else 1.0


def illegible(scan: Scan, where: Where) -> Iterator[Gap]:
    """Yield a gap for a page of whose print too little was read well."""
    if len(scan.lines) >= FEW and (share := read_well(scan)) < scan.quality.least:
        yield Gap(replace(where, box=None), REASON, round(share, 2))


def _characters(line: Box) -> float:
    long, short = sorted((line.x1 - line.x0, line.y1 - line.y0), reverse=True)
    return 2 * long / max(1.0, short)


def _covered(line: Box, word: Box) -> float:
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
