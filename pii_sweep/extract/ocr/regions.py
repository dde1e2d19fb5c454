"""Which parts of a large picture hold text: each is read by itself, at the picture's own resolution.

A label in a photo of a whole room is a few percent of its pixels. The detector finds that there is
something long before it can separate the lines; what it marks, cut out, it sees large.
"""

from __future__ import annotations

import cv2
import numpy as np

from pii_sweep.extract.ocr.detector import THRESHOLD, Array
from pii_sweep.extract.ocr.words import hull
from pii_sweep.types import Box

FAINT = 0.1  # print too small for the detector to part into lines leaves such traces
REACH = 0.03  # of the longer side: what lies nearer belongs together
MARGIN = 0.02
WIDER = 0.1  # of the part itself: its edges are the faintest
MIN_CELLS = 6  # of the map: a smaller mark is a speck
MAX_REGIONS = 8
MOSTLY = 0.5  # of the picture: text that covers more is read as a page
DENSE = 0.15  # of the box around them: parts that fill more are one page with white space, not specks


def regions(heat: Array, width: int, height: int) -> list[Box]:
    """Return the boxes of the parts that hold text in a picture of `width` × `height` pixels.

    `heat` is the detector's map of all of it. One box around the whole picture where text covers
    most of it, or where there are many parts; none where there is no text.
    """
    marked = (heat > FAINT).astype(np.uint8)
    side = max(heat.shape)
    reach = 2 * round(REACH * side / 2) + 1
    count, names = cv2.connectedComponents(cv2.dilate(marked, np.ones((reach, reach), np.uint8)))
    names[marked == 0] = 0
    parts = []
    for name in range(1, count):
        rows, columns = np.nonzero(names == name)
        if len(rows) >= MIN_CELLS and heat[rows, columns].max() >= THRESHOLD:
            parts.append(Box(*map(float, (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1))))
    parts = _merge([_grow(part, MARGIN * side, heat.shape[1], heat.shape[0]) for part in parts])
    if parts and sum(map(_area, parts)) > DENSE * _area(hull(parts)):
        parts = [hull(parts)]
    across, down = width / heat.shape[1], height / heat.shape[0]
    if len(parts) > MAX_REGIONS or sum(map(_area, parts)) > MOSTLY * heat.size:
        return [Box(0, 0, width, height)]
    return [Box(part.x0 * across, part.y0 * down, part.x1 * across, part.y1 * down) for part in parts]


def _grow(box: Box, margin: float, width: int, height: int) -> Box:
    x, y = margin + WIDER * (box.x1 - box.x0), margin + WIDER * (box.y1 - box.y0)
    return Box(max(0.0, box.x0 - x), max(0.0, box.y0 - y), min(width, box.x1 + x), min(height, box.y1 + y))


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _merge(boxes: list[Box]) -> list[Box]:
    """Return boxes of which no two overlap: those that did are one."""
    apart: list[Box] = []
    for box in boxes:
        grown = box
        while touching := [other for other in apart if _touch(grown, other)]:
            apart = [other for other in apart if other not in touching]
            grown = hull([grown, *touching])
        apart.append(grown)
    return apart


def _touch(one: Box, two: Box) -> bool:
    return one.x0 < two.x1 and two.x0 < one.x1 and one.y0 < two.y1 and two.y0 < one.y1
