"""TAR (POSIX.1-2001 pax, GNU, ustar): members in their order; names and links touch no file system."""

from __future__ import annotations

import io
import re
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO, cast

from pii_sweep.errors import Corrupt, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.remainder import read_behind
from pii_sweep.extract.stream import CHUNK, Slice, Stream, safe_name, seeks_cheaply
from pii_sweep.types import Blob, Gap, Note, Passage, Where

TRANSLATED: dict[type[BaseException], type[Corrupt]] = {
    tarfile.TarError: Corrupt,
    EOFError: Corrupt,
    OSError: Corrupt,
    ValueError: Corrupt,
    OverflowError: Corrupt,
    RecursionError: Corrupt,  # headers of headers without end
}


def read_tar(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Blob | Gap | Note | Passage]:
    """Yield the regular members as blobs, and the names of links and directories, which hold no bytes.

    What stands behind the archive's end, such as a second one, is a member too.

    Raises Corrupt where the archive breaks off, after the members before that.
    """
    guarded = cast(BinaryIO, _Guarded(body, budget))
    ended = body_end(body)
    with translate(TRANSLATED):
        archive = tarfile.open(fileobj=guarded, mode="r:", errorlevel=0)  # noqa: SIM115
    owners, target = set[str](), ""
    while True:
        with translate(TRANSLATED):
            info = archive.next()
        yield from _read_headers(archive, info, where, budget)
        if info is None:
            yield from read_behind(body, where, archive.offset, budget)
            break
        if (owner := _describe_owner(info)) and owner not in owners and len(owners) < MOST_OWNERS:
            owners.add(owner)
            budget.characters(len(owner))
            yield Passage(owner, where, (), "metadata")
        vars(archive)["members"] = []  # tarfile remembers every member it passed
        if _holds_bytes(info):
            inner = replace(where, inside=(*where.inside, safe_name(info.name)))
            yield Blob(inner, partial(_open, body, info, budget), info.size)
            if ended is not None and info.offset_data + info.size > ended:
                raise Corrupt("the archive breaks off")
        elif info.isreg():
            inner = replace(where, inside=(*where.inside, safe_name(info.name)))
            yield Blob(inner, partial(_open_sparse, archive, info, budget), info.size)
        elif info.type == _FOLDER_LIST and info.size <= MOST_LISTED:
            yield from _read_folder_list(body, info, where, budget)
        else:  # a folder or a link, which has nothing but its name
            yield Note(replace(where, inside=(*where.inside, safe_name(info.name))), "member")
            if info.linkname and info.linkname != target:
                target = info.linkname
                yield Note(replace(where, inside=(*where.inside, safe_name(target))), "member")


# What GNU tar writes for a folder in an incremental archive: the names in it, those not kept among them.
_FOLDER_LIST = b"D"
MOST_LISTED = 1 << 24  # bytes


def _holds_bytes(info: tarfile.TarInfo) -> bool:
    """Indicate whether a member has bytes of its own: a file, and any type that tarfile does not know.

    The rest of a file on a second volume is such a type (GNU `M`), and so are those of other vendors.
    """
    if info.isreg():
        return not info.issparse()
    listed = info.type == _FOLDER_LIST and info.size <= MOST_LISTED
    return info.type not in tarfile.SUPPORTED_TYPES and info.size > 0 and not listed


def _read_folder_list(
    body: BinaryIO, info: tarfile.TarInfo, where: Where, budget: Budget
) -> Iterator[Note | Passage]:
    """Yield a folder and the names that an incremental archive lists in it, one a line."""
    inner = replace(where, inside=(*where.inside, safe_name(info.name)))
    yield Note(inner, "member")
    with _open(body, info, budget) as stream:
        names = stream.read().split(b"\0")
    # Each name has a letter before it: whether it is in the archive, a folder, renamed.
    text = "\n".join(filter(None, (name[1:].decode("utf-8", "replace") for name in names)))
    if text:
        budget.characters(len(text))
        yield Passage(text, inner, (), "metadata")


# Names of accounts are one word; what else stands there was written by someone.
_WRITTEN = re.compile(r"\S\s+\S|\d{4}|@")
MOST_OWNERS = 10_000


def _describe_owner(info: tarfile.TarInfo) -> str:
    """Return the names of a member's owner and group, those that are more than an account's name."""
    named = (("owner", info.uname), ("group", info.gname))
    return "\n".join(f"{label}: {name}" for label, name in named if _WRITTEN.search(name))


# What tarfile itself takes from the extended headers (POSIX.1-2001, pax), and times and numbers.
_KNOWN = frozenset(
    {"path", "linkpath", "size", "mtime", "atime", "ctime", "uid", "gid", "hdrcharset", "charset"}
)


def _read_headers(
    archive: tarfile.TarFile, info: tarfile.TarInfo | None, where: Where, budget: Budget
) -> Iterator[Passage]:
    """Yield what the extended headers of a member say, of the archive itself behind the last one."""
    headers = archive.pax_headers if info is None else info.pax_headers
    above = {} if info is None else archive.pax_headers
    lines = [
        f"{name}: {value}"
        for name, value in headers.items()
        if name not in _KNOWN and not name.startswith("GNU.") and above.get(name) != value
    ]
    if lines:
        text = "\n".join(lines)
        budget.characters(len(text))
        yield Passage(text, where, (), "metadata")


def body_end(body: BinaryIO) -> int | None:
    """Return a body's length, or None where that would cost reading it."""
    if not seeks_cheaply(body):
        return None
    end = body.seek(0, io.SEEK_END)
    body.seek(0)
    return end


class _Guarded:
    """A body whose single reads are bounded: a header may claim any length."""

    def __init__(self, body: BinaryIO, budget: Budget) -> None:
        self._body, self._budget = body, budget
        self.seek, self.tell = body.seek, body.tell

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes; raises TooBig where that is more than the memory budget."""
        self._budget.memory(size)
        return self._body.read(size)


def _open(body: BinaryIO, info: tarfile.TarInfo, budget: Budget) -> BinaryIO:
    start, size = info.offset_data, info.size
    budget.unpacked(0, total=size)
    if seeks_cheaply(body):
        budget.unpacked(size)
        return cast(BinaryIO, Slice(body, start, size, budget))
    if size <= budget.settings.max_memory_bytes // 8:
        body.seek(start)
        data = body.read(size)
        if size and not data:
            raise Corrupt("the archive breaks off")
        return io.BytesIO(data)
    return cast(BinaryIO, Stream(partial(_chunks, body, start, size), budget, restarts=False))


def _chunks(body: BinaryIO, start: int, size: int) -> Iterator[bytes]:
    done = 0
    while done < size:
        body.seek(start + done)
        chunk = body.read(min(CHUNK, size - done))
        if not chunk:
            raise Corrupt("the archive breaks off")
        done += len(chunk)
        yield chunk


def _open_sparse(archive: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget) -> BinaryIO:
    return cast(BinaryIO, Stream(partial(_sparse_chunks, archive, info), budget))


def _sparse_chunks(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    with translate(TRANSLATED):
        stream = archive.extractfile(info)
        while stream is not None and (chunk := stream.read(CHUNK)):
            yield chunk
