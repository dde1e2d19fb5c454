"""Weigh how two names agree: match weights of Fellegi & Sunter (JASA 64, 1969), fitted to a bucket.

Two records that share a house, mailbox or telephone are of one person with a probability whose odds are
the product, over the fields that are compared, of m / u: how often a field agrees in that way in two
records of one person (m), and of two people under one contact (u). Where records come from differs
between buckets, so m and the share of pairs that match are fitted to each bucket by
expectation-maximisation (Winkler, ASA 1988; Herzog, Scheuren & Winkler, Springer 2007, chapter 9), with
`STRENGTH` pairs of prior knowledge, which keeps a bucket of few pairs near the table below.

`M` is from what is published on errors in US files: some 3 to 5 % of given names and of surnames differ by
typing errors (Winkler 1990; Christen, Data Matching, 2012, chapter 5), 5 % of given names are short forms.
`U` follows from the 2020 US Census for surnames in one household; given names agree as often as any two do.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pii_sweep.link.name_encoding import FEMALE, INITIAL, LETTER, LISTED, MALE, ROOT, SINGLE, SUFFIX, Codes

Floats = NDArray[np.float64]
Levels = NDArray[np.intp]
# Bits that differ between two filters: one typing error changes at most 8, two letters swapped 12.
NEAR, LIKE = 8, 12
GIVEN = ("equal", "short form", "near", "like", "initial", "part", "different")
SURNAME = ("equal", "near", "like", "different")
EQUAL, SHORT, CLOSE, ALIKE, LETTER_ONLY, PART, DIFFERENT = range(7)
M_GIVEN = np.array([0.86, 0.05, 0.04, 0.015, 0.015, 0.01, 0.01])
U_GIVEN = np.array([0.01, 0.005, 0.008, 0.03, 0.004, 0.01, 0.933])
M_SURNAME = np.array([0.90, 0.035, 0.015, 0.05])
# Of two people; where theirs is one surname, it is mistyped as often as one person's.
U_SURNAME = np.array([0.72, 0.004, 0.02, 0.256])
# However many pairs differ, no more than so many of one person's do: a fit would take families for errors.
MOST_GIVEN = np.array([1, 0.3, 0.3, 0.15, 0.1, 0.05, 0.012])
MOST_SURNAME = np.array([1, 0.3, 0.15, 0.3])
# Suffixes: alike, one left out, different ones; of two people with one name they are what differs.
M_SUFFIX = np.array([0.975, 0.0245, 0.0005])
U_SUFFIX = np.array([0.96, 0.03, 0.01])
U_NAMESAKE = np.array([0.02, 0.49, 0.49])
# A given name that is near another: whether lists hold both or neither, or one alone.
M_LISTED, U_LISTED = np.array([0.18, 0.82]), np.array([0.9, 0.1])
# Contacts: of each further one that both have, m / u where it is the same and where it differs.
SHARED_TOO, NOT_SHARED = 1.8, 0.45
PRIOR = (5.0, 7.0)  # pairs that match and that do not
STRENGTH = 60.0
ROUNDS = 25
# Between buckets the odds differ by so much from what the table and the fit say (95 %).
SPREAD = 4.0
# A name with and without its suffix is one person's or father's and son's, as a bucket's habit is.
SUFFIX_SPREAD = 16.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """How pairs of names agree, a pair each: levels of `GIVEN` and `SURNAME`, of suffixes and of lists."""

    given: Levels = field(repr=False)
    surname: Levels = field(repr=False)
    suffix: Levels = field(repr=False)
    listed: Levels = field(repr=False)

    def namesakes(self) -> NDArray[np.bool_]:
        """Indicate which pairs have one name, so that suffixes are what differs."""
        same: NDArray[np.bool_] = (self.given == EQUAL) & (self.surname == 0)
        return same

    def spreads(self) -> Floats:
        """Return by how much the odds of each pair differ between buckets."""
        return np.where(self.namesakes() & (self.suffix == 1), SUFFIX_SPREAD, SPREAD)


def likeness(differences: Codes) -> Likeness:
    """Return how names agree, given the XOR of their codes."""
    traits = differences[:, 2]
    given, surname = (np.bitwise_count(differences[:, at]).astype(np.intp) for at in (0, 1))
    root = np.uint64(ROOT)
    short = (traits >> np.uint64(MALE) & root == 0) | (traits >> np.uint64(FEMALE) & root == 0)
    initial = (_bit(traits, INITIAL) == 1) & (traits >> np.uint64(LETTER) & np.uint64(0xFF) == 0)
    part = (_bit(traits, SINGLE) == 1) & ((given == 0) | (surname == 0))
    suffix = np.minimum(np.bitwise_count(traits >> np.uint64(SUFFIX) & np.uint64(0xFF)).astype(np.intp), 2)
    levels = np.select(
        [part, given == 0, short, initial, given <= NEAR, given <= LIKE],
        [PART, EQUAL, SHORT, LETTER_ONLY, CLOSE, ALIKE],
        DIFFERENT,
    )
    # A name of one word has it as given name and as surname: what agrees is a part of the other.
    ends = np.where(part, 0, np.select([surname == 0, surname <= NEAR, surname <= LIKE], [0, 1, 2], 3))
    return Likeness(levels.astype(np.intp), ends.astype(np.intp), suffix, _bit(traits, LISTED))


def _bit(traits: NDArray[np.uint64], place: int) -> Levels:
    return (traits >> np.uint64(place) & np.uint64(1)).astype(np.intp)


def probabilities(pairs: Likeness, contacts: Floats, equal: int) -> Floats:
    """Return the probability that each pair is one person, fitted to all pairs of a bucket.

    `contacts` is the m / u of the contacts that each pair has; `equal` pairs more are known to match since
    the whole name does.
    """
    count = len(pairs.given)
    if not count:
        return np.zeros(0)
    m_given, m_surname, share = M_GIVEN, M_SURNAME, PRIOR[0] / sum(PRIOR)
    u_suffix = np.where(pairs.namesakes(), U_NAMESAKE[pairs.suffix], U_SUFFIX[pairs.suffix])
    near = (pairs.given == CLOSE) | (pairs.given == ALIKE)
    rest = contacts * M_SUFFIX[pairs.suffix] / u_suffix
    rest = np.where(near, rest * M_LISTED[pairs.listed] / U_LISTED[pairs.listed], rest)
    found = np.zeros(count)
    for _ in range(ROUNDS):
        u_surname = U_SURNAME + U_SURNAME[0] * m_surname * (0.0, 1.0, 1.0, 0.0)
        odds = share / (1 - share) * rest * m_given[pairs.given] / U_GIVEN[pairs.given]
        odds *= m_surname[pairs.surname] / u_surname[pairs.surname]
        found = odds / (1 + odds)
        m_given = np.minimum(_fit(M_GIVEN, pairs.given, found, equal), MOST_GIVEN)
        m_surname = np.minimum(_fit(M_SURNAME, pairs.surname, found, equal), MOST_SURNAME)
        share = (found.sum() + equal + PRIOR[0]) / (count + equal + sum(PRIOR))
    return found


def _fit(prior: Floats, levels: Levels, found: Floats, equal: int) -> Floats:
    """Return how often each level is met in pairs of one person, from pairs seen and `STRENGTH` others."""
    seen = np.bincount(levels, found, len(prior)) + STRENGTH * prior
    seen[0] += equal
    return np.asarray(seen / seen.sum())


def spread(probability: float, by: float = SPREAD) -> tuple[float, float]:
    """Return a probability with its odds divided and multiplied by a factor."""
    odds = probability / max(1e-12, 1 - probability)
    return odds / (by + odds), odds * by / (1 + odds * by)
