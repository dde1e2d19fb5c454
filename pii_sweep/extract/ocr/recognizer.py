"""What a line of text says: PP-OCR's recognizers with connectionist temporal classification.

Du et al., "PP-OCR: A Practical Ultra Lightweight OCR System", 2020; decoding after Graves et al.,
ICML 2006. The tiny network reads every line in a fifth of the small one's time; what it is unsure of
the small one reads again. Both know thousands of characters; their last layers are cut down to the
Latin ones at load, which is quicker and never reads a scratch as a Chinese character. Lines go in
batches of nearly equal width, so that little of a batch is padding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import cv2
import numpy as np

from pii_sweep.errors import needing
from pii_sweep.extract.ocr.detector import Array, Quad
from pii_sweep.extract.ocr.network import CHARACTERS, Size, network_path, session

HEIGHT = 48
STEP = 8  # pixels a time step
MAX_WIDTH = 3200
BATCH_PIXELS = 1024  # summed width of a batch: what layers pass on stays in the processor's cache
SURE = 0.9  # of each character: lines with a less sure one, spaces aside, are read again
EXTRA = "€£¥‘’“”–—…•™№"


@dataclass(frozen=True, slots=True)
class Reading:
    """The characters of one line, each with its confidence and place in pixels of `picture`.

    `picture` is the line cut out level, RGB, 48 pixels high.
    """

    text: str = field(repr=False)
    confidences: tuple[float, ...]
    places: tuple[float, ...]
    picture: Array = field(repr=False)

    @property
    def confidence(self) -> float:
        """Return the mean confidence of the characters, 0 where there is none."""
        return sum(self.confidences) / len(self.confidences) if self.confidences else 0.0

    @property
    def is_sure(self) -> bool:
        """Return whether each character was surely read."""
        return bool(self.text) and all(
            sure >= SURE or character == " "
            for character, sure in zip(self.text, self.confidences, strict=True)
        )


@lru_cache(maxsize=2)
def _network(size: Size) -> tuple[Any, str, str]:
    """Return the session, its input's name and its characters; index 0 is the blank."""
    with needing("ocr"):
        import onnx
        from onnx import numpy_helper

    path = network_path("rec", size)
    model = onnx.load(str(path))
    known = {item.key: item.value for item in model.metadata_props}.get("character")
    if known is None:
        known = path.with_name(CHARACTERS).read_text("utf-8").removesuffix("\n")
    characters = ["", *known.split("\n"), " "]
    keep = [0] + [i for i, c in enumerate(characters) if len(c) == 1 and (ord(c) < 0x180 or c in EXTRA)]
    names = _last_weights(model.graph)
    for tensor in model.graph.initializer:
        if tensor.name in names:
            cut = np.ascontiguousarray(numpy_helper.to_array(tensor)[..., keep])
            tensor.CopyFrom(numpy_helper.from_array(cut, tensor.name))
    del model.graph.value_info[:]
    model.graph.output[0].type.tensor_type.shape.dim[2].dim_value = len(keep)
    run = session(model.SerializeToString())
    return run, run.get_inputs()[0].name, "".join(characters[i] or "\0" for i in keep)


def _last_weights(graph: Any) -> set[str]:
    """Return the names of the weights from the last matrix product on: one row a character."""
    stored = {tensor.name for tensor in graph.initializer}
    makers = {name: node for node in graph.node for name in node.output}
    output = graph.node[-1].input[0]
    found: set[str] = set()
    while True:
        node = makers[output]
        found |= stored & set(node.input)
        if node.op_type in ("MatMul", "Gemm"):
            return found
        output = next(name for name in node.input if name not in stored)


def read_lines(pixels: Array, quads: Sequence[Quad], network: Size = "tiny") -> list[Reading]:
    """Return what each quad of an RGB picture says, in their order."""
    return _read([_level(pixels, quad, _width(quad)) for quad in quads], network)


def read_again(readings: Sequence[Reading], network: Size) -> list[Reading]:
    """Return readings, those that are not sure as another network reads the same lines."""
    unsure = [index for index, reading in enumerate(readings) if not reading.is_sure]
    better = dict(zip(unsure, _read([readings[index].picture for index in unsure], network), strict=True))
    return [better.get(index, reading) for index, reading in enumerate(readings)]


def _read(lines: Sequence[Array], network: Size) -> list[Reading]:
    """Return what level lines, 48 pixels high, say."""
    widths = [line.shape[1] for line in lines]
    readings: dict[int, Reading] = {}
    run, name, characters = _network(network)
    for batch in _batches(sorted(range(len(lines)), key=widths.__getitem__), widths):
        blob = np.zeros((len(batch), 3, HEIGHT, widths[batch[-1]]), np.float32)
        for row, index in enumerate(batch):
            blob[row, :, :, : widths[index]] = lines[index].transpose(2, 0, 1)[::-1] / np.float32(127.5) - 1
        scores = run.run(None, {name: blob})[0]
        for row, index in enumerate(batch):
            readings[index] = _decode(scores[row], characters, lines[index])
    return [readings[index] for index in range(len(lines))]


def _width(quad: Quad) -> int:
    ratio = quad.width / max(1.0, quad.height)
    return int(min(MAX_WIDTH, max(STEP * 2, np.ceil(HEIGHT * ratio / STEP) * STEP)))


def _batches(order: Sequence[int], widths: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for index in order:
        wide = widths[index]
        if batch and (wide * (len(batch) + 1) > BATCH_PIXELS or wide > 1.25 * widths[batch[0]] + 32):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _level(pixels: Array, quad: Quad, width: int) -> Array:
    target = np.array([[0, 0], [width, 0], [width, HEIGHT], [0, HEIGHT]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.corners.astype(np.float32), target)
    size = (width, HEIGHT)
    return np.asarray(cv2.warpPerspective(pixels, matrix, size, borderMode=cv2.BORDER_REPLICATE))


def _decode(scores: Array, characters: str, picture: Array) -> Reading:
    best = scores.argmax(axis=1)
    changed = np.concatenate(([True], best[1:] != best[:-1]))
    kept = np.nonzero(changed & (best != 0))[0]
    return Reading(
        "".join(characters[best[step]] for step in kept),
        tuple(float(scores[step, best[step]]) for step in kept),
        tuple(min(float(picture.shape[1]), (step + 0.5) * STEP) for step in kept),
        picture,
    )
