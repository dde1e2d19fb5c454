"""The entities that a sweep is restricted to: the others are read, as context, and left out at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from pii_sweep.entities import CUSTOMER_ID
from pii_sweep.types import Cells, Detection, Gap, Note, Rows


def wants(asked: Set[str], entity: str) -> bool:
    """Return whether a list asks for an entity; an empty one asks for all, and people's numbers link."""
    return not asked or entity in asked or entity == CUSTOMER_ID


def keep_asked(
    asked: Set[str], items: Iterable[Detection | Rows | Gap | Note]
) -> Iterator[Detection | Rows | Gap | Note]:
    """Yield items without the findings that a list does not ask for, and rows without their columns.

    A name says what the number next to it is, and whose: what one recognizer finds is context of the others,
    so nothing is left out before all of them have read.
    """
    for item in items:
        if isinstance(item, Detection):
            if wants(asked, item.entity):
                yield item
        elif not isinstance(item, Rows):
            yield item
        elif cells := tuple(one for one in item.cells if _is_asked(asked, one)):
            yield item if len(cells) == len(item.cells) else replace(item, cells=cells)


def _is_asked(asked: Set[str], cells: Cells) -> bool:
    return wants(asked, cells.entity)
