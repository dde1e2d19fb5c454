"""The manifest and `verify`: hashes, signature, ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from pii_sweep.errors import NotASweep, UsageError
from pii_sweep.journal import Journal
from pii_sweep.report import signing
from pii_sweep.report.manifest import NAME, Facts, canonical, write_manifest
from pii_sweep.report.verify import verify


def rewrite(folder: Path, **changes: object) -> None:
    body = json.loads((folder / NAME).read_text())
    (folder / NAME).write_text(json.dumps(body | changes))


def test_an_untouched_sweep_directory_holds(sweep_dir: Path) -> None:
    assert verify(sweep_dir) == []


def test_the_manifest_names_what_made_the_files(sweep_dir: Path) -> None:
    body = json.loads((sweep_dir / NAME).read_text())
    assert body["seed"] == "pii-sweep" and body["models"] == {"meta.json": "0" * 64}
    assert body["libraries"]["spacy"] and body["python"] and body["tool"]["version"]
    assert set(body["files"]) == {path.name for path in sweep_dir.iterdir()} - {NAME}


def test_the_signing_key_lies_outside_the_sweep_and_is_private(sweep_dir: Path, key_folder: Path) -> None:
    key = key_folder / signing.NAME
    assert key.stat().st_mode & 0o777 == 0o600
    assert not list(sweep_dir.glob("*.ed25519"))
    assert key.read_bytes() not in (sweep_dir / NAME).read_bytes()
    assert key.read_bytes().hex() not in (sweep_dir / NAME).read_text()


def test_a_changed_report_is_named(sweep_dir: Path) -> None:
    report = sweep_dir / "report.html"
    report.write_text(report.read_text().replace("High", "Low"))
    assert verify(sweep_dir) == [f"{report} was changed after the manifest was signed"]


def test_a_removed_file_is_named(sweep_dir: Path) -> None:
    (sweep_dir / "report.html").unlink()
    assert verify(sweep_dir) == [f"{sweep_dir / 'report.html'} is missing"]


def test_a_manifest_that_was_edited_does_not_hold(sweep_dir: Path) -> None:
    rewrite(sweep_dir, seed="another")
    assert any("signature does not hold" in problem for problem in verify(sweep_dir))


def test_a_manifest_signed_with_another_key_is_named(
    sweep_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PII_SWEEP_KEYS", str(tmp_path / "forger"))
    write_manifest(sweep_dir, Facts("pii-sweep", "0" * 64, "2026-11-01T09:00:00+00:00", {}))
    monkeypatch.setenv("PII_SWEEP_KEYS", str(tmp_path / "keys"))
    assert any("unknown key, not yours" in problem for problem in verify(sweep_dir))


def test_a_file_left_out_of_the_manifest_is_named(sweep_dir: Path) -> None:
    body = json.loads((sweep_dir / NAME).read_text())
    del body["signature"], body["files"]["findings.parquet"]
    public, value = signing.sign(canonical(body))
    rewrite(sweep_dir, files=body["files"], signature={"public_key": public, "value": value})
    assert any("findings.parquet is not in the manifest" in problem for problem in verify(sweep_dir))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"signature": 1, "files": []}'])
def test_a_file_that_is_no_manifest_is_one_problem(sweep_dir: Path, text: str) -> None:
    (sweep_dir / NAME).write_text(text)
    assert verify(sweep_dir) == [f"{sweep_dir / NAME} is not a manifest"]


def test_a_directory_without_tables_or_manifest_is_named(sweep_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(NotASweep, match="nowhere is no sweep directory"):
        verify(tmp_path / "nowhere")
    (sweep_dir / NAME).unlink()
    assert any("missing" in problem for problem in verify(sweep_dir))


def test_a_ledger_that_does_not_add_up_is_named(sweep_dir: Path) -> None:
    strata = pd.read_parquet(sweep_dir / "strata.parquet")
    strata.loc[0, "analysed"] += 1
    strata.to_parquet(sweep_dir / "strata.parquet")
    with Journal.look(sweep_dir) as journal:
        head = journal.head()
    write_manifest(sweep_dir, Facts("s", "0" * 64, "2026", {}, head.records, head.link.hex(), finished=True))
    problems = verify(sweep_dir)
    assert any("the ledger does not add up" in problem for problem in problems)
    assert any("the bucket says" in problem for problem in problems)
    assert any("the stratum says" in problem for problem in problems)


def test_a_signing_key_of_the_wrong_length_is_refused(key_folder: Path) -> None:
    key_folder.mkdir()
    (key_folder / signing.NAME).write_bytes(b"short")
    with pytest.raises(UsageError, match="no Ed25519 key"):
        signing.sign(b"data")


def test_a_signature_holds_for_its_bytes_alone(key_folder: Path) -> None:
    public, value = signing.sign(b"data")
    assert signing.holds(b"data", public, value)
    assert not signing.holds(b"date", public, value)
    assert not signing.holds(b"data", public, "zz")
    assert signing.own_public_key() == public and key_folder.is_dir()
