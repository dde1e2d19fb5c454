"""What a number looks like and what stands around it, as features of the score of what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from pii_sweep.detect.identifiers import check_digits
from pii_sweep.detect.number import spoken_digits
from pii_sweep.detect.score.neighbourhood import Claims, lines_of
from pii_sweep.detect.tables.column_header import find_kind, plain_header
from pii_sweep.detect.text.candidate import Hit

# So many words before count by their place, so many characters before and behind as near.
PLACED, NEAR, BEHIND = 3, 70, 24
# Of so many words before it and at the end of the line above it is asked what columns they head; of a place
# so many kinds count.
_HEADERS, _KINDS = 4, 2
# Where a label or a word stands that a kind is asked of, and how many kinds count there.
PLACES_OF_KINDS = {"label": 1, "above": 1, "before": 1, "near": _KINDS, "line above": _KINDS}
# A label in its line or above it has at most so many characters; so many lines above are looked at.
LABEL, ABOVE = 44, 4
# So much of its line before it and behind it is read, and so much of the line above: lines may have no end.
_BEFORE, _AFTER, _WIDEST = 400, 60, 200
_WORD = re.compile(r"[^\W\d_]+(?:[.'’/&][^\W\d_]+)*|[#№°º@$£€¥₹%]")
_CELL = re.compile(r"(?:[^\s|]|(?<![\s|]) (?![\s|]))+")
_FILL = " \t\u3000.:_=-–…#>*|·"
_HEAD = re.compile(r"^[\s>*#•|·\-–\d.()\[\]]+")
_PARTS = re.compile(r"[/&,;]")
_STAMP = re.compile(r"^\W*\d[\d/.,:\- ]{3,22}(?:[AaPp]\.?[Mm]\.?)?\]?[\s\-–:|]*")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TAIL_YEAR = re.compile(r"[/.\-' ](\d\d)$")
_DIGIT = re.compile(r"\d")
_SYMBOLS = re.compile(r"[^\w\s./\-–]")
# The years in which grown people and children were born, at most.
_OLDEST, _GROWN, _CHILD = 1900, 2008, 2022


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text with what was found in it."""

    text: str = field(repr=False)
    claims: Claims = field(repr=False)
    shared: tuple[str, ...]

    def describe(self, start: int, end: int) -> set[str]:
        """Return the features of a stretch of the text, but for what headers with its labels hold."""
        line, low, at = self._line(start, end)
        found = {
            *self.shared,
            *describe_shape(self.text[start:end]),
            *_describe_edges(line, at, at + end - start),
            *_describe_words(line, at, at + end - start),
            *self._describe_above(low),
            *self._describe_people(start, end, low),
        }
        for place, label in self._labels(line, low, at, start, end):
            for word in _words(label):
                found.add(f"{place} {word}")
                found.add(f"{place} stem {word[:4]}")
        return found

    def describe_kinds(self, start: int, end: int) -> set[str]:
        """Return what columns hold whose headers are its labels or words before it: it takes longest.

        So a word that no paper had counts for what it means as a header, in any language.
        """
        line, low, at = self._line(start, end)
        labels = self._labels(line, low, at, start, end)
        found = {f"{place} kind {kind}" for place, label in labels if (kind := _kind_of(label))}
        before = _words(line[max(0, at - NEAR) : at])
        if before and (kind := _kind_of_words(before[-1]) or _kind_of_words(" ".join(before[-2:]))):
            found.add(f"before kind {kind}")
        found.update(f"near kind {kind}" for kind in _kinds_among(before))
        found.update(f"line above kind {kind}" for kind in _kinds_among(self._words_above(low)))
        return found

    def _line(self, start: int, end: int) -> tuple[str, int, int]:
        """Return the line around a stretch, where that begins, and where in it the stretch does."""
        low = self.text.rfind("\n", 0, start) + 1
        high = self.text.find("\n", end, end + _AFTER)
        first = max(low, start - _BEFORE)
        return self.text[first : high if high >= 0 else end + _AFTER], low, start - first

    def _labels(self, line: str, low: int, at: int, start: int, end: int) -> Iterator[tuple[str, str]]:
        """Yield the label before a value in its line, and that in the column above it."""
        cell = ""
        for match in _CELL.finditer(line[:at].rstrip(_FILL)):
            cell = match.group()
        if cell and len(cell) <= LABEL and (plain := _HEAD.sub("", cell)):
            yield "label", plain
        column = start - low
        for first, last in lines_of(self.text).list_above(low, ABOVE):
            near = max(first, first + column - 2 * LABEL)
            for match in _CELL.finditer(self.text, near, min(last, first + column + 2 * LABEL)):
                opens, closes = match.start() - first, match.end() - first
                if column - 2 < closes and opens <= column + 3 and opens < column + end - start + 2:
                    plain = _HEAD.sub("", match.group().rstrip(_FILL))
                    if 0 < len(plain) <= LABEL and any(map(str.isalpha, plain)):
                        yield "above", plain
                        return

    def _describe_above(self, low: int) -> Iterator[str]:
        """Yield the last words of the line above: a question in a chat, the label over a form's value."""
        words = self._words_above(low)
        for word in words[-8:]:
            yield f"line above {word}"
        if words:
            yield f"ends above {words[-1]}"

    def _words_above(self, low: int) -> list[str]:
        first, last = next(lines_of(self.text).list_above(low, ABOVE), (0, 0))
        return _words(_STAMP.sub("", self.text[max(first, last - _WIDEST) : last]))

    def _describe_people(self, start: int, end: int, low: int) -> Iterator[str]:
        """Yield how a name stands to it, and what else was found next to it."""
        for hit in self.claims.near(start, end, 160, 60):
            if hit.end <= start and start - hit.end < 160:
                near = "on line" if hit.end > low else "above"
                yield f"{hit.entity} {near}"
                if start - hit.end <= 4:
                    yield f"{hit.entity} right before"
            elif hit.start >= end and hit.start - end < 60:
                yield f"{hit.entity} behind"


