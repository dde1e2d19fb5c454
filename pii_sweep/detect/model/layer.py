"""A layer of the networks: a multiplication, maxout over pieces, and normalisation over a vector.

Maxout: Goodfellow et al., "Maxout networks" (2013); normalisation: Ba et al., "Layer normalization" (2016).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from thinc.model import Model

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


class Node(Protocol):
    """A part of a network with its settings and numbers: Thinc's own, or one of a file."""

    @property
    def attrs(self) -> Mapping[str, Any]:
        """Its settings."""

    def get_param(self, name: str) -> Any:
        """Return its numbers of a name."""


class Layer(NamedTuple):
    """The weights of a layer, arranged for many rows at once."""

    weights: Floats  # in, pieces x out
    bias: Floats
    gain: Floats
    shift: Floats

    @classmethod
    def of(cls, model: Model[Any, Any]) -> Layer:
        """Return the layer of a model that has one maxout and one normalisation."""
        nodes = {node.name: node for node in model.walk()}
        return cls.of_nodes(nodes["maxout"], nodes["layernorm"])

    @classmethod
    def of_nodes(cls, maxout: Node, norm: Node) -> Layer:
        """Return the layer of a maxout and a normalisation."""
        return cls(
            arrange_weights(get_weights(maxout, "W")),
            get_weights(maxout, "b").T.ravel(),
            get_weights(norm, "G"),
            get_weights(norm, "b"),
        )

    def run(self, rows: Floats) -> Floats:
        """Return the vectors of rows."""
        lifted = rows @ self.weights
        lifted += self.bias
        return self._normalise(take_largest(lifted, len(self.gain)))

    def _normalise(self, values: Floats) -> Floats:
        width = values.shape[1]
        values -= np.add.reduce(values, axis=1, keepdims=True) / np.float32(width)
        spread = np.einsum("ij,ij->i", values, values) / width + 1e-8
        values *= (1 / np.sqrt(spread))[:, None]
        values *= self.gain
        values += self.shift
        return values


def take_largest(pieces: Floats, width: int) -> Floats:
    """Return the largest number of the pieces of each row, at each place of `width`."""
    best: Floats = pieces[:, :width].copy()
    for start in range(width, pieces.shape[1], width):
        np.maximum(best, pieces[:, start : start + width], out=best)
    return best


def get_weights(node: Node, name: str) -> Floats:
    """Return a node's parameter in 32 bits."""
    return np.asarray(node.get_param(name), np.float32)


def arrange_weights(weights: Floats) -> Floats:
    """Turn out, pieces, in to in, pieces x out."""
    return np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, weights.shape[2]).T)
