"""What the coordinator of a cluster keeps account of: parcels, their workers, and what is overdue or lost."""

from __future__ import annotations

import pickle
from collections import Counter, deque
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("distributed")
from distributed import KilledWorker

from pii_sweep import __version__
from pii_sweep.engine import cluster as clusters
from pii_sweep.engine import local
from pii_sweep.engine.cluster import ABANDONED, LOOK, SLACK, Cluster, Given
from pii_sweep.engine.local import Engine, Failure
from pii_sweep.engine.node import Parcel, Returned
from pii_sweep.engine.reader import encode_error
from pii_sweep.engine.sandbox import Sealed
from pii_sweep.engine.window import Entry, Window
from pii_sweep.errors import ConfigError, EngineError
from pii_sweep.types import ObjectRef, Target
from tests.engine.cluster_work import free

ADDRESS = "tls://127.0.0.1:9"


class Future:
    """A task of Dask's with an outcome; `done` is called as Dask calls it once it is finished."""

    def __init__(self, status: str = "finished", outcome: Any = None) -> None:
        self.status, self.outcome, self.cancelled = status, outcome, 0
        self.callbacks: list[Callable[[Any], None]] = []

    def result(self, **_: object) -> Any:
        if isinstance(self.outcome, BaseException):
            raise self.outcome
        return self.outcome

    def exception(self, **_: object) -> Any:
        return self.outcome

    def cancel(self, **_: object) -> None:
        self.cancelled += 1

    def add_done_callback(self, called: Callable[[Any], None]) -> None:
        self.callbacks.append(called)

    def done(self) -> None:
        for called in self.callbacks:
            called(self)


