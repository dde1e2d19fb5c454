"""Numbers as a country writes them at home are telephones where somebody is called in the words before."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Oddzwonić do hydraulika 601234567, klucz u sąsiadki w Krakowie.\n", "601234567"),
        ("De loodgieter terugbellen op 0612345678, sleutel ligt bij de buren in Utrecht.\n", "0612345678"),
        ("Chiamare l'idraulico a Torino (338 1234567), ha le chiavi.\n", "338 1234567"),
        ("A Ana mora em Lisboa. Se precisar, telemóvel 912345678, depois das 18h.\n", "912345678"),
        ("Budapesten lakik. Kérem hívjon 06301234567 számon, köszönöm.\n", "06301234567"),
        ("Bydlí v Praze. Prosím zavolat 601234567 po obědě.\n", "601234567"),
        ("Praha. Včera volala 601234567 paní.\n", "601234567"),
        ("Asuu Helsingissä. Soittakaa 0401234567 illalla.\n", "0401234567"),
        ("Insured says it reversed. Witness Ione Varley on 07700900852.\n", "07700900852"),
        ("I rang the council, his direct line is 07700 900482\n", "07700 900482"),
        ("Rang the plumber in Leeds back 07700900852, £85 to service.\n", "07700900852"),
    ],
)
def test_a_mobile_behind_a_word_for_a_call_is_found(find, text: str, number: str) -> None:
    assert find(text, "prose").get("PHONE_NUMBER") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Partia 660123456 na magazynie w Krakowie, jest już po kontroli.\n",
        "Het magazijn in Utrecht heeft 0612345678 stuks van het artikel.\n",
        "Sunday batch 07700900852 is still in the Leeds store, £85 a box.\n",
        "Delivered by Royal Mail on 07102026, twice.\n",
        "Booked for Royal Oak on 01012026120000.\n",
        "Belgian lace 07700900852 went to the Leeds store, £85 a box.\n",
    ],
)
def test_a_number_that_no_one_calls_is_no_telephone(find, text: str) -> None:
    assert "PHONE_NUMBER" not in find(text, "prose")


def test_whoever_called_from_a_number_or_has_a_handphone_is_reached_on_it(find) -> None:
    assert find("Mdm Lim called from 9705 4411, running late", "prose")["PHONE_NUMBER"] == ["9705 4411"]
    assert find("new patient, handphone 9363 5522, referred", "prose")["PHONE_NUMBER"] == ["9363 5522"]
    assert "PHONE_NUMBER" not in find("Mdm Lim took parts from 9705 4411, running late", "prose")


@pytest.mark.parametrize("text", ["nobody in - left vm 07868829041", "no answer, lvm on 07868829041"])
def test_a_number_on_whose_voicemail_somebody_spoke_is_a_telephone(find, text: str) -> None:
    assert find(text)["PHONE_NUMBER"] == ["07868829041"]
    assert "PHONE_NUMBER" not in find("restarted vm 07868829041")


@pytest.mark.parametrize("within", ["poste 233", "Durchwahl 233", "anexo 233"])
def test_a_line_within_a_house_belongs_to_its_telephone(find, within: str) -> None:
    assert find(f"Maria Holt 819-555-0142 {within}")["PHONE_NUMBER"] == [f"819-555-0142 {within}"]
    assert find("Maria Holt 819-555-0142 room 233")["PHONE_NUMBER"] == ["819-555-0142"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Volejte na 777 123 456 kdykoliv", "777 123 456"),
        ("Hívjon a 06 30 123 4567 számon", "06 30 123 4567"),
        ("Sunați la 0722 123 456", "0722 123 456"),
        ("Πάρε με στο 6971234567", "6971234567"),
        ("התקשרו אלי 052-1234567", "052-1234567"),
        ("Piga simu 0712 345 678", "0712 345 678"),
        ("נייד: 052-1234567", "052-1234567"),
        ("my number's 9876543210, ping me", "9876543210"),
    ],
)
def test_a_number_that_somebody_shall_call_is_found_whatever_the_text_is_of(
    find, text: str, number: str
) -> None:
    assert find(text, "prose")["PHONE_NUMBER"] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "The number's 12345678 parity is even.",
        "Voltage telp 0212345678 measured",
        "Metoda volej 123456789",
        "كمبيوتر محمول 1234567890",
        "משקל טל 123456789",
    ],
)
def test_the_number_of_a_thing_is_not_called(find, text: str) -> None:
    assert "PHONE_NUMBER" not in find(text, "prose")


def test_a_towns_code_next_to_its_first_word_is_no_telephone(find) -> None:
    found = find("Rothschild Blvd 12, Tel Aviv 6688101; Dizengoff 50, 6433222 Tel Aviv-Yafo")
    assert "PHONE_NUMBER" not in found
    assert find("Tel 6688101")["PHONE_NUMBER"] == ["6688101"]
