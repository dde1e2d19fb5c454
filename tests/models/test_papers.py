"""What an author was not asked to mark, the shipped detector marks for the training."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.train import papers
from models.train.passages import HEALTH, PERSON, UNSURE, Mark, Text, Written
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
