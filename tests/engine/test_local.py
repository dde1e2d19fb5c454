"""The concurrency room, with real processes that really die."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import subprocess
import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from pii_sweep.engine import host, local, reader
from pii_sweep.engine.local import ALONE, Engine, Failure, interleave, run_with_retries
from pii_sweep.engine.process import Sealing
from pii_sweep.engine.sandbox import obstacle_to_sealing
from pii_sweep.engine.template import Template
from pii_sweep.errors import ConfigError, EngineError
from pii_sweep.progress import report_progress
from pii_sweep.store.remote import LOST
from pii_sweep.types import ObjectRef, Target


def misbehave(item: int) -> int:
    """Square a number, or die in the way that the number stands for."""
    if item == 3:
        os._exit(9)
    if item == 7:
        return len(bytearray(8 << 30))
    if item == 9:
        os.kill(os.getpid(), signal.SIGSEGV)
    return item * item


def hang(folder: Path, item: int) -> int:
    """Do as `misbehave` does, or write down that this process hangs, and do so."""
    if item == 5:
        (folder / str(os.getpid())).touch()
        time.sleep(3600)
    return misbehave(item)


@pytest.fixture
def hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder; for each file in it the coordinator's clock is a quarter of an hour further."""
    folder = tmp_path / "hangs"
    folder.mkdir()
    began = time.monotonic
    clock = SimpleNamespace(monotonic=lambda: began() + 900 * len(os.listdir(folder)))
    for module in (local, reader):
        monkeypatch.setattr(module, "time", clock)
    return folder


def test_a_crash_a_hang_and_a_memory_blow_up_cost_that_item_alone(hangs: Path) -> None:
    engine: Engine[int, int] = Engine(workers=2, seconds=300.0, memory=4 << 30)
    outcomes = dict(engine.run(partial(hang, hangs), range(12)))
    assert outcomes == {item: item * item for item in range(12)} | {
        3: Failure("CRASHED"),
        5: Failure("TIME_CUT_OFF_REACHED"),
        7: Failure("MEMORY_LIMIT"),
        9: Failure("CRASHED"),
    }


def crash_once(path: str) -> str:
    """Die at the first call for a path, answer at the second."""
    if not os.path.exists(path):
        open(path, "w").close()
        os._exit(1)
    return "read"


def test_an_item_whose_worker_died_is_tried_again_alone(tmp_path) -> None:
    engine: Engine[str, str] = Engine(workers=2, seconds=300.0)
    path = str(tmp_path / "first-try")
    assert dict(engine.run(crash_once, [path])) == {path: "read"}


def be_ended(way: str, counter: Path, times: int, item: int) -> int:
    """Have this process ended in some way, the first times that it is called; a file counts them."""
    calls = len(counter.read_bytes()) + 1 if counter.exists() else 1
    counter.write_bytes(b"x" * calls)
    report_progress(calls)
    if calls <= times and way == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if calls <= times and way == "fetcher lost":
        os._exit(LOST)
    if calls <= times and way == "template killed":
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    return item


@pytest.mark.parametrize("way", ["killed", "fetcher lost", "template killed"])
def test_an_item_whose_readers_are_ended_from_outside_three_times_is_read_whole(tmp_path, way: str) -> None:
    engine: Engine[int, int] = Engine(workers=2, seconds=300.0)
    work = partial(be_ended, way, tmp_path / "count", 3)
    assert list(engine.run(work, [1], shorter=lambda item, came, reason: -item)) == [(1, 1)]


def test_an_item_whose_readers_are_killed_again_and_again_is_given_up(tmp_path) -> None:
    engine: Engine[int, int] = Engine(workers=1, seconds=300.0)
    work = partial(be_ended, "killed", tmp_path / "count", 99)
    assert list(engine.run(work, [1])) == [(1, Failure("CRASHED", outside=True))]
    assert len((tmp_path / "count").read_bytes()) == 1 + ALONE


