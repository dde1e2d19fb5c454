"""Is a page's text layer text, or must its picture be read?

The thresholds follow Kreuzberg's OCR fallback (MIT): too few characters, too few words, too few
letters; and what a broken ToUnicode map leaves (ISO 32000-1, 9.10.3): replacement characters,
private-use characters, control characters and `(cid:N)`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MIN_CHARACTERS = 32
MIN_WORDS = 3
WORD_LENGTH = 4
MIN_ALPHANUMERIC = 0.3
MAX_BROKEN = 0.05
MAX_LOOSE = 0.6  # of the words may be single letters
MIN_LOOSE = 20  # words, before that share is asked for
NO_LETTER_ASCII = bytes(byte for byte in range(128) if not chr(byte).isalnum())
NO_LETTER = re.compile(r"[\W_]+")
BROKEN = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff\x00-\x1f]")


def is_sparse(words: Sequence[str]) -> bool:
    """Return whether a text layer holds too little to be the page's text."""
    long = 0
    for word in words:
        long += len(word) >= WORD_LENGTH and sum(map(str.isalpha, word)) >= WORD_LENGTH
        if long == MIN_WORDS:
            return sum(map(len, words)) < MIN_CHARACTERS
    return True


def is_garbled(words: Sequence[str]) -> bool:
    """Return whether a text layer's characters are not what the page shows."""
    text = "".join(words)
    if not text:
        return False
    if _count_alphanumeric(text) < MIN_ALPHANUMERIC * len(text):
        return True
    if len(words) >= MIN_LOOSE and list(map(len, words)).count(1) > MAX_LOOSE * len(words):
        return True  # loose letters: nobody knows which belong together
    if text.isprintable() and "\ufffd" not in text and "(cid:" not in text:
        return False
    broken = sum(map(len, BROKEN.findall(text)))
    return broken > MAX_BROKEN * len(text)


def _count_alphanumeric(text: str) -> int:
    """Return how many letters and digits a text has."""
    if text.isascii():
        return len(text.encode().translate(None, NO_LETTER_ASCII))
    return len(NO_LETTER.sub("", text))
