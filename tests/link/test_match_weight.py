"""How two names agree, from the bits in which their codes differ; what a bucket's pairs make of the odds."""

from __future__ import annotations

import numpy as np
import pytest

from pii_sweep.link import match_weight as weights
from pii_sweep.link.match_weight import GIVEN, LIKE, NEAR, SURNAME
from pii_sweep.link.name_encoding import FEMALE, INITIAL, LETTER, LISTED, MALE, SINGLE, SUFFIX

APART = 1 << MALE | 1 << FEMALE  # full forms differ
LETTERS = 5 << LETTER


def agree(given: int = 0, surname: int = 0, traits: int = APART) -> weights.Likeness:
    """Return how one pair agrees whose given names and surnames differ in so many bits."""
    row = [(1 << given) - 1, (1 << surname) - 1, traits]
    return weights.likeness(np.array([row], np.uint64))


@pytest.mark.parametrize(
    ("given", "surname", "traits", "level", "end"),
    [
        (0, 0, APART, "equal", "equal"),
        (1, 1, APART, "near", "near"),
        (NEAR, NEAR, APART | LETTERS, "near", "near"),
        (NEAR + 1, NEAR + 1, APART, "like", "like"),
        (LIKE, LIKE, APART, "like", "like"),
        (LIKE + 1, LIKE + 1, APART, "different", "different"),
        (40, 0, 1 << FEMALE, "short form", "equal"),  # one full form as a man's
        (40, 0, 1 << MALE, "short form", "equal"),
        (40, 0, APART | 1 << INITIAL, "initial", "equal"),
        (40, 0, APART | 1 << INITIAL | LETTERS, "different", "equal"),  # another letter
        (40, 0, APART | LETTERS, "different", "equal"),
        (0, 40, APART | 1 << SINGLE, "part", "equal"),  # a name of one word is a part of the other
        (40, 0, APART | 1 << SINGLE, "part", "equal"),
        (40, 40, APART | 1 << SINGLE, "different", "different"),
    ],
)
def test_the_bits_that_differ_tell_how_names_agree(
    given: int, surname: int, traits: int, level: str, end: str
) -> None:
    pair = agree(given, surname, traits)
    assert (GIVEN[pair.given[0]], SURNAME[pair.surname[0]]) == (level, end)


def test_suffixes_agree_lack_or_differ_and_lists_hold_one_or_both() -> None:
    suffixes = [agree(traits=APART | bits << SUFFIX).suffix[0] for bits in (0, 1, 3, 7)]
    assert suffixes == [0, 1, 2, 2]
    assert [agree(traits=APART | bit << LISTED).listed[0] for bit in (0, 1)] == [0, 1]
    pairs = [agree(traits=APART | 1 << SUFFIX), agree(traits=APART), agree(1, 0, APART | 1 << SUFFIX)]
    assert [pair.spreads()[0] for pair in pairs] == [weights.SUFFIX_SPREAD, weights.SPREAD, weights.SPREAD]


def test_what_agrees_more_is_likelier_one_person() -> None:
    def odds(*pairs: weights.Likeness, contact: float = 1.0) -> list[float]:
        levels = {
            name: np.concatenate([getattr(pair, name) for pair in pairs])
            for name in ("given", "surname", "suffix", "listed")
        }
        return list(weights.probabilities(weights.Likeness(**levels), np.full(len(pairs), contact), 0))

    assert odds(agree()) > odds(agree(traits=APART | 1 << SUFFIX)) > odds(agree(traits=APART | 3 << SUFFIX))
    assert odds(agree()) > odds(agree(1)) > odds(agree(LIKE)) > odds(agree(40, traits=APART | LETTERS))
    assert odds(agree(1)) < odds(agree(1), contact=weights.SHARED_TOO)
    assert odds(agree(1)) > odds(agree(1), contact=weights.NOT_SHARED)
    # Of two names both listed, neither is an error of the other.
    assert odds(agree(1)) < odds(agree(1, traits=APART | 1 << LISTED))


def test_a_probability_s_odds_are_divided_and_multiplied() -> None:
    assert weights.spread(0.5, 4.0) == pytest.approx((0.2, 0.8))
    assert weights.spread(0.8, 4.0) == pytest.approx((0.5, 16 / 17))
    assert weights.spread(0.0) == (0.0, 0.0) and weights.spread(1.0) == pytest.approx((1.0, 1.0))
