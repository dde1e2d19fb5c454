"""Figures by kind of document: what counts, what flags a clean document, and which kind comes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.kinds import collection
from fixtures.kinds.marks import mark
from fixtures.kinds.writers import write_table
from pii_sweep.config import Settings
from pii_sweep.errors import UsageError
from pii_sweep.evaluate.judge import judge, outcome
from pii_sweep.evaluate.kinds import (
    Judged,
    average,
    judge_object,
    lowest,
    measure_kinds,
    sum_kinds,
    write_tables,
)
from pii_sweep.evaluate.page import COLLECTIONS, page
from pii_sweep.evaluate.score import Score
from pii_sweep.evaluate.truth import Labelled, Truth
from pii_sweep.types import Detection, ObjectRef, Where


def detection(entity: str, value: str) -> Detection:
    """Return a detection of a value."""
    return Detection(entity, value, 0.9, Where(ObjectRef("b", "k")), start=0, end=len(value), recognizer="t")


def row(kind: str, *, found: int, truths: int, right: int, findings: int) -> Judged:
    """Return an object with counts of names alone."""
    return Judged(kind, {"PERSON": Score(truths, found, findings, right)}, False, False, ())


def test_health_counts_by_object_however_many_findings_there_are() -> None:
    truth = Labelled("k", "txt", "clinic", (Truth("HEALTH", "asthma"), Truth("HEALTH", "gout")))
    verdict = judge(truth, [detection("HEALTH", "asthma"), detection("HEALTH", "tuesday")])
    assert judge_object(verdict, outcome(verdict)).scores["HEALTH"] == Score(1, 1, 1, 1)


def test_a_wrong_finding_of_any_type_flags_a_clean_document_and_an_ignored_one_does_not() -> None:
    truth = Labelled("k", "txt", "bank", ignore=("Jane Doe",), clean=True)
    for value, flagged in (("Jane Doe", False), ("Market Outlook", True)):
        verdict = judge(truth, [detection("PERSON", value)])
        assert judge_object(verdict, outcome(verdict)).flagged is flagged


def test_a_firms_own_address_does_not_flag_a_clean_document() -> None:
    truth = Labelled("k", "txt", "bank", (Truth("STREET_ADDRESS", "1 Main St, Reno, NV 89501"),), clean=True)
    verdict = judge(truth, [detection("STREET_ADDRESS", "1 Main St, Reno, NV 89501")])
    assert not judge_object(verdict, outcome(verdict)).flagged


def test_the_mean_is_over_kinds_and_leaves_out_those_with_too_few_truths() -> None:
    kinds = sum_kinds(
        [
            row("court", truths=100, found=100, findings=100, right=100),
            row("bank", truths=10, found=5, findings=8, right=6),
            row("poster", truths=1, found=0, findings=0, right=0),
        ]
    )
    assert average(kinds, "PERSON") == (0.75, 0.875)
    assert lowest(kinds, "PERSON") == (0.5, 0.75)
    assert [one.name for one in kinds][:1] == ["bank"]
    assert "| bank | 1 | 10 | 0.500 | 0.750 |" in write_tables(kinds)
    assert "| PERSON, mean over kinds | 0.750 | 0.93 | 0.875 | 0.93 | **no** |" in write_tables(kinds)


def test_kinds_written_after_the_rules_stand_in_a_section_of_their_own_and_in_no_other_mean() -> None:
    development = sum_kinds([row("court", truths=100, found=100, findings=100, right=100)])
    later = sum_kinds([row("pharmacy", truths=10, found=5, findings=8, right=6)])
    text = page([], {}, [], 140.0, development, collections={"later": later})
    _, own, rest = text.split("\n## ", 2)
    assert own.startswith("Kinds written after the rules")
    assert "| PERSON, mean over kinds | 0.500 |" in own
    assert "| PERSON, mean over kinds | 1.000 |" in rest
    assert "pharmacy" not in rest


def test_kinds_never_used_to_fit_head_the_page_and_every_collection_has_a_section() -> None:
    rows = {
        name: sum_kinds([row(f"{name}-kind", truths=10, found=5, findings=8, right=6)])
        for name in COLLECTIONS
    }
    _, *sections = page([], {}, [], 140.0, collections=rows).split("\n## ")
    titles = [title for title, _ in COLLECTIONS.values()]
    assert titles[0] == "Kinds never used to fit"
    for name, title, section in zip(COLLECTIONS, titles, sections, strict=False):
        assert section.startswith(f"{title}\n") and f"| {name}-kind |" in section


def test_a_written_collection_is_measured_and_another_folder_refused(tmp_path: Path) -> None:
    header, cells = ["Employee", "Grade"], [[mark("PERSON", name), "4"] for name in ("Ana Ruiz", "Li Wei")]
    made = [
        write_table("payroll", "register", "register.csv", header, cells),
        write_table("payroll", "codes", "codes.csv", ["code", "rate"], [["OT", "1.5"]], clean=True),
    ]
    collection.write(tmp_path, iter(made))
    (kind,) = measure_kinds(tmp_path, Settings())
    assert (kind.name, kind.objects, kind.clean) == ("payroll", 2, 1)
    assert kind.scores["PERSON"].truths == 2
    with pytest.raises(UsageError):
        measure_kinds(tmp_path / "payroll", Settings())
