"""Segments → blocks → a passage: columns kept apart, rows of tables and totals kept together.

Blocks are built bottom-up (after O'Gorman's document spectrum, IEEE PAMI 15(11), 1993): a segment
joins the nearest one above it that it overlaps. Side by side, two blocks stay apart (Bill To and
Ship To) unless their rows belong together: a label and its value, a description and its price.
Blocks are read in the order of a recursive XY-cut (Nagy and Seth, ICPR 1984).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pii_sweep.extract.ocr.segments import Segment, is_figure, same_row, segments
from pii_sweep.extract.ocr.words import Word, hull
from pii_sweep.types import Box, Layout, Passage, Span, Where

WIDE_GAP = "  "  # between the cells of one line
LINE_PITCH = 0.9  # the widest gap between two lines of a block, in heights


@dataclass(slots=True)
class Block:
    """Lines of segments that belong together; each line is left to right."""

    lines: list[list[Segment]] = field(repr=False)
    box: Box


def passage(
    words: Iterable[Word], where: Where, layout: Layout = "page", *, scanned: bool = False
) -> Passage | None:
    """Return one page's words as a passage, or None where there are none.

    `scanned` sets `ocr_confidence` to the mean of the words' confidences, weighted by length.
    """
    blocks = in_reading_order(blocks_of(segments(words)))
    if not blocks:
        return None
    text: list[str] = []
    spans: list[Span] = []
    position = 0
    for number, block in enumerate(blocks):
        position = _put(text, "\n\n" if number else "", position)
        for row, line in enumerate(block.lines):
            position = _put(text, "\n" if row else "", position)
            for cell, segment in enumerate(line):
                position = _put(text, WIDE_GAP if cell else "", position)
                for index, word in enumerate(segment.words):
                    position = _put(text, " " if index else "", position)
                    spans.append(
                        Span(position, position + len(word.text), word.box, confidence=word.confidence)
                    )
                    position = _put(text, word.text, position)
    return Passage("".join(text), where, tuple(spans), layout, mean_confidence(spans) if scanned else None)


def mean_confidence(spans: Sequence[Span]) -> float | None:
    """Return the mean confidence of spans weighted by length, or None where none has one."""
    known = [(span.end - span.start, span.confidence) for span in spans if span.confidence is not None]
    total = sum(length for length, _ in known)
    return sum(length * confidence for length, confidence in known) / total if total else None


def _put(text: list[str], part: str, position: int) -> int:
    text.append(part)
    return position + len(part)


def blocks_of(parts: Sequence[Segment]) -> list[Block]:
    """Return the blocks of a page's segments."""
    columns = [
        Block([[part] for part in column], hull([part.box for part in column])) for column in _columns(parts)
    ]
    return _rows_together(columns)


def _columns(parts: Sequence[Segment]) -> list[list[Segment]]:
    """Chain each segment to the nearest one above that it overlaps, both ways nearest."""
    ordered = sorted(parts, key=lambda part: part.middle)
    below: dict[int, int] = {}
    above: dict[int, int] = {}
    for index, part in enumerate(ordered):
        upper = _nearest_above(ordered, index, part)
        if upper is not None and upper not in below:
            below[upper], above[index] = index, upper
    chains = []
    for index in range(len(ordered)):
        if index not in above:
            chain, here = [ordered[index]], index
            while here in below:
                here = below[here]
                chain.append(ordered[here])
            chains.append(chain)
    return chains


def _nearest_above(ordered: Sequence[Segment], index: int, part: Segment) -> int | None:
    best, least = None, float("inf")
    for other in range(index - 1, -1, -1):
        upper = ordered[other]
        if part.box.y0 - upper.box.y1 > LINE_PITCH * 3 * part.height:
            break
        gap = part.box.y0 - upper.box.y1
        pitch = LINE_PITCH * min(part.height, upper.height) + 2
        if same_row(part, upper) or not -0.6 * part.height <= gap <= pitch:
            continue
        if not 0.5 <= part.height / upper.height <= 2.0 or not _aligned(part, upper):
            continue
        distance = gap + 0.2 * abs(part.box.x0 - upper.box.x0)
        if distance < least:
            best, least = other, distance
    return best


