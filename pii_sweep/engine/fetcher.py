"""The process of a machine that has the network and the credentials: it reads for the sealed readers.

A reader registers, before it is sealed, by sending one end of a socket pair of its own over the
registration socket. Each reader is served by a thread with a store of its own, since a store counts what it
takes; memory holds one piece (at most `stream.PIECE`) a reader, and what is fetched ahead. The coordinator
names the objects that come next, and the first piece of each is fetched while the one before is read.
"""

from __future__ import annotations

import json
import os
import socket
import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import Full, Queue
from typing import TYPE_CHECKING, Any, cast

from pii_sweep.errors import SweepError, Unreachable
from pii_sweep.store import FolderStore, Store, Traffic
from pii_sweep.store.grant import Grant
from pii_sweep.store.object_headers import to_plain
from pii_sweep.store.protocol import NO_HEADERS, ObjectHeaders
from pii_sweep.store.remote import ANSWER, DONE, FAILED, encode_error, encode_ref
from pii_sweep.store.stream import CHUNK, KEPT, PIECE, Body
from pii_sweep.types import ObjectRef, Target

if TYPE_CHECKING:  # a fetcher of folders never loads botocore
    from pii_sweep.store.body import CountedBody
    from pii_sweep.store.objects import Way
    from pii_sweep.store.s3 import S3Store

LONGEST = 1 << 20  # of a request; keys have at most 1,024 bytes
MOST_OPEN = 64  # bodies of one object at once: members of members are read side by side
AHEAD_THREADS = 4
MOST_NAMED = 64  # objects that wait to be fetched ahead
AHEAD = 8 << 20  # bytes that are kept of objects nobody has asked for yet
REMEMBERED = 4096  # objects that were read, lest they are fetched ahead too late


@dataclass(slots=True)
class Begun:
    """A body of an object's start, its first piece, and what that took of the store.

    The body is None where nothing of the piece follows, or none came.
    """

    way: Way
    body: Body | None
    md5: str | None
    piece: bytes
    requests: int
    bytes: int
    traffic: Traffic
    headers: ObjectHeaders = NO_HEADERS


