"""An answer that comes in drips is given up, by a clock of the test's own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import count

import pytest

from pii_sweep.config import Targets
from pii_sweep.errors import Unreachable
from pii_sweep.store import clients, connect
from pii_sweep.store.http import pace
from pii_sweep.types import Target
from tests.gate import Gate, gated


class Slow(io.RawIOBase):
    """Gives so many bytes a receive."""

    def __init__(self, size: int) -> None:
        self.size = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        buffer[: self.size] = bytes(self.size)
        return self.size


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each receive take five seconds, the shortest time that two readings of the clock are apart."""
    ticks = count(0, 5)
    monkeypatch.setattr(pace, "clock", lambda: float(next(ticks)))


@pytest.fixture
def gate() -> Iterator[Gate]:
    with gated() as one:
        yield one


@pytest.mark.parametrize(("size", "receives"), [(1, 4), (4095, 4), (4096, 400)])
def test_a_window_of_waiting_must_bring_the_least_number_of_bytes(
    clock: None, size: int, receives: int
) -> None:
    reader, got = pace.PacedReader(Slow(size)), 0
    buffer = bytearray(8192)
    reader.readinto(buffer)  # the wait for the first byte has a time limit of its own
    try:
        for _ in range(400):
            reader.readinto(buffer)
            got += 1
    except TimeoutError:
        got += 1
    assert got == receives


def test_another_answer_over_the_same_connection_starts_anew(clock: None) -> None:
    reader, buffer = pace.PacedReader(Slow(1)), bytearray(8192)
    for _ in range(50):
        reader.restart()
        for _ in range(4):
            assert reader.readinto(buffer) == 1


def test_an_answer_that_ends_is_not_too_slow_however_little_came(clock: None) -> None:
    drips = Slow(1)
    reader, buffer = pace.PacedReader(drips), bytearray(8192)
    for _ in range(4):
        assert reader.readinto(buffer) == 1
    drips.size = 0
    assert [reader.readinto(buffer) for _ in range(9)] == [0] * 9


@pytest.mark.parametrize("limit", [None, 1000])
def test_a_body_in_drips_is_given_up_whoever_sends_the_request(
    gate: Gate, monkeypatch: pytest.MonkeyPatch, clock: None, limit: int | None
) -> None:
    """Under a limit of requests botocore sends them all."""
    for name, value in gate.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(clients, "PATIENT", (1, 1, 1))
    bucket = gate.bucket({"a.txt": bytes(4000)})
    store = connect(Target("s3", bucket), Targets())
    (ref,) = store.list(bucket)
    store.traffic.limit(limit, None)
    gate.rule = lambda method, path: "drip" if ".txt" in path else "pass"
    with pytest.raises(Unreachable):
        store.open(ref).read()
    assert sum(".txt" in path for path in gate.asked) >= 4
