"""Bad input is one clear line that says what to do, with the contract's exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from pii_sweep.cli.run import SCHEDULER

PROSE = "Ship to: Maria Gonzalez, 12 Elm Street, Apt 4, Sacramento, CA 95814\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bucket of one file."""
    (tmp_path / "bucket").mkdir()
    (tmp_path / "bucket" / "note.txt").write_text(PROSE)
    return tmp_path / "bucket"


def complaint(result, code: int) -> str:
    """Return the one line on stderr, after checking that it is one and quotes no document."""
    assert result.returncode == code, result.stderr
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    assert "Traceback" not in result.stderr and "Gonzalez" not in result.stderr
    assert lines[0].startswith("pii-sweep: ")
    return lines[0]


def test_no_command_shows_the_help(pii_sweep) -> None:
    result = pii_sweep()
    assert "inspect" in result.stdout and "Exit codes" in result.stdout


@pytest.mark.parametrize(
    "command", ["plan", "run", "show", "report", "inspect", "evaluate", "diff", "assess", "doctor", "verify"]
)
def test_every_command_has_help_with_an_example_and_its_exit_codes(in_process, command: str) -> None:
    result = in_process(command, "--help")
    assert result.returncode == 0
    assert f"pii-sweep {command}" in result.stdout and "Exit codes" in result.stdout


def test_a_folder_that_is_not_there(in_process, tmp_path) -> None:
    assert "no such folder" in complaint(in_process("run", tmp_path / "none", "--out", tmp_path / "o"), 2)


def test_no_target(in_process, tmp_path) -> None:
    assert "s3://" in complaint(in_process("run", "--out", tmp_path / "o"), 2)


def test_an_unknown_option(in_process, folder) -> None:
    assert "--sampel" in complaint(in_process("run", folder, "--sampel", "3"), 2)


@pytest.mark.parametrize("size", ["none", "0", "-3"])
def test_a_sample_that_is_no_number(in_process, folder, tmp_path, size: str) -> None:
    assert "--sample" in complaint(in_process("run", folder, "--out", tmp_path / "o", f"--sample={size}"), 2)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--max-bytes", "2XB"), ("--max-bytes", "0"), ("--max-requests", "0"), ("--max-dollars", "inf"),
        ("--max-dollars", "-1"), ("--max-minutes", "nan"),
    ],
)  # fmt: skip
def test_a_budget_that_is_none(in_process, folder, option: str, value: str) -> None:
    line = complaint(in_process("plan", folder, f"{option}={value}"), 2)
    assert option.strip("-").replace("-", "_") in line.replace("-", "_") or "is no size" in line


def test_limits_that_allow_for_no_object_are_said_to_be_too_low(in_process, folder) -> None:
    result = in_process("plan", folder, "--max-bytes", "10")
    assert result.returncode == 0
    assert "nothing to read: the limits do not allow for a single object" in result.stdout


def test_a_settings_file_with_an_unknown_key(in_process, folder, tmp_path) -> None:
    (tmp_path / "sweep.toml").write_text("[sample]\nsede = 'x'\n")
    result = in_process("run", folder, "--out", tmp_path / "o", "--config", tmp_path / "sweep.toml")
    assert "did you mean 'seed'" in complaint(result, 2)


def test_no_credentials(in_process, served, tmp_path) -> None:
    endpoint, _ = served
    result = in_process("run", "s3://photosquared-prod", "--endpoint-url", endpoint, "--out", tmp_path / "o")
    assert "credentials" in complaint(result, 2)


@pytest.mark.parametrize("command", ["plan", "run"])
def test_an_endpoint_that_does_not_answer_is_named_and_leaves_nothing_behind(
    in_process, tmp_path, command: str
) -> None:
    result = in_process(
        command, "s3://b", "--endpoint-url", "http://127.0.0.1:9", "--anonymous", "--out", tmp_path / "o"
    )
    assert "http://127.0.0.1:9 does not answer as S3 does; check --endpoint-url" in complaint(result, 2)
    assert not (tmp_path / "o").exists()


def test_a_bucket_that_is_not_there_is_named_with_its_endpoint(in_process, served, tmp_path) -> None:
    endpoint, credentials = served
    result = in_process("run", "s3://no-such-bucket", "--out", tmp_path / "o", **credentials)
    assert f"there is no bucket no-such-bucket at {endpoint}" in complaint(result, 2)


def test_a_directory_that_cannot_be_written(in_process, folder, tmp_path) -> None:
    (tmp_path / "file").write_text("")
    assert "writable" in complaint(in_process("run", folder, "--out", tmp_path / "file" / "o"), 2)


def test_a_directory_with_other_files(in_process, folder, tmp_path) -> None:
    (tmp_path / "o").mkdir()
    (tmp_path / "o" / "thesis.txt").write_text("mine")
    assert "other files" in complaint(in_process("run", folder, "--out", tmp_path / "o"), 2)


def test_changed_settings_on_resume(in_process, folder, tmp_path) -> None:
    assert in_process("run", folder, "--out", tmp_path / "o").returncode == 0
    result = in_process("run", folder, "--out", tmp_path / "o", "--seed", "other")
    assert "sample.seed" in complaint(result, 2)


@pytest.mark.parametrize(
    "command",
    [
        ("show",),
        ("report",),
        ("verify",),
        ("findings",),
        ("review", "--csv", "questions.csv"),
        ("trace", "--person", __file__),
        ("export", "--format", "csv", "--out", "findings.csv"),
    ],
)
def test_a_directory_that_is_no_sweep_is_wrong_usage(in_process, folder, command: tuple[str, ...]) -> None:
    name, *options = command
    for given in (folder, folder / "missing"):
        assert "no sweep directory" in complaint(in_process(name, given, *options), 2)


def test_a_difference_names_the_directory_that_is_no_sweep(in_process, folder) -> None:
    assert f"{folder} is no sweep directory" in complaint(in_process("diff", folder, folder / "b"), 2)


def test_inspect_of_a_missing_file(in_process, tmp_path) -> None:
    assert "no such file" in complaint(in_process("inspect", tmp_path / "none.pdf"), 2)


def test_fail_on_an_unknown_level(in_process, folder, tmp_path) -> None:
    result = in_process("run", folder, "--out", tmp_path / "o", "--fail-on", "SEVERE")
    assert "VERY_HIGH" in complaint(result, 2)


@pytest.mark.parametrize("command", ["show", "verify", "report", "findings", "inspect", "run", "plan"])
def test_a_place_that_the_system_refuses_is_named_and_is_no_bug(in_process, folder, command: str) -> None:
    place = folder / ("x" * 300)
    ended = in_process(command, *((folder, "--out", place) if command in {"run", "plan"} else (place,)))
    assert ended.returncode == 2 and ended.stderr.count("\n") == 1
    assert "file name too long" in ended.stderr and "bug" not in ended.stderr


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "TCP://cluster-1:1", "tls://[::1]:8786/"])
def test_addresses_that_the_scheduler_takes_are_taken(address: str) -> None:
    assert SCHEDULER.fullmatch(address)


@pytest.mark.parametrize("address", ["cluster-1", "tcp://cluster-1", "8786"])
def test_what_is_no_address_of_a_scheduler_is_refused_before_anything_is_listed(
    in_process, folder, tmp_path, address: str
) -> None:
    ended = in_process("run", folder, "--out", tmp_path / "out", "--scheduler", address)
    assert ended.returncode == 2 and "--scheduler must be local, tcp://HOST:PORT" in ended.stderr
    assert not (tmp_path / "out").exists()
