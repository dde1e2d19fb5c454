"""Text whose letters are set apart, read as words: `S S N :  5 3 6 - 2 2 - 8 7 1 4`, `J o h n   L e e`.

Headings, forms and pages of PDF are set so. Between words the gap is wider than between letters; where it is
not, a capital behind a small letter begins a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from pii_sweep.extract.text.edit import Edit, rewrite
from pii_sweep.types import Passage, Table

_GAP: Final = r"[ ]{1,8}"
# Signs of scripts that part their words by blanks, and whose words have several letters.
_SIGN: Final = r"[!-~\xa1-\u0523]"
_RUN: Final = re.compile(rf"(?<!\S){_SIGN}[:;,]?(?:{_GAP}{_SIGN}[:;,]?){{5,}}(?!\S)")
# What each such run has; few cells do, and it is found in a twentieth of the time.
_HINT: Final = re.compile(r" \S[:;,]? +\S")
_PARTS: Final = re.compile(rf"({_SIGN}[:;,]?)({_GAP})?")
_LABELLED: Final = re.compile(r"[:=#]\s*\Z")
_LEAST, _DIFFERENT = 6, 4  # letters and figures of a run
_LABEL: Final = 3  # letters right before a number
_COUNTED: Final = 0.6  # of a run's signs that follow each other in the alphabet or in counting


def join_letters(text: str) -> str:
    """Return a text with the letters joined that are set apart."""
    at, out = 0, list[str]()
    for start, end, new in _find_edits(text):
        out += text[at:start], new
        at = end
    return "".join((*out, text[at:])) if at else text


def join_passage(passage: Passage) -> Passage:
    """Return a passage with the letters joined that are set apart, their spans as one per word."""
    edits = list(_find_edits(passage.text))
    return rewrite(passage, edits) if edits else passage


def join_table(table: Table, joined: str) -> Table:
    """Return a table with the letters joined that are set apart in its cells; `joined` are all of these."""
    if _HINT.search(joined) is None or _RUN.search(joined) is None:
        return table
    rows = tuple(tuple(map(join_letters, row)) for row in table.rows)
    return replace(table, header=tuple(map(join_letters, table.header)), rows=rows, size=-1)


def _find_edits(text: str) -> Iterator[Edit]:
    """Yield the gaps between letters that are set apart, each with what it is read as: nothing or a space."""
    for run in _RUN.finditer(text):
        parts = list(_PARTS.finditer(text, *run.span()))
        if not _is_worded(text, run.start(), [part[1] for part in parts]):
            continue
        least = min(len(part[2]) for part in parts[:-1])
        if _is_row(text, run.span(), least):
            continue
        even = all(len(part[2]) == least for part in parts[:-1])
        signs = "".join(part[1][-1] for part in parts)
        for at, one in enumerate(parts[:-1], 1):
            apart = len(one[2]) > least or (even and _begins_word(signs, at))
            if not (apart and one[2] == " "):
                yield *one.span(2), " " if apart else ""


def _is_row(text: str, span: tuple[int, int], least: int) -> bool:
    """Indicate whether a run is the cells of a plan's row: behind a name, apart or under another such row."""
    line, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    if not text[line : span[0]].strip() or _LABELLED.search(text, line, span[0]):
        return False
    above = text[text.rfind("\n", 0, max(0, line - 1)) + 1 : max(0, line - 1)]
    below = text[end + 1 :].partition("\n")[0] if end >= 0 else ""
    return least > 1 or any(_ROW.search(near) for near in (above, below))


# A row whose name is followed by single letters: `Blessing A  x x E E L`.
_ROW: Final = re.compile(rf"[^\W\d_]{{3}}.*?(?:{_GAP}{_SIGN}(?!\S)){{5}}")


def _begins_word(signs: str, at: int) -> bool:
    """Indicate whether a word or a number begins at a sign of a run whose gaps are all alike."""
    before, sign = signs[at - 1], signs[at]
    label = at >= _LABEL and signs[at - _LABEL : at].isalpha() and sign.isdecimal()
    return before in ":;," or (before.islower() and sign.isupper()) or label


def _is_worded(text: str, start: int, signs: Sequence[str]) -> bool:
    """Return whether single signs are the letters of words or the figures of a number.

    Not a row of a matrix, a board of a game, or an alphabet.
    """
    held = [sign[0] for sign in signs if sign[0].isalnum()]
    if len(held) < _LEAST or len(set(held)) < _DIFFERENT:
        return False
    counted = sum(ord(other) - ord(one) in (0, 1) for one, other in pairwise(held))
    if counted >= _COUNTED * (len(held) - 1):
        return False
    if not all(sign.isdecimal() for sign in signs):
        return True
    line = text.rfind("\n", 0, start) + 1
    return _LABELLED.search(text, line, start) is not None
