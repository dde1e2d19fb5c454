"""Typed columns: which columns of a table are of which type, against the truth of datahub-classify.

Judged as entities: each typed column is one truth, its value the column's name; each column in
which at least a fifth of the filled cells is found to be of a type is one finding.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pii_sweep.evaluate.item import Item
from pii_sweep.evaluate.truth import Labelled, Truth
from pii_sweep.types import Detection, Piece, Table

# Their type to ours; a type that is absent (age, gender) is of no entity of ours.
TYPES = {
    "Full_Name": "PERSON",
    "Street_Address": "STREET_ADDRESS",
    "Credit_Debit_Card_Number": "CREDIT_CARD",
    "US_Social_Security_Number": "US_SSN",
    "Phone_Number": "PHONE_NUMBER",
    "Email_Address": "EMAIL_ADDRESS",
    "IBAN": "IBAN_CODE",
    "US_Driving_License_Number": "US_DRIVER_LICENSE",
}
# Columns that the truth leaves out although they are of a type: parts of names, places, card codes.
PARTS = (
    "first name",
    "last name",
    "maiden name",
    "city",
    "state",
    "zip",
    "latitude",
    "longitude",
    "birthdate",
    "cvc",
)
LEAST = 0.2


def columns(corpus: Path) -> Iterator[Item]:
    """Yield each table with its typed columns."""
    expected = json.loads((corpus / "expected_infotypes.json").read_text(encoding="utf-8"))
    for name, typed in sorted(expected.items()):
        file = next((path for path in sorted(corpus.iterdir()) if path.stem == name), None)
        if file is None:
            continue
        truths = tuple(Truth(TYPES[kind], column) for column, kind in typed.items() if kind in TYPES)
        judged = frozenset(TYPES.values())
        labelled = Labelled(name, file.suffix[1:], "table", truths, ignore=PARTS, judged=judged)
        yield Item(labelled, file=file, columns=True)


def count_filled(pieces: Iterable[Piece]) -> Counter[str]:
    """Return how many cells of each named column are not empty, over the parts of a table."""
    cells: Counter[str] = Counter()
    for piece in pieces:
        if isinstance(piece, Table):
            for row in piece.rows:
                cells.update(name for name, cell in zip(piece.header, row, strict=False) if cell.strip())
    return cells


def by_column(detections: Iterable[Detection], cells: Mapping[str, int]) -> list[Detection]:
    """Return one detection a column and type, valued by the column's name, where a fifth of cells hold it.

    `cells` is what `filled` returns; a column that it does not name counts by the rows that hold anything.
    """
    kept = [item for item in detections if item.where.column_name]
    rows: dict[tuple[str, str], set[int | None]] = {}
    first: dict[tuple[str, str], Detection] = {}
    for item in kept:
        mark = (item.entity, str(item.where.column_name))
        first.setdefault(mark, item)
        rows.setdefault(mark, set()).add(item.where.row)
    any_row = len({item.where.row for item in kept})
    return [
        first[mark].at(value=mark[1])
        for mark, held in rows.items()
        if len(held) >= LEAST * (cells.get(mark[1]) or any_row)
    ]
