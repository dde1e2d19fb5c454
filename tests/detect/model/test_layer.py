"""A layer is a multiplication, the largest of its pieces, and normalisation."""

from __future__ import annotations

import numpy as np
import pytest
from thinc.api import Maxout, NumpyOps

from pii_sweep.detect.model.layer import Layer, take_largest


@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_a_layer_computes_what_a_layer_of_thinc_computes(pieces: int) -> None:
    draw = np.random.default_rng(pieces)
    model = Maxout(nO=8, nI=5, nP=pieces, normalize=True)
    model.initialize(X=np.zeros((1, 5), np.float32), Y=np.zeros((1, 8), np.float32))
    for node in model.walk():
        node.ops = NumpyOps()
        for name in node.param_names:
            node.set_param(name, draw.normal(size=node.get_param(name).shape).astype(np.float32))
    rows = draw.normal(size=(7, 5)).astype(np.float32)
    assert np.abs(Layer.of(model).run(rows) - model.predict(rows)).max() < 1e-4


def test_the_largest_of_three_pieces_leaves_the_pieces_as_they_are() -> None:
    pieces = np.array([[1, 9, 5, 2, 3, 4]], np.float32)
    assert take_largest(pieces, 2).tolist() == [[5, 9]]
    assert pieces.tolist() == [[1, 9, 5, 2, 3, 4]]
