"""A hit is a recognizer's claim on a stretch of one text; a detection is a hit with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

from pii_sweep.types import Box, Detection, Passage, Role, Run, Span, Where

_NO_PARTS: Mapping[str, str] = MappingProxyType({})


class Hit(NamedTuple):
    """A claim that `text[start:end]` is an entity; offsets are characters of the text in reading order.

    `pieces` are given where the value is only some stretches between `start` and `end`. A text has many
    claims that each factor copies: a tuple is made in a third of a dataclass's time.
    """

    entity: str
    start: int
    end: int
    score: float
    recognizer: str
    reasons: tuple[str, ...] = ()
    role: Role | None = None
    parts: Mapping[str, str] = _NO_PARTS
    pieces: tuple[tuple[int, int], ...] = ()

    def __repr__(self) -> str:
        """Show no part of the value."""
        return f"Hit({self.entity} {self.start}:{self.end} {self.score} {self.recognizer} {self.reasons})"

    def at(self, **changes: object) -> Hit:
        """Return a copy with some fields changed."""
        return self._replace(**changes)  # type: ignore[arg-type]

    def raised(self, factor: str, weight: float) -> Hit:
        """Return a copy whose score moved by a named factor, within 0.01 and 0.99."""
        score = min(0.99, max(0.01, self.score + weight))
        return self.scored(score, (*self.reasons, f"{factor}:{weight:+.2f}"))

    def has_factor(self, factors: Set[str]) -> bool:
        """Indicate whether one of some factors moved the score."""
        return any(reason.partition(":")[0] in factors for reason in self.reasons)

    def stretches(self) -> tuple[tuple[int, int], ...]:
        """Return where the value stands: its pieces, or all of it."""
        return self.pieces or ((self.start, self.end),)

    def scored(self, score: float, reasons: tuple[str, ...]) -> Hit:
        """Return a copy with another score and its reasons; `at` would take twice the time."""
        return Hit(
            self.entity, self.start, self.end, score, self.recognizer, reasons, self.role, self.parts,
            self.pieces,
        )  # fmt: skip


def find_overlapping(spans: Sequence[Span | Run], start: int, end: int) -> list[Span]:
    """Return the spans that share a character with `start:end`; `spans`, or their runs, in order."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    found: list[Span] = []
    for index in range(low, len(spans)):
        if spans[index].start >= end:
            break
        span = spans[index]
        if isinstance(span, Run):
            for word in span.spans():
                if word.start >= end:
                    break
                if start < word.end:
                    found.append(word)
        else:
            found.append(span)
    return found


def union(boxes: Iterable[Box | None]) -> Box | None:
    """Return the smallest box around the known boxes, None where there is none."""
    known = [box for box in boxes if box is not None]
    if len(known) < 2:
        return known[0] if known else None
    left, top, right, bottom = zip(*known, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


def locate(passage: Passage, pieces: Sequence[tuple[int, int]]) -> tuple[Where, float | None]:
    """Return the place of some stretches of a passage and the mean OCR confidence of their words."""
    where = passage.where
    spans = [span for start, end in pieces for span in find_overlapping(passage.runs, start, end)]
    if not spans:
        paged = where.page is not None or where.json_path is not None or where.box is not None
        if paged or passage.layout in ("barcode", "metadata"):
            return where, passage.ocr_confidence
        return _move_down(where, passage.text.count("\n", 0, pieces[0][0])), passage.ocr_confidence
    first = spans[0]
    known = [span.confidence for span in spans if span.confidence is not None]
    place = Where(
        where.ref,
        where.inside,
        where.page,
        box=union(span.box for span in spans) or where.box,
        line=first.line if first.line is not None else where.line,
        row=first.row if first.row is not None else where.row,
        column=first.column if first.column is not None else where.column,
        column_name=first.column_name or where.column_name,
        json_path=first.json_path or where.json_path,
    )
    return place, sum(known) / len(known) if known else passage.ocr_confidence


def _move_down(where: Where, lines: int) -> Where:
    """Return the place so many lines further on."""
    line = (where.line or 1) + lines
    if line == where.line:
        return where
    return Where(
        where.ref, where.inside, where.page, where.box, line, where.row, where.column, where.column_name,
        where.json_path,
    )  # fmt: skip


# What the record of a mail's header begins with, and what that of a line or a card holds.
HEADER = "header "
LINE = "|line "


def record_of(where: Where) -> str:
    """Return the name of the page, label, row or record that a place belongs to.

    A JSON path belongs to the record of its first index: `$.orders[3].items[0].sku` to `$.orders[3]`.
    A header of a mail, such as `To`, is a record next to those of the body.
    """
    parts = [where.member or ""]
    if where.page is not None:
        parts.append(f"page {where.page}")
    if where.json_path and where.json_path[0].isalpha():
        parts.append(HEADER + where.json_path)
    elif where.json_path:
        head, bracket, _ = where.json_path.partition("]")
        parts.append(head + bracket if bracket else "$")
    if where.row is not None:
        parts.append(f"row {where.row}")
    return "|".join(parts)


def _line(passage: Passage, where: Where) -> str:
    """Return what distinguishes lines of a log, and cards of a file: each is a record."""
    card = passage.layout == "fields" and where.json_path is None and where.page is None
    line = where.line if passage.layout == "log" else passage.where.line if card else None
    return f"{LINE}{line}" if line is not None else ""


def value_of(text: str, hit: Hit, pieces: Sequence[tuple[int, int]]) -> str:
    """Return the value of a hit from its pieces of a text; a mailbox in a URL without its encoding."""
    if "class" in hit.parts:
        return hit.parts["class"]
    value = (" " if hit.entity == "PERSON" else "\n").join(text[low:high] for low, high in pieces)
    return unquote(value) if hit.entity == "EMAIL_ADDRESS" and "%" in value else value


def place_in_passage(hit: Hit, pieces: Sequence[tuple[int, int]]) -> Hit:
    """Return a hit where it stands in its passage."""
    start, end = min(low for low, _ in pieces), max(high for _, high in pieces)
    return hit.at(start=start, end=end, pieces=tuple(pieces) if len(pieces) > 1 else ())


def detection(passage: Passage, hit: Hit, pieces: Sequence[tuple[int, int]]) -> Detection:
    """Turn a hit into a detection; `pieces` are the stretches of the passage that it covers."""
    where, confidence = locate(passage, pieces)
    if "class" in hit.parts and where.box is not None:
        # a document of identity is all that the page shows, not the words that prove it
        where = replace(where, box=passage.card or locate(passage, [(0, len(passage.text))])[0].box)
    return Detection(
        entity=hit.entity,
        value=value_of(passage.text, hit, pieces),
        where=where,
        score=round(hit.score, 4),
        start=min(pieces)[0],
        end=max(high for _, high in pieces) if len(pieces) > 1 else pieces[0][1],
        recognizer=hit.recognizer,
        reasons=hit.reasons,
        role=hit.role,
        parts=hit.parts,
        record=record_of(where) + _line(passage, where),
        ocr_confidence=confidence,
    )
