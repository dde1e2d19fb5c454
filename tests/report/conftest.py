"""The synthetic sweep, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pii_sweep import keys
from pii_sweep.config import Settings
from pii_sweep.report.frames import Frames, frames
from pii_sweep.report.html import render_report
from pii_sweep.report.manifest import Facts, write_manifest
from pii_sweep.report.parquet import write_tables, write_text
from tests.report.synthetic_sweep import CREATED, reader, synthetic


@pytest.fixture(scope="session")
def swept() -> Frames:
    buckets, readings = synthetic()
    return frames(buckets, reader(readings), Settings())


@pytest.fixture
def key_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "keys"
    monkeypatch.setenv(keys.FOLDER_VARIABLE, str(folder))
    return folder


@pytest.fixture
def sweep_dir(tmp_path: Path, swept: Frames, key_folder: Path) -> Path:
    """A sweep directory as `report` writes it, without the journal."""
    assert key_folder.name == "keys"
    folder = tmp_path / "sweep"
    folder.mkdir()
    write_tables(swept, folder)
    write_text(folder / "report.html", render_report(swept, CREATED))
    write_manifest(folder, Facts("pii-sweep", swept.settings.digest, CREATED, {"meta.json": "0" * 64}))
    return folder
