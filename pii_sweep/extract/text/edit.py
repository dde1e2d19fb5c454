"""Passages with stretches of their text replaced: spans keep to their words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pii_sweep.types import Box, Passage, Span

# What replaces `text[start:end]`.
Edit = tuple[int, int, str]


def rewrite(passage: Passage, edits: Sequence[Edit]) -> Passage:
    """Return a passage with stretches replaced by shorter ones, its spans where they are now."""
    text, at, out = passage.text, 0, list[str]()
    ends, lost = list[int](), [0]
    for start, end, new in edits:
        out += text[at:start], new
        ends.append(end)
        lost.append(lost[-1] + end - start - len(new))
        at = end
    out.append(text[at:])
    spans = tuple(_move(passage.spans, ends, lost))
    return replace(passage, text="".join(out), spans=spans)


def _move(spans: Sequence[Span], ends: Sequence[int], lost: Sequence[int]) -> Iterator[Span]:
    """Yield spans at their places in a shorter text, those as one that now touch."""
    moved = (
        span._replace(
            start=span.start - lost[bisect_right(ends, span.start)],
            end=span.end - lost[bisect_right(ends, span.end)],
        )
        for span in spans
    )
    last: Span | None = None
    for span in moved:
        if last is not None and span.start <= last.end and last.box is not None and span.box is not None:
            last = last._replace(end=max(last.end, span.end), box=_enclose(last.box, span.box))
            continue
        if last is not None and last.start < last.end:
            yield last
        start = max(span.start, last.end) if last is not None else span.start
        last = span._replace(start=start)
    if last is not None and last.start < last.end:
        yield last


def _enclose(one: Box, other: Box) -> Box:
    left, top, right, bottom = zip(one, other, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))
