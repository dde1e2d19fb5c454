"""Small papers in large photos: kept by the first look, and what they say is read."""

from __future__ import annotations

import io
from random import Random

import numpy as np
import pytest
from PIL import Image

from fixtures.orders import orders
from fixtures.people import people
from fixtures.snapshots import backdrop, snapshot
from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.image.reader import read_image
from pii_sweep.extract.ocr.gate import may_hold_text
from pii_sweep.extract.ocr.regions import regions
from pii_sweep.types import ObjectRef, Passage, Where

SIZE = (3000, 2250)
MADE = orders("snapshots", people("snapshots", 12), 12)


@pytest.mark.parametrize("number", [0, 3])
def test_the_name_and_address_of_a_label_on_three_percent_of_a_photo_are_read(number: int) -> None:
    photo = snapshot(MADE[number], number, 0.03, size=SIZE)
    where = Where(ObjectRef("bucket", "photo.jpg"))
    text = "\n".join(
        piece.text
        for piece in read_image(io.BytesIO(photo.body), where, Budget(Extract(faces=False)))
        if isinstance(piece, Passage)
    ).upper()
    wanted = [one.value for one in photo.truth if one.type in ("PERSON", "STREET_ADDRESS")]
    words = {word for value in wanted for word in value.upper().replace(",", " ").split() if len(word) > 3}
    assert sum(word in text for word in words) >= 0.8 * len(words) > 0


@pytest.mark.parametrize("number", [2, 4, 7])
def test_photos_of_stones_cloth_and_grass_hold_no_text(number: int) -> None:
    assert not may_hold_text(backdrop(Random(number), number, (1600, 1200)))


def heat(*boxes: tuple[int, int, int, int]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    field = np.zeros((720, 960), np.float32)
    for x0, y0, x1, y1 in boxes:
        field[y0:y1, x0:x1] = 0.9
    return field


def test_text_in_a_corner_is_cut_out_with_a_margin() -> None:
    (found,) = regions(heat((100, 100, 180, 110), (100, 120, 160, 130)), 4000, 3000)
    assert 280 < found.x0 < 400 and 760 < found.x1 < 900
    assert 280 < found.y0 < 417 and 541 < found.y1 < 700


def test_a_page_with_white_space_stays_whole_and_far_labels_are_two_parts() -> None:
    lines = [(100, y, 860, y + 10) for y in range(60, 660, 60)]
    assert len(regions(heat(*lines), 2400, 3200)) == 1
    assert len(regions(heat((50, 50, 90, 60), (850, 650, 890, 660)), 4000, 3000)) == 2
    assert regions(heat(), 4000, 3000) == []


def test_a_picture_smaller_than_the_windows_is_looked_at_as_it_is() -> None:
    assert not may_hold_text(Image.new("RGB", (700, 90), "white"))
