"""Ruled tables of people on PDF pages: cells are kept whole, and each row is a record of its own.

PDFium gives the page's paths; pdfplumber's line strategy (after Nurminen's thesis, Tampere 2013)
makes cells of them. Without it, a cell set on several lines runs into its neighbours.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pii_sweep.extract.ocr.words import Word
from pii_sweep.extract.page.record import Cell, Header, to_passages
from pii_sweep.extract.pdf.canvas import Canvas
from pii_sweep.extract.table.column_labels import MIN_COLUMNS, clean_name, lists_orders, names_people
from pii_sweep.types import Box, Passage, Where

MIN_ROWS = 3  # a header and two records at least
MAX_PATHS = 6000
MAX_SEGMENTS = 20_000
MAX_ACROSS, MAX_DOWN = 200, 30  # lines; the search for cells costs more than their number
STRAIGHT = 1.5  # pixels that a line may lean
NEAR = 4.0  # pixels between lines that count as one
LONG = 12.0  # pixels of a line that may bound a cell

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells, row by row, left to right; None where cells are merged."""

    rows: tuple[tuple[Bounds | None, ...], ...]


def read_ruled(
    page: pdfium.PdfPage, view: Canvas, words: Sequence[Word], where: Where, carried: Header | None = None
) -> tuple[list[Passage], list[Word], Header | None]:
    """Return the records of a page's ruled tables of people, the words left over, and the last header.

    `carried` is the header of a table at the end of the page before, which may go on without one.
    """
    found: list[Passage] = []
    rest, header = list(words), None
    for grid in grids(_edges(page, view)):
        cells, outside = _fill_cells(grid, rest)
        here = _header(grid, cells)
        going_on = here is None and carried is not None and _are_same(carried, grid)
        if going_on:
            here = carried
        if here is not None:
            found += to_passages(cells if going_on else cells[1:], where, len(found), here.names)
            rest, header = outside, here
    return found, rest, header


def _header(grid: Grid, cells: Sequence[Sequence[Cell]]) -> Header | None:
    """Return a table's header where its first row names what is known of people, or of their orders."""
    texts = [[" ".join(word.text for word in cell.words) for cell in row] for row in cells]
    names = [clean_name(text) for text in texts[0]]
    if not names_people(names) and not lists_orders(names, list(zip(*texts[1:], strict=True))):
        return None
    return Header(tuple(names), _reach(grid))


def _are_same(carried: Header, grid: Grid) -> bool:
    """Return whether a table's columns are those of the table before it."""
    here = _reach(grid)
    return len(here) == len(carried.columns) and all(
        abs(one - two) < 3 * NEAR
        for before, after in zip(carried.columns, here, strict=True)
        for one, two in zip(before, after, strict=True)
    )


def _reach(grid: Grid) -> tuple[tuple[float, float], ...]:
    full = next((row for row in grid.rows if None not in row), grid.rows[0])
    return tuple((cell[0], cell[2]) if cell else (0.0, 0.0) for cell in full)


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
    handle = page.raw
    for index in range(min(MAX_PATHS, pdfium_c.FPDFPage_CountObjects(handle))):
        item = pdfium_c.FPDFPage_GetObject(handle, index)
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


def _fill_cells(grid: Grid, words: Sequence[Word]) -> tuple[list[list[Cell]], list[Word]]:
    """Return the grid's cells with their words, and the words outside of it."""
    cells = [[Cell([]) for _ in row] for row in grid.rows]
    lines: list[tuple[float, float, list[tuple[Bounds, Cell]]]] = []
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


def _home(box: Box, places: Sequence[tuple[Bounds, Cell]]) -> Cell | None:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return next((cell for (x0, y0, x1, y1), cell in places if x0 <= x <= x1 and y0 <= y <= y1), None)
