"""What a reader yielded and no recognizer saw is a gap of the object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.read import NOT_EXAMINED, read_object
from pii_sweep.types import Detection, Note, ObjectRef, Passage
from pii_sweep.types.frame import Target


def _reasons(folder: Path) -> list[str]:
    path = folder / "letter.txt"
    path.write_text("Dear Ann Lee, your order has left our house.\n", encoding="utf-8")
    ref = ObjectRef(folder.name, path.name, path.stat().st_size)
    reading = read_object(Settings(), bytes(32), Target("folder", folder.name, root=str(folder)), ref)
    return [gap.reason for gap in reading.gaps]


def test_text_that_is_examined_leaves_no_gap(tmp_path: Path) -> None:
    assert _reasons(tmp_path) == []


def test_text_that_no_recognizer_saw_is_a_gap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(_: Detector, passages: Sequence[Passage]) -> Iterator[Detection | Note]:
        yield from ()

    monkeypatch.setattr(Detector, "_count_passages", lose)
    assert _reasons(tmp_path) == [NOT_EXAMINED]
