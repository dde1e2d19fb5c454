"""A store that fails as stores do: right states and reasons, and the same command ends whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pii_sweep import sweep
from pii_sweep.config import Settings, Targets, change, merge
from pii_sweep.errors import StoreError, Unreachable, UsageError
from pii_sweep.journal import Journal
from pii_sweep.store import clients, connect
from pii_sweep.types import Target
from tests.gate import Gate, gated

BODY = b"Customer: Maria Gonzalez, 12 Elm Street, Apt 4, Sacramento, CA 95814\n" * 40
ALL = merge(change(Settings(), "sample", size=None), "extract", ocr="off")


@pytest.fixture(scope="module")
def shared() -> Iterator[Gate]:
    with gated() as one:
        yield one


@pytest.fixture
def gate(shared: Gate, own_environment: None, monkeypatch: pytest.MonkeyPatch) -> Gate:
    for name, value in shared.environment.items():
        monkeypatch.setenv(name, value)
    shared.rule, shared.page = (lambda method, path: "pass"), 1000
    shared.asked.clear()
    shared.answered.clear()
    return shared


def first(count: int, how: str) -> Callable[[str, str], str]:
    """Return a rule that treats the first so many GETs of an object in one way."""
    seen = Counter[str]()

    def rule(method: str, path: str) -> str:
        if method != "GET" or ".txt" not in path or "?" in path:
            return "pass"
        seen[path] += 1
        return how if seen[path] <= count else "pass"

    return rule


PASSING = {"busy": 2, "broken": 2, "drop": 1, "reset": 1, "cut": 2, "long": 1, "drip": 9, "stall": 1}


@pytest.mark.parametrize(("how", "count"), PASSING.items())
def test_a_fault_that_passes_is_waited_out(
    gate: Gate, monkeypatch: pytest.MonkeyPatch, how: str, count: int
) -> None:
    monkeypatch.setattr(clients, "PATIENT", (1, 1, 4))
    monkeypatch.setattr(clients, "HASTY", (1, 1, 4))
    bucket = gate.bucket({"a.txt": BODY})
    store = connect(Target("s3", bucket), Targets())
    (ref,) = store.list(bucket)
    gate.rule = first(count, how)
    assert store.open(ref).read() == BODY


def test_bodies_that_always_break_off_end_in_an_error(gate: Gate) -> None:
    bucket = gate.bucket({"a.txt": BODY})
    store = connect(Target("s3", bucket), Targets())
    (ref,) = store.list(bucket)
    gate.rule = first(99, "cut")
    with pytest.raises(Unreachable):
        store.open(ref).read()


def states(folder: Path) -> dict[str, tuple[str, str | None]]:
    with Journal.look(folder) as journal:
        return {reading.ref.key: (reading.status, reading.reason) for _, _, reading in journal.readings()}


def swept(gate: Gate, folder: Path, bucket: str, between: Callable[[], None] = lambda: None) -> None:
    with sweep.open_or_plan(folder, [Target("s3", bucket)], ALL, lambda *_: None) as journal:
        between()
        sweep.run(journal, ALL, 1, lambda *_: None)


def test_each_fault_has_its_state_and_reason_and_the_same_command_ends_whole(
    gate: Gate, tmp_path: Path
) -> None:
    names = ("fine", "busy", "cut", "deny", "gone", "new")
    bucket = gate.bucket({f"{name}.txt": BODY for name in names})
    seen = Counter[str]()

    def expired(method: str, path: str) -> str:
        seen["objects"] += path.endswith(".txt")
        return "expired" if seen["objects"] > 2 else "pass"

    def faulty(method: str, path: str) -> str:
        name = path.rpartition("/")[2].removesuffix(".txt")
        seen[path] += 1
        if name == "busy":
            return "busy" if seen[path] == 1 else "pass"
        return name if name in {"cut", "deny"} else "pass"

    with pytest.raises(UsageError, match="session token has expired; log in again"):
        swept(gate, tmp_path / "out", bucket, lambda: setattr(gate, "rule", expired))
    read = set(states(tmp_path / "out"))
    gate.rule = lambda method, path: "pass"
    gate.client.delete_object(Bucket=bucket, Key="gone.txt")
    gate.client.put_object(Bucket=bucket, Key="new.txt", Body=BODY + b"more")
    gate.rule = faulty
    swept(gate, tmp_path / "out", bucket)
    wanted = {
        "fine.txt": ("ANALYSED", ""),
        "busy.txt": ("ANALYSED", ""),
        "cut.txt": ("FAILED", "ENDPOINT_UNREACHABLE"),
        "deny.txt": ("FAILED", "PERMISSION_DENIED"),
        "gone.txt": ("FAILED", "SOURCE_OBJECT_NO_LONGER_AVAILABLE"),
        "new.txt": ("FAILED", "OBJECT_VERSION_MISMATCH"),
    } | dict.fromkeys(read, ("ANALYSED", ""))  # read before its fault came
    assert states(tmp_path / "out") == wanted
    gate.rule = lambda method, path: "pass"
    swept(gate, tmp_path / "out", bucket)
    lasting = {key for key in ("gone.txt", "new.txt") if key not in read}
    assert {key for key, state in states(tmp_path / "out").items() if state[0] != "ANALYSED"} == lasting


@pytest.mark.parametrize("how", ["broken", "cut", "repeat"])
def test_a_page_that_is_broken_or_comes_again_leaves_the_listing_open_until_the_same_command(
    gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(clients, "PATIENT", (1, 1, 2))
    bucket = gate.bucket({f"{number}.txt": BODY for number in range(6)})
    gate.page = 2
    pages = Counter[str]()

    def rule(method: str, path: str) -> str:
        pages["all"] += "list-type" in path
        return how if "list-type" in path and pages["all"] > 1 else "pass"

    gate.rule = rule
    with sweep.open_or_plan(tmp_path / "out", [Target("s3", bucket)], ALL, lambda *_: None) as journal:
        (frame,) = journal.plan().buckets
        assert frame.listing != "complete"
    gate.rule = lambda method, path: "pass"
    with sweep.open_or_plan(tmp_path / "out", [Target("s3", bucket)], ALL, lambda *_: None) as journal:
        (frame,) = journal.plan().buckets
    assert frame.listing == "complete" and sum(stratum.objects for stratum in frame.strata) == 6


def test_a_listing_that_repeats_a_page_is_an_error_and_no_endless_one(gate: Gate) -> None:
    bucket = gate.bucket({f"{number}.txt": b"x" for number in range(4)})
    gate.page = 2
    store = connect(Target("s3", bucket), Targets())
    gate.rule = lambda method, path: "repeat"
    with pytest.raises(StoreError, match="does not advance"):
        list(store.list(bucket))
