"""Neighbours on a page: what is found for all segments at once is what is found one by one."""

from __future__ import annotations

import random

import pytest

from pii_sweep.extract.ocr import proximity
from pii_sweep.extract.ocr.proximity import neighbours
from pii_sweep.extract.ocr.segments import Segment, same_row
from pii_sweep.extract.ocr.words import Word
from pii_sweep.types import Box


def page(count: int, seed: int) -> list[Segment]:
    """Return segments in rows of one to four, of two sizes of type, now and then out of line."""
    rng, made = random.Random(seed), list[Segment]()
    for row in range(count):
        for column in range(rng.randrange(1, 5)):
            x, y = 200 * column + rng.choice((0, 0, 7)), 17 * row + rng.choice((0, 0, 0, 3, 12))
            box = Box(x, y, x + rng.randrange(20, 210), y + rng.choice((10, 10, 10, 14, 30)))
            made.append(Segment([Word("x", box)], box))
    return sorted(made, key=lambda part: part.middle)


def left_of(parts: list[Segment], at: int) -> int | None:
    """Return the nearest segment on the left of a row."""
    part = parts[at]
    found = [
        (-there.box.x1, other)
        for other, there in enumerate(parts)
        if other != at and same_row(there, part) and there.box.x1 <= part.box.x0 + 0.3 * part.height
    ]
    return min(found)[1] if found else None


def may_continue(part: Segment, upper: Segment) -> bool:
    """Return whether a segment is a line right below another one."""
    gap, low = part.box.y0 - upper.box.y1, min(part.height, upper.height)
    shared = min(part.box.x1, upper.box.x1) - max(part.box.x0, upper.box.x0)
    narrow = min(part.box.x1 - part.box.x0, upper.box.x1 - upper.box.x0)
    near_edge = abs(part.box.x0 - upper.box.x0) < 1.5 * low
    return (
        not same_row(part, upper)
        and -0.6 * part.height <= gap <= 0.95 * low + 2
        and max(part.height, upper.height) <= 2 * low
        and shared > 0
        and (near_edge or shared > 0.5 * narrow)
    )


@pytest.mark.parametrize("most", [proximity.MOST, 40, 1])
@pytest.mark.parametrize("seed", range(5))
def test_neighbours_are_those_of_each_segment(seed: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proximity, "MOST", most)  # pairs are taken in parts
    parts = page(40, seed)
    found = neighbours([part.box for part in parts])
    lefts = {at: left for at in range(len(parts)) if (left := left_of(parts, at)) is not None}
    assert found.left_of == lefts
    pairs = [
        (at, over) for at in range(len(parts)) for over in range(at) if may_continue(parts[at], parts[over])
    ]
    assert sorted(found.tight) == pairs
    assert [at for at, _ in found.tight] == [at for at, _ in pairs]


def test_of_several_lines_above_the_nearest_comes_first() -> None:
    boxes = [Box(0, 0, 90, 20), Box(8, 3, 200, 23), Box(0, 28, 200, 48)]
    assert neighbours(boxes).tight == [(2, 1), (2, 0)]


def test_of_equally_near_lines_the_last_comes_first() -> None:
    assert neighbours([Box(0, 0, 90, 20), Box(0, 0, 90, 20), Box(0, 28, 90, 48)]).tight == [(2, 1), (2, 0)]


def test_lines_piled_upon_one_another_have_no_more_than_a_few_each() -> None:
    boxes = [Box(0, y, 90, y + 20) for y in (0, 21) for _ in range(100)]
    assert len(neighbours(boxes).tight) == proximity.CHOICE * 100


def test_a_page_without_segments_has_no_neighbours() -> None:
    assert neighbours([]).left_of == {}
