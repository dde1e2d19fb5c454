"""Fit the score of addresses in running text: `detect/data/address_score.npz`.

`python -m models.train.address_score FOLDER …` reads `data/addresses`: papers by authors who had not seen the
rules, in which each street address of a person is marked `[[STREET_ADDRESS:…]]`, an office's own
`[[STREET_ADDRESS_OFFICE:…]]`, and nothing else is an address. Each stretch that may be one is a candidate, right
where it is a mark or nearly. So is each in the papers of contact data, where the street's part of a person's address
is right and what recognizers claim of others is left out; and each in the papers of numbers that hold nothing of
people, and in the documents without personal data of labelled folders and exports: none of these is an address. The
papers of one author after the other are scored by weights that were fitted without them, and what those say is printed.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from models.train import marked
from models.train.contact_owner import Recorder
from models.train.number_reading import DATA as NUMBERS
from models.train.number_reading import ESTATE, Clean, clean_passages
from models.train.order_value import passage_of
from models.train.ridge import fit_present
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.address_score import reading, surroundings
from pii_sweep.detect.score.overlap import settle
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.evaluate import corpora, match
from pii_sweep.evaluate.run import pieces_of
from pii_sweep.types import Passage

DATA = Path(__file__).with_name("data") / "addresses"
CONTACTS = DATA.with_name("contacts")
OUT = Path(detect.__file__).with_name("data") / "address_score.npz"
# A feature of fewer candidates has no weight; the ridge on a feature, and on what all candidates have.
RARE, PENALTY, COMMON_PENALTY = 3, 0.4, 0.01
# What counts for less: what the rules claim, and a stretch that overlaps an address and is none itself.
CLAIMED, PARTLY, LEAST_WEIGHT = 0.5, 0.5, 0.02
# So much of an address and of a stretch must be in the other for it to be right.
ALIKE = 0.8
_CONTACT = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


class Paper(NamedTuple):
    """A paper: its author, whether it is clean, its text, and where its addresses and an office's stand."""

    author: str
    clean: bool
    text: str
    marks: tuple[tuple[int, int], ...]
    offices: tuple[tuple[int, int], ...]


class Reading(NamedTuple):
    """A candidate: its author, paper and place; its features and its first word's; whether right; its weight."""

    author: str
    paper: int
    one: reading.Candidate
    features: Sequence[str]
    start: Sequence[str]
    right: bool
    weight: float


class Known(NamedTuple):
    """A paper with the claims of the recognizers on it."""

    paper: Paper
    hits: Sequence[Hit]


def read_papers(folder: Path, *, clean: bool = False) -> Iterator[Paper]:
    """Yield the papers of a folder, of which each file is an author's; `clean`: only those that hold no address."""
    for file in sorted(folder.glob("*.txt")):
        for head, block in marked.read_blocks(file):
            if not clean or marked.is_clean(head):
                yield read_paper(file.stem, block, clean=marked.is_clean(head))


def read_paper(author: str, block: str, *, clean: bool) -> Paper:
    """Return a paper without its marks, and where what they mark stands."""
    text, marks = marked.read_marked(block)
    own, offices = (
        tuple((mark.start, mark.end) for mark in marks if mark.entity == entity)
        for entity in (reading.ADDRESS, f"{reading.ADDRESS}_OFFICE")
    )
    return Paper(author, clean, text, own, offices)


def read_contacts(folder: Path = CONTACTS) -> Iterator[Paper]:
    """Yield the papers of contact data with an address of a person, of which the street's part is marked.

    There a mark is a whole address or other contact data, and an organisation's own is not marked.
    """
    for file in sorted(folder.glob("*.txt")):
        for _, block in marked.read_blocks(file):
            text, marks, at = "", list[tuple[int, int]](), 0
            for mark in _CONTACT.finditer(block):
                text += block[at : mark.start()]
                if street := street_of(mark[1]):
                    marks.append((len(text), len(text) + len(street)))
                text += mark[1]
                at = mark.end()
            if marks:
                yield Paper(f"contacts {file.stem}", False, text + block[at:], tuple(marks), ())


def street_of(address: str) -> str:
    """Return the part of an address before its town, empty where contact data is no address."""
    if "@" in address or not re.search(r"[^\W\d_]{3}", address) or re.search(r"\d{3}\D?\d{4}|ext\.", address):
        return ""
    end = 0
    for part in re.finditer(r"[^,\n]+", address):
        words = part.group().split()
        numbered = any(word[0].isdigit() and len(word) < 5 for word in words)
        if end and not numbered:
            break
        end = part.end()
        if numbered and len(words) > 2:
            break
    return address[:end].rstrip()


