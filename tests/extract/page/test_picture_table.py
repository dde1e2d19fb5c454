"""Tables of people in pictures: screens, spreadsheets, printed lists; and what only looks like one."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from PIL import Image, ImageDraw, ImageFont

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.image.reader import read_image
from pii_sweep.extract.ocr.words import Word
from pii_sweep.extract.page.picture_table import find_records
from pii_sweep.types import Box, ObjectRef, Passage, Where

WHERE = Where(ObjectRef("bucket", "screen.png"))
Line = tuple[float, float, str]
ORDERS = (
    ("Order", "Date", "Customer", "Total", "Payment"),
    ("#20418", "Mar 3, 2:14 pm", "Thomas, Jean-Marie", "$184.20", "Paid"),
    ("#20417", "Mar 3, 1:50 pm", "Okonjo, Ifeoma", "$36.00", "Paid"),
    ("#20416", "Mar 3, 11:02 am", "Lindqvist, Maja", "$1,204.75", "Pending"),
    ("#20415", "Mar 2, 9:31 pm", "Castellanos, Rigo", "$59.99", "Paid"),
)
MEMBERS = (
    ("Member", "Street", "City", "ST", "Zip"),
    ("Okonjo, Ifeoma", "77 W Division St", "Ogden", "UT", "84403"),
    ("Lindqvist, Maja", "1209 Kirkwood Pl", "Dover", "DE", "19904"),
    ("Castellanos, Rigo", "PO Box 881", "El Paso", "TX", "79912"),
    ("Whitcombe, Arlo", "5 Tupelo Bend", "Roanoke", "VA", ""),
)


def cells(
    rows: Sequence[Sequence[str]], xs: Sequence[float], top: float = 120.0, step: float = 46.0
) -> list[Line]:
    return [
        (x, top + step * number, text)
        for number, row in enumerate(rows)
        for x, text in zip(xs, row, strict=True)
        if text
    ]


def drawn(lines: Sequence[Line], size: tuple[int, int] = (1200, 560), turn: float = 0.0) -> list[Passage]:
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    for x, y, text in lines:
        draw.text((x, y), text, "black", ImageFont.load_default(20))
    if turn:
        picture = picture.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor="white")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return [piece for piece in read_image(out, WHERE, Budget(Extract())) if isinstance(piece, Passage)]


def records(passages: Sequence[Passage]) -> list[str]:
    return [passage.text for passage in passages if passage.layout == "fields"]


def words(*lines: Line) -> list[Word]:
    """Return words as an engine gives them: 10 pixels a character, lines 24 high."""
    found = []
    for start, y, text in lines:
        x = start
        for word in text.split():
            found.append(Word(word, Box(x, y, x + 10 * len(word), y + 24), 1.0))
            x += 10 * len(word) + 6
    return found


def told(*lines: Line) -> list[str]:
    return [passage.text for passage in find_records(words(*lines), WHERE)[0]]


def test_a_screen_of_orders_gives_a_record_for_each_and_the_menu_next_to_it_is_no_part_of_them() -> None:
    menu = [
        (20.0, 100.0 + 37 * number, text)
        for number, text in enumerate(["Home", "Orders", "Products", "Customers", "Reports"])
    ]
    found = drawn([*menu, *cells(ORDERS, (220, 340, 540, 800, 980))])
    assert records(found) == [
        f"Order: {order}\nDate: {date}\nCustomer: {name}\nTotal: {total}\nPayment: {paid}"
        for order, date, name, total, paid in ORDERS[1:]
    ]
    assert all(text in found[-1].text for _, _, text in menu)


def test_a_spreadsheets_row_numbers_and_column_letters_are_none_of_its_cells() -> None:
    numbers = [(12.0, 120.0 + 34 * row, str(row + 1)) for row in range(len(MEMBERS))]
    letters = [(x + 60.0, 86.0, letter) for x, letter in zip((50, 300, 540, 700, 780), "ABCDE", strict=True)]
    found = records(drawn([*letters, *numbers, *cells(MEMBERS, (50, 300, 540, 700, 780), step=34.0)]))
    assert len(found) == 4
    assert found[0] == "Member: Okonjo, Ifeoma\nStreet: 77 W Division St\nCity: Ogden\nST: UT\nZip: 84403"
    assert found[3] == "Member: Whitcombe, Arlo\nStreet: 5 Tupelo Bend\nCity: Roanoke\nST: VA"


def test_a_printed_list_scanned_askew_keeps_its_rows() -> None:
    found = records(drawn(cells(MEMBERS, (60, 340, 640, 840, 960)), turn=0.7))
    assert [text.partition("\n")[0] for text in found] == [f"Member: {row[0]}" for row in MEMBERS[1:]]


def test_every_word_of_a_record_keeps_its_box_and_its_column() -> None:
    found = drawn(cells(ORDERS, (60, 240, 480, 740, 960)))
    span = next(span for span in found[1].spans if found[1].text[span.start : span.end] == "Okonjo,")
    assert span.column_name == "Customer" and span.row == 2
    assert span.box is not None and abs(span.box.x0 - 480) < 8 and abs(span.box.y0 - 212) < 16


def test_row_numbers_that_touch_the_first_column_are_taken_off() -> None:
    rows = [
        (f"{number}", name) for number, name in enumerate(["DRAKOS, KIRA", "DINH, HOANG", "CAO, TRINH"], 1)
    ]
    lines = [(20.0, 40.0, "PATIENT"), (300.0, 40.0, "DOB")]
    for at, (number, name) in enumerate(rows):
        lines += [(20.0, 80.0 + 40 * at, f"{number} {name}"), (300.0, 80.0 + 40 * at, "04/06/1968")]
    assert told(*lines)[1] == "PATIENT: DINH, HOANG\nDOB: 04/06/1968"


def test_a_cell_set_on_two_lines_stays_in_its_record() -> None:
    lines: list[Line] = [(20, 40, "Name"), (300, 40, "Address"), (700, 40, "Phone")]
    for at, name in enumerate(["Ada Byron", "Kit Lowe", "Sun Park", "Ola Berg"]):
        y = 100.0 + 90 * at
        lines += [(20, y, name), (300, y, "12 Oak Street"), (300, y + 30, f"Reno NV 8950{at}")]
        lines += [(700, y, "775 555 0100")]
    assert told(*lines)[2] == "Name: Sun Park\nAddress: 12 Oak Street\nReno NV 89502\nPhone: 775 555 0100"


def test_a_name_above_a_mail_address_is_one_cell_next_to_cells_of_one_line() -> None:
    lines: list[Line] = [(60, 40, "Customer"), (400, 40, "Amount spent"), (700, 40, "Last order")]
    for at, name in enumerate(["Ada Byron", "Kit Lowe", "Sun Park", "Ola Berg"]):
        y = 100.0 + 70 * at
        lines += [(60, y, name), (60, y + 26, f"m{at}@post.example"), (400, y + 12, "$12.00")]
        lines += [(700, y + 12, "Mar 1")]
    expected = "Customer: Sun Park\nm2@post.example\nAmount spent: $12.00\nLast order: Mar 1"
    assert told(*lines)[2] == expected


def test_the_last_word_of_a_long_cell_belongs_to_it() -> None:
    rows = (("Name", "Phone"), ("Ada Byron", "775 0100"), ("Maximiliana Featherstonehaugh Ito", "775 0101"))
    found = told(*cells((*rows, ("Kit Lowe", "775 0102")), (20, 500)))
    assert found[1] == "Name: Maximiliana Featherstonehaugh Ito\nPhone: 775 0101"


def test_blocks_of_addresses_above_a_table_of_goods_are_no_table() -> None:
    blocks = cells(
        (
            ("Customer", "Ship To"),
            ("Ada Byron", "Kit Lowe"),
            ("12 Oak Street", "5 Tupelo Bend"),
            ("Reno, NV 89501", "Roanoke, VA 24018"),
        ),
        (60, 620),
        top=80,
        step=34,
    )
    goods = cells(
        (
            ("Item", "Description", "Qty", "Price"),
            ("Lamp", "Desk lamp", "1", "$40.00"),
            ("Rug", "Wool rug", "2", "$55.00"),
            ("Vase", "Glass vase", "1", "$20.00"),
        ),
        (60, 240, 620, 760),
        top=280,
        step=44,
    )
    assert not records(drawn([*blocks, *goods]))


def test_a_header_of_two_lines_is_read_as_one() -> None:
    lines: list[Line] = [(20, 40, "Patient"), (300, 40, "Date of"), (20, 66, "name"), (300, 66, "birth")]
    for at, name in enumerate(["Ada Byron", "Kit Lowe", "Sun Park"]):
        lines += [(20, 120.0 + 40 * at, name), (300, 120.0 + 40 * at, "04/06/1968")]
    assert told(*lines)[0] == "Patient name: Ada Byron\nDate of birth: 04/06/1968"


def test_the_row_that_sums_up_is_no_record() -> None:
    found = told(*cells((*ORDERS, ("Total", "", "", "$1,484.94", "")), (20, 200, 460, 760, 960)))
    assert len(found) == 4


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            cells(
                (
                    ("Customer", "Ship To"),
                    ("Ada Byron", "Kit Lowe"),
                    ("12 Oak Street", "5 Tupelo Bend"),
                    ("Reno, NV 89501", "Roanoke, VA 24018"),
                ),
                (20, 500),
            ),
            id="blocks of addresses",
        ),
        pytest.param(
            cells(
                (
                    ("Item name", "Total"),
                    ("PAUL NEWMAN DRSG", "3.49"),
                    ("MRS DASH GARLIC", "2.99"),
                    ("BERTOLLI ALFREDO", "3.29"),
                ),
                (20, 400),
            ),
            id="a receipt's items",
        ),
        pytest.param(
            cells(
                (
                    ("Guest", "Check"),
                    ("CAESAR SALAD", "9.50"),
                    ("TOM COLLINS", "11.00"),
                    ("SHIRLEY TEMPLE", "4.00"),
                ),
                (20, 400),
            ),
            id="a restaurant's check",
        ),
        pytest.param(
            cells(
                (
                    ("a member of the board said that", "the street would be closed for"),
                    ("the plan could not be kept up", "a year and that the cost of it"),
                    ("without new money from the town", "was more than anyone had hoped"),
                    ("and that the work would go on for", "when the matter was first raised"),
                ),
                (20, 500),
                step=30.0,
            ),
            id="prose in two columns",
        ),
        pytest.param(
            cells((("Name", "Phone"), ("Ada Byron", "775 555 0100")), (20, 400)), id="a form's labels"
        ),
    ],
)
def test_what_stands_side_by_side_is_not_yet_a_table_of_people(lines: list[Line]) -> None:
    every = words(*lines)
    found, rest = find_records(every, WHERE)
    assert not found and len(rest) == len(every)


def test_an_orders_sums_next_to_its_customers_address_are_no_table() -> None:
    sums = (
        ("Shipping", "Shipping address"),
        ("Tax", "77 W Division St #39"),
        ("Total", "Ogden, UT 84403"),
        ("Timeline", "Fraud check"),
        ("Packed on Tuesday, parcel 721594", "IP 73.163.70.42"),
    )
    assert not told(*cells(sums, (60, 620)))
