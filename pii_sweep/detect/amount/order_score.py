"""The amount of an order in running text, by a fitted score over the words around it and its place.

What labels, arithmetic and set phrases say is the recognizer's. This reads notes, chats, letters and mails in
which none of these stands next to an amount (`took both lamps, £85, collects Saturday`), and drops what the
recognizer found in a text that speaks of other money. Weights: `data/order_value.json` for notes and
`data/order_papers.json` for papers, fitted by `make order-scorer`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from pii_sweep.detect.amount import (
    amount_description,
    payment_sentence,
    prefilter,
    recognizer,
    transaction,
)
from pii_sweep.detect.amount.amount_description import ENTITY, OTHER, PERSON, Candidate
from pii_sweep.detect.amount.money import Money, amounts
from pii_sweep.detect.amount.till import Labelled
from pii_sweep.detect.model import network_reading
from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.score import cue_words, logistic
from pii_sweep.detect.text import casing
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.layout import lines_of
from pii_sweep.detect.text.line.reading_order import Flow
from pii_sweep.types import Passage

Features = Mapping[str, float]
MODEL, PAPERS = "order_value", "order_papers"
# From so many characters on a text is a paper, and its amounts have weights of their own.
PAPER = 500
# How likely an amount has to be an order's, in a text that speaks of other money too and in another; below
# what share the recognizer's finding is dropped: where its sentence speaks of other money, and where its text
# has a total of what nobody bought.
SURE, LEAST, VETO, UNSOLD = 0.6, 0.5, 0.25, 0.7
# That of an amount in a text whose words are of another transaction (`OUTWEIGHED`).
SUREST, OUTWEIGHED = 0.8, "text outweighed"
# That of an amount which the second network does not read as an order's at all, or which is one of several;
# where all others stay below the last figure, half is enough: of 15 such amounts in papers all were right.
UNREAD = SEVERAL = 0.65
CLEAR = 0.1
# That of such an amount in a text with a person and an address: of 11 in papers 9 were right.
ADDRESSED = 0.25
# The odds of that share from which an amount in a text of other transactions counts, and how likely an amount
# has to be next to what the recognizer found.
SURELY_READ, FURTHER = network_reading.odds(0.5), 0.7
# The odds from which the network reads two amounts that a sentence compares as one customer's.
COMPARED = network_reading.odds(0.15)
# Longer texts, and those with more amounts, are no notes: the recognizer alone reads them.
LONGEST, MOST = 20_000, 60
# Without a word of one of these classes a text speaks of no sale.
SALE = frozenset(
    {
        "paid", "charged", "ordered", "bought", "total", "invoice", "means", "agreed", "delivered", "due",
        "work",
    }
)  # fmt: skip
# What has a total and is no order: a cart that was left, an estimate, a claim of expenses, a fair's takings.
_UNSOLD = ("unordered", "expenses", "takings")
# What makes an amount another's, a price of one thing or a part, where its sentence has a word of these.
_LESS = (*OTHER, "unit", "deposit")
# The recognizer's factors of a label that other sums have too, and of a text whose words are not an order's.
_COMMON_LABEL, _NO_ORDER = frozenset({"label_gross"}), frozenset({"no_order_words"})
# `Order total $25-$75: $7.99` is a row of rates.
_INTERVAL = re.compile(r"\d[ ]?[-–][ ]?[$€£]\d")


def review(
    passage: Passage, flow: Flow, hits: Sequence[Hit], entities: Sequence[Entity] | None = None
) -> Sequence[Hit]:
    """Return the hits on a text with the amounts of orders that its words show, without those they deny.

    `hits` are settled, in the reading order of `flow`; so are the `entities` of the second network, None
    where it does not read.
    """
    known = {hit.start for hit in hits if hit.entity == ENTITY}
    if known and passage.layout == "page":
        return hits
    found = candidates(passage, flow, hits, entities)
    if not found:
        return hits
    name = model_of(passage.text)
    weights = logistic.model(name)["weights"]
    shares = [(logistic.share(weights, features), item, features) for item, features in found]
    placed = [(share, flow.place(item.money.start), item, features) for share, item, features in shares]
    doubted = {hit.start for hit in hits if hit.entity == ENTITY and _is_doubted(hit)}
    denied = {
        start for share, start, _, features in placed if share < find_bar(features, doubted=start in doubted)
    }
    said = _list_said([(item.money.value, start) for _, start, item, _ in placed if start in known])
    find_buyer = _read_buyers(flow.text, hits)
    clear = _has_leader([(share, item.money.value) for share, _, item, _ in placed])
    more = [
        _score_hit(start, item, features, name)
        for share, start, item, features in placed
        if start not in known
        and _is_of_another(start, said.get(item.money.value, ()), find_buyer)
        and share >= max(find_least(features, clear=clear), FURTHER if known else 0)
    ]
    kept = [*(hit for hit in hits if hit.entity != ENTITY or hit.start not in denied), *more]
    return [*kept, *_claim_compared(passage.text, placed, kept, name)]


def model_of(text: str) -> str:
    """Return which weights the amounts of a text have: `MODEL` in notes, `PAPERS` in papers."""
    return PAPERS if len(text) > PAPER else MODEL


def _claim_compared(
    text: str,
    placed: Sequence[tuple[float, int, Labelled, Features]],
    kept: Sequence[Hit],
    name: str,
) -> Iterator[Hit]:
    """Yield claims on amounts that a sentence compares with an order's: `charged £62 instead of £67`.

    Two that the network reads in a text with a person are one customer's, too, as a fitted score that weighs
    amounts against each other cannot see.
    """
    known = {hit.start for hit in kept if hit.entity == ENTITY}
    placed = sorted(placed, key=lambda one: one[2].money.start)
    for (_, start, item, features), (_, other, behind, others) in pairwise(placed):
        if (start in known and other in known) or not payment_sentence.compares(
            text[item.money.end : behind.money.start]
        ):
            continue
        paired = start in known or other in known
        if not (paired or (_is_customers(features) and _is_customers(others))):
            continue
        for place, one, said in ((start, item, features), (other, behind, others)):
            if place not in known and not any(f"sentence {word}" in said for word in OTHER):
                hit = _score_hit(place, one, said, name)
                yield hit.raised("compared", SURE - hit.score) if hit.score < SURE else hit


def _is_customers(features: Features) -> bool:
    """Return whether the network reads an amount of a text that has a person and no other money near it."""
    read = features.get("read", 0.0) >= COMPARED and bool(features.get("person"))
    return read and not features.get(OUTWEIGHED)


def _list_said(found: Sequence[tuple[Decimal, int]]) -> Mapping[Decimal, Sequence[int]]:
    """Return where each value stands."""
    said: dict[Decimal, list[int]] = {}
    for value, start in found:
        said.setdefault(value, []).append(start)
    return said


def _read_buyers(text: str, hits: Sequence[Hit]) -> Callable[[int], str]:
    """Return what finds the last person named before a place in its sentence, empty where there is none."""
    people = sorted((hit.start, hit.end) for hit in hits if hit.entity == PERSON)
    ends = amount_description.list_ends(text) if people else []

    def find(start: int) -> str:
        place = bisect_left(people, (start, 0)) - 1
        if place < 0 or people[place][0] < ends[bisect_right(ends, start) - 1]:
            return ""
        return text[slice(*people[place])].casefold()

    return find


def _is_of_another(start: int, said: Sequence[int], find_buyer: Callable[[int], str]) -> bool:
    """Return whether an amount is no repetition of the same one at other places.

    What is said twice is one order's, unless each stands behind another person of its sentence.
    """
    if not said:
        return True
    buyer = find_buyer(start)
    return bool(buyer) and all(find_buyer(other) not in ("", buyer) for other in said)


def _score_hit(start: int, item: Labelled, features: Features, name: str) -> Hit:
    """Return the claim on an amount that the fitted score makes an order's."""
    hit = Hit(ENTITY, start, start + item.money.end - item.money.start, 0.0, "OrderScore")
    weights = logistic.model(name)["weights"]
    hit = logistic.scored(hit.at(reasons=logistic.weightiest(weights, features)), name, features)
    return (
        hit.raised("addressed", LEAST - hit.score) if hit.score < LEAST and _is_addressed(features) else hit
    )


