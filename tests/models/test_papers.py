"""The passages that the second network is trained on are read without their marks."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.train import papers
from models.train.papers import HEALTH, ORDER, PERSON, UNSURE, Changer, Mark, Text
from pii_sweep.types import Detection, Passage


def test_a_passage_has_the_places_of_its_marks_and_no_mark_in_its_text() -> None:
    held = list(papers.read_passages())
    assert {one.labels for one in held} == {(PERSON,), (HEALTH,), (ORDER,), papers.LABELS}
    for one in held:
        assert "<<" not in one.text.text and ">>" not in one.text.text
        assert {mark.label for mark in one.text.marks} <= set(one.labels)
        for start, end, _ in one.text.marks:
            said = one.text.text[start:end]
            assert said and said == said.strip()


def test_no_paper_that_is_set_aside_is_trained_or_fitted_on() -> None:
    fitted = {one.text.text for one in papers.read_passages()}
    for source in ("health_aside", "marked_aside"):
        aside = [one.text.text for one in papers.read_passages(sources=[source])]
        assert aside and fitted.isdisjoint(aside)


def test_each_kind_of_mark_has_its_label(tmp_path: Path) -> None:
    (tmp_path / "marked").mkdir()
    passage = "=== en note\n<<Ada>> is {{off sick}}, she paid [[£12]].\n"
    (tmp_path / "marked" / "some.txt").write_text(passage, encoding="utf-8")
    (one,) = papers.read_passages(tmp_path, ["marked"])
    found = [(one.text.text[start:end], label) for start, end, label in one.text.marks]
    assert found == [("Ada", PERSON), ("off sick", HEALTH), ("£12", ORDER)]
    assert one.kind == "marked/some 0"


def test_exchanged_names_leave_health_and_amounts_as_they_are_and_every_mark_at_its_words() -> None:
    text = "Ada Lovell is off sick, Bram paid £12 to Cleo."
    values = ("Ada Lovell", PERSON), ("off sick", HEALTH), ("Bram", PERSON), ("£12", ORDER), ("Cleo", UNSURE)
    marks = [Mark(text.index(value), text.index(value) + len(value), label) for value, label in values]
    whole = Text(text, tuple(marks))
    others = Text("Rosina Campbell", (Mark(0, 6, PERSON), Mark(7, 15, PERSON)))
    changer = Changer([whole, others], frozenset(), random.Random(1))
    seen = set()
    for _ in range(50):
        made = changer.change(whole)
        kept = {label: made.text[start:end] for start, end, label in made.marks}
        assert (kept[HEALTH], kept[ORDER]) == ("off sick", "£12")
        assert [label for *_, label in made.marks] == [label for _, label in values]
        seen.add(made.text[made.marks[0].start : made.marks[0].end])
    assert len(seen) > 1


def test_what_an_author_marked_is_not_marked_again_and_the_unsure_is_neither() -> None:
    text = "Ada paid £12, and her hip is new."
    own = Mark(text.index("her hip"), len(text) - 1, HEALTH)
    marked = papers.Written("health/en 0", Text(text, (own,)), (HEALTH,))

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
