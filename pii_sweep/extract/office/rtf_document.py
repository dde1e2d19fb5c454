"""RTF documents: text, tables of people, properties and pictures."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from pii_sweep.extract import remainder
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.markup.html import html_pieces
from pii_sweep.extract.office import rtf
from pii_sweep.extract.stream import read_whole
from pii_sweep.extract.table.layout.aligned import read_lines
from pii_sweep.types import Blob, Gap, Passage, Piece, Where

MEMORY = 6  # times the file's bytes are held while it is read
PICT = "pict"  # QuickDraw's, of old Macintoshes: not read


def read_rtf(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield an RTF document's text, properties, pictures, and what is behind it; raises TooBig, TooDeep."""
    data = read_whole(body, budget)
    budget.memory(MEMORY * len(data))
    found = rtf.read(data)
    if found.html:
        yield from html_pieces([found.html], where, budget)
    else:
        yield from read_lines((line.strip(" \t") + "\n" for line in found.lines), where, budget)
    if found.properties:
        yield Passage("\n".join(dict.fromkeys(found.properties)), where, layout="metadata")
    for number, (ending, picture) in enumerate(found.pictures, 1):
        inner = replace(where, inside=(*where.inside, f"picture-{number}.{ending or 'bin'}"))
        if ending == PICT:
            yield Gap(inner, "UNSUPPORTED_FILE_TYPE_EXCEPTION")
        else:
            budget.unpacked(len(picture))
            yield Blob(inner, partial(io.BytesIO, picture), len(picture))
    yield from remainder.read_behind(body, where, found.end, budget)
