"""The main job on the fixture estate, over HTTP: what a data-protection officer sees."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

import pii_sweep as ps
from tests.report.pages.test_packed import unpack

BUCKETS = ("photosquared-prod", "photosquared-backup", "harmless-assets", "empty-staging", "locked-finance")


@pytest.fixture(scope="module")
def swept(served, tmp_path_factory) -> tuple[Path, str]:
    """Sweep a part of each bucket once; gives the sweep directory and what was printed."""
    import os
    import subprocess
    import sys

    endpoint, credentials = served
    out = tmp_path_factory.mktemp("demo") / "sweep"
    keys = tmp_path_factory.mktemp("keys")
    result = subprocess.run(
        [sys.executable, "-m", "pii_sweep", "run", *(f"s3://{bucket}" for bucket in BUCKETS),
         "--endpoint-url", endpoint, "--out", str(out), "--sample", "50"],
        env={**os.environ, **credentials, "PII_SWEEP_KEYS": str(keys)},
        capture_output=True, text=True, check=False, timeout=1800,
    )  # fmt: skip
    assert result.returncode == 3, result.stderr
    return out, result.stdout


def test_each_bucket_gets_the_rating_it_deserves(swept) -> None:
    buckets = ps.open_sweep(swept[0]).buckets.set_index("bucket")
    assert buckets.rating["photosquared-prod"] in ("HIGH", "VERY_HIGH")
    assert dict(buckets.priority) == {
        "photosquared-prod": "P1",
        "photosquared-backup": "P3",
        "locked-finance": "P3",
        "harmless-assets": "P4",
        "empty-staging": "P4",
    }
    assert buckets.se["photosquared-backup"] < buckets.se["photosquared-prod"]
    assert buckets.rating["harmless-assets"] == "LOW"
    assert buckets.rating["empty-staging"] == "EMPTY"
    assert buckets.rating["locked-finance"] == "UNKNOWN"
    assert list(buckets.index)[0] == "photosquared-prod"


def test_every_object_is_accounted_for_in_buckets_and_strata(swept) -> None:
    sweep = ps.open_sweep(swept[0])
    for table in (sweep.buckets, sweep.strata):
        parts = table.analysed + table.partial + table.skipped + table.failed + table.not_sampled
        assert (parts == table.objects).all()
    sums = sweep.strata.groupby("bucket").objects.sum()
    assert (sweep.buckets.set_index("bucket").objects.reindex(sums.index) == sums).all()


def test_people_are_counted_and_some_live_in_california(swept) -> None:
    bucket = ps.open_sweep(swept[0]).buckets.set_index("bucket").loc["photosquared-prod"]
    assert bucket.subjects_low > 100
    assert 0 < bucket.subjects_ca_point < bucket.subjects_point


def test_no_file_of_the_sweep_holds_a_name_or_a_street_of_the_truth(swept) -> None:
    truth = Path(__file__).parents[2] / "fixtures" / "estate" / "truth.jsonl"
    secrets = set()
    for line in truth.read_text(encoding="utf-8").splitlines():
        for entity in json.loads(line)["entities"]:
            if entity["type"] in ("PERSON", "STREET_ADDRESS", "EMAIL_ADDRESS", "US_SSN", "CREDIT_CARD"):
                secrets.add(entity["value"].splitlines()[0])
    secrets = {secret for secret in secrets if len(secret) > 9}
    assert len(secrets) > 100
    for path in swept[0].iterdir():
        data = path.read_bytes()
        if path.suffix == ".parquet":
            import pandas as pd

            data = pd.read_parquet(path).to_csv().encode()
        if path.name == "findings.html":
            packed = path.read_text(encoding="utf-8").partition('id="data">')[2].partition("<")[0]
            data += repr(unpack(packed)).encode()
        leaked = [secret for secret in secrets if secret.encode() in data]
        assert not leaked, f"{path.name} holds {len(leaked)} values"


def test_the_journal_holds_no_value_either(swept) -> None:
    from pii_sweep.journal import Journal

    with Journal.look(swept[0]) as journal:
        text = repr(list(journal.readings("photosquared-prod")))
    assert "█" in text and "@example" not in text and "Maria" not in text
    assert sqlite3.connect(swept[0] / "sweep.sqlite").execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_show_prints_the_same_and_adds_up(in_process, swept) -> None:
    result = in_process("show", swept[0], "--json")
    shown = {row["bucket"]: row for row in json.loads(result.stdout)["buckets"]}
    assert set(shown) == set(BUCKETS)
    row = shown["photosquared-prod"]
    assert row["objects"] == sum(
        row[part] for part in ("analysed", "partial", "skipped", "failed", "not_sampled")
    )
    assert "§1798.150" in " ".join(row["reasons"])


def test_fail_on_gives_its_own_exit_code(in_process, tmp_path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "hr.csv").write_text("name,ssn\nMaria Gonzalez,219-09-9999\nJohn Miller,078-05-1120\n")
    result = in_process("run", tmp_path / "b", "--out", tmp_path / "o", "--fail-on", "LOW")
    assert result.returncode == 4
