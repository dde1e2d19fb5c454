"""Papers of all trades that are set aside: names, health and amounts that the detector finds in them.

`python -m tests.benchmarks.bench_passages [--data DIR]` reads `models/train/data/marked_aside`: passages with
marks by authors who had not seen the rules, on which nothing is trained or fitted. A name or an amount is
found where a finding covers it, a finding right where it lies in one (`evaluate.match`); health counts by
passage; a passage without marks is flagged where anything of the three is found. The figures are of each
file, of each language, of passages that are one line of English, and of all.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.train import passages
from models.train.passages import HEALTH, LABELS, ORDER, PERSON, Written
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.person.evidence import feature
from pii_sweep.evaluate import match
from pii_sweep.types import Detection, ObjectRef, Passage, Where

SOURCE = "marked_aside"


@dataclass(slots=True)
class Tally:
    """What passages truly hold and what was found of it, by label; health counts by passage."""

    true: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    found: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    said: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    right: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    clean: int = 0
    flagged: int = 0

    def add(self, written: Written, found: Sequence[Detection]) -> None:
        """Count a passage and what was found in it."""
        text = written.text
        said = {label: [one.value for one in found if one.entity == label] for label in LABELS}
        for label in (PERSON, ORDER):
            true = [text.text[start:end] for start, end in text.of(label)]
            self.true[label] += len(true)
            self.found[label] += sum(
                any(match.found_by(label, value, one, ocr=False) for one in said[label]) for value in true
            )
            self.said[label] += len(said[label])
            self.right[label] += sum(match.lies_in(label, one, true, ocr=False) for one in said[label])
        ill, read = bool(text.of(HEALTH)), bool(said[HEALTH])
        self.true[HEALTH] += ill
        self.said[HEALTH] += read
        self.found[HEALTH] += ill and read
        self.right[HEALTH] += ill and read
        self.clean += not text.marks
        self.flagged += not text.marks and any(said.values())

    def lines(self) -> Iterator[str]:
        """Yield recall and precision of each label, and the clean passages that are flagged."""
        for label in LABELS:
            if self.true[label]:
                recall = self.found[label] / self.true[label]
                precision = self.right[label] / max(1, self.said[label])
                yield f"{label} {self.true[label]}: recall {recall:.3f}, precision {precision:.3f}"
        yield f"flagged {self.flagged} of {self.clean} without any"


def main() -> None:
    """Print the figures of each file and of all."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_passages", description=__doc__)
    parser.add_argument("--data", type=Path, default=passages.DATA, help="folder of marked passages")
    given = parser.parse_args()
    detector: Detector = detect.load(Settings())
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for number, written in enumerate(passages.read_passages(given.data, [SOURCE])):
        passage = Passage(written.text.text, Where(ObjectRef("passages", str(number))), layout="prose")
        found = [one for one in detector.examine([passage]) if isinstance(one, Detection)]
        groups = [written.kind.partition("/")[2].rpartition(" ")[0], written.language, "all"]
        if "\n" not in passage.text.strip() and feature.reads_english(passage.text):
            groups.append("a line of English")
        for group in groups:
            tallies[group].add(written, found)
    for group, tally in tallies.items():
        print(f"{group}: " + "; ".join(tally.lines()))


if __name__ == "__main__":
    main()
