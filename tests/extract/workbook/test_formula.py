"""Formulas whose value no program has kept: what they join is read, and what they may hide is a gap."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

import pytest

from pii_sweep.extract.kinds import Kind
from pii_sweep.types import Gap, Passage, Piece, Table
from tests.extract.samples import NAME, odf
from tests.extract.test_formats import read

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _xlsx(*rows: str) -> list[Piece]:
    out = io.BytesIO()
    numbered = "".join(f'<row r="{at}">{row}</row>' for at, row in enumerate(rows, 1))
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}"/>')
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{MAIN}"><sheetData>{numbered}</sheetData></worksheet>',
        )
    return read("a.xlsx", out.getvalue())


def _ods(formula: str, attributes: str = "") -> list[Piece]:
    said = escape(formula, {'"': "&quot;"})
    cell = f'<table:table-cell table:formula="{said}" {attributes}/>'
    table = f'<table:table table:name="S"><table:table-row>{cell}</table:table-row></table:table>'
    return read("a.ods", odf(Kind.ODS, f"<office:spreadsheet>{table}</office:spreadsheet>"))


def _formula(text: str, place: str = "C1", attributes: str = "", value: str = "<v></v>") -> str:
    return f'<c r="{place}"><f {attributes}>{escape(text)}</f>{value}</c>'


def _cell(text: str, place: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _said(pieces: list[Piece]) -> str:
    texts = [piece.text for piece in pieces if isinstance(piece, Passage)]
    tables = [piece for piece in pieces if isinstance(piece, Table)]
    cells = [cell for table in tables for row in (table.header, *table.rows) for cell in row]
    return "\n".join(texts + cells)


def _gaps(pieces: list[Piece]) -> int:
    return sum(isinstance(piece, Gap) for piece in pieces)


FORMULA = '"' + NAME[:3] + '"&"' + NAME[3:] + '"'


def test_constants_that_a_formula_joins_are_read_once() -> None:
    for pieces in (_xlsx(_formula(FORMULA)), _ods(f"of:={FORMULA}")):
        assert _said(pieces).count(NAME) == 1
        assert not _gaps(pieces)


def test_cells_that_a_formula_joins_are_read() -> None:
    row = _cell("536", "A1") + _cell("22-8743", "B1")
    pieces = _xlsx(row + _formula('A1&"-"&B1'))
    assert "536-22-8743" in _said(pieces)
    assert not _gaps(pieces)


def test_sums_of_cells_that_were_never_calculated_are_no_gap() -> None:
    shared = _formula("A1*2", attributes='t="shared" ref="C1:C2" si="0"')
    follows = _formula("", "C2", 't="shared" si="0"')
    assert not _gaps(_xlsx(_cell("1", "A1") + shared, follows, _formula("SUM(C1:C2)", "C3")))
    assert not _gaps(_ods("of:=SUM([.A1:.A3])"))


@pytest.mark.parametrize("formula", ['A7&"-22-8743"', 'REPT("5",3)', 'TEXT(A1,"000-00-0000")'])
def test_formulas_that_may_hide_a_number_are_one_gap(formula: str) -> None:
    assert _gaps(_xlsx(_formula(formula), _formula(formula, "C2"))) == 1
    assert _gaps(_ods(f"of:={formula}")) == 1


def test_formulas_that_share_one_which_may_hide_a_number_are_a_gap() -> None:
    kept = _formula("REPT(A1,3)", attributes='t="shared" ref="C1:C2" si="0"', value="<v>1</v>")
    assert _gaps(_xlsx(kept, _formula("", "C2", 't="shared" si="0"'))) == 1


def test_formulas_with_a_kept_value_are_no_gap() -> None:
    assert not _gaps(_xlsx(_formula('REPT("5",3)', value="<v>555</v>")))
    assert not _gaps(_ods('of:=REPT("5";3)', 'office:value-type="float" office:value="555"'))
