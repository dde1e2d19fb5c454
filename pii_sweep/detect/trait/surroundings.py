"""What stands around a phrase that may state a trait, as features of the score of whether it does."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pii_sweep.detect.text import casing, lexicon
from pii_sweep.detect.trait import candidates
from pii_sweep.detect.trait.candidates import Candidate

# So many characters before and behind are read for words.
WIDE = 120
# So much of a line is read on each side: lines may have no end.
_LONGEST = 400
# A name is far at so many characters; a label has at most so many.
FAR, LABEL = 160, 40
_WORD = re.compile(r"[^\W\d_]+(?:[.'’\-][^\W\d_]+)*")
_CELL = re.compile(r"[|;:\t(]|[ ]{2}|\.{2,}|…| [-–—] |[\]\u2610-\u2612]")
_CELL_END = re.compile(r"[|;,:.\t)\n]|[ ]{2}|\.{2,}|…| [-–—] |[\[\u2610-\u2612]|$")
_LABEL = re.compile(r"([^\W\d_](?:[^:=\n|\[\]\t]|(?<! ) (?! ))+)$")
_FILL = " \t.…:=|?-–—\"'“([]xX☒☑☐"
_BOX = re.compile(r"\[ ?\]|\u2610|\( \)|_{3,}")
_TICKED = re.compile(r"(?i)\[ ?x ?\]|\u2612|\u2611|\(x\)")
_ONLY_MARKS = re.compile(r"[^\w]*")
_SENTENCE = re.compile(r"[.!?\n]")
# Who says it matters little: such words are their cue alone.
_SAYING = "becomes"
_LAST_WORD = re.compile(r"[^\W\d_]+(?= \Z)")
_TOUCHING, _JOINING = frozenset(" -'’\"“"), frozenset(" -")
_BETWEEN = frozenset({"pronoun", "possessive", "kin", "be"})
_OF_TEXT = frozenset({"care", "work", "casework", "trade", "law", "festive", "asks", "history"})
_MONEY = re.compile(r"[£€$]|\b(?:EUR|USD|GBP|Rs)\b")


@lru_cache(maxsize=1)
def _cues() -> Mapping[str, tuple[str, ...]]:
    """Return what words indicate, by the word."""
    found: dict[str, tuple[str, ...]] = {}
    for cue, words in lexicon.table("trait_cues")["cues"].items():
        for word in set(words.split()):
            found[word] = (*found.get(word, ()), cue)
    return found


def cues_of(word: str) -> tuple[str, ...]:
    """Return what a lower-case word indicates."""
    return _cues().get(word, ())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text with its people, and the candidates in it."""

    text: str = field(repr=False)
    people: Sequence[tuple[int, int]] = field(repr=False)
    shared: tuple[str, ...]

    def describe(self, one: Candidate) -> set[str]:
        """Return the features of a candidate."""
        low = max(self.text.rfind("\n", 0, one.start) + 1, one.start - _LONGEST)
        high = self.text.find("\n", one.end, one.end + _LONGEST)
        high = min(len(self.text), one.end + _LONGEST) if high < 0 else high
        found = {"bias", *describe_words(self.text, one)}
        kinds = {kind for word in one.words for kind in word.kinds[:1]}
        kinds.add("sure" if not all(map(candidates.is_ambiguous, one.words)) else "ambiguous")
        plain = {
            *self.shared,
            *_describe_edges(self.text[low:high], one.start - low, one.end - low),
            *self._describe_sides(one, low, high),
            *self._describe_people(one, low, high),
            *self._describe_sentence(one),
            *self._describe_label(one, low),
        }
        for name in plain:
            found.add(name)
            if not name.startswith(("word ", "near ", "pair ")):
                found.add(f"{one.trait}: {name}")
                found.update([f"{kind}: {name}" for kind in kinds])
        return found

    def _describe_sides(self, one: Candidate, low: int, high: int) -> Iterator[str]:
        """Yield the words before and behind, and what they indicate."""
        first, last = max(low, one.start - WIDE), min(high, one.end + WIDE)
        before = [match.group().lower() for match in _WORD.finditer(self.text, first, one.start)]
        behind = [match.group().lower() for match in _WORD.finditer(self.text, one.end, last)]
        joined = self.text[max(0, one.start - 1) : one.start] in _TOUCHING
        joins = self.text[one.end : one.end + 1] in _JOINING
        for place, word in enumerate(before[:-4:-1], 1):
            yield f"word before {place} {word}"
            for cue in cues_of(word):
                yield f"before {place} {cue}" if place > 1 or joined else f"before apart {cue}"
            if one.trait in _traits_of(word):
                yield f"before {place} of its trait"
        for place, word in enumerate(behind[:2], 1):
            if joins:
                yield f"word behind {place} {word}"
            for cue in cues_of(word):
                yield f"behind {place} {cue}" if joins else f"behind apart {cue}"
        if len(before) > 1:
            yield f"pair {before[-2]} {before[-1]}"
        for side, words in (("left", before[-7:]), ("right", behind[:7])):
            for word in words:
                if _SAYING not in cues_of(word):
                    yield f"near {side} {word}"
            for cue in {cue for word in words for cue in cues_of(word)}:
                yield f"{side} {cue}"
        if joins and self.text[one.end + 1 : one.end + 2].isupper():
            yield "capital behind"
        run = _LAST_WORD.search(self.text, max(low, one.start - 20), one.start)
        if run:
            yield "capital before" if run.group()[0].isupper() else "small before"

    def _describe_people(self, one: Candidate, low: int, high: int) -> Iterator[str]:
        """Yield how near people are, and on which side."""
        behind = bisect_left(self.people, (one.end,))
        before = self.people[:behind]
        if any(one.start < end for _, end in before):
            yield "in a name"
        left = next((end for _, end in reversed(before) if end <= one.start), None)
        if left is None:
            yield "no name before"
        elif left > low:
            yield from self._describe_gap(left, one.start)
        else:
            yield f"name {min(self.text.count(chr(10), left, one.start), 5)} lines above"
        if behind < len(self.people) and (start := self.people[behind][0]) < high:
            yield f"name behind {min(start - one.end, FAR).bit_length()}"

    def _describe_gap(self, end: int, start: int) -> Iterator[str]:
        """Yield what lies between a name and a candidate behind it on its line."""
        between = self.text[end:start]
        yield "name on line"
        yield f"name at {min(start - end, FAR).bit_length()}"
        if _ONLY_MARKS.fullmatch(between):
            yield "name and marks"
        elif not _SENTENCE.search(between):
            yield "name in sentence"
        words = _WORD.findall(between.lower())
        for cue in {cue for word in words for cue in cues_of(word)} & _BETWEEN:
            yield f"between {cue}"

    def _describe_sentence(self, one: Candidate) -> Iterator[str]:
        """Yield whether its sentence has a pronoun before it."""
        far = max(0, one.start - FAR)
        sentence = max(self.text.rfind(mark, far, one.start) for mark in ".!?\n") + 1
        words = _WORD.findall(self.text[max(sentence, far) : one.start].lower())
        if any("pronoun" in cues_of(word) or "possessive" in cues_of(word) for word in words):
            yield "pronoun in sentence"
        if not words:
            yield "opens sentence"

    def _describe_label(self, one: Candidate, low: int) -> Iterator[str]:
        """Yield the label before it on its line, and how it fills its cell."""
        before = self.text[low : one.start]
        cell = [match.end() for match in _CELL.finditer(before)]
        opens = cell[-1] if cell else 0
        inside = before[opens:]
        end = _CELL_END.search(self.text, one.end)
        rest = self.text[one.end : end.start()] if end else ""
        if not _WORD.search(inside):
            yield "opens cell"
            yield f"opens cell behind {before[opens - 1 : opens].strip() or 'blank' if cell else 'start'}"
            if not _WORD.search(rest):
                yield "fills cell"
        if not _WORD.search(rest):
            yield "closes cell"
        label = _LABEL.search(before[:opens].rstrip(_FILL)[-LABEL:]) if cell else None
        if label and not _WORD.search(inside):
            yield "labelled"
            for word in _WORD.findall(label[1].lower())[-4:]:
                yield f"word label {word}"
                for cue in cues_of(word):
                    yield f"label {cue}"
                for trait in _traits_of(word):
                    yield f"label of {'its' if trait == one.trait else 'another'} trait"


