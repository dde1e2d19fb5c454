"""The engine of one machine: readers, each in a process of its own, and the fetcher that serves them.

A crash, a hang or a memory blow-up costs the item that caused it and nothing else: the item is
run once more, alone, then as far as it came, and then reported as a `Failure`. Readers are
single-threaded, are spawned (a forked ONNX runtime or PDFium deadlocks), and die with the coordinator.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import wait
from typing import Any, Generic, TypeVar

from pii_sweep.engine.pool import (
    ERROR,
    LAST,
    MEMORY,
    READY,
    Connect,
    Fetcher,
    Reader,
    Sealing,
    Setup,
    decode_error,
    start_reader,
)
from pii_sweep.engine.sandbox import Sealed
from pii_sweep.errors import SweepError
from pii_sweep.progress import Reached
from pii_sweep.store.remote import Channel
from pii_sweep.types import ObjectRef, Target

Item = TypeVar("Item")
Result = TypeVar("Result")

LATE = "BUDGET_SPENT"
Place = tuple[Target, ObjectRef]


@dataclass(frozen=True, slots=True)
class Failure:
    """An item whose reader gave no answer.

    `reason` is CRASHED, TIME_CUT_OFF_REACHED, MEMORY_LIMIT or BUDGET_SPENT.
    """

    reason: str


def _encode(value: object) -> bytes:
    return json.dumps(value).encode()


@dataclass(slots=True)
class Engine(Generic[Item, Result]):
    """A local pool: `workers` processes, `seconds` for one item, `memory` bytes of address space each.

    At `deadline`, a reading of `time.monotonic`, the items that run fail as `BUDGET_SPENT`, and
    those that wait are left where they are. `prepare` is called in each reader before its first item, with
    its channel to the fetcher where `connect`, which the fetcher calls, is given. `sealing` says how readers
    are sealed then, and `seals` holds how that went. `place` gives the object of an item that may be
    fetched ahead. In a `with` statement the processes stay from one `run` to the next.
    """

    workers: int
    seconds: float
    memory: int | None = None
    deadline: float | None = None
    prepare: Callable[[Channel | None], None] | None = None
    connect: Connect | None = None
    encode: Callable[[Any], bytes] = _encode
    decode: Callable[[bytes], Any] = json.loads
    sealing: Sealing | None = None
    place: Callable[[Any], Place | None] = lambda item: None
    seals: set[Sealed] = field(default_factory=set)
    _readers: list[Reader] = field(default_factory=list)
    _fetcher: Fetcher | None = None
    _kept: bool = False

    def __enter__(self) -> Engine[Item, Result]:
        self._kept = True
        return self

    def __exit__(self, *_: object) -> None:
        self._kept = False
        self.close()

    def close(self) -> None:
        """End all processes."""
        for reader in self._readers:
            reader.stop()
        self._readers = []
        if self._fetcher is not None:
            self._fetcher.close()
            self._fetcher = None

    def run(
        self,
        work: Callable[[Item], Result],
        items: Iterable[Item],
        again: Callable[[Item], Item | None] = lambda item: item,
        shorter: Callable[[Item, int, str], Item] | None = None,
    ) -> Generator[tuple[Item, Result | Failure], None, None]:
        """Yield each item with its result, in the order they finish; memory holds one window of them.

        `again` gives what is tried alone after a failure, or None for a failure that stands. `shorter` gives
        the part of it that is tried at last, from how far it came (`progress`) and why it failed.
        Raises EngineError when no reader can be started. Closing the iterator ends the readers that work.
        """
        setup = Setup(work, self.encode, self.decode, self.prepare, self.connect, self.memory, self.sealing)
        failed: list[tuple[Item, Failure]] = []
        try:
            for item, outcome in self._pass(setup, items, self.workers):
                if isinstance(outcome, Failure) and outcome.reason != LATE:
                    failed.append((item, outcome))
                else:
                    yield item, outcome
            for item, failure in failed:
                second = None if self.late else again(item)
                yield (item, failure) if second is None else self._alone(setup, second, again, shorter)
        finally:
            if not self._kept:
                self.close()

    def _alone(
        self,
        setup: Setup,
        item: Item,
        again: Callable[[Item], Item | None],
        shorter: Callable[[Item, int, str], Item] | None,
    ) -> tuple[Item, Result | Failure]:
        """Try an item that failed, and where that fails too, what comes before the place that it reached."""
        mark = Reached()
        try:
            done = self._one(setup, item, mark.name)
            came = mark.number()
        finally:
            mark.close()
        if not isinstance(done[1], Failure) or done[1].reason == LATE or shorter is None:
            return done
        third = again(item) if came and not self.late else None
        return done if third is None else self._one(setup, shorter(third, came, done[1].reason), "")

    def _one(self, setup: Setup, item: Item, mark: str) -> tuple[Item, Result | Failure]:
        """Run one item in a process of its own, with no other beside it."""
        for reader in self._readers:
            reader.stop()
        self._readers = []
        try:
            return next(iter([*self._pass(setup, [item], 1, mark)]), (item, Failure(LATE)))
        finally:
            for reader in self._readers:
                reader.stop()
            self._readers = []

    @property
    def late(self) -> bool:
        """Return whether the deadline has passed."""
        return self.deadline is not None and time.monotonic() >= self.deadline

    def _pass(
        self, setup: Setup, items: Iterable[Item], workers: int, mark: str = ""
    ) -> Iterator[tuple[Item, Result | Failure]]:
        """Keep every reader at work until there are no items left."""
        window = _Window(iter(items), self.place, workers)
        readers, done = self._readers, False
        try:
            while True:
                self._hand_out(setup, window, workers, mark)
                busy = [reader for reader in readers if reader.given]
                if not busy:
                    break
                ready = wait([reader.results for reader in busy], self._patience(busy))
                answered = [reader for reader in busy if reader.results in ready]
                outcomes = [outcome for reader in answered for outcome in self._answer(setup, reader)]
                outcomes += self._overdue([reader for reader in busy if reader not in answered])
                if self.late:
                    left = [item for reader in readers for item in reader.given]
                    self._drop([reader for reader in readers if reader.given])
                    yield from outcomes
                    yield from ((item, Failure(LATE)) for item in left)
                    break
                self._hand_out(setup, window, workers, mark)  # they work while the outcomes are written down
                yield from outcomes
            done = True
        finally:
            if not done:
                self._drop([reader for reader in readers if reader.given])

    def _hand_out(self, setup: Setup, window: _Window[Item], workers: int, mark: str) -> None:
        """Give an item to every reader that has none, starting readers as long as there are items."""
        readers = self._readers
        while not self.late:
            idle = next((reader for reader in readers if not reader.given), None)
            if idle is None and len(readers) >= workers:
                return
            taken = window.take()
            if not taken:
                return
            if idle is None:
                idle = start_reader(setup, self._fetching(setup), mark)
                readers.append(idle)
            idle.give(taken[0])
            for place in window.coming() if self._fetcher else ():
                self._fetcher.hint(*place)  # type: ignore[union-attr]

    def _fetching(self, setup: Setup) -> Fetcher | None:
        if setup.connect is None:
            return None
        if self._fetcher is not None and not self._fetcher.alive:
            self._fetcher.close()
            self._fetcher = None
        if self._fetcher is None:
            self._fetcher = Fetcher(setup.connect)
        return self._fetcher

    def _patience(self, busy: list[Reader]) -> float:
        """Return the seconds until something is overdue."""
        ends = [reader.since + self.seconds for reader in busy]
        if self.deadline is not None:
            ends.append(self.deadline)
        return max(0.0, min(ends) - time.monotonic())

    def _answer(self, setup: Setup, reader: Reader) -> Iterator[tuple[Item, Result | Failure]]:
        """Yield the outcome that a reader has sent, if it is one; raises the SweepError that ends a sweep."""
        try:
            answer = reader.results.recv_bytes()
        except (EOFError, OSError):
            yield from self._lose(reader, "CRASHED")
            return
        kind, body = answer[:1], answer[1:]
        if kind == READY:
            reader.sealed = Sealed(*json.loads(body))
            self.seals.add(reader.sealed)
            reader.since = time.monotonic()
            return
        if kind == ERROR:
            raise decode_error(body)
        item = reader.given.popleft()
        reader.since = time.monotonic()
        if kind == MEMORY:
            yield item, Failure("MEMORY_LIMIT")
            return
        if kind == LAST:
            self._drop([reader])
        try:
            yield item, setup.decode(body)
        except (SweepError, ValueError, TypeError, KeyError):  # no result of ours: it was taken over
            self._drop([reader])
            yield item, Failure("CRASHED")

    def _overdue(self, busy: list[Reader]) -> list[tuple[Item, Failure]]:
        late = [reader for reader in busy if time.monotonic() >= reader.since + self.seconds]
        return [lost for reader in late for lost in self._lose(reader, "TIME_CUT_OFF_REACHED")]

    def _lose(self, reader: Reader, reason: str) -> list[tuple[Item, Failure]]:
        """Return what a reader fails with it, and end it."""
        lost = [(item, Failure(reason)) for item in reader.given]
        self._drop([reader])
        return lost

    def _drop(self, readers: list[Reader]) -> None:
        for reader in readers:
            reader.stop()
            if reader in self._readers:
                self._readers.remove(reader)


class _Window(Generic[Item]):
    """Items on their way, with a look at those that come next where they may be fetched ahead."""

    def __init__(self, source: Iterator[Item], place: Callable[[Item], Place | None], ahead: int) -> None:
        self._source, self._place, self._ahead = source, place, ahead
        self._waiting: list[tuple[Item, Place | None]] = []

    def take(self) -> list[Item]:
        """Return the next item in a list, or an empty one."""
        if self._waiting:
            return [self._waiting.pop(0)[0]]
        return list(islice(self._source, 1))

    def coming(self) -> list[Place]:
        """Return the objects that come next and were not named yet."""
        named: list[Place] = []
        while len(self._waiting) < self._ahead and (not self._waiting or self._waiting[-1][1] is not None):
            taken = list(islice(self._source, 1))
            if not taken:
                break
            place = self._place(taken[0])
            self._waiting.append((taken[0], place))
            if place is None:
                break
            named.append(place)
        return named


def interleaved(sources: Iterable[Iterator[Result]], threads: int) -> Iterator[Result]:
    """Yield what several iterators yield, as it comes, from `threads` of them at once.

    For iterators that wait for the network. An iterator that fails ends alone: the first
    exception of any is raised when all have ended, so what comes before it is all there is.
    """
    waiting, failures = iter(sources), list[SweepError]()
    with ThreadPoolExecutor(threads) as pool:
        running: dict[Future[list[Result]], Iterator[Result]] = {}
        while True:
            for source in islice(waiting, threads - len(running)):
                running[pool.submit(_next, source)] = source
            if not running:
                break
            for future in wait_for(running, return_when=FIRST_COMPLETED)[0]:
                source = running.pop(future)
                try:
                    piece = future.result()
                except SweepError as error:
                    failures.append(error)
                    continue
                if piece:
                    running[pool.submit(_next, source)] = source
                    yield piece[0]
    if failures:
        raise failures[0]


def _next(source: Iterator[Result]) -> list[Result]:
    return list(islice(source, 1))


def try_sealing(sealing: Sealing) -> Sealed:
    """Return how the sealing of a reader goes on this machine; raises EngineError where none starts."""
    engine: Engine[int, int] = Engine(1, 60.0, sealing=sealing)
    for _ in engine.run(abs, [1]):
        pass
    return next(iter(engine.seals), Sealed(False, "a sealed process does not answer"))
