"""Whether an amount of running text is an order's, by all that stands around it: the last word on orders.

Rules know labels and sums, `order_score` the classes of words near an amount, `order_rows` lists of people.
In papers of other subjects (claims, letters of clinics, minutes) an order is mentioned in passing, in words
that no list has. Here what those three say, every word around an amount and those of its whole text are
weighed together by a fitted logistic score: it adds the order of a text in which none is found, and drops
what is hardly one. Weights: `data/order_reading.npz`, fitted by `make order-scorer`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np

from pii_sweep.detect.amount import (
    amount_description,
    amount_surroundings,
    order_rows,
    order_score,
    prefilter,
    recognizer,
)
from pii_sweep.detect.amount.amount_description import ENTITY, Candidate
from pii_sweep.detect.amount.amount_surroundings import BOUND
from pii_sweep.detect.amount.money import Money, amounts
from pii_sweep.detect.amount.till import Labelled
from pii_sweep.detect.amount.total import running_balance
from pii_sweep.detect.model import network_reading
from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.score import cue_words, logistic
from pii_sweep.detect.score.cue_words import Cue
from pii_sweep.detect.text import casing
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.layout import lines_of
from pii_sweep.detect.text.line.reading_order import Flow, flow_of
from pii_sweep.types import Passage

RECOGNIZER, LISTED = "OrderReading", "OrderRow"
RUNNING = frozenset({"prose", "page", "label"})
# Shorter texts are notes, of which `order_score` decides; claims are dropped in longer ones alone.
SHORTEST = 250
# How likely an amount has to be an order's, and below what chance a claim on one is dropped.
LEAST, DENIED = 0.5, 0.1
# What a claim's score is at most; texts with more amounts are reports.
MOST_SURE, MOST = 0.9, 150
# An amount in hundredths, which may have no currency.
_HUNDREDTHS = re.compile(r"(?<![\d.,])\d{1,6}[.,]\d\d(?![\d.,])")
# The log-odds of the earlier score count in whole steps, no more than so many.
_STEPS, _RANKS, _FLOOR = 5, 4, 1e-4
_FILE = resources.files("pii_sweep.detect") / "data" / "order_reading.npz"


class Amount(NamedTuple):
    """An amount that may be an order's: where it stands, its value and features, whether it is claimed."""

    start: int
    end: int
    value: float
    features: frozenset[str]
    claimed: bool


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, float]:
    """Return the weights that ship, by feature."""
    with _FILE.open("rb") as stream:
        held = np.load(stream)
        return dict(zip(held["names"].tolist(), held["weights"].astype(float).tolist(), strict=True))


def review(
    passage: Passage, flow: Flow, hits: Sequence[Hit], entities: Sequence[Entity] | None = None
) -> Sequence[Hit]:
    """Return the hits on a text with the orders that words show, without those that they deny.

    `hits` are settled, in the reading order of `flow`; so are the `entities` of the second network, None
    where it does not read.
    """
    ruled = rule(passage, flow, hits, entities)
    if len(flow.text) < SHORTEST:
        return ruled
    found = describe(passage, flow, ruled, entities)
    return decide(flow.text, weigh(found, shipped()), ruled) if found else ruled


def weigh(found: Sequence[Amount], weights: Mapping[str, float]) -> list[tuple[float, Amount]]:
    """Return how likely each amount is an order's."""
    return [(logistic.share(weights, dict.fromkeys(one.features, 1.0)), one) for one in found]


def rule(
    passage: Passage, flow: Flow, hits: Sequence[Hit], entities: Sequence[Entity] | None
) -> Sequence[Hit]:
    """Return the hits on a text as the scores of notes, papers and lists leave them."""
    return order_rows.review(passage, flow, order_score.review(passage, flow, hits, entities), entities)


