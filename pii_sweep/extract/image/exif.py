"""What a picture's metadata says of people: where it was taken, who owns and made it.

EXIF 2.32 (CIPA DC-008-2019) tags, GPS in 4.6.6; IPTC-IIM 4.2 record 2; XMP (ISO 16684-1) as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from PIL import ExifTags, Image, ImageFile, IptcImagePlugin, PsdImagePlugin

from pii_sweep.extract.image.xmp import xmp_values
from pii_sweep.types import Passage, Where

MAX_VALUE = 4000  # characters of one value
MAX_NAME = 40
XMP_RESOURCE = 1060
TAGS: Mapping[int, str] = {
    0x010D: "Document", 0x010E: "Description", 0x013B: "Artist", 0x013C: "Host computer", 0x8298: "Copyright",
    0x9C9B: "Title", 0x9C9C: "Comment", 0x9C9D: "Author", 0x9C9E: "Keywords", 0x9C9F: "Subject",
}  # fmt: skip
DETAIL_TAGS: Mapping[int, str] = {
    0x9003: "Taken", 0x9286: "Comment", 0xA430: "Camera owner", 0xA431: "Camera serial number",
}  # fmt: skip
IPTC: Mapping[tuple[int, int], str] = {
    (2, 5): "Title", (2, 25): "Keywords", (2, 40): "Instructions", (2, 80): "Author", (2, 90): "City",
    (2, 92): "Sublocation", (2, 95): "State", (2, 101): "Country", (2, 105): "Headline", (2, 110): "Credit",
    (2, 115): "Source", (2, 116): "Copyright", (2, 118): "Contact", (2, 120): "Description",
    (2, 122): "Writer",
}  # fmt: skip
# PNG's own names of texts; what others call theirs is read too, but for what no person wrote.
SILENT = re.compile(
    r"(?i)xml:com\.adobe|raw profile|software|date:|creation ?time|.*(?:profile|version|dpi)$"
)


def metadata(picture: Image.Image, where: Where) -> Iterator[Passage]:
    """Yield one passage of `name: value` lines, or nothing; GPS as decimal degrees, five places."""
    lines = list(dict.fromkeys(_lines(picture)))
    if lines:
        yield Passage("\n".join(lines), where, layout="metadata")


def _lines(picture: Image.Image) -> Iterator[str]:
    try:
        exif = Image.Image.getexif(picture)  # a PNG's own method would decode all of it first
        position = gps(exif.get_ifd(ExifTags.IFD.GPSInfo))
        values = [(name, exif.get(tag)) for tag, name in TAGS.items()]
        details = exif.get_ifd(ExifTags.IFD.Exif)
        values += [(name, details.get(tag)) for tag, name in DETAIL_TAGS.items()]
    except (SyntaxError, ValueError, KeyError, TypeError, OSError, OverflowError, ZeroDivisionError):
        position, values = None, []  # metadata that breaks its own format is no reason to lose the picture
    if position is None:
        position = _xmp_gps(picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b"")
    if position is not None:
        yield f"GPS: {position[0]:.5f}, {position[1]:.5f}"
    values += list(_iptc(picture)) + list(_xmp(picture)) + list(_chunks(picture))
    values += [("Note", text) for text in _private(picture)]
    for name, value in values:
        text = _text(value)
        if text:
            yield f"{name}: {text}"


# A mailbox, or a number with parts: what programs and cameras write themselves has none.
SAYS = re.compile(r"\w@[\w-]+\.\w|(?<![\w.])\(?\d{3}[-. )]{1,2}\d{2,3}[-. ]\d{4}(?![\w.])")
_PRINTABLE = re.compile(rb"[\t\r\n -~]{12,}")


def _private(picture: Image.Image) -> Iterator[str]:
    """Yield texts in tags, segments and chunks that belong to programs, in parts of `MAX_VALUE`."""
    try:
        exif = Image.Image.getexif(picture)
        details = exif.get_ifd(ExifTags.IFD.Exif)
    except (SyntaxError, ValueError, KeyError, TypeError, OSError, OverflowError, ZeroDivisionError):
        exif, details = Image.Exif(), {}
    held = [value for tag, value in exif.items() if tag not in TAGS]
    held += [value for tag, value in details.items() if tag not in DETAIL_TAGS]
    held += [data for _, data in getattr(picture, "applist", ()) if not data.startswith((b"Exif", b"http"))]
    held += [chunk[1] for chunk in getattr(picture, "private_chunks", ())]
    for value in held:
        data = value.encode("utf-8", "replace") if isinstance(value, str) else value
        for part in _PRINTABLE.findall(data) if isinstance(data, bytes) else ():
            text = part.decode("ascii").strip()
            if SAYS.search(text):
                yield from (text[at : at + MAX_VALUE] for at in range(0, len(text), MAX_VALUE))


def gps(tags: Mapping[int, Any]) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees, south and west negative, or None."""
    try:
        latitude, longitude = (_degrees(tags[tag]) for tag in (2, 4))
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError):
        return None
    if str(tags.get(1, "N"))[:1].upper() == "S":
        latitude = -latitude
    if str(tags.get(3, "E"))[:1].upper() == "W":
        longitude = -longitude
    if not (abs(latitude) <= 90 and abs(longitude) <= 180) or latitude == longitude == 0:
        return None
    return latitude, longitude


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (*(float(part) for part in parts), 0.0, 0.0)[:3]
    value = degrees + minutes / 60 + seconds / 3600
    if not isfinite(value):
        raise ValueError("not a number")
    return value


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        if value[:8] in (b"ASCII\0\0\0", b"UNICODE\0", b"JIS\0\0\0\0\0"):
            value = value[8:]
        wide = value.count(0) * 3 >= len(value) > 1
        order = "be" if value[::2].count(0) > value[1::2].count(0) else "le"
        value = value.decode(f"utf-16-{order}" if wide else "utf-8", "replace")
    if isinstance(value, tuple | list):
        value = ", ".join(_text(part) for part in value)
    text = re.sub(r"[\x00-\x1f]+", " ", str(value)).strip() if value is not None else ""
    return text[:MAX_VALUE]


