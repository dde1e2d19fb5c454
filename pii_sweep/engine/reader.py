"""A reader: the process that parses documents, and the coordinator's end of it.

Items wait in the socket of a reader, so that it never waits for the coordinator; those that it has not begun
can be taken back. What it sends is decoded, never unpickled: a document may have taken it over.
"""

from __future__ import annotations

import json
import os
import pickle
import resource
import signal
import socket
import struct
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import Any

from pii_sweep import errors
from pii_sweep.engine.process import Setup
from pii_sweep.engine.sandbox import Sealed
from pii_sweep.errors import EngineError, SweepError
from pii_sweep.progress import VARIABLE, report_progress
from pii_sweep.store.remote import LOST, Channel

# Sockets that keep messages whole; where a message socket knows no end, an empty message is one.
MESSAGES = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_DGRAM
LONGEST_ITEM = 200 << 10  # bytes
LONGEST_ANSWER = 1 << 30
MOST_RECEIVED = 1 << 20  # bytes taken from a pipe at once
HEADER = struct.Struct("=cI")
VALUE, LAST, MEMORY, ERROR, READY = b"V", b"L", b"M", b"E", b"R"
START_SECONDS = 60.0  # for a reader to be started and to load what was not loaded before
GROWN = 512 << 20  # bytes by which a reader may grow beyond its first object before it is replaced
ORPHANED = 10.0  # seconds after which a reader that waits looks whether its parent lives
LONGEST_WORDS = 500
PAGE = resource.getpagesize()
# Exit codes of readers that did not end of themselves: killed; without a fetcher; or, of which there is no
# code, with the template that they were forked from.
OUTSIDE = (-signal.SIGKILL, -signal.SIGTERM, LOST, None)


