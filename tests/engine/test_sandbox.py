"""A sealed process can neither phone nor write, run a program, split, or look into another."""

from __future__ import annotations

import ctypes
import json
import os
import platform
import struct
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pii_sweep.engine import sandbox
from tests.extract.samples import samples

pytestmark = pytest.mark.skipif(sandbox.obstacle_to_sealing() != "", reason="no seccomp here")
ROOT = Path(__file__).parents[2]


def sealed(code: str, *arguments: object) -> dict[str, object]:
    """Run code in a process that sealed itself; return what the code put into `done`."""
    program = textwrap.dedent("""
        import ctypes, errno, json, os, resource, socket, sys, threading
        import numpy
        from pii_sweep.engine.sandbox import seal
        libc = ctypes.CDLL(None, use_errno=True)
        out = os.dup(1)
        done = {"sealed": str(seal())}
        def tried(function):
            try:
                function()
            except OSError as error:
                return errno.errorcode.get(error.errno, str(error.errno))
            return "went through"
        def called(number, *arguments):
            ctypes.set_errno(0)
            result = libc.syscall(number, *arguments)
            return errno.errorcode[ctypes.get_errno()] if result == -1 else "went through"
    """)
    program += textwrap.dedent(code) + "\nos.write(out, json.dumps(done).encode())\n"
    result = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=900,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    found: dict[str, object] = json.loads(result.stdout)
    return found


@pytest.fixture(scope="module")
def attempts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("sealed")
    (folder / "old").write_text("kept")
    return sealed(
        """
        folder = sys.argv[1]
        done["socket"] = tried(lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM))
        done["unix socket"] = tried(lambda: socket.socket(socket.AF_UNIX))
        done["connect"] = called(42 if os.uname().machine == "x86_64" else 203, 0, None, 0)
        done["name"] = tried(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        done["write new"] = tried(lambda: open(folder + "/new", "w"))
        done["write old"] = tried(lambda: open(folder + "/old", "r+"))
        done["append"] = tried(lambda: open(folder + "/old", "a"))
        done["open to empty"] = tried(lambda: os.open(folder + "/old", os.O_RDONLY | os.O_TRUNC))
        done["open to add"] = tried(lambda: os.open(folder + "/old", os.O_RDONLY | os.O_APPEND))
        done["open to make"] = tried(lambda: os.open(folder + "/new", os.O_RDONLY | os.O_CREAT))
        done["unnamed file"] = tried(lambda: os.open(folder, os.O_TMPFILE | os.O_RDWR))
        done["remove"] = tried(lambda: os.unlink(folder + "/old"))
        done["rename"] = tried(lambda: os.rename(folder + "/old", folder + "/new"))
        done["mkdir"] = tried(lambda: os.mkdir(folder + "/new"))
        done["truncate"] = tried(lambda: os.truncate(folder + "/old", 0))
        done["chmod"] = tried(lambda: os.chmod(folder + "/old", 0o777))
        done["exec"] = tried(lambda: os.execv("/bin/true", ["true"]))
        done["fork"] = tried(lambda: os._exit(0) if os.fork() == 0 else None)
        done["spawn"] = tried(lambda: os.posix_spawn("/bin/true", ["true"], {}))
        done["ptrace"] = called(101 if os.uname().machine == "x86_64" else 117, 16, os.getppid(), 0, 0)
        done["kill"] = tried(lambda: os.kill(os.getppid(), 0))
        done["limits of another"] = tried(lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CPU))
        done["own limits"] = tried(lambda: resource.prlimit(0, resource.RLIMIT_CPU, (3600, 3600)))
        done["limits by number"] = tried(lambda: resource.prlimit(os.getpid(), resource.RLIMIT_CPU))
        done["priority"] = tried(lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19))
        done["io_uring"] = called(425, 8, None)
        done["user namespace"] = called(272 if os.uname().machine == "x86_64" else 97, 0x10000000)
        done["a call of tomorrow"] = called(499)
        """,
        folder,
    )


WANTED = {
    "a call of tomorrow": "ENOSYS", "own limits": "went through", "limits by number": "went through",
}  # fmt: skip
TRIED = [
    "socket", "unix socket", "connect", "name", "write new", "write old", "append", "open to empty",
    "open to add", "open to make", "unnamed file", "remove",
    "rename", "mkdir", "truncate", "chmod", "exec", "fork", "spawn", "ptrace", "kill", "io_uring",
    "user namespace", "a call of tomorrow", "limits of another", "own limits", "limits by number", "priority",
]  # fmt: skip