def test_an_item_that_crashes_its_reader_itself_is_tried_alone_once(tmp_path) -> None:
    engine: Engine[int, int] = Engine(workers=1, seconds=300.0)
    tried: list[int] = []
    outcomes = list(engine.run(misbehave, [3], again=lambda item: tried.append(item) or item))
    assert outcomes == [(3, Failure("CRASHED"))] and tried == [3]


def end_before_ready(counter: Path, times: int, channel: object) -> None:
    """End this process while it gets ready, the first times that it is called; a file counts them."""
    ended = len(counter.read_bytes()) if counter.exists() else 0
    if ended < times:
        counter.write_bytes(b"x" * (ended + 1))
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_reader_that_ends_before_it_is_ready_costs_no_item(tmp_path) -> None:
    prepare = partial(end_before_ready, tmp_path / "count", 2)
    engine: Engine[int, int] = Engine(workers=1, seconds=300.0, prepare=prepare)
    outcomes = list(engine.try_once(worker_id, [1]))
    engine.close()
    assert [item for item, _ in outcomes] == [1]
    assert not isinstance(outcomes[0][1], Failure)


def test_readers_that_never_get_ready_cost_their_item_in_the_end(tmp_path) -> None:
    prepare = partial(end_before_ready, tmp_path / "count", 99)
    engine: Engine[int, int] = Engine(workers=1, seconds=300.0, prepare=prepare)
    outcomes = list(engine.try_once(worker_id, [1]))
    engine.close()
    assert outcomes == [(1, Failure("CRASHED", outside=True))]


def test_no_items_start_no_worker() -> None:
    engine: Engine[int, int] = Engine(workers=2, seconds=1.0)
    assert list(engine.run(misbehave, [])) == []


def worker_id(item: int) -> int:
    return os.getpid()


def test_closing_the_iterator_ends_the_workers() -> None:
    engine: Engine[int, int] = Engine(workers=1, seconds=300.0)
    outcomes = engine.run(worker_id, iter(range(1000)))
    _, pid = next(outcomes)
    outcomes.close()
    assert isinstance(pid, int) and not os.path.exists(f"/proc/{pid}")


def test_at_the_deadline_what_runs_fails_and_what_waits_is_left(hangs: Path) -> None:
    engine: Engine[int, int] = Engine(workers=1, seconds=3600.0, deadline=time.monotonic() + 600)
    outcomes = dict(engine.run(partial(hang, hangs), iter([1, 5, 2, 4])))
    assert outcomes == {1: 1, 5: Failure("BUDGET_SPENT")}
    assert engine.late


def test_past_the_deadline_nothing_is_started() -> None:
    engine: Engine[int, int] = Engine(workers=1, seconds=1.0, deadline=time.monotonic())
    assert list(engine.run(misbehave, [1])) == []


def test_what_may_not_be_tried_again_fails_as_it_did() -> None:
    engine: Engine[int, int] = Engine(workers=1, seconds=300.0)
    assert list(engine.run(misbehave, [3], lambda item: None)) == [(3, Failure("CRASHED"))]
    assert list(engine.run(misbehave, [3], lambda item: 4)) == [(4, 16)]


def steps(item: tuple[int, str]) -> tuple[int, str]:
    """Go so many steps, of which the fourth is deadly."""
    for step in range(item[0]):
        if step == 3:
            os._exit(9)
        report_progress(step + 1)
    return item


def test_an_item_that_fails_twice_is_tried_as_far_as_it_came() -> None:
    engine: Engine[tuple[int, str], tuple[int, str]] = Engine(
        workers=1, seconds=300.0, encode=pickle.dumps, decode=pickle.loads
    )
    again = list(engine.run(steps, [(9, "")], shorter=lambda _, came, reason: (came, reason)))
    assert again == [((3, "CRASHED"), (3, "CRASHED"))]


def test_iterators_are_taken_side_by_side_and_one_that_fails_ends_alone() -> None:
    def failing():
        yield 1
        raise EngineError("broken")

    sources = [failing(), *(iter(range(10 * n, 10 * n + 5)) for n in range(1, 9))]
    found = []
    with pytest.raises(EngineError, match="broken"):
        for item in interleave(sources, 3):
            found.append(item)
    assert sorted(found) == [1, *(10 * n + k for n in range(1, 9) for k in range(5))]


