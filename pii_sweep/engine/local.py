"""The concurrency room: the only module that starts a process or waits for one.

A crash, a hang or a memory blow-up costs the item that caused it and nothing else: the item is
run once more, alone, then as far as it came, and then reported as a `Failure`. Workers are
single-threaded, are spawned (a forked ONNX runtime or PDFium deadlocks), and die with the coordinator.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import resource
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, TimeoutError, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

from pii_sweep.errors import EngineError, SweepError
from pii_sweep.progress import VARIABLE, Reached

Item = TypeVar("Item")
Result = TypeVar("Result")

PR_SET_PDEATHSIG = 1
LATE = "BUDGET_SPENT"
TASKS_PER_WORKER = 400  # then a fresh process: native parsers leak slowly


@dataclass(frozen=True, slots=True)
class Failure:
    """An item whose worker gave no answer.

    `reason` is CRASHED, TIME_CUT_OFF_REACHED, MEMORY_LIMIT or BUDGET_SPENT.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Engine(Generic[Item, Result]):
    """A local pool: `workers` processes, `seconds` for one item, `memory` bytes of address space each.

    At `deadline`, a reading of `time.monotonic`, the items that run fail as `BUDGET_SPENT`, and
    those that wait are left where they are.
    """

    workers: int
    seconds: float
    memory: int | None = None
    deadline: float | None = None

    def run(
        self,
        work: Callable[[Item], Result],
        items: Iterable[Item],
        again: Callable[[Item], Item | None] = lambda item: item,
        shorter: Callable[[Item, int, str], Item] | None = None,
    ) -> Generator[tuple[Item, Result | Failure], None, None]:
        """Yield each item with its result, in the order they finish; memory holds one window of them.

        `again` gives what is tried alone after a failure, or None for a failure that stands. `shorter` gives
        the part of it that is tried at last, from how far it came (`reached`) and why it failed.
        Raises EngineError when no worker can be started. Closing the iterator ends the workers.
        """
        failed: list[tuple[Item, Failure]] = []
        for item, outcome in self._pass(work, items, self.workers):
            if isinstance(outcome, Failure) and outcome.reason != LATE:
                failed.append((item, outcome))
            else:
                yield item, outcome
        for item, failure in failed:
            second = None if self.late else again(item)
            yield (item, failure) if second is None else self._alone(work, second, again, shorter)

    def _alone(
        self,
        work: Callable[[Item], Result],
        item: Item,
        again: Callable[[Item], Item | None],
        shorter: Callable[[Item, int, str], Item] | None,
    ) -> tuple[Item, Result | Failure]:
        """Try an item that failed, and where that fails too, what comes before the place that it reached."""
        mark = Reached()
        try:
            done = self._one(work, item, mark.name)
            came = mark.number()
        finally:
            mark.close()
        if not isinstance(done[1], Failure) or done[1].reason == LATE or shorter is None:
            return done
        third = again(item) if came and not self.late else None
        return done if third is None else self._one(work, shorter(third, came, done[1].reason), "")

    def _one(self, work: Callable[[Item], Result], item: Item, mark: str) -> tuple[Item, Result | Failure]:
        return next(iter([*self._pass(work, [item], 1, mark)]), (item, Failure(LATE)))

    @property
    def late(self) -> bool:
        """Return whether the deadline has passed."""
        return self._left() == 0

    def _left(self) -> float | None:
        return None if self.deadline is None else max(0.0, self.deadline - time.monotonic())

    def _pass(
        self, work: Callable[[Item], Result], items: Iterable[Item], workers: int, mark: str = ""
    ) -> Iterator[tuple[Item, Result | Failure]]:
        source = iter(items)
        while (
            first := [] if self.late else list(islice(source, workers * 2))
        ):  # a second turn only after a broken pool
            pool = self._pool(min(workers, len(first)), mark)
            try:
                with _uninterrupted():
                    running: dict[Future[Any], Item] = {
                        pool.schedule(work, args=[item], timeout=self.seconds): item for item in first
                    }
                while running:
                    done, _ = wait(running, self._left(), return_when=FIRST_COMPLETED)
                    if not done:
                        yield from ((item, Failure(LATE)) for item in running.values())
                        return
                    for future in done:
                        yield running.pop(future), _outcome(future)
                        for item in islice(source, 1 if pool.active and not self.late else 0):
                            running[pool.schedule(work, args=[item], timeout=self.seconds)] = item
            finally:
                pool.stop()  # type: ignore[no-untyped-call]
                pool.join()

    def _pool(self, workers: int, mark: str) -> ProcessPool:
        try:
            return ProcessPool(
                max_workers=workers,
                max_tasks=TASKS_PER_WORKER,
                initializer=_prepare_worker,
                initargs=[os.getpid(), self.memory, mark],
                context=multiprocessing.get_context("spawn"),
            )
        except OSError as error:
            raise EngineError(
                f"cannot start workers: {error.strerror}; give a lower number with --workers"
            ) from None


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep Ctrl-C until all workers are started: one that is half started would say where it broke off.

    Workers are started with the signal blocked, so that none of the terminal's reaches them either.
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
            for future in wait(running, return_when=FIRST_COMPLETED)[0]:
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


def _outcome(future: Future[Any]) -> Any:
    try:
        return future.result()
    except TimeoutError:
        return Failure("TIME_CUT_OFF_REACHED")
    except MemoryError:
        return Failure("MEMORY_LIMIT")
    except (ProcessExpired, BrokenProcessPool):
        return Failure("CRASHED")


def _prepare_worker(coordinator: int, memory: int | None, mark: str) -> None:
    """Make the process leave Ctrl-C to the coordinator, die with it, and stay within its memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # native parsers print there, and may quote the document
        os.dup2(nowhere, stream)
    for name in ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"
    os.environ[VARIABLE] = mark
    if os.uname().sysname == "Linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != coordinator:  # it died before the line above
            os.kill(os.getpid(), signal.SIGKILL)
    if memory is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold document text
