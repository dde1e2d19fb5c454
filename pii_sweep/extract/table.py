"""Rows become `Table` chunks: at most 1,000 rows each, equally wide, in flat memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pii_sweep.extract.budget import Budget
from pii_sweep.types import Table, Where

ROWS = 1000
# A chunk of long cells closes earlier.
CHUNK_CHARACTERS = 1 << 21


def tables(
    rows: Iterable[Sequence[str]], header: Sequence[str], where: Where, budget: Budget, first_row: int = 1
) -> Iterator[Table]:
    """Yield a table's rows in chunks.

    A row wider than the header is kept whole: the header gets empty names for it.
    """
    held: list[Sequence[str]] = []
    size = 0
    for row in rows:
        held.append(row)
        size += sum(map(len, row))
        if len(held) >= ROWS or size >= CHUNK_CHARACTERS:
            budget.characters(size)
            yield _chunk(held, header, where, first_row)
            first_row += len(held)
            held, size = [], 0
    if held:
        budget.characters(size)
        yield _chunk(held, header, where, first_row)


def _chunk(held: list[Sequence[str]], header: Sequence[str], where: Where, first: int) -> Table:
    width = max(len(header), *map(len, held))
    names = (*header, *[""] * (width - len(header))) if header else ()
    rows = tuple(tuple(row) if len(row) == width else (*row, *[""] * (width - len(row))) for row in held)
    return Table(where, names, rows, first)
