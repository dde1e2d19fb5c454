"""Sections of EDI++ are tables: customers' columns are named, goods' are not."""

from __future__ import annotations

from pii_sweep.types import Passage, Table
from tests.extract import samples
from tests.extract.test_formats import read


def test_customers_have_named_columns_and_other_sections_none() -> None:
    pieces = read("a.epp", samples.EPP.encode())
    customers, goods = [piece for piece in pieces if isinstance(piece, Table)]
    assert customers.where.inside == ("KONTRAHENCI",) and goods.where.inside == ("TOWARY",)
    named = dict(zip(customers.header, customers.rows[0], strict=False))
    assert named["street"] == "Kokuszka 210" and named["phone"] == "184460210" and named["zip"] == "33-350"
    assert len(customers.rows) == 3 and len(goods.rows) == 2 and not any(goods.header)
    said = "".join(piece.text for piece in pieces if isinstance(piece, Passage))
    assert "Sawmill Sp. z o.o." in said and '"TOWARY"' in said


def test_a_quoted_cell_may_run_over_lines_and_hold_quotes() -> None:
    text = samples.EPP.replace('"Maria Hagenau","Maria Hagenau"', '"Maria\r\nHagenau","F.H. ""Maria"""')
    customers = next(piece for piece in read("a.epp", text.encode()) if isinstance(piece, Table))
    assert customers.rows[0][3] == 'F.H. "Maria"' and len(customers.rows) == 3


def test_the_firm_that_issued_a_file_is_named_as_one() -> None:
    issuer = next(piece for piece in read("a.epp", samples.EPP.encode()) if isinstance(piece, Passage))
    assert issuer.layout == "fields" and "merchant.company: " in issuer.text
    assert all(issuer.text[span.start : span.end].strip() for span in issuer.spans)