@dataclass(eq=False, slots=True)
class Reader:
    """The coordinator's end of one reader, and the items that it was given: it works at the first of them.

    `waiting` is the reader's own end of its tasks, from which what it has not begun is taken back. `results`
    becomes readable once it has answered. `end` ends its process and returns the exit code.
    """

    tasks: socket.socket
    waiting: socket.socket
    results: int
    end: Callable[[], int | None]
    given: deque[Any] = field(default_factory=deque)
    weights: deque[float] = field(default_factory=deque)
    since: float = 0.0  # when its first item was begun (`time.monotonic`)
    sealed: Sealed | None = None
    _received: bytearray = field(default_factory=bytearray)

    def give(self, item: Any, weight: float = 0.0) -> bool:
        """Hand out one item more; return whether there was room for it."""
        try:
            self.tasks.send(pickle.dumps(item), socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:  # it has died: the end of its results says so
            pass
        if not self.given:
            self.since = time.monotonic() + (0.0 if self.sealed else START_SECONDS)
        self.given.append(item)
        self.weights.append(weight)
        return True

    def take_back(self) -> list[Any]:
        """Return the items that it has not begun, and keep it from them."""
        items = deque[Any]()
        with suppress(OSError):
            while self.waiting.recv(LONGEST_ITEM, socket.MSG_DONTWAIT):
                items.appendleft(self.given.pop())
                self.weights.pop()
        return list(items)

    def receive(self) -> list[tuple[bytes, bytes]]:
        """Return the answers that have come, each its kind and its body, without waiting.

        Raises EOFError where the reader has ended, ValueError for what is no answer of a reader.
        """
        try:
            data = os.read(self.results, MOST_RECEIVED)
        except BlockingIOError:
            return []
        if not data:
            raise EOFError
        self._received += data
        answers, at = list[tuple[bytes, bytes]](), 0
        while len(self._received) - at >= HEADER.size:
            kind, length = HEADER.unpack_from(self._received, at)
            if length > LONGEST_ANSWER:
                raise ValueError("no answer of a reader")
            end = at + HEADER.size + length
            if end > len(self._received):
                break
            answers.append((kind, bytes(self._received[at + HEADER.size : end])))
            at = end
        del self._received[:at]
        return answers

    def finish(self) -> Any:
        """Return the item that an answer is for: the first of those given."""
        self.since = time.monotonic()
        self.weights.popleft()
        return self.given.popleft()

    def stop(self) -> bool:
        """End the process at once; return whether one that had ended was ended from outside (`OUTSIDE`)."""
        self.tasks.close()
        self.waiting.close()
        os.close(self.results)
        return self.end() in OUTSIDE


def start_reader(
    fork: Callable[[list[int]], Callable[[], int | None]], registration: socket.socket | None
) -> Reader:
    """Return a new reader; `fork` starts one with the descriptors that it is given, and returns its end.

    Raises EngineError where no process can be started.
    """
    with ExitStack() as held:
        tasks, waiting = map(held.enter_context, socket.socketpair(socket.AF_UNIX, MESSAGES))
        results, answers = os.pipe()
        held.callback(os.close, results)
        os.set_blocking(results, False)
        try:
            end = fork([waiting.fileno(), answers, *([registration.fileno()] if registration else [])])
        finally:
            os.close(answers)
        held.pop_all()
    return Reader(tasks, waiting, results, end)


def decode_error(data: bytes) -> SweepError:
    """Return the error that a reader ended a sweep with, of a class of ours, in printable words."""
    sent = json.loads(data)
    kind = getattr(errors, str(sent["kind"]), EngineError)
    fits = isinstance(kind, type) and issubclass(kind, SweepError) and not issubclass(kind, errors.Unreadable)
    text = "".join(sign if sign.isprintable() else " " for sign in str(sent["text"])[:LONGEST_WORDS])
    return kind(text) if fits else EngineError(text)


def encode_error(error: SweepError) -> bytes:
    """Return an error that is not of an object, for `decode_error`."""
    return json.dumps({"kind": type(error).__name__, "text": str(error)}).encode()


def read(setup: Setup, mark: str, files: list[int]) -> None:
    """Work off items in this process until there are no more, or a fresh one would do better.

    `files` are the descriptors of its tasks, its results and, where there is a fetcher, its registration.
    """
    tasks = socket.socket(fileno=files[0])
    tasks.settimeout(ORPHANED)
    send = Answers(files[1])
    os.environ[VARIABLE] = mark
    if setup.memory is not None:
        resource.setrlimit(resource.RLIMIT_AS, (setup.memory, setup.memory))
    try:
        if setup.prepare is not None:
            setup.prepare(_connect_fetcher(socket.socket(fileno=files[2])) if len(files) > 2 else None)
        report_progress(0)  # what the mark is written to has to be open by now
        sealing = setup.sealing() if callable(setup.sealing) else setup.sealing
        shut = sealing.close() if sealing else Sealed(False, "not asked for")
        send(READY, json.dumps([shut.sealed, shut.why]).encode())
        _work_off(setup, tasks, send)
    except MemoryError:
        send(MEMORY)
    except SweepError as error:  # not of an object: no model, no credentials
        send(ERROR, encode_error(error))


class Answers:
    """The reader's end of its results."""

    def __init__(self, file: int) -> None:
        self._file = file

    def __call__(self, kind: bytes, body: bytes = b"") -> None:
        """Send one answer whole."""
        data = memoryview(HEADER.pack(kind, len(body)) + body)
        while data:
            data = data[os.write(self._file, data) :]


def _work_off(setup: Setup, tasks: socket.socket, send: Answers) -> None:
    least, parent = 0, os.getppid()
    while True:
        try:
            data = tasks.recv(LONGEST_ITEM)
        except TimeoutError:
            if os.getppid() != parent:
                return
            continue
        if not data:
            return
        try:
            answer = setup.encode(setup.work(pickle.loads(data)))
        except MemoryError:
            send(MEMORY)
            continue
        resident = _measure_memory()
        least = least or resident
        grown = resident - least > GROWN
        send(LAST if grown else VALUE, answer)
        if grown:  # native parsers leak slowly
            return


def _connect_fetcher(registration: socket.socket) -> Channel:
    """Return this reader's channel to the fetcher."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    socket.send_fds(registration, [b"reader"], [theirs.fileno()])
    theirs.close()
    registration.close()
    return Channel(ours)


def _measure_memory() -> int:
    """Return the bytes of memory that this process holds, 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * PAGE
    except OSError:
        return 0
