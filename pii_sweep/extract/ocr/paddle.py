"""PP-OCR as an engine: detector, orientation, recognizer, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from PIL import Image

from pii_sweep.extract.ocr.detector import Array, Quad, detect_lines
from pii_sweep.extract.ocr.lines import line_words
from pii_sweep.extract.ocr.orient import Placed, levelling, oriented, skew
from pii_sweep.extract.ocr.recognizer import read_lines
from pii_sweep.extract.ocr.upright import direction, levelled
from pii_sweep.extract.ocr.words import Word

MIN_CONFIDENCE = 0.5  # of a line; below it PP-OCR reads texture (its own `text_score`)
SMALL_PRINT = 11.0  # lines lower than this in the detector's picture are detected anew, larger


@dataclass(frozen=True)
class Paddle:
    """The engine; the detector sees the picture at `side` pixels, small print at twice as many."""

    side: int = 960

    def read(self, image: Image.Image) -> list[Word]:
        """Return the words of a picture in any orientation."""
        pixels = np.asarray(image.convert("RGB"))
        lines = oriented(pixels, self.lines(pixels))
        level = levelled(pixels, direction(lines)) if lines else None
        if level is None:
            return read_placed(pixels, lines)
        quads = self.lines(level.pixels)
        return level.original(read_placed(level.pixels, oriented(level.pixels, quads)))

    def lines(self, pixels: Array) -> list[Quad]:
        """Return the lines of an RGB picture."""
        quads = detect_lines(pixels, self.side)
        scale = min(1.0, self.side / max(pixels.shape[:2]))
        if scale < 1 and quads and median(min(q.height, q.width) for q in quads) * scale < SMALL_PRINT:
            quads = detect_lines(pixels, 2 * self.side)
        return quads


def read_placed(pixels: Array, lines: Sequence[Placed]) -> list[Word]:
    """Return the words in the lines of an RGB picture."""
    rest = iter(read_lines(pixels, [line.quad for line in lines if line.reading is None]))
    turns = {line.turn for line in lines}
    level = {turn: levelling(skew([line.quad for line in lines if line.turn == turn])) for turn in turns}
    words: list[Word] = []
    for line in lines:
        reading = line.reading or next(rest)
        if reading.confidence >= MIN_CONFIDENCE:
            words += line_words(reading, line.quad, level[line.turn], line.turn)
    return words
