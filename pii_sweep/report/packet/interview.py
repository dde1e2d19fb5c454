"""Asks a person for what a packet lacks and writes the answers into the activity file, comments kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import tomlkit
from tomlkit.items import AoT

from pii_sweep.errors import ConfigError
from pii_sweep.report.packet.activity import (
    BOOL,
    DATE,
    DAYS,
    LETTER_LIST,
    LISTS,
    SECTIONS,
    SENSITIVE_LIST,
    TEXTS,
    YES_NO,
    check,
)
from pii_sweep.report.packet.outstanding import Question
from pii_sweep.report.packet.statutes import SENSITIVE

Ask = Callable[[Question, str], str]  # the question, and what went wrong with the answer before
HINTS = {
    TEXTS: "several answers apart by ;",
    BOOL: "yes or no",
    YES_NO: "yes or no, then why, such as no: no code is kept with it",
    DATE: "YYYY-MM-DD",
    LETTER_LIST: "letters, such as A B D",
    SENSITIVE_LIST: f"any of {', '.join(item.key for item in SENSITIVE)}, or none",
    DAYS: "a whole number",
}
YES, NO = {"yes", "y", "true"}, {"no", "n", "false"}


def begin(identity: str, name: str, buckets: Sequence[str] = ()) -> str:
    """Return the text of an activity file that names its activity, and its buckets where not all are."""
    document = tomlkit.document()
    document["activity"] = {"id": identity, "name": name}
    if buckets:
        document["scope"] = {"buckets": list(buckets)}
    return tomlkit.dumps(document)


def interview(questions: Iterable[Question], text: str, ask: Ask) -> str:
    """Return the text of an activity file with the answers to the questions.

    Each key is asked for once; an empty answer leaves it open. An answer of a wrong shape is asked
    for again with the reason. `ask` raises EOFError to end the interview: what was answered stays.
    """
    document, asked = tomlkit.parse(text), set[str]()
    for question in questions:
        if question.place in asked:
            continue
        asked.add(question.place)
        try:
            text = _ask_until_answered(document, question, text, ask)
        except EOFError:
            break
    return text


def hint(question: Question) -> str:
    """Return how an answer is written, empty for plain text."""
    return HINTS.get(_shape(question), "")


def _ask_until_answered(document: tomlkit.TOMLDocument, question: Question, text: str, ask: Ask) -> str:
    """Ask until the answer fits or is empty, and return the file's text with it."""
    wrong = ""
    while answer := ask(question, wrong).strip():
        trial = tomlkit.parse(text)
        try:
            _put(trial, question, _value(answer, _shape(question)))
            check(trial.unwrap(), "the answer")
        except (ConfigError, ValueError) as error:
            wrong = str(error)
            continue
        _put(document, question, _value(answer, _shape(question)))
        return tomlkit.dumps(document)
    return text


def _shape(question: Question) -> str:
    shapes = LISTS if question.section in LISTS else SECTIONS
    return shapes[question.section][question.key]


def _value(answer: str, shape: str) -> Any:
    """Return an answer as its key wants it; raises ValueError."""
    if shape == TEXTS:
        return [part.strip() for part in answer.split(";") if part.strip()]
    if shape == LETTER_LIST:
        return sorted({letter for letter in answer.upper() if letter.isalpha()})
    if shape == SENSITIVE_LIST:
        return [] if answer.lower() == "none" else re.findall(r"\w+", answer.lower())
    if shape == DAYS:
        if not answer.isdecimal():
            raise ValueError("answer a whole number of days, such as 365")
        return int(answer)
    if shape == DATE:
        try:
            return tomlkit.date(date.fromisoformat(answer).isoformat())
        except ValueError:
            raise ValueError("answer a date as YYYY-MM-DD, such as 2026-03-01") from None
    if shape == BOOL:
        if answer.lower() not in YES | NO:
            raise ValueError("answer yes or no")
        return answer.lower() in YES
    return answer


def _put(document: tomlkit.TOMLDocument, question: Question, value: Any) -> None:
    if question.section not in LISTS:
        if question.section not in document:
            document.add(question.section, tomlkit.table())
        document[question.section][question.key] = value
        return
    if question.section not in document:
        document.add(question.section, AoT([]))
    rows = document[question.section]
    for row in rows:
        if all(row.get(name) == wanted for name, wanted in question.select.items()):
            row[question.key] = value
            return
    table = tomlkit.table()
    for name, item in {**question.select, question.key: value}.items():
        table[name] = item
    rows.append(table)
