"""What report.html shows, as plain text and coordinates; the template only sets it."""

from __future__ import annotations

import math
import sys
from typing import Any
from urllib.parse import urlencode

from pii_sweep import __version__
from pii_sweep.report import words
from pii_sweep.report.certainty import unread_remainder
from pii_sweep.report.listed import findings, strata
from pii_sweep.report.packet.statutes import explain
from pii_sweep.report.pages.chain import Chain
from pii_sweep.report.pages.front import LOOK, front_view, is_open, kinds_of_data
from pii_sweep.report.pages.heat_map import heat_map
from pii_sweep.report.pages.steps import grouped_steps
from pii_sweep.report.pages.trend import trend_view
from pii_sweep.report.summary import (
    BucketSummary,
    Interval,
    Prevalence,
    Summary,
    list_restrictions,
    summarise,
)
from pii_sweep.report.tables.frames import Frames
from pii_sweep.risk.categories import LETTERS
from pii_sweep.risk.priority import COLUMNS, SEVERITY

BAR, COVERAGE_BAR = 260, 720
MAX_LISTED, MAX_DETAILED, MAX_PREVALENCE = 500, 60, 20
NO_CHAIN = Chain()
PARTS = (
    ("analysed", "read whole", "read"),
    ("partial", "read in part", "part"),
    ("skipped", "skipped", "skip"),
    ("failed", "failed", "fail"),
    ("not_sampled", "not sampled", "rest"),
)


def report_view(frames: Frames, created: str, chain: Chain = NO_CHAIN) -> dict[str, Any]:
    """Return everything the report's template sets."""
    summary = summarise(frames)
    details = {detail.frame.bucket: detail for detail in frames.details}
    shown = [_bucket(item, number) for number, item in enumerate(summary.buckets)]
    for item in shown[:MAX_DETAILED]:
        exposure = details[item["bucket"]].frame.exposure
        item["controls"] = [
            ("encryption", exposure.encryption),
            ("versioning", exposure.versioning),
            ("logging", exposure.logging),
            ("lifecycle", exposure.lifecycle),
            ("TLS only", exposure.tls_only),
            ("replication", exposure.replication),
        ]
        item.update(findings(frames, item["bucket"]), **strata(frames, item["bucket"]))
    settings = frames.settings
    return {
        "title": _title(summary),
        "created": words.moment(created),
        "seed": settings.sample.seed,
        "version": __version__,
        "confidence": f"{100 * settings.sample.confidence:g}%",
        "thresholds": [f"{bound:g}" for bound in settings.risk.thresholds],
        "front": front_view(summary),
        "restrictions": _restrictions(summary),
        "keys_hidden": settings.report.hash_keys,
        "map": {**heat_map(frames), "dark": _dark(summary)},
        "trend": trend_view(frames, created, chain),
        "buckets": shown[:MAX_LISTED],
        "buckets_left": max(0, len(shown) - MAX_LISTED),
        "detailed": shown[:MAX_DETAILED],
        "detailed_left": max(0, len(shown) - MAX_DETAILED),
        "overrides": list(dict.fromkeys(line for item in summary.buckets for line in item.overrides)),
        "suppressed": f"{sum(item.suppressed for item in summary.buckets):,}"
        if _has_suppressed(summary)
        else "",
    }


def _dark(summary: Summary) -> str:
    """Return the buckets of which nothing could be read, at most ten by name."""
    names = [item.bucket for item in summary.buckets if item.rating == "UNKNOWN"]
    more = [f"{len(names) - 10:,} more"] if len(names) > 10 else []
    return words.listing([*names[:10], *more]) if names else ""


def _restrictions(summary: Summary) -> list[str]:
    return [words.to_plain(line).replace("`", "") for line in list_restrictions(summary.buckets)]


def _has_suppressed(summary: Summary) -> bool:
    return any(item.suppressed for item in summary.buckets)


def _title(summary: Summary) -> str:
    names = [item.name for item in summary.buckets]
    return names[0] if len(names) == 1 else f"{len(names):,} buckets"


def _bucket(item: BucketSummary, number: int) -> dict[str, Any]:
    return {
        "bucket": item.bucket,
        "part": f"only {words.listing(item.prefixes)}" if item.prefixes else "",
        "target": item.target,
        "region": item.region,
        "account": item.account,
        "anchor": f"bucket-{number}" if number < MAX_DETAILED else "",
        "exposure": item.exposure.capitalize(),
        "exposure_reasons": list(item.exposure_reasons),
        "mostly": _name_most(item),
        "coverage_line": item.coverage_line,
        "headline": item.headline,
        "settling": words.sentence(item.settling) if item.settling else "",
        "coverage_sentence": words.sentence(item.coverage_line),
        "objects": f"{item.objects:,}",
        "size": words.size(item.bytes),
        "parts": _parts(item),
        "unread": [
            {"word": words.reason(code), "code": code, "count": f"{count:,}" if count else "not known"}
            for code, count in item.unread_reasons.items()
        ],
        "steps": list(item.steps),
        "step_groups": grouped_steps(item.steps, item.priority, item.exposure),
        "findings_link": f"findings.html#{urlencode({'bucket': item.bucket})}",
        "coverage_sort": f"{-1 if item.coverage is None else item.coverage:.4f}",
        "exposure_rank": COLUMNS.index(item.exposure),
        "sampled": bool(item.not_sampled),
        "todo": _todo(item),
        "findings": [],
        "strata": [],
        "controls": [],
        **_severity(item),
        **_holdings(item),
    }


