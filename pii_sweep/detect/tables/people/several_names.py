"""Cells that hold several people, or whose child somebody is: `Ana Berg; Ugo Bassi`, `Ugo S/O Ali`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pii_sweep.detect.person.name_pattern import PIECE
from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Column, Sampled
from pii_sweep.detect.text import lexicon, vocabulary


def split_names(value: str) -> list[str]:
    """Return the names of a cell of several people, and a name without whose son or wife it says.

    `Ana Berg; Ugo Bassi`, `S/O Ghulam Yasin`. A comma parts people only where it cannot part a family name.
    """
    if _MARKED.search(value) is None:
        return [value]
    bare = _KIN_OF.sub("", value)
    for mark, several in ((_APART, False), (_APART_OF_WHOLE, True), (_COMMA, True)):
        pieces = [_KIN_OF.sub("", piece.strip()) for piece in mark.split(bare) if piece.strip()]
        whole = all(" " in piece and any(map(str.isalpha, piece)) for piece in pieces)
        turned = mark is _COMMA and len(pieces) == _PAIR and LATIN_OR_FIGURE.search(bare)
        if len(pieces) > 1 and (whole or not several) and not turned:
            return pieces
    return [bare]


def may_split(values: Sequence[str]) -> bool:
    """Return whether `split_names` may part any of some cells."""
    return _MARKED.search("\0".join(set(values))) is not None


def are_joined(value: str) -> bool:
    """Return whether a cell is two people whose given names lists know: `Ana y Ugo Gil`."""
    match = _JOINED.fullmatch(value.strip())
    if match is None or not all(
        lexicon.given_name(name.split()[0].lower()) for name in match.group("one", "two")
    ):
        return False
    words = frozenset(value.lower().split()) - vocabulary.conjunctions()
    return words.isdisjoint(vocabulary.company_words()) and words.isdisjoint(lexicon.english())


_JOINED = re.compile(
    rf"(?P<one>{PIECE}(?:[ ]{PIECE}){{0,3}})[ ](?:[&+/]|{vocabulary.conjunction()})[ ]"
    rf"(?P<two>{PIECE}(?:[ ]{PIECE}){{1,3}})"
)
# `of` begins as the marks do, with a character of a class, which is sought three times as fast.
_MARKED = re.compile(r"[;\n/、，،,oO](?:(?<=[;\n/、，،,])|(?<=\b[oO])[fF]\b)")
_APART, _APART_OF_WHOLE, _COMMA = (
    re.compile(r"[;、]"),
    re.compile(r"\n|/(?![OLPolp]\b)"),
    re.compile(r"[,，،]"),
)
# Whose son, daughter or wife somebody is, before the other's name: `S/O Ghulam Yasin`.
_KIN_OF = re.compile(
    r"(?i)^(?:(?:[sdwhfc]|wd) ?/ ?o|(?:son|daughter|wife|husband|father|mother|widow|care) of)\b[.:,]?\s*"
    r"(?=\S)"
)


# `w/o` alone is `without` and a work order, too.
_SAYS_KIN = re.compile(r"(?i:^([sdwhfc]|wd) ?/ ?o\b)[.:,]?\s*[A-Z][^\d]+$")
_KIN_LEAST, KIN = 0.7, "kin:+"


def decide_kin(sample: Sampled) -> Column | None:
    """Decide a column that says of each row whose child or wife somebody is: `S/O Ghulam Yasin`."""
    said = [match[1].lower() for value in sample.values if (match := _SAYS_KIN.match(value))]
    if len(said) < _KIN_LEAST * len(sample.values) or len(set(said)) < _PAIR:
        return None
    return sample.as_column("name", 0.9, KIN) if column_header.open_to_names(sample) else None


def is_next_to_kin(sample: Sampled, found: Sequence[Column]) -> bool:
    """Return whether the column behind a column says whose child somebody is."""
    return any(column.index == sample.index + 1 and KIN in column.reasons for column in found)


_PAIR = 2
LATIN_OR_FIGURE = re.compile(r"[A-Za-z\u00c0-\u024f\d&]")


def separate(sample: Sampled) -> Sampled:
    """Return a column with each name of a cell of several people as a value of its own."""
    if not any(map(_MARKED.search, sample.values)):
        return sample
    return replace(sample, values=tuple(name for value in sample.values for name in split_names(value)))
