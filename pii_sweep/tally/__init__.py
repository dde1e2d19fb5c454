"""Adds up what one object holds, in memory that does not grow with the object."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import islice

from pii_sweep.config import Report
from pii_sweep.entities import CUSTOMER_ID
from pii_sweep.link import seal, table_rows
from pii_sweep.link.keyed_print import printer
from pii_sweep.link.keys import print_without_door, prints_of
from pii_sweep.link.quoted_place import Conceal, mask_place
from pii_sweep.link.table_rows import Linked
from pii_sweep.sample.people.distinct import Distinct
from pii_sweep.tally.people import Enrolment
from pii_sweep.types import (
    Cells,
    Count,
    Detection,
    Finding,
    Gap,
    Note,
    ObjectRef,
    Reading,
    Rows,
    Status,
    Subject,
    Where,
)

# So many values that were found one by one are counted at once.
TOGETHER = 1000
MAX_GAPS = 1_000
MAX_FIRMS = 10_000
HARMLESS = frozenset({"EMPTY", "FILTERED"})
SKIPPED = HARMLESS | {
    "UNSUPPORTED_FILE_TYPE_EXCEPTION", "STORAGE_CLASS_ARCHIVED", "OCR_OFF", "BUDGET_SPENT",
    "OCR_NOT_INSTALLED", "OFFICE_NOT_INSTALLED",
}  # fmt: skip


class Tally:
    """Collects one object's items into a `Reading`."""

    def __init__(self, ref: ObjectRef, report: Report, key: bytes, conceal: Conceal = str) -> None:
        self.ref, self.report, self.key, self.conceal = ref, report, key, conceal
        self.bytes_read, self.requests = 0, 0
        self._hits: Counter[str] = Counter()
        self._max: dict[str, float] = {}
        self._distinct: defaultdict[str, Distinct] = defaultdict(Distinct)
        self._values: defaultdict[str, list[str]] = defaultdict(list)
        self._findings: list[Finding] = []
        self._kept: Counter[str] = Counter()
        self._people = Enrolment(report.max_subjects)
        self._firms: set[bytes] = set()
        self._gaps: list[Gap] = []
        self._notes: Counter[str] = Counter()
        self._media_type = ""
        self._characters = 0
        self._unread_page, self._unread_pages = Where(ref), 0

    def saw(self, characters: int) -> None:
        """Note that so much text of the object was read."""
        self._characters += characters

    def unexamined(self) -> int:
        """Return how many characters the readers yielded that went through no recognizer."""
        return self._characters - self._notes["examined"]

    def add(self, item: tuple[Detection, str | None] | Linked | Subject | Gap | Note) -> None:
        """Count one item."""
        if isinstance(item, tuple):
            self._count_detection(*item)
        elif isinstance(item, Linked):
            self._rows(item)
        elif isinstance(item, Subject):
            self._people.add(item)
        elif isinstance(item, Gap):
            if len(self._gaps) < MAX_GAPS:
                self._gaps.append(replace(item, where=mask_place(item.where, "", self.conceal)))
            self._notes["gaps"] += 1
            self._count_unread_page(item)
        elif item.measure == "media_type":
            self._media_type = self._media_type or item.label
        else:
            self._notes[item.measure] += item.amount

    def _count_unread_page(self, gap: Gap) -> None:
        """Count the pages with a gap, several of one page once; of one that was read in part none."""
        page = Where(self.ref, gap.where.inside, gap.where.page)
        if page.page is not None and gap.share is None and page != self._unread_page:
            self._unread_page = page
            self._unread_pages += 1

    def _count_detection(self, detection: Detection, subject_id: str | None) -> None:
        """Count a detection; seal it only where its location is kept, which costs ten times as much."""
        self._count(detection.entity, 1, detection.score)
        if detection.role == "merchant" and detection.entity == "STREET_ADDRESS":
            parts = {name: (part,) for name, part in detection.parts.items()}
            self._firm(Cells(detection.entity, (detection.value,), parts=parts))
        self._values[detection.entity].append(detection.value)
        if len(self._values[detection.entity]) >= TOGETHER:
            self._distinguish(detection.entity)
        if self._room(detection.entity) > 0:
            self._kept[detection.entity] += 1
            self._findings.append(seal.seal(detection, subject_id, self.key, self.conceal))

    def _count(self, entity: str, hits: int, score: float) -> None:
        self._hits[entity] += hits
        self._max[entity] = max(self._max.get(entity, 0.0), score)

    def _firm(self, cells: Cells) -> None:
        """Note the houses of firms, as tokens; those of a very large table are counted by the first ones."""
        if len(self._firms) < MAX_FIRMS:
            ours = printer(self.key)
            tokens = ours.sealed(print_without_door(cells, ours))[:, 0]
            self._firms.update(token.tobytes() for token in tokens[tokens != 0])

    def _distinguish(self, entity: str) -> None:
        """Count the different ones of the values that were found one by one."""
        if values := self._values.pop(entity, []):
            self._distinct[entity].update(prints_of(entity, values, printer(self.key))[:, 0])

    def _room(self, entity: str) -> int:
        """Return how many locations of an entity may still be kept."""
        return sys.maxsize if self.report.all_locations else self.report.max_locations - self._kept[entity]

    def _rows(self, linked: Linked) -> None:
        for cells in linked.rows.cells:
            if cells.entity == CUSTOMER_ID:
                continue
            if hits := len(cells.values) - cells.values.count(""):
                self._count(cells.entity, hits, cells.score)
                self._distinct[cells.entity].update(linked.prints(cells)[:, 0])
                if cells.role == "merchant" and cells.entity == "STREET_ADDRESS":
                    self._firm(cells)
        if kept := self._kept_of(linked.rows):
            links = linked.links(sorted({at for at, _ in kept}))
            subjects = [table_rows.owner(links[at], place) for at, place in kept]
            self._findings += seal.seal_cells(linked.rows, kept, subjects, self.key, self.conceal)
        self._people.meet(linked.met)

    def _kept_of(self, part: Rows) -> list[tuple[int, int]]:
        """Return the rows and columns' places of a table part whose locations are kept, row by row."""
        kept: list[tuple[int, int]] = []
        for entity in {cells.entity for cells in part.cells} - {CUSTOMER_ID}:
            room = self._room(entity)
            if room <= 0:
                continue
            columns = [
                (place, cells.values) for place, cells in enumerate(part.cells) if cells.entity == entity
            ]
            filled = ((at, place) for at in range(len(part)) for place, values in columns if values[at])
            there = list(islice(filled, room))
            self._kept[entity] += len(there)
            kept += there
        return sorted(kept)

    def reading(self, seconds: float) -> Reading:
        """Return what was counted."""
        if self._notes["faces"]:
            self._hits["FACE"], self._max["FACE"] = self._notes["faces"], 1.0
        for entity in list(self._values):
            self._distinguish(entity)
        people = self._people.close()
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
            characters=self._characters,
            examined=self._notes["examined"],
            counts={
                entity: Count(hits, self._distinct[entity].count(), round(self._max[entity], 4))
                for entity, hits in sorted(self._hits.items())
            },
            findings=tuple(self._findings),
            subjects=people.subjects,
            crowds=people.crowds,
            subjects_total=people.total,
            subject_combos=dict(people.combos),
            subject_sketch=people.sketch,
            gaps=tuple(self._gaps),
            suppressed=self._notes["suppressed"],
            by_pattern=self._notes["by_pattern"],
            tags=self._notes["unread_tags"],
            requests=self.requests,
            businesses=b"".join(sorted(self._firms)[:MAX_FIRMS]),
        )

    def _status(self) -> tuple[Status, str]:
        """Return PARTIAL where something was read next to a gap, else what the gap means."""
        if not self._gaps:
            return "ANALYSED", ""
        worst = next((gap for gap in self._gaps if gap.reason not in SKIPPED), self._gaps[0])
        if self._characters or self._saw_page() or self._named_in_members():
            return "PARTIAL", worst.reason
        return ("SKIPPED" if worst.reason in SKIPPED else "FAILED"), worst.reason

    def _saw_page(self) -> bool:
        """Return whether a page or picture was examined, with or without text on it."""
        return bool(
            self._notes["ocr_pages"] or self._notes["faces"] or self._notes["pages"] > self._unread_pages
        )

    def _named_in_members(self) -> bool:
        """Return whether names of members, which can be read where nothing else can, hold personal data."""
        whole = any(gap.where.member is None and gap.where.page is None for gap in self._gaps)
        return bool(self._hits) and not whole
