"""A place may quote a document: keys of JSON maps, names of XML elements, headers that are data."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from pii_sweep.types import Where

COVERED = "███"
_STEP = re.compile(r"\['(?:[^'\\]|\\.)*'\]|[^./\[\]]+")
_TELLING = re.compile(r"@|\d{3}|\d[-/ .]\d")
_INDEX = re.compile(r"\d{1,7}|\*")
_LONG, _PLAIN = re.compile(r"\w{3,}"), re.compile(r"[^\W_]{3,}")
_NONE: frozenset[str] = frozenset()


def discreet(where: Where, value: str) -> Where:
    """Return a place whose JSON path and column name hold nothing of the document.

    Covered are keys in brackets (those are no identifiers, so mostly data), steps with an @ sign or
    like a number, and steps that hold a word of the value found there.
    """
    path, column = where.json_path, where.column_name
    if path is None and column is None:
        return where
    folded = value.casefold()
    if not any(word in folded for word in (*_words_of(path), *_words_of(column))):
        words = _NONE
    else:
        words = frozenset(word for word in _LONG.findall(folded) if not word.isdigit())
    shown = _mask_path(path, words), _mask_path(column, words)
    return where if shown == (path, column) else replace(where, json_path=shown[0], column_name=shown[1])


@lru_cache(maxsize=1024)
def _words_of(path: str | None) -> tuple[str, ...]:
    """Return the words that a path shows."""
    return tuple(word for _, told in _steps(path) for word in told) if path is not None else ()


@lru_cache(maxsize=1024)
def _mask_path(path: str | None, words: frozenset[str]) -> str | None:
    if path is None:
        return None
    return "".join(text if words.isdisjoint(told) else COVERED for text, told in _steps(path))


@lru_cache(maxsize=1024)
def _steps(path: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the steps of a path as they may be shown, and the words of each, with what is between them."""
    found: list[tuple[str, frozenset[str]]] = []
    end = 0
    for match in _STEP.finditer(path):
        step = match.group()
        found.append((path[end : match.start()], _NONE))
        end = match.end()
        if step.startswith("["):
            found.append((f"['{COVERED}']", _NONE))
        elif _INDEX.fullmatch(step) or not _TELLING.search(step):
            found.append(
                (step, _NONE if _INDEX.fullmatch(step) else frozenset(_PLAIN.findall(step.casefold())))
            )
        else:
            found.append((COVERED, _NONE))
    return (*found, (path[end:], _NONE))
