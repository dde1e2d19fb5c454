"""Count the people of buckets whose people are known, every object read, and judge the intervals.

    python -m tests.benchmarks.bench_linkage [--worlds N] [--files N] [--only NAME]

Each kind of world is drawn `--worlds` times; what a faultless reader would find on its papers is linked,
tallied and estimated by the package. `--files` worlds more of each kind are written as text and read by
the whole pipeline, with fewer people in them. A line a bar ends it; the exit status is 1 where one is missed.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.extract.walk import walk
from pii_sweep.link.subjects import link
from pii_sweep.report.tally import open_book
from pii_sweep.tally import Tally
from pii_sweep.types import Blob, BucketFrame, Detection, Estimate, ObjectRef, Reading, Stratum, Where
from tests.benchmarks.people_worlds import Paper, World, fields_of, papers_of, text_of, truth_of

KEY = b"bench" * 8
COVERS, WIDTH, ERROR = 0.93, 0.25, 0.10
FEW = 60  # people of a world that is read from text
WORLDS = (
    World("clean", typing=0.0, short=0.0, married=0.0, moved=0.0, juniors=0.0, shared=0.0),
    World("typing errors, 2 %", typing=0.02),
    World("typing errors, 5 %", typing=0.05),
    World("letters mistyped, 1 %", typing=0.0, letters=0.01),
    World("short forms", short=0.3),
    World("maiden names", married=0.3),
    World("moves", moved=0.25),
    World("families", single=0.0, juniors=0.1),
    World("shared mailboxes", shared=0.6),
    World("shops", shops=60),
    World("all of it", typing=0.03, short=0.1, married=0.1, moved=0.1, juniors=0.05, shared=0.3, shops=20),
    World("all of it, few", people=40, typing=0.03, short=0.1, married=0.1, moved=0.1, shared=0.3),
    World("all of it, many", people=1500, typing=0.03, short=0.1, married=0.1, moved=0.1, shared=0.3),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """The people of one world: how many there are and what the package says."""

    truth: int
    low: float
    point: float
    high: float

    @property
    def covers(self) -> bool:
        """Return whether the interval holds the truth, in whole people."""
        return np.floor(self.low) <= self.truth <= np.ceil(self.high)

    @property
    def width(self) -> float:
        """Return the interval's width as a share of the truth."""
        return (self.high - self.low) / max(1, self.truth)

    @property
    def error(self) -> float:
        """Return how far the point is off, as a share of the truth."""
        return abs(self.point - self.truth) / max(1, self.truth)


def as_reading(paper: Paper, settings: Settings) -> Reading:
    """Return the reading of a paper of which all is found."""
    ref = ObjectRef("bucket", paper.key)
    found = [
        Detection(entity, value, Where(ref), 0.9, 0, len(value), "bench", parts=parts)
        for entity, value, parts in fields_of(paper)
    ]
    if paper.person is None:
        found = [replace(item, role="merchant") for item in found]
    tally = Tally(ref, settings.report, KEY)
    for item in link(found, KEY):
        tally.add(item)
    return tally.reading(0.0)


def as_read(paper: Paper, settings: Settings, detector: Detector) -> Reading:
    """Return the reading of a paper as the package reads its text."""
    body = text_of(paper).encode()
    blob = Blob(Where(ObjectRef("bucket", paper.key, size=len(body))), lambda: io.BytesIO(body), len(body))
    tally = Tally(blob.where.ref, settings.report, KEY)
    for item in link(detector.survey(walk(blob, settings.extract)), KEY):
        tally.add(item)
    return tally.reading(0.0)


def estimated(readings: Sequence[Reading]) -> Estimate:
    """Return the estimate of the people of a bucket of which every object was read."""
    size = len(readings)
    stratum = Stratum("bucket", "all", "", "text", "small", size, size)
    book = open_book(BucketFrame("bucket", "s3://bucket", strata=(stratum,)))
    for rank, reading in enumerate(readings):
        book.add("all", rank, reading)
    book.settle()
    return next(row for row in book.estimates(0.95) if row.measure == "subjects")


def counted(papers: Sequence[Paper], readings: Iterable[Reading]) -> Count:
    """Return how many people papers are about, and how many the package says."""
    found = estimated(list(readings))
    return Count(truth_of(list(papers)), found.low, found.point, found.high)


def worlds(kind: World, number: int, settings: Settings, detector: Detector | None) -> list[Count]:
    """Return the counts of some worlds of a kind, read from their text where there is a detector."""
    found = []
    for seed in range(number):
        world = replace(kind, people=min(kind.people, FEW), shops=kind.shops // 3) if detector else kind
        papers = papers_of(world, seed)
        readings = (as_read(p, settings, detector) if detector else as_reading(p, settings) for p in papers)
        found.append(counted(papers, readings))
    return found


def main() -> int:
    """Print each kind of world and the bars; return 1 where one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=20, help="worlds of each kind (default 20)")
    parser.add_argument("--files", type=int, default=1, help="worlds of each kind read from text (default 1)")
    parser.add_argument("--only")
    given = parser.parse_args()
    settings, start = Settings(), time.process_time()
    print(f"{'world':<28}{'people':>7}{'covers':>8}{'width':>7}{'error':>7}{'bias':>7}", flush=True)
    missed = False
    for detector, number in (
        (None, given.worlds),
        (detect.load(settings) if given.files else None, given.files),
    ):
        every = list[Count]()
        for kind in WORLDS:
            if number and given.only in (None, kind.name):
                counts = worlds(kind, number, settings, detector)
                _line(f"{kind.name}{', text' if detector else ''}", counts)
                every += counts
        if every:
            missed |= _judged("text" if detector else "records", every)
    print(f"{time.process_time() - start:.0f} s of a core")
    return int(missed)


def _line(name: str, counts: Sequence[Count]) -> None:
    truth = np.mean([count.truth for count in counts])
    covers, width = (np.mean([getattr(count, what) for count in counts]) for what in ("covers", "width"))
    error = np.median([count.error for count in counts])
    bias = np.mean([(count.point - count.truth) / max(1, count.truth) for count in counts])
    print(f"{name:<28}{truth:7.0f}{covers:8.3f}{width:7.3f}{error:7.3f}{bias:7.3f}", flush=True)


def _judged(name: str, counts: Sequence[Count]) -> bool:
    """Print the bars over all worlds; return whether one is missed."""
    bars = (
        ("covered", float(np.mean([count.covers for count in counts])), COVERS, True),
        ("relative width", float(np.mean([count.width for count in counts])), WIDTH, False),
        ("median error", float(np.median([count.error for count in counts])), ERROR, False),
    )
    for what, value, bar, least in bars:
        good = value >= bar if least else value <= bar
        print(f"{'ok  ' if good else 'MISS'} {name}: {what} {value:.3f} ({'>=' if least else '<='} {bar:g})")
    return any((value < bar) if least else (value > bar) for _, value, bar, least in bars)


if __name__ == "__main__":
    sys.exit(main())
