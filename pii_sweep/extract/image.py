"""Pictures: each frame or page upright, read by OCR where there is text."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import BinaryIO

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from pii_sweep.errors import Corrupt, Unreadable, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.ocr.engines import engine
from pii_sweep.extract.ocr.layout import passages
from pii_sweep.types import Blob, Gap, Note, Piece, Where

BROKEN: dict[type[BaseException], type[Unreadable]] = {
    UnidentifiedImageError: Corrupt,
    Image.DecompressionBombError: Corrupt,
    OSError: Corrupt,
    SyntaxError: Corrupt,
    ValueError: Corrupt,
    EOFError: Corrupt,
    TypeError: Corrupt,
    LookupError: Corrupt,
    ArithmeticError: Corrupt,
    AttributeError: Corrupt,
    struct.error: Corrupt,
}


@cache
def _learn_heif() -> None:
    """Teach pillow, once, to open HEIC."""
    pillow_heif.register_heif_opener()


def read_image(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield what each frame says; boxes are pixels of the frame as displayed (EXIF orientation applied).

    Raises Corrupt, TooBig.
    """
    _learn_heif()
    body.seek(0)
    with translate(BROKEN):
        picture = Image.open(body)
    frames = getattr(picture, "n_frames", 1)
    for index in range(frames):
        budget.page()
        here = replace(where, page=index + 1)
        yield Note(here, "pages")
        try:
            yield from _read_frame(picture, index, here, budget)
        except Unreadable as error:
            if budget.spent is not None:
                raise
            yield Gap(here, error.reason)


def _read_frame(picture: Image.Image, index: int, where: Where, budget: Budget) -> Iterator[Piece]:
    with translate(BROKEN):
        picture.seek(index)
        budget.pixels(*picture.size)
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    reader = engine(budget.settings.ocr, budget.settings.ocr_languages)
    words = reader.read(upright)
    yield Note(where, "ocr_pages")
    for found in passages(words, where, scanned=True):
        budget.characters(len(found.text))
        yield found
