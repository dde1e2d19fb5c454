"""Columnar files: Parquet, ORC and Arrow by pyarrow, a batch of rows at a time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import orc

from pii_sweep.errors import Corrupt, Encrypted, TooBig, Unreadable, Unsupported, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.ceiling import limit_memory
from pii_sweep.extract.stream import safe_name
from pii_sweep.extract.table.emit import ROWS, cell_or_blob, tables
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Blob, Gap, Passage, Piece, Where

TRANSLATED: dict[type[BaseException], type[Unreadable]] = {
    pa.ArrowMemoryError: TooBig,
    MemoryError: TooBig,
    pa.ArrowNotImplementedError: Unsupported,
    pa.ArrowException: Corrupt,
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
_SCHEMAS = re.compile(
    rb"(?i)PARQUET:|pandas$|ARROW:|geo$|huggingface|org\.apache|parquet\.|writer\.|.*schema"
)
STREAM = b"\xff\xff\xff\xff"  # before each message of a stream
# What a footer may claim, in bytes and in entries.
STRING_LIMIT = 1 << 26
CONTAINER_LIMIT = 1 << 20
# Bytes held for each byte of a row: its page, the decoded column, and its text.
CELL_COST = 4
MOST_ITEMS = 8  # of a list are cells of their own
MOST_KEYS = 64  # of the maps of a column are columns of their own
MOST_DEPTH = 8


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
        rows = _rows_at_once(file.metadata, budget)
    lost: dict[str, Unreadable] = {}
    yield from _batches(_read_readable(file, rows, lost), where, budget)
    yield from _metadata(file.metadata.metadata or {}, where, budget)
    with translate(TRANSLATED):
        schema = file.schema_arrow
    yield from _schema_metadata(schema, where, budget, fields=True)
    yield from (Gap(where, reason) for reason in sorted({error.reason for error in lost.values()}))


def _schema_metadata(schema: Any, where: Where, budget: Budget, *, fields: bool = False) -> Iterator[Passage]:
    """Yield what writers keep with a schema and its fields, or with its `fields` alone."""
    yield from _metadata({} if fields else schema.metadata or {}, where, budget)
    for at in range(min(len(schema), CONTAINER_LIMIT)):
        yield from _metadata(schema.field(at).metadata or {}, where, budget)


def _metadata(values: Mapping[bytes, bytes], where: Where, budget: Budget) -> Iterator[Passage]:
    """Yield what writers keep with a file as `name: value` lines, but for the schema in other notations."""
    lines = [
        f"{name.decode('utf-8', 'replace')}: {value.decode('utf-8', 'replace')}\n"
        for name, value in values.items()
        if not _SCHEMAS.match(name)
    ]
    yield from passages(lines, where, budget, "metadata")


def _read_readable(file: Any, rows: int, lost: dict[str, Unreadable]) -> Iterator[Any]:
    """Yield the batches; where the first cannot be read, those of the columns that can, others are `lost`."""
    batches = file.iter_batches(batch_size=rows, use_threads=False)
    try:
        first = next(batches, None)
    except pa.ArrowMemoryError:
        raise
    except (pa.ArrowException, OSError):
        names = file.schema_arrow.names
        lost.update({name: error for name in names if (error := _failure(file, name)) is not None})
        if not lost:
            raise
        if len(lost) == len(names):
            raise lost.popitem()[1] from None
        others = [name for name in names if name not in lost]
        yield from _in_place(file.iter_batches(batch_size=rows, columns=others, use_threads=False), names)
        return
    yield from chain(filter(None, (first,)), batches)


def _failure(file: Any, column: str) -> Unreadable | None:
    """Return why a column cannot be read: it may be encrypted under a footer that is not."""
    try:
        next(file.iter_batches(batch_size=1, columns=[column], use_threads=False), None)
    except (pa.ArrowException, OSError) as error:
        return Encrypted() if "decrypt" in str(error).lower() else Corrupt()
    return None


def _in_place(batches: Iterator[Any], names: list[str]) -> Iterator[pa.Table]:
    """Yield batches with an empty column for each that was not read, so that all others keep their place."""
    for batch in batches:
        part = pa.Table.from_batches([batch])
        for at, name in enumerate(names):
            if name not in part.column_names:
                part = part.add_column(at, name, pa.nulls(part.num_rows, pa.string()))
        yield part


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
    """Yield the rows of an Arrow (Feather 2) file, or of a stream of its messages; raises Corrupt, TooBig."""
    body.seek(0)
    if body.read(len(STREAM)) == STREAM:
        body.seek(0)
        with translate(TRANSLATED):
            messages = pa.ipc.open_stream(body)
        yield from _batches(iter(messages), where, budget)
        yield from _schema_metadata(messages.schema, where, budget)
        return
    with translate(TRANSLATED):
        file = pa.ipc.open_file(body)
    yield from _batches((file.get_batch(at) for at in range(file.num_record_batches)), where, budget)
    yield from _schema_metadata(file.schema, where, budget)


def _batches(batches: Iterator[Any], where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    first = 1
    firsts: Counter[str | None] = Counter()
    while True:
        with translate(TRANSLATED), limit_memory(budget):
            batch = next(batches, None)
        if batch is None:
            return
        for start in range(0, batch.num_rows, ROWS):
            with translate(TRANSLATED):
                whole = batch if isinstance(batch, pa.Table) else pa.Table.from_batches([batch])
                part = whole.slice(start, ROWS)
            budget.unpacked(part.nbytes)
            yield from _read_part(part, where, budget, first, firsts)
            first += part.num_rows


def _read_part(
    part: pa.Table, where: Where, budget: Budget, first: int, firsts: Counter[str | None]
) -> Iterator[Piece | Blob]:
    """Yield rows as a table, and the records that a column lists as a table named after the column.

    `firsts` counts the records that were read of each such column.
    """
    inner: list[tuple[str, pa.Table]] = []
    with translate(TRANSLATED):
        header, rows, blobs = _strings(part, where, first, inner)
    yield from tables(rows, header, where, budget, first)
    yield from blobs
    for name, listed in inner:
        below = replace(where, inside=(*where.inside, safe_name(name)))
        for start in range(0, listed.num_rows, ROWS):
            some = listed.slice(start, ROWS)
            yield from _read_part(some, below, budget, firsts[below.member] + 1, firsts)
            firsts[below.member] += some.num_rows


def _strings(
    part: pa.Table, where: Where, first: int, inner: list[tuple[str, pa.Table]]
) -> tuple[list[str], list[tuple[str, ...]], list[Blob]]:
    """Return the names, rows as text, and the binary values that are no text as blobs.

    Records that a column lists are added to `inner`; their cells here are empty.
    """
    for _ in range(MOST_DEPTH):
        if not any(pa.types.is_struct(column.type) for column in part.columns):
            break
        part = part.flatten()
    blobs: list[Blob] = []
    names, columns = list[str](), list[list[str]]()
    for name, column in zip(part.column_names, part.columns, strict=True):
        if pa.types.is_map(column.type) and (keyed := _part_keys(column)):
            names += [f"{name}.{key}" for key in keyed]
            columns += keyed.values()
            continue
        records = _listed_records(column) if len(where.inside) < MOST_DEPTH else None
        if records is not None:
            inner.append((name, records))
        own = column if records is None else pa.nulls(part.num_rows, pa.string())
        several = _part_lists(own) or [_column(_whole(own), name, where, first, blobs)]
        names += [name] * len(several)
        columns += several
    return names, list(zip(*columns, strict=True)), blobs


def _whole(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _is_listed(kind: Any) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind))


def _is_text(kind: Any) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _listed_records(column: Any) -> pa.Table | None:
    """Return the records that the lists of a column hold, all in a row; None for any other column."""
    values = _whole(column)
    while _is_listed(values.type):
        values = values.flatten()
    if values.type == column.type or not pa.types.is_struct(values.type):
        return None
    return pa.Table.from_arrays(values.flatten(), names=[kind.name for kind in values.type])


def _part_keys(column: Any) -> dict[str, list[str]]:
    """Return a column of maps as columns by their keys; nothing for many keys, or one twice in a map."""
    maps = column.to_pylist()
    rows = [{_to_text(key): _to_text(value) for key, value in row or ()} for row in maps]
    keys = list(dict.fromkeys(chain.from_iterable(rows)))
    if len(keys) > MOST_KEYS or any(len(row) < len(held or ()) for row, held in zip(rows, maps, strict=True)):
        return {}
    return {key: [row.get(key, "") for row in rows] for key in keys}


def _part_lists(column: Any) -> list[list[str]]:
    """Return lists of texts as columns, the first values before the second; none for any other column.

    Lists of more than `MOST_ITEMS` have the rest together in the last column.
    """
    kind = column.type
    if not _is_listed(kind) or not _is_text(kind.value_type):
        return []
    rows: list[list[str]] = [[one for one in row or () if one] for row in column.to_pylist()]
    width = min(MOST_ITEMS, max(map(len, rows), default=0))
    if width < 2:
        return []
    last = width - 1
    parted = [[*row[:last], _to_text(row[last:])] + [""] * (last - len(row)) for row in rows]
    return [[row[at] for row in parted] for at in range(width)]


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
        return [_to_text(value) for value in column.to_pylist()]
    return ["" if value is None else value for value in pc.cast(column, pa.string(), safe=False).to_pylist()]


def _to_text(value: object) -> str:
    """Return a nested value as text: its scalars, apart from each other."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return ", ".join(filter(None, map(_to_text, value.values())))
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(_to_text, value)))
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)
