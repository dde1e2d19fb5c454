"""The engine of many machines: a Dask cluster, each of whose workers drives the local engine of its own.

The coordinator gives each worker a few parcels of items and knows which: those of a worker that is lost are
given to others, an item that was lost with two workers is tried alone, and under a limit no item is begun
twice behind the coordinator's back. So no task is bound to more than one worker, and Dask repeats none.
"""

from __future__ import annotations

import pickle
import sys
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

from pii_sweep import __version__
from pii_sweep.engine.local import BEAT, LATE, Engine, Failure, run_with_retries
from pii_sweep.engine.node import Parcel, Returned, Spec, introduce, read_parcel
from pii_sweep.engine.reader import decode_error
from pii_sweep.engine.sandbox import Sealed
from pii_sweep.engine.window import COSTLY, WINDOW, Entry, Window
from pii_sweep.errors import EngineError, SweepError

Item = TypeVar("Item")
Result = TypeVar("Result")

LOCAL = "local"
PARCEL = 1.0  # seconds of work, at most, that a worker is given as one
MOST_ITEMS = 100
LOOK = 2.0  # seconds after which the coordinator looks which workers there are
PATIENCE = 60.0  # seconds for a first worker to come
ABANDONED = 300.0  # seconds without any worker that end a run
ANSWER = 30.0  # seconds for the scheduler to answer
SLACK = 60.0  # seconds beyond what its items may take after which a worker is given up
LOST = "CRASHED"
LOOPBACK = ("tcp://127.", "tcp://localhost:", "tcp://[::1]")
UNENCRYPTED = "the digest key and masked findings travel unencrypted to this scheduler; use tls://HOST:PORT"


@dataclass(eq=False, slots=True)
class Given(Generic[Item]):
    """A parcel that is with a worker: its items, and when it is overdue (`time.monotonic`)."""

    future: Any
    worker: str
    entries: list[Entry[Item]]
    until: float


