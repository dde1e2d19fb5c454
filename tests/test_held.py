"""What is held a room each: a changed line shows, and a room can be renewed by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import held


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(held, "TESTS", tmp_path / "tests")
    drawn = tmp_path / "tests" / "drawn_limits.py"
    drawn.parent.mkdir()
    held.write(drawn, ["mail.size 4", "mail.parts 2", "page.words 9"], _room, ())
    return drawn


def _room(line: str) -> str:
    return line.split(".", 1)[0]


def test_a_line_that_changed_came_or_went_in_any_room_shows(drawn: Path) -> None:
    assert not held.moved(str(drawn), ["page.words 9", "mail.size 4", "mail.parts 2"])
    assert held.moved(str(drawn), ["mail.size 5", "mail.parts 2"]) == [
        "- mail.size 4",
        "- page.words 9",
        "+ mail.size 5",
    ]


def test_a_room_that_is_renewed_leaves_the_others_as_they_are(drawn: Path) -> None:
    held.write(drawn, ["mail.size 5", "page.words 10"], _room, ["drawn_limits/page"])
    assert held.moved(str(drawn), ["mail.size 4", "mail.parts 2", "page.words 10"]) == []


def test_a_room_without_lines_is_held_no_longer(drawn: Path) -> None:
    held.write(drawn, ["mail.size 4"], _room, ())
    assert [file.name for file in drawn.with_suffix("").iterdir()] == ["mail.txt"]
