"""A labelled object and where its content comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pii_sweep.evaluate.truth import Labelled
from pii_sweep.types import ObjectRef, Passage, Piece, Where


@dataclass(frozen=True, slots=True)
class Item:
    """An object with its truth: a file that is walked, or pieces that are given.

    `members` says whether what is inside archives, mails and attachments is read;
    `columns` that a table's columns are judged, not its cells.
    """

    truth: Labelled
    file: Path | None = None
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
    members: bool = False
    columns: bool = False


def text_item(truth: Labelled, text: str, layout: str = "prose") -> Item:
    """Return an item of one passage."""
    where = Where(ObjectRef("corpus", truth.key, size=len(text)))
    return Item(truth, pieces=(Passage(text, where, layout=layout),))  # type: ignore[arg-type]
