"""Where a pattern that looks at the words right before a place need begin."""

from __future__ import annotations


def find_begin(text: str, low: int, end: int, blanks: int) -> int:
    """Return from where on a match that ends at a place can begin, which has so many blanks at most.

    A pattern that is tried from there on finds the same as from `low` on, and sooner: it fails at each letter
    of the words further to the left.
    """
    at = end
    for _ in range(blanks + 1):
        at = text.rfind(" ", low, at)
        if at < 0:
            return low
    return at + 1
