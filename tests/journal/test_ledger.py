"""What is planned, drawn and done survives, and nothing else is let in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from pii_sweep.config import Settings, merge
from pii_sweep.errors import JournalError, UsageError
from pii_sweep.journal import NAME, Done, Journal
from pii_sweep.journal.ledger import merge_readings
from pii_sweep.plan import rounds
from pii_sweep.types import Allowance, BucketFrame, Count, ObjectRef, Reading, Stratum, Target, Verdict
from tests.journaled import journaled

TARGET = Target("s3", "b")
REFS = tuple(ObjectRef("b", f"k{number}", size=number) for number in range(5))
FRAME = BucketFrame("b", "s3://b", strata=(Stratum("b", "s", "", "pdf", "<16K", 9, 99, picks=REFS),))


@pytest.fixture
def journal(tmp_path: Path):
    with journaled(tmp_path / "sweep", Settings(), [TARGET], [(FRAME, b"prints")], "2026-01-01") as made:
        yield made


def test_a_plan_comes_back_without_its_picks(journal: Journal) -> None:
    plan = journal.plan()
    assert plan.buckets == (replace(FRAME, strata=(replace(FRAME.strata[0], picks=()),)),)
    assert plan.targets == (TARGET,)
    assert (journal.listing("b"), journal.listing("c")) == (b"prints", b"")
    assert tuple(journal.picks("b", "s")) == REFS


def test_todo_is_what_is_drawn_and_not_done(journal: Journal) -> None:
    assert list(journal.todo()) == []
    journal.draw("b", {"s": 3})
    assert [pick.ref for pick in journal.todo()] == list(REFS[:3])
    journal.append(list(journal.todo())[1], Reading(REFS[1], "ANALYSED"))
    assert [pick.ref for pick in journal.todo()] == [REFS[0], REFS[2]]
    assert journal.drawn("b") == {"s": 3}


def test_a_larger_draw_extends_the_smaller(journal: Journal) -> None:
    journal.draw("b", {"s": 2})
    journal.draw("b", {"s": 1})
    assert journal.drawn("b") == {"s": 2}
    journal.draw("b", {"s": 99})
    assert journal.drawn("b") == {"s": 5}


def test_an_attempt_stands_until_its_reading_is_written_down(journal: Journal) -> None:
    journal.draw("b", {"s": 3})
    first, second, third = journal.todo()
    for pick in (first, second):
        journal.begin(pick, Allowance(5, 100))
    journal.append(second, Reading(second.ref, "ANALYSED"), seconds=1.5)
    assert journal.attempts() == [(first, Allowance(5, 100))]
    assert list(journal.todo()) == [third, first]  # what broke off comes last
    journal.append(first, Reading(first.ref, "FAILED", "CRASHED"), counted=False)
    assert journal.attempts() == [(first, Allowance(5, 100))]
    assert journal.seconds() == 1.5


def test_what_was_not_read_can_be_taken_back(journal: Journal) -> None:
    journal.draw_all("b")
    pick = next(iter(journal.todo()))
    journal.append(pick, Reading(pick.ref, "ANALYSED"))
    journal.undraw()
    assert journal.drawn("b") == {"s": 1}
    assert list(journal.todo()) == []


def test_what_a_killed_planning_left_is_no_hindrance(tmp_path: Path) -> None:
    for name in ("sweep.sqlite.part", "sweep.sqlite.part-journal"):
        (tmp_path / name).write_bytes(b"half a plan")
    with journaled(tmp_path, Settings(), [TARGET], [(FRAME, b"prints")], "2026-01-01") as journal:
        assert tuple(journal.picks("b", "s")) == REFS


def test_readings_come_in_rank_order_whoever_finished_first(journal: Journal) -> None:
    journal.draw("b", {"s": 3})
    for pick in reversed(list(journal.todo())):
        journal.append(pick, Reading(pick.ref, "ANALYSED"))
    assert [rank for _, rank, _ in journal.readings("b")] == [0, 1, 2]


def test_other_settings_are_refused_by_name(journal: Journal) -> None:
    with pytest.raises(UsageError, match=r"sample\.seed"):
        journal.check_same(merge(Settings(), "sample", seed="other"), [TARGET])


def test_other_targets_are_refused_by_name(journal: Journal) -> None:
    with pytest.raises(UsageError, match="s3://b"):
        journal.check_same(Settings(), [Target("s3", "c")])
    journal.check_same(Settings(), [TARGET])


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds other files"):
        journaled(tmp_path, Settings(), [TARGET], [(FRAME, b"prints")], "2026-01-01")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("content", [None, b"", b"not a database at all, but long enough to be one"])
def test_a_folder_without_a_good_journal_is_one_clear_error(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "sweep.sqlite").write_bytes(content)
    with pytest.raises(JournalError, match="DIR"):
        Journal.open(tmp_path)


def test_a_file_in_the_way_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "sweep").write_text("a file")
    with pytest.raises(UsageError, match="writable"):
        journaled(tmp_path / "sweep", Settings(), [TARGET], [(FRAME, b"prints")], "2026-01-01")


def test_readings_that_come_together_are_one_transaction_and_the_chain_holds_each(journal: Journal) -> None:
    journal.draw("b", {"s": 4})
    picks = list(journal.todo())
    before = journal.head().records
    journal.append_all([Done(pick, Reading(pick.ref, "ANALYSED"), counted=True) for pick in picks[:3]], 2.5)
    assert journal.head().records == before + 3 and journal.check()[1]
    assert ([pick.ref for pick in journal.todo()], journal.seconds()) == ([REFS[3]], 2.5)
    with pytest.raises(AttributeError):
        journal.append_all(
            [Done(picks[3], Reading(REFS[3], "ANALYSED"), counted=True), Done(picks[3], None, counted=True)]
        )
    assert (journal.head().records, len(journal.todo())) == (before + 3, 1)  # all of them or none


def test_readings_are_written_down_once_the_first_has_waited_or_many_have_come(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(rounds.time, "monotonic", lambda: now[0])
    draws = rounds.Draws(journal, Settings())
    assert draws.next_round()
    items = list(draws.starting())
    draws.done(items[0], Reading(items[0].pick.ref, "ANALYSED"), None, counted=True)
    draws.write_due()
    assert len(journal.todo()) == len(items)
    now[0] = rounds.AT_RISK
    draws.write_due()
    assert len(journal.todo()) == len(items) - 1
    draws.done(items[1], Reading(items[1].pick.ref, "ANALYSED"), None, counted=True)
    monkeypatch.setattr(rounds, "MOST_AT_RISK", 1)
    draws.write_due()
    assert len(journal.todo()) == len(items) - 2


def test_an_object_is_read_once_more_and_the_reading_that_saw_more_stands(journal: Journal) -> None:
    journal.draw("b", {"s": 3})
    first, second, third = journal.todo()
    took = {"requests": 2, "bytes_read": 10, "seconds": 0.5}
    found = Reading(first.ref, "PARTIAL", "TIME_LIMIT", counts={"PERSON": Count(3, 2, 0.9)}, **took)
    journal.append(first, found)
    journal.append(second, Reading(second.ref, "FAILED", "TIMEOUT", **took))
    journal.append(third, Reading(third.ref, "ANALYSED", **took))
    assert journal.retry(lambda reading: reading.status != "ANALYSED") == 2
    assert journal.retried() == {("b", "s", 0), ("b", "s", 1)}
    assert list(journal.todo()) == [first, second]
    journal.append(first, Reading(first.ref, "PARTIAL", "TIMEOUT", **took))  # it saw less
    journal.append(second, Reading(second.ref, "SKIPPED", "EMPTY", **took))
    assert journal.retried() == set() and list(journal.todo()) == []
    one, other, _ = (reading for _, _, reading in journal.readings())
    assert one == replace(found, requests=4, bytes_read=20, seconds=1.0)
    assert (other.status, other.requests) == ("SKIPPED", 4)
    assert journal.retry(lambda reading: False) == 0


def test_of_two_equal_readings_the_later_one_stands() -> None:
    before, after = (Reading(REFS[0], "FAILED", reason) for reason in ("TIMEOUT", "PERMISSION_DENIED"))
    assert merge_readings(before, after).reason == "PERMISSION_DENIED"


def test_a_later_answer_replaces_an_earlier_one_of_its_bucket(journal: Journal) -> None:
    journal.judge([Verdict("b", "k1", "PERSON", holds=True), Verdict("c", "k1", "PERSON", holds=True)])
    journal.judge([Verdict("b", "k1", "PERSON", holds=False), Verdict("b", "k0", "", holds=True)])
    said = [(one.item, one.entity, one.holds) for one in journal.verdicts("b")]
    assert said == [("k0", "", True), ("k1", "PERSON", False)]


def test_one_reader_without_a_seal_stands_for_all(journal: Journal) -> None:
    assert journal.seal_noted() == ""
    for text, stands in (
        ("yes", "yes"),
        ("yes", "yes"),
        ("no: old kernel", "no: old kernel"),
        ("yes", "no: old kernel"),
    ):
        before, records = journal.seal_noted(), journal.head().records
        journal.note_seal(text)
        assert journal.seal_noted() == stands
        assert journal.head().records == records + (before != stands)  # nothing new is not written down


def test_the_chain_is_named_up_to_where_it_reaches(journal: Journal) -> None:
    head = journal.head()
    assert journal.link(head.records) == head.link != journal.link(head.records - 1)
    assert journal.link(head.records + 1) is None
    with Journal.look(journal.folder) as other:
        assert other.head() == head


def test_a_sweep_has_ended_once_every_bucket_has(tmp_path: Path) -> None:
    frames = [(FRAME, b""), (BucketFrame("c", "s3://c"), b"")]
    with journaled(tmp_path / "two", Settings(), [TARGET], frames, "2026-01-01") as journal:
        assert not journal.finished
        journal.update(replace(FRAME, finished=datetime(2026, 1, 2, tzinfo=UTC)))
        assert not journal.finished
        journal.update(BucketFrame("c", "s3://c", finished=datetime(2026, 1, 2, tzinfo=UTC)))
        assert journal.finished


def test_a_bucket_that_is_not_here_has_neither_listing_nor_picks(journal: Journal) -> None:
    assert (journal.listing("b"), journal.listing("c")) == (b"prints", b"")
    assert list(journal.picks("c", "s")) == list(journal.picks("b", "t")) == []
    journal.draw("c", {"s": 2})
    journal.draw("b", {"t": 2})
    journal.draw_all("c")
    assert journal.drawn("b") == {} and len(journal.todo()) == 0


def test_the_same_bucket_in_another_account_is_another_target(journal: Journal) -> None:
    with pytest.raises(UsageError, match="other targets"):
        journal.check_same(Settings(), [replace(TARGET, account="1")])
    with pytest.raises(UsageError, match="other targets"):
        journal.check_same(Settings(), [TARGET, Target("s3", "c")])


def test_what_is_taken_back_names_its_buckets(journal: Journal) -> None:
    assert journal.undraw() == set()
    journal.draw("b", {"s": 2})
    assert journal.undraw() == {"b"} and journal.drawn("b") == {}


def test_a_journal_without_seconds_took_none(journal: Journal) -> None:
    assert journal.seconds() == 0.0
    journal.draw("b", {"s": 1})
    (pick,) = journal.todo()
    journal.append(pick, Reading(pick.ref, "ANALYSED"))
    assert journal.seconds() == 0.0 and journal.check()[1]


def test_attempts_are_paid_one_by_one_the_latest_first(journal: Journal) -> None:
    journal.draw("b", {"s": 1})
    (pick,) = journal.todo()
    for requests in (1, 2):
        journal.begin(pick, Allowance(requests, None))
    journal.append(pick, Reading(pick.ref, "ANALYSED"))
    assert journal.attempts() == [(pick, Allowance(1, None))]


def test_of_two_readings_the_one_with_more_findings_or_the_better_status_stands() -> None:
    def reading(status: str, hits: int) -> Reading:
        return Reading(REFS[0], status, counts={"PERSON": Count(hits, 1, 0.9), "EMAIL": Count(1, 1, 0.9)})

    partial, more, whole = reading("PARTIAL", 1), reading("PARTIAL", 5), reading("ANALYSED", 0)
    for worse, better in ((partial, more), (more, whole), (reading("FAILED", 9), reading("SKIPPED", 0))):
        assert merge_readings(worse, better).counts == merge_readings(better, worse).counts == better.counts


def test_a_journal_of_another_version_is_said_to_be_one(journal: Journal) -> None:
    journal._db.execute("UPDATE meta SET value = 'pii-sweep/2' WHERE name = 'format'")
    journal._db.commit()
    for way in (Journal.open, Journal.look):
        with pytest.raises(JournalError, match="written by another version"):
            way(journal.folder)


def digest(journal: Journal) -> str:
    return sha256((journal.folder / NAME).read_bytes()).hexdigest()


def settled(folder: Path) -> str:
    """Return the digest of a journal that a run has left, as its manifest names it."""
    with Journal.open(folder) as journal:
        journal.draw("b", {"s": 3})
        journal.append(next(iter(journal.todo())), Reading(REFS[0], "ANALYSED"))
        journal.settle()
        return digest(journal)


def test_a_run_that_writes_nothing_leaves_the_journal_byte_for_byte(journal: Journal) -> None:
    folder = journal.folder
    journal.close()
    before = settled(folder)
    with Journal.open(folder) as again:
        assert again.retry(lambda reading: False) == 0 and again.carried("b") == []
        assert len(list(again.todo())) == 2
    with Journal.open(folder) as again, pytest.raises(ZeroDivisionError), again.relisting("b") as draft:
        draft.keep("b", [("s", 0, REFS[0])])
        raise ZeroDivisionError
    assert digest(again) == before and not list(folder.glob(f"{NAME}-*"))


def test_the_first_write_of_a_run_notes_that_the_journal_was_opened(journal: Journal) -> None:
    folder = journal.folder
    journal.close()
    settled(folder)
    for write in (
        lambda one: one.draw("b", {"s": 4}),
        lambda one: one.judge([]),
        lambda one: one.draw_all("b"),
    ):
        with Journal.open(folder) as again:
            records = again.head().records
            write(again)
            assert again.head().records == records + 1
            write(again)
            assert again.head().records == records + 1
        with Journal.look(folder) as again:
            assert again.check()[0].records == records + 1
