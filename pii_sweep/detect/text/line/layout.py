"""The lines of a passage: where they begin and end, and their boxes where words have boxes."""

from __future__ import annotations

from dataclasses import dataclass, field

from pii_sweep.detect.text.candidate import union
from pii_sweep.types import Box, Passage, Run, Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a passage; `start` and `end` are characters of the passage's text.

    `words` are its words, or the runs of them that no wide gap parts.
    """

    start: int
    end: int
    text: str = field(repr=False)
    box: Box | None = None
    words: tuple[Span | Run, ...] = field(default=(), repr=False)


def boxed(passage: Passage) -> bool:
    """Return whether the words of a passage have boxes."""
    return any(span.box is not None for span in passage.runs[:3])


def lines_of(passage: Passage) -> list[Line]:
    """Return every line, the empty ones that part blocks too, in the order of the text."""
    found: list[Line] = []
    spans, index, start = passage.runs, 0, 0
    with_boxes = boxed(passage)
    for text in passage.text.split("\n"):
        end = start + len(text)
        words: list[Span | Run] = []
        if with_boxes:
            while index < len(spans) and spans[index].start < end:
                if spans[index].end > start:
                    words.append(spans[index])
                index += 1
        box = union(word.box for word in words) if words else None
        found.append(Line(start, end, text, box, tuple(words)))
        start = end + 1
    return found


_THIN = 1e-6  # a box without width or height is as thin as this


def x_overlap(one: Box, two: Box) -> float:
    """Return the shared width of two boxes as a share of the narrower one."""
    shared = min(one.x1, two.x1) - max(one.x0, two.x0)
    return shared / max(_THIN, min(one.x1 - one.x0, two.x1 - two.x0))


def y_overlap(one: Box, two: Box) -> float:
    """Return the shared height of two boxes as a share of the lower one."""
    shared = min(one.y1, two.y1) - max(one.y0, two.y0)
    return shared / max(_THIN, min(one.y1 - one.y0, two.y1 - two.y0))
