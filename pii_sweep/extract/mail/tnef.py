"""Outlook's `winmail.dat` (MS-OXTNEF): the fields, the body once, and the attachments of a mail."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import BinaryIO

from pii_sweep.errors import Corrupt
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.mail.mapi import Properties, Reader, codec_of
from pii_sweep.extract.mail.msg import FIELDS, RECIPIENT, formatted, join_labelled
from pii_sweep.extract.mail.reader import bodies
from pii_sweep.extract.office.rtf_packed import unpack
from pii_sweep.extract.stream import read_whole, safe_name
from pii_sweep.extract.text.decode import register_lenient
from pii_sweep.types import Blob, Piece, Where

SIGNATURE = b"\x78\x9f\x3e\x22"
# Attributes (2.1.3), without their types.
FROM, SUBJECT, BODY, CODE_PAGE = 0x8000, 0x8004, 0x800C, 0x9007
MESSAGE, RECIPIENTS = 0x9003, 0x9004
BEGIN, TITLE, DATA, ATTACHMENT = 0x9002, 0x8010, 0x800F, 0x9005
# Properties (MS-OXPROPS).
PLAIN, RTF, HTML = 0x1000, 0x1009, 0x1013
OBJECT, LONG_NAME, NAME = 0x3701, 0x3707, 0x3704
IDENTIFIER = 16  # bytes of an interface's identifier before an embedded message


@dataclass(slots=True)
class _Attached:
    """An attachment: its short name, its bytes, its properties."""

    title: bytes = field(default=b"", repr=False)
    data: bytes = field(default=b"", repr=False)
    properties: Properties = field(default_factory=dict, repr=False)


@dataclass(slots=True)
class _Message:
    """What the attributes of a file said."""

    codec: str = "cp1252"
    attributes: dict[int, bytes] = field(default_factory=dict, repr=False)
    properties: Properties = field(default_factory=dict, repr=False)
    recipients: list[Properties] = field(default_factory=list, repr=False)
    attached: list[_Attached] = field(default_factory=list)


def read_tnef(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield a message's fields, its body once, and each attachment as a blob.

    Raises TooBig, and Corrupt after what was there.
    """
    message = _Message()
    broken = False
    try:
        for kind, data in _attributes(read_whole(body, budget)):
            _take(message, kind, data)
    except Corrupt:
        broken = True
    yield from join_labelled(_fields(message), where, budget)
    yield from bodies(_texts(message, budget.settings.max_memory_bytes // 4), where, budget)
    for number, one in enumerate(message.attached, 1):
        yield from _attachment(one, number, message.codec, where)
    if broken:
        raise Corrupt("tnef")


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the attributes (2.1.1): a level, an id, a length, the value and a checksum."""
    at = len(SIGNATURE) + 2
    while at < len(data):
        if at + 9 > len(data):
            raise Corrupt("tnef")
        kind, length = struct.unpack_from("<II", data, at + 1)
        at += 9
        if at + length > len(data):
            raise Corrupt("tnef")
        yield kind & 0xFFFF, data[at : at + length]
        at += length + 2


def _take(message: _Message, kind: int, data: bytes) -> None:
    if kind == CODE_PAGE and len(data) >= 4:
        message.codec = codec_of(struct.unpack_from("<I", data)[0])
    elif kind == MESSAGE:
        message.properties |= Reader(data, message.codec).properties()
    elif kind == RECIPIENTS:
        reader = Reader(data, message.codec)
        message.recipients += [reader.properties() for _ in range(reader.count())]
    elif kind == BEGIN:
        message.attached.append(_Attached())
    elif kind in (TITLE, DATA, ATTACHMENT):
        if not message.attached:
            message.attached.append(_Attached())
        last = message.attached[-1]
        if kind == TITLE:
            last.title = data
        elif kind == DATA:
            last.data = data
        else:
            last.properties |= Reader(data, message.codec).properties()
    else:
        message.attributes[kind] = data


def _fields(message: _Message) -> list[tuple[str, str]]:
    found = [(label, _first_value(message.properties, tags)) for label, tags in FIELDS]
    known = {label for label, value in found if value}
    if "Subject" not in known:
        found.append(("Subject", message.attributes.get(SUBJECT, b"").decode(message.codec, "replace")))
    sender = message.attributes.get(FROM, b"")
    if "From" not in known and len(sender) > 8:  # a name and an address behind their lengths (2.1.3.3.1)
        name, address = struct.unpack_from("<HH", sender, 4)
        found.append(("From", sender[8 : 8 + name].decode(message.codec, "replace")))
        tail = sender[8 + name : 8 + name + address].decode(message.codec, "replace")
        found.append(("From-Address", tail.partition(":")[2] or tail))
    for one in message.recipients:
        found += [(label, _first_value(one, tags)) for label, tags in RECIPIENT]
    return [(label, value.replace("\0", "")) for label, value in found]


def _first_value(properties: Properties, tags: tuple[str, ...]) -> str:
    values = (properties.get(int(tag, 16)) for tag in tags)
    return next((value for value in values if isinstance(value, str) and value), "")


def _texts(message: _Message, limit: int) -> list[tuple[str, str]]:
    """Return the bodies; RTF only where there is no other."""
    texts: list[tuple[str, str]] = []
    plain, html, packed = (message.properties.get(tag, b"") for tag in (PLAIN, HTML, RTF))
    plain = plain or message.attributes.get(BODY, b"")
    for kind, value in (("text/plain", plain), ("text/html", html)):
        text = value.decode("utf-8", register_lenient()) if isinstance(value, bytes) else value
        if text:
            texts.append((kind, text.rstrip("\0")))
    if not texts and packed and isinstance(packed, bytes):
        texts += formatted(unpack(packed, limit))
    return texts


def _attachment(one: _Attached, number: int, codec: str, where: Where) -> Iterator[Blob]:
    title = one.title.decode(codec, "replace").rstrip("\0")
    name = _first_value(one.properties, (f"{LONG_NAME:x}", f"{NAME:x}")) or title
    data, held = one.data, one.properties.get(OBJECT)
    if isinstance(held, bytes) and len(held) > IDENTIFIER:
        data, name = held[IDENTIFIER:], name or f"message-{number}"
    if data:
        inner = replace(where, inside=(*where.inside, safe_name(name or f"attachment-{number}")))
        yield Blob(inner, partial(io.BytesIO, data), len(data))
