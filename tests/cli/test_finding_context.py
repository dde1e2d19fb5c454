"""`reveal` finds the object of a finding and shows what stands around its value, or says why it cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pii_sweep import read
from pii_sweep.cli import finding_context
from pii_sweep.cli.finding_context import AROUND, CHANGED, find_object, shown_in_context
from pii_sweep.config import Settings
from pii_sweep.errors import SweepError, UsageError
from pii_sweep.link import seal
from pii_sweep.store.folder import FolderStore
from pii_sweep.types import (
    BucketFrame,
    Detection,
    Finding,
    Gap,
    Note,
    ObjectRef,
    Passage,
    Reading,
    Stratum,
    Table,
    Target,
    Where,
)
from tests.journaled import journaled

REF = ObjectRef("b", "a.txt", size=5)
WHERE, KEY = Where(REF), bytes(32)
TARGET = Target("s3", "b")


def found(value: str, start: int) -> Detection:
    return Detection("PERSON", value, WHERE, 0.9, start, start + len(value), "test")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Return what shows a detection whose object gives items to the detector and pieces to the reader."""

    def show(wanted: Detection, items: list[Any], pieces: list[Any]) -> list[str]:
        monkeypatch.setattr(finding_context, "connect", lambda *_: FolderStore(tmp_path))
        monkeypatch.setattr(finding_context, "walk", lambda *_: iter(pieces))
        monkeypatch.setattr(read, "examine_safely", lambda *_: iter(items))
        finding_id = seal.seal(wanted, None, KEY).finding_id
        return list(shown_in_context(REF, TARGET, Settings(), KEY, finding_id))

    return show


def test_a_value_is_shown_with_the_words_around_it_in_its_passage(shown: Any) -> None:
    text = "x" * 100 + " before\nMaria  Gonzalez after " + "y" * 100
    person = found("Maria  Gonzalez", text.index("Maria"))
    other = found("Maria  Gonzalez", 3)
    pieces = [
        Note(WHERE, "pages"),
        Passage("nothing of hers, but much longer" * 9, WHERE),
        Passage(text, WHERE),
    ]
    place, value, context = shown(person, [Note(WHERE, "pages"), (other, None), (person, "p")], pieces)
    assert place.startswith(f"{TARGET.address('a.txt')}: ") and "PERSON" not in place
    assert value == "value: Maria Gonzalez"
    before = "x" * (AROUND - len(" before\n"))
    assert context.startswith(f"context: {before} before Maria Gonzalez after yyy")
    assert context.count("y") == AROUND - len(" after ")


def test_a_value_of_a_table_is_shown_with_its_row_and_else_by_itself(shown: Any) -> None:
    person = found("Maria", 0)
    rows = (("John", "1"), ("Maria Gonzalez", "2"), ("Maria", "3"))
    table = Table(WHERE, ("name", "number"), rows)
    assert shown(person, [(person, None)], [table])[2] == "context: Maria Gonzalez | 2"
    assert shown(person, [(person, None)], [Passage("John", WHERE)])[2] == "context: Maria"


@pytest.mark.parametrize(
    ("items", "says"),
    [
        ([], CHANGED),
        ([Gap(WHERE, "OBJECT_VERSION_MISMATCH")], CHANGED),
        ([Gap(WHERE, "SOURCE_OBJECT_NO_LONGER_AVAILABLE")], CHANGED),
        ([Gap(WHERE, "PERMISSION_DENIED")], "the object could not be read again: PERMISSION_DENIED"),
        ([(found("John", 0), None)], CHANGED),
    ],
)
def test_why_a_value_is_not_shown_is_said(shown: Any, items: list[Any], says: str) -> None:
    with pytest.raises(SweepError) as raised:
        shown(found("Maria", 0), items, [])
    assert str(raised.value) == says


def test_a_finding_is_looked_up_in_all_readings(tmp_path: Path) -> None:
    def finding(number: int) -> Finding:
        return Finding(f"id-{number}", f"KIND_{number}", 0.9, WHERE, "m", "d", None, 0, 1, "test")

    refs = tuple(ObjectRef("b", f"k{number}", size=1) for number in range(3))
    frame = BucketFrame("b", "s3://b", strata=(Stratum("b", "s", "", "pdf", "<16K", 3, 3, picks=refs),))
    with journaled(tmp_path / "s", Settings(), [TARGET], [(frame, b"")], "2026-01-01") as journal:
        journal.draw_all("b")
        for number, pick in enumerate(list(journal.todo())):
            both = (finding(2 * number), finding(2 * number + 1))
            journal.append(pick, Reading(pick.ref, "ANALYSED", findings=both))
        assert find_object(journal, "id-3") == (refs[1], "KIND_3")
        assert find_object(journal, "id-4") == (refs[2], "KIND_4")
        with pytest.raises(UsageError, match="the sweep has no finding 'id-9'"):
            find_object(journal, "id-9")
