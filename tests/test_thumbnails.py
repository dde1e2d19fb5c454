"""A sweep draws its thumbnails in sealed readers, once, and nothing of the documents is in what it writes."""

from __future__ import annotations

import base64
import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from pii_sweep import keys
from pii_sweep.cli.app import app
from pii_sweep.cli.tables import print_usage
from pii_sweep.config import Settings, merge
from pii_sweep.plan.budgets import is_drawing
from pii_sweep.report.pages.picture_reason import whole_sweep
from pii_sweep.report.pages.thumbnails import NAME, ThumbnailFile, Undrawn
from pii_sweep.thumbnails import Drawn
from tests.conftest import Command

CANARIES = ("Zoltan Quimby", "331-89-9385", "z.quimby@mail.example", "1430 Jefferson St")


def orders(folder: Path) -> None:
    for number in range(3):
        sheet = Canvas(str(folder / f"order-{number}.pdf"), pagesize=(595, 842), invariant=1)
        for line, text in enumerate(
            (f"Order {number}", f"Name: {CANARIES[0]}", f"{CANARIES[3]}, Savannah, GA 31401",
             f"E-mail: {CANARIES[2]}", f"SSN: {CANARIES[1]}"),
        ):  # fmt: skip
            sheet.drawString(70, 760 - 24 * line, text)
        sheet.showPage()
        sheet.save()


@pytest.fixture(scope="module")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def _same_keys(key_folder: Path, own_environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keys.FOLDER_VARIABLE, str(key_folder))


@pytest.fixture(scope="module")
def swept(key_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, str]]:
    """Return the folder of orders, the sweep directory, and what the sweep printed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(keys.FOLDER_VARIABLE, str(key_folder))
        folder = tmp_path_factory.mktemp("orders")
        orders(folder)
        out = tmp_path_factory.mktemp("sweep") / "out"
        result = CliRunner().invoke(app, ["run", str(folder), "--out", str(out), "--workers", "1"])
        assert result.exit_code == 0, result.output
        yield folder, out, result.output


def run(folder: Path, out: Path, *more: str) -> str:
    result = CliRunner().invoke(app, ["run", str(folder), "--out", str(out), "--workers", "1", *more])
    assert result.exit_code == 0, result.output
    return result.output


def forms(text: str) -> set[bytes]:
    """Return a value in plain, reversed, base64, URL-encoded and HTML-escaped form."""
    coded = base64.b64encode(text.encode()).rstrip(b"=")[:-1]
    return {text.encode(), text[::-1].encode(), coded, quote(text).encode(), html.escape(text).encode()}


def test_the_pages_are_drawn_signed_and_hold_no_value(
    swept: tuple[Path, Path, str], in_process: Command
) -> None:
    _, out, said = swept
    assert "thumbnails: 3 of 3 pages drawn" in said
    body = json.loads((out / NAME).read_text())
    assert [page["key"] for page in body["pages"]] == [f"order-{number}.pdf" for number in range(3)]
    assert {"PERSON", "US_SSN", "EMAIL_ADDRESS"} <= set(body["pages"][0]["entities"])
    pixels = b"".join(base64.b64decode(page["webp"]) for page in body["pages"])
    written = [pixels, *(path.read_bytes() for path in out.iterdir())]
    for canary in CANARIES:
        for form in forms(canary):
            assert not any(form in data for data in written), canary
    assert NAME in json.loads((out / "manifest.json").read_text())["files"]
    assert in_process("verify", out).returncode == 0


def test_a_sweep_says_why_pages_were_not_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    undrawn = tuple(Undrawn("b", f"licence-{number}.jpg", "", "painted") for number in range(2))
    print_usage([], Drawn(ThumbnailFile(undrawn=undrawn), chosen=2))
    assert "2 not drawn: nothing would be left to see" in capsys.readouterr().out


def test_a_plan_says_what_thumbnails_will_fetch_again(swept: tuple[Path, Path, str]) -> None:
    folder, _, said = swept
    took, size = map(int, re.findall(r"took (\d+) requests and ([\d,]+) bytes", said.replace(",", ""))[-1])
    result = CliRunner().invoke(app, ["plan", str(folder), "--json"])
    (quote,) = json.loads(result.stdout)
    most = quote["thumbnails_at_most"]
    assert took == 3 <= most["objects"] <= 6 and size <= most["bytes"]
    assert "GET" not in CliRunner().invoke(app, ["plan", str(folder)]).stdout  # of a folder


def test_the_same_command_again_draws_nothing_anew(swept: tuple[Path, Path, str], tmp_path: Path) -> None:
    folder, out, _ = swept
    copy = Path(shutil.copytree(out, tmp_path / "copy"))
    before = (copy / NAME).read_bytes()
    assert "thumbnails:" not in run(folder, copy)
    assert (copy / NAME).read_bytes() == before and before[:1] == b"{"
    (copy / NAME).unlink()
    assert "thumbnails: 3 of 3" in run(folder, copy)
    assert (copy / NAME).read_bytes() == before


def test_without_thumbnails_none_are_drawn(
    swept: tuple[Path, Path, str], tmp_path: Path, in_process: Command
) -> None:
    folder, out, _ = swept
    copy = Path(shutil.copytree(out, tmp_path / "copy"))
    (copy / NAME).unlink()
    assert "thumbnails:" not in run(folder, copy, "--no-thumbnails")
    assert not (copy / NAME).exists()
    assert in_process("verify", copy).returncode == 0


def test_a_changed_file_of_thumbnails_is_refused(
    swept: tuple[Path, Path, str], tmp_path: Path, in_process: Command
) -> None:
    copy = Path(shutil.copytree(swept[1], tmp_path / "copy"))
    (copy / NAME).write_text((copy / NAME).read_text().replace("order-0", "order-9"))
    verified = in_process("verify", copy)
    assert verified.returncode == 1 and f"{NAME} was changed" in verified.stdout + verified.stderr
    again = in_process("report", copy)
    assert again.returncode == 1 and again.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("section", "change"),
    [
        ("report", {"thumbnails": False}),
        ("extract", {"ocr": "off"}),
        ("sample", {"max_requests": 100}),
        ("sample", {"max_bytes": 100}),
        ("sample", {"max_dollars": 1.0}),
        ("sample", {"max_minutes": 1.0}),
    ],
)
def test_under_a_limit_without_ocr_or_where_none_are_wanted_nothing_is_fetched_again(
    section: str, change: dict[str, object]
) -> None:
    assert is_drawing(Settings()) and not whole_sweep(Settings())
    changed = merge(Settings(), section, **change)
    assert not is_drawing(changed) and whole_sweep(changed)
