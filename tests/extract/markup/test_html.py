"""Tables in HTML: people are rows under a header, addresses side by side stay whole, layout is text."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, ObjectRef, Passage, Table, Where

PEOPLE = [
    ("Ilse Vandermeer", "418 Alder Creek Rd<br>Petaluma, CA 94952"),
    ("Kofi Achebe", "92 Harbor View Ter"),
]


def read(page: str) -> tuple[str, list[Table]]:
    """Return a page's text and its tables."""
    data = f"<!doctype html><html><body>{page}</body></html>".encode()
    pieces = list(walk(Blob(Where(ObjectRef("b", "a.html")), lambda: io.BytesIO(data), len(data)), Extract()))
    text = "\n".join(piece.text for piece in pieces if isinstance(piece, Passage))
    return text, [piece for piece in pieces if isinstance(piece, Table)]


def rows(cells: Sequence[tuple[str, ...]], tag: str = "td", around: str = "{}") -> str:
    return "".join(
        "<tr>" + "".join(f"<{tag}>{around.format(cell)}</{tag}>" for cell in row) + "</tr>\n" for row in cells
    )


@pytest.mark.parametrize("around", ["{}", "<p>{}</p>", "<div>\n\t{}</div>"])
@pytest.mark.parametrize("head", ["th", "td"])
def test_a_table_of_people_is_a_table(around: str, head: str) -> None:
    text, (table,) = read(
        f"<p>Orders</p><table>{rows([('Customer', 'Ship to')], head)}{rows(PEOPLE, around=around)}"
        "</table><p>End</p>"
    )
    assert table.header == ("Customer", "Ship to")
    assert table.rows[0] == ("Ilse Vandermeer", "418 Alder Creek Rd\nPetaluma, CA 94952")
    assert table.where.inside == ("table-1",)
    assert "Vandermeer" not in text and "Orders" in text and "End" in text


def test_labels_next_to_values_are_lines() -> None:
    pairs = [("Customer", "Ilse Vandermeer"), ("E-mail", "ilse@example.com"), ("Phone", "(415) 555-6874")]
    text, tables = read(f"<table>{rows(pairs)}</table>")
    assert not tables
    assert "Customer\tIlse Vandermeer\nE-mail\tilse@example.com" in text


def test_addresses_in_cells_side_by_side_are_read_one_after_the_other() -> None:
    cells = [
        ("Bill to<br>Ilse Vandermeer<br>418 Alder Creek Rd", "Ship to<br>Kofi Achebe<br>92 Harbor View Ter")
    ]
    text, _ = read(f"<table><tr><td><table>{rows(cells)}</table></td></tr></table>")
    assert "Bill to\nIlse Vandermeer\n418 Alder Creek Rd" in text
    assert "Ship to\nKofi Achebe\n92 Harbor View Ter" in text


def test_white_space_of_the_source_parts_no_words() -> None:
    text, _ = read("<p>Maribel\n\t\tOkonkwo</p>")
    assert "Maribel Okonkwo" in text


@pytest.mark.parametrize("head", ["th", "td"])
def test_rows_above_the_header_of_a_table_of_people_are_text(head: str) -> None:
    titles = '<tr><td colspan="2">Alder Creek Water Co.</td></tr><tr></tr><tr><td>May 2024</td><td></td></tr>'
    text, (table,) = read(
        f"<table>{titles}{rows([('Customer', 'Ship to')], head)}{rows(PEOPLE)}</table><p>End</p>"
    )
    assert table.header == ("Customer", "Ship to")
    assert [row[0] for row in table.rows] == ["Ilse Vandermeer", "Kofi Achebe"]
    assert text.split("\n") == ["Alder Creek Water Co.", "May 2024", "", "End"]


def test_a_layout_of_one_cell_a_row_stays_text() -> None:
    lines = "".join(f"<tr><td>{line}</td></tr>" for line in ("Your order", "Customer", "Ilse Vandermeer"))
    text, tables = read(f"<table>{lines}</table>")
    assert tables == []
    assert text == "Your order\nCustomer\nIlse Vandermeer"


