"""Fit the score of whether words state a trait of a person: `detect/data/trait_reading.json`.

`python -m models.train.trait_reading [FOLDER ...]` reads `data/traits`: papers by authors who had not seen the
rules, in which each statement of a person's trait is marked `[[TRAIT:phrase]]`; those whose head ends in ` clean`
have none, but the same words of things, groups and places. Each phrase of the field is a candidate, right where
it meets a mark. So is each near a name in papers that were written for other scores, where `traits_stated.txt`
has the few that state a trait, and in the documents of labelled folders, as `fixtures.kinds` writes them. The
papers of one author after the other are scored by weights that were fitted without them, and what those say is
printed; so are the ordinary papers, a third at a time.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from models.train.contact_owner import Recorder, read_papers
from models.train.marked import Mark, read_marked
from models.train.order_value import passage_of
from models.train.ridge import fit_present
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.score import logistic
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.trait import candidates, reading
from pii_sweep.evaluate import corpora
from pii_sweep.evaluate.run import pieces_of
from pii_sweep.types import Passage

DATA = Path(__file__).with_name("data")
OUT = Path(detect.__file__).with_name("data") / f"{reading.MODEL}.json"
# Papers by authors who wrote for other scores, with marks of their own, and what in them states a trait.
OTHERS = ("contacts", "marked", "marked_aside", "marked_offices", "numbers")
STATED = DATA / "traits_stated.txt"
# Phrases as they are commonly said, by who knew the score: no figure is measured on them.
COMMON = "common_phrases"
# A feature of fewer candidates has no weight; the ridge on a feature; a smaller weight is left out.
RARE, PENALTY, LEAST_WEIGHT = 2, 2.0, 0.03
# What ordinary papers count for, and what is not marked in a paper with traits: it may belong to one.
ORDINARY, UNMARKED = 0.25, 0.5
FOLDS = 3
TRAIT, ASIDE = "TRAIT", "POLITICS"
_OTHER_MARKS = re.compile(r"\[\[(?:[A-Z_]+:)?((?:[^\]]|\](?!\]))*)\]\]|<<(?:=[A-Z]+:)?|>>|\{\{|\}\}")


class Reading(NamedTuple):
    """A candidate: whose paper, which one, its features, whether it states a trait, which marks it meets.

    `claimed`: a label's rule finds it. `clean`: its paper has no trait.
    """

    author: str
    paper: int
    features: frozenset[str]
    right: bool
    marks: frozenset[int]
    claimed: bool
    clean: bool


class Paper(NamedTuple):
    """A paper: whose it is, its text, what is marked where, and the claims on it."""

    author: str
    text: str
    marked: list[Mark]
    hits: list[Hit]


def papers(recorder: Recorder) -> Iterator[Paper]:
    """Yield all papers with what recognizers claim; those that are read in another order are left out.

    Of common phrases each line is a paper, too: people write a sentence alone.
    """
    blocks = [
        (author, part)
        for author, block in read_papers(DATA / "traits")
        for part in dict.fromkeys((block, *(block.split("\n") if author == COMMON else ())))
    ]
    for author, block in blocks:
        text, marked = read_marked(block)
        for flow, hits in recorder.record(passage_of(text)):
            if flow.text == text:
                yield Paper(author, text, marked, hits)


def other_papers(recorder: Recorder) -> Iterator[Paper]:
    """Yield the papers written for other scores that hold a candidate, with the traits that they state."""
    lines = STATED.read_text(encoding="utf-8").splitlines()
    stated = [read_marked(line) for line in lines if line and not line.startswith("#")]
    texts = {
        _OTHER_MARKS.sub(r"\1", block): folder for folder in OTHERS for _, block in read_papers(DATA / folder)
    }
    for text, folder in texts.items():
        for flow, hits in recorder.record(passage_of(text)) if any(candidates.find(text)) else ():
            marked = [
                Mark(at + low, at + high, entity)
                for line, marks in stated
                if (at := flow.text.find(line)) >= 0
                for low, high, entity in marks
            ]
            yield Paper(folder, flow.text, marked, hits)


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


def readings(those: Iterable[Paper], first: int = 0) -> Iterator[Reading]:
    """Yield the candidates of papers, but for opinions of parties; `first` numbers the papers."""
    for number, paper in enumerate(those, first):
        labelled = [hit for hit in paper.hits if hit.entity == reading.ENTITY]
        clean = not any(entity == TRAIT for _, _, entity in paper.marked)
        for one, features in reading.describe(paper.text, paper.hits):
            met = {at for at, (low, high, _) in enumerate(paper.marked) if low < one.end and one.start < high}
            if any(paper.marked[at][2] == ASIDE for at in met):
                continue
            traits = frozenset(at for at in met if paper.marked[at][2] == TRAIT)
            claimed = any(hit.start < one.end and one.start < hit.end for hit in labelled)
            yield Reading(paper.author, number, frozenset(features), bool(traits), traits, claimed, clean)


def weight_of(one: Reading) -> float:
    """Return what a candidate counts for."""
    ordinary = ORDINARY if one.author in OTHERS else 1.0
    return ordinary * (1.0 if one.right or one.clean else UNMARKED)


def fit(held: Sequence[Reading]) -> dict[str, float]:
    """Return the weight of each feature that enough candidates have."""
    rows, right = [one.features for one in held], [one.right for one in held]
    return fit_present(rows, right, list(map(weight_of, held)), rare=RARE, ridge=PENALTY, bias=1e-3)


def chances(held: Sequence[Reading], weights: dict[str, float]) -> list[float]:
    """Return how likely each candidate states a trait."""
    return [logistic.share(weights, dict.fromkeys(one.features, 1.0)) for one in held]


def describe(held: Sequence[Reading], those: Sequence[Paper]) -> str:
    """Return what weights say of the papers of an author whom they were fitted without, each in turn."""
    parts = []
    authors = {one.author for one in held if one.right} - {*OTHERS, COMMON}
    for author in sorted(authors):
        own = [one for one in held if one.author == author]
        weights = fit([one for one in held if one.author != author])
        said = [
            one
            for one, chance in zip(own, chances(own, weights), strict=True)
            if chance >= reading.LEAST or one.claimed
        ]
        true = sum(
            entity == TRAIT for paper in those if paper.author == author for _, _, entity in paper.marked
        )
        found = len({(one.paper, mark) for one in said for mark in one.marks})
        flagged = {one.paper for one in said if one.clean}
        right = sum(one.right for one in said)
        clean = [one for one in said if one.clean]
        parts.append(
            f"{author}: {found} of {true} traits are found, {right} of {len(said)} claims are right, "
            f"{len(clean)} in {len(flagged)} papers without any"
        )
    return "; ".join([*parts, describe_ordinary(held)])


def describe_ordinary(held: Sequence[Reading]) -> str:
    """Return what weights say of a third of the ordinary papers that they were fitted without, each in turn."""
    ordinary = [one for one in held if one.author in OTHERS]
    rest = [one for one in held if one.author not in OTHERS]
    said = list[Reading]()
    for fold in range(FOLDS):
        own = [one for one in ordinary if one.paper % FOLDS == fold]
        weights = fit([*rest, *(one for one in ordinary if one.paper % FOLDS != fold)])
        claims = zip(own, chances(own, weights), strict=True)
        said += [one for one, chance in claims if chance >= reading.LEAST]
    return (
        f"ordinary papers: {sum(one.right for one in said)} of {len(said)} claims are right, of "
        f"{len(ordinary)} candidates of which {sum(one.right for one in ordinary)} state a trait"
    )


def main() -> None:
    """Read the papers, fit the weights to them, and write the weights that ship."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folders", type=Path, nargs="*", help="labelled folders, whose documents state no trait"
    )
    given = parser.parse_args()
    shipped = detect.load(Settings())
    recorder = Recorder(shipped.settings, shipped.ner, shipped.second, shipped.rows, shipped.allowed)
    those = [*papers(recorder), *other_papers(recorder), *folder_papers(given.folders)]
    held = list(readings(those))
    head = (
        f"models/train/trait_reading.py on {date.today()}: {len(held)} phrases in "
        f"{len({one.paper for one in held})} papers; penalty {PENALTY:g}. Left out in turn: {describe(held, those)}"
    )
    weights = {name: round(value, 2) for name, value in fit(held).items() if abs(value) >= LEAST_WEIGHT}
    OUT.write_text(json.dumps({"fitted": head, "weights": weights}, indent=0) + "\n", encoding="utf-8")
    print(head, len(weights))


if __name__ == "__main__":
    main()
