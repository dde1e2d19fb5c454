"""What readers yield of a small file of every kind: whole, torn, changed at drawn places, and under tight limits.

The files lie in `files/drawn_pieces.tar.xz`, since some formats hold the time at which they were written;
`python -m tests.extract.drawn_pieces` writes them again, with those of new kinds.
"""

from __future__ import annotations

import io
import random
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

from pii_sweep.config import Extract
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Gap, Note, ObjectRef, Passage, Piece, Table, Where
from tests.fuzz.mutate import mutated
from tests.held import brief, digest

FILES = Path(__file__).with_name("files") / "drawn_pieces.tar.xz"
ESTATE = Path(__file__).parents[2] / "fixtures" / "estate"
WIDE = Extract(ocr="off", faces=False, max_seconds=600.0)
TIGHT = Extract(
    ocr="off", faces=False, max_seconds=600.0, max_unpacked_bytes=300, max_depth=1, max_members=1, max_pages=1,
)  # fmt: skip
VARIANTS = 6
LARGEST = 60_000  # bytes of a file that is changed, and of one of the estate


def lines() -> Iterator[str]:
    """Yield `file variant kind pieces gaps digest` of every file and its variants."""
    held = _files()
    for number, (name, data) in enumerate(held):
        yield f"{name} whole {outcome(name, data, WIDE)}"
        yield f"{name} tight {outcome(name, data, TIGHT)}"
        yield f"{name} large {outcome(name, data, Extract(ocr='off', max_object_bytes=max(1, len(data) - 1)))}"
        if len(data) > LARGEST:
            continue
        dice = random.Random(name)
        yield f"{name} torn {outcome(name, data[: len(data) * 2 // 3], WIDE)}"
        yield f"{name} twice {outcome(name, data + held[number - 1][1][:4000], WIDE)}"
        for variant in range(VARIANTS):
            changed = mutated(data, held[number - 1][1], dice)
            yield f"{name} changed-{variant} {outcome(name, changed, WIDE)}"


def _files() -> list[tuple[str, bytes]]:
    with tarfile.open(FILES) as held:
        files = [(one.name, held.extractfile(one).read()) for one in held]  # type: ignore[union-attr]
    kinds = Counter[str]()
    for path in sorted(ESTATE.rglob("*")):
        if (
            path.suffix in {".pdf", ".zpl", ".eml", ".csv", ".json", ".docx", ".xlsx"}
            and path.stat().st_size < LARGEST
        ):
            kinds[path.suffix] += 1
            if kinds[path.suffix] <= 3:
                files.append((path.name, path.read_bytes()))
    return files


def outcome(name: str, data: bytes, settings: Extract) -> str:
    """Return what is yielded, as counts and one digest of texts, tables, places and gaps."""
    kind, gaps, counts, seen = "-", Counter[str](), Counter[str](), list[str]()
    for piece in walk(Blob(Where(ObjectRef("b", name)), lambda: io.BytesIO(data), len(data)), settings):
        counts[type(piece).__name__] += 1
        seen.append(_described(piece))
        if isinstance(piece, Gap):
            gaps[piece.reason] += 1
        elif isinstance(piece, Note) and piece.measure == "media_type" and kind == "-":
            kind = piece.label
    return f"{kind} {brief(counts)} {brief(gaps)} {digest(seen)}"


def _described(piece: Piece) -> str:
    place = f"{type(piece).__name__} {brief(astuple(piece.where)[1:])}"
    if isinstance(piece, Gap):
        return f"{place} {piece.reason} {brief(piece.share)}"
    if isinstance(piece, Note):
        return f"{place} {piece.measure} {piece.amount} {piece.label}"
    if isinstance(piece, Table):
        return f"{place} {piece.header} {piece.rows} {piece.first_row}"
    assert isinstance(piece, Passage)
    spans = [
        [brief(round(part, 1) if isinstance(part, float) else part) for part in span] for span in piece.spans
    ]
    return f"{place} {piece.layout} {piece.text} {spans}"


def _write() -> None:
    from tests.extract.samples import pictures, samples

    held = dict(_files() if FILES.exists() else ())
    with tarfile.open(FILES, "w:xz") as out:
        for kind, (name, data) in {**samples(), **pictures()}.items():
            member = f"{kind.name.lower()}-{Path(name).name}"
            content = held.get(member, data)
            info = tarfile.TarInfo(member)
            info.size = len(content)
            out.addfile(info, io.BytesIO(content))


if __name__ == "__main__":
    _write()
