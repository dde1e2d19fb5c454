"""One compressed stream, one member: gzip (RFC 1952), bzip2, xz, LZMA, zstd (RFC 8878) and LZ4."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, BinaryIO, cast

import pyarrow as pa
import zstandard

from pii_sweep.errors import Corrupt, Unsupported, translate
from pii_sweep.extract.archive.zstd_frame import skipped_frames
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.remainder import part
from pii_sweep.extract.stream import CHUNK, Stream, safe_name, seeks_cheaply
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Blob, Gap, Piece, Where

# The flags of a gzip header, and how much of it is looked at.
EXTRA, NAME, REMARK, HEAD = 4, 8, 16, 1 << 17
_MAGIC = b"\x1f\x8b"
_PLAIN = b"\1"  # the flags of a header that says nothing
MOST_SAID = 1 << 22  # characters of the headers of later members that are kept until the last one is read
# What in the extra field can be text: it is of bytes, which programs part as they like.
_RUN = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]{8,}")
# What a decoder may hold for its dictionary.
MAX_WINDOW = 1 << 28
# Four bytes of zstd can hold 128 KiB: so much is fed at once that no call returns more than 16 MiB.
SLICE = 512
SUFFIXES = {
    ".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".tzst": ".tar",
    ".tlz": ".tar", ".lzma": "", ".lz4": "",
    ".gz": "", ".gzip": "", ".bz2": "", ".xz": "", ".zst": "", ".zstd": "", ".z": "",
}  # fmt: skip


def read_gzip(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the one member and what its header says; several in a row are one stream.

    What the headers of the later ones say follows behind them.
    """
    body.seek(0)
    yield from passages(_read_header(body.read(HEAD)), where, budget)
    headers = _Headers()
    yield _member(body, where, budget, _Zlib, headers)
    yield from passages(headers.texts, where, budget)
    if headers.is_full:
        yield Gap(where, Unsupported.reason)


@dataclass(slots=True)
class _Headers:
    """What the headers of the members say that follow a first one, each text once."""

    texts: dict[str, None] = field(default_factory=dict, repr=False)
    size: int = 0
    is_full: bool = False

    def add(self, head: bytes) -> None:
        """Keep what a header says, up to a limit."""
        for said in _read_header(head) if head[:2] == _MAGIC and head[3:4] > _PLAIN else ():
            self.is_full = self.is_full or self.size > MOST_SAID
            if said not in self.texts and not self.is_full:
                self.texts[said] = None
                self.size += len(said)


def _read_header(head: bytes) -> Iterator[str]:
    """Yield the texts of the extra field, the name and the comment of a member's header (RFC 1952 §2.3.1)."""
    flags, at = head[3] if len(head) > 3 else 0, 10
    if flags & EXTRA:
        end = at + 2 + int.from_bytes(head[at : at + 2], "little")
        yield from (f"{run.decode('utf-8', 'replace')}\n" for run in _RUN.findall(head[at + 2 : end]))
        at = end
    for flag in (NAME, REMARK):
        if flags & flag:
            raw = head[at:].partition(b"\0")[0]
            at += len(raw) + 1
            yield f"{raw.decode('latin-1')}\n"


def read_bzip2(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Blob]:
    """Yield the one member."""
    yield _member(body, where, budget, bz2.BZ2Decompressor)


def read_xz(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Blob]:
    """Yield the one member."""
    yield _member(body, where, budget, partial(lzma.LZMADecompressor, memlimit=MAX_WINDOW))


# Larger bodies are fetched in pieces: a walk over their frames would fetch all of them once more.
_WALKED = 64 << 20


def read_zstd(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Blob]:
    """Yield the one member, several frames in a row as one stream, and what lies in frames to be skipped."""
    if seeks_cheaply(body) and body.seek(0, io.SEEK_END) <= _WALKED:
        for span in skipped_frames(body):
            yield part(body, where, span, "skipped frame", budget)
    inner = replace(where, inside=(*where.inside, _name_member(where)))

    def opened() -> BinaryIO:
        return cast(BinaryIO, Stream(lambda: frames(body), budget, body.tell))

    yield Blob(inner, opened)


