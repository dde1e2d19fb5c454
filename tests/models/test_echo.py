"""A template that repeats a sentence of an evaluation is found; the command says so and fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.train import echo

JUDGED = ["Would {{first_name}} mind closing the window of the kitchen?", "Nobody knew {{name}}."]


def test_six_words_in_a_row_are_an_echo_whatever_fills_the_slots() -> None:
    ours = ["So would {person} mind closing the window [of the attic|now]?", "Mind the window, {first}."]
    assert list(echo.echoes(ours, JUDGED)) == ours[:1]


def test_one_alternative_that_echoes_is_enough() -> None:
    ours = ["[Who|Will {first}|Would {first}] mind closing the [door|gate|window]?"]
    assert echo.echoes(ours, JUDGED) == {ours[0]: "would _ mind closing the window"}


def test_a_short_sentence_is_an_echo_only_as_a_whole() -> None:
    sentences = [*JUDGED, "Good morning to {{name}}."]
    assert echo.echoes(["Good morning to {first}!"], sentences)
    assert not echo.echoes(["Good morning to {first} and you."], sentences)


def test_slots_in_a_row_count_once_and_quotes_do_not_matter() -> None:
    assert echo.words("{{a}} {{b}}’s dog, {c}") == ["_", "s", "dog", "_"]
    assert echo.words("Don’t") == echo.words("don't")


def test_the_command_fails_for_a_file_that_our_templates_repeat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "judged.json"
    template = "[Tell|Ask] {person} that the blue kettle of ours is leaking."
    file.write_text(json.dumps([{"masked": "Please ask {{name}} that the blue kettle of ours is cold."}]))
    monkeypatch.setattr("sys.argv", ["echo", str(file)])
    monkeypatch.setattr(echo, "ours", lambda: [template])
    with pytest.raises(SystemExit) as left:
        echo.main()
    assert left.value.code == 1
    assert template in capsys.readouterr().out


def test_the_command_passes_where_the_file_is_not_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["echo", str(tmp_path / "none.json")])
    echo.main()
    assert "not here" in capsys.readouterr().out
