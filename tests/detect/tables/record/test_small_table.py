"""Tables of one row or a few hold people as larger ones do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pii_sweep import detect, read
from pii_sweep.config import Settings, merge
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.record import small_table
from pii_sweep.detect.text.candidate import Hit, detection
from pii_sweep.extract.table.header_row import join_tiers
from pii_sweep.extract.walk import walk
from pii_sweep.types import Cells, Detection, Note, Passage, Rows, Table, Where

ROWS = {
    "czech": ("Novotná;Jarmila;Květnová 12;602 00;Brno;775 123 456\n", {"Jarmila", "775 123 456"}),
    "german": ("Müller;Hans;Hauptstr. 5;10115;Berlin;0171 2345678\n", {"Hans", "0171 2345678"}),
    "english": ("Smith,John,12 Main Street,Springfield,IL,62704,217-555-0134\n", {"John", "217-555-0134"}),
}
HEADED = {
    "greek": ("Ονοματεπώνυμο;Τηλέφωνο;ΑΦΜ\nΓεώργιος Παπαδόπουλος;6944123456;094259216\n", "PHONE_NUMBER"),
    "arabic": ("الاسم,الجوال,رقم الهوية\nمحمد عبد الله الحربي,0501234567,1012345672\n", "PERSON"),
    "vietnamese": ('Họ tên,SĐT,Địa chỉ\nNguyễn Thị Hương,0912345678,"12 Lê Lợi, Quận 1"\n', "PERSON"),
    "hungarian": ("Vezetéknév;Keresztnév;Telefonszám\nSzabó;Zsófia;06 30 123 4567\n", "PERSON"),
    "german halves": ("Vorname;Nachname\nLeticia;Monteverde\nAdelgunde;Hohenstein\n", "PERSON"),
}


@pytest.fixture
def show(detector: Detector, tmp_path: Path):
    """Return the values found in a file's text, by entity."""

    def values(text: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        file = tmp_path / ("export.json" if text.startswith("[") else "export.csv")
        file.write_text(text)
        for item in detector.examine(walk(read.blob_of(file), Settings().extract)):
            if isinstance(item, Detection):
                found.setdefault(item.entity, []).append(item.value)
        return found

    return values


@pytest.mark.parametrize("language", sorted(ROWS))
def test_a_lone_row_without_a_header_is_read_as_a_card(show, language: str) -> None:
    text, held = ROWS[language]
    assert held <= {value for values in show(text).values() for value in values}


@pytest.mark.parametrize("language", sorted(HEADED))
def test_a_header_above_one_row_is_known_by_its_words_in_any_language(show, language: str) -> None:
    text, entity = HEADED[language]
    assert show(text)[entity]


@pytest.mark.parametrize(
    ("language", "value"),
    [
        ("arabic", "محمد عبد الله الحربي"),
        ("greek", "6944123456"),
        ("vietnamese", "Nguyễn Thị Hương"),
    ],
)
def test_such_a_table_needs_no_file_name(detector: Detector, language: str, value: str) -> None:
    text, entity = HEADED[language]
    items = detector.examine(walk(read.blob_of(text.encode()), Settings().extract))
    assert [item.value for item in items if isinstance(item, Detection) and item.entity == entity] == [value]


def test_lists_in_lists_of_two_rows_hold_people(show) -> None:
    text = '[["Adelgunde", "Hohenstein", "1950-03-02"], ["Gerlinde", "Pohlmann", "1961-07-09"]]'
    assert "Adelgunde" in show(text)["PERSON"]


@pytest.mark.parametrize(
    "text",
    [
        "red;green;blue\n12;14;15\n",
        "Scarlet;#ff2400;warm\nTeal;#008080;cold\n",
        "error,retry,3\nwarning,skip,4\n",
        '[["Berlin", "Hamburg"], ["Lyon", "Nantes"]]',
    ],
)
def test_small_tables_of_things_hold_no_person(show, text: str) -> None:
    assert not show(text)


def test_a_row_is_not_found_twice(show) -> None:
    found = show("Müller;Hans;Hauptstr. 5;10115;Berlin\nSchmidt;Karin;Gartenweg 8;50667;Köln\n")
    assert found["PERSON"] == ["Hans Müller", "Karin Schmidt"]
    assert len(found["STREET_ADDRESS"]) == 2


METER = "Index,Timestamp,Event Type,Subtype,Patient Info,Device,Glucose Value (mmol/L),Transmitter ID\n"


def test_rows_on_top_of_a_table_that_name_its_owner_are_read_as_a_record(show) -> None:
    owner = "1,,FirstName,,Keziah,,,\n2,,LastName,,Yamane,,,\n3,,DateOfBirth,,1991-03-22,,,\n"
    rows = "".join(f"{at},2025-09-01T0{at}:00:12,EGV,,,iPhone G6,{at}.2,8H4K2L\n" for at in range(4, 9))
    found = show(METER + owner + rows)
    assert found["PERSON"] == ["Keziah Yamane"]
    assert found["DATE_OF_BIRTH"] == ["1991-03-22"]
    assert "PERSON" not in show(METER + rows)
    assert "PERSON" not in show(METER + "1,,Model,,Ada,,,\n2,,Place,,Yamane,,,\n" + rows)


WIDE = 4_000


def test_a_row_as_wide_as_no_card_of_a_person_is_not_read_as_one(place: Where) -> None:
    names = ("Adelgunde Hohenstein",) * 64
    assert len(list(small_table.make_cards(Table(place, (), (names,))))) == 1
    assert not list(small_table.make_cards(Table(place, (), ((*names, "Anna Lee"),))))


def test_the_time_of_a_wide_row_does_not_grow_with_its_square(
    detector: Detector, place: Where, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    titled = column_header.Sampled.titled

    def count(sample: column_header.Sampled, pattern: re.Pattern[str]) -> bool:
        nonlocal asked
        asked += 1
        return titled(sample, pattern)

    monkeypatch.setattr(column_header.Sampled, "titled", count)
    row = tuple(f"u{at}k@ex{at}.org" for at in range(WIDE))
    found = [one for one in detector.examine([Table(place, (), (row,))]) if isinstance(one, Detection)]
    assert [one.value for one in found] == list(row)
    assert asked < 100 * WIDE


def test_what_a_card_holds_is_long_in_no_case(place: Where) -> None:
    rows = (("Anna Lee " * 13,) * 64,)
    assert max(len(card.text) for card in small_table.make_cards(Table(place, (), rows))) < 10_000


def test_what_is_allowed_in_a_row_is_counted_once(place: Where) -> None:
    row = ("Anna Lee", "diabetes mellitus", "insulin", "Hans")
    counted, values = _examine_allowed("diabetes mellitus", Table(place, (), (row,)))
    assert counted == 1
    assert values == {"Anna Lee", "insulin", "Hans"}
    row = ("Müller", "Hans", "Hauptstr. 5", "10115", "Berlin", "0171 2345678")
    counted, values = _examine_allowed("0171 2345678", Table(place, (), (row,)))
    assert counted == 1
    assert values == {"Müller", "Hans", "Hauptstr. 5"}


def _examine_allowed(value: str, table: Table) -> tuple[int, set[str]]:
    """Return how many findings an allow list of one value left out, and the other values."""
    items = list(detect.load(merge(Settings(), "allow", exact=(value,))).examine([table]))
    counted = sum(one.amount for one in items if isinstance(one, Note) and one.measure == "suppressed")
    return counted, {one.value for one in items if isinstance(one, Detection)}


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (("Rossi", "Marco", "0171 2345678"), ("Bianchi", "Lucia", "0172 2345678")),
    ],
)
def test_a_header_that_is_a_row_of_a_small_table_is_read_as_a_card(
    detector: Detector, place: Where, header: Sequence[str], row: Sequence[str]
) -> None:
    items = detector.examine([Table(place, tuple(header), (tuple(row),))])
    found = [(one.entity, one.where.row, one.value) for one in items if isinstance(one, Detection)]
    people = {at for entity, at, _ in found if entity == "PERSON"}
    assert people == {0, 1}
    assert {value for entity, _, value in found if entity == "PHONE_NUMBER"} == {header[2], row[2]}


