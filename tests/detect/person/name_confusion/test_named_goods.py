"""Makers and models of goods that look like a name, and people next to them."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.name_confusion import named_goods
from pii_sweep.detect.text.candidate import Hit


def keep(text: str, name: str) -> bool:
    start = text.index(name)
    return bool(named_goods.drop_goods(text, [Hit("PERSON", start, start + len(name), 0.9, "Person")]))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Picked up the Vauxhall Meriva Tech on Monday.", "Vauxhall Meriva Tech"),
        ("A Ford Kuga Titanium hit the gate.", "Ford Kuga Titanium"),
        ("Skoda Octavia Ambition, 2016", "Skoda Octavia Ambition"),
        ("Fahrzeug: Zafira Selection\nHalter: Emil Roth", "Zafira Selection"),
        ("Boat: Sunseeker Portofino, berth 9", "Sunseeker Portofino"),
        ("Wohnwagen: 2011 Eifelland Holiday", "Eifelland Holiday"),
    ],
)
def test_what_its_maker_or_its_label_shows_to_be_goods_is_no_person(text: str, name: str) -> None:
    assert not keep(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Driver: Kia Robinson", "Kia Robinson"),
        ("Owner: Henry Ford", "Henry Ford"),
        ("Car: Martin Seat", "Martin Seat"),
        ("Hyundai Anna Berger picked up", "Hyundai Anna Berger"),
        ("Suzuki Hiroto called", "Suzuki Hiroto"),
    ],
)
def test_people_called_like_a_maker_or_named_next_to_one_stay(text: str, name: str) -> None:
    assert keep(text, name)
