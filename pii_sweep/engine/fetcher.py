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
from typing import Any

from pii_sweep.engine.process import Connect
from pii_sweep.errors import SweepError
from pii_sweep.store import FolderStore, Store, Traffic
from pii_sweep.store.objects import Way
from pii_sweep.store.remote import ANSWER, DONE, FAILED, encode_error, encode_ref
from pii_sweep.store.s3 import S3Store
from pii_sweep.store.stream import CHUNK, KEPT, PIECE, Body
from pii_sweep.types import ObjectRef, Target

LONGEST = 1 << 20  # of a request; keys have at most 1,024 bytes
MOST_OPEN = 64  # bodies of one object at once: members of members are read side by side
AHEAD_THREADS = 4
AHEAD = 8 << 20  # bytes that are kept of objects nobody has asked for yet


@dataclass(slots=True)
class Begun:
    """A body of an object's start that was asked for ahead, its first piece, and what that took."""

    way: Way
    body: Body
    piece: bytes
    traffic: Traffic


class Ahead:
    """What is fetched ahead: at most `AHEAD` bytes, the oldest dropped first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begun: OrderedDict[str, Begun] = OrderedDict()
        self._size = 0

    def put(self, name: str, begun: Begun) -> None:
        """Keep one."""
        with self._lock:
            self._begun[name] = begun
            self._size += len(begun.piece)
            dropped = []
            while self._size > AHEAD and len(self._begun) > 1:
                dropped.append(self._begun.popitem(last=False)[1])
                self._size -= len(dropped[-1].piece)
        for old in dropped:
            old.body.close()

    def take(self, name: str) -> Begun | None:
        """Return what was fetched ahead of an object, once."""
        with self._lock:
            begun = self._begun.pop(name, None)
            self._size -= len(begun.piece) if begun else 0
        return begun


class Pool:
    """Stores by target, each lent to one thread at a time."""

    def __init__(self, connected: Connect) -> None:
        self._connected, self._lock = connected, threading.Lock()
        self._free: dict[tuple[str, str], list[Store]] = {}

    def lend(self, target: Target) -> Store:
        """Return a store that no other thread uses."""
        with self._lock:  # a session of boto3 is not made by two threads at once
            free = self._free.setdefault((target.kind, target.root), [])
            return free.pop() if free else self._connected(target)

    def give_back(self, target: Target, store: Store) -> None:
        """Take a store back."""
        store.traffic.limit(None, None)
        with self._lock:
            self._free.setdefault((target.kind, target.root), []).append(store)


def serve(registration: socket.socket, hints: Connection, connected: Connect) -> None:
    """Serve readers until the coordinator closes its end of `hints`."""
    pool, ahead = Pool(connected), Ahead()
    named: Queue[tuple[Target, ObjectRef]] = Queue(AHEAD_THREADS)
    threading.Thread(target=_register, args=(registration, pool, ahead), daemon=True).start()
    for _ in range(AHEAD_THREADS):
        threading.Thread(target=_fetch_ahead, args=(named, pool, ahead), daemon=True).start()
    while True:
        try:
            target, ref = hints.recv()  # of the coordinator's own making
        except EOFError:
            return
        with suppress(Full):  # the store is slower than the readers: nothing is gained by asking for more
            named.put_nowait((target, ref))


def _fetch_ahead(named: Queue[tuple[Target, ObjectRef]], pool: Pool, ahead: Ahead) -> None:
    stores: dict[tuple[str, str], Store] = {}
    while True:
        target, ref = named.get()
        place = (target.kind, target.root)
        try:
            if place not in stores:
                stores[place] = pool.lend(target)
            begun = _begin(stores[place], ref)
        except SweepError:
            continue  # its reader will meet the same, and say so
        if begun is not None:
            ahead.put(_name(target, ref), begun)


def _begin(store: Store, ref: ObjectRef) -> Begun | None:
    """Ask for an object as its reader will ask first, and receive one piece."""
    if not isinstance(store, S3Store) or not 0 < ref.size <= KEPT or ref.etag is None:
        return None
    store.traffic = traffic = Traffic()
    way = store.objects.way(ref)
    end = None if way.first is None or way.first >= ref.size else way.first
    body = store.objects.fetch(way, 0, end)
    return Begun(way, body, body.read(min(CHUNK, ref.size)), traffic)


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
        self._stores: dict[Target, Store] = {}
        self._ways: list[tuple[S3Store, Way, Begun | None]] = []
        self._bodies: list[tuple[Body, Traffic, bytes] | None] = []
        self._limits: tuple[int | None, int | None] = (None, None)
        self._counted: dict[int, tuple[int, int]] = {}

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
                    self._end.sendall(ANSWER.pack(outcome, *self._taken(), len(answer)) + answer)
                    if file is not None:
                        socket.send_fds(self._end, [b"f"], [file])
                except OSError:
                    break
                finally:
                    if file is not None:
                        os.close(file)
        self._drop()
        for target, store in self._stores.items():
            self._pool.give_back(target, store)

    def _answer(self, request: dict[str, Any]) -> tuple[bytes, int | None]:
        match request["do"]:
            case "limit":
                self._drop()
                self._limits = (request["requests"], request["bytes"])
                for store in self._stores.values():
                    store.traffic.limit(*self._limits)
                return b"", None
            case "open":
                return self._open(Target(**request["target"]), ObjectRef(**request["ref"]))
            case "fetch":
                return self._fetch(request["number"], request["start"], request["end"]), None
            case "read":
                return self._read(request["body"], request["count"]), None
            case "close":
                self._close(request["body"])
                return b"", None
        raise ValueError

    def _open(self, target: Target, ref: ObjectRef) -> tuple[bytes, int | None]:
        if target not in self._stores:
            self._stores[target] = self._pool.lend(target)
            self._stores[target].traffic.limit(*self._limits)
            self._watch(self._stores[target].traffic)
        store = self._stores[target]
        if isinstance(store, FolderStore):
            return json.dumps({"file": True}).encode(), store.open_file(ref)
        assert isinstance(store, S3Store)
        begun = self._ahead.take(_name(target, ref)) if self._limits == (None, None) else None
        way = begun.way if begun else store.objects.way(ref)
        self._ways.append((store, way, begun))
        told = {
            "file": False, "number": len(self._ways) - 1, "size": way.ref.size, "kept": way.kept,
            "ranged": way.ranged, "first": way.first,
        }  # fmt: skip
        return json.dumps(told).encode(), None

    def _fetch(self, number: int, start: int, end: int | None) -> bytes:
        store, way, begun = self._ways[number]
        if begun is not None and start == 0:
            self._ways[number] = (store, way, None)
            body, traffic, piece = begun.body, begun.traffic, begun.piece
            # What is at hand is counted as it is given out, as if it came just now.
            self._counted[id(traffic)] = (0, len(piece))
        else:
            body, traffic, piece = store.objects.fetch(way, start, end), store.traffic, b""
        if sum(held is not None for held in self._bodies) >= MOST_OPEN:
            raise ValueError
        self._bodies.append((body, traffic, piece))
        return json.dumps({"body": len(self._bodies) - 1, "md5": body.md5}).encode()

    def _read(self, number: int, count: int) -> bytes:
        held = self._bodies[number]
        if held is None or count <= 0:
            return b""
        body, traffic, piece = held
        count = min(count, PIECE)
        if piece:
            known = self._counted[id(traffic)]
            self._counted[id(traffic)] = (known[0], known[1] - min(count, len(piece)))
            self._bodies[number] = (body, traffic, piece[count:])
            return piece[:count]
        return body.read(count)

    def _close(self, number: int) -> None:
        held = self._bodies[number]
        if held is not None:
            held[0].close()
            self._bodies[number] = None
            if all(held[1] is not store.traffic for store in self._stores.values()):
                self._counted.pop(id(held[1]), None)

    def _watch(self, traffic: Traffic) -> None:
        self._counted[id(traffic)] = (traffic.requests, traffic.bytes_read)

    def _taken(self) -> tuple[int, int]:
        """Return the requests and bytes since the last answer."""
        counts = {id(store.traffic): store.traffic for store in self._stores.values()}
        counts.update({id(held[1]): held[1] for held in self._bodies if held is not None})
        requests = size = 0
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
        for _, _, begun in self._ways:
            if begun is not None:
                begun.body.close()
        self._ways, self._bodies = [], []
        kept = {id(store.traffic) for store in self._stores.values()}
        self._counted = {number: count for number, count in self._counted.items() if number in kept}


def _name(target: Target, ref: ObjectRef) -> str:
    return json.dumps([target.kind, target.root, encode_ref(ref)])
