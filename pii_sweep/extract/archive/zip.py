"""ZIP (APPNOTE 6.3): members are read in place, so that a large archive costs what is read of it."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import BinaryIO, Final, cast

import inflate64

from pii_sweep.errors import Corrupt, Encrypted, TooBig, Unreadable, Unsupported, translate
from pii_sweep.extract.archive.compressed import decode, frames
from pii_sweep.extract.archive.zip_codec import METHODS, unpack
from pii_sweep.extract.archive.zip_directory import Unlisted, archive_comment, archive_end, directory, entries
from pii_sweep.extract.archive.zip_hole import extra_texts, read_between
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.remainder import read_before, read_behind
from pii_sweep.extract.stream import CHUNK, Slice, Stream, safe_name, seeks_cheaply
from pii_sweep.extract.text.decode import codec
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Blob, Gap, Note, Piece, Where

# A central directory entry takes about this many times its bytes in memory.
DIRECTORY_COST = 8
UNICODE = 0x800  # of a member's flags: its name is UTF-8
SLICE = 512  # bytes of Deflate64 unpacked at once: no more than some hundred thousand come out
# A member's own header (APPNOTE 4.3.7).
LOCAL = struct.Struct("<4sHHHHHLLLHH")
TRANSLATED: dict[type[BaseException], type[Unreadable]] = {
    NotImplementedError: Unsupported,
    zipfile.BadZipFile: Corrupt,
    zlib.error: Corrupt,
    lzma.LZMAError: Corrupt,
    OSError: Corrupt,
    EOFError: Corrupt,
    ValueError: Corrupt,
    LookupError: Corrupt,
    struct.error: Corrupt,
    RuntimeError: Encrypted,
}


def read_zip(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the members as blobs, and the comments on them and on the archive. Raises Corrupt, TooBig.

    Of an archive that lost its directory at the end, the members are read in the order they lie.
    """
    found = entries(body)
    try:
        with translate(TRANSLATED):
            first = next(found, None)
    except Corrupt:
        yield from _salvage_members(body, where, budget)
        raise
    with translate(TRANSLATED), Unlisted(body) as archive:
        folder = ""
        for info in chain(filter(None, (first,)), found):
            if folder and not info.filename.startswith(folder):
                yield Note(replace(where, inside=(*where.inside, safe_name(folder))), "member")
            folder = title(info) if info.filename.endswith("/") else ""
            if info.comment:
                named = replace(where, inside=(*where.inside, safe_name(title(info))))
                yield from _comment(info.comment, named, budget)
            yield from _extra_text(info, where, budget)
            if info.file_size or not info.filename.endswith("/"):  # a folder holds nothing, as a rule
                yield member(archive, info, body, where, budget)
        if folder:  # an empty one: of others the members have its name
            yield Note(replace(where, inside=(*where.inside, safe_name(folder))), "member")
    yield from _comment(archive_comment(body), where, budget)


def _comment(raw: bytes, where: Where, budget: Budget) -> Iterator[Piece]:
    text = raw.decode(codec(raw)[0], "replace")
    yield from passages(text.splitlines(keepends=True), where, budget)


