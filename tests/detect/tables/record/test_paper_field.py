"""Numbers of papers in records, whose kind another field says."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.column_header import Sampled, plain_header
from pii_sweep.detect.tables.record import paper_field


def _find(**fields: str) -> list[tuple[str, int]]:
    lines = [
        (f"$.papers.{name}", (Sampled(0, name, plain_header(name), (value,)), at, at + 1))
        for at, (name, value) in enumerate(fields.items())
    ]
    return [(hit.entity, hit.start) for hit in paper_field.find(lines)]


@pytest.mark.parametrize(
    ("fields", "entity"),
    [
        ({"documentType": "Aadhaar", "documentKey": "3684-0186-7381"}, "NATIONAL_ID"),
        ({"docType": "Passport", "docNumber": "CGP13L849"}, "US_PASSPORT"),
        ({"DocType": "4", "DocID": "FA-503311 5", "DocIssueCountry": "PT"}, "US_DRIVER_LICENSE"),
        ({"DocType": "TAX", "DocID": "160264936", "DocIssueCountry": "PT"}, "NATIONAL_ID"),
        ({"idType": "Cédula de ciudadanía", "idNumber": "52917127"}, "NATIONAL_ID"),
    ],
)
def test_the_kind_or_the_issuer_of_a_paper_says_whose_its_number_is(
    fields: dict[str, str], entity: str
) -> None:
    assert _find(**fields) == [(entity, 1)]


@pytest.mark.parametrize(
    "fields",
    [
        {"docType": "invoice", "docId": "2024-004417"},
        {"DocType": "4", "DocID": "00441712"},
        {"documentType": "Contract", "documentKey": "8f14-4417-0012"},
        {"productType": "Passport holder", "productId": "4417012"},
        {"docType": "Passport", "fileName": "scan 4417.pdf"},
    ],
)
def test_numbers_of_other_documents_are_no_papers_of_people(fields: dict[str, str]) -> None:
    assert not _find(**fields)
