"""Adds up what one object holds, in memory that does not grow with the object."""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter, itemgetter

import numpy as np
from datasketches import hll_sketch, tgt_hll_type
from numpy.typing import NDArray

from pii_sweep.config import Report
from pii_sweep.detect import rows, seal
from pii_sweep.detect.linkage import CUSTOMER_ID
from pii_sweep.detect.people import People
from pii_sweep.detect.rows import Linked
from pii_sweep.sample.sketch import sketch, union
from pii_sweep.types import (
    Cells,
    Count,
    Detection,
    Finding,
    Gap,
    Note,
    ObjectRef,
    Reading,
    Residency,
    Rows,
    Status,
    Subject,
)

EXACT_DISTINCT = 200_000  # then HyperLogLog with 2^14 registers: 0.8 % standard error
# So many hashes are put among the others at once.
PENDING = 1 << 16
MAX_GAPS = 1_000
HARMLESS = frozenset({"EMPTY", "FILTERED"})
SKIPPED = HARMLESS | {"UNSUPPORTED_FILE_TYPE_EXCEPTION", "STORAGE_CLASS_ARCHIVED", "OCR_OFF", "BUDGET_SPENT"}


class Distinct:
    """Counts different values, exactly up to `EXACT_DISTINCT`, by HyperLogLog beyond."""

    def __init__(self) -> None:
        self._exact = np.empty(0, np.uint64)
        self._pending = array("Q")
        self._sketch: hll_sketch | None = None

    def update(self, values: Sequence[str]) -> None:
        """Count values: those of an entity are normalised, so that spellings of one count once."""
        self._pending.extend(seal.hashes(values))
        if len(self._pending) >= PENDING:
            self._merge()

    def _merge(self) -> None:
        pending, self._pending = _apart(np.frombuffer(self._pending, np.uint64)), array("Q")
        if self._sketch is None:
            self._exact = pending = _apart(np.concatenate((self._exact, pending)))
            if len(self._exact) <= EXACT_DISTINCT:
                return
            self._sketch, self._exact = hll_sketch(14, tgt_hll_type.HLL_8), np.empty(0, np.uint64)
        update = self._sketch.update
        for number in pending.tolist():
            update(number)

    def count(self) -> int:
        """Return how many different values were counted."""
        self._merge()
        return len(self._exact) if self._sketch is None else round(self._sketch.get_estimate())


