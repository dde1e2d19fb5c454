"""What a Mac leaves beside files in archives: read, and no gap."""

from __future__ import annotations

import plistlib

from pii_sweep.extract.mail.apple_double import _name_before
from pii_sweep.types import Gap, Passage
from tests.extract.office.test_document import read, text_of
from tests.extract.samples import CSV, MAIL, NAME, OTHER, apple_double, ds_store, zipped


def test_an_archive_that_a_mac_made_has_no_gap() -> None:
    data = zipped({"people.csv": CSV, "__MACOSX/._people.csv": apple_double({}), ".DS_Store": ds_store([])})
    assert not [piece for piece in read("a.zip", data) if isinstance(piece, Gap)]


def test_the_mail_that_a_file_came_with_is_read_from_its_attributes() -> None:
    origin = plistlib.dumps([f"{OTHER} <{MAIL}>", "Your order", "message:1"], fmt=plistlib.FMT_BINARY)
    attributes = {
        "com.apple.metadata:kMDItemWhereFroms": origin,
        "com.apple.lastuseddate#PS": b"\xe5\x01\xff\0",
    }
    pieces = read("._a.pdf", apple_double(attributes))
    (found,) = [piece for piece in pieces if isinstance(piece, Passage)]
    assert MAIL in found.text and found.where.inside == ("com.apple.metadata:kMDItemWhereFroms.plist",)
    assert not [piece for piece in pieces if isinstance(piece, Gap)]


def test_attributes_that_lie_on_one_another_take_no_more_than_their_file() -> None:
    long = b"bplist00" + bytes(5000)
    data = apple_double({"a": f"Dear {NAME}".encode(), "b": long, "c": long, "d": long})
    places = [data.index(long, at) for at in (0, data.index(long) + 1, data.rindex(long))]
    for place in places[1:]:
        data = data.replace(place.to_bytes(4, "big"), places[0].to_bytes(4, "big"))
    pieces = read("._a.pdf", data[: places[0] + len(long)])
    assert NAME in text_of(pieces)
    assert {piece.reason for piece in pieces if isinstance(piece, Gap)} == {"MALFORMED_FILE"}


def test_the_names_of_a_folders_files_are_read_once() -> None:
    text = text_of(read(".DS_Store", ds_store([(f"{NAME}.pdf", ""), (f"{NAME}.pdf", "ask Ann Lee")])))
    assert text == f"{NAME}.pdf\nask Ann Lee"
    assert _name_before(b"Ilocblob", 0) == ""
