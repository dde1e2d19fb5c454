"""Addresses come apart under usaddress's tags."""

from __future__ import annotations

import pytest

from pii_sweep.detect.address.tags import address_tags


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        (
            "1420 N Oak St Apt 3B\nFresno, CA 93701-1234",
            {
                "AddressNumber": "1420",
                "StreetNamePreDirectional": "N",
                "StreetName": "Oak",
                "StreetNamePostType": "St",
                "OccupancyType": "Apt",
                "OccupancyIdentifier": "3B",
                "PlaceName": "Fresno",
                "StateName": "CA",
                "ZipCode": "93701-1234",
            },
        ),
        (
            "P.O. Box 88,\nSmallville, KS 66002",
            {
                "USPSBoxType": "P.O. Box",
                "USPSBoxID": "88",
                "PlaceName": "Smallville",
                "StateName": "KS",
                "ZipCode": "66002",
            },
        ),
    ],
)
def test_a_us_address_set_on_lines_is_tagged_part_by_part(value: str, tags: dict[str, str]) -> None:
    assert address_tags(value, {}) == tags


def test_a_tag_that_comes_again_does_not_stop_the_parsing() -> None:
    tags = address_tags("12 Main St Unit 4 Unit 5, Reno, NV 89501", {})
    assert (tags["OccupancyIdentifier"], tags["PlaceName"], tags["ZipCode"]) == ("4", "Reno", "89501")


@pytest.mark.parametrize(
    ("street", "number", "name"),
    [
        ("Hauptstr. 12a", "12a", "Hauptstr."),
        ("12 rue de la Paix", "12", "rue de la Paix"),
        ("Zum See", None, "Zum See"),
    ],
)
def test_an_address_from_abroad_is_tagged_by_the_recognizers_own_parts(
    street: str, number: str | None, name: str
) -> None:
    parts = {"format": "other", "street": street, "zip": "10115", "city": "Berlin"}
    tags = address_tags("", parts)
    assert (tags.get("AddressNumber"), tags["StreetName"]) == (number, name)
    assert (tags["PlaceName"], tags["ZipCode"]) == ("Berlin", "10115")