def _apart(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the different numbers, sorted: ten times as fast as `numpy.unique`, which asks a hash table."""
    numbers = np.sort(numbers)
    last = np.ones(len(numbers), np.bool_)  # of its like
    last[:-1] = numbers[1:] != numbers[:-1]
    return numbers[last]


class Tally:
    """Collects one object's items into a `Reading`."""

    def __init__(self, ref: ObjectRef, report: Report, key: bytes) -> None:
        self.ref, self.report, self.key = ref, report, key
        self.bytes_read, self.requests = 0, 0
        self._hits: Counter[str] = Counter()
        self._max: dict[str, float] = {}
        self._distinct: dict[str, Distinct] = {}
        self._findings: list[Finding] = []
        self._kept: Counter[str] = Counter()
        self._subjects: dict[str, Subject | None] = {}
        self._subjects_seen = Distinct()
        self._more: dict[frozenset[str], Distinct] = {}
        self._sketch = b""
        self._gaps: list[Gap] = []
        self._notes: Counter[str] = Counter()
        self._media_type = ""
        self._text_read = False

    def saw(self) -> None:
        """Note that some text of the object was read."""
        self._text_read = True

    def add(self, item: tuple[Detection, str | None] | Linked | Subject | Gap | Note) -> None:
        """Count one item."""
        if isinstance(item, tuple):
            self._found(*item)
        elif isinstance(item, Linked):
            self._rows(item)
        elif isinstance(item, Subject):
            self._person(item)
        elif isinstance(item, Gap):
            if len(self._gaps) < MAX_GAPS:
                self._gaps.append(item)
            self._notes["gaps"] += 1
        elif item.measure == "media_type":
            self._media_type = self._media_type or item.label
        else:
            self._notes[item.measure] += item.amount

    def _found(self, detection: Detection, subject_id: str | None) -> None:
        """Count a detection; seal it only where its location is kept, which costs ten times as much."""
        normal = seal.normal(detection.entity, detection.value)
        self._count(detection.entity, 1, [normal], detection.score)
        if self._room(detection.entity) > 0:
            self._kept[detection.entity] += 1
            self._findings.append(seal.seal(detection, subject_id, self.key))

    def _count(self, entity: str, hits: int, normals: Sequence[str], score: float) -> None:
        self._hits[entity] += hits
        self._max[entity] = max(self._max.get(entity, 0.0), score)
        self._distinct.setdefault(entity, Distinct()).update(normals)

    def _room(self, entity: str) -> int:
        """Return how many locations of an entity may still be kept."""
        return sys.maxsize if self.report.all_locations else self.report.max_locations - self._kept[entity]

    def _rows(self, linked: Linked) -> None:
        for cells in linked.rows.cells:
            if cells.entity == CUSTOMER_ID:
                continue
            if hits := len(cells.values) - cells.values.count(""):
                self._count(cells.entity, hits, linked.normals(cells), cells.score)
        kept = [
            (rows.detection(linked.rows, cells, at), linked.subject(at, place))
            for at, place, cells in self._kept_of(linked.rows)
        ]
        self._findings += seal.sealed(kept, self.key)
        self._met(linked)

    def _kept_of(self, part: Rows) -> list[tuple[int, int, Cells]]:
        """Return the cells of a table part whose locations are kept, row by row."""
        kept: list[tuple[int, int, Cells]] = []
        for entity in {cells.entity for cells in part.cells} - {CUSTOMER_ID}:
            room = self._room(entity)
            if room <= 0:
                continue
            there = sorted(
                (at, place)
                for place, cells in enumerate(part.cells)
                if cells.entity == entity
                for at, value in enumerate(cells.values)
                if value
            )[:room]
            self._kept[entity] += len(there)
            kept += [(at, place, part.cells[place]) for at, place in there]
        return sorted(kept, key=itemgetter(0, 1))

    def _met(self, linked: Linked) -> None:
        """Take in the people that a table part tells of first; only of those kept more is worked out.

        Who is known by a customer's number alone counts where there is room to tell later who it is.
        """
        for people, ids, kept in self._wanted(linked):
            named = [ids[place] for place in kept]
            self._subjects_seen.update(ids if people.told else named)
            if kept:
                for subject in people.at(kept).subjects(named):
                    self._stored(subject)
            if len(kept) < len(ids) and people.told:
                left = set(range(len(ids))).difference(kept)
                self._beyond(people.entities, [ids[place] for place in left])

    def _wanted(self, linked: Linked) -> list[tuple[People, list[str], list[int]]]:
        """Return the people with their ids and the places of those kept: the first ones, by row."""
        wanted: list[tuple[People, list[str], list[int]]] = [
            (people, ids, []) for people, ids, _ in linked.met
        ]
        if len(wanted) == 1:
            wanted[0][2].extend(at for at, each in enumerate(wanted[0][1]) if self._takes(each))
            return wanted
        places = [
            (at, group, place)
            for group, (_, _, there) in enumerate(linked.met)
            for place, at in enumerate(there)
        ]
        for _, group, place in sorted(places):
            if self._takes(wanted[group][1][place]):
                wanted[group][2].append(place)
        return wanted

    def _takes(self, subject_id: str) -> bool:
        """Tell whether a subject is kept, and hold a place for them."""
        if subject_id in self._subjects:
            return True
        if len(self._subjects) >= self.report.max_subjects:
            return False
        self._subjects[subject_id] = None
        return True

    def _person(self, subject: Subject) -> None:
        kept = self._takes(subject.subject_id)
        if kept or not referred(subject):
            self._subjects_seen.update([subject.subject_id])
        if kept:
            self._stored(subject)
        elif not referred(subject):
            self._beyond(subject.entities, [subject.subject_id])

    def _beyond(self, entities: frozenset[str], ids: list[str]) -> None:
        """Count people that are too many to keep, in flat memory."""
        self._more.setdefault(entities, Distinct()).update(ids)
        self._sketch = union((self._sketch, sketch(ids)))

    def _stored(self, subject: Subject) -> None:
        known = self._subjects[subject.subject_id]
        self._subjects[subject.subject_id] = _both(known, subject) if known else subject

    def reading(self, seconds: float) -> Reading:
        """Return what was counted."""
        if self._notes["faces"]:
            self._hits["FACE"], self._max["FACE"] = self._notes["faces"], 1.0
        subjects = sorted(filter(None, self._subjects.values()), key=attrgetter("subject_id"))
        combos = Counter(subject.entities for subject in subjects)
        combos.update({combo: people.count() for combo, people in self._more.items()})
        status, reason = self._status()
        return Reading(
            ref=self.ref,
            status=status,
            reason=reason,
            media_type=self._media_type,
            pages=self._notes["pages"],
            ocr_pages=self._notes["ocr_pages"],
            faces=self._notes["faces"],
            seconds=seconds,
            bytes_read=self.bytes_read,
            counts={
                entity: Count(
                    hits, self._distinct.get(entity, Distinct()).count(), round(self._max[entity], 4)
                )
                for entity, hits in sorted(self._hits.items())
            },
            findings=tuple(self._findings),
            subjects=tuple(subjects),
            subjects_total=self._subjects_seen.count(),
            subject_combos=dict(combos),
            subject_sketch=self._sketch,
            gaps=tuple(self._gaps),
            suppressed=self._notes["suppressed"],
            requests=self.requests,
        )

    def _status(self) -> tuple[Status, str]:
        """Return PARTIAL where something was read beside a gap, else what the gap means."""
        if not self._gaps:
            return "ANALYSED", ""
        worst = next((gap for gap in self._gaps if gap.reason not in SKIPPED), self._gaps[0])
        whole = any(gap.where.member is None and gap.where.page is None for gap in self._gaps)
        if self._text_read or self._notes["pages"] or not whole:
            return "PARTIAL", worst.reason
        return ("SKIPPED" if worst.reason in SKIPPED else "FAILED"), worst.reason


ORDER: tuple[Residency, ...] = ("strong", "medium", "conflict", "weak", "unknown")


def referred(subject: Subject) -> bool:
    """Tell whether somebody is known by a customer's number alone: who they are, others may tell."""
    return bool(subject.keys) and all(key.startswith("r:") for key in subject.keys)


def _both(one: Subject, other: Subject) -> Subject:
    """Return what two records say of one person, in any order; stronger evidence of residency wins."""
    if one == other:
        return one
    best = min(one, other, key=_evidence)
    keys = tuple(sorted({*one.keys, *other.keys}))
    return replace(best, entities=one.entities | other.entities, keys=keys)


def _evidence(subject: Subject) -> tuple[int, bool, bool, str, str]:
    grade = ORDER.index(subject.residency)
    return grade, not subject.located, subject.state is None, subject.state or "", subject.zip3 or ""
