"""One process at a time works in a sweep directory; a disk that is full is said in one line."""

from __future__ import annotations

import errno
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pii_sweep.errors import JournalError, UsageError, cause_of

# Some network file systems lock no directory; there, two runs are not kept apart.
UNLOCKABLE = frozenset((errno.ENOLCK, errno.EOPNOTSUPP, errno.EBADF, errno.EINVAL))
FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


@contextmanager
def lock_directory(folder: Path) -> Iterator[None]:
    """Hold a sweep directory, made with mode 0700 where it is not there, against other processes.

    The lock is the system's (flock(2)) on the directory itself: it ends with the process, however that
    ends. A directory that was made for it and is still empty is removed. Raises JournalError where
    another process holds it, UsageError where it cannot be made.
    """
    made = not folder.exists()
    with translate_write_errors(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _lock(handle, folder)
        yield
    finally:
        os.close(handle)
        if made and folder.exists() and not any(folder.iterdir()):
            folder.rmdir()


def _lock(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise JournalError(
            f"another pii-sweep is at work in {folder}; wait until it ends, or give another --out DIR"
        ) from None
    except OSError as error:
        if error.errno not in UNLOCKABLE:
            raise UsageError(f"cannot lock {folder}: {error.strerror}; give another --out DIR") from None


@contextmanager
def translate_write_errors(folder: Path) -> Iterator[None]:
    """Name a directory that cannot be written: JournalError where its disk is full, else UsageError."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise  # of this program's making, not of the directory's
    except (OSError, sqlite3.Error) as error:
        if failed := storage_error(error, folder):
            raise failed from None
        raise UsageError(f"cannot write {folder}: {cause_of(error)}; give a writable --out DIR") from None


def storage_error(error: OSError | sqlite3.Error, folder: Path) -> JournalError | None:
    """Return what to say where a disk is full or fails; None where writing failed for another reason."""
    if isinstance(error, OSError):
        code = error.errno
        full, faulty = code in FULL, code == errno.EIO
    else:
        code = getattr(error, "sqlite_errorcode", None) or 0
        full, faulty = code == sqlite3.SQLITE_FULL, code & 0xFF == sqlite3.SQLITE_IOERR
    if full:
        return JournalError(f"the disk of {folder} is full; free some space and give the same command again")
    if faulty:
        return JournalError(
            f"the disk of {folder} takes no more: it is faulty, or a quota or a limit of file sizes "
            "(ulimit -f) is reached; mend that and give the same command again"
        )
    return None
