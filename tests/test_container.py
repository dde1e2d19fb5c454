"""The image has what the set-up installs; where a builder is there, it is built and run."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / ".ci" / "Dockerfile").read_text(encoding="utf-8")
SETUP = (ROOT / ".ci" / "setup").read_text(encoding="utf-8")
BUILDER = next(filter(shutil.which, ("docker", "podman", "buildah")), None)
MOST_BYTES, IMAGE = 1_200_000_000, "pii-sweep-test"


def test_the_image_installs_the_system_packages_that_the_setup_does() -> None:
    wanted = {
        name for line in re.findall(r"(?m)^(?:packages|paper)=\((.+?)\)", SETUP) for name in line.split()
    }
    installed = set(re.findall(r"(?m)--no-install-recommends \\\n +(.+?) \\$", DOCKERFILE)[0].split())
    assert installed == wanted


def test_the_image_runs_as_no_one_special_and_from_the_lock() -> None:
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
@pytest.mark.skipif(BUILDER is None, reason="neither docker, podman nor buildah is installed")
def test_the_image_is_built_and_sweeps_on_a_read_only_root() -> None:
    base = re.findall(r"(?m)^ARG BASE=(\S+)$", DOCKERFILE)[0]
    if _run("pull", "-q", base).returncode:
        pytest.skip("the base image cannot be pulled here")
    built = _run("build", "-q", "-f", str(ROOT / ".ci" / "Dockerfile"), "-t", IMAGE, str(ROOT))
    assert built.returncode == 0, built.stderr[-2000:]
    layers = _run("inspect", "--type", "image", "--format", "{{.Size}}", IMAGE).stdout
    assert BUILDER == "buildah" or int(layers) <= MOST_BYTES
    notes = ROOT / "fixtures" / "estate" / "photosquared-prod" / "support"
    sweep = ("run", "/data", "--include", "notes/*", "--out", "/sweeps/one", "--json")
    done = _started("-v", f"{notes}:/data:ro", command=sweep)
    assert done.returncode in (0, 3), done.stderr[-2000:]
    (bucket,) = json.loads(done.stdout)["buckets"]
    assert bucket["analysed"] == 16 and bucket["rating"] != "UNKNOWN"


def _started(*options: str, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a command of the image as the how-to page does; buildah has no read-only root."""
    if BUILDER == "buildah":
        container = _run("from", IMAGE).stdout.strip()
        try:
            return _run("run", "--cap-drop", "ALL", *options, container, "--", "pii-sweep", *command)
        finally:
            _run("rm", container)
    safe = ("--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--security-opt", "no-new-privileges")
    return _run("run", "--rm", *safe, "--network", "none", *options, IMAGE, *command)


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(BUILDER), *words], capture_output=True, text=True, check=False)
