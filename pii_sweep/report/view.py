"""What report.html shows, as plain text and coordinates; the template only sets it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from pii_sweep import __version__
from pii_sweep.report import words
from pii_sweep.report.frames import Frames
from pii_sweep.report.listed import findings, strata
from pii_sweep.report.summary import BucketSummary, Interval, Prevalence, Summary, summarise
from pii_sweep.risk.categories import LETTERS

BAR, COVERAGE_BAR = 260, 720
MAX_LISTED, MAX_DETAILED, MAX_PREVALENCE = 500, 60, 20
PARTS = (
    ("analysed", "read whole", "read"),
    ("partial", "read in part", "part"),
    ("skipped", "skipped", "skip"),
    ("failed", "failed", "fail"),
    ("not_sampled", "not sampled", "rest"),
)


def report_view(frames: Frames, created: str) -> dict[str, Any]:
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
        "confidence": f"{100 * settings.sample.confidence:g} %",
        "thresholds": [f"{bound:g}" for bound in settings.risk.thresholds],
        "verdict": verdict(summary),
        "tiles": _tiles(summary),
        "restrictions": list(dict.fromkeys(line for item in summary.buckets for line in item.restrictions)),
        "buckets": shown[:MAX_LISTED],
        "buckets_left": max(0, len(shown) - MAX_LISTED),
        "first": [item for item in shown[:MAX_DETAILED] if item["priority"] in ("P1", "P2")],
        "detailed": shown[:MAX_DETAILED],
        "detailed_left": max(0, len(shown) - MAX_DETAILED),
        "overrides": list(dict.fromkeys(line for item in summary.buckets for line in item.overrides)),
        "suppressed": f"{sum(item.suppressed for item in summary.buckets):,}" if _suppressed(summary) else "",
    }


def verdict(summary: Summary) -> str:
    """Return the report's first sentences: how many, how bad, whom, and what is unknown."""
    buckets = summary.buckets
    urgent = [item for item in buckets if item.priority == "P1"]
    unknown = [item for item in buckets if item.rating == "UNKNOWN"]
    lines = []
    if urgent:
        people = max(item.people.low for item in urgent)  # they may be the same in each
        one = len(urgent) == 1
        lines.append(
            f"{_count(urgent)} at once: {'it holds' if one else 'they hold'} personal data of at least "
            f"{words.number(people)} people and {_who(urgent)}."
        )
    soon = [item for item in buckets if item.priority == "P2"]
    if soon:
        one, order = len(soon) == 1, "next" if urgent else "first"
        many = f"{_plural(len(soon), 'bucket').capitalize()} {'comes' if one else 'come'} {order} (P2)"
        which = "it" if one else "them"
        lines.append(
            f"{many}: a breach would be severe, or outsiders can read {which}, or nobody could tell who can."
        )
    if not urgent and not soon:
        lines.append("No bucket needs attention at once.")
    if unknown:
        lines.append(
            f"Of {_plural(len(unknown), 'bucket')} nothing is known, because nothing in "
            f"{'it' if len(unknown) == 1 else 'them'} could be read; that is not the same as harmless."
        )
    if not all(item.finished for item in buckets):
        lines.append("The sweep was not finished: all figures are of what was read so far.")
    return " ".join(lines)


def _suppressed(summary: Summary) -> bool:
    return any(item.suppressed for item in summary.buckets)


def _who(urgent: Iterable[BucketSummary]) -> str:
    public = all(item.exposure == "PUBLIC" for item in urgent)
    return "can be read by anyone" if public else "can be read from outside the account"


def _count(items: list[BucketSummary]) -> str:
    return "One bucket needs attention" if len(items) == 1 else f"{len(items):,} buckets need attention"


def _plural(count: int, noun: str) -> str:
    return f"{'one' if count == 1 else f'{count:,}'} {noun}{'' if count == 1 else 's'}"


def _title(summary: Summary) -> str:
    names = [item.bucket for item in summary.buckets]
    return names[0] if len(names) == 1 else f"{len(names):,} buckets"


def _tiles(summary: Summary) -> list[dict[str, str]]:
    buckets = summary.buckets
    listed = sum(item.objects for item in buckets)
    read = sum(item.analysed + item.partial for item in buckets)
    people = max([0.0, *(item.people.low for item in buckets)])
    urgent = sum(item.priority == "P1" for item in buckets)
    known = sum(item.listing_complete and item.rating != "UNKNOWN" for item in buckets)
    coverage = {
        "value": words.share(read / listed if listed else None),
        "label": f"of {listed:,} objects read",
    }
    if known < len(buckets):  # a share of what was listed would leave out what nobody could list
        label = f"buckets read; {read:,} objects of those listed"
        coverage = {"value": f"{known} of {len(buckets)}", "label": label}
    return [
        {"value": f"{urgent} of {len(buckets)}", "label": "buckets to close first (P1)"},
        {"value": words.number(people), "label": "people seen at least"},
        coverage,
        {"value": f"{summary.gaps:,}", "label": "planned reads that failed or were cut short"},
    ]


