"""Barcodes in pictures (zxing-cpp): each payload a passage; a driver licence's also as fields.

The elements of a PDF417 on a US or Canadian licence: AAMVA DL/ID Card Design Standard 2020,
annex D, tables D.3 and D.4.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from PIL import Image

from pii_sweep.errors import needing
from pii_sweep.extract.image.barcode_block import blocks
from pii_sweep.extract.image.imb import read_imb
from pii_sweep.extract.message.aamva_licence import AAMVA, licence_fields
from pii_sweep.extract.ocr.detector import Array, Picture
from pii_sweep.extract.text.encoded.base64_text import decode_passage
from pii_sweep.types import Box, Passage, Where

LONGEST, OVERLAP = 30_000, 2_000  # pixels of a picture, and of two parts of one; OpenCV takes 32,767
LEAST = 6  # pixels: what is lower shows no bars
# Every so many pixels are looked at; what is black and white, and how much of a drawing is black, or either.
STEP, BLACK, WHITE, DARK, TWO_TONED = 7, 64, 192, 0.005, 0.95
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]+|[\u2400-\u241f]+")


@dataclass(frozen=True, slots=True)
class Barcode:
    """A decoded barcode: its symbology, what it says, and where it is in pixels."""

    symbology: str
    text: str = field(repr=False)
    box: Box


def read_barcodes(image: Picture, *, thorough: bool) -> list[Barcode]:
    """Return the barcodes of a picture.

    Each is also tried on its side, and matrix codes inverted; bars too in a picture of hardly more than black
    and white. `thorough` also tries it scaled down and bars inverted, turns what looks like bars upright, and
    looks for Intelligent Mail. A picture too long for that is read in parts that overlap.
    Raises NotInstalled.
    """
    if isinstance(image, Image.Image) and image.mode not in ("L", "RGB"):
        image = image.convert("RGB")
    pixels = np.asarray(image)
    grey = pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY))
    if min(grey.shape) < LEAST:
        return []
    axis = int(grey.shape[1] > grey.shape[0])
    found = list[Barcode]()
    for start in range(0, max(1, grey.shape[axis] - OVERLAP), LONGEST - OVERLAP):
        part = grey[:, start : start + LONGEST] if axis else grey[start : start + LONGEST]
        x, y = (start, 0) if axis else (0, start)
        for code in _find_within(np.ascontiguousarray(part), thorough=thorough):
            box = Box(code.box.x0 + x, code.box.y0 + y, code.box.x1 + x, code.box.y1 + y)
            if not any(code.text == other.text and _holds(other.box, _middle_of(box)) for other in found):
                found.append(replace(code, box=box))
    return found


def _find_within(grey: Array, *, thorough: bool) -> list[Barcode]:
    every = _read(grey, thorough=thorough, rotated=True)
    found = [Barcode(name, text, _bound(corners)) for name, text, corners in every]
    if thorough or _is_drawing(grey):
        # zxing itself inverts for matrix codes alone
        white = _read(255 - grey, thorough=False, rotated=True, inverted=False)
        known = {code.text for code in found}
        found += [Barcode(name, text, _bound(at)) for name, text, at in white if text not in known]
    if thorough:
        found += _find_turned(grey, found)
        found += [Barcode("USPSIntelligentMail", text, box) for text, box in read_imb(grey)]
    return found


def _is_drawing(grey: Array) -> bool:
    """Indicate whether nearly all of a picture is black or white and some of it black, unlike photos."""
    seen = grey[::STEP, ::STEP]
    dark, light = np.count_nonzero(seen < BLACK), np.count_nonzero(seen > WHITE)
    return bool(dark >= DARK * seen.size and dark + light >= TWO_TONED * seen.size)


def _read(
    grey: Array, *, thorough: bool, rotated: bool, inverted: bool = True
) -> Iterator[tuple[str, str, Array]]:
    """Yield symbology, text and corners of each barcode, with `rotated` also of those on their side."""
    with needing("ocr"):
        import zxingcpp
    for code in zxingcpp.read_barcodes(
        grey,
        try_rotate=rotated,
        try_downscale=thorough,
        try_invert=inverted,
        text_mode=zxingcpp.TextMode.Plain,
    ):
        if code.text.strip():
            places = (
                getattr(code.position, name)
                for name in ("top_left", "top_right", "bottom_right", "bottom_left")
            )
            corners = np.array([(place.x, place.y) for place in places], dtype=float)
            yield str(code.format).rpartition(".")[2], code.text, corners


def _find_turned(grey: Array, known: list[Barcode]) -> Iterator[Barcode]:
    """Yield barcodes that are read only once their bars are turned upright."""
    texts = {code.text for code in known}
    for block in blocks(grey):
        if any(_holds(code.box, block.middle) for code in known):
            continue
        for name, text, corners in _read(block.turned(), thorough=True, rotated=False):
            if text not in texts:
                texts.add(text)
                yield Barcode(name, text, block.box(corners))


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box.x0 <= point[0] <= box.x1 and box.y0 <= point[1] <= box.y1


def _middle_of(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def _bound(corners: Array) -> Box:
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    return Box(float(x0), float(y0), float(x1), float(y1))


def barcode_passages(
    codes: list[Barcode], where: Where, unread: Callable[[], None], scale: float = 1.0
) -> Iterator[Passage]:
    """Yield the payload of each barcode, and the named fields of a licence's; boxes times `scale`.

    `unread` is called for bytes that a payload holds as text and that are not read.
    """
    for code in codes:
        box = Box(*(edge * scale for edge in code.box))
        here = replace(where, box=box)
        if AAMVA.search(code.text[:200]):
            yield Passage(licence_fields(code.text), here, layout="fields")
        else:
            payload = Passage(CONTROL.sub("\n", code.text).strip(), here, layout="barcode")
            yield payload
            for said in decode_passage(payload, unread):
                yield replace(said, layout="prose", spans=())
