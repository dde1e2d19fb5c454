"""The engine of one machine: readers, each in a process of its own, and the fetcher that serves them.

A crash, a hang or a memory blow-up costs the item that caused it and nothing else: the item is
run once more, alone, then as far as it came, and then reported as a `Failure`. One whose reader was ended
from outside (a kill, no fetcher any more) is run alone up to `ALONE` times before that. Readers are
single-threaded, are forked from a process that has one thread (a forked ONNX runtime or PDFium
deadlocks), and die with the coordinator.
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
from typing import Any, Generic, Protocol, TypeVar

from pii_sweep.engine.host import Host
from pii_sweep.engine.process import Sealing, Setup
from pii_sweep.engine.reader import ERROR, LAST, MEMORY, READY, Reader, decode_error
from pii_sweep.engine.sandbox import Sealed
from pii_sweep.engine.window import COSTLY, WINDOW, Place, Window
from pii_sweep.errors import SweepError
from pii_sweep.progress import Reached
from pii_sweep.store.grant import Grant
from pii_sweep.store.remote import Channel

Item = TypeVar("Item")
Result = TypeVar("Result")

LATE = "BUDGET_SPENT"
QUEUED = 0.5  # seconds of work, at most, that wait for one reader
ALONE = 3  # tries of one item whose readers are ended from outside
UNREADY = 3  # readers in a row that end before they are ready, until an item pays for the next
BEAT = 0.5  # seconds after which the coordinator is heard at the latest


@dataclass(frozen=True, slots=True)
class Failure:
    """An item whose reader gave no answer.

    `reason` is CRASHED, TIME_CUT_OFF_REACHED, MEMORY_LIMIT or BUDGET_SPENT. Where the reader was ended from
    `outside`, the item may have no part in it.
    """

    reason: str
    outside: bool = False


def _encode(value: object) -> bytes:
    return json.dumps(value).encode()


def _bound(item: object) -> Place | None:
    """Take no item out of order."""
    return None


def _cost_of(item: object) -> float:
    return COSTLY


@dataclass(slots=True)
class Engine(Generic[Item, Result]):
    """A local pool: `workers` processes, `seconds` for one item, `memory` bytes of address space each.

    At `deadline`, a reading of `time.monotonic`, the items that run fail as `BUDGET_SPENT`, and those
    that wait are left where they are. `warm` is called before readers are forked, `prepare` in each of
    them before its first item, with its channel to the fetcher where a `grant` says what that reads.
    `sealing` says how readers are sealed then, and `seals` holds how that went. `place` gives the object
    of an item that may be fetched ahead and taken out of order, `weight` the seconds that an item is
    thought to take. `beat` is called from time to time while it runs. In a `with` statement the processes
    stay from one `run` to the next; a `host` that is given is left as it is.
    """

    workers: int
    seconds: float
    memory: int | None = None
    deadline: float | None = None
    warm: Callable[[], None] | None = None
    prepare: Callable[[Channel | None], None] | None = None
    grant: Grant | None = None
    encode: Callable[[Any], bytes] = _encode
    decode: Callable[[bytes], Any] = json.loads
    sealing: Sealing | Callable[[], Sealing] | None = None
    place: Callable[[Any], Place | None] = _bound
    weight: Callable[[Any], float] = _cost_of
    beat: Callable[[], None] = lambda: None
    host: Host | None = None
    seals: set[Sealed] = field(default_factory=set)
    _own: Host = field(default_factory=Host)
    _readers: list[Reader] = field(default_factory=list)
    _kept: bool = False
    _unready: int = 0  # readers that ended, one after the other, before they were ready

    def __enter__(self) -> Engine[Item, Result]:
        self._kept = True
        return self

    def __exit__(self, *_: object) -> None:
        self._kept = False
        self.close()

    def close(self) -> None:
        """End all processes."""
        self._drop(list(self._readers))
        self._own.close()

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
        try:
            yield from run_with_retries(self, work, items, again, shorter)
        finally:
            if not self._kept:
                self.close()

    def try_once(
        self, work: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Result | Failure]]:
        """Yield each item with its result as `run` does, failures as they come."""
        return self._pass(self._setup(work), items, self.workers)

    def try_alone(
        self, work: Callable[[Item], Result], item: Item, *, watched: bool
    ) -> tuple[tuple[Item, Result | Failure], int]:
        """Run one item in a process of its own; return its outcome and, where `watched`, how far it came."""
        if not watched:
            return self._run_alone(self._setup(work), item, ""), 0
        mark = Reached()
        try:
            return self._run_alone(self._setup(work), item, mark.name), mark.number()
        finally:
            mark.close()

    def _setup(self, work: Callable[[Item], Result]) -> Setup:
        return Setup(
            work, self.encode, self.decode, self.warm, self.prepare, self.grant, self.memory, self.sealing
        )

    def _run_alone(self, setup: Setup, item: Item, mark: str) -> tuple[Item, Result | Failure]:
        """Run one item in a process of its own, with no other running."""
        self._drop(list(self._readers))
        try:
            return next(iter([*self._pass(setup, [item], 1, mark)]), (item, Failure(LATE)))
        finally:
            self._drop(list(self._readers))

    @property
    def late(self) -> bool:
        """Return whether the deadline has passed."""
        return self.deadline is not None and time.monotonic() >= self.deadline

    def _pass(
        self, setup: Setup, items: Iterable[Item], workers: int, mark: str = ""
    ) -> Iterator[tuple[Item, Result | Failure]]:
        """Keep every reader at work until there are no items left."""
        window = Window(iter(items), self.place, self.weight, workers * WINDOW, sort=self.deadline is None)
        readers, done = self._readers, False
        try:
            while True:
                self._hand_out(setup, window, workers, mark)
                busy = [reader for reader in readers if reader.given]
                if not busy:
                    break
                ready = wait([reader.results for reader in busy], self._patience(busy))
                outcomes: list[tuple[Item, Result | Failure]] = []
                for reader in busy:
                    if reader.results in ready:
                        outcomes += self._answer(setup, reader, window)
                    elif time.monotonic() >= reader.since + self.seconds:
                        outcomes += self._lose(reader, "TIME_CUT_OFF_REACHED", window)
                if self.late:
                    yield from outcomes
                    yield from ((item, Failure(LATE)) for item in self._leave())
                    break
                self._hand_out(setup, window, workers, mark)  # they work while the outcomes are written down
                yield from outcomes
                self.beat()
            done = True
        finally:
            if not done:
                self._drop([reader for reader in readers if reader.given])

    def _hand_out(self, setup: Setup, window: Window[Item], workers: int, mark: str) -> None:
        """Give every reader an item, starting readers as long as there are some, and queue small ones."""
        readers, host = self._readers, self.host or self._own
        while not self.late:
            idle = next((reader for reader in readers if not reader.given), None)
            if idle is None and len(readers) >= workers:
                if not self._queue(window):
                    break
                continue
            entry = window.take()
            if entry is None:
                if idle is None or not self._rebalance(window):
                    break
                continue
            if idle is None:
                idle = host.start(setup, mark)
                readers.append(idle)
            if not idle.give(entry.item, entry.weight):
                self._drop([idle])
                window.put_back([entry.item])
        for place in window.coming(workers):
            host.hint(*place)

    def _queue(self, window: Window[Item]) -> bool:
        """Queue a small item where the least work waits; return whether there was one, and room for it."""
        loads = [(sum(reader.weights), at) for at, reader in enumerate(self._readers)]
        load, at = min(loads)
        reader = self._readers[at]
        entry = window.take_small(QUEUED - load) if max(reader.weights) < COSTLY else None
        if entry is None:
            return False
        if not reader.give(entry.item, entry.weight):
            window.put_back([entry.item])
            return False
        if entry.place is not None and not entry.named:
            (self.host or self._own).hint(*entry.place)
        return True

    def _rebalance(self, window: Window[Item]) -> bool:
        """Take back what waits behind another item for the sake of a reader that has none."""
        longest = max(self._readers, key=lambda reader: len(reader.given))
        back = longest.take_back() if len(longest.given) > 1 else []
        window.put_back(back)
        return bool(back)

    def _patience(self, busy: list[Reader]) -> float:
        """Return the seconds until something is overdue, or the coordinator is to be heard."""
        ends = [reader.since + self.seconds for reader in busy]
        if self.deadline is not None:
            ends.append(self.deadline)
        return min(BEAT, max(0.0, min(ends) - time.monotonic()))

    def _answer(
        self, setup: Setup, reader: Reader, window: Window[Item]
    ) -> Iterator[tuple[Item, Result | Failure]]:
        """Yield the outcomes that a reader has sent; raises the SweepError that ends a sweep."""
        try:
            answers = reader.receive()
        except (EOFError, ValueError):
            yield from self._lose(reader, "CRASHED", window)
            return
        for kind, body in answers:
            if kind == READY:
                reader.sealed, self._unready = Sealed(*json.loads(body)), 0
                self.seals.add(reader.sealed)
                reader.since = time.monotonic()
                continue
            if kind == ERROR:
                raise decode_error(body)
            if not reader.given:
                break
            item = reader.finish()
            if kind == MEMORY:
                yield item, Failure("MEMORY_LIMIT")
                continue
            try:
                result = setup.decode(body)
            except (SweepError, ValueError, TypeError, KeyError):  # no result of ours: it was taken over
                self._retire(reader, window)
                yield item, Failure("CRASHED")
                return
            if kind == LAST:
                self._retire(reader, window)
            yield item, result

    def _lose(self, reader: Reader, reason: str, window: Window[Item]) -> list[tuple[Item, Failure]]:
        """End a reader and return the item that fails with it: the one that it was at.

        A reader that ends before it is ready has begun none: its items are given to others, unless that
        happens again and again.
        """
        if reader.sealed is None and reason == "CRASHED" and self._unready < UNREADY:
            self._unready += 1
            self._retire(reader, window)
            return []
        lost = [reader.finish()] if reader.given else []
        outside = self._retire(reader, window) and reason == "CRASHED"
        return [(item, Failure(reason, outside)) for item in lost]

    def _retire(self, reader: Reader, window: Window[Item]) -> bool:
        """End a reader, and give to others what waited for it; return whether it was ended from outside."""
        window.put_back(list(reader.given))
        self._readers.remove(reader)
        return reader.stop()

    def _leave(self) -> list[Item]:
        """End the readers that work, and return their items but for those that were not begun."""
        busy = [reader for reader in self._readers if reader.given]
        for reader in busy:
            reader.take_back()
        left = [item for reader in busy for item in reader.given]
        self._drop(busy)
        return left

    def _drop(self, readers: list[Reader]) -> None:
        for reader in readers:
            if reader in self._readers:
                self._readers.remove(reader)
                reader.stop()


class Attempts(Protocol[Item, Result]):
    """What tries items: in a stream, or one alone. See `Engine`."""

    @property
    def late(self) -> bool: ...
    def try_once(
        self, work: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Result | Failure]]: ...
    def try_alone(
        self, work: Callable[[Item], Result], item: Item, *, watched: bool
    ) -> tuple[tuple[Item, Result | Failure], int]: ...


def run_with_retries(
    engine: Attempts[Item, Result],
    work: Callable[[Item], Result],
    items: Iterable[Item],
    again: Callable[[Item], Item | None],
    shorter: Callable[[Item, int, str], Item] | None,
) -> Generator[tuple[Item, Result | Failure], None, None]:
    """Yield what `Engine.run` yields: an item that failed is tried alone, and then as far as it came."""
    failed: list[tuple[Item, Failure]] = []
    for item, outcome in engine.try_once(work, items):
        if isinstance(outcome, Failure) and outcome.reason != LATE:
            failed.append((item, outcome))
        else:
            yield item, outcome
    for item, failure in failed:
        done = _try_again(engine, work, (item, failure), again, shorter)
        yield done


def _try_again(
    engine: Attempts[Item, Result],
    work: Callable[[Item], Result],
    failed: tuple[Item, Failure],
    again: Callable[[Item], Item | None],
    shorter: Callable[[Item, int, str], Item] | None,
) -> tuple[Item, Result | Failure]:
    """Return an item that failed with its result, or with the failure that stands."""
    (item, failure), came = failed, 0
    for _ in range(ALONE):
        second = None if engine.late else again(item)
        if second is None:
            return item, failure
        (item, outcome), came = engine.try_alone(work, second, watched=True)
        if not isinstance(outcome, Failure) or outcome.reason == LATE:
            return item, outcome
        failure = outcome
        if not failure.outside:
            break
    third = None if shorter is None or not came or engine.late else again(item)
    if third is None or shorter is None:
        return item, failure
    return engine.try_alone(work, shorter(third, came, failure.reason), watched=False)[0]


def interleave(sources: Iterable[Iterator[Result]], threads: int) -> Iterator[Result]:
    """Yield what several iterators yield, as it comes, from `threads` of them at once.

    For iterators that wait for the network. An iterator that fails ends alone: the first
    exception of any is raised when all have ended, so what comes before it is all there is.
    """
    waiting, failures = iter(sources), list[SweepError]()
    with ThreadPoolExecutor(threads) as pool:
        running: dict[Future[list[Result]], Iterator[Result]] = {}
        while True:
            for source in islice(waiting, threads - len(running)):
                running[pool.submit(_take_next, source)] = source
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
                    running[pool.submit(_take_next, source)] = source
                    yield piece[0]
    if failures:
        raise failures[0]


def _take_next(source: Iterator[Result]) -> list[Result]:
    return list(islice(source, 1))


def try_sealing(sealing: Sealing) -> Sealed:
    """Return how the sealing of a reader goes on this machine; raises EngineError where none starts."""
    engine: Engine[int, int] = Engine(1, 60.0, sealing=sealing)
    for _ in engine.run(abs, [1]):
        pass
    return next(iter(engine.seals), Sealed(False, "a sealed process does not answer"))
