"""Postal addresses of South and South-East Asia: many short parts, the last of them a place with its code.

`LOT 38, GROUND FLOOR, AEON MALL, 53100 KUALA LUMPUR` and `Flat 503, 4th Cross, Indiranagar, Pune - 411004`
have no street that a number opens, so they are read from their end: from a place and its code back over
parts between commas and line ends to the part that a house, a lot or a flat opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pii_sweep.detect.text import casing, lexicon
from pii_sweep.detect.text.candidate import Hit

MAX_PARTS, MAX_LENGTH, MAX_LINES = 9, 220, 6
_PART = re.compile(r"[\w.'’&/#()°ª\- ]{1,48}")
_BETWEEN = re.compile(r"[ \t]*(?:[,;]+\.?[ \t]*\n?|\.?[ \t]*\n|(?<=\d)\.[ ]|[ ][\-–][ ])[ \t]*")
# How a house, a lot, a flat begins.
_NO = r"(?:[a-z]{0,3}[\-. ]?\d[\da-z]{0,5}(?:[\-/.]\w{1,5}){0,3}|[a-z](?:-\d{1,4})?)"
_HOUSE = re.compile(
    r"(?i)(?:(?:no|lot|unit|suite|shop|plot|flat|door|house|h\.?[ ]?no|d\.?[ ]?no|room|rm|blk|block|blok"
    r"|apt|apartment"
    rf"|villa|survey|s\.?[ ]?no|pt|p\.[ ]?t|level|kiosk|stall|gf|g/f)\b[ .:#]{{0,3}}(?:no[.: ]{{1,2}})?"
    rf"(?:p\.?[ ]?t\.?[ ]?)?{_NO}"
    rf"|[a-z]{{1,2}}-\d{{1,4}}|\#?\d[\da-z]{{0,4}}(?:[\-/]\w{{1,5}}){{0,3}})(?![\w])(?:[ ]?[&,][ ]?{_NO}"
    rf"(?!\w)){{0,3}}"
)
# A street by its own word, without a house.
_STREET = re.compile(
    r"(?i)(?<![^\s,])(?:jalan|jln|jl|lorong|lrg|persiaran|lebuh(?:raya)?|lengkok|solok)\b\.?[ ]\w"
)
# Figures that are no part of an address: telephone numbers, amounts, dates, long numbers.
_FIGURES = re.compile(
    r"\d{2,4}[\- ]\d{6,8}|\d[.,]\d\d(?!\d)|\d{1,2}[/\-.]\d{1,2}[/\-.](?:19|20)?\d\d(?!\d)|\d{7,}"
    r"|\d{6}-[a-z]\b|[:=*@$€£]",
    re.IGNORECASE,
)
# An address has one code: lines that each begin with one are of a list, `40276 Doc Martens`.
_OTHER_CODE = re.compile(r"[ ]*\d{5}[ ][^\W\d_]{2,}")
_DIGIT = re.compile(r"\d")
_TAIL = re.compile(r"[ \t]*(?:,[ \t]*\n?|\n|[ ]|\.[ ])[ \t]*")


@dataclass(frozen=True, slots=True)
class _End:
    """How an address ends: `text[start:end]` holds its place and code."""

    start: int
    end: int
    city: str
    code: str


def find(text: str) -> Iterator[Hit]:
    """Yield the addresses of a text that a place of Asia ends."""
    if _DIGIT.search(text) is None:
        return
    taken: list[Hit] = []
    for end in _find_ends(text):
        begin = _begin(text, end)
        stop, state = _take_state(text, end)
        if begin is None or any(hit.start < stop and begin < hit.end for hit in taken):
            continue
        parts = {"street": _get_first_line(text[begin : end.start]), "city": end.city, "format": "other"}
        parts |= {"zip": end.code} if end.code else {}
        parts |= {"state": state} if state else {}
        score = 0.9 if end.code else 0.75
        taken.append(
            Hit("STREET_ADDRESS", begin, stop, score, "StreetAddress", (f"asia:{score:.2f}",), None, parts)
        )
    yield from taken


def prefer_asian(text: str, ruled: Sequence[Hit]) -> list[Hit]:
    """Return the addresses with those of Asia in place of the pieces other rules found of them."""
    wholes = list(find(text))
    if not wholes:
        return list(ruled)
    longer = [
        whole
        for whole in wholes
        if not any(hit.start <= whole.start and whole.end <= hit.end for hit in ruled)
    ]
    rest = (hit for hit in ruled if not any(hit.start < o.end and o.start < hit.end for o in longer))
    return sorted([*rest, *longer], key=lambda hit: hit.start)


def _join_words(key: str) -> str:
    words = sorted(map(re.escape, lexicon.words("asia", key)), key=lambda word: (-len(word), word))
    return "|".join(words).replace(r"\ ", r"[ ]{1,2}")


# `53100 KUALA LUMPUR`: the place may be any name.
_CODE_FIRST = re.compile(
    r"(?P<code>\d(?<![\w.\-/,#].)\d{4})[ ,.]{1,3}(?P<city>[A-Z][^\W\d_]{1,20}\.?"
    r"(?:[ ][A-Z][^\W\d_]{1,20}){0,2})(?!\w)"
)
# `Pune - 411004`, `Singapore 560123`.
_CODE_LAST = re.compile(
    r"(?P<city>[A-Z](?<!\w.)[^\W\d_]{2,20}(?:[ ][A-Z][^\W\d_]{1,20}){0,2}),?[ ]?[\-–:]?[ ]?"
    r"(?i:pin(?:[ ]?code)?[ :\-–]{1,3})?(?P<code>[1-8]\d\d[ ]?\d{3})(?![\w\-])"
)
# The codes of India and Singapore have six figures, most texts no number as long.
_SIX = re.compile(r"\d(?<!\d.)\d\d[ ]?\d\d\d(?!\w)")
_SINGAPORE = re.compile(r"(?P<city>S(?<!\w.)(?:'pore|ingapore)?)[ ]?\(?(?P<code>\d{6})\)?(?!\w)")


@lru_cache(maxsize=128)
def _compile_places(places: str, towns: str) -> tuple[re.Pattern[str], ...]:
    """Compile `Bangkok 10110`, `1100 Quezon City` and `Shah Alam` at a part's end for places in a text."""
    coded = (
        rf"(?i)(?<!\w)(?P<city>{places}),?[ ]?[\-–]?[ ]?(?P<code>\d{{4,5}}|0\d)(?![\w\-])",
        rf"(?i)(?<![\w.\-/,#])(?P<code>\d{{4}})[ ](?P<city>{places})(?!\w)",
    )
    every = "|".join(filter(None, (places, towns)))
    ends = rf"(?i)(?<!\w)(?P<city>{every})(?=\.?[ \t]*(?:[,\n]|$))"
    return tuple(map(re.compile, (*(coded if places else ()), ends)))


