"""Turn a picture so that most of its lines run level, and carry boxes back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from pii_sweep.extract.ocr.detector import Array
from pii_sweep.extract.ocr.orientation import Placed, skew
from pii_sweep.extract.ocr.words import Word
from pii_sweep.types import Box

LEVEL = np.deg2rad(1.0)  # a smaller skew is left: quads follow it, and layout allows for it


@dataclass(frozen=True, slots=True)
class Levelled:
    """A picture turned level; `back` is the 2×3 affine map from its pixels to the original's."""

    pixels: Array = field(repr=False)
    back: Array = field(repr=False)

    def original(self, words: Iterable[Word]) -> list[Word]:
        """Return words of the turned picture with boxes in the original's pixels."""
        return [word._replace(box=_map_box(word.box, self.back), upright=word.level) for word in words]


def direction(lines: Sequence[Placed]) -> float:
    """Return the angle in radians (clockwise) in which most of a page's text runs."""
    lengths: dict[int, float] = {}
    for line in lines:
        lengths[line.turn] = lengths.get(line.turn, 0.0) + line.quad.width
    main = max(lengths, key=lengths.__getitem__)
    return skew([line.quad for line in lines if line.turn == main])


def level_picture(pixels: Array, angle: float) -> Levelled | None:
    """Return a picture turned counter-clockwise by `angle` radians, or None where it is level enough."""
    quarter = round(angle / (np.pi / 2))
    rest = angle - quarter * np.pi / 2
    if abs(rest) <= LEVEL and quarter % 4 == 0:
        return None
    if abs(rest) <= LEVEL:
        angle = quarter * np.pi / 2
    height, width = pixels.shape[:2]
    cosine, sine = float(np.cos(angle)), float(np.sin(angle))
    new_width = round(abs(width * cosine) + abs(height * sine))
    new_height = round(abs(width * sine) + abs(height * cosine))
    turn = np.array([[cosine, sine], [-sine, cosine]])
    shift = np.array([new_width / 2, new_height / 2]) - turn @ np.array([width / 2, height / 2])
    if abs(rest) <= LEVEL:
        turned = np.ascontiguousarray(np.rot90(pixels, quarter))
    else:
        forward = np.column_stack([turn, shift])
        size = (new_width, new_height)
        turned = cv2.warpAffine(pixels, forward, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Levelled(np.asarray(turned), np.column_stack([turn.T, -turn.T @ shift]))


def _map_box(box: Box, map_: Array) -> Box:
    corners = np.array([[box.x0, box.y0], [box.x1, box.y0], [box.x1, box.y1], [box.x0, box.y1]])
    moved = corners @ map_[:, :2].T + map_[:, 2]
    (x0, y0), (x1, y1) = moved.min(axis=0), moved.max(axis=0)
    return Box(float(x0), float(y0), float(x1), float(y1))
