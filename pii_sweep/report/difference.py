"""What changed between two sweeps, apart from sampling noise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import compress
from pathlib import Path
from typing import Any, get_args

from pii_sweep import config
from pii_sweep.journal import Journal
from pii_sweep.report.manifest import NAME as MANIFEST
from pii_sweep.report.publish import frames_of
from pii_sweep.report.tables.frames import BucketDetail
from pii_sweep.report.tally import observation, open_book
from pii_sweep.risk import rate
from pii_sweep.sample import compare
from pii_sweep.sample.compare import PREFIX, MaterialChange, Shift, Side
from pii_sweep.sample.frame.listing_fingerprint import Changes, changes, find_unchanged
from pii_sweep.sample.frame.ticket import name
from pii_sweep.types import Estimate, Level, Rating

PEOPLE = ("subjects", "subjects_ca")
COMPLETE, UNKNOWN = "complete", "UNKNOWN"
LEVELS = get_args(Level)


@dataclass(frozen=True, slots=True)
class BucketDifference:
    """One bucket in both sweeps: listings exactly, prevalence and people beyond noise, what is material.

    Pairs are (before, after). `rating_range` has the (low, high) of each rating, and `rating_change` says
    what the two ratings mean together: `same`, `raised`, `lowered`; `overlap` where their ranges do,
    `exposure` where other people can read the bucket, `unread` where one of the sweeps read nothing, and
    `unexplained` where no object changed and the ranges part: then the sweeps differ, not the bucket.
    `listed` is "complete", or why a listing broke off; objects that were removed or added are then not known,
    and `prevalence` is empty. `people` is too where a sweep read nothing. `prefixes` are those that alone
    were swept.
    """

    bucket: str
    rating: tuple[str, str]
    rating_range: tuple[tuple[str, str], tuple[str, str]]
    exposure: tuple[str, str]
    listing: Changes
    prevalence: tuple[Shift, ...]
    people: tuple[Shift, ...]
    material: tuple[MaterialChange, ...]
    rating_change: str
    listed: tuple[str, str]
    target: tuple[str, str]
    unchanged: bool
    prefixes: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sweeps and what they say of the same buckets.

    `added` and `removed` are buckets that the earlier (later) sweep was asked to read and that did not exist;
    `not_swept_before` and `not_swept_after` are those that it was not asked to read. `differing` are the
    settings, seeds and versions that are not the same, as (name, before, after).
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    buckets: tuple[BucketDifference, ...]
    not_swept_before: tuple[str, ...] = ()
    not_swept_after: tuple[str, ...] = ()
    differing: tuple[tuple[str, str, str], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return plain dicts and lists, JSON-ready; dates in ISO 8601."""
        plain = asdict(self)
        for bucket in plain["buckets"]:
            before, after = (state == COMPLETE for state in bucket["listed"])
            bucket["listing"]["added"] = bucket["listing"]["added"] if before else None
            bucket["listing"]["removed"] = bucket["listing"]["removed"] if after else None
            for change in bucket["material"]:
                change["update_due"] = change["update_due"].isoformat()
        return plain


def difference(before: Journal, after: Journal, detected: date) -> Difference:
    """Compare two sweeps bucket by bucket.

    Prevalence by the objects that came, changed and went, people by their intervals, each with Holm's
    correction (`sample.compare`). Where both listings are whole and the same, nothing changed. A sensitive
    category is new where an object that came or changed holds it. Candidates for a material change are due
    45 days after `detected` (11 CCR §7155(a)(3)).
    """
    old = {detail.frame.bucket: detail for detail in frames_of(before).details}
    new = {detail.frame.bucket: detail for detail in frames_of(after).details}
    shared = old.keys() & new.keys()
    gone = {name for name in shared if _is_absent(new[name]) and not _is_absent(old[name])}
    came = {name for name in shared if _is_absent(old[name]) and not _is_absent(new[name])}
    return Difference(
        tuple(sorted(came)),
        tuple(sorted(gone)),
        tuple(
            _bucket(before, after, old[name], new[name], detected) for name in sorted(shared - gone - came)
        ),
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(old.keys() - new.keys())),
        list_differing(before, after),
    )


def _is_absent(detail: BucketDetail) -> bool:
    return detail.frame.listing == "NO_SUCH_BUCKET_AVAILABLE"


def list_differing(before: Journal, after: Journal) -> tuple[tuple[str, str, str], ...]:
    """Return the settings, seed, versions and models of two sweeps that are not the same."""
    plans = before.plan(), after.plan()
    first, second = (config.from_dict(plan.settings).as_dict() for plan in plans)
    names = config.from_dict(plans[0].settings).differing(second)
    rows = [(name, _value(first, name), _value(second, name)) for name in names]
    made = [_made_with(journal.folder) for journal in (before, after)]
    for part in sorted(made[0].keys() | made[1].keys()):
        old, new = (side.get(part, "unknown") for side in made)
        if old != new:
            rows.append((part, old, new))
    return tuple(rows)