def _bucket(item: BucketSummary, number: int) -> dict[str, Any]:
    return {
        "bucket": item.bucket,
        "target": item.target,
        "region": item.region,
        "anchor": f"bucket-{number}" if number < MAX_DETAILED else "",
        "exposure": item.exposure.capitalize(),
        "exposure_reasons": list(item.exposure_reasons),
        "mostly": _mostly(item),
        "coverage_line": item.coverage_line,
        "objects": f"{item.objects:,}",
        "size": words.size(item.bytes),
        "parts": _parts(item),
        "unread": [
            {"word": words.reason(code), "code": code, "count": f"{count:,}"}
            for code, count in item.unread_reasons.items()
        ],
        "steps": list(item.steps),
        "todo": _todo(item),
        "findings": [],
        "strata": [],
        "controls": [],
        **_severity(item),
        **_holdings(item),
    }


def _severity(item: BucketSummary) -> dict[str, Any]:
    low, high = words.LEVEL_WORDS[item.rating_low], words.LEVEL_WORDS[item.rating_high]
    return {
        "priority": item.priority,
        "rating": item.rating,
        "rating_word": words.LEVEL_WORDS[item.rating],
        "rating_low": low,
        "rating_high": high,
        "range": f"{low} to {high}" if low != high else "",
        "caveats": [] if item.listing_complete else list(item.caveats[:1]),
        "se": item.se,
        "vector": item.vector,
        "nist": item.nist_800_122,
        "reasons": list(item.reasons),
    }


def _holdings(item: BucketSummary) -> dict[str, Any]:
    known = item.se is not None
    return {
        "people": _short(item.people) if known else "-",
        "people_ca": _short(item.people_ca) if known else "-",
        "people_full": _full(item.people) if known else "unknown",
        "people_ca_full": _full(item.people_ca) if known else "unknown",
        "prior_used": item.prior_used and known,
        "thresholds": [(words.RULES[one.rule], one.answer) for one in item.thresholds],
        "volume": _volume(item) if known else "unknown",
        "unseen": _unseen(item) if known else "",
        "faces": _faces(item.faces, item.unseen) if known else "unknown",
        "categories": "; ".join(f"{letter} {LETTERS.get(letter, '')}".strip() for letter in item.categories),
        "spi": "; ".join(item.spi),
        "breach_150": item.breach_150,
        "breach_82": item.breach_82,
        "prevalence": [_prevalence(p) for p in item.prevalence[:MAX_PREVALENCE]],
    }


def _mostly(item: BucketSummary) -> str:
    names = [words.entity(p.entity) for p in item.prevalence if "+" not in p.entity]
    return ", ".join(names[:4]) + (" …" if len(names) > 4 else "")


def _todo(item: BucketSummary) -> str:
    level = words.LEVEL_WORDS[item.rating].lower()
    if item.rating == "UNKNOWN":
        return "Nothing could be read, so nothing is known of it. Give the sweep access, and sweep it again."
    who = {
        "PUBLIC": "Anyone can read it. Close public access now, then work down the list.",
        "SHARED": "Named outsiders can read it. Check each of them, and take away what is not needed.",
        "UNKNOWN": "Who can read it could not be told. Find that out, and close it until you know.",
        "PRIVATE": "Nobody outside the account can read it. Keep it so.",
    }[item.exposure]
    return f"A breach would be of {level} severity. {who}"


def _short(interval: Interval) -> str:
    return words.interval(interval.low, interval.high)


def _faces(interval: Interval | None, unseen: Interval) -> str:
    if interval is None:
        return "not counted (the faces extra is not installed, or off)"
    if interval.point == 0 and math.isinf(interval.high):
        return f"none seen; at most {words.number(unseen.high)} objects may show some"
    return _full(interval)


def _volume(item: BucketSummary) -> str:
    """Return how many findings of personal data there are, and how large the objects that hold any."""
    sizes = item.personal_bytes
    ends = [words.size(value) for value in (sizes.low, sizes.point, sizes.high) if math.isfinite(value)]
    low, point, high = (*ends, "no upper bound")[:3]
    held = point if low == high else f"about {point} ({low} to {high})"
    return f"{_full(item.personal_hits)} findings, in objects of together {held}"


def _unseen(item: BucketSummary) -> str:
    """Return how much a kind of data that was not found may still be there; empty after a whole reading."""
    high = item.unseen.high
    if math.isinf(high):
        return "any number of objects, since the listing broke off"
    share = words.share(high / item.population if item.population else 1.0)
    return f"at most {words.number(high)} of {item.population:,} objects ({share})" if high else ""


def _full(interval: Interval) -> str:
    if math.isinf(interval.high) and interval.low == interval.point:
        return _short(interval)
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
        "interval": words.interval(item.low, item.high),
        "shares": f"{words.share(item.share_low)} to {words.share(item.share_high)}",
        "corrected": words.share(item.corrected.point) if item.corrected else "not known",
        "corrected_shares": _corrected(item),
        "x": f"{BAR * item.share_point:.1f}",
        "x_low": f"{min(BAR - 1, 1 + (BAR - 2) * item.share_low):.1f}",
        "x_high": f"{1 + (BAR - 2) * item.share_high:.1f}",
    }


def _corrected(item: Prevalence) -> str:
    if item.corrected is None:
        return "no error rates for these formats or settings"
    text = f"{words.share(item.corrected.low)} to {words.share(item.corrected.high)}"
    return f"{text}; left as observed in {', '.join(item.as_observed)}" if item.as_observed else text


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
