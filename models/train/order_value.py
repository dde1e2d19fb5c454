"""Fit the score of amounts in running text, each by itself: `data/order_value_first.json`.

models/train/order_among.py draws these weights to texts of many amounts, and writes those that ship.
`python -m models.train.order_value FOLDER ...` reads folders that `fixtures.kinds` writes, `order_texts.txt` and
`order_papers.txt` of `models/train/data/` and `transactions.toml`, lets the shipped detector find people and addresses,
and fits a logistic regression with an L2 penalty to the amounts of running text. An amount is right where it is an
order value of its document. Folds leave out kinds of documents, and languages of the papers; the texts of the files
that end in `_aside` are only measured. `--check` prints the documents that a fold decides wrongly.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from models.train import ridge
from models.train.papers import add_parts, load_parts
from models.train.passages import part_of, read_passages
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.amount import amount_comparison, order_score
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.model.ner import Entity, Ner
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.reading_order import Flow
from pii_sweep.evaluate import calibration, corpora, match
from pii_sweep.evaluate.run import pieces_of
from pii_sweep.evaluate.score import Sure
from pii_sweep.types import ObjectRef, Passage, Piece, Where

DATA = Path(__file__).parent / "data"
OUT = DATA / f"{order_score.MODEL}_first.json"
# The ridge, in how many candidates a feature has to be, and into how many parts kinds and texts are split.
PENALTY, RARE, FOLDS, STEPS = 1.0, 3, 16, 20
# What takes long to read and shows the words that its other forms show.
PICTURES = frozenset({"png", "jpg"})
BIAS, ENTITY = "bias", order_score.ENTITY
TEXTS, PAPERS = "order_texts", "order_papers"
ASIDE = (f"{TEXTS}_aside", f"{PAPERS}_aside")


@dataclass(frozen=True, slots=True)
class Reading:
    """The candidates of one passage: features and whether each is right; `found` are the recognizer's findings.

    `found` says of each whether it is right. `kind` is the kind of its document, `key` its name; `totals` says
    how many different amounts are right.
    """

    kind: str
    key: str
    features: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]
    found: tuple[bool, ...]
    totals: int = 0


@dataclass(slots=True)
class Recorder(Detector):
    """A detector that keeps its candidates for an order's amount and leaves the recognizer's findings as they are.

    `parts` are second networks that were each trained without that part of the kinds.
    """

    parts: Sequence[Ner] = field(default=(), repr=False)
    seen: list[tuple[Passage, list[order_score.Candidate], list[str]]] = field(
        default_factory=list, repr=False
    )

    def review_orders(
        self, passage: Passage, flow: Flow, hits: Sequence[Hit], entities: Sequence[Entity] | None
    ) -> list[Hit]:
        """Keep what a passage shows, and return its claims."""
        found = [flow.text[hit.start : hit.end] for hit in hits if hit.entity == ENTITY]
        self.seen.append((passage, order_score.candidates(passage, flow, hits, entities), found))
        return list(hits)

    def read(
        self, kind: str, key: str, pieces: Sequence[Piece], truths: Sequence[str], ignored: Sequence[str] = ()
    ) -> Iterator[Reading]:
        """Yield the candidates of a document's passages; those of `ignored` are left out."""
        self.seen = []
        if self.parts:  # the one that was not trained on the kind
            self.second = self.parts[part_of(kind)]
        for _ in self.examine(pieces):
            pass
        for passage, every, found in self.seen:
            values = [passage.text[item.money.start : item.money.end] for item, _ in every]
            right = [match.lies_in(ENTITY, value, truths, ocr=False) for value in values]
            kept = [
                place
                for place, value in enumerate(values)
                if right[place] or not match.lies_in(ENTITY, value, ignored, ocr=False)
            ]
            if kept:
                yield Reading(
                    kind,
                    key,
                    tuple(every[place][1] for place in kept),
                    tuple(right[place] for place in kept),
                    tuple(match.lies_in(ENTITY, value, truths, ocr=False) for value in found),
                    len({every[place][0].money.value for place in kept if right[place]}),
                )


def readings(detector: Recorder, folders: Sequence[Path]) -> Iterator[Reading]:
    """Yield the readings of all documents."""
    for folder in folders:
        for item in corpora.items(folder):
            if item.truth.format in PICTURES:
                continue
            truths = [one.value for one in item.truth.entities if one.entity == ENTITY]
            pieces = list(pieces_of(item, detector.settings))
            yield from detector.read(item.truth.kind, item.truth.key, pieces, truths, item.truth.ignore)
    for one in read_passages(sources=(f"{TEXTS}.txt", f"{PAPERS}.txt", "marked")):
        truths = [one.text.text[low:high] for low, high in one.text.of(ENTITY)]
        yield from detector.read(one.kind, one.kind, [passage_of(one.text.text)], truths)
    for name in ASIDE:
        for title, text, truths in texts(name):
            yield from detector.read(name, title, [passage_of(text)], truths)
    for number, text in enumerate(
        tomllib.loads((DATA.parent / "transactions.toml").read_text("utf-8"))["others"]
    ):
        yield from detector.read(f"transactions {number % FOLDS}", f"other {number}", [passage_of(text)], ())


