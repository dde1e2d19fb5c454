"""Points of rows that follow a person or a device are somebody's; those of things are not."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.people.location_track import follows_person

PATH = tuple((f"{36.74 + at / 100:.6f}", f"{-119.77 - at / 200:.6f}") for at in range(6))
APART = tuple((f"{32.1111 + 3 * at:.6f}", f"{-119.7777 + 7 * at:.6f}") for at in range(6))
STILL = tuple((f"{36.74 + at / 10000:.6f}", f"{-119.77:.6f}") for at in range(6))
WHEN = tuple(f"2026-11-01T0{at}:00:00Z" for at in range(6))


def _find(columns, header: tuple[str, ...], *cells: tuple[str, ...], points=PATH) -> list[str]:
    found = columns(
        (*header, "latitude", "longitude"),
        *((*row, *at) for row, at in zip(zip(*cells, strict=True), points, strict=True)),
    )
    return [value for name, values in found.items() if name.startswith("GEO_") for value in values]


@pytest.mark.parametrize(
    "header", ["device_id", "dev id", "idfa", "phone_id", "rider", "passenger id", "courier"]
)
def test_a_device_or_a_rider_at_several_places_is_followed(columns, header: str) -> None:
    found = _find(columns, (header, "timestamp"), ("a0", "a1") * 3, WHEN)
    assert found == [f"{lat}, {lon}" for lat, lon in PATH]


def test_a_log_of_places_times_and_what_a_receiver_adds_is_a_journey(columns) -> None:
    assert len(_find(columns, ("time", "speed", "hdop"), WHEN, ("3.1",) * 6, ("1.2",) * 6)) == len(PATH)


@pytest.mark.parametrize(
    "header", ["store_id", "vehicle_id", "mmsi", "drone_id", "shape_id", "stop_id", "station", "customer_id"]
)
def test_things_that_move_are_no_person(columns, header: str) -> None:
    assert _find(columns, (header, "timestamp"), ("a0", "a1") * 3, WHEN) == []


@pytest.mark.parametrize("measured", ["wind_speed", "salinity", "water temperature", "species", "buoy"])
def test_instruments_that_drift_are_no_person(columns, measured: str) -> None:
    assert _find(columns, ("device_id", "timestamp", measured), ("a0", "a1") * 3, WHEN, ("3",) * 6) == []


@pytest.mark.parametrize("header", ["created_user", "user", "mobile", "device"])
def test_who_keeps_a_list_and_what_stands_there_is_not_followed(columns, header: str) -> None:
    assert _find(columns, (header, "name"), ("kim", "lee") * 3, ("Bench",) * 6) == []


def test_what_flies_high_is_no_person(columns) -> None:
    assert len(_find(columns, ("time", "altitude"), WHEN, ("412",) * 6)) == len(PATH)
    assert _find(columns, ("time", "altitude"), WHEN, ("21500",) * 6) == []


def test_a_device_that_stays_or_is_listed_once_is_no_person(columns) -> None:
    assert _find(columns, ("device_id", "timestamp"), ("a0", "a1") * 3, WHEN, points=STILL) == []
    assert _find(columns, ("device_id", "timestamp"), tuple("abcdef"), WHEN) == []


def test_a_log_with_other_columns_or_leaps_is_no_journey(columns) -> None:
    assert _find(columns, ("time", "depth"), WHEN, ("10",) * 6) == []
    assert _find(columns, ("time", "speed"), WHEN, ("10",) * 6, points=APART) == []
    assert _find(columns, ("speed", "heading"), ("3.1",) * 6, ("90",) * 6) == []


def test_points_of_one_cell_are_read_and_rough_ones_are_not() -> None:
    header = ("rider", "coordinates")
    for points, followed in ((PATH, True), (tuple((lat[:5], lon[:6]) for lat, lon in PATH), False)):
        rows = [("u1", f"{lon}, {lat}") for lat, lon in points]
        assert follows_person(column_header.sampled(header, rows), rows, (1,)) is followed
