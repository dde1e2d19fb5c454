"""The packaged recognizer run over many texts at once: spaCy's own entities in a third of its time.

At a token outside of entities the choice of a transition depends on that token alone, so all tokens
are decided in one multiplication and only entities are walked, all of them in step. The network and
the transitions are spaCy's: `spacy.MaxoutWindowEncoder.v2`, `spacy.TransitionBasedParser.v2` and the
BILUO moves of Lample et al., "Neural Architectures for Named Entity Recognition" (2016), greedily.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.attrs import ID, IS_SPACE, LANG, LEMMA, LOWER, NORM, PREFIX, SHAPE, SUFFIX, TAG
from spacy.attrs import IDS as ATTRIBUTES
from spacy.tokenizer import Tokenizer

from pii_sweep.detect.model.embedding import embedding_of
from pii_sweep.detect.model.layer import Floats, Ints, Layer, Node, arrange_weights, get_weights, take_largest
from pii_sweep.detect.model.tokens import CAPACITY, Lexicon, Tokens, cut, shape

if TYPE_CHECKING:
    from spacy.language import Language

# Characters read at once: the arrays of so many stay in a core's cache.
BLOCK = 8_000
# Blocks whose new words are cut and embedded at once.
STRETCH = CAPACITY // BLOCK
# A token outside of entities is reported where an entity begins there with this share or more.
LEAST = 0.03
# The label of such a token, for a person and for what else is of use.
LEANING = "LEANING"
LEANINGS = {"PERSON": LEANING, "HEALTH": f"{LEANING} HEALTH", "ORDER_VALUE": f"{LEANING} ORDER_VALUE"}
_NEAR = log(LEAST / 2)
# What the configuration of a recognizer must say for its transitions to be these.
_SHAPE = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "use_upper": True,
}
# What is asked of a new word; the other attributes (like a number, like a URL ...) would cost a third more.
_FEATURES = frozenset({LOWER, NORM, PREFIX, SUFFIX, SHAPE, IS_SPACE})
# Numbers that hold attributes of our own; the last two those of pairs of signs (`sign_pair`).
_OWN = frozenset({ID, LANG, LEMMA, TAG})


class Named(NamedTuple):
    """An entity; `start` and `end` are characters of its text, `sure` its label's share where it begins.

    One with a label of `LEANINGS` is a token outside of entities, with the share of what it leans to.
    """

    label: str
    start: int
    end: int
    sure: float


class _Moves(NamedTuple):
    """The step from a token's vector to the scores of transitions; three features make a state."""

    token: Floats
    opening: Floats  # the entity's first token
    before: Floats  # the entity's token before this one
    outside: Floats  # bias outside of entities
    inside: Floats  # bias inside
    upper: Floats
    bias: Floats
    names: list[str]
    onward: Ints  # of each transition that begins an entity, the one that goes on and the one that closes it
    closing: Ints
    outer: _Outer


class _Outer(NamedTuple):
    """The transitions of a token outside of entities: out, begin and unit, and where those of a kind are."""

    moves: Ints
    upper: Floats
    bias: Floats
    begins: Ints
    units: Ints
    labels: npt.NDArray[np.str_]
    leaning: tuple[tuple[str, Ints], ...]


