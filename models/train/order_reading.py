"""Fit the last score of amounts in running text: `detect/data/order_reading.npz`.

`python -m models.train.order_reading [FOLDER ...]` reads `data/orders`: papers by authors who had not seen the
rules, in which every order value is marked `[[ORDER_VALUE:amount]]`, lines and deposits as well as totals; those
whose head ends in ` clean` have other money only. Each amount is a candidate, right where it meets a mark. So is
each in `data/marked_offices`, `order_papers.txt` and `order_texts.txt`, where of an order its total alone is
marked. None is right in papers without an order of `data/marked`, in `data/orders_others.txt` (price lists,
reports, letters), in the documents without an order of labelled folders, as `fixtures.kinds` writes them, and
in the texts about other transactions of `transactions.toml`. The papers of one author after the other are
decided by weights that were fitted without them, and what those find is printed.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np

from models.train import marked, order_papers, ridge
from models.train.order_value import PICTURES, passage_of
from models.train.passages import read_passages
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.amount import order_reading
from pii_sweep.detect.amount.amount_description import ENTITY
from pii_sweep.detect.amount.order_reading import Amount
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.reading_order import Flow
from pii_sweep.evaluate import corpora, match
from pii_sweep.evaluate.run import pieces_of
from pii_sweep.types import Passage, Piece

DATA = Path(__file__).with_name("data")
OUT = Path(detect.__file__).with_name("data") / "order_reading.npz"
OFFICES, PASSAGES, TRADES = "marked_offices", ("order_papers.txt", "order_texts.txt"), "marked"
OTHERS, TRANSACTIONS = "orders_others", "transactions"
_AUTHORS = tuple(path.stem for path in sorted((DATA / "orders").glob("*.txt")))
# A feature of fewer amounts has no weight; the ridge on a feature; a smaller weight is left out.
RARE, PENALTY, LEAST_WEIGHT = 5, 1.5, 0.05
# What an amount counts for: of authors, of papers of offices and of other money, and of all else; and what is
# not marked in a text with an order whose total alone is: it may be a line of it.
AUTHORS, OFFICE, ELSE, UNMARKED = 2.0, 1.0, 0.3, 0.4


class Reading(NamedTuple):
    """The amounts of one text: whose it is, whether each is an order's, and all claims on the text.

    `clean`: it has no order. `weight`: what each amount counts for.
    """

    author: str
    clean: bool
    amounts: tuple[Amount, ...]
    right: tuple[bool, ...]
    weight: tuple[float, ...]
    text: str
    truths: tuple[str, ...]
    claims: tuple[Hit, ...]


@dataclass(slots=True)
class Recorder(Detector):
    """A detector that keeps the amounts of running text as the other scores leave them."""

    seen: list[tuple[str, list[Amount], list[Hit]]] = field(default_factory=list, repr=False)

    def review_orders(
        self, passage: Passage, flow: Flow, hits: Sequence[Hit], entities: Sequence[Entity] | None
    ) -> list[Hit]:
        """Keep the amounts of a passage, and return its claims without this score's."""
        ruled = list(filter(self._is_wanted, order_reading.rule(passage, flow, hits, entities)))
        if passage.layout in order_reading.RUNNING:
            self.seen.append((flow.text, order_reading.describe(passage, flow, ruled, entities), ruled))
        return ruled

    def read(
        self, author: str, pieces: Sequence[Piece], truths: Sequence[str], ignored: Sequence[str] = ()
    ) -> Iterator[Reading]:
        """Yield the texts of a document with their amounts; those of `ignored` count for nothing."""
        self.seen = []
        for _ in self.examine(pieces):
            pass
        for text, amounts, hits in self.seen:
            values = [text[one.start : one.end] for one in amounts]
            right = tuple(match.lies_in(ENTITY, value, truths, ocr=False) for value in values)
            kept = (
                good or not match.lies_in(ENTITY, value, ignored, ocr=False)
                for good, value in zip(right, values, strict=True)
            )
            weight = tuple(
                weigh(author, truths, right=good) if keeps else 0.0
                for good, keeps in zip(right, kept, strict=True)
            )
            claims = tuple(hit for hit in hits if hit.entity == ENTITY)
            yield Reading(author, not truths, tuple(amounts), right, weight, text, tuple(truths), claims)


def weigh(author: str, truths: Sequence[str], *, right: bool) -> float:
    """Return what an amount of a text with such orders counts for."""
    if author in _AUTHORS:
        return AUTHORS
    counts = OFFICE if author == OTHERS or author.startswith(OFFICES) else ELSE
    return counts * (1.0 if right or not truths else UNMARKED)


def readings(recorder: Recorder, folders: Sequence[Path]) -> Iterator[Reading]:
    """Yield the texts of authors, of papers with totals alone marked, and those without an order."""
    for author in _AUTHORS:
        for text, truths in _read_marked(DATA / "orders" / f"{author}.txt"):
            yield from recorder.read(author, [passage_of(text)], truths)
    for source in (OFFICES, *PASSAGES):
        for one in read_passages(sources=(source,)):
            truths = [one.text.text[low:high] for low, high in one.text.of(ENTITY)]
            author = one.kind.rpartition(" ")[0] if source == OFFICES else source
            yield from recorder.read(author, [passage_of(one.text.text)], truths)
    yield from _read_others(recorder, folders)


