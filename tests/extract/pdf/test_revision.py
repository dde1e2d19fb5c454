"""What an update of a PDF replaced is read; what only looks like an earlier revision is left out."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf import revision
from pii_sweep.extract.pdf.reader import read_pdf
from pii_sweep.types import Gap, ObjectRef, Passage, Where

WHERE = Where(ObjectRef("b", "a.pdf"))
PARTS = (
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 300] /Contents 5 0 R"
    " /Resources << /Font << /F 4 0 R >> >> >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
)


def document(shown: str, before: bytes = b"%PDF-1.7\n") -> bytes:
    """Return a page with a text behind other bytes, all its objects in the last table (ISO 32000-1, 7.5)."""
    drawn = f"BT /F 10 Tf 20 200 Td ({shown}) Tj ET"
    bodies = [*PARTS, f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream"]
    data, places = before, list[int]()
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode()
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 6\n0000000000 65535 f \n{rows}trailer << /Size 6 /Root 1 0 R >>\n"
    return data + f"{table}startxref\n{len(data)}\n%%EOF\n".encode()


def read(data: bytes) -> tuple[str, list[Gap]]:
    """Return the texts of a document one behind the other, and its gaps."""
    pieces = list(read_pdf(io.BytesIO(data), WHERE, Budget(Extract(ocr="off"))))
    text = "\n".join(piece.text for piece in pieces if isinstance(piece, Passage))
    return text, [piece for piece in pieces if isinstance(piece, Gap)]


@pytest.mark.parametrize("junk", [b"", b"junk before the header\n"])
def test_a_text_that_an_update_replaced_is_read_once(junk: bytes) -> None:
    text, gaps = read(junk + document("of today", document("of yesterday")))
    assert (text.count("of today"), text.count("of yesterday")) == (1, 1)
    assert not [gap for gap in gaps if any("revision" in name for name in gap.where.inside)]


def test_an_earlier_revision_that_cannot_be_opened_is_a_gap() -> None:
    broken = b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer << /Size 1 >>\nstartxref\n9\n%%EOF\n"
    text, gaps = read(document("of today", broken))
    assert "of today" in text
    assert [gap.where.inside for gap in gaps] == [("revision 1",)]


def test_the_first_part_of_a_file_for_the_web_is_no_revision() -> None:
    part = b"%PDF-1.7\n9 0 obj\n<< /Linearized 1 >>\nendobj\nstartxref\n0\n%%EOF\n"
    text, gaps = read(document("of today", part))
    assert text.count("of today") == 1
    assert gaps == []


def test_a_pointer_to_nothing_hides_no_revision_of_another_file() -> None:
    before = re.sub(rb"startxref\n\d+\n", b"startxref\n0\n", document("of yesterday"))
    text, _ = read(document("of today", before))
    assert (text.count("of today"), text.count("of yesterday")) == (1, 1)


def test_the_end_of_a_file_that_lies_in_a_stream_is_no_revision() -> None:
    inner = b"%PDF-1.7\n%" + b"." * 40 + b"\nxref\n0 1\n0000000000 65535 f \n"
    table = inner.index(b"xref")
    inner += f"trailer << /Size 1 >>\nstartxref\n{table}\n%%EOF\n".encode()
    head = b"%PDF-1.7\n7 0 obj\n<< /Length " + str(len(inner)).encode() + b" >>\nstream\n"
    text, gaps = read(document("of today", head + inner + b"\nendstream\nendobj\n"))
    assert text.count("of today") == 1
    assert gaps == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rb"startxref\n(\d+)\n", lambda m: b"startxref\n%d\n" % (int(m[1]) + 3)),
        (rb"startxref\n(\d+)\n", lambda m: b"startxref\r\n%d\r\n" % int(m[1])),
        (rb"startxref\n(\d+)\n", lambda m: b"startxref\n%020d\n" % int(m[1])),
        (rb"%%EOF\n$", lambda m: b"% made by x\n%%EOF\n"),
        (rb"%%EOF\n$", lambda m: b" " * 70 + b"%%EOF\n"),
    ],
)
def test_an_earlier_revision_whose_end_is_not_as_agreed_is_read(
    old: bytes, new: Callable[[re.Match[bytes]], bytes]
) -> None:
    text, _ = read(document("of today", re.sub(old, new, document("of yesterday"))))
    assert (text.count("of today"), text.count("of yesterday")) == (1, 1)


def test_pages_before_a_broken_one_are_read_once_and_the_broken_one_is_a_gap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = revision.page_of

    def open_first(document: PdfDocument, index: int) -> PdfPage:
        if index:
            raise PdfiumError("no such page")
        return real(document, index)

    monkeypatch.setattr(revision, "page_of", open_first)
    before = document("of yesterday").replace(b"/Kids [3 0 R] /Count 1 ", b"/Kids[3 0 R 3 0 R]/Count 2")
    text, gaps = read(document("of today", before))
    assert (text.count("of today"), text.count("of yesterday")) == (1, 1)
    assert [gap.where.inside for gap in gaps] == [("revision 1",)]


def test_revisions_before_the_last_sixteen_are_a_gap() -> None:
    def updated(times: int) -> list[Gap]:
        data = b"%PDF-1.7\n"
        for number in range(times + 1):
            data = document(f"state {number:02}", data)
        return read(data)[1]

    assert updated(revision.MOST) == []
    assert [(gap.where.inside, gap.reason) for gap in updated(revision.MOST + 1)] == [
        ((), "FILE_EXCEEDS_SIZE_LIMIT")
    ]
