"""The notebook on sampling runs from top to bottom, and all are kept with the output of such a run."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "notebooks"


def test_the_notebook_on_sampling_runs_from_top_to_bottom(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.read(FOLDER / "sampling.ipynb", as_version=4)
    NotebookClient(notebook, timeout=900, resources={"metadata": {"path": str(FOLDER)}}).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(output.output_type == "error" for cell in cells for output in cell.outputs)


@pytest.mark.parametrize(("name", "pictures"), [("explore", 4), ("sampling", 6), ("assess", 1)])
def test_notebooks_are_kept_with_the_output_of_one_run(name: str, pictures: int) -> None:
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell.outputs]
    assert not any(output.output_type == "error" for output in outputs)
    assert sum("image/png" in output.get("data", {}) for output in outputs) == pictures


def test_the_committed_exploration_shows_the_bucket_that_no_one_could_read() -> None:
    notebook = nbformat.read(FOLDER / "explore.ipynb", as_version=4)
    tables = [
        str(output.get("data", {}).get("text/html", ""))
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    ]
    assert sum("locked-finance" in table for table in tables) >= 4
    assert "demo" in tables[0] and "/tmp" not in "".join(tables)
