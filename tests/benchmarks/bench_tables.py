"""Speed and memory of tables, from bytes to counts, by stage and format, on one core.

`python -m tests.benchmarks.bench_tables [--rows N]`: orders of 2,000 customers, and customers who all
differ, as CSV and in the other forms tables come in. Each stage's time is its own processor time in one
pass; the extraction's share tells a quick machine from a quick program. The large tables are files, each
read by a process of its own, whose peak memory is a worker's. A line a bar ends it; the exit status is 1
where one is missed.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.text import lexicon
from pii_sweep.extract.walk import walk
from pii_sweep.link.subjects import link
from pii_sweep.read import GARBAGE
from pii_sweep.tally import Tally
from pii_sweep.types import Blob, ObjectRef, Where

T = TypeVar("T")
Row = tuple[str, ...]
Speed = tuple[float, float]
KEY = b"bench" * 8
HEADER = (
    "order_id", "first_name", "last_name", "email", "phone", "street", "city", "state", "zip", "total",
    "currency", "created_at", "status", "sku", "quantity", "tracking_url",
)  # fmt: skip
REGULARS = 2000
BAR = 20.0  # MB/s of a core, for CSV
CITIES = (
    ("Sacramento", "CA", "95814"), ("Fresno", "CA", "93650"), ("Reno", "NV", "89501"),
    ("Portland", "OR", "97201"), ("Tampa", "FL", "33602"), ("Albany", "NY", "12207"),
)  # fmt: skip


def main() -> int:
    """Print the figures of one run and the bars; return 1 when one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="rows of each table (default 100,000)")
    parser.add_argument("--large", type=int, default=1_000_000, help="rows of the tables read from files")
    parser.add_argument("--file", type=Path, help="read this table only")
    options = parser.parse_args()
    detector = detect.load(Settings())
    gc.freeze()  # as in a worker
    gc.set_threshold(GARBAGE)
    if options.file:
        kind = options.file.suffix[1:]
        return _judged({kind: _measured(detector, f"{kind}, a file", options.file.read_bytes, f"t.{kind}")})
    _measured(detector, "warm-up, csv", lambda: _csv(_orders(2000, REGULARS)), "a.csv")
    print(
        f"{'':31s}{'MB':>7s}{'MB/s':>7s}  µs a row: extract detect link count   share  peak MiB", flush=True
    )
    speeds: dict[str, Speed] = {}
    for name, rows in (("2,000 customers", REGULARS), ("all distinct", options.rows)):
        for kind, write in FORMATS.items():
            body = write(_orders(options.rows, rows))
            told = f"{kind}, {name}"
            speeds[told] = _measured(detector, told, lambda body=body: body, f"t.{kind}")
    missed = _judged(speeds)
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("csv", "parquet"):
            path = Path(folder, f"distinct.{kind}")
            path.write_bytes(FORMATS[kind](_orders(options.large, options.large)))
            command = [sys.executable, "-m", "tests.benchmarks.bench_tables", "--file", path]
            missed |= subprocess.run(command, check=False).returncode
    return missed


def _judged(speeds: dict[str, Speed]) -> int:
    """Print the bars of each CSV; return 1 when one is missed."""
    stages = ("through decisions by column", "with people and counts")
    bars = [
        (f"{name}, {stage}", speed)
        for name, both in speeds.items()
        if name.startswith("csv")
        for stage, speed in zip(stages, both, strict=True)
    ]
    for name, speed in bars:
        print(
            f"{'ok  ' if speed >= BAR else 'MISS'} {name}: {speed:.1f} MB/s of a core (>= {BAR:g})",
            flush=True,
        )
    return int(any(speed < BAR for _, speed in bars))


def _orders(count: int, customers: int) -> Iterator[Row]:
    """Yield the rows of `count` orders; as many customers as orders are each drawn once."""
    draw = random.Random(7)
    people = [_customer(draw, number) for number in range(customers if customers < count else 0)]
    for number in range(count):
        who = draw.choice(people) if people else _customer(draw, number)
        total = f"{draw.randint(9, 400)}.{draw.randint(0, 99):02d}"
        day = f"2024-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
        created = f"{day}T{draw.randint(0, 23):02d}:{draw.randint(0, 59):02d}:00Z"
        status, sku = (
            draw.choice(("shipped", "open")),
            f"CANVAS-{draw.randint(10, 30)}X{draw.randint(10, 40)}",
        )
        order, url = f"PS-{1_000_000 + number}", f"https://example.com/t/{number}"
        yield (order, *who, total, "USD", created, status, sku, str(draw.randint(1, 3)), url)


GIVEN, LAST = (sorted(lexicon.name_list(name)) for name in ("given", "surnames"))
ACCENTED = [name for name in GIVEN if not name.isascii()]
GIVEN, LAST = ([name for name in names if name.isascii()] for names in (GIVEN, LAST))


def _customer(draw: random.Random, number: int) -> Row:
    """Return a customer; one in thirty writes their name with an accent."""
    first, last = draw.choice(GIVEN).title(), draw.choice(LAST).title()
    mail = re.sub(r"[^a-z.]", "", f"{first}.{last}".lower())
    phone = f"({draw.randint(201, 989)}) 555-{number % 10_000:04d}"
    street = f"{draw.randint(1, 9999)} {draw.choice(LAST).title()} {draw.choice(('St', 'Ave', 'Rd'))}"
    shown = draw.choice(ACCENTED).title() if draw.random() < 1 / 30 else first
    return (shown, last, f"{mail}{number}@example.com", phone, street, *draw.choice(CITIES))


def _csv(rows: Iterable[Row]) -> bytes:
    return "\n".join([",".join(HEADER), *(",".join(row) for row in rows)]).encode()


def _jsonl(rows: Iterable[Row]) -> bytes:
    return "\n".join(json.dumps(dict(zip(HEADER, row, strict=True))) for row in rows).encode()


def _sql(rows: Iterable[Row]) -> bytes:
    columns = ", ".join(f"`{name}` varchar(80)" for name in HEADER)
    values = iter(["('" + "','".join(cell.replace("'", "''") for cell in row) + "')" for row in rows])
    parts = [f"CREATE TABLE `orders` (\n{columns}\n);\n"]
    while statement := list(islice(values, 5000)):  # about a megabyte, as mysqldump writes them
        parts.append("INSERT INTO `orders` VALUES " + ",\n".join(statement) + ";\n")
    return "".join(parts).encode()


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


def peak_memory() -> float:
    """Return the peak memory of this process in MiB; what getrusage gives begins with its parent's."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.is_file() else []
    high = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
    return (high or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


def _measured(detector: Detector, name: str, read: Callable[[], bytes], key: str) -> Speed:
    """Print one table's figures: MB/s of the whole, each stage's time, extraction's share, peak memory.

    Returns the MB/s through extraction and decisions by column, and of the whole.
    """
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
    peak = peak_memory()
    print(
        f"{name:31s}{size / 1e6:7.1f}{size / 1e6 / whole:7.1f}  {whole / rows * 1e6:8.2f}:"
        + "".join(f"{stage / rows * 1e6:7.2f}" for stage in stages)
        + f"{spent['extract'] / whole:9.2f}{peak:10.0f}   {rows:,} rows, {reading.subjects_total:,} people",
        flush=True,
    )
    return size / 1e6 / spent["detect"], size / 1e6 / whole


if __name__ == "__main__":
    sys.exit(main())