def _join_present_places(text: str, key: str) -> str:
    """Return alternatives of the places of a list that a text holds, in lower case, longer ones first."""
    known = _by_word(key)
    said = known.keys() & casing.words(text)
    small = casing.lower(text) if said else ""
    found = [place for word in said for place in known[word] if place in small]
    return "|".join(map(re.escape, sorted(found, key=lambda place: (-len(place), place))))


@lru_cache(maxsize=4)
def _by_word(key: str) -> Mapping[str, Sequence[str]]:
    """Return the places of a list by the longest word of each, which a text with the place has."""
    found: dict[str, list[str]] = {}
    for place in lexicon.words("asia", key):
        found.setdefault(max(re.findall(r"[^\W\d_]+", place), key=len), []).append(place)
    return found


@lru_cache(maxsize=1)
def _region() -> re.Pattern[str]:
    return re.compile(
        rf"(?i)(?P<region>{_join_words('places')}|{_join_words('countries')}|kl|d\.e\.?)(?![\w])\.?"
    )


def _find_ends(text: str) -> list[_End]:
    """Return where addresses may end: those with a code first, and each kind in the order of the text."""
    found, taken = list[_End](), set[int]()
    places, towns = _join_present_places(text, "places"), _join_present_places(text, "towns")
    named = _compile_places(places, towns) if places or towns else ()
    six = (_CODE_LAST, _SINGAPORE) if _SIX.search(text) else ()
    for pattern in (*six, *named[:-1], _CODE_FIRST, *named[-1:]):
        for match in pattern.finditer(text):
            begin, stop = match.span()
            if pattern is _CODE_FIRST and lexicon.zip_fits(
                text[max(0, begin - 3) : begin].strip(), match["code"]
            ):
                continue  # `Reno, NV 89501. Call me`: the code goes with the state before it
            if taken.isdisjoint(range(begin, stop)):
                taken.update(range(begin, stop))
                found.append(_End(begin, stop, match["city"], match.groupdict().get("code") or ""))
    return sorted(found, key=lambda end: (not end.code, end.start))


