"""A detection loses its text: what leaves the worker is masked, digested and located."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from pii_sweep.detect.text import column_text
from pii_sweep.link.mask import masked
from pii_sweep.link.quoted_place import discreet
from pii_sweep.types import Detection, Finding, Where

if TYPE_CHECKING:
    from hashlib import _Hash

_FOLD = frozenset({"PERSON", "STREET_ADDRESS"})
_EXACT = frozenset({"EMAIL_ADDRESS", "PASSWORD", "USERNAME"})
# So few values are not worth joining.
_FEW = 4
_MARK = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")
_NO_DIGIT = re.compile(r"[^\d]")
# RFC 2104 §2: what the key is padded with to a block of the hash, inside and outside.
_BLOCK, _INNER, _OUTER = 64, 0x36, 0x5C


def seal(detection: Detection, subject_id: str | None, key: bytes) -> Finding:
    """Turn a detection into a finding without its text, as `sealed` does."""
    return sealed([(detection, subject_id)], key)[0]


def sealed(found: Sequence[tuple[Detection, str | None]], key: bytes) -> list[Finding]:
    """Turn detections into findings without their text.

    `digest` is the first 32 hex digits of HMAC-SHA256 over the entity and the normalised value, so
    that equal values count once; `finding_id` depends on the place, the entity and the key alone.
    """
    places = digests(key, (("finding", _place(d.where), d.entity, f"{d.start}:{d.end}") for d, _ in found))
    told = digests(key, ((d.entity, normal(d.entity, d.value)) for d, _ in found))
    return [
        Finding(
            finding_id, d.entity, d.score, discreet(d.where, d.value), masked(d.entity, d.value, d.parts),
            value, subject_id, d.start, d.end, d.recognizer, d.reasons, d.role, d.ocr_confidence,
        )
        for (d, subject_id), finding_id, value in zip(found, places, told, strict=True)
    ]  # fmt: skip


def value_digest(detection: Detection, key: bytes) -> str:
    """Return the digest by which equal values of an entity count once."""
    return digest(key, detection.entity, normal(detection.entity, detection.value))


def digest(key: bytes, *parts: str) -> str:
    """Return 32 hex digits of HMAC-SHA256 over parts (RFC 2104)."""
    return digests(key, (parts,))[0]


def digests(key: bytes, rows: Iterable[Iterable[str]]) -> list[str]:
    """Return the digest of each row of parts."""
    (keyed, outer), found = _keyed(key), list[str]()
    for text in column_text.encoded(list(map("\0".join, rows))):
        inside, outside = keyed.copy(), outer.copy()
        inside.update(text)
        outside.update(inside.digest())
        found.append(outside.hexdigest()[:32])
    return found


# A million digests share a key: its two blocks are hashed once, which halves a digest's time.
@lru_cache(maxsize=4)
def _keyed(key: bytes) -> tuple[_Hash, _Hash]:
    block = (sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    return sha256(bytes(byte ^ _INNER for byte in block)), sha256(bytes(byte ^ _OUTER for byte in block))


# One value is asked for several times in a row: its own digest, its person's, the linkage keys.
@lru_cache(maxsize=2048)
def normal(entity: str, value: str) -> str:
    """Return a value without case, accents of form, spacing and marks, so that spellings of one agree."""
    text = unicodedata.normalize("NFKC", value).casefold()
    if entity in _EXACT:
        return text.strip()
    if entity in _FOLD or not any(map(str.isdigit, text)):
        return " ".join(_WORD.findall(text))
    return (_NO_DIGIT if entity == "ORDER_VALUE" else _MARK).sub("", text)


def normals(entity: str, values: Sequence[str]) -> list[str]:
    """Return `normal` of many values."""
    if len(values) < _FEW:
        return [normal(entity, value) for value in values]

    def one(value: str) -> str:
        return normal(entity, value)

    if entity in _EXACT:
        return list(map(str.strip, column_text.columnwise(values, bytes.lower, one)))
    if entity in _FOLD:
        return column_text.columnwise(
            values, lambda text: column_text.spaced(text.translate(column_text.WORDS)), one
        )
    drop = column_text.NO_DIGITS if entity == "ORDER_VALUE" else column_text.NO_WORDS
    found = column_text.columnwise(values, lambda text: text.lower().translate(None, drop), one)
    if entity == "ORDER_VALUE" and all(found):
        return found
    digits = column_text.columnwise(values, lambda text: text.translate(None, column_text.NO_DIGITS), one)
    return [text if number else one(value) for text, number, value in zip(found, digits, values, strict=True)]


def normal_lines(entity: str, values: Sequence[str]) -> bytes:
    """Return `normal` of many values as lines (`bulk.joined`)."""

    def one(value: str) -> str:
        return normal(entity, value)

    if entity in _EXACT:
        return column_text.joined(list(map(str.strip, values)), bytes.lower, one)
    if entity in _FOLD:
        return column_text.joined(
            values, lambda text: column_text.spaced(text.translate(column_text.WORDS)), one
        )
    digits = column_text.joined(values, lambda text: text.translate(None, column_text.NO_DIGITS))
    if b"\n\n" in b"\n%b\n" % digits:  # some have no digit
        return column_text.joined(normals(entity, values))
    drop = column_text.NO_DIGITS if entity == "ORDER_VALUE" else column_text.NO_WORDS
    return column_text.joined(values, lambda text: text.lower().translate(None, drop), one)


def _place(where: Where) -> str:
    ref = where.ref
    fields = (ref.bucket, ref.key, ref.version, ref.etag, *where.inside, where.page, where.line, where.row)
    return "\0".join(str(field) for field in (*fields, where.column, where.json_path))
