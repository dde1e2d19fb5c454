"""The OCR networks are what their page of origin says, and load in a process that is sealed already."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pii_sweep import resources
from pii_sweep.engine import sandbox
from pii_sweep.errors import OcrUnavailable
from pii_sweep.extract.ocr import network

ROOT = Path(__file__).parents[3]
SEALED = """
    from PIL import Image, ImageDraw, ImageFont
    from pii_sweep.engine.sandbox import seal
    from pii_sweep.extract.ocr.engine import engine
    picture = Image.new("RGB", (900, 300), "white")
    font = ImageFont.load_default(40)
    ImageDraw.Draw(picture).text((60, 60), "Maria Gonzalez", "black", font)
    sealed = seal()
    for mode in ("fast", "cascade", "accurate"):
        print(sealed.sealed, *(word.text for word in engine(mode).read(picture)))
"""


def test_the_shipped_networks_have_the_digests_that_their_origin_states() -> None:
    folder = resources.shipped_model(resources.OCR_MODEL)
    assert folder is not None
    stated = dict(
        re.findall(r"^\| `([\w.]+)` .* ([0-9a-f]{64}) \|$", (folder / "ORIGIN.md").read_text(), re.M)
    )
    assert stated.keys() == {"det.onnx", "rec.onnx", "characters.txt"}
    for name, digest in stated.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_a_missing_network_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "shipped_model", lambda name: None)
    with pytest.raises(OcrUnavailable, match="PP-OCRv6 tiny .* is missing; reinstall the package"):
        network.network_path("rec", "tiny")
    monkeypatch.setattr(network, "find_spec", lambda name: None)
    with pytest.raises(OcrUnavailable, match=r"pip install 'bucket-pii-sweep\[ocr\]'"):
        network.network_path("det", "small")


@pytest.mark.skipif(sandbox.obstacle_to_sealing() != "", reason="no seccomp here")
def test_every_mode_loads_its_networks_and_reads_in_a_sealed_process() -> None:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(SEALED)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert [line.partition(" ")[2] for line in lines] == 3 * ["Maria Gonzalez"], done.stderr
    assert len({line.partition(" ")[0] for line in lines}) == 1
