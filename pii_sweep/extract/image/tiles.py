"""Large pictures in tiles (TIFF 6.0, section 15) and in plain rows (BMP, Netpbm), band by band."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image, TiffImagePlugin

from pii_sweep.extract.image.bands import BAND_BYTES, tiff

TILE_WIDTH, TILE_HEIGHT, OFFSETS, COUNTS, PLANES = 322, 323, 324, 325, 284
TILED = ("1", "L", "RGB", "RGBA", "CMYK")
ROWS_OF = ("BMP", "DIB", "PPM")


def tile_bands(picture: Image.Image) -> Iterator[Image.Image] | None:
    """Return the rows of tiles of a TIFF's frame in one plane, each decoded tile by tile; None for others."""
    if not isinstance(picture, TiffImagePlugin.TiffImageFile) or picture.mode not in TILED:
        return None
    tags = picture.tag_v2
    wide, high, offsets, counts = (tags.get(tag) for tag in (TILE_WIDTH, TILE_HEIGHT, OFFSETS, COUNTS))
    if not offsets or not counts or len(offsets) != len(counts) or tags.get(PLANES, 1) != 1:
        return None
    if not (isinstance(wide, int) and isinstance(high, int) and wide > 0 and high > 0):
        return None
    if high * max(wide, picture.width) * 4 > 16 * BAND_BYTES:
        return None
    across, down = -(-picture.width // wide), -(-picture.height // high)
    if len(offsets) != across * down:
        return None
    return _tiles(picture, (wide, high), list(zip(offsets, counts, strict=True)))


def _tiles(
    picture: TiffImagePlugin.TiffImageFile, size: tuple[int, int], places: list[tuple[int, int]]
) -> Iterator[Image.Image]:
    file = picture._fp if picture.fp is None else picture.fp  # noqa: SLF001
    across = -(-picture.width // size[0])
    for top in range(0, len(places), across):
        done = top // across * size[1]
        band = Image.new(picture.mode, (picture.width, min(size[1], picture.height - done)))
        for at, (offset, count) in enumerate(places[top : top + across]):
            file.seek(offset)
            band.paste(tiff(picture, size, size[1], [file.read(count)]), (at * size[0], 0))
        yield band


def row_bands(picture: Image.Image) -> Iterator[Image.Image] | None:
    """Return the bands of a picture whose rows lie in the file as they are; None for others."""
    tiles = getattr(picture, "tile", None)
    if picture.format not in ROWS_OF or not tiles or len(tiles) != 1 or tiles[0][0] != "raw":
        return None
    _, box, offset, arguments = tiles[0]
    arguments = (arguments, 0, 1) if isinstance(arguments, str) else arguments
    if not isinstance(arguments, tuple) or len(arguments) != 3 or tuple(box) != (0, 0, *picture.size):
        return None
    coding, stride, way = arguments
    bits = {"1": 1, "L": 8, "P": 8, "P;4": 4, "P;1": 1, "RGB": 24, "BGR": 24, "BGRX": 32, "BGRA": 32}.get(
        coding
    )
    if bits is None:
        return None
    return _rows(picture, offset, (coding, stride or -(-picture.width * bits // 8)), way)


def _rows(picture: Image.Image, offset: int, coding: tuple[str, int], way: int) -> Iterator[Image.Image]:
    """Yield bands from the top; `way` is -1 where the file begins with the lowest row."""
    file, (width, height), stride = picture.fp, picture.size, coding[1]  # type: ignore[attr-defined]
    rows = max(1, BAND_BYTES // max(stride, 4 * width))
    for top in range(0, height, rows):
        count = min(rows, height - top)
        file.seek(offset + stride * (top if way > 0 else height - top - count))
        data = file.read(stride * count)
        if len(data) < stride * count:
            raise OSError("the file ends early")
        band = Image.frombytes(picture.mode, (width, count), data, "raw", *coding, way)
        if picture.mode == "P" and (palette := picture.getpalette()):
            band.putpalette(palette)
        yield band
