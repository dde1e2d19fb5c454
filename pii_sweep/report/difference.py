"""What changed between two sweeps, apart from sampling noise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from pii_sweep.journal import Journal
from pii_sweep.report.frames import BucketDetail
from pii_sweep.report.publish import frames_of
from pii_sweep.report.tally import observation
from pii_sweep.sample import compare
from pii_sweep.sample.compare import MaterialChange, Shift
from pii_sweep.sample.listing import Changes, changes
from pii_sweep.types import Estimate, Observation, Stratum

PREFIX = "objects_with:"
PEOPLE = ("subjects", "subjects_ca")


@dataclass(frozen=True, slots=True)
class BucketDifference:
    """One bucket in both sweeps: listings exactly, prevalence and people beyond noise, what is material.

    Ratings and exposure are (before, after).
    """

    bucket: str
    rating: tuple[str, str]
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

    Prevalence by a stratified two-sample test, people by their intervals, each with Holm's
    correction (`sample.compare`); candidates for a material change are due 45 days after
    `detected` (11 CCR §7155(a)(3)).
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
    name = old.frame.bucket
    sides = (_observed(before, old), _observed(after, new))
    measures = _measures(old) | _measures(new)
    people = compare.figures(_people(old), _people(new))
    first, second = _subjects(old), _subjects(new)
    return BucketDifference(
        bucket=name,
        rating=(old.rating.level, new.rating.level),
        exposure=(old.frame.exposure.level, new.frame.exposure.level),
        listing=changes(before.listing(name), after.listing(name)),
        prevalence=_beyond_both(compare.prevalence(*sides, sorted(measures)), old, new),
        people=tuple(people),
        material=tuple(
            compare.material_changes(
                detected,
                (old.rating.spi, new.rating.spi),
                (old.frame.exposure, new.frame.exposure),
                (first, second) if first and second else None,
            )
        ),
    )


def _beyond_both(shifts: list[Shift], old: BucketDetail, new: BucketDetail) -> tuple[Shift, ...]:
    """Return shifts with the weaker of two tests: variances of a few like objects a stratum are too small."""
    by_interval = {shift.measure: shift for shift in compare.figures(_as_shares(old), _as_shares(new))}
    pairs = ((shift, by_interval.get(shift.measure, shift)) for shift in shifts)
    return tuple(
        replace(one, p_value=max(one.p_value, two.p_value), flagged=one.flagged and two.flagged)
        for one, two in pairs
    )


def _as_shares(detail: BucketDetail) -> list[Estimate]:
    return [
        replace(row, **{end: getattr(row, end) / row.population for end in ("low", "point", "high")})
        for row in detail.estimates
        if row.measure.startswith(PREFIX) and row.population
    ]


def _observed(journal: Journal, detail: BucketDetail) -> tuple[tuple[Stratum, ...], list[Observation]]:
    rows = journal.readings(detail.frame.bucket)
    return detail.frame.strata, [observation(*row) for row in rows]


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
