"""Digest keys: one per sweep, repeatable, and never where the sweep is."""

from __future__ import annotations

import stat

import pytest

from pii_sweep.errors import UsageError
from pii_sweep.keys import folder, sweep_key
from pii_sweep.types import Target

TARGETS = [Target("s3", "a"), Target("s3", "b", "logs/")]


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PII_SWEEP_KEYS", str(tmp_path / "keys"))


def test_the_same_sweep_has_the_same_key_whatever_the_order_of_its_targets() -> None:
    assert sweep_key("s", TARGETS) == sweep_key("s", TARGETS[::-1])


def test_another_seed_or_target_has_another_key() -> None:
    keys = {sweep_key("s", TARGETS), sweep_key("t", TARGETS), sweep_key("s", TARGETS[:1])}
    assert len(keys) == 3


def test_only_the_owner_can_read_the_master_key() -> None:
    sweep_key("s", TARGETS)
    assert stat.S_IMODE((folder() / "master.key").stat().st_mode) == 0o600
    assert [path.name for path in folder().iterdir()] == ["master.key"]


def test_a_damaged_key_and_a_folder_that_cannot_be_written_are_usage_errors(tmp_path, monkeypatch) -> None:
    sweep_key("s", TARGETS)
    (folder() / "master.key").write_bytes(b"short")
    with pytest.raises(UsageError, match="damaged"):
        sweep_key("s", TARGETS)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PII_SWEEP_KEYS", str(tmp_path / "file" / "keys"))
    with pytest.raises(UsageError, match="PII_SWEEP_KEYS"):
        sweep_key("s", TARGETS)
