"""Where one person's data lies: who a row belongs to, names turned round, and what the list may lack."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pii_sweep.cli import code

PUPILS = (
    "Surname;First name;NI number;Date of birth;Guardian phone;Guardian\n"
    "Llewellyn;Rhys;JN417702B;02/11/2010;07700 900187;Gwen Llewellyn\n"
    "Penhaligon;Demelza;JN417711A;09/03/2011;07700 900211;Jory Penhaligon\n"
)
MARKS = "Pupil;mark\nLlewellyn Rhys;5\nPenhaligon Demelza;4\n"
NOTES = "Call Cassius Brandvold about the invoice.\n" * 40


def bundle() -> bytes:
    """Return a ZIP of a text and of a picture that is none."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("note.txt", "The roof was mended on Monday.\n")
        made.writestr("scan.pdf", b"%PDF-1.7\nno more than its first line\n")
    return out.getvalue()


FILES = {
    "notes.txt": NOTES.encode(),
    "pupils.csv": PUPILS.encode(),
    "marks.csv": MARKS.encode(),
    "bundle.zip": bundle(),
    "empty.txt": b"",
    **{f"broken{number}.pdf": b"%PDF-1.7\nno more than its first line\n" for number in range(3)},
    **{f"minutes{number}.txt": b"The roof was mended.\n" for number in range(4)},
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("trace")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PII_SWEEP_KEYS", str(folder / "keys"))
        (folder / "files").mkdir()
        for name, data in FILES.items():
            (folder / "files" / name).write_bytes(data)
        arguments = ["--out", str(folder / "sweep"), "--sample", "all", "--workers", "1"]
        assert code(["run", str(folder / "files"), *arguments]) == 3
        yield folder


@pytest.fixture(autouse=True)
def keys_of_the_sweep(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PII_SWEEP_KEYS", str(place / "keys"))


def ask(place: Path, *lines: str, as_json: bool = True) -> int:
    (place / "request.txt").write_text("\n".join(lines), encoding="utf-8")
    given = ["trace", str(place / "sweep"), "--person", str(place / "request.txt")]
    return code([*given, *(["--json"] if as_json else [])])


def test_whoever_has_the_name_and_a_value_of_the_request_in_one_row_is_the_person(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(place, "Rhys Llewellyn", "07700 900187") == 0
    found = json.loads(capsys.readouterr().out)["places"]
    row = {one["entity"]: one["by"] for one in found if one["key"] == "pupils.csv"}
    assert {"NATIONAL_ID": "person", "DATE_OF_BIRTH": "person", "PERSON": "person"}.items() <= row.items()
    assert {one["where"]["row"] for one in found} == {1}


def test_a_name_is_found_with_its_surname_first(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(place, "Demelza Penhaligon") == 0
    found = json.loads(capsys.readouterr().out)["places"]
    assert {"marks.csv", "pupils.csv"} == {one["key"] for one in found}
    assert {one["where"]["row"] for one in found} == {2}


def test_any_object_that_could_not_be_read_whole_may_hold_the_person(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(place, "Cassius Brandvold") == 0
    (reach,) = json.loads(capsys.readouterr().out)["buckets"]
    counted = {name: reach[name] for name in ("listed", "read", "in_part", "objects", "missing_at_most")}
    assert counted == {"listed": 12, "read": 8, "in_part": 1, "objects": 1, "missing_at_most": 4}
    assert ask(place, "Cassius Brandvold", as_json=False) == 0
    said = capsys.readouterr().err
    assert "files: 8 of 12 objects were read, 1 of them in part; the person was found in 1, " in said
    assert "at most 4 of those not read whole may hold the person too" in said


def test_places_that_differ_in_their_line_alone_are_one_line(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(place, "Cassius Brandvold", as_json=False) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert "\t40 times, lines 1 to 40\tNames C██████ B████████\t" in line
