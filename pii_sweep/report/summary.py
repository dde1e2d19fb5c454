"""What `show` and `run` print: plain data per bucket, most urgent first, JSON-ready."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from pii_sweep.report import words
from pii_sweep.report.certainty import explain_settling, headline
from pii_sweep.report.ledger import Account, coverage
from pii_sweep.report.tables.frames import BucketDetail, Frames
from pii_sweep.sample.correct import CORRECTED, RARE, REVIEW, UNMEASURED
from pii_sweep.sample.estimate import UNBOUNDED
from pii_sweep.sample.people.residency import RULES
from pii_sweep.types import BucketFrame, Estimate, Rating

PREFIX = "objects_with:"
MOST_NAMED = 5  # buckets of one restriction


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its bounds; `high` is infinite where the sample proves no upper bound."""

    low: float
    point: float
    high: float


@dataclass(frozen=True, slots=True)
class Prevalence:
    """How many objects of the population hold an entity; shares are of the population, 0 to 1.

    `corrected` is the share allowing for the detector's own errors, None where no error rate is known;
    `unmeasured` names the families of formats whose rates are those of others. `rare` says that false
    alarms alone may explain what was flagged, `reviewed` how many answers of people went in.
    """

    entity: str
    low: float
    point: float
    high: float
    share_low: float
    share_point: float
    share_high: float
    corrected: Interval | None = None
    unmeasured: tuple[str, ...] = ()
    rare: bool = False
    reviewed: int = 0


@dataclass(frozen=True, slots=True)
class Threshold:
    """A head count of Californians that changes a duty, met or not by the estimate's interval."""

    rule: str
    answer: str


@dataclass(frozen=True, slots=True)
class BucketSummary:
    """One bucket in the words of the contract, with why it is rated so."""

    bucket: str
    target: str
    region: str
    rating: str
    rating_low: str
    rating_high: str
    priority: str
    priority_high: str
    restrictions: tuple[str, ...]
    caveats: tuple[str, ...]
    listing_complete: bool
    se: float | None
    vector: str
    nist_800_122: str
    exposure: str
    exposure_reasons: tuple[str, ...]
    coverage: float | None
    headline: str
    settling: str
    coverage_line: str
    objects: int
    bytes: int
    analysed: int
    partial: int
    skipped: int
    failed: int
    not_sampled: int
    unread_reasons: Mapping[str, int]
    people: Interval
    people_ca: Interval
    people_room: float | None
    businesses: int
    prior_used: bool
    thresholds: tuple[Threshold, ...]
    faces: Interval | None
    personal_hits: Interval
    personal_bytes: Interval
    prevalence: tuple[Prevalence, ...]
    unseen: Interval
    population: int
    categories: tuple[str, ...]
    spi: tuple[str, ...]
    breach_150: str
    breach_82: str
    reasons: tuple[str, ...]
    overrides: tuple[str, ...]
    steps: tuple[Mapping[str, str], ...]
    suppressed: int
    confidence: float
    gaps: int = 0
    finished: bool = True
    account: str = ""
    firms: str = ""
    prefixes: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the bucket's name with the prefixes that alone were swept: `photos, only 2024/`."""
        return name_part(self.bucket, self.prefixes)


@dataclass(frozen=True, slots=True)
class Summary:
    """All buckets, by priority, severity and people; `gaps` counts what was planned and not read."""

    buckets: tuple[BucketSummary, ...]
    gaps: int = field(default=0)

    def as_dict(self) -> dict[str, Any]:
        """Return plain dicts and lists; a bound that does not exist is null."""
        plain: dict[str, Any] = _to_finite(asdict(self))
        return plain


def _firms(seen: Interval) -> str:
    """Return how many firms' addresses there are in words; empty where none was seen."""
    number = round(seen.low)
    at_least = "" if seen.high == seen.low else "at least "
    return f"{at_least}{number:,} address{'es' * (number != 1)}, not counted as people" if number else ""


def summarise(frames: Frames) -> Summary:
    """Return the summary of a sweep."""
    buckets = tuple(bucket_summary(detail, frames.settings.sample.confidence) for detail in frames.details)
    return Summary(buckets, sum(bucket.gaps for bucket in buckets))


