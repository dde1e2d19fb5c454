"""What every command that reads a finished sweep prints of drawn ones: exit code, output and errors, in every form."""

from __future__ import annotations

import io
import os
import random
import re
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path

from pii_sweep import keys
from pii_sweep.cli import code
from pii_sweep.config import Settings, merge
from pii_sweep.journal import Done
from pii_sweep.types import Target
from tests.held import digest
from tests.journaled import journaled
from tests.report.drawn_reports import draw_bucket
from tests.report.synthetic_sweep import CREATED, DAY

SETTINGS = (Settings(), merge(Settings(), "report", hash_keys=True), Settings())
ACTIVITY = '[activity]\nid = "orders"\nname = "Photo orders"\n[scope]\nbuckets = ["bucket-[01]"]\n'
# DIR is the first sweep, OTHER one with hidden keys, LATER one of the first's buckets; OUT is a file to be written.
COMMANDS = (
    "report DIR", "report OTHER --json", "report LATER --quiet", "show DIR", "show DIR --all", "show DIR --json", "show DIR --bucket bucket-1",
    "show DIR --bucket bucket-1 --bucket bucket-0 --json", "show DIR --bucket none", "show OTHER", "show nosuch", "findings DIR", "findings DIR --csv", "findings DIR --json", "findings DIR --entity EMAIL_ADDRESS", "findings DIR --entity DATE_OF_BIRTH --min-score 0.9 --json",
    "findings DIR --bucket bucket-1 --prefix orders/", "findings DIR --object a", "findings DIR --person 00", "findings DIR --entity PERSN",
    "findings DIR --csv --json", "findings DIR --min-score 2", "findings DIR --quiet", "findings OTHER --bucket bucket-0", "findings DIR --bucket none",
    "verify DIR", "verify DIR --json", "verify DIR --quiet", "verify DIR --key nosuch.pem", "diff DIR LATER", "diff DIR LATER --json",
    "diff DIR nosuch", "export DIR --format macie --out OUT", "export DIR --format macie --account 111122223333 --out OUT",
    "export DIR --format sarif --out OUT", "export DIR --format csv --out OUT --entity EMAIL_ADDRESS", "export DIR --format pdf --out OUT",
    "export DIR --format asff --out OUT", "export DIR --format sarif --action tag --out OUT", "export DIR --format ocsf --out OUT --quiet",
    "export DIR --format s3-batch --action erase --out OUT", "export DIR --format s3-batch --role x --out OUT",
    "export DIR --format macie --account 12 --out OUT", "export DIR --format s3-batch --quarantine b --out OUT",
    "review DIR --csv OUT --questions 8", "review DIR --entity PERSN --csv OUT", "review DIR --reveal --reason x", "review DIR --csv OUT --reveal",
    "review DIR", "review DIR --bucket none --csv OUT", "reveal DIR none --reason x", "reveal DIR none", "trace DIR --person nosuch.txt",
    "assess DIR --activity nosuch.toml", "submission nosuch.json --from 2026-01-01 --to 2026-12-31 --out OUT",
    "submission x --from 2026-02-01 --to 2026-01-01 --out OUT", "submission x --from a --to b --out OUT", "init OUT", "init OUT", "nosuch", "run nosuch --out OUT", "run s3://b --out OUT --fail-on SEVERE", "run s3://b --out OUT --sample -1",
    "plan s3://b --max-bytes x", "plan nosuch", "inspect nosuch", )  # fmt: skip
_CHANGING = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|\+00:00)?|\b[0-9a-f]{12,}\b|\b\d+\.\d+\.\d+\b|\b\d+\.\d s\b"
)

_LONG = re.compile(r"\d+\.\d{5,}(?:e-?\d+)?")


def lines() -> Iterator[str]:
    """Yield the exit code of each command, how much it prints, and a digest of both."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        os.environ.update(
            {keys.FOLDER_VARIABLE: f"{place}/keys", "COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb"}
        )
        try:
            (root / "keys").mkdir()
            (root / "keys" / keys.MASTER).write_bytes(
                bytes(range(keys.LENGTH))
            )  # hidden keys are its digests
            for number, name in enumerate(("DIR", "OTHER", "LATER")):
                _sweep(root / name, number, SETTINGS[number])
            (root / "activity.toml").write_text(ACTIVITY)
            for number, command in enumerate(COMMANDS):
                yield _run(f"{number:02}", command, root)
        finally:
            os.environ.clear()
            os.environ.update(before)


def _sweep(folder: Path, number: int, settings: Settings) -> None:
    """Write the journal of a finished sweep of drawn buckets; the last is of the first one's, with other readings."""
    buckets = [draw_bucket(random.Random(place), f"bucket-{place}", settings) for place in range(2)]
    if number == 2:
        chance = random.Random(9)
        buckets = [(frame, [row for row in rows if chance.random() < 0.8]) for frame, rows in buckets]
    planned = []
    for frame, rows in buckets:
        strata = [
            replace(part, picks=tuple(reading.ref for name, _, reading in rows if name == part.name)) for part in frame.strata
        ]  # fmt: skip
        planned.append((replace(frame, strata=tuple(strata)), b""))
    targets = [Target("s3", frame.bucket) for frame, _ in buckets]
    with journaled(folder, settings, targets, planned, CREATED) as journal:
        for frame, rows in buckets:
            journal.draw_all(frame.bucket)
            readings = {(name, reading.ref.key): reading for name, _, reading in rows}
            done = [Done(pick, readings[pick.stratum, pick.ref.key], True) for pick in journal.todo()]
            journal.append_all(done, 1.0)
            journal.update(replace(frame, finished=DAY))
        journal.settle()


def _run(name: str, command: str, root: Path) -> str:
    """Run one command in the folder of the sweeps; return its line. Written files count as output."""
    places = {word: str(root / word) for word in ("DIR", "OTHER", "LATER")}
    out = root / ("sweep.toml" if command.startswith("init") else f"out-{name}")
    words = [str(out) if word == "OUT" else places.get(word, word) for word in command.split()]
    printed, complained, here = io.StringIO(), io.StringIO(), Path.cwd()
    os.chdir(root)
    try:
        with redirect_stdout(printed), redirect_stderr(complained):
            ended = code(words)
    finally:
        os.chdir(here)
    written = out.read_text("utf-8") if out.is_file() and not command.startswith("init") else ""
    said = [
        _plain(text.replace(str(root), ".")) for text in (printed.getvalue(), complained.getvalue(), written)
    ]
    counts = " ".join(str(text.count("\n")) for text in said)
    first = said[1].strip().partition("\n")[0][:80]
    return (
        f"{name} {command} exits {ended} lines {counts} {digest(said[0])} {digest(said[1:])} {first}".strip()
    )


def _plain(text: str) -> str:
    """Return text without times, digests and versions, and its numbers to six digits."""
    return _LONG.sub(lambda found: f"{float(found[0]):.6g}", _CHANGING.sub("#", text))
