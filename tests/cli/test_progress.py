"""What is shown while a sweep reads: objects, bytes, gaps, the rate, each bucket; never a key or a value."""

from __future__ import annotations

import json

import pytest
from rich.console import Console

from pii_sweep.cli import progress
from pii_sweep.progress import Standing


def standing() -> Standing:
    made = Standing()
    made.saw("one", 1500, "ANALYSED", gap=False)
    made.saw("two", 500, "FAILED", gap=True)
    return made


def test_a_line_of_json_says_how_reading_stands(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.shown_progress(log="json") as tell:
        tell("read", 0, 10, Standing())
        tell("read", 2, 10, standing())
        tell("read", 2, 10, standing())  # the same tenth
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert len(lines) == 2 and lines[0]["seconds_left"] is None
    told = lines[1]
    assert (told["done"], told["total"], told["bytes"], told["gaps"], told["failed"]) == (2, 10, 2000, 1, 1)
    assert told["buckets"] == {"one": {"read": 1, "gaps": 0}, "two": {"read": 1, "gaps": 1}}
    assert told["objects_per_second"] > 0 and told["seconds_left"] >= 0


def test_a_line_of_text_says_it_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.shown_progress(log="text") as tell:
        tell("read", 2, 10, standing())
    assert "read 2 of 10, 2.0 kB, 1 with gaps, 1 failed" in capsys.readouterr().err


def test_a_terminal_shows_a_line_for_each_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(force_terminal=True, width=160, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    monkeypatch.setattr(progress, "Console", lambda **_: console)
    with progress.shown_progress() as tell:
        tell("read", 2, 10, standing())
    text = console.export_text()
    assert "2.0 kB, 1 with gaps, 1 failed" in text and "one" in text and "two" in text
