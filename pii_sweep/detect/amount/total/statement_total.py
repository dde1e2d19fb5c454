"""Totals that are no charge: of payslips, statements of a year, balances, races, columns of a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pii_sweep.detect.amount.money import Money
from pii_sweep.detect.text.line.layout import Line
from pii_sweep.detect.text.pattern import gate
from pii_sweep.types import Passage

_REPORT = gate.gated(
    r"(?im)^[^\n.!?]{0,40}\b(?:pay ?slip|pay ?stub|pay advice|earnings statement|(?:basic|base) salary"
    r"|net pay|statements? of (?:operations|income|earnings|cash flows?|financial position)|balance sheet"
    r"|gross margin|income before tax(?:es)?|(?:aged )?trial balance|aged (?:receivables|payables)"
    r"|purse:? [$€£])(?![^\W\d_])[^\n.!?]{0,60}(?:[.]\d\d[^\n.!?]{0,20}){0,6}$"
)
# The title of a payslip in other languages than English; that of an accountant's work has its price behind.
_PAYSLIP = gate.gated(
    r"(?im)^[^\n.!?:$€£]{0,32}(?<![^\W\d_])"
    r"(?:(?:lohn|gehalts|entgelt|bezüge|verdienst)(?:abrechnung|nachweis|zettel)|(?:bulletin|fiche) de paie"
    r"|(?:recibo|hoja) de n[óo]mina|n[óo]mina (?:de|del|mes|mensual)|busta paga|cedolino"
    r"|recibo de (?:vencimento|salário)"
    r"|contracheque|holerite|(?:loon|salaris)(?:strook|specificatie)|lista płac"
    r"|pasek (?:płacowy|wynagrodze\w+)"
    r"|lönebesked|lönespecifikation|lønseddel|lønnsslipp|palkkalaskelma|palkkaerittely|výplatní páska"
    r"|výplatná páska|расч[её]тный лист(?:ок)?|розрахунковий лист(?:ок)?|maaş bordrosu"
    r"|bérjegyzék|fluturaș de salariu|給与明細書?|給料明細|賞与明細|工资条|工資單|工资单|급여명세서?)"
    r"(?:(?!\d[.,]\d\d(?!\d))[^\n.!?$€£]){0,60}$"
)
# The title of what a shop sold in a time, which stands on a line without amounts.
_SALES = gate.gated(
    r"(?im)^[^\n.!?:$€£]{0,32}\b"
    r"(?:(?:(?:daily|weekly|monthly|quarterly|annual|yearly|hourly) (?:sales|takings)"
    r"(?: report| summary| totals)?|(?:net |gross )?sales (?:report|summary|analysis|journal)"
    r"|(?:inventory|stock|asset) (?:valuation|report|summary|value|list)"
    r"|z[- ]?(?:report|reading)|x[- ]?(?:report|reading)"
    r"|(?:end of (?:day|shift)|till|register|drawer|shift|takings|batch|settlement)"
    r" (?:report|reading|summary))[ ]{0,3}(?:$|[-–—|,(#]|(?:for|from|of|to|by|no|week|all)\b|\d))"
    r"[^\n.!?$€£]{0,60}$"
)
# A line that sums up so many columns is a report's, no order's: goods, tax, total and one more at most.
COLUMNS = 5
_WORD = re.compile(r"[^\W\d_]{2}")


# The first filled cell of a row that sums up the others.
_FOOT = re.compile(
    r"(?i)[^:\n]+:[ ](?:(?:grand |sub-?)?totals?|sum|summe|gesamt|totaal|summa)\b:?[^\n]{0,20}(?:\n|$)"
)


def is_table_foot(passage: Passage) -> bool:
    """Return whether a record is the row of a table that sums up the others."""
    return passage.where.row is not None and _FOOT.match(passage.text) is not None


# Fields of a series, and values that are finer than money: `0.834`, and `1.774` next to `4.35`.
_SERIES, _FINE = 5, 0.3
_FIELD = re.compile(r"(?m)^([^\d\W][^\n:]{0,80}): -?(\d+)[.,](\d+)$")


def find_measured(text: str) -> frozenset[str]:
    """Return the labels of a record's fields whose values are measures in a series: `Data.Valor: 0.834`."""
    series: dict[str, list[tuple[str, str]]] = {}
    for label, whole, part in _FIELD.findall(text):
        series.setdefault(label, []).append((whole, part))
    return frozenset(label for label, values in series.items() if _are_measures(values))


def _are_measures(values: Sequence[tuple[str, str]]) -> bool:
    """Return whether numbers, as their digits before and behind a point, have more of these than cents."""
    fine = [(whole, part) for whole, part in values if len(part) > 2]
    mixed = len(fine) < len(values) or any(whole == "0" or len(part) > 3 for whole, part in fine)
    return len(values) >= _SERIES and mixed and len(fine) >= _FINE * len(values)


def drop_report_totals(passage: Passage, lines: Sequence[Line], found: Sequence[Money]) -> list[Money]:
    """Return the amounts that may be an order's: none of a report, none of a line that sums up columns.

    A line of figures alone stays: it may be the last row under an invoice's header.
    """
    if (
        not found
        or is_table_foot(passage)
        or (passage.layout in ("page", "prose") and _is_report(passage.text))
    ):
        return []
    if passage.layout == "fields" and (measured := find_measured(passage.text)):
        found = [item for item in found if lines[item.line].text.partition(": ")[0] not in measured]
    counts = Counter(item.line for item in found if item.cents)
    summed = {line for line, count in counts.items() if count >= COLUMNS and _has_label(lines, found, line)}
    return [item for item in found if item.line not in summed]


def _is_report(text: str) -> bool:
    return any(one.search(text) is not None for one in (_REPORT, _SALES, _PAYSLIP))


def _has_label(lines: Sequence[Line], found: Sequence[Money], at: int) -> bool:
    """Return whether a line has a label before its first amount and nothing but figures behind it."""
    first = next(item.start for item in found if item.line == at) - lines[at].start
    text = lines[at].text
    return _WORD.search(text[:first]) is not None and _WORD.search(text[first:]) is None
