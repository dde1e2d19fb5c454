"""Names of authors with the marks of their institutes: `Chiamaka N. Eze1, P. Raman1,3 and Yuki Mori2*`.

The marks stand right behind the family name, as superscripts or as what a PDF's text makes of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.person.name_pattern import JOIN, PIECE
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

_MARK = r"(?:(?:\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹]{1,2})(?:[,˒](?:\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹]{1,2})){0,4}[*†‡§¶]?|[*†‡§¶])"
_AUTHOR = re.compile(
    rf"(?<![\w.'’\-])(?P<name>{PIECE}(?:[ ](?:{JOIN}[ ])?{PIECE}){{1,3}}){_MARK}"
    r"(?=[ ]?(?:[,;&\n]|and\b|und\b|et\b|$))"
)
_ANY = re.compile(r"[\d¹²³⁴⁵⁶⁷⁸⁹*†‡§¶](?<=[^\W\d_].)")
_FEW, _SCORE = 2, 0.92


def find(text: str) -> Iterator[Hit]:
    """Yield the names of lines that hold several such names, where the lists know a word of one."""
    for line in _find_marked_lines(text):
        found = list(_AUTHOR.finditer(text, *line))
        words = [word.lower() for match in found for word in re.findall(r"[^\W\d_]{2,}", match["name"])]
        if len(found) >= _FEW and any(
            lexicon.given_name(word) or lexicon.family_name(word) for word in words
        ):
            for match in found:
                score = f"label:{_SCORE:.2f}"
                yield Hit("PERSON", *match.span("name"), _SCORE, "Authors", (score, "author_list:+0.00"))


def _find_marked_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines with a mark right behind a letter."""
    end = 0
    while marked := _ANY.search(text, end):
        start = text.rfind("\n", 0, marked.start()) + 1
        end = text.find("\n", marked.end())
        end = end if end >= 0 else len(text)
        yield start, end
