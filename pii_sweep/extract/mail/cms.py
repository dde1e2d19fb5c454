"""Signed messages and files (CMS, RFC 5652; S/MIME, `.p7m`): what is signed, and who signed it; certificates.

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
from typing import BinaryIO, Final

from pii_sweep.errors import Corrupt, Encrypted
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.mail.msg import join_labelled
from pii_sweep.extract.remainder import read_behind
from pii_sweep.extract.stream import read_whole, safe_name
from pii_sweep.extract.text.encoded.certificate import (
    CMS_HEADER,
    CONTENT,
    MAX_DEPTH,
    SEQUENCE,
    SIGNED,
    Element,
    element,
    inner_elements,
    is_certificate,
    read_subject,
)
from pii_sweep.types import Blob, Piece, Where

OCTETS, PARTS = 0x04, 0x24
SUFFIXES: Final = (".p7m", ".p7s", ".p7c")


def is_cms(head: bytes) -> bool:
    """Return whether bytes begin with signed, enveloped or encrypted data, or with a certificate."""
    return CMS_HEADER.match(head) is not None or is_certificate(head)


def read_cms(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the names of the signers as fields, and what was signed as a blob, where it is in the message.

    Raises Encrypted, Corrupt and TooBig.
    """
    data = _decode_pem(read_whole(body, budget))
    if is_certificate(data):
        yield from _read_certificates(data, body, where, budget)
        return
    head = CMS_HEADER.match(data)
    if head is None:
        raise Corrupt("cms")
    if data[head.end() - 1] != SIGNED:
        raise Encrypted()
    try:
        content, certificates = _open_signed(data)
    except (IndexError, ValueError):
        raise Corrupt("cms") from None
    fields = [field for one in certificates for field in read_subject(one) or ()]
    yield from join_labelled(fields, where, budget)
    if content:
        budget.unpacked(len(content))
        inner = replace(where, inside=(*where.inside, _name(where, content)))
        yield Blob(inner, partial(io.BytesIO, content), len(content))


def _read_certificates(data: bytes, body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the owners of certificates and requests that follow each other, and what is behind them."""
    at, found = 0, list[tuple[str, str]]()
    while at < len(data):
        try:
            end = element(data, at).next
        except (IndexError, ValueError):
            end = at
        owner = read_subject(data[at:end])
        if owner is None:
            break
        found += owner
        at = end
    if not at:
        raise Corrupt("certificate")
    yield from join_labelled(found, where, budget)
    yield from read_behind(body, where, at, budget)


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


def _open_signed(data: bytes) -> tuple[bytes, list[bytes]]:
    """Return what is signed and the certificates; raises IndexError, ValueError."""
    _, explicit = inner_elements(data, element(data, 0))
    (signed,) = inner_elements(data, explicit)
    content, certificates = b"", list[bytes]()
    for part in inner_elements(data, signed):
        if part.tag == SEQUENCE and not content:
            held = (inner for inner in inner_elements(data, part) if inner.tag == CONTENT)
            content = b"".join(piece for inner in held for piece in _octets(data, inner))
        elif part.tag == CONTENT:
            certificates = [data[inner.at : inner.next] for inner in inner_elements(data, part)]
    return content, certificates


def _octets(data: bytes, outer: Element, depth: int = 0) -> Iterator[bytes]:
    """Yield the bytes of a string that may be in parts."""
    for part in inner_elements(data, outer):
        if part.tag == OCTETS:
            yield data[part.start : part.end]
        elif part.tag == PARTS and depth < MAX_DEPTH:
            yield from _octets(data, part, depth + 1)
