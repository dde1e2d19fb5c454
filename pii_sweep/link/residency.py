"""Where a person may live, as evidence for California.

18 CCR §17014 asks for residence; an address is a proxy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from pii_sweep.detect.text import lexicon
from pii_sweep.link.keyed_print import Places
from pii_sweep.link.keys import zip5
from pii_sweep.types import Cells, Home, Residency

# Postal codes that are no ZIP: of Britain, Canada, the Netherlands and Ireland (letters), Poland, Portugal,
# Japan, the Czech Republic and Sweden, India and China. Five figures in a row may be of a dozen countries.
_ABROAD = re.compile(
    r"(?i)[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z][ -]?\d[A-Z]\d|\d{4} ?[A-Z]{2}"
    r"|[AC-FHKNPRTV-Y]\d[\dW] ?[A-Z\d]{4}|[A-Z]{1,2}-\d{4,5}"
    r"|\d\d-\d{3}|\d{4}-\d{3}|\d{3}-\d{4}|\d{3} \d\d|\d{6}"
)
Address = tuple[str, str, str, str]  # the first digits of a ZIP, state, country and form


def evidence_of(held: Sequence[Cells]) -> tuple[tuple[Home, ...], Places]:
    """Return the evidence of people: some homes, and each one's place among them.

    `strong` is state CA and a ZIP of 900-961, `medium` one of the two without the other, `conflict` where
    they disagree, `weak` a Californian area code or position alone.
    """
    addresses = [_read_addresses(cells) for cells in held if cells.entity == "STREET_ADDRESS"]
    if len(addresses) == 1:
        known = {parts: place for place, parts in enumerate(dict.fromkeys(addresses[0]))}
        one_each = tuple(_address(*parts) for parts in known)
        if all(home.located for home in one_each):
            return one_each, np.fromiter(map(known.__getitem__, addresses[0]), np.intp, len(addresses[0]))
    homes = [[_address(*parts) for parts in column] for column in addresses]
    signs = [cells for cells in held if cells.entity in ("PHONE_NUMBER", "GEO_COORDINATES")]
    rows = zip(*homes, strict=True) if homes else ((),) * len(held[0].values)
    found = [_choose_best(places, signs, at) for at, places in enumerate(rows)]
    different = {home: place for place, home in enumerate(dict.fromkeys(found))}
    return tuple(different), np.fromiter(map(different.__getitem__, found), np.intp, len(found))


def _choose_best(places: Sequence[Home], signs: Sequence[Cells], at: int) -> Home:
    if len(places) == 1 and places[0].located:
        return places[0]
    for grade in ("strong", "medium", "conflict"):
        for place in places:
            if place.residency == grade:
                return place
    for place in places:
        if place.located:
            return place
    weak = any(_californian(cells.entity, cells.values[at]) for cells in signs)
    return Home(residency="weak") if weak else next(iter(places), Home())


def _read_addresses(cells: Cells) -> list[Address]:
    """Return what addresses say."""
    none = ("",) * len(cells.values)
    state, country, form = (cells.parts.get(part, none) for part in ("state", "country", "format"))
    codes, written = zip5(cells), cells.parts.get("zip", none)
    abroad = {code for code in set(written) if _ABROAD.fullmatch(code.strip())}
    if abroad:
        form = ["abroad" if code in abroad else one for code, one in zip(written, form, strict=True)]
    starts = {code: code[:3] if len(code) == 5 else "" for code in set(codes)}
    return list(zip(map(starts.__getitem__, codes), state, country, form, strict=True))


@lru_cache(maxsize=8192)
def _address(zip3: str, state: str, country: str, form: str) -> Home:
    code = lexicon.state_codes().get(state.strip(" .").lower())
    country = country.strip(" .").upper()
    foreign = bool(country) and country not in (
        "US",
        "USA",
        "U.S.A",
        "UNITED STATES",
        "UNITED STATES OF AMERICA",
    )
    if foreign or form == "other" or (form == "abroad" and code != "CA"):
        return Home(located=True)
    in_range = bool(zip3) and 900 <= int(zip3) <= 961
    grade: Residency = "unknown"
    if code == "CA" and in_range:
        grade = "strong"
    elif (code == "CA" and not zip3) or (in_range and code is None):
        grade = "medium"
    elif code == "CA" or in_range:
        grade = "conflict"
    return Home(code, zip3 or None, grade, bool(code or zip3))


def _californian(entity: str, value: str) -> bool:
    return _area(value) if entity == "PHONE_NUMBER" else _position(value)


def _area(value: str) -> bool:
    digits = re.sub(r"\D", "", re.split(r"(?i)x|ext", value)[0])
    digits = digits.removeprefix("001").removeprefix("1") if len(digits) > 10 else digits
    return len(digits) == 10 and digits[:3] in lexicon.words("states", "california_area_codes")


def _position(value: str) -> bool:
    """Return whether coordinates lie in a rough outline of California."""
    numbers = [float(number) for number in re.findall(r"[-+]?\d+\.\d+", value)[:2]]
    if len(numbers) != 2:
        return False
    if abs(numbers[0]) > 90:  # GeoJSON gives the longitude first (RFC 7946 section 3.1.1)
        numbers.reverse()
    lat, lon = abs(numbers[0]), -abs(numbers[1])
    if not (32.5 <= lat <= 42.0 and -124.5 <= lon <= -114.1):
        return False
    return lon <= -120.0 if lat > 39.0 else lon <= -120.0 + (39.0 - lat) * 1.35
