"""What every process that the engine starts has in common: how it is started, and what it is stripped of.

A reader starts without the coordinator's environment, where credentials lie.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import pickle
import resource
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from pii_sweep.engine.sandbox import Sealed, seal
from pii_sweep.errors import EngineError
from pii_sweep.store.grant import Grant
from pii_sweep.store.remote import Channel

PR_SET_PDEATHSIG = 1
THREADS = "/proc/self/task"
ONE_THREAD = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
# What a reader has of the coordinator's environment: no credential, no token, no address.
KEPT = frozenset((
    "PATH", "HOME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
    "VIRTUAL_ENV", "TESSDATA_PREFIX", "ORT_DISABLE_TELEMETRY", "ARROW_DEFAULT_MEMORY_POOL", *ONE_THREAD,
))  # fmt: skip
KEPT_BEGINNINGS = ("LC_", "PYTHON")


@dataclass(frozen=True, slots=True)
class Sealing:
    """How readers are sealed: files under `readable` stay readable. An `obstacle` keeps them unsealed.

    Where sealing is `required`, a reader that is not sealed reads nothing.
    """

    readable: tuple[str, ...] = ()
    obstacle: str = ""
    required: bool = False

    def close(self) -> Sealed:
        """Seal this process and return how that went; raises EngineError where it is required and fails."""
        shut = Sealed(False, self.obstacle) if self.obstacle else seal(self.readable)
        if self.required and not shut.sealed:
            raise EngineError(f"the readers cannot be sealed ({shut.why}); leave --require-sealed out")
        return shut


@dataclass(frozen=True, slots=True)
class Setup:
    """What readers are started with.

    `warm` loads, before they are forked, what all of them need. `prepare` is called once in each before it is
    sealed, with its channel to the fetcher, which reads what the `grant` covers. `encode` turns a result into
    bytes, `decode` gives it back in the coordinator. Without `sealing` the process stays open; a function is
    asked for it there.
    """

    work: Callable[[Any], Any]
    encode: Callable[[Any], bytes]
    decode: Callable[[bytes], Any]
    warm: Callable[[], None] | None = None
    prepare: Callable[[Channel | None], None] | None = None
    grant: Grant | None = None
    memory: int | None = None
    sealing: Sealing | Callable[[], Sealing] | None = None


def has_one_thread() -> bool:
    """Return whether this process can be forked safely (fork(2)): it has one thread, and the system is Linux.

    The libraries of other systems do not bear it.
    """
    return sys.platform == "linux" and len(os.listdir(THREADS)) == 1


def fork(target: Callable[..., None], arguments: tuple[Any, ...]) -> multiprocessing.process.BaseProcess:
    """Start a process that has loaded what this one has; raises EngineError where none can be started."""
    return _start("fork", target, arguments)


def names_main(needs: object) -> bool:
    """Return whether what a process needs lies in the main module."""
    return b"__main__" in pickle.dumps(needs)


def spawn(
    target: Callable[..., None], arguments: tuple[Any, ...], needs: object, *, bare: bool = False
) -> multiprocessing.process.BaseProcess:
    """Start a process that shares nothing with this one, `bare` of its environment.

    `needs` is what of the arguments may name the main module. Raises EngineError where none can be started.
    """
    with _bare_environment(bare), _without_main(needs):
        return _start("spawn", target, arguments)


def _start(
    method: str, target: Callable[..., None], arguments: tuple[Any, ...]
) -> multiprocessing.process.BaseProcess:
    context = multiprocessing.get_context(method)
    process: multiprocessing.process.BaseProcess = context.Process(  # type: ignore[attr-defined]
        target=target, args=arguments, daemon=True
    )
    try:
        with _hold_interrupts():
            process.start()
    except OSError as error:
        raise EngineError(
            f"cannot start workers: {error.strerror}; give a lower number with --workers"
        ) from None
    return process


_environment = threading.Lock()


@contextmanager
def _bare_environment(bare: bool) -> Iterator[None]:
    """Leave in the environment what a reader may have, while one is started."""
    with _environment:
        away = {
            name: value
            for name, value in os.environ.items()
            if bare and name not in KEPT and not name.startswith(KEPT_BEGINNINGS)
        }
        for name in away:
            del os.environ[name]
        alone = {name: os.environ.get(name) for name in ONE_THREAD if bare}
        os.environ.update(dict.fromkeys(alone, "1"))  # libraries read it when they are loaded
        try:
            yield
        finally:
            for name, value in alone.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})
            os.environ.update(away)


@contextmanager
def _without_main(needs: object) -> Iterator[None]:
    """Keep a process that is started from importing the main module once more, where it does not need it.

    That of the command line imports the command line, that of a Dask worker the whole of Dask, with threads.
    """
    main = sys.modules["__main__"]
    if names_main(needs):
        yield
        return
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _hold_interrupts() -> Iterator[None]:
    """Keep Ctrl-C until a process is started: one that is half started would say where it broke off.

    It is started with the signal blocked, so that none of the terminal's reaches it either.
    """
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN  # as `nohup` and a shell's `&` have it
    if ignored or threading.current_thread() is not threading.main_thread():  # which alone is interrupted
        yield
        return
    came: list[int] = []
    usual = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    open_to = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, open_to)
        signal.signal(signal.SIGINT, usual)
    if came:
        raise KeyboardInterrupt


def settle(parent: int) -> None:
    """Make this process leave Ctrl-C to the coordinator, say nothing, and die with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # native parsers print there, and may quote the document
        os.dup2(nowhere, stream)
    os.close(nowhere)
    for name in ONE_THREAD:
        os.environ[name] = "1"
    if os.uname().sysname == "Linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before the line above
            os.kill(os.getpid(), signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold document text