def environment(item: str) -> str | None:
    """Return what a reader finds in its environment, as it was given at its start."""
    with open("/proc/self/environ", encoding="utf-8", errors="replace") as file:
        return next((part for part in file.read().split("\0") if part.startswith(f"{item}=")), None)


def test_a_reader_has_nothing_of_the_environment_but_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("SOME_TOKEN", "secret")
    engine: Engine[str, str | None] = Engine(workers=1, seconds=300.0)
    found = dict(engine.run(environment, ["AWS_SECRET_ACCESS_KEY", "SOME_TOKEN", "PATH"]))
    assert found == {"AWS_SECRET_ACCESS_KEY": None, "SOME_TOKEN": None, "PATH": f"PATH={os.environ['PATH']}"}
    assert os.environ["SOME_TOKEN"] == "secret"


class Malice:
    """What runs code where it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


def test_what_a_reader_sends_is_decoded_and_never_unpickled() -> None:
    engine: Engine[int, object] = Engine(workers=1, seconds=300.0, encode=lie)
    assert list(engine.run(abs, [1])) == [(1, Failure("CRASHED"))]


def lie(value: object) -> bytes:
    """Encode a result as a reader would that a document took over."""
    return pickle.dumps(Malice())


def test_readers_stay_from_one_run_to_the_next_and_end_with_the_block() -> None:
    with Engine[int, int](workers=1, seconds=300.0) as engine:
        (first,) = [pid for _, pid in engine.run(worker_id, [1])]
        (second,) = [pid for _, pid in engine.run(worker_id, [2])]
        assert first == second and os.path.exists(f"/proc/{first}")
    assert not os.path.exists(f"/proc/{first}")


def write(path: str) -> str:
    """Try to write a file."""
    try:
        with open(path, "w", encoding="utf-8"):
            return "written"
    except PermissionError as error:
        return str(error.errno)


@pytest.mark.skipif(obstacle_to_sealing() != "", reason="no seccomp here")
def test_sealed_readers_work_and_cannot_write(tmp_path: Path) -> None:
    engine: Engine[str, str] = Engine(workers=1, seconds=300.0, sealing=Sealing())
    assert dict(engine.run(write, [str(tmp_path / "a")])) == {str(tmp_path / "a"): "1"}
    assert [seal.sealed for seal in engine.seals] == [True]


def test_where_sealing_is_required_and_fails_nothing_is_read(tmp_path: Path) -> None:
    sealing = Sealing(obstacle="the kernel is too old", required=True)
    engine: Engine[str, str] = Engine(workers=1, seconds=300.0, sealing=sealing)
    with pytest.raises(EngineError, match="the kernel is too old"):
        list(engine.run(write, [str(tmp_path / "a")]))
    assert not (tmp_path / "a").exists()


def test_where_sealing_fails_it_is_read_and_said(tmp_path: Path) -> None:
    engine: Engine[str, str] = Engine(workers=1, seconds=300.0, sealing=Sealing(obstacle="old kernel"))
    assert dict(engine.run(write, [str(tmp_path / "a")])) == {str(tmp_path / "a"): "written"}
    assert [str(seal) for seal in engine.seals] == ["no: old kernel"]


def step_sealed(item: tuple[int, str]) -> tuple[int, str]:
    """Go so many steps as `steps` does, from a sealed process."""
    return steps(item)


@pytest.mark.skipif(obstacle_to_sealing() != "", reason="no seccomp here")
def test_a_sealed_reader_still_says_how_far_it_came() -> None:
    engine: Engine[tuple[int, str], tuple[int, str]] = Engine(
        workers=1, seconds=300.0, encode=pickle.dumps, decode=pickle.loads, sealing=Sealing()
    )
    again = list(engine.run(step_sealed, [(9, "")], shorter=lambda _, came, reason: (came, reason)))
    assert again == [((3, "CRASHED"), (3, "CRASHED"))]


def free(item: object) -> tuple[Target, ObjectRef]:
    """Let an item be taken out of order and wait behind others."""
    return Target("b", "folder", "b", ""), ObjectRef("b", str(item))


def test_small_items_wait_in_a_queue_and_the_crash_of_one_costs_that_one_alone() -> None:
    engine: Engine[int, int] = Engine(workers=1, seconds=300.0, place=free, weight=lambda item: 0.01)
    items = [*range(40, 8, -1), 4, 3, 2]
    outcomes = dict(engine.run(misbehave, items, again=lambda item: None))
    crashed = {3: Failure("CRASHED"), 9: Failure("CRASHED")}
    assert outcomes == {item: item * item for item in items} | crashed


def test_nothing_waits_behind_a_costly_item(tmp_path: Path) -> None:
    slow = str(tmp_path / "0")
    engine: Engine[str, str] = Engine(
        workers=2, seconds=300.0, place=free, weight=lambda item: 1.0 if item == slow else 0.01
    )
    items = [*(str(tmp_path / str(number)) for number in range(1, 12)), slow]
    # An item behind the slow one would wait for ever; whose answer comes last is a race of two readers.
    assert sorted(item for item, _ in engine.run(wait_for_others, items)) == sorted(items)


def wait_for_others(path: str) -> str:
    """Write down an item, but the first: that one ends when all others have."""
    file = Path(path)
    while file.name == "0" and len(list(file.parent.iterdir())) < 11:
        time.sleep(0.01)
    file.touch()
    return path


def test_what_waits_behind_an_item_that_turns_out_slow_is_given_to_others(tmp_path: Path) -> None:
    engine: Engine[str, str] = Engine(workers=2, seconds=300.0, place=free, weight=lambda item: 0.01)
    items = [str(tmp_path / str(number)) for number in range(12)]
    assert dict(engine.run(wait_for_others, items)) == {item: item for item in items}


def test_readers_are_spawned_where_they_cannot_be_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "FORKS", False)
    engine: Engine[int, int] = Engine(workers=1, seconds=300.0, sealing=Sealing(obstacle="none"))
    assert dict(engine.run(abs, [-1, -2])) == {-1: 1, -2: 2}


def test_a_reader_is_spawned_where_the_template_died_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Template, "fork", lambda *_: None)
    engine: Engine[int, int] = Engine(workers=1, seconds=300.0, sealing=Sealing(obstacle="none"))
    assert dict(engine.run(abs, [-1])) == {-1: 1}


def fail_to_load() -> None:
    """Fail as the loading of a model does."""
    raise ConfigError("no such model")


def test_what_cannot_be_loaded_ends_the_run_in_its_own_words() -> None:
    engine: Engine[int, int] = Engine(workers=1, seconds=300.0, warm=fail_to_load)
    with pytest.raises(ConfigError, match="no such model"):
        list(engine.run(abs, [1]))


def parents(item: int) -> int:
    """Return the process that this one was forked from, after a while in which it may die with that."""
    time.sleep(0.5)
    return os.getppid()


def test_a_template_that_is_killed_is_replaced_and_nothing_is_lost() -> None:
    with Engine[int, int](workers=1, seconds=300.0) as engine:
        (first,) = [parent for _, parent in engine.run(parents, [1])]
        os.kill(first, signal.SIGKILL)
        found = dict(engine.run(parents, [1, 2]))
        assert found.keys() == {1, 2} and found[2] != first


def load_late() -> None:
    """Load for a while."""
    time.sleep(0.3)


def test_what_loads_before_the_work_is_known_is_what_readers_are_forked_from() -> None:
    shared = host.Host()
    with closing(shared):
        shared.load(load_late)
        template = shared._template
        first = Engine[int, int](workers=1, seconds=300.0, warm=load_late, host=shared)
        other = Engine[int, int](workers=1, seconds=300.0, warm=load_late, host=shared)
        assert template is not None
        assert dict(first.run(parents, [1])) == {1: template._process.pid}
        assert dict(other.run(misbehave, [2])) == {2: 4}
        assert shared._template is template and template.alive


FORKED = """
import os, sys
from pii_sweep.config import Targets
from pii_sweep.engine.host import Host
from pii_sweep.store.grant import grant
from pii_sweep.store.remote import Channel, RemoteStore
from pii_sweep.engine.reader import _connect_fetcher
from pii_sweep.types import ObjectRef, Target

