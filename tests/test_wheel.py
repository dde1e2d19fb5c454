"""The wheel is whole: installed into an empty environment it reads a file, with its model and data inside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UV = Path(sys.executable).with_name("uv")
ORDER = """Example Prints order confirmation
Ship to:
Maria Gonzalez
12 Elm Street Apt 4
Sacramento, CA 95814

Subtotal: $20.00
Shipping: $4.00
Order total: $24.00
"""


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    result = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=1800,
    )
    assert result.returncode == 0, result.stderr[-2000:]
    return result


@pytest.mark.slow
def test_the_wheel_in_an_empty_environment_inspects_a_file(tmp_path: Path) -> None:
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation")
    run(*build, "--outdir", tmp_path / "dist", ROOT, cwd=tmp_path)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    venv.create(tmp_path / "empty")
    # uv links files out of its cache and compiles none: a tenth of pip's processor time.
    run(UV, "pip", "install", "-q", "--python", tmp_path / "empty" / "bin" / "python", wheel, cwd=tmp_path)
    (tmp_path / "order.txt").write_text(ORDER)
    command = [tmp_path / "empty" / "bin" / "pii-sweep", "inspect", "--json", "--show-values", "order.txt"]
    rows = [json.loads(line) for line in run(*command, cwd=tmp_path).stdout.splitlines()]
    found = {row["entity"]: row["value"] for row in rows}
    assert found["PERSON"] == "Maria Gonzalez"
    assert " ".join(found["STREET_ADDRESS"].split()) == "12 Elm Street Apt 4 Sacramento, CA 95814"
    assert "24.00" in found["ORDER_VALUE"]
    assert all({"path", "entity", "value", "score"} <= row.keys() for row in rows)