@dataclass(frozen=True, slots=True)
class Network:
    """A recognizer's weights, arranged for many tokens at once."""

    lexicon: Lexicon
    layers: tuple[Layer, ...] = field(repr=False)
    moves: _Moves = field(repr=False)

    def read(self, texts: Sequence[str]) -> Iterator[list[Named]]:
        """Yield the entities and leaning tokens of texts; none is empty or longer than a unit of `ner`."""
        blocks = _group_by_size(texts)
        while stretch := [[cut(text) for text in block] for block in islice(blocks, STRETCH)]:
            self.lexicon.learn(chain.from_iterable(stretch))
            for block in stretch:
                yield from self._read_block(block)

    def _read_block(self, texts: Sequence[Sequence[str]]) -> list[list[Named]]:
        """Return the entities and leaning tokens of texts, each given by its pieces."""
        tokens = self.lexicon.tokens(texts)
        vectors = self._run_convolutions(tokens)
        chosen, sure, leaning = self._score_outside(tokens, vectors)
        names = self.moves.names
        begin = np.flatnonzero(self.moves.onward[chosen] >= 0)
        ends = np.arange(len(chosen))
        ends[begin] = self._find_last_tokens(tokens, vectors, begin, chosen[begin])
        found: list[list[Named]] = [[] for _ in texts]
        inside = np.zeros(len(chosen), np.bool_)
        free = 0
        for first in np.flatnonzero(sure):
            if first >= free:
                last = ends[first]
                start, end = int(tokens.starts[first]), int(tokens.ends[last])
                label = names[chosen[first]][2:]
                found[tokens.texts[first]].append(Named(label, start, end, float(sure[first])))
                inside[first : last + 1] = True
                free = last + 1
        for label, shares in leaning.items():
            for at in np.flatnonzero((shares > 0) & ~inside):
                place = int(tokens.starts[at]), int(tokens.ends[at])
                found[tokens.texts[at]].append(Named(LEANINGS[label], *place, float(shares[at])))
        for named in found:
            named.sort(key=_get_place)
        return found

    def _run_convolutions(self, tokens: Tokens) -> Floats:
        """Run the convolutions; texts are kept apart by as many empty rows as there are layers."""
        depth, width = len(self.layers), tokens.vectors.shape[1]
        place = np.arange(len(tokens.texts)) + depth * (tokens.texts + 1)
        rows = int(place[-1]) + 1 + depth
        edged = np.zeros((rows + 2, width), np.float32)
        edged[place + 1] = tokens.vectors
        inner = edged[1:-1]
        step = edged.strides[0]
        windows = np.lib.stride_tricks.as_strided(edged, (rows, 3 * width), (step, edged.itemsize))
        for layer in self.layers:
            inner += layer.run(np.ascontiguousarray(windows))
        encoded: Floats = inner[place]
        return encoded

    def _score_outside(self, tokens: Tokens, vectors: Floats) -> tuple[Ints, Floats, dict[str, Floats]]:
        """Return each token's transition as if no entity were open, its label's share, and what it leans to.

        The share is the softmax over the transitions (out, begin, unit), a label's together, and 0 for out;
        there the share of each label of `LEANINGS` is what the token leans to, 0 where it is less than LEAST.
        """
        moves, outer = self.moves, self.moves.outer
        hidden = take_largest(vectors @ moves.token + moves.outside, moves.upper.shape[1])
        scores = hidden @ outer.upper.T + outer.bias
        scores[np.flatnonzero(tokens.blank | tokens.last)[:, None], outer.begins] = -np.inf
        scores[np.flatnonzero(tokens.blank)[:, None], outer.units] = -np.inf
        best = scores.argmax(axis=1)
        labelled = outer.labels[best]
        named = np.flatnonzero(labelled != "")
        shares = np.exp(scores[named] - scores[named, best[named]][:, None])
        alike = labelled[named][:, None] == outer.labels
        sure = np.zeros(len(best), np.float32)
        sure[named] = (shares * alike).sum(axis=1) / shares.sum(axis=1)
        ahead = scores - scores.max(axis=1, keepdims=True)
        leaning: dict[str, Floats] = {}
        for label, own in outer.leaning:
            near = np.flatnonzero((ahead[:, own].max(axis=1) > _NEAR) & (labelled == ""))
            shares = np.exp(ahead[near])
            share = shares[:, own].sum(axis=1) / shares.sum(axis=1)
            leaning[label] = np.zeros(len(best), np.float32)
            leaning[label][near] = np.where(share >= LEAST, share, 0)
        return outer.moves[best], sure, leaning

    def _find_last_tokens(self, tokens: Tokens, vectors: Floats, begin: Ints, chosen: Ints) -> Ints:
        """Return the last token of each entity that begins: it goes on while `in` scores above `last`.

        After LONGEST tokens it ends anyway, or `A. A. A. …` would cost the square of its length.
        """
        moves = self.moves
        onward, closing = moves.onward[chosen], moves.closing[chosen]
        lead = moves.upper[onward] - moves.upper[closing]
        ahead = moves.bias[onward] - moves.bias[closing]
        opening = vectors[begin] @ moves.opening + moves.inside
        ends, live, token = begin + 1, np.arange(len(begin)), begin + 1
        for _ in range(LONGEST):
            if not len(live):
                break
            state = vectors[token] @ moves.token + vectors[token - 1] @ moves.before + opening[live]
            hidden = take_largest(state, moves.upper.shape[1])
            goes_on = np.einsum("ij,ij->i", hidden, lead[live]) + ahead[live] >= 0
            goes_on &= ~tokens.last[token]
            live, token = live[goes_on], token[goes_on] + 1
            ends[live] = token
        return ends


# Tokens that an entity has at most, its first aside: statements on health have some thirty.
LONGEST = 64


def _get_place(named: Named) -> int:
    return named.start


