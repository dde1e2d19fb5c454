"""What a sweep leaves out, in words and as entity types: a LOW of half a search is no LOW."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from pii_sweep.config import Detect, Extract, Settings, Targets
from pii_sweep.risk.categories import ENTITIES
from pii_sweep.types import BucketFrame, BucketTally

PERSONAL = frozenset(name for name, row in ENTITIES.items() if row.kind != "none")
OLDER_VERSIONS = "older versions of objects were not looked for (give --versions)"
OLDER_VERSIONS_HELD = "older or deleted versions of objects are there and were not read (give --versions)"
NO_PEOPLE = frozenset(("EMPTY", "SWEEP_FILE"))  # of the reasons of a listing: nothing can be in these
TAGS: Mapping[str, str] = {
    "denied": "tags of objects were not looked for: the store refuses to give them (s3:GetObjectTagging)",
    "failed": "tags of objects were not looked for: the store did not answer when it was asked for some",
    "uncounted": "tags of objects were not looked for: the store does not say which objects have some",
    "unasked": "tags and unfinished uploads were not asked for while planning: "
    "the limit of requests was reached (--max-requests)",
}
UPLOADS_UNKNOWN = "unfinished uploads were not looked for (s3:ListBucketMultipartUploads)"
# How old an S3 Inventory may be and still stand for a listing.
FRESH = timedelta(hours=48)
_CLOCKS = timedelta(hours=1)  # by which two clocks may differ
PAGE = 1000  # unfinished uploads of one answer
FACES_OFF = "extract.faces = false"
FACES_ABSENT = "the extra `faces` is not installed"


def list_unsought(settings: Settings, *, faces_counted: bool) -> frozenset[str]:
    """Return the entity types that were not looked for, or not as well as by default."""
    detect, found = settings.detect, frozenset[str]()
    if detect.entities:
        found = PERSONAL - set(detect.entities)
    if detect.min_score > Detect().min_score or _is_coarse(settings.extract):
        found = PERSONAL
    return found if faces_counted else found | {"FACE"}


def restrictions(settings: Settings, *, faces_counted: bool) -> tuple[str, ...]:
    """Return one line for each setting that leaves out kinds of data, scores, pages or objects."""
    detect, lines = settings.detect, list[str]()
    if detect.entities:
        lines.append(f"nothing but {', '.join(detect.entities)} was looked for (detect.entities)")
    if detect.min_score > Detect().min_score:
        lines.append(
            f"findings that score below {detect.min_score:g} are left out "
            f"(detect.min_score; default {Detect().min_score:g})"
        )
    if settings.extract.ocr == "off":
        lines.append("pictures and scanned pages were not read (extract.ocr = off)")
    if _is_coarse(settings.extract):
        lines.append(
            f"scanned pages were read at {settings.extract.ocr_dpi} dots per inch, where small print is lost "
            f"(extract.ocr_dpi; default {Extract().ocr_dpi})"
        )
    if not faces_counted:
        why = FACES_ABSENT if settings.extract.faces else FACES_OFF
        lines.append(f"photos of people were not counted ({why})")
    return (*lines, *_filters(settings.targets))


def _is_coarse(extract: Extract) -> bool:
    """Return whether pages are drawn for OCR at less than the resolution at which recall was measured."""
    return extract.ocr != "off" and extract.ocr_dpi < Extract().ocr_dpi


def list_limits(
    frame: BucketFrame, suppressed: int, by_pattern: int, found: int, *, tagged: int = 0
) -> tuple[str, ...]:
    """Return one line for each thing that is left out of this bucket's sweep alone.

    `suppressed` findings were on an allow list, `by_pattern` of them fit a pattern only; `found` are left;
    `tagged` objects have tags that were not read.
    """
    lines = list[str]()
    if frame.prefixes:
        lines.append(f"only keys under {' or '.join(frame.prefixes)} were read, not the whole bucket")
    if frame.inventory is not None:
        lines.append(_say_inventory(frame))
    if frame.older_versions != "none":
        lines.append(OLDER_VERSIONS_HELD if frame.older_versions == "held" else OLDER_VERSIONS)
    lines += _list_unlisted(frame)
    if suppressed:
        number = "1 finding" if suppressed == 1 else f"{suppressed:,} findings"
        mostly = _is_mostly_suppressed(by_pattern, found)
        most = "; allow.patterns took out most of those in the bucket" if mostly else ""
        lines.append(f"the allow lists took out {number}{most}")
    if tagged:
        lines.append(f"the tags of {'1 object' if tagged == 1 else f'{tagged:,} objects'} were not read")
    return tuple(lines)


def _say_inventory(frame: BucketFrame) -> str:
    """Return what listed a bucket's objects instead of the store, and what that leaves out."""
    age, day = _age_of_inventory(frame), str(frame.inventory)[:10]
    if not day:
        made = "that does not say when it was made"
    elif age is None:
        made = f"of {day}, later than this sweep"
    else:
        old = f"{age.days} days old" if age >= FRESH else "less than two days old"
        made = f"of {day}, {old}"
    return f"an S3 Inventory {made}, named the objects; what was stored since was not looked for"


