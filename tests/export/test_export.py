"""Exports: valid against what their owners publish, and every finding counted once."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow.parquet as pq
import pytest

from pii_sweep.errors import UsageError
from pii_sweep.export import Options, export
from pii_sweep.journal import Journal
from pii_sweep.report.api import open_sweep
from pii_sweep.report.selection import Selection
from tests.export.published import (
    botocore_problems,
    ocsf_problems,
    openlineage_problems,
    sarif_problems,
)
from tests.report.synthetic_sweep import HOSTILE, PHOTOS

ACCOUNT = Options(account="111122223333")
EVERYTHING = Selection()
JOB = Options("111122223333", role="arn:aws:iam::111122223333:role/batch", at="s3://jobs/manifests")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def counted(folder: Path) -> Counter[str]:
    counts = open_sweep(folder).counts
    return Counter(dict(counts.groupby("entity")["hits"].sum().astype(int)))


def test_macie_findings_fit_botocore_s_model_and_count_every_finding(sweep_dir: Path, tmp_path: Path) -> None:
    (path,), objects, findings = export(sweep_dir, "macie", tmp_path / "m.jsonl", EVERYTHING, ACCOUNT)
    rows, total = lines(path), Counter[str]()
    assert len(rows) == objects and findings == counted(sweep_dir).total()
    names = {"NAME": "PERSON", "ADDRESS": "STREET_ADDRESS"}
    for row in rows:
        assert not botocore_problems("macie2", "Finding", row)
        result = row["classificationDetails"]["result"]
        for part in result["sensitiveData"]:
            assert part["totalCount"] == sum(one["count"] for one in part["detections"])
            total.update({names[one["type"]]: one["count"] for one in part["detections"]})
        total.update({one["name"]: one["count"] for one in result["customDataIdentifiers"]["detections"]})
    assert total == counted(sweep_dir)


def test_asff_findings_fit_security_hub_s_model(sweep_dir: Path, tmp_path: Path) -> None:
    (path,), objects, _ = export(sweep_dir, "asff", tmp_path / "a.jsonl", EVERYTHING, ACCOUNT)
    rows = lines(path)
    assert len({row["Id"] for row in rows}) == len(rows) == objects
    for row in rows:
        assert not botocore_problems("securityhub", "AwsSecurityFinding", row)
    with pytest.raises(UsageError, match="--account"):
        export(sweep_dir, "asff", tmp_path / "a.jsonl", EVERYTHING, Options())


def test_ocsf_events_fit_the_published_class(sweep_dir: Path, tmp_path: Path) -> None:
    (path,), objects, findings = export(sweep_dir, "ocsf", tmp_path / "o.jsonl", EVERYTHING, Options())
    rows = lines(path)
    assert [line for row in rows for line in ocsf_problems(row)] == []
    assert (len(rows), sum(row["data_security"]["total"] for row in rows)) == (objects, findings)
    broken = rows[0] | {"severity_id": 7, "colour": "red"}
    assert len(ocsf_problems(broken)) == 2


def test_security_lake_s_layout_is_parquet_by_region_account_and_day(sweep_dir: Path, tmp_path: Path) -> None:
    options = Options("111122223333", security_lake=True)
    paths, objects, _ = export(sweep_dir, "ocsf", tmp_path / "lake", EVERYTHING, options)
    names = [path.relative_to(tmp_path / "lake").as_posix() for path in paths]
    assert "ext/pii-sweep/1.0/region=us-west-2/accountId=111122223333/eventDay=20261101/findings.parquet" in (
        names
    )
    tables = [pq.read_table(path, partitioning=None) for path in paths]
    assert sum(table.num_rows for table in tables) == objects
    assert all(row["class_uid"] == 2006 for row in tables[0].to_pylist())


def test_a_sarif_log_fits_the_published_schema_and_counts_what_lies_beyond(
    sweep_dir: Path, tmp_path: Path
) -> None:
    (path,), objects, findings = export(sweep_dir, "sarif", tmp_path / "s.sarif", EVERYTHING, Options())
    body = json.loads(path.read_text("utf-8"))
    assert sarif_problems(body) == []
    run = body["runs"][0]
    assert sum(one["occurrenceCount"] for one in run["results"]) == findings
    assert len(run["artifacts"]) == objects
    broken = {**body["runs"][0], "results": [body["runs"][0]["results"][0] | {"level": "dire"}]}
    assert len(sarif_problems(body | {"runs": [broken]})) == 1
    assert sarif_problems(body | {"colour": "red"})[-1] == "SarifLog: colour is unknown"


def test_openlineage_tags_each_bucket_with_what_it_holds(sweep_dir: Path, tmp_path: Path) -> None:
    (path,), _, findings = export(sweep_dir, "openlineage", tmp_path / "l.json", EVERYTHING, Options())
    event = json.loads(path.read_text("utf-8"))
    assert openlineage_problems(event) == []
    assert openlineage_problems(event | {"colour": "red"}) == ["colour"]
    assert openlineage_problems(event | {"run": {"runId": "7"}})
    tags = [tag for one in event["inputs"] for tag in one["facets"]["tags"]["tags"]]
    assert sum(int(tag["value"]) for tag in tags if tag["key"].startswith("pii:")) == findings


def test_csv_has_every_listed_finding(sweep_dir: Path, tmp_path: Path) -> None:
    (path,), _, findings = export(sweep_dir, "csv", tmp_path / "f.csv", EVERYTHING, Options())
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = open_sweep(sweep_dir).findings
    assert len(rows) == len(table) == findings
    assert {row["finding_id"] for row in rows} == set(table["finding_id"])


@pytest.mark.parametrize("action", ["tag", "quarantine", "delete"])
def test_batch_manifests_name_the_objects_and_jobs_fit_s3_control_s_model(
    sweep_dir: Path, tmp_path: Path, action: str
) -> None:
    into = "locked-away" if action == "quarantine" else None
    options = Options(JOB.account, action=action, role=JOB.role, at=JOB.at, quarantine=into)
    paths, objects, _ = export(sweep_dir, "s3-batch", tmp_path, EVERYTHING, options)
    files = {path.name: path.read_text("utf-8") for path in paths}
    rows = [
        row for name, text in files.items() if name.endswith(".csv") for row in csv.reader(text.splitlines())
    ]
    assert len(rows) == objects and HOSTILE in {unquote(row[1]) for row in rows}
    job = json.loads(files[f"{PHOTOS}.job.json"])
    assert not botocore_problems("s3control", "CreateJobRequest", job)
    assert job["ConfirmationRequired"] is True
    assert ("lifecycle.json" in files) == (action == "delete")
    if action == "delete":
        rules = json.loads(files["lifecycle.json"])
        assert not botocore_problems("s3", "BucketLifecycleConfiguration", rules)
        tag = job["Operation"]["S3PutObjectTagging"]["TagSet"][0]
        assert rules["Rules"][0]["Filter"]["Tag"] == tag


def test_a_filter_narrows_counts_and_objects(sweep_dir: Path, tmp_path: Path) -> None:
    wanted = Selection(buckets=(PHOTOS,), entities=("PERSON",))
    (path,), objects, findings = export(sweep_dir, "ocsf", tmp_path / "o.jsonl", wanted, Options())
    counts = open_sweep(sweep_dir).counts
    mine = counts[(counts["bucket"] == PHOTOS) & (counts["entity"] == "PERSON")]
    assert (objects, findings) == (len(mine), mine["hits"].sum())
    scored = Selection(buckets=(PHOTOS,), min_score=0.95)
    (path,), objects, findings = export(sweep_dir, "macie", tmp_path / "m.jsonl", scored, Options())
    assert (objects, findings) == (1, 3) and lines(path)[0]["resourcesAffected"]["s3Object"]["key"] == HOSTILE


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("xml", Options(), "one of macie"),
        ("macie", Options(account="12"), "12 digits"),
        ("s3-batch", Options(action="burn"), "one of tag"),
        ("s3-batch", Options(action="quarantine"), "--quarantine"),
        ("s3-batch", Options(quarantine="locked-away"), "goes with --action quarantine"),
        ("s3-batch", Options(role=JOB.role), "all of --account, --role and --manifests-at"),
        ("s3-batch", Options(JOB.account, role="batch", at=JOB.at), "a role's ARN"),
        ("s3-batch", Options(JOB.account, role=JOB.role, at="manifests"), "such as s3://"),
        ("csv", Options(action="tag"), "--action: only --format s3-batch"),
        ("csv", Options(security_lake=True), "--security-lake lays out ocsf"),
    ],
)
def test_a_wrong_option_is_one_clear_error(
    sweep_dir: Path, tmp_path: Path, name: str, options: Options, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        export(sweep_dir, name, tmp_path / "x", EVERYTHING, options)


def test_a_folder_where_a_file_lies_is_one_clear_error(sweep_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    for name, options in (("s3-batch", Options()), ("ocsf", Options("123456789012", security_lake=True))):
        with pytest.raises(UsageError, match="cannot make the folder"):
            export(sweep_dir, name, tmp_path / "taken", EVERYTHING, options)
    assert (tmp_path / "taken").read_text() == "mine"


@pytest.mark.parametrize("hidden", [True, False])
def test_no_job_is_made_of_digests_in_place_of_keys(
    sweep_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hidden: bool
) -> None:
    with Journal.look(sweep_dir) as journal:
        plan = journal.plan()
    plan = replace(
        plan, settings={**plan.settings, "report": {**plan.settings["report"], "hash_keys": hidden}}
    )
    monkeypatch.setattr(Journal, "plan", lambda _: plan)
    if hidden:
        with pytest.raises(UsageError, match="sweep again without --hash-keys"):
            export(sweep_dir, "s3-batch", tmp_path / "batch", EVERYTHING, Options())
        assert export(sweep_dir, "csv", tmp_path / "f.csv", EVERYTHING, Options()).findings
    else:
        assert export(sweep_dir, "s3-batch", tmp_path / "batch", EVERYTHING, Options()).objects
