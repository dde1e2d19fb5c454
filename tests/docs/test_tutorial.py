"""The tutorial's commands run as they stand, one after the other, in a clone."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import Command

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"(?m)^pii-sweep (.+)$", PAGE)


@pytest.mark.slow
def test_every_command_of_the_tutorial_runs_in_its_order(
    pii_sweep: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(COMMANDS) >= 9
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    (tmp_path / "build").mkdir()
    activity = re.search(r"```toml\n(.+?)```", PAGE, re.S)
    assert activity is not None
    (tmp_path / "build" / "activity.toml").write_text(activity[1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for command in COMMANDS:
        done = pii_sweep(*shlex.split(command), PYTHONPATH=str(ROOT))
        assert done.returncode in (0, 3), (command, done.stderr[-500:])
        assert "Traceback" not in done.stderr
    assert (tmp_path / "build" / "tutorial" / "report.html").is_file()