def test_a_long_table_and_one_that_never_ends_lose_no_row() -> None:
    many = [(f"Person {number}", f"{number} Elm St") for number in range(12_000)]
    text, tables = read(f"<table>{rows([('Customer', 'Address')])}{rows(many)}")
    assert sum(len(table.rows) for table in tables) == 12_000
    text, _ = read(f"<table>{rows(many)}<tr><td>{'<table><tr><td>' * 200}deep")
    assert text.count("Person") == 12_000 and "deep" in text


def test_a_list_of_orders_is_a_table_though_it_names_no_one() -> None:
    orders = "".join(f"<tr><td>H972544{at}<td>02/0{at}/2024<td>$39{at}.10" for at in range(1, 4))
    _, tables = read(f"<table><tr><th>Order<th>Placed<th>Total</tr>{orders}</table>")
    assert [(table.header, len(table.rows)) for table in tables] == [(("Order", "Placed", "Total"), 3)]


def test_the_goods_of_one_order_stay_text() -> None:
    _, tables = read(f"<table><tr><th>Item<th>Qty<th>Total</tr>{'<tr><td>Mug<td>2<td>$12.00' * 3}</table>")
    assert tables == []


CONTACTS = [("Anja Berg", "9A", "612555014", "x"), ("Kofi Achebe", "9B", "634555102", "y")] * 2


def test_cells_of_headers_in_any_words_head_a_table_where_rows_hold_telephones() -> None:
    titles = '<tr><td colspan="3">Report</td></tr><tr><td colspan="3">&nbsp;</td></tr>'
    head = rows([("Sofőr", "Kód", "Elérh.", "Megj.")], "th")
    _, (table,) = read(f"<table>{titles}{head}{rows(CONTACTS)}</table>")
    assert (table.header, table.rows) == (("Sofőr", "Kód", "Elérh.", "Megj."), tuple(CONTACTS))


@pytest.mark.parametrize(
    ("head", "tag", "body"),
    [
        (("Sofőr", "Kód", "Elérh.", "Megj."), "td", CONTACTS),
        (("Item", "Qty", "Number", "Note"), "th", CONTACTS),
        (("Sofőr", "Kód", "Hossz", "Megj."), "th", [("Lorry", "9A", "61.5", "x")] * 4),
    ],
)
def test_goods_and_rows_without_telephones_stay_text(
    head: tuple[str, ...], tag: str, body: Sequence[tuple[str, ...]]
) -> None:
    assert read(f"<table>{rows([head], tag)}{rows(body)}</table>")[1] == []


def test_labels_and_values_that_only_a_style_sheet_parts_stand_apart() -> None:
    spans = [("k", "Lead guest"), ("v", "Ilse Vandermeer"), ("k", "You paid"), ("v", "$48.20"), ("k", "Seat")]
    text, _ = read(
        "<div>" + "".join(f'<span class="{name}">{word}</span>' for name, word in spans) + "</div>"
    )
    assert text.splitlines() == ["Lead guest", "Ilse Vandermeer", "You paid", "$48.20", "Seat"]


def test_a_word_that_is_set_in_pieces_stays_one_word() -> None:
    text, _ = read('<p><span class="cap">V</span><span>andermeer</span> paid <b>$48</b><sup>.20</sup></p>')
    assert text.strip() == "Vandermeer paid $48.20"


def test_columns_that_are_only_counted_are_a_table_and_a_row_of_figures_is_none() -> None:
    names = [("ID", "Campo1", "Campo2", "Campo3", "Campo10")]
    cells = [("1", "Elena Bo", "26/07/1949", "R1", "x"), ("2", "Gino Po", "14/12/1963", "R2", "y")]
    _, (table,) = read(f"<table>{rows(names, 'th')}{rows(cells)}</table>")  # type: ignore[arg-type]
    assert table.header == names[0]
    _, tables = read(f"<table>{rows([('1', '2', '3', '4', '5')])}{rows(cells)}</table>")  # type: ignore[list-item, arg-type]
    assert not tables


