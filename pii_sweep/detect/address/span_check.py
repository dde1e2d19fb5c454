"""Which stretches are addresses: what the model reads must look like one, and few occur in logs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from pii_sweep.detect.address import grammar, next_field, opening
from pii_sweep.detect.text import country, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit

_NUMBERED = re.compile(
    r"(?i)#?[ ]?\d{1,6}[a-z]?[ ]{1,2}(?:[nsew]\.?[ ])?(?:[^\W\d_]{3,}(?!\w)|\d{1,3}(?:st|nd|rd|th)"
    r"|[nsew]{1,2}\.?[ ])"
)
_CODE_CITY = re.compile(r"(?<![\w,.])\d{4,5}[ ][A-ZÄÖÜ][^\W\d_]{3,}")


def looks(value: str) -> bool:
    """Return whether a span has a numbered street, a street's word, a box, a unit or a code with a city."""
    if _NUMBERED.match(value) or grammar.box().search(value) or _CODE_CITY.search(value):
        return True
    suffixes = lexicon.words("streets", "suffixes")
    words = [word.strip(".,").lower() for word in value.split()]
    named = any(word in suffixes for word in words) or opening.number_last().search(value) is not None
    return named or grammar.us_tail().search(value) is not None


def street(value: str) -> bool:
    """Return whether a span has a street's word behind its name, a unit or a code."""
    endings = tuple(lexicon.words("streets", "endings"))
    words = [word.strip(".,").lower() for word in value.split()]
    if len(re.findall(r"(?<!\S)\d+(?!\S)", value)) > 4:
        return False
    if any(word.endswith(endings) for word in words[1:]) or any(map(_ends_with_suffix, _PARTS.split(value))):
        return True
    if any(_opens(value.split(), place) for place in range(min(2, len(words)))):
        return True
    if any(not value[: found.start()][-1:].isalnum() for found in grammar.unit().finditer(value)):
        return True
    return any(pattern.search(value) for pattern in (_CODE_CITY, _POINTED, grammar.box(), grammar.uk_tail()))


def _opens(words: list[str], place: int) -> bool:
    """Indicate whether a street's opening word stands before a name, particles between: `rue de la Paix`.

    In `av programmet tog` no name follows.
    """
    word = words[place].strip(".,").lower()
    if len(word) < 2 or word not in lexicon.words("streets", "openers"):
        return False
    small = vocabulary.particles()
    following = next((one for one in words[place + 1 :] if one.lower() not in small), "")
    return not following.islower()


_PARTS = re.compile(r"[,\n]+")


def _ends_with_suffix(part: str) -> bool:
    """Indicate whether a street's word ends a part of an address: not so in `4410 Field Sales`."""
    words = [word.strip(".").lower() for word in part.split()]
    named = words[2:] if words and words[0].isdecimal() else words[1:]  # `9 ct gold` has no name
    if _PIECES.match(part):
        return False
    weak = lexicon.words("streets", "weak")
    return any(map(lexicon.is_street_word, named)) or (len(words) > 2 and words[-1] in weak)


# `Alvedon 20 st` counts pieces; `245 E 63 St` is a street of New York.
_PIECES = re.compile(r"\D*[^\W\d_]{3}[ ]\d{1,4}[ ]st\b")


_POINTED = re.compile(r"\d[ ](?:[NSEW]{1,2}\.?|North|South|East|West)[ ]|\d{5}(?!\d)")


def counts(value: str) -> bool:
    """Return whether a number counts something: `90 miles north`, `24 Hours a Day`, `5 Star Reviews`."""
    if _OF_ALL.search(value) or _PACKED.search(value):
        return True
    words = [match.group(1) for match in _COUNTED.finditer(value)]
    stops = vocabulary.street_stops()
    if any((low := word.lower()) in stops and low not in _NO_STOPS for word in words):
        return True
    named = any(
        word.strip(".,").lower() in lexicon.words("streets", "suffixes") for word in value.split()[1:]
    )
    return bool(words) and words[0][:1].islower() and not named


_NO_STOPS = frozenset({"the", "of", "st.", "print", "page", "call", "to", "on", "in", "at"})
# `3 av 3 återlämnade` counts, and `box 114 crushed corner` is a removal's.
_OF_ALL = re.compile(r"(?<!\S)\d{1,3}[ ](?:av|af|of|de|von|di|van|ze?)[ ]\d{1,3}[ ][a-zß-öø-ÿ]{3,}")
_PACKED = re.compile(
    r"(?<![Oo][ .])(?<![Oo]\.[ ])\b(?:box|carton|crate|tote)[ ]\d{1,4}[ ][a-z]{3,}(?![^\W\d_])"
)


