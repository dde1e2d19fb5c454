"""Lists of people's orders in running text: what the order of each person on a list came to.

An order book, a delivery round or a chat of orders has no total's label next to an amount: a row names a
person, what they took and what it costs. So do lists of wages, donations and fines. Whether the amounts of a
list are orders is read from the words of the whole list, which of a row's amounts it is from their order,
arithmetic and the head of their column. Weights: `data/order_rows.json` (models/train/order_rows.py).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pii_sweep.detect.amount import list_row, recognizer, transaction
from pii_sweep.detect.amount.list_row import LETTERS, Row
from pii_sweep.detect.amount.money import Money, amounts
from pii_sweep.detect.amount.till import Labelled
from pii_sweep.detect.amount.total import running_balance
from pii_sweep.detect.model import network_reading
from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.score import cue_words, logistic
from pii_sweep.detect.score.cue_words import Cue
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.layout import Line, lines_of
from pii_sweep.detect.text.line.reading_order import Flow
from pii_sweep.types import Passage

Features = Mapping[str, float]
MODEL, ENTITY, PERSON = "order_rows", "ORDER_VALUE", "PERSON"
# How likely an amount has to be an order's; the latter where at most two rows have one: of 24 amounts below
# it in papers with people and sums that are no lists 18 were none.
LEAST, SURE = 0.5, 0.8
# Below what share a row's amount is none that a label says it is, and from how many orders a list has all: of
# 41 amounts found outside of the rows of lists with three orders 40 were wrong, of others 13 of 26.
DENIED, SEVERAL = 0.25, 3
# A list has so many people with amounts at least; longer texts are tables or logs.
FEWEST, LONGEST, MOST = 2, 20_000, 400
# So many lines at the head of a text say what it is.
TITLE = 3
# Words so near before and behind an amount are about it.
NEAR = 24
_QUANTITY = re.compile(
    r"(?<![\w.,])\d{1,3}[ ]?[x×*](?![^\W\d_])|(?<!\w)[x×][ ]?\d{1,3}(?![\w.,])"
    r"|(?<![\w.,])\d{1,3}(?=[ ]+[^\W\d_]{3})"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An amount of a row, the number of the row, and its features."""

    row: int
    item: Labelled
    features: dict[str, float]


def review(
    passage: Passage, flow: Flow, hits: Sequence[Hit], entities: Sequence[Entity] | None
) -> Sequence[Hit]:
    """Return hits with the amounts that a list shows its people to have ordered for, without those it denies.

    Where several rows have one, what else of the text was taken for an order's is the list's total; the sum
    of fewer stays: it is one customer's. Lines of an account's statement have none.
    """
    if passage.layout in ("prose", "page") and any(hit.entity == ENTITY for hit in hits):
        hits = _without_statement(passage, flow, hits)
    found = candidates(passage, flow, hits, entities)
    if not found:
        return hits
    weights = logistic.model(MODEL)["weights"]
    shares = [logistic.share(weights, one.features) for one in found]
    best: dict[int, int] = {}
    for place, one in enumerate(found):
        if shares[place] >= max(LEAST, shares[best[one.row]] if one.row in best else 0.0):
            best[one.row] = place
    if len(best) < SEVERAL:
        best = {row: place for row, place in best.items() if shares[place] >= SURE}
    chosen = {flow.place(found[place].item.money.start): found[place] for place in best.values()}
    known = {hit.start for hit in hits if hit.entity == ENTITY}
    if len({one.row for one in found}) < SEVERAL and known:
        # A letter with two people and an amount next to each is no list.
        return hits
    denied = {
        flow.place(one.item.money.start) for one, share in zip(found, shares, strict=True) if share < DENIED
    }
    kept = [
        hit
        for hit in hits
        if hit.entity != ENTITY
        or hit.start in chosen
        or (len(chosen) < SEVERAL and (hit.start not in denied or hit.has_factor(recognizer.ARITHMETIC)))
    ]
    return [*kept, *(_claim(start, one, weights) for start, one in chosen.items() if start not in known)]