@dataclass(slots=True)
class Cluster(Generic[Item, Result]):
    """Runs what `engine` describes on the workers of a Dask scheduler.

    `address` is `tcp://HOST:PORT`, `tls://HOST:PORT` (certificates as Dask's own configuration names
    them), or `local`: a scheduler and a worker of this machine, for trying. Use it in a `with` statement.
    """

    engine: Engine[Item, Result]
    address: str
    _client: Any = None
    _local: Any = None
    _workers: dict[str, tuple[str, int]] = field(default_factory=dict)  # address: identity and threads
    _refused: set[str] = field(default_factory=set)
    _looked: float = 0.0
    _seen: float = 0.0
    _given: list[Given[Item]] = field(default_factory=list)
    _done: SimpleQueue[Any] = field(default_factory=SimpleQueue)
    beat: Callable[[], None] = lambda: None

    @property
    def late(self) -> bool:
        """Return whether the deadline has passed."""
        return self.engine.late

    @property
    def seals(self) -> set[Sealed]:
        """Return how readers were sealed."""
        return self.engine.seals

    def __enter__(self) -> Cluster[Item, Result]:
        """Connect; raises EngineError where that fails, or where a worker has another version."""
        try:
            from distributed import Client
        except ImportError:
            raise EngineError(
                "--scheduler needs Dask; give: pip install 'bucket-pii-sweep[cluster]'"
            ) from None
        if self.address.startswith("tcp://") and not self.address.startswith(LOOPBACK):
            print(f"pii-sweep: {UNENCRYPTED}", file=sys.stderr)
        try:
            if self.address == LOCAL:
                self._local = _start_local(self.engine.workers)
            self._client = Client(  # type: ignore[no-untyped-call]
                self._local or self.address, timeout=ANSWER, set_as_default=False, name="pii-sweep"
            )
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            self.close()
            raise EngineError(
                f"no Dask scheduler answers at {self.address} ({type(error).__name__}); "
                "give --scheduler tcp://HOST:PORT or tls://HOST:PORT"
            ) from None
        try:
            self._await_workers()
        except SweepError:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Take back what is under way, and leave the cluster."""
        if self._client is not None:
            for given in self._given:
                given.future.cancel(reason="the sweep ended", msg="", force=True)
            self._given = []
            self._client.close(timeout=5)
        if self._local is not None:
            self._local.close(timeout=10)
        self._client = self._local = None

    def run(
        self,
        work: Callable[[Item], Result],
        items: Iterable[Item],
        again: Callable[[Item], Item | None] = lambda item: item,
        shorter: Callable[[Item, int, str], Item] | None = None,
    ) -> Generator[tuple[Item, Result | Failure], None, None]:
        """Yield each item with its result as `Engine.run` does."""
        return run_with_retries(self, work, items, again, shorter)

    def try_once(
        self, work: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Result | Failure]]:
        """Yield each item with its result, failures as they come."""
        spec, lost = self._spec(work), Counter[int]()
        window = Window(
            iter(items),
            self.engine.place,
            self.engine.weight,
            WINDOW * MOST_ITEMS,
            sort=not self.engine.deadline,
        )
        waiting: deque[Entry[Item]] = deque()
        while True:
            yield from self._look(waiting, lost)
            if not self.late:
                self._hand_out(spec, window, waiting)
            if not self._given:
                break
            yield from self._collect_finished(waiting, lost)
            self.beat()
            if self.late and all(time.monotonic() >= given.until for given in self._given):
                yield from ((entry.item, Failure(LATE)) for given in self._given for entry in given.entries)
                self._forget(list(self._given))

    def try_alone(
        self, work: Callable[[Item], Result], item: Item, *, watched: bool
    ) -> tuple[tuple[Item, Result | Failure], int]:
        """Run one item alone on some worker; return its outcome and how far it came, where `watched`."""
        came: list[int] = []
        entry = Entry(item, self.engine.weight(item), None)
        lost: Counter[int] = Counter({id(item): 1})
        while not self._given:
            if self.late:
                return (item, Failure(LATE)), 0
            self._look_for_workers()
            for address in self._workers:
                self._give(self._spec(work), address, [entry], alone=True, watched=watched)
                break
            else:
                time.sleep(BEAT)
            self.beat()
        outcomes: list[tuple[Item, Result | Failure]] = []
        while self._given:
            outcomes += self._look(deque(), lost)
            outcomes += self._collect_finished(deque(), lost, came)
            self.beat()
        return (outcomes or [(item, Failure(LATE))])[0], sum(came)

    def _spec(self, work: Callable[[Item], Result]) -> bytes:
        one = self.engine
        return pickle.dumps(
            Spec(
                work, one.encode, one.seconds, one.memory, one.warm, one.prepare, one.grant, one.sealing,
                one.place, one.weight,
            )
        )  # fmt: skip

    def _hand_out(self, spec: bytes, window: Window[Item], waiting: deque[Entry[Item]]) -> None:
        """Keep two parcels a thread with every worker."""
        while True:
            with_each = Counter(given.worker for given in self._given)
            room = [
                (with_each[address] / threads, address)
                for address, (_, threads) in self._workers.items()
                if with_each[address] < 2 * threads
            ]
            entries = _parcel(window, waiting) if room else []
            if not entries:
                return
            self._give(spec, min(room)[1], entries)

    def _give(
        self,
        spec: bytes,
        address: str,
        entries: list[Entry[Item]],
        *,
        alone: bool = False,
        watched: bool = False,
    ) -> None:
        left = None if self.engine.deadline is None else self.engine.deadline - time.monotonic()
        items = pickle.dumps([entry.item for entry in entries])
        parcel = Parcel(spec, items, self._workers[address][0], left, alone, watched)
        future = self._client.submit(
            read_parcel, parcel, workers=[address], allow_other_workers=False, pure=False, retries=0,
            key=f"pii-sweep-{time.monotonic_ns()}",
        )  # fmt: skip
        # Parcels wait for those before them at the same worker.
        ahead = sum(len(given.entries) for given in self._given if given.worker == address)
        until = time.monotonic() + (ahead + len(entries)) * self.engine.seconds + SLACK
        if left is not None:
            until = min(until, time.monotonic() + left + SLACK)
        given = Given(future, address, entries, until)
        self._given.append(given)
        future.add_done_callback(lambda _: self._done.put(given))

    def _collect_finished(
        self, waiting: deque[Entry[Item]], lost: Counter[int], came: list[int] | None = None
    ) -> Iterator[tuple[Item, Result | Failure]]:
        """Yield the outcomes of the parcels that have come back; waits a little for a first."""
        finished: list[Given[Item]] = []
        try:
            finished.append(self._done.get(timeout=BEAT))
            while True:
                finished.append(self._done.get_nowait())
        except Empty:
            pass
        for given in finished:
            if given not in self._given:
                continue
            returned = self._receive_parcel(given)
            if returned is None:
                self._workers.pop(given.worker, None)  # it may be another one by now
                yield from self._lose([given], waiting, lost)
                continue
            self._forget([given])
            self.seals.update(Sealed(*seal) for seal in returned.seals)
            if came is not None:
                came.append(returned.came)
            if returned.error:
                raise decode_error(returned.error)
            left = dict(enumerate(given.entries))
            for number, outcome in returned.outcomes:
                yield left.pop(number).item, self._decode_outcome(outcome)
            if not self.late:
                waiting.extend(left.values())

    def _receive_parcel(self, given: Given[Item]) -> Returned | None:
        """Return what came of a parcel, None where that is lost; raises EngineError for a bug of a worker."""
        from distributed import KilledWorker

        if given.future.status == "error":
            fault = given.future.exception(timeout=ANSWER)
            if isinstance(fault, KilledWorker):
                return None
            place = traceback.extract_tb(fault.__traceback__)
            where = f" at {place[-1].name}:{place[-1].lineno}" if place else ""
            raise EngineError(f"the Dask worker {given.worker} failed: {type(fault).__name__}{where}")
        if given.future.status != "finished":
            return None
        try:
            returned: Returned | None = given.future.result(timeout=ANSWER)
        except (OSError, RuntimeError, ValueError, TypeError):
            return None
        return returned

    def _decode_outcome(self, outcome: bytes | Failure) -> Result | Failure:
        if isinstance(outcome, Failure):
            return outcome
        try:
            result: Result = self.engine.decode(outcome)
            return result
        except (SweepError, ValueError, TypeError, KeyError):
            return Failure(LOST)

    def _lose(
        self, gone: list[Given[Item]], waiting: deque[Entry[Item]], lost: Counter[int]
    ) -> Iterator[tuple[Item, Failure]]:
        """Give the items of lost parcels to others; yield those that may have caused it, or are limited."""
        self._forget(gone)
        for entry in (entry for given in gone for entry in given.entries):
            lost[id(entry.item)] += 1
            if entry.place is None or lost[id(entry.item)] > 1:
                yield entry.item, Failure(LOST, outside=True)
            else:
                waiting.append(entry)

    def _forget(self, gone: list[Given[Item]]) -> None:
        for given in gone:
            self._given.remove(given)
            given.future.cancel(reason="not waited for", msg="", force=True)

    def _look(self, waiting: deque[Entry[Item]], lost: Counter[int]) -> Iterator[tuple[Item, Failure]]:
        """Look which workers there are, and give up those that are gone or overdue."""
        self._look_for_workers()
        now = time.monotonic()
        gone = [
            given
            for given in self._given
            if given.worker not in self._workers or now >= given.until and not self.late
        ]
        yield from self._lose(gone, waiting, lost)

    def _look_for_workers(self) -> None:
        """Take in the workers that came and went; raises EngineError where the scheduler is gone."""
        if time.monotonic() - self._looked < LOOK:
            return
        try:
            known = self._client.scheduler_info(n_workers=-1)["workers"]
            if self._client.status != "running":
                raise OSError
        except (OSError, TimeoutError, RuntimeError, AttributeError, KeyError):  # it may know of no workers
            raise EngineError(
                f"the Dask scheduler at {self.address} is gone; give the same command again to go on"
            ) from None
        self._looked = time.monotonic()
        self._workers = {address: one for address, one in self._workers.items() if address in known}
        new = [address for address in known if address not in self._workers and address not in self._refused]
        if new:
            for address, (identity, fault) in self._check_workers(new).items():
                if fault:
                    self._refused.add(address)
                    print(f"pii-sweep: {fault}", file=sys.stderr)
                else:
                    self._workers[address] = (identity, int(known[address]["nthreads"]))
        if self._workers:
            self._seen = time.monotonic()
        elif self._seen and time.monotonic() - self._seen > ABANDONED:
            raise EngineError(
                f"no worker is left at {self.address}; start some and give the same command again to go on"
            )

    def _await_workers(self) -> None:
        """Wait for a first worker; raises EngineError where none comes, or one has another version."""
        end = time.monotonic() + PATIENCE
        while not self._workers and not self._refused:
            self._look_for_workers()
            if time.monotonic() >= end:
                raise EngineError(f"the Dask scheduler at {self.address} has no workers; start some")
            if not self._workers:
                time.sleep(0.1)
                self._looked = 0.0
        if self._refused:
            raise EngineError(f"{len(self._refused)} Dask worker(s) cannot read for this sweep; see above")

    def _check_workers(self, workers: list[str]) -> dict[str, tuple[str, str]]:
        """Return each worker's identity, and what is wrong with its version, empty where nothing is."""
        answers = self._client.run(introduce, workers=workers, on_error="return")
        found = dict[str, tuple[str, str]]()
        for address, answer in answers.items():
            if isinstance(answer, (ImportError, AttributeError)):
                found[address] = (
                    "",
                    f"the Dask worker {address} lacks pii-sweep {__version__}; "
                    f"install bucket-pii-sweep[cluster]=={__version__} there",
                )
            elif isinstance(answer, BaseException):
                continue  # it has left again
            elif answer[0] != __version__:
                found[address] = (
                    "",
                    f"the Dask worker {address} has pii-sweep {answer[0]}, this is {__version__}; "
                    "install the same version on both",
                )
            else:
                found[address] = (answer[1], "")
        return found


