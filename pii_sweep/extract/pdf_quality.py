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
CID = re.compile(r"\(cid:\d+\)")


def is_sparse(words: Sequence[str]) -> bool:
    """Tell whether a text layer holds too little to be the page's text."""
    characters = sum(len(word) for word in words)
    long = sum(sum(c.isalpha() for c in word) >= WORD_LENGTH for word in words)
    return characters < MIN_CHARACTERS or long < MIN_WORDS


def is_garbled(words: Sequence[str]) -> bool:
    """Tell whether a text layer's characters are not what the page shows."""
    text = "".join(words)
    if not text:
        return False
    alphanumeric = sum(c.isalnum() for c in text)
    if alphanumeric < MIN_ALPHANUMERIC * len(text):
        return True
    broken = sum(len(found) for found in CID.findall(text))
    broken += sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or (c < " ") for c in text)
    return broken > MAX_BROKEN * len(text)