def _aligned(one: Segment, two: Segment) -> bool:
    height = min(one.height, two.height)
    left = abs(one.box.x0 - two.box.x0) < height
    centre = abs((one.box.x0 + one.box.x1) - (two.box.x0 + two.box.x1)) < 2 * height
    right = abs(one.box.x1 - two.box.x1) < height
    shared = min(one.box.x1, two.box.x1) - max(one.box.x0, two.box.x0)
    narrow = min(one.box.x1 - one.box.x0, two.box.x1 - two.box.x0)
    return shared > 0 and (left or centre or right or shared > 0.5 * narrow)


def _rows_together(blocks: list[Block]) -> list[Block]:
    """Merge neighbours whose rows belong together, left to right until nothing changes."""
    blocks = sorted(blocks, key=lambda block: block.box.x0)
    merged = True
    while merged:
        merged = False
        for left in blocks:
            mate = next(
                (right for right in blocks if right is not left and _belongs(left, right, blocks)), None
            )
            if mate is not None:
                blocks = [block for block in blocks if block is not mate]
                _merge(left, mate)
                merged = True
                break
    return blocks


def _belongs(left: Block, right: Block, blocks: Sequence[Block]) -> bool:
    if right.box.x0 < left.box.x0 or right.box.y0 > left.box.y1 or right.box.y1 < left.box.y0:
        return False
    pairs = [
        (one[-1], two[0])
        for one in left.lines
        for two in right.lines
        if same_row(one[-1], two[0]) and two[0].box.x0 >= one[-1].box.x1 - 1
    ]
    if not pairs or len(pairs) < 0.6 * min(len(left.lines), len(right.lines)):
        return False
    if any(_between(pairs[0], block) for block in blocks if block is not left and block is not right):
        return False
    labelled = sum(one.text.rstrip().endswith((":", "#", ".", "…")) for one, _ in pairs)
    figures = sum(is_figure(two.text) for _, two in pairs)
    counts = sum(is_figure(one.text) for one, _ in pairs)
    if 2 * max(labelled, figures, counts) > len(pairs):
        return True
    return len(pairs) >= 2 and (_labels(left) or (_alike(left) and _alike(right) and len(pairs) >= 3))


def _between(pair: tuple[Segment, Segment], block: Block) -> bool:
    one, two = pair
    return any(
        segment.box.x0 >= one.box.x1 - 1 and segment.box.x1 <= two.box.x0 + 1 and same_row(one, segment)
        for line in block.lines
        for segment in line
    )


def _labels(block: Block) -> bool:
    """Tell whether a block is a column of short labels."""
    texts = [line[-1].text for line in block.lines]
    return all(len(text.split()) <= 3 and not any(c.isdigit() for c in text) for text in texts)


def _alike(block: Block) -> bool:
    """Tell whether the lines of a block are of one kind, as in a table's column."""
    texts = [line[-1].text for line in block.lines]
    kinds = [(text[:1].isdigit(), any(c.isdigit() for c in text), "@" in text) for text in texts]
    wordy = sum(len(text.split()) for text in texts) / len(texts)
    return wordy < 5 and max(kinds.count(kind) for kind in kinds) >= 0.8 * len(kinds)


def _merge(left: Block, right: Block) -> None:
    for line in right.lines:
        mate = next((row for row in left.lines if any(same_row(segment, line[0]) for segment in row)), None)
        if mate is None:
            left.lines.append(line)
        else:
            mate.extend(line)
            mate.sort(key=lambda segment: segment.box.x0)
    left.lines.sort(key=lambda row: row[0].middle)
    left.box = hull((left.box, right.box))


def in_reading_order(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks top to bottom, columns left to right, by a recursive XY-cut."""
    if len(blocks) < 2:
        return list(blocks)
    for axis in (1, 0):
        groups = _cut(blocks, axis)
        if len(groups) > 1:
            return [block for group in groups for block in in_reading_order(group)]
    return sorted(blocks, key=lambda block: (block.box.y0, block.box.x0))


def _cut(blocks: Sequence[Block], axis: int) -> list[list[Block]]:
    """Part blocks at every gap that crosses them all; axis 1 cuts across, 0 cuts down."""
    groups: list[list[Block]] = []
    reach = float("-inf")
    for block in sorted(blocks, key=lambda block: block.box[axis]):
        if block.box[axis] >= reach - 1 or not groups:
            groups.append([])
        groups[-1].append(block)
        reach = max(reach, block.box[axis + 2])
    return groups
