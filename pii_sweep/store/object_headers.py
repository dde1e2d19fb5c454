"""User metadata and the number of tags, as they come with an object's body.

"Working with object metadata" (Amazon S3 User Guide): values are ASCII on the wire, and a server gives others
as encoded words (RFC 2047).
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from typing import Any

from pii_sweep.store.protocol import ObjectHeaders

PREFIX, TAGS = "x-amz-meta-", "x-amz-tagging-count"
LONGEST = 64 << 10  # characters of metadata that are kept; Amazon allows 2 KB


def from_fields(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return fields of an answer, names in lower case, as botocore names what they say."""
    given = {name.removeprefix(PREFIX): value for name, value in fields.items() if name.startswith(PREFIX)}
    return {"Metadata": given, "TagCount": fields.get(TAGS, 0)}


def read_headers(reply: Mapping[str, Any]) -> ObjectHeaders:
    """Return what a reply of botocore's form says of an object."""
    given, kept, size = reply.get("Metadata") or {}, dict[str, str](), 0
    for name, value in given.items():
        kept[name] = _decode(value)[: LONGEST - size]
        size += len(name) + len(kept[name])
        if size >= LONGEST:
            break
    tags = str(reply.get("TagCount") or 0)
    return ObjectHeaders(kept, int(tags) if tags.isdecimal() else 0)


def to_plain(headers: ObjectHeaders) -> dict[str, Any]:
    """Return headers JSON-ready."""
    return {"metadata": dict(headers.metadata), "tags": headers.tags}


def from_plain(sent: Mapping[str, Any]) -> ObjectHeaders:
    """Return what `to_plain` was given."""
    return ObjectHeaders(sent["metadata"], sent["tags"])


def _decode(value: str) -> str:
    """Return a value as it was meant: encoded words as text, and bytes of UTF-8 that were read as Latin-1."""
    if "=?" in value:
        with suppress(HeaderParseError, ValueError, LookupError):
            return str(make_header(decode_header(value)))
    with suppress(UnicodeError):
        return value.encode("latin-1").decode("utf-8")
    return value
