"""The country that a mailbox or a page names by its domain."""

from __future__ import annotations

import pytest

from pii_sweep.detect.text.country import countries_of_domains


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("ann@mail.example.no", ["NO"]),
        ("https://www.example.co.za and www.example.co.uk", ["ZA", "GB"]),
        ("See example.de, or kontakt@example.at", ["DE", "AT"]),
        ("ann@example.io, ola@example.co, bo@example.tv", []),
        ("main.py, README.md, lib.rs and i.e. 5", []),
        ("ann@example.com.tr.old", []),
        ("a@x.ee\nb@x.EE\nc@x.lv", ["EE", "EE", "LV"]),
    ],
)
def test_a_domain_names_its_country_unless_it_is_sold_to_anyone(text: str, countries: list[str]) -> None:
    assert countries_of_domains(text) == countries
