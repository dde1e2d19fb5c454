"""Which short texts are notes: names in them are scored by what is fitted on such."""

from __future__ import annotations

from collections.abc import Sequence

from pii_sweep.detect.model import sign_pair
from pii_sweep.detect.text.candidate import Hit

# A text of fewer words is a setting or a value.
_FEW_WORDS = 3


def is_note(text: str, hits: Sequence[Hit], layout: str) -> bool:
    """Return whether names in a short text are scored by what is fitted on such.

    Not in a setting, a label, the head of a slip, a form or a roll.
    """
    return may_be_note(text, layout) and not any(_is_of_form(text, hit) for hit in hits)


def may_be_note(text: str, layout: str) -> bool:
    """Return whether a text has the layout and the words of a note."""
    return layout in {"prose", "page"} and _count_words(text) >= _FEW_WORDS


def _count_words(text: str) -> float:
    """Return how many words a text has; where no blanks are between them two signs are one."""
    pieces = text.split()
    if len(pieces) >= _FEW_WORDS or not sign_pair.has_signs(text):
        return len(pieces)
    return sum(max(1.0, len(sign_pair.signs(piece)) / 2) for piece in pieces)


def _is_of_form(text: str, hit: Hit) -> bool:
    """Return whether a claim is a name in a column, one with a title behind its comma, or an address.

    An address makes a form of a short text in ASCII, and of a row's values, a line each; in other texts the
    network knows names that rules miss.
    """
    if hit.entity != "PERSON":
        return hit.entity == "STREET_ADDRESS" and (text.isascii() or _is_row(text))
    factor = hit.reasons[0].partition(":")[0] if hit.reasons else ""
    return factor == "column" or (factor == "title" and "," in text[hit.start : hit.end])


def _is_row(text: str) -> bool:
    return all(_count_words(line) <= _FEW_WORDS for line in text.splitlines())
