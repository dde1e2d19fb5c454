"""What each format says, attribute by attribute: of a plain object, and of one of which less is known."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pii_sweep import __version__
from pii_sweep.export.asff import asff_finding
from pii_sweep.export.macie import finding_id, macie_finding, severity
from pii_sweep.export.ocsf import ocsf_event
from pii_sweep.export.openlineage import run_event
from pii_sweep.export.s3_batch import Action, batch_files
from pii_sweep.export.sarif import sarif_log
from pii_sweep.export.source import Held

ACCOUNT = "111122223333"
WHEN, MILLIS = "2026-11-01T09:00:00+00:00", 1793523600000
PLACES = (
    "member", "page", "line", "row", "column", "column_name", "json_path", "start", "end",
    "x0", "y0", "x1", "y1",
)  # fmt: skip


def place(entity: str, **known: Any) -> dict[str, Any]:
    facts = {"entity": entity, "masked": "M███", "score": 0.5, "finding_id": f"id-{entity}"}
    return facts | dict.fromkeys(PLACES) | known


def bucket_row(**known: Any) -> dict[str, Any]:
    return {
        "bucket": "photos", "region": "us-west-2", "started": "2026-11-01T08:00:00+00:00", "finished": WHEN,
        "rating": "VERY_HIGH", "rating_low": "HIGH", "rating_high": "VERY_HIGH", "priority": "P2",
        "vector": "V/1", "exposure": "PUBLIC", "encryption": "AES256", "bytes": 7000,
    } | known  # fmt: skip


def object_row(**known: Any) -> dict[str, Any]:
    return {
        "bucket": "photos", "key": "orders/a b.pdf", "version_id": None, "etag": "e1", "size": 40,
        "bytes_read": 30, "status": "PARTIAL", "reason": "MALFORMED_FILE", "media_type": "application/pdf",
        "storage_class": "STANDARD", "modified": WHEN,
    } | known  # fmt: skip


@pytest.fixture
def plain() -> Held:
    found = (
        place("PERSON", page=2, x0=1, y0=2, x1=3, y1=4),
        place("CREDIT_CARD", row=5, column=6, column_name="card"),
    )
    return Held(bucket_row(), object_row(), {"PERSON": 1, "CREDIT_CARD": 100}, found)


@pytest.fixture
def scant() -> Held:
    """Return an object of a bucket on which nothing is known, that holds a card's number alone."""
    bucket = bucket_row(
        bucket="old", region="", finished=None, started=None, rating="UNKNOWN", priority="P3",
        exposure="UNKNOWN", encryption="unknown",
    )  # fmt: skip
    row = object_row(bucket="old", key="/", status="FAILED", media_type="", storage_class="NFS", reason="")
    return Held(bucket, row, {"CREDIT_CARD": 1}, ())


def test_an_ocsf_event_says_what_the_tables_say(plain: Held) -> None:
    assert ocsf_event(plain, ACCOUNT) == {
        "activity_id": 1, "activity_name": "Create", "category_uid": 2, "category_name": "Findings",
        "class_uid": 2006, "class_name": "Data Security Finding", "type_uid": 200601,
        "severity_id": 5, "severity": "Critical", "risk_level_id": 4, "risk_level": "Critical",
        "time": MILLIS,
        "metadata": {
            "version": "1.8.0", "profiles": ["cloud"],
            "product": {"name": "pii-sweep", "vendor_name": "pii-sweep", "version": __version__},
        },
        "finding_info": {
            "uid": finding_id(plain), "title": "Personal data in an S3 object",
            "types": ["CREDIT_CARD", "PERSON"], "created_time": MILLIS,
        },
        "data_security": {
            "category_id": 1, "category": "Personal", "data_lifecycle_state_id": 1,
            "data_lifecycle_state": "Data at-Rest", "detection_system_id": 4,
            "detection_system": "Data Discovery & Classification",
            "classifier_details": {"type": "pii-sweep", "name": "pii-sweep", "uid": __version__},
            "status_id": 2, "status": "Partial", "size": 30, "total": 101,
            "discovery_details": [
                {"type": "PERSON", "count": 1, "occurrences": [{"page_number": 2}]},
                {"type": "CREDIT_CARD", "count": 100,
                 "occurrences": [{"row_number": 5, "column_number": 6, "column_name": "card"}]},
            ],
        },
        "databucket": {
            "type_id": 1, "type": "S3", "name": "photos", "uid": "arn:aws:s3:::photos", "size": 7000,
            "file": {
                "name": "a b.pdf", "path": "orders/a b.pdf", "type_id": 1, "size": 40,
                "mime_type": "application/pdf", "storage_class": "STANDARD",
                "uri": "s3://photos/orders/a%20b.pdf",
            },
            "is_public": True, "is_encrypted": True,
        },
        "cloud": {"provider": "AWS", "region": "us-west-2", "account": {"uid": ACCOUNT, "type_id": 10}},
        "is_alert": True,
        "unmapped": {
            "vector": "V/1", "rating_low": "HIGH", "rating_high": "VERY_HIGH", "priority": "P2",
            "boxes": [{"type": "PERSON", "page": 2, "box": [1, 2, 3, 4]}],
        },
    }  # fmt: skip


