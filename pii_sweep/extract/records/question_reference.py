"""Answers that refer to their questions by an id get the question's title for a name.

Tools for surveys and forms list questions in one place and answers in another: Typeform (`fields[].title`,
`answers[].field.id`), SurveyMonkey (`questions[].headings`, `questions[].id`), Google Forms
(`items[].questionItem.question.questionId`, `answers.<id>`), Jotform, Microsoft Forms, Qualtrics, FHIR's
questionnaires (`linkId`), Form.io and JSON Schema (keys of a submission), REDCap, Jira, Airtable.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from pii_sweep.extract.records.column_names import Leaf, Path
from pii_sweep.extract.table.column_labels import PERSON

# Names in small letters without other signs. What lists questions, and answers; what maps ids to titles.
_QUESTION_LISTS = (
    "questions fields items elements item components properties columns controls inputs formfields metadata"
    " datadictionary content"
)
_QUESTIONS: Final = frozenset(_QUESTION_LISTS.split())
_ANSWER_LISTS = "answers answer responses questions fields item results fieldvalues"
_ANSWERS: Final = frozenset(_ANSWER_LISTS.split())
_MAPS: Final = frozenset({"names", "questions", "fieldnames", "headers", "fieldlabels"})
_TITLES: Final = (
    *("title", "questiontitle", "questiontext", "heading", "question", "fieldlabel", "label"),
    *("prompt", "questionname"),
)
# These are titles next to an id of a question, or in a list of fields, alone.
_WEAK_TITLES: Final = ("text", "name")
_OWN_IDS: Final = frozenset(
    {"questionid", "fieldid", "linkid", "qid", "fieldref", "questionref", "fieldname"}
)
_IDS: Final = frozenset({"id", "ref", "key", "name", "uid", "uuid"}) | _OWN_IDS
_OWNERS: Final = frozenset({"field", "question"})
# Steps below an answer that say nothing of what it is.
_VALUES = (
    "value values text answer answers textanswers number string boolean choice choices label email"
    " phonenumber date url content data response simpletext answer1 question field valuestring valueinteger"
)
_GENERIC: Final = frozenset(_VALUES.split())
# Those of them that rows of other tables have too are no sign of an answer by an id alone.
_SHARED: Final = frozenset({"email", "phonenumber", "date", "url", "label", "content", "data", "field"})
_TEXT_KEY: Final = re.compile(r"(?i)_(?:text|\d{1,2})\Z")
_CODE: Final = re.compile(r"(?=.*\d)[\w.\-]{2,64}|\d{1,3}|(?=.*[a-z])(?=.*[A-Z])[A-Za-z]{14,}")
_SHORT: Final = re.compile(r"\d{1,3}|[A-Za-z]\d?")
_TAGS: Final = re.compile(r"<[^<>]*>|&nbsp;")
_PLAIN: Final = re.compile(r"[^a-z0-9]")
_SIGNS: Final = re.compile(r"[_.\-]|(?<=[a-z])(?=[A-Z])")
# Steps from an element to its title or id at most, from an answer to the id that it refers by; signs of each.
_DEPTH, _NEAR, _LONGEST, _LONGEST_ID = 3, 2, 100, 80
_OTHERS: Final = 3  # fields of an answer that has a bare id, next to its values
MAX_HELD: Final = 2000  # leaves of an answer that wait for its id


@dataclass(frozen=True, slots=True)
class Questions:
    """The titles of a document's questions by their ids, and the shapes of the answers that refer to them."""

    titles: Mapping[str, str]
    listed: frozenset[Path]
    definitions: frozenset[Path]
    numbered: bool = False

    def join(self, leaves: Iterable[Leaf]) -> Iterator[Leaf]:
        """Yield leaves, those of answers under the titles of their questions."""
        behind: list[Leaf] = []
        answered: Path = ()
        for own, group in groupby(leaves, self._find_answer):
            if behind and (own is None or own[:-1] != answered or len(behind) >= MAX_HELD):
                yield from behind
                behind = []
            if own is None:
                yield from map(self._rename_key, group)
                continue
            answered = own[:-1]
            for leaf in self._name_answer(own, group):
                # The values of numbered answers stand side by side.
                if self.numbered and "reference" in leaf[0][len(own) - 1 :]:
                    behind.append(leaf)
                else:
                    yield leaf
        yield from behind

    def _name_answer(self, own: Path, answer: Iterable[Leaf]) -> Iterator[Leaf]:
        """Yield an answer's leaves under its title; of a long one, those before its id as they are."""
        held: list[Leaf] = []
        title: str | None = None
        for path, value in answer:
            held.append((path, value))
            if title is None and _is_reference(path, own):
                title = self.titles.get(value)
            if title is not None or len(held) >= MAX_HELD:
                yield from self._name_parts(own, title, held)
                held.clear()
        yield from self._name_parts(own, title, held)

    def _name_parts(self, own: Path, title: str | None, parts: Iterable[Leaf]) -> Iterator[Leaf]:
        for path, value in parts:
            if title is None:
                yield self._rename_key((path, value))
            elif _is_reference(path, own) or path[-1] == "type":
                named = (title, "reference") if self.numbered else ("reference",)
                yield (
                    (*own[:-1], *named, *(map(str, path[len(own) :]) if self.numbered else path[-1:])),
                    value,
                )
            else:
                # A number is unique, and says nothing: the values in its column do.
                before = own[:-2] if self.numbered else own[:-1]
                yield (*before, title, *_name_rest(path[len(own) :])), value

    def _find_answer(self, leaf: Leaf) -> Path | None:
        """Return the path of the answer that a leaf is of, None for others."""
        own = _innermost(leaf[0], self.listed)
        return None if own in self.definitions else own

    def _rename_key(self, leaf: Leaf) -> Leaf:
        path, value = leaf
        for at, step in enumerate(path):
            if not isinstance(step, str) or path[: at + 1] in self.definitions:
                continue
            title = self.titles.get(step) or self.titles.get(_TEXT_KEY.sub("", step))
            if title and _is_key(step, path[at - 1] if at else ""):
                return (*path[:at], title, *_name_rest(path[at + 1 :])), value
        return leaf


