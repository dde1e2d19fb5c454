"""Fit the score of whether words state a trait of a person: `detect/data/trait_reading.json`.

`python -m models.train.trait_reading [FOLDER ...]` reads `data/traits`: papers by authors who had not seen the
rules, in which each statement of a person's trait is marked `[[TRAIT:phrase]]`; those whose head ends in ` clean`
have none, but the same words of things, groups and places. Each phrase of the field is a candidate, right where
it meets a mark. So is each near a name in the documents of labelled folders, as `fixtures.kinds` writes them:
none of these is a trait. The papers of one author after the other are scored by weights that were fitted
without them, and what those say is printed.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import optimize, sparse

from models.train.contact_owner import Recorder, read_papers
from models.train.number_reading import _MARK
from models.train.order_value import passage_of
from models.train.ridge import shares_of
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.trait import reading
from pii_sweep.evaluate import corpora
from pii_sweep.evaluate.run import pieces_of
from pii_sweep.types import Passage

DATA = Path(__file__).with_name("data") / "traits"
OUT = Path(detect.__file__).with_name("data") / f"{reading.MODEL}.json"
# A feature of fewer candidates has no weight; the ridge on a feature; a smaller weight is left out.
RARE, PENALTY, LEAST_WEIGHT = 2, 1.0, 0.02
TRAIT, ASIDE = "TRAIT", "POLITICS"


class Reading(NamedTuple):
    """A candidate: whose paper, which one, its features, whether it states a trait, which marks it meets.

    `claimed`: a label's rule finds it.
    """

    author: str
    paper: int
    value: str
    features: frozenset[str]
    right: bool
    marks: frozenset[int]
    claimed: bool


class Paper(NamedTuple):
    """A paper: whose it is, its text, what is marked where, whether it has no trait, and the claims on it."""

    author: str
    text: str
    marked: list[tuple[int, int, str]]
    hits: list[Hit]


def read_marked(block: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return a paper's text, and where it is marked as what."""
    text, marked, at = "", list[tuple[int, int, str]](), 0
    for mark in _MARK.finditer(block):
        text += block[at : mark.start()]
        marked.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        at = mark.end()
    return text + block[at:], marked


def papers(recorder: Recorder) -> Iterator[Paper]:
    """Yield all papers with what recognizers claim; those that are read in another order are left out."""
    for author, block in read_papers(DATA):
        text, marked = read_marked(block)
        for flow, hits in recorder.record(passage_of(text)):
            if flow.text == text:
                yield Paper(author, text, marked, hits)


def folder_papers(folders: Sequence[Path]) -> Iterator[Paper]:
    """Yield the running text of the documents of labelled folders with the people that they truly name."""
    for folder in folders:
        for item in corpora.items(folder):
            names = {one.value for one in item.truth.entities if one.entity == "PERSON"}
            if item.truth.damage is None and names:
                for piece in pieces_of(item, Settings()):
                    if isinstance(piece, Passage) and piece.layout in reading.RUNNING:
                        yield Paper(folder.name, piece.text, [], list(_find_names(piece.text, names)))


def _find_names(text: str, names: Iterable[str]) -> Iterator[Hit]:
    for name in names:
        at = text.find(name)
        while at >= 0:
            yield Hit("PERSON", at, at + len(name), 1.0, "truth")
            at = text.find(name, at + len(name))


def readings(those: Iterable[Paper]) -> Iterator[Reading]:
    """Yield the candidates of papers, but for opinions of parties."""
    for number, paper in enumerate(those):
        labelled = [hit for hit in paper.hits if hit.entity == reading.ENTITY]
        for one, features in reading.describe(paper.text, paper.hits):
            met = {at for at, (low, high, _) in enumerate(paper.marked) if low < one.end and one.start < high}
            entities = {paper.marked[at][2] for at in met}
            if ASIDE in entities:
                continue
            traits = frozenset(at for at in met if paper.marked[at][2] == TRAIT)
            claimed = any(hit.start < one.end and one.start < hit.end for hit in labelled)
            value = paper.text[one.start : one.end]
            yield Reading(paper.author, number, value, frozenset(features), bool(traits), traits, claimed)


def lay_out(held: Sequence[Reading], places: dict[str, int]) -> sparse.csr_matrix:
    """Return features as a sparse matrix: a row a candidate, a column a name."""
    rows, columns = [], []
    for number, one in enumerate(held):
        for name in sorted(one.features):
            if name in places:
                rows.append(number)
                columns.append(places[name])
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), (len(held), len(places)))


def fit(held: Sequence[Reading], penalty: float = PENALTY, weight=None) -> dict[str, float]:
    """Return the weight of each feature that enough candidates have."""
    counts = Counter(name for one in held for name in one.features)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    x = lay_out(held, {name: place for place, name in enumerate(names)})
    y = np.array([one.right for one in held], float)
    ridge = np.full(len(names), penalty)
    ridge[names.index("bias")] = 1e-3
    each = np.ones(len(held)) if weight is None else weight

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        odds = x @ w
        share = shares_of(odds)
        value = float((each * (np.logaddexp(0, odds) - y * odds)).sum() + 0.5 * (ridge * w * w).sum())
        return value, x.T @ (each * (share - y)) + ridge * w

    found = optimize.minimize(
        loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    )
    return dict(zip(names, found.x.tolist(), strict=True))


def chances(held: Sequence[Reading], weights: dict[str, float]) -> np.ndarray:
    """Return how likely each candidate states a trait."""
    return shares_of(np.array([sum(weights.get(name, 0.0) for name in sorted(one.features)) for one in held]))
