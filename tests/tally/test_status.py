"""An object of which nothing was read has the status of what prevented it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from pii_sweep.config import Report, Settings
from pii_sweep.read import read_object
from pii_sweep.tally import Tally
from pii_sweep.types import Detection, Gap, Note, ObjectRef, Reading, Where
from pii_sweep.types.frame import Target

REF = ObjectRef("b", "k")
MEMBER = Where(REF, ("a.pdf",))
WHOLE = Where(REF)


def page(number: int) -> Where:
    return Where(REF, page=number)


def locked(where: Where = MEMBER) -> Gap:
    return Gap(where, "ENCRYPTED_DOCUMENT")


def status(*items: Detection | Gap | Note, characters: int = 0) -> tuple[str, str]:
    tally = Tally(REF, Report(), bytes(32))
    tally.saw(characters)
    for item in items:
        tally.add((item, None) if isinstance(item, Detection) else item)
    reading = tally.reading(0.0)
    return reading.status, reading.reason


@pytest.mark.parametrize(
    ("items", "ends"),
    [
        ((locked(),), ("FAILED", "ENCRYPTED_DOCUMENT")),
        ((locked(), locked(Where(REF, ("b.pdf",)))), ("FAILED", "ENCRYPTED_DOCUMENT")),
        ((Gap(MEMBER, "UNSUPPORTED_FILE_TYPE_EXCEPTION"),), ("SKIPPED", "UNSUPPORTED_FILE_TYPE_EXCEPTION")),
        ((Gap(MEMBER, "UNSUPPORTED_FILE_TYPE_EXCEPTION"), locked()), ("FAILED", "ENCRYPTED_DOCUMENT")),
        ((Note(page(1), "pages"), Gap(page(1), "MALFORMED_FILE")), ("FAILED", "MALFORMED_FILE")),
        ((Note(page(1), "pages"), Gap(page(1), "OCR_OFF")), ("SKIPPED", "OCR_OFF")),
        (
            (
                *(Note(page(1), "pages"), Gap(page(1), "OCR_OFF"), Gap(page(1), "MALFORMED_FILE")),
                *(Note(page(2), "pages"), Gap(page(2), "OCR_OFF")),
            ),
            ("FAILED", "MALFORMED_FILE"),
        ),
    ],
)
def test_gaps_alone_are_no_reading(items: tuple[Gap | Note, ...], ends: tuple[str, str]) -> None:
    assert status(*items) == ends


@pytest.mark.parametrize(
    "items",
    [
        (Note(page(1), "pages"), Note(page(2), "pages"), Gap(page(1), "MALFORMED_FILE")),
        (
            *(Note(page(1), "pages"), Gap(page(1), "MALFORMED_FILE"), Gap(page(1), "PIXEL_LIMIT")),
            Note(page(2), "pages"),
        ),
        (Note(Where(REF, ("photo.png",), 1), "pages"), locked()),
        (Note(page(1), "pages"), Gap(page(1), "LOW_OCR_CONFIDENCE", 0.4)),
        (Note(page(1), "pages"), Note(page(1), "ocr_pages"), Gap(page(1), "MALFORMED_FILE")),
        (Note(page(1), "pages"), Note(page(1), "faces"), Gap(page(1), "MALFORMED_FILE")),
    ],
)
def test_a_picture_that_was_examined_without_text_is_read_in_part(items: tuple[Gap | Note, ...]) -> None:
    assert status(*items)[0] == "PARTIAL"


def test_text_next_to_a_gap_is_read_in_part() -> None:
    assert status(locked(), characters=1) == ("PARTIAL", "ENCRYPTED_DOCUMENT")
    assert status(locked(WHOLE), characters=1) == ("PARTIAL", "ENCRYPTED_DOCUMENT")


def test_names_of_members_that_hold_personal_data_are_not_dropped() -> None:
    name = Detection("US_SSN", "078-05-1120", MEMBER, 0, 11, 0.9, "test")
    assert status(name, locked()) == ("PARTIAL", "ENCRYPTED_DOCUMENT")


def read(folder: Path, name: str, body: bytes) -> Reading:
    (folder / name).write_bytes(body)
    ref = ObjectRef(folder.name, name, size=len(body))
    return read_object(Settings(), bytes(32), Target("folder", folder.name, root=str(folder)), ref)


def packed(members: dict[str, bytes], encrypted: str) -> bytes:
    """Return a ZIP one of whose members is marked as encrypted."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    data = bytearray(body.getvalue())
    with zipfile.ZipFile(body) as archive:
        local = archive.getinfo(encrypted).header_offset
        central = data.rindex(encrypted.encode()) - 46
    data[local + 6] |= 1
    data[central + 8] |= 1
    return bytes(data)


def test_a_zip_of_which_every_member_needs_a_password_is_not_read(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.zip", packed({"s.csv": b"name,city\nAnn,Oslo\n"}, "s.csv"))
    assert (reading.status, reading.reason) == ("FAILED", "ENCRYPTED_DOCUMENT")


def test_a_zip_of_which_one_member_was_read_is_read_in_part(tmp_path: Path) -> None:
    members = {"a.txt": b"Meeting at noon\n", "s.csv": b"name,city\nAnn,Oslo\n"}
    reading = read(tmp_path, "a.zip", packed(members, "s.csv"))
    assert (reading.status, reading.reason) == ("PARTIAL", "ENCRYPTED_DOCUMENT")


def test_a_picture_that_breaks_off_is_not_read_and_one_without_text_is(tmp_path: Path) -> None:
    body = io.BytesIO()
    Image.effect_noise((400, 400), 20).save(body, "PNG")
    cut, whole = (read(tmp_path, "a.png", data) for data in (body.getvalue()[:900], body.getvalue()))
    assert (cut.status, cut.reason) == ("FAILED", "MALFORMED_FILE")
    assert whole.status == "ANALYSED"
