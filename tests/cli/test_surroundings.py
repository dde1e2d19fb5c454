"""A sweep speaks to the store alone, writes to its own directory alone, and leaves the store as it was.

The kernel is asked, not Python: native libraries open files and sockets that no audit hook sees.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest

from fixtures import serve

CALLS = (
    "connect,sendto,sendmsg,sendmmsg,bind,open,openat,openat2,creat,mkdir,mkdirat,mknod,mknodat,link,linkat,"
    "symlink,symlinkat,rename,renameat,renameat2,truncate,unlink,unlinkat"
)
BUCKET = "photosquared-backup"
CALL = re.compile(r"^(?P<pid>\d+) +(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+|\?)")
INTERNET = re.compile(r'sa_family=(AF_INET6?),.*htons\((\d+)\).*?"([^"]+)"')
LOCAL = re.compile(r'sa_family=AF_UNIX, sun_path=@?"([^"]*)"')
PLACE = re.compile(r'(?:AT_FDCWD|\d+)<(?P<folder>[^>]*)>, "(?P<path>[^"]*)"|"(?P<alone>[^"]*)"')


@pytest.fixture(scope="module")
def ours(served):
    """A client of the fixture server."""
    return serve.client(served[0])


def listing(client) -> list[tuple[str, str, str]]:
    objects = client.list_object_versions(Bucket=BUCKET)["Versions"]
    return [(item["Key"], item["VersionId"], item["ETag"]) for item in objects]


def calls(log: Path) -> list[tuple[str, str]]:
    """Return the calls that succeeded, or were under way, as (name, arguments)."""
    text = log.read_text(errors="replace")
    # A call that another process interrupts is logged in two parts.
    begun: dict[str, str] = {}
    lines = []
    for line in text.splitlines():
        pid = line.split(" ", 1)[0]
        if line.endswith("<unfinished ...>"):
            begun[pid] = line.removesuffix("<unfinished ...>").rstrip()
        elif "resumed>" in line:
            lines.append(begun.pop(pid, pid) + line.split("resumed>", 1)[1])
        else:
            lines.append(line)
    found = [match for line in lines if (match := CALL.match(line))]
    return [
        (call["name"], call["arguments"])
        for call in found
        if not call["result"].startswith("-") or call["name"] in {"connect", "sendto", "sendmmsg", "sendmsg"}
    ]


def called(found: list[tuple[str, str]]) -> set[str]:
    """Return every address that a socket was pointed at or a datagram sent to."""
    places = set[str]()
    for _, arguments in found:
        places |= {f"{host}:{port}" for _, port, host in INTERNET.findall(arguments) if port != "0"}
        places |= {f"unix:{path}" for path in LOCAL.findall(arguments)}
    return places


def written(found: list[tuple[str, str]], folder: Path) -> set[str]:
    """Return every path that was created, opened for writing, renamed or removed."""
    places = set[str]()
    for name, arguments in found:
        if name in {"connect", "sendto", "sendmsg", "sendmmsg", "bind"}:
            continue
        opens = name in {"open", "openat", "openat2"}
        if opens and not re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND", arguments):
            continue
        for match in PLACE.finditer(arguments):
            base, path = match["folder"] or str(folder), match["path"] or match["alone"] or ""
            places.add(os.path.normpath(os.path.join(base, path)))
    return places


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_the_kernel_sees_no_other_address_called_and_nothing_written_next_to_the_sweep(
    served, ours, tmp_path: Path
) -> None:
    endpoint, environment = served
    before, log, home, keys = listing(ours), tmp_path / "log", tmp_path / "home", tmp_path / "keys"
    home.mkdir()
    result = subprocess.run(
        [
            "strace", "-f", "-y", "-s", "4096", "--seccomp-bpf", "-e", f"trace={CALLS}", "-o", str(log),
            sys.executable, "-m", "pii_sweep", "run", f"s3://{BUCKET}/nightly/2024-06-11/scans",
            "--endpoint-url", endpoint, "--out", str(tmp_path / "out"), "--sample", "6", "--workers", "2",
        ],
        env={
            **os.environ, **environment, "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(home),
            "PII_SWEEP_KEYS": str(keys),
        },
        capture_output=True, text=True, check=False, timeout=1800,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    found = calls(log)
    assert called(found) - {"unix:/var/run/nscd/socket"} == {urlsplit(endpoint).netloc}
    allowed = (str(tmp_path / "out"), str(keys), "/dev/null", "/dev/tty", "/proc/")
    assert {place for place in written(found, Path.cwd()) if not place.startswith(allowed)} == set()
    assert list(home.iterdir()) == []
    assert pd.read_parquet(tmp_path / "out" / "objects.parquet")["ocr_pages"].sum() > 0
    assert listing(ours) == before
    assert any("O_RDWR" in arguments or "O_WRONLY" in arguments for _, arguments in found)
    assert f"{tmp_path / 'out' / 'report.html'}" in written(found, Path.cwd())


def test_what_the_log_shows_is_understood(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text(
        '12 connect(3<socket:[1]>, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("1.2.3.4")}, 16) = -1 EINPROGRESS\n'  # noqa: E501
        '12 sendto(3<socket:[1]>, "q", 1, 0, {sa_family=AF_INET6, sin6_port=htons(53), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, 28 <unfinished ...>\n'  # noqa: E501
        '13 openat(AT_FDCWD</home>, "a", O_RDONLY) = 3</home/a>\n'
        "12 <... sendto resumed>) = 1\n"
        '13 openat(AT_FDCWD</home>, "b", O_WRONLY|O_CREAT, 0600) = 3</home/b>\n'
        '13 openat(AT_FDCWD</home>, "c", O_WRONLY|O_CREAT, 0600) = -1 EACCES (Permission denied)\n'
        '13 mkdir("/tmp/d", 0700) = 0\n'
        '13 connect(4<socket:[2]>, {sa_family=AF_UNIX, sun_path="/run/x"}, 110) = 0\n'
    )
    found = calls(log)
    assert called(found) == {"1.2.3.4:443", "::1:53", "unix:/run/x"}
    assert written(found, Path("/")) == {"/home/b", "/tmp/d"}
