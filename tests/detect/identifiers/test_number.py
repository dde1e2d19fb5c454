from __future__ import annotations

import socket

import pytest

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.identifiers import check_digits
from pii_sweep.types import Passage


@pytest.mark.parametrize(
    "text",
    [
        "Phone: (415) 555-0123",
        "Tel. 415.555.0123 x204",
        "call +1 415 555 0123",
        "fax 001-846-853-9089x92556",
        "They are not answering at (37) 788-063",
        "20-32-85-26 office",
        "Handy: 0171 2345678",
    ],
)
def test_phone_numbers_of_every_usual_shape_are_found(find, text: str) -> None:
    assert len(find(text)["PHONE_NUMBER"]) == 1


def test_a_card_is_found_with_its_code(find) -> None:
    found = find("Visa 4111 1111 1111 1111 exp 12/27 CVV 123")
    assert (found["CREDIT_CARD"], found["CREDIT_CARD_CODE"]) == (["4111 1111 1111 1111"], ["123"])


def test_a_number_that_groups_its_digits_otherwise_is_no_card(find) -> None:
    assert "CREDIT_CARD" not in find("3260576-1405743")


def test_social_security_numbers_need_a_shape_or_a_label(find) -> None:
    assert find("SSN: 219-09-9999")["US_SSN"] == ["219-09-9999"]
    assert "US_SSN" not in find("Part 219099999 in stock")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("USPS TRACKING # 9400 1118 9922 3334 4455 61", ["9400 1118 9922 3334 4455 61"]),
        ("USPS TRACKING # 9400111899223334445562", []),
        ("UPS: 1Z999AA10123456784", ["1Z999AA10123456784"]),
        ("UPS: 1Z999AA10123456783", []),
        ("Certified mail RR473124829QC", ["RR473124829QC"]),
        ("Certified mail RR473124828QC", []),
        ("FedEx TRK# 9865 7878 8855", ["9865 7878 8855"]),
        ("Part 986578788855", []),
    ],
)
def test_a_tracking_number_needs_its_check_digit_and_a_carrier(find, text: str, numbers: list[str]) -> None:
    assert find(text).get("TRACKING_NUMBER", []) == numbers


def test_check_digits_agree_with_published_examples() -> None:
    assert check_digits.s10("RR473124829QC")
    assert check_digits.ups("1Z999AA10123456784")
    assert check_digits.mrz("L898902C3", "6")
    assert check_digits.luhn("4111111111111111")
    assert not check_digits.luhn("4111111111111112")
    assert check_digits.fedex("986578788855")


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("Order # PSQ-4847903", "ORDER_ID", "PSQ-4847903"),
        ("my order 770-0711434-5241635 arrived", "ORDER_ID", "770-0711434-5241635"),
        ("Date of birth: 01/02/1980", "DATE_OF_BIRTH", "01/02/1980"),
        ("BDAY: 1990-06-01", "DATE_OF_BIRTH", "1990-06-01"),
        ("password: hunter2!x", "PASSWORD", "hunter2!x"),
        ("IBAN DE89 3704 0044 0532 0130 00", "IBAN_CODE", "DE89 3704 0044 0532 0130 00"),
        ("Driver license no. D1234567", "US_DRIVER_LICENSE", "D1234567"),
        ("GPS 36.7378, -119.7871", "GEO_COORDINATES", "36.7378, -119.7871"),
        ("client ip 203.0.113.170", "IP_ADDRESS", "203.0.113.170"),
    ],
)
def test_a_label_gives_a_number_away(find, text: str, entity: str, value: str) -> None:
    assert value in find(text)[entity]


def test_mail_addresses_are_found_without_any_socket(monkeypatch: pytest.MonkeyPatch, place) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    fresh = detect.load(Settings())
    found = [item.value for item in fresh.examine([Passage("write to jane.doe@example.com", place)])]
    assert found == ["jane.doe@example.com"]


def test_a_check_digit_alone_never_scores_high(detector, place) -> None:
    items = list(detector.examine([Passage("4539578763621486 and 900000000017", place)]))
    assert all(item.score < 0.7 for item in items)


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("Driver license no. V534-178-61-249-0 (FL)", "US_DRIVER_LICENSE", "V534-178-61-249-0"),
        ("drop at N 35.6870° W 105.9378°", "GEO_COORDINATES", "N 35.6870° W 105.9378°"),
    ],
)
def test_licences_with_dashes_and_hemispheres_before_degrees_are_read(find, text, entity, value) -> None:
    assert find(text)[entity] == [value]


def test_a_web_servers_log_names_who_was_logged_in(find) -> None:
    line = '198.51.100.4 - mlopez [02/Jun/2024:07:00:01 +0000] "GET /a HTTP/1.1" 200 48\n'
    assert find(line, "log")["USERNAME"] == ["mlopez"]
    assert "USERNAME" not in find(line.replace("mlopez", "-"), "log")


@pytest.mark.parametrize(
    "text",
    [
        "user = get_user(session)",
        'password = os.environ["APP_PASSWORD"]',
        "login(user=user, password=password)",
        "USER: www-data",
    ],
)
def test_source_code_and_machines_accounts_are_no_secrets(find, text: str) -> None:
    assert not find(text).keys() & {"USERNAME", "PASSWORD"}


def test_a_run_of_digits_that_opens_with_zeros_is_no_telephone_number_by_itself(find) -> None:
    assert "PHONE_NUMBER" not in find("job 003266442702 done, Ticket 008936  2024-07-06")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("GET /verify?email=hanne.kvist%40posteo.dk&token=9f1c", "hanne.kvist@posteo.dk"),
        ("GET https://x.example/?email=a@b.com&next=/a", "a@b.com"),
    ],
)
def test_an_address_in_a_url_is_found_without_its_url(find, text: str, value: str) -> None:
    assert find(text, "log")["EMAIL_ADDRESS"] == [value]


@pytest.mark.parametrize("text", ["tracking 730754511112 says delivered", "Tracking no.: 713653837144"])
def test_the_word_before_a_tracking_number_is_enough(find, text: str) -> None:
    assert len(find(text)["TRACKING_NUMBER"]) == 1


def test_a_number_of_as_many_digits_without_the_word_is_no_tracking_number(find) -> None:
    assert "TRACKING_NUMBER" not in find("Batch 730754511112 left the tracking system")


def test_who_speaks_in_a_chat_s_log_is_found(find) -> None:
    text = (
        "09:02 <@dba_dan7> who?\n09:05 -!- nullroute [~nr@192.0.2.7] has joined\n[09:06:01] < pixelfox> I\n"
    )
    assert find(text, "log")["USERNAME"] == ["dba_dan7", "nullroute", "pixelfox"]
