"""Stretches of a line that may be an address: `9 the orchard`, `Rose Cottage, Back Lane`, `#88, 5th Main`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pii_sweep.detect.text import digits, lexicon, vocabulary

# An address has at most so many words and parts, and so many words before its first number or street's word.
WORDS, PARTS, NEAREST = 10, 4, 5
_TOKEN = re.compile(r"[^\s,;|()<>\[\]{}=*•·~_]+")
_QUOTES = "\"“”„«»'’‘`"
_LEAD, _TAIL = _QUOTES + ".-–—:!?¿¡/", _QUOTES + ".-–—:!?/"
_NUMBER = re.compile(r"#?(\d{1,5})([A-Za-z]{0,2})(?:[-/–&](\d{1,4})([A-Za-z]?))?")
_CODE = re.compile(r"#?(?=[^\d]*\d)[A-Za-zÀ-ÿ]{0,3}[\-/.:]?\d[\w\-/]{0,8}")
_ORDINAL = re.compile(r"(?i)\d{1,3}(?:st|nd|rd|th|er|ère|e|\.?[ªº])")
_ROMAN = re.compile(r"[IVX]{1,4}")
# A point behind a short word shortens it, and the address goes on.
_SHORTENED = 4


class Token(NamedTuple):
    """A word of a text: where it stands, what kind it is, in small letters, and what parts it from the next.

    `gap`: ` ` within a part, `,` between parts, empty where no address goes on behind it.
    """

    start: int
    end: int
    word: str
    kind: str
    gap: str


def tokens_of(line: str, at: int) -> list[Token]:
    """Return the words of a line that begins `at` a place of its text."""
    found = list[Token]()
    spans = [match.span() for match in _TOKEN.finditer(line)]
    for place, (start, end) in enumerate(spans):
        first, last = _trim(line, start, end)
        if first >= last:
            continue
        follows = spans[place + 1][0] if place + 1 < len(spans) else len(line)
        shown = line[first:last]
        found.append(
            Token(at + first, at + last, shown.casefold(), kind_of(shown), _gap(line, last, follows))
        )
    return found


def _trim(line: str, start: int, end: int) -> tuple[int, int]:
    while start < end and line[start] in _LEAD:
        start += 1
    while start < end and line[end - 1] in _TAIL:
        end -= 1
    return start, end


def _gap(line: str, last: int, follows: int) -> str:
    """Return what parts a word from the next."""
    between = line[last:follows]
    if between == " ":
        return " "
    if between.startswith('"') and "," in between and line[follows : follows + 1] == '"':
        return ""  # one quoted value ends and the next begins
    bare = between.strip(" \t" + _QUOTES)
    if bare == "" and len(between.strip(_QUOTES)) == 1:
        return " "
    if bare == "," or (bare in {"-", "–"} and len(between) > 1):
        return ","
    if bare == "." and between != ".":
        if line[last - 1].isdecimal() and line[follows : follows + 1].isupper():
            return ""  # a sentence begins behind a number
        word = line[max(0, last - _SHORTENED - 1) : last]
        short = len(word) <= _SHORTENED or not word.isalnum()
        return " " if short and not _ends_in_numeral(word) else ""  # `open until five. House 12`
    if bare in {"/", "&"}:
        return " "
    return "," if bare == ".," else ""


def _ends_in_numeral(shown: str) -> bool:
    """Return whether what stands before a point ends in a number in words, which is not shortened."""
    word = re.split(r"\W", shown.casefold())[-1]
    return word in lexicon.words("address_score", "numerals")


@lru_cache(maxsize=16384)
def kind_of(shown: str) -> str:
    """Return the kind of a word: of a number by its form, of another by the lists and its first letter."""
    if any(map(str.isdecimal, shown)):
        return _kind_of_number(shown)
    word = shown.casefold()
    kind = _kind_of_word(word)
    if len(shown) == 1:
        kind = "initial"
    elif kind not in _SPOKEN and _ROMAN.fullmatch(shown):
        kind = "roman"
    return kind.capitalize() if shown[0].isupper() else kind


def _kind_of_number(shown: str) -> str:
    if _ORDINAL.fullmatch(shown):
        return "#ordinal"
    number = _NUMBER.fullmatch(shown)
    if number:
        letters = "a" if number[2] else ""
        pair = "/" if number[3] else ""
        mark = "#" if shown[0] == "#" else ""
        return f"#{mark}{min(len(number[1]), 5)}{letters}{pair}"
    return "#code" if _CODE.fullmatch(shown) else "#other"


_SPOKEN = frozenset({"numeral", "particle"})


def _kind_of_word(word: str) -> str:
    if word.partition("-")[0] in lexicon.words("address_score", "numerals"):
        return "numeral"
    kind = _known().get(word)
    if kind:
        return kind
    if len(word) > 4 and word.endswith(_endings()):
        return "ending"
    given, family = lexicon.given_name(word), lexicon.family_name(word)
    if word in lexicon.ordinary():
        return "common"
    return "name" if given and family else "given" if given else "family" if family else "unknown"


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Return the kind of each word of the lists, of which the first counts."""
    return {word: kind for kind, words in reversed(_lists()) for word in words}


