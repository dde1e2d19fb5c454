"""Speed of detection alone, next to stock Presidio's: processor time, one thread each, by turns.

`python -m pii_sweep.evaluate.speed --corpora DIR --fixtures DIR` prints what `measured` returns. A sweep's
workers have one thread, so the libraries are configured before they load: in a process of its own.
Processor time and turns leave a ratio that busy neighbours hardly change.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.evaluate import corpora, stock
from pii_sweep.evaluate.bars import CORPORA
from pii_sweep.evaluate.run import Examiner, passages
from pii_sweep.read import GARBAGE
from pii_sweep.types import Passage

OURS, STOCK = "ours", "stock"
TURNS = 8
ONE_THREAD = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Speed:
    """Characters that an examiner read, and the seconds of processor time that it took."""

    examiner: str
    characters: int
    seconds: float

    @property
    def rate(self) -> float:
        """Return the characters read in a second."""
        return self.characters / self.seconds if self.seconds else 0.0


def measure(corpora_folder: Path | None, fixtures: Path | None, *, with_stock: bool) -> list[Speed]:
    """Return the speeds over the text of all collections that need no OCR, from a process with one thread."""
    options = [("--corpora", corpora_folder), ("--fixtures", fixtures)]
    arguments = [str(word) for name, folder in options if folder for word in (name, folder)]
    arguments += [] if with_stock else ["--without-stock"]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "pii_sweep.evaluate.speed", *arguments],
        env={**os.environ, **dict.fromkeys(ONE_THREAD, "1")},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return [Speed(**row) for row in json.loads(done.stdout)]


def main() -> None:
    """Measure in this process and print the speeds as JSON."""
    parser = argparse.ArgumentParser(prog="python -m pii_sweep.evaluate.speed", description=__doc__)
    parser.add_argument("--corpora", type=Path, help="folder of the public collections")
    parser.add_argument("--fixtures", type=Path, help="folder written by fixtures.generate")
    parser.add_argument("--without-stock", action="store_true", help="leave stock Presidio out")
    given = parser.parse_args()
    settings = Settings()
    folders = [given.corpora / name for name in CORPORA if name != "receipts_sroie"] if given.corpora else []
    folders += [given.fixtures] if given.fixtures else []
    text = [
        piece for place in folders if corpora.kind_of_collection(place) for piece in passages(place, settings)
    ]
    turns = turns_of(text)
    # Patterns and word lists are made on first use; what is measured is a worker that has begun.
    for _ in detect.load(settings).examine(text[:: max(1, len(text) // 200)]):
        pass
    examiners: dict[str, Examiner] = {OURS: detect.load(settings)}
    other = None if given.without_stock else stock.load()
    if other is not None:
        examiners[STOCK] = other
    # As in a worker: garbage is not looked for among models and word lists.
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)
    print(json.dumps([asdict(speed) for speed in by_turns(turns, examiners)]))


def turns_of(text: Sequence[Passage]) -> list[list[Passage]]:
    """Cut the passages into TURNS runs of about the same number of characters, in their order."""
    share = sum(len(piece.text) for piece in text) / TURNS
    turns: list[list[Passage]] = [[]]
    read = 0
    for piece in text:
        if read >= share * len(turns):
            turns.append([])
        turns[-1].append(piece)
        read += len(piece.text)
    return turns


def by_turns(turns: Sequence[Sequence[Passage]], examiners: Mapping[str, Examiner]) -> list[Speed]:
    """Let the examiners read each turn one after another; what they find is dropped."""
    size = sum(len(piece.text) for turn in turns for piece in turn)
    spent = dict.fromkeys(examiners, 0.0)
    for turn in turns:
        for name, examiner in examiners.items():
            began = time.process_time()
            for _ in examiner.examine(turn):
                pass
            spent[name] += time.process_time() - began
    return [Speed(name, size, seconds) for name, seconds in spent.items()]


if __name__ == "__main__":
    main()