def _severity(item: BucketSummary) -> dict[str, Any]:
    low, high = words.LEVEL_WORDS[item.rating_low], words.LEVEL_WORDS[item.rating_high]
    spread = f"{low} to {high}" if low != high else ""
    return {
        "priority": item.priority,
        "rating": item.rating,
        "rating_word": words.LEVEL_WORDS[item.rating],
        "rating_low": low,
        "rating_high": high,
        "severity_rank": SEVERITY.index(item.rating),
        "range": spread,
        "certain": _explain_certain(item),
        "heading": _heading(item, spread),
        "held": _describe_listed(item),
        "priority_high": item.priority_high if item.priority_high != item.priority else "",
        "caveats": _caveats(item),
        "se": item.se,
        "vector": item.vector,
        "nist": _nist(item),
        "reasons": [words.to_plain(line) for line in item.reasons],
    }


def _caveats(item: BucketSummary) -> list[str]:
    """Return what stands next to the rating: that the listing broke off, and limits of this bucket."""
    broken = [] if item.listing_complete or item.rating == "UNKNOWN" else list(item.caveats[:1])
    return [*broken, *item.limits]


def _holdings(item: BucketSummary) -> dict[str, Any]:
    known = item.rating != "UNKNOWN"
    return {
        **_head_count("people", item.people, known=known),
        **_head_count("people_ca", item.people_ca, known=known),
        "people_full": _people(item) if known else "unknown",
        "firms": item.firms,
        "people_ca_full": _format_estimate(item.people_ca) if known else "unknown",
        "prior_used": item.prior_used and known and item.people_ca.low < item.people_ca.high,
        "thresholds": [(words.RULES[one.rule], one.answer) for one in item.thresholds],
        "volume": _volume(item) if known else "unknown",
        "unseen": _describe_unseen(item) if known else "",
        "faces": _faces(item.faces, item.unseen) if known else "unknown",
        "categories": _categories(item) if known else "unknown",
        "spi": "; ".join(map(explain, item.spi)) if known else "unknown",
        "breach_150": item.breach_150,
        "breach_82": item.breach_82,
        "prevalence": [_prevalence(p) for p in item.prevalence[:MAX_PREVALENCE]],
        "borrowed": _describe_borrowed(item),
    }


def _categories(item: BucketSummary) -> str:
    return "; ".join(f"{letter} {LETTERS.get(letter, '')}".strip() for letter in item.categories)


def _name_most(item: BucketSummary) -> str:
    if item.rating == "UNKNOWN":
        return "not known"
    names = kinds_of_data(item)
    names = [
        name if at == 0 or name[1:2].isupper() else name[:1].lower() + name[1:]
        for at, name in enumerate(names)
    ]
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def _todo(item: BucketSummary) -> str:
    level = words.LEVEL_WORDS[item.rating].lower()
    if item.rating == "UNKNOWN" and item.listing_complete and not item.objects:
        return "It holds no current object, and older versions were not read: sweep it with --versions."
    if item.rating == "UNKNOWN":
        return "Nothing in it could be read. Give the sweep access, then run the same command again."
    if item.rating == "EMPTY":
        return "It holds no object, so nothing can leak from it yet."
    who = {
        "PUBLIC": _public(item),
        "SHARED": "Others besides its owner can read it: review who, and remove what is not needed.",
        "UNKNOWN": "Who can read it is not known: find out, and close it until you know.",
        "PRIVATE": "Only its owner can read it.",
    }[item.exposure]
    if is_open(item):
        high = words.LEVEL_WORDS[item.rating_high].lower()
        return (
            f"As far as it was read, a breach would be of {level} severity; it could be {high}. {LOOK}. {who}"
        )
    return f"A breach would be of {level} severity. {who}"


def _public(item: BucketSummary) -> str:
    if item.priority == "P4":
        return "Anyone can read it: keep that only if it is meant to be public, as a website's files are."
    return "Anyone can read it: close public access now, then take the other steps."


def _explain_certain(item: BucketSummary) -> str:
    """Return why the rating has no range."""
    if item.rating == "UNKNOWN":
        return "Nothing was read, so it has no value."
    if item.rating == "EMPTY":
        return "It holds no object."
    if item.listing_complete and item.analysed == item.objects:
        left = "All objects were read; the lines above say what else was left out."
        return left if item.limits else "All of it was read."
    remainder = unread_remainder(item.rating)
    return f"{remainder[0].upper()}{remainder[1:]}."


def _nist(item: BucketSummary) -> str:
    if item.nist_800_122 != "-":
        return item.nist_800_122
    return "not known" if item.rating == "UNKNOWN" else "none, as no personal data was found"


