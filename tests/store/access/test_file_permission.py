"""A folder that every account may read is shared; one that says nothing of others stays unknown."""

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
    ("bits", "level", "verbs"),
    [
        ((0o755, 0o755, 0o644), "SHARED", "read"),
        ((0o711, 0o711, 0o644), "SHARED", "read"),
        ((0o755, 0o777, 0o644), "SHARED", "read write delete"),
        ((0o777, 0o755, 0o644), "SHARED", "read write delete"),
        ((0o755, 0o1777, 0o644), "SHARED", "read write"),
        ((0o755, 0o755, 0o602), "UNKNOWN", "write"),
        ((0o755, 0o776, 0o644), "UNKNOWN", ""),
        ((0o754, 0o755, 0o644), "UNKNOWN", ""),
        ((0o755, 0o750, 0o644), "UNKNOWN", ""),
        ((0o755, 0o755, 0o640), "UNKNOWN", ""),
    ],
)
def test_each_right_of_others_follows_from_the_bits(
    folder: Path, bits: tuple[int, int, int], level: str, verbs: str
) -> None:
    modes(folder, *bits)
    found = read_permissions(folder)
    said = tuple(
        f"every account of this machine may {verb} files (permission bits)" for verb in verbs.split()
    )
    assert (found.level, found.reasons) == (level, said or (NO_POLICY,))
    assert bool(found.steps) == bool(verbs)


def test_bits_say_nothing_of_who_is_not_logged_in(folder: Path) -> None:
    modes(folder, 0o777, 0o777, 0o666)
    found = read_permissions(folder)
    assert (found.level, found.public_read, found.public_write) == (
        "SHARED",
        "indeterminate",
        "indeterminate",
    )


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


def test_the_step_names_the_folder_as_a_shell_takes_it(folder: Path) -> None:
    modes(folder, 0o755, 0o755, 0o644)
    (step,) = read_permissions(folder).steps
    assert step.command == f"chmod -R o-rwx {folder}"
