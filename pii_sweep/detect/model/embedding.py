"""The vectors of tokens by themselves: spaCy's `MultiHashEmbed.v2` without what Thinc does around each layer.

Every attribute of a token is hashed four times, the rows of its table with these numbers are added, and one
layer of maxout, normalised, makes a vector of all attributes together (Miranda et al., "Multi hash embeddings
in spaCy", 2022). For the few new words of a short text that takes half of Thinc's time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import IDS, IS_SPACE, LEMMA, LENGTH, TAG
from spacy.strings import get_string_id
from spacy.tokens import Doc
from thinc.backends.numpy_ops import NumpyOps

from pii_sweep.detect.model.layer import Floats, Ints, Layer, Node, get_weights

if TYPE_CHECKING:
    from thinc.model import Model

# Before a token's attributes: where it begins in its text, its length and whether it is white space.
_PLACE = (IDS["IDX"], LENGTH, IS_SPACE)
_OPS = NumpyOps()
# What belongs to a token and not to its word.
_OF_TOKEN = frozenset({LEMMA, TAG})

Numbers = npt.NDArray[np.uint64]
Getters = Mapping[int, Callable[[str], str | bool]]


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

    def reads_words(self, getters: Getters) -> bool:
        """Return whether some getters give all attributes of a word."""
        return getters.keys() >= set(self.columns) - _OF_TOKEN

    def list_tokens(self, docs: Iterable[Doc]) -> list[Numbers]:
        """Return the start, length and blankness of each token of each document, and its attributes."""
        return [np.asarray(doc.to_array([*_PLACE, *self.columns]), np.uint64) for doc in docs]

    def list_words(self, words: Sequence[str], getters: Getters) -> Numbers:
        """Return the same of words that are a token each, without the time that a document of them takes."""
        rows = np.zeros((len(words), len(_PLACE) + len(self.columns)), np.uint64)
        rows[:, _PLACE.index(LENGTH)] = list(map(len, words))
        for place, column in enumerate(self.columns, len(_PLACE)) if words else ():
            if column not in _OF_TOKEN:
                ids = map(get_string_id, map(getters[column], words))
                rows[:, place] = np.fromiter(ids, np.uint64, len(words))
        return rows

    def run(self, rows: Numbers) -> tuple[Ints, Floats]:
        """Return the start, length and blankness of tokens, and their vectors."""
        width = self.tables[0][2].shape[1]
        wide = np.empty((len(rows), width * len(self.tables)), np.float32)
        for place, (column, seed, table) in enumerate(self.tables):
            ids = np.ascontiguousarray(rows[:, len(_PLACE) + column])
            hashed = (_OPS.hash(ids, seed) % len(table)).astype(np.int64)
            # One of the four at a time, in their order: half the time of a sum over all of them.
            summed = table.take(hashed[:, 0], 0)
            for row in hashed.T[1:]:
                summed += table.take(row, 0)
            wide[:, place * width : (place + 1) * width] = summed
        return rows[:, : len(_PLACE)].astype(np.int64), self.layer.run(wide)


def embedding_of(model: Model[Any, Any]) -> Embedding:
    """Return the tables and the layer of a pipeline's embedding."""
    nodes = list(model.walk())
    features = next(node for node in nodes if node.name == "extract_features")
    return Embedding.of(features, [node for node in nodes if node.name == "hashembed"], Layer.of(model))
