"""Fit the scorer of health information: `detect/data/health.json`.

`python -m models.train.health [FOLDER ...]` reads the documents of `models/train/data/` and those of folders that
`fixtures.kinds` writes, fills their slots, lets the shipped detector find their people, and fits a logistic
regression with an L2 penalty to the candidates. A candidate is right where its document is about somebody's
health; in the passages of `data/health/` and `data/marked/`, where it lies in a mark, `<<gebrochenes Handgelenk>>`,
and one outside the marks of its passage is left out. Folds leave out kinds of documents and files of passages.
The papers of `data/health_aside/` are only measured. `--check` prints the documents that a fold decides wrongly.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from models.train import ridge
from models.train.papers import add_parts, load_parts
from models.train.passages import part_of, read_passages
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.health import recognizer
from pii_sweep.detect.health.anchor import Anchor
from pii_sweep.detect.health.candidates import Candidate
from pii_sweep.detect.model.ner import Ner
from pii_sweep.detect.score import logistic
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.reading_order import Flow
from pii_sweep.evaluate import corpora
from pii_sweep.evaluate.run import pieces_of
from pii_sweep.types import Layout, ObjectRef, Passage, Piece, Where

DATA = Path(__file__).parent / "data"
OUT = Path(recognizer.__file__).parents[1] / "data" / "health.json"
FOLDS, COPIES, PENALTY, SPLIT, STEPS = 8, 3, 3.0, 6, 50
# What a document of a collection weighs against one copy of a training document, and one about nobody's health.
COLLECTED, WRONG = 4.0, 2.2
KINDS = ("kind_", "weak", "near_person")
SLOTS: Mapping[str, Sequence[str]] = {
    "HOSPITAL": ("St. Anne Medical Center", "Mercy Hospital", "Klinikum Nord", "County General Hospital"),
    "LAB": ("Northside Laboratories", "QuestPath Diagnostics", "Labor Dr. Braun"),
    "CITY": ("Fresno", "Salem", "Leeds", "Lyon"),
    "phone": ("(503) 555-0142", "415-555-0178", "+1 209 555 0113"),
    "email": ("mlopez@example.com", "j.hart@example.org", "s_kim@example.net"),
    "street": ("12 Elm St, Salem, OR 97301", "48 Oak Avenue, Fresno, CA 93701"),
    "symptom": ("chest pain", "shortness of breath", "nausea", "fatigue", "dizziness", "back pain", "insomnia", "headaches"),
    "allergy": ("Penicillin", "sulfa drugs", "latex", "codeine", "shellfish", "none known"),
    "procedure": ("colonoscopy", "MRI of the lumbar spine", "knee replacement", "echocardiogram", "cataract surgery", "biopsy"),
    "disability": ("Autism", "Specific learning disability", "Speech or language impairment", "Other health impairment"),
    "injury": ("laceration", "fracture", "sprain", "burn"),
    "german": ("Grippaler Infekt", "Rückenschmerzen", "Belastungsreaktion"),
    "icd": ("E11.9", "I10", "J45.909", "F32.1", "M54.50", "N18.3"),
    "cpt": ("99213", "45378", "71046"),
    "dose": ("10 mg", "500 mg", "20 mg", "0.5 mg", "25 mcg"),
    "pronoun": ("He", "She"),
}  # fmt: skip
_SLOT = re.compile(r"\{(\w+)\}")
# Passages by authors, those that are only measured, and how the kinds of the former begin here.
SOURCES, ASIDE, PAPERS = ("health", "marked"), "health_aside", "papers"


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate: its features, whether it is right, its document and the kind of it, or both kinds of a pair."""

    features: Mapping[str, float]
    right: bool
    document: str
    kind: str
    other: str = ""


def documents(draw: random.Random) -> Iterator[tuple[str, str, bool]]:
    """Yield (kind, text, whether somebody's health), slots filled anew in each copy."""
    for name, right in (("health_records", True), ("health_others", False)):
        text = (DATA / f"{name}.txt").read_text(encoding="utf-8")
        for part in re.split(r"(?m)^=== ", text)[1:]:
            kind, _, body = part.partition("\n")
            for _ in range(COPIES):
                yield f"{name}/{kind.strip()}", _filled(body.strip(), draw), right


