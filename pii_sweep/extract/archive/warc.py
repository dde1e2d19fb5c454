"""WARC (ISO 28500): what a crawler or a recorder of web traffic kept, each record's content as a member.

The content of an exchange over HTTP (RFC 9112) is read without its chunks and its compression.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO, Final, cast

import pyarrow as pa

from pii_sweep.errors import Corrupt, TooBig, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.remainder import part
from pii_sweep.extract.stream import CHUNK, Stream, safe_name, seeks_cheaply
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Blob, Gap, Piece, Where

_VERSION: Final = re.compile(rb"WARC/\d\.\d+\s*")
_MOST_HEAD: Final = 1 << 16  # bytes of a record's or a message's header
_HTTP: Final = re.compile(rb"(?:HTTP/\d(?:\.\d)?\s\d{3}|[A-Z]{3,10}\s\S{1,8000}\sHTTP/\d)")
_END: Final = re.compile(rb"\r?\n\r?\n")
_FIELD: Final = re.compile(r"(?m)^([\w-]+):[ \t]*(.*?)\s*$")
_CHUNK: Final = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[^\r\n]*\r?\n")
# Fields of a record that hold nothing of the page: dates, digests, numbers of records.
_KEPT: Final = re.compile(r"(?i)^(?:warc-target-uri|warc-ip-address|warc-filename)$")


def read_warc(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the addresses and the headers of records as text, their contents as members.

    Raises Corrupt where a record breaks off, after those before.
    """
    at = 0
    while True:
        body.seek(at)
        head = body.read(_MOST_HEAD)
        start = len(head) - len(head.lstrip())
        if start == len(head):
            return
        end = _END.search(head, start)
        fields = _parse(head[start : end.start()]) if end and _VERSION.match(head, start) else {}
        size = fields.get("content-length", "")
        if end is None or not size.isdecimal() or len(size) > 15:
            raise Corrupt("warc")
        begun, length = at + end.end(), int(size)
        said = [f"{name}: {value}\n" for name, value in fields.items() if _KEPT.match(name)]
        yield from _read_record(body, (begun, length), said, where, budget)
        at = begun + length


def _parse(head: bytes) -> dict[str, str]:
    return {name.lower(): value for name, value in _FIELD.findall(head.decode("utf-8", "replace"))}


def _read_record(
    body: BinaryIO, span: tuple[int, int], said: list[str], where: Where, budget: Budget
) -> Iterator[Piece | Blob]:
    """Yield what a record says of itself, and its content."""
    start, length = span
    address = next((line.partition(": ")[2] for line in said), "").strip().partition("?")[0]
    name = safe_name(address)[-200:] or "record"
    if length > budget.settings.max_memory_bytes // 8:
        if seeks_cheaply(body):
            yield part(body, where, (start, start + length), name, budget)
        else:
            yield Gap(replace(where, inside=(*where.inside, name)), TooBig.reason)
        return
    body.seek(start)
    data = body.read(length)
    if len(data) < length:
        raise Corrupt("warc")
    fields: dict[str, str] = {}
    if _HTTP.match(data) and (end := _END.search(data, 0, _MOST_HEAD)):
        said += [f"{line}\n" for line in data[: end.start()].decode("utf-8", "replace").splitlines()]
        fields, data = _parse(data[: end.start()]), data[end.end() :]
    yield from passages(said, replace(where, line=None), budget, "fields")
    if "chunked" in fields.get("transfer-encoding", "").lower():
        data = _join_chunks(data)
    if data.strip():
        inner = replace(where, inside=(*where.inside, name))
        packed = _UNPACKED.get(fields.get("content-encoding", "").lower())
        opened = partial(_open, packed, data, budget) if packed else partial(io.BytesIO, data)
        yield Blob(inner, opened, None if packed else len(data))


def _join_chunks(data: bytes) -> bytes:
    """Return a content without the lengths of its chunks (RFC 9112, section 7.1); the rest as it is."""
    parts, at = list[bytes](), 0
    while (found := _CHUNK.match(data, at)) and (size := int(found[1], 16)):
        parts.append(data[found.end() : found.end() + size])
        at = found.end() + size
    return b"".join((*parts, b"" if found else data[at:]))


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


def _unpack_brotli(data: bytes) -> Iterator[bytes]:
    with translate({pa.ArrowException: Corrupt, OSError: Corrupt}):
        stream = pa.CompressedInputStream(pa.BufferReader(data), "brotli")
        while chunk := stream.read(CHUNK):
            yield chunk


# Content that is packed by gzip or Zstandard has a signature of its own.
_UNPACKED: Final[dict[str, Callable[[bytes], Iterator[bytes]]]] = {"deflate": _inflate, "br": _unpack_brotli}
