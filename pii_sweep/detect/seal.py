"""A detection loses its text: what leaves the worker is masked, digested and located."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from pii_sweep.detect.mask import masked
from pii_sweep.detect.whereabouts import discreet
from pii_sweep.types import Detection, Finding, Where

if TYPE_CHECKING:
    from hashlib import _Hash

_FOLD = frozenset({"PERSON", "STREET_ADDRESS"})
_MARK = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")
_NO_DIGIT = re.compile(r"[^\d]")
# RFC 2104 §2: what the key is padded with to a block of the hash, inside and outside.
_BLOCK, _INNER, _OUTER = 64, 0x36, 0x5C


def seal(detection: Detection, subject_id: str | None, key: bytes) -> Finding:
    """Turn a detection into a finding without its text.

    `digest` is the first 32 hex digits of HMAC-SHA256 over the entity and the normalised value, so
    that equal values count once; `finding_id` depends on the place, the entity and the key alone.
    """
    return Finding(
        finding_id=digest(
            key, "finding", _place(detection.where), detection.entity, f"{detection.start}:{detection.end}"
        ),
        entity=detection.entity,
        score=detection.score,
        where=discreet(detection.where, detection.value),
        masked=masked(detection.entity, detection.value, detection.parts),
        digest=value_digest(detection, key),
        subject_id=subject_id,
        start=detection.start,
        end=detection.end,
        recognizer=detection.recognizer,
        reasons=detection.reasons,
        role=detection.role,
        ocr_confidence=detection.ocr_confidence,
    )


def value_digest(detection: Detection, key: bytes) -> str:
    """Return the digest by which equal values of an entity count once."""
    return digest(key, detection.entity, normal(detection.entity, detection.value))


def _document(detection: Detection) -> tuple[str, ...]:
    """Return what tells one document of identity from another of its class: the page it is on."""
    if detection.entity != "IDENTITY_DOCUMENT":
        return ()
    where = detection.where
    return (where.ref.bucket, where.ref.key, *where.inside, str(where.page))


def digest(key: bytes, *parts: str) -> str:
    """Return 32 hex digits of HMAC-SHA256 over parts (RFC 2104)."""
    keyed, outer = _keyed(key)
    inside = keyed.copy()
    inside.update("\0".join(parts).encode("utf-8", "surrogatepass"))
    outside = outer.copy()
    outside.update(inside.digest())
    return outside.hexdigest()[:32]


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
    if entity in _FOLD or not any(map(str.isdigit, text)):
        return " ".join(_WORD.findall(text))
    if entity in ("EMAIL_ADDRESS", "PASSWORD", "USERNAME", "ORDER_VALUE"):
        return text.strip() if entity != "ORDER_VALUE" else _NO_DIGIT.sub("", text)
    return _MARK.sub("", text)


def _place(where: Where) -> str:
    ref = where.ref
    fields = (ref.bucket, ref.key, ref.version, ref.etag, *where.inside, where.page, where.line, where.row)
    return "\0".join(str(field) for field in (*fields, where.column, where.json_path))
