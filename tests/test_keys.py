"""Digest keys: one per sweep, repeatable, and never where the sweep is."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from pii_sweep.errors import UsageError
from pii_sweep.keys import MASTER, find, folder, known_sweep_key, sweep_key
from pii_sweep.report.signing import own_public_key
from pii_sweep.types import Target

TARGETS = [Target("s3", "a"), Target("s3", "b", "logs/")]
DERIVED = (  # under a master key of 0, 1, … 31
    "e82a9f5b75185922e55f064fb22ee01be78ae61420996eda66d475df6cd02c01",
    "67d32a332045f91947b7b4fa0e0a472858d7d1d12b35e1a9a38138a63a67b917",
)


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


def test_a_key_is_derived_from_the_master_the_seed_and_the_targets_alone() -> None:
    assert known_sweep_key("s", TARGETS) is None and not folder().exists()  # it makes none
    folder().mkdir(parents=True)
    (folder() / "master.key").write_bytes(bytes(range(32)))
    in_account = [Target("s3", "a", account="111122223333")]
    assert sweep_key("s", TARGETS).hex() == known_sweep_key("s", TARGETS).hex() == DERIVED[0]
    assert sweep_key("s", in_account).hex() == DERIVED[1]


def test_keys_lie_in_the_folder_that_is_named_or_among_the_user_s_data(tmp_path, monkeypatch) -> None:
    assert folder() == tmp_path / "keys"
    monkeypatch.delenv("PII_SWEEP_KEYS")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert folder() == tmp_path / "pii-sweep" / "keys"
    sweep_key("s", [])
    assert (
        stat.S_IMODE(folder().stat().st_mode) == 0o700 and len((folder() / "master.key").read_bytes()) == 32
    )
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folder() == tmp_path / ".local" / "share" / "pii-sweep" / "keys"


def test_a_user_without_a_home_is_asked_to_name_a_folder_and_has_no_key(monkeypatch) -> None:
    def without_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    sweep_key("s", TARGETS)
    assert find(MASTER) == folder() / MASTER
    monkeypatch.delenv("PII_SWEEP_KEYS")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(Path, "home", without_home)
    with pytest.raises(UsageError, match="no home folder to keep keys in; set PII_SWEEP_KEYS"):
        sweep_key("s", TARGETS)
    assert known_sweep_key("s", TARGETS) is None and find(MASTER) is None


def test_a_key_folder_that_this_user_may_not_look_into_holds_no_key_of_theirs(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PII_SWEEP_KEYS", str(tmp_path / ("x" * 300)))  # refused, whoever asks
    assert known_sweep_key("s", TARGETS) is None and own_public_key() is None
