"""Headers of the two teams of a match: `casa` and `ospite`, which are a house and a guest elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.text import lexicon


def find_teams(headers: Sequence[Sequence[str]]) -> frozenset[int]:
    """Return the places of the teams at home and away among headers, each in plain words.

    Empty unless both stand there next to what is known of a match: its score, its round, its stadium.
    """
    home, away, match = (
        {at for at, titles in enumerate(headers) if any(map(pattern.fullmatch, titles))}
        for pattern in map(_compile, ("team_home", "team_away", "team_match"))
    )
    return frozenset(home | away) if home and away and match - home - away else frozenset()


@lru_cache(maxsize=3)
def _compile(kind: str) -> re.Pattern[str]:
    words = "|".join(lexicon.table("header_things")[kind])
    if kind == "team_match":
        return re.compile(rf"(?:.* )?(?:{words})")
    return re.compile(rf"(?:team )?(?:{words})(?: ?(?:teams?|name))*")
