"""The segments of an address between its commas and line ends: units, houses, boroughs, other names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pii_sweep.detect.address import grammar
from pii_sweep.detect.text import casing, lexicon, vocabulary

LONGEST, MOST_WORDS = 56, 9
# So many judgements are kept: the addresses of a list look at the same segments again.
NEAR = 256
# What parts the segments of an address; a figure behind a comma without a blank is a decimal.
# In Brazil dashes part them, in Thailand blanks before the short words of a place.
_THAI = r"[ ](?=(?:ต|อ|จ|ซ|ถ|ม|ปณ)\.|ตำบล|อำเภอ|จังหวัด|แขวง|เขต|ถนน|ซอย|หมู่|บ้าน)"
MORE_BREAKS = (
    r"[ ][–-][ ](?=[A-Z]{0,3}-?\d{4}|(?:[^\n,]{2,40}[ ][–-][ ]|[^\n]{2,40})[^\n]{0,12}\d{5}-\d{3})"
    rf"|{_THAI}"
)
BREAK = re.compile(rf"(?:(?<![ \t])[ \t]+)?(?:[,،、;](?!\d)[ \t]*\n?|\n|{MORE_BREAKS})[ \t]*")
_REFUSED = re.compile(
    r"[@=<>{}*_^~$€£%?!|\[\]]|https?:|\d{7,}|\d{1,2}:\d\d|\d[.,]\d\d(?!\d)"
    r"|\d{1,2}[./\-][ ]?\d{1,2}[./\-][ ]?(?:19|20)\d\d|(?:\d[ .\-]?){9}|\t|[ ]{3}"
)
_TOKEN = re.compile(r"\([^()\n]*\)\S*|\S+")
_SHORTENED = re.compile(r"[^\W\d_]{1,4}[./][^\W\d_.]{0,3}(?!\w)")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’./\-](?=[^\W\d_]))*")
_SHORT_FORMS = lexicon.table("address_parts")["parts"]["shortened"]
# Where a sentence or a label ends within a segment, or a bracket opens; four figures are no storey's ordinal.
_STOP = re.compile(
    rf"(?:[:：][ \n]|(?<=\d{{4}})[.!?][ ]|(?<![^\W_])(?!(?i:{'|'.join(_SHORT_FORMS)})\.)"
    r"[^\W\d_A-Z]{4,}[.!?][ ]|[^\W\d_A-Z]{3,}\.\n|[ ][–—-][ ]|[\]])[ ]*"
)


class Piece(NamedTuple):
    """One segment; `broken` where a line's end parts it from the next."""

    start: int
    end: int
    broken: bool


