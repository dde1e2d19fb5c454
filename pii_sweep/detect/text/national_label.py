"""Labels of national identity, insurance and taxpayer numbers, of all countries (`data/national.toml`)."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.pattern import gate

_BEYOND_LATIN = re.compile(r"[^\x00-\u02ff\u2000-\u206f]")


def loosen(label: str) -> str:
    """Return a label's pattern for keys of programs, too, which write its words together: `idno`, `id_no`."""
    return _SPACE.sub(lambda found: "[ _]?" if found.group().strip("[]? ") == "" else found.group(), label)


# A space of a label's pattern, alone or as a class, optional or not; other classes stay as they are.
_SPACE = re.compile(r"\[[^\]]*\]\??| \??")


@lru_cache(maxsize=1)
def pattern() -> gate.Gated:
    """Compile the labels of all schemes.

    Scripts that part no words by spaces have no whole words. What a label begins with stands first, so that
    most places are passed at once.
    """
    every = {loosen(label) for row in lexicon.table("national")["scheme"] for label in row["labels"]}
    words = sorted(every, key=len, reverse=True)
    whole = [word for word in words if _BEYOND_LATIN.search(word) is None]
    others = "|".join(filter(_BEYOND_LATIN.search, words))
    latin = r"(?<![^\W_])(?=[a-vř])"
    return gate.gated_words(
        rf"(?i)(?=[^\W\d_])(?:{latin}", whole, rf"(?![^\W_])|(?=[^\x00-\u02ff])(?:{others}))"
    )
