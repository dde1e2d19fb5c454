"""Amounts of money in words: `a hundred and five quid`, `achtundneunzig Euro fünfzig`, `叁仟伍佰元整`.

A currency stands behind the number, or words of totals next to it. What a pound weighs is no money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pii_sweep.detect.text import casing, lexicon
from pii_sweep.detect.text.pattern import gate

_TABLE = lexicon.table("spelled_numbers")
_STEMS = tuple(_TABLE["stems"])
_CURRENCY = gate.gated(rf"(?i)\b(?:{'|'.join(_TABLE['currencies'])})\b")
_CENTS = re.compile(rf"(?i)[ ](?:{'|'.join(_TABLE['cents'])})\b")
# `dollars and 60/100`, `pounds and 50 pence`.
_CENTS_IN_FIGURES = re.compile(rf"(?i)[ ](?:and[ ])?(\d\d)(?:/100\b|[ ](?:{'|'.join(_TABLE['cents'])})\b)")
_SUMMED = re.compile(rf"(?i)(?<=[^\W\d_])[,;]? (?:(?P<tax>{_TABLE['taxed']})|{_TABLE['summed']})")
_TOTALS = re.compile(rf"(?i)\b(?:(?P<sure>{_TABLE['sure']})|{_TABLE['totals']})[:,]?[ ]{{1,3}}(?=[^\W\d_])")
# A number of twenty and more without a currency has one of these.
_HIGHER = [
    "hundred",
    "thousand",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]
_HIGH = gate.gated(rf"(?i){'|'.join(_HIGHER)}")
_STOP = re.compile(r"[ ]*(?:[.,;!?)\n]|$)|[ ](?:all in|please|even|for)\b")
# A smaller number without a currency counts things.
_LEAST = 20
_WORD = re.compile(r"[^\W\d_]+")
# So far before a currency its number may begin.
_REACH, _CENTS_REACH = 120, 60
_GAPS = frozenset({" ", "-", "\u2011", "  ", ", "})
# Kept at the head of a number: `a hundred`.
_ARTICLES = frozenset({"a", "an"})
_THING = re.compile(
    r"(?i)[ -](?:bills?|notes?|coins?|questions?|scheine?s?|pianos?|prix|slams?|total|jury"
    r"|finale|opening)\b"
)
# A pound of something, and pounds lost or lifted, are weights.
_WEIGHT_BEHIND = re.compile(
    r"(?i)[ ](?:of|de|d|in weight|heavier|lighter|overweight|per square|body|(?:and )?\w+ ounces)\b"
)
_WEIGHT_BEFORE = re.compile(
    r"(?i)\b(?:weigh\w*|lost|los(?:e|ing)|gain\w*|shed|dropp?\w*|lift\w*|carry\w*|pull\w*|birth|heavy|load)\b"
)
_PAID = re.compile(
    r"(?i)£|\b(?:pay\w*|paid|cost\w*|charg\w*|ow(?:e|ed|ing)|total\w*|pric\w+|bill\w*|fees?"
    r"|com(?:es?|ing) (?:\w+ )?(?:to|at)"
    r"|came to|due|ask|deposit|invoice\w*|refund\w*|card|cash|cheque|booking|order\w*|quote\w*|sum|spent)\b"
)
_WEIGHTS = frozenset({"pounds", "livres", "libras"})
_FEW_WORDS, _CONTEXT = 2, 70
_HANZI = {
    **{
        char: value
        for value, chars in enumerate(
            ("零〇", "一壹壱", "二贰貳弐两兩", "三叁參参叄", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
        )
        for char in chars
    },
    **dict.fromkeys("十拾", 10),
    **dict.fromkeys("百佰", 100),
    **dict.fromkeys("千仟", 1000),
    **dict.fromkeys("万萬", 10_000),
    **dict.fromkeys("亿億", 100_000_000),
}
_NUMERALS = "".join(_HANZI)
# The currencies behind these numerals that are sought: without a sign of theirs a text is not read further.
_HANZI_SIGNS = "元円圆圓块"
_HANZI_MONEY = re.compile(
    rf"(?:人民[币幣][ :：]?|港[币幣]|新[台臺][币幣]|金(?=[{_NUMERALS}]+円))?"
    rf"(?<![{_NUMERALS}第])(?P<whole>(?=[{_NUMERALS}]?[十百千万拾佰仟萬])[{_NUMERALS}]{{2,20}})"
    rf"[ ]?(?:元|圆|圓|円|块钱|塊錢)"
    rf"(?:(?P<tenths>[{_NUMERALS}])角)?(?:零?(?P<cents>[{_NUMERALS}])分)?[整正也]?"
)


class Spelled(NamedTuple):
    """An amount in words: where it lies in its text, and what it comes to."""

    start: int
    end: int
    value: Decimal
    cents: bool


@dataclass(frozen=True, slots=True)
class _Language:
    values: Mapping[str, Decimal]
    joins: frozenset[str]
    compound: re.Pattern[str] | None


def find(text: str) -> Iterator[Spelled]:
    """Yield the amounts of money in words of a line."""
    if not text.isascii() and any(map(text.__contains__, _HANZI_SIGNS)):
        yield from _find_hanzi(text)
    small = casing.lower(text)
    end = 0
    if any(map(small.__contains__, _STEMS)):
        for match in _CURRENCY.pattern.finditer(text):
            if match.start() >= end and (one := _read_before(text, match)) is not None:
                end = one.end
                yield one
    if _holds_high(small):
        yield from _find_summed(text)


def _holds_high(small: str) -> bool:
    """Return whether a text in lower case has a number of twenty and more; a long s matches beyond ASCII."""
    plain = any(map(small.__contains__, _HIGHER))
    return plain or (not small.isascii() and _HIGH.pattern.search(small) is not None)


def may_show(text: str) -> bool:
    """Return whether a text has what an amount of money in words needs; most texts have nothing of it."""
    small = text.lower()
    words = any(map(small.__contains__, _STEMS)) or _holds_high(small)
    return words or (not text.isascii() and any(map(text.__contains__, _HANZI_SIGNS)))


def shows(text: str) -> bool:
    """Return whether a text has an amount of money in words."""
    lettered = _CURRENCY.admits(text) or _HIGH.admits(text)
    if not lettered and (text.isascii() or not any(map(text.__contains__, _HANZI_SIGNS))):
        return False
    return next(find(text), None) is not None


def _find_hanzi(text: str) -> Iterator[Spelled]:
    for match in _HANZI_MONEY.finditer(text):
        total = part = Decimal(0)
        digit = Decimal(0)
        for value in (_HANZI[char] for char in match["whole"]):
            if value < 10:
                digit = Decimal(value)
            elif value < 10_000:
                part, digit = part + (digit or 1) * value, Decimal(0)
            else:
                total, part, digit = total + ((part + digit) or 1) * value, Decimal(0), Decimal(0)
        hundredths = _HANZI[match["tenths"] or "零"] * 10 + _HANZI[match["cents"] or "零"]
        whole = total + part + digit + Decimal(hundredths) / 100
        yield Spelled(match.start(), match.end(), whole, hundredths > 0)


def _read_before(text: str, currency: re.Match[str]) -> Spelled | None:
    """Return the amount whose number ends at a currency, and its hundredths behind."""
    base = max(0, currency.start() - _REACH)
    words = list(_WORD.finditer(text, base, currency.start()))
    if (
        not words
        or text[words[-1].end() : currency.start()] not in _GAPS
        or _THING.match(text, currency.end())
    ):
        return None
    found = [(one, name) for name in _languages() if (one := _read_back(text, words, name)) is not None]
    if not found:
        return None
    (start, value, count), language = min(found, key=lambda one: one[0][0])
    name = currency.group().lower()
    if name == "grand":
        thousands = language == "en" and 1 <= value < 1000
        return Spelled(start, currency.end(), value * 1000, False) if thousands else None
    end, cents = _read_cents(text, currency.end(), language)
    if name in _WEIGHTS and not cents and _is_weight(text, start, end, count):
        return None
    return Spelled(start, end, value + cents, bool(cents))


def _is_weight(text: str, start: int, end: int, count: int) -> bool:
    """Return whether pounds are no money: of something, lost, or a few with no word of payment near."""
    before = text[max(0, start - _CONTEXT) : start]
    if _WEIGHT_BEHIND.match(text, end) or _WEIGHT_BEFORE.search(before[-30:]):
        return True
    return count <= _FEW_WORDS and not _is_paid(text, start, end)


def _read_back(text: str, words: Sequence[re.Match[str]], name: str) -> tuple[int, Decimal, int] | None:
    """Return where the number that ends with the last word begins, its value and how many words it has."""
    parts: list[tuple[int, tuple[Decimal, ...], str]] = []
    behind = None
    for word in reversed(words):
        values = _values(word.group().lower(), name)
        gap = " " if behind is None else text[word.end() : behind]
        if values is None or gap not in _GAPS or (gap == ", " and not (values and values[-1] >= 1000)):
            break
        behind = word.start()
        parts.append((behind, values, word.group().lower()))
    while parts and not parts[-1][1] and parts[-1][2] not in _ARTICLES:
        parts.pop()
    if not parts or not parts[0][1]:
        return None
    value = _evaluate([one for _, values, _ in reversed(parts) for one in values], name)
    return None if value is None else (parts[-1][0], value, len(parts))


def _read_cents(text: str, end: int, name: str) -> tuple[int, Decimal]:
    """Return where an amount ends behind its currency, and its hundredths: `and sixty cents`, `fünfzig`."""
    if figures := _CENTS_IN_FIGURES.match(text, end):
        return figures.end(), Decimal(figures[1]) / 100
    values: list[Decimal] = []
    stop = place = end
    for word in _WORD.finditer(text, end, end + _CENTS_REACH):
        read = _values(word.group().lower(), name)
        if read is None or text[place : word.start()] not in _GAPS or text[place] == ",":
            break
        place = word.end()
        if read:
            values, stop = [*values, *read], place
    value = _evaluate(values, name) if values else None
    if value is None or not 0 < value < 100:
        return end, Decimal(0)
    if sub := _CENTS.match(text, stop):
        return sub.end(), value / 100
    return (stop, value / 100) if value >= 10 else (end, Decimal(0))


def _find_summed(text: str) -> Iterator[Spelled]:
    """Yield the numbers in English words before `GST in it` and behind `comes to`, with no currency."""
    for match in _SUMMED.finditer(text):
        words = list(_WORD.finditer(text, max(0, match.start() - _REACH), match.start()))
        if (one := _read_bare(text, words)) and (match["tax"] or _is_paid(text, one.start, match.end())):
            yield one
    for match in _TOTALS.finditer(text):
        words = _read_forward(text, match.end(), "en")
        one = _read_bare(text, words) if words and _STOP.match(text, words[-1].end()) else None
        if one and (match["sure"] or _is_paid(text, match.start(), one.end)):
            yield one


def _read_bare(text: str, words: Sequence[re.Match[str]]) -> Spelled | None:
    """Return the number that ends with the last word, where it is no small one."""
    read = _read_back(text, words, "en") if words else None
    if read is None or read[1] < _LEAST:
        return None
    return Spelled(read[0], words[-1].end(), read[1], read[1] % 1 != 0)


def _is_paid(text: str, start: int, end: int) -> bool:
    """Return whether a word of payment stands near."""
    before, behind = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return _PAID.search(before) is not None or _PAID.search(behind) is not None


def _read_forward(text: str, place: int, name: str) -> list[re.Match[str]]:
    """Return the words of the number that begins at a place."""
    words: list[re.Match[str]] = []
    for word in _WORD.finditer(text, place, place + _REACH):
        if _values(word.group().lower(), name) is None or (words and text[place : word.start()] not in _GAPS):
            break
        words, place = [*words, word], word.end()
    while words and not _values(words[-1].group().lower(), name):
        words.pop()
    return words


def _evaluate(values: Sequence[Decimal], name: str) -> Decimal | None:
    """Return what the words of a number come to; of two English numbers the second is hundredths."""
    groups: list[Decimal] = []
    total = part = Decimal(0)
    for value in values:
        if value >= 1000:
            total, part = total + (part or 1) * value, Decimal(0)
        elif value == 100:
            part = part * 100 if 0 < part < 100 else part + 100
        elif _goes_on(part, value, name):
            part += 80 - 4 if name == "fr" and value == 20 and part % 100 == 4 else value
        else:
            groups.append(total + part)
            total, part = Decimal(0), value
    groups.append(total + part)
    if len(groups) == 1:
        return groups[0]
    if len(groups) > 2 or name != "en" or not (groups[0] < 100 and 10 <= groups[1] < 100):
        return None
    return groups[0] * 100 + groups[1] if groups[0] < 10 else groups[0] + groups[1] / 100


def _goes_on(part: Decimal, value: Decimal, name: str) -> bool:
    """Return whether a number may go on with a word: `ninety five`, `acht und neunzig`, `quatre vingt`."""
    rest = part % 100
    if value > 100:
        return part == 0
    if value < 10:
        return rest % 10 == 0 and rest != 10 or value == Decimal("0.5") or (name == "fr" and rest % 20 == 10)
    if name == "fr":  # `quatre-vingt-douze`, `soixante-dix`
        return rest in (0, 60, 80) or (rest == 4 and value == 20)
    return rest == 0 or (rest < 10 and name in ("de", "nl", "da"))


@lru_cache(maxsize=1)
def _languages() -> Mapping[str, _Language]:
    return {name: _compile(table) for name, table in _TABLE["numbers"].items()}


def _compile(table: Mapping[str, str]) -> _Language:
    values: dict[str, Decimal] = {}
    for kind, first, by in (("ones", 0, 1), ("tens", 1, 10), ("hundreds", 1, 100), ("hundred", 1, 100)):
        for place, forms in enumerate(table.get(kind, "").split(), first):
            values.update((form, Decimal(place * by)) for form in forms.split("/") if form != "-")
    scales: Mapping[str, float] = table["scales"]  # type: ignore[assignment]
    values.update((word, Decimal(str(by))) for word, by in scales.items())
    values = {lexicon.plain(word): value for word, value in values.items()}
    joins = frozenset(lexicon.plain(word) for word in table["joins"].split())
    longest = sorted((*values, *joins), key=len, reverse=True)
    return _Language(values, joins, re.compile("|".join(longest)) if table.get("compound") else None)


@lru_cache(maxsize=4096)
def _values(word: str, name: str) -> tuple[Decimal, ...] | None:
    """Return the values of a word of numbers, none of a word that joins them; None of another word."""
    language, shown = _languages()[name], lexicon.plain(word)
    if shown in language.joins:
        return ()
    if (value := language.values.get(shown)) is not None:
        return (value,)
    if language.compound is None:
        return None
    parts = language.compound.findall(shown)
    if "".join(parts) != shown:
        return None
    return tuple(language.values[part] for part in parts if part in language.values)
