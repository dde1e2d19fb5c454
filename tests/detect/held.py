"""What the detector finds in a fixed set of texts and files, a digest a group and entity.

Any changed weight shows.

The sentences lie in `held_texts.xz` and the documents of kinds in `held_kinds.tar.xz`, so that a changed
template does not change what the detector is tried on; `python -m tests.detect.held --draw` draws them again.
`python -m tests.detect.held --write [ENTITY...]` (`make held`) renews `held/`, a file an entity, after a
change that is meant; `git diff` then lists the groups that moved, and `make golden` before and after shows
each finding.
"""

from __future__ import annotations

import argparse
import io
import lzma
import re
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.evaluate import corpora
from pii_sweep.evaluate.item import Item, text_item
from pii_sweep.evaluate.truth import Labelled
from tests import held
from tests.golden import lines_of

HELD = Path(__file__)
TEXTS, KINDS = HELD.with_name("held_texts.xz"), HELD.with_name("held_kinds.tar.xz")
ESTATE = HELD.parents[2] / "fixtures" / "estate"
SENTENCES, TOGETHER = 1200, 20
_NETWORK = re.compile(r"(model\w*):[+\-]?[\d.]+")
# Files whose findings do not depend on an OCR engine's version.
TEXTUAL = frozenset(
    {".csv", ".txt", ".eml", ".json", ".jsonl", ".zpl", ".log", ".xml", ".html", ".vcf", ".sql", ".xlsx"}
)
WRITTEN = TEXTUAL - {".xlsx"} | {".md", ".tsv", ".ics", ".ipynb", ".hl7", ".py", ".yaml"}


def lines() -> Iterator[str]:
    """Yield `entity group findings digest`: of twenty sentences, one file, or one kind of document."""
    detector, settings = detect.load(Settings()), Settings()
    for name, items in _groups():
        found: dict[str, list[str]] = {}
        for line in (line for item in items for line in lines_of(item, detector, settings)):
            found.setdefault(line.split("|", 2)[1], []).append(_lasting(line))
        for entity, seen in sorted(found.items()):
            digest = sha256("\n".join(sorted(seen)).encode()).hexdigest()
            yield f"{entity} {name} {len(seen)} {digest[:16]}"


def room_of(line: str) -> str:
    """Return the entity that a line is about."""
    return line.split(" ", 1)[0]


def _groups() -> Iterator[tuple[str, list[Item]]]:
    texts = lzma.decompress(TEXTS.read_bytes()).decode("utf-8").split("\0")
    for number, start in enumerate(range(0, len(texts), TOGETHER)):
        together = texts[start : start + TOGETHER]
        yield (
            f"sentences-{number:02d}",
            [text_item(Labelled("text", "text", "text", ()), text) for text in together],
        )
    for item in corpora.items(ESTATE):
        if item.file is not None and item.file.suffix in TEXTUAL:
            yield item.truth.key, [item]
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(KINDS) as kept:
            kept.extractall(folder, filter="data")
        kinds: dict[str, list[Item]] = {}
        for item in corpora.items(Path(folder)):
            kinds.setdefault(item.truth.kind, []).append(item)
        yield from ((f"kind-{kind}", items) for kind, items in sorted(kinds.items()))


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


def draw() -> None:
    """Draw sentences of the training recipe, and write the documents of the development kinds."""
    from fixtures.kinds import collection  # noqa: PLC0415 - slow to load
    from models.train import corpus  # noqa: PLC0415

    half = SENTENCES // 2
    sentences = [*corpus.examples(half, "held", dev=False), *corpus.examples(half, "held", dev=True)]
    TEXTS.write_bytes(lzma.compress("\0".join(text for text, _ in sentences).encode(), preset=9))
    with tempfile.TemporaryDirectory() as folder, tarfile.open(KINDS, "w:xz") as kept:
        written = (one for one in collection.build() if Path(one.key).suffix in WRITTEN)
        collection.write(Path(folder), written)
        for file in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
            data = file.read_bytes()
            entry = tarfile.TarInfo(file.relative_to(folder).as_posix())
            entry.size = len(data)
            kept.addfile(entry, io.BytesIO(data))


def main() -> None:
    """Print the lines, or write them to `held/`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draw", action="store_true", help="draw sentences and documents again")
    parser.add_argument("--write", action="store_true", help="renew held/")
    parser.add_argument("entities", nargs="*", help="renew these alone (parts of file names)")
    given = parser.parse_args()
    if given.draw:
        draw()
    elif given.write:
        held.write(HELD, lines(), room_of, given.entities)
    else:
        sys.stdout.write("\n".join(lines()) + "\n")


if __name__ == "__main__":
    main()
