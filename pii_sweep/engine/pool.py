"""Processes of one machine that work for the coordinator: readers, and the fetcher that serves them.

What a reader sends back is decoded, never unpickled: a document may have taken it over. A reader starts
without the coordinator's environment, where credentials lie.
"""

from __future__ import annotations

import ctypes
import json
import multiprocessing
import os
import pickle
import resource
import signal
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from typing import Any

from pii_sweep import errors
from pii_sweep.engine.sandbox import Sealed, seal
from pii_sweep.errors import EngineError, SweepError
from pii_sweep.progress import VARIABLE, reached
from pii_sweep.store import Store
from pii_sweep.store.remote import Channel
from pii_sweep.types import ObjectRef, Target

PR_SET_PDEATHSIG = 1
ONE_THREAD = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
# What a reader has of the coordinator's environment: no credential, no token, no address.
KEPT = frozenset((
    "PATH", "HOME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
    "VIRTUAL_ENV", "TESSDATA_PREFIX", "ORT_DISABLE_TELEMETRY", "ARROW_DEFAULT_MEMORY_POOL", *ONE_THREAD,
))  # fmt: skip
KEPT_BEGINNINGS = ("LC_", "PYTHON")
START_SECONDS = 60.0  # for a reader to load the models
ATOMIC = 4000  # bytes that a pipe takes whole or not at all
LONGEST_WORDS = 500
GROWN = 512 << 20  # bytes by which a reader may grow beyond its first object before it is replaced
VALUE, LAST, MEMORY, ERROR, READY = b"V", b"L", b"M", b"E", b"R"
PAGE = resource.getpagesize()
Connect = Callable[[Target], Store]


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
    """What a reader is started with.

    `prepare` is called once before the process is sealed, with its channel to the fetcher, where there
    is one. `encode` turns a result into bytes, `decode` gives it back in the coordinator. Without
    `sealing` the process stays open.
    """

    work: Callable[[Any], Any]
    encode: Callable[[Any], bytes]
    decode: Callable[[bytes], Any]
    prepare: Callable[[Channel | None], None] | None = None
    connect: Connect | None = None
    memory: int | None = None
    sealing: Sealing | None = None


class Fetcher:
    """The coordinator's end of the fetcher's process."""

    def __init__(self, connect: Connect) -> None:
        self.registration, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        received, self._hints = multiprocessing.Pipe(duplex=False)
        os.set_blocking(self._hints.fileno(), False)
        self._process = multiprocessing.get_context("spawn").Process(
            target=_fetch, args=(os.getpid(), theirs, received, connect), daemon=True
        )
        with _uninterrupted():
            self._process.start()
        theirs.close()
        received.close()

    @property
    def alive(self) -> bool:
        """Return whether the process runs."""
        return self._process.is_alive()

    def hint(self, target: Target, ref: ObjectRef) -> None:
        """Name an object that comes next; where the fetcher is behind, it is left out."""
        data = pickle.dumps((target, ref))
        if len(data) < ATOMIC:
            with suppress(OSError):
                self._hints.send_bytes(data)

    def close(self) -> None:
        """End the process."""
        self._hints.close()
        self.registration.close()
        self._process.kill()
        self._process.join()


@dataclass(eq=False, slots=True)
class Reader:
    """The coordinator's end of one reader: its process, and the items that it was given."""

    process: multiprocessing.process.BaseProcess
    tasks: Connection
    results: Connection
    given: deque[Any] = field(default_factory=deque)
    since: float = 0.0  # when its first item was begun (`time.monotonic`)
    sealed: Sealed | None = None

    def give(self, item: Any) -> None:
        """Hand out one item more."""
        if not self.given:
            self.since = time.monotonic() + (0.0 if self.sealed else START_SECONDS)
        self.given.append(item)
        with suppress(OSError):  # it has died: the end of its results says so
            self.tasks.send(item)

    def stop(self) -> None:
        """End the process at once."""
        self.tasks.close()
        self.results.close()
        self.process.kill()
        self.process.join()


