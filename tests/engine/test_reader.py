"""What goes between the coordinator and a reader: items, answers, and the errors that end a sweep."""

from __future__ import annotations

import json
import os
import pickle
import signal
import socket
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from pii_sweep.engine import reader as readers
from pii_sweep.engine.process import Setup
from pii_sweep.engine.reader import (
    HEADER,
    LAST,
    MEMORY,
    MESSAGES,
    VALUE,
    Answers,
    Reader,
    decode_error,
    encode_error,
    start_reader,
)
from pii_sweep.engine.sandbox import Sealed
from pii_sweep.errors import ConfigError, Corrupt, EngineError, SweepError
from pii_sweep.store.remote import LOST


@pytest.mark.parametrize("error", [SweepError("stop"), ConfigError("no such key"), EngineError("no workers")])
def test_an_error_of_the_sweep_arrives_as_it_was_sent(error: SweepError) -> None:
    found = decode_error(encode_error(error))
    assert (type(found), str(found)) == (type(error), str(error))


@pytest.mark.parametrize("kind", [Corrupt.__name__, "Unreadable", "OSError", "annotations", "nothing"])
def test_a_name_that_is_no_error_of_a_sweep_arrives_as_one_of_the_engine(kind: str) -> None:
    found = decode_error(json.dumps({"kind": kind, "text": "a\x07b"}).encode())
    assert (type(found), str(found)) == (EngineError, "a b")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the seconds that the coordinator's clock shows, to be changed."""
    now = [1000.0]
    monkeypatch.setattr(readers, "time", SimpleNamespace(monotonic=lambda: now[0]))
    return now


@pytest.fixture
def ends(clock: list[float]) -> Iterator[tuple[Reader, int]]:
    """Give the coordinator's end of a reader without a process, and the descriptor that answers go into."""
    kept: list[int] = []

    def fork(files: list[int]):
        kept.append(os.dup(files[1]))
        return lambda: 0

    reader = start_reader(fork, None)
    yield reader, kept[0]
    reader.stop()
    os.close(kept[0])


def test_answers_are_received_whole_however_they_arrive(ends: tuple[Reader, int]) -> None:
    reader, file = ends
    assert reader.receive() == []
    data = HEADER.pack(VALUE, 3) + b"abc" + HEADER.pack(LAST, 0) + HEADER.pack(VALUE, 2) + b"de"
    os.write(file, data[:6])
    assert reader.receive() == []
    os.write(file, data[6:-1])
    assert reader.receive() == [(VALUE, b"abc"), (LAST, b"")]
    os.write(file, data[-1:])
    assert reader.receive() == [(VALUE, b"de")]


