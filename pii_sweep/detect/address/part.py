"""One more part of an address: unit, box, second street, town, state, code, country."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.address import grammar, next_field, street
from pii_sweep.detect.address.recognizer import Walk
from pii_sweep.detect.text import country, lexicon, vocabulary
from pii_sweep.detect.text.casing import UP

_TOWN = re.compile(
    rf"{UP}[^\W\d_.'’\-]{{0,24}}\.?(?:[ \-]{{1,2}}(?:{UP}|de |la |am |an der |of |the |upon |le |near "
    r"|do |da |dos |del )[^\W\d_]?[\w.'’]{0,24}){0,4}(?![\w'])"
)
_NUMBER = re.compile(r"#?[ ]?(?:[A-Z]-?)?\d{1,5}[A-Za-z]?(?=[ ]{0,2}[,\n])")
_BLANK = re.compile(r"[ \t]{0,4},?\n[ \t]{0,4}\n[ \t]{0,60}")
_LINE_END = re.compile(r"[ \t]{0,9}(?:\n|$)")
# Behind what looks like a postcode and a city, or as its end: it is the line of a numbered street.
_STREET_GOES_ON = re.compile(
    r"(?i)[ ]\d{1,3}(?:st|nd|rd|th)\b|(?<= street)|(?<= avenue)|(?<= ave)|(?<= road)|(?<= drive)|(?<= lane)"
)
_PAST_BLANK = frozenset({"country_code", "city_state_zip"})
_SHORT = re.compile(r"(?:[A-Z]{2,3}|\d{1,3}|nan)(?=[ ]{0,2}[,\n\"]|[ ]{2}|\t)")
_ZIP_ALONE = re.compile(r"(?:\d{5}(?:-?\d{4})?)(?![\w\-])")
_HEADING = re.compile(
    r"(?:[NSEW]{1,2}|[NS]\.?[EW]\.?|North|South|East|West|(?:North|South)(?:east|west))\b\.?(?![\w'])"
)
# A word before five digits that makes them something else than a ZIP.
_NO_CITY = re.compile(
    r"(?i)\b(?:bp|order|invoice|no|number|nr|id|ref|box|zip|tel|phone|fax|code|total|account|acct"
    r"|customer|item|sku|date|page"
    r"|receipt|ticket|member|reg|gst|tax|pos|policy|case|po|qty|amount|sum|card|table|bill|photo|img|lot|part"
    r"|date)\b\.?$"
)
# A second town, a province, behind the first one ends the address: `Rosario, Santa Fe`.
_SECOND_TOWN = re.compile(
    rf",[ ]{UP}[^\W\d_]{{1,20}}(?:[ \-]{UP}[^\W\d_]{{1,20}})?"
    r"(?=[ ]{0,2}(?:$|[.!?\n;)\"]|,[ ]?[a-z]|[ ][a-z]))"
)
# A town's district has a number: `Lyon 7e`, `Lima 1`.
_DISTRICT = re.compile(r"[ ]\d{1,2}(?:er|e|ème)?(?![\w.,:]\d|\w)")
# The owner's code of a freight container before its number (ISO 6346).
_CONTAINER = re.compile(r"\b[A-Z]{3}[JUZ]$")
_AFTER_TOWN = re.compile(r"[ ]{0,2}(?:$|[.!?\n;)\"]|,[ ]?[a-z]|[ ][a-z])")


def take_part(text: str, walk: Walk, at: int) -> bool:
    """Take one part at `at`; return whether there was one."""
    if (
        text[at - 1 : at].isspace()
        and text[walk.end : walk.end + 1] in (",", ";")
        and next_field.begins(text, at)
    ):
        return False
    if "zip" in walk.parts or "country" in walk.parts:
        return _country(text, walk, at, "country" not in walk.parts)
    if _code(text, walk, at):
        return True
    match = grammar.unit().match(text, at)
    if match and not (match.group()[0].isdecimal() and walk.end == at):
        walk.parts.setdefault("unit", match.group())
        return walk.add(match.end(), "unit", 0.1)
    match = grammar.box().match(text, at)
    if match:
        return walk.add(match.end(), "box", 0.15)
    match = _HEADING.match(text, at)
    if match and "," in text[walk.end : at] and "\n" not in text[walk.end : at]:
        return walk.add(match.end(), "heading", 0.1)
    if _country(text, walk, at, True) or _town(text, walk, at):
        return True
    return _take_second_street(text, walk, at) or _take_single(text, walk, at) or _past_blank(text, walk)


def _past_blank(text: str, walk: Walk) -> bool:
    """Take a city with its code on a line of its own past an empty line, as in forms and on labels."""
    blank = _BLANK.match(text, walk.end) if "city" not in walk.parts else None
    for factor, pattern in (("postcode_city", grammar.zip_city()), ("city_state_zip", grammar.us_tail())):
        match = pattern.match(text, blank.end()) if blank else None
        if match is not None and _LINE_END.match(text, match.end()) is not None:
            return _code(text, walk, match.start(), frozenset({factor}))
    return False


def _take_second_street(text: str, walk: Walk, at: int) -> bool:
    """Take a second street line, as after a building: `One Midtown Plaza, 1360 Peachtree Street`."""
    if "second" in walk.parts:
        return False
    if walk.reasons[0].startswith(("bare:", "unnumbered:")) and "\n" in text[walk.end : at]:
        return False  # a numbered line above, as `2 WINONA` on a licence
    match = grammar.number_first().match(text, at)
    found = street.number_first(text, match.start(), match.end()) if match else None
    if found is None or found.strength < 0.5:
        return False
    walk.parts["second"] = text[found.start : found.end]
    return walk.add(found.end, "second_street", 0.15)


def _take_single(text: str, walk: Walk, at: int) -> bool:
    """Take a ZIP, a state or a town that ends an address by itself."""
    between = text[walk.end : at]
    match = _ZIP_ALONE.match(text, at)
    if match and walk.score >= 0.4 and (len(between) <= 3 or ":" in between):
        walk.parts["zip"] = match.group()
        return walk.add(match.end(), "zip", 0.15)
    match = _state().match(text, at)
    if match and "state" not in walk.parts:
        name = match.group("state").replace(".", "").lower()
        walk.parts["state"] = lexicon.state_codes().get(name, match.group("state"))
        return walk.add(match.end(), "state", 0.2)
    if walk.score < 0.4 or "city" in walk.parts or "\n" in between or "." in between:
        return False
    match = _TOWN.match(text, at)
    if match is None or match.group().count(" ") > 2:
        return False
    if match.group().split()[0].lower() in vocabulary.street_stops():
        return False
    more = None
    if walk.reasons[0].startswith(_STREETS):
        more = _SECOND_TOWN.match(text, match.end()) or _DISTRICT.match(text, match.end())
    end = more.end() if more else match.end()
    if more is None and _AFTER_TOWN.match(text, end) is None:
        return False
    walk.parts["city"] = match.group()
    return walk.add(end, "town", 0.05)


# Streets with their own word or a flat behind them, which a town and a province may follow.
_STREETS = ("opener", "number_last", "flat")


@lru_cache(maxsize=1)
def _state() -> re.Pattern[str]:
    return re.compile(rf"(?P<state>{grammar.state()})(?![\w\-])")


# The only end of an address that begins with a figure.
_NUMBERS_FIRST = frozenset({"postcode_city"})
# The only one without a figure.
_NO_NUMBER = frozenset({"city_state"})
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=8)
def _codes(only: frozenset[str]) -> tuple[tuple[str, re.Pattern[str], float], ...]:
    """Return the ends of addresses with what each adds, in the order they are tried; all if none is named."""
    every = (
        ("city_state_zip", grammar.us_tail(), 0.35),
        ("military", grammar.military(), 0.35),
        ("country_code", grammar.country_code(), 0.25),
        ("postcode", grammar.uk_tail(), 0.3),
        ("city_state", grammar.us_city_state(), 0.2),
        ("region_code", grammar.any_tail(), 0.25),
        ("state_code", grammar.state_code(), 0.3),
        ("postcode_city", grammar.zip_city(), 0.25),
        ("city_postcode", grammar.city_zip(), 0.2),
        ("six_digits", grammar.six_digits(), 0.2),
    )
    return tuple(row for row in every if not only or row[0] in only)


def _code(text: str, walk: Walk, at: int, only: frozenset[str] = frozenset()) -> bool:
    begins = text[at : at + 1]
    if not begins.isalnum():
        return False
    if begins.isdecimal() and not only:
        only = _NUMBERS_FIRST
    elif not only and _DIGIT.search(text, at) is None:
        only = _NO_NUMBER
    for factor, pattern, weight in _codes(only):
        match = pattern.match(text, at)
        if match is None:
            continue
        groups = {key: value for key, value in match.groupdict().items() if value}
        if not _is_plausible(factor, groups):
            continue
        if factor == "postcode_city" and (
            _STREET_GOES_ON.match(text, match.end()) or _years(walk, groups) or _opens(groups)
        ):
            continue
        _keep(walk, factor, groups)
        walk.add(match.end(), factor, weight)
        fits = lexicon.zip_fits(walk.parts.get("state", ""), groups.get("zip", ""))
        if fits is not None:
            walk.add(match.end(), "zip_fits_state" if fits else "zip_misfits_state", 0.05 if fits else -0.1)
        return True
    return False


_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d(?!\d)")


def _years(walk: Walk, groups: dict[str, str]) -> bool:
    """Return whether house number and postcode are both years, as in lists of copyright holders."""
    return bool(_YEAR.match(walk.parts.get("street", "")) and _YEAR.match(groups.get("zip", "")))


def _opens(groups: dict[str, str]) -> bool:
    """Return whether a city's first word opens a street's name: `1145 CALLE SACRA` is a street."""
    first = groups["city"].split()[0].lower()
    return len(first) > 2 and first in lexicon.words("streets", "openers")


def _keep(walk: Walk, factor: str, groups: dict[str, str]) -> None:
    given = groups.get("state", "")
    state = lexicon.state_codes().get(given.replace(".", "").lower(), given)
    walk.parts.update(groups | ({"state": state} if state else {}))
    if factor in ("postcode", "postcode_city", "country_code", "region_code", "state_code", "six_digits"):
        walk.parts["format"] = "other"


def _is_plausible(factor: str, groups: dict[str, str]) -> bool:
    """Refuse codes that only look like one: a label before a number, a lower-case word for a state."""
    if _NO_CITY.search(groups.get("city", "")):
        return False
    if factor == "six_digits" and _CONTAINER.search(groups["city"]):
        return False
    if factor == "city_state_zip":
        state = groups["state"]
        fits = lexicon.zip_fits(lexicon.state_codes().get(state.replace(".", "").lower(), ""), groups["zip"])
        if fits is False and (not groups.get("city") or state == "DE"):
            return False
        return len(groups["zip"]) >= 5 and (bool(fits) or not state.islower())
    return True


def _country(text: str, walk: Walk, at: int, wanted: bool) -> bool:
    match = country.country().match(text, at) if wanted and text[at : at + 1].isupper() else None
    if match is None:
        return False
    walk.parts["country"] = match.group()
    return walk.add(match.end(), "country", 0.1)


def _town(text: str, walk: Walk, at: int) -> bool:
    """Take a town, a district or a bare unit when more of the address follows it."""
    match = _TOWN.match(text, at) or _NUMBER.match(text, at)
    if match is None:
        return False
    for edge in (*_edges(match.group()), len(match.group())):
        trial = Walk(match.start() + edge, walk.score, list(walk.reasons), dict(walk.parts))
        if _ends(text, trial):
            trial.parts.setdefault("city", text[match.start() : match.start() + edge])
            walk.end, walk.score, walk.reasons, walk.parts = (
                trial.end,
                trial.score,
                trial.reasons,
                trial.parts,
            )
            return True
    return False


def _edges(town: str) -> list[int]:
    """Return where the words of a town end, but the last: `Penaguião Malaysia` may be town and country."""
    return [place.start() for place in re.finditer(r"[ ]", town)]


def _ends(text: str, trial: Walk) -> bool:
    """Return whether a code or a country follows a town, with at most three small parts between."""
    state = ""
    for _ in range(4):
        gap = grammar.gap().match(text, trial.end)
        at = gap.end() if gap else trial.end
        if text[trial.end : trial.end + 1] in (",", ";") and next_field.begins(text, at):
            return False
        if _code(text, trial, at) or _country(text, trial, at, True):
            return True
        if state and _state_zip(text, trial, at, state):
            return True
        blank = _BLANK.match(text, trial.end)
        if blank and _code(text, trial, blank.end(), _PAST_BLANK):
            return True
        short = _SHORT.match(text, at)
        more = grammar.unit().match(text, at) or _NUMBER.match(text, at) or short
        parted = "\n" in text[trial.end : at] or "," in text[trial.end : at]
        more = more or (_TOWN.match(text, at) if parted else None)
        if more is None:
            return False
        state = more.group().strip() if more else ""
        trial.end = more.end()
    return False


def _state_zip(text: str, trial: Walk, at: int, state: str) -> bool:
    """Take a ZIP that fits the state named just before it, as in records with one field each."""
    state = lexicon.state_codes().get(state.lower(), state)
    match = _ZIP_ALONE.match(text, at)
    if match is None or not lexicon.zip_fits(state, match.group()):
        return False
    trial.parts.update(state=state, zip=match.group())
    return trial.add(match.end(), "state_and_zip", 0.35)
