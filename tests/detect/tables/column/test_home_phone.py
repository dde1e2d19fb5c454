"""Telephones next to people's names under headers that nothing is known of, by the plan of their country."""

from __future__ import annotations

import pytest

TURKS = ("Hüseyin Karabulut", "Nurcan Aksoy", "Emrah Dilek", "Şule Işık", "Yavuz Ergin", "Aslı Doğan")
TURKISH = ("05327419086", "5436082217", "05559264803", "5072913364", "05322067758", "5364410972")
KOREANS = ("배순임", "노태경", "구형택", "탁은주", "남궁혜란", "마창식")
KOREAN = ("01057283916", "010-4471-8203", "01092036647", "010 3358 1749", "02-334-7819", "01071635492")
POLES = (
    "Bożena Gawlik",
    "Leszek Trzebiatowski",
    "Wiesława Sikora",
    "Jerzy Zaręba",
    "Łukasz Maj",
    "Ewa Śliwa",
)
POLISH = ("501338274", "788104663", "604917352", "513902247", "509883017", "792650384")
SAUDIS = ("ناصر الدوسري", "هيفاء القرني", "محمد خان", "تركي السبيعي", "ليلى العتيبي", "سعد المطيري")
SAUDI = ("0554170983", "503918274", "0568243310", "055 7021 946", "٠٥٣١٠٩٦٦٢٨", "592740618")


@pytest.mark.parametrize(
    ("names", "numbers", "named", "called"),
    [
        ("Ad", TURKISH, TURKS, "hat"),
        ("성명", KOREAN, KOREANS, "손전화"),
        ("kto", POLISH, POLES, "numerek"),
        ("الاسم", SAUDI, SAUDIS, "اتصال"),
    ],
)
def test_numbers_of_the_plan_of_the_tables_country_are_telephones(
    columns, names: str, numbers: tuple[str, ...], named: tuple[str, ...], called: str
) -> None:
    found = columns((names, called), *zip(named, numbers, strict=True))
    assert found[f"PHONE_NUMBER@{called}"] == list(numbers)


def test_numbers_of_the_state_name_the_country(columns) -> None:
    rows = [
        ("Piero Bonaldi", "BNLPRI55R06A794U", "3384061927"),
        ("Ornella Ghisleni", "ZNCRLN48B59A794X", "3277740159"),
        ("Rocco D'Aloisio", "DLSRCC61L30F839W", "3401956273"),
    ]
    found = columns(("chi", "C.F.", "chiamata"), *rows)
    assert found["PHONE_NUMBER@chiamata"] == [row[2] for row in rows]


def test_two_telephones_in_a_cell_are_of_the_column(columns) -> None:
    numbers = (*POLISH[:4], "509883017 lub 792650384", "604334118")
    found = columns(("kto", "numerek"), *zip(POLES, numbers, strict=True))
    assert "509883017" in " ".join(found["PHONE_NUMBER@numerek"])


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        ("nr członkowski", ("501000123", "501000124", "501000311", "501000207", "501000450", "501000099")),
        ("wpłata", ("501338200", "788104600", "604917300", "513902200", "509883000", "792650300")),
        ("widziano", ("1704067211", "1712345678", "1719999999", "1735689599", "1708123456", "1722222222")),
        ("stan", ("20240512", "20231130", "20220101", "20240229", "20210704", "20200315")),
        (
            "towar",
            (
                "4006381333931",
                "9780306406157",
                "5901234123457",
                "4012345678901",
                "8711000530085",
                "7622210449283",
            ),
        ),
        ("towar", ("40063812", "96385074", "55123457", "73513537", "65833254", "12345670")),
        ("licznik", ("102883741", "902883741", "332883741", "002883741", "192883741", "982883741")),
        ("artykuł", POLISH),
    ],
)
def test_other_numbers_next_to_names_are_no_telephones(
    columns, header: str, numbers: tuple[str, ...]
) -> None:
    found = columns(("kto", header), *zip(POLES, numbers, strict=True))
    assert f"PHONE_NUMBER@{header}" not in found


def test_the_same_numbers_without_people_are_no_telephones(columns) -> None:
    goods = ("śruba 12", "nakrętka", "podkładka", "wkręt", "kołek", "zawór")
    assert "PHONE_NUMBER@numerek" not in columns(("część", "numerek"), *zip(goods, POLISH, strict=True))


def test_groups_behind_a_zero_let_fewer_numbers_do(columns) -> None:
    people = ("Lương Thị Thắm", "Tống Phước Lộc", "Đàm Quốc Khải", "Cù Huy Nghiêm", "Mạc Thị Vi")
    grouped = ("0974 417 203", "0918.220.447", "0274 3721 805", "0386117904", "0862-440-917")
    found = columns(("Họ tên", "liên"), *zip(people, grouped, strict=True))
    assert found["PHONE_NUMBER@liên"] == list(grouped)
    counted = ("0974417203", "0974417204", "0974417205", "0974417206", "0974417207")
    assert "PHONE_NUMBER@liên" not in columns(("Họ tên", "liên"), *zip(people, counted, strict=True))


def test_a_field_behind_an_address_in_the_same_part_of_a_form_is_a_telephone(columns) -> None:
    header = ("/III/nazwisko", "/III/imie", "/X/kod", "/X/miejscowosc", "/X/ulica", "/X/nr_domu", "/X/p8")
    people = (
        ("SZPYRKA", "DAWID", "08-110", "SIEDLCE", "BRZEGOWA", "24"),
        ("STASIUK", "IHOR", "08-110", "SIEDLCE", "POD LIPAMI", "41"),
        ("KĘPISZAK", "RADOSŁAW", "08-110", "SIEDLCE", "SOKOŁOWSKA", "65"),
    )
    numbers = ("549569877", "561420905", "613419796", "696618138", "534893741", "553636351", "597236133")
    rows = [(*people[at % 3], number) for at, number in enumerate(numbers)]
    assert columns(header, *rows)["PHONE_NUMBER@/X/p8"] == list(numbers)
    apart = (*header[:-1], "/VI/p8")
    assert "PHONE_NUMBER@/VI/p8" not in columns(apart, *rows)
