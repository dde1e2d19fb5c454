"""An address without a house number is found as a whole value; sentences, programs and lists hold none."""

from __future__ import annotations

from pathlib import Path

import pytest

from pii_sweep.detect.address import whole_line

LINES = [
    line.split("|")
    for line in Path(__file__).with_name("numberless.txt").read_text(encoding="utf-8").splitlines()
    if "|" in line and line[0] != "#"
]
HAMBLEDON = "Rose Cottage, Mill Lane, Hambledon GU8 4HX"
BLOCK = "Rose Cottage\nMill Lane\nHambledon\nGU8 4HX"
OTHERS = [
    "Local Area Connection, static",
    "fe80::1ff:fe23:4567:890a, link-local",
    "0x7fff5fbff8a0, stack",
    "same as above",
    "see page 4, second column",
    "https://example.org/farm, mirror",
    "desk@store.example, front desk",
    "Red, Green, Blue",
    "10.0.0.1, 10.0.0.2",
    "to be confirmed, ask the office",
    "Yes, we moved last month",
    "Berlin",
    "n/a",
    "0x3F8, IRQ 4",
    "Oak table, brass lamp, linen sofa",
    "Apfel, Birne, Kirsche",
    "北京",
    "東京都",
]


@pytest.mark.parametrize("address", [address.strip() for _, address in LINES])
def test_a_farm_a_house_with_a_name_or_a_village_is_an_address(address: str) -> None:
    assert whole_line.is_address(address)


@pytest.mark.parametrize("value", OTHERS)
def test_what_no_place_is_named_in_is_no_address(value: str) -> None:
    assert not whole_line.is_address(value)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (f"Ref 4\nAddress: {HAMBLEDON}\n", HAMBLEDON),
        ("住所：長野県北安曇郡白馬村大字北城\n", "長野県北安曇郡白馬村大字北城"),
        ("Morada: Quinta do Vale, 4600-015 Amarante\nObs: -\n", "Quinta do Vale, 4600-015 Amarante"),
        (f"Home address:\n{BLOCK}\n\nThanks\n", BLOCK),
    ],
)  # fmt: skip
def test_an_address_behind_or_below_its_label_is_found(find, text: str, address: str) -> None:
    assert find(text, "prose").get("STREET_ADDRESS") == [address]


def test_a_column_of_addresses_without_numbers_is_found(columns) -> None:
    rows = [(f"K{at}", address.strip(), str(at)) for at, (_, address) in enumerate(LINES[:8])]
    found = columns(("ref", "Address", "qty"), *rows)
    assert found["STREET_ADDRESS@Address"] == [row[1] for row in rows]


def test_a_column_of_interfaces_is_no_column_of_addresses(columns) -> None:
    rows = [(f"eth{at}", f"Local Area, {name}", "up") for at, name in enumerate(("Red", "Blue", "Green"))]
    assert "STREET_ADDRESS@Address" not in columns(("if", "Address", "state"), *rows)
