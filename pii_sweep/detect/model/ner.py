"""The spaCy pipeline: loaded once, only what entities need, fed in batches, never twice the same line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from operator import attrgetter
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from pii_sweep.detect.model import network, stored_network
from pii_sweep.detect.model.network import Named
from pii_sweep.errors import ConfigError

if TYPE_CHECKING:
    from spacy.language import Language

# OntoNotes and CoNLL labels in our words; a label that is not here is of no use.
LABELS = {
    "PERSON": "PERSON", "PER": "PERSON", "STREET_ADDRESS": "STREET_ADDRESS", "ADDRESS": "STREET_ADDRESS",
    "ORDER_VALUE": "ORDER_VALUE", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE",
    "HEALTH": "HEALTH", **{label: label for label in network.LEANINGS.values()},
}  # fmt: skip
# Components that entities need; the others are switched off.
NEEDED = frozenset({"ner", "tok2vec", "transformer", "entity_ruler", "span_ruler"})
UNIT = 1200
CACHE = 20_000
# Lines of one object that stand for those that differ from them in digits alone.
ALIKE = 5_000
# The sureness of an entity of which the pipeline gives none.
UNTOLD = 0.99
Attributes = Mapping[int, Callable[[str], str | bool]]
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = str.maketrans("123456789", "000000000")
# Half a surrogate pair cannot be encoded; the pipeline hashes its words as UTF-8.
_SURROGATE = re.compile("[\ud800-\udfff]")


class Entity(NamedTuple):
    """A named entity of the model; `start` and `end` are characters of the text given.

    `sure` is the model's own share for the label, 0 to 1; a pipeline that spaCy runs gives none.
    """

    label: str
    start: int
    end: int
    sure: float = UNTOLD


@dataclass(slots=True)
class Ner:
    """A pipeline and what it said before: a line is not read again.

    Nor is one of the same object that differs in digits alone; `begin` forgets those of the object before: a
    network reads digits, and what an object holds must not depend on other objects.

    Of a packaged one there is the network alone. `words` are those that the network knows, in lower case,
    where the package says it.
    """

    nlp: Language | None = field(default=None, repr=False)
    network: network.Network | None = field(default=None, repr=False)
    words: frozenset[str] = field(default=frozenset(), repr=False)
    seen: dict[str, tuple[Entity, ...]] = field(default_factory=dict, repr=False)
    alike: dict[str, str] = field(default_factory=dict, repr=False)

    def begin(self) -> None:
        """Begin an object: its lines are read as if there were no others."""
        self.alike.clear()

    def read(self, texts: Iterable[str]) -> list[list[Entity]]:
        """Return the entities of each text, in order."""
        plans = [
            [(offset, self._choose_alike(unit)) for offset, unit in units(_SURROGATE.sub("\ufffd", text))]
            for text in texts
        ]
        self._learn([*dict.fromkeys(unit for plan in plans for _, unit in plan if unit not in self.seen)])
        found = [
            [
                one if offset == 0 else one._replace(start=offset + one.start, end=offset + one.end)
                for offset, unit in plan
                for one in self.seen.get(unit, ())
            ]
            for plan in plans
        ]
        if len(self.seen) > CACHE:
            self.seen.clear()
        return found

    def people(self, values: Sequence[str]) -> float:
        """Return the share of values that are, nearly whole, one person's name by themselves."""
        named = [
            any(
                entity.label == "PERSON" and entity.end - entity.start >= 0.8 * len(value) for entity in found
            )
            for value, found in zip(values, self.read(values), strict=True)
        ]
        return sum(named) / max(1, len(named))

    def _choose_alike(self, unit: str) -> str:
        """Return the first unit of an object that differs in digits alone, however many are read at once."""
        key = unit.translate(_DIGITS)
        if key == unit:
            return unit
        if len(self.alike) >= ALIKE and key not in self.alike:
            self.alike.clear()
        return self.alike.setdefault(key, unit)

    def _learn(self, units: Sequence[str]) -> None:
        """Read units that were not read before."""
        for unit, found in zip(units, self._read_units(units), strict=True):
            self.seen[unit] = tuple(
                Entity(LABELS[label], start, end, sure)
                for label, start, end, sure in sorted(found, key=attrgetter("start"))
                if label in LABELS
            )

    def _read_units(self, units: Sequence[str]) -> Iterable[Sequence[Named]]:
        if self.network is not None:
            yield from self.network.read(units)
            return
        assert self.nlp is not None
        for doc in self.nlp.pipe(units, batch_size=128):
            yield [Named(ent.label_, ent.start_char, ent.end_char, UNTOLD) for ent in doc.ents]


