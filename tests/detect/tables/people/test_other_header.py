"""Names of stops and berths in tables of transit and of ports are of no people."""

from __future__ import annotations

GTFS = ("stop_id", "stop_name", "stop_desc", "stop_lat", "stop_lon", "location_type", "parent_station")
STOPS = (
    ("701", "Rosa Parks Ave at Elm St", "@ 418 Harper St", "41.2", "-8.1", "0", ""),
    ("702", "2200 Grand Avenue", "Far side", "41.3", "-8.2", "0", ""),
    ("703", "Nelson Mandela Square", "@ 418 Harper St", "41.4", "-8.3", "1", ""),
    ("704", "Ada Lovelace School", "@ 77 Bridge Road", "41.5", "-8.4", "0", "703"),
)


def test_stops_of_buses_are_neither_people_nor_addresses(columns) -> None:
    found = columns(GTFS, *STOPS)
    assert not any(key.startswith(("PERSON", "STREET_ADDRESS")) for key in found)


def test_stops_of_a_courier_are_addresses_of_customers(columns) -> None:
    header = ("route", "stop_name", "stop_desc", "window")
    rows = [("R7", who, at, "9-12") for who, at in zip(
        ("Ana Ruiz", "Ivo Novak", "Eva Berg", "Karl Horvat"),
        ("418 Harper St, Dayton", "2200 Grand Avenue, Dayton", "77 Bridge Road, Dayton", "9 Elm St, Dayton"),
        strict=True,
    )]  # fmt: skip
    found = columns(header, *rows)
    assert any(key.startswith("STREET_ADDRESS") for key in found)


def test_berths_of_ships_are_no_addresses(columns) -> None:
    places = ("Königin-Luise-Kai 7", "Königin-Luise-Kai 7", "Merwehaven 12", "Waalhaven 41")
    rows = [(f"93{at}4417", "NLRTM", place, "2024-03-01") for at, place in enumerate(places)]
    assert columns(("imo", "locode", "berth", "eta"), *rows) == {}
    people = ("Ana Ruiz", "Ivo Novak", "Eva Berg", "Karl Horvat")
    rows = [(who, place, "+49 40 3332110") for who, place in zip(people, places, strict=True)]
    found = columns(("Owner", "Address", "Phone"), *rows)
    assert any(key.startswith("STREET_ADDRESS") for key in found)
