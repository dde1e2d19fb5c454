"""A place may quote a document: keys of JSON maps, names of XML elements, headers that are data."""

from __future__ import annotations

import re
from dataclasses import replace

from pii_sweep.types import Where

COVERED = "███"
_STEP = re.compile(r"\['(?:[^'\\]|\\.)*'\]|[^./\[\]]+")
_TELLING = re.compile(r"@|\d{3}|\d[-/ .]\d")
_INDEX = re.compile(r"\d{1,7}|\*")


def discreet(where: Where, value: str) -> Where:
    """Return a place whose JSON path and column name hold nothing of the document.

    Covered are keys in brackets (those are no identifiers, so mostly data), steps with an @ sign or
    like a number, and steps that hold a word of the value found there.
    """
    path, column = where.json_path, where.column_name
    if path is None and column is None:
        return where
    words = {word for word in re.findall(r"\w{3,}", value.casefold()) if not word.isdigit()}
    return replace(where, json_path=_path(path, words), column_name=_path(column, words))


def _path(path: str | None, words: set[str]) -> str | None:
    return None if path is None else _STEP.sub(lambda match: _step(match.group(), words), path)


def _step(step: str, words: set[str]) -> str:
    if step.startswith("["):
        return f"['{COVERED}']"
    if _INDEX.fullmatch(step):
        return step
    telling = _TELLING.search(step) or words & set(re.findall(r"[^\W_]{3,}", step.casefold()))
    return COVERED if telling else step
