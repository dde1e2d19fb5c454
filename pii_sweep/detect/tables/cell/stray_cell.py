"""Cells of decided columns that are not what their column holds: a number in a column of names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from itertools import chain

import numpy as np

from pii_sweep.detect.tables.column_header import Column
from pii_sweep.detect.tables.people import name_column
from pii_sweep.detect.tables.reader import Plan
from pii_sweep.detect.text import column_text

# What a column's text must have for any of its cells to be odd, and what an odd one has.
_Test = tuple[Callable[[str, Sequence[str]], object], Callable[[str], object]]

_DIGIT = re.compile(r"[\d@]")
# `9614 114th Pl` is a house in a numbered street.
_MANY_DIGITS = re.compile(r"(?i)\d(?:[ .\-()/]{0,2}\d){6}(?!\d{0,3}(?:st|nd|rd|th)\b)|@")
# In whose care a letter is, on the first line of an address: `% MARIA HOLT`, `c/o Maria Holt`.
_CARE = re.compile(r"(?im)^[ ]{0,3}(?:%|c/o\b|attn\b|z\.? ?hd\.)[ .:]{0,3}(?=[^\W\d_])")
# Words among figures: currencies, months and the units of extensions are shorter.
_WORDS = re.compile(r"(?i)(?!ext\b|extension\b|sept\b)[^\W\d_]{4,}|@")
_MONEY = re.compile(
    r"\s*[-+(]?[^\d.,\-]{0,4}[-+]?(?:\d{1,3}(?:[.,' ]\d{3})+|\d{1,9})(?:[.,]\d{0,15})?[-\s]?\D{0,5}\)?\s*"
)
_MAILBOX = re.compile(r"\s*[^\s@]+@[^\s@]+\s*")
_SPACED = re.compile(r"\S\s+\S|@|\s*\d{3}-\d{2}-\d{4}\s*$")
_LETTERS, _DIGITS = (
    bytes(byte for byte in range(256) if not (byte == column_text.BREAK or byte in kept))
    for kept in (column_text.LETTERS, column_text.DIGITS)
)
# An amount has no more characters than this, a cell that holds an identifier no fewer digits.
_AMOUNT, _FEWEST = 16, 7


def _longest_line(text: str, others: bytes) -> int:
    """Return the most characters of a kind that a line of a text has, given the bytes of all others."""
    kept = b"\n%b\n" % text.encode("utf-8", "replace").translate(None, others)
    ends = np.flatnonzero(np.frombuffer(kept, np.uint8) == column_text.BREAK)
    return int(np.diff(ends).max()) - 1


def _has_words(text: str, cells: Sequence[str]) -> bool:
    """Indicate whether a cell has letters enough for a word, or others than those of ASCII."""
    return "@" in text or not text.isascii() or _longest_line(text, _LETTERS) > 3


_LETTERED: _Test = (
    lambda text, cells: "@" in text or not text.encode("utf-8", "replace").translate(None, _DIGITS).isspace(),
    _DIGIT.search,
)
_LINES: _Test = (
    lambda text, cells: "@" in text or _longest_line(text, _DIGITS) >= _FEWEST or _CARE.search(text),
    lambda cell: _MANY_DIGITS.search(cell) or _CARE.match(cell),
)
_FIGURES: _Test = (_has_words, _WORDS.search)
_AMOUNTS: _Test = (
    lambda text, cells: (
        _has_words(text, cells)
        or "-" in text
        or text.count(".") > len(cells)
        or max(map(len, cells), default=0) > _AMOUNT
    ),
    lambda cell: _WORDS.search(cell) or not _MONEY.fullmatch(cell),
)
_MAILBOXES: _Test = (
    lambda text, cells: " " in text or text.count("@") != len(cells),
    lambda cell: not _MAILBOX.fullmatch(cell),
)
_CODES: _Test = (
    lambda text, cells: " " in text or "@" in text or text.count("-") > len(cells),
    _SPACED.search,
)
_TESTS: dict[str, _Test] = {
    **dict.fromkeys(("name", "first", "middle", "last", "city", "state", "country"), _LETTERED),
    **dict.fromkeys(("street", "unit", "tail", "house"), _LINES),
    **dict.fromkeys(("ORDER_ID", "TRACKING_NUMBER", "USERNAME", "PASSWORD", "CUSTOMER_ID"), _CODES),
    **dict.fromkeys(("ORDER_VALUE", "zip", "lat", "lon", "AGE"), _AMOUNTS),
    "EMAIL_ADDRESS": _MAILBOXES,
}


def find_strays(
    plan: Plan, columns: Sequence[Sequence[str]], feet: Set[int] = frozenset()
) -> dict[int, Sequence[str]]:
    """Return, by its place, each decided column that has such cells; its other cells are empty.

    `feet` are the rows that sum up the others.
    """
    decided = [*plan.single, *plan.ages]
    for group in (*plan.names, *plan.addresses, *plan.points, *plan.phones, *chain(*plan.numbers.values())):
        decided += group
    found: dict[int, Sequence[str]] = {}
    for column in decided:
        if column.index < len(columns) and column.index not in found:
            cells = columns[column.index]
            odd = _find_odd_rows(column, cells)
            if odd or feet:
                kept = [cell if row in odd or row in feet else "" for row, cell in enumerate(cells)]
                found[column.index] = kept
    return found


def _find_odd_rows(column: Column, cells: Sequence[str]) -> set[int]:
    """Return the rows whose cell does not fit its column."""
    if column.only is not None:
        return {row for row, cell in enumerate(cells) if not column.only.fullmatch(cell.strip())}
    if name_column.MIXED in column.reasons:
        return {
            row for row, cell in enumerate(cells) if _DIGIT.search(cell) or name_column.is_thing(cell.strip())
        }
    maybe, odd = _TESTS.get(column.kind, _FIGURES)
    if not maybe("\n".join(cells), cells):
        return set()
    strange = {cell for cell in set(cells) if cell.strip() and odd(cell)}
    return {row for row, cell in enumerate(cells) if cell in strange} if strange else set()
