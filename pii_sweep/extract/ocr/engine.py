"""The engine of each OCR mode, loaded once a process."""

from __future__ import annotations

from functools import lru_cache

from pii_sweep.config import OcrMode
from pii_sweep.errors import OcrUnavailable
from pii_sweep.extract.ocr.paddle import Paddle
from pii_sweep.extract.ocr.strips import Piecewise
from pii_sweep.extract.ocr.tesseract import Tesseract


@lru_cache(maxsize=8)
def engine(mode: OcrMode, languages: str = "eng") -> Piecewise:
    """Return the engine of a mode; raises OcrUnavailable (reason OCR_OFF for `off`)."""
    if mode == "off":
        raise OcrUnavailable("OCR is off; choose fast, cascade or accurate", reason="OCR_OFF")
    if mode == "fast":
        return Piecewise(Tesseract(languages))
    return Piecewise(Paddle(1600 if mode == "accurate" else 960))
