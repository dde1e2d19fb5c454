"""`diff` tells a change from the noise of the draw."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

HARMLESS = "The lamp is on sale until the end of the month. Item {0}.\n"
ORDER = "Ship to:\nMaria Gonzalez\n{0} Elm Street\nSacramento, CA 95814\n\nOrder total: $1{0}.00\n"


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> tuple[Path, Path]:
    """A bucket of forty notes, and the same with thirty of them become orders, one gone and two new."""
    before = tmp_path_factory.mktemp("before") / "bucket"
    before.mkdir()
    for number in range(40):
        (before / f"{number}.txt").write_text(HARMLESS.format(number))
    after = tmp_path_factory.mktemp("after") / "bucket"
    shutil.copytree(before, after)
    for number in range(30):
        (after / f"{number}.txt").write_text(ORDER.format(number + 10))
    (after / "39.txt").unlink()
    (after / "new-a.txt").write_text(HARMLESS.format("a"))
    (after / "new-b.txt").write_text(HARMLESS.format("b"))
    return before, after


def test_more_orders_are_a_change_and_the_listing_is_exact(in_process, folders, tmp_path) -> None:
    for name, folder in zip("ab", folders, strict=True):
        assert in_process("run", folder, "--out", tmp_path / name, "--sample", "30").returncode == 0
    result = in_process("diff", tmp_path / "a", tmp_path / "b", "--json")
    (bucket,) = json.loads(result.stdout)["buckets"]
    assert (bucket["listing"]["added"], bucket["listing"]["removed"]) == (2, 1)
    assert bucket["listing"]["changed"] >= 30
    flagged = {shift["measure"] for shift in bucket["prevalence"] if shift["flagged"]}
    assert "objects_with:PERSON+STREET_ADDRESS" in flagged
    text = in_process("diff", tmp_path / "a", tmp_path / "b").stdout
    assert "  share of objects with names and postal addresses: 0.0% → " in text
    assert "objects_with:" not in text


def test_another_draw_of_the_same_bucket_is_no_change(in_process, folders, tmp_path) -> None:
    for seed in "ab":
        run = in_process("run", folders[1], "--out", tmp_path / seed, "--sample", "25", "--seed", seed)
        assert run.returncode == 0
    result = in_process("diff", tmp_path / "a", tmp_path / "b", "--json")
    (bucket,) = json.loads(result.stdout)["buckets"]
    assert bucket["listing"] == {"added": 0, "removed": 0, "changed": 0}
    assert not [shift for shift in (*bucket["prevalence"], *bucket["people"]) if shift["flagged"]]
    text = in_process("diff", tmp_path / "a", tmp_path / "b").stdout
    assert "no change beyond the sample's noise" in text
