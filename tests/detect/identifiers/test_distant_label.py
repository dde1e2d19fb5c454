"""Numbers and dates whose label stands apart: in leaders, a standard's term, a signature's letter."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "entity", "values"),
    [
        (
            "Inhaber Kranbau Ost AGIBANDE89 3704 0044 0532 0130 00",
            "IBAN_CODE",
            ["DE89 3704 0044 0532 0130 00"],
        ),
        ("Bestellnummer (BT-13)  K-4410287\n", "ORDER_ID", ["K-4410287"]),
        ("Reference No.2: ZK440128\n", "ORDER_ID", ["ZK440128"]),
        ("Order        55201847\nPlaced       Monday\n", "ORDER_ID", ["55201847"]),
        ("shop order ....... 7731-Q44\n", "ORDER_ID", ["7731-Q44"]),
        ("WORK ORDER\nWO 44018\n", "ORDER_ID", ["WO 44018"]),
        ("Paket 00340434161094042557 liegt bereit", "TRACKING_NUMBER", ["00340434161094042557"]),
        ("Left with H01HTA1234567890 on it", "TRACKING_NUMBER", ["H01HTA1234567890"]),
        (
            "Kettle & Sons\nt 01632 960001  m 07700 900123\n",
            "PHONE_NUMBER",
            ["01632 960001", "07700 900123"],
        ),
        ("Bin unter 0171/5550199 zu erreichen, danke", "PHONE_NUMBER", ["0171/5550199"]),
        ("She knew the birth date on our file (1971-03-02).", "DATE_OF_BIRTH", ["1971-03-02"]),
        ("Ihr Geburtsdatum, im Vertrag steht 02.03.1971, stimmt das?", "DATE_OF_BIRTH", ["02.03.1971"]),
    ],
)
def test_a_value_is_found_though_its_label_stands_apart(
    find, text: str, entity: str, values: list[str]
) -> None:
    assert find(text, "prose")[entity] == values


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("The work order came late.\nROW 44018 is full", "ORDER_ID"),
        ("In short order        the 55201847 crates left again", "ORDER_ID"),
        ("Application form\nP 001/003\n", "PHONE_NUMBER"),
        ("Figure p 12 345 678 and grade m 12 34 56", "PHONE_NUMBER"),
        ("The birth date is due in the form before noon (03/04/2025 was the last).", "DATE_OF_BIRTH"),
        ("Part H01HTA12345 and 00340999161094042557", "TRACKING_NUMBER"),
    ],
)
def test_other_numbers_and_dates_there_are_none(find, text: str, entity: str) -> None:
    assert entity not in find(text, "prose")


@pytest.mark.parametrize(
    "text",
    [
        "Golongan IVa mobil       Rp 481.800\n",
        "2  Chén Bát Tràng sen  40    35.000\n3    Ấm trà cụ Chí Phèo       5   210.000\n",
    ],
)
def test_a_price_is_no_telephone_of_a_word_in_its_line(find, text: str) -> None:
    assert "PHONE_NUMBER" not in find(text, "prose")


def test_a_short_number_in_thousands_right_behind_its_label_is_a_telephone(find) -> None:
    assert find("Trattoria al Porto, tel. 481.800", "prose")["PHONE_NUMBER"] == ["481.800"]
