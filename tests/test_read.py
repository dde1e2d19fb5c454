"""What a reader yielded and no recognizer saw is a gap of the object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO

import pytest

from pii_sweep import read
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.errors import AccessDenied, BudgetSpent, StoreError
from pii_sweep.read import NOT_EXAMINED, read_object
from pii_sweep.store import FolderStore
from pii_sweep.store.protocol import ObjectHeaders
from pii_sweep.types import Detection, Gap, Note, ObjectRef, Passage, Reading, Where
from pii_sweep.types.frame import Target


def _reasons(folder: Path) -> list[str]:
    path = folder / "letter.txt"
    path.write_text("Dear Ann Lee, your order has left our house.\n", encoding="utf-8")
    ref = ObjectRef(folder.name, path.name, path.stat().st_size)
    reading = read_object(Settings(), bytes(32), Target("folder", folder.name, root=str(folder)), ref)
    return [gap.reason for gap in reading.gaps]


def test_text_that_is_examined_leaves_no_gap(tmp_path: Path) -> None:
    assert _reasons(tmp_path) == []


def test_text_that_no_recognizer_saw_is_a_gap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(_: Detector, passages: Sequence[Passage]) -> Iterator[Detection | Note]:
        yield from ()

    monkeypatch.setattr(Detector, "_count_passages", lose)
    assert _reasons(tmp_path) == [NOT_EXAMINED]


def test_the_key_of_an_object_without_a_byte_is_examined(tmp_path: Path) -> None:
    (tmp_path / "Maria Gonzalez 078-05-1127.txt").touch()
    (ref,) = FolderStore(tmp_path).list(tmp_path.name)
    reading = read_object(Settings(), bytes(32), Target("folder", tmp_path.name, root=str(tmp_path)), ref)
    assert (reading.status, reading.reason) == ("SKIPPED", "EMPTY")
    assert {finding.entity for finding in reading.findings} == {"PERSON", "US_SSN"}


class Headed(FolderStore):
    """A folder whose server gives headers with each body, and the tags that a test sets."""

    counted, given = 0, ()

    def open(self, ref: ObjectRef) -> BinaryIO:
        body = super().open(ref)
        said = {} if self.counted else {"customer": "Maria Gonzalez", "ssn": "078-05-1127"}
        self.headers = ObjectHeaders(said, self.counted)
        return body

    def read_tags(self, ref: ObjectRef) -> Mapping[str, str]:
        if isinstance(self.given, StoreError):
            raise self.given
        return dict(self.given)


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("build.log", b"The cache was warm and the run finished.\n", "ANALYSED"),
        ("broken.zip", b"PK\x03\x04nothing that follows", "FAILED"),
        ("empty.bin", bytes(4096), "SKIPPED"),
    ],
)
def test_user_metadata_is_examined_and_makes_no_unread_body_a_read_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, body: bytes, status: str
) -> None:
    (tmp_path / name).write_bytes(body)
    store = Headed(tmp_path)
    (ref,) = store.list(store.name)
    target = Target("folder", tmp_path.name, root=str(tmp_path))
    plain = read_object(Settings(), bytes(32), target, ref)
    monkeypatch.setattr(read, "_store", lambda *_: store)
    reading = read_object(Settings(), bytes(32), target, ref)
    assert reading.counts["US_SSN"].hits == 1 and "US_SSN" not in plain.counts
    assert {finding.where.column_name for finding in reading.findings} == {"object metadata"}
    assert (reading.status, reading.reason) == (plain.status, plain.reason)
    assert reading.status == status
    assert (reading.characters, reading.examined) == (plain.characters, plain.examined)
    assert (reading.tags, plain.tags) == (0, 0)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ((("owner", "Maria Gonzalez"), ("ssn", "078-05-1127")), ""),
        ((("owner", "Maria Gonzalez"),), "TAGS_NOT_READ"),  # fewer than were counted
        (AccessDenied("no"), "TAGS_NOT_READ"),
        (BudgetSpent("no more"), "BUDGET_SPENT"),
    ],
)
def test_tags_that_a_store_counts_are_examined_or_a_gap(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    given: tuple[tuple[str, str], ...] | StoreError,
    reason: str,
) -> None:
    (tmp_path / "build.log").write_text("The cache was warm and the run finished.\n")
    store = Headed(tmp_path)
    store.counted, store.given = 2, given
    (ref,) = store.list(store.name)
    monkeypatch.setattr(read, "_store", lambda *_: store)
    reading = read_object(Settings(), bytes(32), Target("folder", store.name, root=str(tmp_path)), ref)
    assert (reading.status, reading.reason) == ("PARTIAL" if reason else "ANALYSED", reason)
    assert reading.tags == bool(reason)
    found = {(finding.entity, finding.where.column_name) for finding in reading.findings}
    came = {"owner": "PERSON", "ssn": "US_SSN"}
    assert found == {
        (came[name], "object tags") for name, _ in (() if isinstance(given, StoreError) else given)
    }


def test_tags_that_no_body_counted_are_not_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("bolts")
    store = Headed(tmp_path)
    store.given = AccessDenied("no")
    (ref,) = store.list(store.name)
    blob = read.blob_in(store, ref)
    assert not list(blob.tags())
    blob.open().close()
    assert not list(blob.tags())
    store.counted = 1
    with pytest.raises(AccessDenied):
        _tags_behind_body(store, ref)


def _tags_behind_body(store: Headed, ref: ObjectRef) -> list[tuple[str, str]]:
    blob = read.blob_in(store, ref)
    blob.open().close()
    return list(blob.tags())


@pytest.mark.parametrize(
    ("reason", "watched", "part", "again"),
    [
        ("MEMORY_LIMIT", False, None, True),
        ("MEMORY_LIMIT", True, None, False),  # it is alone: what there is, is what it gets
        ("MEMORY_LIMIT", False, ("a.txt",), False),
        ("MALFORMED_FILE", False, None, False),
    ],
)
def test_an_object_that_lacked_memory_next_to_others_is_tried_alone(
    monkeypatch: pytest.MonkeyPatch,
    reason: str,
    watched: bool,  # noqa: FBT001
    part: tuple[str, ...] | None,
    again: bool,  # noqa: FBT001
) -> None:
    ref, target = ObjectRef("b", "k"), Target("s3", "b")
    found = Reading(ref, "PARTIAL", reason, gaps=(Gap(Where(ref), reason),))
    monkeypatch.setattr(read, "read_object", lambda *_, **__: found)
    monkeypatch.setattr(read, "is_watched", lambda: watched)
    item = SimpleNamespace(pick=SimpleNamespace(bucket="b", ref=ref), allowance=None, part=part)
    with pytest.raises(MemoryError) if again else nullcontext():
        assert read.read_drawn(Settings(), bytes(32), {"b": target}, item) is found  # type: ignore[arg-type]