def record_papers(recorder: Recorder, papers: Iterable[Paper]) -> Iterator[Known]:
    """Yield papers with the claims on each; those of a text that is read in another order are left out."""
    for paper in papers:
        for flow, hits in recorder.record(passage_of(paper.text)):
            if flow.text == paper.text:
                yield Known(paper, hits)


def readings(number: int, known: Known) -> Iterator[Reading]:
    """Yield the candidates of a paper, with those that overlap the recognizers' addresses."""
    text, hits = known.paper.text, known.hits
    free = [hit for hit in hits if hit.entity != reading.ADDRESS]
    around = surroundings.read(text, free)
    for one in reading.find_candidates(around, _any_word):
        claimed = any(hit.start < one.end and one.start < hit.end for hit in hits if hit not in free)
        if any(low < one.end and one.start < high for low, high in known.paper.offices):
            continue
        over = [mark for mark in known.paper.marks if mark[0] < one.end and one.start < mark[1]]
        right = any(_alike(text, mark, (one.start, one.end)) for mark in over)
        if claimed and not over:
            continue
        weight = (CLAIMED if claimed else 1.0) * (PARTLY if over and not right else 1.0)
        features = sorted(around.describe(one.line, one.first, one.last))
        start = tuple(around.describe_start(one.line, one.first))
        yield Reading(known.paper.author, number, one, features, start, right, weight)


def _any_word(_place: int, _first: int) -> bool:
    return True


def _alike(text: str, mark: tuple[int, int], span: tuple[int, int]) -> bool:
    low, high = max(mark[0], span[0]), min(mark[1], span[1])
    common = _letters(text[low:high])
    return common >= ALIKE * _letters(text[slice(*mark)]) and common >= ALIKE * _letters(text[slice(*span)])


def _letters(value: str) -> int:
    return sum(map(str.isalnum, value))


def record_clean(recorder: Recorder, texts: Iterable[Clean]) -> Iterator[tuple[Known, tuple[str, ...]]]:
    """Yield texts without addresses with the claims on each, and the values that are known in it."""
    for text in texts:
        for flow, hits in recorder.record(text.passage):
            yield Known(Paper(text.collection, True, flow.text, (), ()), hits), text.values


def clean_readings(texts: Iterable[tuple[Known, tuple[str, ...]]], first: int) -> Iterator[Reading]:
    """Yield the candidates of texts without addresses that look different; `first` numbers the texts."""
    seen = set[tuple[str, ...]]()
    for number, (text, values) in enumerate(texts, first):
        for one in readings(number, text):
            value = text.paper.text[one.one.start : one.one.end]
            known = any(value in other or other in value for other in values)
            if not known and tuple(one.features) not in seen:
                seen.add(tuple(one.features))
                yield one


class Row(NamedTuple):
    """What a score is fitted to: features, whether they are right, how much they count."""

    features: Sequence[str]
    right: bool
    weight: float


def claim_rows(known: Known) -> Iterator[Row]:
    """Yield the addresses that recognizers claim in a paper of marked addresses or of contact data.

    Those that no contact data's paper marks are an organisation's.
    """
    around = surroundings.read(known.paper.text, known.hits)
    contacts = known.paper.author.startswith("contacts")
    for hit in known.hits:
        if hit.entity == reading.ADDRESS:
            marks = (*known.paper.marks, *known.paper.offices)
            right = contacts or any(low < hit.end and hit.start < high for low, high in marks)
            yield Row(sorted(around.describe_claim(hit)), right, 1.0)


def true_claims(recorder: Recorder, folders: Sequence[Path]) -> Iterator[Row]:
    """Yield the addresses that recognizers claim in running text of labelled folders and that are true."""
    for item in chain.from_iterable(map(corpora.items, (*folders, ESTATE))):
        values = [one.value for one in item.truth.entities if one.entity == reading.ADDRESS]
        if not values or item.truth.damage is not None:
            continue
        for piece in pieces_of(item, Settings()):
            if isinstance(piece, Passage) and piece.layout in reading.RUNNING:
                for flow, hits in recorder.record(piece):
                    around = surroundings.read(flow.text, hits)
                    for hit in hits:
                        said = flow.text[hit.start : hit.end]
                        if hit.entity == reading.ADDRESS and any(
                            match.found_by(hit.entity, one, said, ocr=False) for one in values
                        ):
                            yield Row(sorted(around.describe_claim(hit)), True, 1.0)


