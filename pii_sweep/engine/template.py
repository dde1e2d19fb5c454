"""The process that readers are forked from: it has loaded what each of them needs, and sees no document.

Loading takes seconds and a fork milliseconds, and what was loaded lies in memory once. A process is forked
safely while it has one thread (fork(2)); where it has more, and on systems whose own libraries do not bear
it, a reader is spawned and loads everything itself.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from typing import Any

from pii_sweep.engine.process import Setup, settle, spawn
from pii_sweep.engine.reader import decode_error, encode_error, read
from pii_sweep.errors import EngineError, SweepError

FORKS = sys.platform == "linux"
THREADS = "/proc/self/task"
LONGEST = 4096  # bytes of a request or an answer
MOST_FILES = 3


class Template:
    """The coordinator's end: asks for readers, and ends them. May be used by several threads."""

    def __init__(self, setup: Setup) -> None:
        """Start the process; raises EngineError where that fails."""
        self.setup = setup
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        alone = replace(setup, connect=None)
        self._process = spawn(_serve, (alone, os.getpid(), theirs), alone, bare=True)
        theirs.close()

    @property
    def alive(self) -> bool:
        """Return whether the process runs."""
        return self._process.is_alive()

    def fork(self, mark: str, files: list[int]) -> int | None:
        """Start a reader with these descriptors and return its number; None where it has to be spawned.

        Waits until everything is loaded. Raises the SweepError that loading ended with.
        """
        answer = self._ask({"mark": mark}, files) or {"number": None}
        if "number" not in answer:
            raise decode_error(json.dumps(answer).encode())
        number: int | None = answer["number"]
        return number

    def end(self, number: int) -> None:
        """End a reader; one that has ended already is cleared away."""
        self._ask({"end": number}, [])  # where the template is gone, its readers are

    def close(self) -> None:
        """End the process and all readers."""
        self._control.close()
        self._process.kill()
        self._process.join()

    def _ask(self, request: dict[str, object], files: list[int]) -> dict[str, Any] | None:
        """Return the answer, None where the process has ended."""
        with self._lock, suppress(OSError):
            socket.send_fds(self._control, [json.dumps(request).encode()], files)
            data = self._control.recv(LONGEST)
            answer: dict[str, Any] | None = json.loads(data) if data else None
            return answer
        return None


def _serve(setup: Setup, coordinator: int, control: socket.socket) -> None:
    """Fork readers until the coordinator closes its end."""
    settle(coordinator)
    obstacle = b""
    try:
        if setup.warm is not None:
            setup.warm()
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
            _end(request["end"])
            answer = b"{}"
        elif obstacle:
            answer = obstacle
        else:
            answer = json.dumps({"number": _fork(setup, request["mark"], files, control)}).encode()
        for file in files:
            os.close(file)
        control.sendall(answer)


def _fork(setup: Setup, mark: str, files: list[int], control: socket.socket) -> int | None:
    """Return the number of a new reader, None where it has to be spawned."""
    if len(os.listdir(THREADS)) > 1:
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


def _end(number: int) -> None:
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