def _without_statement(passage: Passage, flow: Flow, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the hits without the orders on lines of an account's statement, but for those with a label."""
    lines = lines_of(passage)
    spans = running_balance.find(lines, amounts(lines))
    if not spans:
        return hits
    booked = [(flow.place(low), flow.place(high - 1)) for low, high in spans]
    return [
        hit
        for hit in hits
        if hit.entity != ENTITY
        or hit.recognizer == "OrderValue"
        or not any(low <= hit.start <= high for low, high in booked)
    ]


def _claim(start: int, one: Candidate, weights: Mapping[str, float]) -> Hit:
    """Return the claim on the amount of a row."""
    money = one.item.money
    hit = Hit(ENTITY, start, start + money.end - money.start, 0.0, "OrderRow")
    return logistic.scored(hit.at(reasons=logistic.weightiest(weights, one.features)), MODEL, one.features)


def candidates(
    passage: Passage, flow: Flow, hits: Sequence[Hit], entities: Sequence[Entity] | None
) -> list[Candidate]:
    """Return the amounts of a list of people, with their features; none where a text is no such list."""
    if passage.layout not in ("prose", "page") or len(passage.text) > LONGEST:
        return []
    people = sorted(
        (low, high)
        for hit in hits
        if hit.entity == PERSON
        for low, high in flow.source(hit.start, hit.end)[:1]
    )
    if len(people) < FEWEST:
        return []
    lines = lines_of(passage)
    found = [
        one
        for one in recognizer.read_labels(lines, _amounts(passage.text, lines))
        if (one.money.cents or one.money.signed) and one.money.value > 0
    ]
    rows = list_row.find_rows(people, found, lines)
    if len(rows) < FEWEST or len(found) > MOST or running_balance.find(lines, [one.money for one in found]):
        return []
    cues = [
        one for table in (cue_words.ORDERS, list_row.HEADS) for one in cue_words.find(passage.text, table)
    ]
    said = None if entities is None else network_reading.keep(ENTITY, entities)
    shared = _describe_list(passage.text, rows, found, cues, lines)
    heads = list_row.heads_of(lines, rows, found)
    columns = list_row.columns(rows, lines)
    out: list[Candidate] = []
    own_column: list[int] = []
    for number, row in enumerate(rows):
        own = _describe_row(passage.text, row, cues)
        for place, item in enumerate(row.amounts):
            start = flow.place(item.money.start)
            read = network_reading.describe(said, start, start + item.money.end - item.money.start)
            features = {
                **own,
                **_describe_amount(passage.text, row, place, lines, cues),
                **dict.fromkeys(list_row.head_above(item, heads, lines), 1.0),
                **read,
            }
            out.append(Candidate(number, item, features))
            own_column.append(columns[number][place])
    out, own_column = _drop_sums(out, own_column, rows)
    _add_means(out, own_column, len(rows))
    for one in out:
        one.features.update(shared)
    return out


def _drop_sums(
    found: Sequence[Candidate], columns: Sequence[int], rows: Sequence[Row]
) -> tuple[list[Candidate], list[int]]:
    """Return the amounts without those without a person that those above them in their column come to."""
    sums: dict[int, list[Decimal]] = {}
    kept: list[int] = []
    for place, (one, column) in enumerate(zip(found, columns, strict=True)):
        value = one.item.money.value
        above = sums.setdefault(column, [])
        if rows[one.row].known or len(above) < FEWEST or value < max(above) or sum(above) != value:
            above.append(value)
            kept.append(place)
    return [found[place] for place in kept], [columns[place] for place in kept]


def _add_means(found: Sequence[Candidate], columns: Sequence[int], rows: int) -> None:
    """Add to each amount what is so of its column's amounts, as a share of them."""
    groups: dict[int, list[Candidate]] = {}
    for one, column in zip(found, columns, strict=True):
        groups.setdefault(column, []).append(one)
    for group in groups.values():
        sums: defaultdict[str, float] = defaultdict(float)
        for one in group:
            for name, value in one.features.items():
                sums[name] += value
        means = {f"column {name}": value / len(group) for name, value in sums.items() if value}
        for one in group:
            one.features.update(means)
            one.features["filled"] = len(group) / rows


def _amounts(text: str, lines: Sequence[Line]) -> list[Money]:
    """Return the amounts of a text; a dash between spaces parts what a row says and is no minus."""
    parted = (one for one in amounts(lines, negative=True) if text[one.start - 3 : one.start] == " - ")
    return sorted([*amounts(lines), *parted], key=lambda one: one.start)


def _describe_list(
    text: str, rows: Sequence[Row], found: Sequence[Labelled], cues: Sequence[Cue], lines: Sequence[Line]
) -> dict[str, float]:
    """Return what the whole list says: its words, its form, and how its rows are alike."""
    odds = transaction.order_probability(transaction.count_words(text))
    title = _title_end(lines)
    many = len(rows)
    single = sum(len(row.amounts) == 1 for row in rows) / many
    goods = sum(_goods(text, row) for row in rows) / many
    quantities = sum(_QUANTITY.search(_without_amounts(text, row)) is not None for row in rows) / many
    inside = sum(len(row.amounts) for row in rows) / max(1, len(found))
    same_line = sum("\n" not in text[row.start : row.end] for row in rows) / many
    values = [row.amounts[-1].money.value for row in rows]
    round_ones = sum(value % 10 == 0 for value in values) / many
    return {
        **{f"text {cue.name}": 1.0 for cue in cues},
        **{f"title {cue.name}": 1.0 for cue in cues if cue.start < title},
        "bias": 1.0,
        "order odds": math.log(odds / (1 - odds)) / 4,
        "rows": math.log(many),
        "single": single,
        "goods": min(3.0, goods),
        "quantities": quantities,
        "inside": inside,
        "same line": same_line,
        "round": round_ones,
        "same value": 1 - len(set(values)) / many,
        "size": math.log10(float(sorted(values)[many // 2]) + 0.1),
        "length": math.log(max(len(text), 100) / 500),
    }


def _title_end(lines: Sequence[Line]) -> int:
    """Return where the first lines with words end."""
    worded = [line.end for line in lines if LETTERS.search(line.text)][:TITLE]
    return worded[-1] if worded else 0


def _without_amounts(text: str, row: Row) -> str:
    """Return what a row says behind its person, without its amounts."""
    at, parts = row.named, list[str]()
    for item in row.amounts:
        if item.money.start >= at:
            parts.append(text[at : item.money.start])
        at = max(at, item.money.end)
    return " ".join([*parts, text[at : row.end]])


def _goods(text: str, row: Row) -> int:
    """Return how many words a row has besides its person."""
    return len(LETTERS.findall(_without_amounts(text, row)))


def _describe_row(text: str, row: Row, cues: Sequence[Cue]) -> dict[str, float]:
    """Return which words a row has, and how many amounts."""
    own = {f"row {cue.name}": 1.0 for cue in cues if row.start <= cue.start < row.end}
    goods = _goods(text, row)
    return {
        **own,
        "own goods": math.log1p(goods),
        "no goods": float(goods == 0),
        "amounts": math.log(len(row.amounts)),
    }


def _describe_amount(
    text: str, row: Row, place: int, lines: Sequence[Line], cues: Sequence[Cue]
) -> dict[str, float]:
    """Return an amount's place among those of its row, its arithmetic and the words next to it."""
    item, values = row.amounts[place], [one.money.value for one in row.amounts]
    money, many = item.money, len(values)
    before, after = values[:place], values[place + 1 :]
    line_start = max(row.start, lines[money.line].start)
    features = {
        f"label {item.kind or 'none'}": 1.0,
        "first": float(place == 0 and many > 1),
        "last": float(place == many - 1 and many > 1),
        "only": float(many == 1),
        "largest": float(many > 1 and money.value == max(values)),
        "before name": float(money.end <= row.named),
        "cents": float(money.cents),
        "signed": float(money.signed),
        "sum": float(_adds_up(money.value, before)),
        "product": float(_multiplies(text, row, place)),
        "part": float(_is_part(money.value, before, after)),
        "whole of two": float(len(after) > 1 and bool(after[0]) and money.value == after[0] + after[1]),
        "rest": float(len(before) > 1 and bool(before[-1]) and money.value == before[-2] - before[-1]),
        "same as before": float(bool(before) and money.value == before[-1]),
        "below": float(line_start > row.named),
        "unnamed": float(not row.known),
        "whole": float(money.value == money.value.to_integral_value()),
    }
    previous = row.amounts[place - 1].money.end if place else row.start
    behind = row.amounts[place + 1].money.start if place + 1 < many else row.end
    for cue in cues:
        if max(previous, money.start - NEAR) <= cue.start and cue.end <= money.start:
            features[f"before {cue.name}"] = 1.0
        elif money.end <= cue.start < min(behind, money.end + NEAR):
            features[f"behind {cue.name}"] = 1.0
    return features


def _adds_up(value: Decimal, before: Sequence[Decimal]) -> bool:
    """Return whether the two or more amounts before one come to it."""
    return any(sum(before[index:]) == value for index in range(max(0, len(before) - 8), len(before) - 1))


def _is_part(value: Decimal, before: Sequence[Decimal], after: Sequence[Decimal]) -> bool:
    """Return whether a later amount is the sum of this one and what stands with it."""
    if not after:
        return False
    run = [*before[-8:], value]
    return (
        any(
            sum(run[index:]) + sum(after[:ahead]) == after[ahead]
            for ahead in range(min(4, len(after)))
            for index in range(len(run))
        )
        and len(run) + len(after) > 2
    )


def _multiplies(text: str, row: Row, place: int) -> bool:
    """Return whether an amount is that before it by a quantity on the row."""
    if not place:
        return False
    unit, value = row.amounts[place - 1].money.value, row.amounts[place].money.value
    if not unit or value % unit or value == unit:
        return False
    times = str(int(value / unit))
    low, high = row.start, row.amounts[place].money.start
    return re.search(rf"(?<![\d.,]){times}(?![\d.,])", text[low:high]) is not None