def fit_all(held: Sequence[Reading], claims: Sequence[Row]) -> reading.Weights:
    """Return the weights of first words, of stretches and of claims."""
    starts: dict[tuple[int, int, int], list[Reading]] = {}
    for one in held:
        starts.setdefault((one.paper, one.one.line, one.one.first), []).append(one)
    rows = [Row(those[0].start, any(one.right for one in those), 1.0) for those in starts.values()]
    stretches = [Row(one.features, one.right, one.weight) for one in held]
    return reading.Weights(fit(rows), fit(stretches), fit(claims))


def fit(held: Sequence[Row]) -> dict[str, float]:
    """Return what each feature adds to the log-odds that a stretch is an address."""
    features, right, weight = zip(*held, strict=True)
    return fit_present(features, right, weight, rare=RARE, ridge=PENALTY, bias=COMMON_PENALTY)


def found_in(known: Known, weights: reading.Weights) -> Sequence[Hit]:
    """Return the claims on a paper with those that weights add and without those that they refuse."""
    around = surroundings.read(known.paper.text, known.hits)
    kept = reading.drop_unlikely(around, weights)
    return settle([*kept, *reading.find(around, kept, weights)])


def count(known: Known, hits: Sequence[Hit]) -> Counter[str]:
    """Return how many addresses of a paper are found, and how many claims are wrong, in clean papers too."""
    text, counts = known.paper.text, Counter[str]()
    spans = [(hit.start, hit.end) for hit in hits if hit.entity == reading.ADDRESS]
    every = (*known.paper.marks, *known.paper.offices)
    for mark in known.paper.marks:
        counts["marked"] += 1
        counts["found"] += any(_covers(text, mark, span) for span in spans)
    for low, high in spans:
        wrong = not any(start < high and low < end for start, end in every)
        counts["false"] += wrong
        counts["false in clean"] += wrong and known.paper.clean
    return counts


def _covers(text: str, mark: tuple[int, int], span: tuple[int, int]) -> bool:
    common = _letters(text[max(mark[0], span[0]) : min(mark[1], span[1])])
    return common >= ALIKE * _letters(text[slice(*mark)])


def describe(
    known: Sequence[Known], held: Sequence[Reading], others: Sequence[Known], true: Sequence[Row]
) -> str:
    """Return what weights say of the papers of an author whom they were fitted without, each in turn."""
    before, after = Counter[str](), Counter[str]()
    for author in sorted({one.paper.author for one in known}):
        rows = [row for one in (*known, *others) if one.paper.author != author for row in claim_rows(one)]
        weights = fit_all([one for one in held if one.author != author], [*rows, *true])
        for one in known:
            if one.paper.author == author:
                before += count(one, one.hits)
                after += count(one, found_in(one, weights))
    clean = sum(one.paper.clean for one in known)
    return "; ".join(
        f"{name}: {one['found']} of {one['marked']} found, {one['false']} false, {one['false in clean']} of them in "
        f"{clean} clean papers"
        for name, one in (("recognizers", before), ("with the score", after))
    )


def save(weights: reading.Weights) -> None:
    """Write the weights that count."""
    kept = {
        name: {one: value for one, value in part.items() if abs(value) >= LEAST_WEIGHT}
        for name, part in weights._asdict().items()
    }
    arrays = {f"{name}_names": np.array(list(part)) for name, part in kept.items()}
    arrays |= {f"{name}_weights": np.array(list(part.values()), np.float16) for name, part in kept.items()}
    np.savez_compressed(OUT, **arrays)


def main() -> None:
    """Read the papers, fit the weights to them, and write the weights that ship."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*", help="labelled folders, for their clean documents")
    given = parser.parse_args()
    shipped = detect.load(Settings())
    recorder = Recorder(shipped.settings, shipped.ner, shipped.second, shipped.rows, shipped.allowed)
    known = list(record_papers(recorder, read_papers(DATA)))
    others = list(record_papers(recorder, [*read_contacts(), *read_papers(NUMBERS, clean=True)]))
    held = [one for number, paper in enumerate([*known, *others]) for one in readings(number, paper)]
    clean = list(record_clean(recorder, clean_passages(given.folders)))
    held += clean_readings(clean, len(known) + len(others))
    claims = list(true_claims(recorder, given.folders))
    save(fit_all(held, [*claims, *(row for one in (*known, *others) for row in claim_rows(one))]))
    print(
        f"{len(held)} candidates, {len(claims)} true claims of labelled folders. "
        f"Each author left out: {describe(known, held, others, claims)}"
    )


if __name__ == "__main__":
    main()
