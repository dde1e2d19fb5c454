"""A store that stops answering ends a run soon, and the same command goes on where it broke off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pii_sweep import sweep
from pii_sweep.config import Settings, change
from pii_sweep.engine.local import Failure
from pii_sweep.journal import Journal
from pii_sweep.report import frames_of
from pii_sweep.report.summary import summarise
from pii_sweep.types import ObjectRef, Reading, Target
from tests.gate import Gate, gated

OBJECTS = 60
PERSON = b"Customer: Maria Gonzalez, 12 Elm Street, Apt 4, Sacramento, CA 95814\n"


@pytest.fixture
def gate(own_environment: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    with gated() as one:
        for name, value in one.environment.items():
            monkeypatch.setenv(name, value)
        yield one


def outcome(reason: str, status: str = "FAILED") -> Reading:
    return Reading(ObjectRef("b", "k"), status, reason)


def ended(*outcomes: Reading | Failure) -> bool:
    outage = sweep.Outage()
    for one in outcomes:
        outage.saw(one)
    return outage.ends


SILENT, DENIED = outcome("ENDPOINT_UNREACHABLE"), outcome("PERMISSION_DENIED")


def test_twenty_objects_in_a_row_without_an_answer_end_a_run() -> None:
    assert not ended(*[SILENT] * 19)
    assert ended(*[SILENT] * 20)


@pytest.mark.parametrize("answered", [outcome("", "ANALYSED"), DENIED])
def test_any_answer_of_the_store_starts_the_count_again(answered: Reading) -> None:
    assert not ended(*[SILENT] * 19, answered, *[SILENT] * 19)


def test_refusals_end_no_run_and_crashes_say_nothing_of_the_store() -> None:
    assert not ended(*[DENIED] * 100)
    assert ended(*[SILENT, Failure("CRASHED")] * 20)


def test_few_failures_end_a_run_once_the_store_was_silent_for_long(monkeypatch) -> None:
    now = iter([0.0, 10.0, sweep.OUTAGE_SECONDS])
    monkeypatch.setattr(sweep.time, "monotonic", lambda: next(now))
    outage = sweep.Outage()
    outage.saw(SILENT)
    outage.saw(SILENT)
    assert not outage.ends
    outage.saw(SILENT)
    assert outage.ends


def test_an_answer_ends_the_longest_silence(monkeypatch) -> None:
    now = iter([0.0, sweep.OUTAGE_SECONDS])
    monkeypatch.setattr(sweep.time, "monotonic", lambda: next(now))
    assert not ended(SILENT, SILENT, DENIED)


def test_an_outage_ends_the_run_and_the_same_command_reads_the_rest(gate: Gate, tmp_path: Path) -> None:
    bucket = gate.bucket({f"{number:02}.txt": PERSON for number in range(OBJECTS)})
    settings, targets = change(Settings(), "sample", size=None), [Target("s3", bucket)]
    read: set[str] = set()

    def down_after_ten(method: str, path: str) -> str:
        if ".txt" in path and "acl" not in path:
            read.add(path)
        return "drop" if len(read) > 10 else "pass"

    with sweep.open_or_plan(tmp_path / "sweep", targets, settings, lambda *_: None) as journal:
        gate.rule = down_after_ten
        assert sweep.run(journal, settings, 2, lambda *_: None) == sweep.OUTAGE
        (row,) = summarise(frames_of(journal)).buckets
    assert row.failed >= 20 and row.not_sampled > 0 and row.gaps > 0
    assert row.analysed + row.failed + row.not_sampled == OBJECTS
    assert "not sampled: the store stopped answering" in row.coverage_line

    gate.rule = lambda method, path: "pass"
    with sweep.open_or_plan(tmp_path / "sweep", targets, settings, lambda *_: None) as journal:
        assert sweep.run(journal, settings, 2, lambda *_: None) == ""
        (row,) = summarise(frames_of(journal)).buckets
    assert (row.not_sampled, row.coverage) == (0, row.analysed / OBJECTS)
    with Journal.open(tmp_path / "sweep") as journal:
        assert {frame.stopped for frame in journal.plan().buckets} == {"all kept picks read"}
