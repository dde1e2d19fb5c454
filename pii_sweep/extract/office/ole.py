"""OLE compound files (MS-CFB): which kind they are, and their streams."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any, BinaryIO, cast

from pii_sweep.errors import Corrupt, TooBig, Unreadable, needing, translate
from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.text.decode import register_lenient
from pii_sweep.types import Passage, Where

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TRANSLATED: dict[type[BaseException], type[Unreadable]] = {
    OSError: Corrupt,
    struct.error: Corrupt,
    ValueError: Corrupt,
    LookupError: Corrupt,
    TypeError: Corrupt,
    AttributeError: Corrupt,
    OverflowError: Corrupt,
    RecursionError: Corrupt,
    MemoryError: Corrupt,
}
PROPERTIES = ("title", "subject", "author", "keywords", "comments", "last_saved_by", "manager", "company")
NAMES = (
    ("encryptedpackage", Kind.ENCRYPTED_OFFICE),
    ("__properties_version1.0", Kind.MSG),
    ("worddocument", Kind.DOC),
    ("workbook", Kind.XLS),
    ("book", Kind.XLS),
    ("powerpoint document", Kind.PPT),
)
# Streams that hold a whole file: what was embedded as an object (MS-OLEDS).
OBJECTS = frozenset({"package", "package_stream", "contents", "\x01ole10native"})


def open_compound_file(body: BinaryIO) -> Any:
    """Open a compound file; raises Corrupt, NotInstalled."""
    with needing("office"):
        import olefile
    body.seek(0)
    with translate(TRANSLATED):
        return olefile.OleFileIO(body)


def ole_kind(body: BinaryIO) -> Kind:
    """Return what a compound file holds, by its streams' names; UNKNOWN for others and broken ones.

    Raises NotInstalled.
    """
    try:
        file = open_compound_file(body)
    except Corrupt:
        return Kind.UNKNOWN
    with closing(file), translate(TRANSLATED):
        names = {path[0].lower() for path in file.listdir(streams=True, storages=False) if len(path) == 1}
    kind = Kind.OLE_OBJECT if names & OBJECTS else Kind.UNKNOWN
    return next((kind for name, kind in NAMES if name in names), kind)


def stream(file: Any, path: str | list[str], limit: int) -> bytes:
    """Return at most `limit` bytes of a stream, none where there is none; raises Corrupt."""
    with translate(TRANSLATED):
        if not file.exists(path):
            return b""
        return cast(bytes, file.openstream(path).read(limit))


def whole_stream(file: Any, path: str | list[str], limit: int) -> bytes:
    """Return a stream, none where there is none; raises Corrupt, and TooBig where it passes `limit` bytes."""
    data = stream(file, path, limit + 1)
    if len(data) > limit:
        raise TooBig("max_memory_bytes")
    return data


def properties(file: Any, where: Where, names: Sequence[str] = ()) -> Iterator[Passage]:
    """Yield the document's properties (MS-OLEPS) and names found in it as `name: value` lines, or nothing."""
    try:
        with translate(TRANSLATED):
            found = file.get_metadata()
    except Corrupt:
        found = None
    lines = [f"Author: {name}" for name in names]
    for name in PROPERTIES:
        value = getattr(found, name, None)
        if isinstance(value, bytes):
            value = value.decode("utf-8", register_lenient())
        if isinstance(value, str) and (value := " ".join(value.split())):
            lines.append(f"{name.replace('_', ' ').capitalize()}: {value}")
    if lines:
        yield Passage("\n".join(lines), where, layout="metadata")


def check_chains(file: Any) -> None:
    """Raise Corrupt where a chain of sectors runs in a circle or into another: some readers never end.

    Sectors belong to one chain each, so all chains together are no longer than the table.
    """
    with translate(TRANSLATED):
        file.loadminifat()
        entries = [entry for entry in file.direntries if entry is not None and entry.size > 0]
        small = {entry.isectStart for entry in entries[1:] if entry.size < file.minisectorcutoff}
        large = {
            entry.isectStart for entry in entries if entry is file.root or entry.size >= file.minisectorcutoff
        }
        large |= {file.first_dir_sector, file.first_mini_fat_sector}
        if file.first_difat_sector < len(file.fat) and file.num_difat_sectors == 0:
            raise Corrupt("sector chains")
    for starts, table in ((large, file.fat), (small, file.minifat)):
        steps = 0
        for start in starts:
            at = start
            while at < len(table):
                at = table[at]
                steps += 1
                if steps > len(table):
                    raise Corrupt("sector chains")
