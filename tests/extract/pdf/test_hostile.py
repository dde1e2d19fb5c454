"""PDFs that would take more memory or time than they weigh: the page pays, and the others are read."""

from __future__ import annotations

import io
import zlib
from base64 import a85encode
from collections.abc import Sequence

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from fixtures.bombs_pdf import FONT, SPACES, TEXT, document, drawing, flate, in_object_stream, stream
from fixtures.scans import assembled
from pii_sweep.config import Extract
from pii_sweep.extract.pdf.guard.body import GuardedBody
from pii_sweep.extract.pdf.guard.inflate import operators
from pii_sweep.types import Gap, Passage
from tests.extract.test_formats import read

SMALL = Extract(ocr="off", faces=False, max_memory_bytes=8 << 20, max_pixels=1 << 22)  # operators: 0.7 MiB
LONG = b" " * (9 << 20)
PICTURE = b"/Type /XObject /Subtype /Image /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode "
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Filter /FlateDecode "
SHOWN = b"q 300 0 0 200 0 0 cm /N Do Q\n"


def outcome(data: bytes, settings: Extract = SMALL) -> tuple[list[int | None], list[tuple[int | None, str]]]:
    """Return the pages whose text was read, and page and reason of every gap."""
    pieces = read("a.pdf", data, settings)
    texts = [piece.where.page for piece in pieces if isinstance(piece, Passage) and "Holloway" in piece.text]
    gaps = [(piece.where.page, piece.reason) for piece in pieces if isinstance(piece, Gap)]
    return texts, [gap for gap in gaps if gap[1] != "OCR_OFF"]


@pytest.mark.parametrize(
    "bad",
    [
        flate(LONG),
        stream(zlib.compress(zlib.compress(LONG)), b"/Filter [/FlateDecode /FlateDecode]"),
        stream(zlib.compress(LONG).hex().encode() + b">", b"/Filter [/ASCIIHexDecode /FlateDecode]"),
        stream(a85encode(zlib.compress(LONG)) + b"~>", b"/Filter [/ASCII85Decode /Fl]"),
        stream(zlib.compress(LONG), b"/Filter /#46lateDecode"),
        stream(zlib.compress(LONG), b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 1 >>"),
        stream(b"\0" * 99, b"/Filter [/LZWDecode /FlateDecode]"),
        flate(b"BI /W 9000 /H 9000 /BPC 8 /CS /G /F /Fl ID " + zlib.compress(LONG) + b" EI\n"),
    ],
    ids=["flate", "twice", "hex", "ascii85", "escaped", "predictor", "lzw", "inline"],
)
def test_a_stream_that_inflates_past_the_bound_costs_its_page(bad: bytes) -> None:
    assert outcome(document([[flate(TEXT)], [bad], [flate(TEXT)]])) == (
        [1, 3],
        [(2, "FILE_EXCEEDS_SIZE_LIMIT")],
    )


def test_streams_of_one_page_are_counted_together_and_those_of_the_next_anew() -> None:
    part = flate(b" " * (600 << 10))
    pages = [[flate(TEXT), part], [part] * 3 + [flate(TEXT)], [flate(TEXT), part]]
    assert outcome(document(pages)) == ([1, 2, 3], [(2, "FILE_EXCEEDS_SIZE_LIMIT")])


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (stream(zlib.compress(LONG), PICTURE + b"/Width 2000 /Height 1000"), "FILE_EXCEEDS_SIZE_LIMIT"),
        (stream(zlib.compress(b"\0"), PICTURE + b"/Width 60000 /Height 60000"), "PIXEL_LIMIT"),
        (stream(zlib.compress(LONG), FORM), "FILE_EXCEEDS_SIZE_LIMIT"),
    ],
    ids=["picture", "pixels", "form"],
)
def test_what_a_page_draws_is_hidden_and_its_text_is_read(more: bytes, reason: str) -> None:
    pages = [[flate(TEXT)], [flate(SHOWN + TEXT)], [flate(TEXT)]]
    assert outcome(document(pages, [more])) == ([1, 2, 3], [(2, reason)])


def test_a_picture_may_be_longer_than_operators_may() -> None:
    picture = stream(zlib.compress(b"\x80" * (2 << 20)), PICTURE + b"/Width 2048 /Height 1024")
    assert outcome(document([[flate(SHOWN + TEXT)]], [picture])) == ([1], [])


def test_an_object_stream_that_inflates_past_the_bound_is_a_gap() -> None:
    assert outcome(in_object_stream(b"")) == ([1], [])
    texts, gaps = outcome(in_object_stream(LONG))
    assert {reason for _, reason in gaps} == {"FILE_EXCEEDS_SIZE_LIMIT"}
    assert texts == [1]