def test_an_ocsf_event_leaves_out_what_is_not_known(scant: Held) -> None:
    event = ocsf_event(scant, None)
    assert (event["severity_id"], event["severity"], event["time"], event["is_alert"]) == (
        0, "Unknown", 0, False,
    )  # fmt: skip
    assert not {"risk_level", "risk_level_id", "cloud"} & event.keys() and "profiles" not in event["metadata"]
    assert event["data_security"]["category"] == "Financial" and event["data_security"]["category_id"] == 3
    assert (event["data_security"]["status_id"], event["data_security"]["status"]) == (3, "Fail")
    assert event["data_security"]["discovery_details"] == [{"type": "CREDIT_CARD", "count": 1}]
    place = event["databucket"]
    assert not {"is_public", "is_encrypted"} & place.keys()
    assert place["file"] == {
        "name": "/", "path": "/", "type_id": 1, "size": 40, "storage_class": "NFS", "uri": "s3://old//",
    }  # fmt: skip


def test_an_event_is_of_the_sweep_s_end_or_of_its_start_where_it_did_not_end(plain: Held) -> None:
    held = Held(bucket_row(finished=None), plain.row, plain.counts, ())
    assert ocsf_event(held, None)["time"] == MILLIS - 3_600_000
    assert macie_finding(held, None)["createdAt"] == "2026-11-01T08:00:00+00:00"


def test_an_ocsf_event_tells_private_and_unencrypted_buckets(plain: Held) -> None:
    for exposure, public in (("PRIVATE", False), ("SHARED", None), ("PUBLIC", True)):
        held = Held(bucket_row(exposure=exposure, encryption="none"), plain.row, plain.counts, ())
        place = ocsf_event(held, None)["databucket"]
        assert (place.get("is_public"), place["is_encrypted"]) == (public, False)
    alerts = [
        Held(bucket_row(priority=name), plain.row, plain.counts, ()) for name in ("P1", "P2", "P3", "P4")
    ]
    assert [ocsf_event(held, None)["is_alert"] for held in alerts] == [True, True, False, False]
    unplaced = Held(plain.bucket, plain.row, {"CREDIT_CARD": 1, "BADGE": 1}, ())
    assert ocsf_event(unplaced, None)["data_security"]["category"] == "Personal"


def test_a_macie_finding_says_what_the_tables_say(plain: Held) -> None:
    finding = macie_finding(plain, ACCOUNT)
    assert {name: finding[name] for name in ("accountId", "region", "type", "severity", "createdAt")} == {
        "accountId": ACCOUNT, "region": "us-west-2", "type": "SensitiveData:S3Object/Multiple",
        "severity": {"score": 3, "description": "High"}, "createdAt": WHEN,
    }  # fmt: skip
    assert finding["description"] == "101 findings of CREDIT_CARD, PERSON; values are masked."
    assert finding["resourcesAffected"] == {
        "s3Bucket": {
            "arn": "arn:aws:s3:::photos", "name": "photos", "publicAccess": {"effectivePermission": "PUBLIC"},
        },
        "s3Object": {
            "bucketArn": "arn:aws:s3:::photos", "key": "orders/a b.pdf", "path": "photos/orders/a b.pdf",
            "extension": "pdf", "size": 40, "eTag": "e1", "lastModified": WHEN, "storageClass": "STANDARD",
        },
    }  # fmt: skip
    assert finding["classificationDetails"]["result"] == {
        "mimeType": "application/pdf", "sizeClassified": 30, "additionalOccurrences": True,
        "status": {"code": "PARTIAL", "reason": "MALFORMED_FILE"},
        "sensitiveData": [
            {"category": "PERSONAL_INFORMATION", "totalCount": 1, "detections": [
                {"type": "NAME", "count": 1, "occurrences": {"pages": [{"pageNumber": 2}]}}]},
            {"category": "FINANCIAL_INFORMATION", "totalCount": 100, "detections": [
                {"type": "CREDIT_CARD_NUMBER", "count": 100,
                 "occurrences": {"cells": [{"row": 5, "column": 6, "columnName": "card"}]}}]},
        ],
        "customDataIdentifiers": {"totalCount": 0, "detections": []},
    }  # fmt: skip