def units(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text at empty lines, else at line ends, into units of about a paragraph.

    Yields where each begins, and the unit.
    """
    start = 0
    while start < len(text):
        end = _cut(text, start)
        unit = text[start:end]
        if _is_worth_reading(unit):
            yield start, unit
        start = end


def _cut(text: str, start: int) -> int:
    if len(text) - start <= UNIT:
        return len(text)
    for mark in ("\n\n", "\n", ". ", "。", " "):
        at = text.rfind(mark, start + UNIT // 4, start + UNIT)
        if at >= 0:
            return at + len(mark)
    return start + UNIT


def _is_worth_reading(unit: str) -> bool:
    return _LETTER.search(unit) is not None


def load(model: str | None, default: Path | None) -> Ner:
    """Load a pipeline by package name or folder; None takes the default folder.

    The packaged one is loaded once a thread: detectors of other settings read with it too.
    Raises ConfigError for a model that is not installed or has no entities.
    """
    if model or default is None:
        return _load(model or "")
    return Ner(network=_load_packaged(default, get_ident()))


@lru_cache(maxsize=1)
def _load_packaged(folder: Path, _thread: int) -> network.Network:
    return _read_packaged(folder)


def _load(name: str) -> Ner:
    import spacy

    try:
        nlp = spacy.load(name)
    except (OSError, ImportError, ValueError, KeyError, TypeError):
        installed = ", ".join(sorted(spacy.util.get_installed_models())) or "none"
        raise ConfigError(
            f"detect.model: {name} cannot be loaded; name a folder with a pipeline or an installed spaCy "
            f"package (installed: {installed})"
        ) from None
    if "ner" not in nlp.pipe_names:
        raise ConfigError("detect.model has no 'ner' component; name a pipeline that finds entities")
    for component in list(nlp.pipe_names):
        if component not in NEEDED:
            nlp.disable_pipe(component)
    _drop_idle_tok2vec(nlp)
    _multiply_by_openblas(nlp)
    return Ner(nlp, network.network_of(nlp))


def load_second(
    folder: Path,
    attributes: Callable[[frozenset[str]], Attributes],
    pair: Callable[[frozenset[str], str], str],
) -> Ner:
    """Load the packaged network for papers; `attributes` and `pair` are those of a word and of two signs.

    Both are given the words that the network knows. It is loaded once a thread, as the first one is.
    """
    loaded = _load_papers(folder, attributes, pair, get_ident())
    return Ner(network=loaded.network, words=loaded.words)


@lru_cache(maxsize=1)
def _load_papers(
    folder: Path,
    attributes: Callable[[frozenset[str]], Attributes],
    pair: Callable[[frozenset[str], str], str],
    _thread: int,
) -> Ner:
    words = frozenset((folder / "words.txt").read_text(encoding="utf-8").split())
    read = _read_packaged(folder, attributes(words), partial(pair, words))
    return Ner(network=read, words=words)


def _read_packaged(
    folder: Path, attributes: Attributes | None = None, pair: Callable[[str], str] | None = None
) -> network.Network:
    try:
        return stored_network.read_network(folder, attributes, pair)
    except (OSError, ValueError, KeyError, TypeError, OverflowError, re.error):
        raise ConfigError(f"the network in {folder} cannot be loaded; reinstall the package") from None


def convert_weights(nlp: Language, kind: type[np.floating[Any]]) -> None:
    """Turn the weights of a pipeline into numbers of a kind; the package for papers holds 16 bits of each."""
    for _, component in nlp.pipeline:
        for node in component.model.walk() if hasattr(component, "model") else ():
            for name in filter(node.has_param, node.param_names):
                node.set_param(name, node.get_param(name).astype(kind))


def _multiply_by_openblas(nlp: Language) -> None:
    """Let numpy's BLAS multiply instead of blis: the same entities in 0.6 of the time, measured."""
    from thinc.backends.numpy_ops import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        for node in component.model.walk() if hasattr(component, "model") else ():
            node.ops = ops


def _drop_idle_tok2vec(nlp: Language) -> None:
    """Switch a shared tok2vec off where the entity recognizer brings its own."""
    if "tok2vec" not in nlp.pipe_names:
        return
    model = nlp.get_pipe("ner").model  # type: ignore[attr-defined]
    if not any(node.name == "tok2vec-listener" for node in model.walk()):
        nlp.disable_pipe("tok2vec")
