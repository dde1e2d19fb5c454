"""Rows of ink on even paper: print that a page shows whether or not the line detector sees it.

A page that is blurred, faint or of few pixels has no line for a network, and would count as a photo
without text. Its ink still lies in rows: what is darker than the paper around it, joined along the row
(run-length smearing: Wong, Casey and Wahl, "Document analysis system", IBM J. Res. Dev. 26(6), 1982).
Photos fail on the paper, which must be even, on the share of ink, or on the rows, which must be many and
of like height. On white paper rows that ran together into blots count too, where they are spread over the
page: hardly a photo has so bright a ground.
"""

from __future__ import annotations

import cv2
import numpy as np

from pii_sweep.extract.ocr.detector import Array
from pii_sweep.types import Box

SIDE = 640  # pixels of the longer side: a page of 80 lines has 8 for each
SHRINK, REACH = 4, 9  # the paper is the brightest of so many pixels around, at a quarter of the size
NEAR, EVEN = 38.0, 0.95  # grey levels from the median paper, and the share of the picture within
INK = (0.005, 0.25)  # of the picture
LEAST_DEPTH, NOISES, DEEP = (
    10.0,
    3.0,
    0.4,
)  # of ink: grey levels, deviations of the noise, share of the deepest
JOIN = 9  # pixels along a row: the gap between two words
LOWEST, HIGHEST, LONG, FULL = (
    3,
    38,
    2.0,
    0.3,
)  # pixels of a row's height, heights of its length, share of its box
ROWS, ALIKE, SPREAD = 12, 0.5, 0.4  # rows of like height at least, their share of all, from the median height
SOLID, UNIFORM = 0.85, 0.1  # of its box; deviation of the ink along it, of its mean: bars and rules
WHITE = 190.0  # grey level of the paper on which blots count
BLOTS, LARGEST, SPOT, WIDESPREAD = (
    8,
    0.6,
    12,
    0.05,
)  # at least, share of the ink, pixels, share of the picture


def ink_rows(pixels: Array) -> list[Box]:
    """Return the rows of ink on an RGB picture of a page, in its pixels; none where it shows no page."""
    height, width = pixels.shape[:2]
    grey, scale = _shrink(pixels)
    paper = _paper(grey)
    ink = _ink(grey, paper)
    if ink is None:
        return []
    upright, blots = _rows(ink)
    lying = [Box(y0, x0, y1, x1) for x0, y0, x1, y1 in _rows(np.ascontiguousarray(ink.T))[0]]
    rows = max(upright, lying, key=len)
    if not rows and float(np.median(paper)) >= WHITE:
        rows = blots
    return [
        Box(x0 * scale, y0 * scale, min(width, x1 * scale), min(height, y1 * scale))
        for x0, y0, x1, y1 in rows
    ]


def _shrink(pixels: Array) -> tuple[Array, float]:
    """Return a picture in grey at about `SIDE`, and how many of its pixels one of that is."""
    longest = max(pixels.shape[:2])
    factor = longest // SIDE
    if factor > 1:  # the quick way down first
        pixels = cv2.resize(pixels, None, fx=1 / factor, fy=1 / factor, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    shrink = min(1.0, SIDE / max(grey.shape))
    if shrink < 1:
        grey = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    return np.asarray(grey), longest / max(grey.shape)


def _paper(grey: Array) -> Array:
    """Return the grey level of the paper at each place, at a quarter of the size."""
    size = (max(1, grey.shape[1] // SHRINK), max(1, grey.shape[0] // SHRINK))
    coarse = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    bright = cv2.dilate(coarse, np.ones((REACH, REACH), np.uint8))
    return np.asarray(cv2.GaussianBlur(bright, (0, 0), REACH / 2))


def _ink(grey: Array, paper: Array) -> Array | None:
    """Return where ink lies on paper, 1 or 0; None where the picture is no page."""
    if float((np.abs(paper - np.median(paper)) < NEAR).mean()) < EVEN:
        return None
    soft = cv2.GaussianBlur(grey, (3, 3), 0)
    depth = cv2.subtract(cv2.resize(paper, grey.shape[::-1], interpolation=cv2.INTER_LINEAR), soft)
    noise = 1.48 * float(np.median(cv2.absdiff(grey, soft)))
    deepest = float(np.percentile(depth[::2, ::2], 99))
    ink = (depth > max(LEAST_DEPTH, NOISES * noise, DEEP * deepest)).astype(np.uint8)
    return ink if INK[0] <= float(ink.mean()) <= INK[1] else None


def _rows(ink: Array) -> tuple[list[Box], list[Box]]:
    """Return the rows of ink that run across, if they are many and of like height; and the blots.

    Blots are all marks but bars, rules and specks, if they are many, spread, and none holds most ink.
    """
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, JOIN), np.uint8))
    _, names, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=4)
    x, y, wide, high, area = stats[1:].T
    inked = np.bincount(names[ink > 0], minlength=len(stats))[1:]
    corners = np.column_stack([x, y, x + wide, y + high])
    print_ = (inked < SOLID * wide * high) & (high >= LOWEST) & (area >= SPOT)
    print_[print_] = [not _is_bar(ink[y0:y1, x0:x1]) for x0, y0, x1, y1 in corners[print_]]
    rows = print_ & (high <= HIGHEST) & (wide >= LONG * high) & (area > FULL * wide * high)
    if rows.any():
        middle = np.median(high[rows])
        alike = rows & (np.abs(high - middle) <= SPREAD * middle)
        rows = alike if alike.sum() >= max(ROWS, ALIKE * rows.sum()) else np.zeros_like(rows)
    return _boxes(corners[rows]), _boxes(corners[print_]) if _are_blots(corners[print_], inked, ink) else []


def _is_bar(mark: Array) -> bool:
    """Return whether the ink of a mark is the same all along it, as of bars; that of print varies."""
    along = mark.mean(axis=int(mark.shape[0] > mark.shape[1]))
    along = along[len(along) // 10 : len(along) - len(along) // 10]
    return bool(along.std() < UNIFORM * along.mean())


def _are_blots(corners: Array, inked: Array, ink: Array) -> bool:
    if len(corners) < BLOTS or inked.max() > LARGEST * inked.sum():
        return False
    spread = corners[:, 2:].max(axis=0) - corners[:, :2].min(axis=0)
    return float(spread.prod()) >= WIDESPREAD * ink.size


def _boxes(corners: Array) -> list[Box]:
    return [Box(*map(float, row)) for row in corners.tolist()]
