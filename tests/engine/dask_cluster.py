"""A Dask scheduler and workers as processes of this machine, joined by TLS, for tests and measurements."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import dask
from distributed import Security

ROOT = Path(__file__).parents[2]
# A worker that hangs is given up after so long without a sign of life.
SILENCE = "6s"


@dataclass
class DaskCluster:
    """A scheduler's address, and the processes by their names."""

    folder: Path
    environment: dict[str, str]
    address: str = ""
    processes: dict[str, subprocess.Popen[str]] = field(default_factory=dict)

    def start_scheduler(self) -> None:
        """Start the scheduler and wait until it says where it listens."""
        process = self._start("scheduler", "--host", "tls://127.0.0.1", "--port", "0", "--no-dashboard")
        assert process.stderr is not None
        for line in process.stderr:
            if found := re.search(r"tls://[\d.]+:\d+", line):
                self.address = found[0]
                return
        raise RuntimeError("the scheduler did not start")

    def start_worker(self, name: str, threads: int = 1) -> subprocess.Popen[str]:
        """Start a worker without a nanny."""
        return self._start(
            "worker", self.address, "--name", name, "--nthreads", str(threads), "--no-nanny",
            "--no-dashboard", "--memory-limit", "0", "--local-directory", str(self.folder), called=name,
        )  # fmt: skip

    def _start(self, *arguments: str, called: str = "scheduler") -> subprocess.Popen[str]:
        with (self.folder / f"{called}.log").open("w") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments],
                env=self.environment, stdout=subprocess.DEVNULL, text=True,
                stderr=subprocess.PIPE if called == "scheduler" else log,
            )  # fmt: skip
        self.processes[called] = process
        return process

    def close(self) -> None:
        """End all processes."""
        for process in self.processes.values():
            process.kill()
            process.wait()
            if process.stderr is not None:
                process.stderr.close()


@contextmanager
def dask_cluster(folder: Path, workers: int = 2, threads: int = 1) -> Iterator[DaskCluster]:
    """Start a cluster whose certificates are this process's configuration too, and end it."""
    pem = Security.temporary().get_tls_config_for_role("scheduler")
    given = {"DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "True"}
    for role in ("scheduler", "worker", "client"):
        for part in ("cert", "key"):
            path = folder / f"{part}.pem"
            path.write_text(pem[part])
            given[f"DASK_DISTRIBUTED__COMM__TLS__{role.upper()}__{part.upper()}"] = str(path)
    (folder / "ca.pem").write_text(pem["ca_file"])
    given["DASK_DISTRIBUTED__COMM__TLS__CA_FILE"] = str(folder / "ca.pem")
    given["DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL"] = SILENCE
    environment = {**os.environ, **given, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    cluster = DaskCluster(folder, environment)
    try:
        cluster.start_scheduler()
        for number in range(workers):
            cluster.start_worker(f"worker-{number}", threads)
        ours = {"ca-file": "ca", "client.cert": "cert", "client.key": "key"}
        with dask.config.set(
            {f"distributed.comm.tls.{name}": str(folder / f"{part}.pem") for name, part in ours.items()}
        ):
            yield cluster
    finally:
        cluster.close()
