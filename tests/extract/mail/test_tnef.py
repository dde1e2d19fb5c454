"""What Outlook's `winmail.dat` says in attributes, properties and code pages."""

from __future__ import annotations

import struct

from tests.extract.office.test_document import read, text_of
from tests.extract.samples import MAIL, NAME, mapi

SENDER, CODE_PAGE, MESSAGE = 0x00008000, 0x00069007, 0x00069003


def winmail(*attributes: tuple[int, bytes]) -> bytes:
    """Return a file of some attributes of the message."""
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(
        struct.pack("<BII", 1, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
        for kind, data in attributes
    )


def sender(name: bytes, address: bytes) -> bytes:
    """Return who sent a mail, a name and an address (MS-OXTNEF 2.1.3.3.1)."""
    return struct.pack("<HHHH", 4, 0, len(name), len(address)) + name + address


def test_the_sender_is_read_from_the_attribute_where_no_property_names_one() -> None:
    held = sender(NAME.encode() + b"\0", b"SMTP:" + MAIL.encode() + b"\0")
    assert text_of(read("winmail.dat", winmail((SENDER, held)))) == f"From: {NAME}\nFrom-Address: {MAIL}"
    named = mapi({(0x1E, 0x0C1A): b"Ann Lee\0"})
    text = text_of(read("winmail.dat", winmail((SENDER, held), (MESSAGE, named))))
    assert text == "From: Ann Lee"


def test_values_of_every_length_are_followed_by_the_next_one() -> None:
    for blanks in range(4):
        listed = mapi({(0x1E, 0x0037): b"Order" + b"\0" * blanks, (0x1E, 0x0E04): NAME.encode()})
        text = text_of(read("winmail.dat", winmail((MESSAGE, listed))))
        assert text == f"To: {NAME}\nSubject: Order"


def test_texts_in_a_code_page_that_is_not_known_are_those_of_western_windows() -> None:
    for page, written in ((1250, "Łukasz Wójcik".encode("cp1250")), (29_999, b"O\x92Brien")):
        listed = mapi({(0x1E, 0x0E04): written})
        text = text_of(read("winmail.dat", winmail((CODE_PAGE, struct.pack("<I", page)), (MESSAGE, listed))))
        assert text in ("To: Łukasz Wójcik", "To: O’Brien")
