"""What changed between two sweeps, apart from sampling noise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import compress
from typing import Any

from pii_sweep import config
from pii_sweep.journal import Journal
from pii_sweep.report.frames import BucketDetail
from pii_sweep.report.publish import frames_of
from pii_sweep.report.tally import observation, open_book
from pii_sweep.risk import rate
from pii_sweep.sample import compare
from pii_sweep.sample.compare import PREFIX, MaterialChange, Shift
from pii_sweep.sample.frame.listing_fingerprint import Changes, changes, unchanged
from pii_sweep.sample.frame.ticket import name
from pii_sweep.types import Estimate, Observation, Stratum

PEOPLE = ("subjects", "subjects_ca")


@dataclass(frozen=True, slots=True)
class BucketDifference:
    """One bucket in both sweeps: listings exactly, prevalence and people beyond noise, what is material.

    Ratings and exposure are (before, after), and so are the intervals of the ratings, each (low, high).
    """

    bucket: str
    rating: tuple[str, str]
    rating_range: tuple[tuple[str, str], tuple[str, str]]
    exposure: tuple[str, str]
    listing: Changes
    prevalence: tuple[Shift, ...]
    people: tuple[Shift, ...]
    material: tuple[MaterialChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sweeps side by side: buckets that came and went, and those in both."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    buckets: tuple[BucketDifference, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return plain dicts and lists, JSON-ready; dates in ISO 8601."""
        plain = asdict(self)
        for bucket in plain["buckets"]:
            for change in bucket["material"]:
                change["update_due"] = change["update_due"].isoformat()
        return plain


def difference(before: Journal, after: Journal, detected: date) -> Difference:
    """Compare two sweeps bucket by bucket.

    Prevalence by a stratified two-sample test and by its intervals, people by theirs, each with
    Holm's correction (`sample.compare`). Where both listings are whole and the same, nothing
    changed. A sensitive category is new where an object that came or changed holds it. Candidates
    for a material change are due 45 days after `detected` (11 CCR §7155(a)(3)).
    """
    old = {detail.frame.bucket: detail for detail in frames_of(before).details}
    new = {detail.frame.bucket: detail for detail in frames_of(after).details}
    return Difference(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(old.keys() - new.keys())),
        tuple(
            _bucket(before, after, old[name], new[name], detected) for name in sorted(old.keys() & new.keys())
        ),
    )


def _bucket(
    before: Journal, after: Journal, old: BucketDetail, new: BucketDetail, detected: date
) -> BucketDifference:
    bucket = old.frame.bucket
    listing = changes(before.listing(bucket), after.listing(bucket))
    whole = old.frame.listing == new.frame.listing == "complete"
    still = whole and not (listing.added or listing.removed or listing.changed)
    sides = (_observed(before, old), _observed(after, new))
    shares = compare.prevalence(*sides, sorted(_measures(old) | _measures(new)))
    shares = compare.beyond_both(shares, old.estimates, new.estimates)
    people = compare.figures(_people(old), _people(new))
    seen = {*old.rating.spi, *(_there_before(before, after, new) if new.rating.spi else ())}
    counted = (_subjects(old), _subjects(new))
    return BucketDifference(
        bucket=bucket,
        rating=(old.rating.level, new.rating.level),
        rating_range=((old.rating.low, old.rating.high), (new.rating.low, new.rating.high)),
        exposure=(old.frame.exposure.level, new.frame.exposure.level),
        listing=listing,
        prevalence=tuple(compare.noise(shares) if still else shares),
        people=tuple(compare.noise(people) if still else people),
        material=tuple(
            compare.material_changes(
                detected,
                (seen, new.rating.spi),
                (old.frame.exposure, new.frame.exposure),
                None if still else counted,
            )
        ),
    )


def _there_before(before: Journal, after: Journal, new: BucketDetail) -> tuple[str, ...]:
    """Return the sensitive categories of the objects that are as they were in the earlier listing.

    The later sweep may see them first because it read more, or others: nothing changed by that.
    """
    rows = list(after.readings(new.frame.bucket))
    names = [(name(reading.ref), reading.ref.etag) for _, _, reading in rows]
    book = open_book(new.frame)
    for row in compress(rows, unchanged(before.listing(new.frame.bucket), names)):
        book.add(*row)
    book.settle()
    settings = config.from_dict(after.plan().settings)
    return rate(book.tally(()), new.frame.exposure, settings.risk).spi


def _observed(journal: Journal, detail: BucketDetail) -> tuple[tuple[Stratum, ...], list[Observation]]:
    rows = journal.readings(detail.frame.bucket)
    return detail.frame.strata, [observation(*row, row[2].people()) for row in rows]


def _measures(detail: BucketDetail) -> set[str]:
    rows = (row.measure for row in detail.estimates if row.measure.startswith(PREFIX))
    return {measure.removeprefix(PREFIX) for measure in rows}


def _people(detail: BucketDetail) -> list[Estimate]:
    return [row for row in detail.estimates if row.measure in PEOPLE]


def _subjects(detail: BucketDetail) -> Estimate | None:
    return next((row for row in detail.estimates if row.measure == "subjects"), None)


def flagged(shifts: tuple[Shift, ...]) -> Mapping[str, Shift]:
    """Return the shifts that are more than noise, by measure."""
    return {shift.measure: shift for shift in shifts if shift.flagged}
