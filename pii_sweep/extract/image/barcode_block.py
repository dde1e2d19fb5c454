"""Where parallel bars lie, and which way they run: barcodes that are turned more than readers bear.

A block of bars has edges in one direction only. The structure tensor (Bigun and Granlund, "Optimal
orientation detection of linear symmetry", ICCV 1987) measures how much so, and in which direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from pii_sweep.extract.ocr.detector import Array
from pii_sweep.types import Box

SIDE = 1000  # the picture is looked at at this size
CELL = 8
COHERENCE = 0.35  # PDF417's rows make short edges across its bars
CONTRAST = 24.0  # grey levels between neighbouring pixels, root mean square
LEVEL = np.deg2rad(2.5)
MIN_CELLS = 8
MAX_BLOCKS = 6
MARGIN = 0.25  # of the block's longer side: the quiet zone, and what the cells missed
WIDEST = 1600  # a block is turned at no more pixels than this, and at least half of them


@dataclass(frozen=True, slots=True)
class Block:
    """Bars of a grey picture that are to be turned upright, to a picture of `size` (width, height).

    `there` is the 2×3 map from the picture's pixels to the block's, `back` the one from there to the picture.
    """

    grey: Array
    size: tuple[int, int]
    there: Array
    back: Array

    def turned(self) -> Array:
        """Return the block cut out and turned upright."""
        bent, edge = cv2.INTER_CUBIC, cv2.BORDER_REPLICATE
        return np.asarray(cv2.warpAffine(self.grey, self.there, self.size, flags=bent, borderMode=edge))

    @property
    def middle(self) -> tuple[float, float]:
        """Return the block's middle in the picture."""
        x, y = self.back @ (self.size[0] / 2, self.size[1] / 2, 1.0)
        return float(x), float(y)

    def box(self, corners: Array) -> Box:
        """Return the upright box in the picture around corners in the block."""
        moved = corners @ self.back[:, :2].T + self.back[:, 2]
        (x0, y0), (x1, y1) = moved.min(axis=0), moved.max(axis=0)
        return Box(float(x0), float(y0), float(x1), float(y1))


def blocks(grey: Array) -> Iterator[Block]:
    """Yield the largest blocks of slanting bars in a grey picture.

    Blocks that are upright or lie as they are, lines of text among them, are left out.
    """
    scale = min(1.0, SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    across, down = (cv2.Sobel(small, cv2.CV_32F, *axis, scale=0.25) for axis in ((1, 0), (0, 1)))
    cells = (max(1, small.shape[1] // CELL), max(1, small.shape[0] // CELL))
    xx, yy, xy = (
        cv2.blur(cv2.resize(product, cells, interpolation=cv2.INTER_AREA), (3, 3))
        for product in (across * across, down * down, across * down)
    )
    energy = xx + yy
    coherent = np.hypot(xx - yy, 2 * xy) > COHERENCE * energy
    marked = (coherent & (energy > CONTRAST**2)).astype(np.uint8)
    count, names, stats, _ = cv2.connectedComponentsWithStats(marked, connectivity=4)
    sizes = stats[:, cv2.CC_STAT_AREA]
    for name in sorted(range(1, count), key=lambda one: -sizes[one])[:MAX_BLOCKS]:
        if sizes[name] < MIN_CELLS:
            return
        inside = names == name
        angle = 0.5 * float(np.arctan2(2 * xy[inside].sum(), (xx - yy)[inside].sum()))
        if abs(angle - round(angle / (np.pi / 2)) * np.pi / 2) < LEVEL:
            continue
        rows, columns = np.nonzero(inside)
        corners = np.column_stack([columns, rows]).astype(np.float32) + 0.5
        yield _crop_around(grey, corners * (grey.shape[1] / cells[0], grey.shape[0] / cells[1]), angle)


def _crop_around(grey: Array, points: Array, angle: float) -> Block:
    """Return the part of a picture around points, to be turned counter-clockwise by `angle` radians."""
    cosine, sine = np.cos(angle), np.sin(angle)
    turn = np.array([[cosine, sine], [-sine, cosine]])
    level = points @ turn.T
    low, high = level.min(axis=0), level.max(axis=0)
    margin = MARGIN * float((high - low).max())
    low, high = low - margin, high + margin
    size = high - low
    zoom = float(np.clip(WIDEST / 2 / size.max(), 1.0, 3.0)) if size.max() < WIDEST else WIDEST / size.max()
    forward = np.column_stack([turn * zoom, -low * zoom])
    shape = (max(1, round(size[0] * zoom)), max(1, round(size[1] * zoom)))
    return Block(grey, shape, forward, np.column_stack([turn.T / zoom, turn.T @ low]))
