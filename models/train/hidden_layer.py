"""Fit the hidden layer of a score: what features mean together, on top of the weights that are fitted before it.

Units of hyperbolic tangent with dropout (Srivastava et al., "Dropout", 2014), by Adam (Kingma, Ba, 2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from models.train import ridge

UNITS, ROUNDS, BATCH, RATE, DROPPED, DECAY = 32, 20, 256, 3e-3, 0.5, 1e-5
# The weights of a unit at the start: candidates have some forty features.
SPREAD, FIRST = 40**-0.5, 0.1
_MEAN, _SQUARE, _LEAST = 0.9, 0.999, 1e-8


class Fitted(NamedTuple):
    """The weights of a hidden layer, as `pii_sweep.detect.score.hidden_layer.Layer` holds them."""

    weights: np.ndarray
    bias: np.ndarray
    out: np.ndarray
    shift: np.ndarray

    def odds(self, x: np.ndarray) -> np.ndarray:
        """Return what the layer adds to the log-odds of each row."""
        return np.tanh(x @ self.weights + self.bias) @ self.out + self.shift[0]


def fit(x: np.ndarray, right: np.ndarray, weight: np.ndarray, odds: np.ndarray) -> Fitted:
    """Return the layer that improves log-odds; rows as in `ridge.fit`, in 32 bits."""
    draw = np.random.default_rng(0)
    count, width = x.shape
    out = draw.normal(0, FIRST, UNITS).astype(np.float32)
    made = Fitted(
        draw.normal(0, SPREAD, (width, UNITS)).astype(np.float32), np.zeros(UNITS, np.float32), out,
        np.zeros(1, np.float32),
    )  # fmt: skip
    means, squares = [np.zeros_like(part) for part in made], [np.zeros_like(part) for part in made]
    odds, weight = odds.astype(np.float32), (weight / weight.mean()).astype(np.float32)
    total, step = ROUNDS * -(-count // BATCH), 0
    for _ in range(ROUNDS):
        order = draw.permutation(count)
        for own in (order[at : at + BATCH] for at in range(0, count, BATCH)):
            step += 1
            batch = _Batch(x[own], right[own], weight[own], odds[own])
            for place, change in enumerate(_slopes(made, batch, draw)):
                means[place] = _MEAN * means[place] + (1 - _MEAN) * change
                squares[place] = _SQUARE * squares[place] + (1 - _SQUARE) * change**2
                near = means[place] / (1 - _MEAN**step)
                far = np.sqrt(squares[place] / (1 - _SQUARE**step)) + _LEAST
                made[place][...] -= RATE * (1 - step / total) * near / far
    return made


class _Batch(NamedTuple):
    x: np.ndarray
    right: np.ndarray
    weight: np.ndarray
    odds: np.ndarray


def _slopes(made: Fitted, batch: _Batch, draw: np.random.Generator) -> tuple[np.ndarray, ...]:
    """Return the slope of the loss of a batch by each part of the layer, with half of the units left out."""
    units = np.tanh(batch.x @ made.weights + made.bias)
    kept = (draw.random(units.shape, np.float32) > DROPPED) / np.float32(1 - DROPPED)
    said = ridge.shares_of(batch.odds + (units * kept) @ made.out + made.shift[0])
    error = ((said - batch.right) * batch.weight / len(batch.x)).astype(np.float32)
    back = error[:, None] * made.out * kept * (1 - units**2)
    return (
        batch.x.T @ back + DECAY * made.weights, back.sum(0), (units * kept).T @ error + DECAY * made.out,
        np.array([error.sum()]),
    )  # fmt: skip


def write(made: Fitted, names: Sequence[str], file: Path) -> None:
    """Write a layer with the names of its features, in 16 bits a weight."""
    halves = {part: getattr(made, part).astype(np.float16) for part in ("weights", "bias", "out")}
    with file.open("wb") as stream:
        np.savez_compressed(stream, names=np.array(list(names)), shift=made.shift[0], **halves)
