"""The page on Presidio's tools does what it says: its Python and YAML run as they stand."""

from __future__ import annotations

import contextlib
import io
import shutil
from pathlib import Path

import pytest
import yaml
from PIL import Image, ImageChops
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider

from pii_sweep.detect.analyzer import SweepStreetAddressRecognizer
from tests.docs.page_commands import ROOT, blocks

PAGE = ROOT / "docs" / "how-to" / "presidio.md"
LABELS = ROOT / "fixtures" / "estate" / "photosquared-prod" / "labels"


@pytest.mark.slow
def test_the_python_of_the_page_redacts_a_text_an_image_and_a_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(next(iter(sorted(LABELS.rglob("*.png")))), tmp_path / "receipt.png")
    monkeypatch.chdir(tmp_path)
    printed = []
    for code in blocks(PAGE, "python"):
        assert len(code.splitlines()) <= 10
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(code, str(PAGE), "exec"), {})  # noqa: S102
        printed.append(out.getvalue().strip())
    assert f"This prints `{printed[0]}`" in PAGE.read_text(encoding="utf-8")
    with Image.open("receipt.png") as before, Image.open("redacted.png") as after:
        assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox()
    assert "Maria" not in printed[2] and "quantity" in printed[2]


def test_the_yaml_of_the_page_names_a_family(tmp_path: Path) -> None:
    (text,) = blocks(PAGE, "yaml")
    path = tmp_path / "recognizers.yaml"
    path.write_text(text, encoding="utf-8")
    assert yaml.safe_load(text)["supported_languages"] == ["en"]
    registry = RecognizerRegistryProvider(path).create_recognizer_registry()
    assert [type(one) for one in registry.recognizers] == [SweepStreetAddressRecognizer]
