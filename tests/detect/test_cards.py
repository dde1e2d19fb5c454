"""Cards, badges and labels: coded fields, captions, firms above an address, lines that are no address."""

from __future__ import annotations

import pytest

LICENCE = (
    "OHIO\n\nCOMMERCIAL DRIVER LICENSE\n\n4d LICENSE NO. RT418823\n3 BIRTHDATE 12-31-1971\n1,2 NOH, HYE-JIN\n"
    "8 753 APACHE PLUME DR APT 26 BANGOR ME 04401\n9 CLASS A 9a END HN\n15 SEX M 16 HT 6-01 18 EYES BLU\n"
    "4b EXPIRES 12-31-2028\n"
)


def test_a_licences_numbered_fields_tell_what_they_hold(find) -> None:
    found = find(LICENCE, "page")
    assert found["PERSON"] == ["NOH, HYE-JIN"]
    assert found["DATE_OF_BIRTH"] == ["12-31-1971"]
    assert found["US_DRIVER_LICENSE"] == ["RT418823"]
    assert len(found["STREET_ADDRESS"]) == 1 and "753 APACHE PLUME DR" in found["STREET_ADDRESS"][0]


@pytest.mark.parametrize("fields", ["1 OKONJO\n2 IFEOMA GRACE\n", "LN OKONJO\nFN IFEOMA GRACE\n"])
def test_family_and_given_names_in_fields_of_their_own_are_one_holder(find, fields: str) -> None:
    text = f"NEW YORK STATE\nDRIVER LICENSE\nID 123 456 789 CLASS D\n{fields}DOB 06/24/1985\nSEX F EYES BRO\n"
    assert find(text, "page")["PERSON"] == ["IFEOMA GRACE OKONJO"]


def test_a_passports_date_of_birth_stands_below_its_caption(find) -> None:
    text = (
        "PASSPORT\nType P\nSurname / Apellidos\nDORJE\nGiven Names / Nombres\nTENZIN\nNationality\nUSA\n"
        "Date of birth / Fecha de nacimiento\n17 Mar 1990\nSex F\n"
    )
    assert find(text, "page")["DATE_OF_BIRTH"] == ["17 Mar 1990"]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_badge_has_the_given_name_above_the_family_name(find, gap: str) -> None:
    text = f"ROBOCON 2026\n\nMarcel{gap}Ouedraogo\nTesla Coil Hobbyists\n\nSPEAKER\n"
    assert find(text, "page")["PERSON"] == ["Marcel Ouedraogo"]


def test_a_list_of_given_names_and_words_is_no_badge(find) -> None:
    assert "PERSON" not in find("Staff picks\n\nGrace\nDress\n\nJordan\nBoot\n", "page")


@pytest.mark.parametrize(
    "sender",
    [
        "GALLOWAY CYCLE PARTS",
        "TALLGRASS OPTICAL LAB",
        "CAFÉ MADELINE",
        "THE WALDEN HOUSE",
        "Hartigan Stone & Tile",
    ],
)
def test_a_firm_above_an_address_is_nobody(find, sender: str) -> None:
    assert "PERSON" not in find(f"{sender}\n944 APACHE PLUME DR\nSALINA, KS 67401\n", "page")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("JOOST TEN HAVE\nPO BOX 3276\nJONESBORO AR 72401\n", "JOOST TEN HAVE"),
        ("Prescriber: Gebremedhin, S. MD\nRetail: $41.99\n", "Gebremedhin, S. MD"),
        ("Veterinarian: Kalani Kealoha, DVM Lic. VT-008813\n", "Kalani Kealoha"),
        ("Provider: DR ST. CLAIR\n", "ST. CLAIR"),
        ("Provider: DR MAKINDE\n", "MAKINDE"),
    ],
)
def test_names_are_found_as_labels_print_them(find, text: str, name: str) -> None:
    assert find(text, "page")["PERSON"] == [name]


@pytest.mark.parametrize(
    "text",
    ["Rte 114 Stop 23\nSort: WEST-B\nSignature: NOT REQ\n", "ORIGIN: TULSA OK\nLOT 14 - UNION GARAGE\n"],
)
def test_how_a_parcel_is_sorted_is_neither_an_address_nor_somebody(find, text: str) -> None:
    assert not find(text, "page").keys() & {"PERSON", "STREET_ADDRESS"}


def test_an_urbanization_of_puerto_rico_belongs_to_the_address(find) -> None:
    text = "Siti Nurhaliza Hamid\nURB LAS GLADIOLAS\n150 CALLE A\nSAN JUAN PR 00926-3232\n"
    found = find(text, "page")
    assert found["STREET_ADDRESS"] == ["URB LAS GLADIOLAS\n150 CALLE A\nSAN JUAN PR 00926-3232"]
    assert found["PERSON"] == ["Siti Nurhaliza Hamid"]


def test_badges_side_by_side_have_both_halves_of_each_name(find) -> None:
    text = (
        "Regatta volunteers  Regatta volunteers\nYESENIA  VERNON\nOchoa  Dunleavy\nTallystack  Bay Shuttle\n"
    )
    assert sorted(find(text)["PERSON"]) == ["Dunleavy", "Ochoa", "VERNON", "YESENIA"]
