"""Tables of people on pages: a row under its header becomes a record of `name: value` fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pii_sweep.extract.ocr.layout import passages
from pii_sweep.extract.ocr.words import Word
from pii_sweep.types import Passage, Span, Where

MIN_COLUMNS = 2
MAX_NAME = 60  # characters of a column's name
MAX_WRAPPED = 4  # words of a name
PERSON = re.compile(
    r"(?i)\b(?:name|customer|client|patient|member|guest|tenant|employee|student|recipient|buyer|contact|donor|"
    r"subscriber|passenger|insured|e-?mail|phone|mobile|street|address|ssn|social security|birth|dob)\b"
)
GOODS = re.compile(
    r"(?i)\b(?:qty|quantity|sku|item|items|product|unit price|price|description|rate|hours|event)\b"
)


@dataclass(frozen=True, slots=True)
class Header:
    """A table's columns: their names, and from where to where they reach in pixels."""

    names: tuple[str, ...] = field(repr=False)
    columns: tuple[tuple[float, float], ...]


@dataclass(slots=True)
class Cell:
    """What one cell holds."""

    words: list[Word] = field(repr=False)
    passage: Passage | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """Return the cell's text, empty where it has none."""
        return self.passage.text if self.passage else ""


def names_people(names: Sequence[str]) -> bool:
    """Tell whether a row of cells is the header of a table of people, rather than of goods or no header."""
    filled = [name for name in names if name]
    if len(filled) < MIN_COLUMNS:
        return False
    if any(re.search(r"\d{2}|@", name) or len(name) > MAX_NAME for name in filled):
        return False
    return any(map(PERSON.search, filled)) and not any(map(GOODS.search, filled))


def told(
    rows: Sequence[Sequence[Cell]], where: Where, before: int, names: Sequence[str]
) -> Iterator[Passage]:
    """Yield each row of a table as a record; records are numbered from `before` + 1."""
    for number, row in enumerate(rows, before + 1):
        for cell in row:
            if cell.words:
                cell.passage = _unwrapped(next(passages(cell.words, where)))
        if any(cell.words for cell in row):
            yield _record(names, row, replace(where, row=number), number)


def named(text: str) -> str:
    """Return a header's text on one line, without signs that would break a `name: value` line."""
    return " ".join(re.sub(r"[^\w.$@\[\]/\-]+", " ", text).split())


def _unwrapped(cell: Passage) -> Passage:
    """Return a cell in which a name that was wrapped after its first word is on one line again."""
    first, _, rest = cell.text.partition("\n")
    words = cell.text.split()
    if not rest or " " in first or len(words) > MAX_WRAPPED or any(c.isdigit() for c in cell.text):
        return cell
    return replace(cell, text=cell.text.replace("\n", " "))


def _record(names: Sequence[str], row: Sequence[Cell], where: Where, number: int) -> Passage:
    """Return one row as `name: value` lines; the spans are the words'."""
    text, spans = "", list[Span]()
    for column, (name, cell) in enumerate(zip(names, row, strict=True), 1):
        if cell.passage is None:
            continue
        label = name or f"Column {column}"
        start = len(text) + len(label) + 2
        spans += [
            replace(
                span,
                start=span.start + start,
                end=span.end + start,
                row=number,
                column=column,
                column_name=name or None,
            )
            for span in cell.passage.spans
        ]
        text += f"{label}: {cell.passage.text}\n"
    return Passage(text[:-1], where, tuple(spans), layout="fields")
