"""From the journal's plain types to the six tables of the contract, in one pass per bucket."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

import pandas as pd

from pii_sweep.config import Settings
from pii_sweep.errors import UsageError
from pii_sweep.report.ledger import Account
from pii_sweep.report.rates import rates
from pii_sweep.report.review.classes import object_id, reviews, seen_objects
from pii_sweep.report.tables import rows
from pii_sweep.report.tables.columns import Rows
from pii_sweep.report.tally import BucketBook, open_book
from pii_sweep.risk import rate
from pii_sweep.risk.priority import sort_key
from pii_sweep.risk.restriction import (
    is_open_ended,
    leaves_people_out,
    list_limits,
    list_unsought,
    restrictions,
)
from pii_sweep.sample.accuracy.answers import Review
from pii_sweep.sample.estimate import drop_people_bounds
from pii_sweep.types import BucketFrame, BucketTally, Estimate, Rating, Reading, Verdict

Readings = Callable[[str], Iterable[tuple[str, int, Reading]]]


@dataclass(frozen=True, slots=True)
class BucketDetail:
    """What the tables cannot hold of one bucket: exposure, skip reasons, tally, and why it is rated so.

    `people` maps each subject id of a reading to the person it is; `restrictions` says in words what was
    left out: of this bucket alone (`limits`), and by the settings.
    """

    frame: BucketFrame
    account: Account
    tally: BucketTally
    rating: Rating
    estimates: tuple[Estimate, ...]
    suppressed: int
    people: Mapping[str, str] = field(default_factory=dict, repr=False)
    restrictions: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frames:
    """The six tables; `details` is in the order of `buckets`: by priority, severity, people."""

    buckets: pd.DataFrame = field(repr=False)
    strata: pd.DataFrame = field(repr=False)
    objects: pd.DataFrame = field(repr=False)
    findings: pd.DataFrame = field(repr=False)
    subjects: pd.DataFrame = field(repr=False)
    estimates: pd.DataFrame = field(repr=False)
    details: tuple[BucketDetail, ...] = field(default=(), repr=False)
    settings: Settings = field(default_factory=Settings, repr=False)

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Return the tables by name."""
        return {
            "buckets": self.buckets,
            "strata": self.strata,
            "objects": self.objects,
            "findings": self.findings,
            "subjects": self.subjects,
            "estimates": self.estimates,
        }


def frames(
    buckets: Sequence[BucketFrame],
    readings: Readings,
    settings: Settings,
    hide: Callable[[str], str] | None = None,
    verdicts: Callable[[str], Sequence[Verdict]] = lambda _: (),
) -> Frames:
    """Build the tables of a sweep from its plan and its readings.

    `readings(bucket)` yields (stratum, rank, reading), `verdicts(bucket)` what people said of
    objects. With `report.hash_keys`, `hide` replaces object keys, prefixes, names of members and
    columns, and JSON paths by keyed digests; it must be given then, else UsageError.
    Raises JournalError where the ledger does not add up. The same readings give the same tables.
    """
    if settings.report.hash_keys and hide is None:
        raise UsageError("report.hash_keys needs the sweep's key; run this where the sweep was run")
    cover = hide if settings.report.hash_keys and hide is not None else _as_is
    tables = rows.tables()
    details = [
        _bucket(frame, (readings(frame.bucket), verdicts(frame.bucket)), settings, cover, tables)
        for frame in buckets
    ]
    details.sort(key=_order)
    for detail in details:
        tables["buckets"].add(
            rows.bucket_row(detail.frame, detail.account, detail.tally, detail.rating, detail.restrictions)
        )
    built = {name: table.frame() for name, table in tables.items()}
    built["findings"] = _of_people(built["findings"], details)
    return Frames(
        **{name: _sort_rows(name, frame) for name, frame in built.items()},
        details=tuple(details),
        settings=settings,
    )


def _of_people(findings: pd.DataFrame, details: Sequence[BucketDetail]) -> pd.DataFrame:
    """Return the findings with the subject that theirs turned out to be, once all objects were read."""
    people = {detail.frame.bucket: detail.people for detail in details}
    pairs = zip(findings["bucket"], findings["subject_id"], strict=True)
    ids = [people[bucket].get(name, name) or None for bucket, name in pairs]
    return findings.assign(subject_id=pd.Series(ids, dtype=findings["subject_id"].dtype))


