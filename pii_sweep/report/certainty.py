"""How far a rating is settled, in words: what it could still be, and how many reads would settle it."""

from __future__ import annotations

from pii_sweep.report import words
from pii_sweep.report.tables.frames import BucketDetail
from pii_sweep.risk import MATERIAL
from pii_sweep.risk.priority import SEVERITY
from pii_sweep.risk.restriction import has_old_inventory
from pii_sweep.risk.why import permissions_unread
from pii_sweep.sample.sample_size import picks_for_zero_hits


def headline(detail: BucketDetail) -> str:
    """Return the rating with what it could be, such as `Low so far; could be Very high: 2.6% was read`."""
    rating = detail.rating
    low, level, high = (words.LEVEL_WORDS[one] for one in (rating.low, rating.level, rating.high))
    if rating.level in ("UNKNOWN", "EMPTY"):
        return level
    if low == level == high:
        return f"{level}; {unread_remainder(rating.level)}" if detail.tally.unread else level
    ends = [f"at least {low}"] if SEVERITY.index(rating.low) > SEVERITY.index(rating.level) else []
    if SEVERITY.index(rating.high) < SEVERITY.index(rating.level):
        ends.append(f"could be {high}")
    return f"{level} so far; {', '.join(ends)}: {_open(detail)}"


def _open(detail: BucketDetail) -> str:
    """Return what leaves a rating open: what was not read, not looked for, or not known of its access."""
    tally, account = detail.tally, detail.account
    if not tally.listing_complete:
        return "the listing broke off"
    if tally.unread and account.read == account.objects:
        return "objects were read only in part"
    if tally.unread or account.read < account.objects:
        return f"{words.share(account.read / account.objects)} was read"
    if detail.frame.older_versions != "none":
        return "older versions were not read"
    if detail.frame.tags.state != "known":
        return "tags of objects were not looked for"
    if has_old_inventory(detail.frame):
        return "what was stored since the inventory was made was not looked for"
    if tally.open_ended:
        return "allow.patterns took out most findings"
    if tally.unsought:
        return "not every kind of data was looked for"
    return "who can read or change the objects is not known"


def unread_remainder(level: str) -> str:
    """Return what a rating without a range leaves open where not every object was read."""
    if level == "VERY_HIGH":
        return "what was not read cannot change it"
    return f"less than {MATERIAL:.1%} of the objects may hold worse"


def _few(detail: BucketDetail) -> str:
    """Return what settles a rating that a few findings leave open, empty where something else does, too."""
    exposure, left = detail.frame.exposure, detail.account.not_sampled
    if not left or exposure.level == "UNKNOWN" or permissions_unread(exposure):
        return ""
    if detail.tally.unsought or detail.tally.open_ended:
        return ""
    return f"few findings keep this open; reading the other {left:,} objects settles it (--sample all)"


def explain_settling(detail: BucketDetail, confidence: float) -> str:
    """Return how many reads would settle a rating; empty where it is settled, or none would.

    That is as many as rule out a kind of data that was not found, or all where few findings leave it open.
    """
    tally, account, rating = detail.tally, detail.account, detail.rating
    if rating.low == rating.level == rating.high:
        return ""
    if detail.frame.older_versions != "none":
        return "older versions keep this open; sweep with --versions to settle it"
    if has_old_inventory(detail.frame):
        return "the inventory keeps this open; sweep anew without --inventory, or with one of today"
    if detail.frame.tags.state == "unasked":
        return "tags of objects keep this open; sweep anew with a higher --max-requests"
    if detail.frame.tags.state != "known":
        return "tags of objects keep this open; sweep anew with the right to read them (s3:GetObjectTagging)"
    if not tally.unread or not account.read:
        return ""
    if not tally.listing_complete:
        return "what was not listed keeps this open; list the whole bucket to settle it"
    if tally.unseen + tally.passed_over < MATERIAL * tally.listed:
        return _few(detail)
    number = picks_for_zero_hits(detail.frame.strata, MATERIAL, confidence)
    if number <= account.read + account.by_status["FAILED"]:
        return "objects that were skipped or could not be read keep this open, however many more are read"
    return (
        f"read {number:,} of {account.objects:,} objects to be {confidence:.0%} sure that at most "
        f"{MATERIAL:.1%} of them hold a kind of data that was not found"
    )
