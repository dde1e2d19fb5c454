"""Fit the score of names: `python -m models.train.scorer KINDS` writes `pii_sweep/detect/data/person.json`.

KINDS is the folder that `fixtures.kinds` writes. A candidate for a name is right where it lies in a truth of its
document. Ridge-regularised logistic regression by Newton's method (Hastie, Tibshirani, Friedman, "The Elements of
Statistical Learning", 4.4.1), the log-odds of the recognizers' own factors barely held. Documents of each kind are
scored by weights fitted without them, and those figures are printed; templates that the network was not trained
on, and the standard library's sources as text without people, are fitted with them.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np

from models.train import corpus
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.person import feature
from pii_sweep.detect.score.calibration import share
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.evaluate import clean, corpora, match
from pii_sweep.evaluate.item import Item, text_item
from pii_sweep.evaluate.run import pieces_of
from pii_sweep.evaluate.truth import Labelled, Truth
from pii_sweep.types import Layout

OUT = Path(__file__).parents[2] / "pii_sweep" / "detect" / "data" / "person.json"
# Weights of a candidate by where it is from, the ridge, how rare a feature may be, sentences of templates.
WEIGHTS, RIDGE, LEAST, SENTENCES, FREE = {"template": 0.3, "clean": 0.5}, 30.0, 10, 6000, 0.1
KIND_WEIGHT, STEPS, SHARE = 3.0, 8, 4_000_000
# What the model gives, and the score of a finding: what it takes for 0.3 is kept, as 0.4 is asked for.
KNOTS = [[0.0, 0.0], [0.3, 0.4], [0.5, 0.55], [0.7, 0.72], [0.9, 0.9], [1.0, 0.995]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate for a name: its features, what the factors alone make of it, whether it is right."""

    group: str
    page: bool
    features: Mapping[str, float]
    factors: float
    right: bool


@dataclass(slots=True)
class Recorder(Detector):
    """A detector that keeps its candidates for names with their features and scores none anew."""

    seen: list[tuple[str, Hit, Mapping[str, float]]] = field(default_factory=list, repr=False)

    def score_person(self, text: str, hit: Hit, layout: Layout) -> Hit:
        """Keep a candidate, and return it as it is."""
        if hit.recognizer == "Person":
            self.seen.append((text, hit, feature.describe(text, hit, layout)))
        return hit


def load(settings: Settings) -> Recorder:
    """Return a recorder with the pipeline and the recognizers of a worker."""
    worker = detect.load(settings)
    return Recorder(worker.settings, worker.ner, worker.rows, worker.allowed)


def collect(recorder: Recorder, items: Iterable[Item], group: str = "") -> Iterator[Candidate]:
    """Yield the candidates of labelled objects; what is neither right nor wrong is left out."""
    for item in items:
        recorder.seen.clear()
        for _ in recorder.examine(pieces_of(item, recorder.settings)):
            pass
        values = [one.value for one in item.truth.entities if one.entity == "PERSON"]
        for text, hit, features in recorder.seen:
            value = text[hit.start : hit.end]
            right = match.lies_in("PERSON", value, values, ocr=item.truth.ocr)
            unsure = match.lies_in("PERSON", value, item.truth.ignore, ocr=False)
            if right or not (unsure or (group == "clean" and clean.is_credit(text, hit.start, hit.end))):
                factors = share("PERSON", hit.score)
                yield Candidate(group or item.truth.kind, feature.is_page(text), features, factors, right)


def templates(count: int) -> Iterator[Item]:
    """Yield sentences of the templates that the network was not trained on."""
    for number, (text, entities) in enumerate(corpus.examples(count, "scorer", dev=True)):
        people = tuple(Truth("PERSON", text[low:high]) for low, high, label in entities if label == "PERSON")
        yield text_item(Labelled(str(number), "text", "template", people), text)


