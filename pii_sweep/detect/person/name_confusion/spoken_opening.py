"""What opens an answer in a call or a chat and looks like a name: `CLIENTE: Claro, …`, `Agent: Gotcha.`

In a form a role is a label, and a name stands behind it; in a transcript it is a speaker, and whatever that
one says stands behind it. Several turns distinguish the two: speakers take turns, and speak in sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pii_sweep.detect.text import casing, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit

_CLOCK = r"(?:[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ ]?[ap]\.?m\.?)?[\])]?)"
# Who speaks, with marks of lists and quotes, a time before or behind, and what is said.
_TURN = re.compile(
    rf"(?mi)^[ \t>*_\-–—•]{{0,8}}(?:{_CLOCK}[ \t]{{0,3}}[-–]?[ \t]?)?[*_]{{0,2}}"
    rf"(?P<who>[^\W\d_][^\n:：]{{0,24}}?)(?:[ ]{_CLOCK})?[*_]{{0,2}}[ \u00a0]?[:：][*_]{{0,2}}[ \t]*"
    r"(?P<said>\S[^\n]*)$"
)
_LEAST = 3
# What ends a turn that is a sentence; a value of a form ends with none of them.
_ENDED = re.compile(r"[.!?…。！？](?:[\"”»'’」)*_ ]*)$")
# What a sentence of a turn begins behind.
_OPENED = re.compile(r"(?:^|[:：.!?…。！？][*_]{0,2}[ \t]{0,3})[¿¡\"“«‘(]?\Z")
_FOLLOWED = re.compile(r"[,.!?…;:]|[ ][^\W\d_A-ZÀ-ÖØ-Þ]|[ ]?$|[ぁ-ん]")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
# A speaker who gives a name: `Okonjo here.`, `Brecht hier`.
_GIVES = re.compile(r"(?i)[ ](?:here|speaking|hier|am apparat|aquí|ici|à l['’]appareil|qui|al telefono)\b")
# How far a sentence's end is looked for before a word; a title ends with a full stop, too.
_WITHIN = 12
_TITLED = re.compile(r"(?<!\w)([^\W\d_]{1,8})\.[ ]\Z")


class _Turn(NamedTuple):
    """What one speaker says, and whether a name was asked for right before."""

    start: int
    end: int
    asked: bool


def drop_openings(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield claims without the people that are words with which a turn or a sentence of one opens.

    A given name of the lists stays, and so does a lone word where somebody asked for a name: `Clara said so`.
    """
    turns: list[_Turn] | None = None
    for hit in hits:
        if hit.entity == "PERSON" and hit.end - hit.start <= 40 and not hit.pieces:
            turns = list(_read_turns(text)) if turns is None else turns
            turn = next((turn for turn in turns if turn.start <= hit.start < turn.end), None)
            if turn is not None and _is_opening(text, hit, turn):
                continue
        yield hit


def _read_turns(text: str) -> Iterator[_Turn]:
    """Yield the turns of a talk, if a text is one: speakers take turns, and most speak in sentences."""
    if text.count(":") + text.count("：") < _LEAST:
        return
    found = list(_TURN.finditer(text))
    often = Counter(match["who"].lower() for match in found)
    again = sum(count for count in often.values() if count > 1)
    if len(found) < _LEAST or len(often) < 2 or 2 * again < len(found):
        return
    if 2 * sum(_ENDED.search(match["said"]) is not None for match in found) < len(found):
        return
    asked = False
    for match in found:
        yield _Turn(*match.span("said"), asked)
        asked = _asks_name().search(match["said"]) is not None


def _is_opening(text: str, hit: Hit, turn: _Turn) -> bool:
    """Return whether each word of a claim opens a sentence of a turn and is no name by its words."""
    words = list(islice(_WORD.finditer(text, hit.start, hit.end), 4))
    if not words or len(words) > 3 or not all(_opens(text, word, turn) for word in words):
        return False
    said = [word.group().lower() for word in words]
    if turn.asked and not all(word in _answers() or word in lexicon.ordinary() for word in said):
        return False
    return all(
        word in _answers() or word in vocabulary.weekdays() or not _may_name(text, match, turn)
        for word, match in zip(said, words, strict=True)
    )


def _opens(text: str, word: re.Match[str], turn: _Turn) -> bool:
    """Return whether a word opens a sentence of a turn, and the sentence goes on or ends behind it."""
    before = text[max(turn.start, word.start() - _WITHIN) : word.start()]
    titled = _TITLED.search(before)
    if titled and (titled[1].lower() in vocabulary.titles() or titled[1].lower() in _dotted()):
        return False
    opened = word.start() == turn.start or _OPENED.search(before) is not None
    return opened and _FOLLOWED.match(text, word.end(), turn.end) is not None


def _may_name(text: str, match: re.Match[str], turn: _Turn) -> bool:
    """Return whether a word that opens a sentence may still be a name by the lists or by what follows it."""
    word = match.group().lower()
    if lexicon.any_given_name(word) or not casing.has_case(word) or _GIVES.match(text, match.end(), turn.end):
        return True
    alone = not text[match.end() : turn.end].strip(" .!?")
    named = lexicon.family_name(word) and word not in lexicon.ordinary()
    return named or (alone and match.start() == turn.start and word not in lexicon.ordinary())


@lru_cache(maxsize=1)
def _dotted() -> frozenset[str]:
    return lexicon.words("persons", "titles_dotted")


@lru_cache(maxsize=1)
def _answers() -> frozenset[str]:
    return lexicon.words("spoken_words", "answers")


@lru_cache(maxsize=1)
def _asks_name() -> re.Pattern[str]:
    return re.compile(
        rf"(?i)(?<!\w)(?:{'|'.join(lexicon.table('spoken_words')['asks_name'])})(?!\w)|名前|どなた|どちら様|이름|성함|姓名|名字"
    )
