"""A full disk is one line that says what to do; what was written before it stands."""

from __future__ import annotations

import errno
import sqlite3
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import Mock

import pytest

from pii_sweep.config import Settings
from pii_sweep.errors import JournalError, UsageError
from pii_sweep.journal import Journal, lock, open_draft
from pii_sweep.journal.lock import lock_directory, translate_write_errors
from pii_sweep.types import BucketFrame, ObjectRef, Reading, Stratum, Target

REFS = tuple(ObjectRef("b", f"{number:03}", None, "e", 5) for number in range(300))
PART = Stratum("b", "s", "", "text", "<16K", 300, 1500, picks=REFS)


def begun(folder: Path) -> Journal:
    with open_draft(folder, Settings(), [Target("folder", "b", root="/b")], "2026-01-01") as draft:
        draft.add(BucketFrame("b", "/b", strata=(PART,)), b"")
    journal = Journal.open(folder)
    journal.draw_all("b")
    return journal


def test_a_journal_without_room_says_so_and_keeps_what_it_has(tmp_path) -> None:
    with begun(tmp_path / "sweep") as journal:
        pages = journal._db.execute("PRAGMA page_count").fetchone()[0]
        journal._db.execute(f"PRAGMA max_page_count = {pages + 2}")  # SQLite's own way to be out of room
        written = 0
        with pytest.raises(JournalError, match="the disk of .* is full; free some space"):
            for pick in journal.todo():
                journal.append(pick, Reading(pick.ref, "ANALYSED"))
                written += 1
    with Journal.open(tmp_path / "sweep") as journal:
        assert len(list(journal.readings())) == written > 0


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.ENOSPC, "x"), JournalError),
        (OSError(errno.EIO, "x"), JournalError),
        (OSError(errno.EACCES, "x"), UsageError),
    ],
)
def test_other_faults_of_a_directory_are_of_the_user(tmp_path, error: OSError, kind: type[Exception]) -> None:
    with pytest.raises(kind), translate_write_errors(tmp_path):
        raise error
    with pytest.raises(UsageError), translate_write_errors(tmp_path):
        raise sqlite3.OperationalError("unable to open database file")


def test_a_limit_of_file_sizes_is_said_in_plain_words(tmp_path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.txt").write_text("Maria Gonzalez, 12 Elm Street\n")
    script = 'ulimit -f 8; exec "$0" -m pii_sweep plan "$1" --out "$2"'
    command = ["bash", "-c", script, sys.executable, tmp_path / "files", tmp_path / "sweep"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    assert result.returncode == 1
    assert "takes no more" in result.stderr and "ulimit -f" in result.stderr
    assert "OperationalError" not in result.stderr


SCRIPT = """
mount -t tmpfs -o size=300k none "$1" || exit 99
exec "$2" -m pii_sweep run "$3" --out "$1/sweep" --workers 1
"""


def test_a_run_on_a_disk_that_is_full_ends_with_one_line(tmp_path) -> None:
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets no user mount a file system of his own")
    (tmp_path / "small").mkdir()
    (tmp_path / "files").mkdir()
    for number in range(400):
        (tmp_path / "files" / f"{number:03}.txt").write_text(f"Maria Gonzalez, 12 Elm Street {number}\\n")
    command = [
        "unshare",
        "-rm",
        "sh",
        "-c",
        SCRIPT,
        "sh",
        tmp_path / "small",
        sys.executable,
        tmp_path / "files",
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    if result.returncode == 99:
        pytest.skip("this machine lets no user mount a file system of his own")
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert line == (
        f"pii-sweep: the disk of {tmp_path / 'small' / 'sweep'} is full; "
        "free some space and give the same command again"
    )


def test_a_directory_made_for_a_sweep_that_wrote_nothing_goes_and_one_that_was_there_stays(tmp_path) -> None:
    for folder, made in ((tmp_path / "new", True), (tmp_path / "empty", False)):
        if not made:
            folder.mkdir()
        with lock_directory(folder):
            assert folder.stat().st_mode & 0o777 == 0o700 or not made
        assert folder.exists() != made


def test_a_directory_is_one_run_s_at_a_time_and_a_file_system_without_locks_is_taken_as_it_is(
    tmp_path, monkeypatch
) -> None:
    busy = pytest.raises(JournalError, match="another pii-sweep is at work in")
    with lock_directory(tmp_path), busy, lock_directory(tmp_path):
        pass
    for error, fault in ((errno.ENOLCK, False), (errno.EIO, True)):
        monkeypatch.setattr(lock.fcntl, "flock", Mock(side_effect=OSError(error, "no")))
        said = pytest.raises(UsageError, match="cannot lock") if fault else nullcontext()
        with said, lock_directory(tmp_path):
            pass


def fault(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("of the disk")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "says"),
    [
        *((OSError(code, "x"), "is full") for code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)),
        (OSError(errno.EIO, "x"), "takes no more"),
        (OSError(errno.EACCES, "x"), ""),
        (OSError("no number"), ""),
        (fault(sqlite3.SQLITE_FULL), "is full"),
        (fault(sqlite3.SQLITE_IOERR), "takes no more"),
        (fault(sqlite3.SQLITE_IOERR_WRITE), "takes no more"),
        (fault(sqlite3.SQLITE_BUSY), ""),
        (sqlite3.OperationalError("of the program"), ""),
    ],
    ids=str,
)
def test_a_full_disk_and_a_faulty_one_have_messages_of_their_own(
    tmp_path: Path, error: OSError | sqlite3.Error, says: str
) -> None:
    found = lock.storage_error(error, tmp_path)
    assert (found is not None and says in str(found)) if says else found is None
    with pytest.raises(JournalError if says else UsageError), translate_write_errors(tmp_path):
        raise error


def test_what_breaks_a_table_is_a_fault_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError), translate_write_errors(tmp_path):
        raise sqlite3.IntegrityError


def test_a_directory_that_was_written_into_stays_and_is_free_again(tmp_path: Path) -> None:
    for _ in range(2):
        with lock_directory(tmp_path / "sweep"):
            (tmp_path / "sweep" / "file").touch()
        assert (tmp_path / "sweep" / "file").exists()
