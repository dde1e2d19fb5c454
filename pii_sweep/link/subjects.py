"""Detections of one customer on one page, label or row form one subject, with one digest wherever seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import chain

from pii_sweep.detect.tables.cell_detection import detection
from pii_sweep.detect.tables.person_header import names_other_party
from pii_sweep.detect.text.candidate import LINE
from pii_sweep.detect.text.normal import normalise
from pii_sweep.entities import CUSTOMER_ID, PERSON, names_linking
from pii_sweep.link.ownership import Draft, drafts_of, split_by_person
from pii_sweep.link.person_name import canonical
from pii_sweep.link.table_people import ids_as_text, one_person
from pii_sweep.link.table_rows import Known, Linked, link_rows
from pii_sweep.types import Detection, Gap, Note, Rows, Subject

Item = tuple[Detection, str | None] | Subject | Gap | Note
# A document's detections are held until it ends, at most this many at a time.
HELD = 4000


def link(items: Iterable[Detection | Rows | Gap | Note], key: bytes) -> Iterator[Item | Linked]:
    """Yield each detection with its subject's id or None, and each subject when its record is complete.

    A row, a JSON record, a card or a line of a log is a record by itself; the pages of a document are
    read together. Rows of a table stay together; what their remarks say follows them. Senders and merchants
    are never the subject.
    """
    held: list[Detection] = []
    texts: list[list[Detection]] = []  # of the cells of a table part, a list a cell
    part: Rows | None = None
    group: tuple[object, ...] = ()
    known = Known(key)
    for item in items:
        if isinstance(item, Rows):
            yield from _complete_part([*texts, held], key, part)
            held, texts, part = [], [], None if item.records else item
            if item.records:
                yield from chain.from_iterable(_complete(one, key) for one in _records_of(item))
            else:
                yield link_rows(item, known)
            continue
        if not isinstance(item, Detection):
            if isinstance(item, Note) and item.measure == "examined":  # the end of a table part
                yield from _complete_part([*texts, held], key, part)
                held, texts, part = [], [], None
            yield item
            continue
        theirs = _group(item)
        if held and (theirs != group or len(held) >= HELD):
            if part is None:
                yield from _complete(held, key)
            else:
                texts.append(held)
            held = []
        group = theirs
        held.append(item)
    yield from _complete_part([*texts, held], key, part)


def _records_of(rows: Rows) -> Iterator[list[Detection]]:
    """Yield what each record of a table part holds whose records take several rows each."""
    records: dict[int, list[Detection]] = {}
    for at, record in enumerate(rows.records):
        found = [detection(rows, cells, at) for cells in rows.cells if cells.values[at]]
        records.setdefault(record, []).extend(found)
    for record, found in records.items():
        own = f"{rows.where.member or ''}|row {record}"
        yield [replace(item, record=own) for item in found]


def _group(item: Detection) -> tuple[object, ...]:
    structured = item.where.row is not None or "$" in item.record or LINE in item.record
    return (item.where.ref.bucket, item.where.ref.key, item.where.inside, item.record if structured else "")


def _complete_part(texts: Sequence[list[Detection]], key: bytes, part: Rows | None) -> Iterator[Item]:
    """Yield what the running text of a table part's cells says, a list a cell, or of one document."""
    others = _find_recurring(texts, part) if part else frozenset()
    for held in texts:
        yield from _complete(held, key, part, others)


def _complete(
    held: Sequence[Detection],
    key: bytes,
    part: Rows | None = None,
    others: Set[tuple[str, str]] = frozenset(),
) -> Iterator[Item]:
    if not held:
        return
    if part and (said := _of_row(held, key, part, others)):
        yield from said
        return
    people, owner = split_by_person(held, key)
    subjects = [subject for alone in people for subject in alone.subjects()]
    for index, item in enumerate(held):
        if item.entity == CUSTOMER_ID:
            continue
        yield item, subjects[owner[index]].subject_id if index in owner else None
    yield from subjects


def _row_of(held: Sequence[Detection], part: Rows) -> list[Detection]:
    """Return what the decided cells of a text's row hold."""
    at = (held[0].where.row or 0) - part.first_row
    if held[0].where.row is None or not 0 <= at < len(part):
        return []
    return [detection(part, cells, at) for cells in part.cells if cells.values[at]]


