"""Cells that hold a vehicle and its plate."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.cell import plated_cell
from pii_sweep.detect.tables.column_header import Sampled


def read(header: str, value: str) -> list[str]:
    found = plated_cell.find(Sampled(0, header, (header.lower(),), ()), value)
    return [value[hit.start : hit.end] for hit in found]


@pytest.mark.parametrize(
    ("header", "value", "plate"),
    [
        ("Car / plate", "F150 MZS 270", "MZS 270"),
        ("Car / plate", "blue Subaru XST-9984", "XST-9984"),
        ("Vehicle & reg", "Ford Focus (KX19 ABC)", "KX19 ABC"),
        ("Auto und Kennzeichen", "VW T5, M-AB 1234", "M-AB 1234"),
        ("Coche y matrícula", "Seat Ibiza 4471 KLD", "4471 KLD"),
    ],
)
def test_a_plate_stands_behind_its_vehicle(header: str, value: str, plate: str) -> None:
    assert read(header, value) == [plate]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Car / plate", "MZS 270"),  # the whole cell is for its column
        ("Car / plate", "Ford F150"),
        ("Car / plate", "blue Subaru, none yet"),
        ("Model / asset tag", "Latitude AB12345"),
        ("Dinner plate", "blue Subaru XST-9984"),
    ],
)
def test_other_cells_and_headers_hold_none(header: str, value: str) -> None:
    assert read(header, value) == []
