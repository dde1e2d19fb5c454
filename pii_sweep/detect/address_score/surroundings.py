"""What a stretch of a line looks like and what stands around it, as features of the score of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pii_sweep.detect.address_score.candidates import Token, is_number, tokens_of
from pii_sweep.detect.score.neighbourhood import Claims, Lines, lines_of
from pii_sweep.detect.tables import column_header
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

# So many words before count by their place, so many characters of a line are read.
PLACED, WIDEST, LABEL = 4, 240, 40
_PERSON_NEAR = 120
# A line of so many words may be an address by itself.
SHORT = 5
_CODE = re.compile(
    r"(?<![\w.,])(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{5}(?:-\d{4})?|\d{4} ?[A-Z]{2}"
    r"|\d{4}|\d{3} \d\d|\d\d-\d{3}|\d{5}-\d{3}|\d{6}|\d{3} \d{3})(?![\w.,]\w|\w)"
)
_TOWN = re.compile(r"[,\s]{1,3}(?:[A-ZÀ-Þ][\w'’.\-]+[ ]?){1,3}")
_APART = re.compile(r"[:|=\t]|[ ]{2,}|[.]{3,}")
_NUMBERED = re.compile(r"[ \t>*\-•]*#?\d{1,4}[a-zA-Z]?[ .)]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: where it stands, its words, and the places where an address may begin."""

    start: int
    end: int
    tokens: Sequence[Token] = field(repr=False)
    led: frozenset[int]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text with its lines and what was found in it."""

    text: str = field(repr=False)
    lines: Lines = field(repr=False)
    claims: Claims = field(repr=False)
    shared: tuple[str, ...]
    known: dict[int, Line] = field(default_factory=dict, repr=False)

    def line(self, place: int) -> Line:
        """Return a line, which is read once."""
        found = self.known.get(place)
        if found is None:
            start, end = self.lines.spans[place]
            tokens = tokens_of(self.text[start:end], start)
            led = frozenset(_find_led(self.text, tokens, self.claims.near(start, end)))
            found = self.known[place] = Line(start, end, tokens, led)
        return found

    def describe(self, place: int, first: int, last: int) -> set[str]:
        """Return the features of the words from `first` to `last` of a line."""
        line = self.line(place)
        inner = line.tokens[first : last + 1]
        return {
            *self.shared,
            *describe_words(inner),
            *_describe_before(self.text, line, first),
            *_describe_behind(self.text, line, last),
            *self._describe_lines(place, first, last),
            *self._describe_people(line, inner[0].start, inner[-1].end),
        }

    def describe_claim(self, hit: Hit) -> set[str]:
        """Return the features of a recognizer's address: those of its first line and of the claim."""
        place = self.lines.find(hit.start)
        line = self.line(place)
        inside = [at for at, one in enumerate(line.tokens) if hit.start <= one.start and one.end <= hit.end]
        found = {f"claim {min(self.text.count(chr(10), hit.start, hit.end), 3)} lines"}
        found.add(f"claim score {round(hit.score, 1)}")
        found.update(f"claim {reason.partition(':')[0]}" for reason in hit.reasons)
        found.update(f"claim part {part}" for part in hit.parts)
        if inside:
            found |= self.describe(place, inside[0], inside[-1])
        return found

    def describe_start(self, place: int, first: int) -> Iterator[str]:
        """Yield the features of a first word alone, by which most stretches are left out."""
        line = self.line(place)
        tokens, token = line.tokens, line.tokens[first]
        yield "bias"
        yield f"word {token.word}"
        kind = token.kind
        if first + 1 < len(tokens):
            behind = tokens[first + 1]
            yield f"next {kind}{token.gap}{behind.kind}"
            yield f"second word {behind.word}"
            if first + 2 < len(tokens):
                yield f"third {behind.kind}{behind.gap}{tokens[first + 2].kind}"
                yield f"third {kind} {tokens[first + 2].kind}"
        else:
            yield f"lone {kind}"
        if first:
            before = tokens[first - 1]
            yield f"before {before.word}"
            yield f"kinds {before.kind}{before.gap}{kind}"
        else:
            yield f"opens {kind}"
            yield f"line of {min(len(tokens), 8)}"
        yield f"led {first in line.led} {kind}"

    def _describe_lines(self, place: int, first: int, last: int) -> Iterator[str]:
        """Yield how the lines above and below look, and whether all of them are numbered."""
        line, above = self.line(place), self._other(place, -1)
        below = self._other(place, 1)
        opens = first == 0 and is_number(line.tokens[0].kind)
        alone = first == 0 and last == len(line.tokens) - 1
        if opens:
            listed = sum(
                bool(_NUMBERED.match(self.text, one.start, one.end)) for one in (above, below) if one
            )
            yield f"numbered lines {listed}"
        if above is None:
            yield "top"
        elif above.tokens:
            shown = self.text[above.start : min(above.end, above.start + WIDEST)].strip()
            label = shown.endswith((":", "?")) or len(above.tokens) <= 3
            yield f"mark above {shown[-1] if not shown[-1].isalnum() else 'none'}"
            if alone and is_label(shown.rstrip(":?").casefold()):
                yield "address label above"
            if alone or label:
                yield from (f"above {token.word}" for token in above.tokens[-4:])
            if self._is_person(above):
                yield "person is line above"
        if below is None:
            yield "bottom"
        elif below.tokens:
            shown = self.text[below.start : min(below.end, below.start + WIDEST)]
            if alone and _CODE.search(shown) and len(below.tokens) <= 6:
                yield "code below"
            if alone and len(below.tokens) <= 3 and all(token.kind[0].isupper() for token in below.tokens):
                yield "name below"
            if alone:
                yield f"below {below.tokens[0].word}"

    def _other(self, place: int, step: int) -> Line | None:
        place += step
        while 0 <= place < len(self.lines.spans):
            if (found := self.line(place)).tokens:
                return found
            place += step
        return None

    def _is_person(self, line: Line) -> bool:
        return any(
            hit.entity == "PERSON" and line.start <= hit.start < line.end
            and hit.end - hit.start > 0.6 * (line.tokens[-1].end - line.tokens[0].start)
            for hit in self.claims.near(line.start, line.end)
        )  # fmt: skip

    def _describe_people(self, line: Line, start: int, end: int) -> Iterator[str]:
        """Yield how names stand to a stretch, and what else is near it."""
        for hit in self.claims.near(start, end, _PERSON_NEAR, _PERSON_NEAR):
            if hit.start < end and start < hit.end:
                whole = "whole" if hit.start <= start and end <= hit.end else "part"
                yield f"over {whole} {hit.entity}"
            elif hit.end <= start and start - hit.end < _PERSON_NEAR:
                yield f"{hit.entity} {'on line' if hit.start >= line.start else 'above'}"
                if start - hit.end <= 3:
                    yield f"{hit.entity} right before"
            elif 0 <= hit.start - end < _PERSON_NEAR // 2:
                yield f"{hit.entity} {'on line behind' if hit.start < line.end else 'below'}"


