"""A local folder that plays a bucket: its name is the bucket's, its files are the objects."""

from __future__ import annotations

import errno
import io
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

from pii_sweep.errors import AccessDenied, NoSuchBucket, NoSuchObject, ObjectChanged, StoreError, UsageError
from pii_sweep.store.protocol import NO_HEADERS, Traffic
from pii_sweep.types import ObjectRef

# "Storage classes" of entries that are listed, so that they are counted, and never opened.
SYMLINK = "SYMLINK"
SPECIAL_FILE = "SPECIAL_FILE"
SWEEP_FILE = "SWEEP_FILE"  # what this package wrote in an earlier sweep
SWEEP_NAMES = re.compile(
    rb"sweep\.sqlite.*|(?:buckets|strata|objects|findings|subjects|estimates)\.parquet|(?:report|findings)\.html"
    rb"|(?:manifest|thumbnails)\.json|audit\.jsonl|assessment-[^/]*\.(?:json|html|pdf)"
)
JOURNAL, SQLITE = b"sweep.sqlite", b"SQLite format 3\0"
BUFFER = 256 * 1024


class FolderStore:
    """The files under one folder. Raises UsageError where `root` is no folder.

    `without` is a folder below it that is not listed: where the sweep itself writes.
    """

    without: Path | None = None

    def __init__(self, root: str | Path) -> None:
        path = Path(root)
        if not path.is_dir():
            raise UsageError(f"no such folder: {root}; give a folder or s3://bucket[/prefix]")
        self.root = path.resolve()
        self.name = Path(os.path.abspath(path)).name or "root"
        self.traffic = Traffic()
        self.headers = NO_HEADERS

    @property
    def endpoint(self) -> str:
        """Return the folder's path."""
        return str(self.root)

    def buckets(self) -> list[str]:
        """Return the folder's name."""
        return [self.name]

    def region(self, bucket: str) -> str:
        """Return an empty string: a folder lies in no region."""
        self._check(bucket)
        return ""

    def list(self, bucket: str, prefix: str = "", after: str | None = None) -> Iterator[ObjectRef]:
        """Yield the files whose path starts with a prefix, in the order of S3 keys.

        Symbolic links, special files and the files of earlier sweeps are listed under a storage class
        of their own and not followed. Raises AccessDenied at the end where a folder could not be opened:
        what came before is true, but not all.
        """
        self._check(bucket)
        closed: list[str] = []
        for entry, key in _files(self.root, "", prefix, closed):
            if self.without is not None and Path(os.fsdecode(entry.path)).is_relative_to(self.without):
                continue
            if key.startswith(prefix) and (after is None or _order(key) > _order(after)):
                try:
                    ref = self._ref(key, entry.stat(follow_symlinks=False))
                    yield replace(ref, storage_class=SWEEP_FILE) if _is_of_sweep(entry) else ref
                except FileNotFoundError:
                    continue  # deleted while listing, as an object may be between two pages
        if closed:
            raise AccessDenied(
                f"{len(closed)} folder(s) in {self.root} cannot be opened; run as a user who may"
            )

    def stat(self, bucket: str, key: str, version: str | None = None) -> ObjectRef:
        """Return one file's entry; raises NoSuchObject or AccessDenied."""
        self._check(bucket)
        with _translate_errors():
            return self._ref(key, os.lstat(self._path(key)))

    def open(self, ref: ObjectRef) -> BinaryIO:
        """Open a listed file; raises NoSuchObject, ObjectChanged or AccessDenied."""
        return cast(BinaryIO, io.BufferedReader(CountedFile(self.open_file(ref), self.traffic), BUFFER))

    def read_tags(self, ref: ObjectRef) -> Mapping[str, str]:
        """Return nothing: a file has no tags."""
        return {}

    def open_file(self, ref: ObjectRef) -> int:
        """Return the descriptor of a listed file; raises NoSuchObject, ObjectChanged or AccessDenied."""
        self._check(ref.bucket)
        path = self._path(ref.key)
        self.traffic.send()
        with _translate_errors():
            # Neither a link put there since the listing nor a pipe may hold or mislead the worker.
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            found = self._ref(ref.key, os.fstat(handle))
            if found.storage_class != "STANDARD":
                raise AccessDenied("not a regular file")
            if ref.etag is not None and found.etag != ref.etag:
                raise ObjectChanged("a file is not the one that was listed")
        except StoreError:
            os.close(handle)
            raise
        return handle

    def _check(self, bucket: str) -> None:
        if bucket != self.name:
            raise NoSuchBucket(f"there is no bucket {bucket} in a folder named {self.name}")

    def _path(self, key: str) -> bytes:
        path = os.path.join(os.fsencode(self.root), *_bytes_of(key).split(b"/"))
        if not os.path.lexists(path):
            path = os.path.join(os.fsencode(self.root), *_unescape(key).split(b"/"))
        parent = os.path.realpath(os.path.dirname(path))
        root = os.fsencode(self.root)
        if parent != root and not parent.startswith(root.rstrip(b"/") + b"/"):
            raise AccessDenied("a path leads out of the folder")
        return path

    def _ref(self, key: str, status: os.stat_result) -> ObjectRef:
        kind = "STANDARD" if stat.S_ISREG(status.st_mode) else SPECIAL_FILE
        return ObjectRef(
            bucket=self.name,
            key=key,
            etag=f"{status.st_mtime_ns:x}-{status.st_size:x}",
            size=status.st_size if kind == "STANDARD" else 0,
            modified=datetime.fromtimestamp(status.st_mtime, UTC),
            storage_class=SYMLINK if stat.S_ISLNK(status.st_mode) else kind,
        )


