"""What is older than Word and PowerPoint 97, by kreuzberg in memory; what is encrypted is refused."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from pii_sweep.errors import Corrupt, Encrypted, needing, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.rust import CaughtPanic
from pii_sweep.extract.stream import read_whole
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Piece, Where


def refuse_encrypted(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Raise Encrypted: the office package lies encrypted in a compound file (MS-OFFCRYPTO)."""
    raise Encrypted()
    yield


def convert(body: BinaryIO, kind: Kind, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the text of a document as kreuzberg reads it; raises Corrupt, NotInstalled, TooBig."""
    with needing("office"):
        import kreuzberg
    data = read_whole(body, budget)
    budget.memory(4 * len(data))
    with (
        CaughtPanic(),
        translate(
            {kreuzberg.KreuzbergError: Corrupt, ValueError: Corrupt, RuntimeError: Corrupt, OSError: Corrupt}
        ),
    ):
        result = kreuzberg.extract_bytes_sync(data, kind.value, kreuzberg.ExtractionConfig(use_cache=False))
    for passage in passages(io.StringIO(result.content), where, budget):
        yield replace(passage, where=where, spans=())
