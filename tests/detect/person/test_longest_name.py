"""Of several readings of one name the longest that is about as sure stands."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.longest_name import join_readings
from pii_sweep.detect.text.candidate import Hit


def _join(text: str, *readings: tuple[str, float]) -> set[str]:
    hits = [
        Hit("PERSON", text.index(name), text.index(name) + len(name), score, "Person")
        for name, score in readings
    ]
    return {text[hit.start : hit.end] for hit in join_readings(text, hits)}


def test_a_whole_name_stands_where_its_part_is_hardly_surer() -> None:
    text = "titular Vicent Soler Ridaura"
    assert _join(text, ("Vicent Soler", 0.99), ("Vicent Soler Ridaura", 0.97)) == {"Vicent Soler Ridaura"}
    assert _join(text, ("Soler Ridaura", 0.99), ("Vicent Soler Ridaura", 0.97)) == {"Vicent Soler Ridaura"}


def test_both_stay_where_the_part_is_much_surer() -> None:
    text = "Pt Garza, Noemi"
    assert len(_join(text, ("Garza, Noemi", 0.99), ("Pt Garza, Noemi", 0.6))) == 2


def test_a_full_name_ends_at_the_comma_behind_it() -> None:
    text = "Sent to: Peter Schneider, Gartenhaus, Bergweg 9"
    assert len(_join(text, ("Peter Schneider", 0.99), ("Peter Schneider, Gartenhaus", 0.99))) == 2


def test_sure_readings_that_overlap_in_part_become_one() -> None:
    text = "ARREDONDO, LUZ M   F"
    assert _join(text, ("ARREDONDO, LUZ", 0.93), ("LUZ M", 0.94)) == {"ARREDONDO, LUZ M"}
    assert len(_join(text, ("ARREDONDO, LUZ", 0.93), ("LUZ M", 0.7))) == 2


@pytest.mark.parametrize("text", ["Ana Ruiz\nTomas", "Ana\nRuiz Tomas"])
def test_readings_over_the_end_of_a_line_stay_as_they_are(text: str) -> None:
    first, other = text[:8], text[4:]
    assert len(_join(text, (first, 0.95), (other, 0.95))) == 2
