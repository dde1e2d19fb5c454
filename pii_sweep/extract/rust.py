"""Libraries written in Rust: a panic of theirs is no `Exception` in Python, and must not end a worker."""

from __future__ import annotations

import os
from types import TracebackType

from pii_sweep.errors import Corrupt

PANIC = "PanicException"  # pyo3's type, which no module exports
STDERR = 2


class CaughtPanic:
    """A context that turns a panic into Corrupt, without what Rust prints: it may quote the file."""

    def __init__(self) -> None:
        self._usual: int | None = None

    def __enter__(self) -> None:
        try:
            self._usual = os.dup(STDERR)
        except OSError:
            return  # there is none to print to
        nowhere = _open_nowhere()
        os.dup2(nowhere, STDERR)
        os.close(nowhere)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._usual is not None:
            os.dup2(self._usual, STDERR)
            os.close(self._usual)
        if kind is not None and kind.__name__ == PANIC:
            raise Corrupt("panic") from None


def _open_nowhere() -> int:
    """Return a descriptor whose text is lost: of no file where the process is sealed and may write none."""
    try:
        return os.open(os.devnull, os.O_WRONLY)
    except PermissionError:
        return os.memfd_create("stderr")
