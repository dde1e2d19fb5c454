"""Pictures: metadata, barcodes, faces and, where there is text, what it says."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import BinaryIO

import numpy as np
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from pii_sweep.errors import Corrupt, Unreadable, translate
from pii_sweep.extract.barcode import barcode_passages, read_barcodes
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.exif import metadata
from pii_sweep.extract.faces import find_faces
from pii_sweep.extract.ocr.engines import engine
from pii_sweep.extract.ocr.gate import may_hold_text
from pii_sweep.extract.ocr.layout import passages
from pii_sweep.extract.ocr.words import Word
from pii_sweep.types import Blob, Box, Gap, Note, Piece, Where

BROKEN: Mapping[type[BaseException], type[Unreadable]] = {
    UnidentifiedImageError: Corrupt,
    OSError: Corrupt,
    SyntaxError: Corrupt,
    ValueError: Corrupt,
    EOFError: Corrupt,
    IndexError: Corrupt,
    KeyError: Corrupt,
    TypeError: Corrupt,
    OverflowError: Corrupt,
    RuntimeError: Corrupt,
    AttributeError: Corrupt,
}
WORKING_SIDE = 3000  # larger pictures are read at this size: print of 8 points on A4 is 27 pixels high
LOOK_SIDE = 1600  # the size at which a picture is looked at before it is read
MAX_GIF_FRAMES = 3


def read_image(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield what each frame says; boxes are pixels of the frame as displayed (EXIF orientation applied).

    `page` counts the frames. Raises Corrupt, TooBig.
    """
    _prepare()
    body.seek(0)
    with translate(BROKEN), _quietly():
        picture = Image.open(body)
    frames = MAX_GIF_FRAMES if picture.format == "GIF" else budget.settings.max_pages + 1
    for index in range(frames):
        with translate(BROKEN), _quietly():
            if not _seek(picture, index):
                return
        budget.page()
        here = replace(where, page=index + 1)
        yield Note(here, "pages")
        try:
            yield from _read_frame(picture, here, budget)
        except Unreadable as error:
            if budget.spent is not None:
                raise
            yield Gap(here, error.reason)
            if picture.format == "GIF" and error.reason == "PIXEL_LIMIT":
                return  # its frames are painted on each other: the next one would decode this one


@lru_cache(maxsize=1)
def _prepare() -> None:
    """Register HEIC, and leave the pixel limit to the budget, which is checked before decoding."""
    import pillow_heif

    pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None


@contextmanager
def _quietly() -> Iterator[None]:
    """Silence warnings: they quote the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _seek(picture: Image.Image, index: int) -> bool:
    try:
        picture.seek(index)
    except EOFError:
        return False
    return True


def _read_frame(picture: Image.Image, where: Where, budget: Budget) -> Iterator[Piece]:
    budget.pixels(*picture.size)
    if where.page == 1:
        yield from metadata(picture, where)
    full_width = picture.width
    if picture.format != "JPEG":  # which is decoded at a fraction of its size
        # a picture may lie about its size: what decoding takes is held before it is tried
        budget.memory(picture.width * picture.height * len(picture.getbands()))
    with _quietly():
        decoded, whole = _decoded(picture)
        with translate(BROKEN):
            upright, turned = _upright(decoded, picture)
    shown = full_width if not turned else full_width * decoded.height / max(1, decoded.width)
    yield from read_picture(upright, where, budget, scale=shown / max(1, upright.width))
    if not whole:
        yield Gap(where, Corrupt.reason)


def _decoded(picture: Image.Image) -> tuple[Image.Image, bool]:
    """Return the frame's pixels at about the working size, and whether all of them were there."""
    with translate(BROKEN):
        picture.draft("RGB", (WORKING_SIDE, WORKING_SIDE))
    try:
        picture.load()
        whole = True
    except (OSError, SyntaxError, ValueError, IndexError, EOFError):
        whole = False
    if not whole:
        lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
        try:
            with translate(BROKEN):
                picture.load()
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    with translate(BROKEN):
        factor = max(picture.size) // WORKING_SIDE
        return (
            picture.reduce(factor) if factor > 1 and picture.mode in ("L", "RGB", "RGBA") else picture
        ), whole


def _upright(decoded: Image.Image, picture: Image.Image) -> tuple[Image.Image, bool]:
    """Return the frame as displayed, RGB on white, and whether its sides were swapped."""
    orientation = picture.getexif().get(0x0112, 1)
    image = decoded
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    if image.mode.startswith("I") or image.mode == "F":
        image = _stretched(image)
    image = image if image.mode == "RGB" else image.convert("RGB")
    image.getexif()[0x0112] = orientation
    turned = ImageOps.exif_transpose(image) if orientation != 1 else image
    return turned, orientation in (5, 6, 7, 8)


def _stretched(image: Image.Image) -> Image.Image:
    """Return a picture of 16 or 32 bits as grey, its darkest pixel black and its brightest white."""
    values = np.asarray(image, dtype=np.float32)
    low, high = float(values.min()), float(values.max())
    return Image.fromarray(((values - low) * (255.0 / max(1e-9, high - low))).astype(np.uint8))


def read_picture(image: Image.Image, where: Where, budget: Budget, *, scale: float = 1.0) -> Iterator[Piece]:
    """Yield barcodes, faces and text of an upright RGB picture; boxes are its pixels times `scale`."""
    look = image
    if max(image.size) > LOOK_SIDE:
        look = image.resize(_fit(image.size, LOOK_SIDE), Image.Resampling.BILINEAR, reducing_gap=2.0)
    text = may_hold_text(look)
    codes = read_barcodes(image if text else look, thorough=text)
    yield from barcode_passages(codes, where, scale if text else scale * image.width / look.width)
    if budget.settings.faces:
        faces = find_faces(look)
        if faces:
            yield Note(where, "faces", len(faces))
    if text or codes:
        budget.check_time()
        yield from read_text(image, where, budget, scale)


def read_text(image: Image.Image, where: Where, budget: Budget, scale: float) -> Iterator[Piece]:
    """Yield the text of a picture as passages; raises OcrUnavailable."""
    reader = engine(budget.settings.ocr, budget.settings.ocr_languages)
    words = [_scaled(word, scale) for word in reader.read(image)]
    yield Note(where, "ocr_pages")
    for found in passages(words, where, scanned=True):
        budget.characters(len(found.text))
        yield found


def _scaled(word: Word, scale: float) -> Word:
    return (
        word
        if scale == 1
        else replace(word, box=Box(*(edge * scale for edge in word.box)), upright=word.level)
    )


def _fit(size: tuple[int, int], side: int) -> tuple[int, int]:
    ratio = side / max(size)
    return max(1, round(size[0] * ratio)), max(1, round(size[1] * ratio))
