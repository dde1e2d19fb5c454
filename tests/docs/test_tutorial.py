"""The tutorial's commands run as they stand, one after the other, and end in a packet that lacks nothing."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pii_sweep.cli import code
from tests.docs.page_commands import ROOT, blocks, commands
from tests.report.conftest import short_pdf

__all__ = ["short_pdf"]

PAGE = ROOT / "docs" / "tutorial.md"
TEXT = PAGE.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.usefixtures("short_pdf")  # the commands of README lay out a whole packet
def test_the_tutorial_ends_with_a_packet_that_can_be_handed_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    promised = re.search(r"the command ends with `(.+?)`", TEXT)
    assert promised is not None
    for name in ("fixtures", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "build").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "true")
    answers = blocks(PAGE, "text")[0]
    outstanding = []
    for words in commands(PAGE):
        if "--ask" in words:
            copied = re.search(r"(?m)^cp (\S+) (\S+)$", TEXT)
            assert copied is not None
            shutil.copy(copied[1], copied[2])
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        assert code(words) == 0, words
        if words[0] == "assess":
            packet = json.loads(Path("build/tutorial/assessment-support-2026.json").read_text("utf-8"))
            outstanding.append(packet["outstanding"])
            assert promised[1] in capsys.readouterr().out
    assert outstanding == [[], []]
    assert packet["approval"]["names"] == ["Jo Doe"] and packet["prev_report_sha256"]
    assert (tmp_path / "build" / "submission.pdf").is_file()


def test_the_tutorial_sets_up_with_targets_that_make_knows() -> None:
    targets = re.findall(r"(?m)^make (\w+)", TEXT)
    assert targets
    for target in targets:
        done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 0, target


def test_every_picture_is_small_and_one_that_the_pictures_command_takes() -> None:
    shown = set(re.findall(r"\(pictures/(\S+?)\)", TEXT))
    assert shown == {path.name for path in (ROOT / "docs" / "pictures").iterdir()} >= {"terminal.png"}
    assert all(path.stat().st_size < 120_000 for path in (ROOT / "docs" / "pictures").iterdir())
