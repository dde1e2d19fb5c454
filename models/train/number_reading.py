"""Fit the score of what a number in running text is: `detect/data/number_reading.npz`.

`python -m models.train.number_reading [FOLDER ...]` reads `data/numbers`: papers by authors who had not seen the
rules, in which every number, date or code of a person is marked `[[ENTITY:value]]` and nothing else is. Each
stretch that may be a number is a candidate, of its mark's class or of none. So is each in the documents without
personal data of labelled folders, as `fixtures.kinds` writes them, in the exports without any, and in the
fixtures' estate but for its truth: none of these is a person's. The papers of one author after the other are
scored by weights that were fitted without them, and what those say is printed.
"""

from __future__ import annotations

import argparse
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import optimize

from models.train import marked
from models.train.contact_owner import Recorder, read_papers
from models.train.order_value import passage_of
from models.train.ridge import lay_out_names
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.number import candidates, reading, surroundings
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.evaluate import corpora
from pii_sweep.evaluate.run import pieces_of
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Gap, Note, ObjectRef, Passage, Piece, Where

DATA = Path(__file__).with_name("data") / "numbers"
EXPORTS = Path(__file__).parents[2] / "fixtures" / "exports"
ESTATE = EXPORTS.with_name("estate")
OUT = Path(detect.__file__).with_name("data") / "number_reading.npz"
# A feature of fewer candidates has no weight; the ridge on a feature, and on what all candidates have.
RARE, PENALTY, COMMON_PENALTY = 3, 0.3, 0.05
# What recognizers claim without this score counts for less; a feature whose weights are smaller is left out.
CLAIMED, LEAST_WEIGHT = 0.5, 0.03
CLASSES = {
    "BANK_ACCOUNT": "US_BANK_NUMBER", "PASSPORT": "US_PASSPORT", "US_PASSPORT": "US_PASSPORT",
    "DRIVER_LICENSE": "US_DRIVER_LICENSE", "US_DRIVER_LICENSE": "US_DRIVER_LICENSE", "US_SSN": "US_SSN",
    "NATIONAL_ID": "NATIONAL_ID", "DATE_OF_BIRTH": "DATE_OF_BIRTH", "PHONE_NUMBER": "PHONE_NUMBER",
    "LICENSE_PLATE": "LICENSE_PLATE", "PASSWORD": "PASSWORD", "USERNAME_PASSWORD": "PASSWORD",
    "HEALTH_INSURANCE_NUMBER": "HEALTH_INSURANCE_NUMBER", "MEDICAL_RECORD_NUMBER": "MEDICAL_RECORD_NUMBER",
}  # fmt: skip
NAMES = (reading.NOTHING, *dict.fromkeys(CLASSES.values()))


class Reading(NamedTuple):
    """A stretch that may be a number: whose paper, which one, its features, what it is, whether it was found.

    `ruled_out` are the classes that its form or its text allow for no weight.
    """

    author: str
    paper: int
    span: tuple[int, int]
    features: list[str]
    name: str
    claimed: str
    ruled_out: frozenset[str]


def readings(recorder: Recorder, papers: Sequence[tuple[str, str]]) -> Iterator[Reading]:
    """Yield the candidates of all papers; those of a text that is read in another order are left out."""
    for paper, (author, block) in enumerate(papers):
        text, marks = marked.read_marked(block)
        classes = {(mark.start, mark.end): CLASSES.get(mark.entity, "") for mark in marks}
        for flow, hits in recorder.record(passage_of(text)):
            if flow.text != text:
                continue
            yield from _candidates(author, paper, text, classes, hits)


def _candidates(
    author: str, paper: int, text: str, classes: dict[tuple[int, int], str], hits: Sequence[Hit]
) -> Iterator[Reading]:
    spans = list(candidates.find(text))
    unread = [mark for mark, name in classes.items() if name and mark not in spans]
    for start, end in spans:
        if any(low < end and start < high for low, high in unread):
            continue  # a part of what no candidate is: neither a number of a person nor none
        over = [hit for hit in hits if hit.start < end and start < hit.end]
        claimed = next((hit.entity for hit in over), "")
        around = surroundings.read(text, [hit for hit in hits if hit not in over])
        name = classes.get((start, end), reading.NOTHING)
        if not name or (claimed and name == reading.NOTHING):
            continue  # marked, and of no class; or claimed, as what is not marked
        yield Reading(
            author,
            paper,
            (start, end),
            sorted(around.describe(start, end) | around.describe_kinds(start, end)),
            name,
            claimed,
            frozenset(one for one in NAMES[1:] if not reading.may_be(text, hits, start, end, one)),
        )


class Clean(NamedTuple):
    """A text in which all that is a person's is known: its collection, and those values."""

    collection: str
    passage: Passage
    values: tuple[str, ...] = ()


def clean_passages(folders: Sequence[Path]) -> Iterator[Clean]:
    """Yield the running text of documents and exports without personal data, and of the fixtures' estate."""
    for folder in (*folders, ESTATE):
        for item in corpora.items(folder):
            if (item.truth.clean or folder == ESTATE) and item.truth.damage is None:
                values = tuple(one.value for one in item.truth.entities)
                for passage in _running(pieces_of(item, Settings())):
                    yield Clean(folder.name, passage, values)
    for path in sorted(path for folder in EXPORTS.glob("*_clean") for path in folder.iterdir()):
        data = path.read_bytes()
        blob = Blob(
            Where(ObjectRef("exports", path.name, size=len(data))), partial(io.BytesIO, data), len(data)
        )
        for passage in _running(walk(blob, Settings().extract)):
            yield Clean(path.parent.name, passage)


def _running(pieces: Iterable[Piece | Gap | Note]) -> Iterator[Passage]:
    for piece in pieces:
        if isinstance(piece, Passage) and piece.layout in reading.RUNNING:
            yield piece


