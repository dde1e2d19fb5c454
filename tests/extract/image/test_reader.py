"""Pictures: frames, orientation, metadata, barcodes, faces, bombs and broken files."""

from __future__ import annotations

import base64
import io
from random import Random

import numpy as np
import pytest
import segno
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from pii_sweep.config import Extract
from pii_sweep.errors import Corrupt
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.image import bands
from pii_sweep.extract.image.barcode import licence_fields
from pii_sweep.extract.image.exif import gps
from pii_sweep.extract.image.pixels import pixels
from pii_sweep.extract.image.reader import read_image
from pii_sweep.extract.ocr import detector, recognizer
from pii_sweep.types import Gap, Note, ObjectRef, Passage, Piece, Where

WHERE = Where(ObjectRef("bucket", "photo.jpg"))
LICENCE = (
    "@\n\x1e\rANSI 636014080102DL00410288ZC03290015DLDAQD1234562\nDCSGONZALEZ\nDDEN\nDACMARIA\nDBD06062022\n"
    "DBB08311985\nDBA08312027\nDBC2\nDAG1420 OAK STREET APT 7\nDAIFRESNO\nDAJCA\nDAK937010000  \nDCGUSA\r"
)


def card(*lines: str, size: tuple[int, int] = (1000, 600)) -> Image.Image:
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    for row, line in enumerate(lines):
        draw.text((60, 60 + 50 * row), line, "black", ImageFont.load_default(34))
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def read(data: bytes, **settings: object) -> list[Piece]:
    return [piece for piece in read_image(io.BytesIO(data), WHERE, Budget(Extract(**settings)))]  # type: ignore[misc]


def texts(pieces: list[Piece], layout: str = "page") -> list[str]:
    return [piece.text for piece in pieces if isinstance(piece, Passage) and piece.layout == layout]


@pytest.mark.parametrize(
    "kind", ["PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP", "HEIF", "JPEG2000", "PCX", "PPM"]
)
def test_every_kind_of_picture_is_read(kind: str) -> None:
    read(saved(Image.new("RGB", (64, 64), "white"), "PNG"))  # registers HEIC
    assert (
        "Maria Gonzalez\n12 Oak Street"
        in texts(read(saved(card("Maria Gonzalez", "12 Oak Street"), kind)))[0]
    )


