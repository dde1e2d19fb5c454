from __future__ import annotations

from pii_sweep.detect.model import network_reading
from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.model.network import LEANINGS, LEAST

SAID = [Entity("HEALTH", 10, 20, 0.5), Entity(LEANINGS["HEALTH"], 30, 34, 0.1)]


def test_entities_and_leaning_words_of_one_label_are_kept_and_no_others() -> None:
    others = [Entity("PERSON", 0, 5, 0.9), Entity(LEANINGS["PERSON"], 6, 9, 0.2)]
    assert network_reading.keep("HEALTH", [*others, *SAID]) == SAID


def test_a_stretch_is_described_by_the_share_in_it_and_by_that_elsewhere() -> None:
    inside = network_reading.describe(SAID, 18, 25)
    assert inside["read"] > inside["read elsewhere"] > 0
    assert not inside["read none"]
    outside = network_reading.describe(SAID, 20, 30)
    assert outside["read none"] and outside["read"] == network_reading.odds(LEAST)
    assert outside["read elsewhere"] == inside["read"]


def test_a_text_that_the_network_does_not_read_says_so_and_nothing_else() -> None:
    assert network_reading.describe(None, 0, 5) == {"unread": 1.0}


def test_no_share_counts_for_less_than_the_least_reported_or_for_more_than_certain() -> None:
    assert network_reading.odds(0.0) == network_reading.odds(LEAST) < 0.1
    assert network_reading.odds(1.0) == network_reading.odds(0.995) > network_reading.odds(0.9)
