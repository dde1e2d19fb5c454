"""WARC (ISO 28500): what a crawler or a recorder of web traffic kept, each record's content as a member.

The content of an exchange over HTTP (RFC 9112) is read without its chunks and its compression.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import BinaryIO, Final, cast

import pyarrow as pa

from pii_sweep.errors import Corrupt, TooBig, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.remainder import BLANK, part
from pii_sweep.extract.stream import CHUNK, Stream, safe_name, seeks_cheaply
from pii_sweep.extract.text.encoded.hex_text import LINE_SIGNS
from pii_sweep.extract.text.legacy_codec import fits
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Blob, Gap, Piece, Where

_VERSION: Final = re.compile(rb"WARC/\d\.\d+\s*")
_MOST_HEAD: Final = 1 << 16  # bytes of a record's or a message's header
_HTTP: Final = re.compile(rb"(?:HTTP/\d(?:\.\d)?\s\d{3}|[A-Z]{3,10}\s\S{1,8000}\sHTTP/\d)")
_END: Final = re.compile(rb"\r?\n\r?\n")
_FIELD: Final = re.compile(r"(?m)^([\w-]+):[ \t]*(.*?)\s*$")
_CHUNK: Final = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_TEXT: Final = 64  # bytes that identify a text
_LINE_END: Final = re.compile(rb"\r?\n")
# Fields of a record that hold nothing of the page: dates, digests, numbers and kinds of records.
_LEFT_OUT: Final = re.compile(
    r"(?i)(?:warc-(?:date|type|record-id|(?:payload|block)-digest|concurrent-to|refers-to(?:-date)?|warcinfo-id"
    r"|segment-\S+|identified-payload-type|profile|truncated)|content-(?:length|type)):"
)


class _Forward:
    """The bytes of a body in order: what is unpacked on the way need not be held whole."""

    def __init__(self, body: BinaryIO) -> None:
        self.at = 0
        self._body, self._held = body, b""

    def peek(self, size: int) -> bytes:
        """Return the next bytes, fewer only at the end."""
        if len(self._held) < size:
            self._body.seek(self.at + len(self._held))
            self._held += self._body.read(size - len(self._held))
        return self._held[:size]

    def skip(self, size: int) -> None:
        """Go on behind the next bytes."""
        self.at += size
        self._held = self._held[size:]


def read_warc(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the addresses and the headers of records as text, their contents as members.

    Raises Corrupt where a record breaks off, after those before.
    """
    source = _Forward(body)
    while head := source.peek(_MOST_HEAD):
        if blank := len(head) - len(head.lstrip()):
            source.skip(blank)
            continue
        end = _END.search(head)
        fields = _parse(head[: end.start()]) if end and _VERSION.match(head) else {}
        size = fields.get("content-length", "")
        if end is None or not size.isdecimal() or len(size) > 15:
            raise Corrupt("warc")
        source.skip(end.end())
        said = [line for line in _read_lines(head[: end.start()])[1:] if not _LEFT_OUT.match(line)]
        name = safe_name(fields.get("warc-target-uri", "").partition("?")[0])[-200:]
        inner = replace(where, inside=(*where.inside, name if name.strip("\ufffd") else "record"))
        if int(size) > budget.settings.max_memory_bytes // 8:
            yield from _read_large(body, (source.at, int(size)), said, (where, inner), budget)
        else:
            data = source.peek(int(size))
            if len(data) < int(size):
                raise Corrupt("warc")
            yield from _read_record(data, said, (where, inner), budget)
        source.skip(int(size))


_LISTED: Final = frozenset(("transfer-encoding", "content-encoding"))


def _parse(head: bytes) -> dict[str, str]:
    """Return the fields of a header, those of one name that are lists as one, of others the last."""
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(head.decode("utf-8", "replace")):
        held = fields.get(name.lower()) if name.lower() in _LISTED else None
        fields[name.lower()] = value if held is None else f"{held}, {value}"
    return fields


def _read_lines(head: bytes) -> list[str]:
    return [f"{line}\n" for line in head.decode("utf-8", "replace").splitlines()]


def _read_large(
    body: BinaryIO, span: tuple[int, int], said: list[str], places: tuple[Where, Where], budget: Budget
) -> Iterator[Piece | Blob]:
    """Yield what a record that is too large to be held says of itself, and its content where it lies."""
    (start, length), (where, inner) = span, places
    begun, fields = 0, dict[str, str]()
    if seeks_cheaply(body):
        body.seek(start)
        begun, fields, lines = _split_message(body.read(_MOST_HEAD))
        said = said + lines
    yield from passages(said, replace(where, line=None), budget, "fields")
    # What lies between chunks, or is packed without a signature, is read only where it can be held.
    if not seeks_cheaply(body) or _is_chunked(fields) or _find_packing(fields):
        yield Gap(inner, TooBig.reason)
    else:
        yield part(body, where, (start + begun, start + length), inner.inside[-1], budget)


