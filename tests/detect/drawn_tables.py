"""What the whole detector finds in drawn tables and passages: every kind of column, headed, bare, spoiled and short.

The tables lie in `drawn_tables.xz`, so that a changed shape or header does not change what it is tried on;
`python -m tests.detect.drawn_tables` draws them again.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.identifiers import registry
from pii_sweep.detect.text import lexicon
from pii_sweep.types import Detection, Gap, Layout, ObjectRef, Passage, Piece, Table, Where
from tests.detect import drawn_documents
from tests.detect.drawn_finds import TEXTS, changed
from tests.detect.held import lasting
from tests.detect.text.pattern.test_gate import samples
from tests.held import brief, digest

TABLES = Path(__file__).with_name("drawn_tables.xz")
LAYOUTS: tuple[Layout, ...] = ("page", "prose", "fields", "log")
TOGETHER = 12  # texts of a passage
ROWS = (1, 2, 4, 8, 30)
NAMES = (
    "Zoltan Quimby",
    "Maria Holt",
    "Ann Lee",
    "Bert Okafor",
    "Ines Duarte",
    "Tom Reyes",
    "Olga Petrova",
    "Li Wei",
)
STREETS = (
    "12 Elm Street",
    "9 Oak Ave Apt 4",
    "770 N. Lake Rd",
    "4 Rue de la Paix",
    "Hauptstr. 5",
    "PO Box 12",
)
TOWNS = ("Springfield", "Oakland", "Paris", "Bonn", "Reno", "Salem")


def lines() -> Iterator[str]:
    """Yield what each table holds of each entity, then each passage and each document."""
    detector = detect.load(Settings())
    for number, (name, header, rows) in enumerate(json.loads(lzma.decompress(TABLES.read_bytes()))):
        where = Where(ObjectRef("b", f"table-{number}.csv"))
        table = Table(where, tuple(header), tuple(map(tuple, rows)))
        yield from _found(f"table-{number} {name} {len(rows)}", detector, [table])
    texts = lzma.decompress(TEXTS.read_bytes()).decode("utf-8").split("\0")
    for number, start in enumerate(range(0, len(texts), TOGETHER)):
        layout = LAYOUTS[number % len(LAYOUTS)]
        where = Where(ObjectRef("b", f"text-{number}.txt"))
        passage = Passage("\n".join(texts[start : start + TOGETHER]), where, (), layout)
        yield from _found(f"text-{number} {layout}", detector, [passage])

    for number, (layout, text) in enumerate(drawn_documents.documents()):
        passage = Passage(text, Where(ObjectRef("b", f"document-{number}.txt")), (), layout)
        yield from _found(f"document-{number} {layout}", detector, [passage])


def room_of(line: str) -> str:
    """Return the entity that a line is about."""
    return line.split(" ", 1)[0]


def _found(name: str, detector: detect.Detector, pieces: list[Piece]) -> Iterator[str]:
    """Yield a line an entity: how many, and a digest of their places and reasons, the network's apart."""
    found: dict[str, list[str]] = {}
    for one in detector.examine(pieces):
        if isinstance(one, Detection):
            place = (one.where.row, one.where.column, one.where.column_name, one.where.line)
            reasons = lasting(",".join(one.reasons))
            found.setdefault(one.entity, []).append(
                f"{brief(place)} {one.start}:{one.end} {one.recognizer} {one.role} {reasons}"
            )
        elif isinstance(one, Gap):
            found.setdefault("GAP", []).append(one.reason)
    for entity, seen in sorted(found.items()):
        yield f"{entity} {name} {len(seen)} {digest(sorted(seen))}"


def _write() -> None:
    """Draw tables of every kind of column that has a shape, and of people with every header of their columns."""
    draw, tables = random.Random(21), list[Any]()
    for kind in (*lexicon.table("columns")["kind"], *registry.column_kinds()):
        headers = samples(re.compile(kind.get("header", "value")))[:3] or ["value"]
        values = samples(re.compile(kind["shape"])) if kind.get("shape") else list(NAMES)
        for rows in ROWS:
            cells = [draw.choice(values or ["7"]) for _ in range(rows)]
            spoiled = [changed(cell, draw) if draw.random() < 0.3 else cell for cell in cells]
            header = draw.choice(headers)
            tables.append((kind["name"], ["no", header, "note"], _rows(cells, draw)))
            tables.append(
                (f"{kind['name']}-spoiled", ["name", header, "note"], _rows(spoiled, draw, named=True))
            )
            tables.append((f"{kind['name']}-bare", [], _rows(cells, draw, named=rows % 2 == 0)))
            tables.append((f"{kind['name']}-misplaced", ["no", "remark", "x"], _rows(spoiled, draw)))
    for name, part in _headers(lexicon.table("columns")):
        for header in _drawn(part):
            rows = [[draw.choice(NAMES), draw.choice(STREETS), draw.choice(TOWNS), f"{draw.randrange(99999):05}",
                     f"{draw.randrange(900)}.{draw.randrange(100):02}"] for _ in range(draw.choice(ROWS))]  # fmt: skip
            tables.append((f"{name}-people", ["customer", "street", "city", "zip", header], rows))
            tables.append((f"{name}-headed", [header, f"{header} 2", "town", "postcode", "total"], rows))
    TABLES.write_bytes(lzma.compress(json.dumps(tables).encode(), preset=9))


def _drawn(pattern: str) -> list[str]:
    """Return two texts that a pattern matches; none of one that no drawn sign fits."""
    with suppress(RuntimeError, re.error):
        return samples(re.compile(pattern))[:2]
    return []


def _headers(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for room in ("roles", "parts", "totals"):
        yield from _strings(room, data[room])


def _strings(name: str, held: Any) -> Iterator[tuple[str, str]]:
    if isinstance(held, str):
        yield name, held
    elif isinstance(held, dict):
        for key, one in sorted(held.items()):
            yield from _strings(f"{name}-{key}", one)
    elif isinstance(held, list):
        for one in held:
            yield from _strings(name, one)


def _rows(cells: list[str], draw: random.Random, *, named: bool = False) -> list[list[str]]:
    notes = ("ok", "", "called back", "see file 7", "paid 12.50", "n/a")
    return [
        [draw.choice(NAMES) if named else str(i), cell, draw.choice(notes)] for i, cell in enumerate(cells, 1)
    ]


if __name__ == "__main__":
    _write()
