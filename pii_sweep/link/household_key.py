"""The house a person is known by: number and street in the post's short forms, without the unit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from pii_sweep.detect.text import column_text, lexicon
from pii_sweep.detect.text.normal import normal_lines

_LINE_ENDS = ",\n#|"
_LINES = re.compile(rf"[{_LINE_ENDS}]")
_NO_WORD = re.compile(r"\W")
_CODE = re.compile(r"\d{5}(?:\d{4})?")
_BOXES = frozenset({"p", "o", "po", "pob", "post", "office"})


def houses(streets: Sequence[str]) -> list[str]:
    """Return each street in one form: `12 North Elm Street, Apt 4` and `12 N. ELM ST #4` as `12 n elm st`.

    Short forms of USPS Publication 28, appendices B and C1. What follows a comma, a line's end, a number
    sign or a word for a unit is left out, and what follows the suffix in a whole address on one line.
    """
    return read(streets, ("",) * len(streets))[0]


def read(streets: Sequence[str], named: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return `houses` of streets and `units` of them and of the units that are named next to."""
    text = "\0".join(streets)
    plain = normal_lines(
        "STREET_ADDRESS", list(map(_head, streets)) if any(map(text.__contains__, _LINE_ENDS)) else streets
    ).decode("utf-8", "surrogatepass")
    words, short = plain.replace("\n", " \n ").split(" "), _load_short_forms()
    words = list(map(short.get, words, words))
    forms = " ".join(words).split(" \n ")
    odd = not _load_odd_words().isdisjoint(words)
    if odd or "strasse" in plain or _most_spaces(plain) > 3:
        forms = [
            form if _is_short(form, usual=not odd) else _house(line)
            for line, form in zip(plain.split("\n"), forms, strict=True)
        ]
    none = not odd and "#" not in text and not any(named)
    return forms[: len(streets)], [""] * len(streets) if none else units(streets, named)


def _most_spaces(plain: str) -> int:
    """Return the most spaces that a line has."""
    held = np.frombuffer(plain.encode("utf-8", "surrogatepass") + b"\n", np.uint8)
    before = np.searchsorted(
        np.flatnonzero(held == column_text.SPACE), np.flatnonzero(held == column_text.BREAK)
    )
    return int(np.diff(before, prepend=0).max())


def _is_short(form: str, *, usual: bool) -> bool:
    """Return whether a street's words in short form are all: no box, no unit behind it, no whole address."""
    if not usual and not _load_odd_words().isdisjoint(form.split(" ")):
        return False
    return not (form.count(" ") > 3 and form[-1].isdecimal()) and "strasse" not in form


def units(streets: Sequence[str], named: Sequence[str]) -> list[str]:
    """Return each address's unit without the word for it: from a part of its own, else from its street."""
    texts = [unit or street for street, unit in zip(streets, named, strict=True)]
    plain = column_text.columnwise(texts, lambda text: text.translate(column_text.WORDS), _normalise)
    return [
        _unit(text) if "#" in text or not _load_apart_words().isdisjoint(line.split()) else ""
        for text, line in zip(texts, plain, strict=True)
    ]


def _normalise(text: str) -> str:
    return _NO_WORD.sub(" ", text.casefold())


def _head(street: str) -> str:
    """Return the first line of an address that has a number and is no unit."""
    if _LINES.search(street) is None:
        return street
    lines = (line for line in _LINES.split(street) if _unit_word().match(line) is None)
    return next((line for line in lines if any(map(str.isdecimal, line))), street)


@lru_cache(maxsize=4096)
def _house(plain: str) -> str:
    short = _load_short_forms()
    words = [short.get(word, word) for word in plain.split()]
    if "box" in words:
        return " ".join(word for word in words if word not in _BOXES).replace("rural rte", "rr")
    end = next((at for at in range(2, len(words)) if words[at] in _load_apart_words()), len(words))
    if end == len(words) > 4 and _CODE.fullmatch(words[-1]):
        suffixes = frozenset(short.values())
        end = next((at + 1 for at in range(2, len(words)) if words[at] in suffixes), end)
    return " ".join(words[:end]).replace("strasse", "str")


def _unit(text: str) -> str:
    found = _unit_word().search(text)
    return found.group(1).casefold() if found else ""


@lru_cache(maxsize=1)
def _unit_word() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?:\b(?:{'|'.join(_load_apart_words())})\b\.?[ ]{{0,2}}#?|#)[ ]{{0,2}}(\w+)")


@lru_cache(maxsize=1)
def _load_short_forms() -> Mapping[str, str]:
    forms: Mapping[str, str] = lexicon.table("streets")["short"]
    return {word: form for form, words in forms.items() for word in words.split()}


def _load_apart_words() -> frozenset[str]:
    return lexicon.words("streets", "apart")


@lru_cache(maxsize=1)
def _load_odd_words() -> frozenset[str]:
    return _load_apart_words() | {"box"}
