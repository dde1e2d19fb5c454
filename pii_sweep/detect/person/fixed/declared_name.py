"""Names as declarations give them: `Je soussigné X`, `Ich, X, geboren am`, `X, né le 12/05/1986`.

That somebody signs, swears or was born stands right next to the name; no list need know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from pii_sweep.detect.person.name_pattern import JOIN, PIECE
from pii_sweep.detect.text import gate, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit

_NAME = rf"(?P<name>{PIECE}(?:[ ]{{1,2}}(?:{JOIN}[ ]){{0,2}}{PIECE}){{1,4}})"
# What stands between the word for `born` and the day.
_ON = r"(?:le|il|el|em|en|on|am|op|den|dne|dňa|dnia|w dniu|la data de|dana|à|a|ad|in|at|на|г\.|um|i)"
_SCORE = 0.8


@lru_cache(maxsize=1)
def _forms() -> gate.Gates[gate.Gated]:
    words = {key: "|".join(lexicon.table("words")[key]) for key in ("undersigned", "selves")}
    return gate.together(
        gate.gated(rf"(?i:\b(?:{words['undersigned']}))(?:\([ea]\))?,?[ ]{{1,2}}{_NAME}"),
        gate.gated(rf"\b(?:{words['selves']}),[ ]{_NAME}(?=,[ ])"),
    )


@lru_cache(maxsize=1)
def _births() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile a day of birth behind a name, which few texts have, and a name with one behind it."""
    born = rf",?[ ]\(?(?:{'|'.join(lexicon.table('words')['born_on'])})[ ](?:{_ON}[ ])?\d"
    return re.compile(born), re.compile(rf"(?<![\w.'’\-]){_NAME}(?={born})")


def find(text: str) -> Iterator[Hit]:
    """Yield the names that a declaration or a day of birth stands next to."""
    born, named = _births()
    patterns = [form.pattern for form in _forms().opened(text)]
    patterns += [named] if born.search(text) else []
    for match in chain.from_iterable(pattern.finditer(text) for pattern in patterns):
        words = [word.lower() for word in match["name"].split()]
        if vocabulary.company_words().isdisjoint(words) and not lexicon.ordinary().issuperset(words):
            score = f"label:{_SCORE:.2f}"
            yield Hit("PERSON", *match.span("name"), _SCORE, "Declared", (score, "declared:+0.00"))
