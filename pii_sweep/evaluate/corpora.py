"""Labelled collections as one stream of items: our own `truth.jsonl`, and public collections."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pii_sweep.errors import UsageError
from pii_sweep.evaluate import truth
from pii_sweep.evaluate.corpus import public
from pii_sweep.evaluate.item import Item

__all__ = ["Item", "items", "kind_of_collection"]


def kind_of_collection(corpus: Path) -> str | None:
    """Return the kind of a collection by the files that it holds, or None."""
    if (corpus / truth.NAME).is_file():
        return "truth"
    for kind, mark in public.MARKS.items():
        if any(corpus.glob(mark)):
            return kind
    return None


def items(corpus: Path) -> Iterator[Item]:
    """Yield the objects of a collection with their truth; raises UsageError for an unknown one."""
    kind = kind_of_collection(corpus)
    if kind is None:
        raise UsageError(f"{corpus} is no labelled corpus: give a folder that holds {truth.NAME}")
    if kind == "truth":
        yield from _read_own(corpus)
    else:
        yield from public.READERS[kind](corpus)


def _read_own(corpus: Path) -> Iterator[Item]:
    for labelled in truth.load(corpus / truth.NAME):
        file = corpus / labelled.key
        if not file.is_file():
            raise UsageError(f"{corpus / truth.NAME} names an object that the folder lacks")
        yield Item(labelled, file=file, members=True)
