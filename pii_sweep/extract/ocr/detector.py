"""Where the lines of text are: PP-OCR's detector, a differentiable binarization network.

Liao et al., "Real-time Scene Text Detection with Differentiable Binarization", AAAI 2020; the
weights are PP-OCRv6's (`network`). The tiny network takes two fifths of the small one's time, and
what it finds is read as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from pii_sweep.extract.ocr.network import Size, network_path, session
from pii_sweep.types import Box

# Mean and deviation of each channel (blue, green, red) that the networks were trained with.
LEVELS: dict[Size, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
    "tiny": ((123.675, 116.28, 103.53), (58.395, 57.12, 57.375)),
    "small": ((127.5, 127.5, 127.5), (127.5, 127.5, 127.5)),
}
THRESHOLD = 0.3
MIN_SCORE = 0.5
UNCLIP = 1.5
MAX_LINES = 3000
STRIDE = 32

Array = npt.NDArray[Any]
# An RGB picture, or its pixels where several look at it: Pillow copies them for each.
Picture = Image.Image | Array


@dataclass(frozen=True, slots=True)
class Quad:
    """A line of text: four corners (top left, top right, bottom right, bottom left), its score."""

    corners: Array
    score: float

    @property
    def box(self) -> Box:
        """Return the upright box around the corners."""
        (x0, y0), (x1, y1) = self.corners.min(axis=0), self.corners.max(axis=0)
        return Box(float(x0), float(y0), float(x1), float(y1))

    @property
    def width(self) -> float:
        """Return the length of the line in pixels."""
        return float(np.linalg.norm(self.corners[1] - self.corners[0]))

    @property
    def height(self) -> float:
        """Return the height of the line in pixels."""
        return float(np.linalg.norm(self.corners[3] - self.corners[0]))


@lru_cache(maxsize=2)
def _network(size: Size) -> tuple[Any, str]:
    """Return the session and its input's name."""
    run = session(str(network_path("det", size)))
    return run, run.get_inputs()[0].name


def text_map(pixels: Array, side: int, enlarged: float = 1.0, *, network: Size = "tiny") -> Array:
    """Return the probability of text per pixel of an RGB picture scaled to `side` at most.

    A smaller picture is enlarged at most `enlarged` times.
    """
    height, width = pixels.shape[:2]
    scale = min(enlarged, side / max(height, width))
    size = [max(STRIDE, round(length * scale / STRIDE) * STRIDE) for length in (width, height)]
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    mean, deviation = LEVELS[network]
    blob: Array = cv2.dnn.blobFromImage(small, mean=mean, swapRB=True)
    blob *= np.array([1 / one for one in deviation], np.float32).reshape(1, 3, 1, 1)
    run, name = _network(network)
    return np.asarray(run.run(None, {name: blob})[0][0, 0])


def detect_lines(pixels: Array, side: int, enlarged: float = 1.0, *, network: Size = "tiny") -> list[Quad]:
    """Return the lines of text of an RGB picture seen at `side` pixels, corners in its own pixels."""
    heat = text_map(pixels, side, enlarged, network=network)
    return quads_of(heat, pixels.shape[1], pixels.shape[0])


def quads_of(heat: Array, width: int, height: int) -> list[Quad]:
    """Return the lines in a map of probabilities, corners in a picture of `width` × `height`."""
    scale = np.array([width / heat.shape[1], height / heat.shape[0]], dtype=np.float32)
    mask = cv2.dilate((heat > THRESHOLD).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    quads = []
    for contour in contours[:MAX_LINES]:
        centre, (across, down), angle = cv2.minAreaRect(contour)
        if min(across, down) < 3:
            continue
        score = _score(heat, contour)
        if score < MIN_SCORE:
            continue
        grow = across * down * UNCLIP / (2 * (across + down))
        corners = cv2.boxPoints((centre, (across + 2 * grow, down + 2 * grow), angle))
        quads.append(Quad(_clockwise(corners) * scale, score))
    return quads


def _score(heat: Array, contour: Array) -> float:
    """Return the mean probability inside a contour's box corners."""
    x, y, width, height = cv2.boundingRect(contour)
    corners = cv2.boxPoints(cv2.minAreaRect(contour)) - (x, y)
    inside = np.zeros((height, width), np.uint8)
    cv2.fillPoly(inside, [corners.astype(np.int32)], 1)
    return float(cv2.mean(heat[y : y + height, x : x + width], inside)[0])


def _clockwise(corners: Array) -> Array:
    """Return corners from the top left on, the long side across unless the line stands upright."""
    order = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = order[:2], order[2:]
    left, right = left[np.argsort(left[:, 1])], right[np.argsort(right[:, 1])]
    return np.array([left[0], right[0], right[1], left[1]], dtype=np.float32)
