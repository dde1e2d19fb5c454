"""What an author was not asked to mark, the shipped detector marks for the training."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

import numpy as np
import spacy

from models.train import papers
from models.train.passages import HEALTH, PERSON, UNSURE, Mark, Text, Written
from pii_sweep.detect.model import ner, network
from pii_sweep.detect.person.evidence import word_attributes
from pii_sweep.types import Detection, Passage


def test_what_an_author_marked_is_not_marked_again_and_the_unsure_is_neither() -> None:
    text = "Ada paid £12, and her hip is new."
    own = Mark(text.index("her hip"), len(text) - 1, HEALTH)
    marked = Written("health/en 0", Text(text, (own,)), (HEALTH,))

    class Reader:
        def examine(self, pieces: Iterable[Passage]) -> Iterator[Detection]:
            (piece,) = pieces
            for value, entity, score in (
                ("hip", "HEALTH", 0.9),
                ("Ada", "PERSON", 0.9),
                ("£12", "ORDER_VALUE", 0.3),
            ):
                start = text.index(value)
                yield Detection(entity, value, piece.where, score, start, start + len(value), "Test")

    (made,) = papers.Completer(Reader()).complete([marked])  # type: ignore[arg-type]
    assert made.marks == (Mark(0, 3, PERSON), Mark(9, 12, UNSURE), own)


def test_a_softened_network_reads_the_same_entities_less_surely() -> None:
    text = "Herr Anton Weber zahlte 45,00 Euro, seine Frau Ilse Weber liegt mit Grippe im Bett."
    whole, softened = (
        [one for one in next(iter(load(factor).read([text]))) if one.label in papers.LABELS]
        for factor in (1, 0.5)
    )
    assert "Anton Weber" in {text[one.start : one.end] for one in whole}
    assert [one[:3] for one in softened] == [one[:3] for one in whole]
    assert all(less.sure < more.sure for less, more in zip(softened, whole, strict=True))


def load(factor: float) -> network.Network:
    """Return the shipped network, softened."""
    nlp = spacy.load(papers.OUT)
    ner.convert_weights(nlp, np.float32)
    papers.soften(nlp, factor)
    words = frozenset((papers.OUT / "words.txt").read_text(encoding="utf-8").split())
    pair = partial(word_attributes.pair, words)
    read = network.network_of(nlp, word_attributes.attributes(words), pair)
    assert read is not None
    return read
