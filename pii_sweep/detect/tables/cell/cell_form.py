"""The form of a cell: its letters and marks, each digit a zero. Cells of one form differ in digits alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence, Set

_DIGITS = str.maketrans("123456789", "000000000")
# Numbers too short for any identifier, and moments: their form says all that there is to say.
_HARMLESS = re.compile(
    r"\s*(?:[-+(]?[$€£]?[-+]?0{0,6}(?:[.,]0{1,15})?[%)]?(?:[eE][-+]?0{1,3})?"
    r"|[-+(]?[$€£]?0{1,3}(?:,000){1,4}(?:\.0{1,4})?[%)]?"
    r"|0000[-/.]00?[-/.]00?(?:[T ]00?:00(?::00(?:[.,]0{1,9})?)?(?: ?(?:Z|UTC|[-+]00:?(?:00)?))?)?"
    r"|00?[-/.]00?[-/.](?:00)?00(?:,? 00?:00(?::00)?(?: ?[AaPp]\.?[Mm]\.?)?)?"
    r"|00?:00(?::00(?:[.,]0{1,9})?)?(?: ?[AaPp]\.?[Mm]\.?)?)\s*"
)
# Letters that stand together and by themselves: a code mixes them with digits.
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{2,}(?![^\W_])")
# A host's address may have as few as four digits; other identifiers have seven and more.
_HOST = re.compile(r"0\.0{1,3}\.0{1,3}\.0|::|:[0a-fA-F]{1,4}:")
_FEWEST, _LONG = 7, 12
# Marks that stand for the space between words in the names of files and in paths.
_GLUE = re.compile(r"[_/\\]|\.(?=[A-Za-z0-9]{2,5}\s*$)")


def forms(values: Sequence[str]) -> list[str]:
    """Return the form of each value."""
    if not values:
        return []
    text = "\n".join(values)
    if text.count("\n") == len(values) - 1:
        return text.translate(_DIGITS).split("\n")
    return [value.translate(_DIGITS) for value in values]


def are_known(values: Collection[str], known: Set[str]) -> bool:
    """Indicate whether the form of each value is among those that are known."""
    if not known or not values:
        return not values
    text = "\n".join(values).translate(_DIGITS)
    first = text[: text.find("\n")] if len(values) > 1 else text
    # Numbers of orders and links have one form as a rule.
    if first in known and text == "\n".join([first] * len(values)):
        return True
    lines = text.split("\n")
    return set(lines if len(lines) == len(values) else forms(list(values))) <= known


def is_harmless(form: str) -> bool:
    """Indicate whether no cell of a form can hold personal data: short numbers, dates, times, nothing."""
    return _HARMLESS.fullmatch(form) is not None


def has_word(form: str) -> bool:
    """Indicate whether a form holds a word or a mailbox, so that names and addresses may stand in it."""
    return "@" in form or "%00" in form or _WORD.search(form) is not None


def has_figures(form: str) -> bool:
    """Indicate whether a form has digits enough for an identifier whose digits decide what it is."""
    return form.count("0") >= _FEWEST or _HOST.search(form) is not None


def long_number(form: str) -> bool:
    """Indicate whether a form is one number, long enough that a check digit may hold by chance."""
    return form.count("0") >= _LONG and not has_word(form)


def space_marks(text: str) -> str:
    """Return a text of the same length in which the marks of paths and file names are spaces; not of URLs."""
    return text if "://" in text else _GLUE.sub(" ", text)
