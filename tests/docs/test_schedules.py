"""The schedules of the documentation are what cron, Kubernetes and ECS take, and the script chains sweeps."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import botocore.session
import pytest
import yaml
from botocore.validate import ParamValidator

from tests.docs.page_commands import ROOT
from tests.docs.test_commands import parsed

EXAMPLES = ROOT / "docs" / "examples"
DOCKERFILE = (ROOT / ".ci" / "Dockerfile").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "service", "operation"),
    [("ecs-task", "ecs", "RegisterTaskDefinition"), ("ecs-schedule", "scheduler", "CreateSchedule")],
)
def test_an_ecs_file_is_valid_by_the_service_s_model(name: str, service: str, operation: str) -> None:
    given = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    model = botocore.session.get_session().get_service_model(service).operation_model(operation).input_shape
    # The command line wants these keys as the model writes them: a typo is an unknown parameter there.
    assert not unknown(given, model)
    assert not ParamValidator().validate(given, model).has_errors()


def test_the_ecs_task_and_the_cron_job_run_as_the_image_s_user_on_its_volumes() -> None:
    container = json.loads((EXAMPLES / "ecs-task.json").read_text(encoding="utf-8"))["containerDefinitions"][
        0
    ]
    assert container["readonlyRootFilesystem"] and f"USER {container['user']}" in DOCKERFILE
    mounted = {at["containerPath"] for at in container["mountPoints"]}
    assert mounted == set(json.loads(DOCKERFILE.partition("\nVOLUME ")[2].splitlines()[0]))
    pod = cron_job()["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    assert f"USER {pod['securityContext']['runAsUser']}" in DOCKERFILE
    assert mounted <= {at["mountPath"] for at in pod["containers"][0]["volumeMounts"]}


def test_the_cron_job_has_what_kubernetes_needs_and_names_only_its_own_volumes() -> None:
    job = cron_job()
    assert (job["apiVersion"], job["kind"]) == ("batch/v1", "CronJob") and job["metadata"]["name"]
    spec = job["spec"]
    assert set(spec) == {"schedule", "timeZone", "concurrencyPolicy", "jobTemplate"}
    assert len(spec["schedule"].split()) == 5
    inner = spec["jobTemplate"]["spec"]
    assert set(inner) == {"backoffLimit", "podFailurePolicy", "template"}
    pod = inner["template"]["spec"]
    assert pod["restartPolicy"] == "Never"  # podFailurePolicy wants it
    assert pod["securityContext"]["runAsNonRoot"]
    (container,) = pod["containers"]
    assert container["securityContext"] == {
        "readOnlyRootFilesystem": True, "allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]},
    }  # fmt: skip
    names = {volume["name"] for volume in pod["volumes"]}
    assert {mount["name"] for mount in container["volumeMounts"]} == names
    assert all(len(volume) == 2 for volume in pod["volumes"])  # a name, and one kind of volume
    parsed(["run", *container["args"]])


def test_the_script_names_a_day_s_directory_and_the_last_finished_sweep(tmp_path: Path) -> None:
    stub = tmp_path / "bin" / "pii-sweep"
    stub.parent.mkdir()
    stub.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    stub.chmod(0o755)
    today = subprocess.run(["date", "+%F"], capture_output=True, text=True, check=True).stdout.strip()
    first = scheduled(tmp_path)
    assert first == ["run", "s3://b", "--out", today, "--log", "json"]
    for day, finished in (("2024-01-07", True), ("2024-01-14", True), ("2024-01-21", False), (today, True)):
        (tmp_path / day).mkdir()
        if finished:
            (tmp_path / day / "manifest.json").touch()
    again = scheduled(tmp_path)
    assert again == ["run", "s3://b", "--out", today, "--last", "2024-01-14", "--log", "json"]
    parsed(again)


def scheduled(folder: Path) -> list[str]:
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    done = subprocess.run(
        [EXAMPLES / "sweep.sh", "s3://b"], env={"PATH": path, "SWEEPS": str(folder)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.split()


def cron_job() -> dict[str, Any]:
    (found,) = yaml.safe_load_all((EXAMPLES / "cronjob.yaml").read_text(encoding="utf-8"))
    return dict(found)


def unknown(value: Any, shape: Any) -> list[str]:
    """Return the keys of a value that a model does not know."""
    if isinstance(value, dict) and shape.type_name == "structure":
        lacking = [key for key in value if key not in shape.members]
        inner = [unknown(item, shape.members[key]) for key, item in value.items() if key in shape.members]
        return lacking + sum(inner, [])
    if isinstance(value, list):
        return sum((unknown(item, shape.member) for item in value), [])
    return []
