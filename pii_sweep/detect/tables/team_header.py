"""Headers of a match's teams and ground: `casa` and `ospite`, which are a house and a guest elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.text import lexicon


def find_teams(headers: Sequence[Sequence[str]]) -> frozenset[int]:
    """Return the places of the teams at home and away, and of their ground, among headers in plain words.

    Empty unless both stand there next to what is known of a match: its score, its round, its stadium.
    """
    home, away, match, venue = (
        frozenset(at for at, titles in enumerate(headers) if any(map(pattern.fullmatch, titles)))
        for pattern in map(_compile, ("team_home", "team_away", "team_match", "team_venue"))
    )
    return home | away | venue if home and away and match - home - away else frozenset()


@lru_cache(maxsize=4)
def _compile(kind: str) -> re.Pattern[str]:
    words = "|".join(lexicon.table("header_things")[kind])
    if kind in ("team_match", "team_venue"):
        return re.compile(rf"(?:.* )?(?:{words})")
    return re.compile(rf"(?:team )?(?:{words})(?: ?(?:teams?|name))*")
