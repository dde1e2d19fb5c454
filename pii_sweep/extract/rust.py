"""Libraries written in Rust: a panic of theirs is no `Exception` in Python, and must not end a worker."""

from __future__ import annotations

from types import TracebackType

from pii_sweep.errors import Corrupt

PANIC = "PanicException"  # pyo3's type, which no module exports


class CaughtPanic:
    """A context that turns a panic into Corrupt, without its words."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and kind.__name__ == PANIC:
            raise Corrupt("panic") from None
