"""Each way in which a command ends has its exit code and one line."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import pytest
import typer

from pii_sweep import cli
from pii_sweep.errors import JournalError, NotASweep, StoreError, SweepError, UsageError


@pytest.mark.parametrize(
    ("error", "ends", "says"),
    [
        (UsageError("give\nanother"), 2, "pii-sweep: give another"),
        (NotASweep("x"), 2, "pii-sweep: x is no sweep directory"),
        (JournalError("damaged"), 1, "pii-sweep: damaged"),
        (StoreError(), 1, "pii-sweep: StoreError"),
        (SweepError("no"), 1, "pii-sweep: no"),
        (KeyboardInterrupt(), 130, "pii-sweep: interrupted; give the same command again to resume"),
        (typer.Abort(), 130, "pii-sweep: interrupted"),
        (ValueError("Maria Gonzalez"), 1, "pii-sweep: bug"),
        (
            PermissionError(13, "no", Path("/locked/x")),
            2,
            "pii-sweep: cannot use /locked/x: no; give a place",
        ),
        (OSError(30, "read only", "/x", None, "/y"), 2, "pii-sweep: cannot use /x: read only; give a place"),
        (PermissionError(13, "Maria"), 1, "pii-sweep: bug"),
        (OSError(5, "Maria", "/x"), 1, "pii-sweep: bug"),
    ],
)
def test_an_error_is_one_line_and_a_code(
    monkeypatch, capsys, error: BaseException, ends: int, says: str
) -> None:
    def app(**_: object) -> None:
        raise error

    monkeypatch.setattr(cli, "app", app)
    assert cli.code([]) == ends
    said = capsys.readouterr().err
    assert said.startswith(says) and said.count("\n") == 1 and "Maria" not in said


@pytest.mark.parametrize("command", [["nosuch"], ["show", "--nosuch"], ["run", "x", "--workers", "none"]])
def test_what_the_parser_refuses_is_one_line_and_the_code_of_a_usage_error(capsys, command) -> None:
    assert cli.code(command) == 2
    said = capsys.readouterr()
    assert said.err.startswith("pii-sweep: ") and said.err.count("\n") == 1 and not said.out


def test_help_that_was_not_asked_for_is_no_complaint(capsys) -> None:
    cli.code(["show"])
    said = capsys.readouterr()
    assert "Usage" in said.out + said.err and "pii-sweep: Usage" not in said.err


def test_a_reader_that_is_gone_is_no_error(monkeypatch) -> None:
    def app(**_: object) -> None:
        raise BrokenPipeError

    closed = Mock()
    monkeypatch.setattr(cli, "app", app)
    monkeypatch.setattr(cli.sys, "stderr", closed)
    assert cli.code([]) == 0
    closed.close.assert_called_once_with()


@pytest.mark.parametrize(("result", "ends"), [(None, 0), (0, 0), (3, 3), (4, 4), (130, 130), ("text", 0)])
def test_what_a_command_returns_is_its_code(monkeypatch, capsys, result: object, ends: int) -> None:
    monkeypatch.setattr(cli, "app", lambda **_: result)
    assert cli.code([]) == ends
    assert ("interrupted" in capsys.readouterr().err) == (ends == 130)


def test_a_program_runs_with_one_thread_and_arrow_s_plain_memory(monkeypatch) -> None:
    for name in (*cli.ONE_THREAD, cli.ARROW_POOL):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(cli, "app", lambda **_: 3)
    monkeypatch.setattr(cli.gc, "set_threshold", threshold := Mock())
    with pytest.raises(SystemExit) as ended:
        cli.main([])
    assert ended.value.code == 3 and threshold.call_args.args == (50_000, 20, 100)
    assert {cli.os.environ[name] for name in cli.ONE_THREAD} == {"1"}
    assert cli.os.environ[cli.ARROW_POOL] == "system"


@pytest.mark.parametrize(("silent", "ends"), [([], 0), (["s3://orders"], 3)])
def test_a_plan_in_which_one_bucket_of_several_could_not_be_listed_ends_with_3(
    tmp_path: Path, silent: list[str], ends: int
) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "a.txt").write_text("hello")
    asked = ["plan", str(tmp_path / "shop"), *silent, "--endpoint-url", "http://127.0.0.1:9", "--anonymous"]
    assert cli.code([*asked, "-q"]) == ends
