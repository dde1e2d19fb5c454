"""The exception tree.

SweepError
├── UsageError              what was asked cannot be done as asked (exit code 2)
│   └── ConfigError         sweep.toml or a flag is wrong
├── JournalError            the sweep directory is foreign, damaged or of other settings
│   └── NotASweep           what was given is no sweep directory (a UsageError too: exit code 2)
├── EngineError             the workers cannot run at all
└── Unreadable              one place could not be read; becomes a `Gap`, never ends a sweep
    ├── StoreError          the store did not give the bytes
    │   ├── AccessDenied
    │   ├── NoSuchBucket
    │   ├── NoSuchObject    gone between list and get
    │   ├── ObjectChanged   another etag than the one listed
    │   ├── ChecksumMismatch  other bytes than its ETag says, twice
    │   ├── ArchivedObject  a storage class that needs a restore
    │   ├── InvalidEncryption  SSE-C or a KMS key that may not be used
    │   ├── InconsistentListing  its pages lead in a circle, never end or lack entries
    │   ├── Unreachable     endpoint, network or time-out
    │   └── BudgetSpent     the sweep's own limit of requests, bytes, dollars or minutes
    └── ExtractError        the bytes did not give text
        ├── Encrypted
        ├── Corrupt
        ├── Unsupported
        ├── SecondDocument  the text ends where a document of another kind begins
        ├── Empty
        ├── OcrUnavailable  the engine or its data is not installed
        ├── NotInstalled    a library of an extra is not installed
        ├── TooBig          a budget ran out; the message names it
        └── TooDeep

A message says what to do and never quotes a document. `reason` is the code that the
objects table shows: Amazon Macie's status reason where one fits, else ours in its style.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager


class SweepError(Exception):
    """Root of everything this package raises on purpose."""


class UsageError(SweepError):
    """The request cannot be carried out as it was given."""


class ConfigError(UsageError):
    """A setting is unknown, of the wrong type or out of range."""


class JournalError(SweepError):
    """The sweep directory cannot be used."""


class NotASweep(JournalError, UsageError):
    """What was given as a sweep directory holds no sweep."""

    def __init__(self, folder: object) -> None:
        super().__init__(f"{folder} is no sweep directory; give the --out DIR of `pii-sweep run`")


class EngineError(SweepError):
    """The workers cannot be started."""


class Unreadable(SweepError):
    """One place could not be read."""

    reason = "UNABLE_TO_PARSE_FILE"

    def __init__(self, message: str = "", *, reason: str | None = None) -> None:
        super().__init__(message)
        if reason is not None:
            self.reason = reason


class StoreError(Unreadable):
    """The store did not give the bytes."""

    reason = "STORE_ERROR"


class AccessDenied(StoreError):
    """The caller may not read this."""

    reason = "PERMISSION_DENIED"


class NoSuchBucket(StoreError):
    """The bucket does not exist or lies in another account's namespace."""

    reason = "NO_SUCH_BUCKET_AVAILABLE"


class NoSuchObject(StoreError):
    """The object was listed and is gone."""

    reason = "SOURCE_OBJECT_NO_LONGER_AVAILABLE"


class ObjectChanged(StoreError):
    """The object is not the one that was listed."""

    reason = "OBJECT_VERSION_MISMATCH"


class ChecksumMismatch(StoreError):
    """The bytes that came are not those that the store's own digest is of."""

    reason = "CHECKSUM_MISMATCH"


class ArchivedObject(StoreError):
    """The object must be restored before it can be read."""

    reason = "STORAGE_CLASS_ARCHIVED"


class InvalidEncryption(StoreError):
    """The object's encryption key may not be used."""

    reason = "INVALID_ENCRYPTION"


class InconsistentListing(StoreError):
    """A listing's pages contradict themselves: it is not known what lies in the bucket."""

    reason = "LISTING_INCONSISTENT"


class Unreachable(StoreError):
    """The endpoint did not answer."""

    reason = "ENDPOINT_UNREACHABLE"


class BudgetSpent(StoreError):
    """The sweep may send no more requests, or receive no more bytes."""

    reason = "BUDGET_SPENT"


# Why an object is read in part whose tags the store did not give.
TAGS_UNREAD = "TAGS_NOT_READ"
# What failed for the store's reasons: the object may be read when it is asked for once more.
RETRYABLE = frozenset((
    StoreError.reason, AccessDenied.reason, NoSuchBucket.reason, Unreachable.reason, "INVALID_KMS_KEY",
    TAGS_UNREAD,
))  # fmt: skip


class ExtractError(Unreadable):
    """The bytes did not give text."""


class Encrypted(ExtractError):
    """A password is needed."""

    reason = "ENCRYPTED_DOCUMENT"


class Corrupt(ExtractError):
    """The file breaks its own format."""

    reason = "MALFORMED_FILE"


class Unsupported(ExtractError):
    """No reader takes this kind."""

    reason = "UNSUPPORTED_FILE_TYPE_EXCEPTION"


class SecondDocument(ExtractError):
    """The text ends at `at`, a place in the bytes of its body, where a document of another kind begins."""

    reason = "TRAILING_BYTES_UNPROCESSED"

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at


class Empty(ExtractError):
    """There are no bytes."""

    reason = "EMPTY"


class OcrUnavailable(ExtractError):
    """An OCR engine or its data is not installed; the message says what to install."""

    reason = "OCR_UNAVAILABLE"


class NotInstalled(ExtractError):
    """A library of an extra is not installed; the reason names the extra, the message the command."""

    reason = "NOT_INSTALLED"


class TooBig(ExtractError):
    """A budget ran out."""

    reason = "FILE_EXCEEDS_SIZE_LIMIT"


class TooDeep(ExtractError):
    """Things are nested deeper than the budget allows."""

    reason = "ARCHIVE_NESTING_LEVEL_OVER_LIMIT"


def cause_of(error: Exception) -> str:
    """Return why a file could not be used, in plain words, none of them from its contents."""
    if isinstance(error, UnicodeError):
        return "it is not text in UTF-8"
    known = isinstance(error, OSError) and error.strerror
    return known.lower() if known else type(error).__name__


def command_of(extra: str) -> str:
    """Return the command that installs an extra."""
    return f"pip install 'bucket-pii-sweep[{extra}]'"


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Turn a missing library into NotInstalled: what an extra reads is a gap without it."""
    try:
        yield
    except ImportError:
        raise NotInstalled(
            f"the extra {extra} is not installed; {command_of(extra)}",
            reason=f"{extra.upper()}_NOT_INSTALLED",
        ) from None


@contextmanager
def translate(table: Mapping[type[BaseException], type[Unreadable]]) -> Iterator[None]:
    """Turn a library's exceptions into ours, without their words: those may quote the document."""
    try:
        yield
    except tuple(table) as error:
        raise next(ours for theirs, ours in table.items() if isinstance(error, theirs)) from None
