"""The image has what the set-up installs; where a builder is there, it is built and run."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / ".ci" / "Dockerfile").read_text(encoding="utf-8")
SETUP = (ROOT / ".ci" / "setup").read_text(encoding="utf-8")
BUILDER = next(filter(shutil.which, ("docker", "podman")), None)
MOST_BYTES = 1_200_000_000


def test_the_image_installs_the_system_packages_that_the_setup_does() -> None:
    wanted = {
        name for line in re.findall(r"(?m)^(?:packages|paper)=\((.+?)\)", SETUP) for name in line.split()
    }
    installed = set(re.findall(r"(?m)--no-install-recommends \\\n +(.+?) \\$", DOCKERFILE)[0].split())
    assert installed == wanted


def test_the_image_runs_as_nobody_special_and_from_the_lock() -> None:
    assert re.search(r"(?m)^USER 10001$", DOCKERFILE)
    assert "--no-deps --require-hashes -r /runtime.lock" in DOCKERFILE
    locked = (ROOT / ".ci" / "runtime.lock").read_text(encoding="utf-8")
    assert "boto3==" in locked and "pytest==" not in locked
    assert "\ndeface==" in locked and "\nopencv-python==" not in locked  # it would overwrite the headless one


def test_the_image_holds_the_models_that_the_wheel_does() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    models = set(wheel["targets"]["wheel"]["force-include"])
    ignored = (ROOT / ".ci" / "Dockerfile.dockerignore").read_text(encoding="utf-8")
    assert set(re.findall(r"(?m)^COPY (models/\S+)", DOCKERFILE)) == models
    assert set(re.findall(r"(?m)^!(models/\S+)", ignored)) == models


@pytest.mark.slow
@pytest.mark.skipif(BUILDER is None, reason="neither docker nor podman is installed")
def test_the_image_is_built_and_runs_on_a_read_only_root() -> None:
    assert BUILDER
    base = re.findall(r"(?m)^ARG BASE=(\S+)$", DOCKERFILE)[0]
    if _run("pull", "-q", base).returncode:
        pytest.skip("the base image cannot be pulled here")
    built = _run("build", "-q", "-f", str(ROOT / ".ci" / "Dockerfile"), "-t", "pii-sweep-test", str(ROOT))
    assert built.returncode == 0, built.stderr[-2000:]
    size = _run("image", "inspect", "--format", "{{.Size}}", "pii-sweep-test").stdout
    assert int(size) <= MOST_BYTES
    done = _run(
        "run", "--rm", "--read-only", "--tmpfs", "/tmp", "--network", "none", "pii-sweep-test", "--version"
    )
    assert done.returncode == 0 and done.stdout.startswith("pii-sweep ")


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(BUILDER), *words], capture_output=True, text=True, check=False)