def _begin(text: str, end: _End) -> int | None:
    """Return where the first part that opens an address begins, walking back from its end."""
    low = max(0, end.start - MAX_LENGTH)
    breaks = [(match.start(), match.end()) for match in _BETWEEN.finditer(text, low, end.start)]
    best, known, stop, taken = None, False, end.start, 0
    if breaks and breaks[-1][1] == stop:
        stop, breaks = breaks[-1][0], breaks[:-1]
    for left, begin in (*reversed(breaks), (low - 1, low)):
        part = text[begin:stop]
        if taken >= MAX_PARTS or text.count("\n", begin, end.start) > MAX_LINES:
            break
        if part.strip() and (not _fits(part) or _OTHER_CODE.match(part)):
            break
        if "\n" in text[max(0, left) : begin] and not part.strip():
            break  # an empty line
        known = known or _has_address_word(part)
        house, street = _HOUSE.match(part), _STREET.search(part)
        if house is not None or street is not None:
            opened = begin if house is not None or street is None else begin + street.start()
            best = opened if known or _has_address_word(part) else best
        stop, taken = max(0, left), taken + 1
    return best if best is not None and _starts(text, best) and known else None


def _starts(text: str, at: int) -> bool:
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in ".:/-$€£")


def _fits(part: str) -> bool:
    """Return whether a part may be one of an address: few words, no label, no amount, no telephone number."""
    if _PART.fullmatch(part) is None or _FIGURES.search(part) is not None:
        return False
    words = [word.lower() for word in re.split(r"[\s()/&]+", part.strip())]
    return len(words) <= 9 and not any(word.rstrip(".") in lexicon.words("asia", "refused") for word in words)


def _has_address_word(part: str) -> bool:
    words = (word.lower() for word in re.findall(r"[^\W\d_]+", part))
    return any(
        word in lexicon.words("asia", "parts") or word.endswith(("nagar", "puram", "halli")) for word in words
    )


def _take_state(text: str, end: _End) -> tuple[int, str]:
    """Return where an address ends behind its place: a state and a country may follow, once each."""
    at, state = end.end, ""
    for _ in range(3):
        gap = _TAIL.match(text, at)
        match = _region().match(text, gap.end()) if gap else None
        if match is None:
            break
        state = state or match.group("region")
        at = match.end()
    if not end.code:
        gap = _TAIL.match(text, at)
        code = (
            re.compile(r"\d{5,6}(?![\w\-.])").match(text, gap.end())
            if gap and "\n" not in gap.group()
            else None
        )
        at = code.end() if code else at
    return at, state


def _get_first_line(text: str) -> str:
    return text.split("\n", maxsplit=1)[0].strip(" ,")
