"""Plates with the state or province that issued them are found whole."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pii_sweep.detect.identifiers.plate import stated_plate

Find = Callable[..., dict[str, list[str]]]


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("2017 Kia Rio, red, plate IL DW 73 614", "IL DW 73 614"),
        ("Plate VT JDR 715     Odometer 61,004", "VT JDR 715"),
        ("He backed his pickup (NH 563 7741) into the post.", "NH 563 7741"),
        ("Van NC WTD-6617, driver Luis", "NC WTD-6617"),
        ("Trailer 551 / tractor IN 3846115", "IN 3846115"),
        ("in a white Tahoe, tag 2B 63D14, and left", "2B 63D14"),
        ("LIC: NM WTD-661   MI: 61,200", "NM WTD-661"),
        ("Veh: 2015 TOY CAMRY CA 7WTD614", "CA 7WTD614"),
        ("The truck's plate was Illinois 3384 617.", "Illinois 3384 617"),
        ("Dodge Ram, SC tag: WTD 661", "WTD 661"),
        ("Plate: 7WTD614 CA", "7WTD614 CA"),
        ("license plate WTD-6617 (NV)", "WTD-6617 (NV)"),
        ("blue Camry ON CWTD 617 in the visitor stall", "ON CWTD 617"),
        ("Ersatzwagen S-WT 6617 zurücknehmen", "S-WT 6617"),
    ],
)
def test_a_plate_with_its_state_is_found_whole(find: Find, text: str, plate: str) -> None:
    assert find(text).get("LICENSE_PLATE") == [plate]


@pytest.mark.parametrize(
    "text",
    [
        "Our van serves Salem, OR 97301.",
        "Ford plant, Wayne, MI 48184",
        "Contractor Lic. CA 661735, bonded and insured",
        "Vehicle parking, Ottawa ON K1A 0B1",
        "The trailer was moved IN 2021 to the yard.",
        "steel plate AL 6061 T6, MS plate 10 MM",
        "Registration no. MN 661735 (charity)",
        "trailer part no. MI 661-735",
        "vehicle policy no TX 6617350",
    ],
)
def test_what_else_follows_a_state_is_no_plate(find: Find, text: str) -> None:
    assert "LICENSE_PLATE" not in find(text)


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("The grey Civic, WTD 6617, was in the fire lane.", "WTD 6617"),
        ("Visitor lot: red F-150 8WTD614 blocks the ramp", "8WTD614"),
        ("Blue Mazda WT7 61K in the accessible stall", "WT7 61K"),
        ("La Panda bianca, WT 661 DJ, è in doppia fila.", "WT 661 DJ"),
        ("Der rote Polo (MS-WT 661) steht in der Einfahrt.", "MS-WT 661"),
        ("He drove her to A&E in WT68 DJR.", "WT68 DJR"),
        ("Guard: what's your plate\nSam: WTD 6617", "WTD 6617"),
        ("Desk: Make, model and plate for the pass?\nGuest: Subaru Outback, 7WTD614", "7WTD614"),
        ("Vehicle at pick-up: WTD 661", "WTD 661"),
        ("Make/Model: Kia Soul    Color: lime    Tag: WTD 661", "WTD 661"),
    ],
)
def test_a_plate_stands_behind_what_describes_its_vehicle_or_asks_for_it(
    find: Find, text: str, plate: str
) -> None:
    assert find(text).get("LICENSE_PLATE") == [plate]


@pytest.mark.parametrize(
    "text",
    [
        "The grey Civic, EX 2019 trim, sold quickly.",
        "Honda HRX217 mower, Ford F250 blades",
        "BMW X5 M50, Audi A6 TDI, Kia EV6 GT",
        "gray carpet tile WT 6617, row 14",
        "Vehicle at pick-up: 15 ft box truck",
        "asset_tag: WX-402\nmodel: Cable Machine WT-D661",
    ],
)
def test_models_and_goods_with_a_colour_are_no_plates(find: Find, text: str) -> None:
    assert "LICENSE_PLATE" not in find(text)


def test_a_long_list_of_vehicles_is_read_through_once() -> None:
    text = "Grey Civic WTD 6617 in row 4\n" * 4000
    begin = time.process_time()
    assert len(list(stated_plate.find_described(text))) == 4000
    once = time.process_time() - begin
    text = "Grey Civic    WTD 6617 in row 4\n" * 4000
    begin = time.process_time()
    assert not list(stated_plate.find_described(text))
    assert time.process_time() - begin < 3 * once + 0.5


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("Vehicle in drive 6617 WT (Maine), not moved", "6617 WT (Maine)"),
        ("Plate 6-61738B MT   VIN unknown", "6-61738B MT"),
        ("a Tahoe (MT 6-61738C), swapped", "MT 6-61738C"),
        ("TRACTOR:   W48-6617 TX", "W48-6617 TX"),
        ("2014 Honda Fit, Tag# WTD6617 GA", "WTD6617 GA"),
        ("lic # WTD-6617 NY, black Escalade", "WTD-6617 NY"),
        ("Truck plate? Still 59-6W17, NE.", "59-6W17"),
        ("License plate state/number: OH / WTD 6617", "WTD 6617"),
        ("1120 Out with box truck WTD 6617, helper Bo", "WTD 6617"),
    ],
)
def test_a_plate_with_its_state_behind_it_is_found(find: Find, text: str, plate: str) -> None:
    assert find(text, "prose").get("LICENSE_PLATE") == [plate]


@pytest.mark.parametrize(
    "text",
    [
        "GMC Sierra 2500 HD, TX dealers only",
        "lic # WTD-6617 NY office",
        "truck WTD 2019",
        "The tractor (JD 6617R) needs oil.",
    ],
)
def test_what_has_a_state_behind_it_is_not_always_a_plate(find: Find, text: str) -> None:
    assert "LICENSE_PLATE" not in find(text, "prose")
