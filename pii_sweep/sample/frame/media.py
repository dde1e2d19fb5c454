"""Media families by extension, and size bands: what a listing hints at before a byte is read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pii_sweep.types import ObjectRef

LOOK = 256 << 10  # of an object that no reader takes, this much is looked at
# No reader takes these; their first bytes say what they really are.
UNREAD = frozenset({
    "mp4", "m4v", "mov", "avi", "mkv", "webm", "mpg", "mpeg", "wmv", "mp3", "m4a", "wav", "flac", "ogg",
    "aac", "exe", "dll", "bin", "iso", "dmg", "pkg", "deb", "rpm", "indd", "ttf", "otf", "woff",
    "woff2", "pyc",
})  # fmt: skip
FAMILIES: Mapping[str, str] = {
    "pdf": "pdf",
    "image": "jpg jpeg jpe png gif tif tiff bmp webp heic heif avif dng cr2 nef arw svg psd emf wmf",
    "table": "csv tsv xlsx xls ods parquet orc avro arrow json jsonl ndjson geojson bson db sqlite sqlite3 "
    "sql xml",
    "text": "txt log md rst html htm xhtml docx doc rtf odt pptx ppt odp yaml yml ini conf tex ps",
    "archive": "zip gz tgz tar bz2 xz zst 7z rar lz4 lzma jar",
    "mail": "eml mbox msg pst mbx vcf ics p7m p7s",
    "message": "edi x12 edifact hl7 ldif ofx qfx sta mt940 gdt ldt bdt",
    "label": "zpl epl prn",
}
# What the first bytes say where they were read; a name may say something else, or nothing.
TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "table": "text/csv text/tab-separated-values application/json application/x-ndjson application/xml "
    "application/sql application/vnd.openxmlformats-officedocument.spreadsheetml.sheet "
    "application/vnd.ms-excel.sheet.binary.macroEnabled.12 application/vnd.ms-excel "
    "application/vnd.oasis.opendocument.spreadsheet application/vnd.apache.parquet "
    "application/vnd.apache.orc application/vnd.apache.avro application/vnd.apache.arrow.file "
    "application/vnd.sqlite3 application/bson",
    "text": "text/plain text/x-log text/html application/yaml application/rtf application/msword "
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document "
    "application/vnd.openxmlformats-officedocument.presentationml.presentation "
    "application/vnd.ms-powerpoint application/vnd.oasis.opendocument.text application/postscript "
    "application/vnd.oasis.opendocument.presentation application/epub+zip",
    "archive": "application/zip application/x-tar application/gzip application/x-bzip2 application/x-xz "
    "application/zstd application/x-lzma application/x-lz4 application/x-7z-compressed",
    "mail": "message/rfc822 application/mbox application/vnd.ms-outlook application/pkcs7-mime "
    "application/pgp-encrypted text/vcard text/calendar",
    "message": "application/EDI-X12 application/EDIFACT x-application/hl7-v2+er7 application/x-aamva "
    "text/x-ldif application/x-www-form-urlencoded application/x-ofx "
    "application/x-swift-mt",
    "label": "application/x-zpl application/x-epl",
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


@lru_cache(maxsize=256)
def family_of_type(media_type: str) -> str:
    """Return the media family of a media type; `other` for an unknown one."""
    if media_type.startswith("image/"):
        return "image"
    return next((family for family, names in TYPES.items() if media_type in names.split()), "other")


def size_band(size: int) -> str:
    """Return the band of a size in bytes."""
    return BANDS[sum(size >= limit for limit in LIMITS)]


def is_unread(ref: ObjectRef) -> bool:
    """Return whether the extension is that of a kind that no reader takes; the first bytes decide."""
    return ref.key.rpartition(".")[2].lower() in UNREAD
