"""What the detector finds in a fixed set of texts and files, as one digest a group: any changed score shows.

`python -m tests.detect.held --write` (`make held`) renews `held_findings.txt` after a change that is meant;
`git diff` then lists the groups that moved, and `make golden` before and after shows each finding.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from fixtures.kinds import collection
from models.train import corpus
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.evaluate import corpora
from pii_sweep.evaluate.item import text_item
from pii_sweep.evaluate.truth import Labelled
from tests.golden import lines_of

HELD = Path(__file__).with_name("held_findings.txt")
ESTATE = Path(__file__).parents[2] / "fixtures" / "estate"
SENTENCES, TOGETHER = 1200, 20
_NETWORK = re.compile(r"(model\w*):[+\-]?[\d.]+")
# Files whose findings do not depend on an OCR engine's version.
TEXTUAL = frozenset(
    {".csv", ".txt", ".eml", ".json", ".jsonl", ".zpl", ".log", ".xml", ".html", ".vcf", ".sql", ".xlsx"}
)
WRITTEN = TEXTUAL - {".xlsx"} | {".md", ".tsv", ".ics", ".ipynb", ".hl7", ".py", ".yaml"}


def groups(detector: detect.Detector) -> Iterator[str]:
    """Yield `name digest findings` of each group: twenty sentences, one file, or one kind of document."""
    settings = Settings()
    half = SENTENCES // 2
    sentences = [*corpus.examples(half, "held", dev=False), *corpus.examples(half, "held", dev=True)]
    for number, start in enumerate(range(0, len(sentences), TOGETHER)):
        found = list[str]()
        for text, _ in sentences[start : start + TOGETHER]:
            found += lines_of(text_item(Labelled("text", "text", "text", ()), text), detector, settings)
        yield _line(f"sentences-{number:02d}", found)
    for item in corpora.items(ESTATE):
        if item.file is not None and item.file.suffix in TEXTUAL:
            yield _line(item.truth.key, list(lines_of(item, detector, settings)))
    yield from _kinds(detector, settings)


def _kinds(detector: detect.Detector, settings: Settings) -> Iterator[str]:
    """Yield a group for each kind of the development collection: of its documents that are text."""
    with tempfile.TemporaryDirectory() as folder:
        collection.write(Path(folder), (one for one in collection.build() if Path(one.key).suffix in WRITTEN))
        found: dict[str, list[str]] = {}
        for item in corpora.items(Path(folder)):
            found.setdefault(item.truth.kind, []).extend(lines_of(item, detector, settings))
    for kind, lines in sorted(found.items()):
        yield _line(f"kind-{kind}", lines)


def _line(name: str, found: list[str]) -> str:
    digest = sha256("\n".join(map(_lasting, found)).encode()).hexdigest()
    return f"{name} {digest[:16]} {len(found)}"


def _lasting(line: str) -> str:
    """Return a line of the dump without the score, whose last digits depend on the processor.

    Every weight stands in the reasons, so that the score says nothing more.
    """
    fields = line.split("|")
    if fields[1] != "GAP":
        del fields[5]
    return lasting("|".join(fields))


def lasting(text: str) -> str:
    """Return a text without the network's sureness, whose last digits depend on the processor."""
    return _NETWORK.sub(r"\1", text)


def main() -> None:
    """Print the groups, or write them to `held_findings.txt`."""
    if os.environ.get("PYTHONHASHSEED") != "0":  # a slot of the recipe draws from a set
        os.execve(
            sys.executable,
            [sys.executable, "-m", "tests.detect.held", *sys.argv[1:]],
            {**os.environ, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"},
        )
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="renew held_findings.txt")
    text = "\n".join(groups(detect.load(Settings()))) + "\n"
    if parser.parse_args().write:
        HELD.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
