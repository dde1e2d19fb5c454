"""`trace`, `reveal` and `export` on a real sweep: every place of a person, and no value outside."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pii_sweep.cli import code
from pii_sweep.report import audit

LETTER = (
    "SHIP TO:\nMarisol Quintanilla\n418 Alder Creek Road\nPortland, OR 97201\n\n"
    "Phone: 503-555-0134\nE-mail: marisol.quintanilla@example.com\nOrder total: $43.20\n"
)
TABLE = (
    "name,email,street,city,state,zip\n"
    "Dorothea Blankenship,dora.b@example.com,9 Elm Ave,Fresno,CA,93650\n"
    "Marisol Quintanilla,marisol.quintanilla@example.com,418 Alder Creek Road,Portland,OR,97201\n"
)
MAIL = (
    "From: marisol.quintanilla@example.com\nTo: help@prints.example\nSubject: my order\n\n"
    "Please call me at 503-555-0134.\nMarisol Quintanilla\n"
)
OTHER = "SHIP TO:\nDorothea Blankenship\n9 Elm Ave\nFresno, CA 93650\n"
ACCOUNT = "Name: Ottilie Vandermeer\nUsername: ovandermeer77\n"
FILES = {
    "letter.txt": LETTER,
    "list.csv": TABLE,
    "mail.eml": MAIL,
    "other.txt": OTHER,
    "account.txt": f"{ACCOUNT}Diagnosis: asthma\n",
    "empty.txt": "Nothing.",
}
REQUEST = "Marisol Quintanilla\nmarisol.quintanilla@example.com\n"
SECRETS = ("Quintanilla", "marisol", "Alder Creek", "503-555-0134", "Blankenship", "dora.b@")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("request")
    before = os.environ.get("PII_SWEEP_KEYS")
    os.environ["PII_SWEEP_KEYS"] = str(folder / "keys")
    (folder / "files").mkdir()
    for name, text in FILES.items():
        (folder / "files" / name).write_text(text, encoding="utf-8")
    (folder / "request.txt").write_text(REQUEST, encoding="utf-8")
    arguments = [
        "run",
        str(folder / "files"),
        "--out",
        str(folder / "sweep"),
        "--sample",
        "all",
        "--workers",
        "1",
    ]
    assert code(arguments) in (0, 3)
    yield folder
    os.environ.pop("PII_SWEEP_KEYS")
    if before is not None:
        os.environ["PII_SWEEP_KEYS"] = before


@pytest.fixture(autouse=True)
def keys_of_the_sweep(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PII_SWEEP_KEYS", str(place / "keys"))


def traced(place: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    assert code(["trace", str(place / "sweep"), "--person", str(place / "request.txt"), "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_trace_finds_every_object_of_a_person_and_no_one_else_s(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = traced(place, capsys)
    places = body["places"]
    assert isinstance(places, list)
    assert {one["key"] for one in places} == {"letter.txt", "list.csv", "mail.eml"}
    assert {one["where"].get("row") for one in places if one["key"] == "list.csv"} == {2}
    held = {one["entity"] for one in places if one["key"] == "letter.txt"}
    assert {"PERSON", "EMAIL_ADDRESS", "STREET_ADDRESS"} <= held
    assert isinstance(body["buckets"], list)
    usual, most = body["buckets"][0].pop("overlooked")
    assert 0 < usual < most < 0.5  # a bucket that was read whole may hold more of a person than was found
    assert body["buckets"] == [
        {
            "bucket": "files",
            "listed": 6,
            "read": 6,
            "in_part": 0,
            "listing_complete": True,
            "objects": 3,
            "missing_at_most": 0,
        }
    ]


def test_what_is_held_of_a_person_known_by_name_and_account_is_found(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "request.txt").write_text(ACCOUNT, encoding="utf-8")
    assert code(["trace", str(place / "sweep"), "--person", str(tmp_path / "request.txt"), "--json"]) == 0
    places = json.loads(capsys.readouterr().out)["places"]
    assert {one["key"] for one in places} == {"account.txt"}
    assert {one["entity"]: one["by"] for one in places}["HEALTH"] == "person"


def test_a_trace_keeps_nothing_of_the_request_and_no_export_has_a_value(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    traced(place, capsys)
    assert code(["trace", str(place / "sweep"), "--person", str(place / "request.txt")]) == 0
    shown = "".join(capsys.readouterr())
    assert f"{place / 'files' / 'list.csv'}\trow 2, " in shown and "s3://" not in shown
    assert "all 6 objects were read; the person was found in 3\n" in shown
    assert "The list may lack objects that were read, too: the detector overlooks about 2%" in shown
    for form in ("macie", "asff", "ocsf", "sarif", "openlineage", "csv", "s3-batch"):
        arguments = ["export", str(place / "sweep"), "--format", form, "--out", str(tmp_path / form)]
        assert code([*arguments, "--account", "111122223333"]) == 0
    written = [path for top in (tmp_path, place / "sweep") for path in top.rglob("*") if path.is_file()]
    assert len(written) > 14
    for secret in SECRETS:
        assert secret not in shown
        assert not [path.name for path in written if secret.encode() in path.read_bytes()]


def test_a_manifest_for_a_person_names_the_objects_of_that_person_alone(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "name.txt").write_text("Dorothea Blankenship\n", encoding="utf-8")
    arguments = ["export", str(place / "sweep"), "--format", "s3-batch", "--action", "delete", "--traced"]
    assert code([*arguments, str(place / "request.txt"), "--out", str(tmp_path / "sure")]) == 0
    manifest = (tmp_path / "sure" / "files.manifest.csv").read_text(encoding="utf-8")
    assert manifest == "files,letter.txt\nfiles,list.csv\nfiles,mail.eml\n"
    assert "left out" not in capsys.readouterr().err
    assert code([*arguments, str(tmp_path / "name.txt"), "--out", str(tmp_path / "named")]) == 0
    assert not (tmp_path / "named" / "files.manifest.csv").exists()
    assert "2 objects with the name alone, perhaps of somebody else, left out" in capsys.readouterr().err
    wrong = ["export", str(place / "sweep"), "--format", "csv", "--out", str(tmp_path / "x")]
    assert code([*wrong, "--traced", str(place / "request.txt")]) == 2
    assert "only --format s3-batch acts on a person's objects" in capsys.readouterr().err


def test_a_request_without_values_is_one_clear_line(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    assert code(["trace", str(place / "sweep"), "--person", str(tmp_path / "empty.txt")]) == 2
    assert "no values were given" in capsys.readouterr().err


def on_terminal(arguments: list[str]) -> tuple[int, str]:
    """Return the exit code and the output of a command on a terminal of its own."""
    outside, inside = pty.openpty()
    command = [sys.executable, "-m", "pii_sweep", *arguments]
    process = subprocess.Popen(command, stdin=inside, stdout=inside, stderr=inside)
    os.close(inside)
    text = b""
    try:
        while chunk := os.read(outside, 4096):
            text += chunk
    except OSError:  # the terminal is closed with its process
        pass
    finally:
        os.close(outside)
    return process.wait(), text.decode()


def test_reveal_shows_a_value_in_its_context_on_a_terminal_and_records_it(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = traced(place, capsys)["places"]
    assert isinstance(places, list)
    wanted = next(one for one in places if one["key"] == "letter.txt" and one["entity"] == "EMAIL_ADDRESS")
    arguments = ["reveal", str(place / "sweep"), wanted["finding_id"], "--reason", "ticket 4711"]
    assert code(arguments) == 2
    assert "on a terminal only" in capsys.readouterr().err
    status, text = on_terminal(arguments)
    assert (status, "value: marisol.quintanilla@example.com" in text) == (0, True)
    assert "context: " in text and "503-555-0134" in text
    (line,) = audit.lines(place / "sweep")
    assert (line["action"], line["reason"], line["key"]) == ("reveal", "ticket 4711", "letter.txt")
    assert not any(secret in json.dumps(line) for secret in SECRETS)
    letter = place / "files" / "letter.txt"
    before = letter.stat()
    letter.write_text(LETTER.replace("$43.20", "$43.21"), encoding="utf-8")
    status, text = on_terminal(arguments)
    letter.write_text(LETTER, encoding="utf-8")
    os.utime(letter, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert status == 1 and "changed or deleted since the sweep" in text and "marisol" not in text
