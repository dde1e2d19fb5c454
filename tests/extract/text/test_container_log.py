"""Lines that the log of a container holds in parts are read whole."""

from __future__ import annotations

import json

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
