"""Where a person may live, as evidence for California.

18 CCR §17014 asks for residence; an address is a proxy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pii_sweep.detect import lexicon
from pii_sweep.types import Detection, Residency


@dataclass(frozen=True, slots=True)
class Place:
    """What a subject's addresses, telephone numbers and coordinates say of their home."""

    state: str | None = None
    zip3: str | None = None
    residency: Residency = "unknown"
    located: bool = False


def of(held: Sequence[Detection]) -> Place:
    """Return the evidence: `strong` is state CA and a ZIP of 900-961, `medium` one of the two without
    the other, `conflict` where they disagree, `weak` a Californian area code or position alone.
    """
    places = [_address(item) for item in held if item.entity == "STREET_ADDRESS"]
    for grade in ("strong", "medium", "conflict"):
        for place in places:
            if place.residency == grade:
                return place
    for place in places:
        if place.located:
            return place
    weak = any(_area(item) or _position(item) for item in held)
    return Place(residency="weak") if weak else next(iter(places), Place())


_NO_DIGIT = re.compile(r"\D")


def _address(item: Detection) -> Place:
    state = lexicon.state_codes().get(item.parts.get("state", "").strip(" .").lower())
    digits = _NO_DIGIT.sub("", item.parts.get("zip", ""))[:5]
    country = item.parts.get("country", "").strip(" .").upper()
    foreign = bool(country) and country not in (
        "US",
        "USA",
        "U.S.A",
        "UNITED STATES",
        "UNITED STATES OF AMERICA",
    )
    if foreign or item.parts.get("format") == "other":
        return Place(located=True)
    zip5 = digits if len(digits) == 5 else ""
    in_range = bool(zip5) and 900 <= int(zip5[:3]) <= 961
    grade: Residency = "unknown"
    if state == "CA" and in_range:
        grade = "strong"
    elif (state == "CA" and not zip5) or (in_range and state is None):
        grade = "medium"
    elif state == "CA" or in_range:
        grade = "conflict"
    return Place(state, zip5[:3] or None, grade, bool(state or zip5))


def _area(item: Detection) -> bool:
    if item.entity != "PHONE_NUMBER":
        return False
    digits = re.sub(r"\D", "", re.split(r"(?i)x|ext", item.value)[0])
    digits = digits.removeprefix("001").removeprefix("1") if len(digits) > 10 else digits
    return len(digits) == 10 and digits[:3] in lexicon.words("states", "california_area_codes")


def _position(item: Detection) -> bool:
    """Tell whether coordinates lie in a rough outline of California."""
    if item.entity != "GEO_COORDINATES":
        return False
    numbers = [float(number) for number in re.findall(r"[-+]?\d{1,3}\.\d+", item.value)[:2]]
    if len(numbers) != 2:
        return False
    lat, lon = abs(numbers[0]), -abs(numbers[1])
    if not (32.5 <= lat <= 42.0 and -124.5 <= lon <= -114.1):
        return False
    return lon <= -120.0 if lat > 39.0 else lon <= -120.0 + (39.0 - lat) * 1.35
