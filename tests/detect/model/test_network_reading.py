from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pii_sweep.detect.model import network_reading
from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.model.network import LEANINGS, LEAST

SAID = [Entity("HEALTH", 10, 20, 0.5), Entity(LEANINGS["HEALTH"], 30, 34, 0.1)]


def test_entities_and_leaning_words_of_one_label_are_kept_and_no_others() -> None:
    others = [Entity("PERSON", 0, 5, 0.9), Entity(LEANINGS["PERSON"], 6, 9, 0.2)]
    assert network_reading.keep("HEALTH", [*others, *SAID]).entities == SAID


def test_a_stretch_is_described_by_the_share_in_it_and_by_that_elsewhere() -> None:
    said = network_reading.keep("HEALTH", SAID)
    inside = network_reading.describe(said, 18, 25)
    assert inside["read"] > inside["read elsewhere"] > 0
    assert not inside["read none"]
    outside = network_reading.describe(said, 20, 30)
    assert outside["read none"] and outside["read"] == network_reading.odds(LEAST)
    assert outside["read elsewhere"] == inside["read"]


def test_a_text_that_the_network_does_not_read_says_so_and_nothing_else() -> None:
    assert network_reading.describe(None, 0, 5) == {"unread": 1.0}


def test_no_share_counts_for_less_than_the_least_reported_or_for_more_than_certain() -> None:
    assert network_reading.odds(0.0) == network_reading.odds(LEAST) < 0.1
    assert network_reading.odds(1.0) == network_reading.odds(0.995) > network_reading.odds(0.9)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), st.floats(0.03, 0.99)), max_size=8),
    st.integers(0, 30),
    st.integers(1, 10),
)
def test_the_shares_of_any_stretch_are_those_of_going_over_all_entities(
    parts: list[tuple[int, int, float]], start: int, size: int
) -> None:
    entities, at = [], 0
    for gap, length, share in parts:
        entities.append(Entity("HEALTH", at + gap, at + gap + length, share))
        at += gap + length
    end = start + size
    inside = [one.sure for one in entities if one.start < end and start < one.end]
    outside = [one.sure for one in entities if one.start >= end or start >= one.end]
    found = network_reading.describe(network_reading.keep("HEALTH", entities), start, end)
    assert found["read"] == network_reading.odds(max(inside, default=0.0))
    assert found["read elsewhere"] == network_reading.odds(max(outside, default=0.0))
    assert bool(found["read none"]) == (not inside)
