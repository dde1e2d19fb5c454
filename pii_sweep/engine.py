"""The concurrency room: the only module that starts a process or waits for one.

A crash, a hang or a memory blow-up costs the item that caused it and nothing else: the item
is run once more, alone, and then reported as a `Failure`. Workers are single-threaded, are
spawned (a forked ONNX runtime or PDFium deadlocks), and die with the coordinator.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, TimeoutError, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

from pii_sweep.errors import EngineError

Item = TypeVar("Item")
Result = TypeVar("Result")

PR_SET_PDEATHSIG = 1
TASKS_PER_WORKER = 400  # then a fresh process: native parsers leak slowly


@dataclass(frozen=True, slots=True)
class Failure:
    """An item whose worker gave no answer; `reason` is CRASHED, TIME_CUT_OFF_REACHED or MEMORY_LIMIT."""

    reason: str


@dataclass(frozen=True, slots=True)
class Engine(Generic[Item, Result]):
    """A local pool: `workers` processes, `seconds` for one item, `memory` bytes of address space each."""

    workers: int
    seconds: float
    memory: int | None = None

    def run(
        self, work: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Result | Failure]]:
        """Yield each item with its result, in the order they finish; memory holds one window of them.

        Raises EngineError when no worker can be started. Closing the iterator ends the workers.
        """
        again: list[Item] = []
        for item, outcome in self._pass(work, items, self.workers):
            if isinstance(outcome, Failure):
                again.append(item)
            else:
                yield item, outcome
        for item in again:
            yield from self._pass(work, [item], 1)

    def _pass(
        self, work: Callable[[Item], Result], items: Iterable[Item], workers: int
    ) -> Iterator[tuple[Item, Result | Failure]]:
        source = iter(items)
        while first := list(islice(source, workers * 2)):  # a second turn only after a broken pool
            pool = self._pool(min(workers, len(first)))
            try:
                running: dict[Future[Any], Item] = {
                    pool.schedule(work, args=[item], timeout=self.seconds): item for item in first
                }
                while running:
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield running.pop(future), _outcome(future)
                        for item in islice(source, 1 if pool.active else 0):
                            running[pool.schedule(work, args=[item], timeout=self.seconds)] = item
            finally:
                pool.stop()  # type: ignore[no-untyped-call]
                pool.join()

    def _pool(self, workers: int) -> ProcessPool:
        try:
            return ProcessPool(
                max_workers=workers,
                max_tasks=TASKS_PER_WORKER,
                initializer=_prepare_worker,
                initargs=[os.getpid(), self.memory],
                context=multiprocessing.get_context("spawn"),
            )
        except OSError as error:
            raise EngineError(
                f"cannot start workers: {error.strerror}; give a lower number with --workers"
            ) from None


def _outcome(future: Future[Any]) -> Any:
    try:
        return future.result()
    except TimeoutError:
        return Failure("TIME_CUT_OFF_REACHED")
    except MemoryError:
        return Failure("MEMORY_LIMIT")
    except (ProcessExpired, BrokenProcessPool):
        return Failure("CRASHED")


def _prepare_worker(coordinator: int, memory: int | None) -> None:
    """Make the process leave Ctrl-C to the coordinator, die with it, and stay within its memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # native parsers print there, and may quote the document
        os.dup2(nowhere, stream)
    for name in ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"
    if os.uname().sysname == "Linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != coordinator:  # it died before the line above
            os.kill(os.getpid(), signal.SIGKILL)
    if memory is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold document text
