"""The interview: asks for what a packet lacks, and writes answers into the activity file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from pii_sweep.cli.assess import buckets_of
from pii_sweep.report.packet.activity import (
    BOOL,
    DATE,
    LETTER_LIST,
    LISTS,
    SECTIONS,
    SENSITIVE_LIST,
    TEXTS,
    YES_NO,
    check,
)
from pii_sweep.report.packet.interview import begin, interview
from pii_sweep.report.packet.outstanding import Question, questions
from pii_sweep.report.tables.frames import Frames
from tests.report.packet.draft import draft

START = '# kept: a comment\n[activity]\nid = "orders"\nname = "Photo orders"\n'
FITTING = {
    TEXTS: "one; another", BOOL: "no", DATE: "2026-01-31", LETTER_LIST: "A, b D", SENSITIVE_LIST: "none",
    YES_NO: "No: nothing of the kind is kept",
}  # fmt: skip


def packet(built: Frames, text: str) -> dict[str, Any]:
    return draft(built, tomllib.loads(text))


def answer(question: Question, wrong: str) -> str:
    assert not wrong, f"{question.place}: {wrong}"
    shapes = LISTS if question.section in LISTS else SECTIONS
    return FITTING.get(shapes[question.section][question.key], "an answer")


def test_answers_to_all_questions_leave_nothing_outstanding_and_keep_comments(swept: Frames) -> None:
    asked = list(questions(packet(swept, START)))
    text = interview(asked, START, answer)
    assert text.startswith("# kept: a comment\n")
    body = packet(swept, text)
    assert body["outstanding"] == []
    assert body["negative_impacts"][0]["residual"] == "an answer"
    assert body["trigger_evidence"][0]["answer"] is False
    assert body["exposure"]["since_earliest"] == "2026-01-31"
    anyone = next(row for row in body["recipients"] if row["principal"] == "anyone")
    assert anyone["purpose"] == "an answer"


def test_every_field_left_to_people_has_a_key_that_the_activity_file_knows(swept: Frames) -> None:
    for question in questions(packet(swept, START)):
        shapes = LISTS if question.section in LISTS else SECTIONS
        assert question.key in shapes[question.section], question.place


def test_an_empty_answer_leaves_a_question_open_and_a_wrong_one_is_asked_again(swept: Frames) -> None:
    asked = list(questions(packet(swept, START)))
    began = [one for one in asked if one.place in ("[activity] began_on", "[triggers] sensitive")]
    said: Iterator[str] = iter(["last year", "2016-11-01", ""])
    wrong: list[str] = []

    def put(question: Question, what: str) -> str:
        wrong.append(what)
        return next(said)

    found = tomllib.loads(interview(began, START, put))
    assert found["activity"]["began_on"].isoformat() == "2016-11-01" and "triggers" not in found
    assert wrong[0] == "" and "YYYY-MM-DD, such as" in wrong[1]


def test_what_a_candidate_asks_is_answered_by_yes_or_no_and_why(swept: Frames) -> None:
    place = {"section": "spi", "key": "answer", "select": {"entities": ["CREDIT_CARD"]}}
    question = Question("spi[0].answer", "is a code kept with it?", "§1798.140(ae)(1)(B)", **place)
    said, wrong = iter(["nobody knows", "No: it is never stored"]), list[str]()

    def put(_: Question, what: str) -> str:
        wrong.append(what)
        return next(said)

    found = tomllib.loads(interview([question], START, put))
    assert found["spi"] == [{"entities": ["CREDIT_CARD"], "answer": "No: it is never stored"}]
    assert "begins with yes or no" in wrong[1]


ROWS = {"retention": {"category": "A"}, "impacts": {"harm": "A"}}


@pytest.mark.parametrize(
    ("section", "key", "wrong", "right", "value"),
    [
        ("retention", "declared_days", "a year", "365", 365),
        ("retention", "declared_days", "1.5", "1", 1),
        ("retention", "declared_period", None, "365", "365"),
        ("triggers", "sensitive", "maybe", "Y", True),
        ("triggers", "sensitive", "1", "false", False),
        ("business", "name", None, "A; B", "A; B"),
        ("scope", "buckets", None, " one ;; two;", ["one", "two"]),
        ("declared", "categories", "A Z", "d, b B", ["B", "D"]),
        ("declared", "sensitive", "no such kind", "NONE", []),
        ("impacts", "cause", None, "none", "none"),
    ],
)  # fmt: skip
def test_an_answer_has_the_shape_of_its_key_or_is_asked_for_again(
    section: str, key: str, wrong: str | None, right: str, value: object
) -> None:
    select = ROWS.get(section, {})
    question = Question("a field", "what is it?", "§1", section, key, select)
    said, complaints = iter([*([] if wrong is None else [wrong]), right]), list[str]()

    def put(_: Question, what: str) -> str:
        complaints.append(what)
        return next(said)

    found = tomllib.loads(interview([question], START, put))[section]
    assert (found[0] if select else found) == {**select, key: value}
    assert [bool(what) for what in complaints] == [False, True][: len(complaints)]
    assert len(complaints) == 1 + (wrong is not None)


def test_an_interview_that_is_broken_off_keeps_what_was_answered(swept: Frames) -> None:
    asked = list(questions(packet(swept, START)))
    given = 0

    def put(question: Question, _: str) -> str:
        nonlocal given
        given += 1
        if given > 2:
            raise EOFError
        return "said"

    found = tomllib.loads(interview(asked, START, put))
    assert (found["activity"]["operator"], found["business"]) == ("said", {"name": "said"})


def test_a_key_is_asked_for_once_though_twelve_categories_want_it(swept: Frames) -> None:
    places: list[str] = []

    def put(question: Question, _: str) -> str:
        places.append(question.place)
        return ""

    assert interview(questions(packet(swept, START)), START, put) == START
    assert len(places) == len(set(places)) and places.count("[declared] categories") == 1


@pytest.mark.parametrize("name", ['quotes " and\nlines', "plain"])
def test_a_new_activity_file_names_its_activity(name: str) -> None:
    assert check(tomllib.loads(begin("a-1", name)))["activity"] == {"id": "a-1", "name": name}


def test_the_buckets_of_an_activity_are_asked_for_until_they_match(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = iter(["fotos-*", "photos-*; backup", ""])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(said))
    names = ["photos-1", "photos-2", "backup", "site"]
    assert buckets_of(names) == ["photos-*", "backup"]
    assert "'fotos-*' matches none" in capsys.readouterr().out
    assert buckets_of(names) == [] == buckets_of(["one-bucket"])
    declared = tomllib.loads(begin("a-1", "plain", ["photos-*", "backup"]))
    assert check(declared)["scope"] == {"buckets": ["photos-*", "backup"]}