def sources(most: int) -> Iterator[Item]:
    """Yield sources of the standard library, so many characters of them, in a fixed random order."""
    files = list(clean.standard_library())
    random.Random("scorer").shuffle(files)
    size = 0
    for file in files:
        if (size := size + file.stat().st_size) > most:
            return
        yield Item(Labelled(file.name, file.suffix, "clean", ()), file=file)


def matrix(rows: Sequence[Candidate], names: Sequence[str]) -> np.ndarray:
    """Return the features of candidates, a row each."""
    places = {name: place for place, name in enumerate(names)}
    held = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.features.items():
            if name in places:
                held[number, places[name]] = value
    return held


def fit(x: np.ndarray, right: np.ndarray, weight: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """Return the weight of each feature."""
    ridge, centre = np.full(len(names), RIDGE), np.zeros(len(names))
    ridge[names.index("bias")], ridge[names.index("factors")] = FREE / 10, FREE
    centre[names.index("factors")] = 0.5
    fitted = centre.copy()
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-np.clip(x @ fitted, -30, 30)))
        slope = x.T @ ((odds - right) * weight) + ridge * (fitted - centre)
        curve = (x * (weight * odds * (1 - odds) + 1e-3)[:, None]).T @ x + np.diag(ridge)
        fitted = fitted - np.linalg.solve(curve, slope)
    return fitted


def left_out(
    rows: Sequence[Candidate], x: np.ndarray, right: np.ndarray, weight: np.ndarray, names: Sequence[str]
) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield, by kind left out, recall and precision of its pages: by the factors' weights, then fitted."""
    groups = np.array([row.group for row in rows])
    page = np.array([row.page for row in rows])
    factors = np.array([row.factors for row in rows])
    for kind in sorted(set(groups) - set(WEIGHTS)):
        rest, own = groups != kind, (groups == kind) & page
        if not right[own].any():
            continue
        odds = x[own] @ fit(x[rest], right[rest], weight[rest], names)
        yield kind, *_rates(factors[own] >= 0.4, right[own]), *_rates(odds >= np.log(3 / 7), right[own])


def _rates(found: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    return float(found[right > 0].mean()), float(right[found].mean()) if found.any() else 1.0


def main() -> None:
    """Collect, fit, print the figures of kinds left out, write the weights."""
    parser = argparse.ArgumentParser(prog="python -m models.train.scorer", description=__doc__)
    parser.add_argument("kinds", type=Path, help="folder written by python -m fixtures.kinds")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    recorder = load(Settings())
    rows = list(collect(recorder, (item for item in corpora.items(given.kinds) if not item.truth.damage)))
    rows += collect(recorder, islice(templates(SENTENCES), SENTENCES), "template")
    rows += collect(recorder, sources(SHARE), "clean")
    counts = Counter(name for row in rows for name in row.features)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    x, right = matrix(rows, names), np.array([float(row.right) for row in rows])
    weight = np.array([WEIGHTS.get(row.group, KIND_WEIGHT) for row in rows])
    table = list(left_out(rows, x, right, weight, names))
    for kind, *rates in table:
        print(f"{kind:<18} factors {rates[0]:.3f}/{rates[1]:.3f}  fitted {rates[2]:.3f}/{rates[3]:.3f}")
    means = [round(float(np.mean([row[at] for row in table])), 3) for at in range(1, 5)]
    print(f"{'mean':<18} factors {means[0]:.3f}/{means[1]:.3f}  fitted {means[2]:.3f}/{means[3]:.3f}")
    fitted = dict(zip(names, np.round(fit(x, right, weight, names), 3).tolist(), strict=True))
    about = {"fitted": str(date.today()), "candidates": dict(Counter(row.group for row in rows))}
    about |= {"left out, factors": means[:2], "left out, fitted": means[2:]}
    weights = {name: value for name, value in fitted.items() if value}
    given.out.write_text(json.dumps({"about": about, "knots": KNOTS, "weights": weights}, indent=1) + "\n")


if __name__ == "__main__":
    main()
