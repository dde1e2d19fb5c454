from __future__ import annotations

import pytest

from pii_sweep.detect.health import candidates
from pii_sweep.detect.health.candidates import CONDITION, READ, Candidate
from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.model.network import LEANINGS


def test_what_the_network_reads_is_a_candidate_where_no_other_one_stands() -> None:
    known = [Candidate(10, 18, CONDITION)]
    read = [Entity("HEALTH", 12, 25, 0.9), Entity("HEALTH", 0, 8, 0.6), Entity("PERSON", 30, 40, 0.9)]
    assert candidates.add_read(known, read) == [Candidate(0, 8, READ), *known]


def test_a_share_below_the_least_and_a_leaning_word_are_no_candidates() -> None:
    unsure = [Entity("HEALTH", 0, 8, 0.2), Entity(LEANINGS["HEALTH"], 20, 25, 0.4)]
    assert candidates.add_read([], unsure) == []


@pytest.mark.parametrize(("value", "found"), [("hives", True), ("n/a", False), ("see attached list", False)])
def test_a_heading_with_a_value_that_says_nothing_announces_no_health(value: str, found: bool) -> None:
    text = f"Patient: Ruth Vance\nAllergies: {value}\n"
    assert any(text[one.start : one.end] == value for one in candidates.find(text)) is found