def _of_row(held: Sequence[Detection], key: bytes, part: Rows, others: Set[tuple[str, str]]) -> list[Item]:
    """Return what a row's running text says with the people whom its other cells name or number.

    Nothing where they name no one, or the text names others: those of `others` are not the row's.
    """
    row = _row_of(held, part)
    if not row:
        return []
    known = drafts_of(row)[0]
    drafts, owner = drafts_of([*row, *held])
    if not known and all(item.entity == CUSTOMER_ID for item in row):
        known = drafts
    if len(known) == len(drafts) == 1 and not known[0].name and _find_block(held) not in (None, *others):
        return _of_named_by_text(drafts[0], [*row, *held], owner, len(row), key)
    if not known or [draft.name for draft in known] != [draft.name for draft in drafts]:
        return []
    alone = [one_person(draft.spelling(), draft.held, key).ids() for draft in known]
    ids = {id(draft): ids_as_text(own)[0] for draft, own in zip(drafts, alone, strict=True)}
    said = {at: owner[at] for at in range(len(row), len(row) + len(held)) if at in owner}
    found: list[Item] = [
        (item, ids[id(said[at])] if at in said else None)
        for at, item in enumerate(held, len(row))
        if item.entity != CUSTOMER_ID
    ]
    for draft, own in zip(drafts, alone, strict=True):
        if any(mine is draft for mine in said.values()):
            found += one_person(draft.spelling(), draft.held, key).crowd(own)
    return found


def _find_block(held: Sequence[Detection]) -> tuple[str, str] | None:
    """Return the name that a cell of a row begins with and the address that it gives, of whose row it is.

    A remark names doctors and clerks, too, and a column of landlords has blocks of its own.
    """
    street = next((item.value for item in held if item.entity == "STREET_ADDRESS"), None)
    first = next((item for item in held if item.entity == PERSON and item.start == 0), None)
    if street is None or first is None or names_other_party(first.where.column_name or ""):
        return None
    return canonical(first.value), street.casefold()


def _find_recurring(texts: Iterable[Sequence[Detection]], part: Rows) -> frozenset[tuple[str, str]]:
    """Return the blocks that stand in rows with different people's numbers: an attorney's, a broker's."""
    numbers: dict[tuple[str, str], dict[str, set[str]]] = {}
    recurring = set[tuple[str, str]]()
    for held in texts:
        block = _find_block(held) if held else None
        if block is None:
            continue
        met = numbers.setdefault(block, {})
        for item in _row_of(held, part):
            if item.entity not in _NUMBERS:
                continue
            values = met.setdefault(item.entity, set())
            values.add(normalise(item.entity, item.value))
            if len(values) > _MOST.get(item.entity, _OWN_LINES):
                recurring.add(block)
    return frozenset(recurring)


_NUMBERS = names_linking()
# Of what somebody has one; a second telephone, mailbox or card is as often the same customer's.
_MOST = dict.fromkeys(("US_SSN", "US_PASSPORT", "US_DRIVER_LICENSE"), 1)
_OWN_LINES = 2


def _of_named_by_text(
    draft: Draft, cells: Sequence[Detection], owner: dict[int, Draft], first: int, key: bytes
) -> list[Item]:
    """Return what a row's running text says where it alone names whose the numbers of the row are.

    The person has the row's numbers too, by which whoever has them without a name is known again.
    """
    person = one_person(draft.spelling(), draft.held, key)
    own = person.ids()
    theirs = ids_as_text(own)[0]
    found: list[Item] = [
        (cells[at], theirs if at in owner else None)
        for at in range(first, len(cells))
        if cells[at].entity != CUSTOMER_ID
    ]
    return [*found, *person.crowd(own)]


def split_tables(items: Iterable[Item | Linked]) -> Iterator[Item]:
    """Yield the items with the parts of tables taken apart, cell by cell."""
    for item in items:
        if isinstance(item, Linked):
            yield from item.pairs()
            for people, _ in item.met:
                yield from people.subjects()
        else:
            yield item
