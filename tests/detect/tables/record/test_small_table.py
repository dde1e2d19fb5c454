"""Tables of one row or a few hold people as larger ones do."""

from __future__ import annotations

from pathlib import Path

import pytest

from pii_sweep import read
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.extract.walk import walk
from pii_sweep.types import Detection

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


@pytest.mark.parametrize("language", ["arabic", "greek", "vietnamese"])
def test_such_a_table_needs_no_file_name(detector: Detector, language: str) -> None:
    text, entity = HEADED[language]
    found = detector.examine(walk(read.blob_of(text.encode()), Settings().extract))
    assert entity in {item.entity for item in found if isinstance(item, Detection)}


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
