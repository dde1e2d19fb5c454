"""A plan is written whole or not at all, and a bucket that is listed again keeps what was read of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pii_sweep.config import Settings
from pii_sweep.errors import UsageError
from pii_sweep.journal import NAME, OUTSIDE_DRAW, Journal, open_draft
from pii_sweep.types import BucketFrame, ObjectRef, Reading, Stratum, Target
from tests.journaled import journaled

TARGET = Target("s3", "b")
REFS = tuple(ObjectRef("b", f"k{number}", size=number) for number in range(5))
PART = Stratum("b", "s", "", "pdf", "<16K", 9, 99, picks=REFS)
FRAME = BucketFrame("b", "s3://b", strata=(PART,))


@pytest.fixture
def journal(tmp_path: Path):
    with journaled(tmp_path / "sweep", Settings(), [TARGET], [(FRAME, b"prints")], "2026-01-01") as made:
        yield made


def test_blocks_come_back_by_their_numbers_from_a_file_of_the_owner_that_goes(tmp_path: Path) -> None:
    with open_draft(tmp_path / "sweep", Settings(), [TARGET], "2026-01-01") as draft:
        (tmp_path / "sweep" / f"{NAME}.blocks").write_bytes(b"left by a run that was killed")
        with draft.blocks() as blocks:
            for block in (b"one", b"two", b"three"):
                blocks.append(block)
            assert [blocks[number] for number in (2, 0, 1)] == [b"three", b"one", b"two"]
            assert blocks.path.stat().st_mode & 0o777 == 0o600
            assert (tmp_path / "sweep" / f"{NAME}.part").stat().st_mode & 0o777 == 0o600
        assert not blocks.path.exists()
    assert [path.name for path in (tmp_path / "sweep").iterdir()] == [NAME]


@pytest.mark.parametrize("there", [False, True])
def test_a_plan_that_breaks_off_leaves_nothing_but_a_folder_that_was_there(
    tmp_path: Path, there: bool
) -> None:
    folder = tmp_path / "sweep"
    if there:
        folder.mkdir(mode=0o755)
    with (
        pytest.raises(ZeroDivisionError),
        open_draft(folder, Settings(), [TARGET], "2026-01-01") as draft,
        draft.blocks() as blocks,
    ):
        blocks.append(b"one")
        draft.add(FRAME, b"prints")
        raise ZeroDivisionError
    assert folder.exists() == there and not list(tmp_path.glob("sweep/*"))


def test_a_plan_names_the_sweep_before_it_and_closes_its_folder_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "sweep"
    folder.mkdir(mode=0o755)
    with open_draft(folder, Settings(), [TARGET], "2026-01-01", "digest") as draft:
        draft.add(FRAME, b"prints")
    assert folder.stat().st_mode & 0o777 == 0o700
    with Journal.open(folder) as journal:
        plan = journal.plan()
        assert (plan.previous, plan.created, plan.seed) == ("digest", "2026-01-01", Settings().sample.seed)
        assert plan.targets == (TARGET,) and journal.listing("b") == b"prints"
        assert plan.buckets == (replace(FRAME, strata=(replace(PART, picks=()),)),)
        assert journal.check()[1]


def test_a_folder_with_other_files_is_no_place_for_a_plan(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with (
        pytest.raises(UsageError, match="holds other files"),
        open_draft(tmp_path, Settings(), [TARGET], "2026-01-01"),
    ):
        pass


def test_picks_outside_the_draw_are_kept_and_no_part_of_a_stratum(tmp_path: Path) -> None:
    with open_draft(tmp_path / "sweep", Settings(), [TARGET], "2026-01-01") as draft:
        draft.add(FRAME, b"prints")
        draft.keep("b", [("s", OUTSIDE_DRAW, ObjectRef("b", "old"))])
    with Journal.open(tmp_path / "sweep") as journal:
        assert tuple(journal.picks("b", "s")) == REFS
        journal.draw("b", {"s": 99})
        assert journal.drawn("b") == {"s": 5}


def read(journal: Journal, *keys: str) -> None:
    """Write readings of drawn objects down."""
    for pick in list(journal.todo()):
        if pick.ref.key in keys:
            journal.append(pick, Reading(pick.ref, "ANALYSED", bytes_read=pick.ref.size))


def test_readings_stay_with_their_objects_when_a_bucket_is_listed_again(journal: Journal) -> None:
    journal.draw("b", {"s": 4})
    read(journal, "k0", "k1", "k3")
    changed = ObjectRef("b", "k1", size=77)
    again = (REFS[3], REFS[4], changed, REFS[0])
    with journal.relisting("b") as draft:
        draft.add(replace(FRAME, strata=(replace(PART, picks=again),)), b"new prints")
        assert draft.left_out("b") == [REFS[1]]  # which is another object now
    assert journal.listing("b") == b"new prints" and tuple(journal.picks("b", "s")) == again
    assert journal.drawn("b") == {} and journal.carried("b") == []
    kept = [(rank, reading.ref) for _, rank, reading in journal.readings("b")]
    assert sorted(kept, key=str) == sorted([(-1, REFS[3]), (-1, REFS[0])], key=str)
    journal.draw("b", {"s": 2})
    assert [(stratum, rank, reading.ref) for stratum, rank, reading in journal.carried("b")] == [
        ("s", 0, REFS[3])
    ]
    assert journal.carried("b") == []  # once
    assert [pick.ref for pick in journal.todo()] == [REFS[4]]
    assert journal.check()[1]
    Journal.open(journal.folder).close()


def test_a_listing_that_breaks_off_again_changes_nothing(journal: Journal) -> None:
    journal.draw("b", {"s": 2})
    read(journal, "k0")
    before = journal.head()
    with pytest.raises(ZeroDivisionError), journal.relisting("b") as draft:
        draft.add(replace(FRAME, strata=(replace(PART, picks=REFS[:1]),)), b"new prints")
        raise ZeroDivisionError
    assert journal.head() == before and journal.check()[1]
    assert tuple(journal.picks("b", "s")) == REFS and journal.drawn("b") == {"s": 2}


def test_two_picks_at_one_place_are_a_fault_of_the_program_and_not_of_the_folder(tmp_path: Path) -> None:
    with (
        pytest.raises(sqlite3.IntegrityError),
        open_draft(tmp_path / "sweep", Settings(), [TARGET], "2026-01-01") as draft,
    ):
        draft.keep("b", [("s", 0, REFS[0]), ("s", 0, REFS[1])])


def test_targets_of_several_buckets_are_written_down_each(tmp_path: Path) -> None:
    targets = [TARGET, Target("folder", "f", root="/f")]
    frames = [(FRAME, b"prints"), (BucketFrame("f", "/f"), b"")]
    with journaled(tmp_path / "sweep", Settings(), targets, frames, "2026-01-01") as journal:
        assert set(journal.plan().targets) == set(targets)
        assert [frame.bucket for frame in journal.plan().buckets] == ["b", "f"]
    with closing(sqlite3.connect(tmp_path / "sweep" / NAME)) as db:
        assert db.execute("SELECT count(*) FROM chain WHERE what = 'picks'").fetchone() == (2,)
