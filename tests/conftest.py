"""What many tests need: a key folder of their own, credentials, and the estate on a real S3 server."""

from __future__ import annotations

import io
import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import settings

from pii_sweep import patterns

ROOT = Path(__file__).parents[1]
ESTATE = ROOT / "fixtures" / "estate"

# The recognizers' patterns are compiled once for all test processes, by `.ci/setup`.
patterns.begin()

# Nothing hangs on elapsed time: a loaded machine is no fault of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Files of a minute or more: `--dist loadfile` gives a file to one core, and one that begins last keeps the
# other core waiting. Those that are given first leave the short ones to fill both up to the end.
LONG = (
    "sample/test_intervals.py", "sample/test_rounds.py", "detect/test_held_findings.py", "test_sweep.py",
    "plan/test_budgets.py", "cli/test_demo.py", "test_second_run.py", "engine/test_cluster.py",
    "cli/test_accounts.py", "report/test_publish.py", "detect/test_drawn_tables.py", "engine/test_kills.py",
)  # fmt: skip

Command = Callable[..., subprocess.CompletedProcess[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the files that take longest first; all others keep their order."""
    place = {ROOT / "tests" / name: number for number, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.path, len(LONG)))


@pytest.fixture(scope="session")
def own_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Name a place for each test; most tests need no folder, and making one for each takes long."""
    base = tmp_path_factory.mktemp("own")
    return (base / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_environment(own_places: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep keys and credentials of whoever runs the tests out of them."""
    place = next(own_places)
    monkeypatch.setenv("PII_SWEEP_KEYS", str(place / "keys"))
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(place / "no-config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(place / "no-credentials"))


@pytest.fixture(scope="session", autouse=True)
def shared_template() -> Iterator[None]:
    """Load the models of readers once for all sweeps in the tests' own process."""
    from tests.shared_template import share_template

    with share_template():
        yield


@pytest.fixture(scope="session")
def served() -> Iterator[tuple[str, dict[str, str]]]:
    """Serve the committed estate; gives the endpoint and the environment with credentials."""
    from fixtures import serve

    endpoint, stop = serve.start(ESTATE)
    yield endpoint, serve.environment(endpoint)
    stop()


@pytest.fixture
def pii_sweep() -> Command:
    """Run the real command line in a process of its own."""

    def command(
        *arguments: object, timeout: float = 900, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pii_sweep", *map(str, arguments)],
            env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=timeout,
        )  # fmt: skip

    return command


def run_command(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in this process, for a fixture that outlives a test."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        ended = _call_command(*arguments, **environment)
    return subprocess.CompletedProcess(arguments, ended, out.getvalue(), err.getvalue())


def _call_command(*arguments: object, **environment: str) -> int:
    from pii_sweep.cli import code

    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        return code([str(argument) for argument in arguments])


@pytest.fixture
def in_process(capfd: pytest.CaptureFixture[str]) -> Command:
    """Run the command line in the tests' own process: starting one costs a second of a core."""

    def command(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        capfd.readouterr()
        ended = _call_command(*arguments, **environment)
        printed = capfd.readouterr()
        return subprocess.CompletedProcess(arguments, ended, printed.out, printed.err)

    return command
