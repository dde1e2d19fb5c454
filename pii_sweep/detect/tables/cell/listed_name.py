"""A given name next to a family name, by the lists alone: in capitals, in paths, in either order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

# A word, or the half of a word that begins with a capital: `AnaBerg`.
_LETTERS = re.compile(r"[^\W\d_][^\W\d_A-Z]{2,}|[A-Z]{3,}")
# How likely such a pair is a person's name in a place; what it weighs in a line of a statement.
LIKELY, _SCORE = 0.5, 0.6


def find(text: str) -> Iterator[Hit]:
    """Yield adjacent words that the lists know as a given and a family name, in any case and order."""
    words = list(_LETTERS.finditer(text))
    for one, two in pairwise(words):
        first, last = one[0].lower(), two[0].lower()
        ordinary = lexicon.english()
        if two.start() - one.end() > 2 or (first in ordinary and last in ordinary):
            continue
        known = lexicon.given_name(first) and lexicon.family_name(last)
        if known or (lexicon.given_name(last) and lexicon.family_name(first)):
            yield Hit("PERSON", one.start(), two.end(), LIKELY, "Place", ("listed:+",))


# The name of a file of a document, as scans and attachments are named after people.
_FILE = re.compile(
    r"(?i)[^\n:*?<>|]{4,200}\.(?:pdf|docx?|odt|rtf|txt|xlsx?|csv|msg|eml|tiff?|jpe?g|png|heic|zip|mp[34]|wav)\s*"
)


def in_line(text: str) -> list[Hit]:
    """Return the pairs in a line with words in capitals, and those in a register's order: `Rent Berg, Ana`.

    A line of a bank's statement has no other sign of a name, and the name of a file has none at all.
    """
    capitals = _FILE.fullmatch(text) is not None or any(map(str.isupper, _LETTERS.findall(text)))
    return [
        hit.scored(_SCORE, ("line:0.35", "given_name:+0.15", "surname:+0.10"))
        for hit in find(text)
        if _is_turned(text[hit.start : hit.end])
        or (capitals and _title(text[hit.start : hit.end]))
        or text[hit.start : hit.end].isupper()
    ]


def _title(name: str) -> bool:
    """Return whether all words of a name begin with a capital: `Berg_Ana` too."""
    return all(word[0].isupper() for word in _LETTERS.findall(name)) and not name.isupper()


def _is_turned(name: str) -> bool:
    family, mark, given = name.partition(", ")
    if not mark or given.lower() in lexicon.state_codes():
        return False
    return name.istitle() and lexicon.family_name(family.lower()) and lexicon.given_name(given.lower())