def _group_by_size(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield texts in groups of at most BLOCK characters."""
    group: list[str] = []
    size = 0
    for text in texts:
        if group and size + len(text) > BLOCK:
            yield group
            group, size = [], 0
        group.append(text)
        size += len(text)
    if group:
        yield group


def network_of(
    nlp: Language,
    attributes: Mapping[int, Callable[[str], str | bool]] | None = None,
    pair: Callable[[str], str] | None = None,
) -> Network | None:
    """Return the network of a pipeline, None where it is not built as the packaged ones are.

    `attributes` are those of a word by spaCy's number, where they are not spaCy's; `pair` gives that of two
    neighbouring signs.
    """
    if not _has_packaged_shape(nlp):
        return None
    parser: Any = nlp.get_pipe("ner")
    set_getters(parser.vocab, attributes)
    encoder, _, linear = parser.model.get_ref("tok2vec").layers
    names = [parser.moves.get_class_name(index) for index in range(parser.moves.n_moves)]
    return Network(
        Lexicon(nlp.tokenizer, embedding_of(encoder.get_ref("embed")), pair),
        tuple(Layer.of(residual) for residual in encoder.get_ref("encode").layers[0].layers),
        arrange_moves(linear, parser.model.get_ref("lower"), parser.model.get_ref("upper"), names),
    )


def set_getters(vocab: Any, attributes: Mapping[int, Callable[[str], str | bool]] | None = None) -> None:
    """Make a vocabulary work out of new words what the network asks for, and no more."""
    getters = vocab.lex_attr_getters
    for attribute in set(getters) - _FEATURES:
        del getters[attribute]
    getters[SHAPE] = shape
    getters.update(attributes or {})


def _has_packaged_shape(nlp: Language) -> bool:
    tokenizer: Any = nlp.tokenizer
    if nlp.pipe_names != ["ner"] or type(tokenizer) is not Tokenizer:
        return False
    if any(len(rule) > 1 and len(rule.split()) != 1 for rule in tokenizer.rules or {}):
        return False  # a rule across white space: what a piece is cut into depends on its neighbours
    shape = nlp.config["components"]["ner"]["model"]
    encode, embed = (shape.get("tok2vec", {}).get(part, {}) for part in ("encode", "embed"))
    parser: Any = nlp.get_pipe("ner")
    return (
        all(shape.get(key) == value for key, value in _SHAPE.items())
        and (encode.get("@architectures"), encode.get("window_size")) == ("spacy.MaxoutWindowEncoder.v2", 1)
        and embed.get("@architectures") == "spacy.MultiHashEmbed.v2"
        and not embed["include_static_vectors"]
        and {ATTRIBUTES.get(name) for name in embed["attrs"]} <= _FEATURES | _OWN
        and parser.cfg["beam_width"] == 1
        and not parser.model.attrs["unseen_classes"]
    )


def arrange_moves(linear: Node, lower: Node, upper: Node, names: list[str]) -> _Moves:
    """Arrange the weights of the transitions; the linear layer before them is multiplied in."""
    by_feature = [arrange_weights(one) for one in get_weights(lower, "W")]
    padding = [one.T.ravel() for one in get_weights(lower, "pad")[0]]
    bias = get_weights(lower, "b").T.ravel()
    ahead, offset = get_weights(linear, "W").T, get_weights(linear, "b")
    token, opening, before = (np.ascontiguousarray(ahead @ one) for one in by_feature)
    shifts = [offset @ one for one in by_feature]
    outside, inside = shifts[0] + padding[1] + padding[2] + bias, shifts[0] + shifts[1] + shifts[2] + bias
    lead, level = get_weights(upper, "W"), get_weights(upper, "b")
    onward, closing = _find_followers(names, "I"), _find_followers(names, "L")
    outer = _outer(names, lead, level)
    return _Moves(token, opening, before, outside, inside, lead, level, names, onward, closing, outer)


def _find_followers(names: Sequence[str], kind: str) -> Ints:
    """Return the transition of a kind to the label of each that begins an entity, -1 for the others."""
    return np.array([names.index(kind + name[1:]) if name[0] == "B" else -1 for name in names])


def _outer(names: Sequence[str], upper: Floats, bias: Floats) -> _Outer:
    """Return the transitions that are open to a token outside of entities."""
    moves = [index for index, name in enumerate(names) if name[0] in "BO" or (name[0] == "U" and name[2:])]
    begins, units = (np.flatnonzero([names[index][0] == kind for index in moves]) for kind in "BU")
    labels = np.array([names[index][2:] for index in moves])
    leaning = ((label, np.flatnonzero(labels == label)) for label in LEANINGS)
    own = tuple((label, where) for label, where in leaning if len(where))
    return _Outer(np.array(moves), upper[moves], bias[moves], begins, units, labels, own)
