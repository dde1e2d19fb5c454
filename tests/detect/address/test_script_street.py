"""Addresses in other scripts than Latin, and delivery lines that are no street with its number last."""

from __future__ import annotations

import time

import pytest

from pii_sweep.detect.address import script_street


@pytest.mark.parametrize(
    "address",
    [
        "г. Москва, ул. Тверская, д. 185, кв. 14",
        "вул. Хрещатик, 22, Київ",
        "ул. 15 лет Октября, 11-73",
        "Пермский край, г Кунгур, ул Гоголя, д.14, кв.7",
        "Пермский край, Кунгурский р-н, с Филипповка, ул Мира, д.9",
        "обл Тверская, г Тверь, пр-кт Победы, д 44",
        "пр-кт Победы, д 44/26, кв 112",
        "ул 8-я Парковая, д 5",
        "Λεωφόρος Αλεξάνδρας 12, 114 73 Αθήνα",
        "ΟΔΟΣ ΙΑΣΟΝΟΣ 92",
        "רחוב יפו 121, ירושלים",
        "שדרות בן גוריון 42/3, חיפה",
        "شارع الملك فيصل 42، الرياض",
        "上海市徐汇区漕溪北路29号",
        "台北市大安區和平東路二段106號3樓",
        "東京都新宿区西新宿2-8-1",
        "서울특별시 종로구 세종대로 175",
    ],
)
def test_an_address_in_its_own_script_is_found(find, address: str) -> None:
    assert find(f"1984\n{address}\n")["STREET_ADDRESS"] == [address]


def test_words_that_lead_to_a_chinese_address_are_no_part_of_it(find) -> None:
    assert find("寄送地址为上海市徐汇区漕溪北路29号")["STREET_ADDRESS"] == ["上海市徐汇区漕溪北路29号"]


@pytest.mark.parametrize(
    "text", ["улица была пуста в 1905 году", "في شارع الملك فيصل", "2024年上海市", "도로 12 구간"]
)
def test_streets_without_a_house_are_no_address(find, text: str) -> None:
    assert "STREET_ADDRESS" not in find(text)


@pytest.mark.parametrize(
    "lines",
    [
        "Lieu-dit Kerguelen\n29770 Audierne",
        "Box 231\n831 23 Östersund",
        "C/ Aragó 287, 2n 1a\n08009 Barcelona",
        "Södra Kungsgatan 3, lgh 1102\n802 52 Gävle",
        "Résidence Les Pins\n13100 Aix-en-Provence",
    ],
)
def test_a_hamlet_a_box_and_a_flat_stand_above_a_code_and_its_town(find, lines: str) -> None:
    (found,) = find(f"Facture 7\n\nJean Kervella\n{lines}\n\nTotal TTC 12,00 €")["STREET_ADDRESS"]
    assert found.replace(",", "").split() == lines.replace(",", "").split()


@pytest.mark.parametrize(
    "text",
    [
        "Spring 2024",
        "Bahnsteig 2",
        "Zum Goldenen Hirsch, 14 Gäste",
        "Thonet. New Haven 1997",
        "Bestellung Nr. ORDER84359 Zeile 1",
        "Engineering 204",
    ],
)
def test_years_platforms_and_counts_are_no_houses(find, text: str) -> None:
    assert "STREET_ADDRESS" not in find(text)


def test_goods_under_a_heading_of_quantities_are_no_addresses(find) -> None:
    goods = "\n".join(
        f"{number} Nächte Hotel Adler\n{number}58,88  7 %  {number}58,88" for number in range(2, 6)
    )
    text = f"Pos  Beschreibung  Menge  Nettopreis\n{goods}\nTaxi Berlin\n23,36\n"
    assert "STREET_ADDRESS" not in find(text)


def test_whose_an_address_is_may_stand_in_brackets_behind_its_header(columns) -> None:
    header = ("Address 1&2 (Billing)", "City (Billing)", "Postcode (Billing)", "Order Total")
    found = columns(
        header, ("14 Elm Street", "Norwich", "NR2 3RW", "9.50"), ("2 Oak Lane", "Leeds", "LS8 4QP", "3.00")
    )
    assert found["STREET_ADDRESS@Address 1&2 (Billing)"] == [
        "14 Elm Street, Norwich, NR2 3RW",
        "2 Oak Lane, Leeds, LS8 4QP",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "부산광역시 수영구 광남로 48번길 12, 301호",
        "성남시 분당구 정자일로 95, 103동 1502호",
        "京都市左京区下鴨松ノ木町23-5",
        "浦东新区张杨路1200弄8号602室",
        "١٧ شارع الفلكي، باب اللوق، القاهرة",
        "تهران، خیابان ولیعصر، کوچه لاله، پلاک ۱۲",
        "סוקולוב 22, הרצליה",
        "проспекте Мира, дом 8, квартира 12, Красноярск",
    ],
)
def test_streets_lanes_and_towns_in_the_order_of_their_script_are_one_finding(find, address: str) -> None:
    assert find(f"({address})", "prose")["STREET_ADDRESS"] == [address]


def test_an_arabic_sentence_about_a_street_is_no_address(find) -> None:
    assert "STREET_ADDRESS" not in find("شارع الجامعة مغلق حتى 15 مايو", "prose")


def test_a_word_that_begins_like_a_lane_is_no_street(find) -> None:
    assert "STREET_ADDRESS" not in find("৩১ মার্চের পর লেনদেন স্থগিত হতে পারে।", "prose")


@pytest.mark.parametrize(
    "line",
    [
        "ΔΙΕΥΘΥΝΣΗ: ΚΑΝΑΡΗ 14, ΒΟΛΟΣ. ΚΙΝ. 697 330 4185",
        "Διεύθυνση: Καναρη 14, Βολος, τηλ. 24210 33041",
        "Адрес: Лесная 14, Пермь, тел. 8 912 345 67 89",
    ],
)
def test_a_telephone_behind_a_labelled_address_is_no_part_of_it(find, line: str) -> None:
    found = find(line)
    assert len(found["PHONE_NUMBER"]) == 1 and all(one[-1].isalpha() for one in found["STREET_ADDRESS"])


def test_a_japanese_address_ends_without_a_blank() -> None:
    text = "大阪府大阪市北区梅田1丁目2-3 大阪ビル101 です"
    ends = [text[start:end] for start, end in script_street.streets(text)]
    assert ends == ["大阪府大阪市北区梅田1丁目2-3 大阪ビル101"]


@pytest.mark.parametrize("label", [" 電話 ", "TEL ", " 自宅 "])
def test_a_telephone_behind_a_japanese_address_is_no_room(find, label: str) -> None:
    found = find(f"千葉県銚子市港町99-1{label}0479-55-1234")
    assert found["STREET_ADDRESS"] == ["千葉県銚子市港町99-1"]
    assert found["PHONE_NUMBER"] == ["0479-55-1234"]


@pytest.mark.parametrize("house", ["サンハイツ 203-1", "Phoenix 203", "Photonビル 5階"])
def test_a_room_in_a_japanese_house_with_a_name_is_part_of_the_address(find, house: str) -> None:
    assert find(f"東京都新宿区西新宿1-2-3 {house}")["STREET_ADDRESS"] == [f"東京都新宿区西新宿1-2-3 {house}"]


def test_many_words_of_chinese_towns_take_little_time() -> None:
    begin = time.process_time()
    assert list(script_street.streets("市" * 2000 + "村路区市" * 500)) == []
    assert time.process_time() - begin < 0.5
