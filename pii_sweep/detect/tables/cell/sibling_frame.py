"""Names that stand in a cell where those of the other cells stand: `Lunch with …`, `… - lease.pdf`.

The words around a name that was recognized are a frame. A cell of the same frame holds a name in the same
place where a list knows one of its words, also where the model saw none: the cells of a column are alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pii_sweep.detect.tables.cell import cell_form
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit

# Frames that are tried, the most frequent ones; characters of a frame that say anything.
_MOST, _LEAST = 50, 3
# So large a part of the cells of a frame must hold a known name; the fewest characters of a name.
_SHARE, _ROOM = 0.34, 5
_SCORE = 0.6
_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]*+(?:(?:, |[ _.'’\-]{1,2})[^\W\d_a-z][^\W\d_]*+\.?){1,3}")
_WORDS = re.compile(r"[^\W\d_][ _.,]+[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_KNOWN = frozenset({"given_name", "nickname", "listed", "mailbox", "label"})


def spread(hits: Mapping[str, Sequence[Hit]]) -> dict[str, Sequence[Hit]]:
    """Return the cells without a name that have the frame of others with one, and what they hold."""
    frames: Counter[tuple[str, str]] = Counter()
    nameless: list[str] = []
    for value, found in hits.items():
        people = [hit for hit in found if hit.entity == "PERSON" and _WORDS.search(value, hit.start, hit.end)]
        if not people:
            nameless.append(value)
        elif len(people) == 1 and _is_known(people[0]):
            before, after = value[: people[0].start], value[people[0].end :]
            if len((before + after).strip()) >= _LEAST:
                first, last = cell_form.forms([before, after])
                frames[first, last] += 1
    if not nameless or not frames:
        return {}
    spread: dict[str, Sequence[Hit]] = {}
    for (before, after), count in frames.most_common(_MOST):
        start, end = len(before), len(after)
        same = [value for value in nameless if _is_framed(value, before, after)]
        if count < _SHARE * (count + len(same)):
            continue  # a firm or a thing stands there as well
        for value in same:
            name = value[start : len(value) - end]
            if value not in spread and _NAME.fullmatch(name) and _is_person(name):
                hit = Hit("PERSON", start, len(value) - end, _SCORE, "Cell", ("sibling:+",))
                spread[value] = sorted([*_drop_overlapping(hits[value], hit), hit], key=lambda one: one.start)
    return spread


def _is_framed(value: str, before: str, after: str) -> bool:
    """Return whether a cell begins and ends as a frame does, whatever its digits, with room for a name."""
    form = cell_form.forms([value])[0]
    room = len(form) - len(before) - len(after)
    return room >= _ROOM and form.startswith(before) and form.endswith(after)


def _is_known(hit: Hit) -> bool:
    return hit.has_factor(_KNOWN)


def parties(text: str) -> list[Hit]:
    """Return the people on both sides of a case: `Ana Berg v. Ivo Kovacs`, `BERG, ANA VS KOVACS, IVO`."""
    case = _CASE.fullmatch(text) if " v" in text.lower() else None
    sides = [case.span(1), case.span(2)] if case else []
    return [
        Hit("PERSON", start, end, _SCORE, "Cell", ("parties:+",))
        for start, end in sides
        if _NAME.fullmatch(text[start:end]) and _is_person(text[start:end])
    ]


_CASE = re.compile(
    r"\s*([^\d:;]{4,60}?)(?:,? et al\.?,?)? (?:[vV]s?\.?|VS\.?|versus) ([^\d:;]{4,60}?)(?:,? et al\.?)?\s*"
)


def _is_person(name: str) -> bool:
    """Return whether a list knows a word of a name, not all are ordinary ones, and none is a firm's."""
    words = [word.lower() for word in _WORD.findall(name)]
    if len(words) < 2 or any(word in vocabulary.company_words() for word in words):
        return False
    known = lexicon.given_name(words[0]) or lexicon.given_name(words[-1]) or lexicon.family_name(words[-1])
    return known and not all(word in lexicon.english() for word in words)


def _drop_overlapping(hits: Sequence[Hit], one: Hit) -> list[Hit]:
    return [hit for hit in hits if hit.end <= one.start or one.end <= hit.start]