secret = open(sys.argv[1])
host, target = Host(), Target("folder", "b", root=sys.argv[2])
host.fetch(grant([target], Targets()))
store = RemoteStore(_connect_fetcher(host._fetcher.registration), target)
text = store.open(ObjectRef("b", "a.txt", size=4)).read()
process = host._fetcher._process
files = [os.readlink(f"/proc/{process.pid}/fd/{name}") for name in os.listdir(f"/proc/{process.pid}/fd")]
print(process.name, sys.argv[1] in files, text)
host.close()
"""


@pytest.mark.skipif(not host.FORKS, reason="processes are forked on Linux")
def test_a_forked_fetcher_holds_no_file_of_the_coordinator(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.txt").write_bytes(b"text")
    (tmp_path / "key").write_bytes(b"key")
    command = [sys.executable, "-c", FORKED, str(tmp_path / "key"), str(tmp_path / "b")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["ForkProcess-1", "False", "b'text'"]


class Tries:
    """Attempts whose outcomes are given: those of the stream, then those of items tried alone."""

    def __init__(self, stream: list[object], alone: list[tuple[object, int]]) -> None:
        self.stream, self.alone, self.late = stream, alone, False
        self.tried: list[tuple[object, bool]] = []

    def try_once(self, work: object, items: object):
        yield from zip(items, self.stream, strict=True)  # type: ignore[call-overload]

    def try_alone(self, work: object, item: object, *, watched: bool):
        self.tried.append((item, watched))
        outcome, came = self.alone.pop(0)
        return (item, outcome), came


CRASH, KILLED = Failure("CRASHED"), Failure("CRASHED", outside=True)
SLOW, TOO_LATE = Failure("TIME_CUT_OFF_REACHED"), Failure("BUDGET_SPENT")


@pytest.mark.parametrize(
    ("first", "alone", "ends", "tried"),
    [
        (CRASH, [("read", 3)], ("a", "read"), [("a", True)]),
        (TOO_LATE, [], ("a", TOO_LATE), []),
        (CRASH, [(TOO_LATE, 3)], ("a", TOO_LATE), [("a", True)]),
        (CRASH, [(SLOW, 3), ("part", 0)], ("a 3 TIME_CUT_OFF_REACHED", "part"),
         [("a", True), ("a 3 TIME_CUT_OFF_REACHED", False)]),
        (CRASH, [(SLOW, 0)], ("a", SLOW), [("a", True)]),
        (CRASH, [(KILLED, 1), (KILLED, 2), ("read", 3)], ("a", "read"), [("a", True)] * 3),
        (CRASH, [(KILLED, 1), (SLOW, 2), (CRASH, 0)], ("a 2 TIME_CUT_OFF_REACHED", CRASH),
         [("a", True), ("a", True), ("a 2 TIME_CUT_OFF_REACHED", False)]),
    ],
    ids=["second try", "too late", "too late alone", "as far as it came", "came nowhere", "killed twice",
         "killed, then slow"],
)  # fmt: skip
def test_an_item_that_failed_is_tried_alone_and_then_as_far_as_it_came(
    first: Failure, alone: list[tuple[object, int]], ends: tuple[str, object], tried: list[object]
) -> None:
    tries = Tries([first, "b"], alone)
    outcomes = run_with_retries(
        tries, str, ["a", "b"], lambda item: item, lambda item, came, why: f"{item} {came} {why}"
    )
    assert list(outcomes) == [*([("a", TOO_LATE)] if first is TOO_LATE else []), ("b", "b")] + (
        [] if first is TOO_LATE else [ends]
    )
    assert tries.tried == tried and not tries.alone


def test_past_the_deadline_no_failure_is_tried_again() -> None:
    tries = Tries([CRASH], [])
    tries.late = True
    assert list(run_with_retries(tries, str, ["a"], lambda item: item, None)) == [("a", CRASH)]
    assert not tries.tried


def test_what_may_not_be_read_a_third_time_stays_as_it_failed() -> None:
    allowed = iter(["a", None])
    tries = Tries([CRASH], [(SLOW, 3)])
    outcomes = run_with_retries(
        tries, str, ["a"], lambda item: next(allowed), lambda item, came, why: "shorter"
    )
    assert list(outcomes) == [("a", SLOW)] and next(allowed, "none left") == "none left"


class Naming(host.Host):
    """A host that keeps which objects were named to be fetched ahead."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def hint(self, target: Target, ref: ObjectRef) -> None:
        self.names.append(ref.key)


