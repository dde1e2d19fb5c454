"""The card that a picture's text stands on: on a table, filling the picture, or nowhere clear."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.image.reader import read_image
from pii_sweep.extract.ocr.paper_edge import edge_of
from pii_sweep.types import Blob, Box, ObjectRef, Passage, Where

LINES = ("SOCIAL SECURITY", "219-09-9999", "THIS NUMBER HAS BEEN ESTABLISHED FOR", "JANE DOE")


def card(width: int = 860, height: int = 540) -> tuple[Image.Image, Box]:
    """Return a pale card with centred lines, and the box around them."""
    image = Image.new("RGB", (width, height), (226, 236, 240))
    pen, boxes = ImageDraw.Draw(image), []
    for at, line in enumerate(LINES):
        place = (width // 2, 120 + 100 * at)
        pen.text(place, line, fill="black", anchor="mm", font=ImageFont.load_default(34))
        boxes.append(pen.textbbox(place, line, anchor="mm", font=ImageFont.load_default(34)))
    return image, Box(
        min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    )


def laid(degrees: float, table: tuple[int, int, int] = (110, 88, 66)) -> tuple[Image.Image, Box, Box]:
    """Return a card that lies on a grainy table, the box around its turned text, and that around the card."""
    photo = Image.new("RGB", (1600, 1200), table)
    grain = Image.effect_noise((1600, 1200), 24).filter(ImageFilter.GaussianBlur(1))
    photo = Image.blend(photo, grain.convert("RGB"), 0.15)
    flat, text = card()
    mask = Image.new("L", flat.size, 255).rotate(degrees, expand=True)
    words = Image.new("L", flat.size, 0)
    ImageDraw.Draw(words).rectangle(text, fill=255)
    words = words.rotate(degrees, expand=True)
    photo.paste(flat.rotate(degrees, expand=True), (300, 200), mask)
    inner, outer = words.getbbox(), mask.getbbox()
    assert inner is not None and outer is not None
    moved = [Box(300 + b[0], 200 + b[1], 300 + b[2], 200 + b[3]) for b in (inner, outer)]
    return photo, moved[0], moved[1]


def overlap(one: Box, two: Box) -> float:
    """Return the intersection over the union."""
    across, down = min(one.x1, two.x1) - max(one.x0, two.x0), min(one.y1, two.y1) - max(one.y0, two.y0)
    shared = max(0.0, across) * max(0.0, down)
    areas = [(box.x1 - box.x0) * (box.y1 - box.y0) for box in (one, two)]
    return shared / (sum(areas) - shared)


@pytest.mark.parametrize("degrees", [0, 7, -20, 90])
def test_a_card_on_a_table_has_its_own_edge(degrees: float) -> None:
    photo, text, edge = laid(degrees)
    found = edge_of(photo, text)
    assert found is not None and overlap(found, edge) > 0.9


def test_a_card_that_fills_the_picture_ends_where_the_picture_does() -> None:
    image, text = card()
    found = edge_of(image, text)
    assert found is not None and overlap(found, Box(0, 0, *image.size)) > 0.9


def test_a_few_words_on_a_page_without_an_edge_have_no_card() -> None:
    page = Image.new("RGB", (1700, 2200), "white")
    page.paste(card()[0].point(lambda value: 255 if value > 128 else 0), (100, 100))
    assert edge_of(page, Box(220, 200, 840, 540)) is None


def test_what_is_read_of_a_picture_knows_its_card() -> None:
    photo, _, edge = laid(0)
    out = io.BytesIO()
    photo.save(out, "PNG")
    pieces = read_image(out, Where(ObjectRef("b", "a.png")), Budget(Extract(ocr="fast", faces=False)))
    cards = [
        piece.card
        for piece in pieces
        if not isinstance(piece, Blob) and isinstance(piece, Passage) and piece.text
    ]
    assert any(found is not None and overlap(found, edge) > 0.9 for found in cards)
