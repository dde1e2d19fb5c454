"""The amount of an order in running text, by a fitted score over the words around it and its place.

What labels, arithmetic and set phrases say is the recognizer's. This reads notes, chats, letters and mails in
which none of these stands next to an amount (`took both lamps, £85, collects Saturday`), and drops what the
recognizer found in a text that speaks of other money. Weights: `data/order_value.json` for notes and
`data/order_papers.json` for papers, fitted by `make order-scorer`.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from pii_sweep.detect.amount import (
    amount_comparison,
    payment_sentence,
    prefilter,
    recognizer,
    transaction,
)
from pii_sweep.detect.amount.money import Money, amounts, parse
from pii_sweep.detect.amount.till import Labelled
from pii_sweep.detect.model import network_reading
from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.model.network_reading import Said
from pii_sweep.detect.score import cue_words, logistic
from pii_sweep.detect.score.cue_words import Cue
from pii_sweep.detect.text import casing
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.layout import Line, lines_of
from pii_sweep.detect.text.line.reading_order import Flow
from pii_sweep.types import Passage

Features = Mapping[str, float]
Candidate = tuple[Labelled, dict[str, float]]
MODEL, PAPERS, ENTITY, PERSON = "order_value", "order_papers", "ORDER_VALUE", "PERSON"
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
# The second network's share of an order's amount from which a text without a word of sales is read, too.
LEAST_READ = 0.3
# The odds of that share from which an amount in a text of other transactions counts, and how likely an amount
# has to be next to what the recognizer found.
SURELY_READ, FURTHER = network_reading.odds(0.5), 0.7
# The odds from which the network reads two amounts that a sentence compares as one customer's.
COMPARED = network_reading.odds(0.15)
# Longer texts, and those with more amounts, are no notes: the recognizer alone reads them.
LONGEST, MOST = 20_000, 60
# A label and an amount are no note; and a text counts as so many characters at least.
FEWEST, SHORTEST = 20, 120
# So many characters next to an amount are near to it, and so many of its sentence count.
NEAR, REACH = 28, 200
# Without a word of one of these classes a text speaks of no sale.
_SALE = frozenset(
    {
        "paid", "charged", "ordered", "bought", "total", "invoice", "means", "agreed", "delivered", "due",
        "work",
    }
)  # fmt: skip
# What a text speaks of that is no sale: where the amount's sentence has no word of these, a finding stays.
_OTHER = ("rent", "wage", "fine", "loan", "claim", "fund", "listing")
# What has a total and is no order: a cart that was left, an estimate, a claim of expenses, a fair's takings.
_UNSOLD = ("unordered", "expenses", "takings")
# What makes an amount another's, a price of one thing or a part, where its sentence has a word of these.
_LESS = (*_OTHER, "unit", "deposit")
# The recognizer's factors of a label that other sums have too, and of a text whose words are not an order's.
_COMMON_LABEL, _NO_ORDER = frozenset({"label_gross"}), frozenset({"no_order_words"})
_END = re.compile(r"[.!?;…](?=\s|$)|\n|[。！？]")
_ORDER_NUMBER = re.compile(r"(?i)(?:#|\b(?:no|nr|num|n°|nº|№|ref|id)\b\.?:?)[ ]?[A-Z]{0,4}-?\d{3}")
_QUESTION = re.compile(r"[^.!\n]{0,40}\?")
_RANGE = re.compile(r"[ ]?(?:-|–|to|bis|à|a|tot|do|till|до)[ ]?[$€£]?\d")
# `Order total $25-$75: $7.99` is a row of rates.
_INTERVAL = re.compile(r"\d[ ]?[-–][ ]?[$€£]\d")
_SMALL = Decimal(5)
# Of an amount in words: what it comes to is not read. An amount is not wider than so many characters.
_UNKNOWN, _FIGURES, WIDEST = Decimal(50), re.compile(r"[\d.,]"), 40


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
            if place not in known and not any(f"sentence {word}" in said for word in _OTHER):
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
    ends = _list_ends(text) if people else []

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
    return SURE if any(f"text {name}" in features for name in (*_OTHER, *_UNSOLD)) else LEAST


def find_bar(features: Features, *, doubted: bool) -> float:
    """Return below what share of an amount the recognizer's finding is dropped; 0 where it stays.

    `doubted`: neither its label nor the words of its text are an order's own. A letter to somebody may have
    a word of anything, and is believed where the network reads the amount, too.
    """
    addressed = _is_addressed(features)
    if any(f"text {name}" in features for name in _UNSOLD):
        return VETO if addressed else UNSOLD
    doubted = doubted and not (addressed or features.get("read none") or features.get("sum of those before"))
    return VETO if doubted or any(f"sentence {name}" in features for name in _OTHER) else 0.0


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
    if passage.layout not in ("prose", "page") or not FEWEST <= len(passage.text.strip()) <= LONGEST:
        return []
    text = casing.unwrap_lines(passage.text)
    said = None if entities is None else network_reading.keep(ENTITY, _drop_numbers(passage, flow, entities))
    read = said is not None and any(one.sure >= LEAST_READ for one in said.entities)
    if not (read or prefilter.shows_money(text)):
        return []
    cues = list(cue_words.find(text, cue_words.ORDERS))
    if not (read or not _SALE.isdisjoint(cue.name for cue in cues)):
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
        and not payment_sentence.is_bound(*_surroundings(text, item))
    ]
    known, plain = len(usable), [one for one in labelled if one.money.signed or one.money.cents]
    usable += [
        item
        for item in _read_alone(passage, flow, said, plain, lines)
        if not _is_found(flow.place(item.money.start), item.money, hits)
    ]
    described = [_add_reading(one, flow, said) for one in _describe(text, usable, cues, hits)]
    for _, features in described[known:]:
        features["read alone"] = 1.0
    _compare(described)
    if not transaction.shows_order(text):
        described = _read_among_others(described, text)
    return described[::-1]


def _drop_numbers(passage: Passage, flow: Flow, entities: Sequence[Entity]) -> Iterator[Entity]:
    """Yield the entities without those amounts that are parts of telephones and of other long numbers."""
    for one in entities:
        pieces = flow.source(one.start, one.end) if one.label == ENTITY else ()
        if len(pieces) != 1 or not _is_part_of_number(passage.text, *pieces[0]):
            yield one


def _compare(described: Sequence[Candidate]) -> None:
    """Add to the features of each amount what it is among the others."""
    order = sorted(described, key=lambda one: one[0].money.start)
    more = amount_comparison.compare([item for item, _ in order], [one for _, one in order], _OTHER)
    for (_, features), added in zip(order, more, strict=True):
        features.update(added)


def _read_among_others(described: Sequence[Candidate], text: str) -> list[Candidate]:
    """Return the amounts that may be an order's in a text of other transactions.

    The network has to read them. Where one of these outweighs an order, totals and rows of accounts are its
    own; another amount may be an order's where the words of its sentence are: a letter has many subjects.
    """
    outweighed, ends = transaction.is_of_others(text), _list_ends(text)
    kept = []
    for item, features in described:
        if features.get("read", 0.0) < SURELY_READ:
            continue
        features["text other"] = 1.0
        if outweighed:
            sentence = text[slice(*_find_sentence(item.money, ends))]
            if item.kind or "text account" in features or not transaction.shows_order(sentence):
                continue
            features[OUTWEIGHED] = 1.0
        kept.append((item, features))
    return kept


def _read_alone(
    passage: Passage, flow: Flow, said: Said | None, plain: Sequence[Labelled], lines: Sequence[Line]
) -> Iterator[Labelled]:
    """Yield amounts that the second network alone sees: in words, in other figures, without a currency.

    `四万六千元`, `ரூ. 11,460`, `450k`. What its form makes another number is none.
    """
    starts = [line.start for line in lines]
    for one in said.entities if said else ():
        pieces = flow.source(one.start, one.end)
        if one.label != ENTITY or one.sure < LEAST_READ or len(pieces) != 1:
            continue
        ((start, end),) = pieces
        if _is_part_of_number(passage.text, start, end):
            continue
        if end - start <= WIDEST and not any(
            item.money.start < end and start < item.money.end for item in plain
        ):
            value = parse("".join(_FIGURES.findall(passage.text[start:end]))) or _UNKNOWN
            line = max(0, bisect_right(starts, start) - 1)
            item = Labelled(Money(start, end, value, signed=False, cents=False, line=line), "", "")
            if not payment_sentence.is_bound(*_surroundings(passage.text, item)):
                yield item


def _is_found(start: int, money: Money, hits: Sequence[Hit]) -> bool:
    """Return whether a hit covers some of an amount, which begins at `start` in reading order."""
    end = start + money.end - money.start
    return any(hit.start < end and start < hit.end for hit in hits)


def _is_part_of_number(text: str, start: int, end: int) -> bool:
    """Return whether figures are a telephone's, a card's, a house's: too long, short, or not in thousands.

    `040 898` of `040 898 9331`, `08 251` before a street, the sixteen digits of a card; `112` and `1800`,
    which have no currency, cents or thousands.
    """
    value = text[start:end].strip(" +().,:;")
    if _NUMBER.fullmatch(value) is None:
        return False
    if value.isdecimal() and len(value) <= _BARE:
        return True
    groups = _PARTS.split(value)
    thousands = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    split = len(groups) >= _GROUPS and not thousands
    return split or value[0] == "0" or len("".join(groups)) > _HIGHEST or bool(_GOES_ON.match(text, end))


# Figures in groups, with no decimals; figures of a short number and of an amount at most, and groups of a
# telephone at least.
_NUMBER, _PARTS = re.compile(r"\d+(?:[ .\-()]{1,3}\d+)*"), re.compile(r"[ .\-()]{1,3}")
_BARE, _HIGHEST, _GROUPS = 4, 8, 3
_GOES_ON = re.compile(r"[ .\-]?\d")


def _add_reading(candidate: Candidate, flow: Flow, said: Said | None) -> Candidate:
    """Return an amount with the features of what the second network reads of it, too."""
    item, features = candidate
    start = flow.place(item.money.start)
    end = start + item.money.end - item.money.start
    return item, {**features, **network_reading.describe(said, start, end)}


def _surroundings(text: str, item: Labelled) -> tuple[str, str]:
    """Return what stands before and behind an amount on its line."""
    before = text[max(0, item.money.start - recognizer.REACH) : item.money.start].rpartition("\n")[2]
    return before, text[item.money.end : item.money.end + recognizer.REACH].partition("\n")[0]


def _describe(
    text: str, usable: Sequence[Labelled], cues: Sequence[Cue], hits: Sequence[Hit]
) -> Iterator[Candidate]:
    """Yield the amounts with their features."""
    ends = _list_ends(text)
    shared = {**_describe_text(text, usable, cues), **_describe_hits(hits)}
    for place, item in enumerate(usable):
        yield (
            item,
            {**shared, **_describe_amount(text, usable, place), **_describe_sentence(item, ends, cues)},
        )


def _describe_text(text: str, usable: Sequence[Labelled], cues: Sequence[Cue]) -> dict[str, float]:
    odds = transaction.order_probability(transaction.count_words(text))
    return {
        **{f"text {cue.name}": 1.0 for cue in cues},
        "bias": 1.0,
        "order odds": math.log(odds / (1 - odds)) / 4,
        "amounts": math.log(max(1, len(usable))),
        "length": math.log(max(len(text), SHORTEST) / 200),
        "numbered": float(_ORDER_NUMBER.search(text) is not None),
        "rows": float(len({item.money.line for item in usable}) > 2),
    }


def _describe_hits(hits: Sequence[Hit]) -> dict[str, float]:
    """Return what the other findings say: an order is one person's, and goes to an address."""
    people = sum(hit.entity == PERSON for hit in hits)
    return {
        "person": float(people > 0),
        "one person": float(people == 1),
        "address": float(any(hit.entity == "STREET_ADDRESS" for hit in hits)),
    }


