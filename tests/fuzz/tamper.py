"""Change one byte of a sweep directory at random; `verify` must notice it: `python -m tests.fuzz.tamper`.

The directory is that of a real sweep with packets, thumbnails and an audit log. Every file is hit, small ones
as often as large ones. Exit code 1 where a change is not noticed.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import sys
import tempfile
from pathlib import Path

from pii_sweep.cli import code
from pii_sweep.report import audit, verify
from tests.fuzz.canaries import people, write_documents


def sweep(place: Path) -> Path:
    """Sweep a small folder, assess it twice and record a look, and return the sweep directory."""
    folder, out, activity = place / "documents", place / "sweep", place / "activity.toml"
    folder.mkdir()
    write_documents(folder, people(300, random.Random("tamper")))
    activity.write_text('[activity]\nid = "orders"\nname = "Orders"\n', encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()):
        assert code(["run", str(folder), "--out", str(out), "--sample", "all", "--workers", "1"]) in (0, 3)
        for _ in range(2):  # the second keeps the first
            assert code(["assess", str(out), "--activity", str(activity)]) == 0
    for number in range(3):
        audit.record(out, "reveal", f"ticket {number}", {"finding_id": "0" * 32})
    return out


def changed(path: Path, dice: random.Random) -> bytes:
    """Change one byte of a file and return what it held."""
    data = path.read_bytes()
    at = dice.randrange(len(data))
    path.write_bytes(data[:at] + bytes([data[at] ^ dice.randrange(1, 256)]) + data[at + 1 :])
    return data


def main() -> int:
    """Change bytes, verify each time, and print what was not noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=300)
    parser.add_argument("--seed", default="pii-sweep")
    options = parser.parse_args()
    dice, missed = random.Random(options.seed), list[str]()
    with tempfile.TemporaryDirectory() as made:
        os.environ["PII_SWEEP_KEYS"] = str(Path(made) / "keys")
        out = sweep(Path(made))
        assert verify(out) == [], verify(out)
        files = sorted(path for path in out.iterdir() if path.is_file() and path.stat().st_size)
        for number in range(options.changes):
            path = files[number % len(files)]
            held = changed(path, dice)
            if not verify(out):
                missed.append(path.name)
            path.write_bytes(held)
        assert verify(out) == []
    for name in missed:
        print(f"not noticed: a byte of {name}")
    print(f"{options.changes - len(missed)} of {options.changes} changes in {len(files)} files noticed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
