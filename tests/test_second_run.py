"""The same command again lists again what broke off, and retries what the store did not give."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from pii_sweep import sweep
from pii_sweep.config import Settings, change
from pii_sweep.engine import cluster
from pii_sweep.errors import EngineError, JournalError, StoreError
from pii_sweep.journal import NAME, Journal
from pii_sweep.journal.picks import is_retryable
from pii_sweep.report import frames_of
from pii_sweep.report.summary import BucketSummary, summarise
from pii_sweep.report.tables.frames import Frames
from pii_sweep.risk.restriction import TAGS
from pii_sweep.sample.frame.media import FAMILIES
from pii_sweep.types import Count, Gap, ObjectRef, Reading, Target, Where
from tests.gate import Gate, gated, passes

PERSON = b"Customer: Maria Gonzalez, 12 Elm Street, Apt 4, Sacramento, CA 95814\n"
SILENT = "ENDPOINT_UNREACHABLE"
EVERYTHING = change(Settings(), "sample", size=None)


@pytest.fixture(scope="module")
def shared() -> Iterator[Gate]:
    with gated() as one:
        yield one


@pytest.fixture
def gate(shared: Gate, own_environment: None, monkeypatch: pytest.MonkeyPatch) -> Gate:
    for name, value in shared.environment.items():
        monkeypatch.setenv(name, value)
    shared.rule, shared.page = passes, 1000
    shared.asked.clear()
    shared.answered.clear()
    return shared


def run(folder: Path, bucket: str, settings: Settings = EVERYTHING, *, retry_failed: bool = False) -> Frames:
    """Run a sweep, or go on with it, with two workers; return its tables."""
    with sweep.open_or_plan(folder, [Target("s3", bucket)], settings, lambda *_: None) as journal:
        sweep.run(journal, settings, 2, lambda *_: None, retry_failed=retry_failed)
    with Journal.look(folder) as journal:
        journal.check()
        return frames_of(journal)


def planned(folder: Path, bucket: str, settings: Settings = EVERYTHING) -> Journal:
    return sweep.open_or_plan(folder, [Target("s3", bucket)], settings, lambda *_: None)


def statuses(built: Frames) -> dict[str, tuple[str, str, bool]]:
    rows = built.objects[["key", "status", "reason", "retryable"]].itertuples(index=False)
    return {key: (status, reason or "", retryable) for key, status, reason, retryable in rows}


def second_page_denied(method: str, path: str) -> str:
    return "deny" if "continuation-token" in path else "pass"


def fetched(gate: Gate) -> set[str]:
    """Return the keys whose bodies were asked for."""
    objects = (
        path.partition("?")[0].split("/") for path in gate.asked if not path.endswith(("?acl", "?tagging"))
    )
    return {place[2] for place in objects if len(place) == 3 and place[1].startswith("gated-")}


def shown(journal: Journal) -> BucketSummary:
    return summarise(frames_of(journal)).buckets[0]


def test_what_the_store_refused_is_read_the_next_time_and_what_is_broken_stands(gate: Gate, tmp_path) -> None:
    bodies = {
        "denied.txt": PERSON,
        "whole.txt": PERSON,
        "broken.zip": b"PK\x03\x04 and no more",
        "cut.txt": PERSON * 9,
    }
    bucket = gate.bucket(bodies)
    gate.rule = lambda method, path: next(
        (verdict for name, verdict in (("denied.txt", "deny"), ("cut.txt", "cut")) if name in path), "pass"
    )
    first = statuses(run(tmp_path / "sweep", bucket))
    assert first["denied.txt"] == ("FAILED", "PERMISSION_DENIED", True)
    assert first["cut.txt"][1:] == ("ENDPOINT_UNREACHABLE", True)
    assert first["broken.zip"][0] != "ANALYSED" and not first["broken.zip"][2]

    gate.rule = passes
    gate.asked.clear()
    again = statuses(run(tmp_path / "sweep", bucket))
    assert again["denied.txt"] == again["cut.txt"] == ("ANALYSED", "", False)
    assert again["broken.zip"] == first["broken.zip"]
    assert fetched(gate) == {"denied.txt", "cut.txt"}


def test_a_listing_that_broke_off_is_listed_again_and_what_was_read_is_not_read_twice(
    gate: Gate, tmp_path
) -> None:
    bucket, gate.page = gate.bucket({f"{number:04}.txt": PERSON for number in range(25)}), 20
    small = change(Settings(), "sample", size=12, until="size")
    gate.rule = second_page_denied
    gate.asked.clear()
    (row,) = run(tmp_path / "sweep", bucket, small).buckets.to_dict("records")
    assert (row["listing_complete"], row["objects"], row["analysed"]) == (False, 20, 12)

    gate.rule = passes
    before = fetched(gate)
    gate.asked.clear()
    (row,) = run(tmp_path / "sweep", bucket, small).buckets.to_dict("records")
    assert (row["listing_complete"], row["objects"]) == (True, 25)
    assert row["analysed"] + row["not_sampled"] == 25
    assert not fetched(gate) & before
    assert row["analysed"] == len(before | fetched(gate))


@pytest.mark.parametrize("retry_failed", [False, True])
def test_what_failed_for_a_reason_of_its_own_is_read_again_only_on_request(retry_failed: bool) -> None:
    broken, denied = reading("k", "FAILED", "MALFORMED_FILE"), reading("k", "FAILED", "PERMISSION_DENIED")
    assert sweep.is_wanted_again(broken, retry_failed=retry_failed) == retry_failed
    assert sweep.is_wanted_again(denied, retry_failed=retry_failed)
    assert not sweep.is_wanted_again(reading("k", "ANALYSED"), retry_failed=retry_failed)
    assert not sweep.is_wanted_again(reading("k", "PARTIAL", "MALFORMED_FILE"), retry_failed=retry_failed)


def test_a_denied_bucket_is_swept_once_it_may_be_listed(gate: Gate, tmp_path) -> None:
    bucket = gate.bucket({"a.txt": PERSON})
    gate.rule = lambda method, path: "deny" if "list-type" in path else "pass"
    with planned(tmp_path / "sweep", bucket) as journal:
        assert shown(journal).rating == "UNKNOWN"
    gate.rule = passes
    with planned(tmp_path / "sweep", bucket) as journal:
        (frame,) = journal.plan().buckets
        assert (frame.listing, sum(part.objects for part in frame.strata)) == ("complete", 1)
        assert frame.lists == 2
        journal.check()


def test_a_listing_that_breaks_off_again_replaces_nothing(gate: Gate, tmp_path) -> None:
    bucket = gate.bucket({f"{number:04}.txt": b"x" for number in range(25)})
    gate.page = 20
    gate.rule = second_page_denied
    planned(tmp_path / "sweep", bucket).close()
    gate.rule = lambda method, path: "deny"
    with planned(tmp_path / "sweep", bucket) as journal:
        (frame,) = journal.plan().buckets
        assert sum(part.objects for part in frame.strata) == 20
        journal.check()


def test_a_listing_that_breaks_off_takes_the_place_of_one_that_holds_nothing(gate: Gate, tmp_path) -> None:
    bucket = gate.bucket({f"{number:04}.txt": b"x" for number in range(25)})
    gate.page = 20
    gate.rule = lambda method, path: "deny"
    with planned(tmp_path / "sweep", bucket) as journal:
        assert sum(part.objects for part in journal.plan().buckets[0].strata) == 0
    gate.rule = second_page_denied
    with planned(tmp_path / "sweep", bucket) as journal:
        (frame,) = journal.plan().buckets
        assert frame.listing != "complete"
        assert sum(part.objects for part in frame.strata) == 20
        journal.check()


def reading(key: str, status: str, reason: str = "", hits: int = 0, took: int = 1) -> Reading:
    ref = ObjectRef("b", key, None, "e", 5)
    gaps = (Gap(Where(ref), reason),) if reason else ()
    counts: Mapping[str, Count] = {"PERSON": Count(hits, hits, 0.9)} if hits else {}
    return Reading(ref, status, reason, counts=counts, gaps=gaps, requests=took, bytes_read=took)


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        (reading("k", "FAILED", "PERMISSION_DENIED"), reading("k", "ANALYSED"), "ANALYSED"),
        (reading("k", "PARTIAL", SILENT, 3), reading("k", "FAILED", SILENT), "PARTIAL"),
        (reading("k", "PARTIAL", SILENT, 3), reading("k", "ANALYSED", hits=3), "ANALYSED"),
        (reading("k", "FAILED", "PERMISSION_DENIED"), reading("k", "SKIPPED", "BUDGET_SPENT"), "SKIPPED"),
    ],
)  # fmt: skip
def test_a_second_try_never_takes_back_what_the_first_one_found(gate, tmp_path, before, after, kept) -> None:
    bucket = gate.bucket({"k": b"12345"})
    with planned(tmp_path / "sweep", bucket) as journal:
        journal.draw_all(bucket)
        (pick,) = journal.todo()
        journal.append(pick, before)
        assert journal.retry(is_retryable) == 1
        (again,) = journal.todo()
        journal.append(again, after)
        ((_, _, found),) = journal.readings()
        assert (found.status, found.requests, found.bytes_read) == (kept, 2, 2)
        assert len(journal.todo()) == 0
        journal.check()


def test_a_partial_reading_with_more_findings_outlasts_one_with_fewer(gate, tmp_path) -> None:
    bucket = gate.bucket({"k": b"12345"})
    with planned(tmp_path / "sweep", bucket) as journal:
        journal.draw_all(bucket)
        (pick,) = journal.todo()
        journal.append(pick, reading("k", "PARTIAL", "ENDPOINT_UNREACHABLE", 9))
        journal.retry(is_retryable)
        journal.append(pick, reading("k", "PARTIAL", "ENDPOINT_UNREACHABLE", 2))
        ((_, _, found),) = journal.readings()
        assert found.counts["PERSON"].hits == 9


def test_what_was_found_before_a_bucket_was_listed_again_stands_though_the_new_draw_leaves_it_out(
    gate, tmp_path
) -> None:
    """The draw keeps twice the sample; the object read first lies far behind in the whole listing."""
    bucket = gate.bucket({f"{number:04}.txt": b"x" for number in range(40)})
    gate.page = 10
    small = change(Settings(), "sample", size=1, until="size")
    gate.rule = second_page_denied
    with planned(tmp_path / "sweep", bucket, small) as journal:
        (frame,) = journal.plan().buckets
        part = frame.strata[0]
        journal.draw(bucket, {part.name: 2})
        picks = list(journal.todo())
        for pick in picks:
            found = reading(pick.ref.key, "ANALYSED", hits=4)
            journal.append(pick, Reading(pick.ref, found.status, counts=found.counts))
    gate.rule = passes
    with planned(tmp_path / "sweep", bucket, small) as journal:
        journal.check()
        ranks = {item.ref.key: rank for _, rank, item in journal.readings()}
        assert ranks == {pick.ref.key: -1 for pick in picks}
        built = frames_of(journal)
        assert set(built.objects["key"]) == set(ranks)
        assert shown(journal).reasons != ()
        (detail,) = built.details
        assert detail.tally.hits == {"PERSON": 8}
        assert {item.n for item in detail.estimates} == {0}  # none of them is of the sample


def test_an_error_while_listing_again_leaves_the_journal_as_it_was(gate, tmp_path, monkeypatch) -> None:
    bucket = gate.bucket({"a.txt": b"x"})
    gate.rule = lambda method, path: "deny" if "list-type" in path else "pass"
    with planned(tmp_path / "sweep", bucket) as journal:
        with pytest.raises(StoreError), journal.relisting(bucket) as draft:
            draft.keep(bucket, [("s", 0, ObjectRef(bucket, "a.txt"))])
            raise StoreError("gone")
        journal.check()
        assert [frame.listing for frame in journal.plan().buckets] == ["PERMISSION_DENIED"]
        assert list(journal.picks(bucket, "s")) == []


def test_a_resumed_run_that_fails_before_it_writes_leaves_a_finished_sweep_whole(
    gate, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(cluster, "ANSWER", 1.0)
    bucket = gate.bucket({"a.txt": PERSON})
    folder = tmp_path / "sweep"
    with planned(folder, bucket) as journal:
        sweep.run(journal, EVERYTHING, 1, lambda *_: None)
        journal.settle()
    before = (folder / NAME).read_bytes()
    with planned(folder, bucket) as journal, pytest.raises(EngineError):
        sweep.run(journal, EVERYTHING, 1, lambda *_: None, scheduler="tcp://127.0.0.1:9")
    assert (folder / NAME).read_bytes() == before


def test_two_runs_at_once_in_one_directory_are_kept_apart(in_process, tmp_path) -> None:
    from pii_sweep.journal import lock_directory

    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.txt").write_bytes(PERSON)
    with lock_directory(tmp_path / "out"):
        for command in ("run", "plan"):
            result = in_process(command, tmp_path / "files", "--out", tmp_path / "out")
            assert result.returncode == 1
            assert result.stderr.startswith(
                f"pii-sweep: another pii-sweep is at work in {tmp_path / 'out'}; "
            )
            assert len(result.stderr.splitlines()) == 1
        with pytest.raises(JournalError), lock_directory(tmp_path / "out"):
            raise AssertionError("never reached")
    assert not (tmp_path / "out").exists()  # made for the lock, and still empty
    with lock_directory(tmp_path / "out"):
        assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700


def test_files_of_every_media_family_are_swept(in_process, tmp_path: Path) -> None:
    folder = tmp_path / "bucket"
    folder.mkdir()
    for family, names in FAMILIES.items():
        (folder / f"{family}.{names.split()[0]}").write_text("Ana Lindberg, ana@mail.example\n")
    done = in_process("run", folder, "--out", tmp_path / "out", "--ocr", "off")
    assert done.returncode in (0, 3), done.stderr


def test_tags_that_are_denied_leave_the_rating_open_until_they_are_read(gate: Gate, tmp_path: Path) -> None:
    bucket = gate.bucket({"b.txt": b"bolts and nuts\n"})
    tags = "owner=maria.gonzalez%40gmail.com&ssn=536-22-7741"
    gate.client.put_object(Bucket=bucket, Key="a.txt", Body=b"bolts and nuts\n", Tagging=tags)
    planned(tmp_path, bucket).close()
    gate.rule = lambda method, path: "deny" if "?tagging" in path else "pass"
    built = run(tmp_path, bucket)
    assert statuses(built) == {"a.txt": ("PARTIAL", "TAGS_NOT_READ", True), "b.txt": ("ANALYSED", "", False)}
    (row,) = built.buckets.itertuples()
    assert (row.rating, row.rating_high) == ("LOW", "VERY_HIGH")
    assert "the tags of 1 object were not read" in row.restrictions
    gate.rule = passes
    built = run(tmp_path, bucket)
    assert {status for status, _, _ in statuses(built).values()} == {"ANALYSED"}
    (row,) = built.buckets.itertuples()
    assert row.rating == "HIGH" and not row.restrictions
    of_objects = [path for path in gate.asked if ".txt?tagging" in path]
    assert len(of_objects) == 2 + 2  # a look at both, and none of the object without tags


def test_tags_that_are_refused_before_the_first_object_is_read_leave_the_rating_open(
    gate: Gate, tmp_path: Path
) -> None:
    bucket = gate.bucket({"a.txt": b"bolts and nuts\n", "b.txt": b"bolts and nuts\n"})
    gate.rule = lambda method, path: "deny" if "?tagging" in path else "pass"
    (row,) = run(tmp_path, bucket).buckets.itertuples()
    assert (row.rating, row.rating_high, row.analysed) == ("LOW", "VERY_HIGH", 2)
    assert TAGS["denied"] in row.restrictions
    assert sum(".txt?tagging" in path for path in gate.asked) == 1  # the first refusal is enough


@pytest.mark.parametrize("tagged", [True, False])
def test_the_requests_that_a_plan_says_count_those_for_tags(gate: Gate, tmp_path: Path, tagged: bool) -> None:
    bucket = gate.bucket({})
    given = {"Tagging": "team=web"} if tagged else {}
    for number in range(20):
        gate.client.put_object(Bucket=bucket, Key=f"{number}.txt", Body=b"bolts and nuts\n", **given)
    gate.asked.clear()
    with planned(tmp_path, bucket) as journal:
        sweep.run(journal, EVERYTHING, 1, lambda *_: None)
        (used,) = sweep.usage(journal)
    assert used.requests == used.expected_requests == len([path for path in gate.asked if bucket in path]) + 3


def test_a_limit_of_requests_is_enough_for_the_tags_of_what_it_draws(gate: Gate, tmp_path: Path) -> None:
    bucket = gate.bucket({})
    for number in range(40):
        gate.client.put_object(Bucket=bucket, Key=f"{number}.txt", Body=b"bolts\n", Tagging="team=web")
    limited = change(Settings(), "sample", size=None, max_requests=70)
    found = statuses(run(tmp_path, bucket, limited))
    assert found and {status for status, _, _ in found.values()} == {"ANALYSED"}


TIMINGS = frozenset({"seconds", "started", "finished", "requests"})


def end_amid_tags(gate: Gate, folder: Path, bucket: str, count: int) -> int:
    """Run a sweep in processes of their own and kill them all at a request for tags; return their exit code.

    Some readings are written by then, and one object lacks nothing but its tags.
    """
    command = (
        sys.executable,
        "-m",
        "pii_sweep",
        "run",
        f"s3://{bucket}",
        "--sample",
        "all",
        "--workers",
        "1",
    )
    process = subprocess.Popen(
        [*command, "--out", folder], env=os.environ | gate.environment, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    seen = Counter[str]()

    def rule(method: str, path: str) -> str:
        seen["bodies"] += path.endswith(".txt") and method == "GET"
        seen["tags"] += path.endswith("?tagging") and seen["bodies"] > 0
        if seen["tags"] < count:
            return "pass"
        while not written(folder):
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
        return "drop"

    gate.rule = rule
    code = process.wait()
    gate.rule = passes
    return code


def written(folder: Path) -> int:
    with sqlite3.connect(f"file:{folder / NAME}?mode=ro", uri=True) as db:
        return int(db.execute("SELECT count(*) FROM readings").fetchone()[0])


def test_a_run_that_is_killed_amid_tags_ends_with_the_tables_of_a_whole_one(
    gate: Gate, tmp_path: Path
) -> None:
    bucket = gate.bucket({})
    for number in range(12):
        tags = f"owner=person{number}%40gmail.com&ssn=536-22-77{number:02}"
        gate.client.put_object(Bucket=bucket, Key=f"{number}.txt", Body=b"bolts and nuts\n", Tagging=tags)
    assert end_amid_tags(gate, tmp_path / "cut", bucket, 5) == -signal.SIGKILL
    kept = written(tmp_path / "cut")
    assert 0 < kept < 12
    settings = change(Settings(), "sample", size=None, until="size")  # as --sample all sets them
    cut, whole = (run(tmp_path / name, bucket, settings) for name in ("cut", "whole"))
    assert len(whole.findings) >= 24 and set(whole.findings["column_name"]) == {"object tags"}
    for name in ("buckets", "strata", "objects", "findings", "subjects", "estimates"):
        one, other = (
            getattr(built, name).drop(columns=TIMINGS, errors="ignore").reset_index(drop=True)
            for built in (cut, whole)
        )
        assert_frame_equal(one, other)
