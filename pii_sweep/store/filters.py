"""What the listing alone says against reading an object."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from functools import lru_cache

from pii_sweep.config import Targets
from pii_sweep.errors import ConfigError
from pii_sweep.store.folder import SPECIAL_FILE, SWEEP_FILE, SYMLINK
from pii_sweep.types import ObjectRef

# A word of a key: capitals part them, as blanks and marks do; of letters without case, two or more.
_WORD = re.compile(r"[A-Z]+(?![a-z])|[^\W\d_][^\W\d_A-Z]+")
_CASELESS = re.compile(r"[^\W\d_\u0000-\u1fff]{2}")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,4}$")
# What programs count and mark with such objects.
_COUNTED = re.compile(r"(?i)(?:part|chunk|shard|segment)[-_]?\d|_success|.*\$folder\$$")
_FIGURES = 7

# Classes whose objects need a restore before GetObject (S3 User Guide, "Working with archived
# objects"); GLACIER_IR does not. The last two are Intelligent-Tiering's, where known.
ARCHIVED = frozenset({"GLACIER", "DEEP_ARCHIVE", "ARCHIVE_ACCESS", "DEEP_ARCHIVE_ACCESS"})


def skip_reason(ref: ObjectRef, targets: Targets) -> str | None:
    """Return why an object is not to be read, as a reason code, or None.

    Exclusion wins over inclusion. A pattern without a slash is held against the file name, too. An object
    without a byte is read where its key alone may name somebody.
    Raises ConfigError for an age that is no ISO 8601 date.
    """
    if ref.storage_class in {SYMLINK, SPECIAL_FILE, SWEEP_FILE}:
        return ref.storage_class
    if _is_filtered(ref, targets):
        return "FILTERED"
    if ref.size == 0 and not speaks(ref.key):
        return "EMPTY"
    return "STORAGE_CLASS_ARCHIVED" if ref.storage_class in ARCHIVED else None


def speaks(key: str) -> bool:
    """Return whether the last step of a key has two words or more, or the figures of a number."""
    name = key.rstrip("/").rpartition("/")[2]
    bare = _ENDING.sub("", name)
    if _COUNTED.match(name):
        return False
    words = len(_WORD.findall(bare)) > 1 or _CASELESS.search(bare) is not None
    return words or sum(map(str.isdecimal, bare)) >= _FIGURES


@lru_cache(maxsize=16)
def moment(text: str) -> datetime:
    """Return an ISO 8601 date or time, UTC where it names no zone; raises ConfigError."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"'{text}' is not a date; write 2026-01-31 or 2026-01-31T12:00:00Z") from None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _is_filtered(ref: ObjectRef, targets: Targets) -> bool:
    if targets.exclude and matches(ref.key, targets.exclude):
        return True
    if targets.include and not matches(ref.key, targets.include):
        return True
    if ref.size < targets.min_size or (targets.max_size is not None and ref.size > targets.max_size):
        return True
    if targets.storage_classes and ref.storage_class not in targets.storage_classes:
        return True
    return ref.modified is not None and not _of_age(ref.modified, targets)


def matches(key: str, patterns: tuple[str, ...]) -> bool:
    """Return whether any glob pattern fits a key (`*` spans slashes), or its file name."""
    name = key.rpartition("/")[2]
    return any(fnmatchcase(key, pattern) or fnmatchcase(name, pattern) for pattern in patterns)


def _of_age(modified: datetime, targets: Targets) -> bool:
    if targets.modified_after and modified < moment(targets.modified_after):
        return False
    return not (targets.modified_before and modified >= moment(targets.modified_before))
