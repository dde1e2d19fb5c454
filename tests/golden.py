"""Write every finding of labelled corpora as one line, to compare two versions of the detector.

`python -m tests.golden --fixtures DIR --corpora DIR --out FILE`
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.evaluate import corpora
from pii_sweep.evaluate.bars import CORPORA
from pii_sweep.evaluate.item import Item
from pii_sweep.evaluate.run import pieces_of
from pii_sweep.types import Detection, Gap, Where


def main() -> None:
    """Dump the findings of every corpus that exists; two worker processes share the corpora."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__)
    parser.add_argument("--corpora", type=Path, help="folder of the public collections")
    parser.add_argument("--fixtures", type=Path, help="folder written by fixtures.generate")
    parser.add_argument("--out", type=Path, required=True, help="text file to write")
    given = parser.parse_args()
    places = [given.fixtures] if given.fixtures else []
    places += [given.corpora / name for name in CORPORA] if given.corpora else []
    shares = [
        (str(place), part) for place in places if corpora.kind_of_collection(place) for part in range(_PARTS)
    ]
    with get_context("spawn").Pool(2) as pool:
        lines = [line for share in pool.imap(_share, shares, chunksize=1) for line in share]
    given.out.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
    print(f"{len(lines)} findings and gaps: {given.out}")


_PARTS = 8


def _share(work: tuple[str, int]) -> list[str]:
    """Return the lines of every eighth object of a corpus."""
    corpus, part = Path(work[0]), work[1]
    settings = Settings()
    detector = detect.load(settings)
    chosen = (item for number, item in enumerate(corpora.items(corpus)) if number % _PARTS == part)
    return [f"{corpus.name}|{line}" for item in chosen for line in lines_of(item, detector, settings)]


def lines_of(item: Item, detector: detect.Detector, settings: Settings) -> Iterator[str]:
    """Yield one line a finding or gap of an object: its place and score, never its value."""
    for one in detector.examine(pieces_of(item, settings)):
        if isinstance(one, Detection):
            yield (
                f"{item.truth.key}|{one.entity}|{_place(one.where)}|{one.start}:{one.end}|{one.score:.4f}"
                f"|{one.recognizer}|{one.role}|{','.join(one.reasons)}"
            )
        elif isinstance(one, Gap):
            yield f"{item.truth.key}|GAP|{_place(one.where)}|{one.reason}"


def _place(where: Where) -> str:
    box = ",".join(f"{edge:.1f}" for edge in where.box) if where.box else ""
    parts = (where.page, box, where.line, where.row, where.column, where.json_path)
    return f"{where.member or ''}|" + "/".join("" if part is None else str(part) for part in parts)


if __name__ == "__main__":
    main()