def _split_message(data: bytes) -> tuple[int, dict[str, str], list[str]]:
    """Return where the content of a message of HTTP begins, its fields and its lines; 0 for other bytes."""
    end = _END.search(data, 0, _MOST_HEAD) if _HTTP.match(data) else None
    if end is None:
        return 0, {}, []
    return end.end(), _parse(data[: end.start()]), _read_lines(data[: end.start()])


def _is_chunked(fields: Mapping[str, str]) -> bool:
    return "chunked" in fields.get("transfer-encoding", "").lower()


def _find_packing(fields: Mapping[str, str]) -> Callable[[bytes], Iterator[bytes]] | None:
    """Return what opens a content, None for one that is not packed or has a signature."""
    return _UNPACKED.get(fields.get("content-encoding", "").lower().rpartition(",")[2].strip())


def _read_record(
    data: bytes, said: list[str], places: tuple[Where, Where], budget: Budget
) -> Iterator[Piece | Blob]:
    """Yield what a record says of itself, and its content."""
    where, inner = places
    begun, fields, lines = _split_message(data)
    data, is_whole = data[begun:], True
    if _is_chunked(fields):
        data, trailer, is_whole = _join_chunks(data)
        lines += _read_lines(trailer)
    yield from passages(said + lines, replace(where, line=None), budget, "fields")
    if data.strip():
        packed = _find_packing(fields)
        if packed and not _opens(packed, data):
            packed = None  # a recorder unpacked it, and kept the field
        opened = partial(_open, packed, data, budget) if packed else partial(io.BytesIO, data)
        yield Blob(inner, opened, None if packed else len(data))
    if not is_whole:
        yield Gap(inner, Corrupt.reason)


def _join_chunks(data: bytes) -> tuple[bytes, bytes, bool]:
    """Return a content without the lengths of its chunks (RFC 9112, section 7.1), and the fields behind.

    A content that begins with no chunk, which a recorder joined, is returned as it is; so is what follows a
    chunk that does not end where it should, and the content is not whole then.
    """
    parts, at = list[bytes](), 0
    while found := _CHUNK.match(data, at):
        size, begun = int(found[1], 16), found.end()
        end = _LINE_END.match(data, begun + size)
        if not size and (parts or not data[begun:].strip()):
            return b"".join(parts), data[begun:].strip(), True
        if not size or (end is None and begun + size < len(data)):
            break
        parts.append(data[begun : begun + size])
        if end is None:
            return b"".join(parts), b"", False
        at = end.end()
    return b"".join((*parts, data[at:])), b"", not parts


def _opens(packed: Callable[[bytes], Iterator[bytes]], data: bytes) -> bool:
    """Return whether the first bytes of a content are packed as its field says, and are no text."""
    text = fits(data[:_TEXT], "utf-8")
    if text is not None and text.translate(LINE_SIGNS).isprintable():
        return False
    try:
        return next(packed(data), None) is not None
    except Corrupt:
        return False


def _open(packed: Callable[[bytes], Iterator[bytes]], data: bytes, budget: Budget) -> BinaryIO:
    return cast(BinaryIO, Stream(partial(packed, data), budget, lambda: len(data)))


def _inflate(data: bytes) -> Iterator[bytes]:
    """Yield what deflated bytes hold, with zlib's header or without."""
    headed = len(data) > 1 and data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
    stream = zlib.decompressobj(zlib.MAX_WBITS if headed else -zlib.MAX_WBITS)
    with translate({zlib.error: Corrupt}):
        while (chunk := stream.decompress(data, CHUNK)) or not stream.eof:
            data = stream.unconsumed_tail
            if not chunk and not data:
                raise Corrupt("deflate")
            yield chunk
    if stream.unused_data.strip(BLANK):
        raise Corrupt("deflate")


def _unpack_brotli(data: bytes) -> Iterator[bytes]:
    with translate({pa.ArrowException: Corrupt, OSError: Corrupt}):
        stream = pa.CompressedInputStream(pa.BufferReader(data), "brotli")
        while chunk := stream.read(CHUNK):
            yield chunk


# Content that is packed by gzip or Zstandard has a signature of its own.
_UNPACKED: Final[dict[str, Callable[[bytes], Iterator[bytes]]]] = {"deflate": _inflate, "br": _unpack_brotli}
