"""PP-OCR as an engine: detector, regions, orientation, recognizer, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
from PIL import Image

from pii_sweep.extract.ocr.deskew import direction, level_picture
from pii_sweep.extract.ocr.detector import Array, Quad, detect_lines, quads_of, text_map
from pii_sweep.extract.ocr.lines import line_words
from pii_sweep.extract.ocr.network import Size
from pii_sweep.extract.ocr.orientation import Placed, levelling, orient, skew
from pii_sweep.extract.ocr.recognizer import read_again, read_lines
from pii_sweep.extract.ocr.regions import FAINT, regions
from pii_sweep.extract.ocr.words import Scan, Word, hull
from pii_sweep.types import Box

MIN_CONFIDENCE = 0.5  # of a line; below it PP-OCR reads texture (its own `text_score`)
SMALL_PRINT = 11.0  # lines lower than this in the detector's picture are detected anew, larger
FEW = 8  # lines; where so large a picture shows no more, there may be print too small to see
PHOTO = 1.6  # a picture larger than this many times the detector's is looked at for its parts first
LEFT_OUT = 0.1  # of the detector's marks outside all lines: of clean scans a twentieth of that
SOFT = 2.0  # pixels, the deviation of the blur: dots of one letter run together, letters do not
SURE = 0.8


@dataclass(frozen=True)
class Paddle:
    """The engine; the detector sees the picture at `side` pixels, small print at twice as many.

    The first of the recognizers reads all lines, each further one those that are not sure by then.
    """

    side: int = 960
    detector: Size = "tiny"
    recognizers: tuple[Size, ...] = ("tiny", "small")

    @property
    def networks(self) -> frozenset[Size]:
        """Return the sizes of the networks that this engine, and the look before it, need."""
        return frozenset({"tiny", self.detector, *self.recognizers})

    def scan(self, image: Image.Image) -> Scan:
        """Return the words and lines of a picture in any orientation."""
        pixels = np.asarray(image.convert("RGB"))
        height, width = pixels.shape[:2]
        heat = self._map(pixels)
        if max(width, height) <= PHOTO * self.side:
            return self._page(pixels, heat)
        few = len(quads_of(heat, width, height)) < FEW
        close = self._map(pixels, 1.5) if few else heat
        parts: list[list[Word]] = []
        lines: list[Box] = []
        for box in regions(close, width, height):
            x0, y0, x1, y1 = int(box.x0), int(box.y0), int(np.ceil(box.x1)), int(np.ceil(box.y1))
            if (x0, y0, x1, y1) == (0, 0, width, height):
                return self._page(pixels, heat)
            part = np.ascontiguousarray(pixels[y0:y1, x0:x1])
            read = self._page(part, self._map(part))
            parts.append([_move_word(word, x0, y0) for word in read.words])
            lines += [_shift_box(line, x0, y0) for line in read.lines]
        return Scan(_side_by_side(parts), lines)

    def _page(self, pixels: Array, heat: Array) -> Scan:
        """Return the words and lines of a picture of which the detector gave a map at its usual size.

        Where much of what it marked lies in no line (dots of worn print, wood around a label), the
        picture is read again by the best network, softened and without its colours; what reads better counts.
        """
        quads = quads_of(heat, pixels.shape[1], pixels.shape[0])
        words, lines = self._lines(pixels, quads, self.recognizers), [quad.box for quad in quads]
        if left_out(heat, quads, pixels.shape[1::-1]) <= LEFT_OUT:
            return Scan(words, lines)
        soft = _soften(pixels)
        others = self._lines(soft, self._detect(soft), self.recognizers[-1:])
        return Scan(max(words, others, key=_count_sure), lines)

    def _lines(self, pixels: Array, quads: list[Quad], recognizers: Sequence[Size]) -> list[Word]:
        """Return the words of lines that the detector saw at its usual size."""
        lines = orient(pixels, self._refine(pixels, quads), recognizers[0])
        level = level_picture(pixels, direction(lines)) if lines else None
        if level is None:
            return read_placed(pixels, lines, recognizers)
        quads = self._refine(level.pixels, self._detect(level.pixels))
        lines = orient(level.pixels, quads, recognizers[0])
        return level.original(read_placed(level.pixels, lines, recognizers))

    def _refine(self, pixels: Array, quads: list[Quad]) -> list[Quad]:
        """Return the lines, detected anew at twice the size where they are small print."""
        scale = min(1.0, self.side / max(pixels.shape[:2]))
        if quads and median(min(q.height, q.width) for q in quads) * scale < SMALL_PRINT:
            return detect_lines(pixels, 2 * self.side, enlarged=2.0, network=self.detector)
        return quads

    def _map(self, pixels: Array, closer: float = 1.0) -> Array:
        return text_map(pixels, round(closer * self.side), network=self.detector)

    def _detect(self, pixels: Array) -> list[Quad]:
        return detect_lines(pixels, self.side, network=self.detector)


def left_out(heat: Array, quads: Sequence[Quad], size: Sequence[int]) -> float:
    """Return which share of the detector's marks lies in no line of a picture of `size` (width, height)."""
    marked = (heat > FAINT).astype(np.uint8)
    whole = int(marked.sum())
    scale = np.array(heat.shape[::-1]) / size  # of each axis: a map's sides are multiples of its stride
    for quad in quads:
        cv2.fillPoly(marked, [(quad.corners * scale).astype(np.int32)], 0)
    return int(marked.sum()) / max(1, whole)