def test_a_macie_finding_of_a_scant_object_claims_nothing(scant: Held) -> None:
    finding = macie_finding(scant, None)
    result, place = finding["classificationDetails"]["result"], finding["resourcesAffected"]
    assert "accountId" not in finding and finding["region"] == "unknown"
    assert finding["type"] == "SensitiveData:S3Object/Financial"
    assert result["status"] == {"code": "SKIPPED", "reason": "NONE"}
    assert result["mimeType"] == "application/octet-stream"
    assert place["s3Bucket"]["publicAccess"] == {"effectivePermission": "UNKNOWN"}
    assert "storageClass" not in place["s3Object"]  # not one that Macie knows


def test_the_severity_is_that_of_the_gravest_type_by_how_often_it_occurs(plain: Held) -> None:
    graded = (({"PERSON": 1}, 1), ({"PERSON": 2}, 2), ({"PERSON": 99}, 2), ({"PERSON": 100}, 3))
    fixed = (({"CREDIT_CARD": 1}, 3), ({"ORDER_VALUE": 500}, 2), ({"PERSON": 1, "ORDER_VALUE": 1}, 2))
    labels = {1: "LOW", 2: "MEDIUM", 3: "HIGH"}
    for counts, expected in (*graded, *fixed):
        held = Held(plain.bucket, plain.row, counts, ())
        assert severity(held) == expected, counts
        assert asff_finding(held, ACCOUNT)["Severity"] == {"Label": labels[expected], "Original": "VERY_HIGH"}


def test_a_macie_finding_lists_fifteen_places_and_says_that_there_are_more(plain: Held) -> None:
    for count, listed, more in ((15, 15, False), (16, 15, True)):
        found = tuple(place("PERSON", line=number) for number in range(1, count + 1))
        held = Held(plain.bucket, plain.row, {"PERSON": count}, found)
        result = macie_finding(held, None)["classificationDetails"]["result"]
        (part,) = result["sensitiveData"]
        lines = part["detections"][0]["occurrences"]["lineRanges"]
        assert (len(lines), result["additionalOccurrences"]) == (listed, more)
        assert lines[-1] == {"start": 15, "end": 15}


def test_an_id_is_of_the_object_its_version_and_what_it_holds(plain: Held) -> None:
    other = ({"bucket": "b"}, {"key": "k"}, {"version_id": "v"}, {"etag": "e"})
    ids = [finding_id(Held(plain.bucket, dict(plain.row) | each, plain.counts, ())) for each in other]
    ids += [finding_id(Held(plain.bucket, plain.row, {"PERSON": 1}, ())), finding_id(plain)]
    assert len(set(ids)) == len(ids) and {len(each) for each in ids} == {32}
    assert finding_id(Held(plain.bucket, plain.row, {"CREDIT_CARD": 7, "PERSON": 7}, ())) == finding_id(plain)


def test_an_asff_finding_says_what_the_tables_say(plain: Held, scant: Held) -> None:
    finding = asff_finding(plain, ACCOUNT)
    assert finding["Id"] == f"pii-sweep/{finding_id(plain)}"
    assert finding["ProductArn"] == f"arn:aws:securityhub:us-west-2:{ACCOUNT}:product/{ACCOUNT}/default"
    assert finding["Description"] == "101 findings of CREDIT_CARD, PERSON; values are masked."
    assert [each["Id"] for each in finding["Resources"]] == [
        "arn:aws:s3:::photos", "arn:aws:s3:::photos/orders/a b.pdf",
    ]  # fmt: skip
    result = finding["Resources"][1]["DataClassification"]["Result"]
    assert result["Status"] == {"Code": "PARTIAL", "Reason": "MALFORMED_FILE"}
    assert [part["TotalCount"] for part in result["SensitiveData"]] == [1, 100]
    assert asff_finding(scant, ACCOUNT)["Resources"][0]["Region"] == "us-east-1"


