"""Parse, call one function, print, return a code. Only this room prints, and only `main` exits."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import cast

import typer

from pii_sweep import derived, patterns, unused_import
from pii_sweep.cli.app import app
from pii_sweep.errors import SweepError, UsageError, cause_of

ONE_THREAD = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS")
ARROW_POOL = "ARROW_DEFAULT_MEMORY_POOL"  # Arrow's own keeps what it once had
GARBAGE = 50_000  # a sweep's people are many objects, and never garbage in circles
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
BARRED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ELOOP, errno.ENAMETOOLONG})
FAILED, USAGE, INTERRUPTED = 1, 2, 130
RESUMABLE = "interrupted; give the same command again to resume"

# The parser's own error class: typer has it from click, or from its own copy of it.
PARSER_ERROR = cast(type[Exception], typer.BadParameter.__mro__[2])


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit with the contract's code; an error is one line on stderr."""
    for name in ONE_THREAD:  # small matrices: a second BLAS thread halves the speed, measured
        os.environ.setdefault(name, "1")
    os.environ.setdefault(ARROW_POOL, "system")
    gc.set_threshold(GARBAGE, 20, 100)
    patterns.begin()
    unused_import.begin()
    derived.begin()
    sys.exit(code(arguments))


def code(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code of one command."""
    try:
        result = app(args=arguments, standalone_mode=False)
    except PARSER_ERROR as error:
        return _complain(error.format_message(), USAGE)  # type: ignore[attr-defined]
    except UsageError as error:
        return _complain(str(error), USAGE)
    except SweepError as error:
        return _complain(str(error) or type(error).__name__, FAILED)
    except (KeyboardInterrupt, typer.Abort):
        return _complain(RESUMABLE, INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output is gone: not an error, and there is no one to inform
        return 0
    except OSError as error:
        return _report_refusal(error)
    except Exception as error:  # noqa: BLE001  a traceback may quote a document
        return _report_bug(error)
    if result == INTERRUPTED:  # how newer parsers hand Ctrl-C on
        return _complain(RESUMABLE, INTERRUPTED)
    return result if isinstance(result, int) else 0


def _report_refusal(error: OSError) -> int:
    """Say what the system refused; a place that this user may not use is no bug, wherever it shows."""
    if error.errno in FULL:
        _drop_output()
        return _complain(
            "where the output goes to is full; free some space and give the same command again", FAILED
        )
    if error.errno in BARRED and error.filename is not None:
        place = os.fsdecode(error.filename)
        return _complain(f"cannot use {place}: {cause_of(error)}; give a place that you may use", USAGE)
    return _report_bug(error)


def _drop_output() -> None:
    """Close an output that takes nothing more: the interpreter would write to it again at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):
            sys.stdout.close()


def _report_bug(error: Exception) -> int:
    from pii_sweep.read import bug

    return _complain(f"{bug(error)}; nothing is lost: please report this line", FAILED)


def _complain(message: str, exit_code: int) -> int:
    if message:
        print(f"pii-sweep: {' '.join(message.split())}", file=sys.stderr)
    return exit_code
