"""Places on a PDF page where something other than text runs and pictures may draw letters.

These are the appearances of annotations (ISO 32000-1, 12.5.5), what a soft mask lets through (11.6.5) and
paths with as many segments as letters have (8.5.2). Whether letters are there, only the page's picture shows.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Any

import pypdfium2.raw as pdfium_c

from pii_sweep.extract.pdf.canvas import Canvas
from pii_sweep.extract.pdf.pdfium import bound
from pii_sweep.types import Box

PLAIN = 10  # segments: a rectangle with rounded corners has no more, most letters do
LETTERS = 100  # segments of paths with more than that: a telephone number has as many
MAX_BOXES = 200  # of one page: more count as all of it
PAINTED = (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING)

_segments = bound(pdfium_c.FPDFPath_CountSegments, ctypes.c_int, ctypes.c_void_p)
_transparent = bound(pdfium_c.FPDFPageObj_HasTransparency, ctypes.c_int, ctypes.c_void_p)

Bounds = Callable[[Any], Box]


@dataclass(slots=True)
class Drawings:
    """What was seen of a page's objects so far; `bounds` gives the pixels that an object covers."""

    view: Canvas
    bounds: Bounds
    segments: int = 0
    curved: list[int] = field(default_factory=list)
    inner: list[int] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    everywhere: bool = False

    def add(self, handles: Sequence[int], kinds: Sequence[int], form: Any = None) -> None:
        """Take the objects of a page, or those of a form on it, whose places are the form's own."""
        if form is not None and pdfium_c.FPDF_PAGEOBJ_TEXT not in kinds and _transparent(form):
            self.everywhere = True
        if pdfium_c.FPDF_PAGEOBJ_PATH in kinds:
            paths = _select(handles, kinds, pdfium_c.FPDF_PAGEOBJ_PATH)
            for path, count in zip(paths, map(_segments, paths), strict=True):
                if count > PLAIN:
                    self.segments += count
                    (self.inner if form is not None else self.curved).append(path)
        for kind in PAINTED:
            if kind in kinds:
                painted = _select(handles, kinds, kind)
                self._place(list(compress(painted, map(_transparent, painted))), form)

    def _place(self, handles: Sequence[int], form: Any = None) -> None:
        self.everywhere |= bool(handles) and (form is not None or len(self.boxes) + len(handles) > MAX_BOXES)
        if not self.everywhere:
            self.boxes += [self.bounds(ctypes.cast(one, pdfium_c.FPDF_PAGEOBJECT)) for one in handles]

    def places(self) -> tuple[Box, ...]:
        """Return the places in pixels, none where nothing may draw letters."""
        if self.segments >= LETTERS:
            self.everywhere |= bool(self.inner)
            self._place(self.curved)
        if self.everywhere:
            return (Box(0, 0, self.view.width, self.view.height),)
        return tuple(box for box in self.boxes if box.x1 > box.x0 and box.y1 > box.y0)


def _select(handles: Sequence[int], kinds: Sequence[int], kind: int) -> list[int]:
    return [handle for handle, one in zip(handles, kinds, strict=True) if one == kind]
