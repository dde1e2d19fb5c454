"""The engine of each OCR mode, loaded once a process."""

from __future__ import annotations

from functools import lru_cache

from pii_sweep.config import OcrMode
from pii_sweep.errors import OcrUnavailable
from pii_sweep.extract.ocr.paddle import Paddle
from pii_sweep.extract.ocr.strips import Piecewise
from pii_sweep.extract.ocr.tesseract import Tesseract

ENGLISH = "eng"
MODES: dict[OcrMode, Paddle] = {
    "fast": Paddle(recognizers=("tiny",)),
    "cascade": Paddle(),
    "accurate": Paddle(1600, "small", ("small",)),
}


@lru_cache(maxsize=8)
def engine(mode: OcrMode, languages: str = ENGLISH) -> Piecewise:
    """Return the engine of a mode; raises OcrUnavailable (reason OCR_OFF for `off`).

    PP-OCR's networks read Latin letters of all languages; `fast` is Tesseract where others are named.
    """
    if mode == "off":
        raise OcrUnavailable("OCR is off; choose fast, cascade or accurate", reason="OCR_OFF")
    if uses_tesseract(mode, languages):
        return Piecewise(Tesseract(languages))
    return Piecewise(MODES[mode])


def uses_tesseract(mode: OcrMode, languages: str) -> bool:
    """Return whether a mode reads with Tesseract rather than with PP-OCR's networks."""
    return mode == "fast" and languages != ENGLISH