class CountedFile(io.FileIO):
    """A file whose bytes are counted, each once, and held to the limit of the store."""

    def __init__(self, handle: int, traffic: Traffic) -> None:
        super().__init__(handle, "rb", closefd=True)
        self._traffic, self._reached = traffic, 0

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        traffic, size = self._traffic, len(buffer)
        if traffic.max_bytes is not None:
            known = max(0, self._reached - self.tell())
            size = min(size, known + traffic.max_bytes - traffic.bytes_read)
            if size <= 0 < os.fstat(self.fileno()).st_size - self.tell():
                traffic.claim(1)  # raises
        count = super().readinto(memoryview(buffer)[: max(0, size)]) or 0
        traffic.receive(max(0, min(count, self.tell() - self._reached)), 0)
        self._reached = max(self._reached, self.tell())
        return count

    def readall(self) -> bytes:
        parts = bytearray()
        chunk = memoryview(bytearray(BUFFER))
        while count := self.readinto(chunk):
            parts += chunk[:count]
        return bytes(parts)


def _files(
    root: Path, folder: str, prefix: str, closed: list[str]
) -> Iterator[tuple[os.DirEntry[bytes], str]]:
    """Yield the entries that are no folders, in key order; note the folders that cannot be opened."""
    place = os.path.join(os.fsencode(root), _unescape(folder)) if folder else os.fsencode(root)
    try:
        with os.scandir(place) as found:
            entries = [(entry, folder + _text(entry.name), _is_folder(entry)) for entry in found]
    except PermissionError:
        closed.append(folder)
        return
    except FileNotFoundError:
        return
    # A folder sorts as its members do: by the name and the slash behind it.
    entries.sort(key=lambda item: _order(item[1] + "/" if item[2] else item[1]))
    for entry, key, is_folder in entries:
        if not is_folder:
            yield entry, key
        elif (key + "/").startswith(prefix) or prefix.startswith(key + "/"):
            yield from _files(root, key + "/", prefix, closed)


def _is_of_sweep(entry: os.DirEntry[bytes]) -> bool:
    """Return whether a file has a name that a sweep writes, and lies next to a journal."""
    if not SWEEP_NAMES.fullmatch(entry.name):
        return False
    try:
        with open(os.path.join(os.path.dirname(entry.path), JOURNAL), "rb") as journal:
            return journal.read(len(SQLITE)) == SQLITE
    except OSError:
        return False


def _is_folder(entry: os.DirEntry[bytes]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _order(key: str) -> bytes:
    return key.encode("utf-8", "surrogatepass")


def _text(name: bytes) -> str:
    """Return a file's name as text; bytes that are no UTF-8 show as \\xNN."""
    return name.decode("utf-8", "backslashreplace")


def _bytes_of(key: str) -> bytes:
    return key.encode("utf-8", "surrogateescape")


def _unescape(key: str) -> bytes:
    return re.sub(rb"\\x([0-9a-f]{2})", lambda found: bytes([int(found[1], 16)]), _bytes_of(key))


@contextmanager
def _translate_errors() -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise NoSuchObject("a file is gone") from None
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EPERM, errno.ELOOP, errno.ENXIO}:
            raise AccessDenied("a file may not be read; run as a user who may") from None
        raise StoreError(
            f"a file cannot be read: {errno.errorcode.get(error.errno or 0, 'unknown')}"
        ) from None
