"""Passages of any length in parts: some rules look around each find, which costs the square of a length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pii_sweep.types import Passage, Span

LONG = 40_000  # characters; readers cut running text at fewer
PART = 16_000
REACH = 2_000  # before a part's end, in which a better place to cut is looked for
MARKS = ("\n\n", "\n", ". ", "\t", "; ", ", ", " ")


def split_passage(passage: Passage) -> Iterator[Passage]:
    """Yield a passage, or its parts where it is long: cut between paragraphs, lines, sentences or words."""
    text = passage.text
    if len(text) <= LONG:
        yield passage
        return
    start, first = 0, 0
    while start < len(text):
        end = _cut(text, start)
        spans = list[Span]()
        while first < len(passage.spans) and passage.spans[first].end <= start:
            first += 1
        at = first
        while at < len(passage.spans) and passage.spans[at].start < end:
            spans.append(_move_span(passage.spans[at], start, end))
            at += 1
        yield replace(passage, text=text[start:end], spans=tuple(spans))
        start = end


def _cut(text: str, start: int) -> int:
    """Return where a part that begins at `start` ends: behind the best mark near its length."""
    if len(text) - start <= PART:
        return len(text)
    last = start + PART
    for mark in MARKS:
        place = text.rfind(mark, last - REACH, last)
        if place >= 0:
            return place + len(mark)
    return last


def _move_span(span: Span, start: int, end: int) -> Span:
    return span._replace(start=max(span.start, start) - start, end=min(span.end, end) - start)
