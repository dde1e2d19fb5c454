"""Marks next to a value that are no part of it: lines to fill in (`SSN: __524-71-3388__`), bold labels.

They are read as blanks, of which there are as many, so that places in the text stay.
"""

from __future__ import annotations

import re

_EDGE = re.compile(r"(?<![^\W_])_+(?=[^\W_]|[(+])|(?<=[^\W_]|[.):])_+(?![^\W_]|@)")
# A mailbox may end in one: `joan85_@mail.example`.
# A line that is filled in is longer than what sets a program's names apart: `__init__`, `self._name`.
_LINE = 3
_VALUE = re.compile(r"[\d@]")
# A name of a program or an account: `joan_85_`.
_INSIDE = re.compile(r"(?<=[^\W_])_+(?=[^\W_])(?!\S*@)")
_WORD_AFTER, _WORD_BEFORE = re.compile(r"\S{0,40}"), re.compile(r"\S{0,40}\Z")
# `**NI number:** …`, `*Phone*: …`, and values that stand out: `**AB123456C**`.
_EMPHASIS = re.compile(
    r"(?<![\w*])(?P<mark>\*{1,2})(?=[^\s*])(?P<inner>[^*\n]{1,80})(?<=\S)(?P=mark)(?![\w*])"
    r"(?P<colon>[ \t]{0,2}:)?"
)


def blank_marks(text: str) -> str:
    """Return a text with lines to fill in and emphasis around labels and values as blanks."""
    if "_" in text:
        text = _EDGE.sub(_blank_line, text)
    return _EMPHASIS.sub(_blank_emphasis, text) if "*" in text else text


def _blank_line(found: re.Match[str]) -> str:
    text, (start, end) = found.string, found.span()
    blank = " " * (end - start)
    if end - start >= _LINE:
        return blank
    if end < len(text) and (text[end].isalnum() or text[end] in "(+"):
        word = _WORD_AFTER.match(text, end)
        value = word.group() if word else ""
        closed = value.rstrip(".,;").endswith("_") and _INSIDE.search(value) is None
        held = _VALUE.search(value) is not None or (end - start > 1 and value[:1].isupper())
        return blank if not value[:1].isalpha() or (closed and held) else found.group()
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    value = before.group() if before else ""
    return blank if _VALUE.search(value) and _INSIDE.search(value) is None else found.group()


def _blank_emphasis(found: re.Match[str]) -> str:
    inner, mark = found["inner"], " " * len(found["mark"])
    if found["colon"] is None and not inner.endswith(":") and not any(map(str.isdecimal, inner)):
        return found.group()
    return f"{mark}{inner}{mark}{found['colon'] or ''}"
