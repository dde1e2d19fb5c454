"""Hard budgets and the quote, held against a server that counts, and that fails now and then."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import pii_sweep as ps
from fixtures import serve
from pii_sweep.config import Settings
from pii_sweep.plan.budgets import SecondReads, second_reads
from pii_sweep.sample.cost.costs import THUMBNAIL_BYTES, Costs
from pii_sweep.types import ObjectRef
from tests.conftest import ESTATE

BUCKET = "photosquared-prod"
COMMAND = ("run", f"s3://{BUCKET}", "--ocr", "off")
BUSY = b"<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>"


class Meter:
    """A server that counts requests and bytes of objects, and is too busy for every so-manieth GET."""

    def __init__(self) -> None:
        self.requests = self.bytes = self.busy = 0
        self._lock = threading.Lock()

    def around(self, inner: serve.Wsgi) -> serve.Wsgi:
        def answer(environ: dict[str, Any], respond: Callable[..., Any]) -> Iterable[bytes]:
            is_object = environ["REQUEST_METHOD"] == "GET" and environ["PATH_INFO"].count("/") > 1
            with self._lock:
                self.requests += 1
                number = self.requests
            if is_object and self.busy and number % self.busy == 0:
                respond("503 Slow Down", [("Content-Length", str(len(BUSY)))])
                return [BUSY]
            return self._counted(inner(environ, respond), is_object)

        return answer

    def _counted(self, parts: Iterable[bytes], is_object: bool) -> Iterator[bytes]:
        for part in parts:
            with self._lock:
                self.bytes += len(part) * is_object
            yield part

    def reset(self, busy: int = 0) -> None:
        self.requests, self.bytes, self.busy = 0, 0, busy


@pytest.fixture(scope="module")
def metered() -> Iterator[tuple[Meter, dict[str, str]]]:
    meter = Meter()
    endpoint, stop = serve.serve(ESTATE, around=meter.around)
    yield meter, serve.environment(endpoint)
    stop()


def objects(out: Path) -> list[tuple[str, str, str]]:
    frame = ps.open_sweep(out).objects
    return sorted(zip(frame["key"], frame["status"], frame["reason"], strict=True))


def test_a_sweep_takes_what_its_plan_said(in_process, metered, tmp_path) -> None:
    meter, environment = metered
    options = (f"s3://{BUCKET}", "--sample", "14", "--seed", "x")
    planned = in_process("plan", *options, "--json", **environment)
    quote = json.loads(planned.stdout)[0]
    meter.reset()
    result = in_process("run", *options, "--ocr", "off", "--out", tmp_path / "o", **environment)
    said = quote["list_requests"] + quote["other_requests"] + quote["get_requests"]
    assert quote["objects"] == len(objects(tmp_path / "o")) == 14
    assert meter.requests == said
    assert meter.bytes == pytest.approx(quote["bytes"], abs=2000)  # refusals and tags are no object's
    assert f"took {said:,} requests and {quote['bytes']:,} bytes" in result.stdout
    assert f"the plan said {said:,} and {quote['bytes']:,}" in result.stdout


@pytest.mark.parametrize(
    ("options", "limits"),
    [
        (("--max-requests", "45", "--workers", "3"), (45, 1 << 40)),
        (("--max-bytes", "150KB", "--max-requests", "70"), (70, 150 << 10)),
        (("--max-dollars", "0.000016"), (40, 1 << 40)),
    ],
)
def test_no_limit_is_passed_by_retries_and_workers_side_by_side(
    in_process, metered, tmp_path, options: tuple[str, ...], limits: tuple[int, int]
) -> None:
    meter, environment = metered
    meter.reset(busy=9)
    result = in_process(
        "run", f"s3://{BUCKET}", "--sample", "300", "--ocr", "off", *options, "--out", tmp_path / "o",
        **environment,
    )  # fmt: skip
    assert result.returncode in (0, 3), result.stderr
    assert len(objects(tmp_path / "o")) > 5
    assert (meter.requests <= limits[0], meter.bytes <= limits[1]) == (True, True)


def start(out: Path, environment: dict[str, str], *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pii_sweep", *COMMAND, "--out", str(out)]
    return subprocess.Popen(
        [*command, *options], env={**os.environ, **environment}, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def readings(out: Path) -> int:
    if not (out / "sweep.sqlite").exists():
        return -1
    with sqlite3.connect(f"file:{out / 'sweep.sqlite'}?mode=ro", uri=True) as db:
        return int(db.execute("SELECT count(*) FROM readings").fetchone()[0])


def test_a_killed_draw_that_settles_its_rating_is_resumed_to_the_same_end(
    in_process, metered, tmp_path
) -> None:
    meter, environment = metered
    meter.reset()
    options = ("--until", "rating", "--max-requests", "200", "--include", "orders/*")
    whole = (*COMMAND, *options, "--out", tmp_path / "whole")
    assert in_process(*whole, **environment).returncode in (0, 3)
    meter.reset()
    process = start(tmp_path / "cut", environment, *options)
    deadline = time.monotonic() + 600
    while readings(tmp_path / "cut") < 20 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    again = (*COMMAND, *options, "--out", tmp_path / "cut")
    assert in_process(*again, **environment).returncode in (0, 3)
    assert meter.requests <= 200
    assert objects(tmp_path / "cut") == objects(tmp_path / "whole")
    one, other = (ps.open_sweep(tmp_path / name).buckets for name in ("cut", "whole"))
    assert one["rating"].tolist() == other["rating"].tolist()


@pytest.mark.parametrize("more", [(), ("--sample", "all")])
def test_minutes_end_a_sweep_and_what_was_not_begun_is_not_sampled(
    in_process, metered, tmp_path, more: tuple[str, ...]
) -> None:
    meter, environment = metered
    meter.reset()
    options = (*COMMAND, "--max-minutes", "0.001", *more)
    for _ in range(2):  # the second finds the minutes spent as well
        result = in_process(*options, "--out", tmp_path / "o", **environment)
        assert result.returncode in (0, 3), result.stderr
        assert "not sampled: the time limit is used up" in result.stdout
    assert len(objects(tmp_path / "o")) < 50
    assert ps.open_sweep(tmp_path / "o").buckets["not_sampled"].iloc[0] > 290


@pytest.mark.skipif(not find_spec("onnxruntime"), reason="thumbnails need the extra ocr")
def test_an_object_too_large_for_a_thumbnail_is_not_read_a_second_time_for_one() -> None:
    sizes = (1000, THUMBNAIL_BYTES, THUMBNAIL_BYTES + 1)
    picks = [ObjectRef("b", f"{size}.pdf", size=size) for size in sizes]
    found = second_reads([Costs().bill("pdf", picks)], Settings())
    assert found == SecondReads(2, 1000 + THUMBNAIL_BYTES)
