"""Adds up what one object holds, in memory that does not grow with the object."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from datasketches import hll_sketch, tgt_hll_type

from pii_sweep.config import Report
from pii_sweep.detect import seal
from pii_sweep.types import Count, Detection, Finding, Gap, Note, ObjectRef, Reading, Status, Subject

EXACT_DISTINCT = 200_000  # then HyperLogLog with 2^14 registers: 0.8 % standard error
MAX_GAPS = 1_000
HARMLESS = frozenset({"EMPTY", "FILTERED"})
SKIPPED = HARMLESS | {"UNSUPPORTED_FILE_TYPE_EXCEPTION", "STORAGE_CLASS_ARCHIVED", "OCR_OFF"}


class Distinct:
    """Counts distinct digests, exactly up to `EXACT_DISTINCT`, by HyperLogLog beyond."""

    def __init__(self) -> None:
        self._exact: set[int] = set()
        self._sketch: hll_sketch | None = None

    def add(self, digest: str) -> None:
        """Count a hexadecimal digest."""
        if self._sketch is not None:
            self._sketch.update(digest)
            return
        self._exact.add(int(digest[:16], 16))
        if len(self._exact) > EXACT_DISTINCT:
            self._sketch = hll_sketch(14, tgt_hll_type.HLL_8)
            for number in self._exact:
                self._sketch.update(f"{number:016x}")
            self._exact.clear()

    def count(self) -> int:
        """Return how many distinct digests were added."""
        return len(self._exact) if self._sketch is None else round(self._sketch.get_estimate())


class Tally:
    """Collects one object's items into a `Reading`."""

    def __init__(self, ref: ObjectRef, report: Report, key: bytes) -> None:
        self.ref, self.report, self.key = ref, report, key
        self.bytes_read = 0
        self._hits: Counter[str] = Counter()
        self._max: dict[str, float] = {}
        self._distinct: dict[str, Distinct] = {}
        self._findings: list[Finding] = []
        self._kept: Counter[str] = Counter()
        self._subjects: dict[str, Subject] = {}
        self._subjects_seen = Distinct()
        self._more_combos: Counter[frozenset[str]] = Counter()
        self._gaps: list[Gap] = []
        self._notes: Counter[str] = Counter()
        self._media_type = ""
        self._text_read = False

    def saw(self) -> None:
        """Note that some text of the object was read."""
        self._text_read = True

    def add(self, item: tuple[Detection, str | None] | Subject | Gap | Note) -> None:
        """Count one item."""
        if isinstance(item, tuple):
            self._found(*item)
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
        entity = detection.entity
        self._hits[entity] += 1
        self._max[entity] = max(self._max.get(entity, 0.0), detection.score)
        self._distinct.setdefault(entity, Distinct()).add(seal.value_digest(detection, self.key))
        if self.report.all_locations or self._kept[entity] < self.report.max_locations:
            self._kept[entity] += 1
            self._findings.append(seal.seal(detection, subject_id, self.key))

    def _person(self, subject: Subject) -> None:
        known = self._subjects.get(subject.subject_id)
        self._subjects_seen.add(subject.subject_id)
        if known is not None:
            self._subjects[subject.subject_id] = _both(known, subject)
        elif len(self._subjects) < self.report.max_subjects:
            self._subjects[subject.subject_id] = subject
        else:
            self._more_combos[subject.entities] += 1

    def reading(self, seconds: float) -> Reading:
        """Return what was counted."""
        if self._notes["faces"]:
            self._hits["FACE"], self._max["FACE"] = self._notes["faces"], 1.0
        combos = Counter(subject.entities for subject in self._subjects.values())
        combos.update(self._more_combos)
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
            subjects=tuple(sorted(self._subjects.values(), key=lambda subject: subject.subject_id)),
            subjects_total=self._subjects_seen.count(),
            subject_combos=dict(combos),
            gaps=tuple(self._gaps),
            suppressed=self._notes["suppressed"],
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


def _both(one: Subject, other: Subject) -> Subject:
    """Return what two records say of one person; the stronger residency evidence wins."""
    order = ("strong", "medium", "conflict", "weak", "unknown")
    best = min(one, other, key=lambda subject: (order.index(subject.residency), not subject.located))
    keys = tuple(sorted({*one.keys, *other.keys}))
    return replace(best, entities=one.entities | other.entities, keys=keys)
