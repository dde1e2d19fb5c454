"""The cells of decided columns as detections, one row after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pii_sweep.entities import CUSTOMER_ID
from pii_sweep.types import Cells, Detection, Gap, Note, Rows, Spot, Where


def detection(rows: Rows, cells: Cells, at: int) -> Detection:
    """Return one cell of a table part, or the cells joined to one value, as a detection."""
    number, w, value = rows.first_row + at, rows.where, cells.values[at]
    where = Where(
        w.ref, w.inside, w.page, w.box, w.line, number, cells.column, cells.column_name, w.json_path
    )
    parts = {part: column[at] for part, column in cells.parts.items() if column[at]}
    spot = spot_of(cells, at)
    return Detection(
        cells.entity, value, where, spot.score, spot.start, spot.end, spot.recognizer, spot.reasons,
        cells.role, parts, f"{w.member or ''}|row {number}",
    )  # fmt: skip


def spot_of(cells: Cells, at: int) -> Spot:
    """Return where in its cell a value of a column stands, and why it was found."""
    return cells.spots.get(at) or Spot(0, len(cells.values[at]), cells.score, "Column", cells.reasons)


def split_tables(items: Iterable[Detection | Rows | Gap | Note]) -> Iterator[Detection | Gap | Note]:
    """Yield what is found with the parts of tables taken apart: row by row, cell by cell."""
    for item in items:
        if isinstance(item, Rows):
            yield from (detection(item, cells, at) for at, _, cells in iterate_filled(item))
        elif isinstance(item, Note) and item.measure == "examined":
            continue  # of the ledger, not of what was found
        elif not isinstance(item, Detection) or item.entity != CUSTOMER_ID:
            yield item


def iterate_filled(rows: Rows) -> Iterator[tuple[int, int, Cells]]:
    """Yield the row, the place among the cells, and the cells, of all findings, row by row."""
    for at in range(len(rows)):
        for place, cells in enumerate(rows.cells):
            if cells.values[at] and cells.entity != CUSTOMER_ID:
                yield at, place, cells