def _heading(item: BucketSummary, spread: str) -> str:
    """Return severity and exposure in words: `Very high, public`."""
    if item.rating == "UNKNOWN":
        return f"Severity unknown, exposure {item.exposure.lower()}"
    rating = words.LEVEL_WORDS[item.rating] + (f" ({spread})" if spread else "")
    exposure = "exposure unknown" if item.exposure == "UNKNOWN" else item.exposure.lower()
    return f"{rating}, {exposure}"


def _describe_listed(item: BucketSummary) -> str:
    """Return how much was listed; what could not be listed is not called empty."""
    if not item.objects and not item.listing_complete:
        return "could not be listed"
    return f"{words.count_of(item.objects, 'object')}, {words.size(item.bytes)}"


def _head_count(name: str, interval: Interval, *, known: bool) -> dict[str, Any]:
    """Return a number of people, its interval where it has a width, and the number that sorts it."""
    if not known:
        return {name: "Unknown", f"{name}_range": "", f"{name}_sort": -1}
    value, spread = words.figure(interval.low, interval.point, interval.high)
    return {name: value, f"{name}_range": spread, f"{name}_sort": f"{min(interval.point, sys.maxsize):.0f}"}


def _format_interval(interval: Interval) -> str:
    return words.interval(interval.low, interval.high)


def _people(item: BucketSummary) -> str:
    if item.people_room is not None:
        return words.not_bounded(item.people.point, item.people_room)
    return _format_estimate(item.people)


def _faces(interval: Interval | None, unseen: Interval) -> str:
    if interval is None:
        return "not counted: the faces extra is not installed, or off"
    if interval.point == 0 and math.isinf(interval.high):
        return f"none seen; at most {words.number(unseen.high)} objects may show some"
    return _format_estimate(interval)


def _volume(item: BucketSummary) -> str:
    """Return how many findings of personal data there are, and how large the objects that hold any."""
    if not item.personal_hits.point:
        return "nothing was found in what was read"
    sizes = item.personal_bytes
    ends = [words.size(value) for value in (sizes.low, sizes.point, sizes.high) if math.isfinite(value)]
    low, point, high = (*ends, "no upper bound")[:3]
    held = point if low == high else f"about {point} ({low} to {high})"
    return f"{_format_estimate(item.personal_hits)} findings in {held} of objects"


def _describe_unseen(item: BucketSummary) -> str:
    """Return how much a kind of data that was not found may still be there; empty after a whole reading."""
    high = item.unseen.high
    if math.isinf(high):
        return "any number of objects, because the listing is incomplete"
    share = words.share(high / item.population if item.population else 1.0)
    return f"at most {words.number(high)} of {item.population:,} objects ({share})" if high else ""


def _format_estimate(interval: Interval) -> str:
    if math.isinf(interval.high) and interval.low == interval.point:
        return _format_interval(interval) if interval.low else "none seen, with no upper bound"
    if interval.low == interval.high:
        return words.number(interval.point)
    return f"about {words.number(interval.point)} ({words.interval(interval.low, interval.high)})"


def _prevalence(item: Prevalence) -> dict[str, Any]:
    return {
        "name": words.entity(item.entity),
        "share": words.share(item.share_point),
        "share_low": words.share(item.share_low),
        "share_high": words.share(item.share_high),
        "point": words.number(item.point),
        "interval": words.figure(item.low, item.point, item.high)[1],
        "shares": words.shares(item.share_low, item.share_high),
        "corrected": words.share(item.corrected.point) if item.corrected else "not available",
        "corrected_shares": _describe_correction(item),
        "x": f"{min(BAR - 1.0, max(1.0, BAR * item.share_point)):.1f}",
        "x_low": f"{BAR * item.share_low:.1f}",
        "x_width": f"{max(2.0, BAR * (item.share_high - item.share_low)):.1f}",
    }


def _describe_correction(item: Prevalence) -> str:
    if item.corrected is None:
        return ""
    parts = [words.shares(item.corrected.low, item.corrected.high)]
    parts += words.correction(item.rare, item.unmeasured, item.reviewed, full=False)
    return "; ".join(part for part in parts if part)


def _describe_borrowed(item: BucketSummary) -> str:
    """Return the formats whose error rates are those of others for some kind of data, as a list in words."""
    names = sorted({name for one in item.prevalence[:MAX_PREVALENCE] for name in one.unmeasured})
    return words.listing(names) if names else ""


def _parts(item: BucketSummary) -> list[dict[str, Any]]:
    """Return the coverage bar's parts; a part that is not empty is at least two units wide."""
    counts = [(label, css, int(getattr(item, name))) for name, label, css in PARTS]
    present = [(label, css, count) for label, css, count in counts if count]
    if not present:
        return []
    free = COVERAGE_BAR - 2 * len(present)
    parts, x = [], 0.0
    for label, css, count in present:
        width = 2 + free * count / item.objects
        parts.append(
            {"label": label, "css": css, "count": f"{count:,}", "x": f"{x:.1f}", "width": f"{width:.1f}"}
        )
        x += width
    return parts