def test_a_sarif_result_has_its_place_and_the_counts_beyond(plain: Held, scant: Held) -> None:
    lined = Held(plain.bucket, plain.row, {"PERSON": 2}, (place("PERSON", line=7), place("PERSON", row=8)))
    (run,) = sarif_log([plain, scant, lined])["runs"]
    assert [artifact["length"] for artifact in run["artifacts"]] == [40, 40, 40]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["PERSON", "CREDIT_CARD"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert [
        (result["ruleId"], result["occurrenceCount"], where["artifactLocation"]["index"], where.get("region"))
        for result, where in zip(run["results"], places, strict=True)
    ] == [
        ("PERSON", 1, 0, None),
        ("CREDIT_CARD", 1, 0, {"startLine": 5, "startColumn": 6}),
        ("CREDIT_CARD", 99, 0, None),
        ("CREDIT_CARD", 1, 1, None),
        ("PERSON", 1, 2, {"startLine": 7}),
        ("PERSON", 1, 2, {"startLine": 8}),
    ]
    assert run["results"][0]["properties"] == {"page": 2, "box": [1, 2, 3, 4]}
    assert run["results"][0]["rank"] == 50 and run["results"][0]["message"]["text"] == "PERSON: M███"


def test_openlineage_sums_a_bucket_s_objects(plain: Held, scant: Held) -> None:
    event = run_event([plain, plain, scant])
    assert event["eventTime"] == WHEN
    assert [one["namespace"] for one in event["inputs"]] == ["s3://old", "s3://photos"]
    tags = {tag["key"]: tag["value"] for tag in event["inputs"][1]["facets"]["tags"]["tags"]}
    assert tags == {
        "pii": "true", "pii-rating": "VERY_HIGH", "pii-priority": "P2", "ccpa:A": "true", "ccpa:B": "true",
        "pii:CREDIT_CARD": "200", "pii:PERSON": "2",
    }  # fmt: skip
    assert run_event([])["eventTime"] == "1970-01-01T00:00:00+00:00"


def test_old_versions_are_named_and_expire_wherever_one_bucket_keeps_them(plain: Held, scant: Held) -> None:
    versioned = Held(plain.bucket, dict(plain.row) | {"version_id": "v1"}, plain.counts, ())
    job = {"account": ACCOUNT, "role": "arn", "at": "s3://jobs/lists/"}
    files = batch_files([versioned, plain, scant], "delete", job)
    assert files["photos.manifest.csv"] == "photos,orders/a%20b.pdf,v1\nphotos,orders/a%20b.pdf,\n"
    assert files["old.manifest.csv"] == "old,/\n"
    (rule,) = json.loads(files["lifecycle.json"])["Rules"]
    assert rule["NoncurrentVersionExpiration"] == {"NoncurrentDays": 1}
    assert "NoncurrentVersionExpiration" not in batch_files([plain], "delete", {})["lifecycle.json"]
    manifest = json.loads(files["photos.job.json"])["Manifest"]
    assert manifest["Spec"]["Fields"] == ["Bucket", "Key", "VersionId"]
    assert manifest["Location"]["ObjectArn"] == "arn:aws:s3:::jobs/lists/photos.manifest.csv"
    assert json.loads(files["photos.job.json"])["Report"]["Bucket"] == "arn:aws:s3:::jobs"


def test_a_job_that_is_asked_for_again_keeps_its_token_and_another_action_has_another(plain: Held) -> None:
    places = {"account": ACCOUNT, "role": "arn:aws:iam::1:role/r", "at": "s3://jobs/in", "quarantine": "q"}
    actions: tuple[Action, ...] = ("tag", "tag", "quarantine", "delete")
    files = [batch_files([plain], action, places)["photos.job.json"] for action in actions]
    tokens = [json.loads(job)["ClientRequestToken"] for job in files]
    assert tokens[0] == tokens[1] and len(set(tokens)) == 3