def test_records_whose_fields_are_only_counted_are_rows_of_one_table() -> None:
    people = [
        ("Cristina Reyes", "0921 411 4906", "January 17, 1974", "Cashier"),
        ("Juan Garcia", "", "", "Guard"),
    ]
    tables_of = "".join(
        f"<table>{rows([(f'Field {at}', value) for at, value in enumerate(one, 1)])}</table><hr>"
        for one in people
    )
    _, (table,) = read(tables_of)
    assert table.header == ("Field 1", "Field 2", "Field 3", "Field 4")
    assert [tuple(row) for row in table.rows] == people


def test_a_sheet_of_several_tables_in_one_is_parted_at_its_empty_rows() -> None:
    groups = "<tr><td colspan=2>who</td><td colspan=2>receipt</td></tr>"
    gifts = "".join(f"<tr><td>{at}<td>Ana Lind {at}<td>{at} Elm St<td>20</tr>" for at in "1234")
    keys = "<tr><td>tower<td>Ivo Berg<td>always</tr>" * 3
    text, tables = read(
        "<table><tr><td colspan=4>GIFTS</td></tr><tr><td colspan=4></td></tr>"
        f"{groups}<tr><td>No<td>Customer<td>Address<td>Sum</tr>{gifts}<tr><td></td><td></td></tr>"
        f"<tr><td>Key<td>Customer<td>When</tr>{keys}</table>"
    )
    assert [table.header for table in tables] == [
        ("No", "Customer", "Address", "Sum"),
        ("Key", "Customer", "When"),
    ]
    assert [len(table.rows) for table in tables] == [4, 3]
    assert "GIFTS" in text and "receipt" in text and "Ana Lind" not in text


def test_rows_below_an_empty_one_go_on_with_the_header_above_and_titles_between_them_are_text() -> None:
    head = rows([("Customer", "Ship to")])
    gap = "<tr><td></td><td></td></tr>"
    text, (table,) = read(
        f"<table>{head}{gap}{rows(PEOPLE)}{gap}<tr><td>Second round</td></tr>{rows(PEOPLE)}</table>"
    )
    assert table.header == ("Customer", "Ship to") and len(table.rows) == 4
    assert "Second round" in text and "Achebe" not in text


def test_a_number_to_call_keeps_its_scheme_and_stands_apart_from_the_text_of_its_link() -> None:
    text, _ = read(
        '<p>Reach us <a href="tel:06-66461337">06-66461337</a>, <a href="mailto:i@b.org?x=1">i@b.org</a></p>'
    )
    assert "(tel:06-66461337) 06-66461337, i@b.org" in text
    assert "mailto" not in text


@pytest.mark.parametrize(("between", "apart"), [("2 - 0", True), ("0-3", True), ("offen", False)])
def test_a_table_of_matches_is_one_by_its_scores(between: str, apart: bool) -> None:
    head = "<tr><th colspan=4>GRUP 2</th></tr><tr><th>Tarih<th>Ev Sahibi<th>Skor<th>Konuk</tr>"
    lines = (f"<tr><td>0{at}.09.2025<td>Holt SK<td>{between}<td>Quimby FK</tr>" for at in range(1, 5))
    _, found = read(f"<table>{head}{''.join(lines)}</table>")
    assert [one.header for one in found] == [("Tarih", "Ev Sahibi", "Skor", "Konuk")] * apart


SAID = "Ada Quist, SSN 219-09-9999, quist@fjord.example"
ASKED = "Ada%20Quist%2C%20219-09-9999%2C%20quist%40fjord.example"


