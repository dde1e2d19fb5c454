"""Members of a 7z archive come in their order, as many at a time as a quarter of the memory holds."""

from __future__ import annotations

import io

import py7zr
import pytest

from pii_sweep.config import Extract
from pii_sweep.errors import TooBig
from pii_sweep.extract.archive import seven_zip
from pii_sweep.extract.budget import Budget
from pii_sweep.types import Blob, ObjectRef, Where

WHERE = Where(ObjectRef("b", "a.7z"))


def packed(**sizes: int) -> io.BytesIO:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        for name, size in sizes.items():
            archive.writestr(name.encode() * size, f"{name}.txt")
    return out


def test_a_member_beyond_a_quarter_of_the_memory_is_a_gap_and_the_others_are_read() -> None:
    settings = Extract(max_memory_bytes=400)
    archive = packed(a=10, b=101, c=90, d=11, e=100)
    read = list(seven_zip.read_7z(archive, WHERE, Budget(settings)))
    assert [(part.where if isinstance(part, Blob) else part.where).inside for part in read] == [
        (f"{name}.txt",) for name in "bacde"
    ]
    assert [part.reason for part in read if not isinstance(part, Blob)] == ["ARCHIVE_EXCEEDS_SIZE_LIMIT"]
    bodies = {part.name: part.open().read() for part in read if isinstance(part, Blob)}
    assert bodies == {
        f"{name}.txt": name.encode() * size for name, size in zip("acde", (10, 90, 11, 100), strict=True)
    }


def test_what_comes_out_beyond_what_the_archive_declares_ends_it() -> None:
    sinks = seven_zip._Sinks(Budget(Extract()), 10)
    first, second = sinks.create("a"), sinks.create("b")
    first.write(b"123456")
    second.write(b"7890")
    with pytest.raises(TooBig) as raised:
        second.write(b"x")
    assert raised.value.reason == "ARCHIVE_EXCEEDS_SIZE_LIMIT"
