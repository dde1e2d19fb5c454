"""Any order of seeks and reads gives what the bytes are, in few requests."""

from __future__ import annotations

import hashlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii_sweep.errors import ChecksumMismatch, Unreachable
from pii_sweep.store import stream
from pii_sweep.store.stream import RangeStream

DATA = (bytes(range(251)) * (1 + (11 << 20) // 251))[: 11 << 20]


class Whole(io.BytesIO):
    """A body that names a digest, or none."""

    md5: str | None = None


class Server:
    """A range server in memory that counts its requests and may break bodies off."""

    def __init__(self, data: bytes, breaks_after: int | None = None) -> None:
        self.data, self.breaks_after, self.requests, self.longest = data, breaks_after, 0, 0

    def fetch(self, start: int, end: int | None) -> Whole:
        self.requests += 1
        body = self.data[start:end]
        self.longest = max(self.longest, len(body))
        if self.breaks_after is None:
            return Whole(body)
        return Breaking(body, self.breaks_after)


class Breaking(Whole):
    """A body whose connection breaks after some bytes."""

    def __init__(self, body: bytes, after: int) -> None:
        super().__init__(body)
        self.after = after

    def read(self, size: int | None = -1) -> bytes:
        if self.tell() >= self.after:
            raise Unreachable("broken")
        return super().read(size)


def opened(server: Server, whole: int = stream.WHOLE, *, ranged: bool = True) -> io.BufferedReader:
    raw = RangeStream(server.fetch, len(server.data), whole, ranged=ranged)
    return io.BufferedReader(raw, stream.CHUNK)


STEPS = st.lists(
    st.tuples(st.integers(0, len(DATA) + 10), st.integers(-1, 300_000) | st.integers(0, 50)), max_size=8
)


@given(
    steps=STEPS,
    ranged=st.booleans(),
    size=st.sampled_from([0, 1, 255, stream.CHUNK, stream.WHOLE, stream.WHOLE + 1, len(DATA)]),
)
@settings(max_examples=60, deadline=None)
def test_any_order_of_seeks_and_reads_gives_the_bytes(
    steps: list[tuple[int, int]], ranged: bool, size: int
) -> None:
    data = DATA[:size]
    expected = io.BytesIO(data)
    with opened(Server(data), ranged=ranged) as body:
        for position, count in steps:
            body.seek(position)
            expected.seek(position)
            if count >= 0:
                assert body.read(count) == expected.read(count)
            else:
                assert body.readline(1000) == expected.readline(1000)
            assert body.tell() == expected.tell()


@pytest.mark.parametrize("size", [0, 1, stream.WHOLE, stream.WHOLE + 1, len(DATA)])
def test_reading_from_start_to_end_takes_two_requests_at_most(size: int) -> None:
    server = Server(DATA[:size])
    with opened(server) as body:
        assert body.read() == DATA[:size]
    assert server.requests == (0 if size == 0 else 1 if size <= stream.WHOLE else 2)


def test_a_small_object_is_one_request_however_it_is_read() -> None:
    server = Server(DATA[: 1 << 20])
    with opened(server) as body:
        for position in (0, 1_000_000, 5, 700_000, 0):
            body.seek(position)
            body.read(10)
    assert server.requests == 1


@pytest.mark.parametrize("ranged", [True, False])
def test_an_object_that_is_only_looked_at_is_asked_for_its_first_bytes_alone(ranged: bool) -> None:
    for size in (1 << 20, len(DATA)):
        server = Server(DATA[:size])
        raw = RangeStream(server.fetch, size, stream.WHOLE, ranged=ranged, first=stream.CHUNK)
        with io.BufferedReader(raw, stream.CHUNK) as body:
            body.read(1000)
            assert (server.requests, server.longest) == (1, stream.CHUNK)
            body.seek(0)
            assert body.read() == DATA[:size]


def test_the_end_of_a_large_object_is_asked_for_once() -> None:
    server = Server(DATA)
    with opened(server) as body:
        body.seek(-22, io.SEEK_END)
        body.read()
        body.seek(-500_000, io.SEEK_END)
        body.read(1000)
        assert server.requests == 1
        body.seek(3_000_000)
        assert body.read(100) == DATA[3_000_000:3_000_100]
        assert server.requests == 2


def test_a_short_way_ahead_is_read_through_and_not_asked_for_again() -> None:
    server = Server(DATA)
    with opened(server) as body:
        body.read(10)
        body.seek(stream.CHUNK + 100_000)
        body.read(10)
    assert server.requests == 1


def test_a_body_that_breaks_off_is_taken_up_where_it_broke() -> None:
    server = Server(DATA, breaks_after=4 << 20)
    with opened(server) as body:
        assert body.read() == DATA
    assert server.requests > 2


def test_a_server_that_never_gets_further_is_given_up() -> None:
    server = Server(DATA, breaks_after=0)
    with pytest.raises(Unreachable), opened(server) as body:
        body.read(10)
    assert server.requests == stream.RETRIES + 1


def test_an_object_shorter_than_listed_is_no_silent_end() -> None:
    server = Server(DATA[:1000])
    with pytest.raises(Unreachable), io.BufferedReader(RangeStream(server.fetch, 2000)) as body:
        body.read()


def test_without_ranges_a_kept_object_is_one_request_and_a_larger_one_starts_over_to_go_back() -> None:
    kept, larger = Server(DATA), Server(DATA)
    with opened(kept, len(DATA), ranged=False) as body:
        for position in (0, 9_000_000, 5, 4_000_000):
            body.seek(position)
            assert body.read(10) == DATA[position : position + 10]
    with opened(larger, 1 << 20, ranged=False) as body:
        for position in (0, 5_000_000, 6_000_000):
            body.seek(position)
            assert body.read(10) == DATA[position : position + 10]
        assert larger.requests == 1
        body.seek(0)
        assert body.read(10) == DATA[:10]
    assert (kept.requests, larger.requests) == (1, 2)


def test_without_ranges_reading_on_from_any_place_is_one_request() -> None:
    server = Server(DATA)
    with opened(server, 1 << 20, ranged=False) as body:
        body.seek(1_000_000)
        assert body.read(4 << 20) == DATA[1_000_000 : 1_000_000 + (4 << 20)]
    assert server.requests == 1


def spoiled(data: bytes, times: int, of: bytes | None = None) -> tuple[RangeStream, list[int]]:
    """Return a stream over a server whose first bodies hold one wrong byte, and the list of its requests."""
    asked: list[int] = []

    def fetch(start: int, end: int | None) -> Whole:
        asked.append(start)
        body = Whole((data if len(asked) > times else data[:-1] + b"?")[start:end])
        body.md5 = hashlib.md5(of or data).hexdigest()
        return body

    return RangeStream(fetch, len(data)), asked


@pytest.mark.parametrize("size", [1, stream.CHUNK])
def test_bytes_that_are_not_those_of_the_etag_are_asked_for_again(size: int) -> None:
    raw, asked = spoiled(DATA[:size], times=1)
    assert io.BufferedReader(raw, stream.CHUNK).read() == DATA[:size]
    assert asked == [0, 0]


@pytest.mark.parametrize(("size", "requests"), [(1, 2), (stream.CHUNK, 2), (3 * stream.CHUNK, 1)])
def test_bytes_that_are_never_those_of_the_etag_are_no_object(size: int, requests: int) -> None:
    raw, asked = spoiled(DATA[:size], times=9)
    with pytest.raises(ChecksumMismatch):
        io.BufferedReader(raw, stream.CHUNK).read()
    assert len(asked) == requests


def test_an_object_that_is_not_read_to_its_end_is_not_compared() -> None:
    raw, _ = spoiled(DATA, times=0, of=b"other")
    assert io.BufferedReader(raw, stream.CHUNK).read(10) == DATA[:10]