def _read_others(recorder: Recorder, folders: Sequence[Path]) -> Iterator[Reading]:
    """Yield the texts without an order: of trades, of other money, of folders and of other transactions."""
    for one in order_papers.choose(list(read_passages(sources=(TRADES,)))):
        if not one.text.of(ENTITY):
            yield from recorder.read(TRADES, [passage_of(one.text.text)], ())
    for text, _ in _read_marked(DATA / f"{OTHERS}.txt"):
        yield from recorder.read(OTHERS, [passage_of(text)], ())
    for folder in folders:
        for item in corpora.items(folder):
            sold = any(one.entity == ENTITY for one in item.truth.entities)
            if not sold and item.truth.format not in PICTURES:
                pieces = list(pieces_of(item, recorder.settings))
                yield from recorder.read(folder.name, pieces, (), item.truth.ignore)
    for text in tomllib.loads((DATA.parent / f"{TRANSACTIONS}.toml").read_text(encoding="utf-8"))["others"]:
        yield from recorder.read(TRANSACTIONS, [passage_of(text)], ())


def _read_marked(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each paper of a file with the amounts that are marked in it."""
    for _, block in marked.read_blocks(path):
        text, marks = marked.read_marked(block)
        yield text, [text[mark.start : mark.end] for mark in marks if mark.entity == ENTITY]


def fit(held: Sequence[Reading]) -> dict[str, float]:
    """Return the weight of each feature that enough amounts have; a text weighs by the root of its amounts."""
    rows, right, weight = list[frozenset[str]](), list[bool](), list[float]()
    for one in held:
        for amount, good, counts in zip(one.amounts, one.right, one.weight, strict=True):
            if counts:
                rows.append(amount.features)
                right.append(good)
                weight.append(counts * len(one.amounts) ** -0.5)
    return ridge.fit_present(rows, right, weight, rare=RARE, ridge=PENALTY, bias=1e-3)


def decide(one: Reading, weights: Mapping[str, float]) -> list[bool]:
    """Return of each order that is found in a text by weights whether it is one."""
    if len(one.text) < order_reading.SHORTEST:
        return _judge(one, one.claims)
    return _judge(one, order_reading.decide(one.text, order_reading.weigh(one.amounts, weights), one.claims))


def _judge(one: Reading, hits: Sequence[Hit]) -> list[bool]:
    return [
        match.lies_in(ENTITY, one.text[hit.start : hit.end], one.truths, ocr=False)
        for hit in hits
        if hit.entity == ENTITY
    ]


def describe(held: Sequence[Reading]) -> str:
    """Return what is found in papers with and without weights that were fitted without their author."""
    groups: dict[str, list[tuple[Reading, list[bool], list[bool]]]] = {}
    for author in sorted({one.author for one in held if one.author.startswith((*_AUTHORS, OFFICES))}):
        weights = _keep(fit([one for one in held if one.author != author]))
        group = groups.setdefault(author if author in _AUTHORS else OFFICES, [])
        group += (
            (one, _judge(one, one.claims), decide(one, weights)) for one in held if one.author == author
        )
    return ". ".join(
        f"{name}: before {_count([(one, was) for one, was, _ in group])}; "
        f"now {_count([(one, now) for one, _, now in group])}"
        for name, group in groups.items()
    )


def _keep(found: Mapping[str, float]) -> dict[str, float]:
    """Return the weights that are large enough to ship."""
    return {name: value for name, value in found.items() if abs(value) >= LEAST_WEIGHT}


def _count(pairs: Sequence[tuple[Reading, Sequence[bool]]]) -> str:
    """Return in how many texts with an order one is found, and how many findings are right."""
    found = [good for _, good in pairs]
    return (
        f"{sum(map(any, found))} of {sum(not one.clean for one, _ in pairs)} papers with an order, "
        f"{sum(map(sum, found))} of {sum(map(len, found))} amounts right, "
        f"{sum(one.clean and bool(good) for one, good in pairs)} of {sum(one.clean for one, _ in pairs)} clean flagged"
    )


def main() -> None:
    """Read the texts, fit the weights to them, and write the weights that ship."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folders", type=Path, nargs="*", help="labelled folders, for their documents without an order"
    )
    given = parser.parse_args()
    shipped = detect.load(Settings())
    recorder = Recorder(shipped.settings, shipped.ner, shipped.second, shipped.rows, shipped.allowed)
    held = list(readings(recorder, given.folders))
    weights = _keep(fit(held))
    values = np.array(list(weights.values()), np.float16)
    np.savez_compressed(OUT, names=np.array(list(weights)), weights=values)
    print(
        f"{sum(len(one.amounts) for one in held)} amounts of {len(held)} texts, {len(weights)} features. "
        f"Each author left out: {describe(held)}"
    )


if __name__ == "__main__":
    main()