def _as_is(key: str) -> str:
    return key


def _order(detail: BucketDetail) -> tuple[str, int, float, str]:
    rating = detail.rating
    return sort_key(rating.level, rating.priority, detail.tally.persons[1], rating.bucket)


def _bucket(
    frame: BucketFrame,
    source: tuple[Iterable[tuple[str, int, Reading]], Sequence[Verdict]],
    settings: Settings,
    hide: rows.Hide,
    tables: dict[str, Rows],
) -> BucketDetail:
    """Add one bucket's rows to the tables and return its details."""
    book = open_book(frame)
    names = {stratum.name: rows.hide_stratum(stratum, hide) for stratum in frame.strata}
    (readings, verdicts), items = source, []
    for stratum, rank, reading in readings:
        book.add(stratum, rank, reading)
        if verdicts:
            items.append(object_id(reading.ref))
        tables["objects"].add(rows.object_row(frame.bucket, names[stratum], reading, hide, frame.account))
        for finding in reading.findings:
            tables["findings"].add(
                rows.finding_row(frame.bucket, finding, hide, settings.risk, frame.account)
            )
    book.settle()
    said = reviews(seen_objects(frame, items, book.observations), verdicts) if verdicts else {}
    return _close_bucket(book, said, settings, hide, tables)


def _close_bucket(
    book: BucketBook, said: Mapping[str, Review], settings: Settings, hide: rows.Hide, tables: dict[str, Rows]
) -> BucketDetail:
    frame = book.frame
    found = book.estimates(settings.sample.confidence, rates(settings), said)
    tally, found = _close_tally(book, found, settings)
    for stratum in frame.strata:
        tables["strata"].add(rows.stratum_row(stratum, book.accounts[stratum.name], hide, frame.account))
    for subject_id, person in book.people.by_id.items():
        tables["subjects"].add(rows.subject_row(frame.bucket, subject_id, person))
    within = book.strata_estimates(found, settings.sample.confidence)
    hidden = {stratum.name: rows.hide_stratum(stratum, hide) for stratum in frame.strata}
    for estimate in found:
        tables["estimates"].add(rows.estimate_row(estimate))
    for stratum_name, estimate in within:
        tables["estimates"].add(rows.estimate_row(estimate, hidden[stratum_name]))
    rating = rate(tally, frame.exposure, settings.risk)
    limits = list_limits(frame, book.suppressed, book.by_pattern, book.hits.total(), tagged=book.tagged)
    return BucketDetail(
        frame, book.account(), tally, rating, tuple(found), book.suppressed, book.people.names,
        (*limits, *restrictions(settings, faces_counted=frame.faces_counted)), limits,
    )  # fmt: skip


def _close_tally(
    book: BucketBook, found: list[Estimate], settings: Settings
) -> tuple[BucketTally, list[Estimate]]:
    """Return the tally with what was left out of the sweep, and the estimates without bounds that forbids."""
    tally = replace(
        book.tally(found, settings.sample.confidence),
        passed_over=book.account().passed_over,
        unsought=list_unsought(settings, faces_counted=book.frame.faces_counted),
        open_ended=is_open_ended(book.frame, book.by_pattern, book.hits.total()),
        tagged=book.tagged,
    )
    unread = chain.from_iterable(book.account().reasons.values())
    if not leaves_people_out(book.frame, tally, unread):
        return tally, found
    persons, persons_ca = ((*ends[:2], math.inf) for ends in (tally.persons, tally.persons_ca))
    return replace(tally, persons=persons, persons_ca=persons_ca), drop_people_bounds(found)


SORT: Mapping[str, Sequence[str]] = {
    "strata": ("bucket", "stratum"),
    "objects": ("bucket", "key", "version_id"),
    "findings": (
        "bucket",
        "key",
        "version_id",
        "member",
        "page",
        "row",
        "line",
        "start",
        "entity",
        "finding_id",
    ),
    "subjects": ("bucket", "subject_id"),
    "estimates": ("bucket", "measure"),
}


def _sort_rows(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    if name not in SORT or frame.empty:
        return frame
    return frame.sort_values(list(SORT[name]), kind="stable", na_position="first", ignore_index=True)
