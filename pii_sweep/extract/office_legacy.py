"""DOC, PPT and RTF by kreuzberg, in memory: no cache, no file, no OCR of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

import kreuzberg

from pii_sweep.errors import Corrupt, Encrypted, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.ole import opened, stream
from pii_sweep.extract.stream import whole
from pii_sweep.extract.text import passages
from pii_sweep.types import Piece, Where

# The flags of a Word document's FibBase (MS-DOC 2.5.2): bit 8 tells that it is encrypted.
WORD_FLAGS, WORD_ENCRYPTED = 10, 0x0100


def read_doc(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield a Word 97–2003 document's text; raises Encrypted, Corrupt, TooBig."""
    file = opened(body)
    head = stream(file, "WordDocument", 64)
    if len(head) >= 12 and int.from_bytes(head[WORD_FLAGS : WORD_FLAGS + 2], "little") & WORD_ENCRYPTED:
        raise Encrypted()
    yield from _text(body, Kind.DOC, where, budget)


def read_ppt(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield a PowerPoint 97–2003 presentation's text; raises Encrypted, Corrupt, TooBig."""
    if stream(opened(body), "EncryptedSummary", 1):
        raise Encrypted()
    yield from _text(body, Kind.PPT, where, budget)


def read_rtf(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield an RTF document's text; raises Corrupt, TooBig."""
    yield from _text(body, Kind.RTF, where, budget)


def refuse_encrypted(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Raise Encrypted: the office package lies encrypted in a compound file (MS-OFFCRYPTO)."""
    raise Encrypted()
    yield


def _text(body: BinaryIO, kind: Kind, where: Where, budget: Budget) -> Iterator[Piece]:
    data = whole(body, budget)
    budget.memory(4 * len(data))
    with translate(
        {kreuzberg.KreuzbergError: Corrupt, ValueError: Corrupt, RuntimeError: Corrupt, OSError: Corrupt}
    ):
        result = kreuzberg.extract_bytes_sync(data, kind.value, kreuzberg.ExtractionConfig(use_cache=False))
    for passage in passages(io.StringIO(result.content), where, budget):
        yield replace(passage, where=where, spans=())
