"""`show` is short unless asked for more, speaks plainly, and -h, -q, -v and completion work as elsewhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pii_sweep.cli import code, tables
from pii_sweep.config import Settings
from pii_sweep.report.summary import summarise
from pii_sweep.report.tables.frames import Frames, frames
from tests.report.synthetic_sweep import DENIED, PHOTOS, reader, synthetic


@pytest.fixture(scope="module")
def swept() -> Frames:
    buckets, readings = synthetic()
    return frames(buckets, reader(readings), Settings())


def test_a_summary_of_six_buckets_takes_at_most_thirty_lines(
    swept: Frames, capsys: pytest.CaptureFixture[str]
) -> None:
    tables.print_summary(summarise(swept), as_json=False)
    text = capsys.readouterr().out
    assert len(text.splitlines()) + 2 * 1 + 1 <= 30  # a sixth bucket takes two lines, the hint one
    assert not re.search(r"\b[A-Z]{2,}_[A-Z_]+\b", text), "a code where an officer reads words"
    assert f"P1 {PHOTOS}, first: Block public access" in text
    assert "aws s3api put-public-access-block --bucket photo-orders" in text
    assert f"{DENIED}: could not be listed (access denied)" in text


@pytest.mark.parametrize(("priority", "urgent"), [("P2", True), ("P3", False)])
def test_a_first_step_is_named_where_it_is_urgent_and_not_otherwise(
    swept: Frames, capsys: pytest.CaptureFixture[str], priority: str, urgent: bool
) -> None:
    shown = summarise(swept)
    row = replace(shown.buckets[0], priority=priority)
    assert row.steps
    tables.print_summary(replace(shown, buckets=(row,)), as_json=False)
    assert (", first: " in capsys.readouterr().out) is urgent


def test_on_a_terminal_of_80_columns_six_buckets_take_thirty_lines(
    swept: Frames, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    six = summarise(swept)
    first = six.buckets[0]
    tables.print_summary(
        replace(six, buckets=(*six.buckets, replace(first, bucket="uploads"))), as_json=False
    )
    plain = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
    assert sum(max(1, -(-len(line.rstrip()) // 80)) for line in plain.splitlines()) + 2 <= 30, plain
    assert "Very high" in plain and "VERY_HIGH" not in plain


def test_several_buckets_may_be_asked_for_by_name(swept: Frames, capsys: pytest.CaptureFixture[str]) -> None:
    tables.print_summary(summarise(swept), as_json=True, buckets=[PHOTOS, DENIED])
    assert {row["bucket"] for row in json.loads(capsys.readouterr().out)["buckets"]} == {PHOTOS, DENIED}


def test_details_speak_of_data_in_plain_words_and_group_the_steps(
    swept: Frames, capsys: pytest.CaptureFixture[str]
) -> None:
    tables.print_summary(summarise(swept), as_json=False, buckets=[PHOTOS], detailed=True)
    text = capsys.readouterr().out
    assert "names, order values and postal addresses of the same people" in text
    assert "Postal addresses" in text and "STREET_ADDRESS" not in text
    assert "\n  Now\n  1. Block public access" in text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bucket").mkdir()
    (tmp_path / "bucket" / "a.csv").write_text("name,email\nMaria Gonzalez,maria@mailbox.org\n")
    return tmp_path / "bucket"


def test_h_equals_help(in_process) -> None:
    for command in ((), ("run",), ("findings",)):
        short, long = in_process(*command, "-h"), in_process(*command, "--help")
        assert short.returncode == 0 and short.stdout == long.stdout != ""


def test_quiet_prints_nothing_and_verbose_logs_each_stage(
    in_process, folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    quiet = in_process("run", folder, "--out", tmp_path / "q", "-q")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    assert (tmp_path / "q" / "report.html").is_file()
    loud = in_process("plan", folder, "--log", "json")
    stages = [json.loads(line) for line in loud.stderr.splitlines()]
    assert any("listing" in stage["stage"] for stage in stages)
    assert code(["report", str(tmp_path / "q"), "-q"]) == 0 == code(["verify", str(tmp_path / "q"), "-q"])
    silent = capfd.readouterr()
    assert (silent.out, silent.err) == ("", "")
    assert code(["report", str(tmp_path / "q"), "-v"]) == 0 and code(["report", "x", "-q", "-v"]) == 2
    assert "writing tables, pages and manifest\n" in capfd.readouterr().err
    wrong = in_process("plan", folder, "-q", "-v")
    assert wrong.returncode == 2 and "either --quiet" in wrong.stderr


def test_show_offers_more_and_all_gives_it(in_process, folder: Path, tmp_path: Path) -> None:
    assert in_process("run", folder, "--out", tmp_path / "s", "-q").returncode == 0
    short, whole = in_process("show", tmp_path / "s"), in_process("show", tmp_path / "s", "--all")
    assert f"show {tmp_path / 's'} --all" in short.stdout
    assert len(whole.stdout.splitlines()) > len(short.stdout.splitlines())
    assert "E-mail addresses" in whole.stdout and "E-mail addresses" not in short.stdout


def test_the_shell_completes_commands() -> None:
    start = "import sys; sys.argv[0] = 'pii-sweep'; from pii_sweep.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", start],
        env={**os.environ, "_PII_SWEEP_COMPLETE": "complete_bash", "COMP_WORDS": "pii-sweep fin",
             "COMP_CWORD": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.stdout.split() == ["findings"], result.stderr
