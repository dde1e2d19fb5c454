"""Fit the score of whose contact data is: `detect/data/contact_owner.json`.

`python -m models.train.contact_owner` reads `data/contacts`: ordinary papers by authors who had not seen the rules,
in which a person's telephones, mailboxes and postal addresses are marked `[[...]]` and an organisation's own are not.
Those that the recognizers find are candidates; the papers of one author after the other are scored by weights that
were fitted without them, and what those say is printed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from models.train import ridge
from models.train.order_value import passage_of
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.contact import owner
from pii_sweep.detect.contact.surroundings import KINDS
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.reading_order import Flow
from pii_sweep.types import Passage

DATA = Path(__file__).with_name("data") / "contacts"
OUT = Path(detect.__file__).with_name("data") / f"{owner.MODEL}.json"
BIAS = "bias"
# A feature of fewer candidates has no weight. The ridge on a feature, and on one of a kind of contact data alone.
RARE, PENALTY, PENALTY_OWN, STEPS = 8, 1.0, 4.0, 12
# How much more a person's counts in a paper that names no person: it would be lost there, and not only misread.
NAMELESS = 3.0
_HEAD = re.compile(r"(?m)^=== (.*)\n")
_BREAK = re.compile(r"\s*\n\s*")
_MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


class Reading(NamedTuple):
    """A telephone, mailbox or address that was found: whose paper, which one, what it is, whether a person's.

    `clean` papers hold nothing of people; `house`: the paper names its house and no person.
    """

    author: str
    paper: int
    entity: str
    features: dict[str, float]
    personal: bool
    clean: bool
    house: bool


@dataclass(slots=True)
class Recorder(Detector):
    """A detector that keeps the contact data of what it reads as it was found."""

    seen: list[tuple[Flow, list[Hit]]] = field(default_factory=list, repr=False)

    def review_contacts(self, passage: Passage, flow: Flow, hits: Sequence[Hit]) -> list[Hit]:
        """Keep the claims on a passage, and return them."""
        self.seen.append((flow, list(hits)))
        return list(hits)

    def record(self, passage: Passage) -> list[tuple[Flow, list[Hit]]]:
        """Return the texts that a passage is read as, with the claims on each."""
        self.seen = []
        for _ in self.examine([passage]):
            pass
        return self.seen


def read_papers(folder: Path = DATA) -> Iterator[tuple[str, str]]:
    """Yield each paper with its author, who has a file."""
    for file in sorted(folder.glob("*.txt")):
        for block in _HEAD.split(file.read_text(encoding="utf-8"))[2::2]:
            yield file.stem, block.strip("\n")


def read_marked(block: str) -> tuple[str, set[int]]:
    """Return a paper's text, and the places of the characters that are marked."""
    text, marked, at = "", set[int](), 0
    for mark in _MARK.finditer(block):
        text += block[at : mark.start()]
        marked.update(range(len(text), len(text) + len(mark[1])))
        text += mark[1]
        at = mark.end()
    return text + block[at:], marked


def readings(recorder: Recorder) -> Iterator[Reading]:
    """Yield the contact data that is found in all papers, and in each as one paragraph without its layout."""
    papers = [(author, one) for author, block in read_papers() for one in (block, _BREAK.sub(" ", block))]
    for paper, (author, block) in enumerate(papers):
        text, marked = read_marked(block)
        for flow, hits in recorder.record(passage_of(text)):
            found = dict(owner.describe(flow.text, hits))
            nameless = len(flow.text.strip()) >= owner.SHORTEST and not owner.names_people(hits)
            house = nameless and owner.names_house(flow.text, found.values())
            for place, features in found.items():
                hit = hits[place]
                own = [at for start, end in flow.sources_of(hit.stretches()) for at in range(start, end)]
                personal = sum(at in marked for at in own) > len(own) / 2
                yield Reading(author, paper, hit.entity, features, personal, not marked, house)


def _is_nameless(one: Reading) -> bool:
    return bool(one.features["no people"])


def fit(held: Sequence[Reading]) -> dict[str, float]:
    """Return the weight of each feature, the bias last; a paper with much contact data counts for a few."""
    rows = [one.features for one in held]
    counts = Counter(name for row in rows for name, value in row.items() if value)
    names = sorted(
        (name for name, count in counts.items() if count >= RARE), key=lambda name: (name == BIAS, name)
    )
    penalty = np.array([PENALTY_OWN if ": " in name else PENALTY for name in names])
    penalty[-1] = 1e-3
    papers = Counter(one.paper for one in held)
    weight = np.array(
        [papers[one.paper] ** -0.5 * (NAMELESS if one.personal and _is_nameless(one) else 1) for one in held]
    )
    personal = np.array([one.personal for one in held], float)
    found = ridge.fit(
        ridge.lay_out(rows, names), personal, weight, penalty, np.zeros(len(names)), steps=STEPS
    )
    return dict(zip(names, found.tolist(), strict=True))


def describe(held: Sequence[Reading]) -> str:
    """Return what weights say of the papers of an author whom they were fitted without, each in turn."""
    shares: list[tuple[Reading, float]] = []
    for author in sorted({one.author for one in held}):
        weights = fit([one for one in held if one.author != author])
        shares += [(one, owner.logistic.share(weights, one.features)) for one in held if one.author == author]
    parts = []
    for entity, name in KINDS.items():
        own = [(one, share) for one, share in shares if one.entity == entity]
        lost = sum(share < owner.FIRMS for one, share in own if one.personal)
        kept = sum(share >= owner.FIRMS for one, share in own if not one.personal)
        personal = sum(one.personal for one, _ in own)
        parts.append(
            f"{name}: {lost} of {personal} of people and {len(own) - personal - kept} of "
            f"{len(own) - personal} of organisations count as an organisation's"
        )
    return f"{'; '.join(parts)}; {_describe_papers(shares)}."


def _describe_papers(shares: Sequence[tuple[Reading, float]]) -> str:
    """Return how many papers lose their contact data, of those that name no person."""
    papers: dict[int, list[tuple[Reading, float]]] = {}
    for one, share in shares:
        if _is_nameless(one):
            papers.setdefault(one.paper, []).append((one, share))
    lost = Counter[bool]()
    for held in papers.values():
        lost[held[0][0].clean] += held[0][0].house and max(share for _, share in held) < owner.LEAST
    clean = sum(held[0][0].clean for held in papers.values())
    return (
        f"{lost[True]} of {clean} papers of houses that name no person lose their contact data, {lost[False]} of "
        f"{len(papers) - clean} of people"
    )


def main() -> None:
    """Read the papers, fit the weights to them, and write the weights that ship."""
    shipped = detect.load(Settings())
    recorder = Recorder(shipped.settings, shipped.ner, shipped.second, shipped.rows, shipped.allowed)
    held = list(readings(recorder))
    head = (
        f"models/train/contact_owner.py on {date.today()}: {len(held)} telephones, mailboxes and addresses in "
        f"{len({one.paper for one in held})} papers; penalty {PENALTY:g}, {PENALTY_OWN:g} on what counts for one "
        f"kind. Each author left out: {describe(held)}"
    )
    weights = {name: round(value, 3) for name, value in fit(held).items()}
    OUT.write_text(json.dumps({"fitted": head, "weights": weights}, indent=1) + "\n", encoding="utf-8")
    print(head)


if __name__ == "__main__":
    main()
