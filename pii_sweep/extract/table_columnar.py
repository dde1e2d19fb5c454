"""Columnar files: Parquet, ORC and Arrow by pyarrow, a batch of rows at a time; Avro by fastavro."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import fastavro
import fastavro.schema
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import orc

from pii_sweep.errors import Corrupt, Encrypted, TooBig, Unreadable, Unsupported, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.records import Leaf, pieces
from pii_sweep.extract.records_json import flat, line_path
from pii_sweep.extract.table import ROWS, cell_or_blob, tables
from pii_sweep.types import Blob, Gap, Piece, Where

TRANSLATED: dict[type[BaseException], type[Unreadable]] = {
    pa.ArrowMemoryError: TooBig,
    MemoryError: TooBig,
    pa.ArrowNotImplementedError: Unsupported,
    pa.ArrowException: Corrupt,
    zlib.error: Corrupt,
    fastavro.schema.SchemaParseException: Corrupt,
    fastavro.schema.UnknownType: Corrupt,
    OSError: Corrupt,
    EOFError: Corrupt,
    ValueError: Corrupt,
    TypeError: Corrupt,
    LookupError: Corrupt,
    ArithmeticError: Corrupt,
    AttributeError: Corrupt,
    RecursionError: Corrupt,
    SystemError: Corrupt,  # pyarrow, on buffers that lie about their length
}
# What a footer may claim, in bytes and in entries.
STRING_LIMIT = 1 << 26
CONTAINER_LIMIT = 1 << 20
# Bytes held for each byte of a row: its page, the decoded column, and its text.
CELL_COST = 4


def read_parquet(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the rows as tables, row group by row group; raises Corrupt, Encrypted, TooBig."""
    body.seek(0)
    if body.read(4) == b"PARE":
        raise Encrypted()
    with translate(TRANSLATED):
        file = pq.ParquetFile(
            body,
            pre_buffer=False,
            buffer_size=1 << 20,
            thrift_string_size_limit=STRING_LIMIT,
            thrift_container_size_limit=CONTAINER_LIMIT,
        )
        batches = file.iter_batches(batch_size=_rows_at_once(file.metadata, budget), use_threads=False)
    yield from _batches(batches, where, budget)


def _rows_at_once(footer: Any, budget: Budget) -> int:
    """Return how many rows may be held at once; raises TooBig where one alone is too many bytes."""
    groups = (footer.row_group(at) for at in range(footer.num_row_groups))
    wide = max((group.total_byte_size // max(1, group.num_rows) for group in groups), default=0)
    budget.memory(wide * CELL_COST)
    return int(min(ROWS, max(1, budget.settings.max_memory_bytes // CELL_COST // max(1, wide))))


def read_orc(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the rows as tables, stripe by stripe; raises Corrupt, TooBig."""
    with translate(TRANSLATED):
        file = orc.ORCFile(body)
    yield from _batches((file.read_stripe(at) for at in range(file.nstripes)), where, budget)


def read_arrow(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the rows of an Arrow (Feather 2) file as tables; raises Corrupt, TooBig."""
    with translate(TRANSLATED):
        file = pa.ipc.open_file(body)
    yield from _batches((file.get_batch(at) for at in range(file.num_record_batches)), where, budget)


def _batches(batches: Iterator[Any], where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    first = 1
    while True:
        with translate(TRANSLATED):
            batch = next(batches, None)
        if batch is None:
            return
        for start in range(0, batch.num_rows, ROWS):
            with translate(TRANSLATED):
                whole = batch if isinstance(batch, pa.Table) else pa.Table.from_batches([batch])
                part = whole.slice(start, ROWS)
                header, rows, blobs = _strings(part, where, first)
            budget.unpacked(part.nbytes)
            yield from tables(rows, header, where, budget, first)
            yield from blobs
            first += part.num_rows


def _strings(part: pa.Table, where: Where, first: int) -> tuple[list[str], list[tuple[str, ...]], list[Blob]]:
    """Return the names, rows as text, and the binary values that are no text as blobs."""
    for _ in range(8):
        if not any(pa.types.is_struct(column.type) for column in part.columns):
            break
        part = part.flatten()
    blobs: list[Blob] = []
    columns = [
        _column(column.combine_chunks(), name, where, first, blobs)
        for name, column in zip(part.column_names, part.columns, strict=True)
    ]
    return list(part.column_names), list(zip(*columns, strict=True)), blobs


def _column(column: Any, name: str, where: Where, first: int, blobs: list[Blob]) -> list[str]:
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.dictionary_decode(), kind.value_type
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        return [
            cell_or_blob(value, where, f"{name}-{first + at}.bin", blobs)
            for at, value in enumerate(column.to_pylist())
        ]
    if pa.types.is_nested(kind) or pa.types.is_timestamp(kind):
        return [_plain(value) for value in column.to_pylist()]
    return ["" if value is None else value for value in pc.cast(column, pa.string(), safe=False).to_pylist()]


def _plain(value: object) -> str:
    """Return a nested value as text: its scalars, apart from each other."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return ", ".join(filter(None, map(_plain, value.values())))
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(_plain, value)))
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)


def read_avro(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the records of an Avro container as tables or fields; raises Corrupt, Unsupported, TooBig."""
    binary: list[int] = []
    yield from pieces(_avro(body, budget, binary), line_path, where, budget)
    if binary:
        yield Gap(where, "UNSUPPORTED_FILE_TYPE_EXCEPTION")


def _avro(body: BinaryIO, budget: Budget, binary: list[int]) -> Iterator[Leaf]:
    with translate(TRANSLATED):
        records = iter(fastavro.reader(body))
    number = 0
    while True:
        with translate(TRANSLATED):
            record = next(records, None)
            texts = _texts(record, binary)
        if record is None:
            return
        number += 1
        yield from flat((number,), texts, budget)


def _texts(record: Any, binary: list[int]) -> Any:
    """Return a record with its bytes as text; those that are none are counted and left out."""
    if isinstance(record, dict):
        return {key: _texts(value, binary) for key, value in record.items()}
    if isinstance(record, list):
        return [_texts(value, binary) for value in record]
    if not isinstance(record, bytes):
        return record
    try:
        return record.decode("utf-8")
    except UnicodeDecodeError:
        binary[:] = [1]
        return None
