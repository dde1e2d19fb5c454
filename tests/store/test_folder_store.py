"""A folder as a bucket: what is no plain file is listed, counted and never followed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pii_sweep.config import Targets
from pii_sweep.errors import AccessDenied, BudgetSpent, NoSuchBucket, NoSuchObject, UsageError
from pii_sweep.store import FolderStore
from pii_sweep.store.filters import skip_reason
from pii_sweep.types import ObjectRef


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "orders"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"hello")
    return folder


def test_links_are_listed_skipped_and_never_followed(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_bytes(b"secret")
    (root / "file-link").symlink_to(outside / "secret.txt")
    (root / "folder-link").symlink_to(outside)
    (root / "inner-link").symlink_to(root / "a.txt")
    (root / "dangling").symlink_to(root / "none")
    store = FolderStore(root)
    refs = {ref.key: ref for ref in store.list("orders")}
    assert set(refs) == {"a.txt", "file-link", "folder-link", "inner-link", "dangling"}
    for key in set(refs) - {"a.txt"}:
        assert skip_reason(refs[key], Targets()) == "SYMLINK"
        with pytest.raises(AccessDenied):
            store.open(refs[key])


def test_no_key_leads_out_of_the_folder(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (root / "link").symlink_to(tmp_path)
    for key in ("../secret.txt", "link/secret.txt", "a/../../secret.txt"):
        with pytest.raises((AccessDenied, NoSuchObject)):
            FolderStore(root).open(ObjectRef("orders", key))


def test_a_link_put_in_place_of_a_listed_file_is_not_followed(root: Path, tmp_path: Path) -> None:
    store = FolderStore(root)
    (ref,) = store.list("orders")
    (tmp_path / "secret.txt").write_bytes(b"hello")
    (root / "a.txt").unlink()
    (root / "a.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(AccessDenied):
        store.open(ref)


def test_a_pipe_is_listed_skipped_and_does_not_block(root: Path) -> None:
    os.mkfifo(root / "pipe")
    store = FolderStore(root)
    refs = {ref.key: ref for ref in store.list("orders")}
    assert skip_reason(refs["pipe"], Targets()) == "SPECIAL_FILE"
    with pytest.raises(AccessDenied):
        store.open(refs["pipe"])


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system wants UTF-8")
def test_a_name_that_is_no_utf8_has_a_key_that_opens_it(root: Path) -> None:
    name = os.fsencode(root) + b"/caf\xe9.txt"
    with open(name, "wb") as file:
        file.write(b"latin")
    os.mkdir(os.fsencode(root) + b"/dos\xff")
    with open(os.fsencode(root) + b"/dos\xff/x", "wb") as file:
        file.write(b"deep")
    store = FolderStore(root)
    refs = {ref.key: ref for ref in store.list("orders")}
    assert set(refs) == {"a.txt", "caf\\xe9.txt", "dos\\xff/x"}
    assert [store.open(refs[key]).read() for key in ("caf\\xe9.txt", "dos\\xff/x")] == [b"latin", b"deep"]
    assert all(key.encode() for key in refs)


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """Give a folder that anyone may enter, and run as a user whom permission bits bind."""
    with TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name) / "orders"
        folder.mkdir()
        (folder / "a.txt").write_bytes(b"hello")
        (folder / "locked.txt").write_bytes(b"locked")
        (folder / "locked").mkdir()
        (folder / "locked" / "b.txt").write_bytes(b"inside")
        (folder / "z.txt").write_bytes(b"last")
        os.chmod(name, 0o755)
        os.chmod(folder / "locked.txt", 0)
        os.chmod(folder / "locked", 0)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            os.chmod(folder / "locked", 0o755)


def test_a_file_that_may_not_be_read_is_denied_when_opened(as_nobody: Path) -> None:
    store = FolderStore(as_nobody)
    with pytest.raises(AccessDenied) as caught:
        store.open(store.stat("orders", "locked.txt"))
    assert caught.value.reason == "PERMISSION_DENIED"


def test_a_folder_that_may_not_be_opened_ends_the_listing_as_incomplete(as_nobody: Path) -> None:
    keys = []
    with pytest.raises(AccessDenied, match="1 folder"):
        for ref in FolderStore(as_nobody).list("orders"):
            keys.append(ref.key)
    assert keys == ["a.txt", "locked.txt", "z.txt"]


def test_a_root_that_is_no_folder_is_a_usage_error(root: Path) -> None:
    for wrong in (root / "none", root / "a.txt"):
        with pytest.raises(UsageError, match="give a folder or s3://bucket"):
            FolderStore(wrong)


def test_another_bucket_than_the_folder_is_refused(root: Path) -> None:
    with pytest.raises(NoSuchBucket):
        FolderStore(root).open(ObjectRef("photos", "a.txt"))


def test_bytes_are_counted_once_and_held_to_a_limit(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(bytes(range(256)) * 4000)
    store = FolderStore(tmp_path)
    ref = next(iter(store.list(tmp_path.name)))
    store.traffic.limit(1, ref.size)
    with store.open(ref) as body:
        for _ in range(3):
            body.seek(0)
            assert len(body.read()) == ref.size
    assert (store.traffic.requests, store.traffic.bytes_read) == (1, ref.size)
    store.traffic.limit(1, 1000)
    with store.open(ref) as body:
        assert len(body.read(1000)) == 1000
        with pytest.raises(BudgetSpent):
            body.read(1)
    with pytest.raises(BudgetSpent):
        store.open(ref)


def test_the_files_of_an_earlier_sweep_are_counted_and_skipped_and_others_next_to_them_are_read(root) -> None:
    sweep = root / "old"
    sweep.mkdir()
    (sweep / "sweep.sqlite").write_bytes(b"SQLite format 3\0...")
    for name in ("report.html", "findings.html", "findings.parquet", "thumbnails.json", "notes.txt"):
        (sweep / name).write_bytes(b"x")
    (root / "report.html").write_bytes(b"not of a sweep")
    reasons = {ref.key: skip_reason(ref, Targets()) for ref in FolderStore(root).list("orders")}
    assert reasons == {
        "a.txt": None, "report.html": None, "old/notes.txt": None, "old/sweep.sqlite": "SWEEP_FILE",
        "old/report.html": "SWEEP_FILE", "old/findings.parquet": "SWEEP_FILE",
        "old/findings.html": "SWEEP_FILE", "old/thumbnails.json": "SWEEP_FILE",
    }  # fmt: skip


def test_a_name_alone_hides_nothing(root) -> None:
    (root / "sweep.sqlite").write_bytes(b"Maria Gonzalez")
    assert {skip_reason(ref, Targets()) for ref in FolderStore(root).list("orders")} == {None}


def test_the_sweeps_own_folder_is_not_listed(root) -> None:
    (root / "out").mkdir()
    (root / "out" / "sweep.sqlite.part").write_bytes(b"x")
    store = FolderStore(root)
    store.without = (root / "out").resolve()
    assert [ref.key for ref in store.list("orders")] == ["a.txt"]


def test_no_key_leads_into_a_folder_whose_name_begins_as_this_one_s(root: Path, tmp_path: Path) -> None:
    (tmp_path / "orders-of-others").mkdir()
    (tmp_path / "orders-of-others" / "secret.txt").write_bytes(b"secret")
    with pytest.raises(AccessDenied, match="out of the folder"):
        FolderStore(root).open(ObjectRef("orders", "../orders-of-others/secret.txt"))
