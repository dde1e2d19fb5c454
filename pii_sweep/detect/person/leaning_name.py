"""Words that the network nearly read as somebody: candidates, and a sign for what the word lists give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.model.network import LEANING
from pii_sweep.detect.person import phrase_cue
from pii_sweep.detect.person.name_pattern import JOIN, UP
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.interval_set import Taken

_WORD = rf"{UP}[^\W\d_]*[a-zß-öø-ÿĀ-ɏḀ-ỿ](?:['’\-]{UP}?[^\W\d_]+)*"
_NAME = re.compile(rf"{_WORD}(?:[ ](?:(?:{JOIN})[ ])?{_WORD}){{1,3}}(?![\w@]|['’]t\b)")
_BEFORE = re.compile(rf"(?<![\w.@/\-])({_WORD})[ ]$")
_FAR = 24
# What a candidate weighs before it is fitted: too little to stand by itself.
WEIGHT = 0.2


def add_leaning(text: str, hits: Sequence[Hit], entities: Sequence[Entity], met: Taken) -> list[Hit]:
    """Return the hits, those at tokens that lean towards people marked, and the names at other such tokens.

    `met` holds what is claimed already.
    """
    leaning = [entity for entity in entities if entity.label == LEANING]
    if not leaning:
        return list(hits)
    found = [
        Hit("PERSON", start, end, WEIGHT, "Person", (f"leaning:{WEIGHT:.2f}",))
        for start, end in _find(text, leaning)
        if not met.meets(start, end)
    ]
    return [_mark(hit, leaning) for hit in (*hits, *found)]


def _find(text: str, entities: Iterable[Entity]) -> Iterator[tuple[int, int]]:
    """Yield names of two words and more at tokens that lean towards people, whatever the word lists know."""
    last = 0
    for entity in entities:
        if entity.start < last:
            continue
        start = entity.start
        before = _BEFORE.search(text, max(last, start - _FAR), start)
        if before is not None and not _is_everyday(before[1]):
            start = before.start(1)
        match = _NAME.match(text, start)
        if match is not None and not any(map(_is_everyday, match.group().split())):
            last = match.end()
            yield match.span()


def _mark(hit: Hit, leaning: Iterable[Entity]) -> Hit:
    """Return a hit with the highest share of people at its tokens as a reason, where there is one."""
    share = max((one.sure for one in leaning if hit.start <= one.start < hit.end), default=0.0)
    return hit.scored(hit.score, (*hit.reasons, f"network_leans:{share:.2f}")) if share else hit


def _is_everyday(word: str) -> bool:
    low = word.lower()
    return phrase_cue.plain_word(low) or (low in lexicon.ordinary() and not lexicon.family_name(low))
