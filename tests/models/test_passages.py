"""The passages that the second network is trained on are read without their marks."""

from __future__ import annotations

from pathlib import Path

from models.train import passages
from models.train.passages import HEALTH, ORDER, PERSON


def test_a_passage_has_the_places_of_its_marks_and_no_mark_in_its_text() -> None:
    held = list(passages.read_passages())
    assert {one.labels for one in held} == {(PERSON,), (HEALTH,), (ORDER,), passages.LABELS}
    for one in held:
        assert "<<" not in one.text.text and ">>" not in one.text.text
        assert {mark.label for mark in one.text.marks} <= set(one.labels)
        for start, end, _ in one.text.marks:
            said = one.text.text[start:end]
            assert said and said == said.strip()


def test_no_paper_that_is_set_aside_is_trained_or_fitted_on() -> None:
    fitted = {one.text.text for one in passages.read_passages()}
    for source in ("health_aside", "marked_aside"):
        aside = [one.text.text for one in passages.read_passages(sources=[source])]
        assert aside and fitted.isdisjoint(aside)


def test_each_kind_of_mark_has_its_label(tmp_path: Path) -> None:
    (tmp_path / "marked").mkdir()
    passage = "=== en note\n<<Ada>> is {{off sick}}, she paid [[£12]].\n"
    (tmp_path / "marked" / "some.txt").write_text(passage, encoding="utf-8")
    (one,) = passages.read_passages(tmp_path, ["marked"])
    found = [(one.text.text[start:end], label) for start, end, label in one.text.marks]
    assert found == [("Ada", PERSON), ("off sick", HEALTH), ("£12", ORDER)]
    assert one.kind == "marked/some 0"
