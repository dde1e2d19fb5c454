"""A place may quote a document: members, sheets, keys of JSON maps, names of XML elements, headers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from pii_sweep.link.mask import mask_value
from pii_sweep.types import Where

# Returns a string of a place with the personal data in it masked.
Conceal = Callable[[str], str]
# The members, the JSON path and the column name of a place.
Names = tuple[tuple[str, ...], str | None, str | None]

COVERED = "███"
_STEP = re.compile(r"\['(?:[^'\\]|\\.)*'\]|[^./\[\]]+")
_ELEMENT = re.compile(r"[^/\[\]]+")  # names of XML elements have points: `Anna.Kowalska`
_VALUE = re.compile(r"@|\d{3}|\d[-/ .]\d")
_INDEX = re.compile(r"\d{1,7}|\*")
_LONG, _PLAIN = re.compile(r"\w{3,}"), re.compile(r"[^\W_]{3,}")
_NONE: frozenset[str] = frozenset()
_NAMELESS: Names = ((), None, None)


def mask_spans(text: str, found: Sequence[tuple[int, int, str]]) -> str:
    """Return a text with some stretches masked, each given by its start, its end and its entity."""
    for start, end, entity in sorted(found, reverse=True):
        text = text[:start] + mask_value(entity, text[start:end], {}) + text[end:]
    return text


def mask_place(where: Where, value: str, conceal: Conceal = str) -> Where:
    """Return a place whose members, JSON path and column name hold nothing of the document.

    `conceal` masks the personal data that the recognizers find in each name. Covered besides are keys in
    brackets (those are no identifiers, so mostly data), steps with an @ sign or like a number, and steps
    and words of members that are words of the value found there.
    """
    names = where.inside, where.json_path, where.column_name
    if names == _NAMELESS:
        return where
    shown = mask_names(names, [value], conceal)[0]
    return (
        where if shown == names else replace(where, inside=shown[0], json_path=shown[1], column_name=shown[2])
    )


def mask_names(names: Names, values: Sequence[str], conceal: Conceal) -> list[Names]:
    """Return the names of a place as `mask_place` shows them next to each of some values found there."""
    inside, path, column = names
    asked = (*_words_of(path), *_words_of(column), *_member_words(inside))
    folded = "\n".join(values).casefold()
    if not any(word in folded for word in asked):
        return [_conceal(*names, _NONE, conceal)] * len(values)
    shown = list[Names]()
    for value in values:
        folded, words = value.casefold(), _NONE
        if any(word in folded for word in asked):
            words = frozenset(word for word in _LONG.findall(folded) if not word.isdecimal())
        show = _conceal.__wrapped__ if words else _conceal  # words of a value are not kept
        shown.append(show(*names, words, conceal))
    return shown


# Most values of a table share no word with its names.
@lru_cache(maxsize=256)
def _conceal(
    inside: tuple[str, ...], path: str | None, column: str | None, words: frozenset[str], conceal: Conceal
) -> Names:
    """Return members, path and column name as they may be shown next to a value of these words."""
    return (
        tuple(_mask_member(conceal(name), words) for name in inside),
        _mask_path(path, words, conceal),
        _mask_path(column, words, conceal),
    )


@lru_cache(maxsize=1024)
def _member_words(inside: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of the names of members."""
    return tuple(word for name in inside for word in _PLAIN.findall(name.casefold()))


def _mask_member(name: str, words: frozenset[str]) -> str:
    """Return a member's name with some of its words covered."""
    if not words:
        return name
    return _PLAIN.sub(lambda found: COVERED if found[0].casefold() in words else found[0], name)


@lru_cache(maxsize=1024)
def _words_of(path: str | None) -> tuple[str, ...]:
    """Return the words that a path shows."""
    return tuple(word for _, shown_words in _steps(path) for word in shown_words) if path is not None else ()


def _mask_path(path: str | None, words: frozenset[str], conceal: Conceal) -> str | None:
    if path is None:
        return None
    if path[:1] not in ("$", "/"):
        path, conceal = conceal(path), str  # a header: its dots and slashes part no steps
    return "".join(
        (conceal(text) if shown_words else text) if words.isdisjoint(shown_words) else COVERED
        for text, shown_words in _steps(path)
    )


@lru_cache(maxsize=1024)
def _steps(path: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the steps of a path as they may be shown, and the words of each, with what is between them."""
    found: list[tuple[str, frozenset[str]]] = []
    end = 0
    for match in (_ELEMENT if path.startswith("/") else _STEP).finditer(path):
        step = match.group()
        found.append((path[end : match.start()], _NONE))
        end = match.end()
        if step.startswith("["):
            found.append((f"['{COVERED}']", _NONE))
        elif _INDEX.fullmatch(step) or not _VALUE.search(step):
            found.append(
                (step, _NONE if _INDEX.fullmatch(step) else frozenset(_PLAIN.findall(step.casefold())))
            )
        else:
            found.append((COVERED, _NONE))
    return (*found, (path[end:], _NONE))