def find_questions(head: Sequence[Leaf]) -> Questions | None:
    """Return the questions that answers in a document's first leaves refer to; None where none do."""
    head = [leaf for leaf in head if leaf[0]]  # a document that is one value alone has no path
    titled = _find_titles(head)
    if not titled:
        return _number_questions(head)
    titles: dict[str, str] = {}
    definitions: set[Path] = set()
    for own, (_, title) in titled.items():
        if isinstance(own[-1], str):
            titles.setdefault(own[-1], title)
            definitions.add(own)
    for path, value in head:
        if _word(path[-1]) in _IDS and len(value) <= _LONGEST_ID:
            own = _element(path)
            if own in titled and _lists(own, _QUESTIONS) and len(path) - len(own) <= _DEPTH:
                titles.setdefault(value, titled[own][1])
                definitions.add(own)
    listed = _find_listed(head, titles, definitions)
    keyed = any(
        isinstance(step, str)
        and (step in titles or _TEXT_KEY.sub("", step) in titles)
        and path[: at + 1] not in definitions
        and _is_key(step, path[at - 1] if at else "")
        for path, _ in head
        for at, step in enumerate(path)
    )
    named = Questions(titles, listed, frozenset(definitions))
    return named if listed or keyed else _number_questions(head)


def _number_questions(head: Sequence[Leaf]) -> Questions | None:
    """Return the questions of answers that come without them by their number; None where none come again.

    The values of all answers to one question then stand in one column, and say what they are.
    """
    numbers: dict[str, int] = {}
    seen: dict[str, set[Path]] = {}
    last: Path = ()
    listed: set[Path] = set()
    for path, value in head:
        own = _element(path)
        if not (own and _lists(own, _ANSWERS) and len(value) <= _LONGEST_ID and _refers(path, own)):
            continue
        known = numbers.get(value)
        numbers[value] = known or (max(numbers.values(), default=0) + (own != last or not numbers))
        last = own
        seen.setdefault(value, set()).add(own[:-1])
        listed.add(_shape(own))
    again = sum(len(lists) > 1 for lists in seen.values())
    if 2 * again < len(seen) or not seen:
        return None
    titles = {value: f"field {number}" for value, number in numbers.items()}
    return Questions(titles, frozenset(listed), frozenset(), numbered=True)


def _refers(path: Path, own: Path) -> bool:
    """Return whether a leaf of an answer can be nothing but the id of its question."""
    inside = len(path) - len(own) == _NEAR and _word(path[-2]) in _OWNERS and _word(path[-1]) in {"id", "ref"}
    return inside or (_word(path[-1]) in _OWN_IDS and len(path) - len(own) <= _NEAR)


def _find_listed(
    head: Sequence[Leaf], titles: Mapping[str, str], definitions: Collection[Path]
) -> frozenset[Path]:
    """Return the shapes of the lists' elements that are answers to titled questions."""
    listed: set[Path] = set()
    bare: dict[Path, set[Path]] = {}
    for path, value in head:
        own = _element(path)
        if own and own not in definitions and value in titles and _is_reference(path, own):
            if len(path) - len(own) == 1 and _word(path[-1]) not in _OWN_IDS:
                bare.setdefault(_shape(own), set())
            else:
                listed.add(_shape(own))
    shapes = frozenset(bare)
    for path, _ in head if bare else ():
        inner = _innermost(path, shapes)
        if inner and inner not in definitions:
            bare[_shape(inner)].add(_shape(path[len(inner) :]))
    return frozenset(listed.union(shape for shape, fields in bare.items() if _are_answers(fields)))


