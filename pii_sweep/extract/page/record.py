"""Tables of people on pages: a row under its header becomes a record of `name: value` fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pii_sweep.extract.ocr.layout import passages
from pii_sweep.extract.ocr.words import Word
from pii_sweep.types import Passage, Span, Where

MAX_WRAPPED = 4  # words of a name
PHONE = re.compile(r"[+(]?[\d().\s-]{7,20}")
NO_NAME = re.compile(r"[\d@]")
# A number cut after its hyphen, and an address cut anywhere: the break is the last character.
BROKEN = re.compile(
    r"\d-\n(?=\d)|(?:(?<=\s)|^)[\w.+-]+@[\w.-]*\n(?=[\w-]*\.?[\w.-]+$)|^[\w.+-]+\n(?=[\w.+-]*@)"
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


def to_passages(
    rows: Sequence[Sequence[Cell]], where: Where, before: int, names: Sequence[str]
) -> Iterator[Passage]:
    """Yield each row of a table as a record; records are numbered from `before` + 1."""
    for number, row in enumerate(rows, before + 1):
        for cell in row:
            if cell.words:
                cell.passage = _unwrap(next(passages(cell.words, where)))
        if any(cell.words for cell in row):
            yield _record(names, row, replace(where, row=number), number)


def _unwrap(cell: Passage) -> Passage:
    """Return a cell without the line breaks that its width forced: in names, numbers and mail addresses."""
    text = cell.text
    if "\n" not in text:
        return cell
    first = text.partition("\n")[0]
    if " " not in first and len(text.split()) <= MAX_WRAPPED and not NO_NAME.search(text):
        return replace(cell, text=text.replace("\n", " "))
    if PHONE.fullmatch(text) and "-\n" not in text:
        return replace(cell, text=text.replace("\n", " "))
    for found in reversed([*BROKEN.finditer(text)]):
        at = found.end() - 1
        text = text[:at] + text[at + 1 :]
        cell = replace(
            cell,
            text=text,
            spans=tuple(
                span._replace(start=span.start - (span.start > at), end=span.end - (span.end > at))
                for span in cell.spans
            ),
        )
    return cell


def _record(names: Sequence[str], row: Sequence[Cell], where: Where, number: int) -> Passage:
    """Return one row as `name: value` lines; the spans are the words'."""
    text, spans = "", list[Span]()
    for column, (name, cell) in enumerate(zip(names, row, strict=True), 1):
        if cell.passage is None:
            continue
        label = name or f"Column {column}"
        start = len(text) + len(label) + 2
        spans += [
            span._replace(
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
