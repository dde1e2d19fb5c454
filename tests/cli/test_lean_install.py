"""Without an extra, what it reads is listed, skipped with a reason, and never taken for clean."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pandas as pd

from tests.conftest import ESTATE, Command
from tests.extract.samples import doc

# Runs in each process of a sweep before anything else does: its finder knows no library of the extras.
SITE = """
import sys
from importlib.machinery import PathFinder

LEFT_OUT = {
    "onnxruntime", "onnx", "rapidocr", "zxingcpp", "tesserocr", "pytesseract",
    "olefile", "kreuzberg", "python_calamine", "weasyprint",
}


class Lean:
    @staticmethod
    def find_spec(name, path=None, target=None):
        return None if name.partition(".")[0] in LEFT_OUT else PathFinder.find_spec(name, path, target)


sys.meta_path[:] = [Lean if finder is PathFinder else finder for finder in sys.meta_path]
"""


def _lean(folder: Path) -> dict[str, str]:
    (folder / "sitecustomize.py").write_text(SITE)
    return {"PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}


def test_a_scan_and_an_old_document_are_skipped_with_the_extra_that_reads_them(
    tmp_path: Path, pii_sweep: Command
) -> None:
    here, site, out = tmp_path / "orders", tmp_path / "site", tmp_path / "sweep"
    here.mkdir(), site.mkdir()
    (here / "letter.doc").write_bytes(doc())
    (here / "plain.txt").write_text("The parcels leave on Monday.\n")
    scan = min((ESTATE / "photosquared-prod" / "scans").rglob("*.pdf"), key=lambda path: path.stat().st_size)
    shutil.copy(scan, here / scan.name)

    ended = pii_sweep("run", here, "--out", out, **_lean(site))
    assert ended.returncode == 3, ended.stderr
    objects = pd.read_parquet(out / "objects.parquet").set_index("key")
    assert objects["status"]["plain.txt"] == "ANALYSED"
    assert list(objects.loc["letter.doc", ["status", "reason"]]) == ["SKIPPED", "OFFICE_NOT_INSTALLED"]
    assert objects["reason"][scan.name] == "OCR_NOT_INSTALLED"
    assert objects["status"][scan.name] in ("SKIPPED", "PARTIAL")
    (bucket,) = pd.read_parquet(out / "buckets.parquet").to_dict("records")
    assert bucket["coverage"] < 1 and bucket["rating_high"] == "VERY_HIGH"
    assert "extra [ocr] not installed" in ended.stdout and "extra [office] not installed" in ended.stdout


def test_doctor_names_each_extra_that_is_missing_and_its_command(tmp_path: Path, pii_sweep: Command) -> None:
    (tmp_path / "orders").mkdir()
    (tmp_path / "orders" / "a.txt").write_text("x\n")
    told = pii_sweep("doctor", tmp_path / "orders", "--json", **_lean(tmp_path))
    assert told.returncode == 0, told.stdout + told.stderr
    checks = {row["name"]: row for row in json.loads(told.stdout)}
    for extra in ("ocr", "office", "pdf"):
        check = checks[f"extra {extra}"]
        assert not check["ok"] and f"pip install 'bucket-pii-sweep[{extra}]'" in check["remedy"]
