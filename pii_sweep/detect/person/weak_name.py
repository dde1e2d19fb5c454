"""Words that may be a given name, in papers of a few lines: candidates that only their fitted score decides.

The network reads few of the names that stand alone in a note of another language than English: those of
the lists, in other scripts (`Глаша`, `مازن`) and cases (`Apolenu`), and any word with a capital behind one
that says who somebody is (`soused Xylon`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pii_sweep.detect.person import phrase_cue
from pii_sweep.detect.person.evidence import neighbouring_word
from pii_sweep.detect.person.name_pattern import LONG_REST, UP
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.interval_set import Taken

_WORD = rf"{UP}{LONG_REST}"
# A pattern that begins with a class of letters is sought far sooner than one that looks back first.
_NAME = re.compile(rf"{UP}(?<![\w@/.\-#&'’].){LONG_REST}(?:[ ]{_WORD}){{0,2}}(?![\w@/])")
# Words of scripts without capitals but with blanks: Armenian, Georgian, Hebrew, Arabic, those of India.
_SPACED = re.compile(r"[\u0531-\u0587\u05d0-\u05ea\u0620-\u06d3\u0900-\u0d7f\u10d0-\u10ff\u200c\u200d]{3,}")
# What a candidate weighs before it is fitted: too little to stand by itself.
WEIGHT = 0.2
_LEAST_STEM = 3


def find(text: str, met: Taken) -> Iterator[Hit]:
    """Yield the words that may be a given name, with the family name behind; `met` holds what is claimed."""
    for match in _NAME.finditer(text):
        start, end = match.span()
        words = match[0].split()
        # A word with a capital before the name is the first of a sentence, or what somebody is.
        while words and (source := _source_of(text, start, words[0].lower())) is None:
            start += len(words.pop(0)) + 1
        if words and source is not None and not met.meets(start, end):
            yield _claim(start, end, source)
    if not text.isascii():
        for match in _SPACED.finditer(text):
            if match.group() in lexicon.script_given() and not met.meets(*match.span()):
                yield _claim(*match.span(), "script")


def _claim(start: int, end: int, source: str) -> Hit:
    return Hit("PERSON", start, end, WEIGHT, "Person", (f"weak_{source}:{WEIGHT:.2f}",))


def _source_of(text: str, start: int, low: str) -> str | None:
    """Return what shows that a word in lower case may be a given name, None where nothing does."""
    if _is_refused(low):
        return None
    _, callings, things = neighbouring_word.kinds()
    last = neighbouring_word.read_before(text, start)
    if last in things:
        return None
    if lexicon.given_name(low):
        return "given"
    if low in lexicon.script_given():
        return "script"
    if last in callings:
        return "calling"
    return "case" if is_case(low) else None


@lru_cache(maxsize=1 << 13)
def _is_refused(low: str) -> bool:
    """Return whether a word in lower case is an everyday one, a thing, a place or a firm's."""
    return (
        (low in lexicon.ordinary() and not lexicon.given_name(low))
        or low in vocabulary.thing_words()
        or low in vocabulary.dates()
        or low in neighbouring_word.kinds()[1]
        or low in neighbouring_word.kinds()[2]
        or phrase_cue.plain_word(low)
    )


@lru_cache(maxsize=1 << 13)
def is_case(low: str) -> bool:
    """Return whether a word in lower case is a given name of the lists with an ending of a case."""
    endings = _endings()
    return any(
        (own := endings.get(low[at:])) is not None
        and any(low[:at] + end in lexicon.script_given() or lexicon.given_name(low[:at] + end) for end in own)
        for at in range(_LEAST_STEM, len(low))
    )


@lru_cache(maxsize=1)
def _endings() -> Mapping[str, tuple[str, ...]]:
    return {ending: tuple(own) for ending, own in lexicon.table("name_cases")["endings"].items()}