class Client:
    """A scheduler with workers, each its number of threads; `answers` is what they say of themselves."""

    status = "running"

    def __init__(self, workers: dict[str, int], answers: dict[str, Any] | None = None) -> None:
        self.workers, self.answers = workers, answers or {}
        self.asked: list[list[str]] = []
        self.submitted: list[tuple[Any, dict[str, Any], Future]] = []

    def scheduler_info(self, **_: object) -> dict[str, Any]:
        return {"workers": {name: {"nthreads": threads} for name, threads in self.workers.items()}}

    def run(self, function: object, *, workers: list[str], **_: object) -> dict[str, Any]:
        self.asked.append(workers)
        return {name: self.answers.get(name, (__version__, f"id of {name}")) for name in workers}

    def submit(self, function: object, parcel: Any, **how: Any) -> Future:
        future = Future()
        self.submitted.append((parcel, how, future))
        return future


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the seconds that the coordinator's clock shows, to be changed."""
    now = [1000.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    time = SimpleNamespace(monotonic=lambda: now[0], monotonic_ns=lambda: len(now), sleep=sleep)
    for module in (clusters, local):
        monkeypatch.setattr(module, "time", time)
    monkeypatch.setattr(clusters, "BEAT", 0.001)
    return now


def eighth_of_a_second(_: object) -> float:
    return 0.125


def driven(client: Client | None = None, **given: Any) -> tuple[Cluster[int, int], Client]:
    engine: Engine[int, int] = Engine(1, 100.0, place=free, weight=eighth_of_a_second, **given)
    client = client or Client({"w": 1})
    return Cluster(engine, ADDRESS, _client=client), client


def entry(item: int, *, placed: bool = True) -> Entry[int]:
    return Entry(item, 0.5, free(item) if placed else None)


def test_workers_are_asked_who_they_are_once_and_looked_for_from_time_to_time(clock: list[float]) -> None:
    driver, client = driven(Client({"a": 2}))
    driver._look_for_workers()
    assert driver._workers == {"a": ("id of a", 2)} and client.asked == [["a"]]
    client.workers = {"b": 1}
    clock[0] += LOOK * 0.9
    driver._look_for_workers()
    assert driver._workers.keys() == {"a"}  # it has not looked
    clock[0] += LOOK * 0.2
    driver._look_for_workers()
    assert driver._workers == {"b": ("id of b", 1)} and client.asked == [["a"], ["b"]]


def test_a_worker_of_another_version_is_refused_in_one_line_and_asked_no_more(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {"old": ("0.0", "x"), "bare": ImportError(), "left": OSError(), "none": AttributeError()}
    driver, client = driven(Client(dict.fromkeys(["old", "bare", "left", "none", "good"], 1), answers))
    for _ in range(2):
        driver._look_for_workers()
        clock[0] += LOOK
    assert driver._workers.keys() == {"good"} and driver._refused == {"old", "bare", "none"}
    assert client.asked[1] == ["left"]  # which did not answer, and may yet
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3 and sum("lacks pii-sweep" in line for line in lines) == 2
    assert any(f"the Dask worker old has pii-sweep 0.0, this is {__version__}" in line for line in lines)


def test_a_scheduler_that_is_gone_or_has_no_worker_left_ends_the_run(clock: list[float]) -> None:
    driver, client = driven()
    driver._look_for_workers()
    client.workers = {}
    clock[0] += ABANDONED
    driver._look_for_workers()
    clock[0] += LOOK
    with pytest.raises(EngineError, match=f"no worker is left at {ADDRESS}"):
        driver._look_for_workers()
    driver, client = driven()
    client.status = "closed"
    with pytest.raises(EngineError, match=f"the Dask scheduler at {ADDRESS} is gone"):
        driver._look_for_workers()


def test_a_first_worker_is_waited_for_a_while(clock: list[float]) -> None:
    driver, client = driven(Client({}))
    with pytest.raises(EngineError, match="has no workers; start some"):
        driver._await_workers()
    assert clusters.PATIENCE <= clock[0] - 1000.0 < clusters.PATIENCE + 1
    client.workers = {"a": 1}
    clock[0] += LOOK
    driver._await_workers()
    assert driver._workers.keys() == {"a"}
    wrong, _ = driven(Client({"old": 1}, {"old": ("0.0", "x")}))
    with pytest.raises(EngineError, match=r"1 Dask worker\(s\) cannot read for this sweep"):
        wrong._await_workers()


def test_two_parcels_a_thread_are_with_each_worker_the_least_busy_first(clock: list[float]) -> None:
    driver, client = driven(Client({"one": 1, "two": 2}))
    driver._look_for_workers()
    window = Window(iter(range(80)), free, eighth_of_a_second, 99)
    driver._hand_out(b"spec", window, deque())
    assert Counter(given.worker for given in driver._given) == {"one": 2, "two": 4}
    assert [given.worker for given in driver._given[:3]] == ["one", "two", "two"]
    for parcel, how, _ in client.submitted:
        (worker,) = how["workers"]
        assert parcel.worker == f"id of {worker}" and parcel.spec == b"spec"
        assert not (how["allow_other_workers"] or how["pure"] or how["retries"])
        assert not (parcel.alone or parcel.watched) and parcel.seconds is None
    sent = [item for parcel, _, _ in client.submitted for item in pickle.loads(parcel.items)]
    assert sent == list(range(48))  # a second of work each
    driver._hand_out(b"spec", window, deque())
    assert len(client.submitted) == 6


def test_a_parcel_is_overdue_once_those_before_it_and_its_own_items_could_be_read(
    clock: list[float],
) -> None:
    driver, _ = driven()
    driver._look_for_workers()
    driver._give(b"", "w", [entry(1), entry(2)])
    driver._give(b"", "w", [entry(3)])
    assert [given.until for given in driver._given] == [1000.0 + 200 + SLACK, 1000.0 + 300 + SLACK]
    late, client = driven(deadline=1050.0)
    late._look_for_workers()
    late._give(b"", "w", [entry(1)])
    assert late._given[0].until == 1050.0 + SLACK and client.submitted[0][0].seconds == 50.0


def test_parcels_of_workers_that_are_gone_and_overdue_ones_are_given_to_others(clock: list[float]) -> None:
    driver, client = driven(Client({"stays": 1, "goes": 1}))
    driver._look_for_workers()
    driver._give(b"", "stays", [entry(1)])
    driver._give(b"", "goes", [entry(2), entry(3, placed=False)])
    waiting, lost = deque[Entry[int]](), Counter[int]()
    client.workers = {"stays": 1}
    clock[0] += LOOK
    assert list(driver._look(waiting, lost)) == [(3, Failure("CRASHED", outside=True))]
    assert [one.item for one in waiting] == [2] and len(driver._given) == 1
    assert client.submitted[1][2].cancelled == 1 and not client.submitted[0][2].cancelled
    clock[0] = driver._given[0].until - 0.1
    assert list(driver._look(waiting, lost)) == [] and driver._given
    clock[0] += 0.1
    assert list(driver._look(waiting, lost)) == [] and not driver._given
    assert [one.item for one in waiting] == [2, 1]


def test_past_the_deadline_an_overdue_parcel_is_not_given_to_others(clock: list[float]) -> None:
    driver, _ = driven(deadline=1010.0)
    driver._look_for_workers()
    driver._give(b"", "w", [entry(1)])
    clock[0] += 1000.0
    waiting = deque[Entry[int]]()
    assert list(driver._look(waiting, Counter())) == [] and driver._given and not waiting


def returned(driver: Cluster[int, int], entries: list[Entry[int]], result: Returned | None) -> Given[int]:
    """Give a parcel to a worker and have it come back with a result."""
    driver._give(b"", "w", entries)
    given = driver._given[-1]
    given.future.outcome = result
    given.future.done()
    return given


def test_what_a_parcel_returns_is_each_item_s_and_what_was_not_begun_waits(clock: list[float]) -> None:
    driver, _ = driven()
    driver._look_for_workers()
    outcomes = ((1, b"4"), (0, Failure("MEMORY_LIMIT")), (3, b"no number"))
    entries = [entry(number) for number in range(4)]
    returned(driver, entries, Returned(outcomes, ((True, ""), (False, "old kernel")), came=7))
    waiting, came = deque[Entry[int]](), list[int]()
    assert list(driver._collect_finished(waiting, Counter(), came)) == [
        (1, 4), (0, Failure("MEMORY_LIMIT")), (3, Failure("CRASHED")),
    ]  # fmt: skip
    assert list(waiting) == [entries[2]] and came == [7] and not driver._given
    assert driver.seals == {Sealed(True), Sealed(False, "old kernel")}
    assert list(driver._collect_finished(waiting, Counter())) == []


def test_past_the_deadline_what_was_not_begun_is_left(clock: list[float]) -> None:
    driver, _ = driven(deadline=1010.0)
    driver._look_for_workers()
    returned(driver, [entry(1)], Returned())
    clock[0] = 1010.0
    waiting = deque[Entry[int]]()
    assert list(driver._collect_finished(waiting, Counter())) == [] and not waiting


def test_an_error_of_the_sweep_ends_it_in_its_own_words(clock: list[float]) -> None:
    driver, _ = driven()
    driver._look_for_workers()
    returned(driver, [entry(1)], Returned(error=encode_error(ConfigError("no such model"))))
    with pytest.raises(ConfigError, match="no such model"):
        list(driver._collect_finished(deque(), Counter()))


def test_a_parcel_that_came_back_empty_was_with_another_worker_by_then(clock: list[float]) -> None:
    driver, _ = driven()
    driver._look_for_workers()
    waiting, lost = deque[Entry[int]](), Counter[int]()
    given = returned(driver, [entry(1), entry(2, placed=False)], None)
    assert list(driver._collect_finished(waiting, lost)) == [(2, Failure("CRASHED", outside=True))]
    assert [one.item for one in waiting] == [1] and driver._workers == {}
    given.future.done()  # no parcel of the coordinator's any more
    assert list(driver._collect_finished(waiting, lost)) == [] and len(waiting) == 1


@pytest.mark.parametrize(
    "future",
    [
        Future("error", KilledWorker("task", SimpleNamespace(address="w"), 1)), Future("cancelled"),
        Future("lost"), Future("finished", OSError()), Future("finished", TypeError()),
    ],
    ids=["worker killed", "cancelled", "lost", "no answer", "no result"],
)  # fmt: skip
def test_a_task_that_dask_lost_is_a_lost_parcel(future: Future) -> None:
    driver, _ = driven()
    assert driver._receive_parcel(Given(future, "w", [], 0.0)) is None


def test_a_bug_of_a_worker_is_named_by_its_kind_and_place_alone() -> None:
    def fail() -> None:
        raise LookupError("Maria Gonzalez")

    driver, _ = driven()
    with pytest.raises(LookupError) as raised:
        fail()
    for fault, place in ((raised.value, r" at fail:\d+$"), (LookupError("Maria Gonzalez"), "$")):
        said = pytest.raises(EngineError, match=f"the Dask worker w failed: LookupError{place}")
        with said as error:
            driver._receive_parcel(Given(Future("error", fault), "w", [], 0.0))
        assert "Maria" not in str(error.value)


def test_an_item_that_is_tried_alone_goes_to_one_worker_and_says_how_far_it_came(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver, client = driven()
    answers = iter([Returned(((0, Failure("CRASHED")),), came=3), None])

    def submit(function: object, parcel: Any, **how: Any) -> Future:
        future = Future(outcome=next(answers))
        client.submitted.append((parcel, how, future))
        future.add_done_callback = lambda called: called(future)  # type: ignore[method-assign]
        return future

    monkeypatch.setattr(client, "submit", submit)
    assert driver.try_alone(abs, 5, watched=True) == ((5, Failure("CRASHED")), 3)
    parcel = client.submitted[0][0]
    assert parcel.alone and parcel.watched and pickle.loads(parcel.items) == [5]
    assert driver.try_alone(abs, 5, watched=False) == ((5, Failure("CRASHED", outside=True)), 0)
    assert not client.submitted[1][0].watched and not driver._given
    late, _ = driven(deadline=999.0)
    assert late.try_alone(abs, 5, watched=True) == ((5, Failure("BUDGET_SPENT")), 0)


def test_at_the_deadline_what_is_still_with_workers_fails_once_it_is_overdue(clock: list[float]) -> None:
    driver, client = driven(deadline=1010.0)
    beats: list[float] = []

    def beat() -> None:
        beats.append(clock[0])
        clock[0] += 20.0

    driver.beat = beat
    assert list(driver.try_once(abs, [1, 2])) == [(1, Failure("BUDGET_SPENT")), (2, Failure("BUDGET_SPENT"))]
    assert len(client.submitted) == 1 and client.submitted[0][2].cancelled == 1
    assert beats[-1] + 20.0 >= 1010.0 + SLACK > beats[-2] + 20.0


def test_a_parcel_is_one_costly_item_or_small_ones_of_a_second_together() -> None:
    def parcel(weights: list[float], waiting: Sequence[float] = (), *, placed: bool = True) -> list[float]:
        place = (Target("s3", "b"), ObjectRef("b", "k")) if placed else None
        window = Window(iter(weights), lambda _: place, lambda weight: weight, 300)
        lost = deque(Entry(weight, weight, place) for weight in waiting)
        return [entry.item for entry in clusters._parcel(window, lost)]

    assert parcel([0.125] * 9) == [0.125] * 8 == parcel([0.125] * 8 + [0.01])
    assert parcel([0.2, 3.0, 2.0]) == [3.0]  # nothing waits behind it
    assert parcel([0.1], [0.6, 0.4, 0.2]) == [0.6, 0.4]  # those whose worker was lost come first
    assert parcel([0.1], [3.0, 0.1]) == [3.0] and parcel([0.1], [0.2]) == [0.2, 0.1]
    assert parcel([0.1, 0.1], placed=False) == [0.1]
    assert parcel([]) == []
    assert len(parcel([], [0.001] * 200)) == len(parcel([0.001] * 200)) == clusters.MOST_ITEMS


def test_a_lost_parcels_items_go_to_others_once_and_those_under_a_limit_never() -> None:
    driver, future = driven()[0], Future()
    free_one, limited = Entry(1, 0.1, free(1)), Entry(2, 0.1, None)
    waiting, lost = deque[Entry[int]](), Counter[int]()
    for entries, failed in (([free_one, limited], [2]), ([free_one], [1])):
        given = Given(future, "worker", entries, 0.0)
        driver._given.append(given)
        assert [item for item, _ in driver._lose([given], waiting, lost)] == failed
    assert list(waiting) == [free_one] and not driver._given


def test_the_digest_key_and_object_keys_are_in_no_log_of_dask() -> None:
    assert "secret" not in repr(Parcel(b"secret key", b"secret items", "worker"))