def _has_leader(shares: Sequence[tuple[float, Decimal]]) -> bool:
    """Return whether all amounts but the likeliest, and those that repeat it, are unlikely an order's."""
    value = max(shares)[1] if shares else None
    return all(share < CLEAR for share, other in shares if other != value)


def find_least(features: Features, *, clear: bool = False) -> float:
    """Return how likely an amount has to be an order's to be a finding.

    `clear`: no other amount of its text is likely; the second network has to read this one.
    """
    if features.get(OUTWEIGHED):
        return SUREST
    if features.get("read none"):
        return UNREAD
    if clear and _is_addressed(features) and not any(f"sentence {name}" in features for name in _LESS):
        return ADDRESSED
    if features.get("several"):
        return LEAST if clear and features.get("read", 0.0) >= SURELY_READ else SEVERAL
    return SURE if any(f"text {name}" in features for name in (*OTHER, *_UNSOLD)) else LEAST


def find_bar(features: Features, *, doubted: bool) -> float:
    """Return below what share of an amount the recognizer's finding is dropped; 0 where it stays.

    `doubted`: neither its label nor the words of its text are an order's own. A letter to somebody may have
    a word of anything, and is believed where the network reads the amount, too.
    """
    addressed = _is_addressed(features)
    if any(f"text {name}" in features for name in _UNSOLD):
        return VETO if addressed else UNSOLD
    doubted = doubted and not (addressed or features.get("read none") or features.get("sum of those before"))
    return VETO if doubted or any(f"sentence {name}" in features for name in OTHER) else 0.0


