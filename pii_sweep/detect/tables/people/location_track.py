"""Rows that follow a person or a person's device from place to place.

A shop, a station and a sensor stay where they are. What names a rider or a telephone and is at several places
is somebody's journey, and so is a log that holds a place, a time and what a receiver adds, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pii_sweep.detect.tables.column_header import SAMPLE, Sampled
from pii_sweep.detect.text import lexicon

Point = tuple[float, float]
# To some 100 metres: a point within a radius of 1,850 feet is precise (Cal. Civ. Code 1798.140(w)).
_PRECISE = re.compile(r"-?\d{1,3}\.\d{3,}")
_FEWEST = 3
_MOSTLY = 0.5
# Degrees that a receiver which lies still does not jump, and that a traveller does not go between two rows.
_STILL, _FAR = 0.002, 0.05


def follows_person(samples: Sequence[Sampled], rows: Sequence[Sequence[str]], places: Sequence[int]) -> bool:
    """Return whether the points in one or two columns are of somebody who moves."""
    points = [_read_point(row, places) for row in rows[:SAMPLE]]
    held = [point for point in points if point]
    if len(held) < max(_FEWEST, _MOSTLY * len(points)):
        return False
    if any(one.titled(_words("measured")) for one in samples):
        return False  # a buoy, a balloon or a float, which drifts
    owners = [one for one in samples if one.values and one.titled(_words("moving_owner"))]
    if owners:
        return any(_is_moved(one.index, rows, points) for one in owners)
    if any(one.titled(_words("height")) and _is_aloft(one) for one in samples):
        return False
    others = [one for one in samples if one.index not in places and one.values]
    if not all(one.titled(_words("receiver")) for one in others):
        return False
    return any(one.titled(_words("moment")) for one in others) and _moves(held) and _goes_on(held)


def _is_aloft(sample: Sampled) -> bool:
    """Return whether heights are of what flies."""
    heights = (float(value) for value in sample.values if _HEIGHT.fullmatch(value))
    return any(height > _ALOFT for height in heights)


_HEIGHT, _ALOFT = re.compile(r"-?\d{1,6}(?:\.\d{1,6})?"), 6000.0  # metres


def _read_point(row: Sequence[str], places: Sequence[int]) -> Point | None:
    """Return the two precise numbers that a row has at some places, None where it has others."""
    found = _PRECISE.findall(" ".join(row[place] for place in places if place < len(row)))
    return (float(found[0]), float(found[1])) if len(found) == 2 else None


def _is_moved(owner: int, rows: Sequence[Sequence[str]], points: Sequence[Point | None]) -> bool:
    """Return whether most of a column's values that come again are each at several places."""
    journeys: dict[str, list[Point]] = {}
    for row, point in zip(rows, points, strict=False):
        if point and owner < len(row) and row[owner].strip():
            journeys.setdefault(row[owner].strip(), []).append(point)
    again = [journey for journey in journeys.values() if len(journey) >= _FEWEST]
    return bool(again) and sum(map(_moves, again)) >= _MOSTLY * len(again)


def _moves(points: Sequence[Point]) -> bool:
    """Return whether points are several, further from each other than one that stays is measured."""
    wide = any(max(axis) - min(axis) > _STILL for axis in zip(*points, strict=True))
    return wide and len(set(points)) >= _FEWEST


def _goes_on(points: Sequence[Point]) -> bool:
    """Return whether most points lie near the one before, unlike a list of earthquakes."""
    steps = [max(abs(a - b) for a, b in zip(one, other, strict=True)) for one, other in pairwise(points)]
    return sum(step <= _FAR for step in steps) > _MOSTLY * len(steps)


@lru_cache(maxsize=8)
def _words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(lexicon.table("header_things")[name]))