def clean_readings(recorder: Recorder, texts: Iterable[Clean], first: int) -> Iterator[Reading]:
    """Yield the candidates of such texts that look different and are no known value; `first` numbers the texts."""
    seen = set[tuple[str, ...]]()
    for paper, text in enumerate(texts, first):
        for flow, hits in recorder.record(text.passage):
            for one in _candidates(text.collection, paper, flow.text, {}, hits):
                value = flow.text[slice(*one.span)]
                known = any(value in other or other in value for other in text.values)
                if not known and tuple(one.features) not in seen:
                    seen.add(tuple(one.features))
                    yield one


def fit(held: Sequence[Reading]) -> tuple[list[str], np.ndarray]:
    """Return the features that count with a row of weights each, a column a class."""
    counts = Counter(name for one in held for name in set(one.features))
    names = sorted(name for name, count in counts.items() if count >= RARE)
    places = {name: place for place, name in enumerate(names)}
    x = lay_out_names([one.features for one in held], places)
    y = np.zeros((len(held), len(NAMES)))
    y[np.arange(len(held)), [NAMES.index(one.name) for one in held]] = 1
    penalty = np.full(len(names), PENALTY)
    penalty[places["bias"]] = COMMON_PENALTY
    weight = np.array([CLAIMED if one.claimed else 1.0 for one in held])[:, None]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(len(names), len(NAMES))
        odds = x @ w
        odds -= odds.max(axis=1, keepdims=True)
        total = np.log(np.exp(odds).sum(axis=1, keepdims=True))
        shares = np.exp(odds - total)
        value = -float((weight * y * (odds - total)).sum()) + 0.5 * float((penalty[:, None] * w * w).sum())
        return value, (x.T @ (weight * (shares - y)) + penalty[:, None] * w).ravel()

    found = optimize.minimize(
        loss, np.zeros(len(names) * len(NAMES)), jac=True, method="L-BFGS-B", options={"maxiter": 200}
    )
    return names, found.x.reshape(len(names), len(NAMES))


def shares_of(held: Sequence[Reading], names: Sequence[str], weights: np.ndarray) -> np.ndarray:
    """Return the share of each class for each candidate."""
    places = {name: place for place, name in enumerate(names)}
    odds = lay_out_names([one.features for one in held], places) @ weights
    shares = np.exp(odds - odds.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def claims_on(held: Sequence[Reading], shares: np.ndarray) -> list[tuple[Reading, str]]:
    """Return what the score claims of numbers that no recognizer does, as `detect.number.reading` would."""
    papers: dict[int, list[tuple[float, Reading, str]]] = {}
    for one, row in zip(held, shares, strict=True):
        if not one.claimed and 1 - row[0] >= reading.LEAST:
            name = NAMES[int(row[1:].argmax()) + 1]
            if name not in one.ruled_out:
                papers.setdefault(one.paper, []).append((float(1 - row[0]), one, name))
    found: list[tuple[Reading, str]] = []
    for claims in papers.values():
        taken: list[tuple[int, int]] = []
        for _, one, name in sorted(claims, key=lambda claim: -claim[0]):
            if not any(low < one.span[1] and one.span[0] < high for low, high in taken):
                taken.append(one.span)
                found.append((one, name))
    return found


def describe(held: Sequence[Reading], clean: Sequence[Reading]) -> str:
    """Return what weights say of the papers of an author whom they were fitted without, each in turn."""
    asked, found, right, wrong = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    authors = []
    for author in sorted({one.author for one in held}):
        own = [one for one in held if one.author == author]
        names, weights = fit([*(one for one in held if one.author != author), *clean])
        missed = [one.name for one in own if not one.claimed and one.name != reading.NOTHING]
        claims = claims_on(own, shares_of(own, names, weights))
        kept = [(one, name) for one, name in claims if one.name != reading.NOTHING]
        asked.update(missed)
        found.update(one.name for one, _ in kept)
        right.update(name for one, name in kept if one.name == name)
        wrong.update(name for one, name in claims if one.name == reading.NOTHING)
        same = sum(one.name == name for one, name in kept)
        authors.append(f"{author}: {same} and {len(kept)} of {len(missed)}, {len(claims) - len(kept)} false")
    classes = [
        f"{name}: {right[name]} and {found[name]} of {asked[name]}, {wrong[name]} false" for name in NAMES[1:]
    ]
    return (
        f"of {asked.total()} that recognizers miss {right.total()} are found as what they are and "
        f"{found.total()} as a person's, {wrong.total()} more claims are false ({'; '.join([*authors, *classes])})"
    )


def main() -> None:
    """Read the papers, fit the weights to them, and write the weights that ship."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*", help="labelled folders, for their clean documents")
    given = parser.parse_args()
    shipped = detect.load(Settings())
    recorder = Recorder(shipped.settings, shipped.ner, shipped.second, shipped.rows, shipped.allowed)
    papers = list(read_papers(DATA))
    held = list(readings(recorder, papers))
    clean = list(clean_readings(recorder, clean_passages(given.folders), len(papers)))
    names, weights = fit([*held, *clean])
    kept = np.abs(weights - weights.mean(axis=1, keepdims=True)).max(axis=1) >= LEAST_WEIGHT
    np.savez_compressed(
        OUT,
        names=np.array([name for name, keeps in zip(names, kept, strict=True) if keeps]),
        weights=weights[kept].astype(np.float16),
        classes=np.array(NAMES),
    )
    print(
        f"{len(held)} candidates of {len({one.author for one in held})} authors, {len(clean)} of texts without personal "
        f"data, {int(kept.sum())} features. Each author left out: {describe(held, clean)}"
    )


if __name__ == "__main__":
    main()
