"""A clinic's letters in a bucket that anyone can read, from the objects to the rating and the packet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import pii_sweep as ps
from fixtures import serve

LETTER = """MERIDIAN GENERAL HOSPITAL
Discharge Summary

Patient: {name}            {number}
Date of birth: {born}      Discharged: 03/{day:02}/2026
Attending physician: Dr. Helen Marsh

Principal diagnosis: {illness}
Hospital course: The patient was admitted through the emergency department and treated with {drug}.
She denies chest pain and has no history of asthma.

Discharge medications
1. {drug} 20 mg twice daily
"""
PATIENTS = (
    ("Ngozi Okafor", "04/11/1961", "Community-acquired pneumonia", "Doxycycline"),
    ("Maria Delgado", "09/30/1957", "Acute pancreatitis", "Omeprazole"),
    ("Harriet Lindqvist", "12/02/1948", "Congestive heart failure", "Furosemide"),
    ("Aiko Tanaka", "06/19/1972", "Diabetic ketoacidosis", "Lisinopril"),
)
ACTIVITY = '[activity]\nid = "care"\nname = "Patient care"\n'


def estate(root: Path) -> Path:
    """Write two buckets of discharge summaries, with and without patients' numbers."""
    for bucket, label in (("clinic-letters", "MRN: 00{0}4829"), ("clinic-archive", "")):
        for day, (name, born, illness, drug) in enumerate(PATIENTS, 11):
            path = root / bucket / f"letters/{day}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            number = label.format(day)
            text = LETTER.format(name=name, born=born, illness=illness, drug=drug, number=number, day=day)
            path.write_text(text, encoding="utf-8")
    names = [
        {"name": name, "access": "public", "objects": len(PATIENTS)}
        for name in ("clinic-letters", "clinic-archive")
    ]
    (root / "estate.json").write_text(json.dumps({"buckets": names}), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory):
    address, stop = serve.start(estate(tmp_path_factory.mktemp("clinic")))
    yield address
    stop()


def test_public_discharge_summaries_rate_high_and_hold_an_element_of_a_breach(
    endpoint: str, in_process, tmp_path: Path
) -> None:
    out, environment = tmp_path / "sweep", serve.environment(endpoint)
    done = in_process(
        "run", "s3://clinic-letters", "s3://clinic-archive", "--out", out, "--sample", "all", **environment
    )
    assert done.returncode == 0, done.stderr
    sweep = ps.open_sweep(out)
    rated = sweep.buckets.set_index("bucket")
    assert set(rated["exposure"]) == {"PUBLIC"}
    assert set(rated["rating"]) <= {"HIGH", "VERY_HIGH"}
    # §1798.82(i)(2) counts any physical condition, §1798.81.5(d)(3) a history or a professional's diagnosis:
    # the record's number shows the professional, and without it a person must say so.
    assert list(rated["breach_82"]) == ["yes", "yes"]
    assert rated.loc["clinic-letters", "breach_150"] == "yes"
    assert rated.loc["clinic-archive", "breach_150"] == "indeterminate"
    assert set(rated["nist_800_122"]) == {"High"}

    held = sweep.findings[sweep.findings["entity"] == "HEALTH"]
    named = sweep.findings[sweep.findings["entity"] == "DATE_OF_BIRTH"]
    assert set(held["key"]) == set(named["key"])
    for key in set(held["key"]):
        owners = set(held[held["key"] == key]["subject_id"])
        assert owners == set(named[named["key"] == key]["subject_id"]), "the patient, not the physician"

    activity = tmp_path / "activity.toml"
    activity.write_text(ACTIVITY, encoding="utf-8")
    done = in_process("assess", out, "--activity", activity)
    assert done.returncode == 0, done.stderr
    packet = json.loads(next((out).rglob("*assess*.json")).read_text(encoding="utf-8"))
    assert "§1798.140(ae)(2)(B)" in {row["cite"] for row in packet["spi"]}
    assert packet["breach_elements"]["sec82"]["answer"] == "yes"
