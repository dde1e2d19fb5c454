"""What a table in a picture is of, by its labels and what its cells hold: people, orders, or goods."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pii_sweep.extract.table.column_labels import MIN_COLUMNS, PERSON

MAX_WORDS = 5  # of a column's label
MIN_RECORDS = 3  # of up to three columns; of more columns, two are enough
WIDE_TABLE = 4
ALIKE = 0.75  # of a column's cells are of one kind
FILLED = 0.6  # of a table's cells hold something
HOLDER = re.compile(
    r"(?i)\b(?:attendee|resident|owner|applicant|payee|payer|volunteer|household|consignee"
    r"|guardian|parent|surname|last(?: name)?$"
    r"|(?:bill|ship|sold)(?:ed|ped)? to)\b"
)
AMOUNT = re.compile(r"(?i)\b(?:total|amount|paid|charged|due|balance)\b")
GOODS = re.compile(r"(?i)\b(?:qty|quantity|sku|upc|unit price|price|ext|each)\b")
THING = re.compile(r"(?i)\b(?:items?|products?|files?|descriptions?|sizes?|events?|hosts?|teams?)\b")
MONEY = re.compile(r"[$€£]|\d[.,]\d\d$")
PLACED = re.compile(r"(?i)phone|mobile|street|address|ssn|social security|birth|dob")
ORDER = re.compile(r"(?i)\b(?:order|invoice|receipt|booking|reservation)s?\b")
# What an order's sum is made of: next to it stands another block, no column of the same table.
CHARGE = re.compile(r"(?i)(?:(?:sub-?|grand )?total|(?:sales )?tax|vat|shipping|delivery|discount)s?:?")
FOOT = re.compile(
    r"(?i)(?:grand |sub-?)?totals?:?|sum|summe|page \d+.*|\d+ (?:results?|records?|rows?|items?)"
)


def is_person(label: str) -> bool:
    """Return whether a column's label says that its cells indicate people."""
    return bool(PERSON.search(label) or HOLDER.search(label)) and THING.search(label) is None


def holds_people(names: Sequence[str], records: Sequence[Sequence[str]]) -> bool:
    """Return whether rows are a table of people or of orders: not of goods, a form or adjacent blocks."""
    texts = [[row[at] for row in records if row[at]] for at in range(len(names))]
    if len(records) < (MIN_RECORDS if len(names) < WIDE_TABLE else MIN_RECORDS - 1):
        return False
    if any(map(GOODS.search, names)) or any(len(name.split()) > MAX_WORDS for name in names):
        return False
    if sum(map(len, texts)) < FILLED * len(names) * len(records):
        return False
    unlike = sum(not column or _share(column) < ALIKE for column in texts)
    if 3 * unlike > len(names):
        return False
    if len(names) == MIN_COLUMNS and (
        any(map(_money, texts)) or any(CHARGE.fullmatch(row[0]) for row in records)
    ):
        return False
    orders = any(map(ORDER.search, names)) and any(
        AMOUNT.search(name) and _money(column) for name, column in zip(names, texts, strict=True)
    )
    people = [
        _keeps(name, column) and 2 * len(column) > len(records)
        for name, column in zip(names, texts, strict=True)
        if is_person(name)
    ]
    return any(people) or (orders and len(names) > MIN_COLUMNS)


def _money(texts: Sequence[str]) -> bool:
    return 2 * sum(MONEY.search(text) is not None for text in texts) > len(texts)


def _kind(text: str) -> str:
    return "@" if "@" in text else "0" if any(map(str.isdecimal, text)) else "a"


def _share(texts: Sequence[str]) -> float:
    """Return how many of a column's cells are of its commonest kind: signs, digits or words first."""
    kinds = list(map(_kind, texts))
    return max(map(kinds.count, kinds)) / len(kinds)


def _keeps(name: str, texts: Sequence[str]) -> bool:
    """Return whether a column's cells fit its name: addresses and phones have digits, names none."""
    wanted = "@" if re.search(r"(?i)e-?mail", name) else "0" if PLACED.search(name) else "a"
    kinds = list(map(_kind, texts))
    return bool(kinds) and kinds.count(wanted) >= ALIKE * len(kinds)


def sums_up(row: Sequence[str]) -> bool:
    """Return whether a row of cells is the foot of a table: a total, a count of its rows."""
    return FOOT.fullmatch(next((text for text in row if text), "")) is not None
