"""The synthetic sweep, built once."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pii_sweep import keys
from pii_sweep.config import Settings
from pii_sweep.report.html import render_report
from pii_sweep.report.manifest import Facts, write_manifest
from pii_sweep.report.packet import pdf, publication
from pii_sweep.report.tables.frames import Frames, frames
from pii_sweep.report.tables.parquet import write_tables, write_text
from pii_sweep.types import Target
from tests.journaled import journaled
from tests.report.synthetic_sweep import CREATED, DAY, reader, synthetic


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
def short_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay out one line instead of a whole packet, which takes ten seconds, where no test reads it."""
    line = '<html lang="en"><title>packet</title><p>packet</p></html>'
    monkeypatch.setattr(publication, "write_pdf", lambda page, path: pdf.write_pdf(line, path))


@pytest.fixture(scope="session")
def finished_sweep(tmp_path_factory: pytest.TempPathFactory, swept: Frames) -> Path:
    """Return a folder with a sweep directory as `report` writes it and the keys that it was signed with.

    Its journal holds the buckets alone.
    """
    place = tmp_path_factory.mktemp("finished")
    folder = place / "sweep"
    buckets, _ = synthetic()
    targets = [Target("s3", bucket.bucket) for bucket in buckets]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(keys.FOLDER_VARIABLE, str(place / "keys"))
        with journaled(
            folder, swept.settings, targets, [(bucket, b"") for bucket in buckets], CREATED
        ) as journal:
            for bucket in buckets:
                journal.update(replace(bucket, finished=DAY))
            journal.settle()
            head = journal.head()
        write_tables(swept, folder)
        write_text(folder / "report.html", render_report(swept, CREATED))
        models = {"meta.json": "0" * 64}
        digest, link = swept.settings.digest, head.link.hex()
        write_manifest(folder, Facts("pii-sweep", digest, CREATED, models, head.records, link, finished=True))
    return place


@pytest.fixture
def sweep_dir(tmp_path: Path, finished_sweep: Path, key_folder: Path) -> Path:
    """A finished sweep directory of the test's own, with its keys: a copy, as making one takes long."""
    shutil.copytree(finished_sweep / "keys", key_folder)
    return shutil.copytree(finished_sweep / "sweep", tmp_path / "sweep")
