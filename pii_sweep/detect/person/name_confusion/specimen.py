"""Names, streets and numbers that stand for anybody's in the specimens of forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

_WORD = re.compile(r"[^\W\d_]+")
_NOUGHTS = re.compile(r"[A-Za-z]{0,3}[ \-]?0(?:[ ./\-]?0){4,}[A-Za-z]?")


def drop_invented(text: str, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the claims on a text without names, streets and numbers that nobody has."""
    return [hit for hit in hits if not _is_placeholder(text, hit)]


def _is_placeholder(text: str, hit: Hit) -> bool:
    """Return whether a claim is a name or a place by which forms call any, or a number of noughts.

    `Max Mustermann`, `Musterstraße 1`, `0000000`.
    """
    values = [text[low:high] for low, high in hit.stretches()]
    words = {word.lower() for value in values for word in _WORD.findall(value)}
    if hit.entity == "PERSON":
        return not words.isdisjoint(lexicon.words("specimens", "names"))
    if hit.entity == "STREET_ADDRESS":
        return any(map(_places().fullmatch, words))
    return hit.entity != "PASSWORD" and _NOUGHTS.fullmatch("".join(values)) is not None


@lru_cache(maxsize=1)
def _places() -> re.Pattern[str]:
    return re.compile("|".join(lexicon.table("specimens")["places"]))
