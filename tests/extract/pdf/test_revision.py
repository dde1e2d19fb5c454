"""What an update of a PDF replaced is read; what only looks like an earlier revision is none."""

from __future__ import annotations

import io

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
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


@pytest.mark.parametrize("pointer", [0, 10, 999_999])
def test_the_first_part_of_a_file_for_the_web_and_a_mark_inside_a_stream_are_no_revisions(
    pointer: int,
) -> None:
    part = b"%PDF-1.7\n%" + b"." * 40 + f"\nstartxref\n{pointer}\n%%EOF\n".encode()
    text, gaps = read(document("of today", part))
    assert text.count("of today") == 1
    assert gaps == []
