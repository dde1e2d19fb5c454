"""Places on the globe: decimal degrees, degrees and minutes, GeoJSON, WKT, NMEA, `geo:` and maps' URLs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.text import casing, context
from pii_sweep.detect.text.candidate import Hit

_GEO = re.compile(
    r"(?<![\d.])([-+]?(?:90(?:\.0+)?|[1-8]?\d\.\d{3,16}))°?[ ]?([NS])?"
    r"(?:[ ]{0,2}[,;/ ][ ]{0,3}|[,;]?\s{0,4}[\"'{]{0,2}(?:[\w@]{1,20}\.){0,3}@?"
    r"(?i:lon(?:gitude)?|lng)[\"']?[ ]?[:=]?[ ]{0,3})"
    r"([-+]?(?:180(?:\.0+)?|(?:1[0-7]\d|\d{1,2})\.\d{3,16}))°?(?:[ ]?([EW])(?![A-Za-z]))?(?![\d.]\d)"
)
# What stands around a pair of numbers of a drawing or a list: a path's command, more numbers.
_DRAWN = re.compile(r"[A-Za-z=\"'(]$|[A-Za-z] $|\d[\s,;]{1,3}$")
# `we camp at 46.5586, 7.9713`
_PLACED = re.compile(
    r"(?i)(?<![^\W\d_])(?:at|near|around|from|to|bei|à|près de|en|em|cerca de|bij|vid|ved|hos|w|u|v) $"
)
_MORE = re.compile(r"[\s,;]{0,3}(?:[-+]?\d|[A-Za-z](?![a-z]))")
# `N 35.6870° W 105.9378°`
_GEO_POINTED = re.compile(
    r"(?<!\w)[NS][ ]?\d{1,2}(?:\.\d{2,9}|[ °]{1,2}\d{1,2}\.\d{1,5})['′’°]?[ ]?[,;/]?[ ]{0,3}"
    r"[EW][ ]?\d{1,3}(?:\.\d{2,9}|[ °]{1,2}\d{1,2}\.\d{1,5})['′’°]?(?!\w)"
)
_DMS = re.compile(
    r"(\d{1,2})°[ ]?(\d{1,2})['′’][ ]?(?:\d{1,2}(?:\.\d{1,6})?[\"″”])?[ ]?([NS]),?[ ]{0,2}"
    r"(\d{1,3})°[ ]?(\d{1,2})['′’][ ]?(?:\d{1,2}(?:\.\d{1,6})?[\"″”])?[ ]?([EW])"
)
_GEO_CONTEXT = context.words(
    r"lat(?:itude)?|lon(?:gitude)?|lng|gps|geo(?:location)?|coord(?:inate)?s?|location"
)
# Coordinates have three decimals at least, but for a corner of the map.
_FINE = re.compile(r"\.\d{3}|90(?:\.0+)?\D{1,12}180")

# Longitude first in GeoJSON (RFC 7946 §3.1.1) and WKT, latitude first in `geo:` (RFC 5870), URLs and GPX.
_LON_LAT = r"-?(?:1[0-7]\d|\d{1,2})\.\d{3,16},?[ ]{0,2}-?[1-8]?\d\.\d{3,16}"
_LAT_LON = r"-?[1-8]?\d\.\d{3,16}(?:,|%2C)[ ]?-?(?:1[0-7]\d|\d{1,2})\.\d{3,16}"
# Degrees and minutes apart by spaces, with the letter of a hemisphere before or behind.
_SPACED = re.compile(r"[NS][ ]?\d{1,2}[ ]\d\d\.\d|\d[ ]\d\d(?:\.\d{1,4})?[ ]?[NS][ ,]")
_WRITTEN = tuple(
    (mark, re.compile(pattern))
    for mark, pattern in (
        ('"coordinates"', rf"\"coordinates\"\s{{0,4}}:\s{{0,4}}\[\s{{0,20}}(?P<place>{_LON_LAT})"),
        ("(", rf"(?i:POINT)(?:[ ]?Z)?[ ]?\((?P<place>{_LON_LAT})"),
        (
            ".",
            rf"(?:[?&](?:q|ll|sll|center|query|[sd]addr|destination|origin|cp|mlat)=|/@|/place/|geo:"
            rf"|loc:)(?P<place>{_LAT_LON})",
        ),
        ('lat="', r"\blat=\"(?P<place>-?\d{1,2}\.\d{3,16}\"\s{1,3}lon=\"-?\d{1,3}\.\d{3,16})\""),
        (
            "$G",
            r"\$G[PNL](?:GGA|RMC|GLL),(?:[^,\n]{0,12},){0,2}(?P<place>\d{4}\.\d{2,6},[NS],\d{5}\.\d{2,6},[EW])",
        ),
        (
            " ",
            r"(?<![\w.])(?P<place>[NS][ ]?\d{1,2}[ ]\d{2}\.\d{2,5}[ ,]{1,3}"
            r"[EW][ ]?\d{1,3}[ ]\d{2}\.\d{2,5})(?![\w.])",
        ),
        (
            " ",
            r"(?<![\w.])(?P<place>\d{1,2}[ ]\d{2}[ ]\d{2}(?:\.\d{1,4})?[ ]?[NS],?[ ]{1,2}"
            r"\d{1,3}[ ]\d{2}[ ]\d{2}(?:\.\d{1,4})?[ ]?[EW])(?!\w)",
        ),
    )
)


def find(text: str) -> Iterator[Hit]:
    """Yield the coordinates of a text; a bare pair needs four decimals and no number next to it."""
    for match in _GEO.finditer(text) if _FINE.search(text) else ():
        marked = bool(match.group(2) and match.group(4))
        known = context.is_near(text, match.start(), match.end(), _GEO_CONTEXT)
        fine = min(len(match.group(i).partition(".")[2]) for i in (1, 3)) >= 4
        before = text[max(0, match.start() - 16) : match.start()]
        lone = fine and (_DRAWN.search(before) is None or _PLACED.search(before) is not None)
        lone = lone and not _MORE.match(text, match.end())
        score = 0.97 if marked or (known and fine) else 0.85 if known else 0.6 if lone else 0.0
        if score:
            yield Hit("GEO_COORDINATES", *match.span(), score, "Coordinates", (f"shape:{score:.2f}",))
    for match in _GEO_POINTED.finditer(text) if "°" in text else ():
        yield Hit("GEO_COORDINATES", *match.span(), 0.97, "Coordinates", ("shape:0.97",))
    for match in _DMS.finditer(text) if "°" in text else ():
        yield Hit("GEO_COORDINATES", *match.span(), 0.97, "Coordinates", ("degrees:0.97",))
    spaced = not casing.words(text).isdisjoint("ns") and _SPACED.search(text) is not None
    for mark, pattern in _WRITTEN:
        for match in pattern.finditer(text) if (spaced if mark == " " else mark in text) else ():
            yield Hit("GEO_COORDINATES", *match.span("place"), 0.97, "Coordinates", ("format:0.97",))
