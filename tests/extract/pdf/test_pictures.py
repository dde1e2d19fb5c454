"""Scans that are laid on a page in bands are one picture."""

from __future__ import annotations

import itertools

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pii_sweep.extract.pdf.pictures import join_bands
from pii_sweep.types import Box
from tests.extract.pdf.test_reader import passages, pdf, read, scan

PAGE = 2550 * 3300


def test_strips_columns_and_tiles_of_one_scan_become_one_box() -> None:
    strips = [(Box(0, 30 * at, 2550, 30 * at + 30), at) for at in range(110)]
    columns = [(Box(60 * at, 0, 60 * at + 60.4, 3300), at) for at in range(42)]
    tiles = [
        (Box(64 * x, 64 * y, 64 * x + 64, 64 * y + 64), 100 * x + y)
        for x, y in itertools.product(range(39), range(51))
    ]
    for bands in (strips, columns, tiles):
        (joined,) = join_bands(bands)
        assert (joined[0].x1 - joined[0].x0) * (joined[0].y1 - joined[0].y0) > 0.9 * PAGE


def test_icons_that_stand_apart_stay_apart() -> None:
    icons = [(Box(100, 100 * at, 140, 100 * at + 40), at) for at in range(9)]
    assert sorted(join_bands(icons), key=lambda one: one[1]) == icons


@pytest.mark.parametrize("band", [16, 32])
@pytest.mark.parametrize("upright", [True, False])
def test_a_scan_in_bands_is_read_as_a_whole(band: int, *, upright: bool) -> None:
    def draw(page: Canvas) -> None:
        whole, scale = scan(), 0.36
        size = whole.height if upright else whole.width
        for at in range(0, size, band):
            end = min(at + band, size)
            edges = (0, at, whole.width, end) if upright else (at, 0, end, whole.height)
            part: Image.Image = whole.crop(edges)
            left, bottom = edges[0] * scale, 700 - edges[3] * scale
            page.drawImage(ImageReader(part), left, bottom, part.width * scale, part.height * scale)

    text = " ".join(found.text for found in passages(read(pdf(draw))))
    assert "Gonzalez" in text and "Fresno" in text