def _soften(pixels: Array) -> Array:
    grey = cv2.GaussianBlur(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), (0, 0), SOFT)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB))


def _count_sure(words: Sequence[Word]) -> int:
    """Return how many characters of words were surely read."""
    return sum(len(word.text) for word in words if (word.confidence or 0.0) >= SURE)


def read_placed(pixels: Array, lines: Sequence[Placed], recognizers: Sequence[Size]) -> list[Word]:
    """Return the words in the lines of an RGB picture."""
    first, *others = recognizers
    rest = iter(read_lines(pixels, [line.quad for line in lines if line.reading is None], first))
    readings = [line.reading or next(rest) for line in lines]
    for network in others:
        readings = read_again(readings, network)
    turns = {line.turn for line in lines}
    level = {turn: levelling(skew([line.quad for line in lines if line.turn == turn])) for turn in turns}
    words: list[Word] = []
    for line, reading in zip(lines, readings, strict=True):
        if reading.confidence >= MIN_CONFIDENCE:
            words += line_words(reading, line.quad, level[line.turn], line.turn)
    return words


def _move_word(word: Word, x: float, y: float) -> Word:
    """Return a word of a part in the frames of the whole."""
    return word._replace(box=_shift_box(word.box, x, y), upright=_shift_box(word.level, x, y))


def _shift_box(box: Box, x: float, y: float) -> Box:
    return Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y)


def _side_by_side(parts: Sequence[list[Word]]) -> list[Word]:
    """Return the words of all parts, none laid over another where parts were turned."""
    words: list[Word] = []
    taken: list[Box] = []
    for part in parts:
        if not part:
            continue
        frame, shift = hull([word.level for word in part]), 0.0
        for other in sorted(taken, key=lambda box: box.y0):
            if (
                frame.x0 < other.x1
                and other.x0 < frame.x1
                and frame.y0 + shift < other.y1
                and other.y0 < frame.y1 + shift
            ):
                shift = other.y1 - frame.y0 + (frame.y1 - frame.y0)
        taken.append(Box(frame.x0, frame.y0 + shift, frame.x1, frame.y1 + shift))
        words += [w._replace(upright=_lower_box(w.level, shift)) for w in part] if shift else part
    return words


def _lower_box(box: Box, shift: float) -> Box:
    return Box(box.x0, box.y0 + shift, box.x1, box.y1 + shift)
