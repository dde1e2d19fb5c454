"""Ruled tables of people on PDF pages: cells are kept whole, and each row is a record of its own.

PDFium tells the page's paths; pdfplumber's line strategy (after Nurminen's thesis, Tampere 2013)
makes cells of them. Without it, a cell set on several lines runs into its neighbours.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pii_sweep.extract.ocr.layout import passages
from pii_sweep.extract.ocr.words import Word
from pii_sweep.extract.pdf_text import Canvas
from pii_sweep.types import Box, Passage, Span, Where

MIN_ROWS, MIN_COLUMNS = 3, 2  # a header and two records at least
MAX_PATHS = 6000
MAX_SEGMENTS = 20_000
MAX_ACROSS, MAX_DOWN = 200, 30  # lines; the search for cells costs more than their number
STRAIGHT = 1.5  # pixels that a line may lean
NEAR = 4.0  # pixels between lines that count as one
LONG = 12.0  # pixels of a line that may bound a cell
PERSON = re.compile(
    r"(?i)\b(?:name|customer|client|patient|member|guest|tenant|employee|student|recipient|buyer|contact|donor|"
    r"subscriber|passenger|insured|e-?mail|phone|mobile|street|address|ssn|social security|birth|dob)\b"
)
GOODS = re.compile(
    r"(?i)\b(?:qty|quantity|sku|item|items|product|unit price|price|description|rate|hours|event)\b"
)

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells, row by row, left to right; None where cells are merged."""

    rows: tuple[tuple[Bounds | None, ...], ...]


def records(
    page: pdfium.PdfPage, view: Canvas, words: Sequence[Word], where: Where
) -> tuple[list[Passage], list[Word]]:
    """Return a page's ruled tables of people as one passage of fields a row, and the words left over."""
    found: list[Passage] = []
    rest = list(words)
    if not any(PERSON.search(word.text) for word in words):
        return found, rest
    for grid in grids(_edges(page, view)):
        cells, outside = _filled(grid, rest)
        told = list(_rows(cells, where, len(found)))
        if told:
            found += told
            rest = outside
    return found, rest


def grids(edges: list[dict[str, Any]]) -> list[Grid]:
    """Return the tables that lines form, at least three rows of at least two columns."""
    from pdfplumber import table

    if sum(edge["orientation"] == "h" for edge in edges) <= MIN_ROWS:
        return []
    merged = table.merge_edges(edges, NEAR, NEAR, NEAR, NEAR)
    merged = [edge for edge in merged if edge["width"] + edge["height"] >= LONG]
    across, down = (sum(edge["orientation"] == way for edge in merged) for way in "hv")
    if not (MIN_ROWS < across <= MAX_ACROSS and MIN_COLUMNS < down <= MAX_DOWN):
        return []
    crossings = table.edges_to_intersections(merged, NEAR, NEAR)
    cells = table.intersections_to_cells(crossings)
    return [grid for group in table.cells_to_tables(cells) if (grid := _grid(group))]


def _grid(cells: Sequence[Bounds]) -> Grid | None:
    lefts = sorted({cell[0] for cell in cells})
    by_top: dict[float, dict[float, Bounds]] = {}
    for cell in cells:
        by_top.setdefault(cell[1], {})[cell[0]] = cell
    if len(by_top) < MIN_ROWS or len(lefts) < MIN_COLUMNS:
        return None
    full = sum(len(row) == len(lefts) for row in by_top.values())
    if full < 0.8 * len(by_top):
        return None
    return Grid(tuple(tuple(by_top[top].get(left) for left in lefts) for top in sorted(by_top)))


def _edges(page: pdfium.PdfPage, view: Canvas) -> list[dict[str, Any]]:
    """Return the level and upright lines of a page's own paths, in pixels of the displayed page."""
    edges: list[dict[str, Any]] = []
    left = MAX_SEGMENTS
    for index in range(min(MAX_PATHS, pdfium_c.FPDFPage_CountObjects(page))):
        item = pdfium_c.FPDFPage_GetObject(page, index)
        if pdfium_c.FPDFPageObj_GetType(item) != pdfium_c.FPDF_PAGEOBJ_PATH:
            continue
        count = pdfium_c.FPDFPath_CountSegments(item)
        left -= max(0, count)
        if left < 0:
            return []  # a drawing, not a table
        edges += _lines(item, count, view)
    return edges


def _lines(item: Any, count: int, view: Canvas) -> Iterator[dict[str, Any]]:
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(item, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for number in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, number)
        if not pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        up = matrix.b * x.value + matrix.d * y.value + matrix.f
        box = view.box(across, up, across, up)
        here = (box.x0, box.y0)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            yield from _edge(last, here)
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            yield from _edge(here, start)
        last = here


def _edge(one: tuple[float, float], two: tuple[float, float]) -> Iterator[dict[str, Any]]:
    (x0, x1), (top, bottom) = sorted((one[0], two[0])), sorted((one[1], two[1]))
    width, height = x1 - x0, bottom - top
    if min(width, height) > STRAIGHT or max(width, height) <= STRAIGHT:
        return
    level = width > height
    if level:
        bottom = top
    else:
        x1 = x0
    yield {
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
        "orientation": "h" if level else "v", "object_type": "line",
    }  # fmt: skip


@dataclass(slots=True)
class _Cell:
    """What one cell holds."""

    words: list[Word] = field(repr=False)
    passage: Passage | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """Return the cell's text, empty where it has none."""
        return self.passage.text if self.passage else ""


def _filled(grid: Grid, words: Sequence[Word]) -> tuple[list[list[_Cell]], list[Word]]:
    """Return the grid's cells with their words, and the words outside of it."""
    cells = [[_Cell([]) for _ in row] for row in grid.rows]
    lines: list[tuple[float, float, list[tuple[Bounds, _Cell]]]] = []
    for row, held in zip(grid.rows, cells, strict=True):
        places = [(bounds, cell) for bounds, cell in zip(row, held, strict=True) if bounds is not None]
        top, bottom = min(bounds[1] for bounds, _ in places), max(bounds[3] for bounds, _ in places)
        lines.append((top, bottom, places))
    outside: list[Word] = []
    for word in words:
        middle = (word.box.y0 + word.box.y1) / 2
        near = [place for top, bottom, places in lines if top <= middle <= bottom for place in places]
        cell = None if word.turn else _home(word.box, near)
        (outside if cell is None else cell.words).append(word)
    return cells, outside


def _home(box: Box, places: Sequence[tuple[Bounds, _Cell]]) -> _Cell | None:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return next((cell for (x0, y0, x1, y1), cell in places if x0 <= x <= x1 and y0 <= y <= y1), None)


def _rows(cells: Sequence[Sequence[_Cell]], where: Where, before: int) -> Iterator[Passage]:
    """Yield each record of a table whose header names what is known of people, or nothing."""
    for row in cells:
        for cell in row:
            if cell.words:
                cell.passage = next(passages(cell.words, where))
    names = [re.sub(r"[^\w.$@\[\]/\- ]+", " ", " ".join(cell.text.split())).strip() for cell in cells[0]]
    filled = [name for name in names if name]
    if len(filled) < MIN_COLUMNS or any(re.search(r"\d{2}|@", name) or len(name) > 60 for name in filled):
        return
    if not any(map(PERSON.search, filled)) or any(map(GOODS.search, filled)):
        return
    for number, row in enumerate(cells[1:], before + 1):
        if any(cell.words for cell in row):
            yield _record(names, row, replace(where, row=number), number)


def _record(names: Sequence[str], row: Sequence[_Cell], where: Where, number: int) -> Passage:
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
