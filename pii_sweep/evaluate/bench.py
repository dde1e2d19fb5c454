"""Measure accuracy, speed and memory, and write them down.

`python -m pii_sweep.evaluate.bench --corpora DIR --fixtures DIR --kinds DIR --out docs/accuracy.md`
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.evaluate import calibration, corpora, plot, speed, stock
from pii_sweep.evaluate.bars import BARS, CORPORA, Bar, group
from pii_sweep.evaluate.kinds import measure_kinds
from pii_sweep.evaluate.page import COLLECTIONS, Measured, page
from pii_sweep.evaluate.run import Examiner, compare
from pii_sweep.evaluate.score import MAIN, Outcome, Score, Sure, total
from pii_sweep.evaluate.speed import OURS, STOCK

# Pictures are read by OCR once; stock Presidio is given the same text.
MEMORY = """
import re
from pathlib import Path
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.types import ObjectRef, Passage, Where
passage = Passage("Ship to: Ann Lee\\n1 Main St\\nReno, NV 89501", Where(ObjectRef("b", "k")))
list(detect.load(Settings()).examine([passage]))
# ru_maxrss would hold the parent's peak: it outlives exec. VmHWM does not.
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def main() -> None:
    """Run every corpus that is there and write the report."""
    parser = argparse.ArgumentParser(prog="python -m pii_sweep.evaluate.bench", description=__doc__)
    parser.add_argument("--corpora", type=Path, help="folder of the public collections")
    parser.add_argument("--fixtures", type=Path, help="folder written by fixtures.generate")
    parser.add_argument("--kinds", type=Path, help="folder written by fixtures.kinds")
    for name in COLLECTIONS:
        parser.add_argument(f"--{name}", type=Path, help=f"folder written by fixtures.kinds --{name}")
    parser.add_argument("--out", type=Path, help="Markdown file to write")
    parser.add_argument("--plot", type=Path, help="PNG of the reliability to write")
    parser.add_argument("--calibrate", type=Path, help="JSON file for the map from raw to calibrated scores")
    parser.add_argument("--without-stock", action="store_true", help="leave stock Presidio out")
    given = parser.parse_args()
    settings = Settings()
    examiners: dict[str, Examiner] = {OURS: detect.load(settings)}
    other = None if given.without_stock else stock.load()
    if other is not None:
        examiners[STOCK] = other
    measured = dict(_measure_all(given.corpora, given.fixtures, settings, examiners))
    if not measured:
        print("no labelled corpus is here; give --corpora and --fixtures")
        return
    by_kind = measure_kinds(given.kinds, settings) if given.kinds else ()
    folders = {name: folder for name in COLLECTIONS if (folder := getattr(given, name))}
    others = {name: measure_kinds(folder, settings) for name, folder in folders.items()}
    if given.calibrate:
        _write_map(given.calibrate, measured)
    if given.out:
        speeds = speed.measure(given.corpora, given.fixtures, with_stock=other is not None)
        text = page(_rows(measured), measured, speeds, _memory(), by_kind, collections=others)
        given.out.write_text(text, encoding="utf-8")
        print(f"written: {given.out}")
    if given.plot:
        plot.reliability(
            given.plot, {entity: calibration.reliability(held) for entity, held in _list_sure(measured)}
        )
        print(f"written: {given.plot}")


def _list_sure(measured: Mapping[str, Mapping[str, list[Outcome]]]) -> Iterator[tuple[str, list[Sure]]]:
    """Yield the main entities with their findings, where there are any."""
    sure = [item for by in measured.values() for outcome in by[OURS] for item in outcome.sure]
    for entity in MAIN:
        if held := [item for item in sure if item.entity == entity]:
            yield entity, held


def _measure_all(
    folder: Path | None, fixtures: Path | None, settings: Settings, examiners: Mapping[str, Examiner]
) -> Iterator[tuple[str, dict[str, list[Outcome]]]]:
    places = [("fixtures", fixtures)] if fixtures else []
    places += [(name, folder / name) for name in CORPORA] if folder else []
    for name, place in places:
        if place is None or corpora.kind_of_collection(place) is None:
            print(f"skipped: {name} is not here")
            continue
        started = time.perf_counter()
        gathered: dict[str, list[Outcome]] = {examiner: [] for examiner in examiners}
        for outcomes in compare(place, settings, examiners):
            for examiner, outcome in outcomes.items():
                gathered[examiner].append(outcome)
        print(f"{name}: {len(gathered[OURS])} objects in {time.perf_counter() - started:.0f} s")
        yield name, gathered


def _rows(measured: Mapping[str, Mapping[str, list[Outcome]]]) -> list[Measured]:
    return [
        Measured(bar, {name: _score(bar, outcomes) for name, outcomes in measured[bar.corpus].items()})
        for bar in BARS
        if bar.corpus in measured
    ]


def _score(bar: Bar, outcomes: list[Outcome]) -> Score:
    kept = [one for one in outcomes if bar.corpus != "fixtures" or group(one) == bar.group]
    scores = total(one.scores for one in kept)
    if bar.entity == "*":
        return sum(scores.values(), Score())
    return scores.get(bar.entity, Score())


def _memory() -> float:
    """Return the peak memory of a fresh process with the models loaded, in MiB."""
    done = subprocess.run([sys.executable, "-c", MEMORY], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def _write_map(path: Path, measured: Mapping[str, Mapping[str, list[Outcome]]]) -> None:
    maps = {entity: calibration.isotonic(held) for entity, held in _list_sure(measured)}
    path.write_text(json.dumps(maps, indent=1) + "\n")
    print(f"written: {path}")


if __name__ == "__main__":
    main()
