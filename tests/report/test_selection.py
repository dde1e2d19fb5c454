"""Findings are selected by bucket, place, entity, score and person."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pii_sweep.errors import JournalError, UsageError
from pii_sweep.report.selection import (
    Selection,
    check_names,
    count_found,
    entity_names,
    left_unread,
    select_findings,
)
from pii_sweep.report.tables.frames import Frames
from tests.report.synthetic_sweep import HOSTILE, PHOTOS, PRIVATE


def selected(folder: Path, **wanted: object) -> pd.DataFrame:
    rows = [row for batch in select_findings(folder, Selection(**wanted)) for row in batch.to_pylist()]  # type: ignore[arg-type]
    return pd.DataFrame(rows)


def test_without_a_filter_every_finding_comes_in_order(sweep_dir: Path, swept: Frames) -> None:
    assert list(selected(sweep_dir).finding_id) == list(swept.findings.finding_id)


@pytest.mark.parametrize(
    ("wanted", "query"),
    [
        ({"buckets": (PRIVATE,)}, f"bucket == '{PRIVATE}'"),
        ({"entities": ("PERSON", "ORDER_VALUE")}, "entity in ('PERSON', 'ORDER_VALUE')"),
        ({"prefix": "orders/2019/0001"}, "key.str.startswith('orders/2019/0001')"),
        ({"min_score": 0.95}, "score >= 0.95"),
        ({"buckets": (PHOTOS,), "entities": ("PERSON",), "min_score": 0.95}, "bucket == 'photo-orders' and "
         "entity == 'PERSON' and score >= 0.95"),
    ],
)  # fmt: skip
def test_filters_select_what_a_query_on_the_table_selects(
    sweep_dir: Path, swept: Frames, wanted: dict[str, object], query: str
) -> None:
    expected = swept.findings.query(query)
    assert 0 < len(expected) < len(swept.findings)
    assert list(selected(sweep_dir, **wanted).finding_id) == list(expected.finding_id)


def test_one_object_and_one_person_can_be_asked_for(sweep_dir: Path, swept: Frames) -> None:
    assert set(selected(sweep_dir, key=HOSTILE).key) == {HOSTILE}
    person = swept.findings.subject_id.iloc[0]
    found = selected(sweep_dir, person=person[:12])
    assert set(found.subject_id) == {person}
    assert len(found) == (swept.findings.subject_id == person).sum()


def test_counts_include_what_is_not_listed(sweep_dir: Path, swept: Frames) -> None:
    hits = count_found(sweep_dir, Selection())
    assert hits is not None and hits > len(swept.findings)  # the catalog's pages are counted, not listed
    names = Selection(buckets=(PHOTOS,), entities=("PERSON",))
    assert count_found(sweep_dir, names) == len(selected(sweep_dir, buckets=(PHOTOS,), entities=("PERSON",)))
    assert count_found(sweep_dir, Selection(min_score=0.5)) is None


def test_a_name_that_the_sweep_does_not_know_is_refused_with_the_nearest(sweep_dir: Path) -> None:
    with pytest.raises(UsageError, match=f"did you mean '{PHOTOS}'"):
        check_names(sweep_dir, Selection(buckets=("photo-order",)))
    with pytest.raises(UsageError, match="did you mean 'US_SSN'"):
        check_names(sweep_dir, Selection(entities=("US_SSM",)))
    assert entity_names(sweep_dir, ["social Security numbers", "PERSON", "names"]) == (
        "US_SSN",
        "PERSON",
        "PERSON",
    )
    with pytest.raises(UsageError, match="did you mean 'Card numbers'"):
        entity_names(sweep_dir, ["Card number"])
    check_names(sweep_dir, Selection(buckets=(PHOTOS,), entities=("US_SSN",)))


def test_a_folder_without_tables_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="is no sweep directory"):
        list(select_findings(tmp_path, Selection()))


def test_faces_are_counted_in_pictures_and_are_no_findings_that_are_left_out(sweep_dir: Path) -> None:
    assert count_found(sweep_dir, Selection(entities=("FACE",))) == 0


def test_what_was_read_in_part_is_named_next_to_a_selection(sweep_dir: Path, swept: Frames) -> None:
    part = swept.objects[swept.objects["status"] == "PARTIAL"].iloc[0]
    wanted = Selection(buckets=(part["bucket"],), key=part["key"])
    assert left_unread(sweep_dir, wanted) == ["1 object not read, or only in part"]
