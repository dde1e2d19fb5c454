"""ODT and ODP: what stands in any element or attribute is read, form is not."""

from __future__ import annotations

import io
import zipfile

import pytest

from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.sniff.decide import sniff
from pii_sweep.types import Gap, Table
from tests.extract.office.test_document import added, read, text_of
from tests.extract.samples import NAME, odf

HIDDEN = {
    "control": f'<office:forms><form:text form:name="t" form:current-value="{NAME}"/></office:forms>',
    "option": f'<form:listbox><form:option form:label="{NAME}" form:value="1"/></form:listbox>',
    "user field": f'<text:user-field-decl office:string-value="{NAME}" text:name="client"/>',
    "hidden text": f'<text:p><text:hidden-text text:condition="a" text:string-value="{NAME}"/></text:p>',
    "case": f'<text:p><text:conditional-text text:string-value-if-true="{NAME}"/></text:p>',
    "choice": f'<text:p><text:drop-down><text:label text:value="{NAME}"/>choose</text:drop-down></text:p>',
    "placeholder": f'<text:p><text:placeholder text:description="{NAME}">x</text:placeholder></text:p>',
    "source": f'<text:p><text:bibliography-mark text:author="{NAME}">[1]</text:bibliography-mark></text:p>',
    "footer": f'<presentation:footer-decl presentation:name="f">{NAME}</presentation:footer-decl>',
    "page": f'<draw:page draw:name="{NAME}"/>',
    "bookmark": f'<text:p><text:bookmark text:name="{NAME.replace(" ", "_")}"/>x</text:p>',
    "formula": f'<text:p><text:variable-set text:formula="ooow:&quot;{NAME}&quot;"/></text:p>',
    "attribute of a later version": f'<text:p new:remark="{NAME}">x</text:p>',
    "element of a later version": f"<new:remark>{NAME}</new:remark>",
}
NAMESPACES = " ".join(f'xmlns:{one}="{one}"' for one in ("form", "draw", "presentation", "new", "svg", "dc"))


def odt(content: str) -> bytes:
    return odf(Kind.ODT, f"<office:text {NAMESPACES} xmlns:xlink='x'>{content}</office:text>")


@pytest.mark.parametrize("kind", sorted(HIDDEN))
def test_what_no_paragraph_shows_is_read(kind: str) -> None:
    pieces = read("a.odt", odt(f"<text:p>Plain</text:p>{HIDDEN[kind]}"))
    assert NAME in text_of(pieces) and "Plain" in text_of(pieces)
    assert not [piece for piece in pieces if isinstance(piece, Gap)]


def test_a_value_stands_behind_the_name_of_its_field() -> None:
    held = '<form:text form:name="social_security" form:current-value="523456789"/>'
    assert text_of(read("a.odt", odt(held))) == "social security: 523456789"


def test_styles_references_measures_and_marks_of_programs_are_not_read() -> None:
    held = (
        '<text:p text:style-name="Text Body and more" text:id="of no use here"><draw:frame draw:name="Image1"'
        ' draw:style-name="Frame style" svg:width="12.7cm" draw:transform="rotate (1.5) translate (2 cm)"/>'
        '<text:bookmark text:name="__RefHeading___Toc123_4567890"/>Plain</text:p>'
    )
    assert text_of(read("a.odt", odt(held))) == "Plain"


def test_an_aside_does_not_part_the_paragraph_that_it_stands_in() -> None:
    remark = f"<office:annotation><dc:creator>Ann Lee</dc:creator><text:p>{NAME}</text:p></office:annotation>"
    held = f"<text:p>Ophelia {remark}<draw:frame><svg:desc>a cat</svg:desc></draw:frame>Hargrove</text:p>"
    lines = text_of(read("a.odt", odt(held))).splitlines()
    assert lines == ["Ann Lee", NAME, "a cat", "Ophelia Hargrove"]


def test_attributes_within_a_table_of_people_leave_its_cells_alone() -> None:
    def row(*cells: str) -> str:
        held = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        return f"<table:table-row>{held}</table:table-row>"

    mark = f'{NAME}<text:bookmark text:name="first of them"/>'
    rows = row("Name", "Address") + row(mark, "12 Elm Street") + row("Ann Lee", "9 Oak Street")
    pieces = read("a.odt", odt(f"<table:table>{rows}</table:table>"))
    (table,) = [piece for piece in pieces if isinstance(piece, Table)]
    assert table.rows[0] == (NAME, "12 Elm Street")
    assert "first of them" in text_of(pieces)


def test_what_settings_and_comments_say_is_read_and_an_empty_part_is_no_gap() -> None:
    parts = {
        "settings.xml": "<s xmlns='s'><i>ophelia.hargrove@example.org</i><i>true</i></s>",
        "manifest.rdf": "<r xmlns='r'><!-- Call 559-555-0123 --></r>",
        "Configurations2/accelerator/current.xml": "",
        "META-INF/documentsignatures.xml": f"<d xmlns='d'><o>{NAME}</o></d>",
    }
    pieces = read("a.odt", added(odt("<text:p>Plain</text:p>"), parts))
    text = text_of(pieces)
    assert "ophelia.hargrove@example.org" in text and "559-555-0123" in text and NAME in text
    assert "true" not in text
    assert not [piece for piece in pieces if isinstance(piece, Gap)]


@pytest.mark.parametrize("kind", [Kind.ODT, Kind.ODS, Kind.ODP])
def test_a_package_that_was_packed_again_is_of_its_kind(kind: Kind) -> None:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(odf(kind, "<office:text/>"))) as archive,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as again,
    ):
        for name in reversed(archive.namelist()):
            again.writestr(name, archive.read(name))
    assert sniff(packed, "a.bin") == kind


def test_an_archive_that_lacks_the_content_is_no_document() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("letter.txt", NAME)
        archive.writestr("mimetype", Kind.ODT.value)
    assert sniff(packed, "a.bin") == Kind.ZIP
