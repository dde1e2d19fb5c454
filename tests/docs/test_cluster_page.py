"""What the page about clusters has people type is what Dask and Kubernetes take."""

from __future__ import annotations

import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest

pytest.importorskip("distributed")
import yaml

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "cluster.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the blocks of a language; of none, commands."""
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return [block for name, block in fenced if name == language]


def started() -> list[list[str]]:
    """Return the arguments of every Dask process on the page: of commands, and of containers."""
    lines = [line for block in blocks("") for line in block.splitlines() if line.startswith("dask ")]
    containers = [
        container
        for block in blocks("yaml")
        if (document := yaml.safe_load(block)).get("kind") == "Deployment"
        for container in document["spec"]["template"]["spec"]["containers"]
    ]
    return [*map(shlex.split, lines), *(container["args"] for container in containers)]


@pytest.mark.parametrize("arguments", started(), ids=lambda arguments: " ".join(arguments[:2]))
def test_a_command_of_dask_exists_and_takes_the_options_given(arguments: list[str]) -> None:
    command = import_module(f"distributed.cli.dask_{arguments[1]}").main
    known = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
    assert arguments[0] == "dask"
    assert {word for word in arguments[2:] if word.startswith("--")} <= known


def test_the_page_starts_a_scheduler_and_workers() -> None:
    assert {one[1] for one in started()} == {"scheduler", "worker"}


def test_certificates_for_fargate_fit_into_what_ecs_lets_a_task_override() -> None:
    from distributed import Security

    pem = Security.temporary().get_tls_config_for_role("worker")
    assert len(pem["ca_file"]) + 2 * (len(pem["cert"]) + len(pem["key"])) < 7500  # of 8192 characters
