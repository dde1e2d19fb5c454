"""What readers yield of every small file that the tests of this folder make: each piece, place and gap.

A test asserts what it is about; the rest of what its file yields is held here. The files lie in
`files/drawn_inputs.tar.xz`; `python -m tests.extract.drawn_inputs` runs the tests and collects them again.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pii_sweep.extract import walk as walking
from pii_sweep.types import Blob
from tests.extract.drawn_pieces import WIDE, outcome

FILES = Path(__file__).with_name("files") / "drawn_inputs.tar.xz"
LARGEST = 20_000  # bytes of a file that is kept
MOST = 60  # files of one ending that are kept: some tests try every byte
SLOW = ("ocr", "test_hostile.py", "test_drawn_pieces.py", "test_drawn_inputs.py", "test_formats.py")


def lines() -> Iterator[str]:
    """Yield `number name kind pieces gaps digest` of every file."""
    with tarfile.open(FILES) as held:
        for one in held:
            data = held.extractfile(one).read()  # type: ignore[union-attr]
            yield f"{one.name.replace('/', ' ', 1)} {outcome(one.name.partition('/')[2], data, WIDE)}"


def _collect() -> None:
    """Run the tests of this folder, keep what they hand to `walk`, and write it."""
    import pytest

    kept: dict[str, tuple[str, bytes]] = {}
    whole = walking.walk

    def walk(blob: Blob, *settings: Any, **more: Any) -> Iterator[Any]:
        name = blob.where.ref.key
        if not blob.where.inside and name.isprintable() and name.isascii() and (blob.size or 0) <= LARGEST:
            with blob.open() as body:
                data = body.read(LARGEST + 1)
            if len(data) <= LARGEST:
                kept[hashlib.sha256(name.encode() + b"\0" + data).hexdigest()] = name, data
        return whole(blob, *settings, **more)

    walking.walk = walk
    folder = Path(__file__).parent
    code = pytest.main(["-q", *(f"--ignore={folder / name}" for name in SLOW), str(folder)])
    counts, number = Counter[str](), 0
    with tarfile.open(FILES, "w:xz", preset=9) as out:
        for key in sorted(kept):
            name, data = kept[key]
            ending = os.path.splitext(name)[1]
            counts[ending] += 1
            if counts[ending] <= MOST:
                number += 1
                info = tarfile.TarInfo(f"{number:04}/{name}")
                info.size = len(data)
                out.addfile(info, io.BytesIO(data))
    sys.exit(code)


if __name__ == "__main__":
    _collect()
