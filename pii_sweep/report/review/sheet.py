"""The questions of a review as a CSV file, and its answers."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pii_sweep.errors import UsageError, cause_of
from pii_sweep.report import words
from pii_sweep.report.review.questions import Question
from pii_sweep.report.tables.parquet import write_text
from pii_sweep.risk.categories import ENTITIES
from pii_sweep.types import Verdict

COLUMNS = ("question", "bucket", "key", "version", "entity", "found", "ask", "answer", "kinds")
YES, NO = frozenset(("yes", "y", "true", "1")), frozenset(("no", "n", "false", "0"))
SKIPPED = frozenset(("", "skip", "s", "?"))
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a cell that begins so (CWE-1236)


def ask(question: Question) -> str:
    """Return the question in words."""
    if not question.entity:
        return "Does it hold personal data of any kind?"
    return f"Does it hold {words.in_sentence(question.entity)}?"


def write_sheet(path: Path, questions: Sequence[Question]) -> Path:
    """Write the questions with an empty column `answer`; raises UsageError where it cannot be written."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in questions:
        cells = (one.id, one.ref.bucket, one.ref.key, one.ref.version or "", one.entity)
        rows.writerow([*map(_cell, (*cells, "; ".join(one.shown) or "nothing found", ask(one))), "", ""])
    return write_text(path, out.getvalue())


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def read_sheet(path: Path, questions: Sequence[Question]) -> list[Verdict]:
    """Return the answers of a CSV file; rows without an answer are left out.

    Only `question`, `answer` and `kinds` are read. Raises UsageError, naming the line, for an answer that is
    neither yes nor no, a question that was not drawn, a "yes" to any kind of data without `kinds`, and
    `kinds` without an answer.
    """
    known = {one.id: one for one in questions}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not {"question", "answer"} <= set(rows.fieldnames or ()):
                raise UsageError(f"{path} lacks the column question or answer; write it with `review --csv`")
            answers = [
                (
                    f"{path}:{rows.line_num}",
                    row["question"] or "",
                    row["answer"] or "",
                    row.get("kinds") or "",
                )
                for row in rows
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"cannot read {path} ({cause_of(error)}); give a CSV file in UTF-8") from None
    now = datetime.now(UTC).isoformat(timespec="seconds")
    found = []
    for place, name, answer, kinds in answers:
        if answer.strip().lower() in SKIPPED:
            if kinds.strip():
                raise UsageError(f"{place}: the column kinds is filled, and the column answer no yes or no")
            continue
        question = known.get(name.removeprefix("'"))
        if question is None:
            raise UsageError(
                f"{place}: '{name}' is no question of this review; give the options that wrote the file"
            )
        found.append(verdict(question, _parse_answer(answer, place), named_kinds(kinds, place), now, place))
    return found


def _parse_answer(answer: str, place: str) -> bool:
    word = answer.strip().lower()
    if word not in YES | NO:
        raise UsageError(f"{place}: the answer '{answer}' is neither yes nor no")
    return word in YES


def named_kinds(text: str, place: str) -> tuple[str, ...]:
    """Return entity types separated by spaces or commas; raises UsageError for one that is not known."""
    kinds = tuple(sorted({word.upper() for word in text.replace(",", " ").replace(";", " ").split()}))
    for kind in kinds:
        if kind not in ENTITIES:
            raise UsageError(f"{place}: '{kind}' is no kind of data; known: {', '.join(sorted(ENTITIES))}")
    return kinds


def verdict(
    question: Question, holds: bool, kinds: tuple[str, ...], now: str, place: str, *, revealed: bool = False
) -> Verdict:
    """Return an answer; raises UsageError for any kind of data that is not named."""
    if not question.entity and holds and not kinds:
        raise UsageError(f"{place}: name the kinds of data in the column kinds, e.g. PERSON EMAIL_ADDRESS")
    said = kinds if not question.entity and holds else ()
    return Verdict(question.ref.bucket, question.item, question.entity, holds, said, now, revealed)
