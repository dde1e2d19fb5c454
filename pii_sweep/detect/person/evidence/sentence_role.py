"""What part a candidate for a name has in its sentence, as features: it does, gets or is met.

`shipped to Maria Castillo on Monday` and `wurde von Maria Castillo gemeldet` have nothing but their sentence
to be about a person. The words are data (`data/roles.toml`); what each part weighs is fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pii_sweep.detect.person.word_before import find_begin
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

# So far a verb stands from the name that it is about, in characters and in words.
_REACH, _WORDS = 80, 7
_END = re.compile(r"[.!?;:\n](?:(?<!\n)(?=\s)|(?<=\n)(?:\s*\n|[ \t]*[-*•|#]))")
_TAIL = re.compile(r"-[^\W\d_A-Z]{5,}$")
# What stands on the same line, one space away, in so many characters.
_NEXT, _BEFORE, _AFTER = 20, re.compile(r"([^\W\d_]+)[ ]$"), re.compile(r"[ ]([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_NEXT_WORD = re.compile(r"\s{1,3}([^\W\d_]+)")
_PREPOSITIONS = ("by", "to", "with")


def describe_role(text: str, hit: Hit, before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Return the part of a candidate in its sentence: who does, who gets, what is named.

    `before` and `after` are the words of its sentence (`words_before`, `words_after`).
    """
    if _is_namesake(text, hit):
        return ["role namesake"]
    found = list(_parts(before, after))
    if text.startswith(", ", hit.end) and after and after[0] in lexicon.words("roles", "who"):
        found.append("role who")
    found += _find_pronouns(text, hit.end, after)
    return found


def _find_pronouns(text: str, end: int, after: Sequence[str]) -> Iterator[str]:
    """Yield whether the rest of the sentence, or the next one's beginning, has a pronoun for somebody."""
    pronouns = lexicon.words("roles", "pronouns")
    if not pronouns.isdisjoint(after[1:]):
        yield "role resumed"
    mark = _END.search(text, end, min(len(text), end + _REACH))
    opening = _NEXT_WORD.match(text, mark.end()) if mark else None
    if opening is not None and opening[1].lower() in pronouns:
        yield "role resumed next"


def _is_namesake(text: str, hit: Hit) -> bool:
    """Return whether a thing's noun is next to a name, or the name is part of one: `Gustav-Adolf-Bahnhof`."""
    named = lexicon.words("roles", "named")
    begin = find_begin(text, max(0, hit.start - _NEXT), hit.start, 1)
    before = _BEFORE.search(text, begin, hit.start)
    after = _AFTER.match(text, hit.end)
    if (before and before[1].lower() in named) or (after and after[1].lower() in named):
        return True
    last = text[hit.start : hit.end].rpartition(" ")[2]
    return text.startswith("-", hit.end) or _TAIL.search(last) is not None


def _parts(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    doing = lexicon.words("roles", "doing")
    last = before[-1] if before else ""
    acts = after[:1] if after and after[0] not in lexicon.words("roles", "helping") else after[1:3]
    if not doing.isdisjoint(acts):
        yield "role acts"
    if last in doing:
        yield "role met"
    near_act = last in doing or not doing.isdisjoint([*before[-_WORDS:], *after[:_WORDS]])
    if near_act:
        yield "role near verb"
    for preposition in _PREPOSITIONS:
        if last in lexicon.words("roles", preposition):
            yield f"role {preposition}" + (" near verb" if near_act else "")


def words_before(text: str, start: int) -> list[str]:
    """Return the words of a sentence before a candidate, in small letters, as far as they are looked at."""
    low = max(0, start - _REACH)
    for mark in _END.finditer(text, low, start):
        low = mark.end()
    return [word.lower() for word in _WORD.findall(text, low, start)]


def words_after(text: str, end: int) -> list[str]:
    """Return the words of a sentence behind a candidate, in small letters, as far as they are looked at."""
    high = min(len(text), end + _REACH)
    mark = _END.search(text, end, high)
    return [word.lower() for word in _WORD.findall(text, end, mark.start() if mark else high)]
