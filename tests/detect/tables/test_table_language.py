"""Short and ambiguous headers in tables whose other headers say in which language they are."""

import pytest

PEOPLE = (
    ("Пестрикова", "Глафира"),
    ("Адукин", "Вячеслав"),
    ("Тюрнева", "Милослава"),
    ("Безбабнов", "Эрнест"),
)
BORN = ("1947-03-19", "1971-11-02", "1990-08-30", "1958-06-07")
PHONES = ("9146220417", "89098814470", "9622814403", "9841660129")


def test_short_russian_headers_count_in_a_table_of_such(columns) -> None:
    rows = [(*name, born, phone) for name, born, phone in zip(PEOPLE, BORN, PHONES, strict=True)]
    found = columns(("FAM", "IM", "DR", "TEL"), *rows)
    assert found["DATE_OF_BIRTH@DR"] == list(BORN)
    assert any(
        "Глафира" in one and "Пестрикова" in one
        for key in found
        if key.startswith("PERSON")
        for one in found[key]
    )


@pytest.mark.parametrize("header", [("DR", "CR", "BAL"), ("dr", "door", "pressure")])
def test_they_say_nothing_in_a_table_of_another_language(columns, header: tuple[str, ...]) -> None:
    rows = [(born, "12", "7.5") for born in BORN]
    assert not any(key.startswith("DATE_OF_BIRTH") for key in columns(header, *rows))


def test_a_table_of_one_such_header_speaks_no_language(columns) -> None:
    rows = [(born, "a", "b") for born in BORN]
    assert not any(key.startswith("DATE_OF_BIRTH") for key in columns(("dr", "x1", "x2"), *rows))


def test_short_hebrew_and_korean_headers_count_in_tables_of_such(columns) -> None:
    found = columns(
        ("דירה", "שם", "נייד", "רכב"),
        ("1", "רבקה אוחיון", "0528814076", "38-417-52"),
        ("2", "אולג ברודסקי", "0503916428", "7204816"),
        ("3", "יעל אבוטבול", "0586240917", "514-08-263"),
    )
    assert found["LICENSE_PLATE@רכב"] == ["38-417-52", "7204816", "514-08-263"]
    found = columns(
        ("이름", "생일(양)", "주소", "집"),
        ("탁영숙", "56.8.14", "상당로 118번길 7", "2569014"),
        ("도말순", "39.5.5", "수영로 15번길 22-4", "2724086"),
        ("맹기철", "48.2.3", "무심동로 302", "043-257-3380"),
    )
    assert found["DATE_OF_BIRTH@생일(양)"] == ["56.8.14", "39.5.5", "48.2.3"]
    assert found["PHONE_NUMBER@집"] == ["2569014", "2724086", "043-257-3380"]


def test_the_paper_that_a_learner_has_is_a_licence_in_turkish(columns) -> None:
    rows = (
        ("99949123680", "ELİFNAZ", "YÖRÜKOĞLU", "03.10.1988", "215613"),
        ("98355455576", "MEHMET", "BÜYÜKAKSU", "12.05.1996", ""),
        ("71245633210", "ONUR", "ÇAKMAKLI", "01.02.1990", "762331"),
    )
    header = ("T.C. KİMLİK NO", "ADI", "SOYADI", "DOĞUM TARİHİ", "MEVCUT BELGE")
    found = columns(header, *rows)["US_DRIVER_LICENSE@MEVCUT BELGE"]
    assert list(filter(None, found)) == ["215613", "762331"]
    classes = [(*row[:-1], "B") for row in rows]
    assert "US_DRIVER_LICENSE@MEVCUT BELGE" not in columns(header, *classes)
