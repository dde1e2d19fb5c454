"""Names and addresses whose parts stand in labelled lines or in several values of a record."""

from __future__ import annotations


def test_the_labelled_lines_of_a_form_join_to_one_address_and_one_name(find) -> None:
    found = find(
        "First name: Ana\nLast name: Ruiz\nAddress 1: 12 Oak St\nAddress 2: Apt 4\nTown: Reno\nZIP: 89501"
    )
    assert found["PERSON"] == ["Ana Ruiz"]
    assert found["STREET_ADDRESS"] == ["12 Oak St\nApt 4\nReno\n89501"]


def test_two_forms_in_one_text_are_two_addresses(find) -> None:
    found = find(
        "Street: 12 Oak St\nCity: Reno\n\nStreet: 9 Elm Ave\nCity: Sparks\nStreet: 7 Ash Ct\nCity: Elko"
    )
    assert found["STREET_ADDRESS"] == ["12 Oak St\nReno", "9 Elm Ave\nSparks", "7 Ash Ct\nElko"]


def test_cells_of_a_sheet_are_told_apart_by_their_tabs(find) -> None:
    found = find(
        "Bill to\t\t\tShip to\nMaria Alvarez\t\t\tPeter Novak\n604 Bancroft Way\t\t\t27 Lakeview Ter\n"
        "Rm 310\t\t\tDuluth, MN 55803\nBerkeley, CA 94710",
        layout="prose",
    )
    assert found["PERSON"] == ["Maria Alvarez", "Peter Novak"]
    assert [value.replace("\n", " ") for value in found["STREET_ADDRESS"]] == [
        "604 Bancroft Way Rm 310 Berkeley, CA 94710",
        "27 Lakeview Ter Duluth, MN 55803",
    ]


def test_lines_under_one_name_of_a_record_are_one_address(find) -> None:
    found = find(
        "to.lines: 114 Lakeview Ave\nto.lines: Cambridge, MA 02139\n"
        "patient.given: Ananya\npatient.family: Iyer",
        layout="fields",
    )
    assert found["STREET_ADDRESS"] == ["114 Lakeview Ave\nCambridge, MA 02139"]
    assert found["PERSON"] == ["Ananya Iyer"]


def test_lists_under_one_name_of_a_record_are_no_address(find) -> None:
    assert find("tags: 4 pack\ntags: blue canvas\nsizes: 12 x 16\nsizes: 16 x 20", layout="fields") == {}
