"""What every engine and text layer gives: words with boxes, and the one protocol of the engines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PIL import Image

from pii_sweep.types import Box


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its box in pixels of the picture it was read from, and how surely it was read (0–1)."""

    text: str = field(repr=False)
    box: Box
    confidence: float | None = None


class Ocr(Protocol):
    """An engine: a picture in, its words out, in no particular order."""

    def read(self, image: Image.Image) -> list[Word]:
        """Return the words of an upright picture, boxes in its pixels.

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
