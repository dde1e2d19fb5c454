"""Finds the object of a finding and shows its value with the words around it."""

from __future__ import annotations

from collections.abc import Iterator

from pii_sweep import read
from pii_sweep.config import Settings
from pii_sweep.errors import SweepError, UsageError
from pii_sweep.extract.walk import walk
from pii_sweep.journal import Journal
from pii_sweep.link import seal
from pii_sweep.store import connect
from pii_sweep.types import Blob, Detection, Gap, ObjectRef, Passage, Table, Target

AROUND = 60
CHANGED = "the object was changed or deleted since the sweep; sweep it again"


def find_object(journal: Journal, finding_id: str) -> tuple[ObjectRef, str]:
    """Return the object and the entity of a finding; raises UsageError for an unknown id."""
    for _, _, reading in journal.readings():
        for finding in reading.findings:
            if finding.finding_id == finding_id:
                return reading.ref, finding.entity
    raise UsageError(f"the sweep has no finding '{finding_id}'; `pii-sweep findings DIR --json` lists them")


def shown_in_context(
    ref: ObjectRef, target: Target, settings: Settings, key: bytes, finding_id: str
) -> Iterator[str]:
    """Yield the lines to show: place, value, and what stands around it.

    Raises SweepError where the object is another one now, cannot be read, or no longer holds it.
    """
    from pii_sweep.report import words

    store = connect(target, settings.targets)
    blob = read.blob_in(store, ref)
    reason = ""
    for item in read.examine_safely(blob, settings, key):
        if isinstance(item, Gap):
            reason = item.reason
        elif isinstance(item, tuple) and seal.seal(item[0], None, key).finding_id == finding_id:
            yield f"{target.address(ref.key)}: {words.in_sentence(item[0].entity)}"
            yield f"value: {' '.join(item[0].value.split())}"
            yield f"context: {_context(blob, settings, item[0])}"
            return
    if reason in ("OBJECT_VERSION_MISMATCH", "SOURCE_OBJECT_NO_LONGER_AVAILABLE"):
        raise SweepError(CHANGED)
    raise SweepError(f"the object could not be read again: {reason}" if reason else CHANGED)


def _context(blob: Blob, settings: Settings, found: Detection) -> str:
    """Return the words around a value in its passage, or the row of its table."""
    for piece in walk(blob, settings.extract):
        if isinstance(piece, Passage) and piece.text[found.start : found.end] == found.value:
            around = piece.text[max(0, found.start - AROUND) : found.end + AROUND]
            return " ".join(around.split())
        if isinstance(piece, Table):
            for row in piece.rows:
                if any(found.value in str(cell) for cell in row):
                    return " | ".join(map(str, row))
    return found.value
