"""Cards, badges and labels: coded fields, captions, firms above an address, lines that are no address."""

from __future__ import annotations

import pytest

from pii_sweep.detect.document import card_layout
from pii_sweep.link.mask import DOCUMENTS

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


@pytest.mark.parametrize(
    ("first", "last", "worn"),
    [
        ("Rosa", "Diaz", True),
        ("Will", "Diaz", False),  # a given name that is an everyday word
        ("Rosa", "Table", False),
        ("Table", "Diaz", False),
        ("Rosa", "Speaker", False),
        ("Rosa", "Inc", False),
    ],
)
def test_a_badge_is_of_two_words_that_are_names_and_nothing_else(first: str, last: str, worn: bool) -> None:
    text = f"ROBOCON 2026\n\n{first}\n{last}\nTesla Coil Hobbyists\n\nSPEAKER\n"
    assert [text[hit.start : hit.end] for hit in card_layout.badge(text)] == (
        [f"{first}\n{last}"] if worn else []
    )


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
def test_a_firm_above_an_address_is_not_a_person(find, sender: str) -> None:
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


def test_new_yorks_licence_has_the_family_name_above_the_given_names_and_its_number_behind_id(find) -> None:
    text = (
        "NEW YORK STATE USA\n\nDRIVER LICENSE\n\nID 189 305 889 CLASS D\nWHITLOCK\nIGNACIO, ANNE\n"
        "272 AMSTERDAM AVE\nNEW YORK, NY 10025\nDOB 10/03/1953\nSEX F EYES BR\nEXPIRES 10/03/2029\n"
    )
    found = find(text, "page")
    assert found["PERSON"] == ["IGNACIO, ANNE WHITLOCK"]
    assert found["US_DRIVER_LICENSE"] == ["189 305 889"]


BRITISH = (
    "DRIVING LICENCE\n\nUK\n\n1. BICKERSTAFF\n2. HARRIET\n3. 20.03.1988 UNITED KINGDOM\n"
    "4a. 04.02.2020 4c. DVLA\n4b. 03.02.2030\n8. 31 HARTINGTON GROVE, CAMBRIDGE, CB1 7UA\n"
    "9. AM/A/B1/B/f/k/l/n/p/q\n"
)
RESIDENT = (
    "UNITED STATES OF AMERICA\nPERMANENT RESIDENT\n\nSurname\nVANDERMEER\nGiven Name\nKEISHA\n"
    "USCIS# 716-110-368 Category IR6\nCountry of Birth\nNigeria\nDate of Birth\n15 MAY 1963 F\n"
    "Card Expires: 15 MAY 2031\nResident Since: 03/09/18\n\nSex\n"
)
GERMAN = (
    "BUNDESREPUBLIK DEUTSCHLAND\nPERSONALAUSWEIS IDENTITY CARD / CARTE D'IDENTITÉ\nName/Surname/Nom\n"
    "VOGELSANG\nVornamen/Given names/Prénoms\nSVENJA\nGeburtstag/Date of birth\n12.08.1984\n"
    "Geburtsort/Place of birth\nKASSEL\n"
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (BRITISH, "driver_license"),
        (RESIDENT, "residence_permit"),
        (GERMAN, "identity_card"),
    ],
)
def test_documents_of_other_countries_and_of_residents_are_recognized(find, text: str, kind: str) -> None:
    found = find(text, "page")
    assert len(found["IDENTITY_DOCUMENT"]) == 1 and len(found["DATE_OF_BIRTH"]) == 1
    assert len(found["PERSON"]) == 1
    assert kind in DOCUMENTS


@pytest.mark.parametrize("number", ["299 0917 3442 9366", "4539 3488  3799"])
def test_a_card_with_a_thumb_on_its_number_is_still_one(find, number: str) -> None:
    found = find(f"Northgate Bank\n\ndebit\n\n{number}\nVALID THRU 02/28\nIGNACIO RUTLEDGE\n\nVISA\n", "page")
    assert len(found["IDENTITY_DOCUMENT"]) == 1
    assert "CREDIT_CARD" not in found


def test_a_telephone_number_on_a_card_of_a_bank_is_no_payment_card(find) -> None:
    text = "Northgate Bank\n\nAsk us anything\n617 555 0100\nOffer valid thru 02/28\n"
    assert "IDENTITY_DOCUMENT" not in find(text, "page")


def test_captions_of_passports_are_not_people(find) -> None:
    text = "PASSPORT\nNationality / Nationalité / Nacionalidad\nUNITED STATES OF AMERICA\n"
    assert "PERSON" not in find(text, "page")


_SECTIONS = "1. RENTER\nFull name: Ilse Voorn\nDriver's license WDL88123 DOB 02/03/1970 expires 2030\n"
_SECTIONS += "2. CO-RENTERS\nnone\n"


@pytest.mark.parametrize("third", ["", "3. DEPOSIT\n"])
def test_numbered_headings_of_a_form_are_no_fields_of_a_licence(third: str) -> None:
    assert not [hit for hit in card_layout.licence(_SECTIONS + third) if hit.entity == "PERSON"]


def test_codes_with_other_lines_between_them_still_name_the_holder() -> None:
    card = "1 VOORN\nDD 0012\n2 ILSE\n3 DOB 02/03/1970\n"
    assert [hit.entity for hit in card_layout.licence(card)][:1] == ["PERSON"]