def split_before(text: str, low: int, at: int) -> Iterator[Piece]:
    """Yield the segments before a place from the last to the first, up to an empty line."""
    breaks = _breaks(text)
    stop, broken = at, False
    for place in range(bisect_left(breaks, (at, 0)) - 1, -1, -1):
        begin, end = breaks[place]
        if begin < low:
            break
        if end > at:
            continue
        if text[end:stop].strip():
            yield Piece(end, stop, broken)
        elif stop != at:
            return
        stop, broken = begin, "\n" in text[begin:end]
        if text[begin:end].count("\n") > 1:
            return
    yield Piece(low, stop, broken)


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the segments of a stretch from the first to the last."""
    breaks, at = _breaks(text), start
    for place in range(bisect_left(breaks, (start, 0)), bisect_left(breaks, (end, 0))):
        low, high = breaks[place]
        if low > at:
            yield at, low
        at = high
    if at < end:
        yield at, end


@lru_cache(maxsize=2)
def _breaks(text: str) -> list[tuple[int, int]]:
    """Return what parts the segments of a text; it is asked for at each of its addresses."""
    return [found.span() for found in BREAK.finditer(text)]


@lru_cache(maxsize=16)
def _words(key: str) -> frozenset[str]:
    return frozenset(lexicon.table("address_parts")["parts"][key])


def _alternatives(key: str) -> str:
    words = sorted(map(re.escape, _words(key)), key=lambda word: (-len(word), word))
    return "|".join(words)


@lru_cache(maxsize=1)
def unit() -> re.Pattern[str]:
    """Compile one part of a house: `bât. C`, `4e étage`, `ap. 61`, `Hinterhaus`."""
    number = (
        r"(?:[A-Z]{2}\d{1,2}(?!\w)|\d{1,5}(?:[ ]?[A-Za-zА-Яа-яΑ-Ω](?![^\W_]))?(?:[/\-–]\w{1,5}){0,2}"
        r"|[א-ת]['׳]?(?![א-ת])|[A-ZА-ЯΑ-Ω]\d{0,4}[A-Z]?"
        r"(?:[/\-]\w{1,4})?|[IVX]{1,5}|[٠-٩۰-۹]{1,4}|[a-d](?![\w.]))"
    )
    ordinal = (
        r"(?:(?:\d{1,3}|[IVX]{1,5})(?:\.º|\.ª|[º°ª.]|st|nd|rd|th|er|ère|[èe]me|e|ème|ος|ης|οσ|-?[йяе]|:a|:e"
        r"|hoog)?)"
    )
    sides = _alternatives("sides")
    sign = r"(?:(?:n[.]?[º°o]|nr|no|č|br|№|#|n|l\.?r|LR|رقم)\.?[ ]?)?"
    return re.compile(
        rf"(?i:{_alternatives('bare')})(?![^\W_])\.?"
        rf"|{ordinal}[ ]?(?:em(?:elet)?|fszt)\.?,?[ ]\d{{1,3}}(?!\w)\.?"
        rf"|{ordinal}[ ]?(?i:{_alternatives('storeys')})(?![^\W_])\.?"
        rf"(?:[ ](?i:{sides})\b\.?)?"
        rf"|(?i:{_alternatives('units')})(?![^\W\d_])\.?[ :]{{0,2}}{sign}{number}(?![^\W_])\.?"
        r"(?:[ ]\([^()\n]{1,20}\))?|[A-Z]-\d{1,4}[A-Z]?(?=[ ,])"
        r"|\d{1,2}(?:\.º|\.ª|[º°ª])(?:[ ]?[A-H])?(?!\w)\.?|\#[ ]?\d{1,4}[A-Z]?(?!\w)"
        r"|\d{1,4}[ ]?(?:호|층|동|号室|号|室|楼|层|房)|\d{1,2}/F(?!\w)"
    )


@lru_cache(maxsize=1)
def _first_letters() -> str:
    return "".join(sorted({word[0] for key in ("bare", "units") for word in _words(key)}))


@lru_cache(maxsize=NEAR)
def starts_unit(text: str, at: int, end: int) -> int:
    """Return where a unit that begins at a place ends, or the place itself."""
    char = text[at : at + 1].lower()
    if not (char.isdecimal() or char in _first_letters() or char == "#" or text[at + 1 : at + 2] == "-"):
        return at
    found = unit().match(text, at, end) or grammar.unit().match(text, at, end)
    return found.end() if found is not None and _FIGURES.match(text, found.end()) is None else at


# A longer number goes on there, which no unit has: `m 0411 901 442`.
_FIGURES = re.compile(r"[ ]\d{3}(?!\d)")


@lru_cache(maxsize=NEAR)
def kind_of(text: str, start: int, end: int) -> str:
    """Return what a segment is: `unit`, `house`, `locality` or `name`."""
    if starts_unit(text, start, end) > start:
        return "unit"
    words = [found.group().lower() for found in _WORD.finditer(text, start, end)]
    quoted = _QUOTED.fullmatch(text, start, end) is not None
    if quoted or any(_is_house(word) for word in words):
        return "house"
    if _CARE_OF.match(text, start, end):
        return "house"
    if words and (
        _MUNICIPAL.search(text, start, end)
        or _is_locality(words[0], text, start)
        or (words[-1] not in _LEADING and _is_locality(words[-1], text, start))
        or _MUNICIPAL_END.search(text, start, end)
    ):
        return "locality"
    if _is_numbered(text, start, end):
        return "numbered" if not _counts(words) else "name"
    return "street" if words and _names_street(words) else "name"


# Words that stand before a place: `Off Market Road`, not `Dropped off`.
_LEADING = frozenset({"near", "nr", "off", "behind", "opp", "opposite"})
# `"Ridge End"`, `c/o Mill Bakery`, `Saarlandweg 12-2hoog`.
_QUOTED = re.compile(r"[\"'“‘„«][^\W\d_a-z][^\"'“”’»\n]{2,30}[\"'”’“»]")
_MUNICIPAL = re.compile(r"(?<!\w)[гмс]\.[ ]?[оп]\.?\Z")  # `Дмитровский г. о.` is a district
# `Vėlyvių k.`, `Bajorų vs.`
_MUNICIPAL_END = re.compile(r"[^\W\d_]{3,}[ ](?:k|vs|mst|sen|sav|pag|nov)\.\Z")
_CARE_OF = re.compile(r"(?i)(?:c/[o\-]|p/a)[ ]")
_NUMBERED = re.compile(
    rf"(?:[^\W\d_]{{1,4}}\.(?:[^\W\d_]{{1,3}})?[ ]?)?"
    rf"(?:{casing.UP}[\w'’.\-]{{1,30}}[ ]|(?:de|la|van|der|den|di|do|da)[ ]){{1,5}}"
    r"(?:(?:n[.]?[º°][ ]?|nr\.?[ ]?|č\.?[ ]?)?\d{1,4}(?!\d)[\w/\-–]{0,8}(?:[ ][A-Za-z](?!\w))?"
    r"|(?:bb|b\.b\.|s/n|sn|n/n|bez broja|б/н|бб)(?!\w))"
)


def opens_house(text: str, start: int, end: int) -> bool:
    """Return whether a segment begins with a house's word or an article: `Villa Rosa`, `The Thomas Lodge`."""
    first = _WORD.match(text, start, end)
    low = first.group().lower() if first else ""
    return low == "the" or _is_house(low)


