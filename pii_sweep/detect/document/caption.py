"""What the captions on a document of identity announce: surname, given names, birth, and number.

A caption stands before its value, above it (ICAO Doc 9303 part 3 sets it so, in two or three languages), or
below it as on Colombia's card. The captions of the world's cards are `data/document_captions.toml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

SURE = 0.99
# Names stand on so many lines below their caption.
_LINES = {"surname": 2, "given": 1, "name": 3}
_FIELDS = ("surname", "given", "name", "born", "number", "other")
_MARK = re.compile(r"[ \t]*[/|][ \t]*|[ \t]+(?:(?:and|és|y|e|et|und)[ \t]+)?")
# A number's parts: letters alone only at its begin.
_PART = re.compile(r"[^\W_]+(?:[./\-][^\W_]+)*")
_LEAST, _MOST = 5, 24
# The date of birth behind a Japanese name.
_ERA = re.compile(r"[ 　]*(?:明治|大正|昭和|平成|令和)?[ ]?[\d０-９]")
_DATE = re.compile(
    r"\d{1,4}[ ]?[./\- ][ ]?(?:\d{1,2}|[^\W\d_]{3,9}\.?(?:[ ]?/[ ]?[^\W\d_]{3,9})?)[ ]?[./\- ][ ]?\d{2,4}"
    r"|[^\W\d_]{3,9}\.?[ ]\d{1,2},?[ ]\d{4}|\d{4}年\d{1,2}月\d{1,2}日|(?:19|20)\d{6}"
)


class Value(NamedTuple):
    """What a caption announces, and where its value stands."""

    field: str
    start: int
    end: int


class _Caption(NamedTuple):
    field: str
    start: int
    end: int


class _Line(NamedTuple):
    start: int
    end: int
    captions: tuple[_Caption, ...]


def read(text: str, entity: str, numbers: Sequence[str] = (), below_title: int = 0) -> Iterator[Hit]:
    """Yield holder, date of birth and numbers of a document; its numbers are claimed as `entity`.

    `numbers` are patterns of its number where no caption is on the card, `below_title` is how many lines
    below where that ends (`0`: none) a name without a caption stands on.
    """
    found = list(values(text))
    reasons = (f"captions:{SURE:.2f}",)
    yield from _find_holder(text, found, below_title, reasons)
    for one in found:
        if one.field == "born" and (date := _DATE.search(text, one.start, one.end)):
            yield Hit("DATE_OF_BIRTH", *date.span(), SURE, "IdentityDocument", reasons)
    places = [*_find_numbers(text, found), *_find_shaped(text, numbers)] or _find_alone(text)
    for place in dict.fromkeys(places):
        yield Hit(entity, *place, SURE, "IdentityDocument", reasons)


def values(text: str) -> Iterator[Value]:
    """Yield the values that the captions of a text announce, in their order."""
    lines = [
        _Line(match.start(), match.end(), tuple(_find_captions(text, *match.span())))
        for match in re.finditer(r"[^\n]+", text)
    ]
    over = _stands_over(text, lines)
    for place, line in enumerate(lines):
        for number, one in enumerate(line.captions, 1):
            last = number == len(line.captions)
            start, end = _trim(text, one.end, line.end if last else line.captions[number].start)
            if one.field in _LINES and (dated := _ERA.search(text, start, end)):
                end = dated.start()
            if start < end:
                yield Value(one.field, start, end)
            elif last:
                yield from _read_next_lines(text, one, lines, place, over)


def _read_next_lines(
    text: str, one: _Caption, lines: Sequence[_Line], place: int, over: bool
) -> Iterator[Value]:
    """Yield what stands below a caption that ends its line, or above one where the card has them so."""
    named = one.field in _LINES
    places = [place - 1] if over and named else range(place + 1, place + 1 + _LINES.get(one.field, 1))
    for other in places:
        if not 0 <= other < len(lines) or lines[other].captions:
            break
        start, end = _trim(text, lines[other].start, lines[other].end)
        if named and not _is_name(text[start:end]):
            break
        yield Value(one.field, start, end)


def _stands_over(text: str, lines: Sequence[_Line]) -> bool:
    """Return whether names stand above their captions: below given names is another caption."""
    for place, line in enumerate(lines):
        held = line.captions
        if len(held) == 1 and held[0].field == "given" and held[0].end == line.end:
            below = place + 1 < len(lines) and not lines[place + 1].captions
            above = place > 0 and not lines[place - 1].captions
            return above and not below and _is_name(text[lines[place - 1].start : lines[place - 1].end])
    return False


def _find_captions(text: str, start: int, end: int) -> Iterator[_Caption]:
    """Yield the captions of a line; those that a slash parts are one in several languages."""
    at = start
    while match := _compile_captions().search(text, at, end):
        fields = [match.lastgroup or ""]
        low, at = match.span()
        while more := _compile_captions().match(text, _end_of_mark(text, at, end), end):
            if not text[at : more.start()].strip() and fields[-1] != more.lastgroup:
                break
            fields.append(more.lastgroup or "")
            at = more.end()
        yield _Caption("other" if fields[0] == "other" else min(fields, key=_FIELDS.index), low, at)


def _end_of_mark(text: str, at: int, end: int) -> int:
    """Return where the mark between two captions ends."""
    mark = _MARK.match(text, at, end)
    return mark.end() if mark else at


@lru_cache(maxsize=1)
def _compile_captions() -> re.Pattern[str]:
    """Compile the captions, at a line's begin or behind a space, the longest first."""
    table = lexicon.table("document_captions")
    parts = "|".join(
        rf"(?P<{field}>{'|'.join(sorted(table[field], key=len, reverse=True))})"
        for field in ("other", "born", "number", "surname", "name", "given")
    )
    return re.compile(rf"(?i)(?<![^\s/|:(\]])(?:{parts})(?![^\W_])(?=[\s/|:：.,)]|$)")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without marks at its ends."""
    while start < end and (text[start].isspace() or text[start] in "/|:：.-–#*"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "/|:：,-–"):
        end -= 1
    return start, end


def _is_name(value: str) -> bool:
    """Return whether a value is words of letters, of any script, and no rest of a sentence."""
    if value[:1].islower():
        return False
    kinds = [unicodedata.category(character)[0] for character in value if character not in " '’-.,·()/"]
    return len(kinds) >= 2 and len(value) <= 60 and set(kinds) <= {"L", "M"} and "L" in kinds


def _find_holder(
    text: str, found: Sequence[Value], below_title: int, reasons: tuple[str, ...]
) -> Iterator[Hit]:
    """Yield the holder: given names and surname, or the whole name."""
    named = [one for one in found if one.field in _LINES and _is_name(text[one.start : one.end])]
    last = [one for one in named if one.field == "surname"]
    first = [one for one in named if one.field in (("given", "name") if last else ("given",))]
    whole = [one for one in named if one.field == "name"]
    spans: list[tuple[int, int]] = []
    if last and first:
        spans = [(one.start, one.end) for one in (*first, *last)]
    elif whole or first:
        spans = [(one.start, one.end) for one in (whole or first)]
    elif below_title:
        spans = list(_find_below(text, below_title))
    spans = list(dict.fromkeys(spans))
    if spans:
        low, high = min(start for start, _ in spans), max(end for _, end in spans)
        yield Hit("PERSON", low, high, SURE, "IdentityDocument", reasons, "customer", {}, tuple(spans))


def _find_below(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the line of a name below a title that ends at `start`."""
    for line in re.finditer(r"[^\n]+", text[start:]):
        low, high = _trim(text, start + line.start(), start + line.end())
        if line.start() and low < high:
            parted = re.match(r"[^(（]+", text[low:high])
            if parted and _is_name(parted.group()):
                yield low, low + len(parted.group().rstrip())
            return


