"""Lines of a text layer whose words' boxes follow from the widths of their glyphs."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from pii_sweep.config import Extract
from pii_sweep.detect.text.candidate import find_overlapping, locate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf.canvas import canvas
from pii_sweep.extract.pdf.reader import read_pdf
from pii_sweep.extract.pdf.runs import line_runs
from pii_sweep.extract.pdf.text_layer import TextLayer
from pii_sweep.types import Box, ObjectRef, Passage, Run, Runs, Where

WHERE = Where(ObjectRef("bucket", "letter.pdf"))
LETTER = [
    "Dear Ilse Vandermeer, the photographs that you ordered for your brother have left our workshop today",
    "and will come to 418 Alder Creek Rd in Petaluma with the courier who brings all parcels to your street.",
    "Should nobody be at home, they wait at the counter in Washington Street for fourteen days from then on.",
    "With kind regards from everybody who printed, framed and wrapped them, and until the next time: Kofi.",
]


def pdf(draw: Callable[[Canvas], None], font: str = "Helvetica", turn: int = 0) -> bytes:
    out = io.BytesIO()
    page = Canvas(out, pagesize=(612, 792))
    page.setFont(font, 8)
    page.setPageRotation(turn)
    draw(page)
    page.save()
    return out.getvalue()


def letter(page: Canvas, wide: float = 0.0) -> None:
    for row, line in enumerate(LETTER):
        page.drawString(60, 580 - 13 * row, line, wordSpace=wide)


def layer(data: bytes) -> TextLayer:
    page = pdfium.PdfDocument(data)[0]
    return TextLayer(page, canvas(page, 200))


def read(data: bytes) -> list[Passage]:
    pieces = read_pdf(io.BytesIO(data), WHERE, Budget(Extract(ocr="off")))
    return [piece for piece in pieces if isinstance(piece, Passage)]


def overlap(one: Box, two: Box) -> float:
    across = min(one.x1, two.x1) - max(one.x0, two.x0)
    down = min(one.y1, two.y1) - max(one.y0, two.y0)
    if across <= 0 or down <= 0:
        return 0.0
    areas = [(box.x1 - box.x0) * (box.y1 - box.y0) for box in (one, two)]
    return across * down / (sum(areas) - across * down)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("font", ["Helvetica", "Times-Italic", "Courier"])
def test_words_of_a_line_read_whole_lie_where_pdfium_has_them(font: str, turn: int) -> None:
    def draw(page: Canvas) -> None:
        page.translate(*{0: (0, 0), 90: (792, 0), 180: (612, 792), 270: (0, 612)}[turn])
        page.rotate(turn)
        letter(page)

    data = pdf(draw, font, turn)
    with layer(data) as text:
        runs, (words, hidden) = text.runs(), text.words()
    assert runs is not None and len(runs) < len(words) / 2 and not hidden
    assert " ".join(run.text for run in runs) == " ".join(LETTER)
    (found,) = read(data)
    assert isinstance(found.spans, Runs) and len(found.spans) == len(words)
    for span, word in zip(found.spans, words, strict=True):
        assert found.text[span.start : span.end] == word.text
        assert span.box is not None and overlap(span.box, word.box) >= 0.8


@pytest.mark.parametrize("wide", [-0.5, 0.2, 0.5, 1.5])
def test_lines_set_to_a_width_keep_their_text_and_their_boxes(wide: float) -> None:
    data = pdf(lambda page: letter(page, wide))
    (found,) = read(data)
    assert found.text == "\n".join(LETTER)
    with layer(data) as text:
        words, _ = text.words()
    assert all(
        span.box is not None and overlap(span.box, word.box) >= 0.6
        for span, word in zip(found.spans, words, strict=True)
    )


def test_blanks_other_than_single_spaces_part_runs() -> None:
    page = pdfium.PdfDocument(pdf(letter))[0]
    textpage = page.get_textpage()
    text = textpage.get_text_range().replace("that you", "that\u00a0you").replace("to 418", "to  18")
    found = line_runs(textpage.raw, text, text.split(), canvas(page, 200))
    assert found is not None
    runs = [run.text for run in found[0]]
    assert " ".join(runs).split() == text.split()
    assert all(run.split(" ") == run.split() for run in runs)


def test_columns_drawn_as_one_string_stay_apart() -> None:
    bill, ship = ["Ilse Vandermeer", "418 Alder Creek Rd"], ["Kofi Achebe", "92 Harbor View Ter"]

    def draw(page: Canvas) -> None:
        letter(page)
        for row, (left, right) in enumerate(zip(bill, ship, strict=True)):
            text = page.beginText(60, 500 - 13 * row)
            text._code.append(f"[({left}) -12000 ({right})] TJ")
            page.drawText(text)

    text = "\n".join(found.text for found in read(pdf(draw)))
    assert "\n".join(bill) in text and "\n".join(ship) in text


def test_lines_to_sign_on_stay_apart_though_their_glyphs_hang_over() -> None:
    def draw(page: Canvas) -> None:
        letter(page)
        for x in (60, 60 + page.stringWidth("_" * 26, "Helvetica", 8) + 16):
            page.drawString(x, 500, "_" * 26)

    text = "\n".join(found.text for found in read(pdf(draw)))
    assert f"{'_' * 26} {'_' * 26}" not in text and text.count("_" * 26) == 2


def test_a_line_in_two_fonts_is_located_word_by_word() -> None:
    def draw(page: Canvas) -> None:
        letter(page)
        page.drawString(60, 500, "The parcel is for")
        page.setFont("Helvetica-Bold", 8)
        page.drawString(63 + page.stringWidth("The parcel is for", "Helvetica", 8), 500, "Kofi Achebe")

    data = pdf(draw)
    found = next(found for found in read(data) if "Kofi Achebe" in found.text)
    with layer(data) as text:
        truth = next(word.box for word in text.words()[0] if word.text == "Achebe")
    start = found.text.index("Achebe")
    (span,) = find_overlapping(found.runs, start, start + 6)
    assert span.box is not None and overlap(span.box, truth) >= 0.8


def test_short_lines_and_lines_outside_the_crop_box_are_left_to_words() -> None:
    with layer(pdf(lambda page: page.drawString(60, 700, "Ilse Vandermeer"))) as text:
        assert text.runs() is None

    def cropped(page: Canvas) -> None:
        page.setCropBox((300, 0, 612, 792))
        letter(page)

    with layer(pdf(cropped)) as text:
        assert text.runs() is None and text.words()[1]


def test_prose_in_two_columns_is_no_table_of_people() -> None:
    left = ["separable from, or merely link or", "bind by the given name to, any", "of the works there"] * 9
    right = ["that every customer of the shop", "may have it printed at the counter", "for nothing"] * 9

    def draw(page: Canvas) -> None:
        for row, lines in enumerate(zip(left, right, strict=True)):
            for x, line in zip((60, 330), lines, strict=True):
                page.drawString(x, 700 - 13 * row, line)

    (found,) = read(pdf(draw))
    assert found.layout == "page" and "\n".join(left) in found.text


def test_a_hit_in_a_run_has_the_box_of_its_own_words() -> None:
    (found,) = read(pdf(letter))
    start = found.text.index("418 Alder Creek Rd")
    where, _ = locate(found, [(start, start + 18)])
    first, *_, last = (span.box for span in find_overlapping(found.spans, start, start + 18))
    assert where.box == Box(first.x0, first.y0, last.x1, last.y1)
    assert isinstance(found.runs[1], Run) and where.box.x1 - where.box.x0 < 0.3 * (
        found.runs[1].box.x1 - found.runs[1].box.x0
    )


def test_runs_hold_text_and_show_and_lend_none_of_it() -> None:
    (found,) = read(pdf(letter))
    assert "Vandermeer" not in repr(found.runs) + repr(found.spans)
    with pytest.raises(TypeError, match="must not leave the worker"):
        pickle.dumps(found.spans)
