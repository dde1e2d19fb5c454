"""Plain text and logs: passages of bounded length, cut at line bounds, in flat memory."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from pii_sweep.extract.budget import Budget
from pii_sweep.types import Layout, Passage, Piece, Where

CHUNK = 16_000


def read_text(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the text as prose passages; `where.line` is the number of a passage's first line."""
    yield from passages(body, where, budget, "prose")


def read_log(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the text as log passages; `where.line` is the number of a passage's first line."""
    yield from passages(body, where, budget, "log")


def passages(body: BinaryIO, where: Where, budget: Budget, layout: Layout) -> Iterator[Piece]:
    """Yield passages of about `CHUNK` characters, cut at line bounds."""
    stream = io.TextIOWrapper(body, encoding=encoding_of(body), errors="replace", newline=None)
    line, held, size = 1, [], 0
    try:
        while row := stream.readline(2 * CHUNK):
            held.append(row)
            size += len(row)
            if size >= CHUNK:
                budget.characters(size)
                yield Passage("".join(held), replace(where, line=line), layout=layout)
                line += sum(part.endswith("\n") for part in held)
                held, size = [], 0
        if held:
            budget.characters(size)
            yield Passage("".join(held), replace(where, line=line), layout=layout)
    finally:
        stream.detach()


def encoding_of(body: BinaryIO) -> str:
    """Return the codec of a seekable text body, which is left at its start."""
    head = body.read(1 << 16)
    body.seek(0)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
