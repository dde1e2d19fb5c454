"""What every engine and text layer gives: words with boxes, and the one protocol of the engines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PIL import Image

from pii_sweep.types import Box


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its box in pixels of the picture as displayed, and how surely it was read (0–1).

    On a turned or skewed page `upright` is the box in the frame in which the word's line runs
    level from left to right; layout works there. `turn` counts the quarter turns (clockwise, 0–3)
    between the two frames: words of one page with another turn are laid out apart.
    """

    text: str = field(repr=False)
    box: Box
    confidence: float | None = None
    upright: Box | None = None
    turn: int = 0

    @property
    def level(self) -> Box:
        """Return the box that layout works with."""
        return self.upright or self.box


class Ocr(Protocol):
    """An engine: a picture in, its words out, in no particular order."""

    def read(self, image: Image.Image) -> list[Word]:
        """Return the words of a picture in any orientation, boxes in its pixels.

        Raises OcrUnavailable where the engine or its data is not installed.
        """
        ...


def hull(boxes: Sequence[Box]) -> Box:
    """Return the smallest box around some boxes (at least one)."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
