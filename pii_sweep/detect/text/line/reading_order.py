"""The text of a page in reading order: columns that stand side by side come one below the other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple
from unicodedata import normalize

from pii_sweep.detect.text.fill_in_line import blank_marks
from pii_sweep.detect.text.line.layout import Line, boxed, lines_of
from pii_sweep.types import Passage, Run, Span

_WIDE = re.compile(r"[ \t]*\t[ \t]*|[ ]{3,}")
# How far the columns of cells stand apart, in characters: farther than a cell's text is long.
_CELL = 200
# The number of a form's field is not part of its label: `4. Date of birth`, `(12a) City`.
_COUNT = re.compile(r"^\(?\d{1,2}[a-z]?[.):][ ]")
# Nor is a last digit that counts the labels of one kind: `Guest 1`, `Phone #2`. Streets with a number below
# ten look the same, but few lines of a block have one.
_COUNTED = re.compile(r"(?<=[^\W\d])[ ]#?\d\Z")
_DIGIT = re.compile(r"\d")
_TEXTY = re.compile(r"[^\W\d_]{2}")
_MONEY = re.compile(r"^[^\w]?[A-Z]{0,3}[ ]?[\d.,]+%?[ ]?[^\w]?$")

_SLIPPED = re.compile(r"\bl(?=(?:[bcdfghjkmnp-tvwxz]|yen)[a-z]{2})")


@dataclass(frozen=True, slots=True)
class Flow:
    """A text in reading order; `starts[i]` in it is `sources[i]` in the passage, up to `starts[i + 1]`."""

    text: str = field(repr=False)
    starts: tuple[int, ...] = (0,)
    sources: tuple[int, ...] = (0,)
    lengths: tuple[int, ...] = ()

    def upright(self) -> Flow:
        """Return the flow with a capital I where OCR read an l that no word begins with: `lvan`, `lsabel`."""
        return replace(self, text=_SLIPPED.sub("I", self.text)) if _SLIPPED.search(self.text) else self

    def source(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the stretches of the passage that `start:end` of the flow is made of."""
        if not self.lengths:
            return ((start, end),)
        pieces: list[tuple[int, int]] = []
        index = max(0, bisect_right(self.starts, start) - 1)
        while index < len(self.starts) and self.starts[index] < end:
            low = max(start, self.starts[index])
            high = min(end, self.starts[index] + self.lengths[index])
            if low < high:
                shift = self.sources[index] - self.starts[index]
                pieces.append((low + shift, high + shift))
            index += 1
        return tuple(pieces) or ((start, end),)

    def sources_of(self, stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the stretches of the passage that several stretches of the flow are made of."""
        return [piece for start, end in stretches for piece in self.source(start, end)]

    def place(self, source: int) -> int:
        """Return where a character of the passage stands in the flow."""
        if not self.lengths:
            return source
        for start, origin, length in zip(self.starts, self.sources, self.lengths, strict=True):
            if origin <= source < origin + length:
                return start + source - origin
        return source


class _Segment(NamedTuple):
    """A part of a line between wide gaps; `x0` and `x1` in pixels, or in characters without boxes."""

    start: int
    end: int
    x0: float
    x1: float
    texty: bool
    colon: bool = False
    digits: bool = False


# Letters and digits as wide as ideographs, and those of mathematics: `５３６－２２`, `𝟓𝟑𝟔`.
_WIDE_SIGNS = {
    code: normalize("NFKC", chr(code))
    for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A), (0x1D400, 0x1D7FF))
    for code in range(first, last + 1)
    if normalize("NFKC", chr(code)).isascii()
} | {0xFF0D: "-"}
_HAS_WIDE = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]")


def flow_of(passage: Passage, lines: Sequence[Line] | None = None) -> Flow:
    """Return a passage in reading order, with wide letters and digits as usual ones, and marks as blanks.

    Offsets stay; see `_order_flow`.
    """
    flow = _order_flow(passage, lines)
    if "_" in flow.text or "*" in flow.text:
        flow = replace(flow, text=blank_marks(flow.text))
    if flow.text.isascii() or _HAS_WIDE.search(flow.text) is None:
        return flow
    return replace(flow, text=flow.text.translate(_WIDE_SIGNS))


def _order_flow(passage: Passage, lines: Sequence[Line] | None = None) -> Flow:
    """Return a passage in reading order; its `lines` may be given where they are known.

    Side-by-side columns are identified by gaps of words' boxes, else by tabs and runs of spaces; a
    passage without them keeps its text and offsets.
    """
    if passage.layout not in ("page", "label", "prose"):
        return Flow(passage.text)
    if not boxed(passage) and (
        "\t" not in passage.text and "   " not in passage.text or _is_zone(passage.text)
    ):
        return Flow(passage.text)
    lines = lines_of(passage) if lines is None else lines
    if not any(_split(line.text) or line.box for line in lines):
        return Flow(passage.text)
    rows = [_segments(passage.text, line) for line in lines]
    if sum(len(row) > 1 for row in rows) < 2:
        return Flow(passage.text)
    order = _order(rows, typed=not any(line.words for line in lines))
    if order is None:
        return Flow(passage.text)
    return _join_segments(passage.text, order, typed=not any(line.words for line in lines))


def _is_zone(text: str) -> bool:
    """Return whether a text is a zone of the domain name system (RFC 1035), a record in each line."""
    return len(_RECORDS.findall(text)) >= _ZONED


_RECORDS = re.compile(r"[ \t]IN[ \t]{1,9}(?:A|AAAA|MX|NS|SOA|CNAME|TXT|SRV|PTR|CAA)[ \t]")
_ZONED = 3


def _split(text: str) -> bool:
    return "\t" in text.strip() or "   " in text.strip()


def _segments(text: str, line: Line) -> list[_Segment]:
    if line.words:
        return _box_segments(text, line.words)
    found, at, cell = list[_Segment](), 0, 0
    for gap in [*_WIDE.finditer(line.text), None]:
        end = gap.start() if gap else len(line.text)
        part = line.text[at:end]
        if part.strip():
            left = at + len(part) - len(part.lstrip())
            # Cells that are parted by tabs stand in columns of their own, however long their texts.
            x0 = cell * _CELL if cell else left
            found.append(
                _Segment(line.start + left, line.start + end, x0, x0 + end - left, *_describe_piece(part))
            )
        cell += gap.group().count("\t") if gap else 0
        at = gap.end() if gap else end
    return found


def _box_segments(text: str, words: Sequence[Span | Run]) -> list[_Segment]:
    groups: list[list[Span | Run]] = []
    for word in words:
        last = groups[-1][-1] if groups else None
        if last is not None and last.box and word.box:
            height = max(1.0, min(last.box.y1 - last.box.y0, word.box.y1 - word.box.y0))
            if word.box.x0 - last.box.x1 <= 1.6 * height:
                groups[-1].append(word)
                continue
        groups.append([word])
    found: list[_Segment] = []
    for group in groups:
        boxes = [word.box for word in group if word.box]
        if boxes:
            start, end = group[0].start, group[-1].end
            found.append(
                _Segment(
                    start, end, boxes[0].x0, max(box.x1 for box in boxes), *_describe_piece(text[start:end])
                )
            )
    return found


def _describe_piece(text: str) -> tuple[bool, bool, bool]:
    """Return whether a piece is words, ends with a colon, has digits."""
    bare = text.strip()
    texty = _TEXTY.search(bare) is not None and _MONEY.match(bare) is None
    uncounted = _COUNTED.sub("", _COUNT.sub("", bare, count=1))
    return texty, bare.endswith(":"), _DIGIT.search(uncounted) is not None


def _order(rows: list[list[_Segment]], *, typed: bool) -> list[list[_Segment]] | None:
    """Return the segments line by line in reading order, None where no columns stand side by side."""
    out: list[list[_Segment]] = []
    found, index = False, 0
    while index < len(rows):
        block = _block(rows, index)
        edges = _edges(block, typed=typed)
        if edges:
            found = True
            for column in range(len(edges) + 1):
                out += [_in_column(row, edges, column) for row in block]
                out.append([])
        else:
            out += block
        if index + len(block) < len(rows):
            out.append([])
        index += len(block) + 1
    return out if found else None


def _block(rows: list[list[_Segment]], index: int) -> list[list[_Segment]]:
    end = index
    while end < len(rows) and rows[end]:
        end += 1
    return rows[index:end]


def _edges(block: list[list[_Segment]], *, typed: bool) -> list[float]:
    """Return where further columns begin: two or more lines have text there and none runs across."""
    starts = sorted(segment.x0 for row in block for segment in row[1:] if segment.texty)
    width = max((segment.x1 for row in block for segment in row), default=0.0)
    near = max(2.0, width * 0.03)
    edges: list[float] = []
    for start in starts:
        if edges and start - edges[-1] <= near:
            continue
        if sum(any(abs(s.x0 - start) <= near for s in row[1:]) for row in block) < 2:
            continue
        left = [row for row in block if any(s.texty and s.x1 <= start for s in row)]
        if len(left) < 2 or any(s.x0 < start - near and s.x1 > start + near for row in block for s in row):
            continue
        if _figures(block, start, near):
            continue
        # In typed text only a line with something behind its tabs has a label: the others are sentences.
        led = [row for row in left if row[-1].x0 >= start] if typed else left
        if not _pairs(led, start):
            edges.append(start)
    return edges


def _pairs(rows: list[list[_Segment]], start: float) -> bool:
    """Return whether the pieces left of an edge are labels of what stands right of it.

    Labels end with a colon or hold no digit; an address in a column of its own does.
    """
    heads = [segment for row in rows for segment in row if segment.x1 <= start]
    colons = sum(segment.colon for segment in heads)
    return 2 * colons > len(heads) or not any(segment.digits for segment in heads)


def _figures(block: list[list[_Segment]], start: float, near: float) -> bool:
    """Return whether a column holds more figures than words: amounts belong to their labels' lines."""
    texty = sum(s.texty for row in block for s in row[1:] if abs(s.x0 - start) <= near)
    plain = sum(not s.texty for row in block for s in row[1:] if s.x0 >= start - near)
    return plain > texty


def _in_column(row: list[_Segment], edges: list[float], column: int) -> list[_Segment]:
    low = edges[column - 1] if column else float("-inf")
    high = edges[column] if column < len(edges) else float("inf")
    slack = max(2.0, (edges[-1] or 1.0) * 0.03)
    return [segment for segment in row if low - slack <= segment.x0 < high - slack]


def _join_segments(text: str, order: list[list[_Segment]], *, typed: bool) -> Flow:
    """Join segments to lines; in `typed` text each keeps its place on the line, as its column does."""
    out, starts, sources, lengths, at = list[str](), list[int](), list[int](), list[int](), 0
    left = _margins(order) if typed else [0.0] * len(order)
    for row, margin in zip(order, left, strict=True):
        begin = at
        for place, segment in enumerate(row):
            gap = 3 if place else 0
            column = segment.x0 - margin - (at - begin)
            gap = int(column) if typed and gap <= column < _CELL // 2 else gap
            out.append(" " * gap)
            at += gap
            part = text[segment.start : segment.end]
            out.append(part)
            starts.append(at)
            sources.append(segment.start)
            lengths.append(len(part))
            at += len(part)
        out.append("\n")
        at += 1
    return Flow("".join(out), tuple(starts), tuple(sources), tuple(lengths))


def _margins(order: Sequence[Sequence[_Segment]]) -> list[float]:
    """Return where the text of each line's block begins."""
    margins = list[float]()
    for filled, rows in groupby(order, key=bool):
        block = list(rows)
        margins += [min(row[0].x0 for row in block) if filled else 0.0] * len(block)
    return margins
