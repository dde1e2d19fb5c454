"""What the engine costs: processor time of small objects, of the coordinator alone, and of starting.

python -m tests.benchmarks.bench_engine [--small N ...] [--stubs N ...] [--dask N M]
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

from pii_sweep import sweep
from pii_sweep.config import Settings, change
from pii_sweep.engine.local import Engine
from pii_sweep.journal import Drawn, Journal
from pii_sweep.journal.codec import pack, unpack
from pii_sweep.plan.rounds import Draws
from pii_sweep.types import BucketFrame, Count, ObjectRef, Reading, Stratum, Target
from tests.benchmarks import canned_store
from tests.benchmarks.bench_tables import peak_memory
from tests.conftest import ESTATE
from tests.journaled import journaled

ALL = change(Settings(), "sample", size=None)
SENTENCES = (
    "The parcel was handed to the carrier and is expected within four days. ",
    "Please keep this note with your records. ",
    "Items: two framed prints, one photo book, glossy paper. ",
)
DETECTION = """
import sys, time
from pathlib import Path
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.types import ObjectRef, Passage, Where
detector = detect.load(Settings())
where = Where(ObjectRef("b", "k"))
passages = [Passage(path.read_text(), where) for path in Path(sys.argv[1]).iterdir()]
for passage in passages[:50]:
    list(detector.survey(iter([passage])))
began = time.process_time()
for passage in passages:
    list(detector.survey(iter([passage])))
print((time.process_time() - began) / len(passages))
"""
FIRST = """
import time
import pii_sweep.sweep
from functools import partial
from pii_sweep.config import Settings
from pii_sweep.engine.host import Host
from pii_sweep.engine.process import Setup
from pii_sweep.work import prepare, sealing_of, warm
settings, host = Settings(), Host()
sealing = partial(sealing_of, settings)
setup = Setup(abs, str, int, partial(warm, settings), partial(prepare, settings), sealing=sealing)
def started():
    began = time.monotonic()
    reader = host.start(setup)
    while not reader.receive():
        time.sleep(0.001)
    return time.monotonic() - began
print(started(), started())
host.close()
"""


READER = """
import sys
from pathlib import Path
from pii_sweep.config import Settings
from pii_sweep.work import warm
settings = Settings()
warm(settings)
from pii_sweep.read import blob_of, examine_safely
for path in sys.argv[1:]:
    for _ in examine_safely(blob_of(Path(path)), settings, bytes(32)):
        pass
