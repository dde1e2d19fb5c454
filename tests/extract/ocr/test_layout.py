"""Words to blocks: what is read together, and what apart."""

from __future__ import annotations

from pii_sweep.extract.ocr.layout import passages
from pii_sweep.extract.ocr.words import Word
from pii_sweep.types import Box, ObjectRef, Where

WHERE = Where(ObjectRef("bucket", "page"))


def words(*lines: tuple[float, float, str], size: float = 20) -> list[Word]:
    """Return the words of lines at (x, y), each character half as wide as high."""
    made = []
    for x, y, line in lines:
        left = x
        for word in line.split(" "):
            right = left + len(word) * size / 2
            made.append(Word(word, Box(left, y, right, y + size), 0.9))
            left = right + size / 3
    return made


def text(*lines: tuple[float, float, str]) -> str:
    (found,) = passages(words(*lines), WHERE)
    return found.text


def test_labels_and_values_stand_on_one_line() -> None:
    assert text((0, 0, "Name:"), (200, 0, "Jane Doe"), (0, 30, "Email:"), (200, 30, "jane@example.com")) == (
        "Name:  Jane Doe\nEmail:  jane@example.com"
    )


LABELS = ("Name", "Street", "City", "Phone", "Order")
VALUES = ("Jane Doe", "12 Main St", "Fresno", "559-555-0142", "A-2044")


def test_labels_below_a_heading_stand_next_to_their_values() -> None:
    left = [(0.0, 0.0, "Customer"), *((0.0, 28.0 * (i + 1), label) for i, label in enumerate(LABELS))]
    right = [(200.0, 28.0 * (i + 1), value) for i, value in enumerate(VALUES)]
    lines = text(*left, *right).splitlines()
    assert lines[0] == "Customer"
    assert lines[1:] == [f"{label}  {value}" for label, value in zip(LABELS, VALUES, strict=True)]


def test_a_label_that_touches_its_value_shifts_no_other() -> None:
    left = [(0.0, 28.0 * i, label) for i, label in enumerate(LABELS[:4])]
    right = [(200.0, 28.0 * i, value) for i, value in enumerate(VALUES[:4])]
    lines = text(*left, *right, (0.0, 112.0, "Customer reference A-2044")).splitlines()
    assert [line for line in lines if line] == [
        *(f"{label}  {value}" for label, value in zip(LABELS[:4], VALUES[:4], strict=True)),
        "Customer reference A-2044",
    ]


def test_a_value_of_two_lines_shifts_no_label() -> None:
    left = [(0.0, y, label) for y, label in zip((28.0, 56.0, 84.0, 140.0), LABELS[:4], strict=True)]
    rows = (
        (28.0, "Jane Doe"),
        (56.0, "12 Main St"),
        (84.0, "Fresno,"),
        (112.0, "California"),
        (140.0, "559-555-0142"),
    )
    lines = text((0.0, 0.0, "Delivery"), *left, *((200.0, y, value) for y, value in rows)).splitlines()
    assert "Name  Jane Doe" in lines and "City  Fresno," in lines and "Phone  559-555-0142" in lines


def test_addresses_below_headings_stay_apart() -> None:
    left = ("Bill to", "Jane Doe", "12 Main St", "Fresno, CA 93701")
    right = ("Ship to", "Li Wei", "9 Elm Ave", "Oakland, CA 94607")
    sides = [(x, 28.0 * i, line) for x, side in ((0.0, left), (400.0, right)) for i, line in enumerate(side)]
    assert text(*sides) == "\n".join(left) + "\n\n" + "\n".join(right)


def test_rows_of_items_keep_their_prices() -> None:
    rows = [(0.0, 30.0 * i, f"Canvas print {name}") for i, name in enumerate(("small", "large", "wide"))]
    prices = [(500.0, 30.0 * i, f"${10 + i}.00") for i in range(3)]
    assert text(*rows, *prices).splitlines()[1] == "Canvas print large  $11.00"


def test_addresses_side_by_side_are_read_one_after_the_other() -> None:
    left = [(0.0, 26.0 * i, line) for i, line in enumerate(("Jane Doe", "12 Main St", "Fresno, CA 93701"))]
    right = [(500.0, 26.0 * i, line) for i, line in enumerate(("Li Wei", "9 Elm Ave", "Oakland, CA 94607"))]
    assert (
        text(*left, *right)
        == "Jane Doe\n12 Main St\nFresno, CA 93701\n\nLi Wei\n9 Elm Ave\nOakland, CA 94607"
    )


def test_an_address_set_with_wide_lines_stays_one_block() -> None:
    assert (
        text((0, 0, "Jane Doe"), (0, 45, "12 Main St"), (0, 90, "Fresno, CA"))
        == "Jane Doe\n12 Main St\nFresno, CA"
    )


def test_paragraphs_are_parted_by_an_empty_line() -> None:
    assert (
        text((0, 0, "First paragraph here"), (0, 120, "Second one")) == "First paragraph here\n\nSecond one"
    )


def test_words_in_no_order_come_out_in_order() -> None:
    lines = words((0, 0, "one two three"), (0, 26, "four five"))
    (found,) = passages(reversed(lines), WHERE)
    assert found.text == "one two three\nfour five"
    assert [found.text[span.start : span.end] for span in found.spans] == [
        "one",
        "two",
        "three",
        "four",
        "five",
    ]


def test_the_confidence_of_a_page_is_the_mean_over_its_characters() -> None:
    (found,) = passages(words((0, 0, "abc")), WHERE, scanned=True)
    assert found.ocr_confidence == 0.9


def test_a_weight_or_a_phone_number_next_to_an_address_does_not_break_it() -> None:
    left = [(0.0, 26.0 * i, line) for i, line in enumerate(("Jane Doe", "12 Main St", "Fresno, CA 93701"))]
    assert "Jane Doe\n12 Main St\nFresno, CA 93701" in text(*left, (500, 26, "15 LBS"))
    assert "Jane Doe\n12 Main St\nFresno, CA 93701" in text(*left, (500, 0, "Phone"), (500, 26, "555 0173"))


def test_layout_works_with_the_box_of_a_turned_word_as_it_lies_upright() -> None:
    drawn, upright = Box(10, 10, 30, 90), Box(10, 10, 90, 30)
    assert Word("Invoice", drawn, 0.9, upright, 90).level == upright
    assert Word("Invoice", drawn, 0.9).level == drawn
