"""Media families by extension, and size bands: what a listing hints at before a byte is read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

FAMILIES: Mapping[str, str] = {
    "pdf": "pdf",
    "image": "jpg jpeg jpe png gif tif tiff bmp webp heic heif avif dng cr2 nef arw svg",
    "table": "csv tsv xlsx xls ods parquet orc avro json jsonl ndjson geojson db sqlite sqlite3 sql xml",
    "text": "txt log md rst html htm xhtml docx doc rtf odt pptx ppt odp yaml yml ini conf tex ps",
    "archive": "zip gz tgz tar bz2 xz zst 7z rar lz4 jar",
    "mail": "eml mbox msg pst mbx vcf ics",
    "label": "zpl epl prn",
}
MEDIA = (*FAMILIES, "other", "none")
LIMITS = (16 << 10, 1 << 20, 64 << 20)
BANDS = ("<16K", "<1M", "<64M", ">=64M")


@lru_cache(maxsize=1)
def by_extension() -> Mapping[str, str]:
    """Return the family of each known extension, in lower case and without the dot."""
    return {extension: family for family, names in FAMILIES.items() for extension in names.split()}


def suffix(key: str) -> str:
    """Return a key from its last dot on; its last character where it has no dot."""
    return key[key.rfind(".") :]


def family_of(tail: str) -> str:
    """Return the family of a `suffix`: `none` without an extension, `other` for an unknown one."""
    if not tail.startswith(".") or "/" in tail:
        return "none"
    return by_extension().get(tail[1:].lower(), "other")


def media_family(key: str) -> str:
    """Return the media family that a key's extension hints at; the first bytes decide later."""
    return family_of(suffix(key))


def size_band(size: int) -> str:
    """Return the band of a size in bytes."""
    return BANDS[sum(size >= limit for limit in LIMITS)]
