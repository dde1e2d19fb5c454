"""No address begins with the name of somebody who lives there."""

from __future__ import annotations

import pytest

from pii_sweep.detect.address.resident import cut_named
from pii_sweep.detect.text.candidate import Hit


def _cut(text: str, address: str, name: str, score: float = 0.97) -> list[str]:
    hits = [
        Hit("STREET_ADDRESS", text.index(address), text.index(address) + len(address), 0.9, "StreetAddress"),
        Hit("PERSON", text.index(name), text.index(name) + len(name), score, "Person"),
    ]
    return [text[hit.start : hit.end] for hit in cut_named(text, hits) if hit.entity == "STREET_ADDRESS"]


@pytest.mark.parametrize(
    ("address", "name", "left"),
    [
        ("WIT 1 GARY PETTIBONE, 6612 TALLMADGE RD", "GARY PETTIBONE", ["6612 TALLMADGE RD"]),
        ("Priscilla Yeo, 6 Station Cottages", "Priscilla Yeo", ["6 Station Cottages"]),
        ("P. T. Marlowe  #20117\n  200 Courthouse Sq", "P. T. Marlowe", ["#20117\n  200 Courthouse Sq"]),
        ("Pt Garza, Noemi", "Garza, Noemi", []),
    ],
)
def test_a_sure_name_before_the_number_is_no_part_of_the_address(
    address: str, name: str, left: list[str]
) -> None:
    text = f"seen: {address} today"
    assert _cut(text, address, name) == left
    assert _cut(text, address, name, 0.9) == [address]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("2/39a Tui Glen", "Tui Glen"),
        ("Larkfield, 9 Shore Road", "Larkfield"),
        ("9 Ann Lee Street", "Ann Lee"),
    ],
)
def test_a_street_or_house_that_is_called_like_a_person_stays(address: str, name: str) -> None:
    assert _cut(address, address, name) == [address]
