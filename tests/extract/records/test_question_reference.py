"""Answers of surveys and forms are called by the questions that they refer to by an id."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from pii_sweep.extract.records.column_names import Leaf
from pii_sweep.extract.records.question_reference import MAX_HELD, find_questions
from pii_sweep.types import Passage, Table
from tests.extract.message.test_segment import read

PEOPLE = [("Zoltan Quimby", "512341876"), ("Maria Holt", "467219835"), ("Otto Holt", "301458822")]
NAME, NUMBER = "Your name", "Social Security Number"
SURVEY_MONKEY = {
    "pages": [
        {
            "questions": [
                {"id": str(at), "headings": [{"heading": title}]}
                for at, title in ((101, NAME), (102, NUMBER))
            ]
        }
    ],
    "data": [
        {
            "pages": [
                {
                    "questions": [
                        {"id": "101", "answers": [{"text": name}]},
                        {"id": "102", "answers": [{"text": number}]},
                    ]
                }
            ]
        }
        for name, number in PEOPLE
    ],
}
TYPEFORM = {
    "items": [
        {
            "answers": [
                {"field": {"id": "a1", "ref": "r1"}, "type": "text", "text": name},
                {"field": {"id": "a2", "ref": "r2"}, "type": "number", "number": int(number)},
            ]
        }
        for name, number in PEOPLE
    ],
    "fields": [{"id": "a1", "title": NAME}, {"id": "a2", "title": NUMBER}],
}
GOOGLE = {
    "form": {
        "info": {"title": "Onboarding"},
        "items": [
            {"title": title, "questionItem": {"question": {"questionId": own}}}
            for title, own in ((NAME, "1a2b"), (NUMBER, "5e6f"))
        ],
    },
    "responses": [
        {
            "answers": {
                own: {"questionId": own, "textAnswers": {"answers": [{"value": value}]}}
                for own, value in zip(("1a2b", "5e6f"), person, strict=True)
            }
        }
        for person in PEOPLE
    ],
}
JOTFORM = {
    "questions": {"3": {"qid": "3", "text": NAME}, "4": {"qid": "4", "text": NUMBER}},
    "content": [{"answers": {"3": {"answer": name}, "4": {"answer": number}}} for name, number in PEOPLE],
}
MICROSOFT = {
    "questions": [{"id": "r1a", "title": NAME}, {"id": "r2b", "title": NUMBER}],
    "value": [
        {
            "answers": json.dumps(
                [{"questionId": "r1a", "answer1": name}, {"questionId": "r2b", "answer1": number}]
            )
        }
        for name, number in PEOPLE
    ],
}
QUALTRICS = {
    "questions": {
        "QID1": {"questionText": f"<p>{NAME}</p>"},
        "QID2": {"questionText": "Social Security&nbsp;Number"},
    },
    "responses": [{"values": {"QID1_TEXT": name, "QID2_TEXT": number}} for name, number in PEOPLE],
}
SUBMISSIONS = {
    "components": [{"key": "field1", "label": NAME}, {"key": "field2", "label": NUMBER}],
    "submissions": [{"data": {"field1": name, "field2": number}} for name, number in PEOPLE],
}
NAMES = {
    "names": {"customfield_10001": NAME, "customfield_10002": NUMBER},
    "issues": [
        {"fields": {"customfield_10001": name, "customfield_10002": number}} for name, number in PEOPLE
    ],
}


def _named(document: object) -> set[tuple[str, str]]:
    """Return the values of a document, each behind the last part of its name."""
    found = set[tuple[str, str]]()
    for piece in read("a.json", json.dumps(document).encode()):
        if isinstance(piece, Table):
            names = [re.split(r"[.\[]", name)[-1].strip("]'") for name in piece.header]
            found |= {pair for row in piece.rows for pair in zip(names, row, strict=True)}
        elif isinstance(piece, Passage):
            lines = [line.partition(": ") for line in piece.text.splitlines()]
            found |= {(name.rpartition(".")[2], value) for name, _, value in lines}
    return found


@pytest.mark.parametrize(
    "document", [SURVEY_MONKEY, TYPEFORM, GOOGLE, JOTFORM, MICROSOFT, QUALTRICS, SUBMISSIONS, NAMES]
)
def test_an_answer_is_called_by_the_title_of_its_question(document: object) -> None:
    named = _named(document)
    assert {(NAME, name) for name, _ in PEOPLE} <= named
    assert {(NUMBER, number) for _, number in PEOPLE} <= named


def test_the_parts_of_an_answer_keep_their_names() -> None:
    answers = [{"questionId": "q1", "answer": {"first": "Zoltan", "last": "Quimby"}}]
    document = {"questions": [{"id": "q1", "title": NAME}], "responses": [{"answers": answers}]}
    assert {("first", "Zoltan"), ("last", "Quimby")} <= _named(document)


@pytest.mark.parametrize(
    "document",
    [
        {
            "posts": [{"id": 1, "title": NUMBER}],
            "comments": [{"id": 1, "body": "512341876"}, {"id": 2, "body": "x"}],
        },
        {
            "fields": [{"id": "ssn", "title": "Enter it"}],
            "rows": [{"ssn": "512341876"}, {"ssn": "467219835"}],
        },
    ],
)
def test_other_things_of_the_same_id_and_keys_that_are_words_keep_their_names(document: object) -> None:
    assert {name for name, value in _named(document) if value == "512341876"} <= {"body", "ssn"}


@pytest.mark.parametrize(
    "row",
    [
        {"name": "Zoltan Quimby", "email": "z@mail.example", "ssn": "512341876"},
        {"text": "Called back", "client": "Zoltan Quimby", "ssn": "512341876"},
        {"email": "z@mail.example", "ssn": "512341876"},
        {"value": "a", "ssn": "512341876", "price": "1.20", "state": "sent", "unit": "kg", "size": "3"},
        {"answers": [{"ssn": "512341876", "full_name": "Zoltan Quimby"}]},
    ],
)
def test_rows_that_have_the_ids_of_other_things_are_no_answers(row: dict[str, object]) -> None:
    goods = [{"id": at, "title": f"Widget {at}"} for at in range(25)]
    document = {"items": goods, "results": [{"id": at, **row} for at in range(25)]}
    pieces = read("a.json", json.dumps(document).encode())
    tables = {piece.where.json_path: piece for piece in pieces if isinstance(piece, Table)}
    header = [re.split(r"[.\[]", name)[-1].strip("]'") for name in tables["$.results"].header]
    assert {"id", "ssn"} <= {*header}
    assert ("email" in header) == ("email" in row)
    assert len(list(tables["$.results"].rows)) == 25


@pytest.mark.parametrize("place", [0, MAX_HELD + 1])
def test_of_a_long_answer_few_leaves_wait_and_the_others_get_its_title(place: int) -> None:
    head = [(("fields", 1, "id"), "q1a"), (("fields", 1, "title"), NAME)]
    own = ("answers", 1)
    reference: Leaf = ((*own, "field", "id"), "q1a")
    taken = [0]

    def leaves() -> Iterator[Leaf]:
        for at in range(5 * MAX_HELD):
            taken[0] = at + 1
            yield reference if at == place else ((*own, "rows", at + 1), "Zoltan Quimby")

    questions = find_questions([*head, reference])
    assert questions
    waiting, last = 0, None
    for given, leaf in enumerate(questions.join(leaves())):
        waiting, last = max(waiting, taken[0] - given), leaf
    assert waiting <= MAX_HELD + 1
    assert last == (("answers", NAME), "Zoltan Quimby")


def test_a_document_that_is_one_value_has_no_questions() -> None:
    assert find_questions([((), "Which name?"), ((), "x")]) is None


def test_answers_without_their_questions_stand_in_columns_by_their_number() -> None:
    def answer(number: int, kind: str, value: object) -> dict[str, object]:
        return {"field": {"id": f"Zk{number}rQ8wTm2Lx", "type": kind}, "type": kind, kind: value}

    people = (("Ingrid", "Solberg"), ("Tomas", "Ferreira"), ("Aoife", "Brennan"))
    items = [
        {"token": f"t{at}", "answers": [answer(1, "text", first), answer(2, "text", last),
                                        answer(3, "choice", {"id": "c1", "label": "Zone B"})]}
        for at, (first, last) in enumerate(people)
    ]  # fmt: skip
    pieces = read("a.json", json.dumps({"items": items}).encode())
    table = next(piece for piece in pieces if isinstance(piece, Table))
    first, last = (table.header.index(f"$['field {number}']") for number in (1, 2))
    assert last == first + 1
    assert [(row[first], row[last]) for row in table.rows] == list(people)
    assert not any("Zone B" in name for name in table.header)


def test_lists_that_refer_to_nothing_again_keep_their_names() -> None:
    items = [
        {"answers": [{"field": {"id": f"q{at}{part}"}, "text": "x"} for part in "ab"]} for at in range(3)
    ]
    pieces = read("a.json", json.dumps({"items": items}).encode())
    assert not any("field 1" in name for piece in pieces if isinstance(piece, Table) for name in piece.header)
