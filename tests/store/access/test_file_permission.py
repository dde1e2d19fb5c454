"""A folder that every account may read is public; one that says nothing of others stays unknown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pii_sweep.store.access import file_permission
from pii_sweep.store.access.exposure import read_exposure
from pii_sweep.store.access.file_permission import NO_POLICY, read_permissions
from pii_sweep.store.folder import FolderStore

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permission bits are POSIX's")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder with a file in a folder, whose parents let everyone through."""
    held = tmp_path / "swept"
    (held / "in").mkdir(parents=True)
    (held / "in" / "a.txt").write_text("x")
    bits = file_permission._bits

    def opened(one: Path) -> int:
        return bits(one) if one.is_relative_to(held) else 0o40755

    monkeypatch.setattr(file_permission, "_bits", opened)
    yield held
    held.chmod(0o700)


def modes(folder: Path, root: int, inner: int, file: int) -> None:
    (folder / "in" / "a.txt").chmod(file)
    (folder / "in").chmod(inner)
    folder.chmod(root)


@pytest.mark.parametrize(
    ("root", "inner", "file", "rights"),
    [
        (0o755, 0o755, 0o644, ("PUBLIC", "yes", "no", "no")),
        (0o711, 0o711, 0o644, ("PUBLIC", "yes", "no", "no")),
        (0o755, 0o777, 0o644, ("PUBLIC", "yes", "yes", "yes")),
        (0o777, 0o755, 0o644, ("PUBLIC", "yes", "yes", "yes")),
        (0o755, 0o1777, 0o644, ("PUBLIC", "yes", "yes", "no")),
        (0o755, 0o755, 0o602, ("SHARED", "no", "yes", "no")),
        (0o755, 0o776, 0o644, ("UNKNOWN", "indeterminate", "indeterminate", None)),
        (0o754, 0o755, 0o644, ("UNKNOWN", "indeterminate", "indeterminate", None)),
        (0o755, 0o750, 0o644, ("UNKNOWN", "indeterminate", "indeterminate", None)),
        (0o755, 0o755, 0o640, ("UNKNOWN", "indeterminate", "indeterminate", None)),
    ],
)
def test_each_right_of_others_follows_from_the_bits(folder: Path, root, inner, file, rights) -> None:
    modes(folder, root, inner, file)
    found = read_permissions(folder)
    assert (found.level, found.public_read, found.public_write, found.public_delete) == rights
    assert bool(found.steps) == (found.level != "UNKNOWN")
    assert (found.reasons == (NO_POLICY,)) == (found.level == "UNKNOWN")


def test_a_closed_folder_above_keeps_everyone_out(tmp_path: Path) -> None:
    held = tmp_path / "closed" / "swept"
    held.mkdir(parents=True)
    (held / "a.txt").write_text("x")
    (tmp_path / "closed").chmod(0o700)
    assert read_exposure(FolderStore(held), "swept").level == "UNKNOWN"


def test_a_link_to_a_readable_file_gives_no_right(folder: Path) -> None:
    modes(folder, 0o755, 0o755, 0o600)
    (folder / "in" / "link").symlink_to("/etc/hostname")
    assert read_permissions(folder).level == "UNKNOWN"


def test_a_right_is_left_open_where_not_all_was_looked_at(folder: Path, monkeypatch) -> None:
    modes(folder, 0o755, 0o755, 0o644)
    monkeypatch.setattr(file_permission, "LOOKED_AT", 2)
    found = read_permissions(folder)
    assert (found.public_read, found.public_write) == ("yes", "indeterminate")


def test_the_step_names_the_folder_as_a_shell_takes_it(folder: Path) -> None:
    modes(folder, 0o755, 0o755, 0o644)
    (step,) = read_permissions(folder).steps
    assert step.command == f"chmod -R o-rwx {folder}"
