"""The packaged networks, read from their files: spaCy takes three times as long to build their pipelines.

A pipeline's folder holds its tokenizer, the numbers of its layers in the order in which Thinc walks over them
(`thinc.Model.to_bytes`), and the labels of its transitions with how often each was seen.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from spacy.attrs import IS_SPACE, LANG, LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.tokenizer import Tokenizer
from spacy.vocab import Vocab
from srsly.msgpack._msgpack_numpy import decode_numpy
from srsly.msgpack._unpacker import unpackb
from thinc.backends import context_ops, set_current_ops
from thinc.backends.numpy_ops import NumpyOps

from pii_sweep.detect.model.embedding import Embedding
from pii_sweep.detect.model.layer import Layer
from pii_sweep.detect.model.network import Network, arrange_moves, set_getters
from pii_sweep.detect.model.tokens import Lexicon

# What the networks are given of a word; LANG is that of the words of the tokenizer's own rules.
_ASKED = (LOWER, PREFIX, SUFFIX, SHAPE, IS_SPACE)
# The letters of the transitions, by the numbers under which their labels are stored.
_MOVES = "MBILUO"


class _Node(NamedTuple):
    """A part of a stored network: its name, its settings and its numbers."""

    name: str
    attrs: Mapping[str, Any]
    params: Mapping[str, Any]

    def get_param(self, name: str) -> Any:
        """Return its numbers of a name."""
        return self.params[name]


def read_network(
    folder: Path,
    attributes: Mapping[int, Callable[[str], str | bool]] | None = None,
    pair: Callable[[str], str] | None = None,
) -> Network:
    """Return the network of a packaged pipeline, as `network.network_of` does of a loaded one."""
    stored = _unpack((folder / "ner" / "model").read_bytes())
    nodes = list(_list_nodes(stored))
    refs = stored["nodes"][0]["refs"]
    lower, upper = nodes[refs["lower"]], nodes[refs["upper"]]
    (linear,) = (node for node in nodes if node.name == "linear" and node is not upper)
    embedding, *layers = map(Layer.of_nodes, _select(nodes, "maxout"), _select(nodes, "layernorm"))
    (features,) = _select(nodes, "extract_features")
    tokenizer = _read_tokenizer(folder)
    set_getters(tokenizer.vocab, attributes)
    embed = Embedding.of(features, _select(nodes, "hashembed"), embedding)
    return Network(
        Lexicon(tokenizer, embed, pair, plain=embed.reads_words(tokenizer.vocab.lex_attr_getters)),
        tuple(layers),
        arrange_moves(linear, lower, upper, list(_list_transitions(folder))),
    )


def _list_nodes(stored: Mapping[str, Any]) -> Iterator[_Node]:
    for node, attrs, params in zip(stored["nodes"], stored["attrs"], stored["params"], strict=True):
        read = {name: _unpack(value) for name, value in attrs.items()}
        yield _Node(node["name"], read, params)


def _unpack(data: bytes) -> Any:
    """Return what MessagePack holds; `srsly` itself asks all installed packages for decoders each time."""
    return unpackb(data, raw=False, object_hook=decode_numpy)


def _select(nodes: list[_Node], name: str) -> list[_Node]:
    return [node for node in nodes if node.name == name]


def _read_tokenizer(folder: Path) -> Tokenizer:
    """Return the tokenizer; the words of its rules have spaCy's own attributes, as they had in training."""
    getters = {attribute: LEX_ATTRS[attribute] for attribute in _ASKED}
    language = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["lang"]
    getters[LANG] = partial(_say, language)
    getters[NORM] = _norm
    if context_ops.get() is None:
        set_current_ops(NumpyOps())  # else Thinc asks its registry, which a reader leaves out
    tokenizer = Tokenizer(Vocab(lex_attr_getters=getters))
    tokenizer.from_disk(folder / "tokenizer", exclude=["vocab"])
    return tokenizer


def _say(language: str, _word: str) -> str:
    return language


def _norm(word: str) -> str:
    """Return the norm of a word in English: its small letters, or the sign for which one stands."""
    return BASE_NORMS.get(word) or word.lower()


def _list_transitions(folder: Path) -> Iterator[str]:
    """Yield the names of transitions in the order of the upper layer's numbers.

    The more often a label was seen, the sooner it comes; of two the later one in the alphabet.
    """
    moves = json.loads(_unpack((folder / "ner" / "moves").read_bytes())["moves"])
    for number in sorted(moves, key=int):
        letter = _MOVES[int(number)]
        for _, label in sorted(((seen, label) for label, seen in moves[number].items()), reverse=True):
            yield letter if letter in "MO" else f"{letter}-{label}"
