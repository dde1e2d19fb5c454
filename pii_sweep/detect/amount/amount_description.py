"""What describes an amount of running text: its words, place and label, and what the network reads of it.

Features of the fitted scores of orders (`order_score`, `order_reading`), and what may be an amount at all.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pii_sweep.detect.amount import amount_comparison, payment_sentence, recognizer, transaction
from pii_sweep.detect.amount.money import Money, parse
from pii_sweep.detect.amount.till import Labelled
from pii_sweep.detect.model import network_reading
from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.model.network_reading import Said
from pii_sweep.detect.score.cue_words import Cue
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.layout import Line
from pii_sweep.detect.text.line.reading_order import Flow
from pii_sweep.types import Passage

Candidate = tuple[Labelled, dict[str, float]]
ENTITY, PERSON = "ORDER_VALUE", "PERSON"
# The second network's share of an order's amount from which a text without a word of sales is read, too.
LEAST_READ = 0.3
# A label and an amount are no note; and a text counts as so many characters at least.
FEWEST, SHORTEST = 20, 120
# So many characters next to an amount are near to it, and so many of its sentence count.
NEAR, REACH = 28, 200
# What a text speaks of that is no sale: where the amount's sentence has no word of these, a finding stays.
OTHER = ("rent", "wage", "fine", "loan", "claim", "fund", "listing")
_END = re.compile(r"[.!?;…](?=\s|$)|\n|[。！？]")
_ORDER_NUMBER = re.compile(r"(?i)(?:#|\b(?:no|nr|num|n°|nº|№|ref|id)\b\.?:?)[ ]?[A-Z]{0,4}-?\d{3}")
_QUESTION = re.compile(r"[^.!\n]{0,40}\?")
_RANGE = re.compile(r"[ ]?(?:-|–|to|bis|à|a|tot|do|till|до)[ ]?[$€£]?\d")
_SMALL = Decimal(5)
# Of an amount in words: what it comes to is not read. An amount is not wider than so many characters.
_UNKNOWN, _FIGURES, WIDEST = Decimal(50), re.compile(r"[\d.,]"), 40


def keep_reading(passage: Passage, flow: Flow, entities: Sequence[Entity] | None) -> Said | None:
    """Return what the second network reads of amounts, None where it does not read."""
    if entities is None:
        return None
    return network_reading.keep(ENTITY, _drop_numbers(passage, flow, entities))


def _drop_numbers(passage: Passage, flow: Flow, entities: Sequence[Entity]) -> Iterator[Entity]:
    """Yield the entities without those amounts that are parts of telephones and of other long numbers."""
    for one in entities:
        pieces = flow.source(one.start, one.end) if one.label == ENTITY else ()
        if len(pieces) != 1 or not _is_part_of_number(passage.text, *pieces[0]):
            yield one


def read_alone(
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
            if not payment_sentence.is_bound(*surroundings(passage.text, item)):
                yield item


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


def surroundings(text: str, item: Labelled) -> tuple[str, str]:
    """Return what stands before and behind an amount on its line."""
    before = text[max(0, item.money.start - recognizer.REACH) : item.money.start].rpartition("\n")[2]
    return before, text[item.money.end : item.money.end + recognizer.REACH].partition("\n")[0]


def describe(
    text: str, usable: Sequence[Labelled], cues: Sequence[Cue], hits: Sequence[Hit]
) -> Iterator[Candidate]:
    """Yield the amounts with their features."""
    ends = list_ends(text)
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
    low, high = find_sentence(money, ends)
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


def add_reading(candidate: Candidate, flow: Flow, said: Said | None) -> Candidate:
    """Return an amount with the features of what the second network reads of it, too."""
    item, features = candidate
    start = flow.place(item.money.start)
    end = start + item.money.end - item.money.start
    return item, {**features, **network_reading.describe(said, start, end)}


def add_comparison(described: Sequence[Candidate]) -> None:
    """Add to the features of each amount what it is among the others."""
    order = sorted(described, key=lambda one: one[0].money.start)
    more = amount_comparison.compare([item for item, _ in order], [one for _, one in order], OTHER)
    for (_, features), added in zip(order, more, strict=True):
        features.update(added)


def list_ends(text: str) -> list[int]:
    """Return where the sentences of a text end, and its own ends."""
    return [0, *(match.end() for match in _END.finditer(text)), len(text)]


def find_sentence(money: Money, ends: Sequence[int]) -> tuple[int, int]:
    """Return the ends of an amount's sentence, or of what is near to the amount in a long one."""
    low = max(money.start - REACH, ends[bisect_right(ends, money.start) - 1])
    return low, min(money.end + REACH, ends[min(bisect_left(ends, money.end), len(ends) - 1)])
