"""What a PDF's pages do not refer to is read, or a gap says that it is not."""

from __future__ import annotations

import base64
import io
import time
import zlib

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf import open_document
from pii_sweep.extract.pdf.reader import read_pdf
from pii_sweep.types import Blob, Gap, ObjectRef, Passage, Where

WHERE = Where(ObjectRef("b", "a.pdf"))
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 300] /Contents 5 0 R"
    b" /Resources << /Font << /F 4 0 R >> >> >>"
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
DELETED = b"BT /F 10 Tf 20 200 Td (Patient: Maria Gonzalez) Tj 0 -20 Td [(SSN 219) -20 (-09-9998)] TJ ET"


def stream(data: bytes, head: bytes = b"") -> bytes:
    """Return a stream's object."""
    packed = zlib.compress(data)
    return b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (head, len(packed), packed)


def document(*more: bytes, catalog: bytes = b"", page: bytes = PAGE) -> bytes:
    """Return a document of one page with more objects, the first of which has number 6."""
    root = b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog
    bodies = [root, PAGES, page, FONT, stream(b"BT /F 10 Tf 20 200 Td (of today) Tj ET"), *more]
    data, places = b"%PDF-1.7\n", list[int]()
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\n" % (
        len(places) + 1, rows, len(places) + 1,
    )  # fmt: skip
    return data + table + b"startxref\n%d\n%%%%EOF\n" % len(data)


def read(data: bytes) -> tuple[str, list[str]]:
    """Return the texts of a document, those of its members too, and the reasons of its gaps."""
    texts, gaps = list[str](), list[str]()
    for piece in read_pdf(io.BytesIO(data), WHERE, Budget(Extract(ocr="off"))):
        if isinstance(piece, Passage):
            texts.append(piece.text)
        elif isinstance(piece, Blob):
            texts.append(piece.open().read().decode("latin-1"))
        elif isinstance(piece, Gap):
            gaps.append(piece.reason)
    return "\n".join(texts), gaps


def test_a_page_that_was_deleted_is_read_without_its_fonts() -> None:
    text, gaps = read(document(stream(DELETED), PAGE.replace(b"5 0 R", b"6 0 R")))
    assert "Patient: Maria Gonzalez" in text
    assert "SSN 219-09-9998" in text
    assert not gaps


def test_text_that_needs_a_font_is_a_gap() -> None:
    text, gaps = read(document(stream(b"BT /F 10 Tf 20 200 Td <000300040005> Tj ET")))
    assert "of today" in text
    assert gaps == ["TRAILING_BYTES_UNPROCESSED"]


@pytest.mark.parametrize(
    ("catalog", "more"),
    [
        (b"/OpenAction << /S /JavaScript /JS (var owner = 'Maria Gonzalez';) >>", ()),
        (b"/OpenAction << /S /JavaScript /JS 6 0 R >>", (stream(b"var owner = 'Maria Gonzalez';"),)),
        (b"/AA << /WC << /S /URI /URI (http://example.com/?owner=Maria Gonzalez) >> >>", ()),
        (b"/PieceInfo << /Own << /Private << /Note (for Maria Gonzalez) >> >> >>", ()),
        (b"", (b"<< /Type /Sig /Name (Maria Gonzalez) /Reason (approval) >>",)),
        (
            b"",
            (
                b"<< /Note <FEFF004D0061007200690061002000470075006E007A0061006C0065007A> >>".replace(
                    b"75", b"6F"
                ),
            ),
        ),
    ],
)
def test_scripts_and_strings_of_objects_are_read(catalog: bytes, more: tuple[bytes, ...]) -> None:
    text, gaps = read(document(*more, catalog=catalog))
    assert "Maria Gonzalez" in text
    assert not gaps


def test_what_a_reader_has_yielded_is_not_repeated() -> None:
    note = b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (call Maria Gonzalez) /T (Ann) >>"
    text, _ = read(document(note, page=PAGE.replace(b"/Contents", b"/Annots [6 0 R] /Contents")))
    assert text.count("Maria Gonzalez") == 1


def test_fonts_profiles_and_pictures_in_use_are_no_gaps() -> None:
    font = stream(b"\x00\x01\x00\x00glyphs", b"/Length1 10")
    profile = stream(b"\0" * 36 + b"acsp" + b"\0" * 88, b"/N 3")
    picture = stream(bytes(range(256)), b"/Type /XObject /Subtype /Image /Width 16 /Height 16")
    uses = b"<< /FontDescriptor << /FontFile2 6 0 R >> /Im 8 0 R >>"
    text, gaps = read(document(font, profile, picture, uses))
    assert (text, gaps) == ("of today", [])


def test_a_picture_that_nothing_refers_to_is_a_gap() -> None:
    picture = stream(bytes(range(256)), b"/Type /XObject /Subtype /Image /Width 16 /Height 16")
    assert read(document(picture))[1] == ["TRAILING_BYTES_UNPROCESSED"]


@pytest.mark.parametrize(
    "more", [b"".join(b"%d 0 obj << /A (hello " % number for number in range(2000)), b"/Encoding [" * 20_000]
)
def test_objects_and_arrays_without_an_end_are_each_read_once(more: bytes) -> None:
    begun = time.process_time()
    read(document(more))
    assert time.process_time() - begun < 5


def test_open_arrays_of_a_stream_are_each_read_once() -> None:
    begun = time.process_time()
    read(document(stream(b"[(a)" * 50_000)))
    assert time.process_time() - begun < 5


