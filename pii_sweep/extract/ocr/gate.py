"""Does a picture hold text at all? Decided at low resolution, so that photos cost next to nothing.

The detector alone, so small, sees lines in coins, twigs and petals too; a few of its likeliest
lines are therefore read, and only what reads as characters counts. Where the likely lines are too
small to be read, the detector looks again through a window at full resolution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from PIL import Image

from pii_sweep.extract.ocr.detector import Array, Quad, detect_lines, quads_of, text_map
from pii_sweep.extract.ocr.orient import TALL, rolled
from pii_sweep.extract.ocr.recognizer import Reading, read_lines

SIDE = 416
WINDOW = 384
LEGIBLE = 9.0  # lines lower than this in the small picture cannot be read from their outline there
PROBES = 3
PROBE_RATIO = 4.0  # of a line no more than this many heights is read
SURE = 0.7
UNSURE = 0.4  # text on its head reads as something; texture mostly as nothing
MIN_CHARACTERS = 2


def may_hold_text(image: Image.Image) -> bool:
    """Tell whether an RGB picture (best given at 1,500 to 3,000 pixels) shows text in any direction."""
    pixels = np.asarray(image)
    heat = text_map(pixels, SIDE)
    scale = max(pixels.shape[:2]) / SIDE
    quads = quads_of(heat, pixels.shape[1], pixels.shape[0])
    legible = [quad for quad in quads if min(quad.width, quad.height) >= LEGIBLE * scale or scale <= 1.5]
    if _reads(pixels, legible):
        return True
    if scale <= 1.5 or heat.max() < 0.3:
        return False
    window = _busiest(pixels, heat)
    return _reads(window, detect_lines(window, WINDOW))


def _reads(pixels: Array, quads: Sequence[Quad]) -> bool:
    level = [_start(rolled(quad, 1) if quad.height > TALL * quad.width else quad) for quad in quads]
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
    return any(map(_is_text, read_lines(pixels, [rolled(quad, 2) for quad in probes])))


def _busiest(pixels: Array, heat: Array) -> Array:
    """Return the window of the picture in which the detector saw most."""
    across, down = pixels.shape[1] / heat.shape[1], pixels.shape[0] / heat.shape[0]
    size = (max(1, int(WINDOW / across)), max(1, int(WINDOW / down)))
    density = cv2.boxFilter(heat, -1, size, borderType=cv2.BORDER_CONSTANT)
    row, column = np.unravel_index(int(density.argmax()), density.shape)
    x = int(np.clip(column * across - WINDOW / 2, 0, max(0, pixels.shape[1] - WINDOW)))
    y = int(np.clip(row * down - WINDOW / 2, 0, max(0, pixels.shape[0] - WINDOW)))
    return np.ascontiguousarray(pixels[y : y + WINDOW, x : x + WINDOW])


def _start(quad: Quad) -> Quad:
    """Return the first part of a long line: enough to tell whether it is one."""
    share = min(1.0, PROBE_RATIO * quad.height / max(1.0, quad.width))
    corners = quad.corners.copy()
    corners[1] = corners[0] + (quad.corners[1] - quad.corners[0]) * share
    corners[2] = corners[3] + (quad.corners[2] - quad.corners[3]) * share
    return replace(quad, corners=corners)


def _is_text(reading: Reading) -> bool:
    return reading.confidence >= SURE and sum(c.isalnum() for c in reading.text) >= MIN_CHARACTERS