def read_lz4(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Blob]:
    """Yield the one member; raises Corrupt."""
    inner = replace(where, inside=(*where.inside, _name_member(where)))
    yield Blob(inner, lambda: cast(BinaryIO, Stream(lambda: lz4_chunks(body), budget, body.tell)))


def lz4_chunks(body: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of LZ4 frames; raises Corrupt where they break off."""
    body.seek(0)
    with translate({pa.ArrowException: Corrupt, OSError: Corrupt, ValueError: Corrupt}):
        stream = pa.CompressedInputStream(pa.PythonFile(body, mode="r"), "lz4")
        while chunk := stream.read(CHUNK):
            yield chunk


class _Zlib:
    """Give zlib's decoder the form of the others."""

    def __init__(self) -> None:
        self._name_member = zlib.decompressobj(wbits=31)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._name_member.eof

    @property
    def unused_data(self) -> bytes:
        return self._name_member.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Return at most `max_length` bytes more; what did not fit is kept for the next call."""
        out = self._name_member.decompress(self._name_member.unconsumed_tail + data, max_length)
        self.needs_input = not self._name_member.unconsumed_tail and len(out) < max_length
        return out


def _member(
    body: BinaryIO,
    where: Where,
    budget: Budget,
    decoder: Callable[[], Any],
    headers: _Headers | None = None,
) -> Blob:
    inner = replace(where, inside=(*where.inside, _name_member(where)))
    chunks = partial(decode, body, decoder, headers)
    return Blob(inner, lambda: cast(BinaryIO, Stream(chunks, budget, body.tell)))


def _name_member(where: Where) -> str:
    """Return the member's name: the container's without its suffix."""
    name = (where.inside[-1] if where.inside else where.ref.key).rpartition("/")[2]
    for suffix, other in SUFFIXES.items():
        if name.lower().endswith(suffix):
            return safe_name(name[: -len(suffix)] + other)
    return safe_name(name)


def decode(body: BinaryIO, decoder: Callable[[], Any], headers: _Headers | None = None) -> Iterator[bytes]:
    """Yield chunks of bounded size, and add members' headers; raises Corrupt where the stream breaks off."""
    at = 0
    pending = b""
    with translate({zlib.error: Corrupt, OSError: Corrupt, lzma.LZMAError: Corrupt, EOFError: Corrupt}):
        current = decoder()
        started = later = False
        while True:
            if current.eof:
                pending = current.unused_data or pending
                current, started = decoder(), False
            if current.needs_input and not pending:
                body.seek(at)
                pending = body.read(CHUNK)
                at += len(pending)
                if not pending:
                    break
            if not started:
                pending = pending.lstrip(b"\0")  # padding between members
                if not pending:
                    continue
                if headers is not None and later:
                    pending, at = _fill_header(body, pending, at)
                    headers.add(pending[:HEAD])
                later = True
            started = True
            data, pending = pending, b""
            if chunk := current.decompress(data, CHUNK):
                yield chunk
    if started:
        raise Corrupt("the stream breaks off")


def _fill_header(body: BinaryIO, pending: bytes, at: int) -> tuple[bytes, int]:
    """Return what was fetched with all of the header that it begins with, and where the body goes on."""
    if len(pending) >= HEAD or (len(pending) > 3 and pending[3:4] <= _PLAIN):
        return pending, at
    body.seek(at)
    more = body.read(HEAD)
    return pending + more, at + len(more)


def frames(body: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of frames in a row; raises Corrupt where one breaks off."""
    body.seek(0)
    with translate({zstandard.ZstdError: Corrupt, OSError: Corrupt, EOFError: Corrupt}):
        decoder = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW)
        frame, begun, pending = decoder.decompressobj(), False, b""
        while pending or (pending := body.read(CHUNK)):
            taken, pending = pending[:SLICE], pending[SLICE:]
            if chunk := frame.decompress(taken):
                yield chunk
            begun = True
            if frame.eof:
                pending = frame.unused_data + pending
                frame, begun = decoder.decompressobj(), False
    if begun:
        raise Corrupt("the stream breaks off")
