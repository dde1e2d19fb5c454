"""What the readers of one machine share: the template they are forked from, and the fetcher."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection

from pii_sweep.engine.process import Setup, fork, has_one_thread, settle, spawn
from pii_sweep.engine.reader import Reader, read, start_reader
from pii_sweep.engine.template import FORKS, Template
from pii_sweep.store.grant import Grant
from pii_sweep.types import ObjectRef, Target

OPEN = "/proc/self/fd"
ATOMIC = 4000  # bytes that a pipe takes whole or not at all


class Fetcher:
    """The coordinator's end of the fetcher's process."""

    def __init__(self, grant: Grant, *, forked: bool = False) -> None:
        self.registration, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        received, self._hints = multiprocessing.Pipe(duplex=False)
        os.set_blocking(self._hints.fileno(), False)
        arguments = (os.getpid(), theirs, received, grant)
        self._process = fork(_fetch_forked, arguments) if forked else spawn(_fetch, arguments, grant)
        theirs.close()
        received.close()

    @property
    def alive(self) -> bool:
        """Return whether the process runs."""
        return self._process.is_alive()

    def hint(self, target: Target, ref: ObjectRef) -> None:
        """Name an object that comes next; where the fetcher is behind, it is left out."""
        if target.kind != "s3":
            return
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


class Host:
    """Starts what a machine's readers share once it is needed. May be used by several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._fetcher: Fetcher | None = None
        self._template: Template | None = None

    def load(self, warm: Callable[[], None]) -> None:
        """Begin to load what readers need, in a process that works while this one does something else."""
        with self._lock:
            if FORKS and self._template is None:
                self._template = Template(warm)

    def fetch(self, grant: Grant) -> None:
        """Start the fetcher from what is loaded here, where this process can be forked.

        To be called before this process holds a key or a sweep's files: the fetcher needs none of them.
        """
        with self._lock:
            if self._fetcher is None and has_one_thread():
                self._fetcher = Fetcher(grant, forked=True)

    def start(self, setup: Setup, mark: str = "") -> Reader:
        """Start a reader; raises EngineError where no process can be started."""
        with self._lock:
            fetcher, template = self._start_fetcher(setup), self._load_template(setup)

        def fork_reader(files: list[int]) -> Callable[[], int | None]:
            number = template.fork(setup, mark, files) if template else None
            if template is None or number is None:
                return _spawn(setup, mark, files)
            return partial(template.end, number)

        return start_reader(fork_reader, fetcher.registration if fetcher else None)

    def hint(self, target: Target, ref: ObjectRef) -> None:
        """Name an object that comes next, where there is a fetcher."""
        fetcher = self._fetcher
        if fetcher is not None:
            with self._lock:
                fetcher.hint(target, ref)

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            if self._template is not None:
                self._template.close()
            if self._fetcher is not None:
                self._fetcher.close()
            self._template = self._fetcher = None

    def _load_template(self, setup: Setup) -> Template | None:
        if not FORKS:
            return None
        template = self._template
        if template is not None and not (template.alive and template.suits(setup)):
            template.close()
            template = None
        self._template = template or Template(setup.warm, setup)
        return self._template

    def _start_fetcher(self, setup: Setup) -> Fetcher | None:
        if setup.grant is None:
            return None
        if self._fetcher is not None and not self._fetcher.alive:
            self._fetcher.close()
            self._fetcher = None
        if self._fetcher is None:
            self._fetcher = Fetcher(setup.grant)
        return self._fetcher


def _fetch(coordinator: int, registration: socket.socket, hints: Connection, grant: Grant) -> None:
    from pii_sweep.engine import fetcher

    settle(coordinator)
    fetcher.serve(registration, hints, grant)


def _fetch_forked(coordinator: int, registration: socket.socket, hints: Connection, grant: Grant) -> None:
    """Do as `_fetch` does, without the files that this process shares with the coordinator."""
    needed = {0, 1, 2, registration.fileno(), hints.fileno()}
    for file in {int(name) for name in os.listdir(OPEN)} - needed:
        with suppress(OSError):  # the listing's own is closed already
            os.close(file)
    _fetch(coordinator, registration, hints, grant)


def _spawn(setup: Setup, mark: str, files: list[int]) -> Callable[[], int | None]:
    """Start a reader that loads everything itself; return what ends it and gives its exit code."""
    answers = Connection(os.dup(files[1]), readable=False)
    ends = [socket.socket(fileno=os.dup(file)) for file in files[::2]]
    alone = replace(setup, grant=None)
    process = spawn(_read, (alone, os.getpid(), mark, ends, answers), alone, bare=True)
    answers.close()
    for end in ends:
        end.close()

    def end_process() -> int | None:
        process.kill()
        process.join()
        return process.exitcode

    return end_process


def _read(setup: Setup, parent: int, mark: str, ends: list[socket.socket], answers: Connection) -> None:
    settle(parent)
    tasks, *registration = [end.detach() for end in ends]
    read(setup, mark, [tasks, answers.fileno(), *registration])
