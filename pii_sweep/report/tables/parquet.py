"""The six tables as Parquet files, each written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pii_sweep.errors import JournalError, NotASweep, UsageError
from pii_sweep.journal import storage_error
from pii_sweep.report.tables.columns import BATCH, SCHEMAS, from_arrow, to_arrow
from pii_sweep.report.tables.frames import Frames


def write_tables(frames: Frames, folder: Path) -> list[Path]:
    """Write `NAME.parquet` for each table; raises UsageError where the folder cannot be written."""
    paths = []
    for name, frame in frames.tables().items():
        table = to_arrow(name, frame)
        paths.append(write_whole(folder / f"{name}.parquet", partial(write_parquet, table)))
    return paths


# One of these is in every directory that a sweep has begun.
LEFT = ("sweep.sqlite", "manifest.json")


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """Read one table with the dtypes it was written with; raises JournalError where it is not there."""
    with _open_table(folder, name) as file:
        return from_arrow(name, file.read())


def table_batches(folder: Path, name: str) -> Iterator[pa.RecordBatch]:
    """Yield one table's rows in batches; raises JournalError where it is not there."""
    with _open_table(folder, name) as file:
        yield from file.iter_batches(BATCH, columns=SCHEMAS[name].names)


@contextmanager
def _open_table(folder: Path, name: str) -> Iterator[pq.ParquetFile]:
    path = folder / f"{name}.parquet"
    try:
        with pq.ParquetFile(path) as file:
            missing = [field.name for field in SCHEMAS[name] if field.name not in file.schema_arrow.names]
            if missing:
                raise JournalError(
                    f"{path} lacks the columns {', '.join(missing)}; run `pii-sweep report {folder}`"
                )
            yield file
    except PermissionError:
        raise UsageError(f"cannot read {path}: permission denied") from None
    except (OSError, ValueError, pa.ArrowException):  # a changed byte may break anything in it
        if not holds_sweep(folder):  # the system's own refusal to look there passes
            raise NotASweep(folder) from None
        wrong = "is damaged; run `pii-sweep report {}` to write it again"
        if not path.exists():
            wrong = "is missing; run `pii-sweep report {}` to write the tables"
        raise JournalError(f"{path} {wrong.format(folder)}") from None


def holds_sweep(folder: Path) -> bool:
    """Return whether a directory has anything that a sweep leaves in one."""
    return any((folder / left).is_file() for left in LEFT)


def make_folder(path: Path) -> None:
    """Make a folder that only this user may read; raises UsageError where it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UsageError(f"cannot make the folder {path}: {error.strerror}") from None


def write_whole(path: Path, write: Callable[[BinaryIO], None]) -> Path:
    """Write a file through a temporary one next to it, so that readers see the old or the new one.

    Mode 0600: reports hold personal data's places. Raises JournalError where the disk is full or fails,
    UsageError where the file cannot be written for another reason.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as out:
                write(out)
                out.flush()
                os.fsync(out.fileno())
            os.replace(name, path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        if failed := storage_error(error, path.parent):
            raise failed from None
        raise UsageError(f"cannot write {path}: {error.strerror}; give a writable directory") from None
    return path


def write_text(path: Path, text: str) -> Path:
    """Write a UTF-8 text file whole or not at all."""
    return write_whole(path, lambda out: _write_bytes(out, text.encode()))


def _write_bytes(out: BinaryIO, data: bytes) -> None:
    out.write(data)


def write_parquet(table: pa.Table, out: BinaryIO) -> None:
    """Write a table to an open file, compressed."""
    pq.write_table(table, out, compression="zstd")