def _filled(text: str, draw: random.Random) -> str:
    """Return a text with its slots drawn; one text names one person mostly."""
    first, last = draw.choice(_names("given")), draw.choice(_names("surnames"))
    patient = [0]

    def value(match: re.Match[str]) -> str:
        slot = match.group(1)
        if slot in ("first", "last"):
            return first if slot == "first" else last
        if slot == "name":
            patient[0] += 1
            return (
                f"{first} {last}"
                if patient[0] == 1
                else f"{draw.choice(_names('given'))} {draw.choice(_names('surnames'))}"
            )
        if slot == "doctor":
            return draw.choice(_names("surnames"))
        if slot == "date":
            return f"{draw.randint(1, 12):02}/{draw.randint(1, 28):02}/{draw.randint(2019, 2025)}"
        if slot == "dob":
            return f"{draw.randint(1, 12):02}/{draw.randint(1, 28):02}/{draw.randint(1935, 2002)}"
        if slot == "mrn":
            return str(draw.randint(100000, 99999999))
        if slot[0] == "n" and slot[1:].isdigit():
            low = 10 ** (int(slot[1:]) - 1)
            return str(draw.randint(max(1, low), 10 * low - 1))
        found = draw.choice(_words(slot.lower() if slot.lower() in ("condition", "drug", "welt") else slot))
        return (
            found.capitalize()
            if slot in ("Condition", "Drug", "Welt")
            else found.upper()
            if slot == "DRUG"
            else found
        )

    return _SLOT.sub(value, text)


def _names(name: str) -> list[str]:
    return sorted(word.capitalize() for word in lexicon.census(name) if len(word) > 3)


def _words(slot: str) -> Sequence[str]:
    if slot == "condition":
        return lexicon.table("health")["conditions"][:250]
    if slot == "welt":  # of other languages
        return lexicon.table("health")["conditions"][250:]
    return lexicon.table("health")["medications"][:300] if slot == "drug" else SLOTS[slot]


@dataclass(slots=True)
class Recorder(Detector):
    """A detector that keeps its candidates for health information with their features.

    `parts` are second networks that were each trained without that part of the kinds.
    """

    parts: Sequence[Ner] = field(default=(), repr=False)
    seen: list[tuple[Candidate, Mapping[str, float]]] = field(default_factory=list, repr=False)

    def add_health(
        self, passage: Passage, flow: Flow, hits: list[Hit], reading: recognizer.Reading, about: Anchor
    ) -> Sequence[Hit]:
        """Keep what a passage shows, and return its claims."""
        described = recognizer.features(flow.text, reading, self._signs_of(passage, about))
        self.seen += zip(reading.found, described, strict=True)
        return hits

    def read_pieces(self, kind: str, pieces: Iterable[Piece]) -> list[tuple[Candidate, Mapping[str, float]]]:
        """Return the candidates of an object, read by the network that was not trained on its kind."""
        self.seen = []
        if self.parts:
            self.second = self.parts[part_of(kind)]
        for _ in self.examine(pieces):
            pass
        return self.seen

    def read_texts(
        self, kind: str, texts: Iterable[str], layout: Layout = "prose"
    ) -> list[tuple[Candidate, Mapping[str, float]]]:
        """Return the candidates of the texts of one object."""
        where = Where(ObjectRef("train", "text"))
        return self.read_pieces(kind, [Passage(text, where, layout=layout) for text in texts])


def collection(recorder: Recorder, folder: Path) -> Iterator[Row]:
    """Yield the candidates of a collection's objects; their kinds are named apart from those of the training documents."""
    for item in corpora.items(folder):
        truth = item.truth
        right = any(one.entity == "HEALTH" for one in truth.entities)
        for _, features in recorder.read_pieces(truth.kind, pieces_of(item, recorder.settings)):
            yield Row(features, right, truth.key, f"collection/{truth.kind}")


def rows(recorder: Recorder) -> list[Row]:
    """Return the candidates of all documents, whole and in two parts such as pages."""
    found: list[Row] = []
    every = list(documents(random.Random(17)))
    found += _pairs(recorder, every)
    for number, (kind, text, right) in enumerate(every):
        layout: Layout = "fields" if kind.endswith("fields") else "prose"
        for _, features in recorder.read_texts(kind, [text], layout):
            found.append(Row(features, right, f"{number}", kind))
        lines = text.split("\n")
        if len(lines) >= SPLIT:
            middle = len(lines) // 2
            halves = ["\n".join(lines[:middle]), "\n".join(lines[middle:])]
            for _, features in recorder.read_texts(kind, halves, layout):
                found.append(Row(features, right, f"{number}b", kind))
    return found