def read(text: str, hits: Sequence[Hit]) -> Surroundings:
    """Return a text with what was found in it, to describe its numbers."""
    found = {hit.entity for hit in hits}
    shared = ("bias", *(f"text {entity}" for entity in sorted(found)), *(() if found else ("text empty",)))
    return Surroundings(text, Claims(hits), shared)


def describe_shape(value: str) -> list[str]:
    """Return the features of a value alone: its figures, letters, marks and their order."""
    if spoken := "" if _DIGIT.search(value) else spoken_digits.read(value):
        return ["spoken", *describe_shape(spoken)]
    figures = sum(map(str.isdecimal, value))
    letters = sum(map(str.isalpha, value))
    kinds = "".join(
        "d" if char.isdecimal() else "a" if char.islower() else "A" if char.isalpha() else char
        for char in value
    )
    runs = [(kind, len(list(same))) for kind, same in groupby(kinds)]
    marks = sorted({kind for kind, _ in runs if kind not in "daA"})
    found = [
        f"figures {min(figures, 20)}",
        f"letters {min(letters, 8)}",
        f"size {min(len(value), 24)}",
        f"groups {min(len(runs), 8)}",
        "mask " + "".join(f"{kind}{size}" if kind in "daA" else kind for kind, size in runs),
        "order " + "".join(kind for kind, _ in runs),
        f"opens {runs[0][0]}{min(runs[0][1], 5)}",
        f"closes {runs[-1][0]}{min(runs[-1][1], 5)}",
        *(f"mark {mark}" for mark in marks),
    ]
    if not marks:
        found.append("no marks")
    if "a" in kinds and "A" in kinds:
        found.append("mixed case")
    if _SYMBOLS.search(value):
        found.append("symbol")
    if value[0] == "0":
        found.append("opens zero")
    if figures == 13 or 15 <= figures <= 16:
        found.append(f"luhn {check_digits.luhn(''.join(filter(str.isdecimal, value)))}")
    found += _describe_date(value)
    return found


def _describe_date(value: str) -> Iterator[str]:
    """Yield the year of a value that may be a date."""
    years = [int(year) for year in _YEARS.findall(value)]
    if len(years) == 1 and len(value) > 4:
        yield f"year {max(_OLDEST, years[0]) // 6}"
        yield "year of grown" if years[0] <= _GROWN else "year of child" if years[0] <= _CHILD else "recent"
        if any(map(str.isalpha, value)):
            yield "month in letters"
    elif tail := _TAIL_YEAR.search(value):
        yield f"short year {int(tail[1]) // 10}"


def _describe_edges(line: str, at: int, end: int) -> Iterator[str]:
    """Yield what touches a value: marks before and behind it, and more figures that it may be a part of."""
    before, behind = line[:at], line[end:]
    yield f"touches {before[-1:] or 'start'}"
    yield f"touched {behind[:1] or 'end'}"
    bare = before.rstrip()
    yield f"mark before {bare[-1:] if bare and not bare[-1].isalnum() else 'none' if bare else 'start'}"
    if before.endswith("  ") or before.endswith("\t"):
        yield "column"
    if before.endswith(" ") and len(before) > 1:
        last = before[:-1].rsplit(" ", 1)[-1]
        if any(map(str.isdecimal, last)):
            yield "figures before"
        elif last.isupper() and len(last) <= 4:
            yield "capitals before"
    if behind.startswith(" ") and len(behind) > 1:
        following = behind[1:].split(" ", 1)[0]
        if any(map(str.isdecimal, following)):
            yield "figures behind"
        elif following.strip(".,;)").isupper() and len(following) <= 4:
            yield "capitals behind"
    if not _HEAD.sub("", before).strip():
        yield "opens line"
        if not behind.strip(" .,;!"):
            yield "alone"


def _words(text: str) -> list[str]:
    return [match.group().casefold() for match in _WORD.finditer(text)]


def _describe_words(line: str, at: int, end: int) -> Iterator[str]:
    """Yield the words before a value by their place and as near, and those right behind it."""
    before = _words(line[max(0, at - NEAR) : at])
    for place, word in enumerate(reversed(before[-PLACED:]), 1):
        yield f"before {place} {word}"
        yield f"before stem {word[:4]}"
    if len(before) >= 2:
        yield f"before pair {before[-2]} {before[-1]}"
    for word in before:
        yield f"near {word}"
    for place, word in enumerate(_words(line[end : end + BEHIND])[:2], 1):
        yield f"behind {place} {word}"


def _kind_of(label: str) -> str:
    """Return what columns with such a header hold, of a label or else of the first of several in one."""
    kinds = (find_kind(plain_header(part)) for part in (label, *_PARTS.split(label)) if part.strip())
    return next(filter(None, kinds), "")


def _kinds_among(words: Sequence[str]) -> list[str]:
    """Return the kinds of columns that the last words name, alone or two as one, the nearest first."""
    last = words[-_HEADERS:]
    named = (
        _kind_of_words(" ".join(last[first : first + size]))
        for first in reversed(range(len(last)))
        for size in (1, 2)
        if first + size <= len(last)
    )
    return list(dict.fromkeys(filter(None, named)))[:_KINDS]


@lru_cache(maxsize=16_384)
def _kind_of_words(words: str) -> str:
    """Return what columns hold whose header is a word or two of running text."""
    return find_kind(plain_header(words))