def read(text: str, hits: Sequence[Hit]) -> Surroundings:
    """Return a text with what was found in it, to describe its stretches."""
    found = {hit.entity for hit in hits}
    shared = ("bias", *(f"text {entity}" for entity in sorted(found)), *(() if found else ("text empty",)))
    return Surroundings(text, lines_of(text), Claims(hits), shared)


def _find_led(text: str, tokens: Sequence[Token], hits: Sequence[Hit]) -> Iterator[int]:
    """Yield the places of words behind one of where somebody lives, a label, a name or a column's gap.

    A short line may be an address from its first word.
    """
    names = {hit.end for hit in hits if hit.entity == "PERSON"}
    leading = lexicon.words("address_score", "leading")
    if tokens and len(tokens) <= SHORT and tokens[0].kind[0].isupper():
        yield 0
    for place, token in enumerate(tokens[1:], 1):
        before = tokens[place - 1]
        between = text[before.end : token.start]
        apart = ":" in between or "  " in between or "\t" in between or before.end in names
        if apart or (before.gap == " " and before.word in leading):
            yield place


def describe_words(inner: Sequence[Token]) -> Iterator[str]:
    """Yield the features of an address's words alone: their kinds, their order, and the words themselves."""
    kinds = [token.kind for token in inner]
    parts = sum(token.gap == "," for token in inner[:-1])
    numbers = [place for place, kind in enumerate(kinds) if is_number(kind)]
    yield f"words {len(inner)}"
    yield f"parts {parts}"
    yield f"numbers {min(len(numbers), 4)}"
    if len(inner) <= 5:
        yield "shape " + " ".join(_rough(token) for token in inner)
    yield f"first {kinds[0]}"
    yield f"last {kinds[-1]}"
    if len(kinds) > 1:
        yield f"first two {kinds[0]} {kinds[1]}"
        yield f"last two {kinds[-2]} {kinds[-1]}"
    at = (
        "none"
        if not numbers
        else "first"
        if numbers[0] == 0
        else "last"
        if numbers[-1] == len(kinds) - 1
        else "inside"
    )
    yield f"number {at}"
    yield f"number {at} words {len(inner)}"
    small = 0
    for place, token in enumerate(inner):
        yield f"has {token.kind}"
        yield f"word {token.word}"
        small += token.kind[0].islower() and token.kind not in ("particle", "numeral")
        if place:
            gap = inner[place - 1].gap
            yield f"pair {kinds[place - 1]}{gap}{token.kind}"
    yield f"small {min(small, 3)} of {min(len(inner), 4)}"
    yield f"first word {inner[0].word}"
    yield f"last word {inner[-1].word}"


