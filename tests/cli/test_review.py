"""`review` asks about a random sample; what people answer goes into the estimates."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from pii_sweep.cli.subject_request import reveal
from pii_sweep.errors import UsageError
from tests.conftest import run_command

ORDER = "Ship to:\nMaria Gonzalez\n{0} Elm Street\nSacramento, CA 95814\n\nOrder total: $1{0}.00\n"
NAME = "The lamp is on sale until the end of the month. Thanks to Laura Rossi for the idea {0}.\n"
NOTHING = "The warehouse is closed on Monday. Shelf {0} is to be cleaned.\n"


@pytest.fixture(scope="module")
def keys(tmp_path_factory) -> str:
    """One key folder for the sweep and all that looks at it."""
    return str(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def swept(tmp_path_factory, keys: str) -> Path:
    """A sweep of sixty notes: orders, texts with a name, and texts without one."""
    folder, out = tmp_path_factory.mktemp("in") / "bucket", tmp_path_factory.mktemp("out") / "sweep"
    folder.mkdir()
    for number in range(60):
        text = (ORDER, NAME, NOTHING)[number % 3].format(number + 10)
        (folder / f"{number}.txt").write_text(text)
    result = run_command("run", folder, "--out", out, "--sample", "all", PII_SWEEP_KEYS=keys)
    assert result.returncode in (0, 3), result.stderr
    shutil.copytree(out, out.with_name("untouched"))
    return out


@pytest.fixture
def ask(in_process, keys: str):
    """Run a command with the keys of the sweep."""
    return lambda *arguments: in_process(*arguments, PII_SWEEP_KEYS=keys)


def corrected(folder: Path, entity: str = "PERSON") -> pd.Series:
    rows = pd.read_parquet(folder / "estimates.parquet").set_index("measure")
    return rows.loc[f"corrected:objects_with:{entity}"]


def filled(path: Path, answer: str | None = None) -> list[dict[str, str]]:
    """Return the rows of a question sheet with the true answers, or with one for all."""
    rows = list(csv.DictReader(path.open()))
    for row in rows:
        number = int(row["key"].partition(".")[0]) % 3
        truth = number == 0 or (number == 1 and row["entity"] == "PERSON")
        row["answer"] = answer or ("yes" if truth else "no")
    return rows


def written(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", newline="") as file:
        sheet = csv.DictWriter(file, list(rows[0]))
        sheet.writeheader()
        sheet.writerows(rows)
    return path


def test_answers_from_a_file_narrow_the_corrected_share(ask, swept: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "questions.csv"
    before = corrected(swept)
    result = ask("review", swept, "--csv", sheet)
    assert result.returncode == 0 and "questions" in result.stdout
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    text = sheet.read_text()
    assert "Rossi" not in text and "Gonzalez" not in text and "█" in text  # masked
    assert "nothing found" in text
    answered = written(tmp_path / "answers.csv", filled(sheet))
    result = ask("review", swept, "--answers", answered)
    assert result.returncode == 0 and "bucket, names: " in result.stdout
    assert f"{len(filled(sheet))} of {len(filled(sheet))} questions have an answer" in result.stdout
    after = corrected(swept)
    assert after["high"] - after["low"] <= 0.7 * (before["high"] - before["low"])
    assert after["low"] <= 40 <= after["high"] and "; reviewed: " in after["method"]
    assert ask("verify", swept).returncode == 0
    assert "answers of your review" in ask("show", swept, "--all").stdout


def test_the_same_review_asks_the_same_and_a_longer_one_begins_with_it(
    ask, swept: Path, tmp_path: Path
) -> None:
    sheets = []
    for number in (12, 12, 30):
        path = tmp_path / f"{len(sheets)}.csv"
        ask("review", swept, "--questions", number, "--csv", path)
        sheets.append({row["question"] for row in csv.DictReader(path.open())})
    assert sheets[0] == sheets[1] and len(sheets[0]) == 12
    assert sheets[0] <= sheets[2] and len(sheets[2]) == 30


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("maybe", "is neither yes nor no"),
        ("yes", "name the kinds of data in the column kinds"),
        (" ", "and the column answer no yes or no"),
    ],
)
def test_an_answer_that_says_nothing_is_refused_with_its_line(
    ask, swept: Path, tmp_path: Path, answer: str, told: str
) -> None:
    sheet = tmp_path / "questions.csv"
    ask("review", swept, "--csv", sheet)
    kinds = "" if answer.strip() else "PERSON"
    rows = [row | {"kinds": kinds} for row in filled(sheet, answer) if not row["entity"]]
    result = ask("review", swept, "--answers", written(tmp_path / "a.csv", rows))
    assert result.returncode == 2 and told in result.stderr and ":2:" in result.stderr


def test_a_question_that_was_not_drawn_is_refused(ask, swept: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_text("question,answer,kinds\n0123-PERSON,yes,\n")
    result = ask("review", swept, "--answers", sheet)
    assert result.returncode == 2 and "is no question of this review" in result.stderr
    assert ask("verify", swept).returncode == 0  # nothing was written


def test_without_a_terminal_a_file_is_asked_for(ask, swept: Path) -> None:
    result = ask("review", swept)
    assert result.returncode == 2 and "--csv FILE" in result.stderr


class Terminal:
    """A command on a terminal of its own: what it prints is read up to a prompt, and answered."""

    def __init__(self, keys: str, *arguments: object) -> None:
        self._outside, inside = pty.openpty()
        command = [sys.executable, "-m", "pii_sweep", *map(str, arguments)]
        self._process = subprocess.Popen(
            command, stdin=inside, stdout=inside, stderr=inside, env={**os.environ, "PII_SWEEP_KEYS": keys}
        )
        os.close(inside)

    def until(self, prompt: str) -> str:
        """Return what is printed up to a prompt, or to the end."""
        text = b""
        while prompt.encode() not in text:
            try:
                chunk = os.read(self._outside, 4096)
            except OSError:  # the terminal is closed with its process
                break
            if not chunk:
                break
            text += chunk
        return text.decode().replace("\r\n", "\n")

    def answer(self, text: str) -> None:
        os.write(self._outside, f"{text}\n".encode())

    def end(self) -> tuple[str, int]:
        """Return what is left to print, and the exit code."""
        text = self.until("\0")
        os.close(self._outside)
        return text, self._process.wait()


PROMPT = "[y/n/s/q] "
ELM = re.compile(r"\d\d Elm Street|Maria Gonzalez|Laura Rossi")


@pytest.fixture
def copy(swept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(swept.with_name("untouched"), tmp_path / "copy"))


def answers(folder: Path) -> int:
    with sqlite3.connect(folder / "sweep.sqlite") as db:
        return int(db.execute("SELECT count(*) FROM verdicts").fetchone()[0])


def test_on_a_terminal_each_answer_is_kept_at_once_and_no_question_comes_twice(
    ask, copy: Path, keys: str
) -> None:
    before = answers(copy)
    names = ("review", copy, "--entity", "PERSON", "--questions", 6)
    first = Terminal(keys, *names)
    begun = first.until(PROMPT)
    asked = int(begun.split(" questions;")[0])
    assert "Does it hold names?" in begun and "█" in begun and not ELM.search(begun)
    first.answer("y")
    skipped = first.until(PROMPT)
    assert skipped.count("/bucket/") == 1 and "s3://" not in skipped
    first.answer("maybe")  # is no answer: the same question again
    again = first.until(PROMPT)
    assert "Does it hold" in again and "/bucket/" not in again
    first.answer("s")
    first.until(PROMPT)
    first.answer("q")
    assert first.end()[1] == 0
    assert answers(copy) == before + 1
    second = Terminal(keys, *names)
    assert second.until(PROMPT).startswith(f"{asked - 1} questions;")
    second.answer("n")
    second.until(PROMPT)
    second.answer("q")
    assert second.end()[1] == 0
    assert answers(copy) == before + 2
    assert ask("verify", copy).returncode == 0


def test_reveal_shows_values_on_the_terminal_and_records_each_object(copy: Path, keys: str) -> None:
    review = Terminal(
        keys, "review", copy, "--entity", "PERSON", "--questions", 6, "--reveal", "--reason", "ticket 4711"
    )
    shown = review.until(PROMPT)
    while "Does it hold names?" in shown and not ELM.search(shown):
        review.answer("s")
        shown = review.until(PROMPT)
    assert ELM.search(shown) and "Elm Street" not in shown  # values of the kind that is asked about
    review.answer("q")
    assert review.end()[1] == 0
    lines = [json.loads(line) for line in (copy / "audit.jsonl").read_text().splitlines()]
    assert lines and all(line["reason"] == "ticket 4711" and line["bucket"] == "bucket" for line in lines)
    for path in copy.iterdir():
        assert not ELM.search(path.read_bytes().decode("latin-1")), path.name


def test_values_are_never_shown_where_the_output_is_no_terminal(ask, copy: Path) -> None:
    result = ask("review", copy, "--reveal", "--reason", "ticket 4711")
    assert result.returncode == 2 and "on a terminal only" in result.stderr
    assert not (copy / "audit.jsonl").exists() and result.stdout == ""


def test_values_are_shown_for_a_reason_alone(ask, swept: Path) -> None:
    result = ask("review", swept, "--reveal")
    assert result.returncode == 2 and "--reason" in result.stderr
    assert not (swept / "audit.jsonl").exists()


def test_an_answer_changed_in_the_journal_is_refused(ask, swept: Path, tmp_path: Path) -> None:
    copy, sheet = tmp_path / "copy", tmp_path / "questions.csv"
    shutil.copytree(swept, copy)
    ask("review", copy, "--questions", 10, "--csv", sheet)
    ask("review", copy, "--questions", 10, "--answers", written(tmp_path / "a.csv", filled(sheet)))
    with sqlite3.connect(copy / "sweep.sqlite") as db:
        db.execute("DELETE FROM verdicts")
    result = ask("show", copy, "--json")
    assert result.returncode == 1 and "changed" in result.stderr and json.dumps("rating") not in result.stdout


def test_without_the_sweep_s_key_no_value_is_looked_for(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PII_SWEEP_KEYS", str(tmp_path / "other"))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(UsageError, match="digest key is not here"):
        reveal(copy, "f" * 24, reason="ticket 4711")
    assert not (copy / "audit.jsonl").exists()
