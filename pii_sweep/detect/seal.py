"""A detection loses its text: what leaves the worker is masked, digested and located."""

from __future__ import annotations

import hmac
import re
import unicodedata
from hashlib import sha256

from pii_sweep.detect.mask import masked
from pii_sweep.detect.whereabouts import discreet
from pii_sweep.types import Detection, Finding, Where

_FOLD = frozenset({"PERSON", "STREET_ADDRESS"})


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
    return hmac.digest(key, "\0".join(parts).encode("utf-8", "surrogatepass"), sha256().name).hex()[:32]


def normal(entity: str, value: str) -> str:
    """Return a value without case, accents of form, spacing and marks, so that spellings of one agree."""
    text = unicodedata.normalize("NFKC", value).casefold()
    if entity in _FOLD or not any(char.isdigit() for char in text):
        return " ".join(re.findall(r"\w+", text))
    if entity in ("EMAIL_ADDRESS", "PASSWORD", "USERNAME", "ORDER_VALUE"):
        return text.strip() if entity != "ORDER_VALUE" else re.sub(r"[^\d]", "", text)
    return "".join(char for char in text if char.isalnum())


def _place(where: Where) -> str:
    ref = where.ref
    fields = (ref.bucket, ref.key, ref.version, ref.etag, *where.inside, where.page, where.line, where.row)
    return "\0".join(str(field) for field in (*fields, where.column, where.json_path))
