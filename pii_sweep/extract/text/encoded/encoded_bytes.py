"""Text in bytes that were written as Base64 or hexadecimal: what queues, caches and logs carry as a value.

Such bytes are seldom plain text: they are packed, or of two bytes a letter, or begin with the number of a
schema (Confluent's wire format: a zero and four bytes), or are a binary message (protobuf, Avro, MessagePack)
whose strings stand between lengths and tags.
"""

from __future__ import annotations

import base64
import binascii
import bz2
import lzma
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import zstandard

from pii_sweep.errors import TooBig
from pii_sweep.extract.text.encoded.certificate import describe_owner
from pii_sweep.extract.text.encoded.deflated import MOST, inflate

# Signs: ten bytes or so hold a number, and a shorter word may be Base64 by chance.
LEAST: Final = 20
_HEXADECIMAL: Final = re.compile(r"[0-9a-fA-F-]+")
_HEX_VALUE: Final = re.compile(r"(?:0[xX]|\\x)?((?:[0-9a-fA-F]{2}){16,}+)")
_VALUE: Final = re.compile(r"[A-Za-z0-9+/_-]{20,}+(?:\r?\n[A-Za-z0-9+/_-]+)*+={0,2}\s*")
_LEAST_TOKEN: Final = 86  # signs of so many bytes as are not left unread
_REPEATED: Final = re.compile(r"(.)\1{7,}+")
_PADDING: Final = re.compile(rb"(.)\1{5,}+", re.S)
ZSTD: Final = b"(\xb5/\xfd"
_PACKED: Final = (b"\x1f\x8b\x08", b"x\x01", b"x\x9c", b"x\xda")
_DECODERS: Final[tuple[tuple[bytes, Callable[[], bz2.BZ2Decompressor | lzma.LZMADecompressor]], ...]] = (
    (b"BZh", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\0", partial(lzma.LZMADecompressor, memlimit=1 << 28)),
)
_SIZES: Final = (4, 5)  # bytes of a size (MySQL's COMPRESS) or a schema's number in front of packed ones
# What stands before a text: a schema's number, a length.
_PREFIX: Final = 8
_LEAST_TEXT: Final = 16  # bytes behind it
_LEAST_WIDE: Final = 8
# High bytes of two-byte letters from Latin to Thai.
_HIGH: Final = bytes(range(15))
_EASTERN: Final = re.compile(r"[\t\n\r -~\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uffee]*+")
# Printable bytes in a row, letters of two and three bytes included.
_RUN: Final = re.compile(rb"(?:[\t\n\r -~]|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){4,}")
_RUNS_SHARE: Final = 0.65  # of a message's bytes: chance gives ciphers and pictures a tenth
_LINE_SIGNS: Final = str.maketrans("\t\r\n", "   ")
_NAME: Final = re.compile(r"[A-Za-z_][\w.$-]{0,40}")
# A message that was not read is long, and its bytes are far from even, as those of ciphers and keys are.
LEAST_UNREAD: Final = 64
_UNEVEN: Final = 1.7
_MOST_LOOKED_AT: Final = 4096
# How Base64 of files begins that `file_in_value` opens, from so many signs on: PDF, PNG, JPEG, GIF, TIFF,
# RIFF (WebP), ZIP (and office documents), gzip, compound files, other packers'.
FILES: Final = (
    "JVBERi0", "iVBORw0KGgo", "/9j/", "R0lGOD", "SUkqA", "TU0AK", "UklGR", "UEsDB", "H4sI", "0M8R4KGx",
    "KLUv/", "QlpoOT", "/Td6WFoA", "BCJNGA", "N3q8ryc",
)  # fmt: skip
LEAST_FILE: Final = 160
# Certificates and keys (DER, SSH), pictures, fonts, sound, programs: they hold no text, or are read as files.
_HARMLESS: Final = re.compile(
    rb"0[\x80-\x84]|\0\0\0[\x07-\x20](?:ssh-|ecdsa|sk-)|openssh-key|\x89PNG|\xff\xd8\xff|GIF8|RIFF|BM|wOF[F2]"
    rb"|\0\x01\0\0\0|OTTO|true\0|\0asm|OggS|ID3|\xff[\xf2-\xfb]|\0\0\0.ftyp|\0\0[\x01\x02]\0|\x99\x01|Salted__",
    re.S,
)


def decode_base64(token: str) -> bytes | None:
    """Return the bytes that Base64 stands for; None where it is none."""
    if token in (token.lower(), token.upper()) or _HEXADECIMAL.fullmatch(token):
        return None  # words, paths, codes and digests are of one case
    signs = "".join(token.split()).rstrip("=")
    if len(signs) < LEAST or len(signs) % 4 == 1:
        return None
    marks = b"-_" if "-" in signs or "_" in signs else None
    try:
        return base64.b64decode(signs + "=" * (-len(signs) % 4), altchars=marks, validate=True)
    except (binascii.Error, ValueError):
        return None


def decode_token(text: str) -> bytes | None:
    """Return the bytes that a whole value stands for in Base64 or hexadecimal; None for others."""
    if found := _HEX_VALUE.fullmatch(text):
        return bytes.fromhex(found[1])
    return decode_base64(text) if _VALUE.fullmatch(text) else None


def is_unread_token(token: str) -> bool:
    """Indicate whether Base64 or hexadecimal that gave no text stands for bytes that `is_unread` knows.

    They are looked at with their padding and without; a token that is hardly more than padding says nothing.
    """
    if len(token) < _LEAST_TOKEN or len(_REPEATED.sub("", token)) < LEAST:
        return False
    data = decode_token(token)
    return data is not None and (is_unread(data) or is_unread(_PADDING.sub(b"", data)))


def read_bytes(data: bytes) -> str | None:
    """Return the text that bytes are, or hold; None where there is none. Raises TooBig."""
    data = unpack(data) or data
    if (owner := describe_owner(data)) is not None:
        return owner or None
    if (plain := _read_letters(data)) is not None:
        return plain
    strings = find_strings(data)
    lines = [f"{name}: {value}" for name, value in _pair(strings)] or strings
    return "\n".join(lines) or None


def read_text(data: bytes) -> str | None:
    """Return the text that bytes are, packed or behind a few bytes; None for others. Raises TooBig."""
    return _read_letters(unpack(data) or data)


def unpack(data: bytes) -> bytes:
    """Return what packed bytes hold, those behind a size or a schema's number too; nothing for others."""
    for at in (0, *_SIZES):
        if data.startswith(ZSTD, at):
            return _unpack_zstd(data[at:])
        for mark, opened in _DECODERS:
            if data.startswith(mark, at):
                return _unpack_with(opened(), data[at:])
        if at == 0 or data.startswith(_PACKED, at):
            shown = inflate(data[at:])
            if shown:
                return shown
    return b""


def _unpack_with(decoder: bz2.BZ2Decompressor | lzma.LZMADecompressor, data: bytes) -> bytes:
    try:
        shown = decoder.decompress(data, MOST)
    except (OSError, lzma.LZMAError, EOFError):
        return b""
    if not decoder.eof and len(shown) == MOST:
        raise TooBig("packed text", reason="RATIO_LIMIT")
    return shown if decoder.eof else b""


def _unpack_zstd(data: bytes) -> bytes:
    try:
        shown = zstandard.ZstdDecompressor(max_window_size=MOST).decompressobj().decompress(data[: MOST >> 8])
    except zstandard.ZstdError:
        return b""
    if len(data) > MOST >> 8 or len(shown) > MOST:
        raise TooBig("packed text", reason="RATIO_LIMIT")
    return shown


def _read_letters(data: bytes) -> str | None:
    """Return bytes as text: UTF-8, UTF-16, or either behind a few bytes that are none."""
    if (text := _decode(data)) is not None:
        return text
    if len(data) < _LEAST_TEXT + 2 or 0x20 <= data[0] < 0x7F:
        return None
    for at in range(1, _PREFIX + 1):
        # The text begins behind the last byte that is none.
        if not 0x20 <= data[at - 1] < 0x7F and (text := _decode(data[at:])) is not None:
            return text if len(text) >= _LEAST_TEXT else None
    return None


def _decode(data: bytes) -> str | None:
    for codec in _codecs(data):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        text = text.lstrip("\ufeff").rstrip("\0")
        if "\0" in text:
            text = text.replace("\0", "\n")
        if text.translate(_LINE_SIGNS).isprintable():
            return text
    return _decode_eastern(data)


def _codecs(data: bytes) -> tuple[str, ...]:
    """Return the codecs that bytes may be of: the high bytes of wide letters are zero or small."""
    head = data[:_MOST_LOOKED_AT]
    if head[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return ("utf-32",)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ("utf-16",)
    if len(data) % 2 or len(data) < _LEAST_WIDE:
        return ("utf-8",)
    if len(data) % 4 == 0:
        if not any(head[3::4]) and not any(head[2::4]):
            return ("utf-32-le",)
        if not any(head[::4]) and not any(head[1::4]):
            return ("utf-32-be",)
    for high, codec in ((head[1::2], "utf-16-le"), (head[::2], "utf-16-be")):
        if len(high.translate(None, _HIGH)) * 4 <= len(high):
            return (codec, "utf-8")
    return ("utf-8",)


def _decode_eastern(data: bytes) -> str | None:
    """Return UTF-16 of ideographs, kana or Hangul, whose high bytes are those of no other text."""
    if len(data) % 2 or len(data) < _LEAST_TEXT:
        return None
    texts = (data.decode(codec, "replace").rstrip("\0") for codec in ("utf-16-le", "utf-16-be"))
    return next((text for text in texts if _EASTERN.fullmatch(text)), None)


def find_strings(data: bytes) -> list[str]:
    """Return the strings of a binary message, without the lengths and tags between; none for other bytes."""
    runs = list(_RUN.finditer(data))
    if sum(match.end() - match.start() for match in runs) < _RUNS_SHARE * len(data):
        return []
    found = list[str]()
    for match in runs:
        before = data[match.start() - 1] if match.start() else None
        found += _part(match[0], before)
    return [text for text in found if text.strip()]


def _part(run: bytes, before: int | None) -> list[str]:
    """Return the strings in printable bytes, some of which may be the length or the tag of what follows.

    `before` is the byte in front. Where no form of lengths agrees with all of them, they are one string.
    """
    found = [ends for form in _FORMS for ends in _follow(run, before, form)]
    spans = min(found, key=len, default=[(0, len(run))])
    return [run[start:end].decode("utf-8", "replace") for start, end in spans]


# How a length is written: as it is and before it a tag (protobuf) or not, twice it (Avro), in the last five
# bits (MessagePack).
_FORMS: Final[tuple[tuple[Callable[[int], int], int], ...]] = (
    (lambda mark: mark, 0),
    (lambda mark: mark, 1),
    (lambda mark: mark >> 1 if mark % 2 == 0 else 0, 0),
    (lambda mark: mark & 31 if 0xA0 <= mark < 0xC0 else 0, 0),
)


def _follow(
    run: bytes, before: int | None, form: tuple[Callable[[int], int], int]
) -> Iterator[list[tuple[int, int]]]:
    """Yield the places of strings from one length to the next, where the last one ends the bytes."""
    length, tag = form
    size = len(run)
    for start, first in ((0, before), (1, run[0]), (2, run[1])):
        spans = list[tuple[int, int]]()
        at, mark = start, first
        while mark is not None:
            end = at + length(mark)
            if end - at < 2 or end > size:
                break
            spans.append((at, end))
            if end + tag >= size:
                yield spans
                break
            at, mark = end + tag + 1, run[end + tag]


def _pair(strings: list[str]) -> list[tuple[str, str]]:
    """Return strings as names and values where every other one names a field; none for others."""
    names = strings[::2]
    if len(strings) < 4 or len(strings) % 2 or len(set(names)) < len(names):
        return []
    return list(zip(names, strings[1::2], strict=True)) if all(map(_NAME.fullmatch, names)) else []


def is_unread(data: bytes) -> bool:
    """Indicate whether bytes that gave no text are a message or a file of no known harmless kind.

    Ciphers, digests and random tokens are even; so is packed data, which begins with its mark.
    """
    head = data[:_MOST_LOOKED_AT]
    if len(head) < LEAST_UNREAD or _HARMLESS.match(head):
        return False
    counts = Counter(head)
    size = len(head)
    expected = size + size * (size - 1) / 256
    return len(counts) > size // 16 and sum(count * count for count in counts.values()) > _UNEVEN * expected
