"""What lies before and behind a document is read, to the byte, or a gap says why not."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import BinaryIO, cast

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.remainder import BEFORE, BEHIND, REASON, read_before, read_behind
from pii_sweep.extract.stream import Stream
from pii_sweep.types import Blob, Gap, ObjectRef, Where

PLACE = Where(ObjectRef("b", "k"))
MEMORY = 800  # bytes, of which an eighth may be held


def _budget() -> Budget:
    return Budget(replace(Extract(), max_memory_bytes=MEMORY))


def _forward(text: bytes) -> BinaryIO:
    return cast(BinaryIO, Stream(lambda: iter((text[:40], text[40:])), Budget(Extract())))


def _read(found: list[Blob | Gap]) -> list[tuple[tuple[str, ...], bytes]]:
    return [(one.where.inside, one.open().read()) for one in found if isinstance(one, Blob)]


@pytest.mark.parametrize(
    ("text", "start", "left"),
    [(b"ab\0 \nDOC", 5, b"ab\0 \n"), (b"\0 \nDOC", 3, None), (b"\0 abDOC", 4, b"ab"), (b"DOC", 0, None)],
)
def test_what_stands_before_a_document_is_a_part_unless_it_is_blank(
    text: bytes, start: int, left: bytes | None
) -> None:
    found = _read(list(read_before(io.BytesIO(text), PLACE, start, _budget())))
    assert found == ([] if left is None else [((BEFORE,), left)])


@pytest.mark.parametrize("forward", [False, True], ids=["seekable", "forward only"])
@pytest.mark.parametrize(("tail", "left"), [(b"\0\n ab \n", b"ab \n"), (b"\0\n \n", None), (b"", None)])
def test_what_stands_behind_a_document_is_a_part_unless_it_is_blank(
    tail: bytes, left: bytes | None, forward: bool
) -> None:
    body = _forward(b"DOC" + tail) if forward else io.BytesIO(b"DOC" + tail)
    found = _read(list(read_behind(body, PLACE, 3, _budget())))
    assert found == ([] if left is None else [((BEHIND,), left)])


@pytest.mark.parametrize(("size", "whole"), [(MEMORY // 8, True), (MEMORY // 8 + 1, False)])
def test_behind_a_stream_that_only_runs_forward_as_much_is_held_as_memory_allows(
    size: int, whole: bool
) -> None:
    body = _forward(b"DOC" + bytes(9) + b"x" * size)
    found = list(read_behind(body, PLACE, 3, _budget()))
    if whole:
        assert _read(found) == [((BEHIND,), b"x" * size)]
    else:
        assert found == [Gap(PLACE, REASON)]