def is_care_of(text: str, start: int, end: int) -> bool:
    """Return whether a segment says with whom somebody lives: `c/o Mill Bakery`."""
    return _CARE_OF.match(text, start, end) is not None


def is_store(text: str, start: int, end: int) -> bool:
    """Return whether a segment is where goods are stored or loaded: `Bay 4`, `Warehouse`, `Rampe 2`.

    Houses and towns have such words in their names: `Butlers Warehouse`, `Herne Bay`.
    """
    found = _STORED.fullmatch(text[start:end].strip(" .,"))
    return found is not None and found["word"].lower() in _words("stores")


def ends_in_store(name: str) -> bool:
    """Return whether a name ends with a word for a store, as houses made of one do: `Butlers Warehouse`."""
    return name.rsplit(maxsplit=1)[-1].strip(".,").lower() in _words("stores")


_STORED = re.compile(r"(?P<word>[^\W\d_]+)(?:[ ]?(?:(?i:no|nr)\.?[ ]?)?[A-Z]{0,2}[ \-]?\d[\w\-/]*|[ ][A-Z])?")


def is_place_word(word: str) -> bool:
    """Return whether a word is a house's, a street's or a quarter's."""
    return word in _words("localities") or word in lexicon.words("streets", "suffixes") or _is_house(word)


def ends_house(word: str) -> bool:
    """Return whether a word ends as surnames and houses do: `Seehof`, `Althaus`."""
    return word.endswith(_endings())


def _is_house(word: str) -> bool:
    """Return whether a word is a house's: of those that stand before a street or of the addresses' own."""
    return word in _words("houses") or word in lexicon.words("streets", "houses") or word.endswith(_endings())


def _is_numbered(text: str, start: int, end: int) -> bool:
    """Return whether a segment is a name with a number, or a number alone, and parts of a house behind."""
    found = _NUMBERED.match(text, start, end)
    at = found.end() if found is not None else end + 1
    while at < end and text[at] == " ":
        stop = starts_unit(text, at + 1, end)
        at = stop if stop > at + 1 else end + 1
    return at == end or (end - start < 6 and text[start:end].isdecimal())


def _is_locality(word: str, text: str, start: int) -> bool:
    """Return whether a word is a quarter's or a region's; a single letter needs its point: `с. Ивановка`."""
    return word in _words("localities") and (len(word) > 1 or text[start + 1 : start + 2] == ".")


def _counts(words: list[str]) -> bool:
    """Return whether a number behind words counts or dates something."""
    refused = vocabulary.counted_words(), lexicon.words("streets", "numbered"), vocabulary.street_stops()
    return any(word in some for word in words for some in refused)


def _names_street(words: list[str]) -> bool:
    """Return whether a street's own word opens or ends a segment: `Route de Mirande`, `Mill Lane`."""
    if len(words) < 2:
        return False
    opened = len(words[0]) > 2 and words[0] in lexicon.words("streets", "openers")
    return opened or lexicon.is_street_word(words[-1])


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    return tuple(_words("house_endings"))


@lru_cache(maxsize=NEAR)
def end_of(text: str, at: int) -> int:
    """Return where the segment that begins at a place ends: at a comma, a sentence's or a line's end."""
    found = _SEGMENT.match(text, at, at + LONGEST + 8)
    return found.end() if found else at


