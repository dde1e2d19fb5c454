"""The notebook on assessments computes a packet's numbers once more, and notices one that is wrong."""

from __future__ import annotations

import json
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from pii_sweep.config import Settings
from pii_sweep.report.packet import assessment
from pii_sweep.report.packet.activity import check
from pii_sweep.report.tables.frames import frames
from pii_sweep.report.tables.parquet import write_tables
from tests.report.synthetic_sweep import reader, synthetic

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "notebooks" / "assess.ipynb"


def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Execute the notebook on a sweep directory and return what it prints."""
    monkeypatch.setenv("PII_SWEEP_DIR", str(folder))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=900, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return " ".join(str(output.get("text", "")) for cell in cells for output in cell.outputs)


def write(packet: dict[str, Any], folder: Path) -> None:
    whole = packet | {"report_sha256": assessment.digest(packet)}
    (folder / "assessment-orders.json").write_text(json.dumps(whole), encoding="utf-8")


def test_the_notebook_agrees_with_a_packet_and_notices_one_changed_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    buckets, readings = synthetic()
    built = frames(buckets, reader(readings), Settings())
    write_tables(built, tmp_path)
    declared = check({"activity": {"id": "orders", "name": "Photo orders"}})
    packet = assessment.assess(built, declared, datetime(2026, 11, 24, tzinfo=UTC), {})
    write(packet, tmp_path)
    assert "figures computed, all as the packet says" in run(tmp_path, monkeypatch)
    packet["consumers"]["ca"]["low"] += 1
    write(packet, tmp_path)
    monkeypatch.setenv("MPLBACKEND", "agg")
    source = [cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"]
    with pytest.raises(AssertionError, match="people \\(ca\\)"), warnings.catch_warnings(action="ignore"):
        exec("\n".join(source), {})
