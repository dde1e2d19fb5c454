"""Tables that lie on their side: names of fields in the first column, a person in each other one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.column_labels import GOODS, PERSON, clean_name
from pii_sweep.extract.table.record import fields
from pii_sweep.types import Passage, Where

Row = Sequence[str]
# Fewer fields are no record; more columns than this are no comparison that somebody reads.
LEAST, MOST = 3, 40
# Two columns may be of anything: so many of their labels indicate that they are one person's form.
FORM = 4
MAX_LABEL = 40


def turned(rows: Sequence[Row]) -> bool:
    """Return whether the first column of a small table names what is known of the people in the others."""
    labels = [row[0].strip() for row in rows if row and row[0].strip()]
    width = max(map(len, rows), default=0)
    if not (LEAST <= len(labels) >= len(rows) - 1 and 2 <= width <= MOST) or len(set(labels)) < len(labels):
        return False
    if any(len(label) > MAX_LABEL or sum(map(str.isdigit, label)) > 2 or "@" in label for label in labels):
        return False
    told = sum(PERSON.search(label) is not None for label in labels)
    across = [cell for row in rows[:2] for cell in row[1:] if PERSON.search(cell)]
    least = 2 if width > 2 else max(FORM, len(labels) // 3)
    return told >= least and not across and not any(map(GOODS.search, labels))


def records(rows: Sequence[Row], where: Where, budget: Budget) -> Iterator[Passage]:
    """Yield each column but the first as `name: value` lines; its place is its column."""
    for column in range(1, max(map(len, rows))):
        leaves = [
            ((clean_name(row[0]),), " ".join(row[column].split()))
            for row in rows
            if row and row[0].strip() and column < len(row) and row[column].strip()
        ]
        if leaves:
            inner = replace(where, column=column + 1)
            yield from fields(leaves, 0, lambda path: str(path[-1]), inner, budget)
