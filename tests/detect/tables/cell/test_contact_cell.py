"""Cells of a person and a telephone."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.cell import contact_cell
from pii_sweep.detect.tables.column_header import Sampled, plain_header


def find(value: str, header: str = "remarks") -> list[tuple[str, str]]:
    """Return what a cell under a header holds."""
    sample = Sampled(0, header, plain_header(header), ())
    return [(hit.entity, value[hit.start : hit.end]) for hit in contact_cell.find(sample, value)]


@pytest.mark.parametrize(
    ("value", "name", "number"),
    [
        ("Ġanni Farruġia (ħu) 79216634", "Ġanni Farruġia", "79216634"),
        ("Rosa Quispe Mamani (madre): 951 223 441", "Rosa Quispe Mamani", "951 223 441"),
        ("256772123456 - SARAH NAKATO SSALI", "SARAH NAKATO SSALI", "256772123456"),
        ("+254722000111 / WAMBUI WA KARIUKI", "WAMBUI WA KARIUKI", "+254722000111"),
        ("佐藤健一(長男) 090-1234-5678", "佐藤健一", "090-1234-5678"),
        ("高橋 美咲（妻）080-2345-6789", "高橋 美咲", "080-2345-6789"),
        ("박지훈(배우자) 010-2345-6789", "박지훈", "010-2345-6789"),
    ],
)
def test_a_cell_of_a_name_and_a_number_holds_both(value: str, name: str, number: str) -> None:
    assert sorted(find(value)) == [("PERSON", name), ("PHONE_NUMBER", number)]


def test_under_a_word_for_people_no_relation_is_needed() -> None:
    value = "Lindiwe Khumalo 0824431290"
    assert find(value, "Next of kin") == [("PERSON", "Lindiwe Khumalo"), ("PHONE_NUMBER", "0824431290")]
    assert find(value) == []


@pytest.mark.parametrize(
    "value",
    [
        "Spare Parts (garage) 5550123",
        "部品(倉庫) 090-1234-5678",
        "영업부(본사) 02-2345-6789",
        "400222 - Equity Bank of Kenya",
        "4006381333931 - Stabilo Boss Original",
        "Serial Number (new) 79216634",
        "123456789012 - Blue Widget Large",
        "12 March (morning) 2024",
    ],
)
def test_firms_goods_and_dates_are_no_people_with_telephones(value: str) -> None:
    assert find(value) == []


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ("07812 445566 nan", ["07812 445566"]),
        ("work 020 7946 0123", ["020 7946 0123"]),
        ("home: 2065550142", ["2065550142"]),
        ("(0341 765432) Büro", ["0341 765432"]),
        ("0172 9876543 ab 18:00", ["0172 9876543"]),
        ("0172 9876543 / 0341 765432", ["0172 9876543", "0341 765432"]),
        ("0172 9876543 oder 0341 765432", ["0172 9876543", "0341 765432"]),
        ("0172 9876543; 0341 765432", ["0172 9876543", "0341 765432"]),
        ("0172 9876543 - 0341 765432", ["0172 9876543", "0341 765432"]),
        ("0172 9876543  0341 765432", ["0172 9876543", "0341 765432"]),
        ("01729876543 0341765432", ["01729876543", "0341765432"]),
        ("01729876543/0341765432", ["01729876543", "0341765432"]),
        ("07812 445566 (w), 020 7946 0123 (h)", ["07812 445566", "020 7946 0123"]),
        ("0172 / 9876543 mobil", ["0172 / 9876543"]),
        ("0341 - 765 - 4321 privat", ["0341 - 765 - 4321"]),
    ],
)
@pytest.mark.parametrize("header", ["Telefon", "phone", "Handy"])
def test_a_header_of_telephones_finds_each_number_among_few_words(
    value: str, numbers: list[str], header: str
) -> None:
    assert find(value, header) == [("PHONE_NUMBER", number) for number in numbers]
    assert find(value) == []


@pytest.mark.parametrize(
    "value",
    [
        "IMEI 356938035643809",
        "Galaxy S21 128 GB 12345678",
        "Pixel 7 2022-10-13",
        "since 04.03.2021",
        "build 20210304",
        "seen 20210304",
        "1.234.567 units",
        "12:30 - 14:00",
        "cell 4 3.6512345",
        "he asked that nobody should ever use 0172 9876543 again",
    ],
)
def test_what_else_stands_under_a_header_of_telephones_is_none(value: str) -> None:
    assert find(value, "Phone") == []


def test_a_birth_in_brackets_behind_a_name_needs_a_header_of_people() -> None:
    value = "Ada Lindberg (17.05.1962)"
    assert find(value, "name") == [("PERSON", "Ada Lindberg"), ("DATE_OF_BIRTH", "17.05.1962")]
    assert find(value, "film") == []
    assert find("Ada Lindberg (17.05.2026)", "name") == []


def test_several_people_with_their_births_are_found_in_one_cell() -> None:
    value = "Ansgar Kampschulte (*25.02.2004) / Silke Kampschulte (*27.06.2021)"
    assert find(value, "Begleitpersonen") == [
        ("PERSON", "Ansgar Kampschulte"),
        ("DATE_OF_BIRTH", "25.02.2004"),
        ("PERSON", "Silke Kampschulte"),
        ("DATE_OF_BIRTH", "27.06.2021"),
    ]
    assert find(f"{value}, siehe Beleg", "Begleitpersonen") == []
    assert find(value, "remarks") == []


def test_a_name_behind_a_number_is_found_where_the_header_says_both(columns) -> None:
    people = ("A696 巴柏翰", "A227 簡秀琴", "A292 范姜文雄")
    assert columns(("編號/姓名", "餐點"), *zip(people, "abc", strict=True))["PERSON@編號/姓名"] == [
        "巴柏翰",
        "簡秀琴",
        "范姜文雄",
    ]
    others = ("0012 Kofi Achebe", "0017 Ilse Vandermeer", "0031 Ana Pereira")
    assert len(columns(("ID / Name", "Room"), *zip(others, "abc", strict=True))["PERSON@ID / Name"]) == 3
    parts = ("0012 Spare Parts", "0017 Hinge Set", "0031 Door Frame")
    assert "PERSON@No / Name" not in columns(("No / Name", "Bin"), *zip(parts, "abc", strict=True))


@pytest.mark.parametrize(
    ("value", "header", "found"),
    [
        ("儿子 丁海波 13706521984", "备注", ["丁海波", "13706521984"]),
        ("妻 蒋素琴", "紧急联系人", ["蒋素琴"]),
        ("아들 김도윤 010-2345-6789", "비고", ["김도윤", "010-2345-6789"]),
        ("fiica: Mihaela Bejan 0722615540", "Obs.", ["Mihaela Bejan", "0722615540"]),
        ("vine cu mama, Ciobotaru Alina", "Obs.", ["Ciobotaru Alina"]),
        ("пользуется внук, Недоспасов Илья", "Прим.", ["Недоспасов Илья"]),
        ("дочь Света 89104426318", "Прим.", ["Света", "89104426318"]),
        ("zięć Marek Wrona 601 774 290", "Uwagi", ["Marek Wrona", "601 774 290"]),
        ("Tochter Ilse Braun, 0911 4567890", "Bem.", ["Ilse Braun", "0911 4567890"]),
        ("mamie de Hugo", "Rq", ["Hugo"]),
        ("erelid sinds 2012; vrouw Hieke", "Vrij veld", ["Hieke"]),
        ("diambil adiknya, Kasmini, HP 085290017346", "keterangan", ["Kasmini", "085290017346"]),
        ("ouder: Marieke 06 18 33 70 42", "Vrij veld", ["Marieke", "06 18 33 70 42"]),
        ("apja: id. Kuti Gergely", "Megj.", ["Kuti Gergely"]),
        ("夫 忠一 平成29年没", "備考", ["忠一"]),
        ("妻 美智子（携帯090-8847-1160）", "備考", ["美智子", "090-8847-1160"]),
        ("夫の墓。故 北澤 隆", "備考", ["北澤 隆"]),
        ("unuka Ana Kos ide s njom", "Nap.", ["Ana Kos"]),
    ],
)
def test_a_relative_behind_the_word_for_who_they_are_is_a_person(
    value: str, header: str, found: list[str]
) -> None:
    assert [text for _, text in find(value, header)] == found


@pytest.mark.parametrize(
    ("value", "header"),
    [
        ("儿子 丁海波", "书名"),
        ("子弹 红楼梦", "书名"),
        ("娘 大学生（東京）", "備考"),
        ("子 二人、妻 入院中", "備考"),
        ("tweede maat; vrouw Blauw", "Artikel"),
        ("zie bijlage; vrouw Zurich", "Titel"),
        ("Mutter Edelstahl 0123456789", "Artikel"),
        ("Mutter M8 verzinkt, 01234567", "Artikel"),
        ("sauce baba Ghanoush 4006381333931 g", "Produit"),
        ("man United 3-1", "match"),
        ("Papa Johns Pizza 555 0123", "Vendor"),
        ("mama, Centrum Medyczne Luxmed Sp. z o.o.", "Uwagi"),
        ("far away Station 12", "remarks"),
    ],
)
def test_goods_titles_and_firms_behind_such_a_word_are_no_people(value: str, header: str) -> None:
    assert [entity for entity, _ in find(value, header) if entity == "PERSON"] == []


def test_children_before_their_class_are_people_below_a_header_of_children() -> None:
    for value, names in (
        ("Maëlle et Nolwenn (CP/CM2)", ["Maëlle", "Nolwenn"]),
        ("Léandre (6e)", ["Léandre"]),
        ("Jonas und Lea Kurz (3b)", ["Jonas", "Lea Kurz"]),
        ("Zosia i Staś Mazur (2A)", ["Zosia", "Staś Mazur"]),
    ):
        assert find(value, "enfant") == [("PERSON", name) for name in names]
        assert find(value, "remarks") == []
    assert find("Red Team (A2)", "enfant") == []


def test_a_name_before_the_word_for_a_relative_is_a_persons() -> None:
    assert find("新妻大輔（夫）", "緊急時の連絡先（続柄）") == [("PERSON", "新妻大輔")]
    assert find("山田花子(母)", "連絡先") == [("PERSON", "山田花子")]
    assert find("Ana Berghold (mother)", "pickup") == [("PERSON", "Ana Berghold")]


def test_papers_and_rooms_before_such_a_word_are_no_people() -> None:
    for value in (
        "戸籍謄本（母）",
        "住民票（父）",
        "更衣室（男）",
        "健康保険証（本人）",
        "Spare Parts (mother)",
    ):
        assert find(value, "書類") == []
    assert find("更衣室（女）", "場所（続柄）") == []
