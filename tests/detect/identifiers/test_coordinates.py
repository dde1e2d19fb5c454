"""Places on the globe are found in the forms that people and programs write them in."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("location 38.5816, -121.4944", "38.5816, -121.4944"),
        ("38.5816° N, 121.4944° W", "38.5816° N, 121.4944° W"),
        ("38°34'53.8\"N 121°29'39.8\"W", "38°34'53.8\"N 121°29'39.8\"W"),
        ("38 34 53 N, 121 29 39 W", "38 34 53 N, 121 29 39 W"),
        ("N38 34.896 W121 29.664", "N38 34.896 W121 29.664"),
        ("we camp at 38.5816, -121.4944 until Sunday", "38.5816, -121.4944"),
        ("wpt.@lat: 38.5816\nwpt.@lon: -121.4944", "38.5816\nwpt.@lon: -121.4944"),
        ("geo:38.5816,-121.4944", "38.5816,-121.4944"),
        ('{"type":"Point","coordinates":[-121.4944,38.5816]}', "-121.4944,38.5816"),
        ("SRID=4326;POINT (-121.4944 38.5816)", "-121.4944 38.5816"),
        ("$GPGGA,123519,3834.896,N,12129.664,W,1,08,0.9,545.4,M,46.9,M,,*47", "3834.896,N,12129.664,W"),
        ("https://maps.google.com/?q=38.5816,-121.4944", "38.5816,-121.4944"),
        ("https://www.google.com/maps/@38.5816,-121.4944,15z", "38.5816,-121.4944"),
        ('<trkpt lat="38.581600" lon="-121.494400">', '38.581600" lon="-121.494400'),
    ],
)
def test_a_place_is_found_in_any_usual_form(find, text: str, place: str) -> None:
    assert find(text, "prose")["GEO_COORDINATES"] == [place]


@pytest.mark.parametrize(
    "text",
    ["sizes 12.50, 13.75", "M 10.1234 20.1234 L 30.1234 40.1234", "POINT(1 2)", '"coordinates": [1.0, 2.0]',
     "12 34 56 N units, 1 of 2", 'lat="12" lon="34"', "?q=1.5,2.5", "version 38.5816",
     "the ratio 1.2345, 2.3456 holds"],
)  # fmt: skip
def test_measures_drawings_and_counts_are_no_places(find, text: str) -> None:
    assert "GEO_COORDINATES" not in find(text, "prose")
