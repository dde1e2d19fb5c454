"""Look for 10,000 planted values in all that the commands write and print: `python -m tests.fuzz.canaries`.

A folder of tables, records, letters, mails and pages holds the values; each command runs on it as a user runs
it. What it prints, and every file it writes, is searched for each value plain, reversed, in base64 at each of
its three places, URL-encoded and HTML-escaped; Parquet, PDF, SQLite, pictures and packed pages are unpacked
first. Exit code 1 where one is found.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import csv
import html
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import nbformat
import numpy as np
import pyarrow.parquet as pq
import pypdfium2 as pdfium
from nbclient import NotebookClient
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).parents[2]
Person = dict[str, str]
FORMATS = ("macie", "asff", "ocsf", "sarif", "openlineage", "csv", "s3-batch")
GIVEN = ("Maria", "Zoltan", "Ingrid", "Thabo", "Yuki", "Oluwaseun", "Katarina", "Diego", "Amara", "Henrik")
SYLLABLES = (
    "bran",
    "cor",
    "dal",
    "fen",
    "gar",
    "hol",
    "kir",
    "lan",
    "mor",
    "nev",
    "pol",
    "quin",
    "ros",
    "tam",
)
ENDS = ("berg", "ford", "ley", "man", "sen", "son", "ton", "well", "wick", "worth")
STREETS = ("Jefferson", "Magnolia", "Wisteria", "Cedar", "Chestnut", "Juniper", "Hawthorne", "Sycamore")
USAGE = 2  # exit code
PREFIX = 8  # bytes of a form by which it is looked for


def people(count: int, dice: random.Random) -> list[Person]:
    """Return people of five values each, none of which any other has."""
    made, taken = list[Person](), set[str]()
    for number in range(count):
        given, family = dice.choice(GIVEN), "".join(dice.sample(SYLLABLES, 3)) + dice.choice(ENDS)
        while family in taken:
            family = "".join(dice.sample(SYLLABLES, 3)) + dice.choice(ENDS)
        taken.add(family)
        name = f"{given} {family.capitalize()}"
        made.append(
            {
                "name": name,
                "email": f"{family}.{number:05}@{dice.choice(SYLLABLES)}mail.org",
                "ssn": f"{dice.randrange(100, 665)}-{dice.randrange(10, 99)}-{1000 + number % 9000}",
                "phone": f"({dice.choice((415, 503, 206))}) 5{dice.randrange(20, 99)}-{number % 10000:04}",
                "street": f"{dice.randrange(1000, 9999)} {dice.choice(STREETS)} Street Apt {number}",
            }
        )
    return made


def write_documents(folder: Path, persons: Sequence[Person]) -> None:
    """Write the people into tables, records, letters, mails and pages."""
    parts = [persons[at : at + 25] for at in range(0, len(persons), 25)]
    writers = (_table, _table, _records, _letter, _mail, _pages)
    for number, part in enumerate(parts):
        writer = writers[number % len(writers)]
        ending, data = writer(part)
        path = folder / f"{writer.__name__.strip('_')}" / f"{number:04}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _table(part: Sequence[Person]) -> tuple[str, bytes]:
    out = io.StringIO()
    rows = csv.DictWriter(out, list(part[0]))
    rows.writeheader()
    rows.writerows(part)
    return "csv", out.getvalue().encode()


def _records(part: Sequence[Person]) -> tuple[str, bytes]:
    return "json", json.dumps(
        {one["email"]: {"customer": one} for one in part}
    ).encode()  # keys hold values too


def _sentences(one: Person) -> str:
    return (
        f"Dear {one['name']},\nwe wrote to {one['email']} and called {one['phone']}.\n"
        f"Your SSN is {one['ssn']}.\n{one['street']}, Fresno, CA 93701\n\n"
    )


def _letter(part: Sequence[Person]) -> tuple[str, bytes]:
    return "txt", "".join(map(_sentences, part)).encode()


def _mail(part: Sequence[Person]) -> tuple[str, bytes]:
    head = (
        f"From: {part[0]['name']} <{part[0]['email']}>\nTo: shop@example.org\nSubject: {part[1]['name']}\n\n"
    )
    return "eml", (head + "".join(map(_sentences, part))).encode()


def _pages(part: Sequence[Person]) -> tuple[str, bytes]:
    out = io.BytesIO()
    sheet = Canvas(out, pagesize=(595, 842), invariant=1)
    sheet.setTitle(part[0]["name"])
    for at in range(0, len(part), 5):
        lines = "".join(map(_sentences, part[at : at + 5])).splitlines()
        for place, line in enumerate(lines):
            sheet.drawString(60, 800 - 20 * place, line)
        sheet.showPage()
    sheet.save()
    return "pdf", out.getvalue()


def forms(value: str) -> Iterator[bytes]:
    """Yield a value plain, reversed, in base64 as it stands at each place of a text, and escaped."""
    plain = value.encode()
    yield plain
    yield plain[::-1]
    yield quote(value).encode()
    yield quote(value, safe="").encode()
    yield html.escape(value).encode()
    for before in range(3):
        coded = base64.b64encode(bytes(before) + plain + bytes(3))
        yield coded[(0, 2, 3)[before] : 4 * ((before + len(plain)) // 3)]


def run_all(folder: Path, out: Path, persons: Sequence[Person]) -> Iterator[tuple[str, bytes]]:
    """Run every command on a folder and yield what each printed; what they write lies under `out`.

    Ends the search where a command ends otherwise than it should: it would have written nothing to look at.
    """
    sweep, again, request = out / "sweep", out / "again", folder.parent / "request.txt"
    request.write_text("\n".join(persons[7].values()), encoding="utf-8")
    activity = out / "activity.toml"
    activity.write_text('[activity]\nid = "orders"\nname = "Orders"\n', encoding="utf-8")
    packet = sweep / "assessment-orders.json"
    whole = ("--sample", "all", "--workers", "1")
    period = ("--from", "2000-01-01", "--to", "2100-01-01")
    batch = ("--account", "111122223333", "--role", "arn:aws:iam::111122223333:role/batch",
             "--manifests-at", "s3://jobs/manifests")  # fmt: skip
    commands: list[tuple[str, ...]] = [
        ("plan", str(folder), "-v"),
        ("run", str(folder), "--out", str(sweep), *whole, "--log", "json"),
        ("run", str(folder), "--out", str(again), "--sample", "9", "--seed", "b", "-v", "--workers", "1"),
        *(("show", str(sweep), *more) for more in ((), ("--all",), ("--json",))),
        *(("findings", str(sweep), *more) for more in ((), ("--csv",), ("--json",))),
        ("assess", str(sweep), "--activity", str(activity), "-v"),
        ("assess", str(sweep), "--activity", str(activity), "--json"),
        ("submission", str(packet), *period, "--out", str(out / "submission.json"), "-v"),
        *(("export", str(sweep), "--format", one, "--out", str(out / one),
           *(batch if one == "s3-batch" else batch[:2])) for one in FORMATS),
        ("export", str(sweep), "--format", "ocsf", "--out", str(out / "lake"), "--security-lake", *batch[:2]),
        ("trace", str(sweep), "--person", str(request)),
        ("trace", str(sweep), "--person", str(request), "--json"),
        ("reveal", str(sweep), "0" * 32, "--reason", "a drill"),
        ("diff", str(again), str(sweep)),
        ("diff", str(again), str(sweep), "--json"),
        ("report", str(sweep), "-v"),
        ("verify", str(sweep)),
        *(("inspect", str(next((folder / kind).iterdir())), *more)
          for kind in ("table", "letter", "pages") for more in ((), ("--json",))),
    ]  # fmt: skip
    for command in commands:
        ended = subprocess.run(
            [sys.executable, "-m", "pii_sweep", *command], capture_output=True, check=False
        )
        print(f"  {command[0]}: {ended.returncode}", flush=True)
        wanted = USAGE if command[0] == "reveal" else 0  # it shows a value on a terminal only
        if ended.returncode != wanted:
            raise SystemExit(f"{' '.join(command)} ended with {ended.returncode}: {ended.stderr[-400:]!r}")
        yield " ".join(command[:1]), ended.stdout + ended.stderr
    for name in ("explore", "assess"):
        yield f"notebook {name}", _notebook(name, sweep)


def _notebook(name: str, sweep: Path) -> bytes:
    os.environ["PII_SWEEP_DIR"], os.environ["PYTHONPATH"] = str(sweep), str(ROOT)
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(ROOT / "notebooks")}}).execute()
    return nbformat.writes(notebook).encode()


def unpacked(path: Path) -> Iterator[bytes]:
    """Yield a file as it is and what is packed in it."""
    data = path.read_bytes()
    yield data
    if path.suffix == ".parquet":
        yield json.dumps(pq.read_table(path, partitioning=None).to_pylist(), default=str).encode()
    elif path.suffix == ".pdf":
        document = pdfium.PdfDocument(data)
        yield "\n".join(page.get_textpage().get_text_bounded() for page in document).encode()
        yield json.dumps(document.get_metadata_dict()).encode()
    for coded in re.findall(rb"[A-Za-z0-9+/]{64,}", data):
        packed = base64.b64decode(coded[: len(coded) // 4 * 4])
        yield packed
        with contextlib.suppress(zlib.error):  # most of it is no packed text
            yield zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed)


def found_forms(texts: Iterable[tuple[str, bytes]], values: Sequence[str]) -> list[tuple[str, str]]:
    """Return where which value was found in any form; windows of eight bytes are compared first."""
    wanted: dict[int, list[tuple[bytes, str]]] = {}
    for value in values:
        for form in forms(value):
            wanted.setdefault(int.from_bytes(form[:PREFIX], "little"), []).append((form, value))
    known = np.array(sorted(wanted), dtype=np.uint64)
    hits = []
    for place, data in texts:
        for at in _starts(data, known):
            for form, value in wanted[int.from_bytes(data[at : at + PREFIX], "little")]:
                if data.startswith(form, at):
                    hits.append((place, value))
    return hits


def _starts(data: bytes, known: np.ndarray) -> Iterator[int]:
    """Yield where eight bytes of a text are among those known."""
    block = 1 << 22
    for begin in range(0, max(0, len(data) - PREFIX + 1), block):
        part = np.frombuffer(data[begin : begin + block + PREFIX - 1], np.uint8)
        windows = np.lib.stride_tricks.sliding_window_view(part, PREFIX).copy().view("<u8").ravel()
        near = np.searchsorted(known, windows).clip(max=len(known) - 1)
        yield from (begin + int(at) for at in np.flatnonzero(known[near] == windows))


def main() -> int:
    """Plant the values, run everything, and print how many were found again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--canaries", type=int, default=10_000)
    parser.add_argument("--seed", default="pii-sweep")
    options = parser.parse_args()
    persons = people(-(-options.canaries // 5), random.Random(options.seed))
    values = sorted({value for one in persons for value in one.values()})
    with tempfile.TemporaryDirectory() as made:
        folder, out = Path(made) / "documents", Path(made) / "written"
        folder.mkdir()
        out.mkdir()
        os.environ["PII_SWEEP_KEYS"] = str(Path(made) / "keys")
        write_documents(folder, persons)
        sources = [path for path in folder.rglob("*") if path.is_file()]
        planted = ((path.name, part) for path in sources for part in unpacked(path))
        assert {value for _, value in found_forms(planted, values)} == set(values), "the search is blind"
        printed = list(run_all(folder, out, persons))
        files = [path for path in sorted(out.rglob("*")) if path.is_file()]
        written = ((str(path.relative_to(out)), part) for path in files for part in unpacked(path))
        leaked = [*found_forms(printed, values), *found_forms(written, values)]
    for place in sorted({place for place, _ in leaked}):
        print(f"{place}: {sum(one == place for one, _ in leaked)} values, such as {dict(leaked)[place]}")
    print(f"{len(values):,} values in {len(printed)} outputs and {len(files)} files: {len(leaked)} leaked")
    return 1 if leaked else 0


if __name__ == "__main__":
    sys.exit(main())
