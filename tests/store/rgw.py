"""Ceph's RADOS Gateway on loopback: a real S3 server that enforces signatures, ACLs and policies.

One process with the SQLite back end ("dbstore"), no cluster; Debian's packages radosgw and
ceph-common. Everything it writes lies in the folder it is given.
"""

from __future__ import annotations

import errno
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SECONDS = 150  # a machine may be busy with the rest of the suite
TRIES = 10
CONF = """\
[global]
fsid = 11111111-2222-3333-4444-555555555555
mon host = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
log file = {dir}/rgw.log
run dir = {dir}
admin socket = {dir}/rgw.asok
[client.rgw.test]
rgw backend store = dbstore
rgw config store = dbstore
dbstore db dir = {dir}
dbstore db name prefix = rgw
dbstore config uri = file:{dir}/config.db
rgw frontends = beast endpoint=127.0.0.1:{port} tcp_nodelay=1
rgw data = {dir}
"""


@dataclass(frozen=True)
class User:
    """A user of the gateway; its keys are made up and worth nothing."""

    name: str
    access_key: str
    secret_key: str


OWNER = User("owner", "OWNERKEY", "OWNERSECRET")
AUDITOR = User("auditor", "AUDITORKEY", "AUDITORSECRET")


def missing() -> str | None:
    """Return what is not installed, as a reason to skip, or None."""
    absent = [name for name in ("radosgw", "radosgw-admin") if shutil.which(name) is None]
    return f"{', '.join(absent)} not installed: apt-get install radosgw ceph-common" if absent else None


@contextmanager
def gateway(folder: Path) -> Iterator[str]:
    """Run a gateway with the two users and give its URL; it is stopped on leaving."""
    port = _free_port()
    conf = folder / "ceph.conf"
    conf.write_text(CONF.format(dir=folder, port=port), encoding="utf-8")
    common = ["-c", str(conf), "-n", "client.rgw.test", "--no-mon-config"]
    with (folder / "out.log").open("wb") as log:
        process = subprocess.Popen(["radosgw", *common, "-f"], stdout=log, stderr=log)
    try:
        _wait(process, port, folder)
        for user in (OWNER, AUDITOR):
            _create(user, common)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _create(user: User, common: list[str]) -> None:
    """Create a user; the tool sometimes hangs once its work is done, and is then stopped and asked again."""
    keys = ["--access-key", user.access_key, "--secret-key", user.secret_key]
    command = ["radosgw-admin", *common, "user", "create", "--uid", user.name, "--display-name", user.name]
    for _ in range(TRIES):
        try:
            done = subprocess.run(
                [*command, *keys], capture_output=True, timeout=SECONDS / TRIES, check=False
            )
        except subprocess.TimeoutExpired:
            continue
        if done.returncode in (0, errno.EEXIST):
            return
        raise RuntimeError(f"radosgw-admin ended with {done.returncode}: {done.stderr[-500:].decode()}")
    raise RuntimeError(f"radosgw-admin did not end in {TRIES} tries of {SECONDS // TRIES} seconds")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"radosgw did not start; see {folder / 'out.log'}")
