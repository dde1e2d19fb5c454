"""Fit the scores of names: `python -m models.train.scorer KINDS --later LATER` writes `person.json` and `short_person.json`.

KINDS and LATER are folders that `fixtures.kinds` writes. A candidate for a name is right where it lies in a truth of
its document. Ridge-regularised logistic regression by Newton's method (Hastie, Tibshirani, Friedman, "The Elements of
Statistical Learning", 4.4.1), the log-odds of the recognizers' own factors barely held, and a hidden layer on top of it. Documents of each kind are
scored by weights fitted without them, and those figures are printed; the standard library's sources are fitted with
them as text without people. Texts that are too short for a document have weights of their own, to which documents add
a little.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from models.train import column_scorer, hidden_layer, ridge
from models.train.papers import add_parts, load_parts
from models.train.passages import part_of, read_passages
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.model.ner import Ner
from pii_sweep.detect.person.evidence import feature, name_shape
from pii_sweep.detect.score.calibration import share
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.evaluate import calibration, clean, corpora, match
from pii_sweep.evaluate.item import Item, text_item
from pii_sweep.evaluate.run import pieces_of
from pii_sweep.evaluate.score import Sure
from pii_sweep.evaluate.truth import Labelled, Truth

OUT = Path(__file__).parents[2] / "pii_sweep" / "detect" / "data"
# Weights of a document by where it is from, which its candidates share by the root of their number, the ridge, that
# of the factors, and how rare a feature may be. Clean documents of the later kinds are dense in names of things,
# which the others lack; tables of other systems hold many names a table. A candidate of the sources weighs as much as
# another.
# Passages are single pieces of papers, chosen to be hard: they weigh two fifteenths of those.
WEIGHTS = {"kinds": 9.0, "later": 18.0, "passages": 2.4, "exports": 4.0, "clean": 0.5}
RIDGE, FREE, LEAST = 20.0, 0.1, 5
# The ridge of a name's part in its sentence: few documents have nothing else to say.
ROLE_PENALTY, ROLES = 7.0, ("role ", "whole role ")
# A false finding in a document without people flags it; one among people does little.
CLEAN = {"person": 1.4, "short_person": 2.2}
STEPS, SHARE, KEPT, FOLDS = 8, 3_000_000, 0.4, 6
# What a candidate of a document weighs where short texts are fitted.
LONG = 0.3
# What the model gives is the score of a finding: on kinds left out it is calibrated.
KNOTS = {
    "person": [[0.0, 0.0], [1.0, 1.0]],
    "short_person": [[0.0, 0.0], [0.3, 0.4], [0.5, 0.68], [0.8, 0.9], [1.0, 1.0]],
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate for a name: its kind and document, its features, the factors' own share, whether it is right.

    `source` is a key of WEIGHTS; `clean` says that its document names no one, `short` that it is no document.
    """

    source: str
    kind: str
    key: str
    clean: bool
    short: bool
    features: Mapping[str, float]
    factors: float
    right: bool


@dataclass(slots=True)
class Recorder(Detector):
    """A detector that keeps its candidates for names with their features and scores none anew.

    `parts` are second networks that were each trained without that part of the kinds, `looks` their shapes of names.
    """

    parts: Sequence[Ner] = field(default=(), repr=False)
    looks: Sequence[name_shape.Shapes] = field(default=(), repr=False)
    seen: list[tuple[str, Hit, Mapping[str, float], bool]] = field(default_factory=list, repr=False)

    def score_person(self, text: str, hit: Hit, features: feature.Features, *, short: bool) -> Hit:
        """Keep a candidate, and return it as it is."""
        self.seen.append((text, hit, features, short))
        return hit


def load(settings: Settings, parts: Sequence[Path] = ()) -> Recorder:
    """Return a recorder with the pipeline and the recognizers of a worker, and the networks of `parts`."""
    worker = detect.load(settings)
    recorder = Recorder(worker.settings, worker.ner, worker.second, worker.rows, worker.allowed)
    recorder.parts = load_parts(parts)
    recorder.looks = [name_shape.load(folder) for folder in parts]
    return recorder


