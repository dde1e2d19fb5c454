"""How people's names are written: in which order, in which letters, and how much of them the lists know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from pii_sweep.detect.text import country, lexicon, vocabulary

Form = Literal["last_first", "whole", "initial", "lone"]
# No personal name is longer.
LONGEST = 48
_WORD = re.compile(r"['’ʻ`]?[^\W\d_]+(?:['’ʻ`\-][^\W\d_]+)*\.?|[^\W\d_]\.[^\W\d_]\.")
_MARKS = re.compile(r"[ʻ`’]")


@dataclass(frozen=True, slots=True)
class Name:
    """A string that is written as a name: its form, and what the lists know of it."""

    form: Form
    given: bool
    family: bool
    plain: bool = field(default=False)

    @property
    def known(self) -> bool:
        """Return whether a list knows the given name or the family name."""
        return self.given or self.family

    @property
    def whole(self) -> bool:
        """Return whether the lists know both."""
        return self.given and self.family


@lru_cache(maxsize=8192)
def parse(value: str) -> Name | None:
    """Return how a string is written as a name, None where it is none.

    `plain` indicates that what the lists know of it are everyday words or places too.
    """
    if not 2 <= len(value) <= LONGEST or not value[0].isalpha() and value[0] not in "'’ʻ":
        return None
    head, comma, tail = value.partition(",")
    family, rest = _words(head), _words(tail)
    suffixes = lexicon.words("persons", "suffixes")
    rest = [word for word in rest if _to_lower(word) not in suffixes]
    if (
        not family
        or (tail.strip() and not _is_written(tail))
        or not _is_written(head)
        or _holds_refused([*family, *rest])
        or _to_lower(family[0]) in _SENDING
        and _to_lower(family[-1]) == "to"
    ):
        return None
    if comma and rest:
        return _last_first(family, rest) if not country.is_country(tail.strip()) else None
    words = [word for word in family if _to_lower(word) not in suffixes]
    return _in_order(words)


@lru_cache(maxsize=1)
def callings() -> frozenset[str]:
    """Return what stands right before a name and says who that is: callings, labels, titles, greetings."""
    kinds = ("callings", "people_heads", "leads", "titles", "titles_world")
    shared = vocabulary.greetings(), vocabulary.name_labels()
    return frozenset[str]().union(*shared, *(lexicon.words("persons", kind) for kind in kinds))


# What opens the label above an address: `BILL TO` looks like a given name and a family name.
_SENDING = frozenset(
    {
        *("bill", "billed", "billing", "ship", "shipped", "shipping", "sold", "send", "sent", "mail"),
        *("deliver", "delivered", "delivery", "return", "remit"),
    }
)


def _last_first(family: Sequence[str], rest: Sequence[str]) -> Name | None:
    state = len(rest) == 1 and len(rest[0]) == 2 and rest[0].isupper() and not rest[0].endswith(".")
    if len(family) > 4 or len(rest) > 3 or (state and _to_lower(rest[0]) in lexicon.state_codes()):
        return None
    first = _to_lower(rest[0])
    if (
        len(rest) == 1
        and len(first) > 2
        and first in lexicon.state_codes()
        and first not in _load_given_names()
    ):
        return None
    if len(first) == 1:
        return Name("initial", False, _family(family), _holds_plain_word(family))
    return Name("last_first", lexicon.given_name(first), _family(family), _holds_plain_word([rest[0]]))


def _in_order(words: Sequence[str]) -> Name | None:
    if not words or len(words) > 5:
        return None
    if len(words) == 1:
        low = _to_lower(words[0])
        known = lexicon.given_name(low), lexicon.family_name(low)
        return (
            Name("lone", *known, _holds_plain_word(words))
            if len(low) > 1 and not words[0].endswith(".")
            else None
        )
    if len(_to_lower(words[-1])) == 1:
        known = any(map(lexicon.given_name, map(_to_lower, words[:1]))), _family(words[:-1])
        return Name("initial", *known, _holds_plain_word(words[:1]))
    small = vocabulary.particles()
    if _to_lower(words[-1]) in small and words[-1].islower():
        return None
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if capitals and words[0] == capitals[0] and not words[-1].isupper() and words[-1][0].isupper():
        given = lexicon.given_name(_to_lower(words[len(capitals)]))
        return Name("whole", given, _family(capitals), _holds_plain_word(words[len(capitals) :][:1]))
    first = words[0] if len(_to_lower(words[0])) > 1 or len(words) < 3 else words[1]
    return Name("whole", lexicon.given_name(_to_lower(first)), _family(words[1:]), _holds_plain_word([first]))


def _words(text: str) -> list[str]:
    return text.split()


def _to_lower(word: str) -> str:
    return _MARKS.sub("'", word.lower().strip(".,"))


def _is_written(text: str) -> bool:
    """Return whether each word has a capital or is a particle, and all are words."""
    small = vocabulary.particles()
    return all(
        _WORD.fullmatch(word) is not None and (word[0].isupper() or _is_particle(word, small))
        for word in text.split()
    )


def _is_particle(word: str, small: frozenset[str]) -> bool:
    low = _to_lower(word)
    head, _, tail = word.partition("-")
    return low in small or low.lstrip("'") in small or (head in small and tail[:1].isupper())


def _holds_refused(words: Sequence[str]) -> bool:
    """Return whether a word of firms, goods or documents is among them that is no given name."""
    firms, traps = vocabulary.company_words(), vocabulary.thing_words()
    return any(
        ((low := _to_lower(word)) in firms and low not in lexicon.census("surnames"))
        or (low in traps and low not in _load_given_names() and low not in lexicon.census("surnames"))
        for word in words
        if len(word.strip(".")) > 1  # an initial
    )


def _load_given_names() -> frozenset[str]:
    return lexicon.name_list("given")


def _family(words: Sequence[str]) -> bool:
    """Return whether a list knows the family name, with its particles or without."""
    lows = [_to_lower(word) for word in words]
    return any(lexicon.family_name(low) for low in lows if len(low) > 1) or lexicon.family_name(
        " ".join(lows)
    )


def _holds_plain_word(words: Sequence[str]) -> bool:
    ambiguous, traps = lexicon.words("persons", "ambiguous"), vocabulary.thing_words()
    return any(_to_lower(word) in ambiguous or _to_lower(word) in traps for word in words)
