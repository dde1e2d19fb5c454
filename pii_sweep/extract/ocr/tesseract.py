"""Tesseract, in process where its library loads, else as a program.

Both ways give Tesseract's TSV (level page block par line word left top width height conf text;
tesseract(1), "tsv"), read by one function.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from pii_sweep.errors import OcrUnavailable, needing
from pii_sweep.extract.ocr.deskew import direction, level_picture
from pii_sweep.extract.ocr.detector import detect_lines
from pii_sweep.extract.ocr.orientation import orient
from pii_sweep.extract.ocr.words import Quality, Scan, Word
from pii_sweep.types import Box

PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/5.00/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
ORIENTATION_SIDE = 640
WORD_LEVEL = "5"
QUALITY = Quality(0.6, 0.45)


@lru_cache(maxsize=8)
def tessdata(languages: str) -> str:
    """Return the folder that holds the trained data of all languages (`eng+deu`).

    Raises OcrUnavailable, which says what to install.
    """
    wanted = [f"{language}.traineddata" for language in languages.split("+")]
    prefix = os.environ.get("TESSDATA_PREFIX")
    for place in (*((prefix, f"{prefix}/tessdata") if prefix else ()), *PLACES):
        if all((Path(place) / name).is_file() for name in wanted):
            return str(place)
    packages = " ".join(f"tesseract-ocr-{language}" for language in languages.split("+"))
    raise OcrUnavailable(f"no Tesseract data for {languages}; apt-get install tesseract-ocr {packages}")


def runs_program() -> bool:
    """Return whether Tesseract is a program that is run here, rather than a library or absent."""
    return find_spec("tesserocr") is None and find_spec("pytesseract") is not None


@dataclass(frozen=True)
class Tesseract:
    """The engine for some languages; words only, its own layout is not used."""

    languages: str = "eng"

    def scan(self, image: Image.Image) -> Scan:
        """Return the words and lines of a picture in any orientation; raises OcrUnavailable.

        Tesseract reads upright, level pages only: the detector's lines say how the page lies.
        """
        pixels = np.asarray(image.convert("RGB"))
        quads = detect_lines(pixels, ORIENTATION_SIDE)
        if not quads:
            return Scan([], [], QUALITY)
        lines = [quad.box for quad in quads]
        level = level_picture(pixels, direction(orient(pixels, quads)))
        if level is None:
            return Scan(self.read_upright(image), lines, QUALITY)
        words = self.read_upright(Image.fromarray(level.pixels))
        return Scan(level.original(words), lines, QUALITY)

    def read_upright(self, image: Image.Image) -> list[Word]:
        """Return the words of an upright, level picture; raises OcrUnavailable."""
        api = _api(self.languages)
        grey = image.convert("L")
        if api is None:
            return words_of_tsv(_run_program(grey, self.languages))
        api.SetImage(grey)
        try:
            return words_of_tsv(api.GetTSVText(0))
        finally:
            api.Clear()


@lru_cache(maxsize=4)
def _api(languages: str) -> Any:
    """Return tesserocr's API, loaded once a process, or None where only the program can serve."""
    place = tessdata(languages)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        import tesserocr
    except ImportError:
        return None
    tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
    try:
        return tesserocr.PyTessBaseAPI(path=place, lang=languages, psm=tesserocr.PSM.AUTO)
    except RuntimeError:
        return None


def _run_program(image: Image.Image, languages: str) -> str:
    with needing("ocr"):
        import pytesseract

    try:
        return str(pytesseract.image_to_data(image, lang=languages, config="--psm 3"))
    except pytesseract.TesseractNotFoundError:
        raise OcrUnavailable("the tesseract program is missing; apt-get install tesseract-ocr") from None
    except pytesseract.TesseractError:
        raise OcrUnavailable("the tesseract program failed; run `tesseract --list-langs`") from None


def words_of_tsv(tsv: str) -> list[Word]:
    """Return the words of Tesseract's TSV, confidences as 0–1."""
    words = []
    for row in tsv.splitlines():
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != WORD_LEVEL or not cells[11].strip():
            continue
        left, top, width, height = map(int, cells[6:10])
        box = Box(left, top, left + width, top + height)
        words.append(Word(cells[11].strip(), box, max(0.0, float(cells[10])) / 100))
    return words
