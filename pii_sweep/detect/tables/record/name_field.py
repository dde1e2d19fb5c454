"""Values of fields of names: what a record of a thing has there, and what the fields next to them add."""

from __future__ import annotations

import re

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.text import lexicon, vocabulary

# A name of two halves.
_HALVES = 2
_NO_LETTER = re.compile(r"[^a-z]")
_WORD = re.compile(r"[^\W\d_]+")


def is_article(first: str) -> bool:
    """Return whether a given name of several words is of an article: `Walnut Frame`, `Steel Rake`."""
    words = first.lower().split()
    given = [lexicon.any_given_name(word) for word in words]
    things = [word in vocabulary.thing_words() for word in words]
    return len(words) > 1 and not given[-1] and (things[-1] or (any(things) and not any(given)))


def is_repeated(first: str, last: str) -> bool:
    """Return whether both halves of a name are one word that no list of given names has: `str`, `str`."""
    return first.casefold() == last.casefold() and not lexicon.any_given_name(first.casefold())


def is_mailed(name: str, mailbox: str) -> bool:
    """Return whether a mailbox is called by both words of a name that no list knows: `s.quemeneur@`."""
    words = lexicon.plain(name.lower()).split()
    box = _NO_LETTER.sub("", lexicon.plain(mailbox.lower()).partition("@")[0])
    return len(words) == _HALVES and any(
        box in (first + last, first[0] + last) for first, last in (words, words[::-1])
    )


def lacks_family(name: str, last: str) -> bool:
    """Return whether a name lacks the family name of its record: `Nombre: Francisco Javier`."""
    words, own = (set(_WORD.findall(value.casefold())) for value in (name, last))
    return words.isdisjoint(own) and lexicon.given_name(next(iter(name.split())).lower())


def is_of_thing(path: str) -> bool:
    """Return whether a name's own element lies in a thing's: `/quiz/question[2]/name/text`."""
    steps = [re.sub(r"\[\d+\]", "", step) for step in re.split(r"[./]", path.removesuffix("/text"))]
    titles = column_header.plain_header(".".join(steps[-2:]))
    return path.startswith(("/", "$")) and not column_header.may_be_names(Sampled(0, path, titles, ()))
