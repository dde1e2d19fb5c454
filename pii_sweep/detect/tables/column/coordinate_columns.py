"""Columns of latitudes and longitudes in tables of people: where somebody lives, works or travels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pii_sweep.detect.tables import customer_number
from pii_sweep.detect.tables.column_header import SAMPLE, Column, Sampled
from pii_sweep.detect.tables.people import location_track

Points = tuple[tuple[Column, Column], ...]
# To some 100 metres: a point within a radius of 1,850 feet is precise (Cal. Civ. Code 1798.140(w)).
_PRECISE = re.compile(r"-?\d{1,3}\.\d{3,}")
_MOSTLY = 0.5


def pair_points(
    decided: Sequence[Column], samples: Sequence[Sampled], rows: Sequence[Sequence[str]]
) -> Points:
    """Return each column of latitudes with its longitudes', where the rows are of people.

    Next to no more than a person's number, as in a journey of an employee, points must be precise, and those
    of a device or of an unnamed receiver must move.
    """
    if not any(column.kind == "lat" for column in decided):
        return ()
    if _is_of_people(decided, rows):
        return tuple(_pair(decided))
    numbered = customer_number.number_travellers(samples)
    precise = {one.index for one in samples if one.values and one.share(_PRECISE) >= _MOSTLY}
    pairs = [pair for pair in _pair(decided) if {pair[0].index, pair[1].index} <= precise]
    if not numbered:
        places = [(lat.index, lon.index) for lat, lon in pairs]
        followed = {at for at in places if location_track.follows_person(samples, rows, at)}
        pairs = [pair for pair, at in zip(pairs, places, strict=True) if at in followed]
    return tuple(
        (replace(lat, reasons=(*lat.reasons, customer_number.TRAVELLERS)), lon) for lat, lon in pairs
    )


def drop_places(found: Sequence[Column], samples: Sequence[Sampled]) -> list[Column]:
    """Return the decided columns without the names of a gazetteer that has no header.

    It says of each place where it lies and in which time zone; nothing in it is of a person.
    """
    if not _PERSONAL.isdisjoint({column.kind for column in found}):
        return list(found)
    if any(sample.titles for sample in samples) or not _are_located(samples):
        return list(found)
    return [column for column in found if column.kind not in _NAMES]


def _are_located(samples: Sequence[Sampled]) -> bool:
    """Return whether columns hold precise points, time zones and the classes of a gazetteer's features.

    People have a home and a time zone, too; no class (GeoNames, `feature class`).
    """
    if not any(one.values and one.share(_CLASS) == 1 for one in samples):
        return False
    precise = {one.index for one in samples if one.values and one.share(_PRECISE) == 1}
    paired = any(index + 1 in precise for index in precise)
    return paired and any(one.values and one.share(_ZONE) >= _MOSTLY for one in samples)


_ZONE = re.compile(r"(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific|Antarctica)/\w[\w/+\-]+")
_CLASS = re.compile(r"[AHLPRSTUV]")
_NAMES = frozenset({"name", "first", "last", "middle"})
_PERSONAL = frozenset(
    {"EMAIL_ADDRESS", "PHONE_NUMBER", "USERNAME", "DATE_OF_BIRTH", "street", "tail"}
    | {"US_SSN", "NATIONAL_ID", "US_PASSPORT", "US_DRIVER_LICENSE", "IBAN_CODE", "CREDIT_CARD"}
)


def _is_of_people(decided: Sequence[Column], rows: Sequence[Sequence[str]]) -> bool:
    """Return whether a table has a column by which people are reached or log in, or of whole names."""
    return any(
        column.kind in ("EMAIL_ADDRESS", "PHONE_NUMBER", "USERNAME")
        or (column.kind in ("name", "first", "last") and _holds_whole_names(decided, column, rows))
        for column in decided
    )


def _holds_whole_names(decided: Sequence[Column], column: Column, rows: Sequence[Sequence[str]]) -> bool:
    """Return whether a column holds whole names, or half of those next to the other half; storms have one."""
    if column.kind != "name":
        return any(other.kind in ("first", "last") and other.kind != column.kind for other in decided)
    cells = [row[column.index].strip() for row in rows[:SAMPLE] if column.index < len(row)]
    return sum(" " in cell for cell in cells) >= 0.5 * max(1, sum(map(bool, cells)))


def _pair(decided: Sequence[Column]) -> Iterator[tuple[Column, Column]]:
    """Yield each column of latitudes with its longitudes': a journey has those of both ends."""
    lons = [column for column in decided if column.kind == "lon"]
    for lat in (column for column in decided if column.kind == "lat"):
        own = [lon for lon in lons if lon.role == lat.role]
        if own:
            nearest = min(own, key=lambda lon: abs(lon.index - lat.index))
            lons.remove(nearest)
            yield lat, nearest