class Ahead:
    """What is fetched ahead: at most `AHEAD` bytes, the oldest dropped first.

    An object is asked for once: who reads it while it is fetched waits for that, and what was read already is
    not fetched any more.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._wanted: set[str] = set()
        self._running: set[str] = set()
        self._begun: OrderedDict[str, Begun] = OrderedDict()
        self._taken: OrderedDict[str, None] = OrderedDict()
        self._size = 0

    def want(self, name: str) -> bool:
        """Note that an object comes next; return whether it is to be fetched."""
        with self._changed:
            known = name in self._wanted or name in self._running or name in self._begun
            if known or name in self._taken:
                return False
            self._wanted.add(name)
            return True

    def forget(self, name: str) -> None:
        """Give up an object that is not going to be fetched."""
        with self._changed:
            self._wanted.discard(name)

    def start(self, name: str) -> bool:
        """Return whether an object is still to be fetched; until `put` its reader waits."""
        with self._changed:
            if name not in self._wanted:
                return False
            self._wanted.remove(name)
            self._running.add(name)
            return True

    def put(self, name: str, begun: Begun | None) -> None:
        """Keep what was fetched of an object, if anything was."""
        dropped: list[Begun] = []
        with self._changed:
            self._running.discard(name)
            if begun is not None:
                self._begun[name] = begun
                self._size += len(begun.piece)
            while self._size > AHEAD and len(self._begun) > 1:
                dropped.append(self._begun.popitem(last=False)[1])
                self._size -= len(dropped[-1].piece)
            self._changed.notify_all()
        for old in dropped:
            if old.body is not None:
                old.body.close()

    def take(self, name: str) -> Begun | None:
        """Return what was fetched ahead of an object, once."""
        with self._changed:
            self._wanted.discard(name)
            while name in self._running:
                self._changed.wait()
            begun = self._begun.pop(name, None)
            self._size -= len(begun.piece) if begun else 0
            self._taken[name] = None
            if len(self._taken) > REMEMBERED:
                self._taken.popitem(last=False)
        return begun


class Pool:
    """Stores by the places that are granted, each lent to one thread at a time."""

    def __init__(self, grant: Grant) -> None:
        self.grant, self._lock = grant, threading.Lock()
        self._free: dict[tuple[str, str, str], list[Store]] = {}

    def lend(self, target: Target) -> Store:
        """Return a store that no other thread uses."""
        with self._lock:  # a session of boto3 is not made by two threads at once
            free = self._free.setdefault(target.place, [])
            return free.pop() if free else self.grant.connect(target)

    def give_back(self, place: tuple[str, str, str], store: Store) -> None:
        """Take a store of a place back."""
        store.traffic.limit(None, None)
        with self._lock:
            self._free.setdefault(place, []).append(store)


def serve(registration: socket.socket, hints: Connection, grant: Grant) -> None:
    """Serve readers what is granted, until the coordinator closes its end of `hints`."""
    pool, ahead = Pool(grant), Ahead()
    named: Queue[tuple[str, Target, ObjectRef]] = Queue(MOST_NAMED)
    threading.Thread(target=_register, args=(registration, pool, ahead), daemon=True).start()
    for _ in range(AHEAD_THREADS):
        threading.Thread(target=_fetch_ahead, args=(named, pool, ahead), daemon=True).start()
    while True:
        try:
            target, ref = hints.recv()  # of the coordinator's own making
        except EOFError:
            return
        name = _name(target, ref)
        if ahead.want(name):
            try:
                named.put_nowait((name, target, ref))
            except Full:  # the store is slower than the readers: nothing is gained by asking for more
                ahead.forget(name)


def _fetch_ahead(named: Queue[tuple[str, Target, ObjectRef]], pool: Pool, ahead: Ahead) -> None:
    stores: dict[tuple[str, str, str], Store] = {}
    while True:
        name, target, ref = named.get()
        place, begun = target.place, None
        if not ahead.start(name):
            continue
        try:
            with suppress(SweepError):  # its reader will meet the same, and say so
                if place not in stores:
                    stores[place] = pool.lend(target)
                begun = _begin(stores[place], ref)
        finally:
            ahead.put(name, begun)


def _begin(store: Store, ref: ObjectRef) -> Begun | None:
    """Ask for an object as its reader will ask first, and receive one piece."""
    if isinstance(store, FolderStore) or not 0 < ref.size <= KEPT or ref.etag is None:
        return None
    store = cast("S3Store", store)
    store.traffic = Traffic()
    return _read_first(store, store.objects.way(ref))


def _read_first(store: S3Store, way: Way) -> Begun:
    """Return the first piece of an object, empty where it breaks off; raises what asking for it raises."""
    traffic = store.traffic
    before = traffic.requests, traffic.bytes_read
    size = way.ref.size if way.first is None else min(way.first, way.ref.size)
    body: CountedBody | None = store.objects.fetch(way, 0, None if size == way.ref.size else size)
    assert body is not None
    md5, headers, piece = body.md5, body.headers, b""
    with suppress(Unreachable):
        while len(piece) < min(size, CHUNK) and (more := body.read(min(size, CHUNK) - len(piece))):
            piece += more
    if not 0 < len(piece) < size:
        body.close()
        body = None
    taken = traffic.requests - before[0], traffic.bytes_read - before[1]
    return Begun(way, body, md5, piece, *taken, traffic, headers)


def _register(registration: socket.socket, pool: Pool, ahead: Ahead) -> None:
    while True:
        message, files, _, _ = socket.recv_fds(registration, 16, 1)
        for file in files:
            reader = Served(socket.socket(fileno=file), pool, ahead)
            threading.Thread(target=reader.serve, daemon=True).start()
        if not message:
            return


class Served:
    """One reader: its socket, its stores, the object that it reads."""

    def __init__(self, end: socket.socket, pool: Pool, ahead: Ahead) -> None:
        self._end, self._pool, self._ahead = end, pool, ahead
        self._stores: dict[tuple[str, str, str], Store] = {}
        self._ways: list[tuple[S3Store, Way]] = []
        self._bodies: list[tuple[Body, Traffic] | None] = []
        self._limits: tuple[int | None, int | None] = (None, None)
        self._counted: dict[int, tuple[int, int]] = {}
        self._owed = (0, 0)  # requests and bytes of what was fetched ahead, reported with the next answer

    def serve(self) -> None:
        """Answer requests until the reader is gone."""
        with self._end, self._end.makefile("rb") as requests:
            while line := requests.readline(LONGEST):
                try:
                    request = json.loads(line)
                    answer, file = self._answer(request)
                    outcome = DONE
                except SweepError as error:
                    outcome, answer, file = FAILED, encode_error(error), None
                except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
                    break  # no request of ours: whoever took the reader over gets nothing
                try:
                    self._end.sendall(ANSWER.pack(outcome, *self._count_traffic(), len(answer)) + answer)
                    if file is not None:
                        socket.send_fds(self._end, [b"f"], [file])
                except OSError:
                    break
                finally:
                    if file is not None:
                        os.close(file)
        self._drop()
        for place, store in self._stores.items():
            self._pool.give_back(place, store)

    def _answer(self, request: dict[str, Any]) -> tuple[bytes, int | None]:
        match request["do"]:
            case "open":
                if request["limits"] is not None:
                    self._limit(*request["limits"])
                return self._open(Target(**request["target"]), ObjectRef(**request["ref"]))
            case "tags":
                store = self._store_of(Target(**request["target"]), ref := ObjectRef(**request["ref"]))
                return json.dumps(dict(store.read_tags(ref))).encode(), None
            case "fetch":
                return self._fetch(request["number"], request["start"], request["end"]), None
            case "read":
                return self._read(request["body"], request["count"]), None
            case "close":
                self._close(request["body"])
                return b"", None
        raise ValueError

    def _limit(self, requests: int | None, size: int | None) -> None:
        """Begin another object, which may take so much."""
        self._drop()
        self._limits = (requests, size)
        for store in self._stores.values():
            store.traffic.limit(requests, size)

    def _store_of(self, target: Target, ref: ObjectRef) -> Store:
        """Return the store that holds an object of the grant; raises ValueError for another object."""
        if not self._pool.grant.covers(target, ref):
            raise ValueError
        if target.place not in self._stores:
            self._stores[target.place] = self._pool.lend(target)
            self._stores[target.place].traffic.limit(*self._limits)
            self._watch(self._stores[target.place].traffic)
        return self._stores[target.place]

    def _open(self, target: Target, ref: ObjectRef) -> tuple[bytes, int | None]:
        store = self._store_of(target, ref)
        if isinstance(store, FolderStore):
            return json.dumps({"file": True}).encode(), store.open_file(ref)
        store = cast("S3Store", store)
        begun = self._ahead.take(_name(target, ref)) if self._limits == (None, None) else None
        way = begun.way if begun else store.objects.way(ref)
        if begun is not None:
            self._owed = (begun.requests, begun.bytes)
            self._counted[id(begun.traffic)] = (begun.traffic.requests, begun.traffic.bytes_read)
        elif 0 < way.ref.size <= CHUNK and way.first is None:
            begun = _read_first(store, way)
        self._ways.append((store, way))
        answer: dict[str, Any] = {
            "file": False, "number": len(self._ways) - 1, "size": way.ref.size, "kept": way.kept,
            "ranged": way.ranged, "first": way.first, "body": None,
        }  # fmt: skip
        if begun is not None and begun.body is not None:
            answer["body"] = self._hold(begun.body, begun.traffic)
        answer["md5"], piece = (begun.md5, begun.piece) if begun else (None, b"")
        answer["headers"] = to_plain(begun.headers if begun else NO_HEADERS)
        return json.dumps(answer).encode() + b"\n" + piece, None

    def _fetch(self, number: int, start: int, end: int | None) -> bytes:
        store, way = self._ways[number]
        if sum(held is not None for held in self._bodies) >= MOST_OPEN:
            raise ValueError
        body = store.objects.fetch(way, start, end)
        answer = {"md5": body.md5, "headers": to_plain(body.headers)}
        return json.dumps({**answer, "body": self._hold(body, store.traffic)}).encode()

    def _hold(self, body: Body, traffic: Traffic) -> int:
        self._bodies.append((body, traffic))
        return len(self._bodies) - 1

    def _read(self, number: int, count: int) -> bytes:
        held = self._bodies[number]
        return b"" if held is None or count <= 0 else held[0].read(min(count, PIECE))

    def _close(self, number: int) -> None:
        held = self._bodies[number]
        if held is not None:
            held[0].close()
            self._bodies[number] = None
            if all(held[1] is not store.traffic for store in self._stores.values()):
                self._counted.pop(id(held[1]), None)

    def _watch(self, traffic: Traffic) -> None:
        self._counted[id(traffic)] = (traffic.requests, traffic.bytes_read)

    def _count_traffic(self) -> tuple[int, int]:
        """Return the requests and bytes since the last answer."""
        counts = {id(store.traffic): store.traffic for store in self._stores.values()}
        counts.update({id(held[1]): held[1] for held in self._bodies if held is not None})
        (requests, size), self._owed = self._owed, (0, 0)
        for number, traffic in counts.items():
            before = self._counted.get(number, (0, 0))
            requests += traffic.requests - before[0]
            size += traffic.bytes_read - before[1]
            self._counted[number] = (traffic.requests, traffic.bytes_read)
        return requests, size

    def _drop(self) -> None:
        """Close what an object has left open."""
        for number in range(len(self._bodies)):
            self._close(number)
        self._ways, self._bodies = [], []
        kept = {id(store.traffic) for store in self._stores.values()}
        self._counted = {number: count for number, count in self._counted.items() if number in kept}


def _name(target: Target, ref: ObjectRef) -> str:
    return json.dumps([*target.place, encode_ref(ref)])