def crosses_sentence(value: str) -> bool:
    """Return whether a sentence ends within a span, behind a whole word: `eingestellt. Lampen`."""
    words = [match.group(1) for match in _SENTENCE_END.finditer(value)]
    return any(word not in lexicon.words("streets", "suffixes") and word not in _SHORTENED for word in words)


_SENTENCE_END = re.compile(r"(?<![^\W_])([a-zß-öø-ÿ]{4,})[.!?][ \n](?=[^\W\d_])")
_COUNTED = re.compile(r"(?<!\S)\d[\d,]*[ ]([^\W\d_]{2,})")


# A letter of more lines than this is a list or a log.
LETTER = 12
# How an address begins that no capital letter is needed for: a street's own word, a box, another script.
_SURE_BEGINNINGS = ("suffix", "suffix_first", "opener", "box", "route", "lot", "script")


def keep_plausible(hits: Iterable[Hit], text: str, *, lowered: bool, layout: str) -> Iterator[Hit]:
    """Yield the addresses that hold in a log, whose lines are apart, and in text without capitals.

    There a number and a word in a log, or on two of many lines, are no street: its own word or a code that
    fits shows one.
    """
    many = text.count("\n") > LETTER
    for hit in hits:
        broken = "\n" in text[hit.start : hit.end]
        if (layout == "log" and broken) or _is_dated(text, hit) or _is_figure(text, hit):
            continue
        if _CONSTANT.search(text, max(0, hit.start - _LONGEST_CONSTANT), hit.start):
            continue
        if _ELEMENT.match(text, hit.start) or _WORDS_OF_CODE.search(text, hit.start, hit.end):
            continue
        if broken and _counts_lines(text[hit.start : hit.end]):
            continue
        kind, code = hit.reasons[0].partition(":")[0], hit.parts.get("zip", "")
        sure = kind in _SURE_BEGINNINGS or bool(lexicon.zip_fits(hit.parts.get("state", ""), code))
        doubtful = (broken and many) or layout == "log" or (kind == "number_last" and not code)
        if not lowered or sure or not doubtful:
            yield hit


def _counts_lines(span: str) -> bool:
    """Indicate whether two lines begin with numbers that follow each other: `00038 G76 …`, `00039 K60 …`.

    Or each of three or more counts something: `1 Factor`, `9 Treatments`, `201 Replicates/Cell`.
    """
    if span.count("\n") > 1 and all(map(_COUNT_LINE.match, span.strip().split("\n"))):
        return True
    numbers = [found[1] for found in _LINE_NUMBER.finditer(span)]
    return any(len(one) == len(other) and int(one) + 1 == int(other) for one, other in pairwise(numbers))


# A constant that source code in C gives a number: `#define V_ASN1_PRINTABLESTRING 19`.
_CONSTANT, _LONGEST_CONSTANT = re.compile(r"#[ \t]{0,8}define[ \t]{1,8}\w*\Z"), 80
# Numbers of four hexadecimal figures in a row, as tables of characters have them.
_WORDS_OF_CODE = re.compile(r"(?<!\w)(?=[\dA-F ]*[A-F])[\dA-F]{4}(?:[ ][\dA-F]{4}){3}(?!\w)")
_COUNT_LINE = re.compile(r"[ \t]*\d+[ ][^\W\d_]+(?:/[^\W\d_]+)?[ \t]*\Z")
_LINE_NUMBER = re.compile(r"(?m)^(\d{2,8})(?!\S)")
# An element of a booking behind its number in the display (IATA): `8 SSR DOCS SQ` is of Singapore's airline.
_ELEMENT = re.compile(
    r"\d{1,3}[ ]{1,2}(?:SSR [A-Z]{4}|OSI [A-Z\d]{2}|RM[A-Z]?|F[AEPV]|TK|AP[EMH]?)[ ](?=[A-Z])"
)


