"""Signed messages and files (CMS, RFC 5652; S/MIME, `.p7m` invoices): what is signed, and who signed it.

An envelope that is encrypted is refused. Signatures are not checked.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO, Final, NamedTuple

from pii_sweep.errors import Corrupt, Encrypted
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.mail.msg import join_labelled
from pii_sweep.extract.stream import read_whole, safe_name
from pii_sweep.types import Blob, Piece, Where

# A sequence, then the kind of content: signed (2), enveloped (3) or encrypted data (6).
HEADER: Final = re.compile(
    rb"\x30(?:[\x00-\x80]|\x81.|\x82..|\x83...|\x84....)\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07[\x02\x03\x06]",
    re.S,
)
SIGNED: Final = 2
SEQUENCE, OCTETS, PARTS, CONTENT = 0x30, 0x04, 0x24, 0xA0
MAX_DEPTH: Final = 32
MAX_ELEMENTS: Final = 1_000_000
# Attributes of a name (X.520): common name, serial number (of a person, in qualified certificates), e-mail.
SHOWN: Final = {
    b"\x55\x04\x03": "Signer",
    b"\x55\x04\x05": "Number",
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01": "E-mail",
}
AUTHORITY: Final = (
    b"\x55\x1d\x13\x01\x01\xff\x04\x05\x30\x03\x01\x01\xff"  # basic constraints: it may sign others
)
WIDE: Final = 0x1E  # BMPString
SUFFIXES: Final = (".p7m", ".p7s", ".p7c")


def is_cms(head: bytes) -> bool:
    """Return whether bytes begin with signed, enveloped or encrypted data."""
    return HEADER.match(head) is not None


def read_cms(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the names of the signers as fields, and what was signed as a blob, where it is in the message.

    Raises Encrypted, Corrupt and TooBig.
    """
    data = _decode_pem(read_whole(body, budget))
    head = HEADER.match(data)
    if head is None:
        raise Corrupt("cms")
    if data[head.end() - 1] != SIGNED:
        raise Encrypted()
    try:
        content, certificates = _open_signed(data)
    except (IndexError, ValueError):
        raise Corrupt("cms") from None
    yield from join_labelled([field for one in certificates for field in _signer(one)], where, budget)
    if content:
        budget.unpacked(len(content))
        inner = replace(where, inside=(*where.inside, _name(where, content)))
        yield Blob(inner, partial(io.BytesIO, content), len(content))


def _decode_pem(data: bytes) -> bytes:
    if not data.startswith(b"-----"):
        return data
    try:
        return base64.b64decode(data.split(b"-----")[2])
    except binascii.Error:
        raise Corrupt("cms") from None


def _name(where: Where, content: bytes) -> str:
    """Return the member's name: the file's without its suffix; what begins with a MIME header is a mail."""
    name = (where.inside[-1] if where.inside else where.ref.key).rpartition("/")[2]
    for suffix in SUFFIXES:
        name = name[: -len(suffix)] if name.lower().endswith(suffix) else name
    return safe_name(f"{name}.eml" if re.match(rb"(?i)(?:content-|mime-)[\w-]+:", content) else name)


class _Element(NamedTuple):
    """An element (X.690, 8.1): its tag, and where it, its value, its end and the next one begin."""

    tag: int
    at: int
    start: int
    end: int
    next: int


def _open_signed(data: bytes) -> tuple[bytes, list[bytes]]:
    """Return what is signed and the certificates; raises IndexError, ValueError."""
    _, explicit = _inner_elements(data, _element(data, 0))
    (signed,) = _inner_elements(data, explicit)
    content, certificates = b"", list[bytes]()
    for part in _inner_elements(data, signed):
        if part.tag == SEQUENCE and not content:
            held = (inner for inner in _inner_elements(data, part) if inner.tag == CONTENT)
            content = b"".join(piece for inner in held for piece in _octets(data, inner))
        elif part.tag == CONTENT:
            certificates = [data[inner.at : inner.next] for inner in _inner_elements(data, part)]
    return content, certificates


def _element(data: bytes, at: int, depth: int = 0) -> _Element:
    """Return the element that begins at a place; one without a length ends with two zeros."""
    if depth > MAX_DEPTH:
        raise ValueError("depth")
    tag, length, start = data[at], data[at + 1], at + 2
    if length == 0x80:
        here = start
        while data[here : here + 2] != b"\0\0":
            here = _element(data, here, depth + 1).next
        return _Element(tag, at, start, here, here + 2)
    if length > 0x80:
        size = length & 0x7F
        length, start = int.from_bytes(data[start : start + size], "big"), start + size
    if start + length > len(data):
        raise ValueError("length")
    return _Element(tag, at, start, start + length, start + length)


def _inner_elements(data: bytes, outer: _Element) -> list[_Element]:
    """Return the elements of an element's value."""
    found, at = list[_Element](), outer.start
    while at < outer.end:
        if len(found) > MAX_ELEMENTS:
            raise ValueError("elements")
        found.append(_element(data, at))
        at = found[-1].next
    return found


def _octets(data: bytes, outer: _Element, depth: int = 0) -> Iterator[bytes]:
    """Yield the bytes of a string that may be in parts."""
    for part in _inner_elements(data, outer):
        if part.tag == OCTETS:
            yield data[part.start : part.end]
        elif part.tag == PARTS and depth < MAX_DEPTH:
            yield from _octets(data, part, depth + 1)


def _signer(certificate: bytes) -> list[tuple[str, str]]:
    """Return what a certificate says of its owner (X.509, RFC 5280, 4.1); nothing of an authority's."""
    if AUTHORITY in certificate:
        return []
    found: list[tuple[str, str]] = []
    try:
        (body, *_) = _inner_elements(certificate, _element(certificate, 0))
        parts = [part for part in _inner_elements(certificate, body) if part.tag == SEQUENCE]
        for one in _inner_elements(certificate, parts[3]):
            for pair in _inner_elements(certificate, one):
                kind, value = _inner_elements(certificate, pair)
                if label := SHOWN.get(certificate[kind.start : kind.end]):
                    found.append((label, _text(certificate, value)))
    except (IndexError, ValueError):
        return found
    return found


def _text(data: bytes, value: _Element) -> str:
    return data[value.start : value.end].decode("utf-16-be" if value.tag == WIDE else "utf-8", "replace")