@pytest.mark.parametrize(
    "body",
    [
        f'<select><option value="{SAID}" label="x">1</option></select>',
        f'<select><optgroup label="{SAID}"></optgroup></select>',
        f'<button value="{SAID}">Go</button>',
        f'<span itemprop="about" content="{SAID}">x</span>',
        f'<table><tr><td abbr="{SAID}">1</td></tr></table>',
        f'<div aria-description="{SAID}">x</div>',
        f'<u-card note="{SAID}"></u-card>',
        f'<object><param name="n" value="{SAID}"></object>',
        f'<a href="/files/{ASKED}.pdf">x</a>',
        f'<img src="/pixel.gif?who={ASKED}">',
        f'<iframe src="/form?who={ASKED}"></iframe>',
        f"<!--[if mso]><table><tr><td>{SAID}</td></tr></table><![endif]-->",
        f'<script type="text/x-template"><p class="c7">{SAID}</p></script>',
        f'<script type="text/plain">{SAID}</script>',
        f"<script>/* {SAID} */ let x = 1;</script>",
        f"<script>let x = 1; // {SAID}\n</script>",
        '<script>let x = "' + SAID.replace(" ", "\\u0020") + '";</script>',
        f"<style>/* {SAID} */ p {{ color: red }}</style>",
        f'<style>p::before {{ content: "{SAID}" }}</style>',
    ],
)
def test_what_a_page_does_not_show_is_read(body: str) -> None:
    said = read(f"<p>Shop</p>{body}")[0].replace("%20", " ")
    for value in ("Ada Quist", "219-09-9999"):
        assert value in said
    assert "quist@fjord.example" in said.replace("%40", "@")


@pytest.mark.parametrize(
    "body",
    [
        '<div class="col-md-250 wide" style="width: 250px" id="p 250 b">x</div>',
        '<svg viewBox="0 0 250 400"><path d="M 10 250 L 300 400" transform="translate(250 10)"/></svg>',
        '<img src="/pics/Blue%20lamp.png?v=1250" srcset="/a.png 250w, /b.png 500w" sizes="250px">',
        '<a href="https://shop.example/lamps" rel="nofollow external 250">x</a>',
        '<td headers="c100 c200" width="250" aria-controls="menu 100 200">x</td>',
        '<link integrity="sha384-250abc 250" href="https://shop.example/a.css">',
        "<!--[if mso]><xml><o:PixelsPerInch>96</o:PixelsPerInch></xml><![endif]-->",
        '<script>let u = "https://a.example"; f(x) //\n</script>',
        "<style>p { width: 250px }</style>",
    ],
)
def test_settings_of_a_page_are_not_read(body: str) -> None:
    said, _ = read(f"<p>Shop</p>{body}")
    assert said.split() in (["Shop"], ["Shop", "x"])


@pytest.mark.parametrize(
    "body",
    [
        f'<script type="text/template"><a title="{SAID}">x</a></script>',
        f'<script type="text/x-jsrender"><input placeholder="x" value="{SAID}"></script>',
        f"<iframe srcdoc=\"<input value='{SAID}'>\"></iframe>",
        f'<div id="{SAID}">x</div>',
        f'<u-note from="{SAID}">x</u-note>',
        f'<svg><rect data-who="{SAID}"/></svg>',
        f'<a href="/{ASKED}/vue@3.4.1/x.js">x</a>',
    ],
)
def test_values_in_templates_are_read(body: str) -> None:
    test_what_a_page_does_not_show_is_read(body)


@pytest.mark.parametrize(
    "body",
    [
        '<svg preserveAspectRatio="xMidYMid 250"><stop offset="0.250" stop-opacity="0.750"/>'
        '<circle cx="212.555.0187" cy="2125550187" r="250.4"/><rect rx="4111111111111111" ry="219-09-9999"/>'
        '<animate values="0 0; 212 555 0187" keyTimes="0;0.250;1" dur="100ms" from="0 250" to="1 250"/>'
        "</svg>",
        '<img srcset="logo@2x.png 2x, hero@fjord.com/a.png 3x">',
        '<link rel="stylesheet" href="https://cdn.example/npm/vue@next.com/dist/a.css">',
        '<a href="https://cdn.example/npm/vue@next.com/x.js">x</a>',
        '<div style="background: url(hero@fjord.com/x.png)">x</div>',
        '<time datetime="2024-01-12 10:00">x</time>',
        '<input maxlength="255" minlength="100">',
    ],
)
def test_measures_and_versions_are_not_read(body: str) -> None:
    test_settings_of_a_page_are_not_read(body)
