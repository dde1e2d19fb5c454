"""Stretches of a text that are taken, asked for in time that does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterable


class Taken:
    """Stretches, by the cells of 64 characters that they lie in."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """Take some from the beginning."""
        self._near: dict[int, list[tuple[int, int]]] = {}
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Take one more."""
        for cell in _cells(start, end):
            self._near.setdefault(cell, []).append((start, end))

    def meets(self, start: int, end: int) -> bool:
        """Tell whether a stretch overlaps one that is taken."""
        return any(
            low < end and start < high
            for cell in _cells(start, end)
            for low, high in self._near.get(cell, ())
        )


def _cells(start: int, end: int) -> range:
    return range(start >> 6, (max(start, end - 1) >> 6) + 1)
