"""PP-OCR as an engine: detector, orientation, recognizer, words."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import numpy as np
from PIL import Image

from pii_sweep.extract.ocr.detector import Array, Quad, detect_lines
from pii_sweep.extract.ocr.lines import line_words
from pii_sweep.extract.ocr.orient import levelling, oriented, skew
from pii_sweep.extract.ocr.recognizer import read_lines
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
        return read_quads(pixels, self._lines(pixels))

    def _lines(self, pixels: Array) -> list[Quad]:
        quads = detect_lines(pixels, self.side)
        scale = min(1.0, self.side / max(pixels.shape[:2]))
        if scale < 1 and quads and median(min(q.height, q.width) for q in quads) * scale < SMALL_PRINT:
            quads = detect_lines(pixels, 2 * self.side)
        return quads


def read_quads(pixels: Array, quads: list[Quad]) -> list[Word]:
    """Return the words in the lines of an RGB picture."""
    placed = oriented(pixels, quads)
    rest = iter(read_lines(pixels, [line.quad for line in placed if line.reading is None]))
    turns = {line.turn for line in placed}
    level = {turn: levelling(skew([line.quad for line in placed if line.turn == turn])) for turn in turns}
    words: list[Word] = []
    for line in placed:
        reading = line.reading or next(rest)
        if reading.confidence >= MIN_CONFIDENCE:
            words += line_words(reading, line.quad, level[line.turn], line.turn)
    return words