@lru_cache(maxsize=1)
def _spoken_places() -> frozenset[str]:
    streets = lexicon.words("streets", "suffixes") | lexicon.words("streets", "houses")
    return streets | lexicon.words("address_score", "numerals")


def may_hold(line: str) -> bool:
    """Return whether a line may hold an address: it has a figure, or a street's or house's word."""
    if digits.has_digit(line):
        return True
    words = (word.strip(_LEAD + ",").partition("-")[0] for word in line.casefold().split())
    return not _spoken_places().isdisjoint(words)


def _lists() -> tuple[tuple[str, frozenset[str]], ...]:
    street = lexicon.words("streets", "suffixes")
    weak = lexicon.words("streets", "weak")
    return (
        ("particle", lexicon.words("address_score", "particles")),
        ("unit", lexicon.words("streets", "apart") | lexicon.words("address_score", "units")),
        ("street", street - weak | frozenset(lexicon.words("streets", "behind"))),
        ("house", lexicon.words("streets", "houses")),
        ("weak", weak),
        ("opener", lexicon.words("streets", "openers")),
        ("ending", lexicon.words("streets", "endings")),
        ("direction", lexicon.words("streets", "directions")),
        ("date", vocabulary.dates() | vocabulary.weekdays()),
        ("counted", lexicon.words("streets", "counted") | lexicon.words("streets", "numbered")),
        ("stop", lexicon.words("streets", "stop")),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    return tuple(one for one in lexicon.words("streets", "endings") if len(one) > 2)


_BEGINS = frozenset({"unit", "street", "house", "weak", "opener", "ending", "direction", "numeral"})
_NOT_LAST = frozenset({"particle", "date", "Date", "stop", "counted"})
_NOT_FIRST = frozenset({"date", "Date", "stop"})
_PLACES = frozenset({"street", "house", "weak", "opener", "ending", "unit", "numeral"})


def is_number(kind: str) -> bool:
    """Return whether a word's kind is that of a number or of what has figures."""
    return kind[0] == "#"


def find(tokens: Sequence[Token], likely: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last word of the stretches of a line that may be an address.

    One has a number, or the word of a street or a house; `likely` says whether it may begin at a word.
    """
    near = _distances(tokens)
    for first, token in enumerate(tokens):
        if near[first] > NEAREST or not may_begin(token, tokens[first - 1] if first else None):
            continue
        if not likely(first):
            continue
        parts, known = 1, False
        for last in range(first, min(len(tokens), first + WORDS)):
            one = tokens[last]
            known = known or is_number(one.kind) or _is_place(one)
            if known and _may_end(tokens, first, last):
                yield first, last
            parts += one.gap == ","
            if not one.gap or parts > PARTS or one.kind in ("date", "Date", "#other"):
                break


def _distances(tokens: Sequence[Token]) -> list[int]:
    """Return how many words behind each word the next number or word of a place stands, in one stretch."""
    found, last = list[int](), WORDS
    for token in reversed(tokens):
        last = 0 if is_number(token.kind) or _is_place(token) else last + 1 if token.gap else WORDS
        found.append(last)
    return found[::-1]


def _is_place(token: Token) -> bool:
    return token.kind.lower() in _PLACES


def may_begin(token: Token, before: Token | None) -> bool:
    """Return whether an address may begin with a word."""
    kind = token.kind
    if kind in _NOT_FIRST or kind == "#other":
        return False
    if is_number(kind) or kind[0].isupper() or kind in ("numeral", "unit"):
        return True
    if kind == "opener" and len(token.word) > 2:
        return True
    opens = before is None or before.gap != " " or before.kind.lower() == "particle"
    return opens and (kind in _BEGINS or token.word == "the")


def _may_end(tokens: Sequence[Token], first: int, last: int) -> bool:
    token = tokens[last]
    if token.kind in _NOT_LAST:
        return False
    if first == last:
        return token.kind in ("#code", "Ending", "House")
    return token.end - tokens[first].start >= 4