_SEGMENT = re.compile(
    r"(?:\([^()\n]{1,40}\)|(?![,،、;](?!\d)|[\n)!?]|(?<=[^\W_]{4})"
    + "".join(f"(?<!(?i:{word}))" for word in _SHORT_FORMS)
    + rf"\.(?=\s)|\.\Z|[ ][–—][ ]|{_THAI}).)*"
)


@lru_cache(maxsize=NEAR)
def fits(text: str, start: int, end: int) -> bool:
    """Return whether a segment between the parts of an address may be one of it, whatever it is called."""
    value = text[start:end]
    return (
        1 < len(value) <= LONGEST
        and _REFUSED.search(value) is None
        and _STOP.search(value) is None
        and value.count(" ") < MOST_WORDS
        and value.count("(") == value.count(")")
        and not _is_other(value)
    )


def _is_other(value: str) -> bool:
    """Return whether a segment has a date or words of a sentence: more than two small ones of its own."""
    small = 0
    for found in _WORD.finditer(value):
        word = found.group().lower()
        if word in vocabulary.months() or word in vocabulary.weekdays():
            return True
        if len(word) > 3 and found.group() == word and word[0].islower() and not is_known(word):
            small += 1
    return small > 2


def is_known(word: str) -> bool:
    """Return whether a word in small letters is one of addresses."""
    return (
        any(word in _words(key) for key in ("units", "storeys", "bare", "localities"))
        or word in vocabulary.particles()
        or word in lexicon.words("streets", "openers")
        or _is_house(word)
    )


@lru_cache(maxsize=NEAR)
def cut_lead(text: str, start: int, end: int) -> int:
    """Return where the part of a segment that may be an address begins, behind a sentence's words; or `end`.

    `deliver to The Lodge` begins at `The`, `Adresse : Mas Neuf` behind the colon.
    """
    for stop in _STOP.finditer(text, start, end):
        start = stop.end()
    opened = text.rfind("(", start, end)
    if opened >= 0 and ")" not in text[opened:end]:
        start = opened + 1
    tokens = [(found.start(), found.group()) for found in _TOKEN.finditer(text, start, end)]
    if tokens and _begins_whole(text, tokens, end):
        return tokens[0][0]
    if tokens and "\u0590" <= tokens[0][1][0] <= "\u06ff":
        # no capital shows a name: the address's own word does, or that there are few words
        known = (at for at, token in tokens if is_known(token.strip("().:")))
        return next(known, tokens[0][0] if len(tokens) < 4 else end)
    begin = end
    for index in range(len(tokens) - 1, -1, -1):
        at, token = tokens[index]
        word = token.strip("\"'“”‘’„«»(),.").lower()
        if _opens(token):
            begin = at
        elif word in _words("leading"):
            if index == 0 or not _opens(tokens[index - 1][1]):
                break
        elif word in vocabulary.particles() or len(word) <= 2 and word.isalpha() and begin < end:
            continue
        elif is_known(word) or (len(token) < 7 and _SHORTENED.match(token) and begin < end):
            begin = at
        elif word in vocabulary.months():
            return end  # the year of a date: `geboren 2 mei 1961, Oude Dijk 4`
        else:
            break
    return begin


def _begins_whole(text: str, tokens: list[tuple[int, str]], end: int) -> bool:
    """Return whether a segment is one of an address from its first word on, whatever words follow in it.

    `hôtel social`, `the old creamery`, `km 4.5 carr. a Santa Anita`, `Obala kneza Branimira`.
    """
    first, last = tokens[0][1].lower(), tokens[-1][1].lower()
    if len(tokens) < 5 and (_names_kind(first) or (first == "the" and _is_house(last))):
        return True
    if len(tokens) < 8 and first.rstrip(".") in _words("units") and starts_unit(text, tokens[0][0], end):
        return starts_unit(text, tokens[0][0], end) > tokens[0][0]
    opened = tokens[0][1][0].isupper() and first in lexicon.words("streets", "columns")
    return opened and len(tokens) < 6 and _opens(tokens[-1][1])


def _names_kind(token: str) -> bool:
    """Return whether a small word opens a house's or a quarter's name: `hôtel social`, `pow. lipski`."""
    return token in _words("houses") or (token[-1] == "." and token.rstrip(".") in _words("localities"))


def _opens(token: str) -> bool:
    """Return whether a word may stand in a place's name: a capital, a figure, a letter without case."""
    bare = token.lstrip("\"'“‘„«(#№")
    return (
        token[0] == "("
        or bool(bare)
        and (bare[0].isdecimal() or (bare[0].isalpha() and not bare[0].islower()))
    )
