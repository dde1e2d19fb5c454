"""Avro container files by fastavro: records as tables or fields, binary values as files."""

from __future__ import annotations

import io
import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, BinaryIO

import fastavro
import fastavro.schema
import zstandard
from fastavro._read_py import reader as interpreted

from pii_sweep.errors import Corrupt, TooBig, Unreadable, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.records.avro_blocks import PlainBlocks
from pii_sweep.extract.records.json import flatten, line_path
from pii_sweep.extract.records.tree import Leaf, pieces
from pii_sweep.extract.stream import safe_name
from pii_sweep.extract.table import columnar
from pii_sweep.extract.table.emit import MIN_BLOB, decode_short
from pii_sweep.extract.text.encoded.embedded_file import FILE
from pii_sweep.types import Blob, Gap, Passage, Piece, Where

TRANSLATED: dict[type[BaseException], type[Unreadable]] = {
    zlib.error: Corrupt,
    lzma.LZMAError: Corrupt,
    zstandard.ZstdError: Corrupt,
    fastavro.schema.SchemaParseException: Corrupt,
    fastavro.schema.UnknownType: Corrupt,
    **columnar.TRANSLATED,
}


@dataclass(slots=True)
class _Files:
    """The binary values met so far and not handed on yet; `left` bytes of them may be held."""

    where: Where
    left: int
    held: list[Blob] = field(default_factory=list)
    lost: bool = False

    def add(self, data: bytes, name: str) -> str | None:
        """Take a value that is no text; return what stands for it, nothing where it is too short."""
        if len(data) < MIN_BLOB:
            return None
        if len(data) > self.left:
            self.lost = True
            return None
        self.left -= len(data)
        inner = replace(self.where, inside=(*self.where.inside, safe_name(name)))
        self.held.append(Blob(inner, partial(io.BytesIO, data), len(data)))
        return FILE

    def take(self) -> Iterator[Blob]:
        """Yield the files, and forget them."""
        while self.held:
            blob = self.held.pop(0)
            self.left += blob.size or 0
            yield blob


def read_avro(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the records as tables or fields, binary values as files.

    Raises Corrupt, Unsupported, TooBig. Binary values that are too many to be held are one gap.
    """
    files = _Files(where, budget.settings.max_memory_bytes // 4)
    notes: list[str] = []
    for piece in pieces(_read_leaves(body, budget, files, notes), line_path, where, budget):
        yield piece
        yield from files.take()
    if notes:
        yield Passage("\n".join(notes), where, (), "metadata")
    yield from files.take()
    if files.lost:
        yield Gap(where, TooBig.reason)


def _read_leaves(body: BinaryIO, budget: Budget, files: _Files, notes: list[str]) -> Iterator[Leaf]:
    """Yield the leaves of the records; what the file says of itself and of its fields is put into `notes`."""
    with translate(TRANSLATED):
        plain: Any = partial(PlainBlocks, body, budget.settings.max_memory_bytes // 4)
        reader: Any = fastavro.reader(plain())
        if _recurs(reader.writer_schema):  # compiled code goes as deep as the file says, and crashes
            reader = interpreted(plain())
        records = iter(reader)
        notes += [f"{name}: {value}" for name, value in reader.metadata.items() if not name.startswith(_OWN)]
        notes += dict.fromkeys(_find_remarks(reader.writer_schema))
    budget.characters(sum(map(len, notes)))
    number = 0
    while True:
        with translate(TRANSLATED):
            record = next(records, None)
        if record is None:
            return
        number += 1
        budget.check_time()  # records of nothing weigh nothing, and may be without number
        yield from flatten((number,), _texts(record, f"value-{number}.bin", files), budget)


# Metadata that the format itself needs (Apache Avro 1.11, object container files).
_OWN = "avro."


def _find_remarks(schema: Any) -> Iterator[str]:
    """Yield what a schema says of its records and fields (`doc`), and their defaults that are texts."""
    if isinstance(schema, dict):
        for name in ("doc", "default"):
            if isinstance(schema.get(name), str) and schema[name]:
                yield schema[name]
        schema = [*schema.get("fields", ()), *(schema.get(name) for name in ("type", "items", "values"))]
    for one in schema if isinstance(schema, list) else ():
        yield from _find_remarks(one)


def _recurs(schema: Any, above: tuple[str, ...] = ()) -> bool:
    """Return whether a schema's records may hold records of their own kind."""
    if isinstance(schema, list):
        return any(_recurs(one, above) for one in schema)
    if not isinstance(schema, dict):
        return schema in above
    inner = (*above, str(schema.get("name"))) if schema.get("type") in ("record", "error") else above
    parts = [schema.get("items"), schema.get("values"), *(one["type"] for one in schema.get("fields", ()))]
    return any(_recurs(part, inner) for part in parts if part is not None) or (
        isinstance(schema.get("type"), (dict, list)) and _recurs(schema["type"], above)
    )


def _texts(value: Any, name: str, files: _Files) -> Any:
    """Return a value with its bytes as text; bytes that are not text are put among the files."""
    if isinstance(value, dict):
        number = name.rpartition("-")[2]
        return {key: _texts(inner, f"{key}-{number}", files) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner, name, files) for inner in value]
    if not isinstance(value, bytes):
        return value
    text = decode_short(value)
    return files.add(value, name) if text is None else text