def start_reader(setup: Setup, fetching: Fetcher | None, mark: str) -> Reader:
    """Start a reader; raises EngineError where no process can be started."""
    registration = fetching.registration if fetching else None
    theirs, tasks = multiprocessing.Pipe(duplex=False)
    results, answers = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(
        target=_read,
        args=(replace(setup, connect=None), os.getpid(), mark, (theirs, answers), registration),
        daemon=True,
    )
    try:
        with _uninterrupted(), _bare_environment():
            process.start()
    except OSError as error:
        raise EngineError(
            f"cannot start workers: {error.strerror}; give a lower number with --workers"
        ) from None
    theirs.close()
    answers.close()
    return Reader(process, tasks, results)


def decode_error(data: bytes) -> SweepError:
    """Return the error that a reader ended a sweep with, of a class of ours, in printable words."""
    told = json.loads(data)
    kind = getattr(errors, str(told["kind"]), EngineError)
    fits = isinstance(kind, type) and issubclass(kind, SweepError) and not issubclass(kind, errors.Unreadable)
    text = "".join(sign if sign.isprintable() else " " for sign in str(told["text"])[:LONGEST_WORDS])
    return kind(text) if fits else EngineError(text)


@contextmanager
def _bare_environment() -> Iterator[None]:
    """Leave in the environment what a reader may have, while one is started."""
    away = {
        name: value
        for name, value in os.environ.items()
        if name not in KEPT and not name.startswith(KEPT_BEGINNINGS)
    }
    for name in away:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(away)


@contextmanager
def _uninterrupted() -> Iterator[None]:
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


def _fetch(coordinator: int, registration: socket.socket, hints: Connection, connect: Connect) -> None:
    from pii_sweep.engine import fetcher

    _settle(coordinator)
    fetcher.serve(registration, hints, connect)


def _read(
    setup: Setup,
    coordinator: int,
    mark: str,
    pipes: tuple[Connection, Connection],
    registration: socket.socket | None,
) -> None:
    """Work off items until there are no more, or a fresh process would do better."""
    tasks, results = pipes
    _settle(coordinator)
    os.environ[VARIABLE] = mark
    if setup.memory is not None:
        resource.setrlimit(resource.RLIMIT_AS, (setup.memory, setup.memory))
    try:
        if setup.prepare is not None:
            setup.prepare(None if registration is None else _registered(registration))
        reached(0)  # what the mark is written to has to be open by now
        shut = setup.sealing.close() if setup.sealing else Sealed(False, "not asked for")
        results.send_bytes(READY + json.dumps([shut.sealed, shut.why]).encode())
        _work_off(setup, tasks, results)
    except MemoryError:
        results.send_bytes(MEMORY)
    except SweepError as error:  # not of an object: no model, no credentials
        told = {"kind": type(error).__name__, "text": str(error)}
        results.send_bytes(ERROR + json.dumps(told).encode())


def _work_off(setup: Setup, tasks: Connection, results: Connection) -> None:
    least = 0
    while True:
        try:
            item = tasks.recv()
        except EOFError:
            return
        try:
            answer = setup.encode(setup.work(item))
        except MemoryError:
            results.send_bytes(MEMORY)
            continue
        least = least or _resident()
        grown = _resident() - least > GROWN
        results.send_bytes((LAST if grown else VALUE) + answer)
        if grown:  # native parsers leak slowly
            return


def _registered(registration: socket.socket) -> Channel:
    """Return this reader's channel to the fetcher."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    socket.send_fds(registration, [b"reader"], [theirs.fileno()])
    theirs.close()
    registration.close()
    return Channel(ours)


def _settle(coordinator: int) -> None:
    """Make the process leave Ctrl-C to the coordinator, say nothing, and die with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # native parsers print there, and may quote the document
        os.dup2(nowhere, stream)
    for name in ONE_THREAD:
        os.environ[name] = "1"
    if os.uname().sysname == "Linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != coordinator:  # it died before the line above
            os.kill(os.getpid(), signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold document text


def _resident() -> int:
    """Return the bytes of memory that this process holds, 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * PAGE
    except OSError:
        return 0
