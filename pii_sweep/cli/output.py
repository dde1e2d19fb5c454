"""Standard output that only the command itself writes to, and steps on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TextIO

from pii_sweep.errors import UsageError


@contextmanager
def own_output() -> Iterator[TextIO]:
    """Give the standard output; whatever else prints there meanwhile, natively or not, prints nowhere.

    Third-party messages would break a line of JSON, and may quote a document.
    """
    sys.stdout.flush()
    kept, usual = os.dup(1), sys.stdout
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        sys.stdout = nowhere
        try:
            with open(kept, "w", encoding=usual.encoding, errors=usual.errors, closefd=False) as out:
                yield out
        finally:
            sys.stdout = usual
            os.dup2(kept, 1)
            os.close(kept)


def one_line(text: str) -> str:
    """Return text as one line without control signs: a key or a file name may hold what moves a terminal."""
    return printable(" ".join(text.split()))


def printable(text: str) -> str:
    """Return text without control signs."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def steps(quiet: bool, verbose: bool) -> Callable[[str], None]:
    """Return what writes a step as a line on standard error when asked; raises UsageError for both flags."""
    if quiet and verbose:
        raise UsageError("give either --quiet or --verbose")

    def log(step: str) -> None:
        if verbose:
            print(f"{datetime.now(UTC).isoformat(timespec='seconds')} {step}", file=sys.stderr)

    return log
