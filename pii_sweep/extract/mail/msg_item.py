"""What Outlook keeps that is no mail: contacts, appointments and tasks (MS-OXOCNTC, MS-OXOCAL, MS-OXOTASK).

Their properties have fixed tags (MS-OXPROPS), or tags that the file itself gives to names (MS-OXMSG 2.2.3).
"""

from __future__ import annotations

import struct
from email import message_from_string
from email.errors import MessageError
from typing import Any, Final

from pii_sweep.extract.mail.mapi import codec_of
from pii_sweep.extract.mail.reader import HEADERS, decode_words
from pii_sweep.extract.office.ole import stream

LIMIT: Final = 1 << 24
NAMES: Final = "__nameid_version1.0"
VALUES: Final = "__properties_version1.0"
CODE_PAGES: Final = (0x3FFD, 0x3FDE)  # of the texts; of the body, where the first is absent
TAGS: Final = (
    ("Name", "3001"), ("Given name", "3A06"), ("Family name", "3A11"), ("Nickname", "3A4F"),
    ("Company", "3A16"), ("Job title", "3A17"), ("Business phone", "3A08"), ("Home phone", "3A09"),
    ("Mobile phone", "3A1C"), ("Phone", "3A1A"), ("Fax", "3A24"), ("Address", "3A15"),
    ("Home street", "3A5D"), ("Home city", "3A59"), ("Home state", "3A5C"), ("Home ZIP", "3A5B"),
    ("Home country", "3A5A"), ("Street", "3A29"), ("City", "3A27"), ("State", "3A28"), ("ZIP", "3A2A"),
    ("Country", "3A26"), ("Spouse", "3A48"), ("Children", "3A58"), ("Manager", "3A4E"),
    ("Assistant", "3A30"), ("Customer number", "3A4A"), ("Government number", "3A07"),
)  # fmt: skip
# Long identifiers of names (MS-OXPROPS).
NAMED: Final = {
    0x8080: "E-mail name", 0x8083: "E-mail", 0x8090: "E-mail name", 0x8093: "E-mail", 0x80A0: "E-mail name",
    0x80A3: "E-mail", 0x8062: "Messenger", 0x801A: "Home address", 0x801B: "Work address",
    0x801C: "Other address", 0x8045: "Work street", 0x8046: "Work city", 0x8047: "Work state",
    0x8048: "Work ZIP", 0x8208: "Location", 0x8238: "Attendees", 0x823B: "To", 0x823C: "Cc",
    0x811F: "Owner", 0x8121: "Assigner", 0x8586: "Contacts",
}  # fmt: skip
SHOWN: Final = frozenset({"From", "To", "Cc", "Bcc", "Subject", "Date", "Sender"})  # by other properties


def code_page(file: Any, root: list[str]) -> str:
    """Return the codec of a message's 8-bit texts, an empty one where nothing names it."""
    data = stream(file, [*root, VALUES], LIMIT)
    found: dict[int, int] = {}
    for at in range(len(data) % 16, len(data) - 15, 16):  # behind a header of 8, 24 or 32 bytes
        kind, tag, _, value = struct.unpack_from("<HHII", data, at)
        if kind == 3 and tag in CODE_PAGES:
            found[tag] = value
    page = next((found[tag] for tag in CODE_PAGES if tag in found), 0)
    return codec_of(page) if page else ""


def tags(file: Any) -> list[tuple[str, str]]:
    """Return labels and tags of what a contact, an appointment or a task may have."""
    data = stream(file, [NAMES, "__substg1.0_00030102"], LIMIT)
    own = []
    for at in range(0, len(data) - 7, 8):
        name, kind, number = struct.unpack_from("<IHH", data, at)
        if not kind & 1 and name in NAMED:  # a number; strings have the other bit
            own.append((NAMED[name], f"{0x8000 + number:04X}"))
    return [*TAGS, *own]


def transport(text: str) -> list[tuple[str, str]]:
    """Return what the headers of a message that came by SMTP say beyond its properties."""
    try:
        message = message_from_string(text.strip())
    except (MessageError, ValueError, TypeError, LookupError, AttributeError):
        return []
    names = (name for name in HEADERS if name not in SHOWN)
    return [(name, decode_words(str(value))) for name in names for value in message.get_all(name, [])]
