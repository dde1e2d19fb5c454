"""Every command on a page is one that the program takes; those of README run as they stand."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

import boto3
import click
import pytest
import typer.main
from moto.server import ThreadedMotoServer

from pii_sweep.cli import PARSER_ERROR, code
from pii_sweep.cli.app import app
from tests.docs.page_commands import PAGES, ROOT, commands, mentions

README = ROOT / "README.md"
ESTATE = ROOT / "fixtures" / "estate" / "photosquared-prod"
GROUP = typer.main.get_command(app)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_of_a_page_is_understood(page: Path) -> None:
    for words in commands(page):
        parsed(words)
    for words in mentions(page):
        known_options(words)


def test_the_pages_show_commands() -> None:
    shown = [words for page in PAGES for words in commands(page)]
    assert len(shown) >= 30
    assert {words[0] for words in shown} >= {"plan", "run", "show", "assess", "submission", "diff", "doctor"}


@pytest.mark.parametrize("words", [["run", "s3://b", "--no-such"], ["assess", "d"], ["sweeep", "d"]])
def test_a_command_that_the_program_refuses_is_noticed(words: list[str]) -> None:
    with pytest.raises((PARSER_ERROR, AssertionError)):
        parsed(words)


@pytest.mark.slow
def test_the_commands_of_readme_run_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    address = "http://{}:{}".format(*server.get_host_and_port())
    for name, value in {
        "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": address, "OMP_NUM_THREADS": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="my-bucket")
    label = next(path for path in sorted(ESTATE.rglob("*.png")))
    client.upload_file(str(label), "my-bucket", "label.png")
    client.upload_file(str(ESTATE / "support" / "notes" / "00001.txt"), "my-bucket", "note.txt")
    shutil.copy(next(path for path in sorted(ESTATE.rglob("*.pdf"))), tmp_path / "order.pdf")
    shutil.copy(ROOT / "pii_sweep/report/schemas/activity.example.toml", tmp_path / "activity.toml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    try:
        for words in commands(README):
            assert code(words) == 0, words
    finally:
        server.stop()
    assert os.path.exists("sweep-2/report.html") and os.path.exists("questions.csv")


def parsed(words: list[str]) -> click.Context:
    """Parse a command as the program does; raises what its parser raises."""
    context = click.Context(GROUP, info_name="pii-sweep")
    command = GROUP.get_command(context, words[0])  # type: ignore[attr-defined]
    assert command is not None, words
    return command.make_context(words[0], list(words[1:]), parent=context)


def known_options(words: list[str]) -> None:
    """Check the name and the options of a command that a sentence names, often without its target."""
    command = GROUP.get_command(click.Context(GROUP), words[0])  # type: ignore[attr-defined]
    assert command is not None, words
    known = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known, words
