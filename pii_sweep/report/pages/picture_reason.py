"""Why the findings browser shows no picture of an object, in words for each of its findings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec

import pandas as pd

from pii_sweep.config import Settings
from pii_sweep.extract.kinds import MEDIA_TYPES
from pii_sweep.report.pages.thumbnails import A_BUCKET, FACE, ThumbnailFile
from pii_sweep.report.tables.frames import Frames
from pii_sweep.sample.cost.costs import THUMBNAIL_BYTES

REASONS: Mapping[str, str] = {
    # of the whole sweep
    "off": "pictures are switched off (report.thumbnails)",
    "limits": "a limit was set on what the sweep may fetch or how long it may take",
    "no ocr": "pictures need OCR, which is off or not installed",
    "not yet": "pictures have not been drawn (--no-thumbnails, or the sweep was not finished)",
    # of an object
    "kind": "not a picture or a PDF",
    "large": f"larger than {THUMBNAIL_BYTES >> 20} MiB",
    "inside": "data inside an enclosed file or in metadata, not on a page",
    "places": "not every place of the data was kept, so not all could be blacked out",
    "cap": f"beyond the {A_BUCKET} pictures that a bucket gets, of unlike kinds of data first",
    # what the reader that was to draw it answers
    "shape": "too long and narrow to show anything",
    "no faces": "the extra [faces], which finds the faces to black out, is not installed",
    "painted": "nothing would be left to see after the redaction",
    "legible": "something could still be read after the redaction",
    "face": "a face could still be recognised after the redaction",
    "unreadable": "could not be read a second time",
}
REFUSALS = frozenset(("kind", "shape", "no faces", "painted", "legible", "face"))


def whole_sweep(settings: Settings) -> str:
    """Return why a sweep with these settings draws no picture at all, empty where it draws some."""
    sample = settings.sample
    if not settings.report.thumbnails:
        return "off"
    limits = (sample.max_bytes, sample.max_requests, sample.max_dollars, sample.max_minutes)
    if any(limit is not None for limit in limits):
        return "limits"
    return "no ocr" if settings.extract.ocr == "off" or find_spec("onnxruntime") is None else ""


def picture_reasons(frames: Frames, drawn: ThumbnailFile, findings: pd.DataFrame) -> Sequence[str]:
    """Return for each of some findings why its object has no picture, empty where it has one."""
    general = whole_sweep(frames.settings)
    if general and not drawn.pages:
        return [REASONS[general]] * len(findings)
    whole = frames.findings
    kept = Counter(_places(whole))
    on_page = set(_places(whole[whole["member"].isna() & whole["page"].notna()]))
    reasons = {}
    columns = (frames.objects[name] for name in ("media_type", "size", "counts"))
    for place, media, size, counts in zip(_places(frames.objects), *columns, strict=True):
        if place in kept:
            reasons[place] = _reason(media, size, counts, kept[place], on_page=place in on_page)
    reasons |= {(one.bucket, one.key, one.version): one.reason for one in drawn.undrawn}
    reasons |= {(one.bucket, one.key, one.version): "" for one in drawn.pages}
    codes = (reasons.get(place, "cap") for place in _places(findings))
    if not drawn.chosen:  # nothing was drawn, or no page of any object could be
        codes = ("not yet" if code == "cap" else code for code in codes)
    return [REASONS[code] if code else "" for code in codes]


def _reason(media: str | None, size: int, counts: str, kept: int, *, on_page: bool) -> str:
    """Return why a page of an object was not chosen, as `thumbnails.choose_pages` chooses."""
    if media not in MEDIA_TYPES:
        return "kind"
    if size > THUMBNAIL_BYTES:
        return "large"
    if not on_page:
        return "inside"
    hits = sum(count["hits"] for entity, count in json.loads(counts).items() if entity != FACE)
    return "places" if hits > kept else "cap"


def _places(table: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Yield bucket, key and version of each row; no version is an empty text."""
    return zip(table["bucket"], table["key"], table["version_id"].fillna(""), strict=True)