def test_an_answer_of_an_impossible_length_is_no_answer(
    ends: tuple[Reader, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, file = ends
    monkeypatch.setattr(readers, "LONGEST_ANSWER", 5)
    os.write(file, HEADER.pack(VALUE, 5) + b"12345" + HEADER.pack(VALUE, 6))
    with pytest.raises(ValueError, match="no answer of a reader"):
        reader.receive()


def test_the_end_of_a_reader_is_no_answer(clock: list[float]) -> None:
    reader = start_reader(lambda files: lambda: 0, None)  # whose end of the pipe is closed at once
    with pytest.raises(EOFError):
        reader.receive()
    reader.stop()


def test_what_a_reader_has_not_begun_is_taken_back_in_its_order(ends: tuple[Reader, int]) -> None:
    reader, _ = ends
    for number, weight in ((1, 0.1), (2, 0.2), (3, 0.3)):
        assert reader.give(number, weight)
    assert pickle.loads(reader.waiting.recv(1 << 16)) == 1  # as the reader takes it
    assert reader.take_back() == [2, 3]
    assert (list(reader.given), list(reader.weights)) == ([1], [0.1])
    assert reader.take_back() == []
    assert reader.give(2, 0.2) and reader.finish() == 1
    assert (list(reader.given), list(reader.weights)) == ([2], [0.2])


def test_a_reader_whose_queue_is_full_is_given_no_more(ends: tuple[Reader, int]) -> None:
    reader, _ = ends
    count = 0
    while reader.give("x" * 1000):
        count += 1
    assert 0 < count == len(reader.given) == len(reader.weights)


def test_the_time_of_an_item_runs_from_when_it_is_begun(ends: tuple[Reader, int], clock: list[float]) -> None:
    reader, _ = ends
    reader.give("first")
    loading = reader.since
    assert loading > 1000.0  # a reader that has not answered yet may still be loading
    clock[0] = 1005.0
    reader.give("second")
    assert reader.since == loading
    clock[0] = 1200.0
    assert reader.finish() == "first" and reader.since == 1200.0
    reader.finish()
    reader.sealed = Sealed(True)
    clock[0] = 1300.0
    reader.give("third")
    assert reader.since == 1300.0


@pytest.mark.parametrize(
    ("code", "outside"),
    [(-signal.SIGKILL, True), (-signal.SIGTERM, True), (LOST, True), (None, True), (0, False), (1, False),
     (-signal.SIGSEGV, False)],
)  # fmt: skip
def test_a_reader_that_was_killed_or_lost_its_fetcher_was_ended_from_outside(
    code: int | None, outside: bool
) -> None:
    reader = start_reader(lambda files: lambda: code, None)
    assert reader.stop() is outside
    assert reader.tasks.fileno() == reader.waiting.fileno() == -1
    with pytest.raises(OSError):
        os.fstat(reader.results)


def test_a_reader_that_cannot_be_started_leaves_nothing_open() -> None:
    def fork(files: list[int]) -> None:
        given.extend(files)
        raise EngineError("no process")

    given: list[int] = []
    before = len(os.listdir("/proc/self/fd"))
    ours, theirs = socket.socketpair()
    with ours, theirs, pytest.raises(EngineError, match="no process"):
        start_reader(fork, ours)
    assert len(given) == 3 and len(os.listdir("/proc/self/fd")) == before


def square(item: int) -> int:
    """Square a number, or need more memory than there is for a negative one."""
    if item < 0:
        raise MemoryError
    return item * item


def work_off(items: list[int], **setup: object) -> list[tuple[bytes, bytes]]:
    """Return the answers of a reader to items, in this process."""
    tasks, given = socket.socketpair(socket.AF_UNIX, MESSAGES)
    results, answers = os.pipe()
    with tasks, given:
        for item in items:
            given.send(pickle.dumps(item))
        given.send(b"")
        readers._work_off(
            Setup(square, lambda value: str(value).encode(), bytes, **setup),  # type: ignore[arg-type]
            tasks,
            Answers(answers),
        )
    os.close(answers)
    found = Reader(tasks, given, results, lambda: 0).receive()
    os.close(results)
    return found


def test_a_reader_answers_each_item_until_there_are_no_more() -> None:
    assert work_off([1, -1, 3]) == [(VALUE, b"1"), (MEMORY, b""), (VALUE, b"9")]


def test_a_reader_that_has_grown_beyond_its_first_object_answers_a_last_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sizes = iter([100, 100 + readers.GROWN, 101 + readers.GROWN, 100])
    monkeypatch.setattr(readers, "_measure_memory", lambda: next(sizes))
    assert work_off([1, 2, 3, 4]) == [(VALUE, b"1"), (VALUE, b"4"), (LAST, b"9")]


def test_a_reader_whose_parent_is_gone_ends_and_another_goes_on_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Tasks:
        """Tasks that come after a while, or never."""

        def __init__(self, *came: bytes | None) -> None:
            self.came = list(came)

        def recv(self, _: int) -> bytes:
            data = self.came.pop(0)
            if data is None:
                raise TimeoutError
            return data

    setup = Setup(square, lambda value: str(value).encode(), bytes)
    sent: list[tuple[bytes, ...]] = []
    waiting = Tasks(None, pickle.dumps(2), None, b"")
    readers._work_off(setup, waiting, lambda *answer: sent.append(answer))  # type: ignore[arg-type]
    assert sent == [(VALUE, b"4")] and not waiting.came
    parents = iter([7, 1])
    monkeypatch.setattr(readers.os, "getppid", lambda: next(parents))
    orphaned = Tasks(None, pickle.dumps(2))
    readers._work_off(setup, orphaned, lambda *answer: sent.append(answer))  # type: ignore[arg-type]
    assert len(sent) == 1 and len(orphaned.came) == 1


def test_what_a_reader_holds_is_measured_in_bytes() -> None:
    before = readers._measure_memory()
    held = bytearray(os.urandom(1 << 20) * 64)
    assert len(held) // 2 < readers._measure_memory() - before < len(held) * 4