def test_an_encrypted_document_too_long_to_be_decrypted_has_a_gap_for_its_objects(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = io.BytesIO()
    page = Canvas(out, encrypt=StandardEncryption("", ownerPassword="x"))
    page.drawString(20, 150, "Ship to: Temperance Holloway")
    page.save()
    assert read(out.getvalue())[1] == []
    monkeypatch.setattr(open_document, "COPIED", 1 << 40)
    text, gaps = read(out.getvalue())
    assert "Temperance Holloway" in text and gaps == ["TRAILING_BYTES_UNPROCESSED"]


def test_digits_of_ascii85_without_another_filter_are_read_and_broken_ones_are_a_gap() -> None:
    digits = base64.a85encode(b"Patient: Maria Gonzalez, born 3 May 1961") + b"~>"
    head = b"<< /Filter /ASCII85Decode /Length %d >>\nstream\n%s\nendstream"
    text, gaps = read(document(head % (len(digits), digits)))
    assert "Maria Gonzalez" in text
    assert not gaps
    broken = b"zz!!z" * 8 + b"vvvvv~>"
    assert read(document(head % (len(broken), broken)))[1]


FORM = b"/AcroForm << /Fields [6 0 R] >>"


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            (b"<< /FT /Tx /T (ssn) /TU (Social security number) /V (219099998) >>",),
            "Social security number: 219099998",
        ),
        ((b"<< /FT /Tx /V (219099998) /T (ssn) >>",), "ssn: 219099998"),
        (
            (b"<< /T (person) /Kids [7 0 R] >>", b"<< /Parent 6 0 R /T (ssn) /V (219099998) >>"),
            "person.ssn: 219099998",
        ),
        ((b"<< /FT /Tx /T (ssn) /V 7 0 R >>", b"(219099998)"), "ssn: 219099998"),
        (
            (b"<< /T (ssn1) /V (219) >>", b"<< /T (ssn2) /V (09) >>", b"<< /T (ssn3) /V (9998) >>"),
            "ssn: 219099998",
        ),
        (
            (b"<< /T (ssn1) /V (219) >>", b"<< /T (unit1) /V (4) >>", b"<< /T (unit2) /V (5) >>"),
            "unit: 45",
        ),
        ((b"<< /FT /Ch /T (whom) /V [(Ann Lee) (Maria Gonzalez)] >>",), "whom: Maria Gonzalez"),
        ((b"<< /FT /Tx /T (whom) /DV (Maria Gonzalez) >>",), "whom: Maria Gonzalez"),
        ((b"<< /FT /Tx /T (street) /V (500 Oak St #45) >>",), "street: 500 Oak St #45"),
    ],
)
def test_fields_that_no_page_shows_are_read_by_their_names(fields: tuple[bytes, ...], line: str) -> None:
    text, gaps = read(document(*fields, catalog=FORM))
    assert line in text.splitlines() and not gaps
    assert "219" not in line or text.count("219") == 1


@pytest.mark.parametrize(
    ("catalog", "more", "line"),
    [
        (b"/PageLabels << /Nums [0 << /P (Maria Gonzalez) >>] >>", b"<< >>", "Maria Gonzalez"),
        (b"/Names << /Dests << /Names [(Maria_Gonzalez) [3 0 R /Fit]] >> >>", b"<< >>", "Maria Gonzalez"),
        (b"", b"<< /T (ann 219-09-9998) >>", "ann 219-09-9998"),
        (b"/Dests << /Ann#20219-09-9998 [3 0 R /Fit] >>", b"<< >>", "Ann 219-09-9998"),
    ],
)
def test_names_of_pages_places_and_fields_that_say_something_are_read(
    catalog: bytes, more: bytes, line: str
) -> None:
    assert line in read(document(more, catalog=catalog))[0].splitlines()


def test_names_that_programs_give_are_not_read() -> None:
    places = b"/Names << /Dests << /Names [(section.1) 3 0 R (_Toc12345678) 3 0 R (page 3) 3 0 R] >> >>"
    field = b"<< /T (f1_04) /TU (Enter the name of the estate or trust as shown above) >>"
    assert read(document(field, catalog=places))[0] == "of today"


def _linearize(*more: bytes) -> bytes:
    """Return a document whose last object its first one calls a table of places (Annex F)."""
    plain = document(b"<< /Linearized 1 /L 1 /H [ 0000000000 0000000000 ] /O 3 /E 1 /N 1 /T 1 >>", *more)
    begin = plain.rfind(b"7 0 obj")
    size = plain.index(b"endobj", begin) - begin
    return plain.replace(b"/H [ 0000000000 0000000000 ]", b"/H [ %010d %010d ]" % (begin, size))


def test_the_table_of_places_of_a_file_for_the_web_is_no_gap() -> None:
    table = stream(bytes(range(1, 200)), b"/S 49")
    assert read(_linearize(table))[1] == []
    assert read(document(b"<< /Unused 1 >>", table))[1] == ["TRAILING_BYTES_UNPROCESSED"]


def test_a_stream_that_is_no_table_of_places_is_a_gap_wherever_a_file_says_that_one_is() -> None:
    assert read(_linearize(stream(bytes(range(1, 200)))))[1] == ["TRAILING_BYTES_UNPROCESSED"]
    private = stream(bytes(range(1, 200)), b"/S 49 /Subtype /Private")
    assert read(_linearize(private))[1] == ["TRAILING_BYTES_UNPROCESSED"]


def test_text_where_a_file_says_that_its_table_of_places_is_is_read() -> None:
    hidden = b"name,ssn\n" + b"Maria Gonzalez,219-09-9998\n" * 40
    assert "Maria Gonzalez" in read(_linearize(stream(hidden)))[0]
