"""PowerPoint 97–2003 (MS-PPT): the texts of slides and notes, comments, properties, pictures, embedded files.

The document is one stream of records; containers are identified by their version (2.3.1).
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from pii_sweep.errors import Encrypted
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.office.art import pictures
from pii_sweep.extract.office.legacy import convert
from pii_sweep.extract.office.ole import check_chains, open_compound_file, properties, stream, whole_stream
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Blob, Note, Piece, Where

TEXT_WIDE, TEXT_NARROW, STRING = 0x0FA0, 0x0FA8, 0x0FBA
SLIDE, NOTES, LIST, PERSIST, OBJECT = 0x03EE, 0x03F0, 0x0FF0, 0x03F3, 0x1011
MASTERS = frozenset({0x03F8, 0x0FC9})  # what they hold is a template's
QUIET = frozenset({0x0FD9, 0x07D5, 0x1388})  # footers' dates, fonts, programs' tags
MAX_DEPTH = 64
_SIGNS = str.maketrans({"\r": "\n", "\x0b": "\n", "\0": ""})


def read_ppt(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield each slide's text (`where.page` is the slide), notes, comments, properties, pictures, objects.

    Raises Encrypted, Corrupt, TooBig. What holds no text by these records is converted by kreuzberg.
    """
    file = open_compound_file(body)
    with closing(file):
        check_chains(file)
        if stream(file, "EncryptedSummary", 1):
            raise Encrypted()
        limit = budget.settings.max_memory_bytes // 4
        data = whole_stream(file, "PowerPoint Document", limit)
        texts: dict[int | None, list[str]] = {}
        objects: list[bytes] = []
        for page, text, held in _records(data):
            if held:
                objects.append(held)
            elif text not in texts.setdefault(page, []):
                texts[page].append(text)
        if not texts:
            yield from convert(body, Kind.PPT, where, budget)
        slides = max((page for page in texts if page), default=0)
        if slides:
            yield Note(where, "pages", slides)
        for page, parts in texts.items():
            rows = [line + "\n" for part in parts for line in [*part.split("\n"), ""]]
            for passage in passages(rows, where, budget):
                yield replace(passage, where=replace(where, page=page), spans=())
        yield from properties(file, where)
        art = whole_stream(file, "Pictures", limit)
        budget.unpacked(len(art))
        yield from pictures(art, where)
    yield from _objects(objects, where, budget)


def _records(data: bytes) -> Iterator[tuple[int | None, str, bytes]]:
    """Yield (slide, text, b"") for each text, and (None, "", bytes) for each embedded object."""
    slides = listed = 0
    stack = [(0, len(data), None, False)]
    while stack:
        at, end, page, lists = stack.pop()
        while at + 8 <= end:
            head, kind, length = struct.unpack_from("<HHI", data, at)
            start, stop = at + 8, min(end, at + 8 + length)
            at = stop
            if head & 15 == 15:
                if kind in MASTERS or kind in QUIET or len(stack) > MAX_DEPTH:
                    continue
                slides += kind == SLIDE
                inner = slides if kind == SLIDE else None if kind == NOTES else page
                listed = 0 if kind == LIST else listed
                stack += [(at, end, page, lists), (start, stop, inner, kind == LIST and head >> 4 == 0)]
                break
            if kind == PERSIST:
                listed += 1
            elif kind in {TEXT_WIDE, STRING}:
                text = data[start:stop].decode("utf-16-le", "replace").translate(_SIGNS).strip()
            elif kind == TEXT_NARROW:
                text = data[start:stop].decode("latin-1").translate(_SIGNS).strip()
            elif kind == OBJECT:
                yield None, "", data[start:stop] if head >> 4 else b"\0\0\0\0" + data[start:stop]
            if kind in {TEXT_WIDE, STRING, TEXT_NARROW} and len(text) > 1 and not text.startswith("___PPT"):
                yield (listed if lists and listed else page), text, b""


def _objects(objects: list[bytes], where: Where, budget: Budget) -> Iterator[Blob]:
    """Yield embedded objects: compressed ones have their size before them (2.10.35)."""
    for number, data in enumerate(objects, 1):
        size = int.from_bytes(data[:4], "little")
        budget.memory(size)
        body = data[4:]
        if size:
            try:
                body = zlib.decompressobj().decompress(body, size)
            except zlib.error:
                body = data[4:]
        budget.unpacked(len(body), len(data))
        inner = replace(where, inside=(*where.inside, f"object-{number}"))
        yield Blob(inner, partial(io.BytesIO, body), len(body))
