"""Plain text and logs: passages of bounded length, cut at line or paragraph bounds, in flat memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from pii_sweep.errors import Unreadable, Unsupported
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.text.decode import MAX_LINE, in_pieces, lines, until_broken
from pii_sweep.extract.text.encoded.base64_text import decoded
from pii_sweep.types import Gap, Layout, Passage, Piece, Span, Where

CHUNK = 16_000


def read_text(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the text as prose; `where.line` is a passage's first line, spans give every line."""
    broken: list[Unreadable] = []
    yield from passages(until_broken(lines(body), broken), where, budget, "prose")
    if broken:
        raise broken[0]


def read_source(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield a program's source as prose; the pages that PostScript draws are a gap."""
    yield from read_text(body, where, budget)
    yield Gap(where, Unsupported.reason)


def passages(
    source: Iterable[str], where: Where, budget: Budget, layout: Layout = "prose", first_line: int = 1
) -> Iterator[Passage]:
    """Yield passages of about `CHUNK` characters from lines; cut at an empty line where one is near.

    What a passage says in Base64 is one behind it.
    """
    line, held, size = first_line, list[str](), 0
    for row in _keep_lines(source):
        held.append(row)
        size += len(row)
        if size < CHUNK:
            continue
        count = _paragraph(held) if layout == "prose" else len(held)
        passage, line = _passage(held[:count], where, line, layout, budget)
        yield passage
        yield from decoded(passage, budget)
        held = held[count:]
        size = sum(map(len, held))
    if any(part.strip() for part in held):
        passage, _ = _passage(held, where, line, layout, budget)
        yield passage
        yield from decoded(passage, budget)


def scattered(source: Iterable[str], where: Where, budget: Budget) -> Iterator[Passage]:
    """Yield passages of lines that stand apart in a file: they have no numbers."""
    for one in passages(source, where, budget):
        spans = tuple(span._replace(line=None) for span in one.spans)
        yield replace(one, where=replace(one.where, line=None), spans=spans)


def _keep_lines(source: Iterable[str]) -> Iterator[str]:
    for row in source:
        line = row[:-2] + "\n" if row.endswith("\r\n") else row.replace("\r", "\n")
        if len(line) <= MAX_LINE:
            yield line
        else:  # a row of a table in HTML
            yield from in_pieces(line, MAX_LINE)


def _paragraph(held: list[str]) -> int:
    """Return how many lines to hand on: up to the last empty line of the second half, else all."""
    for count in range(len(held), len(held) // 2, -1):
        if not held[count - 1].strip():
            return count
    return len(held)


def _passage(held: list[str], where: Where, line: int, layout: Layout, budget: Budget) -> tuple[Passage, int]:
    """Return the passage of some lines, and the number of the line that follows."""
    spans, start, number = [], 0, line
    for row in held:
        bare = len(row.rstrip("\n"))
        if bare:
            spans.append(Span(start, start + bare, line=number))
        start += len(row)
        number += row.endswith("\n")
    budget.characters(start)
    return Passage("".join(held).rstrip("\n"), replace(where, line=line), tuple(spans), layout), number
