"""Lines that the log of a container holds in parts are read whole."""

from __future__ import annotations

import json
from time import perf_counter

import pytest

from pii_sweep.extract.text.container_log import PartRecords, join_parts
from tests.extract.office.test_document import read
from tests.extract.samples import every_text

STAMP = "2025-03-04T07:08:09.000000010Z"


def record(text: str, **more: str) -> str:
    return json.dumps({"log": text, "stream": "stdout", "time": STAMP} | more) + "\n"


def test_parts_of_a_line_are_joined_stream_by_stream() -> None:
    lines = [
        f"{STAMP} stdout F ready",
        f"{STAMP} stdout P write to w.tors",
        f"{STAMP} stderr P slow qu",
        f"{STAMP} stdout F son@tidal.example",
        f"{STAMP} stderr F ery",
        f"{STAMP} stdout F done",
        f"{STAMP} stdout P cut o",
    ]
    text = every_text(read("pod.log", "\n".join(lines).encode()))
    assert "stdout F write to w.torsson@tidal.example\n" in text
    assert "stderr F slow query\n" in text and text.endswith("cut o")
    assert text.splitlines()[5] == lines[5]


def test_records_whose_text_has_no_line_break_are_joined_where_others_have_one() -> None:
    log = record("ready\n") + record("write to w.tors") + record("son@tidal.example\n") + record("cut o")
    text = every_text(read("pod-json.log", log.encode()))
    assert "write to w.torsson@tidal.example" in text and "cut o" in text
    stripped = record("ready 1") + record("ready 2") + record("ready 3")
    assert "ready 1ready" not in every_text(read("pod-json.log", stripped.encode()))


def test_records_that_a_collector_marks_as_parts_are_joined() -> None:
    tagged = record("w.tors", logtag="P") + record("son@tidal.example", logtag="F")
    assert "w.torsson@tidal.example" in every_text(read("pod.json", tagged.encode()))
    partial = record("w.tors", partial_message="true", partial_last="false")
    partial += record("son@tidal.example", partial_message="true", partial_last="true")
    assert "w.torsson@tidal.example" in every_text(read("pod.json", partial.encode()))


@pytest.mark.parametrize(
    "more",
    [
        {"logtag": "PAYMENT"},
        {"partial_message": "false"},
        {"partial_message": False},
        {"partial_message": True, "partial_last": True},
        {"partial_message": "true", "partial_last": "True"},
        {"patient": "Wilma Torsson"},
    ],
)
def test_whole_records_keep_their_text(more: dict[str, object]) -> None:
    """A record of an application has the same keys and more."""
    records: list[dict[str, object]] = [
        {"log": "ready\n", "stream": "out", "time": STAMP},
        {"log": "first visit", "stream": "out", "time": STAMP} | more,
        {"log": "second visit", "stream": "out", "time": STAMP},
    ]
    parts = PartRecords()
    for record in records[:2]:
        parts.join(record)
    assert records[1]["log"] == "first visit" and not parts.drain()


@pytest.mark.parametrize(
    "more", [{"logtag": "P"}, {"logtag": "P:x"}, {"partial_message": True}, {"attrs": {}}]
)
def test_parts_wait_for_the_last_one(more: dict[str, object]) -> None:
    parts, last = PartRecords(), {"log": "it\n", "stream": "out", "time": STAMP}
    parts.join({"log": "ready\n", "stream": "out", "time": STAMP})
    parts.join({"log": "first vis", "stream": "out", "time": STAMP} | more)
    parts.join(last)
    assert last["log"] == "first visit\n"


def test_many_parts_of_a_line_take_the_time_of_their_length() -> None:
    begin = perf_counter()
    lines = list(join_parts([f"{STAMP} stdout P ab\n"] * 30_000 + [f"{STAMP} stdout F c\n"]))
    assert lines[-1] == f"{STAMP} stdout F {'ab' * 30_000}c\n"
    assert perf_counter() - begin < 3
