"""Large pictures that are decoded in parts look as they do when they are decoded whole."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pii_sweep.config import Extract
from pii_sweep.errors import TooBig
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.image.pixels import pixels

SIZE = (700, 530)
LITTLE = 8000  # bytes: these pictures count as large


def drawn(mode: str) -> Image.Image:
    """Return a picture with a line of text."""
    image = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(image)
    for row in range(6):
        pen.text(
            (20, 80 * row), f"Maria Holt {row}", fill=(200, 30 * row, 40), font=ImageFont.load_default(50)
        )
    return image.convert(mode)


def tiled(mode: str, tile: tuple[int, int], order: str) -> bytes:
    """Return a TIFF in tiles, each compressed by Deflate; Pillow writes strips only."""
    image, (wide, high) = drawn(mode), tile
    places = [(x, y) for y in range(0, SIZE[1], high) for x in range(0, SIZE[0], wide)]
    tiles = [zlib.compress(image.crop((x, y, x + wide, y + high)).tobytes()) for x, y in places]
    channels = len(image.getbands())
    numbers = {256: [SIZE[0]], 257: [SIZE[1]], 258: [8] * channels, 259: [8], 262: [2 if channels > 1 else 1]}
    numbers |= {277: [channels], 284: [1], 322: [wide], 323: [high]}
    numbers |= {324: [0] * len(tiles), 325: [len(one) for one in tiles]}
    table = 8 + 2 + 12 * len(numbers) + 4
    start = table + sum(4 * len(values) for values in numbers.values() if len(values) > 1)
    numbers[324] = [start + sum(map(len, tiles[:at])) for at in range(len(tiles))]
    entries, beyond = b"", b""
    for tag, values in sorted(numbers.items()):
        raw = struct.pack(f"{order}{len(values)}I", *values)
        if len(raw) > 4:
            raw, beyond = struct.pack(f"{order}I", table + len(beyond)), beyond + raw
        entries += struct.pack(f"{order}HHI", tag, 4, len(values)) + raw
    head = (b"II" if order == "<" else b"MM") + struct.pack(f"{order}HI", 42, 8)
    return head + struct.pack(f"{order}H", len(numbers)) + entries + bytes(4) + beyond + b"".join(tiles)


def saved(mode: str, form: str) -> bytes:
    """Return a picture as Pillow writes it."""
    out = io.BytesIO()
    drawn(mode).save(out, form)
    return out.getvalue()


def decoded(data: bytes, memory: int) -> np.ndarray:
    """Return the pixels at half their size under a memory budget."""
    image, whole = pixels(Image.open(io.BytesIO(data)), 350, Budget(Extract(max_memory_bytes=memory)))
    assert whole
    return np.asarray(image)


LARGE = {
    "tiles": tiled("RGB", (256, 128), "<"),
    "grey tiles, big-endian": tiled("L", (64, 256), ">"),
    "BMP": saved("RGB", "BMP"),
    "BMP with a palette": saved("P", "BMP"),
    "BMP of one bit": saved("1", "BMP"),
    "PPM": saved("RGB", "PPM"),
    "PGM": saved("L", "PPM"),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_picture_in_tiles_or_plain_rows_is_decoded_in_little_memory(name: str) -> None:
    assert np.array_equal(decoded(LARGE[name], LITTLE), decoded(LARGE[name], 1 << 29))


def test_a_jpeg_2000_is_decoded_at_a_fraction_of_its_size() -> None:
    data = saved("RGB", "JPEG2000")
    near = decoded(data, 4 * SIZE[0] * SIZE[1] // 4 + 1000).astype(int) - decoded(data, 1 << 29)
    assert np.abs(near).mean() < 3


@pytest.mark.parametrize("name", LARGE)
def test_a_large_picture_cut_at_every_tenth_byte_is_reported(name: str) -> None:
    data = LARGE[name]
    for tenth in range(1, 10):
        try:
            picture = Image.open(io.BytesIO(data[: len(data) * tenth // 10]))
        except (OSError, SyntaxError):
            continue
        with pytest.raises(TooBig):  # not by bands, and decoded whole it is too large
            pixels(picture, 350, Budget(Extract(max_memory_bytes=LITTLE)))
