"""Branches are called after their towns: their telephones, mailboxes and places are the firm's."""

from __future__ import annotations

import pytest

from tests.detect.tables.test_firm_table import reading

TOWNS = ("Hexham", "Penrith", "Darlington", "Galashiels", "Kendal")
HEAD = "code,{},street,town,postcode,tel,email,lat,lon"


def export(names, boxes, head: str = "name") -> str:
    rows = (
        f"B{at},{name},{at} Burnside Road,{town},NE4{at % 9} 3ZZ,01434 600 4{at},{box},54.97{at},-2.09{at}"
        for at, (name, town, box) in enumerate(zip(names, TOWNS, boxes, strict=True), 11)
    )
    return "\n".join([HEAD.format(head), *rows]) + "\n"


BRANCHES = [f"Holt & Reed Timber - {town}" for town in TOWNS]
BOXES = [f"{town.lower()}@holtreed.example" for town in TOWNS]


def test_branches_called_after_their_towns_hold_nothing_of_people(detector) -> None:
    found = reading(detector, export(BRANCHES, BOXES))
    assert set(found.counts) == {"STREET_ADDRESS"} and found.businesses and found.subjects_total == 0


def test_mailboxes_of_people_next_to_towns_keep_their_telephones(detector) -> None:
    people = [f"{who}@holtreed.example" for who in ("a.quimby", "z.holt", "m.reed", "o.salonga", "b.rees")]
    found = reading(detector, export(BRANCHES, people))
    assert {found.counts[kind].hits for kind in ("PHONE_NUMBER", "EMAIL_ADDRESS")} == {len(TOWNS)}


@pytest.mark.parametrize("place", ["United Kingdom, {}", "GB {}", "{}"])
def test_towns_behind_their_country_are_no_branches(detector, place: str) -> None:
    names = [place.format(town).replace(",", "") for town in TOWNS]
    found = reading(detector, export(names, ["" for _ in TOWNS], "location"))
    assert found.counts["PHONE_NUMBER"].hits == len(TOWNS)


def test_a_person_who_runs_a_branch_is_kept(detector) -> None:
    found = reading(detector, export(["Dr. Anna Holt", *BRANCHES[1:]], BOXES))
    assert found.counts["PERSON"].hits == 1


def test_hours_of_several_days_show_that_a_place_is_open_to_all(detector) -> None:
    rows = [f"{at},{at} Burnside Road,Hexham,01434 600 4{at},07:00-17:00,{{}}" for at in range(11, 15)]
    head = "id,street,town,tel,first,second"
    opened, noted = (
        reading(detector, "\n".join([head, *(row.format(cell) for row in rows)]) + "\n")
        for cell in ("08:00 - 12:00", "ring twice")
    )
    assert set(opened.counts) == {"STREET_ADDRESS"} and opened.subjects_total == 0
    assert noted.counts["PHONE_NUMBER"].hits == len(rows)


def test_a_branch_may_be_called_after_a_quarter_or_half_of_its_towns_name(detector) -> None:
    towns = ("Rovereto", "Riva del Garda", "Trento", "Bolzano", "Mori")
    names = (
        "Valdastra Rovereto",
        "Valdastra Riva",
        "Valdastra Trento Sud",
        "Valdastra Bolzano",
        "Valdastra Mori",
    )
    rows = [
        f"0{at},{name},Via Dante {at},3806{at},{town},0464 48010{at},info.{name[10:13]}@valdastra.example"
        for at, (name, town) in enumerate(zip(names, towns, strict=True))
    ]
    found = reading(
        detector, "\n".join(["cod,denominazione,indirizzo,cap,comune,centralino,mail", *rows]) + "\n"
    )
    assert set(found.counts) == {"STREET_ADDRESS"} and found.subjects_total == 0
