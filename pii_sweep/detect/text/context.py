"""Words near a value that say what it is."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.text.pattern.gate import Gated, gated_words

BEFORE, AFTER = 64, 24
# Letters of scripts that part words by blanks: `тел` is no word of `Плательщик`, nor `ph` of `Phèo`.
_LETTERS = r"a-zß-öø-ÿ\u0100-\u024f\u1e00-\u1effα-ωά-ώа-џ"


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


def is_labelled(text: str, start: int, end: int, pattern: Gated, after: int = AFTER) -> bool:
    """Return whether a pattern occurs near `start:end` that no other label, number or sentence parts from it.

    A label of its own decides what a number is; one before it stays in force over a list of numbers alone.
    """
    low = max(0, start - BEFORE)
    found = list(pattern.finditer(text, low, start))
    line = text.rfind("\n", low, start) + 1 or low
    own = _OWN_LABEL.search(text, line, start)
    if own is not None and _GENERIC.fullmatch(own["label"].strip()) is None:
        # the label may be a line's beginning, `Bank: DE 4471 No: 8837261`, or end before this window
        return any(line <= match.start() for match in found)
    if any(_PARTING.search(text, match.end(), start) is None for match in found):
        return True
    return pattern.search(text, end, min(len(text), end + after)) is not None


# The label right before a value, and labels that leave open of what.
_OWN_LABEL = re.compile(r"(?P<label>[^\W\d_][^\n:=;,|\t]{2,40})[ ]?[:=][ \t]{0,20}(?:[A-Z]{1,3}[ \-]?)?\Z")
_GENERIC = re.compile(
    r"(?i)(?:.*\W)?(?:no|nr|num|number|numero|número|numéro|nummer|id|value|code|#|details?)\.?"
)
# The end of a sentence, or a number that words part from the next one: the label was of that.
_PARTING = re.compile(
    r"(?:[^\W\d_]{4,}|\d{3,})[.!?][ \n]+[A-Z]|\d{5,}(?![^,;\n]*\d[^\W\d_])[^\w\n]*\n?[^\w\n]*"
    r"(?!(?:and|or|und|oder|et|ou|y|e|o|en|of|i|lub)\b)[^\W\d_]{2,}"
)


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
