import pytest

from pii_sweep.detect.identifiers import driver_license
from pii_sweep.detect.identifiers.national import passport


@pytest.mark.parametrize(
    "text, number",
    [
        ("My passport number is 512345678, it expires in May.", "512345678"),
        ("El pasaporte AAB123456 caduca en junio.", "AAB123456"),
        ("Mein Reisepass C01X00T47 ist abgelaufen.", "C01X00T47"),
        ("passeport n° 14CV28403 délivré à Lyon", "14CV28403"),
        ("Holder of British passport 533401372, visa refused.", "533401372"),
        ("travelling on Indian passport no. Z4412290", "Z4412290"),
        ("Numer paszportu: EB8340211", "EB8340211"),
        ("паспорт № 451234567", "451234567"),
        ("旅券番号 TR1234567", "TR1234567"),
        ("Pass-Nr. (CH): X0A12345", "X0A12345"),
        ("titolare di passaporto n. YB4820137", "YB4820137"),
        ("posługuje się paszportem nr EB8340211", "EB8340211"),
        ("s putovnicom br. 104829371", "104829371"),
        ("yabancı uyruklu, pas. no FK318842", "FK318842"),
        ("pasp. nr EB8340211", "EB8340211"),
        ("Pasaportu: U12345678", "U12345678"),
    ],
)
def test_a_passport_is_found_behind_its_name_in_the_languages_of_its_issuers(text: str, number: str) -> None:
    assert [text[hit.start : hit.end] for hit in passport.find(text)] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Passport renewal costs 130.00 and takes 6 weeks",
        "passport 2024 edition",
        "Pass number 12 to the cook",
        "The city pass 2025 admits one",
        "pas no 12 today",
        "kein Pas de deux 51234567",
        "Bring a passport. Order 5123456 is ready",
        "pasaporte vigente hasta 12/05/2031",
    ],
)
def test_a_passport_word_next_to_another_number_is_no_passport_number(text: str) -> None:
    assert not list(passport.find(text))


@pytest.mark.parametrize(
    "text, number",
    [
        ("Führerschein B072RRE2I55, ausgestellt in Köln", "B072RRE2I55"),
        ("permis de conduire n° 880692310285", "880692310285"),
        ("UK driving licence MORGA657054SM9IJ", "MORGA657054SM9IJ"),
        ("Rijbewijs: 5087654321", "5087654321"),
        ("carteira de habilitação nº 02650306461", "02650306461"),
        ("ΔΙΠΛ. ΟΔΗΓΗΣΗΣ 204417836", "204417836"),
        ("Άδεια οδήγησης: 204417836", "204417836"),
        ("patente di guida n. U18K20413C", "U18K20413C"),
        ("legitymuje się prawem jazdy nr 00123/14/2201", "00123/14/2201"),
    ],
)
def test_a_driving_licence_is_found_behind_its_name_in_other_countries(text: str, number: str) -> None:
    assert number in {text[hit.start : hit.end] for hit in driver_license.find(text)}


@pytest.mark.parametrize(
    "text", ["Führerschein seit 12.05.2011", "permis de conduire 2011-05-12", "rijbewijs B sinds 1998"]
)
def test_the_day_of_a_driving_licence_is_no_number_of_one(text: str) -> None:
    assert not list(driver_license.find(text))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The passport of my grandmother, No. L5529071, was lost.", "L5529071"),
        ("Passport scan: the number reads 512 345 678 as far as I see", "512 345 678"),
        ("My passport and my phone number 512345678", None),
        ("The passport counter, ring bell. Number 512345678 is the queue's.", None),
    ],
)
def test_the_word_for_a_number_may_stand_further_on_in_the_sentence(text: str, number: str | None) -> None:
    assert [text[hit.start : hit.end] for hit in passport.find(text)] == ([number] if number else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Passport office, No. 51234567 of the register", False),
        ("The passport programme (code 51234567) was closed.", False),
        ("Passport control gates, nr 5123456 installed", False),
        ("Passport cover leather, card 51234567 sold", False),
        ("Passport (no. 51234567)", True),
        ("The passport of Ada Marsh, no. 51234567", True),
        ("Her passport (valid to May, number 51234567)", True),
    ],
)
def test_a_number_further_on_is_a_passports_where_the_words_say_whose(text: str, found: bool) -> None:
    assert bool(list(passport.find(text))) is found


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("The passport of Ottilie Brandhuber, no. 51234567", 0.97),
        ("The passport of Xhalvo Trindemir, no. 51234567", 0.6),
        ("The passport of Great Britain, no. 51234567 of the set", None),
        ("The passport of Wine Tasting, no. 51234567", None),
        ("The passport of Costa Rica, no. 51234567 of the set", None),
    ],
)
def test_two_words_own_a_passport_as_surely_as_lists_know_them_as_a_name(text: str, score: float) -> None:
    assert [hit.score for hit in passport.find(text)] == ([score] if score else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("paspoort NXR4K7L29\n", True),
        ("Reisepass C4VKM81T7, ausgestellt", True),
        ("passport CONTROLS9", False),
    ],
)
def test_a_passport_may_have_more_letters_than_figures(text: str, found: bool) -> None:
    assert bool(list(passport.find(text))) is found


def test_a_passport_stands_behind_a_mark_further_on() -> None:
    for text in (
        "Needs passport no. on form: R5386129, d.o.b. later",
        "passport for Mr Das (scan): R5386129",
    ):
        assert [text[hit.start : hit.end] for hit in passport.find(text)] == ["R5386129"]
    for text in ("passport cover, order no. in system: R5386129", "passport wallet, model: R5386129"):
        assert not list(passport.find(text))
