"""Words near a value that say what it is."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.text.pattern.gate import Gated, gated_words

BEFORE, AFTER = 64, 24
# Letters of scripts that part words by blanks: `тел` is no word of `Плательщик`.
_LETTERS = "a-zα-ωά-ώа-џ"


@lru_cache(maxsize=256)
def words(alternatives: str) -> Gated:
    """Compile `a|b|c` into a pattern that finds any of them as whole words, in any case."""
    return gated_words(f"(?<![{_LETTERS}])", [alternatives], f"(?![{_LETTERS}])", re.IGNORECASE)


def is_near(text: str, start: int, end: int, pattern: Gated, after: int = AFTER) -> bool:
    """Return whether a pattern occurs shortly before or after `start:end`."""
    return (
        pattern.search(text, max(0, start - BEFORE), start) is not None
        or pattern.search(text, end, min(len(text), end + after)) is not None
    )


def is_before(text: str, start: int, pattern: Gated, reach: int = BEFORE) -> bool:
    """Return whether a pattern occurs shortly before `start`."""
    return pattern.search(text, max(0, start - reach), start) is not None


def windows(text: str, pattern: Gated, reach: int = 80) -> list[tuple[int, int]]:
    """Return the stretches around each occurrence of a pattern, merged where they touch."""
    found: list[tuple[int, int]] = []
    for match in pattern.finditer(text):
        low, high = max(0, match.start() - reach // 2), min(len(text), match.end() + reach)
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found
