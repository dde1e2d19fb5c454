"""Frames of Zstandard that decoders skip (RFC 8878, section 3.1.2): programs put data of their own there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

_SKIPPABLE: Final = b"\x2a\x4d\x18"
_FRAME: Final = b"\x28\xb5\x2f\xfd"
_SEEK_TABLE: Final = b"\xb1\xea\x92\x8f"  # at the end of one: where the others begin
LEAST: Final = 9  # bytes: shorter ones hold the length of the next frame
MOST: Final = 1_000_000  # headers that are looked at


def skipped_frames(body: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield where the data of such frames begin and end, those of compressors' own left out."""
    at = 0
    for _ in range(MOST):
        body.seek(at)
        head = body.read(18)
        if head[1:4] == _SKIPPABLE and len(head) >= 8:
            start, size = at + 8, int.from_bytes(head[4:8], "little")
            at = start + size
            body.seek(max(start, at - 4))
            if size >= LEAST and body.read(4) != _SEEK_TABLE:
                yield start, at
        elif head[:4] == _FRAME and len(head) > 5:
            at = _end_of(body, at, head)
        else:
            return


def _end_of(body: BinaryIO, at: int, head: bytes) -> int:
    """Return where a frame ends: its header, its blocks and its checksum (3.1.1)."""
    flags = head[4]
    single = flags >> 5 & 1
    content = (single, 2, 4, 8)[flags >> 6]
    at += 5 + (1 - single) + (0, 1, 2, 4)[flags & 3] + content
    for _ in range(MOST):
        body.seek(at)
        block = body.read(3)
        if len(block) < 3:
            break
        number = int.from_bytes(block, "little")
        at += 3 + (1 if number >> 1 & 3 == 1 else number >> 3)
        if number & 1:
            break
    return at + 4 * (flags >> 2 & 1)