def texts(name: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the title, the text and the order values of each text of a file in `models/train/data/`."""
    body = (DATA / f"{name}.txt").read_text(encoding="utf-8")
    for part in re.split(r"(?m)^=== ", body)[1:]:
        title, _, text = part.strip().partition("\n")
        yield title, re.sub(r"<<(.*?)>>", r"\1", text), re.findall(r"<<(.*?)>>", text)


def passage_of(text: str) -> Passage:
    """Return a text as a passage of running words."""
    return Passage(text, Where(ObjectRef("train", "text")))


def fit(held: Sequence[Reading]) -> dict[str, float]:
    """Return the weight of each feature of an amount by itself, the bias last.

    A passage weighs by the root of its candidates.
    """
    rows = [features for one in held for features in one.features]
    counts = Counter(name for row in rows for name, value in row.items() if value)
    own = {name for name, count in counts.items() if count >= RARE} - amount_comparison.NAMES - {BIAS}
    names = [*sorted(own), BIAS]
    right = [good for one in held for good in one.right]
    weight = [len(one.features) ** -0.5 for one in held for _ in one.features]
    return ridge.fit_named(rows, names, right, weight, ridge=PENALTY, steps=STEPS)


def shares(held: Sequence[Reading]) -> list[list[float]]:
    """Return the share of each candidate by weights that were fitted without its kind."""
    kinds = sorted({one.kind for one in held}.difference(ASIDE))
    random.Random(5).shuffle(kinds)
    fold = {kind: number % FOLDS for number, kind in enumerate(kinds)} | dict.fromkeys(ASIDE, FOLDS)
    out: list[list[float]] = [[] for _ in held]
    for number in range(FOLDS + 1):
        rest = [one for one in held if fold[one.kind] not in (number, FOLDS)]
        weights = fit(rest)
        for place, one in enumerate(held):
            if fold[one.kind] == number:
                odds = (
                    sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in one.features
                )
                out[place] = ridge.shares_of(np.array(list(odds))).tolist()
    return out


def describe(held: Sequence[Reading], chance: Sequence[Sequence[float]], *, check: bool = False) -> str:
    """Return recall and precision by passage before and after, as `order_score.review` decides, and calibration."""
    truths = before = after = 0
    sure: list[Sure] = []
    earlier: list[bool] = []
    for one, values in zip(held, chance, strict=True):
        best = max(range(len(values)), key=values.__getitem__)
        findings = list(one.found)
        if not findings and values[best] >= order_score.find_least(one.features[best]):
            findings = [one.right[best]]
            sure.append(Sure(ENTITY, values[best], one.right[best]))
        truths, before, after = truths + any(one.right), before + any(one.found), after + any(findings)
        earlier += one.found
        if check and (any(one.right) != any(findings) or not all(findings)):
            print(f"{values[best]:.2f} {any(one.right)} {one.kind} {one.key}")
    added = [one.right for one in sure]
    error = calibration.error(sure) or 0.0
    return (
        f"Of {truths} passages with an order value {before} found by the recognizer alone and {after} with the score; "
        f"of {len(earlier)} findings {earlier.count(False)} wrong, of {len(added)} added {added.count(False)}, "
        f"calibration error {error:.3f}."
    )


def main() -> None:
    """Read the documents, fit the weights, print what the folds say, and write the weights."""
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
    held = list(readings(recorder, given.folders))
    chance = shares(held)
    parts = {
        name: [place for place, one in enumerate(held) if (one.kind if one.kind in ASIDE else "") == name]
        for name in ("", *ASIDE)
    }
    said = {
        name: describe(
            [held[place] for place in part],
            [chance[place] for place in part],
            check=given.check and not name,
        )
        for name, part in parts.items()
    }
    rest = [held[place] for place in parts[""]]
    head = (
        f"models/train/order_value.py on {date.today()}: {sum(len(one.features) for one in rest)} amounts of {len(rest)} "
        f"passages of {len({one.kind for one in rest})} kinds, {FOLDS} folds by kind; L2 penalty {PENALTY}. {said['']}"
    )
    weights = {name: round(value, 3) for name, value in fit(rest).items()}
    model = {"fitted": head, "weights": weights}
    OUT.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    print(head)
    for name in ASIDE:
        print(f"{name}: {said[name]}")


if __name__ == "__main__":
    main()
