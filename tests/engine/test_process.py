"""How a process of the engine is started, and what it is stripped of."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import ModuleType

import pytest

from pii_sweep.engine import process
from pii_sweep.engine.process import Sealing, _bare_environment, _hold_interrupts, _without_main
from pii_sweep.engine.sandbox import Sealed
from pii_sweep.errors import EngineError


def test_the_environment_is_bare_while_a_reader_starts_and_as_before_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    before = dict(os.environ)
    with _bare_environment(True):
        assert "AWS_SECRET_ACCESS_KEY" not in os.environ
        assert (os.environ["LC_ALL"], os.environ["PATH"]) == ("C", before["PATH"])
        assert {os.environ[name] for name in process.ONE_THREAD} == {"1"}
    assert dict(os.environ) == before
    with pytest.raises(ZeroDivisionError), _bare_environment(True):
        raise ZeroDivisionError
    assert dict(os.environ) == before
    with _bare_environment(False):
        assert dict(os.environ) == before
    assert dict(os.environ) == before


def test_a_process_does_not_import_the_main_module_again_unless_it_needs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def needed() -> None: ...

    main = ModuleType("__main__")
    needed.__module__, needed.__qualname__ = "__main__", "needed"
    main.needed = needed  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "__main__", main)
    with _without_main(abs):
        assert sys.modules["__main__"] is not main
    assert sys.modules["__main__"] is main
    with _without_main(needed):
        assert sys.modules["__main__"] is main
    with pytest.raises(ZeroDivisionError), _without_main(abs):
        raise ZeroDivisionError
    assert sys.modules["__main__"] is main


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let interrupts reach a test whose shell runs it in the background, with them ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_waits_until_a_process_is_started() -> None:
    usual, done = signal.getsignal(signal.SIGINT), []
    with pytest.raises(KeyboardInterrupt), _hold_interrupts():
        os.kill(os.getpid(), signal.SIGINT)
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, set())
        done.append("started")
    assert done and signal.getsignal(signal.SIGINT) is usual
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())
    with _hold_interrupts():
        done.append("without one")
    assert len(done) == 2


def test_interrupts_that_are_ignored_or_another_thread_s_are_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_by: list[object] = []
    monkeypatch.setattr(process.signal, "signal", lambda *given: set_by.append(given))
    monkeypatch.setattr(process.signal, "getsignal", lambda _: signal.SIG_IGN)
    with _hold_interrupts():
        pass
    monkeypatch.undo()
    monkeypatch.setattr(process.signal, "signal", lambda *given: set_by.append(given))

    def start() -> None:
        with _hold_interrupts():
            set_by.append("ran")

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    assert set_by == ["ran"]


@pytest.mark.parametrize("required", [False, True])
def test_readers_are_sealed_unless_there_is_an_obstacle(
    monkeypatch: pytest.MonkeyPatch, required: bool
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(process, "seal", lambda readable: asked.append(readable) or Sealed(True))
    assert Sealing(("/x",), required=required).close() == Sealed(True) and asked == [("/x",)]
    blocked = Sealing(("/x",), "old kernel", required)
    if required:
        with pytest.raises(EngineError, match=r"cannot be sealed \(old kernel\); leave --require-sealed out"):
            blocked.close()
    else:
        assert blocked.close() == Sealed(False, "old kernel")
    assert len(asked) == 1


def test_where_no_process_can_be_started_fewer_workers_are_advised(monkeypatch: pytest.MonkeyPatch) -> None:
    class Context:
        def Process(self, **_: object) -> Context:  # noqa: N802
            return self

        def start(self) -> None:
            raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(process.multiprocessing, "get_context", lambda _: Context())
    with pytest.raises(EngineError, match="Resource temporarily unavailable; give a lower number with"):
        process.spawn(abs, (), abs)


def test_a_process_with_one_thread_can_be_forked_where_the_system_is_linux(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for threads, system, forked in (
        (["1"], "linux", True), (["1", "2"], "linux", False), ([], "linux", False), (["1"], "darwin", False),
    ):  # fmt: skip
        monkeypatch.setattr(process.os, "listdir", lambda _, threads=threads: threads)
        monkeypatch.setattr(process.sys, "platform", system)
        assert process.has_one_thread() is forked