def _pairs(recorder: Recorder, every: Sequence[tuple[str, str, bool]]) -> Iterator[Row]:
    """Yield the candidates of two documents in one, so that the length of a text decides nothing."""
    draw = random.Random(3)
    for right in (True, False):
        alike = [(kind, text) for kind, text, true in every if true == right and "fields" not in kind]
        for number, (kind, text) in enumerate(draw.sample(alike, len(alike) // 2)):
            other, more = draw.choice(alike)
            for _, features in recorder.read_texts(kind, [f"{text}\n\n{more}"]):
                yield Row(features, right, f"pair {right} {number}", kind, other)


def of_papers(recorder: Recorder) -> Iterator[Row]:
    """Yield the candidates of passages, without those outside the marks of one that has some."""
    for number, paper in enumerate(read_passages(sources=SOURCES)):
        marks = paper.text.of("HEALTH")
        for one, features in recorder.read_texts(paper.kind, [paper.text.text]):
            right = any(one.start < end and start < one.end for start, end in marks)
            if right or not marks:
                yield Row(features, right, f"paper {number}", f"{PAPERS}/{paper.kind.rpartition(' ')[0]}")


def _say_aside(recorder: Recorder, weights: Mapping[str, float]) -> str:
    """Return the recall and precision by paper of those that nothing is fitted on."""
    least = Settings().detect.min_score
    true = false = missed = 0
    for paper in read_passages(sources=[ASIDE]):
        held = recorder.read_texts(paper.kind, [paper.text.text])
        found = max((logistic.share(weights, named) for _, named in held), default=0.0) >= least
        marked = bool(paper.text.marks)
        true += found and marked
        false += found and not marked
        missed += not found and marked
    return f"By paper set aside: recall {true / (true + missed):.3f}, precision {true / (true + false):.3f}."


def _trust(row: Row) -> float:
    """Return what a candidate weighs: those of collections and papers are there once, others copied and cut."""
    once = row.kind.startswith(("collection/", f"{PAPERS}/"))
    return (COLLECTED if once else 1.0) * (1.0 if row.right else WRONG)


def fit(table: np.ndarray, right: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return the weights of the features; the last column is the bias, which nothing holds down."""
    penalty = np.full(table.shape[1], PENALTY)
    penalty[-1] = 1e-6
    return ridge.fit(table, right, weight, penalty, np.zeros(len(penalty)), steps=STEPS)


def main() -> None:
    """Read the documents and fit the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="print the documents that a fold decides wrongly"
    )
    parser.add_argument("folders", type=Path, nargs="*", help="folders written by python -m fixtures.kinds")
    add_parts(parser)
    given = parser.parse_args()
    shipped = detect.load(Settings())
    recorder = Recorder(shipped.settings, shipped.ner, shipped.second, shipped.rows, shipped.allowed)
    recorder.parts = load_parts(given.parts)
    held = [*rows(recorder), *of_papers(recorder)]
    for folder in given.folders:
        held += collection(recorder, folder)
    recorder.parts, recorder.second = (), shipped.second
    print(_say_aside(recorder, write(held, check=given.check)))


def write(held: Sequence[Row], *, check: bool = False) -> Mapping[str, float]:
    """Fit the rows, print what the folds say, and write and return the weights."""
    names = sorted({name for row in held for name in row.features} - {recognizer.BIAS})
    table = np.column_stack([ridge.lay_out([row.features for row in held], names), np.ones(len(held))])
    right = np.array([float(row.right) for row in held])
    counts: dict[str, int] = {}
    for row in held:
        counts[row.document] = counts.get(row.document, 0) + 1
    weight = np.array([_trust(row) / counts[row.document] ** 0.5 for row in held])
    kinds = sorted({row.kind for row in held})
    random.Random(5).shuffle(kinds)
    fold = {kind: number % FOLDS for number, kind in enumerate(kinds)}
    chance = np.zeros(len(held))
    for number in range(FOLDS):
        own = np.array([fold[row.kind] == number and not row.other for row in held])
        rest = np.array([number not in (fold[row.kind], fold.get(row.other)) for row in held])
        found = fit(table[rest], right[rest], weight[rest])
        chance[own] = ridge.shares_of(table[own] @ found)
    said = _said(held, chance, check)
    weights = fit(table, right, weight)
    fitted = {
        name: round(float(value), 3) for name, value in zip([*names, recognizer.BIAS], weights, strict=True)
    }
    head = (
        f"models/train/health.py on {date.today()}: {len(held)} candidates of {len(counts)} documents of "
        f"{len(kinds)} kinds, {FOLDS} folds by kind; L2 penalty {PENALTY}. {said}"
    )
    model = {"fitted": head, "weights": fitted, "knots": [[0.0, 0.0], [1.0, 1.0]]}
    OUT.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    print(head)
    return fitted


def _said(held: Sequence[Row], chance: np.ndarray, check: bool) -> str:
    """Return the precision and recall by document of the folds, at the least score that counts."""
    best: dict[str, tuple[float, bool, str]] = {}
    for row, value in zip(held, chance, strict=True):
        if row.other:
            continue
        best[row.document] = max(
            best.get(row.document, (0.0, row.right, row.kind)), (float(value), row.right, row.kind)
        )
    least = Settings().detect.min_score
    true = sum(value >= least and right for value, right, _ in best.values())
    false = sum(value >= least and not right for value, right, _ in best.values())
    missed = sum(value < least and right for value, right, _ in best.values())
    if check:
        for name, (value, right, kind) in sorted(best.items(), key=lambda item: item[1][2]):
            if (value >= least) != right:
                print(f"{value:.2f} {right} {kind} {name}")
    return f"By document: recall {true / (true + missed):.3f}, precision {true / (true + false):.3f}."


if __name__ == "__main__":
    main()
