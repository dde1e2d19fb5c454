"""Pictures identified by their first bytes: those whose signature is more than a fixed string."""

from __future__ import annotations

import re
import struct

from pii_sweep.extract.kinds import Kind

HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"avif"}
PCX_VERSIONS = {0, 2, 3, 4, 5}
# Netpbm: the header's numbers, among which comments may stand; P1 to P3 hold nothing but numbers.
RAW_MAP = re.compile(rb"P[4-6]\s(?:\s|#[^\n]*\n)*\d+\s(?:\s|#[^\n]*\n)*\d+\s")
PLAIN_MAP = re.compile(rb"P[1-3]\s(?:\s|#[^\n]*\n)*\d+\s(?:\s|#[^\n]*\n)*\d+\s(?:[\d\s]|#[^\n]*\n)*\Z")

# With the header of those that can be placed, or with the type, size and version of the plain one alone.
WINDOWS_METAFILE = re.compile(rb"\xd7\xcd\xc6\x9a\0\0|[\1\2]\0\x09\0\0[\1\3].{10}\0\0", re.S)


def image_kind(head: bytes) -> Kind | None:
    """Return the kind of a picture by its first 8 KiB, None for anything else."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return Kind.BMP
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return Kind.HEIC
    if head.startswith((b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51\0")):
        return Kind.JP2
    if head[40:44] == b" EMF" and head.startswith(b"\1\0\0\0"):
        return Kind.EMF
    if WINDOWS_METAFILE.match(head):
        return Kind.WMF
    if _is_icon(head):
        return Kind.ICO
    if _is_pcx(head):
        return Kind.PCX
    if RAW_MAP.match(head) or PLAIN_MAP.match(head):
        return Kind.PNM
    return None


def _is_icon(head: bytes) -> bool:
    """Recognize an icon by its directory's first entry, since other files share the four bytes before it."""
    if not head.startswith(b"\0\0\1\0") or len(head) < 22:
        return False
    (count,) = struct.unpack_from("<H", head, 4)
    size, offset = struct.unpack_from("<II", head, 14)
    return 0 < count < 256 and head[9] == 0 and size > 0 and offset >= 6 + 16 * count


def _is_pcx(head: bytes) -> bool:
    if len(head) < 128 or head[0] != 10 or head[1] not in PCX_VERSIONS or head[2] != 1:
        return False
    x0, y0, x1, y1 = struct.unpack_from("<4H", head, 4)
    return head[3] in (1, 2, 4, 8) and x0 <= x1 and y0 <= y1 and head[64] == 0
