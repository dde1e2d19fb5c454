"""Columns that repeat another one's values in most rows, as gazetteers have a name in ASCII next to it."""

from __future__ import annotations

from collections.abc import Sequence

from pii_sweep.detect.tables.column_header import SAMPLE, Sampled
from pii_sweep.detect.text import lexicon

# The share of rows that have the same name twice, and the fewest rows that show it.
_SAME, _LEAST = 0.5, 3
# So near to each other both spellings of a name are, and so many first rows show one of them.
_REACH, _FIRST = 2, 10


def drop_repeated(samples: Sequence[Sampled], rows: Sequence[Sequence[str]]) -> list[Sampled]:
    """Return columns without those that repeat one right before them: no half of a name repeats the other.

    Case, accents and signs aside: `Benito Juárez` and `Benito Juarez` are the same name, `Jacobabad` and
    `Jacob Abad`, too.
    """
    kept: list[Sampled] = []
    for sample in samples:
        near = (one for one in kept if sample.index - one.index <= _REACH)
        if not any(_repeats(sample.index, one.index, rows[:SAMPLE]) for one in near):
            kept.append(sample)
    return kept


def _repeats(one: int, other: int, rows: Sequence[Sequence[str]]) -> bool:
    """Return whether most rows that fill both columns have the same letters in them."""
    both = [(row[one], row[other]) for row in rows if max(one, other) < len(row)]
    both = [(left, right) for left, right in both if left.strip() and right.strip()]
    if not _count_same(both[:_FIRST]):
        return False
    return _count_same(both) >= max(_LEAST, _SAME * len(both))


def _count_same(pairs: Sequence[tuple[str, str]]) -> int:
    return sum(left == right or _join(left) == _join(right) for left, right in pairs)


def _join(value: str) -> str:
    return "".join(filter(str.isalpha, lexicon.plain(value.lower())))
