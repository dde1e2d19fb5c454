"""`doctor` names what it asked, and fails where what is to be swept could not be."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from pii_sweep import doctor
from pii_sweep.config import Settings, merge
from pii_sweep.extract.image import faces
from pii_sweep.types import Target
from tests.gate import Gate, gated


@pytest.fixture(scope="module")
def gate() -> Iterator[Gate]:
    with gated() as one:
        yield one


@pytest.fixture
def login(own_environment: None, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in gate.environment.items():
        monkeypatch.setenv(name, value)


def stores(*targets: Target, endpoint: str | None = None) -> list[doctor.Check]:
    settings = merge(Settings(), "targets", endpoint_url=endpoint)
    return list(doctor._stores(settings, targets))


@pytest.mark.usefixtures("login")
def test_the_endpoint_of_the_environment_is_named(gate: Gate) -> None:
    (check,) = stores()
    assert check.ok and check.found.startswith(f"{gate.url}: ")


def test_without_credentials_nothing_in_s3_can_be_swept(own_environment) -> None:
    (check,) = stores()
    assert (check.name, check.ok, check.needed) == ("credentials", False, True)
    assert "no AWS credentials found" in check.remedy


def test_an_endpoint_that_does_not_answer_is_a_need(login) -> None:
    (check,) = stores(endpoint="http://127.0.0.1:9")
    assert not check.ok and check.needed
    assert "http://127.0.0.1:9 does not answer" in check.remedy


def test_a_folder_needs_no_credentials(own_environment, tmp_path) -> None:
    (check,) = stores(Target("folder", tmp_path.name, root=str(tmp_path)))
    assert check.ok and str(tmp_path) in check.found


@pytest.mark.usefixtures("login")
def test_targets_are_asked_one_by_one_and_one_that_is_there_is_enough(gate: Gate) -> None:
    bucket = gate.bucket({"orders/1.txt": b"x"})
    found = stores(
        Target("s3", bucket, "orders/"), Target("s3", bucket, "ordres"), Target("s3", "no-such-bucket")
    )
    assert [(check.ok, check.needed) for check in found] == [(True, False), (False, False), (False, False)]
    assert "check the prefix" in found[1].remedy and "NO_SUCH_BUCKET" in found[2].remedy
    (alone,) = stores(Target("s3", "no-such-bucket"))
    assert not alone.ok and alone.needed


@pytest.mark.usefixtures("login")
def test_a_caller_who_may_not_list_buckets_is_asked_to_name_them(gate: Gate) -> None:
    gate.rule = lambda method, path: "deny" if path.startswith("/?") else "pass"
    (check,) = stores()
    gate.rule = lambda method, path: "pass"
    assert not check.ok and not check.needed and "name the buckets yourself" in check.remedy


def test_what_is_absent_is_not_called_found(monkeypatch) -> None:
    monkeypatch.setattr(faces, "is_available", lambda: False)
    plain = doctor._faces().as_dict()
    assert (plain["ok"], plain["found"]) == (False, "") and "not counted" in plain["remedy"]


def test_the_exit_code_is_that_of_the_targets(in_process, tmp_path) -> None:
    (tmp_path / "files").mkdir()
    folder = in_process("doctor", "--json", tmp_path / "files")
    names = {check["name"]: check["ok"] for check in json.loads(folder.stdout)}
    assert names[str(tmp_path / "files")] is True
    assert folder.returncode == (
        0 if all(c["ok"] or not c["needed"] for c in json.loads(folder.stdout)) else 1
    )
    nothing = in_process("doctor", "--json")
    assert nothing.returncode == 1