def test_what_comes_next_is_named_once_and_costly_items_first_unless_there_is_a_deadline() -> None:
    weights = {1: 0.01, 2: 5.0, 3: 0.01, 4: 9.0, 5: 0.01}
    for deadline, order in ((None, [4, 2, 1, 3, 5]), (time.monotonic() + 3600, [1, 2, 3, 4, 5])):
        with closing(Naming()) as named:
            engine: Engine[int, int] = Engine(
                1, 300.0, place=free, weight=weights.__getitem__, deadline=deadline, host=named
            )
            assert [item for item, _ in engine.run(abs, list(weights))] == order
            assert len(named.names) == len(set(named.names)) and {"3", "5"} <= set(named.names)


def grow(channel: object) -> None:
    """Have this reader be replaced after each answer, as one whose memory grows."""
    reader.GROWN = -1


def test_a_reader_that_has_grown_is_replaced_and_what_waited_for_it_is_read() -> None:
    engine: Engine[int, int] = Engine(1, 300.0, prepare=grow, place=free, weight=lambda _: 0.01)
    pids = [pid for _, pid in engine.run(worker_id, range(3))]
    assert len(set(pids)) == 3 and len(pids) == 3


def test_no_more_iterators_are_taken_at_once_than_there_are_threads() -> None:
    running, most = set[int](), [0]

    def source(number: int):
        for step in range(3):
            running.add(number)
            most[0] = max(most[0], len(running))
            if step == 2:
                running.discard(number)
            yield step

    assert len(list(interleave((source(number) for number in range(8)), 2))) == 24
    assert most[0] <= 2