def _is_dated(text: str, hit: Hit) -> bool:
    """Return whether the number is a day or, where a line ends behind it or its street, a year.

    `Zum Goldenen Hirsch, 14. März` is a place and a day; a street called after one has no comma before it,
    and no year behind it.
    """
    if _whole_date().fullmatch(text, hit.start, hit.end):
        return True
    code, day = hit.parts.get("zip", ""), _day().search(text, hit.start, hit.end + _MONTH)
    if day is not None and day.start() < hit.end:
        return not code or day["year"] == code
    return not code and _YEAR_OVER_LINES.match(text, hit.start, hit.end) is not None


def _is_figure(text: str, hit: Hit) -> bool:
    """Return whether the house number is the rest of a figure, a time of day, a price or the next sentence's.

    `18:00 desde la plaza`, `Rp 982.400.000. Untuk jalan`, `0510 all fast berth`, `3/6 milk 2.35`,
    `rua Serpa Pinto. Multa de 60`.
    """
    kind = hit.reasons[0].partition(":")[0]
    if _REST_OF_FIGURE.match(text, hit.start) and _FIGURE.search(text, max(0, hit.start - 2), hit.start):
        return True
    if kind in _NUMBER_FIRST and (time := _TIME.match(text, hit.start)):
        return time.group()[0] == "0" or _EARLY.search(text) is not None
    if kind == "lot" and _day_first().match(text, hit.start):
        return True
    if kind == "opener" and _SPAN_OF_DAYS.search(text, max(0, hit.start - 24), hit.start):
        return True
    if kind == "bare" and _PRICE.search(text, hit.start, hit.end):
        return True
    return kind in ("opener", "number_last") and _ends_within(hit.parts.get("street", ""))


_NUMBER_FIRST = frozenset({"bare", "bare_directed", "suffix"})
_FIGURE, _REST_OF_FIGURE = re.compile(r"\d[:.]\Z"), re.compile(r"\d{2,3}(?!\d)")
# A house number has four figures with a nought before them in Portland alone: `0123 SW Macadam Ave`.
_TIME = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d[ ](?!(?i:[ns]?[ew]|[ns])\b)[a-zß-öø-ÿ]")
_EARLY = re.compile(r"(?<![\w.,:/\-])0\d[0-5]\d[ ][a-zß-öø-ÿ]")
# `fermée du 3 au 14, cours Gambetta`: the number is a day.
_SPAN_OF_DAYS = re.compile(r"(?i)\bdu[ ]\d{1,2}(?:er)?[ ](?:[^\W\d_]{3,9}[ ])?au[ ]\Z")
_PRICE = re.compile(r"\d[.,]\d\d\Z")


def _ends_within(street: str) -> bool:
    """Return whether a sentence ends within a street: a point behind a whole word."""
    found = _STREET_END.search(street)
    if found is None:
        return False
    own = lexicon.words("streets", "suffixes"), lexicon.words("streets", "openers"), _SHORTENED
    return not any(found["last"].lower() in some for some in own)


# A word that a point shortens ends in a consonant: `Av. Brigad. Faria Lima`.
_STREET_END = re.compile(r"(?<!\w)(?P<last>[^\W\d_]{4,}[aeiouyàáâãăäąéèêëęěíîïóôõöőúûüű])\.[ \n][^\W\d_]")
_MONTH = 24  # characters of a month and a year
_YEAR_OVER_LINES = re.compile(r"(?:19[5-9]|20[0-4])\d(?=[ \n])[^\n,]*\n")


@lru_cache(maxsize=1)
def _whole_date() -> re.Pattern[str]:
    """Compile a day, its month and a year: `14 de marzo de 1985`."""
    return re.compile(
        rf"(?i)\d{{1,2}}(?:\.|º|er|st|nd|rd|th)?[ ](?:de[ ]|of[ ])?(?:{_months()})\.?,?[ ]"
        r"(?:del?[ ])?(?:19|20)\d\d"
    )


@lru_cache(maxsize=1)
def _day() -> re.Pattern[str]:
    return re.compile(
        rf"(?i)[,\n][ ]?\d{{1,2}}(?:\.|º|er|st|nd|rd|th)?[ ](?:de[ ]|of[ ])?(?:{_months()})\b"
        r"(?:[ ](?P<year>\d{4}))?"
    )


@lru_cache(maxsize=1)
def _day_first() -> re.Pattern[str]:
    """Compile a day and its month: `1 Juli Jalan Ahmad Yani`."""
    return re.compile(rf"(?i)\d{{1,2}}[ ](?:{_months()})\b")