@pytest.mark.parametrize("name", TRIED)
def test_a_sealed_process_is_refused_all_but_what_is_its_own(attempts: dict[str, object], name: str) -> None:
    assert attempts[name] == WANTED.get(name, "EPERM")


def test_a_name_cannot_be_looked_up() -> None:
    found = sealed(
        """
        try:
            socket.getaddrinfo("example.com", 443)
            done["found"] = True
        except OSError:
            done["found"] = False
        """
    )
    assert found["found"] is False


def test_a_sealed_process_still_reads_its_libraries_and_starts_threads_and_writes_into_its_pipe() -> None:
    found = sealed(
        """
        import decimal, xml.dom.minidom, numpy.linalg
        from concurrent.futures import ThreadPoolExecutor
        with ThreadPoolExecutor(2) as pool:
            done["squares"] = list(pool.map(lambda n: n * n, range(5)))
        done["solved"] = float(numpy.linalg.det(numpy.eye(3)))
        os.kill(os.getpid(), 0)
        done["isatty"] = os.isatty(0)
        """
    )
    assert found["squares"] == [0, 1, 4, 9, 16] and found["solved"] == 1.0


def _has_landlock() -> bool:
    return bool(ctypes.CDLL(None).syscall(sandbox.LANDLOCK_CREATE, None, 0, 1) >= 1)


@pytest.mark.skipif(platform.system() == "Linux" and not _has_landlock(), reason="no Landlock in this kernel")
def test_a_sealed_process_reads_no_file_but_its_own(tmp_path: Path) -> None:
    (tmp_path / "credentials").write_text("secret")
    found = sealed(
        """
        done["file"] = tried(lambda: open(sys.argv[1] + "/credentials"))
        done["folder"] = tried(lambda: os.listdir(sys.argv[1]))
        done["environment"] = tried(lambda: open(f"/proc/{os.getppid()}/environ"))
        """,
        tmp_path,
    )
    assert found["sealed"] == "yes"
    assert (found["file"], found["folder"], found["environment"]) == ("EACCES", "EACCES", "EACCES")


def test_what_was_open_before_stays_open(tmp_path: Path) -> None:
    (tmp_path / "document").write_text("read")
    handle = os.open(tmp_path / "document", os.O_RDONLY)
    program = Path(tmp_path / "p.py")
    program.write_text(
        "import os, sys\nfrom pii_sweep.engine.sandbox import seal\nseal()\n"
        "os.write(1, os.read(int(sys.argv[1]), 10))\n"
    )
    result = subprocess.run(
        [sys.executable, program, str(handle)], pass_fds=[handle], capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=900,
    )  # fmt: skip
    os.close(handle)
    assert result.stdout == b"read", result.stderr


def test_another_system_says_why_it_is_not_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    assert str(sandbox.seal()) == "no: Darwin has neither seccomp nor Landlock"


def test_no_call_stands_twice_in_the_table() -> None:
    for column in (0, 1):
        numbers = [pair[column] for pair in sandbox.REFUSED.values() if pair[column] is not None]
        assert len(numbers) == len(set(numbers)) and max(numbers) < sandbox.LATER


def decide(program: list[bytes], architecture: int, number: int, *arguments: int) -> int:
    """Return what a program of classic BPF (its five instructions here) says of one system call."""
    words = {sandbox.NUMBER: number, sandbox.ARCHITECTURE: architecture}
    words |= {sandbox.ARGUMENTS + 8 * place: value & 0xFFFFFFFF for place, value in enumerate(arguments)}
    held, at = 0, 0
    while True:
        code, if_true, if_false, value = struct.unpack("HBBI", program[at])
        at += 1
        if code == sandbox.RETURN:
            return value
        if code == sandbox.LOAD:
            held = words.get(value, 0)
            continue
        tests = {
            sandbox.EQUAL: held == value,
            sandbox.AT_LEAST: held >= value,
            sandbox.ANY_BIT: bool(held & value),
        }
        at += if_true if tests[code] else if_false


