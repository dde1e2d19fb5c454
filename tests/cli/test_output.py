"""Standard output is a command's own, and steps are said when they are asked for."""

from __future__ import annotations

import errno
import os
import subprocess
import sys

import pytest

from pii_sweep import cli
from pii_sweep.cli.output import own_output, steps
from pii_sweep.errors import UsageError


def test_what_a_library_prints_meanwhile_prints_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    usual, files = sys.stdout, len(os.listdir("/proc/self/fd"))
    print("before")
    with pytest.raises(ZeroDivisionError), own_output() as out:
        print("of a library")
        os.write(1, b"of a native library\n")
        print("of the command", file=out)
        raise ZeroDivisionError
    print("after")
    sys.stdout.flush()
    assert sys.stdout is usual and len(os.listdir("/proc/self/fd")) == files
    assert capfd.readouterr().out == "before\nof the command\nafter\n"


def test_a_step_is_a_line_with_its_time_where_steps_are_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    for quiet, verbose in ((False, False), (True, False)):
        steps(quiet, verbose)("reading")
    assert capsys.readouterr().err == ""
    steps(False, True)("reading")
    moment, step = capsys.readouterr().err.split()
    assert step == "reading" and moment.endswith("+00:00") and len(moment) == len("2026-01-01T00:00:00+00:00")
    with pytest.raises(UsageError, match="either --quiet or --verbose"):
        steps(True, True)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_goes_to_a_full_disk_ends_with_a_line_that_says_so(unbuffered: str) -> None:
    with open("/dev/full", "w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "pii_sweep", "doctor"],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            text=True,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr.strip().splitlines()[-1].endswith("free some space and give the same command again")
    assert "bug" not in ended.stderr


def test_a_disk_that_is_full_elsewhere_leaves_the_output_open(monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(**_: object) -> None:
        raise OSError(errno.ENOSPC, "full", "sweep.sqlite")

    monkeypatch.setattr(cli, "app", fill)
    assert cli.code([]) == 1
    print("more")