def _iptc(picture: Image.Image) -> Iterator[tuple[str, Any]]:
    if not isinstance(picture, ImageFile.ImageFile):
        return
    try:
        found = IptcImagePlugin.getiptcinfo(picture) or {}
    except (SyntaxError, ValueError, KeyError, TypeError, OSError, IndexError):
        return
    for tag, name in IPTC.items():
        if tag in found:
            yield name, found[tag]


def _xmp(picture: Image.Image) -> Iterator[tuple[str, Any]]:
    packet = (
        picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or _resource(picture, XMP_RESOURCE)
    )
    return xmp_values(packet.decode("utf-8", "replace") if isinstance(packet, bytes) else str(packet))


_XMP_GPS = re.compile(
    r"""\bexif:GPS(Latitude|Longitude)(?:="|>)(\d{1,3}),(\d+(?:\.\d+)?)(?:,(\d+))?([NSEW])"""
)


def _xmp_gps(packet: bytes | str) -> tuple[float, float] | None:
    """Return XMP's `DDD,MM.mmK` or `DDD,MM,SSK` pair in degrees (XMP part 2, 1.2.7.4), or None."""
    text = packet.decode("utf-8", "replace") if isinstance(packet, bytes) else str(packet)
    found = {name: parts for name, *parts in _XMP_GPS.findall(text[:200_000])}
    if len(found) < 2:
        return None
    tags = {
        tag: (float(degrees), float(minutes), float(seconds or 0))
        for tag, name in ((2, "Latitude"), (4, "Longitude"))
        for degrees, minutes, seconds, _ in [found[name]]
    }
    return gps({**tags, 1: found["Latitude"][3], 3: found["Longitude"][3]})


def _resource(picture: Image.Image, number: int) -> bytes:
    """Return one of a Photoshop file's resources, nothing where it has none."""
    resources = picture.resources if isinstance(picture, PsdImagePlugin.PsdImageFile) else []
    return next((bytes(data) for found, _, data in resources if found == number), b"")


def _chunks(picture: Image.Image) -> Iterator[tuple[str, Any]]:
    """Yield the text chunks of PNG and the comment of JPEG and GIF."""
    for name, value in picture.info.items():
        written = isinstance(value, str) and picture.format == "PNG" and not SILENT.match(str(name))
        if written or name in ("comment", "Comment"):
            yield str(name)[:MAX_NAME].capitalize(), value