def collect(recorder: Recorder, items: Iterable[Item], source: str) -> Iterator[Candidate]:
    """Yield the candidates of labelled objects; what is neither right nor wrong is left out."""
    for item in items:
        recorder.seen.clear()
        if recorder.parts:  # the one that was not trained on the kind
            own = part_of(item.truth.kind)
            recorder.second, recorder.shapes = recorder.parts[own], recorder.looks[own]
        for _ in recorder.examine(pieces_of(item, recorder.settings)):
            pass
        truth = item.truth
        values = [one.value for one in truth.entities if one.entity == "PERSON"]
        for text, hit, features, short in recorder.seen:
            value = text[hit.start : hit.end]
            right = match.lies_in("PERSON", value, values, ocr=truth.ocr)
            unsure = match.lies_in("PERSON", value, truth.ignore, ocr=False)
            if right or not (unsure or (source == "clean" and clean.is_credit(text, hit.start, hit.end))):
                factors = share("PERSON", hit.score)
                yield Candidate(source, truth.kind, truth.key, truth.clean, short, features, factors, right)


def passages() -> Iterator[Item]:
    """Yield the passages that the second network is trained on, too; a kind is a quarter of a file's."""
    for number, one in enumerate(read_passages(sources=("papers", "marked"))):
        text, kind = one.text.text, one.kind
        names = tuple(Truth("PERSON", text[low:high]) for low, high in one.text.of("PERSON"))
        yield text_item(Labelled(f"{kind} {number}", ".txt", kind, names, clean=not names), text)


def sources(most: int) -> Iterator[Item]:
    """Yield sources of the standard library, so many characters of them, in a fixed random order."""
    files = list(clean.standard_library())
    random.Random("scorer").shuffle(files)
    size = 0
    for file in files:
        if (size := size + file.stat().st_size) > most:
            return
        yield Item(Labelled(file.name, file.suffix, "clean", ()), file=file)


def weigh(rows: Sequence[Candidate], name: str) -> np.ndarray:
    """Return what each candidate weighs: a page of a hundred names no more than ten of one."""
    many = Counter(row.key for row in rows if row.source != "clean")
    clean = [CLEAN[name] if row.clean and row.source != "clean" else 1.0 for row in rows]
    return np.array(
        [
            WEIGHTS[row.source] * own / max(1, many[row.key]) ** 0.5
            for row, own in zip(rows, clean, strict=True)
        ]
    )


