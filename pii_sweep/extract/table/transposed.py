"""Tables that lie on their side: names of fields in the first column, a person in each other one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.column_labels import GOODS, PERSON, clean_name
from pii_sweep.extract.table.record import Path, fields
from pii_sweep.types import Passage, Where

Row = Sequence[str]
# Fewer fields are no record; more columns than this are no comparison that somebody reads.
LEAST, MOST = 3, 40
# Two columns may be of anything: so many of their labels indicate that they are one person's form.
FORM = 4
MAX_LABEL = 40
# The header of such a table says nothing of the fields below it.
_FIELD = re.compile(
    r"(?i)(?:item|field|attribute|property|parameter|label|key|name|question|element|data ?point|column|info"
    r"|feld|merkmal|eigenschaft|frage|champ|libell[eé]|campo|dato|veld|pole|f[aä]lt|felt)s?(?:[ _]?name)?"
)
_VALUE = re.compile(
    r"(?i)(?:value|answer|response|content|entry|detail|data|wert|antwort|inhalt|eintrag|angabe|valeur|r[eé]ponse"
    r"|valor|respuesta|valore|risposta|waarde|antwoord|warto[sś][cć]|v[aä]rde|v[aæ]rdi)s?"
)


def is_transposed(rows: Sequence[Row]) -> bool:
    """Return whether the first column of a small table names what is known of the people in the others."""
    rows = _below_header(rows)
    labels = [row[0].strip() for row in rows if row and row[0].strip()]
    width = max(map(len, rows), default=0)
    if not (LEAST <= len(labels) >= len(rows) - 1 and 2 <= width <= MOST) or len(set(labels)) < len(labels):
        return False
    if any(len(label) > MAX_LABEL or sum(map(str.isdigit, label)) > 2 or "@" in label for label in labels):
        return False
    people = sum(PERSON.search(label) is not None for label in labels)
    across = [cell for row in rows[:2] for cell in row[1:] if PERSON.search(cell)]
    least = 2 if width > 2 else max(FORM, len(labels) // 3)
    return people >= least and not across and not any(map(GOODS.search, labels))


def records(rows: Sequence[Row], where: Where, budget: Budget) -> Iterator[Passage]:
    """Yield each column but the first as `name: value` lines; its place is its column.

    The path of a value begins with its person's number: what a column holds is one record.
    """
    rows = _below_header(rows)
    for column in range(1, max(map(len, rows))):
        leaves = [
            ((clean_name(row[0]),), " ".join(row[column].split()))
            for row in rows
            if row and row[0].strip() and column < len(row) and row[column].strip()
        ]
        if leaves:
            inner = replace(where, column=column + 1)
            yield from fields(leaves, 0, partial(_path, column - 1), inner, budget)


def _path(number: int, path: Path) -> str:
    return f"$[{number}].{path[-1]}"


def _below_header(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows below a header of two words that say only what the columns are: `item,value`."""
    top = [cell.strip() for cell in rows[0]] if rows else []
    headed = len(top) == 2 and _FIELD.fullmatch(top[0]) and _VALUE.fullmatch(top[1])
    return rows[1:] if headed else rows
