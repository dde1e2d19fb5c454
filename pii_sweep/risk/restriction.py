"""What settings leave out of a sweep, in words and as entity types: a LOW of half a search is no LOW."""

from __future__ import annotations

from collections.abc import Iterator

from pii_sweep.config import Detect, Settings, Targets
from pii_sweep.risk.categories import ENTITIES

PERSONAL = frozenset(name for name, row in ENTITIES.items() if row.kind != "none")
FACES_OFF = "extract.faces = false"
FACES_ABSENT = "the extra `faces` is not installed"


def list_unsought(settings: Settings, *, faces_counted: bool) -> frozenset[str]:
    """Return the entity types that were not looked for, or not at every score that counts by default."""
    detect, found = settings.detect, frozenset[str]()
    if detect.entities:
        found = PERSONAL - set(detect.entities)
    if detect.min_score > Detect().min_score:
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
    if not faces_counted:
        why = FACES_ABSENT if settings.extract.faces else FACES_OFF
        lines.append(f"photos of people were not counted ({why})")
    return (*lines, *_filters(settings.targets))


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