def _age_of_inventory(frame: BucketFrame) -> timedelta | None:
    """Return how old a bucket's inventory was when the sweep began; None where that cannot be."""
    if not frame.inventory or frame.started is None:
        return None
    age = frame.started - datetime.fromisoformat(frame.inventory)
    return max(age, timedelta(0)) if age >= -_CLOCKS else None


def has_old_inventory(frame: BucketFrame) -> bool:
    """Return whether an inventory that named a bucket's objects is too old, of no known day, or empty.

    Amazon delivers one within 48 hours (Amazon S3 User Guide, "Cataloging and analyzing your data with S3
    Inventory"); from an older one nobody knows what was stored since.
    """
    if frame.inventory is None:
        return False
    age = _age_of_inventory(frame)
    return age is None or age >= FRESH or not any(stratum.objects for stratum in frame.strata)


def _list_unlisted(frame: BucketFrame) -> Iterator[str]:
    """Yield what lies in a bucket next to its listed objects and was not read."""
    if frame.tags.state != "known":
        yield TAGS[frame.tags.state]
    if frame.bucket_tags:
        tags = "1 tag" if frame.bucket_tags == 1 else f"{frame.bucket_tags:,} tags"
        yield f"of the bucket itself, {tags} {'was' if frame.bucket_tags == 1 else 'were'} not examined"
    elif frame.bucket_tags is None:
        yield "tags of the bucket itself were not looked for (s3:GetBucketTagging)"
    if frame.uploads:
        least = "at least " if frame.uploads >= PAGE else ""  # one page was asked for
        uploads = (
            "1 unfinished upload" if frame.uploads == 1 else f"{least}{frame.uploads:,} unfinished uploads"
        )
        yield f"the parts of {uploads} lie in the bucket and were not read (AbortIncompleteMultipartUpload)"
    elif frame.uploads is None:
        yield UPLOADS_UNKNOWN


def is_open_ended(frame: BucketFrame, by_pattern: int, found: int) -> bool:
    """Return whether what was left out of a bucket's sweep may hold anything, whatever was read of it.

    That is older versions, tags that the store does not show, what was stored since an old inventory was
    made, and what a pattern of the allow list took out.

    What a prefix leaves out on purpose does not count: the rating is that of what lies under it.
    """
    unseen = frame.older_versions != "none" or frame.tags.state != "known" or has_old_inventory(frame)
    return unseen or _is_mostly_suppressed(by_pattern, found)


def leaves_people_out(frame: BucketFrame, tally: BucketTally, unread: Iterable[str]) -> bool:
    """Return whether people may be where the sample could not look, so that nothing bounds their number.

    That is in objects that the listing alone ruled out, in kinds of data that were not looked for (faces
    are no people who can be counted), and where OCR was off; `unread` are the reasons why objects were
    not read.
    """
    ruled_out = frozenset[str]().union(*(stratum.skipped for stratum in frame.strata)) - NO_PEOPLE
    return bool(ruled_out or tally.unsought - {"FACE"} or tally.open_ended or "OCR_OFF" in unread)


def _is_mostly_suppressed(by_pattern: int, found: int) -> bool:
    """Return whether patterns took out more findings than are left; an exact value names what it is."""
    return by_pattern > found


def _filters(targets: Targets) -> Iterator[str]:
    for name, word in (("include", "only keys that match"), ("exclude", "no keys that match")):
        if patterns := getattr(targets, name):
            yield f"{word} {' or '.join(patterns)} were read (targets.{name})"
    if targets.min_size:
        yield f"no objects below {targets.min_size:,} bytes were read (targets.min_size)"
    if targets.max_size is not None:
        yield f"no objects above {targets.max_size:,} bytes were read (targets.max_size)"
    if targets.storage_classes:
        yield f"only {' and '.join(targets.storage_classes)} objects were read (targets.storage_classes)"
    if targets.modified_after:
        yield f"no objects modified before {targets.modified_after} were read (targets.modified_after)"
    if targets.modified_before:
        yield f"no objects modified since {targets.modified_before} were read (targets.modified_before)"
