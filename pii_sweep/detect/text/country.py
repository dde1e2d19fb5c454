"""Names of countries."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.text import lexicon


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(name.lower() for name in lexicon.words("countries", "names"))


def is_country(value: str) -> bool:
    """Return whether a value is a country's name and nothing else, with a point behind it or not."""
    small = value.lower()
    return small in _countries() or small.removesuffix(".") in _countries()


@lru_cache(maxsize=1)
def country() -> re.Pattern[str]:
    """Compile a country that may end an address."""
    names = sorted(map(re.escape, _countries()), key=lambda word: (-len(word), word))
    return re.compile(rf"(?i)(?:{'|'.join(names)})(?![\w])\.?")