def test_streams_of_an_encrypted_pdf_are_counted_too() -> None:
    out = io.BytesIO()
    page = Canvas(
        out, pagesize=(300, 200), encrypt=StandardEncryption("", ownerPassword="x"), pageCompression=1
    )
    for number in range(3):
        page.drawString(20, 150, "Ship to: Temperance Holloway")
        if number == 1:
            page._code.append(LONG.decode())
        page.showPage()
    page.save()
    assert outcome(out.getvalue()) == ([1, 3], [(2, "FILE_EXCEEDS_SIZE_LIMIT")])


@pytest.mark.parametrize(
    ("forms", "draws", "circle"),
    [(1, 1, True), (2, 2, True), (20, 2, False), (20, 2, True), (12, 4, False)],
)
def test_forms_that_draw_each_other_without_end_cost_nothing_but_themselves(
    forms: int, draws: int, circle: bool
) -> None:
    assert outcome(drawing(forms, draws, circle=circle)) == ([1, 2, 3], [(2, "MALFORMED_FILE")])


def test_forms_in_forms_are_drawn() -> None:
    assert outcome(drawing(20, 1, circle=False)) == ([1, 2, 3], [])


def test_what_fits_is_given_as_it_is() -> None:
    data = document([[flate(TEXT)], [flate(SPACES)]])
    guard = GuardedBody(io.BytesIO(data), 1 << 29, 1 << 28)
    at = data.index(b"stream\n") + 7
    buffer = bytearray(40)
    guard.seek(at)
    assert guard.readinto(memoryview(buffer)) == 40
    assert bytes(buffer) == data[at : at + 40]
    assert guard.turn() == []


def font(data: bytes, filters: bytes) -> list[str]:
    """Return why the program of a font was not given to PDFium."""
    head = b"7 0 obj << /Length1 9 /Filter " + filters + b" >> stream\n"
    guard = GuardedBody(io.BytesIO(head + data), 8 << 20, 1 << 22)
    guard.seek(len(head))
    guard.readinto(memoryview(bytearray(len(data))))
    return guard.turn()


def test_a_short_font_is_counted_where_it_has_more_than_one_filter() -> None:
    twice = zlib.compress(zlib.compress(LONG))
    assert len(twice) < 300
    assert font(twice, b"[/FlateDecode /FlateDecode]") == ["FILE_EXCEEDS_SIZE_LIMIT"]
    assert font(zlib.compress(b"glyph"), b"[/ASCII85Decode /FlateDecode]") == []
    assert font(zlib.compress(LONG), b"/FlateDecode") == ["FILE_EXCEEDS_SIZE_LIMIT"]


@pytest.mark.parametrize("count", [3, 99, 100, 4001])
def test_ascii85_of_any_length_is_read(count: int) -> None:
    data = zlib.compress(bytes(number % 7 * 41 for number in range(count)) + b"\0" * 40, 0)
    digits = a85encode(data, wrapcol=60) + b"~>"
    assert b"z" in digits
    text, length = operators(digits, 1 << 20)
    assert (length, text) == (count + 40, zlib.decompress(data))


LINES = b"".join(b"BT /F1 9 Tf 20 %d Td (Ship to: Temperance Holloway) Tj ET\n" % at for at in range(150))
FONTS = b"/Font << /F1 3 0 R >> "
CALLED = b"<< " + FONTS + b"/XObject << /N 10 0 R >> >>"


def written(page: bytes, above: bytes, called: bytes, more: Sequence[bytes]) -> bytes:
    """Return a PDF of three pages, the second with its own operators; `more` are its objects from 10 on."""
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents %d 0 R %s >>"
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R 5 0 R 6 0 R] /Count 3 %s >>" % above,
            FONT,
            *(leaf % (number, page) for number in (7, 8, 9)),
            flate(TEXT),
            flate(called),
            flate(TEXT),
            *more,
        ]
    )


