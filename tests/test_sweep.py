"""A run that is killed at any moment and given again ends with what an uninterrupted one ends with."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

import pii_sweep as ps
from tests.conftest import run_command

TIMINGS = {"seconds", "started", "finished", "target"}
FOLDER = "photosquared-backup"


@pytest.fixture(scope="module")
def bucket(tmp_path_factory) -> Path:
    """A folder of twenty text objects of several kinds."""
    root = tmp_path_factory.mktemp("store") / FOLDER
    for number in range(20):
        path = root / f"orders/{number % 3}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"Order {number}\nShip to:\nMaria Gonzalez\n{number + 1} Elm Street\nSacramento, CA 95814\n\n"
            f"Order total: ${number + 10}.00\n"
        )
    return root


def run(bucket: Path, out: Path, keys: Path) -> None:
    """Run in the tests' own process the command that `start` starts."""
    done = run_command("run", bucket, "--out", out, "--sample", "16", PII_SWEEP_KEYS=str(keys))
    assert done.returncode == 0, done.stderr


def start(bucket: Path, out: Path, keys: Path, stderr: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pii_sweep", "run", str(bucket), "--out", str(out), "--sample", "16"]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=stderr,
        start_new_session=True, env={**os.environ, "PII_SWEEP_KEYS": str(keys)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - a background job ignores it
    )  # fmt: skip


def tables(out: Path) -> dict[str, pd.DataFrame]:
    sweep = ps.open_sweep(out)
    names = ("buckets", "strata", "objects", "findings", "subjects", "estimates")
    frames = {name: getattr(sweep, name) for name in names}
    return {name: frame.drop(columns=TIMINGS & set(frame.columns)) for name, frame in frames.items()}


def readings(out: Path) -> int:
    """Return how many readings the journal holds so far."""
    import sqlite3
    from contextlib import closing

    if not (out / "sweep.sqlite").exists():
        return -1
    # A connection that stays open would keep the run from bringing its journal into one file.
    with closing(sqlite3.connect(f"file:{out / 'sweep.sqlite'}?mode=ro", uri=True)) as db:
        return int(db.execute("SELECT count(*) FROM readings").fetchone()[0])


@pytest.fixture(scope="module")
def keys(tmp_path_factory) -> Path:
    """One key folder for all runs: the same command of one user has the same digests."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="module")
def whole(bucket, keys, tmp_path_factory) -> Path:
    """An uninterrupted run."""
    out = tmp_path_factory.mktemp("whole") / "sweep"
    assert start(bucket, out, keys).wait(timeout=900) == 0
    return out


@pytest.mark.parametrize("done", [-1, 0, 1, 9, 15])  # -1: at once, 0: planned and nothing read
def test_killed_after_any_number_of_readings_and_resumed_it_ends_the_same(
    bucket, keys, whole, tmp_path, done: int
) -> None:
    out = tmp_path / "sweep"
    process = start(bucket, out, keys)
    deadline = time.monotonic() + 600
    while readings(out) < done and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    run(bucket, out, keys)
    expected, found = tables(whole), tables(out)
    for name in expected:
        pd.testing.assert_frame_equal(found[name], expected[name], obj=name)


def test_interrupted_it_ends_with_130_and_one_line_and_the_same_command_ends_the_same(
    bucket, keys, whole, tmp_path
) -> None:
    out = tmp_path / "sweep"
    process = start(bucket, out, keys, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 600
    # Once it is planned: the workers load the model first, and then read all of so few objects in no time.
    while readings(out) < 0 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=900)
    assert process.returncode == 130
    assert complaint.decode().splitlines() == [
        "pii-sweep: interrupted; give the same command again to resume"
    ]
    run(bucket, out, keys)
    for name, expected in tables(whole).items():
        pd.testing.assert_frame_equal(tables(out)[name], expected, obj=name)
