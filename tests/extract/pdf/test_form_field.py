"""Values of form fields stand at their place on the page, next to the printed label."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf.form_field import is_generic
from pii_sweep.extract.pdf.reader import read_pdf
from pii_sweep.types import ObjectRef, Passage, Where

WHERE = Where(ObjectRef("bucket", "form.pdf"))


def read(draw: Callable[[Canvas], None]) -> dict[str, str]:
    """Return the text of a page by layout."""
    out = io.BytesIO()
    page = Canvas(out, pagesize=(612, 792))
    draw(page)
    page.showPage()
    page.save()
    pieces = read_pdf(io.BytesIO(out.getvalue()), WHERE, Budget(Extract()))
    return {piece.layout: piece.text for piece in pieces if isinstance(piece, Passage)}


def test_a_field_with_a_generic_name_is_read_below_its_printed_label() -> None:
    def draw(page: Canvas) -> None:
        for row, (label, value) in enumerate(
            (("Full name", "Odile Marchbank"), ("Date of birth", "03/14/1977"))
        ):
            page.drawString(60, 700 - 60 * row, label)
            name = f"topmostSubform[0].Page1[0].f1_0{row}[0]"
            page.acroForm.textfield(name=name, value=value, x=60, y=672 - 60 * row, width=260, height=20)

    found = read(draw)
    assert found["page"].split("\n\n") == ["Full name\nOdile Marchbank", "Date of birth\n03/14/1977"]
    assert "fields" not in found


def test_the_parts_of_a_number_in_adjoining_fields_are_one_value() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 700, "Social security number")
        for number, (x, value) in enumerate(((60, "417"), (125, "36"), (180, "2290"))):
            page.acroForm.textfield(name=f"f1_{number}", value=value, x=x, y=670, width=45, height=20)

    assert read(draw)["page"] == "Social security number\n417 36 2290"


def test_a_field_for_each_digit_is_one_value() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 700, "Social security number")
        for number, digit in enumerate("417362290"):
            page.acroForm.textfield(
                name=f"d{number}", value=digit, x=60 + 18 * number, y=670, width=16, height=20
            )

    assert read(draw)["page"] == "Social security number\n417362290"


def test_a_field_whose_name_says_what_it_holds_comes_by_name_too() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 700, "No.")
        page.acroForm.textfield(name="ssn", value="417-36-2290", x=90, y=695, width=120, height=20)
        page.acroForm.checkbox(name="f1_2", checked=True, x=300, y=695)

    found = read(draw)
    assert found["page"] == "No. 417-36-2290"
    assert "ssn: 417-36-2290" in found["fields"]


def test_names_that_count_fields_say_nothing_and_words_do() -> None:
    for name in ("form1[0].#subform[0].TextField12[0]", "f1_04", "Text7", "undefined_3", "Textfeld 9", ""):
        assert is_generic(name)
    for name in ("ssn", "Date of birth", "topmostSubform[0].Geburtsdatum[0]", "txtLastName"):
        assert not is_generic(name)
