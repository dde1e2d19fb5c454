"""Segments → blocks → passages: columns kept apart, rows of tables and totals kept together.

Blocks are built bottom-up (after O'Gorman's document spectrum, IEEE PAMI 15(11), 1993): a segment
joins the nearest one above it that it overlaps. Side by side, two columns stay apart (Bill To and
Ship To) unless their rows belong together: a label and its value, a description and its price.
Blocks are read in the order of a recursive XY-cut (Nagy and Seth, ICPR 1984).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from pii_sweep.extract.ocr.columns import Chain, columns, partners
from pii_sweep.extract.ocr.proximity import neighbours
from pii_sweep.extract.ocr.segments import Segment, in_lines, segments
from pii_sweep.extract.ocr.words import Word, hull
from pii_sweep.types import Box, Layout, Passage, Run, Runs, Span, Where

WIDE_GAP = "  "  # between the cells of one line


@dataclass(slots=True)
class Block:
    """Lines of segments that belong together; each line is left to right."""

    lines: list[list[Segment]] = field(repr=False)
    box: Box


def passages(
    words: Iterable[Word], where: Where, layout: Layout = "page", *, scanned: bool = False
) -> Iterator[Passage]:
    """Yield one page's words as passages: one, or one for each direction that text runs in.

    `scanned` sets `ocr_confidence` to the mean of the words' confidences, weighted by length.
    """
    by_turn: dict[int, list[Word]] = {}
    for word in words:
        by_turn.setdefault(word.turn, []).append(word)
    for group in sorted(by_turn.values(), key=len, reverse=True):
        yield set_out(segments(group), where, layout, scanned=scanned)


def set_out(parts: Sequence[Segment], where: Where, layout: Layout, *, scanned: bool = False) -> Passage:
    """Return segments (at least one) as a passage."""
    text: list[str] = []
    placed: list[tuple[int, Segment]] = []
    position = 0
    for gap, segment in _flow(in_reading_order(blocks_of(parts))):
        said = segment.text
        text += (gap, said)
        start = position + len(gap)
        position = start + len(said)
        placed.append((start, segment))
    if not scanned and all([_is_plain(word) for part in parts for word in part.words]):
        runs = [Run(start, start + len(part.text), part.box, part.words) for start, part in placed]
        return Passage("".join(text), where, Runs(runs), layout)
    spans = [span for start, segment in placed for span in _spans(start, segment.words)]
    return Passage("".join(text), where, tuple(spans), layout, mean_confidence(spans) if scanned else None)


def _is_plain(word: Word) -> bool:
    """Return whether a word's box is all that is known of its place: level, and not read by OCR."""
    return word.upright is None and word.confidence is None


def _spans(start: int, words: Sequence[Word]) -> Iterator[Span]:
    for word in words:
        end = start + len(word.text)
        yield Span(start, end, word.box, confidence=word.confidence)
        start = end + 1


def _flow(blocks: Sequence[Block]) -> Iterator[tuple[str, Segment]]:
    """Yield each segment with what parts it from the one before."""
    gap = ""
    for block in blocks:
        for line in block.lines:
            for segment in line:
                yield gap, segment
                gap = WIDE_GAP
            gap = "\n"
        gap = "\n\n"


def mean_confidence(spans: Sequence[Span]) -> float | None:
    """Return the mean confidence of spans weighted by length, or None where none has one."""
    known = [(span.end - span.start, span.confidence) for span in spans if span.confidence is not None]
    total = sum(length for length, _ in known)
    return sum(length * confidence for length, confidence in known) / total if total else None


def blocks_of(parts: Sequence[Segment]) -> list[Block]:
    """Return the blocks of a page's segments: columns, joined where their rows belong together."""
    if len(parts) == 1:
        return [Block([[parts[0]]], parts[0].box)]
    ordered = sorted(parts, key=lambda part: part.middle)
    near = neighbours([part.box for part in ordered])
    chains = columns(ordered, near)
    root = list(range(len(chains)))
    for left, right in partners(ordered, chains, near.left_of):
        one, two = root[left], root[right]
        if one != two:
            root = [one if other == two else other for other in root]
    members: dict[int, list[Chain]] = {}
    for number, group in zip(root, chains, strict=True):
        members.setdefault(number, []).append(group)
    return [_block(ordered, group) for group in members.values()]


def _block(ordered: Sequence[Segment], chains: Sequence[Chain]) -> Block:
    """Return a block of one or several columns; the segments of one column are lines of their own."""
    if len(chains) == 1:
        parts = [ordered[index] for index in chains[0]]
        lines = [[part] for part in parts]
    else:
        parts = [ordered[index] for index in sorted(chain.from_iterable(chains))]
        lines = in_lines(parts)
    return Block(lines, hull([part.box for part in parts]))


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
