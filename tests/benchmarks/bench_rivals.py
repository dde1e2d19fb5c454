"""What an object of text costs next to other tools: `python -m tests.benchmarks.bench_rivals`.

Small notes; logs, mails, tables and records; PDFs with text layers. Each kind is drawn without end from a
seed; the script that a user would write (`stock_script.py`, without OCR) reads a few, a sweep many. Both
read two buckets of the kind from moto, and what the larger takes more than the smaller, an object, is
compared: starting and reporting are in `bench_sweep`. By the clock two readers stand against the script's
one process, as in the bars; processor time is of one reader.

`--hawk PYTHON --fingerprints FILE` adds hawk-scanner (`pip install hawk-scanner==0.3.39` in an environment of
its own, and its `fingerprint.yml`) over the files of the fixtures' production estate, OCR included.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from fixtures import production as make
from fixtures import serve
from fixtures.orders import orders
from fixtures.people import people
from fixtures.truth import Document
from tests.benchmarks import stock_script
from tests.benchmarks.bench_engine import write_texts
from tests.benchmarks.bench_sweep import PRODUCTION, Took, bar, scripted, swept, timed
from tests.conftest import ESTATE

SEED = "rivals"
BINARY = (".gz", ".xlsx")  # of the exports and logs
TIMES_HAWK = 3.0  # times its speed, by the clock, with two workers


@dataclass(frozen=True)
class Kind:
    """Objects of a kind, unit by unit, and how many units are read: by the script, and by a sweep.

    `clock` and `processor` are how many times as fast as the script an object has to be.
    """

    unit: Callable[[int], Mapping[str, bytes]]
    script: tuple[int, int]
    sweep: tuple[int, int]
    clock: float | None = None
    processor: float | None = None


def notes(number: int) -> dict[str, bytes]:
    """Return 50 order notes of 1.2 kB."""
    with tempfile.TemporaryDirectory() as folder:
        write_texts(Path(folder) / "notes", 50, seed=number)
        return {path.name: path.read_bytes() for path in (Path(folder) / "notes").iterdir()}


def texts(number: int) -> dict[str, bytes]:
    """Return eight mails, four logs, notes, and tables and records of 220 people."""
    seed = f"{SEED}/{number}"
    buyers = people(seed, 240)
    made = orders(seed, buyers, 260)
    found = chain(
        make.mailbox(seed, made[:8]),
        make.journals(seed, buyers, made[8:20]),
        make.exports(seed, buyers, made[20:], 1),
    )
    return _bodies(one for one in found if not one.key.endswith(BINARY))


def pages(number: int) -> dict[str, bytes]:
    """Return 24 PDFs with text layers, of all designs."""
    seed = f"{SEED}/{number}"
    return _bodies(make.pdf_orders(seed, orders(seed, people(seed, 24), 24)))


def _bodies(documents: Iterable[Document]) -> dict[str, bytes]:
    return {one.key: one.body for one in documents}


KINDS = {
    "notes": Kind(notes, (1, 4), (4, 40), processor=8.0),
    "texts": Kind(texts, (1, 3), (2, 14), clock=15.0),
    "pages": Kind(pages, (1, 5), (3, 27), clock=10.0),
}


def fill(endpoint: str, bucket: str, unit: Callable[[int], Mapping[str, bytes]], count: int) -> int:
    """Put the objects of so many units on the server; return how many objects they are."""
    s3, put = serve.client(endpoint), 0
    s3.create_bucket(Bucket=bucket)
    for number in range(count):
        for key, body in unit(number).items():
            s3.put_object(Bucket=bucket, Key=f"{number:04}/{key}", Body=body)
            put += 1
    return put


def more(large: tuple[Took, int], small: tuple[Took, int]) -> tuple[float, float]:
    """Return what an object took by the clock and of the processor, of what a larger bucket has more."""
    objects = large[1] - small[1]
    wall, processor = large[0].wall - small[0].wall, large[0].processor - small[0].processor
    return wall / objects, processor / objects


def compare(name: str, kind: Kind, endpoint: str, environment: Mapping[str, str]) -> bool:
    """Print what an object of a kind takes the script and a sweep; return whether the bars are met."""
    read: dict[str, list[tuple[Took, int]]] = {"script": [], "one": [], "two": []}
    for way, counts in (("script", kind.script), ("sweep", kind.sweep)):
        for count in counts:
            bucket = f"{name}-{way}-{count}"
            objects = fill(endpoint, bucket, kind.unit, count)
            if way == "script":
                read["script"].append((scripted(bucket, environment, ocr=False), objects))
            else:
                read["one"].append((swept(bucket, environment, "cascade", 1)[0], objects))
                read["two"].append((swept(bucket, environment, "cascade", 2)[0], objects))
    script, one, two = (more(large, small) for small, large in read.values())
    for way, (wall, processor) in (("script", script), ("one reader", one), ("two readers", two)):
        print(f"{name}, {way}: {1000 * wall:.1f} ms by the clock, {1000 * processor:.1f} ms of processor")
    clock, processor = script[0] / two[0], script[1] / one[1]
    print(f"{name}: {clock:.1f} times the script by the clock, {processor:.1f} of processor", flush=True)
    met = kind.clock is None or bar(f"{name}, two readers, times the script by the clock", clock, kind.clock)
    if kind.processor is not None:
        met &= bar(f"{name}, times the script of processor", processor, kind.processor)
    return met


def beat_hawk(python: Path, fingerprints: Path) -> bool:
    """Print how many times as fast as hawk-scanner a sweep of the same files is."""
    with tempfile.TemporaryDirectory() as folder:
        source = {"sources": {"fs": {"estate": {"path": str(ESTATE / PRODUCTION)}}}}
        command = [str(python), "-c", "from hawk_scanner.main import main; main()", "fs", "--connection-json",
                   json.dumps(source), "--fingerprint", str(fingerprints.resolve()), "--quiet", "--shutup",
                   "--json", f"{folder}/out.json"]  # fmt: skip
        here = Path.cwd()
        os.chdir(folder)  # it writes what it found before into the folder that it runs in
        try:
            wall, processor, _, _ = timed(command, {})
        finally:
            os.chdir(here)
        found = json.loads(Path(folder, "out.json").read_text(encoding="utf-8")).get("fs", [])
        said = sorted({str(one["pattern_name"]) for one in found})
        print(f"hawk-scanner: {wall:.1f} s by the clock, {processor:.1f} s of processor, found {said}")
        command = [sys.executable, "-m", "pii_sweep", "run", str(ESTATE / PRODUCTION), "--out",
                   f"{folder}/out", "--sample", "all", "--workers", "2"]  # fmt: skip
        ours, spent, _, _ = timed(command, {"PII_SWEEP_KEYS": f"{folder}/keys"})
    print(f"a sweep: {ours:.1f} s by the clock, {spent:.1f} s of processor")
    return bar("times hawk-scanner's speed, two workers", wall / ours, TIMES_HAWK)


def main() -> int:
    """Print the figures; return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kind", choices=tuple(KINDS), action="append")
    parser.add_argument("--hawk", type=Path, help="the Python of hawk-scanner's environment")
    parser.add_argument("--fingerprints", type=Path, help="its fingerprint.yml")
    given = parser.parse_args()
    met = True
    if given.hawk and given.fingerprints:
        met = beat_hawk(given.hawk, given.fingerprints)
    else:
        print("hawk-scanner: skipped; give --hawk PYTHON --fingerprints FILE")
    stock_script.analyzer()  # where its pipeline is missing, that is said at once
    endpoint, stop = serve.start(ESTATE)
    try:
        for name in given.kind or KINDS:
            met &= compare(name, KINDS[name], endpoint, serve.environment(endpoint))
    finally:
        stop()
    return int(not met)


if __name__ == "__main__":
    sys.exit(main())