def _describe_amount(text: str, usable: Sequence[Labelled], place: int) -> dict[str, float]:
    item = usable[place]
    money = item.money
    values = [other.money.value for other in usable]
    after = text[money.end : money.end + 60]
    return {
        f"label {item.kind or 'none'}": 1.0,
        "largest": float(money.value >= max(values)),
        "last": float(place == len(usable) - 1),
        "only": float(len(usable) == 1),
        "repeated": float(values.count(money.value) > 1),
        "cents": float(money.cents),
        "signed": float(money.signed),
        "question": float(_QUESTION.match(after) is not None),
        "range": float(_RANGE.match(after) is not None),
        "small": float(money.value < _SMALL),
    }


def _describe_sentence(item: Labelled, ends: Sequence[int], cues: Sequence[Cue]) -> dict[str, float]:
    """Return which words stand in the amount's sentence, and near before or behind it."""
    money = item.money
    low, high = _find_sentence(money, ends)
    found: dict[str, float] = {}
    for cue in cues:
        if low < cue.end <= money.start:
            found[f"sentence {cue.name}"] = 1.0
            if money.start - cue.end <= NEAR:
                found[f"before {cue.name}"] = 1.0
        elif money.end <= cue.start < high:
            found[f"sentence {cue.name}"] = 1.0
            if cue.start - money.end <= NEAR:
                found[f"behind {cue.name}"] = 1.0
    return found


def _list_ends(text: str) -> list[int]:
    """Return where the sentences of a text end, and its own ends."""
    return [0, *(match.end() for match in _END.finditer(text)), len(text)]


def _find_sentence(money: Money, ends: Sequence[int]) -> tuple[int, int]:
    """Return the ends of an amount's sentence, or of what is near to the amount in a long one."""
    low = max(money.start - REACH, ends[bisect_right(ends, money.start) - 1])
    return low, min(money.end + REACH, ends[min(bisect_left(ends, money.end), len(ends) - 1)])