@pytest.mark.parametrize(
    ("page", "above", "more"),
    [
        (b"/Resources " + CALLED, b"", []),
        (b"", b"/Resources " + CALLED, []),
        (b"/Resources 11 0 R", b"", [CALLED]),
        (b"/Resources 11 0 R", b"", [b"<< " + FONTS + b"/XObject 12 0 R >>", b"<< /N 10 0 R >>"]),
    ],
    ids=["own", "inherited", "elsewhere", "names elsewhere"],
)
@pytest.mark.parametrize("name", [b"/N Do\n", b"/#4E Do\n"])
def test_a_long_form_that_a_page_draws_very_often_costs_only_itself(
    page: bytes, above: bytes, more: list[bytes], name: bytes
) -> None:
    form = stream(zlib.compress(LINES), FORM + b"/Resources << " + FONTS + b">> ")
    assert outcome(written(page, above, name * 20_000 + TEXT, [form, *more])) == (
        [1, 2, 3],
        [(2, "MALFORMED_FILE")],
    )
    few = outcome(written(page, above, name * 3 + TEXT, [form, *more]))
    assert few == ([1, 2, 3], [])


def test_a_form_that_an_earlier_page_drew_is_counted_where_it_is_drawn_very_often() -> None:
    form = stream(zlib.compress(LINES), FORM + b"/Resources << " + FONTS + b">> ")
    pages = [[flate(b"/N Do\n" + TEXT)], [flate(b"/N Do\n" * 20_000 + TEXT)], [flate(TEXT)]]
    assert outcome(document(pages, [form])) == ([1, 3], [(2, "MALFORMED_FILE")])


@pytest.mark.parametrize(
    "more",
    [
        [stream(zlib.compress(b"/N Do /N Do"), FORM)],
        [stream(zlib.compress(b"/N Do /N Do"), FORM + b"/Resources 11 0 R "), CALLED],
    ],
    ids=["inherited", "elsewhere"],
)
def test_a_form_that_draws_itself_by_names_that_stand_elsewhere_is_hidden(more: list[bytes]) -> None:
    made = written(b"/Resources " + CALLED, b"", b"/N Do\n" + TEXT, more)
    assert outcome(made) == ([1, 2, 3], [(2, "MALFORMED_FILE")])


def test_a_pattern_and_a_drawn_glyph_that_draw_very_often_are_hidden() -> None:
    form = stream(zlib.compress(LINES), FORM + b"/Resources << " + FONTS + b">> ")
    drawn = zlib.compress(b"0 0 d0 " + b"/N Do\n" * 20_000)
    inside = b"/Filter /FlateDecode /Resources << /XObject << /N 10 0 R >> >> "
    tile = b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 1 /YStep 1 "
    glyphs = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 "
        b"/LastChar 97 /Widths [1] /CharProcs << /a 12 0 R >> /Encoding << /Differences [97 /a] >> "
        b"/Resources << /XObject << /N 10 0 R >> >> >>"
    )
    tiled = [form, stream(drawn, inside + tile)]
    spelled = [form, glyphs, stream(drawn, b"/Filter /FlateDecode")]
    filled = b"/Pattern cs /P scn 0 0 300 200 re f\n"
    cases = ((b"/Pattern << /P 11 0 R >>", filled, tiled), (b"", b"BT /T 9 Tf (aa) Tj ET\n", spelled))
    for named, called, more in cases:
        fonts = b"/Font << /F1 3 0 R /T 11 0 R >>" if more is spelled else FONTS
        made = written(b"/Resources << " + fonts + named + b" >>", b"", called + TEXT, more)
        texts, gaps = outcome(made)  # what the form says that is not drawn may be read by itself
        assert (texts[:3], gaps) == ([1, 2, 3], [(2, "MALFORMED_FILE")])


def test_bookmarks_fields_and_attachments_without_number_are_all_read() -> None:
    base = [
        b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R /AcroForm << /Fields [%s] >> >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        FONT,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 5 0 R /Annots [%s] >>",
        flate(b""),
    ]
    count = 4000  # more than PDFium is asked to draw
    marks = [b"<< /First 7 0 R >>"]
    marks += [b"<< /Title (Mark%04d) /First %d 0 R >>" % (at, 8 + at) for at in range(30)]
    marks += [b"<< /Title (Last) /Next 7 0 R /First 6 0 R >>"]
    first = len(base) + len(marks) + 1
    told = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (f%d) /V (Value%04d) /Rect [0 0 9 9] >>"
    fields = b" ".join(b"%d 0 R" % (first + at) for at in range(count))
    base[0], base[3] = base[0] % fields, base[3] % fields
    made = assembled([*base, *marks, *(told % (at, at) for at in range(count))])
    pieces = read("a.pdf", made, SMALL)
    text = "\n".join(piece.text for piece in pieces if isinstance(piece, Passage))
    assert [text.count(f"Value{at:04d}") for at in range(count)] == [1] * count
    assert [text.count(f"Mark{at:04d}") for at in range(30)] == [1] * 30
    assert "Last" in text
