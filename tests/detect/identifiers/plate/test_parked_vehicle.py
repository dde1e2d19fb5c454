"""Plates of vehicles that a line says are parked, at a gate or waited for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pii_sweep.detect.identifiers.plate import license_plate, parked_vehicle

Find = Callable[..., dict[str, list[str]]]


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("Headlights on in the lot, hatchback (C52 WTD). Rang the office.", "C52 WTD"),
        ("Car parked over the kerb, WTD 6617, silver.", "WTD 6617"),
        ("our chauffeur is outside, SWT 617 D", "SWT 617 D"),
        ("Put Ida's car on the gate list: 7WTD614, red.", "7WTD614"),
        ("Reliable van. Tag WTD-6617 for the gate list.", "WTD-6617"),
        ("Visitor: Ann Cole, vehicle Nissan Rogue WTD-6617, host Ben", "WTD-6617"),
        ("Besucher: Jan Roth, Pkw WTD 661", "WTD 661"),
        ("Der Fahrer wartet unten, KI-WT 617.", "KI-WT 617"),
    ],
)
def test_a_plate_in_a_line_about_a_parked_vehicle_is_found(find: Find, text: str, plate: str) -> None:
    assert find(text, "prose").get("LICENSE_PLATE") == [plate]


@pytest.mark.parametrize(
    "text",
    [
        "The driver is here, order WTD 6617 is ready.",
        "Driver is downstairs, SMS 6617 if late.",
        "Visitors from Sweden, SEK 450 each.",
        "Tag WTD-6617 the pump before you start it.",
        "my driver's ETA is here, 1430 PST",
        "Lights on, breaker (MCB 6617) tripped again.",
        "Seminar parking, Hall C52 WTD.",
    ],
)
def test_codes_of_other_things_in_such_a_line_are_no_plates(text: str) -> None:
    assert not list(license_plate.find(text))


def test_a_german_plate_stands_by_itself_in_a_text_of_driving() -> None:
    log = "Datum   Art           FL   Fahrzeug\n14.09.  Grundstufe    TL   PLÖ-WT 617\n"
    assert [log[slice(*span)] for span in parked_vehicle.find_german(log)] == ["PLÖ-WT 617"]
    assert not list(parked_vehicle.find_german("Der Raum PLÖ-WT 617 ist frei."))
    assert not list(parked_vehicle.find_german("Artikel HH-WT 617 fürs Auto, Norm DIN-EN 71"))
