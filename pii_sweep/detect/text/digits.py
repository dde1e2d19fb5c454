"""Decimal digits of all scripts, Arabic, Bangla, Devanagari and others, and the letters next to them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pii_sweep.derived import recalled

# Letters of scripts that put no space between a word and a figure.
UNSPACED = "\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7a3"


_DIGIT, _OTHER = re.compile(r"\d"), re.compile(r"[^\D0-9]")


def has_digit(text: str) -> bool:
    """Return whether a text has a digit of any script."""
    return _DIGIT.search(text) is not None


def as_western(text: str) -> str:
    """Return a text with the decimal digits of other scripts as 0 to 9; it keeps its length."""
    return text.translate(_others()) if not text.isascii() and _OTHER.search(text) else text


_END = 0x20000  # no decimal digits stand in the planes above


@lru_cache(maxsize=1)
@recalled
def _others() -> dict[int, str]:
    """Return the digit for each decimal digit of another script (general category Nd)."""
    letters = map(chr, range(0x80, _END))
    return {ord(one): str(unicodedata.decimal(one)) for one in letters if one.isdecimal()}
