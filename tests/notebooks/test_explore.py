"""The notebook runs from top to bottom on a sweep directory."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from pii_sweep.config import Settings
from pii_sweep.report.tables.frames import frames
from pii_sweep.report.tables.parquet import write_tables
from tests.report.synthetic_sweep import PHOTOS, reader, synthetic

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "notebooks" / "explore.ipynb"


def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> nbformat.NotebookNode:
    """Execute the notebook on a sweep directory, in a kernel of this very interpreter."""
    monkeypatch.setenv("PII_SWEEP_DIR", str(folder))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    client = NotebookClient(notebook, timeout=900, resources={"metadata": {"path": str(NOTEBOOK.parent)}})
    return client.execute()


def outputs(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def test_the_notebook_shows_ratings_prevalence_heat_map_subjects_and_coverage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    buckets, readings = synthetic()
    write_tables(frames(buckets, reader(readings), Settings()), tmp_path)
    found = outputs(run(tmp_path, monkeypatch))
    assert not any(output.output_type in ("error", "stream") for output in found)
    pictures = [output for output in found if "image/png" in output.get("data", {})]
    assert len(pictures) == 4
    text = " ".join(str(output.data.get("text/html", "")) for output in found if "data" in output)
    assert PHOTOS in text and "ENISA:2013/DPC:3/EI:1/CB:0.5/V:100+/X:PUBLIC" in text
    assert f"{PHOTOS}/orders/" in text


def test_the_notebook_runs_on_a_sweep_that_found_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    buckets, readings = synthetic()
    write_tables(frames(buckets[:2], reader(readings), Settings()), tmp_path)
    assert not any(output.output_type == "error" for output in outputs(run(tmp_path, monkeypatch)))
