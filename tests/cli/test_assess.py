"""`assess --edit` opens the activity file in the editor that the user has chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from pii_sweep.cli.assess import _edit
from pii_sweep.errors import UsageError


def program(path: Path, *, ends: int) -> str:
    """Return an editor that writes its own name into the file, and ends with a code."""
    path.write_text(f'#!/bin/sh\necho "{path.name}" >> "$1"\nexit {ends}\n')
    path.chmod(0o755)
    return str(path)


def test_the_full_screen_editor_goes_before_the_plain_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity = tmp_path / "activity.toml"
    monkeypatch.setenv("VISUAL", program(tmp_path / "visual", ends=0))
    monkeypatch.setenv("EDITOR", program(tmp_path / "plain", ends=0))
    _edit(activity)
    monkeypatch.delenv("VISUAL")
    _edit(activity)
    assert activity.read_text().split() == ["visual", "plain"]


def test_an_editor_that_fails_or_is_not_there_is_one_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    for editor, says in (
        (program(tmp_path / "fails", ends=3), "ended with code 3"),
        (str(tmp_path / "absent"), "could not be started"),
        ("", "needs an editor"),
    ):
        monkeypatch.setenv("EDITOR", editor)
        with pytest.raises(UsageError, match=says):
            _edit(tmp_path / "activity.toml")
