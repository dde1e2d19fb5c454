"""The process that readers are forked from: it has loaded what each of them needs, and sees no document.

Loading takes seconds and a fork milliseconds, and what was loaded lies in memory once. A process is forked
safely while it has one thread (fork(2)); where it has more, and on systems whose own libraries do not bear
it, a reader is spawned and loads everything itself.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from pii_sweep.engine.process import Setup, has_one_thread, names_main, settle, spawn
from pii_sweep.engine.reader import decode_error, encode_error, read
from pii_sweep.errors import EngineError, SweepError

FORKS = sys.platform == "linux"
LONGEST = 4096  # bytes of a request or an answer
MOST_FILES = 3


class Template:
    """The coordinator's end: asks for readers, and ends them. May be used by several threads."""

    def __init__(self, warm: Callable[[], None] | None, setup: Setup | None = None) -> None:
        """Start the process, which calls `warm`; raises EngineError where that fails.

        Readers may be set up with what names the main module where `setup` does.
        """
        self._warm = warm
        self._setup: Setup | None = None  # what was sent last
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        needs = warm if setup is None else replace(setup, grant=None)
        self._with_main = names_main(needs)
        self._process = spawn(_serve, (warm, os.getpid(), theirs), needs, bare=True)
        theirs.close()

    @property
    def alive(self) -> bool:
        """Return whether the process runs."""
        return self._process.is_alive()

    def suits(self, setup: Setup) -> bool:
        """Return whether readers that are set up so can be forked from it."""
        if self._with_main or setup == self._setup:
            return _do_the_same(self._warm, setup.warm)
        return _do_the_same(self._warm, setup.warm) and not names_main(replace(setup, grant=None))

    def fork(self, setup: Setup, mark: str, files: list[int]) -> int | None:
        """Start a reader with these descriptors and return its number; None where it has to be spawned.

        Waits until everything is loaded. Raises the SweepError that loading ended with.
        """
        answer = self._ask({"mark": mark}, files, setup) or {"number": None}
        if "number" not in answer:
            raise decode_error(json.dumps(answer).encode())
        number: int | None = answer["number"]
        return number

    def end(self, number: int) -> int | None:
        """End a reader and return its exit code, None where the template is gone: its readers are then.

        One that has ended already is cleared away.
        """
        answer = self._ask({"end": number}, [])
        code: int | None = answer["code"] if answer else None
        return code

    def close(self) -> None:
        """End the process and all readers."""
        self._control.close()
        self._process.kill()
        self._process.join()

    def _ask(
        self, request: dict[str, object], files: list[int], setup: Setup | None = None
    ) -> dict[str, Any] | None:
        """Return the answer, None where the process has ended; what readers need is sent where it is new."""
        with self._lock, suppress(OSError):
            if setup not in (None, self._setup):
                data = pickle.dumps(replace(setup, grant=None))
                if self._exchange({"setup": len(data)}, []) is None:
                    return None
                self._control.sendall(data)
                self._setup = setup
            return self._exchange(request, files)
        return None

    def _exchange(self, request: dict[str, object], files: list[int]) -> dict[str, Any] | None:
        socket.send_fds(self._control, [json.dumps(request).encode()], files)
        data = self._control.recv(LONGEST)
        answer: dict[str, Any] | None = json.loads(data) if data else None
        return answer


def _do_the_same(one: Callable[[], None] | None, other: Callable[[], None] | None) -> bool:
    """Return whether two functions without parameters do the same, as far as that shows."""
    if isinstance(one, partial) and isinstance(other, partial):
        return (one.func, one.args, one.keywords) == (other.func, other.args, other.keywords)
    return one == other


def _serve(warm: Callable[[], None] | None, coordinator: int, control: socket.socket) -> None:
    """Fork readers until the coordinator closes its end."""
    settle(coordinator)
    obstacle, setup = b"", None
    try:
        if warm is not None:
            warm()
    except SweepError as error:
        obstacle = encode_error(error)
    except MemoryError:
        obstacle = encode_error(EngineError("a reader needs more memory than there is"))
    gc.freeze()
    while True:
        data, files, _, _ = socket.recv_fds(control, LONGEST, MOST_FILES)
        if not data:
            return
        request = json.loads(data)
        if "end" in request:
            answer = json.dumps({"code": _end(request["end"])}).encode()
        elif "setup" in request:
            control.sendall(b"{}")
            setup = _receive_setup(control, request["setup"])
            continue
        elif obstacle:
            answer = obstacle
        else:
            number = _fork(setup, request["mark"], files, control) if setup else None
            answer = json.dumps({"number": number}).encode()
        for file in files:
            os.close(file)
        control.sendall(answer)


def _receive_setup(control: socket.socket, count: int) -> Setup:
    """Return what the coordinator says that readers need."""
    data = bytearray()
    while len(data) < count:
        data += control.recv(count - len(data)) or os._exit(1)
    setup: Setup = pickle.loads(data)
    return setup


def _fork(setup: Setup, mark: str, files: list[int], control: socket.socket) -> int | None:
    """Return the number of a new reader, None where it has to be spawned."""
    if not has_one_thread():
        return None
    template = os.getpid()
    try:
        number = os.fork()
    except OSError:  # no more processes: spawning one says why
        return None
    if number:
        return number
    status = 1
    try:
        control.close()
        settle(template)
        read(setup, mark, files)
        status = 0
    finally:
        os._exit(status)  # nothing of the template is to be cleared away


def _end(number: int) -> int | None:
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(number, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
    return None
