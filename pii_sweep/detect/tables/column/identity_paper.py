"""Columns of the numbers of papers: a column before them says row by row which paper each is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.tables import column_header, value_kind
from pii_sweep.detect.tables.column_header import Column, Sampled
from pii_sweep.detect.text import lexicon

# The number stands right behind the paper's name, or behind its series or country.
_REACH = 2
_NUMBER = re.compile(r"(?=(?:[^\d]*\d){4})[^\W_](?:[ .\-/]?[^\W_]){4,23}")
_NUMBERS, _PAPERS, _LEAST = 0.8, 0.9, 2
_CITIZEN = "cc"
_SIGNS = re.compile(r"[\W_]+")
_KINDS = (("US_PASSPORT", "passport"), ("US_DRIVER_LICENSE", "licence"), ("NATIONAL_ID", "card"))


def decide(sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]) -> Column | None:
    """Decide numbers that a column before them calls identity cards, passports or licences."""
    asked = value_kind.select_different(sample)
    if len(asked) < _LEAST or sample.share(_NUMBER) < _NUMBERS:
        return None
    alone = column_header.blank(sample)
    for other in samples:
        if 0 < sample.index - other.index <= _REACH and (kind := _kind_of(other, alone=alone)):
            return sample.as_column(kind, 0.85, "adjacent:+")
    return None


def _kind_of(sample: Sampled, *, alone: bool) -> str:
    """Return the entity of most papers that a column names; empty where it names anything else.

    `alone`: the numbers have no header, so that two letters say it, too (`DL`, `PP`).
    """
    papers = [" ".join(_SIGNS.sub(" ", lexicon.plain(value.lower())).split()) for value in sample.values]
    if not papers or max(map(len, papers)) > _LONGEST:
        return ""
    kinds = [_kind(paper) for paper in papers]
    named = len(papers) - kinds.count("")
    if named >= _PAPERS * len(papers):
        kind = max(dict.fromkeys(filter(None, kinds)), key=kinds.count)
        if _is_clear(papers) or sample.titled(_header()) or (alone and kind != "NATIONAL_ID"):
            return kind
    codes = frozenset(lexicon.table("identity_papers")["codes"])
    return "NATIONAL_ID" if _CITIZEN in papers and len(set(papers)) > 1 and codes.issuperset(papers) else ""


_LONGEST, _CLEAR = 40, 4


def _is_clear(papers: Sequence[str]) -> bool:
    """Indicate whether a paper's name is long enough to be no code of anything else."""
    return any(len(paper) >= _CLEAR for paper in papers) or len(set(papers)) > 1


@lru_cache(maxsize=1024)
def _kind(paper: str) -> str:
    """Return the entity of a paper's number by the paper's name; empty where it is no paper."""
    return next((entity for entity, name in _KINDS if _names(name).fullmatch(paper)), "")


@lru_cache(maxsize=4)
def _names(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(lexicon.table("identity_papers")[kind]))


@lru_cache(maxsize=1)
def _header() -> re.Pattern[str]:
    return re.compile(lexicon.table("identity_papers")["header"])
