"""An opened picture → RGB pixels as displayed, at about a wanted size, in little memory.

Pillow holds 4 bytes for each pixel of colour. Copies are therefore made band by band: what is held
is the decoded frame, where it must be decoded whole, and the result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from pii_sweep.errors import Corrupt, Unreadable, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.image.bands import png_bands, strip_bands
from pii_sweep.extract.image.tiles import row_bands, tile_bands
from pii_sweep.extract.ocr.strips import reduction

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
ORIENTATION = 0x0112
BAND_PIXELS = 4_000_000
DRAWN = 0.7  # of a picture's pixels at most are shown where it is a drawing on a transparent ground
LIGHT = 200  # of 255: the mean of what would not be seen on white
BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2}  # a pixel; all other modes take 4


def pixels(picture: Image.Image, side: int, budget: Budget) -> tuple[Image.Image, bool]:
    """Return a frame upright, RGB, `side` to twice `side` pixels long if it is larger than that.

    And whether all of it was there. Of a strip the breadth counts (`strips.reduction`). Raises Corrupt,
    and TooBig before it would hold too much.
    """
    banded = _read_bands(picture, side, budget)
    if banded is not None:
        return banded, True
    with translate(BROKEN):
        picture.draft("RGB", (side, side))
    if picture.format == "JPEG2000" and _size(picture) > budget.settings.max_memory_bytes // 8:
        shrink = max(0, (max(picture.size) // side).bit_length() - 1)
        picture.reduce = shrink  # type: ignore[method-assign,assignment]  # so many halvings
        budget.memory(_size(picture) >> 2 * shrink)
    elif picture.format != "JPEG":  # which is decoded at a fraction of its size
        # a picture may lie about its size: what decoding takes is held before it is tried
        budget.memory(_size(picture))
    whole = _load(picture)
    with translate(BROKEN):
        image = _assemble_bands(picture, _cut(picture), reduction(picture.size, side))
        return _turn_upright(image, picture), whole


def is_turned(picture: Image.Image) -> bool:
    """Return whether a decoded frame's width and height change places when it is displayed."""
    return _orientation(picture) in (5, 6, 7, 8)


def _orientation(picture: Image.Image) -> int:
    # a PNG's own method would decode all of it first
    return int(Image.Image.getexif(picture).get(ORIENTATION, 1))


def _size(picture: Image.Image) -> int:
    return picture.width * picture.height * BYTES.get(picture.mode, 4)


def _read_bands(picture: Image.Image, side: int, budget: Budget) -> Image.Image | None:
    """Return a large frame that can be decoded band by band, or None."""
    if _size(picture) <= budget.settings.max_memory_bytes // 8:
        return None
    bands = strip_bands(picture) or tile_bands(picture) or png_bands(picture) or row_bands(picture)
    if bands is None:
        return None
    try:
        with translate(BROKEN):
            return _turn_upright(_assemble_bands(picture, bands, reduction(picture.size, side)), picture)
    except Corrupt:
        return None  # decoded whole, such a frame may give a part


def _load(picture: Image.Image) -> bool:
    """Decode a frame as far as it goes; return whether all of it was there."""
    try:
        picture.load()
        return True
    except (OSError, SyntaxError, ValueError, IndexError, EOFError):
        pass
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    try:
        with translate(BROKEN):
            picture.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return False


def _cut(picture: Image.Image) -> Iterator[Image.Image]:
    width, height = picture.size
    rows = max(1, BAND_PIXELS // width)
    if rows >= height:  # as it is: a copy of a photo takes as long as a look at it
        yield picture
        return
    for top in range(0, height, rows):
        yield picture.crop((0, top, width, min(height, top + rows)))


def _assemble_bands(picture: Image.Image, bands: Iterator[Image.Image], factor: int) -> Image.Image:
    """Return bands of a picture, from the top, put together as RGB and scaled down `factor` times."""
    width, height = picture.size
    low, high = (0.0, 0.0)
    if picture.mode == "F" or picture.mode.startswith("I"):
        extrema = picture.getextrema()
        low, high = float(np.ravel(extrema)[0]), float(np.ravel(extrema)[-1])
    image = Image.new("RGB", (-(-width // factor), -(-height // factor)))
    waiting: Image.Image | None = None
    top = 0
    for band in bands:
        flat = _flatten(band, low, high)
        if waiting is not None and waiting.height:
            flat = _stack(waiting, flat)
        done = top + flat.height >= height
        rows = flat.height if done else flat.height // factor * factor
        if rows:
            full = flat if rows == flat.height else flat.crop((0, 0, width, rows))
            image.paste(full if factor == 1 else full.reduce(factor), (0, top // factor))
        waiting = flat.crop((0, rows, width, flat.height))
        top += rows
    return image


def _stack(upper: Image.Image, lower: Image.Image) -> Image.Image:
    both = Image.new("RGB", (lower.width, upper.height + lower.height))
    both.paste(upper, (0, 0))
    both.paste(lower, (0, upper.height))
    return both


def _ground(image: Image.Image) -> str:
    """Return what a picture with transparent parts is put on: black where it is drawn in light colours."""
    alpha = np.asarray(image.getchannel("A"))
    shown = alpha > 127
    if not shown.any() or shown.mean() > DRAWN:
        return "white"
    return "black" if np.asarray(image.convert("L"))[shown].mean() > LIGHT else "white"


def _flatten(image: Image.Image, low: float, high: float) -> Image.Image:
    """Return a part of a picture as RGB on its ground; 16 and 32 bits as grey from `low` to `high`."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, _ground(image)), image)
    if image.mode == "F" or image.mode.startswith("I"):
        values = np.asarray(image, dtype=np.float32)
        image = Image.fromarray(((values - low) * (255.0 / max(1e-9, high - low))).astype(np.uint8))
    return image if image.mode == "RGB" else image.convert("RGB")


def _turn_upright(image: Image.Image, picture: Image.Image) -> Image.Image:
    orientation = _orientation(picture)
    if orientation == 1:
        return image
    image.getexif()[ORIENTATION] = orientation
    return ImageOps.exif_transpose(image)
