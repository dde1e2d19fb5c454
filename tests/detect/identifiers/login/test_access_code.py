"""Codes of doors and key boxes and passwords of networks are found; models, years and postcodes are not."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.login import access_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Dosett via hemtjänst, portkod 8815 till Storgatan 3.", "8815"),
        ("Meds fridge 4.1 deg. keysafe 3306\n", "3306"),
        ("Padlock on the allotment gate: 4468 until June.", "4468"),
        ("Der Kellercode bleibt 0915.", "0915"),
        ("vous pouvez entrer, code porte 31B08.", "31B08"),
        ("locker PIN 0216", "0216"),
        ("the gate code is 5512# after nine\n", ""),
        ("the gate code is 5512#, after nine", "5512#"),
        ("PUK 44718821   keep it", "44718821"),
        ("door code: 2024", "2024"),
    ],
)
def test_what_opens_a_door_or_a_lock_is_found(text: str, code: str) -> None:
    assert [text[hit.start : hit.end] for hit in access_code.find(text)] == [code] * bool(code)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ('Wifi "HeronGuest" / heron-21-stairs', "heron-21-stairs"),
        ("wifi: dune_guest / pelican8beach", "pelican8beach"),
        ('Wifi "Boerderij" ww koe!zonder!bel23', "koe!zonder!bel23"),
        ("WLAN Gast, Passwort: Fuchs77bau", "Fuchs77bau"),
    ],
)
def test_the_password_of_a_network_is_found_behind_its_name(text: str, secret: str) -> None:
    found = list(access_code.find(text))
    assert [(hit.entity, text[hit.start : hit.end]) for hit in found] == [("PASSWORD", secret)]


@pytest.mark.parametrize(
    "text",
    [
        "PIN 560034, Karnataka",
        "Padlock 4010 brass, 3 pcs",
        "key safe model 2500. ",
        "The gate code changes 2024. ",
        "The door code is required.",
        "connect PIN 4 to GND",
        "Wifi 802.11ac / 5GHz",
        "WLAN AC1200 / USB3.0",
        "Wi-Fi / Bluetooth5.1",
    ],
)
def test_models_years_and_postcodes_open_nothing(text: str) -> None:
    assert list(access_code.find(text)) == []
