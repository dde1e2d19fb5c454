"""What a Mac leaves beside files in archives: read, and no gap."""

from __future__ import annotations

import plistlib

from pii_sweep.extract.finder import _before
from pii_sweep.types import Gap, Passage
from tests.extract.samples import CSV, MAIL, NAME, OTHER, apple_double, ds_store, zipped
from tests.extract.test_office import read, text_of


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


def test_the_names_of_a_folders_files_are_read_once() -> None:
    text = text_of(read(".DS_Store", ds_store([(f"{NAME}.pdf", ""), (f"{NAME}.pdf", "ask Ann Lee")])))
    assert text == f"{NAME}.pdf\nask Ann Lee"
    assert _before(b"Ilocblob", 0) == ""
