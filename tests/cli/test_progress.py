"""What is shown while a sweep reads: objects, bytes, gaps, the rate, each bucket; never a key or a value."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

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


def test_the_rate_of_a_stage_counts_from_the_beginning_of_that_stage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = [100.0]
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    with progress.shown_progress(log="json") as tell:
        for seconds, stage, done in ((0, "list", 4), (6, "list", 6), (10, "read", 0), (14, "read", 2)):
            clock[0] = 100.0 + seconds
            tell(stage, done, 10, standing())
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["objects_per_second"], line["seconds_left"]) for line in lines] == [
        (0.0, None), (1.0, 4), (0.0, None), (0.5, 16),
    ]  # fmt: skip


def test_each_tenth_is_a_line_and_each_count_of_a_stage_whose_end_is_not_known(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with progress.shown_progress(verbose=True) as tell:
        for done in (0, 1000, 1000, 2000):
            tell("listing", done, 0)
        for done in range(21):
            tell("reading", done, 20)
    lines = [line.partition(" ")[2] for line in capsys.readouterr().err.splitlines()]
    tenths = [f"reading {done} of 20" for done in range(0, 21, 2)]
    assert lines == ["listing", "listing 1,000", "listing 2,000", *tenths]


def shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch, *steps: Standing, quiet: bool = False) -> str:
    console = Console(force_terminal=True, width=160, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    monkeypatch.setattr(progress, "Console", lambda **_: console)
    with progress.shown_progress(quiet=quiet) as tell:
        for step in steps:
            tell("read", 2, 10, step)
    return console.export_text()


def test_of_many_buckets_the_first_have_a_line_with_their_latest_gaps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps = [Standing(), Standing()]
    for number in range(progress.MOST_BUCKETS + 1):
        steps[0].saw(f"bucket-{number}", 10, "ANALYSED", gap=False)
        steps[1].saw(f"bucket-{number}", 10, "ANALYSED", gap=True)
    last = shown_on_a_terminal(monkeypatch, *steps)
    assert set(re.findall(r"bucket-\d+", last)) == {f"bucket-{n}" for n in range(progress.MOST_BUCKETS)}
    assert re.search(r"bucket-0 .* 1 with gaps", last)


def test_a_single_bucket_has_no_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Standing()
    one.saw("alone", 10, "ANALYSED", gap=False)
    text = shown_on_a_terminal(monkeypatch, one)
    assert "10 bytes, 0 with gaps" in text and "alone" not in text


def test_a_quiet_command_shows_nothing_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "read" not in shown_on_a_terminal(monkeypatch, standing(), quiet=True)


def test_the_rate_is_left_out_until_there_is_one() -> None:
    column = progress._Rate()
    assert str(column.render(SimpleNamespace(speed=None))) == ""  # type: ignore[arg-type]
    assert str(column.render(SimpleNamespace(speed=12.34))) == "12.3/s"  # type: ignore[arg-type]
