"""A text that goes on in another encoding is read in both."""

from __future__ import annotations

from pii_sweep.config import Extract
from pii_sweep.extract.text.second_document import find_change
from pii_sweep.extract.walk import walk
from pii_sweep.read import blob_of
from pii_sweep.types import Gap, Passage

PLAIN = "The build passed in 3.2 seconds.\n"
SAYS = "Marta Lindqvist, SSN 417-52-3886, Austin\n"


def _read(data: bytes) -> str:
    pieces = list(walk(blob_of(data), Extract()))
    assert not [piece for piece in pieces if isinstance(piece, Gap)]
    return "\n".join(piece.text for piece in pieces if isinstance(piece, Passage))


def test_utf16_behind_utf8_is_read() -> None:
    for count in (5, 900, 9000):
        for name in ("utf-16-le", "utf-16-be", "utf-16"):
            text = _read((PLAIN * count).encode() + (SAYS * 5).encode(name))
            assert SAYS.strip() in text, (count, name)


def test_utf8_behind_utf16_is_read() -> None:
    for count in (5, 900):
        assert SAYS.strip() in _read((PLAIN * count).encode("utf-16") + (SAYS * 5).encode())


def test_a_text_of_one_encoding_changes_nowhere() -> None:
    chinese = "今天的会议讨论了第三季度的预算和明年的计划。" * 400
    assert find_change(chinese.encode("utf-16-le"), "utf-16-le") is None
    assert find_change((PLAIN * 50).encode("utf-16-le"), "utf-16-le") is None
    assert find_change(PLAIN.encode() * 50, "utf-8") is None
    assert find_change(b"a\0b\0" * 4 + PLAIN.encode(), "utf-8") is None
