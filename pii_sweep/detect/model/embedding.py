"""The vectors of tokens by themselves: spaCy's `MultiHashEmbed.v2` without what Thinc does around each layer.

Every attribute of a token is hashed four times, the rows of its table with these numbers are added, and one
layer of maxout, normalised, makes a vector of all attributes together (Miranda et al., "Multi hash embeddings
in spaCy", 2022). For the few new words of a short text that takes half of Thinc's time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import IDS, IS_SPACE, LENGTH
from spacy.tokens import Doc
from thinc.backends.numpy_ops import NumpyOps

from pii_sweep.detect.model.layer import Floats, Ints, Layer, Node, get_weights

if TYPE_CHECKING:
    from thinc.model import Model

# Before a token's attributes: where it begins in its text, its length and whether it is white space.
_PLACE = (IDS["IDX"], LENGTH, IS_SPACE)
_OPS = NumpyOps()


@dataclass(frozen=True, slots=True)
class Embedding:
    """The tables of attributes, each with its seed, and the layer above them."""

    columns: tuple[int, ...]
    tables: tuple[tuple[int, int, Floats], ...] = field(repr=False)  # column, seed, rows
    layer: Layer = field(repr=False)

    @classmethod
    def of(cls, features: Node, hashing: Iterable[Node], layer: Layer) -> Embedding:
        """Return the embedding of the node with the attributes' names, those of the tables, and a layer."""
        tables = ((node.attrs["column"], node.attrs["seed"], get_weights(node, "E")) for node in hashing)
        columns = (IDS[name] if isinstance(name, str) else name for name in features.attrs["columns"])
        return cls(tuple(columns), tuple(tables), layer)

    @property
    def width(self) -> int:
        """The numbers of a vector."""
        return len(self.layer.gain)

    def read(self, docs: Sequence[Doc]) -> tuple[list[Ints], Floats]:
        """Return the start, length and blankness of the tokens of each document, and all vectors."""
        rows = [doc.to_array([*_PLACE, *self.columns]) for doc in docs]
        every = np.concatenate(rows)
        width = self.tables[0][2].shape[1]
        wide = np.empty((len(every), width * len(self.tables)), np.float32)
        for place, (column, seed, table) in enumerate(self.tables):
            ids = np.ascontiguousarray(every[:, len(_PLACE) + column])
            hashed = _OPS.hash(ids, seed) % len(table)
            table[hashed].sum(axis=1, out=wide[:, place * width : (place + 1) * width])
        return [row[:, : len(_PLACE)].astype(np.int64) for row in rows], self.layer.run(wide)


def embedding_of(model: Model[Any, Any]) -> Embedding:
    """Return the tables and the layer of a pipeline's embedding."""
    nodes = list(model.walk())
    features = next(node for node in nodes if node.name == "extract_features")
    return Embedding.of(features, [node for node in nodes if node.name == "hashembed"], Layer.of(model))