def test_each_page_of_a_tiff_is_a_page() -> None:
    pages = [card("Page one of two", "Jane Doe"), card("Page two of two", "Li Wei")]
    pieces = read(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    found = [piece for piece in pieces if isinstance(piece, Passage)]
    assert [piece.where.page for piece in found] == [1, 2]
    assert "Li Wei" in found[1].text


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_each_frame_of_a_film_is_read_once(kind: str) -> None:
    names = ("Maria Gonzalez", "Maria Gonzalez", "Li Wei Chen", "Jane Doe", "Jane Doe", "Omar Haddad")
    frames = [card("Ship to", name, size=(500, 200)).convert("L") for name in names]
    frames = [
        frame.point(lambda level, add=index: min(level, 250 - add)) for index, frame in enumerate(frames)
    ]
    frames[4] = frames[3].copy()
    options = {"lossless": True} if kind == "WEBP" else {}
    data = saved(
        frames[0], kind, save_all=True, append_images=[*frames[1:], frames[3]], duration=50, loop=0, **options
    )
    said = [text.split("\n")[-1] for text in texts(read(data))]
    assert {"Li Wei Chen", "Jane Doe", "Omar Haddad"} <= set(said)
    assert said.count("Jane Doe") == 1


def test_a_table_of_people_in_a_picture_is_read_record_by_record() -> None:
    picture = Image.new("RGB", (1300, 420), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(30)
    rows = [("Name", "Street address", "Total"), ("Maria Alvarez", "12 Oak St, Reno NV", "88.10")]
    rows += [
        ("Peter Novak", "77 Pine Rd, Elko NV", "12.45"),
        ("Ingrid Larsen", "9 Elm Ave, Reno NV", "199.00"),
    ]
    for at, row in enumerate(rows):
        for x, cell in zip((60, 480, 1050), row, strict=True):
            draw.text((x, 60 + 80 * at), cell, "black", font)
    found = texts(read(saved(picture, "PNG")), "fields")
    assert found[0] == "Name: Maria Alvarez\nStreet address: 12 Oak St, Reno NV\nTotal: 88.10"
    assert len(found) == 3


def test_boxes_are_those_of_the_photo_as_displayed() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: shown 600 wide and 1,000 high
    pieces = read(saved(card("GONZALEZ").rotate(90, expand=True), "JPEG", exif=exif))
    (found,) = [piece for piece in pieces if isinstance(piece, Passage) and piece.layout == "page"]
    assert found.text == "GONZALEZ"
    box = found.spans[0].box
    assert box is not None
    assert abs(box.x0 - 62) < 12 and abs(box.y0 - 70) < 14 and box.x1 - box.x0 > 2 * (box.y1 - box.y0)


def test_a_large_picture_is_read_smaller_and_boxes_stay_in_its_own_pixels() -> None:
    picture = Image.new("RGB", (7000, 2000), "white")
    picture.paste(card("GONZALEZ").resize((4000, 2400)), (3000, 0))
    (found,) = [piece for piece in read(saved(picture, "PNG")) if isinstance(piece, Passage)]
    box = found.spans[0].box
    assert box is not None and abs(box.x0 - 3240) < 60


def test_metadata_indicates_place_owner_and_author() -> None:
    exif = Image.Exif()
    exif[0x013B] = "Maria Gonzalez"
    exif[0x010E] = "Birthday at home"
    exif.get_ifd(0x8825).update({1: "N", 2: (34.0, 3.0, 8.028), 3: "W", 4: (118.0, 14.0, 37.248)})
    exif.get_ifd(0x8769)[0xA430] = "M. Gonzalez"
    (found,) = texts(read(saved(Image.new("RGB", (320, 240), "grey"), "JPEG", exif=exif)), "metadata")
    assert found.splitlines()[0] == "GPS: 34.05223, -118.24368"
    assert {"Artist: Maria Gonzalez", "Description: Birthday at home", "Camera owner: M. Gonzalez"} <= set(
        found.splitlines()
    )


def test_impossible_positions_are_no_positions() -> None:
    assert gps({1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)}) is None
    assert gps({2: (200.0, 0.0, 0.0), 4: (1.0, 0.0, 0.0)}) is None
    assert gps({2: "x"}) is None


def test_a_photo_without_text_is_not_read_by_ocr() -> None:
    pieces = read(saved(Image.radial_gradient("L").resize((1200, 900)).convert("RGB"), "JPEG"))
    assert pieces == [Note(pieces[0].where, "pages")]


def test_a_qr_code_is_a_passage_with_its_box() -> None:
    out = io.BytesIO()
    segno.make("BEGIN:VCARD\nFN:Maria Gonzalez\nTEL:+15595550123\nEND:VCARD").save(out, kind="png", scale=6)
    (found,) = [p for p in read(out.getvalue()) if isinstance(p, Passage) and p.layout == "barcode"]
    assert "FN:Maria Gonzalez" in found.text.splitlines()
    assert found.where.box is not None and found.where.box.x1 - found.where.box.x0 > 100


def test_the_pdf417_of_a_licence_becomes_named_fields() -> None:
    fields = licence_fields(LICENCE).splitlines()
    assert {
        "Name: MARIA GONZALEZ", "Address: 1420 OAK STREET APT 7, FRESNO, CA 93701", "Sex: F",
        "Date of birth: 08/31/1985", "Driver license number: D1234562",
    } <= set(fields)  # fmt: skip
    code = zxingcpp.create_barcode(LICENCE, zxingcpp.BarcodeFormat.PDF417)
    picture = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=3)).convert("RGB")
    assert "Driver license number: D1234562" in texts(read(saved(picture, "PNG")), "fields")[0]


def test_too_many_pixels_are_refused_before_they_are_decoded() -> None:
    pieces = read(saved(card("Jane Doe"), "PNG"), max_pixels=1000)
    assert [piece.reason for piece in pieces if isinstance(piece, Gap)] == ["PIXEL_LIMIT"]


