"""Detections of one customer on one page, label or row form one subject, with one digest wherever seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pii_sweep.detect.text.candidate import LINE
from pii_sweep.entities import CUSTOMER_ID
from pii_sweep.link.ownership import split_by_person
from pii_sweep.link.table_rows import Known, Linked, link_rows
from pii_sweep.types import Detection, Gap, Note, Rows, Subject

Item = tuple[Detection, str | None] | Subject | Gap | Note
# A document's detections are held until it ends, at most this many at a time.
HELD = 4000


def link(items: Iterable[Detection | Rows | Gap | Note], key: bytes) -> Iterator[Item | Linked]:
    """Yield each detection with its subject's id or None, and each subject when its record is complete.

    A row, a JSON record, a card or a line of a log is a record by itself; the pages of a document are
    read together. Rows of a table stay together. Senders and merchants are never the subject.
    """
    held: list[Detection] = []
    group: tuple[object, ...] = ()
    known = Known(key)
    for item in items:
        if isinstance(item, Rows):
            yield from _complete(held, key)
            held = []
            yield link_rows(item, known)
            continue
        if not isinstance(item, Detection):
            yield item
            continue
        theirs = _group(item)
        if held and (theirs != group or len(held) >= HELD):
            yield from _complete(held, key)
            held = []
        group = theirs
        held.append(item)
    yield from _complete(held, key)


def _group(item: Detection) -> tuple[object, ...]:
    structured = item.where.row is not None or "$" in item.record or LINE in item.record
    return (item.where.ref.bucket, item.where.ref.key, item.where.inside, item.record if structured else "")


def _complete(held: Sequence[Detection], key: bytes) -> Iterator[Item]:
    if not held:
        return
    people, owner = split_by_person(held, key)
    subjects = [subject for alone in people for subject in alone.subjects()]
    for index, item in enumerate(held):
        if item.entity == CUSTOMER_ID:
            continue
        yield item, subjects[owner[index]].subject_id if index in owner else None
    yield from subjects


def split_tables(items: Iterable[Item | Linked]) -> Iterator[Item]:
    """Yield the items with the parts of tables taken apart, cell by cell."""
    for item in items:
        if isinstance(item, Linked):
            yield from item.pairs()
            for people, _ in item.met:
                yield from people.subjects()
        else:
            yield item
