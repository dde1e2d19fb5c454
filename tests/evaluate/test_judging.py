"""Verdicts, counts and reports of small truths made by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii_sweep.evaluate.judge import judge, outcome, overlap
from pii_sweep.evaluate.score import Score, report
from pii_sweep.evaluate.truth import Labelled, Truth
from pii_sweep.types import Box, Detection, ObjectRef, Where

HERE = Where(ObjectRef("bucket", "order.pdf"), page=1, box=Box(0, 0, 10, 10))
TRUTH = Labelled(
    "order.pdf",
    "pdf",
    "order",
    (
        Truth("PERSON", "Ann Lee", 1, Box(0, 0, 10, 10)),
        Truth("STREET_ADDRESS", "1 Main St\nReno, NV 89501"),
        Truth("ORDER_VALUE", "$45.00"),
    ),
    ignore=("Ann",),
)


def found(entity: str, value: str, score: float = 0.9) -> Detection:
    return Detection(entity, value, HERE, score, 0, len(value), "test")


PERFECT = [found(item.entity, item.value) for item in TRUTH.entities]


def test_perfect_findings_score_one_everywhere() -> None:
    told = report("corpus", [outcome(judge(TRUTH, PERFECT))])
    assert {entity: (score.recall, score.precision, score.f1) for entity, score in told.overall.items()} == {
        "PERSON": (1.0, 1.0, 1.0),
        "STREET_ADDRESS": (1.0, 1.0, 1.0),
        "ORDER_VALUE": (1.0, 1.0, 1.0),
    }
    assert told.objects.f1 == 1.0
    assert told.iou == 1.0


def test_a_value_that_stands_twice_is_judged_by_the_box_that_meets_the_true_one() -> None:
    barcode = replace(PERFECT[0], where=replace(HERE, box=Box(40, 40, 90, 50)))
    near = replace(PERFECT[0], where=replace(HERE, box=Box(0, 0, 10, 7)))
    other_page = replace(PERFECT[0], where=replace(HERE, page=2))
    told = report("corpus", [outcome(judge(TRUTH, [barcode, near, other_page]))])
    assert told.boxes == 1
    assert told.iou == pytest.approx(0.7)
    assert told.placed == 1.0
    away = report("corpus", [outcome(judge(TRUTH, [barcode]))])
    assert (away.iou, away.placed) == (0.0, 0.0)


def test_no_findings_have_no_recall_and_unknown_precision() -> None:
    told = report("corpus", [outcome(judge(TRUTH, []))])
    assert told.overall["PERSON"].recall == 0.0
    assert told.overall["PERSON"].precision is None
    assert told.objects.recall == 0.0


@settings(deadline=None)
@given(st.lists(st.sampled_from(PERFECT), max_size=6), st.integers(0, 4))
def test_more_wrong_findings_lower_precision_and_leave_recall(kept: list[Detection], wrong: int) -> None:
    noise = [found("PERSON", "Blue Mug")] * wrong
    clean, noisy = (outcome(judge(TRUTH, items)).scores for items in (kept, kept + noise))
    for entity in ("PERSON", "ORDER_VALUE"):
        assert noisy[entity].recall == clean[entity].recall
    assert noisy["PERSON"].findings == clean["PERSON"].findings + wrong
    assert noisy["PERSON"].right == clean["PERSON"].right


def test_a_finding_of_another_type_does_not_count() -> None:
    verdict = judge(TRUTH, [found("USERNAME", "Ann Lee")])
    assert verdict.found[0] is None
    assert verdict.right == (False,)


def test_an_ignored_value_is_neither_right_nor_wrong() -> None:
    verdict = judge(replace(TRUTH, entities=()), [found("PERSON", "Ann")])
    assert verdict.right == (None,)
    counted = outcome(verdict)
    assert counted.scores == {}
    assert not counted.flagged


def test_types_that_are_not_judged_are_left_out() -> None:
    narrow = replace(TRUTH, judged=frozenset({"PERSON"}))
    verdict = judge(narrow, PERFECT)
    assert [item.entity for item in verdict.truth.entities] == ["PERSON"]
    assert len(verdict.detections) == 1


def test_context_makes_a_finding_right_without_being_wanted() -> None:
    truth = Labelled("1", "text", "sentence", context={"STREET_ADDRESS": ("9 Elm Rd, Reno",)})
    assert judge(truth, [found("STREET_ADDRESS", "9 Elm Rd, Reno")]).right == (True,)


def test_a_negative_object_that_is_flagged_costs_object_precision() -> None:
    clean = Labelled("readme.txt", "txt", "negative")
    told = report(
        "corpus", [outcome(judge(clean, [found("PERSON", "Blue Mug")])), outcome(judge(TRUTH, PERFECT))]
    )
    assert told.objects == Score(truths=1, found=1, findings=2, right=1)


def test_groups_add_up_to_the_whole() -> None:
    other = replace(TRUTH, format="png", kind="label")
    told = report("corpus", [outcome(judge(TRUTH, PERFECT)), outcome(judge(other, PERFECT[:1]))])
    assert set(told.by_format) == {"pdf", "png"}
    assert sum((scores["PERSON"] for scores in told.by_kind.values()), Score()) == told.overall["PERSON"]
    assert told.by_format["png"]["ORDER_VALUE"].recall == 0.0


def test_the_report_holds_no_text_of_a_document() -> None:
    told = report("corpus", [outcome(judge(TRUTH, PERFECT))])
    for text in (told.as_json(), told.as_table(), repr(told)):
        assert "Ann" not in text
        assert "Main St" not in text
    assert json.loads(told.as_json())["entities"]["PERSON"]["found"] == 1


def test_boxes_overlap_by_intersection_over_union() -> None:
    assert overlap(Box(0, 0, 10, 10), Box(0, 0, 10, 10)) == 1.0
    assert overlap(Box(0, 0, 10, 10), Box(5, 0, 15, 10)) == 50 / 150
    assert overlap(Box(0, 0, 1, 1), Box(2, 2, 3, 3)) == 0.0