from tests.benchmarks.bench_tables import peak_memory
print(peak_memory())
"""


def write_texts(folder: Path, count: int, seed: int = 3) -> None:
    """Write order notes of 1.2 kB."""
    draw = random.Random(seed)
    folder.mkdir(parents=True)
    for number in range(count):
        text = (
            f"Order {draw.randrange(10**8):08d}\nCustomer: {draw.choice(('Maria', 'Robert', 'Priya'))} "
            f"{draw.choice(('Gonzalez', 'Patel', 'Walker'))}\nShip to: {draw.randrange(1, 9999)} Oak Street, "
            f"Sacramento, CA 9{draw.randrange(5000, 5999)}\nPhone: (916) 555-{draw.randrange(10000):04d}\n"
        )
        while len(text) < 1150:
            text += draw.choice(SENTENCES) + ("\n" if draw.random() < 0.3 else "")
        (folder / f"{number:06}.txt").write_text(f"{text}\nTotal: ${draw.randrange(10, 300)}.50\n")


def compiled() -> dict[str, str]:
    """Return this environment, in which Python keeps compiled modules, as it has those of installed packages.

    Else each of a sweep's processes compiles all of this package.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def python(*arguments: str) -> tuple[float, str]:
    """Run Python in a process; return its processor seconds, its children's too, and what it prints."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**compiled(), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def measure_small(folder: Path, counts: tuple[int, ...]) -> None:
    """Print what an object costs in sweeps of several sizes, next to detection alone in the same run."""
    took: dict[int, float] = {}
    for count in counts:
        write_texts(folder / str(count) / "texts", count)
        took[count], _ = python(
            "-m", "pii_sweep", "run", str(folder / str(count) / "texts"), "--sample", "all", "--workers", "1",
            "--out", str(folder / str(count) / "out"), "--quiet",
        )  # fmt: skip
    _, detection = python("-c", DETECTION, str(folder / str(counts[1]) / "texts"))
    own = 1000 * float(detection)
    print(f"detection alone: {own:.1f} ms an object; a sweep of {counts[0]}: {took[counts[0]]:.1f} s")
    costs = list[float]()
    for fewer, more in zip(counts, counts[1:], strict=False):
        each = 1000 * (took[more] - took[fewer]) / (more - fewer)
        costs.append(each)
        print(f"from {fewer:,} to {more:,} objects: {each:.1f} ms an object")
        bar(f"small objects from {fewer:,} on, times detection", each / own, 1.3)
    bar("the costliest object of them, times the cheapest", max(costs) / min(costs), 1.1)


def measure_dask(folder: Path, counts: tuple[int, int]) -> None:
    """Print what an object takes with two Dask workers of this machine, next to two readers without.

    By the clock, which wants a quiet machine, and of the processor. Starting is apart: a scheduler and its
    workers take seconds, whatever there is to read.
    """
    took: dict[tuple[str, int], tuple[float, float]] = {}
    for count in counts:
        texts = folder / f"dask-{count}" / "texts"
        write_texts(texts, count)
        for name, more in (("local", ()), ("dask", ("--scheduler", "local"))):
            took[name, count] = watched(
                "-m", "pii_sweep", "run", str(texts), "--sample", "all", "--workers", "2", *more,
                "--out", str(folder / f"out-{name}-{count}"), "--quiet",
            )  # fmt: skip
    print(", ".join(f"{name} {count}: {wall:.1f} s, {used:.1f} of processor"
                    for (name, count), (wall, used) in took.items()))  # fmt: skip
    for place, unit in enumerate(("by the clock", "of the processor")):
        each = {
            name: took[name, counts[1]][place] - took[name, counts[0]][place] for name in ("local", "dask")
        }
        bar(f"an object, Dask local with 2 / local engine with 2, {unit}", each["dask"] / each["local"], 1.1)


def watched(*arguments: str) -> tuple[float, float]:
    """Run Python; return its seconds by the clock and those of the processor of its whole session.

    What Dask's processes end themselves is counted by no parent, so each process is looked at while it runs.
    """
    environment = {**compiled(), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    began, used = time.perf_counter(), dict[str, int]()
    process = subprocess.Popen([sys.executable, *arguments], env=environment, start_new_session=True)
    while process.poll() is None:
        for entry in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = entry.read_text().rpartition(")")[2].split()
                if int(fields[3]) == process.pid:  # its session
                    used[entry.parent.name] = int(fields[11]) + int(fields[12])
        time.sleep(0.1)
    assert process.returncode == 0
    return time.perf_counter() - began, sum(used.values()) / os.sysconf("SC_CLK_TCK")


def stub(item: Drawn) -> Reading:
    """Return a reading like one of a small text, without reading anything."""
    counts = {"PERSON": Count(1, 1, 0.9), "STREET_ADDRESS": Count(1, 1, 0.9)}
    return Reading(item.pick.ref, "ANALYSED", media_type="text/plain", requests=1, counts=counts)


def measure_coordinator(folder: Path, count: int) -> None:
    """Print how many stub readings a second of its processor time the coordinator takes, and its memory."""
    target = Target("folder", "b", root="/b")
    with journaled(folder / "sweep", ALL, [target], [(_frame(count), b"")], "2026-01-01"):
        pass
    _, said = python("-m", "tests.benchmarks.bench_engine", "--coordinate", str(folder / "sweep"))
    print(f"coordinator, {count:,} keys: {said.strip()}")
    rate, megabytes = float(said.split()[0].replace(",", "")), float(said.split()[-2])
    bar("coordinator, ms of processor a stub reading", 1000 / rate, 0.2)
    bar("coordinator, MB", megabytes, 300)


def _frame(count: int) -> BucketFrame:
    refs = tuple(ObjectRef("b", f"orders/{number:07}.txt", size=1200, etag="e") for number in range(count))
    stratum = Stratum("b", "s", "", "text", "<16K", count, 1200 * count, picks=refs)
    return BucketFrame("b", "/b", strata=(stratum,))


def coordinate(folder: Path) -> None:
    """Take in stub readings of all objects of a journal, and print what that took of this process."""
    with Journal.open(folder) as journal:
        engine: Engine[Drawn, Reading] = Engine(
            1, 60.0, encode=pack, decode=partial(unpack, Reading),
            place=lambda item: (Target("folder", "b", root="/b"), item.pick.ref), weight=lambda item: 0.01,
        )  # fmt: skip
        draws = Draws(journal, ALL)
        count = sum(stratum.objects for frame in journal.plan().buckets for stratum in frame.strata)
        began = time.process_time()
        sweep._read_rounds(engine, stub, draws, lambda *_: None, None)
        took = time.process_time() - began
    print(f"{count / took:,.0f} readings a second of processor, {peak_memory():.0f} MB")


def bar(name: str, figure: float, most: float, unit: str = "") -> None:
    """Print whether a figure stays within its bar."""
    print(f"{'ok  ' if figure <= most else 'MISS'} {name}: {figure:.3g}{unit} (<= {most:g})", flush=True)


def measure_start() -> None:
    """Print what starting takes."""
    python("-m", "pii_sweep", "--help")
    bar("--help, processor", min(python("-m", "pii_sweep", "--help")[0] for _ in range(3)), 0.25, " s")
    took, said = python("-c", FIRST)
    first, second = (float(part) for part in said.split())
    bar("start of a reader", second, 1.5, " s")
    bar("first reader from nothing, processor", took, 4.0, " s")
    print(f"a first reader: {first:.2f} s by the clock")


def measure_reader() -> None:
    """Print what a reader holds in memory that has read an object of each kind, pictures and faces too."""
    kinds = {path.suffix: str(path) for path in sorted(ESTATE.glob("*/**/*.*")) if path.is_file()}
    _, said = python("-c", READER, *kinds.values())
    bar(f"reader with all models, {len(kinds)} kinds read, MB", float(said), 900)


def measure_store() -> None:
    """Print what fetching and listing take."""
    get, page = canned_store.measure()
    bar("GET of 20 kB, processor", get, 0.7, " ms")
    bar("LIST of 1,000 keys, processor", page, 12.0, " ms")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", type=int, nargs="*", default=[200, 1000, 5000])
    parser.add_argument("--stubs", type=int, nargs="*", default=[1000, 100_000])
    parser.add_argument("--dask", type=int, nargs=2, default=[100, 900])
    parser.add_argument("--coordinate", type=Path)
    given = parser.parse_args()
    if given.coordinate:
        coordinate(given.coordinate)
        return
    with tempfile.TemporaryDirectory() as place:
        os.environ["PII_SWEEP_KEYS"] = f"{place}/keys"
        measure_start()
        measure_reader()
        measure_store()
        for count in given.stubs:
            measure_coordinator(Path(place) / f"stubs-{count}", count)
        if len(given.small) > 1:
            measure_small(Path(place), tuple(given.small))
        if any(given.dask):
            measure_dask(Path(place), (given.dask[0], given.dask[1]))


if __name__ == "__main__":
    main()