PID, MACHINES = os.getpid(), sandbox.ARCHITECTURES
# A call, its arguments, and whether it is allowed; the filter decides without the kernel, for both machines.
CALLS: tuple[tuple[str, tuple[int, ...], bool], ...] = (
    ("OPEN", (0, os.O_RDONLY), True),
    ("OPEN", (0, os.O_WRONLY), False),
    ("OPEN", (0, os.O_RDWR), False),
    ("OPEN", (0, os.O_RDONLY | os.O_CREAT), False),
    ("OPEN", (0, os.O_RDONLY | os.O_TRUNC), False),
    ("OPENAT", (0, 0, os.O_RDONLY | os.O_CLOEXEC), True),
    ("OPENAT", (0, 0, os.O_RDWR), False),
    ("OPENAT", (0, 0, os.O_APPEND), False),
    ("OPENAT", (0, 0, 0o20000000), False),
    ("OPENAT", (0, os.O_RDWR, 0), True),
    ("CLONE", (sandbox.CLONE_THREAD | 0xF00,), True),
    ("CLONE", (0xF00,), False),
    ("KILL", (PID,), True),
    ("KILL", (PID + 1,), False),
    ("KILL", (0,), False),
    ("TGKILL", (PID,), True),
    ("TGKILL", (1,), False),
    ("PRLIMIT", (0,), True),
    ("PRLIMIT", (PID,), True),
    ("PRLIMIT", (PID + 1,), False),
    ("IOCTL", (0, 0x5401), True),
    ("IOCTL", (0, sandbox.TIOCSTI), False),
    ("IOCTL", (0, sandbox.TIOCLINUX), False),
    ("IOCTL", (sandbox.TIOCSTI, 0), True),
)


@pytest.mark.parametrize(
    ("column", "architecture"), sandbox.ARCHITECTURES.values(), ids=sandbox.ARCHITECTURES
)
def test_the_filter_refuses_what_is_in_the_table_and_allows_the_rest(column: int, architecture: int) -> None:
    program = sandbox._filter(column, architecture)
    refused = {pair[column] for pair in sandbox.REFUSED.values()} - {None}
    special = {getattr(sandbox, name)[column] for name, _, _ in CALLS}
    for number in range(sandbox.LATER):
        if number not in special | {sandbox.CLONE3}:
            expected = sandbox.REFUSE if number in refused else sandbox.ALLOW
            assert decide(program, architecture, number) == expected, number
    for name, arguments, allowed in CALLS:
        number = getattr(sandbox, name)[column]
        if number is not None:
            expected = sandbox.ALLOW if allowed else sandbox.REFUSE
            assert decide(program, architecture, number, *arguments) == expected, (name, arguments)
    assert decide(program, architecture, sandbox.CLONE3) == sandbox.UNKNOWN
    assert decide(program, architecture, sandbox.LATER) == sandbox.UNKNOWN
    assert decide(program, architecture + 1, 0) == sandbox.KILL_PROCESS
    if column == 0:
        assert decide(program, architecture, sandbox.X32 + 1) == sandbox.REFUSE


# The files are in memory before the process closes itself.
READ_ALL = """
import io, json, os, sys
from pii_sweep.config import Settings
from pii_sweep.engine.sandbox import seal
from pii_sweep.extract.walk import walk
from pathlib import Path
from pii_sweep.types import Blob, Gap, ObjectRef, Table, Where

held = [(path.name, path.read_bytes()) for path in sorted(Path(sys.argv[1]).iterdir())]
out = os.dup(1)
closed = str(seal()) if sys.argv[2] == "sealed" else "no"

def read(name, data):
    where = Where(ObjectRef("samples", name, size=len(data)))
    for piece in walk(Blob(where, lambda: io.BytesIO(data), len(data)), Settings().extract):
        rows = len(list(piece.rows)) if isinstance(piece, Table) else 0
        yield [type(piece).__name__, rows, str(piece.reason) if isinstance(piece, Gap) else ""]

def read_whole(name, data):
    try:
        return list(read(name, data))
    except OSError as error:
        return str(error)

os.write(out, json.dumps([closed, {name: read_whole(name, data) for name, data in held}]).encode())
"""


def test_a_sealed_process_reads_every_kind_of_file_as_an_open_one_does(tmp_path: Path) -> None:
    for name, data in samples().values():
        (tmp_path / name).write_bytes(data)

    def read(how: str) -> list[object]:
        result = subprocess.run(
            [sys.executable, "-c", READ_ALL, str(tmp_path), how],
            capture_output=True, text=True, check=True, timeout=900,
            env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
        found: list[object] = json.loads(result.stdout)
        return found

    (_, open_one), (closed, sealed_one) = read("open"), read("sealed")
    assert closed == "yes"
    assert isinstance(open_one, dict) and len(open_one) > 40
    assert sealed_one == open_one
