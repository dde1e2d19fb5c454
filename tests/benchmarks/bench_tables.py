"""Speed and memory of tables, from bytes to counts, by stage and format, on one core.

`python -m tests.benchmarks.bench_tables [--rows N]`: orders of 2,000 customers, and customers who all
differ, as CSV and in the other forms tables come in. Each stage's time is its own processor time in one
pass; the extraction's share tells a quick machine from a quick program. The large tables are files, each
read by a process of its own, whose peak memory is a worker's.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect import lexicon
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.link import link
from pii_sweep.extract.walk import walk
from pii_sweep.read import GARBAGE
from pii_sweep.tally import Tally
from pii_sweep.types import Blob, ObjectRef, Where

T = TypeVar("T")
Row = tuple[str, ...]
KEY = b"bench" * 8
HEADER = ("order_id", "name", "email", "phone", "street", "city", "state", "zip", "total", "status")
REGULARS = 2000
CITIES = (
    ("Sacramento", "CA", "95814"), ("Fresno", "CA", "93650"), ("Reno", "NV", "89501"),
    ("Portland", "OR", "97201"), ("Tampa", "FL", "33602"), ("Albany", "NY", "12207"),
)  # fmt: skip


def main() -> None:
    """Print the figures of one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="rows of each table (default 100,000)")
    parser.add_argument("--large", type=int, default=1_000_000, help="rows of the tables read from files")
    parser.add_argument("--file", type=Path, help="read this table only")
    options = parser.parse_args()
    detector = detect.load(Settings())
    gc.freeze()  # as in a worker
    gc.set_threshold(GARBAGE)
    if options.file:
        _measured(detector, f"{options.file.suffix[1:]}, a file", options.file.read_bytes, options.file.name)
        return
    _measured(detector, "warm-up, csv", lambda: _csv(_orders(2000, REGULARS)), "a.csv")
    print(
        f"{'':31s}{'MB':>7s}{'MB/s':>7s}  µs a row: extract detect link count   share  peak MiB", flush=True
    )
    for name, rows in (("2,000 customers", REGULARS), ("all distinct", options.rows)):
        for kind, write in FORMATS.items():
            body = write(_orders(options.rows, rows))
            _measured(detector, f"{kind}, {name}", lambda body=body: body, f"t.{kind}")
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("csv", "parquet"):
            path = Path(folder, f"distinct.{kind}")
            path.write_bytes(FORMATS[kind](_orders(options.large, options.large)))
            subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.bench_tables", "--file", path], check=True
            )


def _orders(count: int, customers: int) -> Iterator[Row]:
    """Yield the rows of `count` orders; as many customers as orders are each drawn once."""
    draw = random.Random(7)
    people = [_customer(draw, number) for number in range(customers if customers < count else 0)]
    for number in range(count):
        who = draw.choice(people) if people else _customer(draw, number)
        total = f"{draw.randint(9, 400)}.{draw.randint(0, 99):02d}"
        yield (f"PS-{1_000_000 + number}", *who, total, draw.choice(("shipped", "open")))


GIVEN, LAST = (sorted(lexicon.name_list(name)) for name in ("given", "surnames"))


def _customer(draw: random.Random, number: int) -> Row:
    first, last = draw.choice(GIVEN).title(), draw.choice(LAST).title()
    mail = f"{first}.{last}{number}@example.{draw.choice(('com', 'org'))}".lower()
    phone = f"({draw.randint(201, 989)}) 555-{number % 10_000:04d}"
    street = f"{draw.randint(1, 9999)} {draw.choice(LAST).title()} {draw.choice(('St', 'Ave', 'Rd'))}"
    return (f"{first} {last}", mail, phone, street, *draw.choice(CITIES))


def _csv(rows: Iterable[Row]) -> bytes:
    return "\n".join([",".join(HEADER), *(",".join(row) for row in rows)]).encode()


def _jsonl(rows: Iterable[Row]) -> bytes:
    return "\n".join(json.dumps(dict(zip(HEADER, row, strict=True))) for row in rows).encode()


def _sql(rows: Iterable[Row]) -> bytes:
    columns = ", ".join(f"`{name}` varchar(80)" for name in HEADER)
    values = ("('" + "','".join(cell.replace("'", "''") for cell in row) + "')" for row in rows)
    return (
        f"CREATE TABLE `orders` (\n{columns}\n);\nINSERT INTO `orders` VALUES " + ",\n".join(values)
    ).encode() + b";"


def _parquet(rows: Iterable[Row]) -> bytes:
    body = io.BytesIO()
    table = pa.table(dict(zip(HEADER, map(list, zip(*rows, strict=True)), strict=True)))
    pq.write_table(table, body, row_group_size=50_000)
    return body.getvalue()


def _xlsx(rows: Iterable[Row]) -> bytes:
    book, body = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("orders")
    sheet.append(HEADER)
    for row in rows:
        sheet.append(row)
    book.save(body)
    return body.getvalue()


FORMATS: dict[str, Callable[[Iterable[Row]], bytes]] = {
    "csv": _csv, "jsonl": _jsonl, "sql": _sql, "parquet": _parquet, "xlsx": _xlsx,
}  # fmt: skip


def _timed(items: Iterable[T], spent: Counter[str], stage: str) -> Iterator[T]:
    pending = iter(items)
    while True:
        began = time.process_time()
        item = next(pending, None)
        spent[stage] += time.process_time() - began
        if item is None:
            return
        yield item


def _peak() -> float:
    """Return the peak memory of this process in MiB; what getrusage tells begins with its parent's."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.is_file() else []
    high = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
    return (high or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


def _measured(detector: Detector, name: str, read: Callable[[], bytes], key: str) -> None:
    """Print one table's figures: MB/s of the whole, each stage's time, extraction's share, peak memory."""
    size = len(read())
    blob = Blob(Where(ObjectRef("b", key)), lambda: io.BytesIO(read()), size)
    tally, spent = Tally(blob.where.ref, Settings().report, KEY), Counter[str]()
    began = time.process_time()
    pieces = _timed(walk(blob, Settings().extract), spent, "extract")
    for item in _timed(link(_timed(detector.survey(pieces), spent, "detect"), KEY), spent, "link"):
        tally.add(item)
    reading = tally.reading(0.0)
    whole = time.process_time() - began
    rows = reading.counts["EMAIL_ADDRESS"].hits
    stages = (
        spent["extract"],
        spent["detect"] - spent["extract"],
        spent["link"] - spent["detect"],
        whole - spent["link"],
    )
    peak = _peak()
    print(
        f"{name:31s}{size / 1e6:7.1f}{size / 1e6 / whole:7.1f}  {whole / rows * 1e6:8.2f}:"
        + "".join(f"{stage / rows * 1e6:7.2f}" for stage in stages)
        + f"{spent['extract'] / whole:9.2f}{peak:10.0f}   {rows:,} rows, {reading.subjects_total:,} people",
        flush=True,
    )


if __name__ == "__main__":
    main()