def _months() -> str:
    return "|".join(sorted(map(re.escape, vocabulary.months()), key=len, reverse=True))


# A full word or a code ends a sentence, and one or two capitalised words behind it begin the next one.
_NEXT_SENTENCE = re.compile(
    r"(?P<last>[^\W\d_]{4,}|\d{5}-\d{4}|\d{4,6})(?P<stop>[.!?])[ ]{1,2}"
    r"(?P<next>[A-ZÀ-Þ][^\W\d_]*)(?:[ ][^\W\d_]+)?\.?$"
)
# Longer words that a point shortens, before a place: `Dist. Pune`, `Pres. Prudente`.
_SHORTENED = frozenset(
    {"dist", "dept", "prov", "pres", "gral", "comm", "depto", "edif", "estr", "apto", "sect"}
)


def within_sentence(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield addresses without the first words of the next sentence: `Reno, NV 89501. Call me`.

    Towns may hold a point (`St. Louis`), so patterns read over one. Behind a postal code or the town that
    goes with it, only a country or a state goes on; without a code an everyday word begins a sentence.
    """
    for whole in hits:
        ended = whole.at(end=next_field.find_next(text, whole.start, whole.end))
        hit = _without_stop(text, _without_rule(text, ended))
        found = _NEXT_SENTENCE.search(text[hit.start : hit.end])
        if found is None or not _begins_sentence(found["last"].lower(), found["next"].lower(), hit):
            yield hit
            continue
        city, parts = hit.parts.get("city", ""), dict(hit.parts)
        parts["city"] = city.partition(found["stop"])[0]
        if city.lower() == found["next"].lower():
            del parts["city"]
        yield hit.at(end=hit.start + found.start("stop"), parts=parts)


def end_with_line(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield addresses up to the end of the line in which their code's town stands.

    Full lines are joined, so that the town may be read over the end of one: `8010 Graz` above `Photo book`.
    A country below the town belongs to it.
    """
    for hit in hits:
        code = hit.parts.get("zip", "")
        at = text.rfind(code, hit.start, hit.end) if code and "\n" in text[hit.start : hit.end] else -1
        line = text.find("\n", at, hit.end) if at >= 0 else -1
        below = text[line : hit.end].strip(" \t\n,.")
        if line < 0 or country.is_country(below) or not _TOWN.search(text, at + len(code), line):
            yield hit
        else:
            city = hit.parts.get("city", "")
            kept = city.removesuffix(below).rstrip(" ,") if city.endswith(below) else city
            yield hit.at(end=line, parts=dict(hit.parts) | ({"city": kept} if city else {}))


# A word behind the code that may be the whole of a town's name.
_TOWN = re.compile(r"[ ]{1,3}(?:[A-ZÀ-Þ][\w'’.\-]{2,30}[ ]?){1,4}[ ]{0,3}\Z")


def _without_rule(text: str, hit: Hit) -> Hit:
    """Return an address without the bar and the rule of a table behind it, or a bracket that it closes."""
    rule = _RULE.search(text, hit.start, hit.end)
    end = rule.start() if rule and rule.start() > hit.start else hit.end
    end -= text[end - 1] == ")" and "(" not in text[hit.start : end]
    return hit if end == hit.end else hit.at(end=end)


_RULE = re.compile(r"[ \t]*\|[ \t]*(?=\n?[+|]|\Z)(?:\n?[+|][-=+|: \t]*)*\Z|\s*\n?\+[-=]{3,}[-=+|: \t\n]*\Z")


def _without_stop(text: str, hit: Hit) -> Hit:
    """Return an address without the point behind its last whole word: `50935 Köln.`"""
    last = _LAST_STOP.search(text[hit.start : hit.end])
    word = last["last"].lower() if last else ""
    if not word or word in _SHORTENED or word in lexicon.words("streets", "suffixes"):
        return hit
    return hit.at(end=hit.end - 1)


_LAST_STOP = re.compile(r"(?<![\w.])(?P<last>[^\W\d_]{4,})\.$")


def _begins_sentence(last: str, first: str, hit: Hit) -> bool:
    """Indicate whether a word behind the point of another begins a sentence."""
    if last in _SHORTENED or country.is_country(first) or first in lexicon.state_codes():
        return False
    if code := hit.parts.get("zip", ""):
        return not last.isdecimal() or code.endswith(last)
    return last not in lexicon.words("streets", "suffixes") and first in lexicon.ordinary()
