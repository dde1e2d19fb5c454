"""One table of people in many layouts and formats: what is found may not depend on how it is laid out.

`python -m tests.benchmarks.bench_layouts [NAME …]` writes the same 24 people as sheets are kept by hand: with
titles, groups, repeated headers, sections, empty rows, notes, several tables, records; each as CSV, TSV,
workbook, HTML, aligned text and Markdown. Prints for each layout what is found less often than `LEAST`. Exits
with 1 where a layout that is not among `KNOWN` misses something.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import sys
from collections.abc import Callable, Sequence

import openpyxl

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Detection, ObjectRef, Where

Rows = list[list[str]]
GIVEN = (
    "Ilse", "Kofi", "Marta", "Janek", "Noor", "Pilar", "Andrej", "Sunniva", "Bastien", "Rhona", "Tadeo",
    "Livia", "Ewan", "Mireille", "Oskar", "Yara",
)  # fmt: skip
FAMILY = (
    "Vandermeer", "Achebe", "Kowalczyk", "Lindqvist", "Haddad", "Etxeberria", "Novotny", "Thorsen", "Lacombe",
    "Macrae", "Quiroga", "Baumann", "Pritchard", "Delacroix", "Halvorsen", "Karimi", "Petrovic",
)  # fmt: skip
STREETS, NOTES = ("Lindenweg", "Rosenallee", "Birkenstraße", "Schulgasse"), ("", "bezahlt", "", "später")
HEADER = ["Nr.", "Name", "geb.", "Tel.", "Straße", "Ort", "Bem."]
WIDTH, PART = len(HEADER), 6
KINDS = {"PERSON": 1, "DATE_OF_BIRTH": 2, "PHONE_NUMBER": 3, "STREET_ADDRESS": 4}
LEAST = 0.95
# Layouts that are not read yet, in these formats.
KNOWN = {
    ("without header", "html"), ("without header", "txt"), ("on its side", "html"), ("on its side", "txt"),
    ("on its side", "md"), ("every second row empty", "txt"),
}  # fmt: skip


def draw_people(count: int = 24) -> Rows:
    """Return rows of people, each of another name, birth, telephone and street."""
    draw = random.Random(4)
    return [
        [
            str(10400 + at),
            f"{GIVEN[at % len(GIVEN)]} {FAMILY[(at * 7 + at // 16) % len(FAMILY)]}",
            f"{draw.randint(1, 28):02d}.{draw.randint(1, 12):02d}.{draw.randint(1950, 2005)}",
            f"017{draw.randint(1, 9)}{draw.randint(1000000, 9999999)}",
            f"{STREETS[at % 4]} {draw.randint(1, 90)}",
            f"{draw.randint(20000, 29999)} Kiel",
            NOTES[at % 4],
        ]
        for at in range(count)
    ]


def lay_out(people: Rows) -> dict[str, Rows]:
    """Return the table in each layout, by its name."""
    empty = [""] * WIDTH
    parts = [people[at : at + PART] for at in range(0, len(people), PART)]
    plain = [HEADER, *people]
    goods = [empty, _pad("Inventar"), _pad("Ding", "Zahl", "Wert"), _pad("Tisch", "4", "120,00")]
    labelled = [[_pair(label, cell) for label, cell in zip(HEADER, row, strict=True)] for row in people]
    return {
        "plain": plain,
        "below a title": [_pad("Mitglieder 2024"), empty, *plain],
        "below groups": [["", "Person", "", "Kontakt", "", "", ""], *plain],
        "header repeated": [row for part in parts for row in (HEADER, *part)],
        "header repeated below titles": [row for part in parts for row in (_pad("Seite"), HEADER, *part)],
        "in sections": [HEADER, *(row for part in parts for row in (_pad("Gruppe"), *part))],
        "in sections below empty rows": [
            HEADER,
            *(row for part in parts for row in (empty, _pad("Gruppe"), *part)),
        ],
        "parted by empty rows": [HEADER, *(row for part in parts for row in (*part, empty))],
        "above notes": [*plain, _pad("Konto:"), _pad("Kasse", "bar"), _pad("Bank", "offen")],
        "above and below goods": [
            *plain[:13],
            *goods,
            _pad("Stuhl", "20", "300,00"),
            empty,
            HEADER,
            *people[12:],
        ],
        "side by side": [[*HEADER, "", *HEADER], *([*one, "", *other] for one, other in _halves(people))],
        "with a margin": [["", "", *row] for row in (empty, *plain)],
        "header above an empty row": [HEADER, empty, *people],
        "without header": people,
        "on its side": [list(column) for column in zip(HEADER, *people[:10], strict=True)],
        "records": [row for record in labelled for row in (*record, ["", ""])],
        "records without empty rows": [row for record in labelled for row in record],
        "long": [HEADER, *people * 20],
        "long, header repeated": [row for _ in range(20) for row in (HEADER, *people)],
        "every second row empty": [row for one in plain for row in (one, empty)],
    }


def _pad(*cells: str) -> list[str]:
    return [*cells, *[""] * (WIDTH - len(cells))]


def _pair(label: str, cell: str) -> list[str]:
    return [label, cell]


def _halves(people: Rows) -> list[tuple[list[str], list[str]]]:
    half = len(people) // 2
    return list(zip(people[:half], people[half:], strict=True))


def _write_csv(rows: Rows, delimiter: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _write_workbook(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([cell or None for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_html(rows: Rows) -> bytes:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>".encode()


def _write_aligned(rows: Rows) -> bytes:
    sizes = [max(map(len, column)) + 2 for column in zip(*_equal(rows), strict=True)]
    lines = (
        "".join(cell.ljust(size) for cell, size in zip(row, sizes, strict=True)).rstrip()
        for row in _equal(rows)
    )
    return "\n".join(lines).encode()


def _write_markdown(rows: Rows) -> bytes:
    return "\n".join(f"| {' | '.join(row)} |" for row in _equal(rows)).encode()


def _equal(rows: Rows) -> Rows:
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


WRITERS: dict[str, Callable[[Rows], bytes]] = {
    "csv": lambda rows: _write_csv(rows, ";"),
    "tsv": lambda rows: _write_csv(rows, "\t"),
    "xlsx": _write_workbook,
    "html": _write_html,
    "txt": _write_aligned,
    "md": _write_markdown,
}


def measure(detector: Detector, rows: Rows, form: str, people: Rows) -> dict[str, float]:
    """Return the share of the people's values in a table that are found, by entity."""
    data, key = WRITERS[form](rows), f"a.{form}"
    blob = Blob(Where(ObjectRef("layouts", key, size=len(data))), lambda: io.BytesIO(data), len(data))
    found = [one for one in detector.examine(walk(blob, Settings().extract)) if isinstance(one, Detection)]
    text = {cell for row in rows for cell in row}
    shares: dict[str, float] = {}
    for entity, column in KINDS.items():
        true = [row[column] for row in people if row[column] in text]
        values = [one.value for one in found if one.entity == entity]
        shares[entity] = sum(_is_in(value, values) for value in true) / len(true)
    return shares


def _is_in(value: str, found: Sequence[str]) -> bool:
    words = set(value.split())
    return any(value in one or words <= set(one.split()) for one in found)


def main() -> None:
    """Print what each layout loses; exit with 1 where one that is read otherwise does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="names of layouts, all by default")
    names = parser.parse_args().names
    detector, people, missed = detect.load(Settings()), draw_people(), False
    for name, rows in lay_out(people).items():
        if names and name not in names:
            continue
        lost = []
        for form in WRITERS:
            shares = measure(detector, rows, form, people)
            if low := [f"{entity} {share:.2f}" for entity, share in shares.items() if share < LEAST]:
                missed |= (name, form) not in KNOWN
                lost.append(f"{form}: {', '.join(low)}")
        print(f"{'MISS' if lost else 'ok  '} {name}{': ' if lost else ''}{'; '.join(lost)}")
    sys.exit(missed)


if __name__ == "__main__":
    main()
