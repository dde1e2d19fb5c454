"""Large PNG and TIFF pictures band by band: Pillow decodes whole frames only, so each band becomes one.

PNG: W3C Portable Network Graphics (third edition), 5 and 9 (a row is filtered against the one
above it). TIFF: revision 6.0, section 3 (strips are compressed one by one).
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image, PngImagePlugin, TiffImagePlugin

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = {2: ("RGB", 3), 6: ("RGBA", 4)}  # colour type: mode, bytes a pixel of 8 bits a channel
BAND_BYTES = 12_000_000
CHUNK = 1 << 18
STRIPS, ROWS, COUNTS, WIDTH, HEIGHT = 273, 278, 279, 256, 257
COPIED = (256, 258, 259, 262, 266, 277, 284, 292, 293, 317, 320, 338, 339, 347)  # how a strip is coded
PLAIN = ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK")
SHORT, LONG, UNDEFINED = 3, 4, 7


def png_bands(picture: Image.Image) -> Iterator[Image.Image] | None:
    """Return the bands of a PNG of 8 bits a channel, in colour and not interlaced; None for others."""
    if not isinstance(picture, PngImagePlugin.PngImageFile) or picture.fp is None:
        return None
    picture.fp.seek(0)
    head = picture.fp.read(33)
    if head[:8] != SIGNATURE or head[12:16] != b"IHDR":
        return None
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", head[16:29])
    if depth != 8 or colour not in COLOURS or interlaced:
        return None
    mode, channels = COLOURS[colour]
    return _png_bands(picture, (width, height), mode, width * channels + 1)


def _png_bands(
    picture: PngImagePlugin.PngImageFile, size: tuple[int, int], mode: str, stride: int
) -> Iterator[Image.Image]:
    """Yield bands; each is made a PNG of its own, below the last row of the one before."""
    rows = max(1, BAND_BYTES // stride)
    above, left = b"\0" * stride, size[1]
    stream = _inflate_rows(picture)
    held = bytearray()
    while left:
        wanted = min(rows, left)
        while len(held) < wanted * stride:
            held += next(stream)
        band = _png(size[0], wanted + 1, mode, above + bytes(held[: wanted * stride]))
        del held[: wanted * stride]
        above = b"\0" + band.crop((0, wanted, size[0], wanted + 1)).tobytes()
        left -= wanted
        yield band.crop((0, 1, size[0], wanted + 1))


def _inflate_rows(picture: PngImagePlugin.PngImageFile) -> Iterator[bytes]:
    """Yield the filtered rows' bytes; raises OSError where the file ends too early."""
    file, inflate = picture.fp, zlib.decompressobj()
    assert file is not None
    file.seek(len(SIGNATURE))
    while True:
        head = file.read(8)
        if len(head) < 8:
            raise OSError("the file ends early")
        size, name = struct.unpack(">I4s", head)
        if name != b"IDAT":
            file.seek(size + 4, 1)
            continue
        while size:
            data = file.read(min(CHUNK, size))
            if not data:
                raise OSError("the file ends early")
            size -= len(data)
            while data:
                try:
                    yield inflate.decompress(data, BAND_BYTES)
                except zlib.error:
                    raise OSError("broken data") from None
                data = inflate.unconsumed_tail
        file.seek(4, 1)


def _png(width: int, height: int, mode: str, rows: bytes) -> Image.Image:
    colour = 2 if mode == "RGB" else 6
    parts = [SIGNATURE]
    for name, data in (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 0)),
        (b"IEND", b""),
    ):
        parts += [struct.pack(">I", len(data)), name, data, struct.pack(">I", zlib.crc32(name + data))]
    image = Image.open(io.BytesIO(b"".join(parts)))
    image.load()
    return image


def strip_bands(picture: Image.Image) -> Iterator[Image.Image] | None:
    """Return the strips of a TIFF's frame in several strips of one plane, coded one by one; else None."""
    if not isinstance(picture, TiffImagePlugin.TiffImageFile) or picture.mode not in PLAIN:
        return None
    tags = picture.tag_v2
    rows, offsets, counts = tags.get(ROWS), tags.get(STRIPS), tags.get(COUNTS)
    if not offsets or not counts or len(offsets) < 4 or len(offsets) != len(counts) or tags.get(284, 1) != 1:
        return None
    if not isinstance(rows, int) or not 0 < rows * picture.width * 4 <= 16 * BAND_BYTES:
        return None
    if len(offsets) != -(-picture.height // rows):
        return None
    return _strips(picture, rows, list(zip(offsets, counts, strict=True)))


def _strips(
    picture: TiffImagePlugin.TiffImageFile, rows: int, places: list[tuple[int, int]]
) -> Iterator[Image.Image]:
    file = picture._fp if picture.fp is None else picture.fp  # noqa: SLF001
    together = max(1, BAND_BYTES // (4 * rows * picture.width))
    for first in range(0, len(places), together):
        part = places[first : first + together]
        data = []
        for offset, count in part:
            file.seek(offset)
            data.append(file.read(count))
        high = min(picture.height - first * rows, rows * len(part))
        yield tiff(picture, (picture.width, high), rows, data)


def tiff(
    picture: TiffImagePlugin.TiffImageFile, size: tuple[int, int], rows: int, strips: list[bytes]
) -> Image.Image:
    """Return strips (or a tile) of a picture as a picture of a size: a file with its tags and byte order."""
    order = picture.tag_v2._endian  # noqa: SLF001
    entries: dict[int, tuple[int, list[int] | bytes]] = {HEIGHT: (LONG, [size[1]]), ROWS: (LONG, [rows])}
    for tag in COPIED:
        value = picture.tag_v2.get(tag)
        if isinstance(value, bytes):
            entries[tag] = (UNDEFINED, value)
        elif value is not None:
            numbers = list(value) if isinstance(value, tuple) else [value]
            entries[tag] = (LONG if tag in (256, 292, 293) else SHORT, [int(number) for number in numbers])
    entries[WIDTH] = (LONG, [size[0]])
    entries[STRIPS] = (LONG, [0] * len(strips))
    entries[COUNTS] = (LONG, [len(strip) for strip in strips])
    start = 8 + 2 + 12 * len(entries) + 4
    extra = sum(_length(value) + 1 for _, value in entries.values())
    place, offsets = start + extra, []
    for strip in strips:
        offsets.append(place)
        place += len(strip)
    entries[STRIPS] = (LONG, offsets)
    body = _directory(entries, order, start, extra) + b"".join(strips)
    image = Image.open(io.BytesIO(body))
    image.load()
    return image


def _directory(
    entries: dict[int, tuple[int, list[int] | bytes]], order: str, start: int, extra: int
) -> bytes:
    """Return a TIFF's head and its one directory; `extra` bytes from `start` hold the longer values."""
    head = (b"II" if order == "<" else b"MM") + struct.pack(f"{order}HI", 42, 8)
    table, beyond = struct.pack(f"{order}H", len(entries)), b""
    for tag, (kind, value) in sorted(entries.items()):
        raw = (
            value
            if isinstance(value, bytes)
            else struct.pack(f"{order}{len(value)}{'HI'[kind == LONG]}", *value)
        )
        table += struct.pack(f"{order}HHI", tag, kind, len(value))
        if len(raw) <= 4:
            table += raw.ljust(4, b"\0")
        else:
            table += struct.pack(f"{order}I", start + len(beyond))
            beyond += raw + b"\0" * (len(raw) % 2)
    return head + table + b"\0\0\0\0" + beyond.ljust(extra, b"\0")


def _length(value: list[int] | bytes) -> int:
    return len(value) if isinstance(value, bytes) else 4 * len(value)
