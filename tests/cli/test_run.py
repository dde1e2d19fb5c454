"""When `run` ends with the code of --fail-on, and which host a sweep starts with."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from pii_sweep.cli import run as running
from pii_sweep.config import Settings
from pii_sweep.engine.host import Host
from pii_sweep.errors import NotASweep, UsageError


@pytest.mark.parametrize(
    ("level", "limit", "fails"),
    [
        ("LOW", "LOW", True), ("LOW", "MEDIUM", False), ("HIGH", "MEDIUM", True), ("VERY_HIGH", "HIGH", True),
        ("HIGH", "VERY_HIGH", False), ("UNKNOWN", "LOW", False), ("EMPTY", "LOW", False),
    ],
)  # fmt: skip
def test_a_rating_at_or_above_the_level_fails_and_one_that_is_not_known_does_not(
    level: str, limit: str, fails: bool
) -> None:
    assert running._at_or_above(level, limit) is fails


def test_a_level_that_is_no_rating_is_refused_with_those_that_are() -> None:
    running._known_level(None)
    running._known_level("VERY_HIGH")
    for level in ("SEVERE", "low", ""):
        with pytest.raises(UsageError, match="--fail-on must be one of LOW, MEDIUM, HIGH, VERY_HIGH"):
            running._known_level(level)


@pytest.mark.parametrize(
    ("buckets", "unread"),
    [
        ([(4, 0, {"STORAGE_CLASS_ARCHIVED": 4})], ["0"]),
        ([(142, 0, {"EMPTY": 4})], ["0"]),  # not sampled
        ([(4, 0, {"FILTERED": 4})], ["0"]),
        ([(4, 0, {"FILTERED": 4}), (4, 1, {})], []),
        ([(4, 0, {"FILTERED": 3, "ENCRYPTED_DOCUMENT": 1}), (4, 1, {})], ["0"]),
        ([(4, 0, {"EMPTY": 4})], []),
        ([(0, 0, {})], ["0"]),  # but older versions
        ([(4, 1, {"STORAGE_CLASS_ARCHIVED": 3})], []),
    ],
)
def test_buckets_of_which_nothing_was_read_are_found(
    buckets: list[tuple[int, int, dict[str, int]]], unread: list[str]
) -> None:
    rows = [
        SimpleNamespace(
            bucket=str(number),
            objects=objects,
            analysed=0,
            partial=read,
            unread_reasons=reasons,
            rating="LOW" if read else "UNKNOWN",
        )
        for number, (objects, read, reasons) in enumerate(buckets)
    ]
    assert running._find_unread(rows) == unread  # type: ignore[arg-type]


def test_fail_on_does_not_pass_a_sweep_that_read_nothing(in_process, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.txt").write_text("Meeting at noon\n" * 20)
    sweep = ("run", tmp_path / "b", "--max-bytes", "10", "--out")
    assert in_process(*sweep, tmp_path / "plain").returncode == 0
    judged = in_process(*sweep, tmp_path / "judged", "--fail-on", "LOW")
    assert judged.returncode == 3
    assert "--fail-on cannot judge b: nothing was read" in judged.stderr


def test_fail_on_says_which_ratings_may_be_worse_than_what_was_read(in_process, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for number in range(40):
        (tmp_path / "b" / f"{number}.txt").write_text("Meeting at noon\n" * 20)
    judged = in_process(
        "run", tmp_path / "b", "--sample", "1", "--out", tmp_path / "o", "--fail-on", "VERY_HIGH"
    )
    assert judged.returncode == 0
    assert "--fail-on judged b as LOW, as far as it was read; it could be VERY_HIGH" in judged.stderr


def test_models_are_loaded_for_a_new_sweep_of_this_machine_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[object] = []
    monkeypatch.setattr(Host, "load", lambda self, warm: loaded.append(warm))
    (tmp_path / "begun").mkdir()
    (tmp_path / "begun" / "sweep.sqlite").touch()
    for out, scheduler, loads in (
        ("new", None, 1), ("new", "", 1), ("new", "tls://x:1", 0), ("begun", None, 0),
        ("begun", "tls://x:1", 0),
    ):  # fmt: skip
        loaded.clear()
        with closing(running._start_host(Settings(), tmp_path / out, scheduler)):
            assert len(loaded) == loads, (out, scheduler)


def test_a_last_sweep_that_is_none_is_refused_and_none_is_no_hash(tmp_path: Path) -> None:
    assert running._hash_last_manifest(None) == ""
    with pytest.raises(NotASweep):
        running._hash_last_manifest(tmp_path)