def _rough(token: Token) -> str:
    """Return a word's kind without what seldom matters: figures of a number, lists of names."""
    if is_number(token.kind):
        return "#" + ("," if token.gap == "," else "")
    kind = {"name": "word", "given": "word", "family": "word", "unknown": "word"}.get(
        token.kind.lower(), token.kind.lower()
    )
    return (kind.capitalize() if token.kind[0].isupper() else kind) + ("," if token.gap == "," else "")


def _describe_before(text: str, line: Line, first: int) -> Iterator[str]:
    """Yield what stands before the stretch in its line: words by their place, the mark, the label."""
    start = line.tokens[first].start
    if first == 0:
        yield "opens line"
        mark = text[line.start : start].strip()
        if mark:
            yield f"mark {mark[-1]}"
    else:
        before = line.tokens[first - 1]
        between = text[before.end : start]
        mark = between.strip()
        yield f"mark {mark[-1] if mark else 'column' if len(between) > 1 else 'blank'}"
        yield f"kind before {before.kind}"
        yield f"kind before {before.kind}{before.gap} {line.tokens[first].kind}"
    words = [token.word for token in line.tokens[max(0, first - PLACED) : first]]
    for place, word in enumerate(reversed(words), 1):
        if place <= 2:
            yield f"before {place} {word}"
        yield f"near {word}"
    if len(words) > 1:
        yield f"before pair {words[-2]} {words[-1]}"
    if words and words[-1] in lexicon.words("address_score", "leading"):
        yield "led"
    if first and _APART.search(text, line.tokens[first - 1].end, start):
        low, high = line.start, line.tokens[first - 1].end
        label = _APART.split(text[max(low, high - LABEL) : high])[-1].casefold()
        for word in _WORD.findall(label)[-4:]:
            yield f"label {word}"
        yield "labelled"
        if is_label(label):
            yield "address label"


@lru_cache(maxsize=4096)
def is_label(label: str) -> bool:
    """Return whether a label in lower case is one of addresses, as columns' headers are."""
    street = column_header.part("street")
    return any(map(street.fullmatch, column_header.plain_header(label.strip(" \t.-*>#"))))


def _describe_behind(text: str, line: Line, last: int) -> Iterator[str]:
    """Yield what stands behind the stretch: the mark, the next word, a town, a code, the line's end."""
    end, stop = line.tokens[last].end, min(line.end, line.tokens[last].end + WIDEST)
    rest = text[end:stop]
    bare = rest.strip()
    yield f"mark behind {rest.lstrip()[0] if bare and not bare[0].isalnum() else 'word' if bare else 'end'}"
    if last + 1 < len(line.tokens):
        behind = line.tokens[last + 1]
        gap = line.tokens[last].gap
        yield f"kind behind {gap}{behind.kind}"
        yield f"behind {behind.word}"
        yield f"ends {line.tokens[last].kind}{gap}{behind.kind}"
    if _TOWN.match(rest):
        yield "town behind"
    if _CODE.search(rest[:40]):
        yield "code behind"