def _extra_text(info: zipfile.ZipInfo, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the text in extra fields of a member that packers do not use themselves (APPNOTE 4.5)."""
    named = replace(where, inside=(*where.inside, safe_name(title(info))))
    for text in extra_texts(info.extra):
        yield from passages(text.splitlines(keepends=True), named, budget)


def read_surroundings(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Blob | Gap]:
    """Yield what stands before an archive and behind it: another archive, or a program that unpacks it."""
    try:
        at, length, shift = directory(body)
        end = archive_end(body)
    except Corrupt:
        return  # there is no end to be behind; the archive's own reader says so
    if shift and at >= shift:
        yield from read_before(body, where, shift, budget)
    with translate(TRANSLATED):
        yield from read_between(body, where, budget)
    yield from read_behind(body, where, end, budget)


def _salvage_members(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Blob]:
    """Yield the members that local headers list, up to the first whose size is not given."""
    at = 0
    while True:
        body.seek(at)
        head = body.read(LOCAL.size)
        if len(head) < LOCAL.size or head[:4] != b"PK\3\4":
            return
        _, _, flags, method, _, _, _, packed, _, name, extra = LOCAL.unpack(head)
        title = body.read(name).decode("utf-8", "replace")
        start = at + LOCAL.size + name + extra
        if flags & 9 or method not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} or packed == 0xFFFFFFFF:
            return
        if not title.endswith("/"):
            chunks = partial(_unpack_member, body, start, packed, deflated=method == zipfile.ZIP_DEFLATED)
            inner = replace(where, inside=(*where.inside, safe_name(title)))
            yield Blob(inner, partial(_stream, chunks, budget, packed))
        at = start + packed


def _stream(chunks: Callable[[], Iterator[bytes]], budget: Budget, packed: int) -> BinaryIO:
    return cast(BinaryIO, Stream(chunks, budget, partial(max, packed, 1)))


def _unpack_member(body: BinaryIO, start: int, packed: int, *, deflated: bool) -> Iterator[bytes]:
    decoder = zlib.decompressobj(wbits=-15)
    done = 0
    with translate(TRANSLATED):
        while done < packed:
            body.seek(start + done)
            data = body.read(min(CHUNK, packed - done))
            if not data:
                raise Corrupt("the archive breaks off")
            done += len(data)
            if not deflated:
                yield data
            while deflated and data:
                yield decoder.decompress(data, CHUNK)
                data = decoder.unconsumed_tail


def open_package(body: BinaryIO, budget: Budget) -> zipfile.ZipFile:
    """Open an office document with its whole directory; raises Corrupt, and TooBig past the budget."""
    _, length, _ = directory(body)
    budget.memory(length * DIRECTORY_COST)
    with translate(TRANSLATED):
        return zipfile.ZipFile(body)


def member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, body: BinaryIO, where: Where, budget: Budget
) -> Blob:
    """Return a member as a blob; opening it raises Encrypted, Unsupported, Corrupt or TooBig."""
    inner = replace(where, inside=(*where.inside, safe_name(title(info))))
    return Blob(inner, partial(_open, archive, info, body, budget), info.file_size)


def title(info: zipfile.ZipInfo) -> str:
    """Return a member's name; packers wrote it in the codec of their system, and said nothing of it."""
    if info.flag_bits & UNICODE or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")  # what the standard library took it for
        return raw.decode(codec(raw)[0])
    except UnicodeError:
        return info.filename


def _open(archive: zipfile.ZipFile, info: zipfile.ZipInfo, body: BinaryIO, budget: Budget) -> BinaryIO:
    if info.flag_bits & 0x1:
        raise Encrypted()
    if info.file_size > budget.settings.max_member_bytes:
        raise TooBig("max_member_bytes", reason="ARCHIVE_EXCEEDS_SIZE_LIMIT")
    taken = partial(max, info.compress_size, 1)
    if info.compress_type in OTHERS:
        packed = cast(BinaryIO, Slice(body, _start(info, body), info.compress_size, budget))
        return cast(BinaryIO, Stream(partial(OTHERS[info.compress_type], packed), budget, taken))
    if info.compress_type == zipfile.ZIP_STORED and seeks_cheaply(body):
        with translate(TRANSLATED):
            archive.open(info).close()  # checks the local header
        budget.unpacked(info.compress_size)
        return cast(BinaryIO, Slice(body, _start(info, body), info.compress_size, budget))
    return cast(BinaryIO, Stream(partial(_chunks, archive, info, body), budget, taken))


def _start(info: zipfile.ZipInfo, body: BinaryIO) -> int:
    """Return where a member's packed bytes begin; raises Corrupt."""
    with translate(TRANSLATED):  # a directory may lie about the place
        body.seek(info.header_offset)
        head = body.read(LOCAL.size)
    if len(head) < LOCAL.size or head[:4] != b"PK\3\4":
        raise Corrupt("zip")
    *_, name, extra = LOCAL.unpack(head)
    return int(info.header_offset + LOCAL.size + name + extra)


def _inflated64(body: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of Deflate64, which Windows packs large files with; raises Corrupt."""
    body.seek(0)
    decoder = inflate64.Inflater()
    with translate({**TRANSLATED, RuntimeError: Corrupt}):
        while data := body.read(SLICE):
            if chunk := decoder.inflate(data):
                yield chunk


# Methods of newer packers that the standard library does not know (APPNOTE 4.4.5).
OTHERS: Final[Mapping[int, Callable[[BinaryIO], Iterator[bytes]]]] = {
    9: _inflated64,
    93: frames,
    95: partial(decode, decoder=lzma.LZMADecompressor),
}


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, body: BinaryIO) -> Iterator[bytes]:
    with translate(TRANSLATED):
        if info.compress_type in METHODS:
            yield from unpack(body, info, _start(info, body))
            return
        with archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
