from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pii_sweep.evaluate.page import page
from pii_sweep.evaluate.speed import TURNS, Speed, by_turns, turns_of
from pii_sweep.types import Detection, Gap, Note, ObjectRef, Passage, Piece, Where

PLACE = Where(ObjectRef("b", "k"))
TEXT = [Passage(f"passage number {number}", PLACE) for number in range(100)]


@dataclass
class Reader:
    """An examiner that only notes what it is given."""

    heard: list[str]
    name: str
    read: list[str] = field(default_factory=list)

    def examine(self, pieces: Iterable[Piece]) -> Iterator[Detection | Gap | Note]:
        self.heard.append(self.name)
        self.read += [piece.text for piece in pieces if isinstance(piece, Passage)]
        yield from ()


def test_both_examiners_read_every_passage_once_and_by_turns() -> None:
    heard: list[str] = []
    one, two = Reader(heard, "ours"), Reader(heard, "stock")
    speeds = by_turns(turns_of(TEXT), {"ours": one, "stock": two})
    assert one.read == two.read == [piece.text for piece in TEXT]
    assert heard == ["ours", "stock"] * TURNS
    assert [speed.characters for speed in speeds] == [sum(len(piece.text) for piece in TEXT)] * 2


def test_the_page_says_how_many_times_as_fast_ours_is() -> None:
    speeds = [Speed("ours", 1_000_000, 5.0), Speed("stock", 1_000_000, 62.5)]
    assert "Ours is 12.5 times as fast" in page([], {}, speeds, 140.0)
    assert "times as fast" not in page([], {}, speeds[:1], 140.0)
