"""From a real journal to a sweep directory's files: written, resumed, verified, assessed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pandas as pd
import pytest

import pii_sweep as ps
from pii_sweep import report
from pii_sweep.config import Settings, merge
from pii_sweep.errors import UsageError
from pii_sweep.journal import Done, Journal
from pii_sweep.types import BucketFrame, Target
from tests.journaled import journaled
from tests.report.synthetic_sweep import CREATED, DENIED, HARMLESS, PHOTOS, reader, synthetic

# No trained pipeline is needed to write a report; naming another one keeps its hashes out.
SETTINGS = merge(Settings(), "detect", model="en_other")
# What two sweeps of one seed may differ in.
TIMINGS = {"objects": ["seconds"], "buckets": ["started", "finished"]}
EXAMPLE = Path(str(resources.files("pii_sweep.report") / "schemas" / "activity.example.toml"))


def planned(folder: Path, settings: Settings = SETTINGS, *, upto: int | None = None) -> Journal:
    """Return a journal of three buckets with their readings, the first `upto` of each bucket."""
    buckets, readings = synthetic()
    chosen = [bucket for bucket in buckets if bucket.bucket in (PHOTOS, HARMLESS, DENIED)]
    targets = [Target("s3", bucket.bucket) for bucket in chosen]
    picked = [_with_picks(bucket, readings) for bucket in chosen]
    journal = journaled(folder, settings, targets, [(frame, b"") for frame in picked], CREATED)
    for bucket in picked:
        journal.draw(bucket.bucket, {stratum.name: len(stratum.picks) for stratum in bucket.strata})
    _read(journal, upto)
    return journal


def _with_picks(bucket: BucketFrame, readings: dict) -> BucketFrame:  # type: ignore[type-arg]
    return replace(
        bucket,
        strata=tuple(
            replace(
                stratum, picks=tuple(row[2].ref for row in readings[bucket.bucket] if row[0] == stratum.name)
            )
            for stratum in bucket.strata
        ),
    )


def _read(journal: Journal, upto: int | None = None) -> None:
    _, readings = synthetic()
    known = {
        (bucket, stratum, rank): reading
        for bucket, rows in readings.items()
        for stratum, rank, reading in rows
    }
    picks = list(journal.todo())[:upto]
    journal.append_all([Done(pick, known[pick.bucket, pick.stratum, pick.rank], True) for pick in picks])


@pytest.fixture
def journal(tmp_path: Path, key_folder: Path) -> Iterator[Journal]:
    assert not key_folder.exists()
    with planned(tmp_path / "sweep") as opened:
        yield opened


def test_a_journal_becomes_the_files_of_the_contract_and_they_verify(journal: Journal) -> None:
    built = report.write(journal, SETTINGS)
    names = {path.name for path in journal.folder.iterdir() if not path.name.startswith("sweep.sqlite")}
    assert names == {
        "buckets.parquet", "strata.parquet", "objects.parquet", "findings.parquet", "subjects.parquet",
        "estimates.parquet", "report.html", "findings.html", "manifest.json",
    }  # fmt: skip
    assert report.verify(journal.folder) == []
    assert list(built.buckets["rating"]) == ["HIGH", "UNKNOWN", "LOW"]
    assert json.loads((journal.folder / "manifest.json").read_text())["models"] == {
        "detect.model": "en_other"
    }


def test_the_journal_gives_the_tables_that_the_plain_types_give(journal: Journal) -> None:
    buckets, readings = synthetic()
    plain = report.frames(
        [b for b in buckets if b.bucket in (PHOTOS, HARMLESS, DENIED)], reader(readings), SETTINGS
    )
    for name, frame in report.frames_of(journal).tables().items():
        pd.testing.assert_frame_equal(frame, plain.tables()[name])


def test_an_interrupted_sweep_that_was_resumed_ends_with_the_same_tables(
    tmp_path: Path, journal: Journal
) -> None:
    report.write(journal, SETTINGS)
    with planned(tmp_path / "cut", upto=17) as cut:
        report.write(cut, SETTINGS)
        half = ps.open_sweep(cut.folder)
        assert half.buckets["not_sampled"].sum() > 0 and report.verify(cut.folder) == []
        _read(cut)
        report.write(cut, SETTINGS)
    whole, resumed = ps.open_sweep(journal.folder), ps.open_sweep(tmp_path / "cut")
    for name in ("buckets", "strata", "objects", "findings", "subjects", "estimates"):
        without = TIMINGS.get(name, [])
        pd.testing.assert_frame_equal(
            getattr(whole, name).drop(columns=without), getattr(resumed, name).drop(columns=without)
        )


def test_hidden_keys_are_digests_that_only_the_key_s_owner_can_make(
    tmp_path: Path, key_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = merge(SETTINGS, "report", hash_keys=True)
    with planned(tmp_path / "one", hidden) as journal:
        first = report.frames_of(journal)
        again = report.frames_of(journal)
        monkeypatch.setenv("PII_SWEEP_KEYS", str(key_folder.with_name("other")))
        foreign = report.frames_of(journal)
    assert first.objects["key"].str.fullmatch("[0-9a-f]{32}").all()
    assert list(first.objects["key"]) == list(again.objects["key"])
    assert not set(first.objects["key"]) & set(foreign.objects["key"])


def test_an_assessment_is_written_next_to_the_sweep_signed_and_chained(
    journal: Journal, request: pytest.FixtureRequest
) -> None:
    report.write(journal, SETTINGS)
    written = report.assess(journal, EXAMPLE)
    first, paths = written.packet, written.paths
    assert [path.name for path in paths] == [
        "assessment-orders-2026.json",
        "assessment-orders-2026.html",
        "assessment-orders-2026.pdf",
    ]
    assert first["prev_report_sha256"] is None
    request.getfixturevalue("short_pdf")
    second = report.assess(journal, EXAMPLE).packet
    assert second["prev_report_sha256"] == first["report_sha256"]
    assert json.loads(paths[0].read_text())["report_sha256"] == second["report_sha256"]
    assert report.verify(journal.folder) == []
    paths[1].write_text("changed")
    assert report.verify(journal.folder) == [f"{paths[1]} was changed after the manifest was signed"]


@pytest.mark.usefixtures("short_pdf")
def test_an_assessment_goes_where_it_is_asked_to_and_overwrites_nothing_else(
    journal: Journal, tmp_path: Path
) -> None:
    paths = report.assess(journal, EXAMPLE, tmp_path / "packet.json").paths
    assert [path.name for path in paths] == ["packet.json", "packet.html", "packet.pdf"]
    other = tmp_path / "notes.json"
    for text in ("not json", "[]", '{"a": 1}'):
        other.write_text(text)
        with pytest.raises(UsageError, match="is no assessment"):
            report.assess(journal, EXAMPLE, other)
        assert other.read_text() == text


@pytest.mark.usefixtures("short_pdf")
def test_an_activity_s_name_cannot_leave_the_directory(journal: Journal, tmp_path: Path) -> None:
    activity = tmp_path / "activity.toml"
    activity.write_text('[activity]\nid = "../../etc/pass wd"\nname = "x"\n')
    paths = report.assess(journal, activity).paths
    assert paths[0] == journal.folder / "assessment-etc-pass-wd.json"