def decide(text: str, chances: Sequence[tuple[float, Amount]], hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return hits without the orders that are hardly any, and with the likely one of a text without any.

    Rows of a list have decided together, and a note is too short to deny. Of several likely amounts the
    largest is the order's: the others are its lines, its deposit, its rest.
    """
    paper = order_score.model_of(text) == order_score.PAPERS
    kept = [hit for hit in hits if not (paper and _is_denied(hit, chances))]
    if any(hit.entity == ENTITY for hit in kept):
        return kept
    likely = [
        (one.value, chance, one)
        for chance, one in chances
        if chance >= LEAST and not one.claimed and BOUND not in one.features
    ]
    if likely:
        _, chance, one = max(likely, key=lambda found: found[0])
        reasons = (f"weighed:{chance:.2f}",)
        kept.append(Hit(ENTITY, one.start, one.end, min(chance, MOST_SURE), RECOGNIZER, reasons))
    return kept


def _is_denied(hit: Hit, chances: Sequence[tuple[float, Amount]]) -> bool:
    """Return whether a claim on an amount is hardly an order's; a row of a list never is denied."""
    if hit.entity != ENTITY or hit.recognizer == LISTED:
        return False
    own = [chance for chance, one in chances if hit.start < one.end and one.start < hit.end]
    return max(own, default=1.0) < DENIED


def describe(
    passage: Passage, flow: Flow, hits: Sequence[Hit], entities: Sequence[Entity] | None
) -> list[Amount]:
    """Return the amounts of running text with their features; `hits` are all claims on it."""
    size = len(flow.text.strip())
    if passage.layout not in RUNNING or not amount_description.FEWEST <= size <= order_score.LONGEST:
        return []
    plain = Passage(flow.text, passage.where, (), passage.layout)
    claims = [hit for hit in hits if hit.entity == ENTITY]
    candidates, cues, report = _find(plain, flow_of(plain), claims, hits, entities)
    if not candidates:
        return []
    text, lines = casing.unwrap_lines(plain.text), lines_of(plain)
    around = amount_surroundings.read(text, lines, cues, hits, len(candidates), report=report)
    earlier = _describe_earlier(text, candidates)
    return [
        Amount(
            item.money.start,
            item.money.end,
            float(item.money.value),
            frozenset(around.describe((item, features)) | said),
            _is_claimed(item.money, claims),
        )
        for (item, features), said in zip(candidates, earlier, strict=True)
    ]


def _find(
    plain: Passage, flow: Flow, claims: Sequence[Hit], hits: Sequence[Hit], entities: Sequence[Entity] | None
) -> tuple[list[Candidate], Sequence[Cue], bool]:
    """Return the amounts of a text, the classes of its words, and whether labels make it a report."""
    said = amount_description.keep_reading(plain, flow, entities)
    read = said is not None and any(
        one.label == ENTITY and one.sure >= amount_description.LEAST_READ for one in said.entities
    )
    text = casing.unwrap_lines(plain.text)
    shown = bool(read or claims) or prefilter.shows_money(text)
    if not (shown or _HUNDREDTHS.search(text)):
        return [], (), False
    cues = list(cue_words.find(text, cue_words.ORDERS))
    if not shown and order_score.SALE.isdisjoint(cue.name for cue in cues):
        return [], (), False
    lines = lines_of(plain)
    found = amounts(lines)
    if len(found) > MOST or running_balance.find(lines, found):
        return [], (), False
    labelled = recognizer.label_amounts(plain, lines, found)
    report = bool(found) and not labelled
    every = [Labelled(money, "", "") for money in found] if report else labelled
    usable = [one for one in every if one.money.signed or one.money.cents]
    alone = list(amount_description.read_alone(plain, flow, said, usable, lines))
    bare = [one for one in every if one not in usable and _is_claimed(one.money, claims)]
    alone = [one for one in alone if not any(_meet(one.money, other.money) for other in bare)]
    read_only = {one.money.start for one in alone}
    usable = sorted([*usable, *bare, *alone], key=lambda one: one.money.start)
    described = [
        (item, {**features, **network_reading.describe(said, item.money.start, item.money.end)})
        for item, features in amount_description.describe(text, usable, cues, hits)
    ]
    for item, features in described:
        if item.money.start in read_only:
            features["read alone"] = 1.0
    amount_description.add_comparison(described)
    return described, cues, report


def _is_claimed(money: Money, claims: Sequence[Hit]) -> bool:
    return any(hit.start < money.end and money.start < hit.end for hit in claims)


def _meet(one: Money, other: Money) -> bool:
    return one.start < other.end and other.start < one.end


def _describe_earlier(text: str, candidates: Sequence[Candidate]) -> Iterator[set[str]]:
    """Yield what the score of notes or papers says of each amount, and how many it finds likelier."""
    weights: Mapping[str, float] = logistic.model(order_score.model_of(text))["weights"]
    shares = [logistic.share(weights, features) for _, features in candidates]
    order = sorted(range(len(shares)), key=lambda place: -shares[place])
    ranks = {place: rank for rank, place in enumerate(order)}
    for place, share in enumerate(shares):
        odds = math.log(max(_FLOOR, share) / max(_FLOOR, 1 - share))
        step = max(-_STEPS, min(_STEPS, round(odds)))
        yield {f"score {step}", f"rank {min(ranks[place], _RANKS)}"}
