"""What `inspect` prints of a finding, of faces, and which files of a folder it reads."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from pii_sweep.cli import finding
from pii_sweep.cli.finding import Printer
from pii_sweep.config import Settings, merge
from pii_sweep.errors import UsageError


def test_files_of_a_folder_are_read_in_order_and_links_are_not(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    for name in ("z.txt", "b/c/d.txt", "a.txt"):
        (tmp_path / name).touch()
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert finding._files(tmp_path) == [tmp_path / name for name in ("a.txt", "b/c/d.txt", "z.txt")]
    assert finding._files(tmp_path / "a.txt") == [tmp_path / "a.txt"]
    with pytest.raises(UsageError, match="no such file"):
        finding._files(tmp_path / "none")
    names = [name for name, _ in finding.blobs(str(tmp_path), Settings())]
    assert names == [str(tmp_path / name) for name in ("a.txt", "b/c/d.txt", "z.txt")]


def test_a_line_names_the_place_and_the_value_without_control_signs() -> None:
    row = {"path": "a.zip", "entity": "PERSON", "score": 0.9, "masked": "M*** G***"}
    assert finding._line(row) == "a.zip: PERSON 0.90 M*** G***"
    within = {**row, "member": "in\x1b[2J.txt", "page": 2, "line": 3, "row": 4, "value": "Maria\n Gonzalez"}
    assert finding._line(within) == "a.zip!in\ufffd[2J.txt page 2 line 3 row 4: PERSON 0.90 Maria Gonzalez"


@pytest.mark.parametrize(
    ("found", "media", "available", "looked", "printed", "said"),
    [
        (1, "image/png", True, True, "1 face counted", ""),
        (1200, "application/pdf", True, True, "1,200 faces counted", ""),
        (0, "image/png", True, True, "", "a: no face was counted"),
        (0, "image/png", False, True, "", "a: faces were not counted: "),
        (0, "image/png", True, False, "", "a: faces were not counted: extract.faces is off"),
        (0, "text/plain", True, True, "", ""),
    ],
)
def test_faces_are_counted_and_of_a_picture_without_one_it_is_said(  # noqa: PLR0917
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    found: int,
    media: str,
    available: bool,
    looked: bool,
    printed: str,
    said: str,
) -> None:
    monkeypatch.setattr(finding.faces, "is_available", lambda: available)
    settings = merge(Settings(), "extract", faces=looked)
    for as_json in (False, True):
        out = io.StringIO()
        printer = Printer(out, b"", show_values=False, as_json=as_json)
        finding._print_faces("a", found, media, settings, printer)
        assert (printed in out.getvalue()) if printed else out.getvalue() == ""
        if printed and as_json:
            row = json.loads(out.getvalue())
            assert (row["entity"], row["count"], row["path"]) == ("FACE", found, "a")
        error = capsys.readouterr().err
        assert error.startswith(f"pii-sweep: {said}") if said else error == ""
