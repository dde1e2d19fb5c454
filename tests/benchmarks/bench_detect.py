"""Speed of detection, in characters a second of one core, beside stock Presidio's in the same run.

`OMP_NUM_THREADS=1 python -m tests.benchmarks.bench_detect --corpora DIR` (a sweep's workers have one thread
each; more threads wait for one another and cost processor time): prose of the corpus where it is there, and
the fixtures' mails, labels, pages, logs and records, through both; then a table through detect, link and
tally.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import random
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from pii_sweep import detect
from pii_sweep.config import Extract, Settings
from pii_sweep.evaluate import stock
from pii_sweep.extract.walk import walk
from pii_sweep.link.subjects import link
from pii_sweep.read import GARBAGE
from pii_sweep.tally import Tally
from pii_sweep.types import Blob, ObjectRef, Passage, Where

ESTATE = Path(__file__).parents[2] / "fixtures" / "estate"
TEXTS = frozenset({".eml", ".txt", ".zpl", ".log", ".json", ".jsonl", ".pdf", ".xml", ".vcf", ".html"})
PROSE, FORMATTED, STOCK = 150_000, 150_000, 40_000
ROWS = 20_000
KEY = b"bench" * 8


def main() -> None:
    """Print the figures of one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("corpora"))
    options = parser.parse_args()
    passages = [*_prose(options.corpora), *_formatted()]
    random.Random(1).shuffle(passages)
    detector = detect.load(Settings())
    detect.prepare()  # as in the process that readers are forked from
    list(detector.examine([Passage("Warm up: John Smith, 12 Main St.", Where(ObjectRef("b", "warm")))]))
    other = stock.load()
    gc.collect()
    gc.freeze()  # as in a worker, for both: garbage is not looked for among models and word lists
    gc.set_threshold(GARBAGE)
    ours = _speed(detector, passages)
    print(f"ours:  {ours:10,.0f} characters/s")
    if other is None:
        print("stock: skipped, no stock English pipeline is installed")
    else:
        theirs = _speed(other, list(_first(passages, STOCK)))
        print(f"stock: {theirs:10,.0f} characters/s; ours is {ours / theirs:.1f} times as fast")
    _table(detector)


def _prose(corpora: Path) -> list[Passage]:
    path = corpora / "text_presidio_research" / "generated_large.json"
    if not path.is_file():
        print(f"prose: skipped, {path} is absent; give --corpora DIR")
        return []
    rows = json.loads(path.read_text(encoding="utf-8"))
    made = (Passage(row["full_text"], Where(ObjectRef("b", f"{i}"))) for i, row in enumerate(rows))
    return list(_first(made, PROSE))


def _formatted() -> list[Passage]:
    files = sorted(path for path in ESTATE.rglob("*") if path.suffix in TEXTS and path.is_file())
    random.Random(2).shuffle(files)
    made = (
        piece
        for path in files
        for piece in walk(_blob(path.read_bytes(), path.name), Extract())
        if isinstance(piece, Passage)
    )
    return list(_first(made, FORMATTED))


def _first(passages: Iterable[Passage], characters: int) -> Iterator[Passage]:
    for passage in passages:
        if characters <= 0:
            return
        characters -= len(passage.text)
        yield passage


def _blob(body: bytes, name: str) -> Blob:
    return Blob(Where(ObjectRef("b", name)), lambda: io.BytesIO(body), len(body))


def _speed(examiner: detect.Detector | stock.Stock, passages: list[Passage]) -> float:
    began = time.process_time()
    for _ in examiner.examine(passages):
        pass
    return sum(len(passage.text) for passage in passages) / (time.process_time() - began)


def _table(detector: detect.Detector) -> None:
    lines = ["customer_id,first_name,last_name,email,street,city,state,zip,order_total"]
    draw = random.Random(3)
    names = ("Maria", "John", "Ana", "Wei", "Fatima", "Carlos", "Emma", "Noah")
    last = ("Gonzalez", "Smith", "Chen", "Khan", "Lopez", "Miller", "Brown")
    for index in range(ROWS):
        first, family = draw.choice(names), draw.choice(last)
        mail = f"{first}.{family}{index}@example.com".lower()
        lines.append(
            f"{index},{first},{family},{mail},{index + 1} Elm Street,Sacramento,CA,95814"
            f",{draw.randint(10, 300)}.{index % 100:02d}"
        )
    body = "\n".join(lines).encode()
    blob = _blob(body, "customers.csv")
    tally = Tally(blob.where.ref, Settings().report, KEY)
    began = time.process_time()
    for item in link(detector.survey(walk(blob, Extract())), KEY):
        tally.add(item)
    spent = time.process_time() - began
    found = sum(count.hits for count in tally.reading(spent).counts.values())
    print(
        f"table: {len(body) / 1e6 / spent:10.2f} MB/s, {found:,} detections of {ROWS:,} rows in {spent:.1f} s"
    )


if __name__ == "__main__":
    main()