def test_of_several_iterators_that_fail_the_first_says_why() -> None:
    def failing(why: str):
        raise EngineError(why)
        yield

    with pytest.raises(EngineError, match="^first$"):
        list(interleave([failing("first"), failing("second")], 1))


def find_outputs(item: int) -> list[str]:
    """Return where a reader's standard output and error go; native parsers print there."""
    return [os.readlink(f"/proc/self/fd/{stream}") for stream in (1, 2)]


def test_what_a_reader_prints_goes_nowhere() -> None:
    engine: Engine[int, list[str]] = Engine(workers=1, seconds=300.0)
    assert dict(engine.run(find_outputs, [1])) == {1: [os.devnull, os.devnull]}


def return_core_limit(_: int) -> list[int]:
    return list(resource.getrlimit(resource.RLIMIT_CORE))


def test_a_reader_that_crashes_leaves_no_core_file_whatever_the_shell_allows() -> None:
    usual = resource.getrlimit(resource.RLIMIT_CORE)
    if not usual[1]:
        pytest.skip("this machine allows no core files")
    resource.setrlimit(resource.RLIMIT_CORE, (usual[1], usual[1]))
    try:
        engine: Engine[int, list[int]] = Engine(workers=1, seconds=300.0)
        assert list(engine.run(return_core_limit, [1])) == [(1, [0, 0])]
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, usual)