def bucket_summary(detail: BucketDetail, confidence: float) -> BucketSummary:
    """Return one bucket's summary."""
    frame, account, room = detail.frame, detail.account, _room(detail)
    return BucketSummary(
        bucket=frame.bucket,
        target=frame.target,
        region=frame.region,
        account=account_words(frame),
        exposure=frame.exposure.level,
        exposure_reasons=frame.exposure.reasons,
        headline=headline(detail),
        settling=explain_settling(detail, confidence),
        coverage_line=coverage_line(detail),
        coverage=coverage(account, listed=detail.tally.listing_complete),
        restrictions=detail.restrictions,
        caveats=caveats(detail),
        listing_complete=detail.tally.listing_complete,
        unread_reasons=unread_reasons(detail),
        people=_bound_count(detail.tally.persons, room),
        people_ca=_bound_count(detail.tally.persons_ca, room),
        people_room=room,
        businesses=round(_figure(detail, "businesses").low),
        firms=_firms(_figure(detail, "businesses")),
        prior_used=_method(detail, "subjects_ca").endswith("prior_used"),
        thresholds=tuple(Threshold(rule, _method(detail, f"subjects_ca:{rule}")) for rule in RULES),
        faces=_figure(detail, "faces") if frame.faces_counted else None,
        personal_hits=_figure(detail, "personal:hits"),
        personal_bytes=_figure(detail, "personal:bytes"),
        prevalence=prevalence(detail.estimates),
        unseen=_figure(detail, "unseen"),
        population=next((item.population for item in detail.estimates), 0),
        steps=tuple(asdict(step) for step in frame.exposure.steps),
        suppressed=detail.suppressed,
        confidence=confidence,
        gaps=account.gaps + (frame.listing != "complete"),
        finished=frame.finished is not None,
        prefixes=frame.prefixes,
        limits=detail.limits,
        **_ledger(account),
        **_rating(detail.rating),
    )


def account_words(frame: BucketFrame) -> str:
    """Return the account of a bucket, `Payments (111122223333)`, empty where no role was assumed."""
    return f"{frame.account_name} ({frame.account})" if frame.account_name else frame.account


def _ledger(account: Account) -> dict[str, Any]:
    status = account.by_status
    return {
        "objects": account.objects,
        "bytes": account.bytes,
        "analysed": status["ANALYSED"],
        "partial": status["PARTIAL"],
        "skipped": status["SKIPPED"],
        "failed": status["FAILED"],
        "not_sampled": account.not_sampled,
    }


def _rating(rating: Rating) -> dict[str, Any]:
    return {
        "rating": rating.level,
        "rating_low": rating.low,
        "rating_high": rating.high,
        "priority": rating.priority,
        "priority_high": rating.priority_high,
        "se": rating.se,
        "vector": rating.vector,
        "nist_800_122": rating.nist,
        "categories": rating.categories,
        "spi": rating.spi,
        "breach_150": rating.breach_150,
        "breach_82": rating.breach_82,
        "reasons": rating.reasons,
        "overrides": rating.overrides,
    }


def coverage_line(detail: BucketDetail) -> str:
    """Return e.g. `read 412 of 9,310 objects; 118 skipped: glacier (archived); 3 failed: access denied`."""
    account, listing = detail.account, detail.frame.listing
    if listing != "complete" and not account.objects:
        return f"could not be listed ({words.reason(listing)}), so nothing was read"
    if not account.objects:
        if detail.frame.inventory is not None:
            return "the inventory names no objects"
        return "no objects" if detail.frame.older_versions == "none" else "no current objects"
    if account.reasons.get("SKIPPED", Counter[str]())["FILTERED"] == account.objects:
        return f"nothing was read: the filters leave out each of {account.objects:,} objects"
    first = "" if listing == "complete" else "the first "
    parts = [f"read {account.read:,} of {first}{account.objects:,} objects"]
    for status, word in (("PARTIAL", "only in part"), ("SKIPPED", "skipped"), ("FAILED", "failed")):
        count = account.by_status[status]
        if count:
            parts.append(f"{count:,} {word}: {words.counts(account.reasons.get(status, {}))}")
    if account.not_sampled:
        unfinished = detail.frame.finished is None  # why the draw ended does not explain what is not read yet
        stopped = "" if unfinished else detail.frame.stopped
        parts.append(words.left_out(account.not_sampled, stopped))
    if listing != "complete":
        parts.append(f"the listing broke off: {words.reason(listing)}")
    if detail.frame.finished is None:
        parts.append("the sweep was not finished: give the same `run` command again to resume")
    return "; ".join(parts)


