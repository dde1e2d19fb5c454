"""The packet on paper: tagged, with bookmarks, page numbers and room to sign."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pypdfium2.raw
import pytest

from pii_sweep.report.packet import assessment
from pii_sweep.report.packet.activity import check
from pii_sweep.report.packet.pdf import write_pdf
from pii_sweep.report.packet.publication import render_packet
from pii_sweep.report.tables.frames import Frames

pytest.importorskip("weasyprint", exc_type=OSError)


def test_the_pdf_has_tags_bookmarks_page_numbers_and_a_signature_block(swept: Frames, tmp_path: Path) -> None:
    activity = check({"activity": {"id": "orders", "name": "Photo orders"}})
    packet = assessment.assess(swept, activity, datetime(2026, 11, 24, tzinfo=UTC), {})
    page = render_packet(packet)
    assert write_pdf(page, tmp_path / "packet.pdf") == ""
    assert (tmp_path / "packet.pdf").stat().st_mode & 0o777 == 0o600
    document = pypdfium2.PdfDocument(tmp_path / "packet.pdf")
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
    titles = [mark.get_title() for mark in document.get_toc()]
    assert "Review and approval, (a)(9)" in titles and titles[1] == "Summary"
    texts = [one.get_textpage().get_text_bounded() for one in document]
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
    (signed,) = [text for text in texts if "Review and approval" in text]
    assert all(word in signed for word in ("Name", "Position", "Date", "Signature"))


def test_a_page_that_names_an_outside_resource_fetches_nothing(tmp_path: Path) -> None:
    image = (tmp_path / "secret.png").as_uri()
    page = f"<html lang=en><title>x</title><body><p>text</p><img alt=x src='{image}'></body></html>"
    assert write_pdf(page, tmp_path / "a.pdf") == ""
    (only,) = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert not [one for one in only.get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
