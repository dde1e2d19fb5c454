"""The owners that certificates name: X.509 (RFC 5280), requests (PKCS #10), keys of OpenPGP (RFC 9580).

Bytes stand in the encoding of ASN.1 (DER, X.690), of which messages in CMS consist as well.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

SEQUENCE, OBJECT, CONTENT = 0x30, 0x06, 0xA0
_SET, _TIMES = 0x31, (0x17, 0x18)
MAX_DEPTH: Final = 32
MAX_ELEMENTS: Final = 1_000_000
# A sequence of a sequence, which begins with a version and a number (of X.509 also without the version), or
# with the version of a request and the name that asks.
_SIZE: Final = rb"(?:[\x00-\x80]|\x81.|\x82..|\x83...)"
HEADER: Final = re.compile(
    rb"\x30" + _SIZE + rb"\x30" + _SIZE + rb"(?:\xa0\x03\x02\x01[\x00-\x02]\x02[\x01-\x20]|\x02[\x01-\x20])",
    re.S,
)
# Of CMS: a sequence, then the kind of content: signed (2), enveloped (3) or encrypted data (6).
CMS_HEADER: Final = re.compile(
    rb"\x30(?:[\x00-\x80]|\x81.|\x82..|\x83...|\x84....)\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07[\x02\x03\x06]",
    re.S,
)
SIGNED: Final = 2
# Attributes of a name (X.520): common name, serial number (of a person, in qualified certificates), e-mail.
SHOWN: Final = {
    b"\x55\x04\x03": "Signer",
    b"\x55\x04\x05": "Number",
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01": "E-mail",
}
# Given and family name, which together are one where no common name is.
GIVEN, FAMILY = b"\x55\x04\x2a", b"\x55\x04\x04"
# Basic constraints: it may sign others.
_AUTHORITY: Final = re.compile(rb"\x55\x1d\x13(?:\x01\x01\xff)?\x04.\x30.\x01\x01\xff", re.S)
_OTHER_NAMES: Final = b"\x06\x03\x55\x1d\x11"  # mailboxes among the subject's alternative names
_MAILBOX: Final = 0x81
_WIDE: Final = {0x1E: "utf-16-be", 0x1C: "utf-32-be"}  # BMPString, UniversalString
# A public or secret key of OpenPGP of version 3 to 6, in the old and the new form of packets.
_PGP_KEY: Final = re.compile(
    rb"(?:[\x94\x98].|[\x95\x99]..|[\x96\x9a]....|[\xc5\xc6](?:[\0-\xbf]|[\xc0-\xdf].|\xff....))[\x03-\x06]",
    re.S,
)
_USER_ID: Final = 13


class Element(NamedTuple):
    """An element (X.690, 8.1): its tag, and where it, its value, its end and the next one begin."""

    tag: int
    at: int
    start: int
    end: int
    next: int


def is_certificate(head: bytes) -> bool:
    """Return whether bytes begin a certificate or a request for one, and no other sequence of ASN.1."""
    if HEADER.match(head) is None:
        return False
    try:
        inner = element(head, element(head, 0, whole=False).start, whole=False)
        begin = inner.start
        for _ in range(2 if head[begin] == CONTENT else 1):
            begin = element(head, begin).next
        first = element(head, begin)
        second = element(head, first.next, whole=False)
        if first.tag != SEQUENCE or second.tag != SEQUENCE:
            return False
        if head[first.start] == OBJECT:  # an algorithm; a list of revoked certificates has no pair of times
            times = element(head, second.next, whole=False)
            return times.tag == SEQUENCE and head[times.start] in _TIMES
        is_name = first.start == first.end or head[first.start] == _SET
        algorithm = element(head, second.start, whole=False)
        return is_name and algorithm.tag == SEQUENCE and head[algorithm.start] == OBJECT
    except (IndexError, ValueError):
        return False


def read_owner(data: bytes) -> list[tuple[str, str]] | None:
    """Return what a certificate or key says of its owner, with labels; None for other bytes."""
    return _read_user_ids(data) if _PGP_KEY.match(data) else read_subject(data)


def describe_owner(data: bytes) -> str | None:
    """Return the owner of a certificate or key as lines of fields; None for other bytes."""
    found = read_owner(data)
    return None if found is None else "\n".join(f"{label}: {value}" for label, value in found)


def read_subject(certificate: bytes) -> list[tuple[str, str]] | None:
    """Return what a certificate or request says of its owner; of an authority if it signed itself.

    None for bytes that are no certificate, or more than one, and where nothing of the owner's name was read.
    """
    if not is_certificate(certificate):
        return None
    try:
        outer = element(certificate, 0)
        (body, *_) = inner_elements(certificate, outer)
        parts = [part for part in inner_elements(certificate, body) if part.tag == SEQUENCE]
        issuer, subject = (parts[1], parts[3]) if len(parts) > 4 else (None, parts[0])
        found = _read_name(certificate, subject)
    except (IndexError, ValueError):
        return None
    if outer.next != len(certificate):
        return None
    named = certificate[subject.at : subject.next]
    alone = issuer is None or certificate[issuer.at : issuer.next] == named
    authority = _AUTHORITY.search(certificate) is not None
    if authority and not alone:
        return []
    found += ((label, mail) for label, mail in _read_mailboxes(certificate) if (label, mail) not in found)
    return found if found or authority or subject.start == subject.end else None


def _read_name(data: bytes, name: Element) -> list[tuple[str, str]]:
    found, halves = list[tuple[str, str]](), dict[bytes, str]()
    for one in inner_elements(data, name):
        for pair in inner_elements(data, one):
            kind, value = inner_elements(data, pair)
            if (one.tag, pair.tag, kind.tag) != (_SET, SEQUENCE, OBJECT):
                raise ValueError("name")
            number = data[kind.start : kind.end]
            if label := SHOWN.get(number):
                found.append((label, _decode(data, value)))
            elif number in (GIVEN, FAMILY):
                halves[number] = _decode(data, value)
    if len(halves) == len((GIVEN, FAMILY)):
        whole = ("Signer", f"{halves[GIVEN]} {halves[FAMILY]}")
        found += [whole] if whole not in found else []
    return found


def _read_mailboxes(data: bytes) -> list[tuple[str, str]]:
    """Return the mailboxes among the alternative names, in a string behind the number of their kind."""
    at = data.find(_OTHER_NAMES)
    if at < 0:
        return []
    try:
        value = element(data, at + len(_OTHER_NAMES))
        if value.tag == 0x01:  # whether it is critical
            value = element(data, value.next)
        names = inner_elements(data, element(data, value.start))
    except (IndexError, ValueError):  # a key may hold the same bytes by chance
        return []
    return [
        ("E-mail", data[one.start : one.end].decode("ascii", "replace"))
        for one in names
        if one.tag == _MAILBOX
    ]


def _decode(data: bytes, value: Element) -> str:
    raw = data[value.start : value.end]
    if value.tag in _WIDE:
        return raw.decode(_WIDE[value.tag], "replace")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _read_user_ids(data: bytes) -> list[tuple[str, str]] | None:
    """Return the user ids of a key of OpenPGP, a name and a mailbox in angle brackets; None without any.

    Bytes that are not packets to their end are no key, as its first bytes are not rare.
    """
    found, at = list[tuple[str, str]](), 0
    while at + 2 < len(data) and len(found) < MAX_ELEMENTS:
        mark = data[at]
        if mark & 0xC0 == 0xC0:
            kind, size, at = mark & 0x3F, *_read_new_size(data, at + 1)
        elif mark & 0x80 and mark & 3 < 3:
            width = 1 << (mark & 3)
            kind, size = mark >> 2 & 15, int.from_bytes(data[at + 1 : at + 1 + width], "big")
            at += 1 + width
        else:
            break
        if kind == _USER_ID:
            found.append(("Signer", data[at : at + size].decode("utf-8", "replace")))
        at += size
    return found if found and at == len(data) else None


def _read_new_size(data: bytes, at: int) -> tuple[int, int]:
    """Return a packet's length and where it begins (RFC 9580, 4.2.1)."""
    first = data[at]
    if first < 0xC0:
        return first, at + 1
    if first < 0xE0:
        return (first - 0xC0 << 8) + data[at + 1] + 0xC0, at + 2
    return int.from_bytes(data[at + 1 : at + 5], "big"), at + 5


def element(data: bytes, at: int, depth: int = 0, *, whole: bool = True) -> Element:
    """Return the element at a place; one without a length ends with two zeros; raises IndexError, ValueError.

    `whole`: what ends behind the data is wrong.
    """
    if depth > MAX_DEPTH:
        raise ValueError("depth")
    tag, length, start = data[at], data[at + 1], at + 2
    if length == 0x80:
        here = start
        while data[here : here + 2] != b"\0\0":
            here = element(data, here, depth + 1).next
        return Element(tag, at, start, here, here + 2)
    if length > 0x80:
        size = length & 0x7F
        length, start = int.from_bytes(data[start : start + size], "big"), start + size
    if whole and start + length > len(data):
        raise ValueError("length")
    return Element(tag, at, start, start + length, start + length)


def inner_elements(data: bytes, outer: Element) -> list[Element]:
    """Return the elements of an element's value; raises IndexError, ValueError."""
    found, at = list[Element](), outer.start
    while at < outer.end:
        if len(found) > MAX_ELEMENTS:
            raise ValueError("elements")
        found.append(element(data, at))
        at = found[-1].next
    return found