def _parcel(window: Window[Item], waiting: deque[Entry[Item]]) -> list[Entry[Item]]:
    """Return what a worker is given next: one costly item, or small ones of a second's work together."""
    entries: list[Entry[Item]] = []
    seconds = 0.0
    while waiting and len(entries) < MOST_ITEMS and (not entries or seconds + waiting[0].weight <= PARCEL):
        entries.append(waiting.popleft())
        seconds += entries[-1].weight
    if not entries:
        first = window.take()
        entries = [first] if first else []
        seconds = first.weight if first else 0.0
    while (
        entries and entries[0].place is not None and seconds < COSTLY + PARCEL and len(entries) < MOST_ITEMS
    ):
        more = window.take_small(PARCEL - seconds) if entries[0].weight < COSTLY else None
        if more is None:
            break
        entries.append(more)
        seconds += more.weight
    return entries


def _start_local(threads: int) -> Any:
    """Start a scheduler and a worker of this machine, joined by TLS with a key of their own."""
    import dask
    from distributed import LocalCluster

    # Neither statistics of the machine, samples of the threads at work nor web pages are looked at by anybody
    # here; the port of the pages, which Dask opens in any case, is any that is free.
    dask.config.set({
        "distributed.admin.system-monitor.interval": "10s", "distributed.worker.profile.enabled": False,
        "distributed.scheduler.http.routes": [], "distributed.worker.http.routes": [],
    })  # fmt: skip
    return LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=1, threads_per_worker=threads, processes=True, security=True,
        dashboard_address=None, scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
        protocol="tls://", host="127.0.0.1", memory_limit=0, silence_logs=50,
    )  # fmt: skip
