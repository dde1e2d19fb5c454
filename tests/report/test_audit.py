"""The audit of revealed values: chained, limited a day, and refused where it was changed."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from pii_sweep.errors import UsageError
from pii_sweep.report import audit


@pytest.fixture(autouse=True)
def _own_keys(key_folder: Path) -> None:
    """Sign with a key of the test's own."""


def test_lines_are_chained_and_a_change_anywhere_is_refused(tmp_path: Path) -> None:
    for number in range(5):
        audit.record(tmp_path, "reveal", f"ticket {number}", {"finding_id": f"f{number}"})
    assert [line["finding_id"] for line in audit.lines(tmp_path)] == ["f0", "f1", "f2", "f3", "f4"]
    path = tmp_path / audit.NAME
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    for broken in (
        whole.replace(b"ticket 1", b"ticket 9"),
        b"".join(lines[:1] + lines[2:]),
        b"".join(lines[1:]),
        b"{}\n",
        whole[:-1],
        whole[:-1] + b"\r",
        whole.replace(b", ", b",\t", 1),
        whole.replace(b"ticket 4", b"ticket 5"),  # the last line, which no other names
        b"".join(
            [
                *lines,
                b'{"action": "reveal", "previous": "%s"}\n' % sha256(lines[-1][:-1]).hexdigest().encode(),
            ]
        ),
    ):
        path.write_bytes(broken)
        with pytest.raises(UsageError, match="was changed at line"):
            audit.lines(tmp_path)


def test_so_many_values_are_revealed_a_day_and_no_more(tmp_path: Path) -> None:
    for _ in range(3):
        audit.allow(tmp_path, 3)
        audit.record(tmp_path, "reveal", "why", {})
    with pytest.raises(UsageError, match="3 values were revealed within a day"):
        audit.allow(tmp_path, 3)
    audit.allow(tmp_path)