def caveats(detail: BucketDetail) -> tuple[str, ...]:
    """Return what stands next to a rating: that the listing broke off, and what the settings left out."""
    if detail.frame.listing == "complete":
        return detail.restrictions
    broken = (
        f"the listing broke off ({words.reason(detail.frame.listing)}): what is missing may hold anything"
    )
    return (broken, *detail.restrictions)


def name_part(bucket: str, prefixes: Sequence[str]) -> str:
    """Return a bucket's name, with its prefixes where these alone were swept."""
    return f"{bucket}, only {words.listing(prefixes)}" if prefixes else bucket


def list_restrictions(buckets: Sequence[BucketDetail | BucketSummary]) -> list[str]:
    """Return each restriction once, with the names of its buckets where it does not hold for all of them."""
    held: dict[str, list[str]] = {}
    for item in buckets:
        name = item.bucket if isinstance(item, BucketSummary) else item.frame.bucket
        for line in item.restrictions:
            held.setdefault(line, []).append(name)
    return [
        line if len(names) == len(buckets) else f"{_few_names(names)}: {line}" for line, names in held.items()
    ]


def _few_names(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names) if more <= 1 else f"{', '.join(names[:MOST_NAMED])} and {more:,} more buckets"


def unread_reasons(detail: BucketDetail) -> dict[str, int]:
    """Count the objects that were not read whole, by reason code, most frequent first."""
    found: dict[str, int] = {}
    for reasons in detail.account.reasons.values():
        for code, count in reasons.items():
            found[code] = found.get(code, 0) + count
    if detail.frame.listing != "complete":
        found.setdefault(detail.frame.listing, 0)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def prevalence(estimates: tuple[Estimate, ...]) -> tuple[Prevalence, ...]:
    """Return the `objects_with` estimates that are not zero, the most frequent first."""
    found = [item for item in estimates if item.measure.startswith(PREFIX) and item.point > 0]
    found.sort(key=lambda item: (-item.point, item.measure))
    better = {item.measure: item for item in estimates if item.measure.startswith(CORRECTED)}
    return tuple(_prevalence(item, better.get(f"{CORRECTED}{item.measure}")) for item in found)


def _prevalence(item: Estimate, better: Estimate | None) -> Prevalence:
    method = better.method + ";" if better else ""
    blind = method.partition(UNMEASURED)[2].partition(";")[0]
    reviewed = method.partition(REVIEW)[2].partition(";")[0]
    return Prevalence(
        item.measure.removeprefix(PREFIX),
        *_bounds(item),
        *_shares(item),
        Interval(*_shares(better)) if better else None,
        tuple(blind.split(", ")) if blind else (),
        RARE + ";" in method,
        int(reviewed or 0),
    )


def _shares(item: Estimate) -> tuple[float, float, float]:
    """Return (low, point, high) as shares; of objects that were not listed, all or none may hold it."""
    whole = item.population or math.inf
    if math.isinf(item.high):
        return 0.0, min(1.0, item.point / whole), 1.0
    low, point, high = (min(1.0, value / whole) for value in (item.low, item.point, item.high))
    return low, point, high


def _bounds(item: Estimate) -> tuple[float, float, float]:
    return item.low, item.point, item.high


def _figure(detail: BucketDetail, measure: str) -> Interval:
    """Return an estimate's interval; without one, nothing was drawn: only an empty bucket holds none."""
    found = next((item for item in detail.estimates if item.measure == measure), None)
    if found is not None:
        return Interval(*_bounds(found))
    return Interval(0.0, 0.0, 0.0 if detail.rating.level == "EMPTY" else math.inf)


def _room(detail: BucketDetail) -> float | None:
    """Return how many people the bytes that were not read have room for, where the sample bounds none."""
    unbounded = _method(detail, "subjects").endswith(UNBOUNDED)
    return detail.tally.persons[2] if unbounded and math.isfinite(detail.tally.persons[2]) else None


def _bound_count(ends: tuple[float, float, float], room: float | None) -> Interval:
    """Return a count of people, without the upper end that is only the room there is."""
    return Interval(*ends) if room is None else Interval(*ends[:2], math.inf)


def _method(detail: BucketDetail, measure: str) -> str:
    """Return an estimate's method; without one, nothing was drawn: only an empty bucket is sure."""
    found = next((item for item in detail.estimates if item.measure == measure), None)
    if found is not None:
        return found.method
    return "no" if detail.rating.level == "EMPTY" else "indeterminate"


def _to_finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping):
        return {name: _to_finite(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_to_finite(item) for item in value]
    return value
