"""The engine of many machines, with real schedulers and workers that really die, joined by TLS."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.request import urlopen

import pandas as pd
import pytest

pytest.importorskip("distributed")
from pii_sweep import sweep
from pii_sweep.config import Settings, change, merge
from pii_sweep.engine import cluster as clusters
from pii_sweep.engine.cluster import Cluster
from pii_sweep.engine.local import Engine, Failure
from pii_sweep.errors import EngineError
from pii_sweep.report import frames_of
from pii_sweep.types import Target
from tests.engine.cluster_work import deadly, free, light, whose
from tests.engine.dask_cluster import DaskCluster, dask_cluster

TIMINGS = {"seconds", "started", "finished", "target"}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    with dask_cluster(tmp_path_factory.mktemp("dask")) as made:
        yield made


def engine() -> Engine[int, int]:
    return Engine(1, 300.0, place=free, weight=light)


def test_a_file_that_kills_its_reader_kills_no_worker_and_fails_alone(cluster: DaskCluster) -> None:
    with Cluster(engine(), cluster.address) as driver:
        outcomes = list(driver.run(deadly, range(30)))
    assert dict(outcomes) == {n: n * n for n in range(30)} | {3: Failure("CRASHED")} and len(outcomes) == 30
    assert all(process.poll() is None for process in cluster.processes.values())


def test_workers_that_die_hang_and_join_lose_nothing(cluster: DaskCluster) -> None:
    cluster.start_worker("dying")
    hanging = cluster.start_worker("hanging")
    with Cluster(engine(), cluster.address) as driver:
        while len(driver._workers) < 4:
            driver._looked = 0.0
            driver._look_for_workers()
        outcomes, seen = [], set()
        for count, (item, pid) in enumerate(driver.run(whose, range(120))):
            outcomes.append(item)
            seen.add(pid)
            if count == 20:
                cluster.processes["dying"].kill()
                hanging.send_signal(signal.SIGSTOP)
                cluster.start_worker("joining")
    assert sorted(outcomes) == list(range(120))
    assert {cluster.processes[name].pid for name in ("worker-0", "worker-1")} <= seen


def test_a_worker_of_another_version_is_one_line(
    cluster: DaskCluster, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(clusters, "__version__", "99.0")
    with pytest.raises(EngineError, match="cannot read for this sweep"), Cluster(engine(), cluster.address):
        pass
    lines = capsys.readouterr().err.splitlines()
    assert lines and all("this is 99.0; install the same version on both" in line for line in lines)


def test_where_no_scheduler_answers_that_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "ANSWER", 1.0)
    with (
        pytest.raises(EngineError, match="no Dask scheduler answers at tcp://127.0.0.1:9"),
        Cluster(engine(), "tcp://127.0.0.1:9"),
    ):
        pass


def test_the_cluster_for_trying_serves_no_page_and_listens_on_this_machine_alone() -> None:
    with closing(clusters._start_local(1)) as cluster:
        server = cluster.scheduler.http_server
        assert server.address == "127.0.0.1" and cluster.scheduler_address.startswith("tls://127.0.0.1:")
        for page in ("info/main/workers.html", "metrics", "status"):
            with pytest.raises(HTTPError, match="404"):
                urlopen(f"http://127.0.0.1:{server.port}/{page}")


def test_the_tables_are_those_of_a_local_sweep(
    cluster: DaskCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PII_SWEEP_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "bucket"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.txt").write_text(
            f"Customer: Maria Gonzalez\n{number} Elm Street, Reno, NV 89501\n"
        )
    settings = merge(change(Settings(), "sample", size=None), "extract", ocr="off")
    found = {}
    for way, scheduler in (("local", ""), ("dask", cluster.address)):
        with sweep.open_or_plan(
            tmp_path / way, [Target("folder", "bucket", root=str(folder))], settings, lambda *_: None
        ) as journal:
            sweep.run(journal, settings, 1, lambda *_: None, scheduler=scheduler)
            found[way] = frames_of(journal)
            assert journal.seal_noted()
    for name in ("objects", "findings", "subjects", "estimates"):
        one, other = (
            getattr(found[way], name).drop(columns=TIMINGS, errors="ignore") for way in ("local", "dask")
        )
        pd.testing.assert_frame_equal(one, other, obj=name)


@pytest.mark.parametrize("status", ["closed", "running"])
def test_a_scheduler_that_is_gone_and_knows_no_workers_is_one_line(status: str) -> None:
    driver = Cluster(engine(), "tls://127.0.0.1:9")
    driver._client = SimpleNamespace(scheduler_info=lambda n_workers: {"type": "Scheduler"}, status=status)
    with pytest.raises(EngineError, match="is gone; give the same command again to go on"):
        driver._look_for_workers()
