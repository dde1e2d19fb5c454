"""Single changes of behaviour that were chosen by hand, each with the tests that must notice it.

What `change.py` draws are small changes of syntax. These are what a reviewer would try: a finite population
correction left out, a dropped gap, a mask that shows more, a guard that lets a neighbour in. `before` occurs
once in its module; `test_chosen.py` fails where the code has moved on.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.mutation.change import Mutant

PACKAGE = Path(__file__).parents[2] / "pii_sweep"


class Chosen(NamedTuple):
    """One change: the module's path in the package, the text that is replaced, and the tests."""

    path: str
    before: str
    after: str
    tests: tuple[str, ...]


CHOSEN = (
    Chosen(
        "risk/__init__.py",
        "tally.unseen + tally.passed_over >= MATERIAL",
        "tally.unseen >= MATERIAL",
        ("tests/risk/test_drawn_ratings.py",),
    ),
    Chosen(
        "risk/enisa.py",
        '_keeps_versions(exposure) and exposure.erasable != "yes")',
        "_keeps_versions(exposure))",
        ("tests/risk/test_drawn_ratings.py",),
    ),
    Chosen(
        "risk/evidence.py",
        "amount > MATERIAL * listed",
        "amount >= MATERIAL * listed",
        ("tests/risk/test_rate.py",),
    ),
    Chosen(
        "sample/intervals.py",
        "extra * weight**2 * unread)",
        "extra * weight**2)",
        ("tests/sample/test_drawn_samples.py",),
    ),
    Chosen(
        "sample/volume.py",
        "spread = number**2 * rest * variance / drawn",
        "spread = number**2 * variance / drawn",
        ("tests/sample/test_drawn_samples.py",),
    ),
    Chosen(
        "sample/compare.py",
        'if old[name] not in off and old[name] != "unknown" and new[name] in off]',
        "if old[name] not in off and new[name] in off]",
        ("tests/sample/people/test_count.py",),
    ),
    Chosen(
        "journal/lock.py",
        "errno.ENOSPC, errno.EDQUOT, errno.EFBIG",
        "errno.ENOSPC, errno.EFBIG",
        ("tests/journal/test_lock.py",),
    ),
    Chosen(
        "journal/chain.py",
        "            self.head = self.head if done else before",
        "            pass",
        ("tests/journal/test_chain.py",),
    ),
    Chosen(
        "journal/ledger.py",
        "_rank_reading(after) >= _rank_reading(before)",
        "_rank_reading(after) > _rank_reading(before)",
        ("tests/journal/test_ledger.py",),
    ),
    Chosen(
        "journal/ledger.py",
        'for when in (f"NOT {begun}", begun):',
        'for when in (begun, f"NOT {begun}"):',
        ("tests/journal/test_ledger.py",),
    ),
    Chosen(
        "link/mask.py",
        'code[:3] + "██" if len(code) >= 5',
        'code[:3] + "██" if len(code) >= 4',
        ("tests/link/test_mask.py",),
    ),
    Chosen(
        "link/seal.py",
        "(ref.bucket, ref.key, ref.version, ref.etag, *where.inside)",
        "(ref.bucket, ref.key, ref.etag, *where.inside)",
        ("tests/link/test_seal.py",),
    ),
    Chosen(
        "link/quoted_place.py",
        '_VALUE = re.compile(r"@|\\d{3}|\\d[-/ .]\\d")',
        '_VALUE = re.compile(r"@|\\d{3}")',
        ("tests/link/test_seal.py",),
    ),
    Chosen(
        "tally/__init__.py",
        "page.page is not None and gap.share is None and page",
        "page.page is not None and page",
        ("tests/tally/test_status.py",),
    ),
    Chosen(
        "tally/people.py",
        "return grade, not subject.located, subject",
        "return grade, subject.located, subject",
        ("tests/tally/test_people.py",),
    ),
    Chosen(
        "export/ocsf.py",
        'if bucket["exposure"] in ("PUBLIC", "PRIVATE"):',
        'if bucket["exposure"] in ("PUBLIC", "PRIVATE", "SHARED"):',
        ("tests/export/test_events.py",),
    ),
    Chosen(
        "export/s3_batch.py",
        "old_versions = old_versions or versioned",
        "old_versions = versioned",
        ("tests/export/test_events.py",),
    ),
    Chosen(
        "export/macie.py",
        "(count >= 2) + (count >= 100)",
        "(count >= 2) + (count > 100)",
        ("tests/export/test_events.py",),
    ),
    Chosen(
        "store/folder.py",
        '        if parent != root and not parent.startswith(root.rstrip(b"/") + b"/"):',
        "        if parent != root and not parent.startswith(root):",
        ("tests/store/test_folder_store.py",),
    ),
    Chosen(
        "store/access/conditions.py",
        'plain = operator.removeprefix("foranyvalue:")\n            address',
        'plain = operator.removeprefix("foranyvalue:").removesuffix("ifexists")\n            address',
        ("tests/store/access/test_conditions.py",),
    ),
    Chosen(
        "store/stream.py",
        "        if self._given or self._again:",
        "        if self._again:",
        ("tests/store/test_range_stream.py",),
    ),
    Chosen(
        "extract/budget.py",
        "total > RATIO_FLOOR and total > compressed",
        "total > compressed",
        ("tests/extract/test_budget.py",),
    ),
    Chosen(
        "engine/reader.py",
        " and not issubclass(kind, errors.Unreadable)",
        "",
        ("tests/engine/test_reader.py",),
    ),
    Chosen(
        "detect/score/overlap.py",
        " and whole.end - whole.start > hit.end - hit.start",
        "",
        ("tests/detect/score/test_overlap.py",),
    ),
    Chosen(
        "detect/health/recognizer.py",
        "abs(hit.start - match.start()) < 120 for hit in people",
        "abs(hit.start - match.start()) < 1200 for hit in people",
        ("tests/detect/health/test_recognizer.py",),
    ),
    Chosen(
        "cli/run.py",
        'passed = ("EMPTY", "FILTERED") if some else ("EMPTY",)',
        'passed = ("EMPTY", "FILTERED")',
        ("tests/cli/test_run.py",),
    ),
    Chosen(
        "sweep.py",
        'retry_failed and reading.status == "FAILED"',
        'retry_failed and reading.status != "ANALYSED"',
        ("tests/test_sweep_decisions.py",),
    ),
    Chosen(
        "link/residency.py",
        "return lon <= -120.0 if lat > 39.0 else lon <= -120.0 + (39.0 - lat) * 1.35",
        "return lon <= -120.0 + (39.0 - lat) * 1.35",
        ("tests/link/test_subjects.py",),
    ),
    Chosen(
        "store/object_tags.py",
        "        self._failures = 0\n        return",
        "        return",
        ("tests/store/test_object_tags.py",),
    ),
    Chosen(
        "store/listing/shards.py",
        "if attempt == ATTEMPTS - 1 or key is None:",
        "if attempt == ATTEMPTS - 1:",
        ("tests/store/listing/test_shards.py",),
    ),
    Chosen(
        "store/objects.py",
        "if self._store.stat(ref.bucket, ref.key, ref.version).etag != ref.etag:",
        "if False:",
        ("tests/store/test_s3_store.py",),
    ),
    Chosen(
        "extract/records/dicom.py",
        'if form == b"" and value[:4] == b"\\xfe\\xff\\x00\\xe0":',
        "if False:",
        ("tests/extract/records/test_binary_header.py",),
    ),
    Chosen(
        "extract/table/layout/stacked_rows.py",
        "remarks += [*held, line]",
        "remarks += held",
        ("tests/extract/table/layout/test_stacked_rows.py",),
    ),
    Chosen(
        "extract/pdf/revision.py",
        "if len(earlier) > MOST:",
        "if False:",
        ("tests/extract/pdf/test_revision.py",),
    ),
    Chosen(
        "detect/tables/column/phone_column.py",
        "if len(coded) < _CODED_LEAST or fitting",
        "if fitting",
        ("tests/detect/tables/column/test_phone_column.py",),
    ),
    Chosen(
        "detect/identifiers/presidio.py",
        "min(1.0, max(CONTEXT_FLOOR, result.score + CONTEXT_GAIN))",
        "min(1.0, result.score + CONTEXT_GAIN)",
        ("tests/detect/test_detector.py",),
    ),
    Chosen(
        "detect/person/fixed/chat_sender.py",
        "max(_TWO, _SHARE * len(found))",
        "_SHARE * len(found)",
        ("tests/detect/person/fixed/test_chat_sender.py",),
    ),
    Chosen(
        "plan/rounds.py",
        "size_of(draw.frame, sample, draw.bills)[1] if now.reason == FULL else now.reason",
        "now.reason",
        ("tests/plan/test_rounds.py",),
    ),
    Chosen(
        "extract/thumbnail.py",
        "for box in sheet.words:",
        "for box in ():",
        ("tests/extract/test_thumbnail.py",),
    ),
)


def chosen_mutants(parts: list[str]) -> Iterator[tuple[Mutant, tuple[str, ...]]]:
    """Yield the changes of the modules whose path holds one of some parts, each with its tests."""
    for one in CHOSEN:
        if any(part in one.path for part in parts):
            yield make_mutant(one), one.tests


def make_mutant(one: Chosen) -> Mutant:
    """Return a chosen change; raises ValueError where its text does not occur once in the module."""
    source = (PACKAGE / one.path).read_text(encoding="utf-8")
    if source.count(one.before) != 1:
        raise ValueError(f"{one.path} does not hold once: {one.before}")
    line = source[: source.index(one.before)].count("\n") + 1
    text = source.replace(one.before, one.after)
    return Mutant(one.path, line, f"{one.before.strip()}  ->  {one.after.strip() or 'nothing'}", text)
