"""The amount a customer was charged: the grand total of an order, once for each order.

Evidence is the label, arithmetic (cash less change; goods, tax and shipping), the size among the
other amounts, repetition, and how late it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from pii_sweep.detect.amount import order_list, payment_sentence, placement, till, transaction
from pii_sweep.detect.amount.money import Money, amounts
from pii_sweep.detect.amount.till import Labelled
from pii_sweep.detect.amount.total import statement_total, sum_check, total_label
from pii_sweep.detect.text.candidate import Hit, record_of
from pii_sweep.detect.text.line.layout import Line
from pii_sweep.detect.text.pattern import gate
from pii_sweep.types import Passage, Where

_HEAD = gate.gated(
    r"(?i)\b(?:order|invoice|receipt|bestell|rechnung)\w*[ ]{0,2}(?:no|nr|num|number|id|#|:)?[ .:#]{0,4}"
    r"([A-Z\d\-]*\d{3}[A-Z\d\-]*)"
)
_SUMMARY = gate.gated(
    r"(?i)(?:gst|tax|vat)\W{0,3}(?:summary|analysis|breakdown|details)|^\W*(?:mwst|ust)\W{0,3}(?:satz|summe)"
)
_CREDIT_NOTE = gate.gated(
    r"(?i)\b(?:credit (?:note|memo|invoice)|avoir|gutschrift|rechnungskorrektur|storno(?:rechnung)?"
    r"|nota di credito"
    r"|nota de cr[eé]dito|factura rectificativa|creditn?ota|credit ?factuur|kreditn?ota|kreditfaktura"
    r"|faktura koryguj[aą]ca|hyvityslasku|dobropis)\b"
)
_TOTALS = ("final", "gross", "plain")
_RUNNING = frozenset({"page", "prose", "label"})  # layouts whose whole text says what it is about
# The factor of an amount that others come to.
ARITHMETIC = frozenset({"arithmetic"})
# So many characters before and behind an amount may say what it is.
REACH = 72
# With more amounts than this on a page, arithmetic and place are no evidence.
MANY = 500


def find(passage: Passage, lines: list[Line]) -> Iterator[Hit]:
    """Yield the amounts charged that a passage shows: one for each order, record or log line.

    Only a passage where such an amount is `mentioned` can hold one.
    Of a credit note it is the amount given back.
    """
    hits = list(_choose_charged(passage, lines, amounts(lines)))
    if not hits and _CREDIT_NOTE.search(passage.text) is not None:
        hits = list(_choose_charged(passage, lines, amounts(lines, negative=True)))
    if not hits or passage.layout not in _RUNNING:
        yield from hits
        return
    mixed = not transaction.shows_order(passage.text)
    if mixed and transaction.is_of_others(passage.text):
        return
    less = transaction.doubt(passage.text)
    for hit in hits:
        # The words of a bill are of many things: what its lines come to is its total all the same.
        if not mixed or hit.has_factor(ARITHMETIC):
            yield hit.raised("no_order_words", -less) if less else hit


def _choose_charged(passage: Passage, lines: list[Line], found: Sequence[Money]) -> Iterator[Hit]:
    labelled = label_amounts(passage, lines, found)
    if not labelled:
        return
    if passage.layout == "fields":
        groups = _by_record(passage, labelled)
    elif passage.layout == "log":
        groups = [list(group) for _, group in groupby(labelled, key=lambda item: item.money.line)]
    else:
        groups = _by_order(passage.text, lines, labelled)
    summary = _summary_start(passage.text, lines)
    for group in groups:
        best = _choose_best(group, summary)
        if best is not None:
            yield best


def label_amounts(passage: Passage, lines: Sequence[Line], found: Sequence[Money]) -> list[Labelled]:
    """Return amounts with what labels, place and sentences say of each; none of a report or its columns."""
    found = statement_total.drop_report_totals(passage, lines, found)
    if not found:
        return []
    labelled = read_labels(lines, found)
    if len(found) <= MANY and passage.layout in ("page", "label", "prose"):
        labelled = _apply_placement(lines, labelled)
        labelled = sum_check.mark_footings(lines, till.take_balance(labelled))
    if passage.layout in ("page", "prose", "log"):
        labelled = _read_sentences(passage, lines, labelled)
    return labelled


def _summary_start(text: str, lines: Sequence[Line]) -> int:
    """Return where the summary of taxes begins, the end of the text where there is none."""
    found = (line.start for line in lines if _SUMMARY.pattern.search(line.text))
    return next(found, len(text)) if _SUMMARY.admits(text) else len(text)


def _apply_placement(lines: Sequence[Line], labelled: list[Labelled]) -> list[Labelled]:
    """Fill in what place and phrase say of amounts that their own line says nothing of."""
    found = [item.money for item in labelled]
    kinds, blocks = placement.label_by_place(lines, found), placement.blocks(lines, found)
    out: list[Labelled] = []
    for item in labelled:
        kind = blocks.get(item.money.start, item.kind or kinds.get(item.money.start, ""))
        out.append(item if kind == item.kind else item._replace(kind=kind))
    return out


def _read_sentences(passage: Passage, lines: Sequence[Line], labelled: Sequence[Labelled]) -> list[Labelled]:
    """Fill in what a sentence says of its amount; it may have begun on the line before."""
    out: list[Labelled] = []
    for item in labelled:
        kind, money, clause = item.kind, item.money, item.clause
        if kind in ("", "never", "cash") and money.signed:
            before = " ".join(passage.text[max(0, money.start - REACH) : money.start].split("\n")[-2:])
            # `PAID $20.00` is a till's line, `your payment of $20.00` a sentence.
            after = passage.text[money.end : money.end + REACH].partition("\n\n")[0].replace("\n", " ")
            paid = _PAYMENT.search(before) or _IN_FULL.match(after)
            if paid if kind == "cash" else _sentence(passage, before, after):
                phrase = payment_sentence.phrase(before, after)
                kind, clause = phrase or kind, clause or bool(phrase)
            elif kind == "" and _HEAD.pattern.search(before) and _FEES.match(after):
                kind = "gross"
        if (
            kind in _TOTALS
            and money.signed
            and payment_sentence.is_price(passage.text[money.end : money.end + REACH])
        ):
            kind = "never"
        if kind == "" and payment_sentence.has_charge_key(
            lines[money.line].text, money.start - lines[money.line].start
        ):
            kind = "gross"
        same = kind == item.kind and clause == item.clause
        out.append(item if same else item._replace(kind=kind, clause=clause))
    return out


def _sentence(passage: Passage, before: str, after: str) -> bool:
    """Return whether an amount stands in running words, which on a page of labels have to show themselves."""
    if passage.layout != "page":
        return True
    words = _SMALL_WORD.findall(f"{before} {after}")
    return len(words) > 3 or _SAID.search(before) is not None or _ALL.match(after) is not None


_ALL = re.compile(rf"(?i)[ ](?:{total_label.ALL})\b")
# A ticket's price with what is asked on top.
_FEES = re.compile(
    r"(?i)[ ]incl(?:\.|uding|usive(?: of)?|udes)? (?:all )?(?:booking |service |handling )?fees?\b"
)
_SMALL_WORD = re.compile(r"\b[a-z]{2,}\b")
_IN_FULL = re.compile(r"(?i)[ ]in full\b")
_PAYMENT = re.compile(
    r"(?i)\bpayments? (?:of|for)[ ]$|\)[ ]and paid[ ]$|\b(?:i|we|have|had|['’]ve) (?:already )?paid[ ]$"
)
# On a page of labels and figures only a sentence with its subject counts: `We charged $12.00 to your card`.
_SAID = re.compile(
    r"(?i)\b(?:we|you|i)\b|\b(?:bill|order|payment|invoice) (?:for|of)\b|\border [^\n(]{1,24}\($"
)


def read_labels(lines: Sequence[Line], found: Sequence[Money]) -> list[Labelled]:
    out: list[Labelled] = []
    for index, item in enumerate(found):
        line = lines[item.line]
        previous = found[index - 1] if index and found[index - 1].line == item.line else None
        begin = previous.end if previous is not None else line.start
        label = line.text[begin - line.start : item.start - line.start]
        kind = total_label.grade(total_label.last_field(label))
        if not _LETTERS.search(label):
            following = found[index + 1].line == item.line if index + 1 < len(found) else False
            if previous is None and not following:
                label = _find_label_above(lines, item.line)
                kind = total_label.grade(total_label.last_field(label))
            elif (
                previous is not None
                and not following
                and total_label.follows_day(line.text[: item.start - line.start])
            ):
                label = _header(lines, item.line)
                kind = total_label.last_column(label, 2)
            elif previous is not None and not following and not _LETTERS.search(_drop_currencies(line.text)):
                label = _header(lines, item.line)
                kind = total_label.tail_grade(label) or total_label.last_column(
                    label, sum(other.line == item.line for other in found[max(0, index - 20) : index + 1])
                )
            elif previous is not None:
                label, kind = out[-1].label, out[-1].kind
        tail = "" if kind else total_label.tail_grade(label)
        out.append(Labelled(item, label, kind or tail, bool(tail) and not total_label.ends_cell(label)))
    return out


# Two letters of a word, or of `S&H`.
_LETTERS = re.compile(r"[^\W\d_](?:[ ]?&[ ]?)?[^\W\d_]")


def _drop_currencies(text: str) -> str:
    return re.sub(r"\b[A-Z]{3}\b|RM", "", text)


def _header(lines: Sequence[Line], index: int) -> str:
    """Return the header above the last row of a block of figures; last column and last amount agree."""
    after = lines[index + 1].text if index + 1 < len(lines) else ""
    if re.search(r"\d[.,]\d\d\b", after) and not _LETTERS.search(_drop_currencies(after)):
        return ""
    for line in reversed(lines[max(0, index - 5) : index]):
        if _LETTERS.search(_drop_currencies(line.text)):
            return "" if re.search(r"\d[.,]\d\d\b", line.text) else line.text
    return ""


def _find_label_above(lines: Sequence[Line], index: int) -> str:
    """Return the label line above an amount that stands alone on its line."""
    for line in reversed(lines[max(0, index - 4) : index]):
        if line.text.strip():
            return line.text if not re.search(r"\d[.,]\d\d\b", line.text) else ""
    return ""


def _by_record(passage: Passage, labelled: list[Labelled]) -> list[list[Labelled]]:
    groups: dict[str, list[Labelled]] = {}
    spans = {span.start: span for span in passage.spans}
    for item in labelled:
        span = spans.get(item.money.start)
        path = Where(passage.where.ref, json_path=span.json_path, row=span.row) if span else passage.where
        groups.setdefault(record_of(path), []).append(item)
    return list(groups.values())


def _by_order(text: str, lines: Sequence[Line], labelled: list[Labelled]) -> list[list[Labelled]]:
    """Part the amounts at lines that begin another order, where each part has a total of its own."""
    seen, edges = set[str](), list[int]()
    for index, line in enumerate(lines) if _HEAD.admits(text) else ():
        match = _HEAD.pattern.search(line.text)
        if match and match.group(1) not in seen:
            seen.add(match.group(1))
            edges.append(index)
    parts: list[list[Labelled]] = [[] for _ in range(len(edges) + 1)]
    summed = [item.money.line for item in labelled if item.kind in _TOTALS]
    # An order's number may stand behind its total.
    ahead = len(edges) > 1 and bool(summed) and summed[0] < edges[0] and summed[-1] < edges[-1]
    for item in labelled:
        passed = sum(edge <= item.money.line for edge in edges)
        parts[passed if ahead else max(0, passed - 1)].append(item)
    totals = [part for part in parts if any(item.kind in _TOTALS for item in part)]
    if len(totals) > 1 and len(totals) >= len(edges) - 1:
        return totals
    return order_list.parts(lines, labelled) or _by_total(labelled)


def _by_total(labelled: list[Labelled]) -> list[list[Labelled]]:
    """Part the amounts behind each `Order total` of a list of orders: the same label, other values."""
    values: dict[str, set[Decimal]] = {}
    for item in labelled:
        if item.kind == "final" and not item.clause and _ORDERED.search(item.label):
            values.setdefault(_label_words(item), set()).add(item.money.value)
    label = max(values, key=lambda label: len(values[label]), default="")
    if len(values.get(label, ())) < 2:
        return [labelled]
    parts: list[list[Labelled]] = [[]]
    for item in labelled:
        parts[-1].append(item)
        if item.kind == "final" and _label_words(item) == label:
            parts.append([])
    return parts[:-1]


_ORDERED = re.compile(r"(?i)\b(?:order|invoice)")


def _label_words(item: Labelled) -> str:
    return total_label.last_field(item.label).strip(" :.").lower()


def _choose_best(group: Sequence[Labelled], summary: int) -> Hit | None:
    if len(group) > MANY:
        group = [item for item in group if item.kind in ("final", "gross", "plain")][-MANY:]
    usable = [
        item for item in group if item.money.cents or item.money.signed or item.kind in ("final", "gross")
    ]
    paid, sums = till.compute_paid(usable), sum_check.sums(usable)
    best: tuple[float, Labelled, tuple[str, ...]] | None = None
    for item in usable:
        if item.kind in ("final", "gross", "plain"):
            score, reasons = _score(item, usable, summary, sums)
        elif till.is_settled(item, usable):
            score, reasons = 0.66, ("paid_alone:+0.66",)
        elif item.kind == "shipping" and till.is_rounded_to(item, usable):
            score, reasons = 0.72, ("rounded_total:+0.72",)
        elif (till.is_balance(item) or sum_check.is_unlabelled(item)) and item.money.value in sums:
            score, reasons = 0.75, (f"{item.kind and 'balance_'}adds_up:+0.75",)
        elif till.is_net(item, usable):
            score, reasons = 0.66, ("net_last:+0.66",)
        elif (
            item.kind in ("", "shipping", "change", "subtotal")
            and item.money.value in paid
            and item.money.value > 0
        ):
            score, reasons = 0.6, ("cash_less_change:+0.60",)
        else:
            continue
        if item.money.value in paid:
            score, reasons = score + 0.25, (*reasons, "paid:+0.25")
        if best is None or score >= best[0]:
            best = (score, item, reasons)
    if best is None or best[0] <= 0:
        return None
    score, item, reasons = best
    return Hit(
        "ORDER_VALUE", item.money.start, item.money.end, max(0.05, min(0.99, score)), "OrderValue", reasons
    )


def _score(
    item: Labelled, group: Sequence[Labelled], summary: int, sums: frozenset[Decimal]
) -> tuple[float, tuple[str, ...]]:
    factors: list[tuple[str, float]] = [
        (f"label_{item.kind}", {"final": 0.66, "gross": 0.62, "plain": 0.55}[item.kind])
    ]
    value = item.money.value
    if item.clause and any(o.kind in ("final", "gross", "plain") and not o.clause for o in group):
        factors.append(("clause", -0.12))
    if value in sums or item.footed:
        factors.append(("arithmetic", 0.2))
    if item.money.signed:
        factors.append(("currency", 0.05))
    others = [
        o.money.value for o in group if o.kind not in ("cash", "change") and (o.money.cents or o.money.signed)
    ]
    largest = value >= max(others, default=value)
    if largest:
        factors.append(("largest", 0.1))
    if sum(o.money.value == value for o in group) > 1:
        factors.append(("repeated", 0.05))
    if value <= 0:
        factors.append(("zero", -0.6))
    if item.money.start > summary and not (largest and item.kind != "plain"):
        factors.append(("tax_summary", -0.35))
    if not item.money.cents and not item.money.signed:
        factors.append(("whole", -0.15))
    if item.label.strip().islower() and item.kind == "plain" and not item.money.signed:
        factors.append(("prose", -0.1))
    return sum(weight for _, weight in factors), tuple(f"{name}:{weight:+.2f}" for name, weight in factors)
