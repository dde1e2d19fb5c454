"""Stretches of a text that are taken, asked for in time that does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterable

FEW = 32  # so many are gone through as quickly


class Taken:
    """Stretches; where they are many, by the cells of 64 characters that they lie in."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """Take some from the beginning."""
        self._all = list(spans)
        self._near: dict[int, list[tuple[int, int]]] = {}
        if len(self._all) > FEW:
            self._place(self._all)

    def add(self, start: int, end: int) -> None:
        """Take one more."""
        self._all.append((start, end))
        if len(self._all) == FEW + 1:
            self._place(self._all)
        elif len(self._all) > FEW:
            self._place(self._all[-1:])

    def _place(self, spans: Iterable[tuple[int, int]]) -> None:
        for start, end in spans:
            for cell in _cells(start, end):
                self._near.setdefault(cell, []).append((start, end))

    def meets(self, start: int, end: int) -> bool:
        """Return whether a stretch overlaps one that is taken."""
        if len(self._all) <= FEW:
            return any(low < end and start < high for low, high in self._all)
        return any(
            low < end and start < high
            for cell in _cells(start, end)
            for low, high in self._near.get(cell, ())
        )


def _cells(start: int, end: int) -> range:
    return range(start >> 6, (max(start, end - 1) >> 6) + 1)
