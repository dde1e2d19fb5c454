"""The list that a candidate for a name stands in, as features: what its other members are like.

`Terhi, Buster, Suvi ja Flipper` are boats, `Helga, Kofi und die Neue` people: a list holds one kind of thing.
"""

from __future__ import annotations

import re

from pii_sweep.detect.person.evidence import neighbouring_word
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.letters import WORD

_MARK = re.compile(r"[,;·•|/\n\t]|[ ](?:[–-]|and|und|et|y|e|och|og|ja|i|a|ve|és|și|en)(?=[ ])")
_BULLETS = " -*•"
_END = re.compile(r"[.!?:](?=\s)|\n\s*\n")
_WORD = re.compile(WORD)
# The list is looked at so far to either side, in characters and members; a member has so many words.
_REACH, _MEMBERS, _WORDS = 160, 4, 4
_LEAST, _LONG = 2, 5


def describe_list(text: str, hit: Hit) -> dict[str, float]:
    """Return what the other members of a candidate's list are like, nothing where it stands in none."""
    low = max(0, hit.start - _REACH)
    for mark in _END.finditer(text, low, hit.start):
        low = mark.end()
    end = _END.search(text, hit.end, hit.end + _REACH)
    before = _MARK.split(text[low : hit.start])
    behind = _MARK.split(text[hit.end : end.start() if end else hit.end + _REACH])
    near = [*filter(str.strip, before[:-1])][-_MEMBERS:] + [*filter(str.strip, behind[1:])][:_MEMBERS]
    members = [words for member in near if 0 < len(words := member.lstrip(_BULLETS).split()) <= _WORDS]
    if len(members) < _LEAST:
        return {}
    things, ordinary = neighbouring_word.kinds()[2], lexicon.ordinary()
    lows = [_WORD.findall(" ".join(words).lower()) for words in members]
    found = {
        "list": 1.0,
        "list of capitals": sum(words[0][:1].isupper() for words in members) / len(members),
        "list of things": sum(not things.isdisjoint(words) for words in lows) / len(members),
        "list of ordinary words": sum(ordinary.issuperset(words) for words in lows) / len(members),
        "list of figures": sum(any(map(str.isdigit, " ".join(words))) for words in members) / len(members),
    }
    if len(members) >= _LONG:
        found["long list"] = 1.0
    if not before[-1].strip(_BULLETS) and not behind[0].strip():
        found["whole member"] = 1.0
    return found
