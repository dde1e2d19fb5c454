"""Under `--json` nothing but JSON goes to standard output, and every field is in the reference."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run_command

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "json.md"
LETTER = "Ship to:\nMaria Gonzalez\n12 Elm Street\nSacramento, CA 95814\n\nOrder total: $43.20\n"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("keys"))


def printed(keys: str, *arguments: object) -> dict[str, Any]:
    """Return what a command prints, which has to be one JSON document."""
    done = run_command(*arguments, PII_SWEEP_KEYS=keys)
    assert done.returncode in (0, 3), done.stderr
    body: dict[str, Any] = json.loads(done.stdout)
    return body


@pytest.fixture(scope="module")
def swept(keys: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Return a sweep directory and what `run --json` printed."""
    folder, out = tmp_path_factory.mktemp("in") / "letters", tmp_path_factory.mktemp("out") / "sweep"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(LETTER)
    return out, printed(keys, "run", folder, "--out", out, "--workers", 1, "--json")


def test_every_field_of_run_and_show_is_in_the_reference(
    swept: tuple[Path, dict[str, Any]], keys: str
) -> None:
    out, ran = swept
    shown = printed(keys, "show", out, "--json")
    assert ran == shown and set(shown) == {"buckets", "gaps"}
    sections = re.split(r"^## ", REFERENCE.read_text(encoding="utf-8"), flags=re.M)[1:]
    known = {part.split("\n", 1)[0]: set(re.findall(r"^\| `(\w+)` \|", part, re.M)) for part in sections}
    (bucket,) = shown["buckets"]
    assert set(bucket) == known["buckets"]
    assert bucket["prevalence"] and all(set(item) == known["prevalence"] for item in bucket["prevalence"])
    assert bucket["thresholds"] and all(set(item) == known["thresholds"] for item in bucket["thresholds"])
    assert all(set(step) == {"stage", "title", "command", "cite"} for step in bucket["steps"])
    assert set(bucket["people"]) == {"low", "point", "high"}


def test_report_prints_the_files_with_their_hashes(swept: tuple[Path, dict[str, Any]], keys: str) -> None:
    out, _ = swept
    body = printed(keys, "report", out, "--json")
    assert set(body) == {"report", "files"} and body["report"] == str(out / "report.html")
    assert {"report.html", "findings.html", "findings.parquet"} <= set(body["files"])
    for name, digest in body["files"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
