"""Which segments stand below one another, and which columns' rows belong together."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial

from pii_sweep.extract.ocr.segments import Segment, is_figure, same_row

TIGHT = 0.95  # the widest gap between lines of a block, in heights
WIDE = 2.0  # the same for lines set wide, evenly and to one left edge
MONEY = re.compile(r"[$€£¥]|\d[.,]\d\d(?![.,]?\d)")
LAST_LINE = re.compile(
    r"\b[A-Za-z]{2}\.?,?\s+\d{5}(?:-\d{4})?\b|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b"
)  # of an address
Chain = list[int]
Fit = Callable[[Sequence[Segment], Chain, Chain], bool]


def columns(ordered: Sequence[Segment]) -> list[Chain]:
    """Return chains of indices: each segment below the nearest one that it overlaps.

    `ordered` is sorted by `middle`.
    """
    every = range(len(ordered))
    chains = _chained(ordered, [[index] for index in every], every, _fits_tight)
    lone = sorted(chain[0] for chain in chains if len(chain) == 1)
    return _chained(ordered, chains, lone, _fits_wide)


def _chained(ordered: Sequence[Segment], chains: list[Chain], heads: Iterable[int], fits: Fit) -> list[Chain]:
    """Return chains joined where one fits below another; `heads`, in order, are tried."""
    tails = {chain[-1]: chain for chain in chains}
    ends = sorted(tails)
    by_head = {chain[0]: chain for chain in chains}
    for head in heads:
        chain = by_head[head]
        upper = _nearest_above(ordered, chain, tails, ends, fits)
        if upper is not None:
            del ends[bisect_left(ends, upper)]
            above = tails.pop(upper)
            del by_head[head]
            above.extend(chain)
            tails[above[-1]] = above
    return list(by_head.values())


def _nearest_above(
    ordered: Sequence[Segment],
    chain: Chain,
    tails: dict[int, Chain],
    ends: Sequence[int],
    fits: Fit,
) -> int | None:
    """Return the end of the chain above a segment that it continues; `ends`: the keys of `tails`, sorted."""
    index, part = chain[0], ordered[chain[0]]
    best, least = None, float("inf")
    left, top, right, _ = part.box
    reach = 3 * part.height
    for at in range(bisect_left(ends, index) - 1, -1, -1):
        other = ends[at]
        upper = ordered[other]
        start, _, end, bottom = upper.box
        gap = top - bottom
        if gap > reach:
            break
        if start >= right or end <= left:
            continue
        if tails[other] is chain or same_row(part, upper):
            continue
        distance = gap + 0.2 * abs(left - start)
        if distance < least and fits(ordered, tails[other], chain):
            best, least = other, distance
    return best


def _fits_tight(ordered: Sequence[Segment], above: Chain, below: Chain) -> bool:
    part, upper = ordered[below[0]], ordered[above[-1]]
    gap, height = part.box.y0 - upper.box.y1, min(part.height, upper.height)
    if not -0.6 * part.height <= gap <= TIGHT * height + 2 or part.height > 2 * upper.height:
        return False
    if upper.height > 2 * part.height:
        return False
    shared = min(part.box.x1, upper.box.x1) - max(part.box.x0, upper.box.x0)
    narrow = min(part.box.x1 - part.box.x0, upper.box.x1 - upper.box.x0)
    left = abs(part.box.x0 - upper.box.x0) < 1.5 * height
    return shared > 0 and (left or shared > 0.5 * narrow)


def _fits_wide(ordered: Sequence[Segment], upper: Chain, lower: Chain) -> bool:
    """Tell whether a lone line continues lines that are set as wide apart, to one left edge."""
    part, last = ordered[lower[0]], ordered[upper[-1]]
    gap, height = part.box.y0 - last.box.y1, min(part.height, last.height)
    if abs(part.box.x0 - last.box.x0) > 0.4 * height:
        return False
    if max(part.height, last.height) > 1.2 * height or not TIGHT * height <= gap <= WIDE * height:
        return False
    if len(upper) == 1:
        return True
    before = last.box.y0 - ordered[upper[-2]].box.y1
    return abs(gap - before) < 0.3 * height


def partners(ordered: Sequence[Segment], chains: Sequence[Chain]) -> Iterator[tuple[int, int]]:
    """Yield (left, right) indices of neighbours on a row that belong on one line."""
    home = {index: number for number, chain in enumerate(chains) for index in chain}
    left_of = _left_neighbours(ordered, home)
    ended = cache(lambda left: any(LAST_LINE.search(ordered[index].text) for index in chains[left]))
    for number, chain in enumerate(chains):
        rows = [(left_of[index], index) for index in chain if index in left_of]
        if not rows:
            continue
        figures = sum(is_figure(ordered[index].text) for index in chain)
        if 2 * figures >= len(chain) and not _is_address(ordered, chain):
            for pair in rows:
                left = home[pair[0]]
                if _is_value(ordered, pair, len(chains[left]) <= max(2, 2 * len(rows)), partial(ended, left)):
                    yield pair
            continue
        for left in {home[one] for one, _ in rows}:
            pairs = [(one, two) for one, two in rows if home[one] == left]
            if left != number and _belong(ordered, chains[left], chain, pairs):
                yield from pairs


def _left_neighbours(ordered: Sequence[Segment], home: dict[int, int]) -> dict[int, int]:
    """Return for each index the nearest segment to its left on its row, where there is one."""
    found: dict[int, int] = {}
    half = max((part.height for part in ordered), default=0.0) / 2
    middles, rights = [part.middle for part in ordered], [part.box.x1 for part in ordered]
    for index, part in enumerate(ordered):
        reach, best = float("-inf"), None
        least = part.box.x0 + 0.3 * part.height
        first = bisect_left(middles, part.middle - half)
        end = bisect_right(middles, part.middle + half)
        for other in range(first, end):
            if reach < rights[other] <= least and same_row(ordered[other], part) and other != index:
                reach, best = rights[other], other
        if best is not None and home[best] != home[index]:
            found[index] = best
    return found


def _is_value(
    ordered: Sequence[Segment], pair: tuple[int, int], agree: bool, by_address: Callable[[], bool]
) -> bool:
    """Tell whether a figure belongs to what stands on its left: money always, a code if rows agree."""
    label, value = (ordered[index].text for index in pair)
    if MONEY.search(value) is not None:
        return True
    if by_address():
        return False  # a weight or a phone number beside an address
    return label.endswith((":", "#")) or agree


def _is_address(ordered: Sequence[Segment], chain: Chain) -> bool:
    """Tell whether a column has lines of words among its figures (names, streets)."""
    return (
        len(chain) > 2
        and sum(len(ordered[i].text.split()) > 1 and not is_figure(ordered[i].text) for i in chain) > 1
    )


def _belong(ordered: Sequence[Segment], left: Chain, right: Chain, pairs: list[tuple[int, int]]) -> bool:
    if len(pairs) < 0.6 * min(len(left), len(right)):
        return False
    texts = [ordered[one].text.rstrip() for one, _ in pairs]
    labelled = sum(text.endswith((":", "#")) for text in texts)
    values = sum(not ordered[two].text.rstrip().endswith(":") for _, two in pairs)
    if 2 * min(labelled, values) > len(pairs):
        return True
    counts = sum(is_figure(text) for text in texts)
    if 2 * counts > len(pairs) and max(len(left), len(right)) <= 1.7 * len(pairs):
        return True
    if len(pairs) < 2:
        return False
    names = len(left) == len(pairs) and all(
        len(ordered[i].text.split()) <= 3 and not _has_digit(ordered[i].text) for i in left
    )
    varied = names and any(_has_digit(ordered[two].text) for _, two in pairs)
    return varied or _is_table(ordered, left, right, pairs)


def _is_table(ordered: Sequence[Segment], left: Chain, right: Chain, pairs: list[tuple[int, int]]) -> bool:
    """Tell whether two columns are a table's: of one length, each with cells of one kind."""
    if (
        ordered[left[0]].text.endswith(":")
        or len(pairs) < 4
        or len(left) != len(right)
        or len(pairs) < len(left)
    ):
        return False
    return all(_alike([ordered[index].text for index in chain]) for chain in (left, right))


def _alike(texts: Sequence[str]) -> bool:
    if sum(len(text.split()) for text in texts) >= 5 * len(texts):
        return False
    kinds = Counter((text[:1].isdigit(), _has_digit(text), "@" in text) for text in texts)
    return max(kinds.values()) >= 0.9 * len(texts)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
