"""The corpus through the real path: walk, examine, judge."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.evaluate import corpora
from pii_sweep.evaluate.columns import by_column, count_filled
from pii_sweep.evaluate.decisions import decisions
from pii_sweep.evaluate.item import Item
from pii_sweep.evaluate.judge import Verdict, judge, outcome
from pii_sweep.evaluate.score import Outcome, Report, report
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Detection, Gap, Note, ObjectRef, Passage, Piece, Table, Where


def evaluate(corpus: Path, settings: Settings) -> Report:
    """Read every labelled object of a corpus and score what is found in it.

    `corpus` is a folder with `truth.jsonl`, or one of the public collections that `corpora` knows.
    Raises UsageError for a folder that is neither, or an object that the truth names and the folder lacks.
    """
    outcomes = [result for _, result in judged(corpus, settings)]
    return replace(report(corpus.name, outcomes), decisions=tuple(decisions(corpus.name, outcomes)))


class Examiner(Protocol):
    """What finds things in pieces: our detector, or another one to compare it with."""

    def examine(self, pieces: Iterable[Piece]) -> Iterator[Detection | Gap | Note]:
        """Yield what the pieces hold."""
        ...


def judged(
    corpus: Path, settings: Settings, examiner: Examiner | None = None, kinds: frozenset[str] = frozenset()
) -> Iterator[tuple[Verdict, Outcome]]:
    """Yield the verdict and the counts of each object; the verdict holds text and stays in this process.

    `kinds` names the only kinds of document that are read; empty reads all.
    """
    detector = examiner or detect.load(settings)
    for item in corpora.items(corpus):
        if not kinds or item.truth.kind in kinds:
            yield examine_item(item, pieces_of(item, settings), detector)


def compare(
    corpus: Path, settings: Settings, examiners: Mapping[str, Examiner]
) -> Iterator[dict[str, Outcome]]:
    """Yield each object's counts by examiner; all of them are given the same pieces, read once."""
    for item in corpora.items(corpus):
        pieces = list(pieces_of(item, settings))
        yield {name: examine_item(item, pieces, one)[1] for name, one in examiners.items()}


def examine_item(item: Item, pieces: Iterable[Piece], examiner: Examiner) -> tuple[Verdict, Outcome]:
    """Return the verdict on one object's pieces, and its counts."""
    pieces = list(pieces) if item.columns else pieces
    size, gaps = [0], 0
    found: list[Detection] = []
    started = time.perf_counter()
    for one in examiner.examine(_count_size(pieces, size)):
        if isinstance(one, Gap):
            gaps += 1
        elif isinstance(one, Detection):
            found.append(one)
    seconds = time.perf_counter() - started
    verdict = judge(item.truth, by_column(found, count_filled(pieces)) if item.columns else found)
    return verdict, outcome(verdict, gaps, size[0], seconds, _digest(item))


def _digest(item: Item) -> str:
    """Return the SHA-256 of an object's bytes; empty where it is given as pieces."""
    return sha256(item.file.read_bytes()).hexdigest() if item.file else ""


def pieces_of(item: Item, settings: Settings) -> Iterable[Piece]:
    """Return the pieces of an object: read from its file, or as they are given."""
    if item.file is None:
        return item.pieces
    pieces = walk(_blob(item.file, item.truth.key), settings.extract)
    return (piece for piece in pieces if item.members or not piece.where.inside)


def _blob(file: Path, key: str) -> Blob:
    size = file.stat().st_size
    return Blob(Where(ObjectRef(file.parent.name, key, size=size)), lambda: file.open("rb"), size)


def _count_size(pieces: Iterable[Piece], size: list[int]) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece, Passage):
            size[0] += len(piece.text)
        elif isinstance(piece, Table):
            size[0] += sum(len(cell) for row in piece.rows for cell in row)
        yield piece


def passages(corpus: Path, settings: Settings) -> Iterator[Passage]:
    """Yield the passages of a corpus whose text needs no OCR, for measuring speed.

    Attachments and members are read too, as a sweep reads them: that they are not judged changes no rate.
    """
    for item in corpora.items(corpus):
        if item.truth.damage is None:
            whole = replace(item, members=True)
            yield from (piece for piece in pieces_of(whole, settings) if isinstance(piece, Passage))
