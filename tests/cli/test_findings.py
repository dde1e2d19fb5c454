"""`findings` prints what a script or a person needs, and nothing that a spreadsheet or terminal obeys."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import pii_sweep as ps
from pii_sweep.cli import finding_list
from tests.conftest import run_command


@pytest.fixture(scope="module")
def swept(tmp_path_factory) -> Path:
    """Sweep a folder with two files of people, one of them with a name that a spreadsheet would run."""
    folder = tmp_path_factory.mktemp("data") / "bucket"
    (folder / "hr").mkdir(parents=True)
    (folder / "hr" / "staff.csv").write_text(
        "name,ssn\nMaria Gonzalez,219-09-9999\nJohn Miller,219-09-1120\n"
    )
    (folder / "=cmd.csv").write_text("name,email\nMaria Gonzalez,maria@mailbox.org\n")
    out = tmp_path_factory.mktemp("swept") / "sweep"
    keys = str(tmp_path_factory.mktemp("keys"))
    result = run_command("run", folder, "--out", out, PII_SWEEP_KEYS=keys)
    assert result.returncode == 0, result.stderr
    return out


def test_json_lines_are_the_rows_of_the_table(in_process, swept: Path) -> None:
    result = in_process("findings", swept, "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["finding_id"] for row in rows] == list(ps.open_sweep(swept).findings.finding_id)
    assert f"{len(rows):,} findings" in result.stderr


def test_csv_has_every_column_and_no_formula(in_process, swept: Path) -> None:
    result = in_process("findings", swept, "--csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert list(rows[0]) == list(ps.open_sweep(swept).findings.columns)
    assert {row["key"] for row in rows} == {"hr/staff.csv", "'=cmd.csv"}


def test_filters_narrow_the_plain_list_and_the_finding_can_be_looked_up(in_process, swept: Path) -> None:
    result = in_process("findings", swept, "--entity", "US_SSN", "--prefix", "hr/", "--min-score", "0.5")
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert {line[1] for line in lines} == {"Social security numbers"} and len(lines) == 2
    assert {line[-1] for line in lines} <= set(ps.open_sweep(swept).findings.finding_id)
    assert "219-09" not in result.stdout and "Maria" not in result.stdout


def test_what_was_not_drawn_is_said_where_nothing_is_found(in_process, swept: Path) -> None:
    for place in (("--object", "hr/missing.csv"), ("--prefix", "hr/m")):
        result = in_process("findings", swept, *place)
        assert result.returncode == 0 and "0 findings" in result.stderr
        assert "not read: no object with" in result.stderr
    read = in_process("findings", swept, "--object", "hr/staff.csv")
    assert "not read" not in read.stderr and "not read" not in in_process("findings", swept).stderr


def test_nothing_that_matches_is_no_error_and_an_unknown_entity_is(in_process, swept: Path) -> None:
    none = in_process("findings", swept, "--prefix", "nowhere/")
    assert (none.returncode, none.stdout, none.stderr.partition("\n")[0]) == (0, "", "0 findings")
    wrong = in_process("findings", swept, "--entity", "PERSN")
    assert wrong.returncode == 2 and "did you mean 'PERSON'" in wrong.stderr
    both = in_process("findings", swept, "--json", "--csv")
    assert both.returncode == 2 and "either --csv or --json" in both.stderr


def test_that_more_were_counted_than_are_listed_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    for listed, found in ((3, 3), (3, None), (1, 1)):
        finding_list._say_how_many(listed, found)
    finding_list._say_how_many(3, 1200)
    *alike, more = capsys.readouterr().err.splitlines()
    assert alike == ["3 findings", "3 findings", "1 finding"]
    assert more.startswith("3 findings listed of 1,200 counted; `run --all-locations`")