def _find_numbers(text: str, found: Sequence[Value]) -> Iterator[tuple[int, int]]:
    """Yield the numbers that captions announce: five figures or letters and more, three of them figures."""
    for one in found:
        end = one.start
        for part in _PART.finditer(text, one.start, one.end) if one.field == "number" else ():
            figures = any(map(str.isdecimal, part.group()))
            if not figures and (part.start() > one.start or len(part.group()) > 4) or part.start() - end > 3:
                break
            end = part.end()
        marks = [character for character in text[one.start : end] if character.isalnum()]
        if _LEAST <= len(marks) <= _MOST and sum(map(str.isdecimal, marks)) >= 3:
            yield one.start, end


def _find_shaped(text: str, numbers: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of a card by their shape."""
    for pattern in numbers:
        for match in re.finditer(rf"(?<![\w\-])(?:{pattern})(?![\w\-])", text):
            yield match.span(1) if match.re.groups else match.span()


# A number alone on its line, behind the letters of a series or `No:`; a date has fewer figures in a row.
_LONE = re.compile(
    r"(?m)^[ ]*(?:(?:No|Nr|N[º°])\.?[ :]{1,2})?"
    r"(?P<value>[A-Z]{0,3}[ \-]?\d[\d \-]{5,20}[A-Z\d]?(?:\(\d{1,2}\))?)[ ]*$"
)


def _find_alone(text: str) -> list[tuple[int, int]]:
    """Return the first number that stands alone on a line, where nothing else says which the card's is."""
    found = (match.span("value") for match in _LONE.finditer(text) if not _DATE.fullmatch(match["value"]))
    return [place for place in found if sum(map(str.isdecimal, text[slice(*place)])) >= 7][:1]
