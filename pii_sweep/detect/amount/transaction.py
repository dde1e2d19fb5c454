"""Whether a text is about an order that somebody was charged for, by the classes of its words.

A logistic regression over how often words of each class occur (`data/transactions.toml`): statements of
accounts, loans, wages, claims, judgments, budgets, measures and code show amounts that are no order's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from pii_sweep.detect.text import casing, lexicon
from pii_sweep.detect.text.pattern import gate

MOST = 6  # words of one class, beyond which more say no more
LEAST, FEW = 0.4, 2  # how likely an order has to be; with fewer words of other classes it is not asked
# What it takes from a total's score that an order is no likelier than so. Of the totals of the collections by
# kind 19 of 21 under the first were right, and 4 of 4 under the second.
DOUBTS = ((0.5, 0.15), (0.75, 0.1))


def shows_order(text: str) -> bool:
    """Return whether the amounts of a text may be an order's; few words of other classes are no evidence."""
    counts = count_words(text)
    others = sum(count for name, count in counts.items() if name != "order")
    return others < FEW or order_probability(counts) >= LEAST


def is_of_others(text: str) -> bool:
    """Return whether a text has more words of one other class than of an order's, and not one alone."""
    counts = count_words(text)
    most = max(count for name, count in counts.items() if name != "order")
    return most > max(1, counts["order"])


def doubt(text: str) -> float:
    """Return what the words of a text take from the score of its totals, 0 where it is an order's."""
    likely = order_probability(count_words(text))
    return next((less for bound, less in DOUBTS if likely < bound), 0.0)


def order_probability(counts: Mapping[str, int]) -> float:
    """Return how likely the amounts of a text are an order's, 0 to 1; `counts` as `count_words` has them."""
    fit = lexicon.table("transactions")["fit"]
    logit = fit["bias"] + sum(fit[name] * math.log1p(count) for name, count in counts.items())
    return 1 / (1 + math.exp(-logit))


@casing.keep_readings
def count_words(text: str) -> Mapping[str, int]:
    """Return how many different words of each class a text has, at most `MOST` of each."""
    small = casing.lower(text)
    return {
        name: min(MOST, len(set(one.pattern.findall(small)))) if one.admits(text) else 0
        for name, one in _classes().items()
    }


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, gate.Gated]:
    """Compile the words of each class."""
    classes = lexicon.table("transactions")["classes"]
    return {name: gate.gated_words(r"(?<!\w)", words, r"(?!\w)") for name, words in classes.items()}
