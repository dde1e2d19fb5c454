"""The papers that the score of health is fitted on are read without their marks."""

from __future__ import annotations

from models.train import health


def test_a_paper_has_the_places_of_its_marks_and_no_mark_in_its_text() -> None:
    held = list(health.papers(health.PAPERS))
    assert {bool(paper.marks) for paper in held} == {True, False}
    for paper in held:
        assert "<<" not in paper.text and ">>" not in paper.text
        for start, end in paper.marks:
            said = paper.text[start:end]
            assert said and said == said.strip()


def test_no_paper_that_is_set_aside_is_fitted_on() -> None:
    fitted = {paper.text for paper in health.papers(health.PAPERS)}
    aside = [paper.text for paper in health.papers(health.ASIDE)]
    assert aside and fitted.isdisjoint(aside)
