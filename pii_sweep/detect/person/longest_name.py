"""Of several readings of one name the whole: `Vicent Soler Ridaura`, not `Vicent Soler`.

Lists, forms and the networks each read a stretch of a name, and each reading is scored by itself. A part is
then often a little surer than the whole, and one reading may begin within another.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from pii_sweep.detect.text.candidate import Hit

# How much less sure than a part of it a longer name may be, and how sure two readings must be that each have
# words of their own. In papers of three authors .03, .1 and .25 give the same; kinds of document lose a name
# at .1.
LESS, SURE = 0.03, 0.8


def join_readings(text: str, hits: Iterable[Hit]) -> list[Hit]:
    """Return claims on a text, of names that overlap on one line the longest that is about as sure.

    Two that are sure and overlap in part become one: `Ruiz, Ana` and `Ana M`. A comma ends a full name.
    """
    every = list(hits)
    names = [hit for hit in every if hit.entity == "PERSON" and not hit.pieces]
    if len(names) < 2:
        return every
    names.sort(key=lambda hit: (hit.start, -hit.end))
    dropped, joined = set[int](), list[Hit]()
    for place, first in enumerate(names):
        for other in names[place + 1 :]:
            if other.start >= first.end:
                break
            whole, part = (first, other) if other.end <= first.end else (other, first)
            if (first.start, first.end) == (other.start, other.end) or _wraps(text, first, other):
                continue
            if whole.start <= part.start:
                sure = whole.score >= part.score - LESS and not _adds_field(text, whole, part)
                dropped |= {id(part)} if sure else set()
            elif min(first.score, other.score) >= SURE:
                dropped |= {id(first), id(other)}
                surer = max(first, other, key=attrgetter("score"))
                joined.append(surer.at(start=first.start, end=other.end))
    return [*(hit for hit in every if id(hit) not in dropped), *joined] if dropped else every


def _adds_field(text: str, whole: Hit, part: Hit) -> bool:
    """Return whether a longer reading goes on behind the comma after a full name: `Ann Lee, Gartenhaus`."""
    return "," in text[part.end : whole.end] and " " in text[part.start : part.end]


def _wraps(text: str, first: Hit, other: Hit) -> bool:
    """Return whether two readings together go over the end of a line."""
    return "\n" in text[first.start : max(first.end, other.end)]
