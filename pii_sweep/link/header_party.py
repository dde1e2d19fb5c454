"""Match a column's header to one of several people in its row: `TP_SSN` and `SP_NAME`, `p2_email`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.tables.column_header import find_kind, plain_header

_HALVES = frozenset({"first", "middle", "last"})
_CALLED = frozenset(
    {"name", "names", "full", "legal", "complete", "maiden", "nm", "nom", "nombre", "nome", "naam", "navn"}
    | {"namn", "imie", "и", "and", "y", "e", "et", "und", "of", "the", "de", "du", "des", "s"}
    | {"preferred", "work", "home", "mail", "display", "login", "private", "business", "office", "personal"}
)

# `name1`, `ssn2`: the figure is the party.
_FIGURES = re.compile(r"(?<=[^\W\d_])(\d{1,2})(?!\S)")


# The same headers come again with every pattern of filled cells.
@lru_cache(maxsize=1024)
def find_party(header: str, names: tuple[str, ...]) -> int | None:
    """Return which of the headers of names is of the person that another header is of, None where none is.

    A header of another party has all the words by which that party's name differs from the other names:
    `co_borrower_ssn` next to `borrower` and `co_borrower`. What has no party's words is of the one person
    whose name has none either: `email` next to `name` and `spouse_name`.
    """
    parties = _party_words(names)
    words = _words(header)
    if not any(parties) or not words:
        return None
    matching = [place for place, party in enumerate(parties) if party <= words]
    most = max((len(parties[place]) for place in matching), default=-1)
    best = [place for place in matching if len(parties[place]) == most]
    return best[0] if len({parties[place] for place in best}) == 1 else None


def _party_words(names: Sequence[str]) -> list[frozenset[str]]:
    """Return the words of each header by which it differs from the others, those for names left out."""
    every = list(map(_words, names))
    common = frozenset[str].intersection(*every) if every else frozenset[str]()
    return [words - common for words in every]


@lru_cache(maxsize=1024)
def _words(header: str) -> frozenset[str]:
    """Return the words of a header without those that say which part of a name it is."""
    title = _FIGURES.sub(r" \1", next(iter(plain_header(header)), ""))
    words = frozenset(title.split())
    return frozenset(word for word in words if word not in _CALLED and find_kind((word,)) not in _HALVES)