def fit(x: np.ndarray, right: np.ndarray, weight: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """Return the weight of each feature."""
    penalty, centre = np.full(len(names), RIDGE), np.zeros(len(names))
    penalty[names.index("bias")], penalty[names.index("factors")] = FREE / 10, FREE
    centre[names.index("factors")] = 0.5
    penalty[[place for place, name in enumerate(names) if name.startswith(ROLES)]] = ROLE_PENALTY
    return ridge.fit(x, right, weight, penalty, centre, steps=STEPS)


def score_left_out(
    rows: Sequence[Candidate], x: np.ndarray, right: np.ndarray, weight: np.ndarray, names: Sequence[str]
) -> np.ndarray:
    """Return the share that each document's candidate gets by weights fitted without its kind; NaN for sources.

    Kinds are left out a sixth at a time.
    """
    kinds = sorted({row.kind for row in rows if row.source != "clean"})
    folds = {kind: place % FOLDS for place, kind in enumerate(kinds)}
    fold = np.array([folds[row.kind] if row.source != "clean" else -1 for row in rows])
    shares, small = np.full(len(rows), np.nan), x.astype(np.float32)
    for number in range(FOLDS):
        own = fold == number
        fitted = fit(x[~own], right[~own], weight[~own], names)
        layer = hidden_layer.fit(small[~own], right[~own], weight[~own], x[~own] @ fitted)
        shares[own] = ridge.shares_of(x[own] @ fitted + layer.odds(small[own]))
    return shares


def describe_kinds(rows: Sequence[Candidate], shares: np.ndarray) -> Iterator[tuple[str, list[float]]]:
    """Yield, by kind left out, recall and precision of its candidates: by the factors' weights, then fitted."""
    kinds = np.array([row.kind for row in rows])
    right = np.array([row.right for row in rows])
    factors = np.array([row.factors for row in rows])
    for kind in sorted(set(kinds[~np.isnan(shares)])):
        own = (kinds == kind) & ~np.isnan(shares)
        if right[own].any():
            by_hand, fitted = (
                _rates(factors[own] >= KEPT, right[own]),
                _rates(shares[own] >= KEPT, right[own]),
            )
            yield kind, [*by_hand, *fitted]


def _rates(found: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    return float(found[right > 0].mean()), float(right[found].mean()) if found.any() else 1.0


def _flagged(rows: Sequence[Candidate], shares: Iterable[float]) -> int:
    """Return how many clean documents have a candidate that is kept."""
    return len({row.key for row, number in zip(rows, shares, strict=True) if row.clean and number >= KEPT})


def _error(rows: Sequence[Candidate], scores: np.ndarray) -> float:
    """Return the expected calibration error of the scores that are reported."""
    kept = zip(rows, scores.tolist(), strict=True)
    return (
        calibration.error([Sure("PERSON", number, row.right) for row, number in kept if number >= KEPT])
        or 0.0
    )


def main() -> None:
    """Collect candidates, and fit the two models."""
    parser = argparse.ArgumentParser(prog="python -m models.train.scorer", description=__doc__)
    parser.add_argument("kinds", type=Path, nargs="+", help="folders written by python -m fixtures.kinds")
    parser.add_argument("--later", type=Path, nargs="+", default=[], help="folders of the later kinds")
    add_parts(parser)
    parser.add_argument("--out", type=Path, default=OUT, help="folder for the weights")
    given = parser.parse_args()
    recorder = load(Settings(), given.parts)
    rows: list[Candidate] = []
    for source, folders in (("kinds", given.kinds), ("later", given.later)):
        for folder in folders:
            rows += collect(
                recorder, (item for item in corpora.items(folder) if not item.truth.damage), source
            )
    rows += collect(recorder, passages(), "passages")
    rows += collect(recorder, column_scorer.read_exports(column_scorer.EXPORTS), "exports")
    rows += collect(recorder, sources(SHARE), "clean")
    long = [row for row in rows if not row.short]
    write("person", long, weigh(long, "person"), given.out)
    far = np.array([1.0 if row.short else LONG for row in rows])
    write("short_person", rows, weigh(rows, "short_person") * far, given.out)


def write(name: str, rows: Sequence[Candidate], weight: np.ndarray, out: Path) -> None:
    """Fit a model, print its figures on kinds left out, and write its weights.

    The figures of a model with short texts are theirs alone.
    """
    counts = Counter(feature for row in rows for feature in row.features)
    names = sorted(feature for feature, count in counts.items() if count >= LEAST)
    x = ridge.lay_out([row.features for row in rows], names)
    right = np.array([float(row.right) for row in rows])
    shares = score_left_out(rows, x, right, weight, names)
    if any(row.short for row in rows):
        shares[[not row.short for row in rows]] = np.nan
    table = list(describe_kinds(rows, shares))
    means = [round(float(np.mean([rates[at] for _, rates in table])), 3) for at in range(4)]
    for kind, rates in [*table, ("mean", means)]:
        print(f"{kind:<18} factors {rates[0]:.3f}/{rates[1]:.3f}  fitted {rates[2]:.3f}/{rates[3]:.3f}")
    flagged = _flagged(rows, [row.factors for row in rows]), _flagged(rows, shares.tolist())
    error = round(_error(rows, np.interp(shares, *zip(*KNOTS[name], strict=True))), 3)
    print(
        f"{name}: clean documents flagged {flagged[0]} by the factors, {flagged[1]} fitted; calibration error {error}"
    )
    own = np.round(fit(x, right, weight, names), 3)
    layer = hidden_layer.fit(x.astype(np.float32), right, weight, x @ own)
    hidden_layer.write(layer, names, out / f"{name}_hidden.npz")
    fitted = dict(zip(names, own.tolist(), strict=True))
    about = {"fitted": str(date.today()), "candidates": dict(Counter(row.kind for row in rows))}
    about |= {"left out, factors": means[:2], "left out, fitted": means[2:], "left out, error": error}
    weights = {feature: value for feature, value in fitted.items() if value}
    model = {"about": about, "knots": KNOTS[name], "weights": weights}
    (out / f"{name}.json").write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
