"""Faces are counted where the extra is installed, and otherwise nothing is claimed."""

from __future__ import annotations

import io
from random import Random

import numpy as np
import pytest
from PIL import Image

from fixtures.photos import SCENES
from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.image import faces
from pii_sweep.extract.image.reader import read_image
from pii_sweep.types import Box, Note, ObjectRef, Where

installed = pytest.mark.skipif(not faces.is_available(), reason="the extra [faces] is not installed")


@pytest.fixture(scope="module")
def portrait() -> Image.Image:
    """Return a public-domain portrait (US Navy) that matplotlib carries."""
    cbook = pytest.importorskip("matplotlib.cbook")
    with cbook.get_sample_data("grace_hopper.jpg") as file:
        return Image.open(file).convert("RGB")


def counted(picture: Image.Image, *, wanted: bool = True) -> list[int]:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    where = Where(ObjectRef("bucket", "photo.jpg"))
    pieces = read_image(out, where, Budget(Extract(faces=wanted)))
    return [piece.amount for piece in pieces if isinstance(piece, Note) and piece.measure == "faces"]


@installed
def test_each_face_of_a_photo_is_counted_where_it_is(portrait: Image.Image) -> None:
    (face,) = faces.find_faces(portrait)
    assert 100 < (face.x0 + face.x1) / 2 < 400 and (face.y0 + face.y1) / 2 < 350
    table = Image.new("RGB", (2000, 1500), (120, 110, 100))
    small = portrait.resize((portrait.width // 3, portrait.height // 3))
    for place in ((200, 200), (900, 300), (1500, 900)):
        table.paste(small, place)
    assert counted(table) == [3]
    assert counted(table, wanted=False) == []


@installed
def test_a_face_of_a_thirtieth_of_a_photo_s_longer_side_is_counted(portrait: Image.Image) -> None:
    group = Image.new("RGB", (1600, 1200), (120, 110, 100))
    share = 1600 / 30 / 206  # of the portrait, whose face is 206 pixels high
    group.paste(portrait.resize((round(portrait.width * share), round(portrait.height * share))), (700, 500))
    assert counted(group) == [1]


@installed
def test_the_picture_is_the_only_input_of_the_network_since_weights_that_may_change_are_not_fused() -> None:
    assert [given.name for given in faces._network().get_inputs()] == ["input.1"]


@installed
def test_scenes_without_people_have_no_faces() -> None:
    for number, scene in enumerate(SCENES):
        assert faces.find_faces(scene(Random(number), 800, 600)) == []


@pytest.mark.skipif(faces.is_available(), reason="the extra [faces] is installed")
def test_without_the_extra_no_face_is_counted(portrait: Image.Image) -> None:
    assert counted(portrait) == []


@installed
def test_a_small_face_next_to_a_large_one_is_counted_too(portrait: Image.Image) -> None:
    pair = Image.new("RGB", (1600, 1200), (120, 110, 100))
    pair.paste(portrait.resize((portrait.width * 3 // 2, portrait.height * 3 // 2)), (20, 100))
    share = 1600 / 20 / 206
    pair.paste(portrait.resize((round(portrait.width * share), round(portrait.height * share))), (1200, 300))
    assert len(faces.find_faces(pair)) == 2


def test_a_face_that_a_closer_look_sees_again_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    glance = [Box(100, 100, 300, 300), Box(500, 500, 520, 520)]  # the second is too small to be sure of
    closer = [Box(105, 105, 290, 290), Box(500, 100, 540, 140), Box(480, 480, 500, 500)]
    monkeypatch.setattr(faces, "is_available", lambda: True)
    monkeypatch.setattr(faces, "_score_cells", lambda pixels, scale: None)
    monkeypatch.setattr(faces, "_places", lambda *_: [(20, 10, 900, 900)])
    monkeypatch.setattr(faces, "_boxes", lambda pixels, seen, least: glance if least > 0.5 else closer)
    found = faces.find_faces(np.zeros((1000, 1000, 3), np.uint8))
    assert found == [Box(100, 100, 300, 300), Box(520, 110, 560, 150), Box(500, 490, 520, 510)]
