"""Coordinates are personal data where the rows of their table are of people."""

from __future__ import annotations

import pytest

POINTS = (("37.802243", "37.805891", "37.806239"), ("-122.264164", "-122.267958", "-122.265251"))
ROUGH = (("37.8", "37.81", "37.8"), ("-122.2", "-122.26", "-122.2"))
WHEN = ("2026-03-01T00:00:00", "2026-03-01T01:00:00", "2026-03-01T02:00:00")


def _rows(*columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    return list(zip(*columns, strict=True))


@pytest.mark.parametrize(
    ("header", "cells"),
    (
        ("employee_id", ("E0000", "E0001", "E0002")),
        ("employee_id", ("E0000", "E0000", "E0000")),
        ("Driver ID", ("71", "72", "73")),
        ("user_id", ("1001", "1002", "1003")),
        ("Mitarbeiternummer", ("4401", "4402", "4403")),
        ("email", ("ada@example.com", "karl@example.com", "petra@example.com")),
        ("username", ("alindberg", "khorvat", "pnovak")),
    ),
)
def test_precise_coordinates_of_people_known_by_a_number_or_an_account_are_theirs(
    columns, header: str, cells: tuple[str, ...]
) -> None:
    found = columns((header, "vehicle", "latitude", "longitude", "timestamp"),
                    *_rows(cells, ("OAK-0", "OAK-1", "OAK-2"), *POINTS, WHEN))  # fmt: skip
    assert found["GEO_COORDINATES@latitude"] == [f"{lat}, {lon}" for lat, lon in zip(*POINTS, strict=True)]


def test_a_point_in_one_cell_is_an_employees(columns) -> None:
    points = tuple(f"{lat}, {lon}" for lat, lon in zip(*POINTS, strict=True))
    found = columns(("employee_id", "gps"), *_rows(("E1", "E2", "E3"), points))
    assert found["GEO_COORDINATES@gps"] == list(points)


@pytest.mark.parametrize(
    ("header", "cells"),
    (
        ("store_id", ("101", "102", "103")),
        ("station_id", ("101", "102", "103")),
        ("asset_tag", ("A-101", "A-102", "A-103")),
        ("vehicle", ("OAK-0", "OAK-1", "OAK-2")),
        ("customer_id", ("101", "102", "103")),
        ("account_id", ("101", "102", "103")),
        ("device_id", ("101", "102", "103")),
        ("no_employees", ("101", "102", "103")),
        ("patient_count", ("101", "102", "103")),
        ("driver_version", ("1.01", "1.02", "1.03")),
        ("store_manager_employee_id", ("101", "102", "103")),
    ),
)
def test_coordinates_of_shops_stations_and_assets_are_no_ones(
    columns, header: str, cells: tuple[str, ...]
) -> None:
    found = columns((header, "latitude", "longitude", "timestamp"), *_rows(cells, *POINTS, WHEN))
    assert not any(name.startswith("GEO_COORDINATES") for name in found)


def test_a_town_rounded_to_two_places_is_not_where_an_employee_is(columns) -> None:
    assert not columns(("employee_id", "latitude", "longitude"), *_rows(("E1", "E2", "E3"), *ROUGH))


def test_places_of_a_gazetteer_without_a_header_are_no_people(columns) -> None:
    names = ("Saint Ridge", "Upper Rock", "Port Crystal", "Mount Falls", "Lake Bear", "Fort Pine")
    rows = [
        (f"56493{at}9", name, f"41.5319{at}", f"-102.3018{at}", "P", "PPL", "America/Chicago")
        for at, name in enumerate(names)
    ]
    assert not [key for key in columns((), *rows) if key.startswith("PERSON")]
    homes = [(*row[:4], "patient", row[-1]) for row in rows]
    assert [key for key in columns((), *homes) if key.startswith("PERSON")]
    called = [(*row, f"karl{at}@example.com") for at, row in enumerate(rows)]
    assert [key for key in columns((), *called) if key.startswith("PERSON")]
