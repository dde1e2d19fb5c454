"""Values without case, accents of form, spacing and marks, so that spellings of one value agree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.text import column_text
from pii_sweep.entities import ENTITIES, ORDER_VALUE

_FOLD = frozenset(entity.name for entity in ENTITIES if entity.comparison == "words")
_EXACT = frozenset(entity.name for entity in ENTITIES if entity.comparison == "exact")
_MAILBOX = "EMAIL_ADDRESS"
_AT_WORD = re.compile(r"[\[({<] ?(?:at|ät|arroba) ?[\])}>]| at ")
_DOT_WORD = re.compile(r"[\[({<] ?(?:dot|\.|punkt|punto) ?[\])}>]| dot ")
_BLANKS = re.compile(r"[\s\[\](){}<>]+")
# So few values are not worth joining.
_FEW = 4
_MARK = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")
_NO_DIGIT = re.compile(r"[^\d]")


# One value is asked for several times in a row: its own digest, its person's, the linkage keys.
@lru_cache(maxsize=2048)
def normalise(entity: str, value: str) -> str:
    """Return a value without case, accents of form, spacing and marks, so that spellings of one agree."""
    text = unicodedata.normalize("NFKC", value).casefold()
    if entity in _EXACT:
        return _join_spelt(text.strip()) if entity == _MAILBOX and "@" not in text else text.strip()
    if entity in _FOLD or not any(map(str.isdecimal, text)):
        return " ".join(_WORD.findall(text))
    return (_NO_DIGIT if entity == ORDER_VALUE else _MARK).sub("", text)


def _join_spelt(mailbox: str) -> str:
    """Return a mailbox that is spelt out, `ann [at] mail [dot] example`, as it is written elsewhere."""
    return _BLANKS.sub("", _DOT_WORD.sub(".", _AT_WORD.sub("@", mailbox, count=1)))


def normals(entity: str, values: Sequence[str]) -> list[str]:
    """Return `normal` of many values."""
    if len(values) < _FEW:
        return [normalise(entity, value) for value in values]

    def one(value: str) -> str:
        return normalise(entity, value)

    if entity in _EXACT:
        if entity == _MAILBOX and not all("@" in value for value in values):
            return list(map(one, values))
        return list(map(str.strip, column_text.columnwise(values, bytes.lower, one)))
    if entity in _FOLD:
        return column_text.columnwise(
            values, lambda text: column_text.space_words(text.translate(column_text.WORDS)), one
        )
    drop = column_text.NO_DIGITS if entity == ORDER_VALUE else column_text.NO_WORDS
    found = column_text.columnwise(values, lambda text: text.lower().translate(None, drop), one)
    if entity == ORDER_VALUE and all(found):
        return found
    digits = column_text.columnwise(values, lambda text: text.translate(None, column_text.NO_DIGITS), one)
    if all(digits):
        return found
    return [text if number else one(value) for text, number, value in zip(found, digits, values, strict=True)]


def normal_lines(entity: str, values: Sequence[str]) -> bytes:
    """Return `normal` of many values as lines (`column_text.join_values`)."""

    def one(value: str) -> str:
        return normalise(entity, value)

    if entity in _EXACT:
        if entity == _MAILBOX and not all("@" in value for value in values):
            return column_text.join_values(normals(entity, values))
        return column_text.join_values(list(map(str.strip, values)), bytes.lower, one)
    if entity in _FOLD:
        return column_text.join_values(
            values, lambda text: column_text.space_words(text.translate(column_text.WORDS)), one
        )
    digits = column_text.join_values(values, lambda text: text.translate(None, column_text.NO_DIGITS))
    if b"\n\n" in b"\n%b\n" % digits:  # some have no digit
        return column_text.join_values(normals(entity, values))
    drop = column_text.NO_DIGITS if entity == ORDER_VALUE else column_text.NO_WORDS
    return column_text.join_values(values, lambda text: text.lower().translate(None, drop), one)