def test_a_header_in_words_above_telephones_is_no_row(detector: Detector, place: Where) -> None:
    table = Table(place, ("Name", "Telefon 0171 2345678"), (("Karin", "0172 2345678"),))
    held = [one for one in detector.examine([table]) if isinstance(one, Detection)]
    assert {one.where.row for one in held if one.entity == "PHONE_NUMBER"} == {None, 1}


def test_a_finding_that_the_cells_hold_in_part_is_known(place: Where) -> None:
    rows = Rows(place, 1, (Cells("PERSON", ["Hans Müller"]), Cells("PHONE_NUMBER", ["0171 2345678"])))
    table = Table(place, (), (("Müller", "Hans", "0171 2345678", "Karin Voss"),))
    card = Passage("\n".join(table.rows[0]), replace(place, row=1))
    found = [_find(card, "PERSON", "Müller"), _find(card, "PHONE_NUMBER", "0171 2345678")]
    new = _find(card, "PERSON", "Karin Voss")
    assert list(small_table.keep_new([*found, new], table, rows)) == [new]


def _find(card: Passage, entity: str, value: str) -> Detection:
    """Return the detection of a value of a card."""
    start = card.text.index(value)
    return detection(card, Hit(entity, start, start + len(value), 0.9, "Test"), [(start, start + len(value))])


def test_columns_of_groups_are_read_under_both_rows_of_their_header(columns) -> None:
    header = ("No", "Nama", "Data Ayah", "", "", "Data Ibu", "", "")
    rows = [
        ("", "", "Nama", "Pekerjaan", "NIK", "Nama", "Pekerjaan", "NIK"),
        (
            "1",
            "Ana Lindberg",
            "Karl Horvat",
            "guru",
            "3302021312710004",
            "Eva Koch",
            "tani",
            "3302095712750004",
        ),
        (
            "2",
            "Petra Novak",
            "Ivo Kovacs",
            "tani",
            "3302051606740004",
            "Marta Silva",
            "guru",
            "3302064711850006",
        ),
    ]
    found = columns(join_tiers(header, rows[0]), *rows[1:])
    assert found["NATIONAL_ID@Data Ayah/NIK"] == ["3302021312710004", "3302051606740004"]
    assert found["NATIONAL_ID@Data Ibu/NIK"] == ["3302095712750004", "3302064711850006"]


def test_a_first_row_of_values_is_no_second_row_of_a_header(columns) -> None:
    rows = [("Ana Lindberg", "7", "", "x"), ("Petra Novak", "8", "", "y"), ("Karl Horvat", "9", "", "z")]
    assert "PERSON@Full name" in columns(("Full name", "Age", "", ""), *rows)
