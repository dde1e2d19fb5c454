"""Compressed RTF as Outlook keeps it (MS-OXRTFCP): runs of bytes, and references into the last 4,096."""

from __future__ import annotations

import struct

from pii_sweep.errors import Corrupt, TooBig

HEADER = struct.Struct("<II4sI")
WINDOW = 4096
# What the window holds before the first byte (2.1.2.1).
BEGINNING = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def unpack(data: bytes, limit: int) -> bytes:
    """Return the RTF; raises Corrupt, and TooBig where it is longer than `limit` bytes."""
    if len(data) < HEADER.size:
        raise Corrupt("compressed rtf")
    _, size, kind, _ = HEADER.unpack_from(data)
    if size > limit:
        raise TooBig("max_memory_bytes")
    if kind == b"MELA":
        return data[HEADER.size : HEADER.size + size]
    if kind != b"LZFu":
        raise Corrupt("compressed rtf")
    window = bytearray(BEGINNING.ljust(WINDOW, b"\0"))
    out, put, at = bytearray(), len(BEGINNING), HEADER.size
    while at < len(data) and len(out) < limit:
        flags = data[at]
        at += 1
        for bit in range(8):
            part = data[at : at + 1 + (flags >> bit & 1)]
            if len(part) < 1 + (flags >> bit & 1):
                return bytes(out)
            at += len(part)
            if len(part) == 1:
                out += part
                window[put] = part[0]
                put = (put + 1) % WINDOW
                continue
            place, length = part[0] << 4 | part[1] >> 4, (part[1] & 15) + 2
            if place == put:
                return bytes(out)
            for step in range(length):
                byte = window[(place + step) % WINDOW]
                out.append(byte)
                window[put] = byte
                put = (put + 1) % WINDOW
    return bytes(out)