def _value(settings: Mapping[str, Any], name: str) -> str:
    """Return a setting as the command line and `sweep.toml` write it."""
    section, _, key = name.partition(".")
    value = settings.get(section, {}).get(key)
    if value is None:
        return "all" if name == "sample.size" else "no limit" if key.startswith("max_") else "default"
    return json.dumps(value, ensure_ascii=False).strip('"')


def _made_with(folder: Path) -> dict[str, str]:
    """Return the versions of the program, its libraries and models that a manifest names, if there is one."""
    try:
        body = json.loads((folder / MANIFEST).read_bytes())
        versions = {f"pii-sweep {key}": str(body["tool"][key]) for key in ("version",)}
        versions |= {f"library {key}": str(value) for key, value in body["libraries"].items()}
        return versions | {f"model {key}": str(value)[:12] for key, value in body["models"].items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}


def _bucket(
    before: Journal, after: Journal, old: BucketDetail, new: BucketDetail, detected: date
) -> BucketDifference:
    bucket = old.frame.bucket
    listing = changes(before.listing(bucket), after.listing(bucket))
    whole = old.frame.listing == new.frame.listing == COMPLETE
    still = whole and not (listing.added or listing.removed or listing.changed)
    read = UNKNOWN not in (old.rating.level, new.rating.level)
    sides = _side(before, old, after), _side(after, new, before)
    # What was not listed or not read may hold anything: a share that is not known has not changed.
    shares = compare.prevalence(*sides, sorted(_measures(old) | _measures(new))) if whole and read else []
    people = compare.figures(_people(old), _people(new)) if read else []
    seen = {*old.rating.spi, *(_there_before(before, after, new) if new.rating.spi else ())}
    exposure = (old.frame.exposure.level, new.frame.exposure.level)
    return BucketDifference(
        bucket=bucket,
        rating=(old.rating.level, new.rating.level),
        exposure=exposure,
        listing=listing,
        prevalence=tuple(compare.noise(shares) if still else shares),
        people=tuple(compare.noise(people) if still else people),
        material=tuple(
            compare.material_changes(
                detected,
                (seen, new.rating.spi),
                (old.frame.exposure, new.frame.exposure),
                None if still else (_subjects(old), _subjects(new)),
            )
        ),
        rating_range=((old.rating.low, old.rating.high), (new.rating.low, new.rating.high)),
        rating_change=compare_ratings(old.rating, new.rating, still=still),
        listed=(old.frame.listing, new.frame.listing),
        target=(old.frame.target, new.frame.target),
        unchanged=still,
        prefixes=(old.frame.prefixes, new.frame.prefixes),
    )


def compare_ratings(old: Rating, new: Rating, *, still: bool) -> str:
    """Return what two ratings mean together (see `BucketDifference`); `still` where no object changed."""
    if old.level == new.level:
        return "same"
    if UNKNOWN in (old.level, new.level):
        return "unread"
    before, after = (tuple(map(LEVELS.index, (one.low, one.high))) for one in (old, new))
    if old.cb != new.cb and None not in (old.cb, new.cb):
        return "exposure"
    if before[0] <= after[1] and after[0] <= before[1]:
        return "overlap"
    if still:
        return "unexplained"
    return "raised" if after > before else "lowered"


def _there_before(before: Journal, after: Journal, new: BucketDetail) -> tuple[str, ...]:
    """Return the sensitive categories of the objects that are as they were in the earlier listing.

    The later sweep may see them first because it read more, or others: nothing changed by that.
    """
    rows = list(after.readings(new.frame.bucket))
    names = [(name(reading.ref), reading.ref.etag) for _, _, reading in rows]
    book = open_book(new.frame)
    for row in compress(rows, find_unchanged(before.listing(new.frame.bucket), names)):
        book.add(*row)
    book.settle()
    settings = config.from_dict(after.plan().settings)
    return rate(book.tally(()), new.frame.exposure, settings.risk).spi


def _side(journal: Journal, detail: BucketDetail, other: Journal) -> Side:
    """Return one sweep's readings, and which of its objects the other sweep's listing has too."""
    frame, rows = detail.frame, list(journal.readings(detail.frame.bucket))
    items = [observation(*row, row[2].people()) for row in rows]
    names = [(name(reading.ref), reading.ref.etag) for _, _, reading in rows]
    kept = find_unchanged(other.listing(frame.bucket), names)
    return Side(frame.strata, items, kept, frame.pilot, frame.share)


def _measures(detail: BucketDetail) -> set[str]:
    rows = (row.measure for row in detail.estimates if row.measure.startswith(PREFIX))
    return {measure.removeprefix(PREFIX) for measure in rows}


def _people(detail: BucketDetail) -> list[Estimate]:
    return [row for row in detail.estimates if row.measure in PEOPLE]


def _subjects(detail: BucketDetail) -> Estimate | None:
    return next((row for row in detail.estimates if row.measure == "subjects"), None)
