"""What a Dask worker does: it drives the local engine of its machine, a reader for each of its threads.

A file that kills its reader never kills the Dask worker. What comes back is bytes that readers encoded: no
document text is in them, and the coordinator decodes them as it does those of its own readers.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import pickle
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pii_sweep import __version__
from pii_sweep.engine.host import Host
from pii_sweep.engine.local import Engine, Failure
from pii_sweep.engine.process import Sealing
from pii_sweep.engine.reader import encode_error
from pii_sweep.engine.window import Place
from pii_sweep.errors import SweepError
from pii_sweep.store.grant import Grant
from pii_sweep.store.remote import Channel

IDLE = 60.0  # seconds after which the readers of a machine end that nobody needs


@dataclass(frozen=True, slots=True)
class Spec:
    """What the engine of every machine is made with. See `Engine`."""

    work: Callable[[Any], Any] = field(repr=False)
    encode: Callable[[Any], bytes]
    seconds: float
    memory: int | None
    warm: Callable[[], None] | None = field(repr=False)
    prepare: Callable[[Channel | None], None] | None = field(repr=False)
    grant: Grant | None = field(repr=False)
    sealing: Sealing | Callable[[], Sealing] | None
    place: Callable[[Any], Place | None] = field(repr=False)
    weight: Callable[[Any], float]


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a Dask worker is given at once; its content is hidden from the logs that Dask writes.

    `worker` is the one that it is meant for: one that was started again under the same address leaves it.
    `seconds` are those until the deadline of the sweep. An item that is tried `alone` is the only one.
    """

    spec: bytes = field(repr=False)
    items: bytes = field(repr=False)
    worker: str
    seconds: float | None = None
    alone: bool = False
    watched: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """What came of a parcel: for each item that was begun its number and what came of it.

    That is the encoded result, or the failure. `error` is one that ends the sweep. `came` says
    how far an item came that was watched.
    """

    outcomes: tuple[tuple[int, bytes | Failure], ...] = ()
    seals: tuple[tuple[bool, str], ...] = ()
    came: int = 0
    error: bytes = b""


class Node:
    """The engines of one machine: one reader each, which share its template and its fetcher."""

    def __init__(self, spec: bytes) -> None:
        self.spec: Spec = pickle.loads(spec)
        multiprocessing.current_process().daemon = (
            False  # as Dask starts its workers; those start no processes
        )
        self._host, self._lock, self.alone = Host(), threading.Lock(), threading.Lock()
        self._free: list[Engine[Any, bytes]] = []
        self._running, self._since = 0, time.monotonic()

    def lend(self, seconds: float | None) -> Engine[Any, bytes]:
        """Return an engine that no other thread uses."""
        with self._lock:
            self._running += 1
            engine = self._free.pop() if self._free else self._make()
        engine.deadline = None if seconds is None else time.monotonic() + seconds
        return engine

    def give_back(self, engine: Engine[Any, bytes]) -> None:
        """Take an engine back."""
        with self._lock:
            self._running -= 1
            self._since = time.monotonic()
            self._free.append(engine)

    def close_idle(self, seconds: float) -> bool:
        """End the processes where nothing has run for so long; return whether that is so."""
        with self._lock:
            if self._running or time.monotonic() - self._since < seconds:
                return False
            for engine in self._free:
                engine.__exit__()
            self._free = []
            self._host.close()
            return True

    def _make(self) -> Engine[Any, bytes]:
        spec = self.spec
        engine: Engine[Any, bytes] = Engine(
            1, spec.seconds, spec.memory, warm=spec.warm, prepare=spec.prepare, grant=spec.grant,
            encode=spec.encode, decode=bytes, sealing=spec.sealing, place=spec.place, weight=spec.weight,
            host=self._host,
        )  # fmt: skip
        return engine.__enter__()


_nodes: dict[bytes, Node] = {}
_lock = threading.Lock()


def introduce(dask_worker: Any) -> tuple[str, str]:
    """Return the version of this package on a Dask worker, which Dask names, and its identity."""
    return __version__, dask_worker.id


def read_parcel(parcel: Parcel) -> Returned | None:
    """Read the items of a parcel on this machine; None where it is meant for another worker."""
    from distributed import get_worker

    if get_worker().id != parcel.worker:
        return None
    node = _node(parcel.spec)
    engine = node.lend(parcel.seconds)
    items = pickle.loads(parcel.items)
    numbers = {id(item): number for number, item in enumerate(items)}
    outcomes: list[tuple[int, bytes | Failure]] = []
    came, error = 0, b""
    try:
        if parcel.alone:
            with node.alone:
                (_, outcome), came = engine.try_alone(node.spec.work, items[0], watched=parcel.watched)
            outcomes.append((0, outcome))
        else:
            for item, outcome in engine.try_once(node.spec.work, items):
                outcomes.append((numbers[id(item)], outcome))
    except SweepError as problem:
        error = encode_error(problem)
    finally:
        node.give_back(engine)
    seals = tuple((seal.sealed, seal.why) for seal in engine.seals)
    return Returned(tuple(outcomes), seals, came, error)


def _node(spec: bytes) -> Node:
    """Return the engines for a sweep; those of another that nobody uses any more are ended."""
    name = hashlib.sha256(spec).digest()
    with _lock:
        if name not in _nodes:
            for old in [other for other, node in _nodes.items() if node.close_idle(0.0)]:
                del _nodes[old]
            _nodes[name] = Node(spec)
            threading.Thread(target=_watch, args=(name, _nodes[name]), daemon=True).start()
        return _nodes[name]


def _watch(name: bytes, node: Node) -> None:
    """End the processes of a sweep whose coordinator is gone."""
    while _nodes.get(name) is node:
        time.sleep(IDLE / 4)
        with _lock:
            if node.close_idle(IDLE) and _nodes.get(name) is node:
                del _nodes[name]