def read(text: str, people: Sequence[tuple[int, int]], those: Sequence[Candidate]) -> Surroundings:
    """Return a text with its people, to describe its candidates."""
    held = casing.words(text)
    cues = {cue for word in held for cue in cues_of(word)} & _OF_TEXT
    ordered = sorted(people)
    starts = {text.rfind("\n", 0, one.start) for one in those}
    named = {text.rfind("\n", 0, start) for start, _ in ordered}
    shared = [
        *(f"text {cue}" for cue in sorted(cues)),
        f"people {min(len(ordered), 6)}",
        f"lines with both {min(len(starts & named), 4)}",
        f"candidates {min(len(those), 15).bit_length()}",
        f"traits {len({one.trait for one in those})}",
        f"blank boxes {min(len(_BOX.findall(text)), 5)}",
    ]
    return Surroundings(text, ordered, tuple(shared))


@lru_cache(maxsize=4096)
def _traits_of(word: str) -> frozenset[str]:
    return frozenset(one.trait for one in candidates.find(word))


def describe_words(text: str, one: Candidate) -> Iterator[str]:
    """Yield the features of the phrases of a candidate alone."""
    value = text[one.start : one.end]
    kinds = [word.kinds for word in one.words]
    shape = "capitals" if value.isupper() else "capital" if value[:1].isupper() else "small"
    yield f"trait {one.trait}"
    yield f"{one.trait}: {shape}"
    for word in one.words:
        yield f"phrase {word.phrase}"
    for kind in {kind for those in kinds for kind in those}:
        yield f"kind {kind}"
        yield f"kind {kind} {shape}"
        if len(one.words) == 1:
            yield f"kind {kind} alone"
    weak = [candidates.is_ambiguous(word) for word in one.words]
    yield "all ambiguous" if all(weak) else "sure"
    yield f"{one.trait}: {'all ambiguous' if all(weak) else 'sure'}"
    if len(one.words) > 1:
        yield f"phrases {min(len(one.words), 4)}"
        yield f"from {kinds[0][0]} to {kinds[-1][0]}"
    if any(len(word.parts) > 1 for word in one.words):
        yield "long phrase"


def _describe_edges(line: str, at: int, end: int) -> Iterator[str]:
    """Yield the marks around a candidate, and the boxes and sums of its line."""
    before, behind = line[:at].rstrip(), line[end:].lstrip()
    for side, mark, outer in (("before", before[-1:], "start"), ("behind", behind[:1], "end")):
        yield f"mark {side} {'none' if mark.isalnum() else mark or outer}"
    if behind[:1].isdecimal():
        yield "figure behind"
    if before[-1:].isdecimal():
        yield "figure before"
    if "%" in line:
        yield "per cent"
    if _MONEY.search(line):
        yield "money"
    if _BOX.search(before[-4:]):
        yield "blank box"
    elif _TICKED.search(before[-5:]):
        yield "ticked box"
    if len(_BOX.findall(line)) > 1:
        yield "boxes"
    if not any(map(str.isalpha, before)):
        yield "opens line"
    if not any(map(str.isalpha, behind)):
        yield "closes line"
    if line.isupper():
        yield "line of capitals"
