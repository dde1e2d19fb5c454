"""Lines of Hebrew and Arabic, put into a frame in which they run level from left to right.

PDFium gives the letters of a word in the order in which they are read (Unicode Standard Annex 9), but layout
reads the words of a line by where they stand. Lines whose letters are mostly of these scripts are mirrored,
with the numbers and the Latin words in them, and laid out by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pii_sweep.extract.ocr.words import Word
from pii_sweep.types import Box

TURN = 8  # the frame's number; `rotated_text` uses 0 to 7
_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
# A mark that ends a number stands on its left, where PDFium reads it first.
_LED = re.compile(r"([,،.;:؛]+)(\d[\d.,/\-]*)")


def has_right_to_left(text: str) -> bool:
    """Return whether a text has a letter of a script that runs from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def turn_around(ways: npt.NDArray[np.float64], texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return the ways from words' first characters to their last, those of such scripts turned right."""
    turned = ways.copy()
    for at, text in enumerate(texts):
        if _RTL.search(text) is not None and abs(turned[at, 0]) > abs(turned[at, 1]):
            turned[at] = np.abs(turned[at, 0]), turned[at, 1] * np.sign(turned[at, 0] or 1)
    return turned


def mirror(words: Sequence[Word], text: str) -> list[Word]:
    """Return the words of a text layer in its order, level lines that run from right to left mirrored.

    `text` is PDFium's, whose words `words` are, one for one.
    """
    out = list[Word]()
    for line in text.splitlines():
        held = words[len(out) : len(out) + len(line.split())]
        runs_left = 2 * len(_RTL.findall(line)) > len(_LETTER.findall(line))
        out += [_mirror(word) if runs_left and not word.turn else word for word in held]
    return [*out, *words[len(out) :]]


def _mirror(word: Word) -> Word:
    x0, y0, x1, y1 = word.box
    led = _LED.fullmatch(word.text)
    shown = led[2] + led[1] if led else word.text
    return word._replace(text=shown, upright=Box(-x1, y0, -x0, y1), turn=TURN)
