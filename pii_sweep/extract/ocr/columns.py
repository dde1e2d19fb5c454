"""Which segments stand below one another, and which columns' rows belong together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pii_sweep.extract.ocr.proximity import Neighbours
from pii_sweep.extract.ocr.segments import Segment, is_figure

MONEY = re.compile(r"[$€£¥]|\d[.,]\d\d(?![.,]?\d)")
LAST_LINE = re.compile(
    r"\b[A-Za-z]{2}\.?,?\s+\d{5}(?:-\d{4})?\b|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b"
)  # of an address
Chain = list[int]
Row = tuple[str, str]  # what two neighbours say


def columns(ordered: Sequence[Segment], near: Neighbours) -> list[Chain]:
    """Return chains of indices: each segment below the nearest one that it overlaps.

    `ordered` is sorted by `middle`.
    """
    above, below = dict[int, int](), dict[int, int]()
    for lower, upper in near.tight:
        if lower not in above and upper not in below:
            above[lower], below[upper] = upper, lower
    lone = {index for index in range(len(ordered)) if index not in above and index not in below}
    for lower, upper in near.wide:
        free = lower in lone and lower not in above and upper not in below
        if free and (upper not in above or _is_even(ordered, above[upper], upper, lower)):
            above[lower], below[upper] = upper, lower
    for lower, upper in near.far:
        free = lower in lone and upper in lone and lower not in above and upper not in below
        if free and _is_next(ordered[upper], ordered[lower]):
            above[lower], below[upper] = upper, lower
    return [_chain(index, below) for index in range(len(ordered)) if index not in above]


def _chain(index: int, below: Mapping[int, int]) -> Chain:
    found = [index]
    while (index := below.get(index, -1)) >= 0:
        found.append(index)
    return found


def _is_next(upper: Segment, lower: Segment) -> bool:
    """Return whether a text layer draws one line right after another, as it does what is one text."""
    return upper.words[0].confidence is None and 0 <= upper.drawn[1] == lower.drawn[0] - 1


def _is_even(ordered: Sequence[Segment], first: int, second: int, third: int) -> bool:
    """Return whether a lone line is as far below the second of two lines as that is below the first."""
    one, two, part = ordered[first], ordered[second], ordered[third]
    gap, before = part.box.y0 - two.box.y1, two.box.y0 - one.box.y1
    return abs(gap - before) < 0.3 * min(part.height, two.height)


def partners(
    ordered: Sequence[Segment], chains: Sequence[Chain], left_of: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield (left, right) numbers of chains whose rows belong together; `left_of` knows left neighbours."""
    texts = [part.text for part in ordered]
    home = {index: number for number, chain in enumerate(chains) for index in chain}
    for number, chain in enumerate(chains):
        by_left: dict[int, list[tuple[int, int]]] = {}
        for index in chain:
            if index in left_of and (left := home[left_of[index]]) != number:
                by_left.setdefault(left, []).append((left_of[index], index))
        if not by_left:
            continue
        right = [texts[index] for index in chain]
        figures = sum(map(is_figure, right))
        are_figures = 2 * figures >= len(chain) and not _is_address(right)
        few = max(2, 2 * sum(map(len, by_left.values())))  # lines for so many rows: they agree
        labelled: list[int] = []
        for left, pairs in by_left.items():
            cells = [texts[index] for index in chains[left]]
            rows = [(texts[one].rstrip(), texts[two]) for one, two in pairs]
            if _are_values(cells, rows, few) if are_figures else _belong(cells, right, rows):
                yield left, number
            elif not are_figures and _are_labels(ordered, chains[left], pairs):
                labelled.append(left)
        edges = [ordered[chains[left][0]].box.x0 for left in labelled]
        for left in by_left if labelled else ():
            if left in labelled or _go_on(ordered, chains[left], edges):
                yield left, number


def _are_values(left: Sequence[str], rows: Sequence[Row], few: int) -> bool:
    """Return whether any figure belongs to what stands on its left: money always, a code if rows agree."""
    if any(MONEY.search(value) for _, value in rows):
        return True
    if any(map(LAST_LINE.search, left)):
        return False  # a weight or a phone number next to an address
    return len(left) <= few or any(label.endswith((":", "#")) for label, _ in rows)


def _is_address(texts: Sequence[str]) -> bool:
    """Return whether a column has lines of words among its figures (names, streets)."""
    return len(texts) > 2 and sum(len(text.split()) > 1 and not is_figure(text) for text in texts) > 1


def _belong(left: Sequence[str], right: Sequence[str], rows: Sequence[Row]) -> bool:
    """Return whether two columns are labels and values, counts and things, or columns of a table."""
    if len(rows) < 0.6 * min(len(left), len(right)):
        return False
    labelled = sum(label.endswith((":", "#")) for label, _ in rows)
    values = sum(not value.rstrip().endswith(":") for _, value in rows)
    if 2 * min(labelled, values) > len(rows):
        return True
    counts = sum(is_figure(label) for label, _ in rows)
    if 2 * counts > len(rows) and max(len(left), len(right)) <= 1.7 * len(rows):
        return True
    if len(rows) < 2:
        return False
    names = len(left) == len(rows) and not any(_has_digit(text) or len(text.split()) > 3 for text in left)
    varied = names and any(_has_digit(value) for _, value in rows)
    return varied or _is_table(left, right, rows)


def _are_labels(ordered: Sequence[Segment], left: Chain, pairs: Sequence[tuple[int, int]]) -> bool:
    """Return whether a column is labels of the values on their right, one of which has a digit.

    A heading may stand above the labels, a label may go on in a line of its own, and one so wide that its
    value follows at once has none on its right.
    """
    values = dict(pairs)
    inner = min(ordered[value].box.x0 for value in values.values())
    labels = [one for one in left if one in values or ordered[one].box.x1 <= inner]
    if labels and not (labels[0] in values and _is_label(ordered[labels[0]].text)):
        labels = labels[1:]
    valued = [one for one in labels if one in values]
    return (
        len(valued) >= LEAST_LABELS
        and len(labels) - len(valued) <= len(labels) // 3
        and all(_is_label(ordered[one].text) for one in labels)
        and any(_has_digit(ordered[values[one]].text) for one in valued)
    )


def _go_on(ordered: Sequence[Segment], left: Chain, edges: Sequence[float]) -> bool:
    """Return whether lines are labels below a column of labels that begins where they do."""
    first = ordered[left[0]]
    return all(_is_label(ordered[one].text) for one in left) and any(
        abs(first.box.x0 - edge) < 0.3 * first.height for edge in edges
    )


LEAST_LABELS = 3


def _is_label(text: str) -> bool:
    return not _has_digit(text) and len(text.split()) <= 3


def _is_table(left: Sequence[str], right: Sequence[str], rows: Sequence[Row]) -> bool:
    """Return whether two columns are a table's: of one length, each with cells of one kind."""
    if left[0].endswith(":") or len(rows) < 4 or len(left) != len(right) or len(rows) < len(left):
        return False
    return _are_alike(left) and _are_alike(right)


def _are_alike(texts: Sequence[str]) -> bool:
    if sum(len(text.split()) for text in texts) >= 5 * len(texts):
        return False
    kinds = Counter((text[:1].isdecimal(), _has_digit(text), "@" in text) for text in texts)
    return max(kinds.values()) >= 0.9 * len(texts)


def _has_digit(text: str) -> bool:
    return any(map(str.isdecimal, text))
