"""Lines and claims by where they stand are those that a look at every one of them finds."""

from __future__ import annotations

import random

from pii_sweep.detect.score.neighbourhood import Claims, Lines
from pii_sweep.detect.text.candidate import Hit

TEXT = "one\n\n  \ntwo three\nfour\n"


def test_every_character_stands_in_its_line() -> None:
    lines = Lines(TEXT)
    assert [TEXT[start:end] for start, end in lines.spans] == TEXT.split("\n")
    for at in range(len(TEXT) + 1):
        start, end = lines.spans[lines.find(at)]
        assert start <= at <= end
        assert TEXT.count("\n", 0, at) == lines.find(at)


def test_lines_above_are_the_nearest_and_no_empty_ones() -> None:
    lines, last = Lines(TEXT), TEXT.index("four")
    assert [TEXT[low:high] for low, high in lines.list_above(last, 4)] == ["two three", "one"]
    assert [TEXT[low:high] for low, high in lines.list_above(last, 3)] == ["two three"]
    assert list(lines.list_above(1, 4)) == []


def test_claims_near_a_stretch_leave_none_out_and_few_others_in() -> None:
    draw = random.Random(7)
    starts = [draw.randrange(2000) for _ in range(300)]
    hits = [Hit("PERSON", start, start + draw.randint(1, 20), 0.5, "x") for start in starts]
    claims = Claims(hits)
    assert claims.hits is hits
    for _ in range(200):
        start = draw.randrange(2000)
        end, before, behind = start + draw.randint(1, 30), draw.randint(0, 90), draw.randint(0, 90)
        near = claims.near(start, end, before, behind)
        wanted = [hit for hit in hits if hit.end >= start - before and hit.start <= end + behind]
        assert {id(hit) for hit in wanted} <= {id(hit) for hit in near}
        assert all(start - before - 20 <= hit.start <= end + behind for hit in near)
    assert list(Claims(()).near(0, 9)) == []