def _is_addressed(features: Features) -> bool:
    """Return whether the network surely reads an amount in a text that has a person and an address."""
    read = features.get("read", 0.0) >= SURELY_READ
    return read and bool(features.get("person")) and bool(features.get("address"))


def _is_doubted(hit: Hit) -> bool:
    """Return whether a common label alone makes an amount a total, in a text without an order's words."""
    return hit.has_factor(_COMMON_LABEL) and hit.has_factor(_NO_ORDER)


def candidates(
    passage: Passage, flow: Flow, hits: Sequence[Hit], entities: Sequence[Entity] | None = None
) -> list[Candidate]:
    """Return the amounts of running text that may be an order's, with their features, the last first."""
    if (
        passage.layout not in ("prose", "page")
        or not amount_description.FEWEST <= len(passage.text.strip()) <= LONGEST
    ):
        return []
    text = casing.unwrap_lines(passage.text)
    said = amount_description.keep_reading(passage, flow, entities)
    read = said is not None and any(one.sure >= amount_description.LEAST_READ for one in said.entities)
    if not (read or prefilter.shows_money(text)):
        return []
    cues = list(cue_words.find(text, cue_words.ORDERS))
    if not (read or not SALE.isdisjoint(cue.name for cue in cues)):
        return []
    lines = lines_of(passage)
    found = amounts(lines)
    if len(found) > MOST:
        return []
    labelled = recognizer.label_amounts(passage, lines, found)
    if found and not labelled:  # a report
        return []
    usable = [
        item
        for item in labelled
        if (item.money.signed or item.money.cents)
        and not _INTERVAL.search(text, lines[item.money.line].start, item.money.start)
        and not payment_sentence.is_bound(*amount_description.surroundings(text, item))
    ]
    known, plain = len(usable), [one for one in labelled if one.money.signed or one.money.cents]
    usable += [
        item
        for item in amount_description.read_alone(passage, flow, said, plain, lines)
        if not _is_found(flow.place(item.money.start), item.money, hits)
    ]
    described = [
        amount_description.add_reading(one, flow, said)
        for one in amount_description.describe(text, usable, cues, hits)
    ]
    for _, features in described[known:]:
        features["read alone"] = 1.0
    amount_description.add_comparison(described)
    if not transaction.shows_order(text):
        described = _read_among_others(described, text)
    return described[::-1]


def _read_among_others(described: Sequence[Candidate], text: str) -> list[Candidate]:
    """Return the amounts that may be an order's in a text of other transactions.

    The network has to read them. Where one of these outweighs an order, totals and rows of accounts are its
    own; another amount may be an order's where the words of its sentence are: a letter has many subjects.
    """
    outweighed, ends = transaction.is_of_others(text), amount_description.list_ends(text)
    kept = []
    for item, features in described:
        if features.get("read", 0.0) < SURELY_READ:
            continue
        features["text other"] = 1.0
        if outweighed:
            sentence = text[slice(*amount_description.find_sentence(item.money, ends))]
            if item.kind or "text account" in features or not transaction.shows_order(sentence):
                continue
            features[OUTWEIGHED] = 1.0
        kept.append((item, features))
    return kept


def _is_found(start: int, money: Money, hits: Sequence[Hit]) -> bool:
    """Return whether a hit covers some of an amount, which begins at `start` in reading order."""
    end = start + money.end - money.start
    return any(hit.start < end and start < hit.end for hit in hits)
