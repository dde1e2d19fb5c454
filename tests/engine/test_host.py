"""What a machine's readers share is started once, and anew where it has ended or loads something else."""

from __future__ import annotations

import multiprocessing
import os
import pickle
from contextlib import closing
from multiprocessing import Pipe as pipe
from multiprocessing.connection import Connection
from typing import Any

import pytest

from pii_sweep.engine import host as hosts
from pii_sweep.engine.host import Fetcher, Host
from pii_sweep.engine.process import Setup
from pii_sweep.types import ObjectRef, Target


class Process:
    """Stand for a process: it lives until it is ended."""

    def __init__(self, *made_of: Any, **_: Any) -> None:
        self.made_of, self.alive, self.closed = made_of, True, 0

    def suits(self, setup: Setup) -> bool:
        return setup.warm is self.made_of[0]

    def close(self) -> None:
        self.closed += 1


def first() -> None: ...


def second() -> None: ...


def setup(warm: Any = first, grant: Any = None) -> Setup:
    return Setup(len, bytes, len, warm=warm, grant=grant)


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Host:
    monkeypatch.setattr(hosts, "FORKS", True)
    monkeypatch.setattr(hosts, "Template", Process)
    monkeypatch.setattr(hosts, "Fetcher", Process)
    return Host()


def test_readers_are_forked_from_one_template_while_it_suits_and_lives(host: Host) -> None:
    host.load(first)
    template = host._load_template(setup())
    host.load(second)  # loaded once
    assert isinstance(template, Process) and template.made_of == (first,)
    assert host._load_template(setup()) is template and not template.closed
    other = host._load_template(setup(second))
    assert isinstance(other, Process) and other is not template
    assert (template.closed, other.made_of) == (1, (second, setup(second)))
    other.alive = False
    assert host._load_template(setup(second)) is not other and other.closed == 1


def test_where_processes_cannot_be_forked_there_is_no_template(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosts, "FORKS", False)
    host.load(first)
    assert host._template is None and host._load_template(setup()) is None


def test_a_fetcher_is_started_for_a_grant_and_anew_where_it_ended(host: Host) -> None:
    grant = object()
    assert host._start_fetcher(setup()) is None
    fetcher = host._start_fetcher(setup(grant=grant))
    assert isinstance(fetcher, Process) and fetcher.made_of == (grant,)
    assert host._start_fetcher(setup(grant=grant)) is fetcher
    fetcher.alive = False
    again = host._start_fetcher(setup(grant=grant))
    assert isinstance(again, Process) and again is not fetcher and (fetcher.closed, again.closed) == (1, 0)
    template = host._load_template(setup())
    host.close()
    assert isinstance(template, Process) and (again.closed, template.closed) == (1, 1)
    host.close()  # there is nothing left
    assert (again.closed, template.closed) == (1, 1)


def test_what_comes_next_is_named_to_the_fetcher_where_a_pipe_takes_it_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[bytes] = []

    class Pipe:
        def send_bytes(self, data: bytes) -> None:
            sent.append(data)
            if len(sent) > 2:
                raise BlockingIOError  # the fetcher is behind

    fetcher = object.__new__(Fetcher)
    fetcher._hints = Pipe()  # type: ignore[assignment]
    target, ref = Target("s3", "b"), ObjectRef("b", "k")
    size = len(pickle.dumps((target, ref)))
    for limit in (size, size + 1):
        monkeypatch.setattr(hosts, "ATOMIC", limit)
        fetcher.hint(target, ref)
    assert [pickle.loads(data) for data in sent] == [(target, ref)]
    fetcher.hint(Target("file", "b"), ref)
    assert len(sent) == 1
    fetcher.hint(target, ref)
    fetcher.hint(target, ref)
    assert len(sent) == 3


@pytest.mark.parametrize("forked", [False, True])
def test_names_go_one_way_to_the_fetcher_and_never_wait_for_it(
    monkeypatch: pytest.MonkeyPatch, forked: bool
) -> None:
    started, ends = list[str](), list[Connection]()

    class Ended:
        def kill(self) -> None: ...

        def join(self) -> None: ...

    def connect(duplex: bool) -> list[Connection]:
        ends.extend(pipe(duplex))
        return ends

    monkeypatch.setattr(hosts, "spawn", lambda *_: started.append("spawned") or Ended())
    monkeypatch.setattr(hosts, "fork", lambda *_: started.append("forked") or Ended())
    monkeypatch.setattr(hosts.multiprocessing, "Pipe", connect)
    fetcher = Fetcher("grant", forked=forked)  # type: ignore[arg-type]
    received, hints = ends
    assert started == ["forked" if forked else "spawned"]
    assert received.closed and not hints.readable and not os.get_blocking(hints.fileno())
    fetcher.close()
    assert hints.closed and fetcher.registration.fileno() == -1


def test_hints_beyond_what_a_pipe_holds_are_left_out() -> None:
    fetcher = object.__new__(Fetcher)
    received, fetcher._hints = multiprocessing.Pipe(duplex=False)
    os.set_blocking(fetcher._hints.fileno(), False)
    with closing(received), closing(fetcher._hints):
        for number in range(5000):  # more than a pipe holds
            fetcher.hint(Target("s3", "b"), ObjectRef("b", str(number)))
        assert received.recv() == (Target("s3", "b"), ObjectRef("b", "0"))
