"""Does a picture hold text at all? Decided at low resolution, so that photos cost next to nothing.

The detector alone, so small, sees lines in coins, twigs and petals too; a few of its likeliest
lines are therefore read, and only what reads as characters counts. A label that is small in a
large photo leaves no lines at that size: the detector then looks closer through two windows, one
where it saw most and one where the picture has most contrast. A glance at a still smaller picture
comes first: where nothing at all looks like print, only two smaller windows are looked through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from pii_sweep.extract.ocr.detector import Array, Picture, Quad, detect_lines, quads_of, text_map
from pii_sweep.extract.ocr.orientation import TALL, roll
from pii_sweep.extract.ocr.recognizer import Reading, read_lines

GLANCE = 256  # pixels of the long side: enough to suspect print of any size, not to read it
SUSPECTED = 0.2  # probability of text somewhere; nine of ten photos without any stay below 0.06
SIDE = 416
SMALL = 1.5  # times SIDE: such a picture is seen whole
WINDOW = 256  # pixels; the detector sees both windows at once
UNSUSPECTED_WINDOW = 192
LEGIBLE = 9.0  # lines lower than this in the small picture cannot be read from their outline there
CELL = 16  # pixels; contrast and heat are compared by cells
PROBES = 3
PROBE_RATIO = 4.0  # of a line no more than this many heights is read
SURE = 0.7
UNSURE = 0.4  # text on its head reads as something; texture mostly as nothing
MIN_CHARACTERS = 2
BLURRED = 4  # lines that cannot be read; photos without any print show one at most


def may_hold_text(image: Picture) -> bool:
    """Return whether an RGB picture (best given at 1,300 to 3,000 pixels) shows text in any direction."""
    pixels = np.asarray(image)
    scale = max(pixels.shape[:2]) / SIDE
    if scale <= SMALL:
        return _reads(pixels, detect_lines(pixels, SIDE))
    half = cv2.resize(pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)  # the quick way down
    heat = text_map(half, GLANCE)
    if heat.max() < SUSPECTED:
        return _reads_closer(pixels, half, heat, UNSUSPECTED_WINDOW)
    heat = text_map(pixels, SIDE)
    quads = quads_of(heat, pixels.shape[1], pixels.shape[0])
    if _reads(pixels, [quad for quad in quads if min(quad.width, quad.height) >= LEGIBLE * scale]):
        return True
    for quad in quads:
        if min(quad.width, quad.height) > WINDOW:  # no line: a line so high would have been read
            cv2.fillPoly(heat, [(quad.corners / scale).astype(np.int32)], 0.0)
    # Print that nobody can read is print: the page is read, and says how little of it was.
    return _reads_closer(pixels, half, heat, WINDOW) or len(quads) >= BLURRED


def _reads_closer(pixels: Array, half: Array, heat: Array, side: int) -> bool:
    across, down = (min(side, length) for length in pixels.shape[1::-1])
    cuts = []
    for x, y in _find_likeliest(half, heat, side):
        left = int(np.clip(x - across / 2, 0, pixels.shape[1] - across))
        top = int(np.clip(y - down / 2, 0, pixels.shape[0] - down))
        cuts.append(pixels[top : top + down, left : left + across])
    near = np.concatenate(cuts, axis=1)
    return _reads(near, quads_of(text_map(near, len(cuts) * side), near.shape[1], near.shape[0]))


def _find_likeliest(half: Array, heat: Array, side: int) -> Iterator[tuple[float, float]]:
    """Yield the middle of the window in which the detector saw most, then of that with most contrast.

    `half` is the picture at half its size; the middles are in pixels of the whole.
    """
    grey = cv2.cvtColor(half, cv2.COLOR_RGB2GRAY)
    edges = cv2.max(
        cv2.absdiff(grey[:-2, 1:-1], grey[2:, 1:-1]), cv2.absdiff(grey[1:-1, :-2], grey[1:-1, 2:])
    )
    cells = (max(1, 2 * half.shape[1] // CELL), max(1, 2 * half.shape[0] // CELL))
    # squares, so that a few strokes on plain paper count for more than a wall of faint grain
    contrast = cv2.resize(np.square(edges, dtype=np.float32), cells, interpolation=cv2.INTER_AREA)
    window = (side // CELL, side // CELL)
    taken: tuple[int, int] | None = None
    for field in (cv2.resize(heat, cells, interpolation=cv2.INTER_AREA), contrast):
        density = cv2.boxFilter(field, -1, window, borderType=cv2.BORDER_CONSTANT)
        if taken is not None:
            y, x = taken
            reach = 3 * window[0] // 4
            density[max(0, y - reach) : y + reach, max(0, x - reach) : x + reach] = 0
        row, column = np.unravel_index(int(density.argmax()), density.shape)
        taken = int(row), int(column)
        yield (taken[1] + 0.5) * CELL, (taken[0] + 0.5) * CELL


def _reads(pixels: Array, quads: Sequence[Quad]) -> bool:
    level = [_start(roll(quad, 1) if quad.height > TALL * quad.width else quad) for quad in quads]
    likely = sorted(
        level, key=lambda quad: -quad.score * min(PROBE_RATIO, quad.width / max(1.0, quad.height))
    )
    probes = likely[:PROBES]
    if not probes:
        return False
    readings = read_lines(pixels, probes)
    if any(map(_is_text, readings)):
        return True
    if max(reading.confidence for reading in readings) < UNSURE:
        return False
    return any(map(_is_text, read_lines(pixels, [roll(quad, 2) for quad in probes])))


def _start(quad: Quad) -> Quad:
    """Return the first part of a long line: enough to say whether it is one."""
    share = min(1.0, PROBE_RATIO * quad.height / max(1.0, quad.width))
    corners = quad.corners.copy()
    corners[1] = corners[0] + (quad.corners[1] - quad.corners[0]) * share
    corners[2] = corners[3] + (quad.corners[2] - quad.corners[3]) * share
    return replace(quad, corners=corners)


def _is_text(reading: Reading) -> bool:
    return reading.confidence >= SURE and sum(c.isalnum() for c in reading.text) >= MIN_CHARACTERS
