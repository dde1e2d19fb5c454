"""Driver's licences of other countries behind their words."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers import driver_license


@pytest.mark.parametrize(("value", "found"), [("B072RRE2I55", True), ("12-03-2019", False)])
def test_a_date_behind_the_word_is_when_it_was_issued(value: str, found: bool) -> None:
    assert bool(list(driver_license.find(f"Führerschein: {value}"))) is found


def test_a_model_of_a_machine_is_no_word_for_a_licence(find) -> None:
    log = "11:08:09 | DL650-3 | CUTTER | counter=2206454\n13:16:17 | DL650-2 | JOB_START | job=Z329546"
    assert "US_DRIVER_LICENSE" not in find(log, "log")
    assert find("state CA DL Z3295467 expires 2027", "prose")["US_DRIVER_LICENSE"] == ["Z3295467"]


def test_a_unit_of_a_laboratory_is_no_word_for_licences(find) -> None:
    text = "OM2: 1 | mg/dL | 0\nMFE: MUP | 45509650 | 20240301 | CREA"
    assert "US_DRIVER_LICENSE" not in find(text, "fields")
    assert find("DL 45509650")["US_DRIVER_LICENSE"] == ["45509650"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("We put you down as HARTL 657158 KA9QT, is that right?", "HARTL 657158 KA9QT"),
        ("he read out LEE99710203J99AB", "LEE99710203J99AB"),
        ("pump model HOUSE 128456 AB9CD", None),
        ("code ABCDE 670144 KA9QT", None),
    ],
)
def test_a_british_licence_has_a_birth_date_and_needs_no_label(text: str, number: str | None) -> None:
    assert [text[hit.start : hit.end] for hit in driver_license.find(text)] == ([number] if number else [])


@pytest.mark.parametrize(
    "text",
    [
        "Serial number KLMNO 912319 AB3CD of the boiler",
        "HARTL657158KA9QT is the serial of the drill",
        "part HARTL 657158 KA9QT, two boxes",
        "Booking ref HARTL657158KA9QT",
        "Référence HARTL657158KA9QT",
    ],
)
def test_the_number_of_a_thing_is_no_british_licence(text: str) -> None:
    assert not list(driver_license.find(text))


def test_the_reference_of_a_driver_is_the_licence() -> None:
    text = "Driver reference HARTL657158KA9QT"
    assert [text[hit.start : hit.end] for hit in driver_license.find(text)] == ["HARTL657158KA9QT"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hire booking 7718, Ines Hartl, HARTL657158KA9QT", True),
        ("HARTL657158KA9QT ref 7718", True),
        ("HARTL657158KA9QT, Auftrag Nr. 7718", True),
        ("HARTL657158KA9QT is the ref", False),
        ("Pieza HARTL657158KA9QT", False),
        ("Auftragsnummer HARTL657158KA9QT", False),
    ],
)
def test_a_thing_with_a_number_of_its_own_has_no_other(text: str, found: bool) -> None:
    assert bool(list(driver_license.find(text))) is found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The driver gave his name as Karl Horvat, licence 061 428 357. Warned.", "061 428 357"),
        ("She drove off; her licence 61428357 is on file", "61428357"),
        ("The driver of the update, software licence 061 428 357.", None),
        ("Our shop, licence 061 428 357, sells wine.", None),
        ("Both drivers stopped; his licence 61428357", "61428357"),
        ("License 61428357 of the software, the device driver was updated.", None),
        ("Install the printer driver. License 61428357 must be entered.", None),
        ("my driver is up to date, license 061 428 357 entered", None),
        ("An event-driven design. License 61428357", None),
    ],
)
def test_a_licence_in_short_is_of_whoever_drives(find, text: str, number: str | None) -> None:
    assert find(text, "prose").get("US_DRIVER_LICENSE", [None]) == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("License key: B417-6620-8913-2204", None),
        ("Your license key is B417-6620-8913-2204", None),
        ("business license fee for form F417-200-300", None),
        ("his license says (M417-662-08-913)", "M417-662-08-913"),
        ("driver's license, as she read it: M417-662-08-913", "M417-662-08-913"),
        ("調理師免許証番号 417662089134", None),
        ("私の免許証番号 417662089134", "417662089134"),
        ("運転免許証番号 417662089134", "417662089134"),
    ],
)
def test_a_licence_of_another_kind_has_no_drivers_number(text: str, number: str | None) -> None:
    assert [text[hit.start : hit.end] for hit in driver_license.find(text)] == ([number] if number else [])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("DL          R538-6129-4071 IL   exp 06/16/2031", "R538-6129-4071"),
        ("TIPIC no. (temp permit):  RW538612     Issued 10/30/26", "RW538612"),
        ("Learner's permit # (temp): 5386129", "5386129"),
        ("State ID: 95-386-1294 (Colorado)", "95-386-1294"),
        ("your Colorado ID as 95-386-1294", "95-386-1294"),
        ("Driver license: Michigan R 538 612 940 715", "R 538 612 940 715"),
        ("born in 1980, licence Victoria 053 861 294.", "053 861 294"),
        ("CDL class A, no. R5386-12940-71, TX", "R5386-12940-71"),
        ("segundo condutor: Rui Sousa, carta L-5386129 4", "L-5386129 4"),
        ("Licencia de conducir 15.386.129-K", "15.386.129-K"),
    ],
)
def test_a_licence_of_a_state_or_for_learning_is_found(text: str, number: str) -> None:
    assert number in [text[hit.start : hit.end] for hit in driver_license.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Software licence, Victoria 053 861 294",
        "liquor licence Ontario 538612",
        "Temporary permit for the marquee",
        "State contract: Texas 538612-A",
        "carta 5386129",
    ],
)
def test_licences_of_firms_and_letters_are_no_drivers(text: str) -> None:
    assert not list(driver_license.find(text))