def test_a_truncated_photo_gives_what_was_there_and_a_gap() -> None:
    data = saved(card("Maria Gonzalez", "12 Oak Street", size=(1000, 1600)), "JPEG", quality=95)
    pieces = read(data[: len(data) * 3 // 4])
    assert any("Maria Gonzalez" in text for text in texts(pieces))
    assert [piece.reason for piece in pieces if isinstance(piece, Gap)] == ["MALFORMED_FILE"]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP"])
def test_files_cut_anywhere_never_break_the_reader(kind: str) -> None:
    data = saved(Image.radial_gradient("L").convert("RGB"), kind)
    for end in range(10, len(data), max(1, len(data) // 8)):
        try:
            pieces = read(data[:end])
        except Corrupt:
            continue
        assert all(isinstance(piece, (Gap, Note, Passage)) for piece in pieces)


def test_a_position_that_only_xmp_shows_is_read() -> None:
    packet = b'<x:xmpmeta exif:GPSLatitude="38,32.5N" exif:GPSLongitude="121,44.25W"/>'
    out = io.BytesIO()
    Image.new("RGB", (60, 40)).save(out, "JPEG", xmp=packet)
    pieces = read_image(out, Where(ObjectRef("b", "p.jpg")), Budget(Extract()))
    assert any(isinstance(piece, Passage) and "GPS: 38.54167, -121.73750" in piece.text for piece in pieces)


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded() -> None:
    data = saved(Image.new("RGB", (64, 64)), "WEBP")
    assert [p.reason for p in read(data, max_memory_bytes=10_000) if isinstance(p, Gap)] == [
        "FILE_EXCEEDS_SIZE_LIMIT"
    ]


@pytest.mark.parametrize(
    "mode, kind, options",
    [
        ("RGB", "PNG", {}),
        ("RGBA", "PNG", {}),
        ("RGB", "TIFF", {"compression": "tiff_lzw", "tiffinfo": {278: 40}}),
        ("RGB", "TIFF", {"compression": "jpeg", "tiffinfo": {278: 40}}),
        ("P", "TIFF", {"compression": "tiff_adobe_deflate", "tiffinfo": {278: 40}}),
        ("1", "TIFF", {"compression": "group4", "tiffinfo": {278: 40}}),
    ],
)
def test_a_large_picture_read_band_by_band_has_the_same_pixels(
    mode: str, kind: str, options: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bands, "BAND_BYTES", 60_000)
    grain = np.random.default_rng(3).integers(0, 256, (30, 40, 3), dtype=np.uint8)
    picture = Image.fromarray(grain).resize((407, 333)).convert(mode)
    data = saved(picture, kind, **options)
    whole, _ = pixels(Image.open(io.BytesIO(data)), 150, Budget(Extract()))
    banded, _ = pixels(Image.open(io.BytesIO(data)), 150, Budget(Extract(max_memory_bytes=1000)))
    assert banded.size == (204, 167)
    assert banded.tobytes() == whole.tobytes()


def test_a_png_cut_short_gives_what_was_there_also_where_it_is_read_by_bands() -> None:
    data = saved(card("Maria Gonzalez", "12 Oak Street", size=(1000, 1200)), "PNG", compress_level=0)
    pieces = read(data[: len(data) // 2], max_memory_bytes=8_000_000)
    assert any("Maria Gonzalez" in text for text in texts(pieces))
    assert [piece.reason for piece in pieces if isinstance(piece, Gap)] == ["MALFORMED_FILE"]


def test_with_ocr_off_no_network_runs_and_each_picture_is_a_gap_with_its_barcodes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a network ran")

    monkeypatch.setattr(detector, "_network", refuse)
    monkeypatch.setattr(recognizer, "_network", refuse)
    picture = card("Maria Gonzalez")
    code = Image.open(io.BytesIO(_code("Zoltan Quimby")))
    picture.paste(code.rotate(90), (500, 250))
    pieces = read(saved(picture, "PNG"), ocr="off", faces=False)
    assert texts(pieces, "barcode") == ["Zoltan Quimby"]
    assert [piece.reason for piece in pieces if isinstance(piece, Gap)] == ["OCR_OFF"]
    dim, blank = card("Faint", size=(400, 200)).point(lambda level: 215 + level // 8), card()
    for shown, gaps in ((dim, ["OCR_OFF"]), (blank, [])):
        pieces = read(saved(shown, "PNG"), ocr="off", faces=False)
        assert [piece.reason for piece in pieces if isinstance(piece, Gap)] == gaps


@pytest.mark.parametrize("read_as_text", [True, False])
def test_bytes_in_a_code_that_are_not_read_are_noted(read_as_text: bool) -> None:
    draw = Random(5)
    message = b"".join(
        bytes((draw.randrange(250), draw.randrange(4), 200, draw.randrange(40))) for _ in range(60)
    )
    data = b"Maria Gonzalez, 4155550132" * 6 if read_as_text else message
    budget = Budget(Extract(ocr="fast", faces=False))
    list(read_image(io.BytesIO(_code(base64.b64encode(data).decode())), WHERE, budget))
    assert budget.has_unread is not read_as_text


def _code(text: str) -> bytes:
    out = io.BytesIO()
    segno.make(text).save(out, kind="png", scale=6)
    return out.getvalue()
