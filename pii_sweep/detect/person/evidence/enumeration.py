"""The list that a candidate for a name stands in, as features: what its other members are like.

`Terhi, Buster, Suvi ja Flipper` are boats, `Helga, Kofi und die Neue` people: a list holds one kind of thing.
A rota or a roll says it by the words at the same place of the lines around: `Thomas 14/20`, `Grace 18/20`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from pii_sweep.detect.person.evidence import neighbouring_word
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.letters import WORD

# They begin with one of a few characters, which are found far sooner than alternatives are tried.
_MARK = re.compile(
    r"[,;·•|\n\t/ ](?:(?<=[,;·•|\n\t])|(?<=/)(?!\d)"
    r"|(?<=[ ])(?:[ ]+|(?:[–-]|and|und|et|y|e|och|og|ja|i|a|ve|és|și|en)(?=[ ])))"
)
_BULLETS = " -*•"
# The point behind a line's number ends no sentence.
_END = re.compile(r"[.!?:\n](?:(?<=\n)\s*\n|(?<!\n)(?<!\d\.)(?=\s))")
_WORD = re.compile(WORD)
# The list is looked at so far to either side, in characters and members; a member has so many words.
_REACH, _MEMBERS, _WORDS = 160, 4, 4
_LEAST, _LONG = 2, 5
# So many words of a line are compared with those of so many lines around it.
_ALIGNED, _LINES, _LINE_REACH = 3, 5, 320
Span = tuple[int, int]


def describe_list(text: str, hit: Hit, members: Sequence[Span]) -> dict[str, float]:
    """Return what the other members of a candidate's list are like, nothing where it stands in none."""
    if len(members) < _LEAST:
        return {}
    things, ordinary = neighbouring_word.kinds()[2], lexicon.ordinary()
    values = [text[start:end] for start, end in members]
    lows = [_WORD.findall(value.lower()) for value in values]
    found = {
        "list": 1.0,
        "list of capitals": sum([value[:1].isupper() for value in values]) / len(values),
        "list of things": sum([not things.isdisjoint(words) for words in lows]) / len(values),
        "list of ordinary words": sum(map(ordinary.issuperset, lows)) / len(values),
        "list of figures": sum([any(map(str.isdecimal, value)) for value in values]) / len(values),
    }
    if len(members) >= _LONG:
        found["long list"] = 1.0
    low, high = _bounds(text, hit)
    behind = _MARK.search(text, hit.end, high)
    own = _between(text, low, hit.start)[-1], (hit.end, behind.start() if behind else high)
    if not any(text[start:end].strip(_BULLETS) for start, end in own):
        found["whole member"] = 1.0
    return found


def find_members(text: str, hit: Hit) -> list[Span]:
    """Return where the other members of a candidate's list stand, the nearest few to either side."""
    low, high = _bounds(text, hit)
    before = _between(text, low, hit.start)[:-1]
    behind = _between(text, hit.end, high)[1:]
    if not before and not behind:
        return []
    near = [span for one in before if (span := _strip(text, one))][-_MEMBERS:]
    near += [span for one in behind if (span := _strip(text, one))][:_MEMBERS]
    return [(start, end) for start, end in near if len(text[start:end].split()) <= _WORDS]


def find_aligned(text: str, hit: Hit) -> list[Span]:
    """Return the words of the lines around that stand where a candidate stands in its line, numbers aside."""
    low = text.rfind("\n", 0, hit.start) + 1
    if not low and text.find("\n", hit.end) < 0:
        return []  # no other line
    # A line may be as long as its text: no more words are counted than are compared.
    place = sum(1 for _ in islice(_WORD.finditer(text, low, hit.start), _ALIGNED))
    if place >= _ALIGNED:
        return []
    end = text.find("\n", hit.end)
    before = _lines(text, max(0, low - _LINE_REACH), low - 1)[-_LINES:]
    behind = _lines(text, end + 1, min(len(text), end + _LINE_REACH))[:_LINES] if end >= 0 else []
    words = (next(islice(_WORD.finditer(text, *line), place, None), None) for line in (*before, *behind))
    return [word.span() for word in words if word is not None]


def _bounds(text: str, hit: Hit) -> Span:
    """Return between which places a candidate's list lies."""
    low = max(0, hit.start - _REACH)
    for mark in _END.finditer(text, low, hit.start):
        low = mark.end()
    end = _END.search(text, hit.end, hit.end + _REACH)
    return low, end.start() if end else min(len(text), hit.end + _REACH)


def _between(text: str, low: int, high: int) -> list[Span]:
    """Return the stretches between the marks of a list, the last of them up to `high`."""
    spans = []
    for mark in _MARK.finditer(text, low, high):
        start, end = mark.span()
        spans.append((low, start))
        low = end
    return [*spans, (low, high)]


def _strip(text: str, span: Span) -> Span | None:
    """Return a stretch without bullets and blanks at its edges, None where nothing is left."""
    start, end = span
    value = text[start:end]
    start += len(value) - len(value.lstrip(_BULLETS))
    end -= len(value) - len(value.rstrip())
    return (start, end) if start < end else None


def _lines(text: str, low: int, high: int) -> list[Span]:
    """Return where the lines of a stretch that are not empty stand."""
    spans = []
    while low < high:
        end = text.find("\n", low, high)
        end = high if end < 0 else end
        if text[low:end].strip():
            spans.append((low, end))
        low = end + 1
    return spans
