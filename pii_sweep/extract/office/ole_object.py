"""Files that lie in a compound file as an object: what word processors embed (MS-OLEDS 2.3.6)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from pii_sweep.errors import Unsupported, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.office.ole import OBJECTS, TRANSLATED, open_compound_file, whole_stream
from pii_sweep.extract.stream import safe_name
from pii_sweep.types import Blob, Where

NATIVE = "\x01ole10native"


def read_object(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Blob]:
    """Yield the embedded files; raises Corrupt, Unsupported where there is none."""
    found = False
    file = open_compound_file(body)
    with closing(file):
        with translate(TRANSLATED):
            paths = [path for path in file.listdir() if path[-1].lower() in OBJECTS]
        for path in paths:
            data = whole_stream(file, path, budget.settings.max_memory_bytes // 4)
            name = path[-1]
            if name.lower() == NATIVE:
                name, data = _read_native(data)
            if data:
                found = True
                budget.unpacked(len(data))
                inner = replace(where, inside=(*where.inside, safe_name(name)))
                yield Blob(inner, partial(io.BytesIO, data), len(data))
    if not found:
        raise Unsupported("object")


def _read_native(data: bytes) -> tuple[str, bytes]:
    """Return the name and the bytes of a packaged file: sizes and strings that end in zero come before."""
    label, _, rest = data[6:].partition(b"\0")
    _, _, rest = rest.partition(b"\0")
    skip = 8 + int.from_bytes(rest[4:8], "little")
    size = int.from_bytes(rest[skip : skip + 4], "little")
    return label.decode("cp1252", "replace") or "package", rest[skip + 4 : skip + 4 + size]