def _are_answers(fields: Iterable[Path]) -> bool:
    """Return whether elements with a bare id hold a value, little else, and nothing known of people."""
    words = {_word(path[0]) for path in fields} - {"id", "ref", "type"} - _OWN_IDS
    values = words & (_GENERIC - _SHARED)
    if not values or len(words - values) > _OTHERS:
        return False
    steps = {step for path in fields for step in path if isinstance(step, str)}
    return not any(PERSON.search(_SIGNS.sub(" ", step)) for step in steps)


def _find_titles(head: Sequence[Leaf]) -> dict[Path, tuple[int, str]]:
    """Return the titles of elements of lists, and of keys that stand for questions, the surest of each."""
    found: dict[Path, tuple[int, str]] = {}
    own_ids = {_element(path) for path, _ in head if path and _word(path[-1]) in _OWN_IDS}
    for path, value in head:
        word = _word(path[-1])
        if len(path) > 1 and _word(path[-2]) in _CHOSEN:
            continue  # what somebody has chosen, and no question
        if word in _TITLES:
            place = _TITLES.index(word)
        elif word in _WEAK_TITLES and (
            _element(path) in own_ids or _lists(path[:-1], {"fields", "questions"})
        ):
            place = len(_TITLES) + _WEAK_TITLES.index(word)
        elif len(path) > 1 and _word(path[-2]) in _MAPS and _CODE.fullmatch(str(path[-1])):
            place = 0
        else:
            continue
        title = " ".join(_TAGS.sub(" ", value).split())[:_LONGEST]
        if not any(map(str.isalpha, title)):
            continue
        for size in range(len(path), max(0, len(path) - _DEPTH - 1), -1):
            own = path[:size]
            if not _is_question(own, is_leaf=size == len(path)):
                continue
            far = (len(path) - size) * 100 + place
            found[own] = min(found.get(own, (far, title)), (far, title))
    return found


_CHOSEN: Final = frozenset({"choice", "option", "selectedoption"})


def _is_question(own: Path, *, is_leaf: bool) -> bool:
    """Return whether a path is that of an element of a list of questions, or of a key in a map of them."""
    if isinstance(own[-1], int):
        return not is_leaf
    return (
        len(own) > 1
        and _word(own[-2]) in (_MAPS if is_leaf else _QUESTIONS)
        and bool(_CODE.fullmatch(own[-1]))
    )


def _is_reference(path: Path, own: Path) -> bool:
    """Return whether a leaf of an element of a list is the id of a question."""
    word, depth = _word(path[-1]), len(path) - len(own)
    if word in _OWN_IDS or depth > _NEAR:
        return depth <= _NEAR
    inside = depth == _NEAR and _word(path[-2]) in _OWNERS
    return word in {"id", "ref"} and (inside or (depth == 1 and _lists(own, _ANSWERS)))


def _is_key(step: str, parent: str | int) -> bool:
    """Return whether a key may stand for a question: a code, one of few signs among answers alone."""
    if _CODE.fullmatch(step) is None:
        return False
    return not _SHORT.fullmatch(step) or _word(parent) in _ANSWERS | {"values", "data", "submission"}


def _name_rest(rest: Path) -> Path:
    """Return the steps below an answer that say which part of it a value is: `first`, `city`."""
    return tuple(step for step in rest[-1:] if isinstance(step, str) and _word(step) not in _GENERIC)


def _innermost(path: Path, shapes: frozenset[Path]) -> Path | None:
    for size in range(len(path) - 1, 0, -1):
        if isinstance(path[size - 1], int) and _shape(path[:size]) in shapes:
            return path[:size]
    return None


def _element(path: Path) -> Path:
    """Return the path of the innermost element of a list that a leaf is in; empty where it is in none."""
    for size in range(len(path) - 1, 0, -1):
        if isinstance(path[size - 1], int):
            return path[:size]
    return ()


def _lists(own: Path, names: Iterable[str]) -> bool:
    return len(own) > 1 and isinstance(own[-1], int) and _word(own[-2]) in names


def _shape(path: Path) -> Path:
    return tuple("*" if type(step) is int else step for step in path)


def _word(step: str | int) -> str:
    return _PLAIN.sub("", step.lower()) if isinstance(step, str) else ""
