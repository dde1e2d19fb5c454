"""Names of countries, and those that an address on the Internet names."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.pattern.alternatives import group_by_letters


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
    return re.compile(rf"(?i)(?:{group_by_letters(names)})(?![\w])\.?")


# `.fr` of a mailbox or a page names its country; with no mark before it, `.py` and `.is` end other things.
_DOMAIN = re.compile(
    r"(?i:(?:@|//|\bwww\.)[\w.\-]*[\w\-]\.(?P<marked>[a-z]{2}))(?![\w.])"
    r"|[\w\-]\.(?P<bare>fr|be|lu|de|at|ch|es|mx|it|pt|br|nl|se|no|dk|fi|pl|cz|sk|hu|ro|tr)(?![\w.])"
)
# Sold to anyone, whatever country they are of.
_SOLD = frozenset(
    {"IO", "CO", "ME", "TV", "AI", "CC", "WS", "FM", "IM", "LA", "LI", "TO", "GG", "SH", "AC", "EU"}
)


def countries_of_domains(text: str) -> list[str]:
    """Return the country (ISO 3166) of each domain in a text, in its order, but of those sold to anyone."""
    tops = ((match["marked"] or match["bare"]).upper() for match in _DOMAIN.finditer(text))
    return ["GB" if top == "UK" else top for top in tops if top not in _SOLD]
