"""Long pictures are read piece by piece, each word once and at its place."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from pii_sweep.config import Extract
from pii_sweep.extract.ocr.strips import MAX_PIXELS, is_strip, pieces, reduction
from pii_sweep.types import Gap, Passage, Piece
from tests.extract.test_formats import read


def strip(width: int, height: int, turn: int = 0) -> tuple[bytes, int]:
    """Return a PNG of a long picture with a numbered line of text every 120 pixels, and the count of them."""
    image = Image.new("RGB", (width, height), "white")
    draw, font, count = ImageDraw.Draw(image), ImageFont.load_default(30), 0
    for x in range(30, width - 600, 800):
        for y in range(20, height - 60, 120):
            count += 1
            draw.text((x, y), f"Order {1000 + count} Maria Gonzalez", "black", font)
    out = io.BytesIO()
    image.rotate(turn, expand=True).save(out, "PNG")
    return out.getvalue(), count


def numbers(found: list[Piece]) -> list[str]:
    """Return the numbers of the lines in the order they were read."""
    words = " ".join(piece.text for piece in found if isinstance(piece, Passage)).split()
    return [word for word in words if word.isdigit() and len(word) == 4]


@pytest.mark.parametrize(("width", "height", "turn"), [(900, 6000, 0), (6400, 700, 0), (900, 4000, 180)])
def test_every_line_of_a_long_picture_is_read_once(width: int, height: int, turn: int) -> None:
    data, count = strip(width, height, turn)
    found = numbers(read("a.png", data, Extract(faces=False)))
    assert sorted(found) == [str(1001 + at) for at in range(count)]


def test_the_boxes_of_a_long_picture_lie_where_its_words_are() -> None:
    data, _ = strip(900, 6000)
    for piece in read("a.png", data, Extract(faces=False)):
        for span in piece.spans if isinstance(piece, Passage) else ():
            word = piece.text[span.start : span.end]
            if word.isdigit() and span.box:
                assert abs(span.box.y0 - (20 + 120 * (int(word) - 1001))) < 20


@pytest.mark.parametrize("size", [(1, 2_000_000), (2_000_000, 1), (4, 100_000)])
def test_what_is_too_narrow_for_print_is_not_decoded(size: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("L", size, 255).save(out, "PNG")
    assert not [piece for piece in read("a.png", out.getvalue()) if isinstance(piece, (Gap, Passage))]


def test_pieces_cover_a_picture_and_words_count_in_one_of_them() -> None:
    for size in ((100, 90_000), (900, 2701), (5000, 700)):
        assert is_strip(size)
        along = int(size[0] < size[1])
        owned = [(own[along], own[along + 2]) for _, own in pieces(size)]
        assert owned[0][0] == 0 and owned[-1][1] == size[along]
        assert all(before[1] == after[0] for before, after in zip(owned, owned[1:], strict=False))


def test_a_strip_keeps_its_breadth_as_far_as_memory_allows() -> None:
    assert reduction((3000, 2000), 3000) == 1
    assert reduction((1000, 30_000), 3000) == 1
    assert reduction((2000, 80_000), 3000) == 3
    shrink = reduction((3000, 59_000), 3000)
    assert 3000 * 59_000 / shrink**2 <= MAX_PIXELS
