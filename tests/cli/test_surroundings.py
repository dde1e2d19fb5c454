"""A sweep speaks to the store alone, writes to its own directory alone, and leaves the store as it was."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from fixtures import serve

# Loaded by every Python process of the run, workers too; it tells whom they call and what they write.
WATCH = """
import os, sys
log = os.open(os.environ["WATCH_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def watch(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        os.write(log, f"connect {arguments[1][0]}:{arguments[1][1]}\\n".encode())
    elif event == "socket.getaddrinfo":
        os.write(log, f"resolve {arguments[0]}\\n".encode())
    elif event == "open" and isinstance(arguments[0], str) and isinstance(arguments[2], int):
        if arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            os.write(log, f"write {os.path.abspath(arguments[0])}\\n".encode())
sys.addaudithook(watch)
"""


@pytest.fixture(scope="module")
def ours(served):
    """A client of the fixture server."""
    return serve.client(served[0])


def listing(client) -> list[tuple[str, str, str]]:
    objects = client.list_object_versions(Bucket="photosquared-backup")["Versions"]
    return [(item["Key"], item["VersionId"], item["ETag"]) for item in objects]


def test_no_other_address_is_called_and_nothing_is_written_beside_the_sweep(
    pii_sweep, served, ours, tmp_path: Path
) -> None:
    endpoint, environment = served
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCH)
    before = listing(ours)
    result = pii_sweep(
        "run", "s3://photosquared-backup", "--endpoint-url", endpoint, "--out", tmp_path / "out",
        "--sample", "25", PYTHONPATH=str(tmp_path / "watch"), WATCH_LOG=str(tmp_path / "log"),
        PYTHONDONTWRITEBYTECODE="1", **environment,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    events = [line.split(" ", 1) for line in (tmp_path / "log").read_text().splitlines()]
    called = {place for event, place in events if event == "connect"}
    assert called == {urlsplit(endpoint).netloc}
    assert {place for event, place in events if event == "resolve"} <= {"127.0.0.1", "localhost"}
    allowed = (str(tmp_path / "out"), str(tmp_path / "keys"), "/dev/")
    written = {place for event, place in events if event == "write" and not place.startswith(allowed)}
    assert written == set()
    assert listing(ours) == before
