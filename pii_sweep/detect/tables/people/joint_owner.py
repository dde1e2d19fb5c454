"""Cells of two people who share a family name that stands first: `HOLT MARIA J & OTTO`, `Holt, M & O`.

So registers of land, lists of customers and of subscribers write those who own or live together. What such
registers put behind an owner says in which right, and is no part of a name: `TR`, `ETAL`, `ET UX`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pii_sweep.detect.person import name_order
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.tables.people.several_names import split_names
from pii_sweep.detect.text import lexicon, vocabulary

_PIECE = r"[^\W\d_a-z](?:['’\-]?[^\W\d_])*\.?"
_COUPLE = re.compile(
    rf"(?P<one>{_PIECE}(?:[ ]{_PIECE}){{0,3}}(?:,[ ]?|[ ]){_PIECE}(?:[ ]{_PIECE})?)(?:[ ]?[&+][ ]?|[ ]AND[ ])"
    rf"(?P<two>{_PIECE}(?:[ ]{_PIECE}){{0,2}})"
)
# Trustees, others, a wife, a husband, a life estate, owners in common.
_RIGHT = re.compile(
    r"(?<=[A-Z.])[ ,]+(?:TRS?|TRSTEE|TRUSTEES?|CO-?TRS?|ET ?AL|ET ?UX|ET ?VIR|L/E|LF EST|LIFE EST(?:ATE)?"
    r"|JTWROS|JT/?RS|TIC|H/W|W/H|H&W|HW)\.?$"
)
_HINT = re.compile(
    r"[&+]| AND |(?<![^\W\d_])(?:(?:CO-?)?TRS?|(?:ET ?)?(?:AL|UX|VIR)|E|EST|ESTATE|TRUSTEES?"
    r"|TRSTEE|JTWROS|(?:JT/?)?RS|TIC|[HW])\.?$"
)


def may_split(values: Sequence[str]) -> bool:
    """Return whether `split_owners` may change any of some cells: hints join, or end in a capital."""
    text = "\n".join(values)
    if "&" in text or "+" in text or " AND " in text:
        return True
    return any(value.rstrip(".\n")[-1:].isupper() for value in set(values))


@lru_cache(maxsize=8192)
def split_owners(value: str) -> tuple[str, ...]:
    """Return the names of two people whose family name stands first; else the value, without a right.

    An initial alone is no name of the other.
    """
    if _HINT.search(value) is None:
        return (value,)
    bare = _RIGHT.sub("", value) if value.isupper() else value
    bare = bare if " " in bare else value
    couple = _COUPLE.fullmatch(bare)
    if couple is None or not _share_family(couple["one"], couple["two"]):
        return (bare,)
    return (couple["one"], couple["two"]) if len(couple["two"].strip(".")) > 1 else (couple["one"],)


def split_cell(value: str) -> list[str]:
    """Return the names of a cell of several people, owners who share a family name one by one."""
    return [one for name in split_names(value) for one in split_owners(name) if one[1:]]


def _share_family(one: str, two: str) -> bool:
    """Return whether the first of two begins with a family name, and the other is a given name alone."""
    turned, others = "," in one, two.split()
    words = one.replace(",", " ").split()
    long = {word.lower() for word in (*words, *others) if len(word.strip(".")) > 1}
    if not vocabulary.company_words().isdisjoint(long):
        return False
    name = name_order.parse(one)
    if name is None or not (turned or (one.isupper() and _calls(words[1:]) and not _is_lone_given(words))):
        return False
    initials = all(len(word.strip(".")) == 1 for word in others)
    return _calls(others) or (turned and initials)


def _calls(words: Sequence[str]) -> bool:
    """Return whether one of some words is a given name, and the last one is that or an initial."""
    given = [lexicon.given_name(word.lower()) for word in words]
    return any(given) and (given[-1] or len(words[-1].strip(".")) == 1)


def _is_lone_given(words: Sequence[str]) -> bool:
    """Return whether the first word is a given name and no family name, so that names stand in order."""
    first = words[0].lower()
    return lexicon.given_name(first) and not lexicon.family_name(first)


def keep_first(sample: Sampled) -> Sampled:
    """Return a column with the first owner of each cell, as it is asked what its values are."""
    if not may_split(sample.values):
        return sample
    return replace(sample, values=tuple(split_owners(value)[0] for value in sample.values))
