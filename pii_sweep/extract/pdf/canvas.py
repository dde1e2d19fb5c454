"""A PDF page's coordinates → pixels of the page as it is displayed (crop box and /Rotate applied)."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pii_sweep.types import Box

POINTS = 72.0
Numbers = npt.NDArray[np.float64]
PRECISION = 1000  # PageToDevice rounds to whole units: ask for thousandths of a pixel


@dataclass(frozen=True, slots=True)
class Canvas:
    """Page coordinates to pixels of the displayed page: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    width: float
    height: float
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a rectangle of the page in pixels."""
        if self.b == 0 == self.c and self.a > 0 > self.d:  # a page that is not turned
            return Box(
                self.a * left + self.e,
                self.d * top + self.f,
                self.a * right + self.e,
                self.d * bottom + self.f,
            )
        x0, y0 = self.a * left + self.c * bottom + self.e, self.b * left + self.d * bottom + self.f
        x1, y1 = self.a * right + self.c * top + self.e, self.b * right + self.d * top + self.f
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def boxes(self, edges: Numbers) -> Numbers:
        """Return rectangles of the page (left, top, right, bottom; a row each) in pixels: x0, y0, x1, y1."""
        if self.b == 0 == self.c and self.a > 0 > self.d:
            return edges * (self.a, self.d, self.a, self.d) + (self.e, self.f, self.e, self.f)
        across, up = edges[:, ::2], edges[:, ::-2]
        x = self.a * across + self.c * up + self.e
        y = self.b * across + self.d * up + self.f
        return np.stack([x.min(axis=1), y.min(axis=1), x.max(axis=1), y.max(axis=1)], axis=1)


def canvas(page: pdfium.PdfPage, dpi: int) -> Canvas:
    """Return the mapping of a page at `dpi`."""
    width, height = page.get_width() * dpi / POINTS, page.get_height() * dpi / POINTS
    x0, y0 = _device(page, width, height, 0, 0)
    x1, y1 = _device(page, width, height, 100, 0)
    x2, y2 = _device(page, width, height, 0, 100)
    return Canvas(width, height, (x1 - x0) / 100, (y1 - y0) / 100, (x2 - x0) / 100, (y2 - y0) / 100, x0, y0)


def _device(page: pdfium.PdfPage, width: float, height: float, x: float, y: float) -> tuple[float, float]:
    device_x, device_y = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(
        page, 0, 0, int(width * PRECISION), int(height * PRECISION), 0, x, y, device_x, device_y
    )
    return device_x.value / PRECISION, device_y.value / PRECISION
