"""What a Dask worker does with a parcel: it lends engines, reads, and ends what nobody needs any more."""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Iterator
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("distributed")
import distributed

from pii_sweep import __version__
from pii_sweep.engine import node as nodes
from pii_sweep.engine.local import Failure
from pii_sweep.engine.node import Node, Parcel, Spec, introduce, read_parcel
from pii_sweep.engine.process import Sealing
from pii_sweep.engine.reader import decode_error
from pii_sweep.errors import ConfigError
from pii_sweep.progress import report_progress
from tests.engine.cluster_work import free, light


def encode(value: object) -> bytes:
    return json.dumps(value).encode()


def square(item: int) -> int:
    """Square a number, or die at the second step of a negative one."""
    if item < 0:
        report_progress(2)
        os._exit(9)
    return item * item


def fail_to_load() -> None:
    raise ConfigError("no such model")


def spec(**given: Any) -> bytes:
    usual = {
        "work": square, "encode": encode, "seconds": 300.0, "memory": None, "warm": None, "prepare": None,
        "grant": None, "sealing": Sealing(obstacle="not here"), "place": free, "weight": light,
    }  # fmt: skip
    return pickle.dumps(Spec(**{**usual, **given}))


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Stand on a Dask worker whose identity is returned; its engines end with the test."""
    monkeypatch.setattr(distributed, "get_worker", lambda: SimpleNamespace(id="me"))
    monkeypatch.setattr(nodes, "_nodes", {})
    yield "me"
    for node in nodes._nodes.values():
        node.close_idle(0.0)


def test_a_worker_says_its_version_and_who_it_is() -> None:
    assert introduce(SimpleNamespace(id="me")) == (__version__, "me")


def test_a_parcel_comes_back_with_each_items_bytes_and_how_readers_were_sealed(worker: str) -> None:
    returned = read_parcel(Parcel(spec(), pickle.dumps([3, 4]), worker))
    assert returned is not None
    assert dict(returned.outcomes) == {0: b"9", 1: b"16"} and returned.seals == ((False, "not here"),)
    assert (returned.came, returned.error) == (0, b"")
    assert read_parcel(Parcel(spec(), pickle.dumps([5]), worker)).outcomes == ((0, b"25"),)  # type: ignore[union-attr]
    assert len(nodes._nodes) == 1


def test_a_parcel_for_a_worker_that_was_here_before_is_left(worker: str) -> None:
    assert read_parcel(Parcel(spec(), pickle.dumps([3]), "another")) is None and not nodes._nodes


def test_an_item_that_is_tried_alone_says_how_far_it_came_where_it_is_watched(worker: str) -> None:
    for watched, came in ((True, 2), (False, 0)):
        parcel = Parcel(spec(), pickle.dumps([-1]), worker, alone=True, watched=watched)
        returned = read_parcel(parcel)
        assert returned is not None
        assert (returned.outcomes, returned.came) == (((0, Failure("CRASHED")),), came)


def test_what_ends_the_sweep_is_sent_as_an_error_and_the_engine_is_free_again(worker: str) -> None:
    returned = read_parcel(Parcel(spec(warm=fail_to_load), pickle.dumps([3]), worker))
    assert returned is not None and returned.outcomes == ()
    error = decode_error(returned.error)
    assert (type(error), str(error)) == (ConfigError, "no such model")
    (node,) = nodes._nodes.values()
    assert node.close_idle(0.0)


def test_past_its_deadline_a_parcel_is_not_begun(worker: str) -> None:
    returned = read_parcel(Parcel(spec(), pickle.dumps([3]), worker, seconds=0.0))
    assert returned is not None and returned.outcomes == ()


def test_an_engine_is_lent_to_one_thread_at_a_time_with_the_time_that_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [100.0]
    monkeypatch.setattr(nodes, "time", SimpleNamespace(monotonic=lambda: now[0]))
    node = Node(spec(memory=5 << 30))
    first, second = node.lend(30.0), node.lend(None)
    assert first is not second and (first.deadline, second.deadline) == (130.0, None)
    assert (first.workers, first.seconds, first.memory) == (1, 300.0, 5 << 30)
    assert first.host is second.host is node._host
    node.give_back(first)
    assert not node.close_idle(0.0)  # the other one is at work
    assert node.lend(None) is first and first.deadline is None
    node.give_back(first)
    now[0] = 200.0
    node.give_back(second)
    now[0] = 259.0
    assert not node.close_idle(60.0) and node._free == [first, second]
    now[0] = 260.0
    assert node.close_idle(60.0) and node._free == []
    assert node.lend(None) not in (first, second)


def test_the_engines_of_another_sweep_end_once_they_are_idle(worker: str) -> None:
    old, new = spec(seconds=1.0), spec(seconds=2.0)
    busy = nodes._node(old)
    engine = busy.lend(None)
    assert nodes._node(new) is not busy and nodes._node(old) is busy and len(nodes._nodes) == 2
    busy.give_back(engine)
    third = nodes._node(spec(seconds=3.0))
    assert list(nodes._nodes.values()) == [third]


def test_what_a_sweep_s_functions_are_bound_to_is_in_no_log_of_dask() -> None:
    secret = partial(square, "secret key")  # type: ignore[arg-type]
    made = Spec(secret, encode, 1.0, None, secret, secret, "secret grant", None, secret, light)  # type: ignore[arg-type]
    assert "secret" not in repr(made) and "seconds=1.0" in repr(made)
