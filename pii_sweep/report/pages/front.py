"""The report's first screen: the worst bucket, who can read it, what it holds, and what to do first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pii_sweep.report import words
from pii_sweep.report.summary import BucketSummary, Interval, Summary
from pii_sweep.risk.categories import row
from pii_sweep.risk.elements import ELEMENTS

MOST_KINDS = 9
CONTACTS = frozenset(("PERSON", "EMAIL_ADDRESS", "USERNAME"))  # of the elements, but in every address book
BREACH_ELEMENTS = frozenset().union(*(element.entities for element in ELEMENTS)) - CONTACTS
ACTIONS = {
    "P1": "Act now",
    "P2": "Act this week",
    "P3": "Plan a fix",
    "P4": "No urgent action",
}
# Instead of no action, where what was left out may be grave.
LOOK, GRAVE = "Look at what was not read", frozenset(("HIGH", "VERY_HIGH"))
READERS = {
    "PUBLIC": "Anyone on the internet",
    "SHARED": "Others besides its owner",
    "PRIVATE": "Only its owner",
    "UNKNOWN": "Not known",
}


def front_view(summary: Summary) -> dict[str, Any]:
    """Return the first screen: the most urgent bucket, how many come next, and what was read."""
    buckets = summary.buckets
    return {
        "worst": _describe_worst(buckets[0]) if buckets else None,
        "next": _count_next(buckets),
        "read": _read(buckets),
        "unread": _describe_unread(buckets),
        "unfinished": not all(item.finished for item in buckets),
    }


def rating_words(item: BucketSummary) -> str:
    """Return a rating with its interval: `High (Medium to Very high)`."""
    low, rated, high = (words.LEVEL_WORDS[one] for one in (item.rating_low, item.rating, item.rating_high))
    return rated if low == rated == high else f"{rated} ({low} to {high})"


def kinds_of_data(item: BucketSummary) -> list[str]:
    """Return what a bucket holds in plain words, the most sensitive first, then the most frequent."""
    single = [one.entity for one in item.prevalence if "+" not in one.entity]
    return [words.entity(name) for name in sorted(single, key=sensitivity)]  # stable


def sensitivity(name: str) -> tuple[bool, float]:
    """Return the key that puts elements of the breach laws first, then what weighs most in the rating."""
    return name not in BREACH_ELEMENTS, -row(name).dpc


def is_open(item: BucketSummary) -> bool:
    """Return whether a bucket is of no urgency only as far as it was read, and may hold grave data."""
    could = item.rating == "UNKNOWN" or item.rating_high in GRAVE
    return item.priority == "P4" and could


def _describe_worst(item: BucketSummary) -> dict[str, Any]:
    kinds = kinds_of_data(item)
    known = item.rating != "UNKNOWN"
    return {
        "bucket": item.name,
        "account": item.account,
        "priority": item.priority,
        "action": LOOK if is_open(item) else ACTIONS[item.priority],
        "rating": rating_words(item),
        "why": _explain_rating(item),
        "readers": READERS[item.exposure],
        "people": _figure(item.people, known=known),
        "people_ca": _figure(item.people_ca, known=known),
        "kinds": kinds[:MOST_KINDS],
        "kinds_more": max(0, len(kinds) - MOST_KINDS),
        "law": _law(item),
        "step": item.steps[0] if item.steps else None,
        "steps_more": max(0, len(item.steps) - 1),
        "coverage": item.coverage_line,
    }


def _explain_rating(item: BucketSummary) -> str:
    """Return the rating as a sentence, with its interval where what was not read could change it."""
    if item.rating == "UNKNOWN" and item.listing_complete and not item.objects:
        return "It holds no current objects, and how bad a breach of older versions would be is unknown."
    if item.rating == "UNKNOWN":
        return "Nothing in it could be read, so how bad a breach would be is unknown."
    if item.rating == "EMPTY":
        return "It holds no objects."
    low, rated, high = (
        words.LEVEL_WORDS[one].lower() for one in (item.rating_low, item.rating, item.rating_high)
    )
    text = f"A breach would be of {rated} severity"
    return f"{text}." if low == rated == high else f"{text}; with what was not read, {low} to {high}."


def _figure(interval: Interval, *, known: bool) -> dict[str, str]:
    """Return a figure and its interval; the interval is empty where it has no width."""
    if not known:
        return {"value": "Unknown", "range": ""}
    value, spread = words.figure(interval.low, interval.point, interval.high)
    return {"value": value, "range": spread}


def _law(item: BucketSummary) -> dict[str, str]:
    answers = (item.breach_150, item.breach_82)
    if "yes" in answers:
        cites = [
            cite for cite, answer in zip(("§1798.150", "§1798.82"), answers, strict=True) if answer == "yes"
        ]
        what = {
            "§1798.150": "statutory damages (§1798.150)",
            "§1798.82": "breach notices (§1798.82)",
        }
        return {
            "value": "Yes",
            "text": f"A breach of these data can lead to {words.listing(what[c] for c in cites)}.",
        }
    if "indeterminate" in answers:
        return {"value": "Open", "text": "Not everything was read, or a person must judge what was found."}
    return {
        "value": "No",
        "text": "These data trigger neither §1798.150 nor §1798.82. The duty of reasonable security applies.",
    }


def _count_next(buckets: Sequence[BucketSummary]) -> str:
    """Return how many other buckets wait, by priority."""
    ranks = Counter(item.priority for item in buckets[1:])
    parts = [f"{count:,} {rank}" for rank, count in sorted(ranks.items())]
    if not parts:
        return ""
    return f"{'Other bucket' if sum(ranks.values()) == 1 else 'Other buckets'}: {words.listing(parts)}"


def _read(buckets: Sequence[BucketSummary]) -> dict[str, str]:
    """Return how many buckets and objects were read; a bucket of which nothing is known counts as unread."""
    known = sum(item.listing_complete and item.rating != "UNKNOWN" for item in buckets)
    listed = sum(item.objects for item in buckets)
    read = sum(item.analysed + item.partial for item in buckets)
    return {
        "buckets": f"{known:,} of {len(buckets):,}",
        "objects": f"{read:,} of {listed:,}",
        "share": words.share(read / listed) if listed and known == len(buckets) else "",
    }


def _unread_bucket(item: BucketSummary) -> str:
    line = item.coverage_line
    return f" {line}" if line.startswith("could not") else f": {line}"


def _describe_unread(buckets: Sequence[BucketSummary]) -> list[str]:
    """Return what was not read and why: unreadable buckets by name, then objects by reason."""
    dark = [item for item in buckets if item.rating == "UNKNOWN" or not item.listing_complete]
    lines = [f"{item.bucket}{_unread_bucket(item)}" for item in dark]
    if len(lines) > 3:
        lines = [*lines[:3], f"{len(lines) - 3:,} more buckets that could not be listed or read"]
    reasons: Counter[str] = Counter()
    for item in buckets:
        if item not in dark:
            reasons.update(
                {words.reason(code): count for code, count in item.unread_reasons.items() if count}
            )
    if reasons:
        lines.append(
            "objects that were not read, or only in part: "
            + "; ".join(f"{n:,} {why}" for why, n in reasons.most_common(5))
        )
    left = sum(item.not_sampled for item in buckets)
    if left:
        lines.append(f"{left:,} objects were not drawn into the sample; the intervals allow for them")
    return lines
